"""What colleagues changed, for people to read and for programs.

What was taken out stands as `[-so-]` and what was put in as `{+so+}`, with or without colours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from drafter.merging import Conflict
from drafter.problems import Place
from drafter.received import Comment
from drafter.report import position, shown_path
from drafter.review import (
    Added,
    Change,
    Edit,
    Joint,
    Look,
    Moved,
    NoteChange,
    Order,
    Origin,
    Remark,
    Review,
    Template,
)
from drafter.rounds import Round, Together, authors, commenters, edits
from drafter.wording import Part, compared, is_word, tokens

_MOST_KEPT: Final = 160  # signs of unchanged text in one piece; of more, the middle is left out
_SHOWN: Final = 70  # signs that are left of it at each end
_INDENT: Final = "    "


class Marks(NamedTuple):
    """How a text looks that is a heading, was taken out, was put in, or is to be looked at."""

    heading: Callable[[str], str] = str
    deleted: Callable[[str], str] = str
    inserted: Callable[[str], str] = str
    doubt: Callable[[str], str] = str


def as_text(round: Round, marks: Marks | None = None) -> str:
    """The whole, field by field in the order of the document; then what belongs to no field."""
    writer = _Writer(round, marks or Marks())
    blocks = [*writer.files(), *writer.fields(), *writer.elsewhere(), writer.summary()]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


class _Writer:
    def __init__(self, round: Round, marks: Marks) -> None:
        self._round = round
        self._marks = marks
        self._several = len(round.reviews) > 1

    # ── The files ──

    def files(self) -> Iterator[list[str]]:
        """Which files were read, who worked in them, and in which nothing was changed."""
        lines = []
        for one in self._round.reviews:
            told = _told(one.review, self._round.author)
            lines.append(f"{self._marks.heading(shown_path(one.file))}: {told}")
            if one.stale:
                told = _("the input was changed after this document was made: {fields}")
                lines.append(self._ask(told.format(fields=", ".join(sorted(one.stale)))))
        yield lines

    # ── What belongs to a field ──

    def fields(self) -> Iterator[list[str]]:
        rows: dict[str, list[str]] = {id: [] for id in self._round.places}
        for one in self._round.reviews:
            for field, lines in self._of_fields(one.review, one.file):
                rows.setdefault(field, []).extend(lines)
        for found in self._round.together:
            rows[found.field] += self._merged(found)
        stale = frozenset(chain.from_iterable(one.stale for one in self._round.reviews))
        for field, lines in rows.items():
            if lines:
                yield [self._named(field), *self._doubts(field in stale), *lines]

    def _named(self, field: str) -> str:
        return f"{self._marks.heading(field)}  ({self._place(field)})"

    def _place(self, field: str) -> str:
        place = self._round.places.get(field)
        return _line(place) if place else _("no field of the input any more")

    def _doubts(self, stale: bool) -> Iterator[str]:
        if stale:
            yield self._ask(
                _("the input was changed here after this document was made; compare the two")
            )

    def _ask(self, text: str) -> str:
        return "  " + self._marks.doubt(f"? {text}")

    def _of_fields(self, found: Review, file: Path) -> Iterator[tuple[str, list[str]]]:
        for change in found.changes:
            yield change.field, [*self._change(change, file)]
        for look in found.looks:
            yield look.field, [f"  {_look(look)}{self._in(file)}"]
        for note in found.notes:
            if note.field:
                yield note.field, [*self._note(note, file)]
        for remark in found.remarks:
            for field in remark.fields[:1]:
                yield field, [*self._remark(remark, file)]

    def _change(self, change: Change, file: Path) -> Iterator[str]:
        yield f"  {_changed(change)}{self._in(file)} {_by(change.edits)}:"
        if change.kind == "retyped":
            yield _INDENT + self._marked("deleted", change.old.strip())
            yield _INDENT + self._marked("inserted", change.new.strip())
        else:
            yield _INDENT + self._compared(change.old, change.new)
        if len(_who(change.edits)) > 1:
            yield from self._each(change.edits)
        if change.kind == "deleted" and change.route == "position":
            yield self._ask(_("neither its text nor its bookmark is left: is that meant?"))
        elif change.route != "bookmark":
            yield self._ask(_routes()[change.route])
        if change.same_elsewhere:
            count = change.same_elsewhere
            yield self._ask(
                ngettext(
                    "the old text still stands in {count} other place",
                    "the old text still stands in {count} other places",
                    count,
                ).format(count=count)
            )

    def _each(self, edits: Iterable[Edit]) -> Iterator[str]:
        """What each of several people did."""
        by_name: dict[str, list[str]] = {}
        for edit in edits:
            by_name.setdefault(edit.author, []).append(self._marked(edit.kind, edit.text))
        for name, pieces in by_name.items():
            yield f"{_INDENT}  {_harmless(name) or _('unknown')}: {' '.join(pieces)}"

    def _merged(self, found: Together) -> Iterator[str]:
        """What the versions come to together, or all versions of what conflicts."""
        if (text := found.merge.text) is not None:
            yield f"  {_('these changes go together')}:"
            yield _INDENT + self._compared(found.old, text)
            return
        for conflict in found.merge.conflicts:
            yield self._ask(_("these changes contradict each other; choose one:"))
            yield from self._versions(conflict, found)

    def _versions(self, conflict: Conflict, found: Together) -> Iterator[str]:
        names = [shown_path(file) for file, _text in found.versions]
        rows = [(_("was"), conflict.base), *zip(names, conflict.versions, strict=True)]
        width = max(len(name) for name, _text in rows)
        before = "" if conflict is found.merge.parts[0] else "… "
        after = "" if conflict is found.merge.parts[-1] else " …"
        for name, text in rows:
            shown = _flat(text).strip() or _("(nothing)")
            yield f"{_INDENT}{name.ljust(width)}  {before}{shown}{after}"

    def _note(self, note: NoteChange, file: Path) -> Iterator[str]:
        kinds = {"added": _("a footnote was added"), "removed": _("a footnote was taken out")}
        yield f"  {kinds[note.kind]}{self._in(file)} {_by(note.edits)}:"
        kind = "inserted" if note.kind == "added" else "deleted"
        yield _INDENT + self._marked(kind, note.text)

    def _remark(self, remark: Remark, file: Path) -> Iterator[str]:
        about = _flat(remark.quote)
        told = _("comment{file} by {who}").format(file=self._in(file), who=_signed(remark.comment))
        if about:
            told += " " + _("on ‘{quote}’").format(quote=_short(about))
        if remark.comment.resolved:
            told += f" ({_('resolved')})"
        yield f"  {told}:"
        yield from _indented(remark.comment.text)
        for reply in remark.replies:
            yield f"{_INDENT}{_('reply by {who}').format(who=_signed(reply))}:"
            yield from _indented(reply.text, 2)
        others = remark.fields[1:]
        if others:
            yield f"{_INDENT}{_('also about {fields}').format(fields=', '.join(others))}"

    # ── What belongs to none ──

    def elsewhere(self) -> Iterator[list[str]]:
        for one in self._round.reviews:
            found, file = one.review, one.file
            for added in found.added:
                yield [*self._added(added, file)]
            for moved in found.moved:
                yield [*self._moved(moved, file)]
            for joint in found.joints:
                if joint.first != joint.second:
                    yield [*self._joint(joint, file)]
            for order in found.orders:
                yield [*self._order(order, file)]
            for note in found.notes:
                if not note.field:
                    yield [_("text that is not in the input"), *self._note(note, file)]
            for remark in found.remarks:
                if not remark.fields:
                    yield [_("text that is not in the input"), *self._remark(remark, file)]
            for template in found.template:
                yield [*self._template(template, file)]

    def _added(self, added: Added, file: Path) -> Iterator[str]:
        beside = added.before if (added.before or "").startswith(f"{added.list}.") else None
        between = self._beside(added.after, added.before, beside)
        yield f"{self._marks.heading(_('new paragraph'))}{between}"
        if added.list:
            told = _("proposal: a new item of {list}").format(list=added.list)
        else:
            told = _("added")
        yield f"  {told}{self._in(file)} {_by(added.edits)}:"
        yield _INDENT + self._marked("inserted", added.text)

    def _between(self, after: str | None, before: str | None, at: str | None = None) -> str:
        """Between which fields, and where in the input that is: at the first, or at another."""
        if after and before:
            told = _("between {first} and {second}").format(first=after, second=before)
        elif after:
            told = _("after {field}").format(field=after)
        elif before:
            told = _("before {field}").format(field=before)
        else:
            return ""
        return f"{told}  ({self._place(at or after or before or '')})"

    def _beside(self, after: str | None, before: str | None, at: str | None = None) -> str:
        between = self._between(after, before, at)
        return f", {between}" if between else ""

    def _moved(self, moved: Moved, file: Path) -> Iterator[str]:
        yield self._named(moved.fields[0]) if moved.fields else _("text that is not in the input")
        yield f"  {_('moved')}{self._in(file)} {_by(moved.edits)}:"
        yield _INDENT + _short(_flat(moved.text))
        if now := self._between(moved.after, moved.before):
            yield f"  {_('it stands now {place}').format(place=now)}"
        if moved.route != "bookmark":
            yield self._ask(_routes()[moved.route])

    def _joint(self, joint: Joint, file: Path) -> Iterator[str]:
        kinds = {
            "split": _("one paragraph was made two"),
            "merged": _("two paragraphs were made one"),
        }
        yield self._marks.heading(kinds[joint.kind]) + self._beside(joint.first, joint.second)
        yield f"  {_('edited')}{self._in(file)} {_by(joint.edits)}"

    def _order(self, order: Order, file: Path) -> Iterator[str]:
        yield self._marks.heading(order.list) + self._in(file)
        if order.removed:
            told = _("proposal: take out {items}").format(items=_listed(order.removed))
            yield f"  {told}"
        kept = [id for id in order.old if id in order.new]
        if kept != [id for id in order.new if id] or None in order.new:
            now = ", ".join(id or _("(new)") for id in order.new)
            yield "  " + _("the order is now: {items}").format(items=now)

    def _template(self, template: Template, file: Path) -> Iterator[str]:
        heading = _("text of the template or a register (not in the input)")
        yield self._marks.heading(heading) + self._beside(template.after, template.before)
        yield f"  {_('edited')}{self._in(file)} {_by(template.edits)}:"
        yield _INDENT + self._compared(template.old, template.new)
        if template.origin:
            yield from (f"  {told}" for told in _origin(template.origin))

    # ── The end ──

    def summary(self) -> list[str]:
        """How much there is of everything, and that nothing was done about it."""
        if all(one.review.is_empty for one in self._round.reviews):
            return []
        counts = ", ".join(_counted(self._round))
        file = shown_path(self._round.input)
        left = _("this is only shown: nothing was changed in {file}").format(file=file)
        return [counts, left] if counts else [left]

    # ── Text ──

    def _in(self, file: Path) -> str:
        return " " + _("in {file}").format(file=shown_path(file)) if self._several else ""

    def _marked(self, kind: str, text: str) -> str:
        text = _flat(text)
        if kind == "deleted":
            return self._marks.deleted(f"[-{text}-]")
        return self._marks.inserted(f"{{+{text}+}}")

    def _compared(self, old: str, new: str) -> str:
        parts = _readable(compared(_flat(old).strip(), _flat(new).strip()))
        out = ""
        for at, part in enumerate(parts):
            if part.old == part.new:
                out += _elided(part.old, first=at == 0, last=at == len(parts) - 1)
            else:
                out += self._marked("deleted", part.old) if part.old else ""
                out += self._marked("inserted", part.new) if part.new else ""
        return out


def _readable(parts: Sequence[Part]) -> list[Part]:
    """Changes with no word between them as one: `[-half jaar-]{+kwartaal+}`."""
    out: list[Part] = []
    for at, part in enumerate(parts):
        is_kept = part.old == part.new
        between = 0 < at < len(parts) - 1
        bridges = is_kept and between and not any(map(is_word, tokens(part.old)))
        if out and (bridges or not is_kept) and out[-1].old != out[-1].new:
            out[-1] = Part(out[-1].old + part.old, out[-1].new + part.new)
        else:
            out.append(part)
    return out


def _elided(text: str, *, first: bool, last: bool) -> str:
    """Unchanged text, without its middle where it is long."""
    if len(text) <= _MOST_KEPT:
        return text
    start = "" if first else text[:_SHOWN].rpartition(" ")[0] + " "
    end = "" if last else " " + text[-_SHOWN:].partition(" ")[2]
    return f"{start}…{end}"


def _flat(text: str) -> str:
    """A text on one line; the end of a paragraph is a ¶."""
    return re.sub(r"[^\S\n]*\n[^\S\n]*", " / ", re.sub(r"\s*\n\n\s*", " ¶ ", _harmless(text)))


def _harmless(text: str) -> str:
    """Without what a terminal takes for an order, or what turns the direction of the text."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _indented(text: str, depth: int = 1) -> Iterator[str]:
    for line in _harmless(text).split("\n"):
        yield f"{_INDENT * depth}{line}".rstrip()


