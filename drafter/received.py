"""What stands in a file that came back, with who changed what: no Word in it, and no input.

Text is never lost here: what was deleted is a piece like any other, with a trace that says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, Literal, NamedTuple, TypeAlias, TypeVar

Kind = Literal["inserted", "deleted", "moved-from", "moved-to"]


class Trace(NamedTuple):
    """One tracked change that a piece, or the end of a paragraph, is in."""

    kind: Kind
    author: str
    date: str  # ISO 8601 as in the file, or ""


class Piece(NamedTuple):
    """Text of one look and one history."""

    text: str  # a tab is "\t", a line break "\n"; deleted text too
    traces: tuple[Trace, ...] = ()  # outermost first: inserted by A, then deleted by B
    bold: bool = False
    italic: bool = False
    link: str = ""  # address
    language: str = ""  # when not that of the paragraph style: "en-GB"
    note: str = ""  # id of the footnote whose sign this is; text is then ""


_COPIED: Final = re.compile(r"(?:_Copy_\d+)+$")


class Field(NamedTuple):
    """A bookmark of ours, as far as it reaches into this paragraph."""

    bookmark: str  # as in the file
    start: int  # offsets in the whole text of the paragraph, what was deleted included
    end: int

    @property
    def name(self) -> str:
        """The bookmark as it was called, without a `_Copy_1` for each time that it was moved."""
        return _COPIED.sub("", self.bookmark)


class Range(NamedTuple):
    """Where a comment is anchored in a paragraph; offsets as those of a field."""

    comment: str
    start: int
    end: int


class Cell(NamedTuple):
    """Which cell of which table of the file, all counted from 0; a table in one is part of it."""

    table: int
    row: int
    column: int


class Paragraph(NamedTuple):
    """A paragraph, in the order of the file."""

    pieces: tuple[Piece, ...]
    style: str  # the name that Word knows
    level: int | None = None  # of a list item, from 0
    list: str = ""  # numbering instance: the items of one list share it
    fields: tuple[Field, ...] = ()
    comments: tuple[Range, ...] = ()
    end: tuple[Trace, ...] = ()  # inserted: split here; deleted: joined with the next
    ordered: bool = False  # whether its list is numbered
    cell: Cell | None = None
    drawings: int = 0  # images and the like, which are no text

    @property
    def text(self) -> str:
        """The whole text, what was deleted included: what offsets count in."""
        return "".join([piece.text for piece in self.pieces])


class Comment(NamedTuple):
    """A comment; a reply is one as well."""

    id: str
    author: str
    date: str
    text: str  # paragraphs are joined by a newline
    replies_to: str = ""  # id of another comment
    resolved: bool = False
    initials: str = ""


class BaselineField(NamedTuple):
    """A field as it was when the file was made: the bookmarks around it, the value as typed."""

    id: str
    bookmarks: tuple[str, ...]
    value: str


class Baseline(NamedTuple):
    """What the file was made from."""

    input_id: str
    fields: tuple[BaselineField, ...]
    tracked: tuple[str, str] = ("", "")  # author and date of the changes that drafter tracked


class Received(NamedTuple):
    """A whole file. Paragraphs of tables stand in reading order."""

    paragraphs: tuple[Paragraph, ...]
    notes: Mapping[str, tuple[Paragraph, ...]]  # by id of the footnote
    comments: tuple[Comment, ...]
    baseline: Baseline | None
    tracked: bool  # whether the file has any tracked change


# ── As if the changes were accepted, or rejected ──────────────────────────────

_GONE_WHEN_ACCEPTED: Final = frozenset({"deleted", "moved-from"})
_GONE_WHEN_REJECTED: Final = frozenset({"inserted", "moved-to"})


def accepted(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs as if all changes were accepted, without traces."""
    return _settled(paragraphs, _GONE_WHEN_ACCEPTED)


