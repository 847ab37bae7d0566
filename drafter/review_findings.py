"""What copies that came back hold → findings: everything in words, field by field.

First the fields, in the order of the document; then what is new or stands elsewhere, and last the
text that is not in the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from itertools import chain
from pathlib import Path
from typing import Final

from drafter.field_names import FieldNames
from drafter.findings import File, Finding, Findings, Group, Passage, Piece, Section
from drafter.merging import Conflict
from drafter.review_rows import (
    Added,
    Change,
    Joint,
    Moved,
    NoteChange,
    Order,
    Remark,
    Review,
    Template,
)
from drafter.review_words import (
    by,
    changed,
    clean,
    compared_in_pieces,
    counted,
    doubts,
    each_by_itself,
    file_name,
    flat,
    line_of,
    listed,
    look_now,
    routes,
    short,
    signed,
    stands,
    who,
    whole,
    worked,
)
from drafter.rounds import Reviewed, Round, Together


def findings(round: Round) -> Findings:
    """All that there is to say of these copies; what becomes of it, `apply_report` adds."""
    return _Teller(round).findings()


_NAMED: Final = 6  # fields that the input has otherwise by now; of more, how many there are


class _Teller:
    def __init__(self, round: Round) -> None:
        self._round = round
        self._several = len(round.reviews) > 1
        self._names = FieldNames(round.places)

    def findings(self) -> Findings:
        groups = (
            Group(_("Per field"), tuple(self._fields())),
            Group(_("New, moved and removed"), tuple(self._rearranged())),
            Group(_("Text that is not in the input"), tuple(self._outside())),
        )
        return Findings(
            self._round.title,
            file_name(self._round.input),
            tuple(map(self._file, self._round.reviews)),
            tuple([group for group in groups if group.sections]),
            tuple(counted(self._round)),
        )

    def _file(self, one: Reviewed) -> File:
        told = worked(one, self._round.author)
        asked = _("the input was changed after this document was made: {fields}")
        names = [self._names.of(field) for field in sorted(one.stale)]
        is_asked = names and not (one.review.is_empty and one.is_taken_over)
        questions = (asked.format(fields=listed(names, most=_NAMED)),) if is_asked else ()
        return File(file_name(one.file), told, questions)

    # ── What belongs to a field ──

    def _fields(self) -> Iterator[Section]:
        rows: dict[str, list[Finding]] = {id: [] for id in self._round.places}
        for one in self._round.reviews:
            for field, finding in self._of_fields(one.review, one.file):
                rows.setdefault(field, []).append(finding)
        for together in self._round.together:
            rows[together.field] += self._merged(together)
        stale = frozenset(chain.from_iterable(one.stale for one in self._round.reviews))
        asked = _("the input was changed here after this document was made; compare the two")
        for field, found in rows.items():
            if found:
                questions = (asked,) if field in stale else ()
                yield self._section(field, found)._replace(questions=questions)

    def _section(self, field: str, found: Iterable[Finding]) -> Section:
        return Section(self._names.of(field), tuple(found), field, place=self._place(field))

    def _place(self, field: str) -> str:
        place = self._round.places.get(field)
        return line_of(place) if place else _("no field of the input any more")

    def _of_fields(self, found: Review, file: Path) -> Iterator[tuple[str, Finding]]:
        for change in found.changes:
            yield change.field, self._change(change, file)
        for look in found.looks:
            yield look.field, Finding("look", f"{look_now(look)}{self._in(file)}")
        for note in found.notes:
            if note.field:
                yield note.field, self._note(note, file)
        for remark in found.remarks:
            for field in remark.fields[:1]:
                yield field, self._remark(remark, file)

    def _change(self, change: Change, file: Path) -> Finding:
        if change.kind == "retyped":
            passages = [whole("deleted", change.old), whole("inserted", change.new)]
        else:
            passages = [Passage(compared_in_pieces(change.old, change.new))]
        if len(who(change.edits)) > 1:
            passages += each_by_itself(change.edits)
        return Finding(
            "change",
            f"{changed(change)}{self._in(file)} {by(change.edits)}",
            tuple(passages),
            questions=tuple(doubts(change)),
        )

    def _merged(self, found: Together) -> Iterator[Finding]:
        """What the versions come to together, or all versions of what conflicts."""
        if (text := found.merge.text) is not None:
            passage = Passage(compared_in_pieces(found.old, text))
            yield Finding("merged", _("these changes go together"), (passage,))
            return
        for conflict in found.merge.conflicts:
            yield Finding(
                "conflict",
                _("these changes contradict each other; choose one"),
                tuple(self._versions(conflict, found)),
                is_open=True,
            )

    def _versions(self, conflict: Conflict, found: Together) -> Iterator[Passage]:
        names = [self._named(file, found.field) for file, _text in found.versions]
        rows = [(_("was"), conflict.base), *zip(names, conflict.versions, strict=True)]
        before = "" if conflict is found.merge.parts[0] else "… "
        after = "" if conflict is found.merge.parts[-1] else " …"
        for name, text in rows:
            shown = clean(text).strip() or _("(nothing)")
            yield Passage((Piece(f"{before}{shown}{after}"),), name, "version")

    def _named(self, file: Path, field: str) -> str:
        """A file with the names of those who changed the field in it."""
        edits = [
            edit
            for one in self._round.reviews
            for change in one.review.changes
            if one.file == file and change.field == field
            for edit in change.edits
        ]
        names = listed([name for name in who(edits) if name])
        return f"{file_name(file)} ({names})" if names else file_name(file)

    def _note(self, note: NoteChange, file: Path) -> Finding:
        kinds = {"added": _("a footnote was added"), "removed": _("a footnote was taken out")}
        passage = whole("inserted" if note.kind == "added" else "deleted", note.text)
        return Finding("note", f"{kinds[note.kind]}{self._in(file)} {by(note.edits)}", (passage,))

    def _remark(self, remark: Remark, file: Path) -> Finding:
        told = _("comment{file} by {who}").format(file=self._in(file), who=signed(remark.comment))
        if about := flat(remark.quote):
            told += " " + _("on ‘{quote}’").format(quote=short(about))
        if remark.comment.resolved:
            told += f" ({_('resolved')})"
        passages = [Passage((Piece(clean(remark.comment.text)),), kind="comment")]
        for reply in remark.replies:
            label = _("reply by {who}").format(who=signed(reply))
            passages.append(Passage((Piece(clean(reply.text)),), label, "reply"))
        others = ", ".join(map(self._quoted, remark.fields[1:]))
        more = (_("also about {fields}").format(fields=others),) if others else ()
        return Finding("comment", told, tuple(passages), more, is_open=not remark.is_answered)

    # ── What is new, or stands elsewhere ──

    def _rearranged(self) -> Iterator[Section]:
        for one in self._round.reviews:
            found, file = one.review, one.file
            for added in found.added:
                yield self._added(added, file)
            for moved in found.moved:
                yield self._moved(moved, file)
            for joint in found.joints:
                if joint.first != joint.second:
                    yield self._joint(joint, file)
            for order in found.orders:
                yield self._order(order, file)

    def _added(self, added: Added, file: Path) -> Section:
        is_item = bool(added.list) and (added.before or "").startswith(f"{added.list}.")
        told = _("added")
        if added.list:
            told = _("proposal: a new item of {list}").format(list=self._quoted(added.list))
        return Section(
            _("new paragraph"),
            (
                Finding(
                    "added",
                    f"{told}{self._in(file)} {by(added.edits)}",
                    (whole("inserted", added.text),),
                ),
            ),
            where=self._between(added.after, added.before),
            place=self._beside(added.after, added.before, added.before if is_item else None),
        )

    def _moved(self, moved: Moved, file: Path) -> Section:
        now = self._between(moved.after, moved.before)
        stands = f"{now}  ({self._beside(moved.after, moved.before)})"
        finding = Finding(
            "moved",
            f"{_('moved')}{self._in(file)} {by(moved.edits)}",
            (Passage((Piece(short(flat(moved.text))),)),),
            (_("it stands now {place}").format(place=stands),) if now else (),
            (routes()[moved.route],) if moved.route != "bookmark" else (),
        )
        if moved.fields:
            return self._section(moved.fields[0], [finding])
        return Section(_("text that is not in the input"), (finding,))

    def _joint(self, joint: Joint, file: Path) -> Section:
        kinds = {
            "split": _("one paragraph was made two"),
            "merged": _("two paragraphs were made one"),
        }
        finding = Finding("joint", f"{_('edited')}{self._in(file)} {by(joint.edits)}")
        return self._outer(kinds[joint.kind], finding, joint.first, joint.second)

    def _order(self, order: Order, file: Path) -> Section:
        def named(id: str | None) -> str:
            return self._names.of(f"{order.list}.{id}") if id else _("(new)")

        told = []
        if order.removed:
            items = listed(list(map(named, order.removed)))
            told.append(_("proposal: take out {items}").format(items=items))
        kept = [id for id in order.old if id in order.new]
        if kept != [id for id in order.new if id] or None in order.new:
            now = ", ".join(map(named, order.new))
            told.append(_("the order is now: {items}").format(items=now))
        rows = [Finding("order", text) for text in told]
        title = self._names.of(order.list)
        return Section(title, tuple(rows), order.list, self._in(file).strip())

    # ── What is not in the input ──

    def _outside(self) -> Iterator[Section]:
        for one in self._round.reviews:
            found, file = one.review, one.file
            for note in found.notes:
                if not note.field:
                    yield Section(_("text that is not in the input"), (self._note(note, file),))
            for remark in found.remarks:
                if not remark.fields:
                    yield Section(_("text that is not in the input"), (self._remark(remark, file),))
            for template in found.template:
                yield self._template(template, file)

    def _template(self, template: Template, file: Path) -> Section:
        finding = Finding(
            "template",
            f"{_('edited')}{self._in(file)} {by(template.edits)}",
            (Passage(compared_in_pieces(template.old, template.new)),),
            more=tuple(stands(template.origin)) if template.origin else (),
        )
        title = _("text of the template or a register (not in the input)")
        section = self._outer(title, finding, template.after, template.before)
        return section._replace(place=line_of(template.place)) if template.place else section

    # ── Where ──

    def _outer(
        self, title: str, finding: Finding, after: str | None, before: str | None
    ) -> Section:
        where = self._between(after, before)
        return Section(title, (finding,), where=where, place=self._beside(after, before))

    def _between(self, after: str | None, before: str | None) -> str:
        """Between which fields."""
        if after and before:
            first, second = self._quoted(after), self._quoted(before)
            return _("between {first} and {second}").format(first=first, second=second)
        if after:
            return _("after {field}").format(field=self._quoted(after))
        return _("before {field}").format(field=self._quoted(before)) if before else ""

    def _beside(self, after: str | None, before: str | None, at: str | None = None) -> str:
        """Where in the input that is: at the first of these fields, or at another."""
        field = at or after or before
        return self._place(field) if field else ""

    def _quoted(self, field: str) -> str:
        return f"‘{self._names.of(field)}’"

    def _in(self, file: Path) -> str:
        return " " + _("in {file}").format(file=file_name(file)) if self._several else ""