def _line(place: Place) -> str:
    """The file and the line."""
    shown = position(place)
    return shown if place.sheet is not None or not place.line else shown.rpartition(":")[0]


# ── In words ──────────────────────────────────────────────────────────────────


def _told(found: Review, author: str | None) -> str:
    """Who worked in a file."""
    if found.is_empty and author:
        return _("nothing by {name}").format(name=author)
    if found.is_empty:
        return _("nothing was changed in it")
    told = []
    if names := authors(found):
        told.append(_("changes by {names}").format(names=_listed(names)))
    if names := commenters(found):
        told.append(_("comments by {names}").format(names=_listed(names)))
    if found.looks or any(not edit.author for edit in edits(found)):
        told.append(_("changes that were not tracked, so that nobody knows by whom"))
    return "; ".join(told)


def _changed(change: Change) -> str:
    kinds = {
        "changed": _("edited"),
        "retyped": _("written anew"),
        "deleted": _("deleted"),
        "split": _("divided into more paragraphs"),
        "merged": _("paragraphs joined"),
    }
    return kinds[change.kind]


def _routes() -> Mapping[str, str]:
    return {
        "struck": _(
            "recognised by the text that was struck out, not by its bookmark: is it right?"
        ),
        "likeness": _("recognised by its text, not by its bookmark: is it right?"),
        "position": _("recognised by where it stands, not by its bookmark: is it right?"),
    }


