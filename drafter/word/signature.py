"""The closing of a letter and who signs: below one another, or in columns.

Columns are a table without lines that is read across, row by row, by the eye and by a screen
reader alike. At the end of a page no signatory is cut in two, the closing does not stand apart
from who signs, and no single row goes over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from drafter.document import Inlines, Run, Signature
from drafter.word.inlines import Writing, inlines

_WHOLE = 8  # rows that are never divided between two pages: half a page or so
_GAP = 240  # between columns, in twips

_BREAK: Final = "<w:r><w:br/></w:r>"


def signature(block: Signature, writing: Writing, *, leads: bool) -> str:
    """The block as paragraphs; `leads` if it must not stand on a page without what follows."""
    rows = [
        block.signatories[at : at + block.columns]
        for at in range(0, len(block.signatories), block.columns)
    ]
    written = [
        [_signatory(lines, writing, loose=_loose(at, len(rows), leads)) for lines in row]
        for at, row in enumerate(rows)
    ]
    closing = _closing(block.closing, writing) if block.closing else ""
    if block.columns == 1 or not rows:
        return closing + "".join(cell for row in written for cell in row)
    return closing + side_by_side(written, block.columns, writing.page.column)


def _loose(at: int, rows: int, leads: bool) -> bool:
    """Whether a page may end below this row; if there are many, with two at least on each."""
    if at == rows - 1:
        return not leads
    return rows > _WHOLE and 0 < at < rows - 2


def _closing(content: Inlines, writing: Writing) -> str:
    style = writing.style.looks["closing"].id
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_line(content, writing)}</w:p>'


def _signatory(lines: Sequence[Inlines], writing: Writing, *, loose: bool) -> str:
    """One signatory; the style itself keeps it with the next."""
    name, *others = lines
    bold = tuple(part._replace(bold=True) if isinstance(part, Run) else part for part in name)
    content = _BREAK.join(_line(line, writing) for line in (bold, *others))
    keep = '<w:keepNext w:val="0"/>' if loose else ""
    style = writing.style.looks["signature"].id
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{content}</w:p>'


def _line(line: Inlines, writing: Writing) -> str:
    if writing.bookmarks:
        writing.bookmarks.apart()
    return inlines(line, writing)


def side_by_side(rows: Sequence[Sequence[str]], columns: int, width: int) -> str:
    """The w:tbl: no style and no lines, the text of the first column at the edge of the page's."""
    each = width // columns
    grid = f'<w:gridCol w:w="{each}"/>' * columns
    margins = f'<w:left w:w="0" w:type="dxa"/><w:right w:w="{_GAP}" w:type="dxa"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{each * columns}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(row, columns, each) for row in rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], columns: int, width: int) -> str:
    """A row that stays whole; the last may have fewer cells than there are columns."""
    missing = columns - len(cells)
    after = f'<w:gridAfter w:val="{missing}"/>' if missing else ""
    after += f'<w:wAfter w:w="{missing * width}" w:type="dxa"/>' if missing else ""
    properties = f"<w:trPr>{after}<w:cantSplit/></w:trPr>"
    size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tr>{properties}{''.join(f'<w:tc>{size}{cell}</w:tc>' for cell in cells)}</w:tr>"
