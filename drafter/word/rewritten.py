"""A text that came back, written again as drafter writes it: what a redline is since.

Only the text, its looks, its styles, lists and tables are taken over, and nothing of the file
itself: what somebody did to page, styles or properties there stays there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final
from urllib.parse import unquote

from drafter.document import Inline, Inlines, Link, Note, Run, runs_in
from drafter.document import Table as TableBlock
from drafter.received import Baseline, Paragraph, Piece, Received
from drafter.word import parts
from drafter.word.bookmarks import Bookmarks
from drafter.word.inlines import Writing, inlines, styled
from drafter.word.names import NAMES
from drafter.word.signature import side_by_side
from drafter.word.table import table
from drafter.word.tokens import LIST, Row, Table, Version, role
from drafter.word.tokens import Paragraph as Written


def rewritten(received: Received, after: Version) -> Version:
    """The text as it stands, of a file without changes, in the shape of the version after it."""
    return _Rewriting(received, after).version()


class _Rewriting:
    """Writes the paragraphs of a received file."""

    def __init__(self, received: Received, after: Version) -> None:
        self._received = received
        self._fields = _fields(received.baseline)
        self._writing = writing = Writing(
            after.writing.style,
            after.writing.page,
            after.writing.language,
            {},
            frozenset(),
            Bookmarks(self._fields.values()) if after.writing.bookmarks else None,
            {},
        )
        writing.links = after.writing.links
        writing.lists = list(after.writing.lists)
        self._inside = writing.for_notes()
        self._inside.links = after.inside.links
        self._shapes = {role(p.properties): p.properties for p in _paragraphs(after)}
        self._keys = dict(_keys(received, [note for note, _owner in after.writing.notes]))
        self._lists: dict[tuple[str, str], str] = {}  # of the file, with its kind → ours

    def version(self) -> Version:
        """All of it."""
        paragraphs = without_contents(self._received.paragraphs)
        text = "".join(
            self._table(list(some)) if number is not None else "".join(map(self._paragraph, some))
            for number, some in groupby(paragraphs, lambda p: p.cell and p.cell.table)
        )
        notes = [parts.footnote(note, owner, self._inside) for note, owner in self._writing.notes]
        return Version(self._writing, self._inside, text, notes)

    # ── Paragraphs ────────────────────────────────────────────────────────────

    def _paragraph(self, paragraph: Paragraph) -> str:
        kind = _kind(paragraph)
        label = ""
        content = self._content([paragraph])
        if self._writing.bookmarks:
            self._writing.bookmarks.apart()
        if kind == "details":  # the label has a look that is not tracked
            word, tab, _rest = paragraph.text.partition("\t")
            if tab:
                label = f"{styled(word, 'details-label', self._writing)}<w:r><w:tab/></w:r>"
                content = self._content([paragraph], len(word) + 1)
        return f"<w:p>{self._properties(paragraph, kind)}{label}{self._text(content)}</w:p>"

    def _text(self, content: Inlines) -> str:
        return inlines(content, self._writing) if content else ""

    def _properties(self, paragraph: Paragraph, kind: str) -> str:
        """Those of a paragraph of its kind in the new version; else its style and its list."""
        style = (
            f'<w:pStyle w:val="{self._writing.style.looks[kind].id}"/>' if kind != "body" else ""
        )
        level = None if kind == "heading-numbered" else paragraph.level
        if level is None:
            shape = self._shapes.get(style)
            return shape or (f"<w:pPr>{style}</w:pPr>" if style else "")
        level = min(level, 2)
        numbered = f'{style}<w:ilvl w:val="{level}"/>'
        shape = self._shapes.get(numbered, "")
        instance = self._list(paragraph.list, kind, level, shape)
        if shape:
            return LIST.sub(instance, shape)
        return f'<w:pPr>{style}<w:numPr><w:ilvl w:val="{level}"/>{instance}</w:numPr></w:pPr>'

    def _list(self, name: str, kind: str, level: int, shape: str) -> str:
        """The numbering instance for a list of the file; one like that of the new version."""
        like = LIST.search(shape)
        own = next((one for one in self._writing.lists if like and f'"{like[1]}"' in one), "")
        ordered = kind.startswith("ordered") or kind in ("ask-heading", "question")
        found = re.search('<w:abstractNumId w:val="([^"]*)"', own)
        definition = found[1] if found else self._writing.style.lists[ordered]
        if (name, definition) not in self._lists:
            number = self._writing.style.first_list + len(self._writing.lists)
            start = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
            self._writing.lists.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{start}</w:num>'
            )
            self._lists[name, definition] = f'<w:numId w:val="{number}"/>'
        return self._lists[name, definition]

    # ── Tables ────────────────────────────────────────────────────────────────

    def _table(self, paragraphs: Sequence[Paragraph]) -> str:
        """A table of lines, or the columns of signatories; paragraphs of a cell are lines of it."""
        rows = [
            [list(cell) for _column, cell in groupby(row, lambda p: p.cell and p.cell.column)]
            for _row, row in groupby(paragraphs, lambda p: p.cell and p.cell.row)
        ]
        columns = max(map(len, rows))
        if any(p.style.casefold() in _IN_TABLES for p in paragraphs):
            cells = [tuple(map(self._content, row)) for row in rows]
            header, *others = [row + ((),) * (columns - len(row)) for row in cells]
            return table(TableBlock(header, tuple(others)), self._writing, 0)
        written = [[self._joined(cell) for cell in row] for row in rows]
        return side_by_side(written, columns, self._writing.page.column)

    def _joined(self, cell: Sequence[Paragraph]) -> str:
        kind = _kind(cell[0])
        return f"<w:p>{self._properties(cell[0], kind)}{self._text(self._content(cell))}</w:p>"

    # ── Text ──────────────────────────────────────────────────────────────────

    def _content(self, paragraphs: Iterable[Paragraph], start: int = 0) -> Inlines:
        """The text of paragraphs as lines of one, from an offset in the first."""
        out: list[Inline] = []
        for number, paragraph in enumerate(paragraphs):
            if number:
                out.append(Run("\n"))
            if _kind(paragraph).startswith("heading"):  # LibreOffice says of some that it is bold
                plain = [piece._replace(bold=False) for piece in paragraph.pieces]
                paragraph = paragraph._replace(pieces=tuple(plain))
            out += self._inlines(paragraph, 0 if number else start)
        return tuple(out)

    def _inlines(self, paragraph: Paragraph, start: int) -> Iterator[Inline]:
        for link, group in groupby(self._runs(paragraph, start), lambda one: one[0]):
            found = [inline for _link, inline in group]
            runs = tuple([one for one in found if isinstance(one, Run)])
            address = self._address(link)
            if _SAFE.fullmatch(address) and len(runs) == len(found):
                yield Link(address, runs)
            else:
                yield from found

    def _runs(self, paragraph: Paragraph, start: int) -> Iterator[tuple[str, Run | Note]]:
        """The pieces with their links, cut where fields begin and end."""
        text, at = paragraph.text, 0
        for piece in paragraph.pieces:
            end = at + len(piece.text)
            bounds = {c for field in paragraph.fields for c in field[1:] if at < c < end}
            cuts = sorted({max(at, start), max(end, start), *(c for c in bounds if c > start)})
            for since, until in pairwise(cuts):
                field = self._field(paragraph, since)
                yield piece.link, _run(piece, text[since:until], field)
            if piece.note and at >= start:
                yield "", self._note(piece.note)
            at = end

    def _field(self, paragraph: Paragraph, at: int) -> str | None:
        """The field whose bookmark is around this place: the one that begins last."""
        around = [f for f in paragraph.fields if f.start <= at < f.end]
        names = (f.name for f in sorted(around, key=lambda f: -f.start))
        return next((self._fields[name] for name in names if name in self._fields), None)

    def _note(self, id: str) -> Note:
        # LibreOffice ends a note that came by way of .odt with an empty paragraph.
        content = self._content([p for p in self._received.notes.get(id, ()) if p.text.strip()])
        return Note(self._keys.get(id, f"received-{id}"), _without_notes(content))

    def _address(self, link: str) -> str:
        """An address as the new version has it, if that is the same.

        LibreOffice adds a slash after a host, and writes some signs in another way.
        """
        plain = _plain(link)
        known = (*self._writing.links, *self._inside.links)
        return next((one for one in known if _plain(one) == plain), link)


def without_contents(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs but for a table of contents, in which no changes are tracked."""
    return [paragraph for paragraph in paragraphs if not _CONTENTS.match(paragraph.style)]