def _origin(origin: Origin) -> Iterator[str]:
    """Where text of no field stands, and what to do about it."""
    kinds = {
        "template": _("text of the template {file}, line {line}"),
        "register": _("this stands in {file}, line {line}"),
        "words": _("drafter words this itself; it is printed by {file}, line {line}"),
        "source": _("drafter makes this note of the source in {file}, line {line}"),
    }
    file = shown_path(Path(origin.place.file))
    told = kinds[origin.kind].format(file=file, line=origin.place.line)
    if origin.field and origin.kind == "words":
        yield told
        yield _("if you want it otherwise, fill in {field}").format(field=origin.field)
    elif origin.own:
        yield told
        own = shown_path(Path(origin.own))
        yield _("that comes with drafter; what you want there instead goes in {own}").format(
            own=own
        )
    else:
        yield _("{told}: change it there").format(told=told)


def _look(look: Look) -> str:
    text = _short(_flat(look.text))
    if look.what == "link":
        return _("link of ‘{text}’: {old} → {new}").format(
            text=text, old=look.old or _("(nothing)"), new=look.new or _("(nothing)")
        )
    told = {
        ("bold", True): _("‘{text}’ is bold now"),
        ("bold", False): _("‘{text}’ is bold no more"),
        ("italic", True): _("‘{text}’ is italic now"),
        ("italic", False): _("‘{text}’ is italic no more"),
        ("list", True): _("‘{text}’ is an item of a list now"),
        ("list", False): _("‘{text}’ is no item of a list any more"),
    }
    return told[look.what, bool(look.new)].format(text=text)


