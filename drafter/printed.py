"""What a document prints, as a reader of it sees it: paragraph after paragraph, with its fields.

The tree knows blocks; a file that comes back has paragraphs only. Here the tree is laid out as
those, each piece of text with the field that it came from and the look it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

from drafter.document import (
    AddressBlock,
    Block,
    Contents,
    Details,
    Document,
    Heading,
    Inlines,
    Link,
    List,
    ListItem,
    Note,
    NoteNumber,
    Paragraph,
    Quote,
    Run,
    Signature,
    Table,
    lines,
)


class Printed(NamedTuple):
    """Text of one field and one look, or the sign of a note."""

    text: str
    field: str | None = None  # None: text of the template or of a register
    bold: bool = False
    italic: bool = False
    link: str = ""  # address
    note: int | None = None  # place in `Layout.notes` of the note whose sign this is; text is ""
    mention: bool = False  # the number of a note that stands elsewhere


class Line(NamedTuple):
    """A paragraph; `level` is that of a list item with a number or bullet of its own, from 0."""

    pieces: tuple[Printed, ...]
    level: int | None = None
    is_heading: bool = False  # which Word may number as a list of its own

    @property
    def text(self) -> str:
        """The whole text, without note signs."""
        return "".join([piece.text for piece in self.pieces])


class Layout(NamedTuple):
    """The paragraphs of the body, and the notes in the order of their signs."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    keys: tuple[str, ...]  # of the notes


def laid_out(document: Document) -> Layout:
    """The paragraphs of a document, without the entries of a table of contents."""
    notes: list[Note] = []
    numbers: dict[str, int] = {}
    for number, note in enumerate(_notes(document.blocks), 1):
        numbers.setdefault(note.key, number)
    writer = _Writer(notes, numbers)
    text = tuple(writer.flow(document.blocks))
    return Layout(
        text,
        tuple([Line(tuple(writer.line(note.content))) for note in notes]),
        tuple([note.key for note in notes]),
    )


def _notes(blocks: Iterable[Block]) -> Iterator[Note]:
    for content in lines(blocks):
        yield from (inline for inline in content if isinstance(inline, Note))


_Lines = Iterator[Line]


class _Writer:
    """Lays blocks out; gathers the notes as it meets them."""

    def __init__(self, notes: list[Note], numbers: dict[str, int]) -> None:
        self._notes = notes
        self._numbers = numbers

    def flow(self, blocks: Iterable[Block], level: int | None = None, depth: int = 0) -> _Lines:
        """Blocks one after another; in a list item, the first has the number or bullet."""
        for at, block in enumerate(blocks):
            yield from _LINES[type(block)](self, block, level if at == 0 else None, depth)

    def line(self, content: Inlines) -> Iterator[Printed]:
        """The pieces of a line; note signs belong to the text around them."""
        pieces = [piece for inline in content for piece in self._pieces(inline)]
        for at, piece in enumerate(pieces):
            yield _owned(pieces, at) if piece.note is not None else piece

    def _pieces(self, inline: Run | Link | Note | NoteNumber) -> Iterator[Printed]:
        if isinstance(inline, Run):
            yield Printed(inline.text, inline.field, inline.bold, inline.italic)
        elif isinstance(inline, Link):
            for run in inline.runs:
                yield Printed(run.text, run.field, run.bold, run.italic, inline.url)
        elif isinstance(inline, Note):
            self._notes.append(inline)
            yield Printed("", note=len(self._notes) - 1)
        else:
            yield Printed(str(self._numbers.get(inline.key, "")), mention=True)

    def text(self, block: Paragraph | Heading, level: int | None, _depth: int) -> _Lines:
        yield Line(tuple(self.line(block.content)), level, isinstance(block, Heading))

    def list(self, block: List, _level: int | None, depth: int) -> _Lines:
        for item in block.items:
            yield from self.flow(item.blocks, min(depth, 2), depth + 1)

    def item(self, block: ListItem, level: int | None, depth: int) -> _Lines:
        yield from self.flow(block.blocks, level, depth)

    def quote(self, block: Quote, level: int | None, depth: int) -> _Lines:
        yield from self.flow(block.blocks, level, depth)

    def table(self, block: Table, _level: int | None, _depth: int) -> _Lines:
        for cell in (*block.header, *(cell for row in block.rows for cell in row)):
            yield Line(tuple(self.line(cell)))

    def address(self, block: AddressBlock, _level: int | None, _depth: int) -> _Lines:
        for line in block.lines:
            yield Line(tuple(self.line(line)))

    def details(self, block: Details, _level: int | None, _depth: int) -> _Lines:
        for label, content in block.rows:
            yield Line((Printed(f"{label}\t"), *self.line(content)))

    def signature(self, block: Signature, _level: int | None, _depth: int) -> _Lines:
        yield Line(tuple(self.line(block.closing)))
        for first, *others in block.signatories:
            below = [piece for line in others for piece in (Printed("\n"), *self.line(line))]
            # Names are set bold, as the writer does.
            yield Line((*(piece._replace(bold=True) for piece in self.line(first)), *below))

    def contents(self, block: Contents, _level: int | None, _depth: int) -> _Lines:
        yield Line((Printed(block.heading),))


def _owned(pieces: list[Printed], at: int) -> Printed:
    """The sign of a note, with the field of the text before it or, failing that, after it."""
    before = [piece.field for piece in pieces[:at] if piece.note is None]
    after = [piece.field for piece in pieces[at:] if piece.note is None]
    field = (before and before[-1]) or (after and after[0]) or None
    return pieces[at]._replace(field=field)


_LINES: Final[dict[type, Callable[[_Writer, Any, int | None, int], _Lines]]] = {
    Paragraph: _Writer.text,
    Heading: _Writer.text,
    List: _Writer.list,
    ListItem: _Writer.item,
    Quote: _Writer.quote,
    Table: _Writer.table,
    AddressBlock: _Writer.address,
    Details: _Writer.details,
    Signature: _Writer.signature,
    Contents: _Writer.contents,
}


# ── Of one field ──────────────────────────────────────────────────────────────


class Passage(NamedTuple):
    """Text of a field, as far as it goes on: a paragraph, or more of them."""

    paragraphs: tuple[Line, ...]
    begins: bool  # whether its first paragraph begins with it

    @property
    def text(self) -> str:
        """The whole text, without note signs; paragraphs are joined by an empty line."""
        return "\n\n".join([line.text for line in self.paragraphs])


def passages(layout: Layout) -> dict[str, list[Passage]]:
    """Where each field is printed, in the order of the document; those of notes come last."""
    found: dict[str, list[Passage]] = {}
    for story in (layout.lines, *((note,) for note in layout.notes)):
        last: str | None = None
        for line in story:
            begins = True
            for field, group in groupby(line.pieces, lambda piece: piece.field):
                pieces = line._replace(pieces=tuple(group))
                if field and field == last:
                    known = found[field][-1]
                    found[field][-1] = known._replace(paragraphs=(*known.paragraphs, pieces))
                elif field:
                    found.setdefault(field, []).append(Passage((pieces,), begins))
                last, begins = field, False
            if not line.pieces:
                last = None
    return found
