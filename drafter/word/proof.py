"""The proof: what was written, read back, says exactly what the tree says.

The tree is laid out here once more, apart from the writer, so that a mistake there shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drafter.document import (
    AddressBlock,
    Block,
    Contents,
    Details,
    Document,
    Heading,
    Inline,
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
)
from drafter.problems import DrafterError, Place, Problem
from drafter.remembered import Remembered
from drafter.word.names import NAMES
from drafter.word.read import ReadDocument, ReadParagraph, read

if TYPE_CHECKING:
    from drafter.received import Received


def prove(document: Document, data: bytes) -> None:
    """Compare the file with the tree. Raises DrafterError (code `proof`) if they differ."""
    written = read(data)
    for difference in _differences(document, written):
        raise _fault(difference)


def prove_accepted(document: Document, data: bytes) -> None:
    """The same for a file with tracked changes: what stays when all are accepted is the text.

    The table of contents is left out, in which no changes are tracked.
    """
    text, notes = _laid_out(document.blocks)
    written = read(data)
    wanted = "".join(one.text for one in (*text, *notes) if not one.entry)
    found = "".join(
        one.text
        for one in (*written.paragraphs, *map(_one, written.notes))
        if one.style != NAMES["contents"]
    )
    _require_same(wanted, found)


def prove_rejected(old: Received, data: bytes) -> None:
    """What stays when all changes are rejected is the text of the file that was sent.

    A cell holds one paragraph, with a line for each that it held; so breaks are no text here.
    """
    from drafter.received import rejected  # a letter alone need not wait for them
    from drafter.word.receive import receive
    from drafter.word.rewritten import without_contents

    def said(received: Received) -> str:
        """The text, and then the notes in the order of their signs."""
        text = without_contents(rejected(received.paragraphs))
        signs = [piece.note for one in text for piece in one.pieces if piece.note]
        notes = (one for sign in signs for one in rejected(received.notes.get(sign, ())))
        return "".join("".join(one.text for one in (*text, *notes)).split())

    _require_same(said(old), said(receive(data, "")))


def _require_same(wanted: str, found: str) -> None:
    if wanted != found:
        pairs = enumerate(zip_longest(wanted, found))
        at = next(at for at, (one, other) in pairs if one != other)
        raise _fault(f"“{wanted[at : at + 40]}” ≠ “{found[at : at + 40]}”")


def _fault(difference: str) -> DrafterError:
    return DrafterError(
        [
            Problem(
                Place(""),
                "proof",
                _("the Word file does not say what the letter says: {difference}").format(
                    difference=difference
                ),
                _("nothing was saved; this is a fault of the program, please report it"),
            )
        ]
    )


def _differences(document: Document, written: ReadDocument) -> Iterator[str]:
    text, notes = _laid_out(document.blocks)
    for place in _unequal(text, written.paragraphs):
        yield _("paragraph {place}").format(place=place)
    for place in _unequal(notes, map(_one, written.notes)):
        yield _("note {place}").format(place=place)
    if (written.properties.title, written.properties.author) != (document.title, document.author):
        yield _("title or author differ")
    if not document.draft and (written.baseline or written.bookmarks):
        yield _("a final file holds bookmarks or input")
    if document.draft and _stored(written) != dict(document.baseline.values):
        yield _("the stored input differs")


def _one(note: Sequence[ReadParagraph]) -> ReadParagraph:
    return note[0] if len(note) == 1 else ReadParagraph("", "")


def _stored(written: ReadDocument) -> dict[str, str] | None:
    baseline = written.baseline
    return {field.id: field.value for field in baseline.fields} if baseline else None


def _unequal(expected: Sequence[_Expected], written: Iterable[ReadParagraph]) -> Iterator[str]:
    for number, (wanted, found) in enumerate(zip_longest(expected, written), 1):
        if wanted is None or found is None or not wanted.says(found):
            yield f"{number}: “{wanted and wanted.text}” ≠ “{found and found.text}”"


class _Expected:
    """A paragraph as the tree has it."""

    level: int | None = None
    notes: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    entry = False  # of a table of contents: a number before it and a page after
    _found: ReadParagraph | None = None  # what says the same, seen in another document

    def __init__(self, style: str, text: str = "") -> None:
        self.style = style
        self.text = text

    def says(self, found: ReadParagraph) -> bool:
        """Whether it has the same style, level, text, notes and links."""
        if found is self._found:
            return True
        if not self._matches(found):
            return False
        self._found = found
        return True

    def _matches(self, found: ReadParagraph) -> bool:
        return (
            (self.text == found.text or (self.entry and f"\t{self.text}\t" in f"\t{found.text}"))
            and (self.style, self.level) == (found.style, found.level)
            and (self.notes, self.links) == (found.notes, found.links)
        )


# ── The tree, laid out ────────────────────────────────────────────────────────


def _laid_out(blocks: Sequence[Block]) -> tuple[list[_Expected], list[_Expected]]:
    """The paragraphs and the notes. A second round, if numbers of later notes are mentioned."""
    numbers: dict[str, int] = {}
    layout = _Layout(blocks, numbers)
    text = [paragraph for block in blocks for paragraph in _known(layout, block, _TOP)]
    for number, note in enumerate(layout.notes, 1):
        numbers.setdefault(note.key, number)
    if layout.mentions:
        layout = _Layout(blocks, numbers)
        text = list(layout.flow(blocks))
    return text, [paragraph for note in layout.notes for paragraph in _known(layout, note, _TOP)]


_Node = Block | ListItem | Note
_laid: Remembered[tuple[int, int, _Item], tuple[_Node, list[_Expected], list[Note]]] = Remembered(
    512
)


def _known(layout: _Layout, node: _Node, place: _Item) -> list[_Expected]:
    """A block, an item or a note laid out, once for all documents that hold it after as many notes.

    What mentions the number of a note, or gathers headings, depends on more than that.
    """
    before = len(layout.notes)
    if known := _laid[id(node), before, place]:
        layout.notes += known[2]
        return known[1]
    mentions, layout.mentions = layout.mentions, False
    text = list(_EXPECTED[type(node)](layout, node, place))
    if not layout.mentions and type(node) is not Contents:
        _laid[id(node), before, place] = (node, text, layout.notes[before:])
    layout.mentions |= mentions
    return text


class _Layout:
    """Lays a tree out as the paragraphs that a reader of the file must find."""

    def __init__(self, top: Sequence[Block], numbers: Mapping[str, int]) -> None:
        self.top = top
        self.notes: list[Note] = []
        self.mentions = False
        self._numbers = numbers

    def flow(self, blocks: Iterable[Block], item: _Item | None = None) -> Iterator[_Expected]:
        """Blocks one after another; in a list, the first has the number."""
        for at, block in enumerate(blocks):
            inside = item and (item if at == 0 else _Item(item.level, "continue", item.quoted))
            yield from _EXPECTED[type(block)](self, block, inside or _Item())

    def line(self, role: str, content: Inlines, *, start: str = "") -> _Expected:
        """A paragraph with this text."""
        expected = _Expected(NAMES[role], start)
        for inline in content:
            _WRITE[type(inline)](self, expected, inline)
        return expected

    def paragraph(self, block: Paragraph, item: _Item) -> Iterator[_Expected]:
        role = block.style if block.style != "body" else item.role
        expected = self.line(role, block.content)
        expected.level = item.number
        yield expected

    def heading(self, block: Heading, item: _Item) -> Iterator[_Expected]:
        expected = self.line(
            "heading-numbered" if block.numbered else f"heading-{block.level}", block.content
        )
        expected.level = item.number
        yield expected

    def list(self, block: List, item: _Item) -> Iterator[_Expected]:
        kind = "ordered" if block.ordered else "unordered"
        inside = _Item(item.level + 1, kind)
        for entry in block.items:
            yield from _known(self, entry, inside)

    def item(self, block: ListItem, item: _Item) -> Iterator[_Expected]:
        yield from self.flow(block.blocks, item)

    def quote(self, block: Quote, item: _Item) -> Iterator[_Expected]:
        yield from self.flow(block.blocks, _Item(item.level, item.kind, quoted=True))

    def table(self, block: Table, _item: _Item) -> Iterator[_Expected]:
        yield from (self.line("table-header", cell) for cell in block.header)
        yield from (self.line("table-text", cell) for row in block.rows for cell in row)

    def address(self, block: AddressBlock, _item: _Item) -> Iterator[_Expected]:
        yield from (self.line("address", line) for line in block.lines)

    def details(self, block: Details, _item: _Item) -> Iterator[_Expected]:
        for label, content in block.rows:
            yield self.line("details", content, start=f"{label}\t")

    def signature(self, block: Signature, _item: _Item) -> Iterator[_Expected]:
        yield self.line("closing", block.closing)
        for lines in block.signatories:
            first, *others = lines
            joined = [*first, *(part for line in others for part in (Run("\n"), *line))]
            yield self.line("signature", tuple(joined))

    def note(self, block: Note, _item: _Item) -> Iterator[_Expected]:
        yield self.line("footnote", block.content)

    def contents(self, block: Contents, _item: _Item) -> Iterator[_Expected]:
        yield self.line("contents-heading", (Run(block.heading),))
        headings = [b for b in self.top if isinstance(b, Heading) and b.level == 1]
        for heading in headings:
            words = "".join(self.words(inline) for inline in heading.content)
            expected = _Expected(NAMES["contents"], words.replace("\n", " "))
            expected.entry = True
            yield expected
        if not headings:
            yield _Expected(NAMES["contents"])

    def words(self, inline: Inline) -> str:
        """The text of an inline, without a note."""
        if isinstance(inline, NoteNumber):
            return self.number(inline)
        runs = inline.runs if isinstance(inline, Link) else (inline,)
        return "".join(run.text for run in runs if isinstance(run, Run))

    def number(self, mention: NoteNumber) -> str:
        self.mentions = True
        return str(self._numbers.get(mention.key, ""))


class _Item(NamedTuple):
    """Where in lists and quotations a block stands."""

    level: int = 0
    kind: str = ""
    quoted: bool = False

    @property
    def number(self) -> int | None:
        """The level of its own number or bullet, from 0."""
        return min(self.level, 3) - 1 if self.level and self.kind != "continue" else None

    @property
    def role(self) -> str:
        """What running text is called here."""
        if self.quoted:
            return "quote"
        return f"{self.kind}-{min(self.level, 3)}" if self.level else "body"


_TOP: Final = _Item()


def _write_run(_layout: _Layout, expected: _Expected, run: Run) -> None:
    expected.text += run.text


def _write_link(_layout: _Layout, expected: _Expected, link: Link) -> None:
    start = len(expected.text)
    expected.text += "".join(run.text for run in link.runs)
    expected.links += ((start, len(expected.text), link.url),)


def _write_note(layout: _Layout, expected: _Expected, note: Note) -> None:
    layout.notes.append(note)
    expected.notes += ((len(expected.text), len(layout.notes)),)


def _write_number(layout: _Layout, expected: _Expected, mention: NoteNumber) -> None:
    expected.text += layout.number(mention)


_WRITE: Final[dict[type, Callable[[_Layout, _Expected, Any], None]]] = {
    Run: _write_run,
    Link: _write_link,
    Note: _write_note,
    NoteNumber: _write_number,
}

_EXPECTED: Final[dict[type, Callable[[_Layout, Any, _Item], Iterator[_Expected]]]] = {
    Paragraph: _Layout.paragraph,
    Heading: _Layout.heading,
    List: _Layout.list,
    ListItem: _Layout.item,
    Quote: _Layout.quote,
    Table: _Layout.table,
    AddressBlock: _Layout.address,
    Details: _Layout.details,
    Signature: _Layout.signature,
    Contents: _Layout.contents,
    Note: _Layout.note,
}
