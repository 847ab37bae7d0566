"""Two document trees → one .docx that shows what changed between them as tracked changes.

Both are written as always, and what differs in the paragraphs that come out is marked. So the
file with all changes accepted has the paragraphs of the new document, and with all of them
rejected the texts of the old one, whatever a node is or becomes in Word.

Headers, footers and properties are those of the new document. So is the table of contents, which
Word makes anew of the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final, Literal, NamedTuple, TypeAlias, TypeVar, cast

from drafter.document import Document
from drafter.redline import Line, Pair, State, aligned, changes
from drafter.word import parts
from drafter.word.inlines import Writing
from drafter.word.style import HouseStyle
from drafter.word.write import begin, body, packed
from drafter.word.xml import quote


def redline(
    old: Document, new: Document, style: HouseStyle, author: str, moment: datetime
) -> bytes:
    """The new document as a .docx in which every change since the old one is tracked.

    The changes are `author`'s, made at `moment` by the clock on the wall. Raises DrafterError
    like `write`.
    """
    after = _written(new, style)
    before = _written(old._replace(draft=new.draft), style, after)
    merging = _Merging(before, after, _Stamp(author, moment))
    text = merging.body()
    used = frozenset(_LIST.findall(text))
    after.writing.lists[:] = [one for one in before.writing.lists if _number(one) in used]
    return packed(new, after.writing, text, parts.notes(merging.notes(), after.inside))


def _number(instance: str) -> str:
    """The id of a numbering instance."""
    return instance.split('"', 2)[1]


# ── The two documents, in pieces ──────────────────────────────────────────────


class _Token(NamedTuple):
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
        """What tells it from others."""
        return self.kind, self.value, self.dress, self.link


class _Paragraph(NamedTuple):
    properties: str  # the w:pPr
    tokens: tuple[_Token, ...]
    bookmarks: Mapping[str, str]  # name → id
    fields: frozenset[str]

    @property
    def line(self) -> Line:
        """By its style and its level in a list, its words and its fields."""
        words = tuple(token.value for token in self.tokens if token.kind == "text" and _says(token))
        return Line("".join(_ROLE.findall(self.properties)), words, self.fields)


class _Fixed(NamedTuple):
    """A paragraph of a table of contents, in which no changes are tracked."""

    xml: str

    @property
    def line(self) -> Line:
        """All are alike."""
        return Line("contents", ())


class _Row(NamedTuple):
    properties: str  # the w:trPr
    cells: tuple[tuple[str, _Paragraph], ...]  # each with its w:tcPr

    @property
    def line(self) -> Line:
        """By the number of its cells, and whether it is a header."""
        inside = [paragraph.line for _size, paragraph in self.cells]
        return _joined(f"row {len(self.cells)} {_HEADER in self.properties}", inside)


class _Table(NamedTuple):
    head: str  # up to the first row
    rows: tuple[_Row, ...]

    @property
    def line(self) -> Line:
        """By its columns."""
        role = f"table {self.head.count('<w:gridCol ')} {'<w:tblStyle ' in self.head}"
        return _joined(role, [row.line for row in self.rows])


_Block: TypeAlias = _Paragraph | _Fixed | _Table


def _joined(role: str, lines: Sequence[Line]) -> Line:
    words = tuple(word for line in lines for word in line.words)
    return Line(role, words, frozenset().union(*(line.fields for line in lines)))


def _says(token: _Token) -> int:
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
_LIST: Final = re.compile('<w:numId w:val="([0-9]+)"/>')
_HEADER: Final = "<w:tblHeader/>"


class _Version:
    """One of the documents, as it was written."""

    def __init__(self, writing: Writing, inside: Writing, text: str, notes: Sequence[str]) -> None:
        self.writing = writing
        self.inside = inside  # the same for the footnotes
        used = writing.bookmarks.used if writing.bookmarks else {}
        self._fields = {name: field for field, names in used.items() for name in names}
        roles = ("contents", "contents-heading")
        self._fixed = [f'<w:pStyle w:val="{writing.style.looks[role].id}"/>' for role in roles]
        self.blocks = [self._block(xml) for xml in _BLOCK.findall(text)]
        self.notes = [self._paragraph(f"<w:p>{note}</w:p>") for note in notes]

    def _block(self, xml: str) -> _Block:
        if not xml.startswith("<w:tbl>"):
            paragraph = self._paragraph(xml)
            fixed = any(style in paragraph.properties for style in self._fixed)
            return _Fixed(xml) if fixed else paragraph
        head, _tag, _rows = xml.partition("<w:tr>")
        return _Table(head, tuple(self._row(*row) for row in _ROW.findall(xml)))

    def _row(self, properties: str, cells: str) -> _Row:
        found = _CELL.findall(cells)
        return _Row(properties, tuple((size, self._paragraph(inside)) for size, inside in found))

    def _paragraph(self, xml: str) -> _Paragraph:
        """A paragraph, cut into tokens."""
        found = _PARAGRAPH.fullmatch(xml)
        assert found, "a block or a cell that is no paragraph"
        properties, content = found.groups(default="")
        tokens: list[_Token] = []
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
        return _Paragraph(properties, tuple(tokens), bookmarks, fields)

    def _run(self, xml: str) -> Iterator[_Token]:
        if xml.startswith(_COMPUTED):
            shown = "".join(text for text, _sign in _ELEMENT.findall(xml))
            yield _Token("number", shown, xml=xml)
            return
        found = _RUN.fullmatch(xml)
        assert found
        dress, inside = found.groups(default="")
        for text, sign in _ELEMENT.findall(inside):
            if sign.startswith("<w:footnoteReference "):
                note = int(sign.split('"')[1]) - self.writing.style.first_note
                yield _Token("note", self.writing.notes[note][0].key, dress, note=note)
            elif sign:
                yield _Token("sign", sign, dress, sign)
            else:
                yield from (_Token("text", word, dress) for word in _WORD.findall(text))


def _bookmark(found: dict[str, str], open: dict[str, str], bookmarks: dict[str, str]) -> None:
    """One end of a bookmark; only the first of the two has the name."""
    if "name" in found:
        open[found["id"]] = found["name"]
        bookmarks[found["name"]] = found["id"]
    else:
        del open[found["id"]]


def _written(document: Document, style: HouseStyle, first: _Version | None = None) -> _Version:
    """The document; its links and lists go on after those of the one that was written first."""
    writing = begin(document, style)
    if first:
        writing.links = first.writing.links
        writing.lists = list(first.writing.lists)
    text = body(document, writing)
    inside = writing.for_notes()
    if first:
        inside.links = first.inside.links
    notes = [parts.footnote(note, owner, inside) for note, owner in writing.notes]
    return _Version(writing, inside, text, notes)


# ── Merged ────────────────────────────────────────────────────────────────────


class _Piece(NamedTuple):
    """A token and what became of it."""

    state: State
    token: _Token
    notes: tuple[int | None, int | None] = (None, None)  # its note, old and new, if it is a sign


@dataclass(eq=False)
class _Merged:
    """A paragraph with what came and went in it."""

    properties: str
    pieces: list[_Piece]
    bookmarks: Mapping[str, str]
    end: State = "kept"  # what became of its end, which joins it with the next if it is not there
    former: str | None = None  # the properties it had


class _MergedRow(NamedTuple):
    state: State
    properties: str
    cells: list[tuple[str, _Merged]]


class _MergedTable(NamedTuple):
    head: str
    rows: list[_MergedRow]


_MergedBlock: TypeAlias = _Merged | _MergedTable | _Fixed


class _Stamp:
    """Author and moment of the changes, which are numbered."""

    def __init__(self, author: str, moment: datetime) -> None:
        # Word writes the time on the wall, and a Z that means nothing.
        self._attributes = f'w:author="{quote(author)}" w:date="{moment:%Y-%m-%dT%H:%M:%S}Z"'
        self._last = 200_000  # bookmarks have lower numbers

    def __call__(self) -> str:
        """The attributes of one more change."""
        self._last += 1
        return f'w:id="{self._last}" {self._attributes}'


class _Merging:
    """Makes the one text of two."""

    def __init__(self, before: _Version, after: _Version, stamp: _Stamp) -> None:
        self._before = before
        self._after = after
        self._stamp = stamp
        self._noted: list[tuple[int | None, int | None]] = []  # notes in the order of the text
        self._lists: dict[str, str] = {}  # numbering instance, old → new

    def body(self) -> str:
        """The paragraphs and tables."""
        old, new = self._before.blocks, self._after.blocks
        blocks = _settled(
            [block for i, j in _pairs(old, new) for block in self._block(_at(old, i), _at(new, j))]
        )
        return "".join(map(self._xml, blocks))

    def notes(self) -> list[str]:
        """The texts of the footnotes, once the body was made."""
        old, new = self._before.notes, self._after.notes
        merged = [self._paragraph(_at(old, i), _at(new, j)) for i, j in self._noted]
        return [self._content(one) for one in merged]

    # What became of it

    def _block(self, old: _Block | None, new: _Block | None) -> Iterator[_MergedBlock]:
        """What is to be written of a block; old and new are of one kind, as their roles are."""
        either = new or old
        if isinstance(either, _Paragraph):
            yield self._paragraph(cast("_Paragraph | None", old), cast("_Paragraph | None", new))
        elif isinstance(either, _Table):
            yield self._table(cast("_Table | None", old), cast("_Table | None", new))
        elif isinstance(new, _Fixed):
            yield new

    def _table(self, old: _Table | None, new: _Table | None) -> _MergedTable:
        before = old.rows if old else ()
        after = new.rows if new else ()
        sizes = [size for size, _paragraph in (after or before)[0].cells]
        rows = [self._row(_at(before, i), _at(after, j), sizes) for i, j in _pairs(before, after)]
        either = new or old
        assert either
        return _MergedTable(either.head, rows)

    def _row(self, old: _Row | None, new: _Row | None, sizes: Sequence[str]) -> _MergedRow:
        """A row; one that went is as wide as those that stay."""
        if old and new:
            around = zip(old.cells, new.cells, strict=True)
            cells = [(size, self._paragraph(was, now)) for (_s, was), (size, now) in around]
            return _MergedRow("kept", new.properties, cells)
        if new:
            cells = [(size, self._paragraph(None, now)) for size, now in new.cells]
            return _MergedRow("inserted", new.properties, cells)
        assert old
        cells = [(size, self._paragraph(was, None)) for size, was in old.cells]
        if len(sizes) == len(cells):
            cells = [(size, was) for size, (_s, was) in zip(sizes, cells, strict=True)]
        return _MergedRow("deleted", old.properties, cells)

    def _paragraph(self, old: _Paragraph | None, new: _Paragraph | None) -> _Merged:
        if new is None:
            assert old
            return _Merged(old.properties, _all("deleted", old), {}, "deleted")
        if old is None:
            return _Merged(new.properties, _all("inserted", new), new.bookmarks, "inserted")
        for one, other in zip(_lists(old), _lists(new), strict=False):
            self._lists.setdefault(one, other)
        return _Merged(new.properties, _merged(old.tokens, new.tokens), new.bookmarks)

    # As XML

    def _xml(self, block: _MergedBlock) -> str:
        if isinstance(block, _Fixed):
            return block.xml
        if isinstance(block, _MergedTable):
            return f"{block.head}{''.join(map(self._row_xml, block.rows))}</w:tbl>"
        return f"<w:p>{self._properties(block)}{self._content(block)}</w:p>"

    def _row_xml(self, row: _MergedRow) -> str:
        properties = row.properties
        if row.state != "kept":
            mark = f"<w:{_TAG[row.state]} {self._stamp()}/></w:trPr>"
            properties = properties.removesuffix("</w:trPr>") + mark
        cells = "".join(f"<w:tc>{size}{self._xml(cell)}</w:tc>" for size, cell in row.cells)
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _properties(self, merged: _Merged) -> str:
        inside = self._inside(merged.properties)
        if merged.end != "kept":
            inside += f"<w:rPr><w:{_TAG[merged.end]} {self._stamp()}/></w:rPr>"
        if merged.former is not None and merged.former != merged.properties:
            former = f"<w:pPr>{self._inside(merged.former)}</w:pPr>"
            inside += f"<w:pPrChange {self._stamp()}>{former}</w:pPrChange>"
        return f"<w:pPr>{inside}</w:pPr>" if inside else ""

    def _inside(self, properties: str) -> str:
        """What is in a w:pPr, with the lists as they are now."""
        inside = properties.removeprefix("<w:pPr>").removesuffix("</w:pPr>")
        return _LIST.sub(self._list, inside)

    def _list(self, instance: re.Match[str]) -> str:
        return f'<w:numId w:val="{self._lists.get(instance[1], instance[1])}"/>'

    def _content(self, merged: _Merged) -> str:
        """The pieces in their links, with the ends of bookmarks between them."""
        starts, ends = _reach(merged)
        out: list[str] = []
        link = ""
        stretch: list[_Piece] = []
        for at, piece in enumerate(merged.pieces):
            around = piece.token.link
            ended, started = ends.get(at - 1, []), starts.get(at, [])
            changed = stretch and piece.state != stretch[-1].state
            if around != link or ended or started or changed:
                out.append(self._stretch(stretch))
                stretch = []
            if link and around != link:
                out.append("</w:hyperlink>")
            out += [f'<w:bookmarkEnd w:id="{id}"/>' for id, _name in ended]
            out += [f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>' for id, name in started]
            if around and around != link:
                out.append(around)
            link = around
            stretch.append(piece)
        out.append(self._stretch(stretch))
        if link:
            out.append("</w:hyperlink>")
        last = ends.get(len(merged.pieces) - 1, [])
        out += [f'<w:bookmarkEnd w:id="{id}"/>' for id, _name in last]
        return "".join(out)

    def _stretch(self, pieces: Sequence[_Piece]) -> str:
        """Pieces of one state."""
        state: State = pieces[0].state if pieces else "kept"
        dressed = groupby(pieces, lambda piece: (piece.token.dress, piece.token.kind == "number"))
        runs = "".join(
            "".join(_computed(piece) for piece in run)
            if number
            else f"<w:r>{dress}{self._characters(list(run))}</w:r>"
            for (dress, number), run in dressed
        )
        tag = _TAG.get(state)
        return f"<w:{tag} {self._stamp()}>{runs}</w:{tag}>" if tag else runs

    def _characters(self, pieces: Sequence[_Piece]) -> str:
        """The content of a run."""
        out = []
        for is_text, some in groupby(pieces, lambda piece: piece.token.kind == "text"):
            if is_text:
                out.append(_text(some))
            else:
                out += [self._sign(piece) for piece in some]
        return "".join(out)

    def _sign(self, piece: _Piece) -> str:
        if piece.token.kind != "note":
            return piece.token.xml
        self._noted.append(piece.notes)
        id = self._after.writing.style.first_note - 1 + len(self._noted)
        return f'<w:footnoteReference w:id="{id}"/>'


_TAG: Final[Mapping[State, str]] = {"inserted": "ins", "deleted": "del"}


def _text(pieces: Iterator[_Piece]) -> str:
    found = list(pieces)
    tag = "w:delText" if found[0].state == "deleted" else "w:t"
    words = "".join(piece.token.value for piece in found)
    return f'<{tag} xml:space="preserve">{words}</{tag}>'


def _computed(piece: _Piece) -> str:
    """The number of a note; one that went is not computed any more."""
    if piece.state != "deleted":
        return piece.token.xml
    return f'<w:r><w:delText xml:space="preserve">{piece.token.value}</w:delText></w:r>'


def _pairs(
    old: Sequence[_Block] | Sequence[_Row], new: Sequence[_Block] | Sequence[_Row]
) -> list[Pair]:
    return aligned([one.line for one in old], [one.line for one in new])


_One = TypeVar("_One")


def _at(some: Sequence[_One], place: int | None) -> _One | None:
    return None if place is None else some[place]


def _lists(paragraph: _Paragraph) -> list[str]:
    """The numbering instance, if it has one."""
    return _LIST.findall(paragraph.properties)


def _all(state: State, paragraph: _Paragraph) -> list[_Piece]:
    """The pieces of a paragraph that is of one state."""
    which = 0 if state == "deleted" else 1
    return [
        _Piece(state, token, (token.note, None) if which == 0 else (None, token.note))
        for token in paragraph.tokens
    ]


def _merged(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Piece]:
    """The tokens of both, those that are in both once, as they are now."""
    pieces: list[_Piece] = []
    was, now = [token.seen for token in old], [token.seen for token in new]
    weights = dict(zip(was, map(_says, old), strict=True))
    weights.update(zip(now, map(_says, new), strict=True))
    for state, before, after in changes(was, now, weights.__getitem__):
        if state == "deleted":
            pieces += [_Piece(state, token, (token.note, None)) for token in old[before]]
        elif state == "inserted":
            pieces += [_Piece(state, token, (None, token.note)) for token in new[after]]
        else:
            both = zip(old[before], new[after], strict=True)
            pieces += [_Piece(state, token, (one.note, token.note)) for one, token in both]
    return pieces


def _reach(
    merged: _Merged,
) -> tuple[dict[int, list[tuple[str, str]]], dict[int, list[tuple[str, str]]]]:
    """Place of a piece → the bookmarks (id, name) that begin before it; and that end after it.

    What went beside the text of a field is still in its bookmark, but not in one that numbers
    refer to.
    """
    starts: dict[int, list[tuple[str, str]]] = {}
    ends: dict[int, list[tuple[str, str]]] = {}
    pieces = merged.pieces
    for name, id in merged.bookmarks.items():
        marked = [at for at, piece in enumerate(pieces) if name in piece.token.bookmarks]
        stays = [at for at in marked if pieces[at].state != "deleted"]
        if stays:
            gone = set() if name.startswith("_") else set(marked).difference(stays)
            first, last = stays[0], stays[-1]
            while first - 1 in gone:
                first -= 1
            while last + 1 in gone:
                last += 1
            starts.setdefault(first, []).append((id, name))
            ends.setdefault(last, []).append((id, name))
    return starts, ends


# ── Ends of paragraphs ────────────────────────────────────────────────────────
#
# A paragraph whose end was deleted is joined with the next one, and one whose end was inserted
# was split from it. Before a table and at the end of the document there is no next one. There the
# change is of the end before: of the last paragraph that stays.


def _settled(blocks: list[_MergedBlock]) -> list[_MergedBlock]:
    """The blocks with ends that every reader of the file can join."""
    out: list[_MergedBlock] = []
    stays = max((at for at, block in enumerate(blocks) if _state(block) == "kept"), default=-1)
    for at, block in enumerate(blocks):
        out.append(block)
        if isinstance(block, _Merged) and block.end != "kept":
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            before_table = at < stays and isinstance(after, _MergedTable)
            if after is None or before_table:
                _settle(out, block)
    return out


def _settle(blocks: list[_MergedBlock], last: _Merged) -> None:
    """Let the last of the blocks keep its end."""
    start = len(blocks)
    while start and _state(blocks[start - 1]) != "kept":
        start -= 1
    loose = blocks[start:]
    tables = [at for at, one in enumerate(loose) if isinstance(one, _MergedTable)]
    after_tables = cast("list[_Merged]", loose[tables[-1] + 1 if tables else 0 :])
    gone = [one for one in after_tables if one.end == "deleted"]
    before = blocks[start - 1] if start else None
    if gone and last.end == "inserted":  # the last that went and the last that came are one
        blocks.remove(gone[-1])
        last.pieces[:0] = gone[-1].pieces
        last.former = gone[-1].properties
        last.end = "kept"
    elif isinstance(before, _Merged):
        if last.end == "deleted":
            last.properties, last.former = before.properties, last.properties
        else:
            last.former = before.properties if before.former is None else before.former
        before.end, last.end = last.end, "kept"


def _state(block: _MergedBlock) -> State:
    """What became of the whole block."""
    if isinstance(block, _Merged):
        return block.end
    if isinstance(block, _Fixed) or len(states := {row.state for row in block.rows}) > 1:
        return "kept"
    return states.pop()
