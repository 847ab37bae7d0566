"""Texts between commas, semicolons or tabs: RFC 4180, and what Excel makes of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from drafter.spreadsheet.table import BadRow, Cell, Table

_SIGNS = (";", ",", "\t")


def read(text: str, is_header: Callable[[str], bool]) -> Table:
    """The rows of a text; between its cells is the sign that gives most headers.

    A row is what a spreadsheet shows as one, however many lines it takes. Raises `BadRow`.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    headers = {sign: next(csv.reader([first], delimiter=sign), []) for sign in _SIGNS}
    sign = max(_SIGNS, key=lambda sign: sum(map(is_header, headers[sign])))
    table = Table("")
    for number, row in enumerate(_rows(text, sign), start=1):
        cells = ((column, Cell.of_text(text)) for column, text in enumerate(row, start=1))
        table.put(number, {column: cell for column, cell in cells if cell is not None})
    return table


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    number = 0
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for number, row in enumerate(rows, start=1):  # noqa: B007
            yield row
    except csv.Error as error:
        raise BadRow(number + 1) from error
