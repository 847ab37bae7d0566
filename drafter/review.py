"""What colleagues changed in a document that came back, field by field.

The document tree tells what was printed, the file what stands there now. Nothing here knows Word
or the input: what a changed text means for the value that was typed is the business of others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, pairwise, takewhile
from typing import Final, Literal, NamedTuple

from drafter.aligning import END
from drafter.printed import Layout, Line
from drafter.received import Comment, Paragraph, Piece, Received, Trace, accepted
from drafter.review_rows import (
    Added,
    Change,
    Edit,
    Joint,
    Kind,
    Look,
    Moved,
    NoteChange,
    Order,
    Remark,
    Review,
    Route,
    Template,
)
from drafter.traced import SIGN, Item, Mark, Story, items_of
from drafter.wording import is_word, tokens


def review(printed: Layout, received: Received, rich: Collection[str] = ()) -> Review:
    """Compare what was printed with what came back; only the looks of `rich` fields matter.

    Bookmarks are known from the baseline of the file; a file that lost it, as LibreOffice's .odt
    does, can be given that of the document that was sent.
    """
    return Comparison(printed, received, rich).review()


class Comparison:
    """What was printed beside what came back; it takes what `review` takes."""

    def __init__(self, printed: Layout, received: Received, rich: Collection[str] = ()) -> None:
        self.printed, self._received = printed, received
        bookmarks = _bookmarks(printed, received)
        self._body = _Rows(body_story(printed, received), rich)
        self._notes: list[tuple[str, _Rows]] = []
        for number, id in sorted(self._body.notes().items()):
            marks = {name: mark for name, (story, mark) in bookmarks.items() if story == number}
            story = Story([printed.notes[number]], received.notes.get(id, ()), marks)
            self._notes.append((printed.keys[number], _Rows(story, rich)))

    def review(self) -> Review:
        """All that is not as it was printed."""
        found = [self._body.review(), *map(self._of_note, self._notes)]
        whole = Review(*(sum(rows, ()) for rows in zip(*found, strict=True)))
        return whole._replace(
            notes=tuple(self._body.note_changes(self.printed, self._received)),
            remarks=tuple(_remarks(self._body, self._received)),
            orders=tuple(self._body.orders()),
        )

    def _of_note(self, note: tuple[str, _Rows]) -> Review:
        key, rows = note
        found = rows.review()
        template = [row._replace(at=None, note=key) for row in found.template]
        return found._replace(template=tuple(template))

    def contents(self, field: str) -> list[tuple[str, tuple[Paragraph, ...]]]:
        """For each place where a field was printed: its text there, and how it stands there now."""
        stories = (self._body, *(rows for _key, rows in self._notes))
        return [found for story in stories for found in story.contents(field)]

    @property
    def notes(self) -> Mapping[str, str]:
        """The id in the file of each printed note that is still there → its key."""
        keys = self.printed.keys
        return {id: keys[number] for number, id in self._body.notes().items()}


def body_story(printed: Layout, received: Received) -> Story:
    """The body of the file beside what was printed, without a table of contents."""
    bookmarks = _bookmarks(printed, received)
    marks = {name: mark for name, (story, mark) in bookmarks.items() if story == _BODY}
    paragraphs = [p for p in received.paragraphs if not _CONTENTS.match(p.style)]
    return Story(printed.lines, paragraphs, marks)


_BODY: Final = -1
_CONTENTS: Final = re.compile(r"toc \d|contents \d", re.IGNORECASE)


def _bookmarks(printed: Layout, received: Received) -> Mapping[str, tuple[int, Mark]]:
    """Name in the file → the story it is in, and what it stands for.

    A field has a bookmark for each paragraph that it goes on in, in their order.
    """
    places: dict[str, list[tuple[int, Mark]]] = {}
    stories = [(_BODY, printed.lines), *((n, (line,)) for n, line in enumerate(printed.notes))]
    for story, lines in stories:
        for number, line in enumerate(lines):
            for field in dict.fromkeys(_fields(line)):
                places.setdefault(field, []).append((story, Mark(field, number)))
    known = {
        name: place
        for field in (received.baseline.fields if received.baseline else ())
        for name, place in zip(field.bookmarks, places.get(field.id, ()), strict=False)
    }
    every = (*received.paragraphs, *(p for note in received.notes.values() for p in note))
    names = {field.bookmark: field.name for paragraph in every for field in paragraph.fields}
    return {bookmark: known[name] for bookmark, name in names.items() if name in known}


def _is_printed(sign: str) -> bool:
    return sign != SIGN and not sign.isspace()


def _fields(line: Line) -> list[str]:
    return [piece.field for piece in line.pieces if piece.field]


# ── Comments ──────────────────────────────────────────────────────────────────


def _remarks(body: _Rows, received: Received) -> Iterator[Remark]:
    """The comments in the order of the file, each with the replies to it and to those."""
    replies: dict[str, list[Comment]] = {}
    for comment in received.comments:
        replies.setdefault(comment.replies_to, []).append(comment)
    ids = {comment.id for comment in received.comments}
    for comment in received.comments:
        if comment.replies_to not in ids:
            below = tuple(_below(comment.id, replies))
            yield Remark(comment, below, *body.commented(comment.id))


def _below(id: str, replies: Mapping[str, Sequence[Comment]]) -> Iterator[Comment]:
    for reply in replies.get(id, ()):
        yield reply
        yield from _below(reply.id, replies)


# ── The rows of one story ─────────────────────────────────────────────────────


class _Rows:
    """Makes rows of what a story has become."""

    def __init__(self, story: Story, rich: Collection[str]) -> None:
        self._story = story
        self._rich = rich
        self._alive = story.alive
        self._raw_of = {old: at for at, old in story.origin.items() if at not in story.place}
        self._raw_of |= self._alive
        self._was: list[list[int]] = [[] for _stretch in story.stretches]
        for at, old in enumerate(story.old):
            if old.sign != END:
                self._was[old.stretch].append(at)
        self._now: list[list[int]] = [[] for _stretch in story.stretches]
        for places in story.lines:
            for at in places:
                if at in story.owner:
                    self._now[story.owner[at]].append(at)

    def review(self) -> Review:
        """What changed in this story, but for what only the whole document knows."""
        return Review(
            changes=tuple(self._changes()),
            added=tuple([self._added(k) for k in self._story.fresh]),
            moved=tuple(self._moves()),
            joints=tuple(self._joints()),
            looks=tuple(self._looks()),
            template=tuple(self._template()),
        )

    # ── Changed text ──

    def _changes(self) -> Iterator[Change]:
        for field, places in self._by_field().items():
            same = [s for s in places if seen(self._old_text(s)) == seen(self._new_text(s))]
            said = set()
            for stretch in places:
                new = self._new_text(stretch)
                if stretch not in same and new not in said:
                    said.add(new)
                    yield self._change(field, stretch, len(same))

    def contents(self, field: str) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
        """For each stretch of a field: its text as it was printed, and how it stands there now."""
        for stretch in self._by_field().get(field, ()):
            yield self._old_text(stretch), tuple(self._content(self._now[stretch]))

    def _by_field(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, stretch in enumerate(self._story.stretches):
            if stretch.field:
                found.setdefault(stretch.field, []).append(number)
        return found

    def _change(self, field: str, stretch: int, same: int) -> Change:
        old, new = self._old_text(stretch), self._new_text(stretch)
        return Change(
            self._kind(stretch, old, new),
            field,
            old,
            new,
            self._edits(stretch),
            self._route(stretch),
            tuple(self._content(self._now[stretch])),
            same,
        )

    def _kind(self, stretch: int, old: str, new: str) -> Kind:
        if not new.strip():
            return "deleted"
        before, after = old.count(_BETWEEN), new.count(_BETWEEN)
        # Who joins two paragraphs with the Delete key leaves no space between them.
        if before != after and "".join(old.split()) == "".join(new.split()):
            return "split" if before < after else "merged"
        kept = self._kept_words(stretch)
        return "changed" if _KEPT * kept > min(_words(old), _words(new)) else "retyped"

    def _kept_words(self, stretch: int) -> int:
        kept = (self._story.old[at].sign for at in self._was[stretch] if at in self._alive)
        return _words("".join(kept))

    def _old_text(self, stretch: int) -> str:
        old = self._story.old
        lines = groupby(self._was[stretch], lambda at: old[at].line)
        return _BETWEEN.join(_plain(old[at].sign for at in places) for _line, places in lines)

    def _new_text(self, stretch: int) -> str:
        story = self._story
        lines = groupby(self._now[stretch], story.place.__getitem__)
        return _BETWEEN.join(_plain(story.raw[at].sign for at in places) for _k, places in lines)

    def _content(self, places: Iterable[int]) -> Iterator[Paragraph]:
        """These signs as paragraphs, each piece with its look."""
        raw = self._story.raw
        for k, line in groupby(places, self._story.place.__getitem__):
            pieces: list[Piece] = []
            for piece, same in groupby(line, lambda at: raw[at].piece):
                text = _plain(raw[at].sign for at in same)
                clean = piece._replace(text=text, traces=())
                if pieces and not clean.note and pieces[-1]._replace(text=text) == clean:
                    pieces[-1] = clean._replace(text=pieces[-1].text + text)
                else:
                    pieces.append(clean)
            whole = self._paragraph(k)
            yield whole._replace(pieces=tuple(pieces), fields=(), comments=(), end=())

    def _paragraph(self, k: int) -> Paragraph:
        return self._story.paragraphs[self._story.raw[self._story.lines[k][0]].paragraph]

    # ── Who, and how it was found ──

    def _edits(self, stretch: int) -> tuple[Edit, ...]:
        """What was put in and taken out, in the order of the text."""
        story = self._story
        steps: list[_Step] = []
        last = -1.0
        for at in self._was[stretch]:
            raw = self._raw_of.get(at)
            last = last if raw is None else raw
            if at in self._alive:
                steps.append(_Step(last, "kept", ""))
            else:
                trace = _gone(story.raw[raw].traces) if raw is not None else None
                steps.append(_Step(last, "deleted", story.old[at].sign, trace))
        steps += [self._insertion(at) for at in self._now[stretch] if at not in story.origin]
        return _edits(sorted(steps, key=lambda step: step.place))

    def _insertion(self, at: int) -> _Step:
        new = self._story.raw[at]
        return _Step(at, "inserted", new.sign, _came(new.traces))

    def _route(self, stretch: int) -> Route:
        story = self._story
        field = story.field(stretch)
        places = {raw for at in self._was[stretch] if (raw := self._raw_of.get(at)) is not None}
        places.update(self._now[stretch])
        if any(field in story.raw[at].marks for at in places):
            return "bookmark"
        beside = [mark.field for at in places for mark in story.collapsed[story.raw[at].paragraph]]
        if field in beside:
            return "bookmark"
        struck = [at for at in self._was[stretch] if at not in self._alive]
        if struck and all(at in self._raw_of for at in struck):
            return "struck"
        return "likeness" if self._kept_words(stretch) else "position"

    # ── Text of no field ──

    def _template(self) -> Iterator[Template]:
        for number, stretch in enumerate(self._story.stretches):
            if stretch.field is None and not self._went_along(number):
                old, new = self._old_text(number), self._new_text(number)
                if old.strip() != new.strip() and not self._is_number(number, old, new):
                    after, before = self._around_stretch(number)
                    yield Template(
                        old, new, after, before, self._edits(number), self._first_changed(number)
                    )

    def _first_changed(self, stretch: int) -> int | None:
        """Which sign of no field begins the first word that is another now."""
        was = [at for at in self._was[stretch] if at in self._ownerless]
        if not was:
            return None
        old, new = self._old_text(stretch).split(), self._new_text(stretch).split()
        same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
        first = sum(len(word) for word, _same in same)
        return self._ownerless[was[min(first, len(was) - 1)]]

    @cached_property
    def _ownerless(self) -> Mapping[int, int]:
        """The places of the printed signs of no field, in their order; spaces are passed over."""
        places = [
            at
            for at, old in enumerate(self._story.old)
            if old.piece.field is None and not old.piece.mention and _is_printed(old.sign)
        ]
        return {at: number for number, at in enumerate(places)}

    def _went_along(self, number: int) -> bool:
        """Whether the words around a field went because the field did."""
        line = self._story.stretches[number].line
        fields = [s for s in self._stretches_of(line) if self._story.field(s)]
        gone = not self._now[number] and not any(self._now[s] for s in fields)
        return bool(fields) and gone

    def _stretches_of(self, line: int) -> set[int]:
        return {old.stretch for old in self._story.old if old.line == line and old.sign != END}

    def _is_number(self, number: int, old: str, new: str) -> bool:
        """Whether it is the number of a note, which Word counts anew."""
        mentions = [self._story.old[at].piece.mention for at in self._was[number]]
        return all(mentions) and old.isdigit() and new.isdigit()

    def _around_stretch(self, number: int) -> tuple[str | None, str | None]:
        stretches = self._story.stretches
        before = [s.field for s in stretches[:number] if s.field]
        after = [s.field for s in stretches[number:] if s.field]
        return (before[-1] if before else None), (after[0] if after else None)

    # ── New, moved, split and merged paragraphs ──

    def _added(self, k: int) -> Added:
        story = self._story
        places = [at for at in story.lines[k] if story.raw[at].sign != END]
        after, before = self._field_beside(k, -1), self._field_beside(k, 1)
        text = _plain(story.raw[at].sign for at in places)
        steps = [self._insertion(at) for at in places]
        (content,) = self._content(places)
        return Added(
            text, after, before, self._list_of(k), _edits(steps), content, self._joins(k, content)
        )

    def _joins(self, k: int, new: Paragraph) -> tuple[str, ...]:
        """The fields of the paragraphs around new ones; first that of the same style."""
        beside = [j for step in (-1, 1) if (j := self._known_beside(k, step)) is not None]
        beside.sort(key=lambda j: self._paragraph(j).style != new.style)
        found = [self._fields_in(j)[-1 if j < k else 0] for j in beside if self._fields_in(j)]
        return tuple(found)

    def _known_beside(self, k: int, step: int) -> int | None:
        """The nearest paragraph with text before or after this one that is not new."""
        lines, fresh = self._story.lines, self._story.fresh
        found = range(k + step, len(lines) if step > 0 else -1, step)
        return next((j for j in found if j not in fresh and self._has_text(j)), None)

    def _has_text(self, k: int) -> bool:
        return any(self._is_text(at) for at in self._story.lines[k])

    def _list_of(self, k: int) -> str:
        """The list of the input that a new paragraph with a bullet or number is an item of.

        The list in Word that it is part of tells, else the paragraphs beside it.
        """
        new = self._paragraph(k)
        if new.level is None:
            return ""
        fresh = self._story.fresh
        known = [j for j in range(len(self._story.lines)) if j not in fresh]
        before = [j for j in known if j < k][-1:]
        after = [j for j in known if j > k][:1]
        same = [j for j in known if new.list and self._is_like(new, self._paragraph(j))]
        same.sort(key=lambda j: abs(j - k))
        for j in (*same, *before, *after):
            for field in self._fields_in(j):
                if items := items_of(field):
                    return items[-1].list
        return ""

    def _is_like(self, one: Paragraph, other: Paragraph) -> bool:
        return (one.list, one.level) == (other.list, other.level)

    def _field_beside(self, k: int, step: int) -> str | None:
        """The nearest field before or after a paragraph."""
        j = k + step
        while 0 <= j < len(self._story.lines):
            fields = self._fields_in(j)
            if fields:
                return fields[-1 if step < 0 else 0]
            j += step
        return None

    def _fields_in(self, k: int) -> list[str]:
        owner = self._story.owner
        stretches = [owner[at] for at in self._story.lines[k] if at in owner]
        fields = (self._story.field(stretch) for stretch in dict.fromkeys(stretches))
        return [field for field in fields if field]

    def _moves(self) -> Iterator[Moved]:
        """Paragraphs that moved together are one move."""
        together: list[list[tuple[int, int]]] = []
        for line, k in sorted(self._story.moved.items()):
            if together and together[-1][-1] == (line - 1, k - 1):
                together[-1].append((line, k))
            else:
                together.append([(line, k)])
        for block in together:
            yield self._move([k for _line, k in block])

    def _move(self, paragraphs: Sequence[int]) -> Moved:
        story = self._story
        places = [at for k in paragraphs for at in story.lines[k]]
        fields = tuple(dict.fromkeys(f for k in paragraphs for f in self._fields_in(k)))
        steps = [self._insertion(at) for at in places]
        marked = any(story.raw[at].marks for at in places)
        return Moved(
            fields,
            _plain(story.text(places)).replace(END, _BETWEEN).strip(),
            self._field_beside(paragraphs[0], -1),
            self._field_beside(paragraphs[-1], 1),
            _edits(steps),
            "bookmark" if marked else "likeness",
        )

    def _joints(self) -> Iterator[Joint]:
        story = self._story
        kept = [
            [story.origin[at] for at in places if at in story.origin and self._is_text(at)]
            for places in story.lines
        ]
        for k, (above, below) in enumerate(pairwise(kept)):
            if above and below and story.old[above[-1]].line == story.old[below[0]].line:
                end = story.raw[story.lines[k][-1]]
                yield self._joint("split", above[-1], below[0], _came(end.traces))
        for line in kept:
            for one, other in pairwise(line):
                if story.old[one].line < story.old[other].line:
                    yield self._joint("merged", one, other, self._end_after(one))

    def _is_text(self, at: int) -> bool:
        sign = self._story.raw[at].sign
        return sign != END and not sign.isspace()

    def _end_after(self, old: int) -> Trace | None:
        """The tracked change of the paragraph end after a printed sign."""
        at = self._alive[old]
        ends = (new for new in self._story.raw[at:] if new.sign == END)
        return _gone(next(ends).traces)

    def _joint(
        self, kind: Literal["split", "merged"], one: int, other: int, trace: Trace | None
    ) -> Joint:
        first, second = (self._story.field(self._story.old[at].stretch) for at in (one, other))
        edit: _StepKind = "inserted" if kind == "split" else "deleted"
        return Joint(kind, first, second, _edits([_Step(0, edit, _BETWEEN, trace)]))

    # ── Looks ──

    def _looks(self) -> Iterator[Look]:
        story = self._story
        for places in story.lines:
            kept = [at for at in places if self._has_look(at)]
            yield from self._list_look(places, kept)
            for differences, group in groupby(kept, self._differences):
                run = list(group)
                field = story.field(story.owner[run[0]])
                text = story.text(at for at in places if run[0] <= at <= run[-1])
                for what, old, new in differences[1]:
                    yield Look(field or "", _plain(text), what, old, new)

    def _has_look(self, at: int) -> bool:
        """Whether it is kept text of a rich field; spaces look like nothing."""
        story = self._story
        return (
            at in story.owner
            and at in story.origin
            and story.raw[at].sign != SIGN
            and not story.raw[at].sign.isspace()
            and story.field(story.owner[at]) in self._rich
        )

    def _differences(
        self, at: int
    ) -> tuple[int, tuple[tuple[Literal["bold", "italic", "link"], str, str], ...]]:
        old, new = self._story.old[self._story.origin[at]].piece, self._story.raw[at].piece
        found: list[tuple[Literal["bold", "italic", "link"], str, str]] = []
        if old.bold != new.bold:
            found.append(("bold", _yes(old.bold), _yes(new.bold)))
        if old.italic != new.italic:
            found.append(("italic", _yes(old.italic), _yes(new.italic)))
        if old.link.rstrip("/") != new.link.rstrip("/"):  # LibreOffice adds one after a host
            found.append(("link", old.link, new.link))
        return self._story.owner[at], tuple(found)

    def _list_look(self, places: Sequence[int], kept: Sequence[int]) -> Iterator[Look]:
        """A paragraph of a rich field that became an item of a list, or is one no more."""
        story = self._story
        if not kept or kept[0] != places[0]:
            return
        line = story.old[story.origin[kept[0]]].line
        old, new = story.printed[line].level, self._paragraph(story.place[kept[0]]).level
        field = story.field(story.owner[kept[0]])
        if field and old != new and not story.printed[line].is_heading:
            text = _plain(story.text(places)).replace(END, "")
            yield Look(field, text, "list", _level(old), _level(new))

    # ── Notes and comments ──

    def notes(self) -> dict[int, str]:
        """The number of each printed note whose sign is still there → its id in the file."""
        story = self._story
        found = {}
        for at, old in story.origin.items():
            note = story.old[old].piece.note
            if note is not None and story.raw[at].in_new:
                found[note] = story.raw[at].piece.note
        return found

    def note_changes(self, printed: Layout, received: Received) -> Iterator[NoteChange]:
        """The notes of which the sign was put in or taken out."""
        story = self._story
        for at, old in enumerate(story.old):
            if old.piece.note is not None and at not in self._alive:
                raw = self._raw_of.get(at)
                trace = _gone(story.raw[raw].traces) if raw is not None else None
                text = printed.notes[old.piece.note].text
                edits = _edits([_Step(0, "deleted", text, trace)])
                key = printed.keys[old.piece.note]
                yield NoteChange("removed", story.field(old.stretch), key, text, edits)
        for at, new in enumerate(story.raw):
            if new.sign == SIGN and new.piece.note and at in story.place and at not in story.origin:
                paragraphs = accepted(received.notes.get(new.piece.note, ()))
                text = _BETWEEN.join(paragraph.text.strip() for paragraph in paragraphs)
                edits = _edits([_Step(0, "inserted", text, _came(new.traces))])
                field = story.field(story.owner[at]) if at in story.owner else None
                yield NoteChange("added", field, new.piece.note, text, edits)

    def commented(self, id: str) -> tuple[tuple[str, ...], str]:
        """The fields that a comment is about, and the text that it was put to."""
        story = self._story
        starts: dict[int, int] = {}
        for at, new in enumerate(story.raw):
            starts.setdefault(new.paragraph, at)
        places: list[int] = []
        for number, paragraph in enumerate(story.paragraphs):
            for span in paragraph.comments:
                if span.comment == id:
                    places += self._spanned(starts[number], span.start, span.end)
        fields = dict.fromkeys(self._field_at(at) for at in places)
        quote = _plain(story.raw[at].sign for at in places).replace(END, "")
        return tuple([field for field in fields if field]), quote

    def _spanned(self, first: int, start: int, end: int) -> list[int]:
        """The places of the signs between two offsets; one where there is nothing between."""
        raw = self._story.raw
        offset, found, last = 0, [], first
        for at in range(first, len(raw)):
            if raw[at].sign == END or offset > max(start, end - 1):
                break
            if start <= offset and (offset < end or start == end):
                found.append(at)
            last = at
            offset += not (raw[at].sign == SIGN and raw[at].piece.note)
        return found or [last]

    def _field_at(self, at: int) -> str | None:
        story = self._story
        if at in story.owner:
            return story.field(story.owner[at])
        if at in story.origin and story.raw[at].sign != END:
            return story.field(story.old[story.origin[at]].stretch)
        return None

    # ── Lists of the input ──

    def orders(self) -> Iterator[Order]:
        """The lists of which items were added, removed or put in another order."""
        was: dict[str, list[str]] = {}
        now: dict[str, list[str | None]] = {}
        for stretch in self._story.stretches:
            for list, id in items_of(stretch.field or ""):
                if id not in was.setdefault(list, []):
                    was[list].append(id)
        for k in range(len(self._story.lines)):
            if k in self._story.fresh and (list := self._added(k).list):
                now.setdefault(list, []).append(None)
            for item in self._items_in(k):
                if item.id not in now.setdefault(item.list, []):
                    now[item.list].append(item.id)
        left = {f"{list}.{id}" for list, ids in now.items() for id in ids}
        for list, old in was.items():
            parent = list.rpartition(".")[0]
            if old != (new := now.get(list, [])) and (not parent or parent in left):
                yield Order(list, tuple(old), tuple(new))

    def _items_in(self, k: int) -> Iterator[Item]:
        for field in self._fields_in(k):
            yield from items_of(field)


_BETWEEN: Final = "\n\n"


def moved_notes(notes: Iterable[NoteChange]) -> dict[str, str]:
    """The ids of notes that went from one field to another with the words before them → their keys.

    Word makes a new note of one that is pasted; its text tells that it is the same.
    """
    gone = {(trimmed(one.text), one.field): one.key for one in notes if one.kind == "removed"}
    return {
        one.key: key
        for one in notes
        if one.kind == "added"
        for (text, field), key in gone.items()
        if text == trimmed(one.text) and field != one.field
    }


def trimmed(text: str) -> str:
    """A text without empty paragraphs and the spaces around others, which nobody sees."""
    parts = (part.strip() for part in text.split(_BETWEEN))
    return _BETWEEN.join(part for part in parts if part)


def seen(text: str) -> str:
    """A text as it is read: nobody sees whether a line may be broken at a space."""
    return trimmed(text).replace("\u00a0", " ")


_KEPT: Final = 3  # a text is retyped if no more than one word in so many was kept: “de” often is


def _words(text: str) -> int:
    return sum(map(is_word, tokens(text)))


def _plain(signs: Iterable[str]) -> str:
    return "".join(signs).replace(SIGN, "")


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


def _level(level: int | None) -> str:
    return "" if level is None else str(level)


def _gone(traces: Sequence[Trace]) -> Trace | None:
    """Who took it out, last."""
    found = [trace for trace in traces if trace.kind in ("deleted", "moved-from")]
    return found[-1] if found else None


def _came(traces: Sequence[Trace]) -> Trace | None:
    """Who put it in."""
    found = [trace for trace in traces if trace.kind in ("inserted", "moved-to")]
    return found[-1] if found else None


_StepKind = Literal["inserted", "deleted", "kept"]


class _Step(NamedTuple):
    """What happened to a sign at a place."""

    place: float
    kind: _StepKind
    text: str
    trace: Trace | None = None


def _edits(steps: Iterable[_Step]) -> tuple[Edit, ...]:
    """Steps of one kind, author and date that follow each other, as one edit."""
    out: list[Edit] = []
    for (kind, trace), group in groupby(steps, lambda step: (step.kind, step.trace)):
        text = _plain(step.text for step in group).replace(END, _BETWEEN)
        if kind != "kept" and text:
            out.append(Edit(kind, text, *((trace.author, trace.date) if trace else ("", ""))))
    return tuple(out)