_CONTENTS: Final = re.compile(r"(?:toc|contents) (?:\d|heading)", re.IGNORECASE)

_OF_SIGNS: Final = ("table", "details-label", "footnote-reference", "hyperlink", "prompt")
_ROLES: Final = {name.casefold(): kind for kind, name in NAMES.items() if kind not in _OF_SIGNS}
_IN_TABLES: Final = frozenset(NAMES[kind].casefold() for kind in ("table-header", "table-text"))


def _kind(paragraph: Paragraph) -> str:
    """What the tree calls such a paragraph; of a style that drafter does not know, running text."""
    return _ROLES.get(paragraph.style.casefold(), "body")


_SAFE: Final = re.compile(r"""(?:https?://|mailto:)[^\s<>"{}|\\^`]+""")  # else it is text alone


def _plain(address: str) -> str:
    return unquote(address).rstrip("/")


def _fields(baseline: Baseline | None) -> Mapping[str, str]:
    """Bookmark → field."""
    fields = baseline.fields if baseline else ()
    return {bookmark: field.id for field in fields for bookmark in field.bookmarks}


def _paragraphs(version: Version) -> Iterator[Written]:
    """The paragraphs of a version, the first of a kind last, which is then the one that counts."""
    for block in reversed(version.blocks):
        if isinstance(block, Written):
            yield block
        elif isinstance(block, Table):
            rows: Sequence[Row] = block.rows
            yield from (paragraph for row in reversed(rows) for _size, paragraph in row.cells)


def _run(piece: Piece, text: str, field: str | None) -> Run:
    return Run(text, piece.bold, piece.italic, language=piece.language or None, field=field)


def _without_notes(content: Inlines) -> tuple[Run | Link, ...]:
    return tuple([one for one in content if isinstance(one, Run | Link)])


# ── Notes ─────────────────────────────────────────────────────────────────────

_LIKE: Final = 0.5  # of the words of two notes that are held for one


def _keys(received: Received, notes: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """Id of a note in the file → key of the note in the new version that it is most like."""
    texts = {
        id: _words(" ".join([paragraph.text for paragraph in note]))
        for id, note in received.notes.items()
    }
    fits = sorted(
        (
            (-_likeness(words, _words(_text_of(note))), old, at)
            for old, words in enumerate(texts.values())
            for at, note in enumerate(notes)
        ),
    )
    ids, taken, given = list(texts), set[int](), set[int]()
    for fit, old, at in fits:
        if -fit >= _LIKE and old not in given and at not in taken:
            given.add(old)
            taken.add(at)
            yield ids[old], notes[at].key


def _words(text: str) -> Counter[str]:
    return Counter(text.split())


def _text_of(note: Note) -> str:
    return "".join(run.text for run in runs_in(note.content))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    count = one.total() + other.total()
    return 2 * (one & other).total() / count if count else 1.0
