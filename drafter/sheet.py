"""The versions of a campaign from a spreadsheet: a row a version, a column a field.

A column has the name of a field of a letter, with a dot before what stands in a group:
`occasion.date`. What comes out is what the same fields in YAML would give, but every value knows
its cell. A column whose name begins with # is for remarks.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import cache
from gettext import gettext as _
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from drafter import placed, source, spreadsheet
from drafter.model import Letter
from drafter.placed import Node, Typed
from drafter.problems import DrafterError, Place, Problem, column_letters, in_order, nearest
from drafter.spreadsheet.table import BadRow, Cell, Kind, Locked, NotText, Refused, Table, TooLarge
from drafter.values import Month, Week, typed_fields

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`

SUFFIXES = (".xlsx", ".ods", ".csv")

Shape = Literal["text", "list", "date", "time", "week", "month", "yes-no"]


class Column(NamedTuple):
    """A column that there may be; the items of a `list` stand between ; or on lines."""

    name: str
    shape: Shape
    description: str


_OWN = (
    Column("asks", "list", N_("the ids of the asks of this version, in their order")),
    Column("asks.tags", "list", N_("instead of 'asks': the asks that have one of these tags")),
    Column("asks.ministry", "yes-no", N_("instead of 'asks': ja for those to its minister")),
    Column("asks.first", "list", N_("the ids of the asks that go first")),
    Column("without", "list", N_("the fields of the base that this version leaves out")),
)
_KEY = Column("id", "text", N_("a short name of this version, also in the names of its files"))
_SHAPES: dict[type, Shape] = {
    datetime.date: "date",
    datetime.time: "time",
    Week: "week",
    Month: "month",
    bool: "yes-no",
}
# What a cell may hold where; the model judges the rest, as it does in YAML.
_KINDS: dict[Shape, tuple[Kind, ...]] = {
    "text": ("text", "number"),
    "list": ("text", "number"),
    "date": ("text", "number", "date", "moment"),
    "time": ("text", "number", "time", "moment"),
    "week": ("text", "number", "date"),
    "month": ("text", "number", "date"),
    "yes-no": ("text", "number", "truth"),
}
_BETWEEN_ITEMS = re.compile("[;\n]")
_REMARK = "#"


@cache
def columns() -> dict[str, Column]:
    """The columns that there may be by name: the fields of a letter that fit in a cell."""
    own = {column.name: column for column in (_KEY, *_OWN)}
    return {_KEY.name: _KEY, **{c.name: c for c in _columns(Letter, "")}, **own}


def _columns(model: type[BaseModel], before: str) -> Iterator[Column]:
    for name, info in typed_fields(model).items():
        shape = _shape(info.annotation)
        if isinstance(shape, str):
            yield Column(f"{before}{name}", shape, info.description or "")
        elif shape is not None:
            yield from _columns(shape, f"{before}{name}.")


def _shape(annotation: Any) -> Shape | type[BaseModel] | None:
    """What a cell can hold for a field, or the group that it is, or None when neither fits."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0])
    if origin is list:
        return "list" if isinstance(_shape(arguments[0]), str) else None
    if origin in (Union, UnionType):
        shapes = [shape for shape in map(_shape, arguments) if shape is not None]
        return "list" if "list" in shapes else shapes[0] if shapes else None
    if not isinstance(annotation, type) or annotation is NoneType:
        return None
    return annotation if issubclass(annotation, BaseModel) else _SHAPES.get(annotation, "text")


class Sheet(NamedTuple):
    """The versions in a spreadsheet, as if they stood in YAML, and what is wrong with cells.

    The text of a wrong cell stands in its version too, so that its field is not missing.
    """

    versions: placed.Sequence
    problems: tuple[Problem, ...]


def read(path: Path) -> Sheet:
    """The versions in a spreadsheet.

    Raises `DrafterError` when it cannot be read, or when its header or merged cells leave open
    which field a cell is of; then with all that is wrong with its cells too.
    """
    return _Versions(str(path), _table(path)).read()


# ── The file ──────────────────────────────────────────────────────────────────


def _table(path: Path) -> Table:
    if path.suffix.casefold() not in SUFFIXES:
        raise DrafterError([_no_such_format(path)])
    try:
        return spreadsheet.read(source.read_bytes(path, "*"), _is_header)
    except Refused as refusal:
        explain = _EXPLAIN.get(type(refusal), _no_spreadsheet)
        raise DrafterError([explain(str(path), refusal)]) from refusal


def _no_such_format(path: Path) -> Problem:
    return Problem(
        Place(str(path)),
        "not-spreadsheet",
        _("a spreadsheet with versions is an .xlsx, .ods or .csv file"),
        _("open it in Excel or LibreOffice and save it as .xlsx"),
    )


