"""What a review found, in words: who did what and when, and how much there is of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, Final

from drafter.findings import PARAGRAPH, Passage, Piece, State
from drafter.problems import Place
from drafter.received import Comment
from drafter.report import position, shown_path
from drafter.review_rows import Change, Edit, Look, Origin, Review
from drafter.rounds import Reviewed, Round, authors, commenters, edits
from drafter.wording import Part, compared, is_word, tokens

_QUOTED: Final = 70  # signs that are shown of a text that is only named
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# ── Texts ─────────────────────────────────────────────────────────────────────


def clean(text: str) -> str:
    """A text without what a terminal takes for an order, what turns it, or what XML forbids.

    The end of a paragraph is PARAGRAPH, that of a line a newline.
    """
    text = _HARMFUL.sub("", text)
    return re.sub(r"[^\S\n]*\n[^\S\n]*", "\n", re.sub(r"\s*\n\n\s*", PARAGRAPH, text))


def flat(text: str) -> str:
    """A text on one line; the end of a paragraph is a ¶."""
    return clean(text).replace(PARAGRAPH, " ¶ ").replace("\n", " / ")


def short(text: str) -> str:
    """So much of a text that a reader knows which is meant."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"


def whole(state: State, text: str) -> Passage:
    """A text of which all was put in, or taken out."""
    return Passage((Piece(clean(text).strip(), state),))


def compared_in_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """How a text became another, word by word; which space is between them, nobody sees."""
    pieces: list[Piece] = []
    old, new = (clean(text).replace("\u00a0", " ").strip() for text in (old, new))
    for part in _readable(compared(old, new)):
        if part.old == part.new:
            pieces.append(Piece(part.old))
            continue
        if part.old:
            pieces.append(Piece(part.old, "deleted"))
        if part.new:
            pieces.append(Piece(part.new, "inserted"))
    return tuple(pieces)


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


def each_by_itself(edits: Iterable[Edit]) -> Iterator[Passage]:
    """What each of several people did."""
    by_name: dict[str, list[Piece]] = {}
    for edit in edits:
        by_name.setdefault(edit.author, []).append(Piece(clean(edit.text), edit.kind))
    for name, pieces in by_name.items():
        yield Passage(tuple(pieces), clean(name) or _("unknown"), "person")


# ── Who and when ──────────────────────────────────────────────────────────────


def who(edits: Iterable[Edit]) -> dict[str, str]:
    """Who made these edits, each with the date of the last one."""
    return {edit.author: edit.date for edit in edits}


def by(edits: Iterable[Edit]) -> str:
    """Who did it and when; without tracking nobody knows."""
    found = [_dated(name, date) for name, date in who(edits).items() if name]
    return _("by {who}").format(who=listed(found)) if found else _("(not tracked)")


def signed(comment: Comment) -> str:
    """Who said it and when."""
    return _dated(comment.author or _("unknown"), comment.date)


