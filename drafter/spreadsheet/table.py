"""What every kind of spreadsheet is read into: the filled cells of one sheet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, NamedTuple

# What is in a cell, for what it may be used as. An `amount` is a number of which the cell shows
# something else than its digits: a part, a percentage, a sum of money.
Kind = Literal["text", "number", "amount", "date", "time", "moment", "truth", "error", "unknown"]

_MOST_CELLS = 200_000
_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
_DAY = 86_400  # seconds
_NAMES = ("versies", "versions")  # of the sheet that counts, where there are more
# What Excel and LibreOffice show instead of a value, in English and in Dutch.
_ERRORS = {
    *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"),
    *("#LEEG!", "#DEEL/0!", "#WAARDE!", "#VERW!", "#NAAM?", "#GETAL!", "#N/B", "#OVERLOOP!"),
}
_ERROR_OF_LIBREOFFICE = re.compile(r"(?:Err|Fout|Error):[0-9]{3}")


class Cell(NamedTuple):
    """A filled cell.

    `text` is ISO for a date (`2026-06-09`), `10:00` for a time, both with a space for a moment,
    and `ja` or `nee` for a truth value. It is what the cell says where the kind is `error`, and
    nothing for a formula that no program has worked out (`unknown`).
    """

    kind: Kind
    text: str

    @classmethod
    def of_number(cls, value: float, *, plain: bool = True) -> Cell:
        """A number; `plain` when the cell shows its digits and nothing else."""
        if plain and value.is_integer() and abs(value) < _EXACT:
            return cls("number", str(int(value)))
        return cls("amount", f"{value:.15g}")

    @classmethod
    def of_moment(cls, at: datetime.datetime) -> Cell:
        """A moment to the second; a date when it is midnight."""
        if at.time() == datetime.time():
            return cls("date", at.date().isoformat())
        return cls("moment", f"{at.date().isoformat()} {_clock(at.time())}")

    @classmethod
    def of_time(cls, seconds: int) -> Cell:
        """A time of day, `seconds` after midnight; more than a day is an amount of hours."""
        if seconds < _DAY:
            return cls("time", _clock((datetime.datetime.min + timedelta(seconds=seconds)).time()))
        return cls("amount", f"{seconds // 3600}:{seconds // 60 % 60:02}")

    @classmethod
    def of_truth(cls, truth: bool) -> Cell:
        """A truth value."""
        return cls("truth", "ja" if truth else "nee")

    @classmethod
    def of_text(cls, text: str) -> Cell | None:
        """What a typed text is; None when nothing is typed."""
        plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not plain:
            return None
        is_error = plain in _ERRORS or _ERROR_OF_LIBREOFFICE.fullmatch(plain)
        return cls("error" if is_error else "text", plain)


def _clock(time: datetime.time) -> str:
    return time.isoformat("seconds" if time.second else "minutes")


@dataclass
class Table:
    """The filled cells of a sheet by row and column, both from 1, in the order of the sheet.

    `merged` are the first cells of merged ones. `name` is that of the sheet, "" in a text file.
    """

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int]] = field(default_factory=list)
    filled: int = 0

    def put(self, row: int, cells: dict[int, Cell], times: int = 1) -> None:
        """Fill a row, and those below it with the same. Raises `TooLarge`."""
        self.filled += len(cells) * times
        if self.filled > _MOST_CELLS:
            raise TooLarge
        if cells:
            self.rows.update((number, cells) for number in range(row, row + times))


def chosen(names: Iterable[str], hidden: Set[str]) -> str:
    """The name of the sheet that counts: `versies` or `versions`, else the first one to be seen.

    Raises `Refused` when there is none.
    """
    names = list(names)
    called = (name for name in names if name.strip().casefold() in _NAMES)
    seen = (name for name in names if name not in hidden)
    name = next(called, None) or next(seen, None)
    if name is None:
        raise Refused
    return name


class Refused(Exception):
    """The file cannot be read as a spreadsheet; `reason` says why, when that is known."""


class TooLarge(Refused):
    """There is more in the file than any campaign has."""


class Locked(Refused):
    """The file has a password."""


class BadRow(Refused):
    """The quotation marks in a row of a text file do not match."""

    def __init__(self, row: int) -> None:
        self.row = row
        super().__init__(row)


class NotText(Refused):
    """The file is neither a package nor text in UTF-8."""