def _no_spreadsheet(file: str, _refusal: Refused) -> Problem:
    return Problem(
        Place(file),
        "not-spreadsheet",
        _("this file cannot be read as a spreadsheet"),
        _("open it in Excel or LibreOffice and save it as .xlsx"),
    )


def _locked(file: str, _refusal: Refused) -> Problem:
    return Problem(
        Place(file),
        "not-spreadsheet",
        _("this is an old .xls file, or it has a password"),
        _("save it in Excel as .xlsx, without a password"),
    )


def _too_large(file: str, _refusal: Refused) -> Problem:
    return Problem(
        Place(file),
        "too-large",
        _("there is more in this spreadsheet than drafter reads"),
        _("copy the rows and columns with versions to a new file"),
    )


def _no_text(file: str, _refusal: Refused) -> Problem:
    return Problem(
        Place(file),
        "not-utf8",
        _("this .csv file is not in UTF-8, so its accents would be lost"),
        _("save it in Excel as 'CSV UTF-8', or as .xlsx"),
    )


def _bad_row(file: str, refusal: Refused) -> Problem:
    return Problem(
        Place(file, refusal.row if isinstance(refusal, BadRow) else 0, sheet=""),
        "bad-row",
        _("the quotation marks in this row do not match"),
        _("write a text between quotation marks, and a mark within it twice; or use .xlsx"),
    )


_EXPLAIN: dict[type[Refused], Callable[[str, Refused], Problem]] = {
    Locked: _locked,
    TooLarge: _too_large,
    NotText: _no_text,
    BadRow: _bad_row,
}


# ── Its header ────────────────────────────────────────────────────────────────


def _name(header: str) -> str:
    return "".join(header.split()).casefold()


def _is_header(text: str) -> bool:
    return _name(text) in columns()


def _meant(name: str) -> str | None:
    """The column that was probably meant, also where the name of its group is left out."""
    if "." in name:
        return nearest(name, columns())
    by_end = {column.rpartition(".")[2]: column for column in reversed(columns())}
    near = nearest(name, by_end)
    return by_end[near] if near else None


# ── Its cells ─────────────────────────────────────────────────────────────────