def _dated(name: str, date: str) -> str:
    """`2026-06-03T10:00:00Z` as 3-6-2026 10:00: Word writes the time of its own clock."""
    name = clean(name)
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?", date)
    if not found:
        return name
    year, month, day, time = found.groups()
    return f"{name} ({int(day)}-{int(month)}-{year}{f' {time}' if time else ''})"


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Names as they are said: a, b and c. Those after the first so many are counted."""
    names = list(map(clean, names))
    if most is not None and len(names) > most:
        shown, more = ", ".join(names[:most]), len(names) - most
        return _("{names} and {count} more").format(names=shown, count=more)
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def worked(one: Reviewed, author: str | None) -> str:
    """Who worked in a file."""
    found = one.review
    if found.is_empty and one.is_taken_over:
        return _("everything that was changed in it is in the input")
    if found.is_empty and author:
        return _("nothing by {name}").format(name=author)
    if found.is_empty:
        return _("nothing was changed in it")
    told = []
    if names := authors(found):
        told.append(_("changes by {names}").format(names=listed(names)))
    if names := commenters(found):
        told.append(_("comments by {names}").format(names=listed(names)))
    if found.looks or any(not edit.author for edit in edits(found)):
        told.append(_("changes that were not tracked, so that nobody knows by whom"))
    return "; ".join(told)


# ── What ──────────────────────────────────────────────────────────────────────


def changed(change: Change) -> str:
    """What was done to a text."""
    kinds = {
        "changed": _("edited"),
        "retyped": _("written anew"),
        "deleted": _("deleted"),
        "split": _("divided into more paragraphs"),
        "merged": _("paragraphs joined"),
    }
    return kinds[change.kind]


def routes() -> Mapping[str, str]:
    """What to ask about a field that was found otherwise than by its bookmark."""
    return {
        "struck": _(
            "recognised by the text that was struck out, not by its bookmark: is it right?"
        ),
        "likeness": _("recognised by its text, not by its bookmark: is it right?"),
        "position": _("recognised by where it stands, not by its bookmark: is it right?"),
    }


def doubts(change: Change) -> Iterator[str]:
    """What to ask about a change."""
    if change.kind == "deleted" and change.route == "position":
        yield _("neither its text nor its bookmark is left: is that meant?")
    elif change.route != "bookmark":
        yield routes()[change.route]
    if count := change.same_elsewhere:
        yield ngettext(
            "the old text still stands in {count} other place",
            "the old text still stands in {count} other places",
            count,
        ).format(count=count)


def stands(origin: Origin) -> Iterator[str]:
    """Where text of no field stands, and what to do about it."""
    kinds = {
        "template": _("text of the template {file}, line {line}"),
        "register": _("this stands in {file}, line {line}"),
        "words": _("drafter words this itself; it is printed by {file}, line {line}"),
        "source": _("drafter makes this note of the source in {file}, line {line}"),
    }
    file = file_name(Path(origin.place.file))
    told = kinds[origin.kind].format(file=file, line=origin.place.line)
    if origin.field in ("addressee", "occasion"):
        yield told
        yield _("it follows from {field} in the input: change that").format(field=origin.field)
    elif origin.field and origin.kind == "words":
        yield told
        yield _("if you want it otherwise, fill in {field}").format(field=origin.field)
    elif origin.own:
        yield told
        yield _("that comes with drafter; what you want there instead goes in {own}").format(
            own=file_name(Path(origin.own))
        )
    else:
        yield _("{told}: change it there").format(told=told)


def look_now(look: Look) -> str:
    """How a text looks that looked otherwise."""
    text = short(flat(look.text))
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


def file_name(path: Path) -> str:
    """A file as it is shown."""
    return clean(shown_path(path))


def line_of(place: Place) -> str:
    """The file and the line."""
    shown = position(place)
    return shown if place.sheet is not None or not place.line else shown.rpartition(":")[0]


# ── How much ──────────────────────────────────────────────────────────────────


def counted(round: Round) -> Iterator[str]:
    """How much there is of everything."""
    reviews = [one.review for one in round.reviews]
    rows: list[Any] = [row for r in reviews for row in (*r.changes, *r.looks, *r.notes)]
    fields = {row.field for row in rows if row.field}
    conflicts = sum(1 for found in round.together if found.merge.conflicts)
    comments = sum(len(r.remarks) for r in reviews)
    waiting = sum(1 for r in reviews for remark in r.remarks if not remark.is_answered)
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
            lambda r: r.template,
            lambda n: ngettext("{n} change outside the input", "{n} changes outside the input", n),
        ),
        (comments, _comments(comments, waiting)),
        (conflicts, ngettext("{n} conflict", "{n} conflicts", conflicts)),
    )
    return (text.format(n=n) for n, text in told if n)


def _comments(count: int, waiting: int) -> str:
    told = ngettext("{n} comment", "{n} comments", count).format(n=count)
    return _("{told} ({n} still open)").format(told=told, n=waiting) if waiting else told


def _number(
    reviews: Sequence[Review],
    rows: Callable[[Review], Sequence[object]],
    text: Callable[[int], str],
) -> tuple[int, str]:
    count = sum(len(rows(found)) for found in reviews)
    return count, text(count)