def _who(edits: Iterable[Edit]) -> dict[str, str]:
    """Who made these edits, each with the date of the last one."""
    return {edit.author: edit.date for edit in edits}


def _by(edits: Iterable[Edit]) -> str:
    """Who did it and when; without tracking nobody knows."""
    found = [_dated(name, date) for name, date in _who(edits).items() if name]
    return _("by {who}").format(who=_listed(found)) if found else _("(not tracked)")


def _signed(comment: Comment) -> str:
    return _dated(comment.author or _("unknown"), comment.date)


def _dated(name: str, date: str) -> str:
    """`2026-06-03T10:00:00Z` as 3-6-2026 10:00: Word writes the time of its own clock."""
    name = _harmless(name)
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?", date)
    if not found:
        return name
    year, month, day, time = found.groups()
    return f"{name} ({int(day)}-{int(month)}-{year}{f' {time}' if time else ''})"


def _listed(names: Sequence[str]) -> str:
    names = list(map(_harmless, names))
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _counted(round: Round) -> Iterator[str]:
    reviews = [one.review for one in round.reviews]
    rows: list[Any] = [row for r in reviews for row in (*r.changes, *r.looks, *r.notes)]
    fields = {row.field for row in rows if row.field}
    conflicts = sum(1 for found in round.together if found.merge.conflicts)
    told: tuple[tuple[int, str], ...] = (
        (len(fields), ngettext("{n} field changed", "{n} fields changed", len(fields))),
        _number(
            reviews,
            lambda r: r.added,
            lambda n: ngettext("{n} paragraph added", "{n} paragraphs added", n),
        ),
        _number(
            reviews, lambda r: r.moved, lambda n: ngettext("{n} text moved", "{n} texts moved", n)
        ),
        _number(
            reviews,
            lambda r: r.remarks,
            lambda n: ngettext("{n} comment", "{n} comments", n),
        ),
        _number(
            reviews,
            lambda r: r.template,
            lambda n: ngettext("{n} change outside the input", "{n} changes outside the input", n),
        ),
        (conflicts, ngettext("{n} conflict", "{n} conflicts", conflicts)),
    )
    return (text.format(n=n) for n, text in told if n)