class _Versions:
    """Makes versions of the rows of a table, and collects what is wrong."""

    def __init__(self, file: str, table: Table) -> None:
        self.file, self.table = file, table
        self.problems: list[Problem] = []
        self.header: dict[int, str] = {}  # column → what stands above it
        self.columns: dict[int, Column] = {}

    def read(self) -> Sheet:
        header, *rows = sorted(self.table.rows) or [1]
        self._read_header(header)
        for row, column in self.table.merged:
            if row >= header:
                self._report_merged(row, column)
        is_clear = not self.problems
        versions = [version for row in rows if (version := self._version(row)) is not None]
        if not (versions or self.problems):
            raise DrafterError([self._none()])
        problems = in_order(self.problems)
        if not is_clear:
            raise DrafterError(problems)
        place = Place(self.file, header, 1, sheet=self.table.name)
        return Sheet(placed.Sequence(place, self._with_gaps(versions)), tuple(problems))

    def _place(self, row: int, column: int, text: str = "") -> Place:
        above = self.header.get(column)
        shown = f"{above}: {text}" if above and text else text
        return Place(self.file, row, column, shown, self.table.name)

    def _report(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))

    def _read_header(self, row: int) -> None:
        at: dict[str, int] = {}
        for column, cell in sorted(self.table.rows.get(row, {}).items()):
            name, place = _name(cell.text), self._place(row, column, cell.text)
            self.header[column] = cell.text
            if cell.kind not in _KINDS["text"]:
                self._report(place, *_unfit(cell))
            elif name.startswith(_REMARK):
                continue
            elif name not in columns():
                self._report_unknown(place, name)
            elif name in at:
                self._report(
                    place,
                    "duplicate-column",
                    _("there is a second column '{name}'").format(name=name),
                    _("the first is column {column}; keep one of the two").format(
                        column=column_letters(at[name])
                    ),
                )
            else:
                at[name] = column
                self.columns[column] = columns()[name]

    def _report_unknown(self, place: Place, name: str) -> None:
        near = _meant(name)
        meant = _("did you mean '{near}'?").format(near=near)
        remark = _("put a # before the name of a column with remarks of your own")
        self._report(
            place,
            "unknown-column",
            _("there is no field '{name}' for a column").format(name=name),
            f"{meant} {remark}" if near else remark,
        )

    def _report_merged(self, row: int, column: int) -> None:
        cell = self.table.rows.get(row, {}).get(column)
        self._report(
            self._place(row, column, cell.text if cell else ""),
            "merged-cells",
            _("cells are merged here, so it is unclear what the others hold"),
            _("split them, and fill in each cell"),
        )

    def _none(self) -> Problem:
        return Problem(
            Place(self.file, sheet=self.table.name),
            "no-versions",
            _("there are no versions in this sheet"),
            _("write the names of fields in the first row, and a version in each row below it"),
        )

    def _version(self, row: int) -> placed.Mapping | None:
        """The fields of a row; None when there is nothing in it but remarks."""
        fields: list[tuple[list[str], Node]] = []
        for column, cell in sorted(self.table.rows[row].items()):
            place = self._place(row, column, cell.text)
            if column not in self.header:
                self._report(
                    place,
                    "no-header",
                    _("there is no name of a field above this cell"),
                    _("write one in the first row, or empty the cell"),
                )
            elif known := self.columns.get(column):
                self._check(cell, known, place)
                fields.append((known.name.split("."), _node(cell, known.shape, place)))
        self._check_once(fields)
        return _mapping(fields) if fields else None

    def _with_gaps(self, versions: list[placed.Mapping]) -> tuple[placed.Mapping, ...]:
        """Versions with, as empty ones, the groups that only other rows fill in.

        So what such a group lacks can be said of the row, and a meeting is never forgotten.
        """
        fields = [field for one in versions for field in one.items]
        names = {str(name) for name, value in fields if isinstance(value, placed.Mapping)}
        return tuple(one._replace(items=(*one.items, *self._gaps(one, names))) for one in versions)

    def _gaps(
        self, version: placed.Mapping, names: set[str]
    ) -> Iterator[tuple[Typed, placed.Mapping]]:
        left = names - {str(name) for name, _value in version.items}
        for at, column in sorted(self.columns.items()):
            name = column.name.partition(".")[0]
            if name in left:
                left.remove(name)
                place = self._place(version.place.line, at)
                yield Typed(name, place), placed.Mapping(place, ())

    def _check(self, cell: Cell, column: Column, place: Place) -> None:
        if bad := re.search(source.NOT_FOR_WORD, cell.text):
            self._report(
                place,
                "control-character",
                _("this text holds the character U+{code:04X}, which Word cannot hold").format(
                    code=ord(bad.group())
                ),
                _("remove that character"),
            )
        elif cell.kind not in _KINDS[column.shape]:
            self._report(place, *_unfit(cell))

    def _check_once(self, fields: list[tuple[list[str], Node]]) -> None:
        """A field is either a value or a group."""
        values = {path[0] for path, _node in fields if len(path) == 1}
        for path, node in fields:
            if len(path) > 1 and path[0] in values:
                self._report(
                    node.place,
                    "two-ways",
                    _("'{name}' and '{other}' are both filled in").format(
                        name=path[0], other=".".join(path)
                    ),
                    _("keep one of the two"),
                )


def _unfit(cell: Cell) -> tuple[str, str, str]:
    """Why a cell cannot be used: a code, what is wrong and what to do."""
    as_text = _("give the cell the format 'Text', and type again what it should say")
    if cell.kind == "error":
        message = _("this cell shows an error")
        return "cell-error", message, _("repair the formula, or type the text itself")
    if cell.kind == "unknown":
        message = _("the formula in this cell has not been worked out")
        return "cell-error", message, _("open the file in Excel or LibreOffice, and save it")
    if cell.kind == "amount":
        message = _("this is a number, and drafter cannot see how the spreadsheet shows it")
        return "cell-number", message, as_text
    message = _("the spreadsheet took this for a date, a time, or true or false: not for text")
    return "cell-kind", message, as_text


def _node(cell: Cell, shape: Shape, place: Place) -> Node:
    text = cell.text
    if shape == "list":
        items = (item.strip() for item in _BETWEEN_ITEMS.split(text))
        return placed.Sequence(place, tuple(Typed(item, place) for item in items if item))
    if shape == "month" and cell.kind == "date":
        text = text.removesuffix("-01")  # the first day is what Excel makes of 'juni 2026'
    return Typed(text, place, quoted=True)


def _mapping(fields: list[tuple[list[str], Node]]) -> placed.Mapping:
    """Fields by their paths as groups within groups."""
    groups: dict[str, list[tuple[list[str], Node]]] = {}
    for (name, *path), node in fields:
        groups.setdefault(name, []).append((path, node))
    items = []
    for name, inner in groups.items():
        path, node = inner[0]
        items.append((Typed(name, node.place), _mapping(inner) if path else node))
    return placed.Mapping(fields[0][1].place, tuple(items))
