"""Tables: a header row that repeats, rows that stay whole, columns as wide as their text asks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from drafter.document import Inlines, Table, runs_in
from drafter.word.inlines import Writing, inlines

# A column weighs as much as its longest cell, in characters, between these bounds.
_NARROW, _WIDE = 8, 60

_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)


def table(block: Table, writing: Writing, indent: int) -> str:
    """The w:tbl, as wide as the text; `indent` in twips, for one in a list."""
    style = writing.style.looks["table"].id
    widths = _widths((block.header, *block.rows), writing.page.column - indent)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    shift = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""
    rows = [_row(block.header, widths, writing, "table-header", "<w:tblHeader/>")]
    rows += [_row(cells, widths, writing, "table-text", "") for cells in block.rows]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{shift}<w:tblLayout w:type="fixed"/>{_LOOK}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    cells: Sequence[Inlines], widths: Sequence[int], writing: Writing, role: str, header: str
) -> str:
    style = writing.style.looks[role].id
    written = "".join(
        _cell(content, width, style, writing) for content, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{written}</w:tr>"


def _cell(content: Inlines, width: int, style: str, writing: Writing) -> str:
    if writing.bookmarks:
        writing.bookmarks.apart()
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inlines(content, writing)}</w:p></w:tc>'
    )


def _widths(rows: Sequence[Sequence[Inlines]], width: int) -> list[int]:
    """The width of each column in twips, together exactly `width`."""
    longest = [max(map(_length, column)) for column in zip(*rows, strict=True)]
    weights = [max(_NARROW, min(_WIDE, length)) for length in longest]
    edges = [round(width * sum(weights[:at]) / sum(weights)) for at in range(len(weights) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _length(content: Inlines) -> int:
    return sum(len(run.text) for run in runs_in(content))