def rejected(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs as if all changes were rejected, without traces."""
    return _settled(paragraphs, _GONE_WHEN_REJECTED)


def as_sent(received: Received) -> Received:
    """The file without the changes that drafter tracked in it itself, which are what was sent.

    What is left is what others did since, also to those changes.
    """
    own = received.baseline.tracked if received.baseline else ("", "")
    if not any(own):
        return received

    def is_own(trace: Trace) -> bool:
        return (trace.author, trace.date) == own

    def settled(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        return _settled(paragraphs, _GONE_WHEN_ACCEPTED, is_own)

    paragraphs = settled(received.paragraphs)
    notes = {id: settled(note) for id, note in received.notes.items()}
    every = (*paragraphs, *(one for note in notes.values() for one in note))
    tracked = any(one.end or any(piece.traces for piece in one.pieces) for one in every)
    return received._replace(paragraphs=paragraphs, notes=notes, tracked=tracked)


_Settles: TypeAlias = Callable[[Trace], bool]


def _every(_trace: Trace) -> bool:
    return True


def _settled(
    paragraphs: Iterable[Paragraph], gone: frozenset[str], settles: _Settles = _every
) -> tuple[Paragraph, ...]:
    """The paragraphs without what is gone; where the end of one is, it is joined with the next.

    A last paragraph whose end is gone has no next: it stays if anything of it does. Changes that
    this does not settle stay as they are.
    """
    out: list[Paragraph] = []
    ahead: Paragraph | None = None  # its end is gone
    for paragraph in paragraphs:
        kept = _without(paragraph, gone, settles)
        whole = _joined(ahead, kept) if ahead else kept
        ahead = whole if _is_gone(paragraph.end, gone, settles) else None
        if ahead is None:
            out.append(whole)
    if ahead and ahead.pieces:
        out.append(ahead)
    return tuple(out)


def _is_gone(traces: Sequence[Trace], gone: frozenset[str], settles: _Settles) -> bool:
    return any(trace.kind in gone and settles(trace) for trace in traces)


def _left(traces: tuple[Trace, ...], settles: _Settles) -> tuple[Trace, ...]:
    return tuple([trace for trace in traces if not settles(trace)]) if traces else traces


def _without(paragraph: Paragraph, gone: frozenset[str], settles: _Settles) -> Paragraph:
    """The paragraph without the pieces that are gone; fields and comments move along."""
    kept = [not _is_gone(piece.traces, gone, settles) for piece in paragraph.pieces]
    pieces = [
        piece._replace(traces=_left(piece.traces, settles))
        for piece, stays in zip(paragraph.pieces, kept, strict=True)
        if stays
    ]
    moved = _Offsets(paragraph.pieces, kept)
    return paragraph._replace(
        pieces=tuple(_melted(pieces)),
        fields=tuple(
            [Field(n, moved.to(start), moved.to(end)) for n, start, end in paragraph.fields]
        ),
        comments=tuple(
            [Range(c, moved.to(start), moved.to(end)) for c, start, end in paragraph.comments]
        ),
        end=_left(paragraph.end, settles),
    )


class _Offsets:
    """Where the places of a text are when some of its pieces are left out."""

    def __init__(self, pieces: Sequence[Piece], kept: Sequence[bool]) -> None:
        lengths = [len(piece.text) for piece in pieces]
        self._starts = [0, *accumulate(lengths)]
        self._kept = [*kept, False]
        self._before = [
            0,
            *accumulate(n if stays else 0 for n, stays in zip(lengths, kept, strict=True)),
        ]

    def to(self, offset: int) -> int:
        """The new place of `offset`; one in a piece that is gone is where that was."""
        at = bisect_right(self._starts, offset) - 1
        return self._before[at] + (offset - self._starts[at] if self._kept[at] else 0)


def _melted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, those of one look and one history as one."""
    last: Piece | None = None
    for piece in pieces:
        if last and not last.note and piece == last._replace(text=piece.text):
            last = last._replace(text=last.text + piece.text)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs as one, which looks like the first of them that has anything in it."""
    length = len(first.text)
    look = first if first.pieces else second
    return look._replace(
        pieces=tuple(_melted((*first.pieces, *second.pieces))),
        end=second.end,
        drawings=first.drawings + second.drawings,
        fields=_together(
            first.fields,
            [Field(n, start + length, end + length) for n, start, end in second.fields],
        ),
        comments=_together(
            first.comments,
            [Range(c, start + length, end + length) for c, start, end in second.comments],
        ),
    )


def _together(first: Sequence[_Span], second: Sequence[_Span]) -> tuple[_Span, ...]:
    """The spans of both; one that goes on where it ended is one span."""
    starts: dict[tuple[str, int], _Span] = {(span[0], span.start): span for span in second}
    whole: list[_Span] = []
    for span in first:
        rest = starts.pop((span[0], span.end), None)
        whole.append(span._replace(end=rest.end) if rest else span)
    whole.extend(starts.values())
    return tuple(whole)


_Span = TypeVar("_Span", Field, Range)


# ── Of one author ─────────────────────────────────────────────────────────────


def named(received: Received) -> list[str]:
    """Who changed or remarked something, in the order in which they are met."""
    paragraphs = (*received.paragraphs, *(p for note in received.notes.values() for p in note))
    traces = [
        trace
        for paragraph in paragraphs
        for traces in (*(piece.traces for piece in paragraph.pieces), paragraph.end)
        for trace in traces
    ]
    people = (*(trace.author for trace in traces), *(one.author for one in received.comments))
    return [name for name in dict.fromkeys(people) if name]


def of_author(received: Received, author: str) -> Received:
    """A file as if the tracked changes of all others were rejected."""

    def by_another(trace: Trace) -> bool:
        return trace.author.casefold() != author.casefold()

    def own(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        return _settled(paragraphs, _GONE_WHEN_REJECTED, by_another)

    return received._replace(
        paragraphs=own(received.paragraphs),
        notes={id: own(paragraphs) for id, paragraphs in received.notes.items()},
    )
