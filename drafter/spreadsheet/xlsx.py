"""Excel's own format: ISO/IEC 29500-1, chapter 18 (SpreadsheetML)."""

from __future__ import annotations

import datetime
import posixpath
import re
from dataclasses import dataclass, field

from drafter.spreadsheet.package import Attributes, Package
from drafter.spreadsheet.table import Cell, Kind, Table, chosen

# What the formats show that a file names by number alone (18.8.30); the others show amounts.
_BUILT_IN: dict[int, Kind] = {
    **dict.fromkeys((0, 1, 3, 49), "number"),
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), "date"),
    **dict.fromkeys((*range(18, 22), *range(45, 48)), "time"),
    22: "moment",
}
_DIGITS = re.compile(r"general|@|[0#, _?;()\\-]+", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\.0+', re.IGNORECASE)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_POSITION = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_EPOCH, _EPOCH_OF_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
_END = 2_958_466  # days after the epoch: the year 10000
_DAY = 86_400  # seconds


def read(package: Package) -> Table:
    """The sheet that counts. Raises `Refused`."""
    book, styles, texts = _Book(), _Styles(), _Texts()
    package.parse("xl/workbook.xml", book.start)
    package.parse("xl/_rels/workbook.xml.rels", book.start_relation)
    parts = {name: book.parts[key] for name, key in book.sheets.items() if key in book.parts}
    name = chosen(parts, book.hidden)
    if "xl/sharedStrings.xml" in package.names:
        package.parse("xl/sharedStrings.xml", texts.start, texts.end, texts.text)
    if "xl/styles.xml" in package.names:
        package.parse("xl/styles.xml", styles.start, styles.end)
    sheet = _Sheet(Table(name), book.epoch, styles.kinds, texts.texts)
    package.parse(parts[name], sheet.start, sheet.end, sheet.text)
    return sheet.table


@dataclass
class _Book:
    """The names of the sheets, and the parts that they are in."""

    sheets: dict[str, str] = field(default_factory=dict)  # name → relation
    hidden: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)  # relation → part
    epoch: datetime.datetime = _EPOCH

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = _EPOCH_OF_1904
        elif name == "sheet":
            self.sheets[attributes["name"]] = attributes["id"]
            if attributes.get("state", "visible") != "visible":
                self.hidden.add(attributes["name"])

    def start_relation(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes["Type"].endswith("/worksheet"):
            part = posixpath.join("xl", attributes["Target"])
            self.parts[attributes["Id"]] = posixpath.normpath(part).lstrip("/")


@dataclass
class _Texts:
    """The texts that cells refer to by number; how they are pronounced is left out."""

    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    counts: bool = False
    phonetic: bool = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "rPh":
            self.phonetic = True
        self.counts = name == "t" and not self.phonetic

    def end(self, name: str) -> None:
        self.counts = False
        if name == "rPh":
            self.phonetic = False
        elif name == "si":
            self.texts.append("".join(self.pieces))
            self.pieces = []

    def text(self, text: str) -> None:
        if self.counts:
            self.pieces.append(text)


@dataclass
class _Styles:
    """What the styles of cells show of a number, in their order."""

    kinds: list[Kind] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    of_cells: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self.of_cells = True
        elif name == "xf" and self.of_cells:
            number = int(attributes.get("numFmtId", "0"))
            code = self.codes.get(number)
            self.kinds.append(_BUILT_IN.get(number, "amount") if code is None else _shown(code))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.of_cells = False


def _shown(code: str) -> Kind:
    """What a number format shows, by its section for positive numbers (18.8.31)."""
    if _DIGITS.fullmatch(code):
        return "number"
    letters = _NOT_CODE.sub("", code).partition(";")[0].casefold()
    has_time = any(sign in letters for sign in "hs")
    has_date = any(sign in letters for sign in "dy") or ("m" in letters and not has_time)
    if any(sign in letters for sign in "0#%") or not (has_time or has_date):
        return "amount"
    return "moment" if has_time and has_date else "time" if has_time else "date"


@dataclass
class _Sheet:
    """Fills a table with the cells of a sheet."""

    table: Table
    epoch: datetime.datetime
    kinds: list[Kind]
    texts: list[str]
    cells: dict[int, Cell] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    cell: Attributes = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    has_value: bool = False
    has_formula: bool = False
    counts: bool = False
    phonetic: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.counts = name == "v" or (name == "t" and not self.phonetic)
        if self.counts:
            self.has_value = True
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.cells, self.column = {}, 0
        elif name == "c":
            at = attributes.get("r")
            self.column = _position(at)[1] if at else self.column + 1
            self.cell, self.pieces = attributes, []
            self.has_value = self.has_formula = False
        elif name == "f":
            self.has_formula = True
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self.table.merged.append(_position(attributes["ref"].partition(":")[0]))

    def end(self, name: str) -> None:
        self.counts = False
        if name == "c" and (cell := self._filled()) is not None:
            self.cells[self.column] = cell
        elif name == "row":
            self.table.put(self.row, self.cells)
        elif name == "rPh":
            self.phonetic = False

    def text(self, text: str) -> None:
        if self.counts:
            self.pieces.append(text)

    def _filled(self) -> Cell | None:
        """The cell that ends here (18.18.11); None when there is nothing in it."""
        kind, value = self.cell.get("t", "n"), "".join(self.pieces)
        if not self.has_value:
            return Cell("unknown", "") if self.has_formula else None
        if kind == "s":
            return _of_text(self.texts[int(value)])
        if kind in ("str", "inlineStr"):
            return _of_text(value)
        if kind == "e":
            return Cell("error", value)
        if kind == "b":
            return Cell.of_truth(value in ("1", "true"))
        if kind == "d":
            return Cell.of_moment(datetime.datetime.fromisoformat(value))
        return self._number(float(value)) if value else None

    def _number(self, value: float) -> Cell:
        style = int(self.cell.get("s", "0"))
        kind = self.kinds[style] if style < len(self.kinds) else "number"
        if kind in ("number", "amount") or not 0 <= value < _END:
            return Cell.of_number(value, plain=kind == "number")
        seconds = round(value * _DAY)
        if kind == "time":
            return Cell.of_time(seconds)
        at = self.epoch + datetime.timedelta(seconds=seconds)
        return Cell("date", at.date().isoformat()) if kind == "date" else Cell.of_moment(at)


def _position(reference: str) -> tuple[int, int]:
    """Row and column of `C5`: (5, 3). Raises ValueError."""
    found = _POSITION.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _of_text(text: str) -> Cell | None:
    """A text, in which signs that XML cannot hold are spelt out (22.9.2.19)."""
    return Cell.of_text(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
