"""A document as it was written, cut into the words and signs that changes are tracked in.

It knows no more of a paragraph, a row or a table than what tells it from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from drafter.redline import Line
from drafter.word.inlines import Writing


class Token(NamedTuple):
    """A word, or a sign such as a tab, with all that shows in its look."""

    kind: Literal["text", "sign", "note", "number"]
    value: str  # of a note its key, of the number of one what it shows
    dress: str = ""  # the w:rPr
    xml: str = ""  # of a sign or a number
    link: str = ""  # the w:hyperlink around it
    bookmarks: frozenset[str] = frozenset()  # the names of those around it
    note: int | None = None  # which of the notes it is the sign of, from 0

    @property
    def seen(self) -> tuple[str, str, str, str]:
        """What tells it from others: a number is a text, and a style of signs is no look."""
        kind = "text" if self.kind == "number" else self.kind
        return kind, self.value, "".join(_LOOK.findall(self.dress)), self.link

    @property
    def length(self) -> int:
        """How many signs of the text it is."""
        if self.kind == "sign":
            return 1
        return 0 if self.kind == "note" else len(_REFERENCE.sub("?", self.value))


class Paragraph(NamedTuple):
    """A paragraph; `number` is its place among the lines that a document prints."""

    properties: str  # the w:pPr
    tokens: tuple[Token, ...]
    bookmarks: Mapping[str, str]  # name → id
    fields: frozenset[str]
    number: int = -1

    @property
    def line(self) -> Line:
        """By its style and its level in a list, its words and its fields."""
        words = tuple(token.value for token in self.tokens if token.kind == "text" and says(token))
        return Line(role(self.properties), words, self.fields)


class Fixed(NamedTuple):
    """A paragraph of a table of contents, in which no changes are tracked."""

    xml: str

    @property
    def line(self) -> Line:
        """All are alike."""
        return Line("contents", ())


class Row(NamedTuple):
    """A row; each cell holds one paragraph."""

    properties: str  # the w:trPr
    cells: tuple[tuple[str, Paragraph], ...]  # each with its w:tcPr

    @property
    def line(self) -> Line:
        """By the number of its cells, and whether it is a header."""
        inside = [paragraph.line for _size, paragraph in self.cells]
        return _joined(f"row {len(self.cells)} {_HEADER in self.properties}", inside)


class Table(NamedTuple):
    """A table."""

    head: str  # up to the first row
    rows: tuple[Row, ...]

    @property
    def line(self) -> Line:
        """By its columns."""
        role = f"table {self.head.count('<w:gridCol ')} {'<w:tblStyle ' in self.head}"
        return _joined(role, [row.line for row in self.rows])


Block: TypeAlias = Paragraph | Fixed | Table


def role(properties: str) -> str:
    """What tells a kind of paragraph from others: its style, and its level in a list."""
    return "".join(_ROLE.findall(properties))


def _joined(role: str, lines: Sequence[Line]) -> Line:
    words = tuple(word for line in lines for word in line.words)
    return Line(role, words, frozenset().union(*(line.fields for line in lines)))


def says(token: Token) -> int:
    """How much a token says, in letters; a note more than any word."""
    if token.kind == "note":
        return _NOTE_SAYS
    return 0 if token.xml or token.value.startswith("&") else sum(map(str.isalnum, token.value))


_NOTE_SAYS: Final = 40

# All of it is what this package writes: see `blocks`, `inlines`, `table` and `signature`.
_BLOCK: Final = re.compile("<w:tbl>.*?</w:tbl>|<w:p>.*?</w:p>", re.DOTALL)
_PARAGRAPH: Final = re.compile("<w:p>(<w:pPr>.*?</w:pPr>)?(.*)</w:p>", re.DOTALL)
_ROW: Final = re.compile("<w:tr>(<w:trPr>.*?</w:trPr>)(.*?)</w:tr>", re.DOTALL)
_CELL: Final = re.compile("<w:tc>(<w:tcPr>.*?</w:tcPr>)(.*?)</w:tc>", re.DOTALL)
_COMPUTED: Final = '<w:r><w:fldChar w:fldCharType="begin"'
_PIECE: Final = re.compile(
    f'{_COMPUTED}.*?"end"/></w:r>|<w:r>.*?</w:r>|</?w:(?:bookmark|hyperlink)[^>]*>', re.DOTALL
)
_RUN: Final = re.compile("<w:r>(<w:rPr>.*?</w:rPr>)?(.*)</w:r>", re.DOTALL)
_ELEMENT: Final = re.compile("<w:t [^>]*>([^<]*)</w:t>|(<w:[^>]*/>)")
_WORD: Final = re.compile(r"&\w+;|\w+(?:[-’'./]\w+)*|\s+|.", re.DOTALL)
_ATTRIBUTE: Final = re.compile('w:(id|name)="([^"]*)"')
_ROLE: Final = re.compile('<w:(?:pStyle|ilvl) w:val="[^"]*"/>')
_LOOK: Final = re.compile('<w:(?:b|i|lang w:val="[^"]*")/>')
_REFERENCE: Final = re.compile(r"&\w+;")
LIST: Final = re.compile('<w:numId w:val="([0-9]+)"/>')
_HEADER: Final = "<w:tblHeader/>"


class Version:
    """One of the documents, as it was written."""

    def __init__(self, writing: Writing, inside: Writing, text: str, notes: Sequence[str]) -> None:
        self.writing = writing
        self.inside = inside  # the same for the footnotes
        used = writing.bookmarks.used if writing.bookmarks else {}
        self._fields = {name: field for field, names in used.items() for name in names}
        roles = ("contents", "contents-heading")
        self._fixed = [f'<w:pStyle w:val="{writing.style.looks[role].id}"/>' for role in roles]
        self._count = 0  # of the lines that were printed
        self._headings: set[int] = set()  # of a table of contents, by number
        self.blocks = [self._block(xml) for xml in _BLOCK.findall(text)]
        self.notes = [self._paragraph(f"<w:p>{note}</w:p>") for note in notes]

    @property
    def printed(self) -> frozenset[int]:
        """The numbers of the paragraphs in which changes are tracked."""
        return frozenset(range(self._count)) - self._headings

    def _block(self, xml: str) -> Block:
        if not xml.startswith("<w:tbl>"):
            paragraph = self._numbered(xml)
            entry, heading = (style in paragraph.properties for style in self._fixed)
            self._count -= entry  # which is not printed, but made of a heading
            if heading:
                self._headings.add(paragraph.number)
            return Fixed(xml) if entry or heading else paragraph
        head, _tag, _rows = xml.partition("<w:tr>")
        return Table(head, tuple(self._row(*row) for row in _ROW.findall(xml)))

    def _row(self, properties: str, cells: str) -> Row:
        found = _CELL.findall(cells)
        return Row(properties, tuple((size, self._numbered(inside)) for size, inside in found))

    def _numbered(self, xml: str) -> Paragraph:
        self._count += 1
        return self._paragraph(xml)._replace(number=self._count - 1)

    def _paragraph(self, xml: str) -> Paragraph:
        """A paragraph, cut into tokens."""
        found = _PARAGRAPH.fullmatch(xml)
        assert found, "a block or a cell that is no paragraph"
        properties, content = found.groups(default="")
        tokens: list[Token] = []
        bookmarks: dict[str, str] = {}
        open: dict[str, str] = {}  # id of a bookmark → its name
        link = ""
        length = 0
        for piece in _PIECE.findall(content):
            length += len(piece)
            if piece.startswith("<w:r>"):
                around = frozenset(open.values())
                tokens += [t._replace(link=link, bookmarks=around) for t in self._run(piece)]
            elif piece.startswith("<w:bookmark"):
                _bookmark(dict(_ATTRIBUTE.findall(piece)), open, bookmarks)
            else:
                link = "" if piece.startswith("</") else piece
        assert length == len(content), "a paragraph with something in it that is not known here"
        fields = frozenset(self._fields[name] for name in bookmarks if name in self._fields)
        return Paragraph(properties, tuple(tokens), bookmarks, fields)

    def _run(self, xml: str) -> Iterator[Token]:
        if xml.startswith(_COMPUTED):
            shown = "".join(text for text, _sign in _ELEMENT.findall(xml))
            yield Token("number", shown, xml=xml)
            return
        found = _RUN.fullmatch(xml)
        assert found
        dress, inside = found.groups(default="")
        for text, sign in _ELEMENT.findall(inside):
            if sign.startswith("<w:footnoteReference "):
                note = int(sign.split('"')[1]) - self.writing.style.first_note
                yield Token("note", self.writing.notes[note][0].key, dress, note=note)
            elif sign:
                yield Token("sign", sign, dress, sign)
            else:
                yield from (Token("text", word, dress) for word in _WORD.findall(text))


def _bookmark(found: dict[str, str], open: dict[str, str], bookmarks: dict[str, str]) -> None:
    """One end of a bookmark; only the first of the two has the name."""
    if "name" in found:
        open[found["id"]] = found["name"]
        bookmarks[found["name"]] = found["id"]
    else:
        del open[found["id"]]
