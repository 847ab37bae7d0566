"""Two documents → one .docx that shows what changed between them as tracked changes.

The old one may be a tree, or the text of a file that came back. Both are written as always, and
what differs in the paragraphs that come out is marked. So the file with all changes accepted has
the paragraphs of the new document, and with all of them rejected the texts of the old one,
whatever a node is or becomes in Word.

Headers, footers and properties are those of the new document. So is the table of contents, which
Word makes anew of the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Final, NamedTuple, TypeAlias, TypeVar, cast

from drafter.document import Document
from drafter.received import Received
from drafter.redline import Pair, State, aligned, changes
from drafter.threads import Thread
from drafter.word import parts
from drafter.word.comments import Anchors, with_comments
from drafter.word.rewritten import rewritten
from drafter.word.style import HouseStyle
from drafter.word.tokens import LIST, Block, Fixed, Paragraph, Row, Table, Token, Version, says
from drafter.word.write import begin, body, packed
from drafter.word.xml import quote


def redline(
    old: Document | Received,
    new: Document,
    style: HouseStyle,
    author: str,
    moment: datetime,
    threads: Sequence[Thread] = (),
) -> bytes:
    """The new document as a .docx in which every change since the old one is tracked.

    The changes are `author`'s, made at `moment` by the clock on the wall; `threads` are comments
    to keep in it. A received file must be as it stands, without changes of its own. Raises
    DrafterError like `write`.
    """
    after = _written(new, style)
    if isinstance(old, Received):
        before = rewritten(old, after)
    else:
        before = _written(old._replace(draft=new.draft), style, after)
    stamp = _Stamp(author, moment)
    merging = _Merging(before, after, stamp, Anchors(threads, after.printed))
    text = merging.body()
    new = new._replace(baseline=new.baseline._replace(tracked=(author, stamp.date)))
    after.writing.page = with_comments(after.writing.page, threads)
    used = frozenset(LIST.findall(text))
    after.writing.lists[:] = [one for one in before.writing.lists if _number(one) in used]
    return packed(new, after.writing, text, parts.notes(merging.notes(), after.inside))


def _number(instance: str) -> str:
    """The id of a numbering instance."""
    return instance.split('"', 2)[1]


# ── The two documents ─────────────────────────────────────────────────────────


def _written(document: Document, style: HouseStyle, first: Version | None = None) -> Version:
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
    return Version(writing, inside, text, notes)


# ── Merged ────────────────────────────────────────────────────────────────────


class _Piece(NamedTuple):
    """A token and what became of it."""

    state: State
    token: Token
    notes: tuple[int | None, int | None] = (None, None)  # its note, old and new, if it is a sign


@dataclass(eq=False)
class _Merged:
    """A paragraph with what came and went in it."""

    properties: str
    pieces: list[_Piece]
    bookmarks: Mapping[str, str]
    end: State = "kept"  # what became of its end, which joins it with the next if it is not there
    former: str | None = None  # the properties it had
    number: int | None = None  # of the line that the new document prints here


class _MergedRow(NamedTuple):
    state: State
    properties: str
    cells: list[tuple[str, _Merged]]


class _MergedTable(NamedTuple):
    head: str
    rows: list[_MergedRow]


_MergedBlock: TypeAlias = _Merged | _MergedTable | Fixed


class _Stamp:
    """Author and moment of the changes, which are numbered."""

    def __init__(self, author: str, moment: datetime) -> None:
        # Word writes the time on the wall, and a Z that means nothing.
        self.date = f"{moment:%Y-%m-%dT%H:%M:%S}Z"
        self._attributes = f'w:author="{quote(author)}" w:date="{self.date}"'
        self._last = 200_000  # bookmarks have lower numbers

    def __call__(self) -> str:
        """The attributes of one more change."""
        self._last += 1
        return f'w:id="{self._last}" {self._attributes}'


class _Merging:
    """Makes the one text of two."""

    def __init__(self, before: Version, after: Version, stamp: _Stamp, anchors: Anchors) -> None:
        self._before = before
        self._after = after
        self._stamp = stamp
        self._anchors = anchors
        self._noted: list[tuple[int | None, int | None]] = []  # notes in the order of the text
        self._lists: dict[str, str] = {}  # numbering instance, old → new

    def body(self) -> str:
        """The paragraphs and tables."""
        old, new = self._before.blocks, self._after.blocks
        blocks = _settled(
            [block for i, j in _pairs(old, new) for block in self._block(_at(old, i), _at(new, j))]
        )
        _kept_apart(blocks)
        return "".join(map(self._xml, blocks))

    def notes(self) -> list[str]:
        """The texts of the footnotes, once the body was made."""
        old, new = self._before.notes, self._after.notes
        merged = [self._paragraph(_at(old, i), _at(new, j)) for i, j in self._noted]
        return [self._content(one) for one in merged]

    # What became of it

    def _block(self, old: Block | None, new: Block | None) -> Iterator[_MergedBlock]:
        """What is to be written of a block; old and new are of one kind, as their roles are."""
        either = new or old
        if isinstance(either, Paragraph):
            yield self._paragraph(cast("Paragraph | None", old), cast("Paragraph | None", new))
        elif isinstance(either, Table):
            yield self._table(cast("Table | None", old), cast("Table | None", new))
        elif isinstance(new, Fixed):
            yield new

    def _table(self, old: Table | None, new: Table | None) -> _MergedTable:
        before = old.rows if old else ()
        after = new.rows if new else ()
        sizes = [size for size, _paragraph in (after or before)[0].cells]
        rows = [self._row(_at(before, i), _at(after, j), sizes) for i, j in _pairs(before, after)]
        either = new or old
        assert either
        return _MergedTable(either.head, rows)

    def _row(self, old: Row | None, new: Row | None, sizes: Sequence[str]) -> _MergedRow:
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

    def _paragraph(self, old: Paragraph | None, new: Paragraph | None) -> _Merged:
        if new is None:
            assert old
            return _Merged(old.properties, _all("deleted", old), {}, "deleted")
        if old is None:
            came = _all("inserted", new)
            return _Merged(new.properties, came, new.bookmarks, "inserted", None, new.number)
        for one, other in zip(_lists(old), _lists(new), strict=False):
            self._lists.setdefault(one, other)
        pieces = _merged(old.tokens, new.tokens)
        return _Merged(new.properties, pieces, new.bookmarks, number=new.number)

    # As XML

    def _xml(self, block: _MergedBlock) -> str:
        if isinstance(block, Fixed):
            return block.xml
        if isinstance(block, _MergedTable):
            return f"{block.head}{''.join(map(self._row_xml, block.rows))}</w:tbl>"
        return f"<w:p>{self._properties(block)}{self._content(block)}{self._end(block)}</w:p>"

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

    def _end(self, merged: _Merged) -> str:
        """An empty change: after a footnote LibreOffice forgets that the end is one without it."""
        if merged.end == "kept" or not any(one.token.kind == "note" for one in merged.pieces):
            return ""
        text = "<w:delText/>" if merged.end == "deleted" else "<w:t/>"
        tag = _TAG[merged.end]
        return f"<w:{tag} {self._stamp()}><w:r>{text}</w:r></w:{tag}>"

    def _inside(self, properties: str) -> str:
        """What is in a w:pPr, with the lists as they are now."""
        inside = properties.removeprefix("<w:pPr>").removesuffix("</w:pPr>")
        return LIST.sub(self._list, inside)

    def _list(self, instance: re.Match[str]) -> str:
        return f'<w:numId w:val="{self._lists.get(instance[1], instance[1])}"/>'

    def _content(self, merged: _Merged) -> str:
        """The pieces in their links, with the ends of bookmarks and comments between them."""
        starts, ends = _reach(merged)
        lengths, linked = _lengths(merged.pieces), _linked(merged.pieces)
        marks = self._anchors.marks(merged.number, lengths, linked)
        out: list[str] = []
        link = ""
        stretch: list[_Piece] = []
        for at, piece in enumerate(merged.pieces):
            around = piece.token.link
            ended, started = ends.get(at - 1, []), starts.get(at, [])
            changed = stretch and piece.state != stretch[-1].state
            if around != link or ended or started or changed or at in marks:
                out.append(self._stretch(stretch))
                stretch = []
            if link and around != link:
                out.append("</w:hyperlink>")
            out += [f'<w:bookmarkEnd w:id="{id}"/>' for id, _name in ended]
            out.append(marks.get(at, ""))
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
        return "".join((*out, marks.get(len(merged.pieces), "")))

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
    """The number of a note; one that came or went is not computed any more.

    LibreOffice rejects the text of a computed number that came, but not the number itself.
    """
    if piece.state == "kept":
        return piece.token.xml
    return f"<w:r>{_text(iter([piece]))}</w:r>"


def _lengths(pieces: Sequence[_Piece]) -> list[int | None]:
    """How long each piece is in the new text; None for one that went."""
    return [None if one.state == "deleted" else one.token.length for one in pieces]


def _linked(pieces: Sequence[_Piece]) -> frozenset[int]:
    """The pieces before which a link goes on."""
    links = [one.token.link for one in pieces]
    return frozenset(at for at, link in enumerate(links) if at and link and link == links[at - 1])


def _pairs(
    old: Sequence[Block] | Sequence[Row], new: Sequence[Block] | Sequence[Row]
) -> list[Pair]:
    return aligned([one.line for one in old], [one.line for one in new])


_One = TypeVar("_One")


def _at(some: Sequence[_One], place: int | None) -> _One | None:
    return None if place is None else some[place]


def _lists(paragraph: Paragraph) -> list[str]:
    """The numbering instance, if it has one."""
    return LIST.findall(paragraph.properties)


def _all(state: State, paragraph: Paragraph) -> list[_Piece]:
    """The pieces of a paragraph that is of one state."""
    which = 0 if state == "deleted" else 1
    return [
        _Piece(state, token, (token.note, None) if which == 0 else (None, token.note))
        for token in paragraph.tokens
    ]


def _merged(old: Sequence[Token], new: Sequence[Token]) -> list[_Piece]:
    """The tokens of both, those that are in both once, as they are now."""
    pieces: list[_Piece] = []
    was, now = [token.seen for token in old], [token.seen for token in new]
    weights = dict(zip(was, map(says, old), strict=True))
    weights.update(zip(now, map(says, new), strict=True))
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


# LibreOffice takes two changes of one kind for one where only the end of a paragraph lies between
# them, and lets that end go with both. So before a paragraph that came, none ends with what came;
# and likewise for what went.


def _kept_apart(blocks: Sequence[_MergedBlock]) -> None:
    """Let no paragraph end with a change that LibreOffice would join with the next paragraph."""
    for block, after in pairwise(blocks):
        if isinstance(block, _Merged) and isinstance(after, _Merged) and block.end == "kept":
            pieces = block.pieces
            if after.end != "kept" and pieces and pieces[-1].state == after.end:
                block.pieces = _ending_otherwise(pieces)


def _ending_otherwise(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The same change, but with something else at its end."""
    state = pieces[-1].state
    start = len(pieces)
    while start and pieces[start - 1].state == state:
        start -= 1
    if not start:
        return list(pieces)
    before, change = list(pieces[:start]), list(pieces[start:])
    if before[-1].state == "kept":
        last = before.pop()
        if last.token.seen == change[-1].token.seen and last.token.kind == "text":
            # “brengen.[ Dat lukt.]” says the same as “brengen[. Dat lukt].”
            first, stays = (last, change[-1]) if state == "inserted" else (change[-1], last)
            moved = [first._replace(state=state), *change[:-1], stays._replace(state="kept")]
            return [*before, *moved]
        old, new = last.notes
        gone = _Piece("deleted", last.token, (old, None))
        came = _Piece("inserted", last.token, (None, new))
        first, second = (came, gone) if state == "inserted" else (gone, came)
        return [*before, first, *change, second]
    other: list[_Piece] = []
    while before and before[-1].state not in ("kept", state):
        other.insert(0, before.pop())
    return [*before, *change, *other]


def _state(block: _MergedBlock) -> State:
    """What became of the whole block."""
    if isinstance(block, _Merged):
        return block.end
    if isinstance(block, Fixed) or len(states := {row.state for row in block.rows}) > 1:
        return "kept"
    return states.pop()
