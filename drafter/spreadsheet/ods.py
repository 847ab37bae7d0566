"""The format of LibreOffice: OpenDocument 1.3, part 3, chapters 9 and 19."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from drafter.spreadsheet.package import Attributes, Package
from drafter.spreadsheet.table import Cell, Locked, Table, TooLarge, chosen

_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_CELLS = ("table-cell", "covered-table-cell")
_SIGNS = {"tab": "\t", "line-break": "\n"}
_TEXTS = ("p", "h", "span", "a", "s", *_SIGNS)  # the elements that a cell's own text is in
_WIDEST = 16_384  # columns


def read(package: Package) -> Table:
    """The sheet that counts. Raises `Refused`."""
    manifest = _Manifest()
    package.parse("META-INF/manifest.xml", manifest.start)
    names = _Names()
    package.parse("content.xml", names.start)
    sheet = _Sheet(Table(chosen(names.sheets, names.hidden)))
    package.parse("content.xml", sheet.start, sheet.end, sheet.text)
    return sheet.table


class _Manifest:
    """Tells of a password (part 2, section 4.8)."""

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "encryption-data":
            raise Locked


@dataclass
class _Names:
    """The sheets, and which of them are hidden: that is said by a style."""

    sheets: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    style: str = ""
    hiding: set[str] = field(default_factory=set)  # styles

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self.style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hiding.add(self.style)
        elif name == "table":
            self.sheets.append(attributes["name"])
            if attributes.get("style-name") in self.hiding:
                self.hidden.add(attributes["name"])


@dataclass
class _Sheet:
    """Fills a table with the cells of a sheet."""

    table: Table
    counts: bool = False  # within the sheet
    row: int = 1
    rows: int = 1  # how often this row stands here
    cells: dict[int, Cell] = field(default_factory=dict)
    column: int = 1
    cell: Attributes | None = None
    pieces: list[str] = field(default_factory=list)
    foreign: int = 0  # how deep in something else within a cell: a remark, a picture

    def start(self, name: str, attributes: Attributes) -> None:
        if self.foreign or (self.cell is not None and name not in _TEXTS):
            self.foreign += 1
        elif name == "table":
            self.counts = attributes["name"] == self.table.name
        elif self.counts:
            self._start(name, attributes)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "table-row":
            self.rows = int(attributes.get("number-rows-repeated", "1"))
            self.cells, self.column = {}, 1
        elif name in _CELLS:
            self.cell, self.pieces = attributes, []
        elif name in ("p", "h"):
            self.pieces.append("\n")
        elif name == "s":
            self.text(" " * min(int(attributes.get("c", "1")), _WIDEST))
        elif name in _SIGNS:
            self.text(_SIGNS[name])

    def end(self, name: str) -> None:
        if self.foreign:
            self.foreign -= 1
        elif self.counts and name in _CELLS:
            self._end_cell()
        elif self.counts and name == "table-row":
            self.table.put(self.row, self.cells, self.rows)
            self.row += self.rows

    def text(self, text: str) -> None:
        if self.pieces and not self.foreign:
            self.pieces.append(text)

    def _end_cell(self) -> None:
        attributes = self.cell or {}
        times = int(attributes.get("number-columns-repeated", "1"))
        if (cell := _filled(attributes, "".join(self.pieces))) is not None:
            if times > _WIDEST:
                raise TooLarge
            self.cells.update((self.column + n, cell) for n in range(times))
        spans = (attributes.get(f"number-{of}-spanned", "1") for of in ("rows", "columns"))
        if any(span != "1" for span in spans):
            self.table.merged.append((self.row, self.column))
        self.column += times
        self.cell, self.pieces = None, []


def _filled(attributes: Attributes, text: str) -> Cell | None:
    """What is in a cell (19.385); None when there is nothing."""
    kind = attributes.get("value-type", "")
    if kind == "date":
        value = attributes["date-value"]
        return Cell.of_moment(datetime.datetime.fromisoformat(value).replace(microsecond=0))
    if kind == "time" and (found := _DURATION.fullmatch(attributes["time-value"])):
        hours, minutes, seconds = map(int, found.groups())
        return Cell.of_time(hours * 3600 + minutes * 60 + seconds)
    if kind == "boolean":
        return Cell.of_truth(attributes["boolean-value"] == "true")
    if kind == "float":
        return Cell.of_number(float(attributes["value"]))
    if kind in ("percentage", "currency", "time"):
        return Cell("amount", text.strip())
    if kind == "error":
        return Cell("error", text.strip())
    if not kind and "formula" in attributes:
        return Cell("unknown", "")
    return Cell.of_text(text)
