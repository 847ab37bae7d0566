"""When the Kamer does not meet: public holidays, recesses, and the days of the week.

Nothing here is certain: the Kamer interrupts a recess when it wants to. So these are
reasons to look at a date again, never to refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from drafter.dutch import rows
from drafter.dutch.meetings import MeetingType

_MONDAY, _TUESDAY, _THURSDAY = 0, 1, 3


class Recess(NamedTuple):
    """A recess of a chamber, from its first up to and including its last day."""

    name: str
    chamber: str
    first: date
    last: date
    source: str
    confirmed: bool

    def covers(self, first: date, last: date) -> bool:
        """Whether all these days lie in it."""
        return self.first <= first and last <= self.last


def recesses_from_rows(data: Iterable[rows.Data]) -> tuple[Recess, ...]:
    """The recesses of the rows of `recesses.yaml`; raises `rows.BadRow`."""
    return tuple(map(_recess, data))


def recess_of(
    recesses: Iterable[Recess], chamber: str, first: date, last: date | None = None
) -> Recess | None:
    """The recess of this chamber in which a day, or all of a period, lies."""
    for one in recesses:
        if one.chamber == chamber and one.covers(first, last or first):
            return one
    return None


def is_meeting_day(kind: MeetingType, day: date, chamber: str = "tk") -> bool:
    """Whether such meetings are held on this day of the week.

    In the Tweede Kamer committees meet from Monday to Thursday and the whole Kamer from
    Tuesday to Thursday (denhaag.com on the Tweede Kamer; NRC, 12-9-1996); committees of the
    Eerste Kamer meet on Tuesday (europapoort.eerstekamer.nl, for visitors).
    """
    if kind.any_day or kind.audience == "geen":
        return True
    if chamber == "ek":
        return kind.audience == "kamer" or day.weekday() == _TUESDAY
    first = _TUESDAY if kind.audience == "kamer" else _MONDAY
    return first <= day.weekday() <= _THURSDAY


def holiday(day: date) -> str | None:
    """The name of a public holiday, or None.

    Source: Algemene termijnenwet, article 3, first paragraph: New Year's Day, Easter Monday
    and Whit Monday, Christmas and the day after it, Ascension Day, the day on which the
    King's birthday is celebrated, and 5 May. Koningsdag is 27 April since 2014, or the day
    before when that is a Sunday; before that it was Koninginnedag, 30 April.
    """
    return _holidays(day.year).get(day)


@lru_cache(maxsize=16)
def _holidays(year: int) -> Mapping[date, str]:
    easter = easter_sunday(year)
    return {
        date(year, 1, 1): "Nieuwjaarsdag",
        easter + timedelta(days=1): "tweede paasdag",
        _kings_day(year): "Koningsdag" if year >= 2014 else "Koninginnedag",
        date(year, 5, 5): "Bevrijdingsdag",
        easter + timedelta(days=39): "Hemelvaartsdag",
        easter + timedelta(days=50): "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }


def _kings_day(year: int) -> date:
    day = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)
    return day - timedelta(days=1) if day.isoweekday() == 7 else day


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar.

    Source: the algorithm of Nature, 20 April 1876, as simplified in New Scientist, 30 March
    1961. The letters are those of the source.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741
    m = (a + 11 * h + 19 * l) // 433
    month = (h + l - 7 * m + 90) // 25
    return date(year, month, (h + l - 7 * m + 33 * month + 19) % 32)


def _recess(row: rows.Data) -> Recess:
    first, last = rows.day(row, "first"), rows.day(row, "last")
    if first is None or last is None or last < first:
        raise rows.BadRow(row, "first" if first is None else "last", "a date")
    return Recess(
        name=rows.text(row, "name"),
        chamber=rows.choice(row, "chamber", ("tk", "ek")),
        first=first,
        last=last,
        source=rows.text(row, "source"),
        confirmed=rows.flag(row, "confirmed"),
    )
