"""Which comments of copies are still open, and where they belong in what is printed now.

A comment stays with the words that it was put to where these are still there; else with the whole
field; else it stands at the nearest text before it that is still there. It is found as a review
finds it: by bookmarks, and by comparing the text sign by sign.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from drafter.aligning import END
from drafter.printed import Layout
from drafter.received import Comment, Received, accepted, rejected
from drafter.review import body_story
from drafter.traced import SIGN

Found = Literal["words", "field", "before"]


class Spot(NamedTuple):
    """A place in what is printed: a line, and an offset in its text."""

    line: int
    offset: int


class Thread(NamedTuple):
    """A comment with the replies to it, and what it is about in the new text."""

    comments: tuple[Comment, ...]  # the first is what the others reply to
    start: Spot
    end: Spot
    found: Found


def open_threads(layout: Layout, copies: Iterable[Received]) -> list[Thread]:
    """What is still open in these copies, in the order of the text.

    A comment that stands in several copies is one, with the replies of all of them; one that
    somebody resolved in any copy is left out.
    """
    found: dict[tuple[str, str, str], Thread] = {}
    resolved: set[tuple[str, str, str]] = set()
    for received in copies:
        copy = _Copy(layout, received)
        for comments in _conversations(received.comments):
            first = _known_by(comments[0])
            if comments[0].resolved:
                resolved.add(first)
            elif first in found:
                found[first] = _with_replies(found[first], comments[1:])
            else:
                start, end, how = copy.place(comments[0].id)
                found[first] = Thread(tuple(comments), start, end, how)
    # LibreOffice saves a reply as a comment of its own.
    replies = {_known_by(one) for thread in found.values() for one in thread.comments[1:]}
    gone = resolved.union(replies)
    still = [thread for first, thread in found.items() if first not in gone]
    return sorted(still, key=lambda thread: (thread.start, thread.end))


def _known_by(comment: Comment) -> tuple[str, str, str]:
    return comment.author, comment.date[:_TO_SECONDS], comment.text


_TO_SECONDS: Final = len("2026-06-03T10:00:00")  # what follows, each program writes otherwise


def _with_replies(thread: Thread, replies: Iterable[Comment]) -> Thread:
    known = set(map(_known_by, thread.comments))
    more = [reply for reply in replies if _known_by(reply) not in known]
    replies = sorted((*thread.comments[1:], *more), key=lambda one: one.date)
    return thread._replace(comments=(thread.comments[0], *replies))


def _conversations(comments: Sequence[Comment]) -> Iterator[list[Comment]]:
    """Each comment that is no reply, with all that was replied to it, also to the replies.

    What replies to itself, in a circle, is about nothing.
    """
    replies: dict[str, list[Comment]] = {}
    for comment in comments:
        replies.setdefault(comment.replies_to, []).append(comment)
    ids = {comment.id for comment in comments}
    for comment in comments:
        if comment.replies_to not in ids:
            found = [comment]
            for one in found:  # it grows meanwhile
                found += replies.pop(one.id, ())
            yield found


# ── Where a comment belongs ───────────────────────────────────────────────────


class _Copy:
    """A copy beside what is printed now: as it is with its changes accepted, and rejected."""

    def __init__(self, layout: Layout, received: Received) -> None:
        self._texts = [
            _Text(layout, received._replace(paragraphs=settled(received.paragraphs)))
            for settled in (accepted, rejected)
        ]

    def place(self, id: str) -> tuple[Spot, Spot, Found]:
        """Where a comment belongs. Its words may be found in the text that was deleted only."""
        now, then = self._texts
        signs, gone = now.signs(id), then.signs(id)
        if then.says(gone) and not now.says(signs):
            return then.place(gone)
        return now.place(signs)


class _Text:
    """A text without changes, sign by sign beside what is printed."""

    def __init__(self, layout: Layout, received: Received) -> None:
        self._layout = layout
        self._received = received
        self._story = body_story(layout, received)
        baseline = received.baseline
        self._fields = {
            name: field.id for field in (baseline.fields if baseline else ()) for name in field[1]
        }
        self._starts: list[int] = []  # of each paragraph: the place of its first sign
        self._offsets: list[int] = []  # of each sign, in its paragraph
        for at, new in enumerate(self._story.raw):
            if new.paragraph == len(self._starts):
                self._starts.append(at)
                offset = 0
            self._offsets.append(offset)
            offset += not (new.sign == SIGN and new.piece.note)
        self._ranges: dict[str, list[int]] = {}  # of each comment: places of signs
        for number, paragraph in enumerate(self._story.paragraphs):
            for id, start, end in paragraph.comments:
                self._ranges.setdefault(id, []).extend(self._between(number, start, end))
        self._notes = self._commented_notes()
        self._spots = list(self._printed())

    def _printed(self) -> Iterator[Spot]:
        """Where each printed sign stands."""
        line = offset = 0
        for old in self._story.old:
            if old.line != line:
                line, offset = old.line, 0
            yield Spot(line, offset)
            offset += old.sign not in (SIGN, END)

    def _between(self, number: int, start: int, end: int) -> Sequence[int]:
        """The first and the last sign between two offsets; the one before where there is none."""
        first = self._starts[number]
        until = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._offsets)
        offsets = self._offsets[first : until - 1]  # but for the paragraph's end
        begin, stop = bisect_left(offsets, start), bisect_left(offsets, max(start, end))
        return (first + begin, first + stop - 1) if begin < stop else (max(first + begin - 1, 0),)

    def _commented_notes(self) -> dict[str, int]:
        """Comment → place of the sign of the note that it was put to."""
        signs = {new.piece.note: at for at, new in enumerate(self._story.raw) if new.piece.note}
        return {
            span.comment: signs[note]
            for note, paragraphs in self._received.notes.items()
            if note in signs
            for paragraph in paragraphs
            for span in paragraph.comments
        }

    def signs(self, id: str) -> range:
        """The places of the signs that a comment was put to; of one, if it was put between two."""
        if found := self._ranges.get(id):
            return range(found[0], found[-1] + 1)
        return range(self._notes[id], self._notes[id] + 1) if id in self._notes else range(0)

    def says(self, signs: Iterable[int]) -> bool:
        """Whether there is anything to read."""
        return any(self._story.raw[at].sign.isalnum() for at in signs)

    def place(self, signs: range) -> tuple[Spot, Spot, Found]:
        """Where what was said of these signs belongs."""
        if words := self._same_words(signs):
            return *words, "words"
        field = self._field(signs)
        if field and (quoted := self._quoted(field, signs)):
            return *quoted, "words"
        if field and (whole := self._whole(field)):
            return *whole, "field"
        before = self._before(signs.start)
        return before, before, "before"

    def _same_words(self, signs: range) -> tuple[Spot, Spot] | None:
        """From the first to the last of them that is still there, if at least half are."""
        story = self._story
        letters = [at for at in signs if story.raw[at].sign.isalnum()]
        letters = letters or [at for at in signs if story.raw[at].sign != END]
        kept = [story.origin[at] for at in letters if at in story.origin]
        if not kept or 2 * len(kept) < len(letters) or kept[-1] < kept[0]:
            return None
        if kept[-1] - kept[0] > _MOST * len(signs) + _MORE:  # torn apart
            return None
        return self._spots[kept[0]], self._end(kept[-1])

    def _end(self, old: int) -> Spot:
        spot, sign = self._spots[old], self._story.old[old].sign
        return spot._replace(offset=spot.offset + (sign not in (SIGN, END)))

    def _field(self, signs: range) -> str | None:
        """The field that it is about: the bookmark tells, also that the field is gone."""
        raw = self._story.raw
        for at in signs:
            paragraph = self._story.paragraphs[raw[at].paragraph]
            for field in paragraph.fields:
                if field.start <= self._offsets[at] < field.end and field.name in self._fields:
                    return self._fields[field.name]
        owners = (self._story.owner[at] for at in signs if at in self._story.owner)
        return next(filter(None, map(self._story.field, owners)), None)

    def _quoted(self, field: str, signs: range) -> tuple[Spot, Spot] | None:
        """The same words elsewhere in the field."""
        quote = "".join(self._story.raw[at].sign for at in signs).replace(SIGN, "").strip()
        for number, start, end in self._printed_of(field):
            at = self._layout.lines[number].text.find(quote, start, end)
            if quote and END not in quote and at >= 0:
                return Spot(number, at), Spot(number, at + len(quote))
        return None

    def _whole(self, field: str) -> tuple[Spot, Spot] | None:
        """All of a field, at the first place where it is printed."""
        places = list(self._printed_of(field))
        if not places:
            return None
        last = places[0]
        for place in places[1:]:
            if place[0] - last[0] > 1:
                break
            last = place
        return Spot(*places[0][:2]), Spot(last[0], last[2])

    def _printed_of(self, field: str) -> Iterator[tuple[int, int, int]]:
        """Line, start and end of each stretch of lines that a field is printed in."""
        for number, line in enumerate(self._layout.lines):
            offset, inside = 0, []
            for piece in line.pieces:
                if piece.field == field:
                    inside += [offset, offset + len(piece.text)]
                offset += len(piece.text)
            if inside:
                yield number, inside[0], inside[-1]

    def _before(self, at: int) -> Spot:
        """The end of the nearest text before a place that is still there."""
        story = self._story
        for place in range(min(at, len(story.raw) - 1), -1, -1):
            if place in story.origin and story.raw[place].sign != END:
                return self._end(story.origin[place])
        return Spot(0, 0)


_MOST: Final = 3  # times as long as it was, and this much more, may be what a comment is about
_MORE: Final = 40