def _number(
    reviews: Sequence[Review],
    rows: Callable[[Review], Sequence[object]],
    text: Callable[[int], str],
) -> tuple[int, str]:
    count = sum(len(rows(found)) for found in reviews)
    return count, text(count)


# ── For programs ──────────────────────────────────────────────────────────────


def as_json(round: Round) -> str:
    """The same facts."""
    import json

    told = {
        "input": shown_path(round.input),
        "author": round.author,
        "files": [
            {
                "file": shown_path(one.file),
                "changed": not one.review.is_empty,
                "authors": authors(one.review),
                "commenters": commenters(one.review),
                "input_changed_since": sorted(one.stale),
                **_review(one.review, round.places),
            }
            for one in round.reviews
        ],
        "together": [
            {
                "field": found.field,
                "old": found.old,
                "versions": {shown_path(file): text for file, text in found.versions},
                "merged": found.merge.text,
                "conflicts": [part._asdict() for part in found.merge.conflicts],
            }
            for found in round.together
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _review(found: Review, places: Mapping[str, Place]) -> dict[str, Any]:
    """Every row by its names, with the place of its field; how it looks in Word is left out."""
    return {name: [_row(row, places) for row in rows] for name, rows in found._asdict().items()}


def _row(row: Any, places: Mapping[str, Place]) -> dict[str, Any]:
    told = {name: _plain(value) for name, value in row._asdict().items() if name not in _NOT_TOLD}
    place = places.get(told.get("field") or "")
    if isinstance(row, Template) and row.origin:
        place, (kind, own, field) = row.place, (row.origin.kind, row.origin.own, row.origin.field)
        told |= {"origin": kind, "own": shown_path(Path(own)) if own else "", "instead": field}
    return {**told, "file": shown_path(Path(place.file)), "line": place.line} if place else told


_NOT_TOLD: Final = ("content", "at", "origin")


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
