"""Dates and times: read as people type them, written as letters print them.

The names of months and days stand here and not in Babel, because importing Babel costs
more than the rest of this package; a test compares them with Babel's CLDR data.
"""

from __future__ import annotations

import re
from datetime import date, time

from drafter.dutch.typography import NBSP

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
# Compiled when first used: a letter without one of these need not wait for it.
_NUMERIC = r"(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})"
_WRITTEN = rf"(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>[0-9]{{4}})"
_WEEK = r"(?P<year>[0-9]{4})-[Ww](?P<week>[0-9]{1,2})"
_MONTH = (
    rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})|(?P<name>{'|'.join(MONTHS)}) (?P<of>[0-9]{{4}})"
)
_LAST_YEAR = 9998  # of which the last week and month end before the calendar does
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")


class NotADate(ValueError):
    """Not written as a date; `text` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"not a date: {text!r}")


class NoSuchDay(ValueError):
    """Written as a date, but the calendar has no such day (31 juni)."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"no such day: {text!r}")


class NotATime(ValueError):
    """Not written as a time of day; `text` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"not a time: {text!r}")


class NoSuchTime(ValueError):
    """Written as a time, but the clock has no such moment (25.00)."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"no such time: {text!r}")


def parse_date(text: str) -> date:
    """Read `2026-06-09`, `9-6-2026`, `09-06-2026` or `9 juni 2026`.

    Everything else is refused with `NotADate`, also what a person could guess: no year, a
    year of two digits, an abbreviated month, a slash, a weekday. Raises `NoSuchDay` for
    31 juni. Any white space counts as a space.
    """
    plain = " ".join(text.split()).lower()
    match = _ISO.fullmatch(plain) or re.fullmatch(_NUMERIC, plain) or re.fullmatch(_WRITTEN, plain)
    if match is None:
        raise NotADate(text)
    month = match["month"]
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        raise NoSuchDay(text) from None


def parse_week(text: str) -> date:
    """Read `2026-W24`, or any date in the week: its Monday.

    Weeks are those of ISO 8601, as Dutch calendars number them. Raises `NotADate`, or
    `NoSuchDay` for a week that the year lacks.
    """
    match = re.fullmatch(_WEEK, text.strip())
    if match is None:
        day = parse_date(text)
        year, week, _day = day.isocalendar()
    else:
        year, week = int(match["year"]), int(match["week"])
    if not 1 <= year <= _LAST_YEAR:
        raise NoSuchDay(text)
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise NoSuchDay(text) from None


def parse_month(text: str) -> date:
    """Read `2026-06` or `juni 2026`: the first day. Raises `NotADate`, or `NoSuchDay`."""
    match = re.fullmatch(_MONTH, " ".join(text.split()).lower())
    if match is None:
        raise NotADate(text)
    month = MONTHS.index(match["name"]) + 1 if match["name"] else int(match["month"])
    year = int(match["of"] or match["year"])
    if year > _LAST_YEAR:
        raise NoSuchDay(text)
    try:
        return date(year, month, 1)
    except ValueError:
        raise NoSuchDay(text) from None


def parse_time(text: str) -> time:
    """Read `10:00`, `10.00` or `9.30`; raises `NotATime` or `NoSuchTime`."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise NotATime(text)
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        raise NoSuchTime(text) from None


def format_date(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """Write `9 juni 2026`, `dinsdag 9 juni 2026` or, without year, `9 juni`.

    Lower case, and U+00A0 between day and month. Source: Taalunie, taaladvies.net
    "datumnotatie"; Onze Taal, "datumnotatie".
    """
    parts = [WEEKDAYS[day.weekday()]] if weekday else []
    parts.append(f"{day.day}{NBSP}{MONTHS[day.month - 1]}")
    if year:
        parts.append(str(day.year))
    return " ".join(parts)


def format_month(first: date, *, year: bool = True) -> str:
    """Write `juni 2026` or, without year, `juni`. Source: CLDR, pattern `MMMM y` of `nl`."""
    name = MONTHS[first.month - 1]
    return f"{name} {first.year}" if year else name


def format_time(moment: time) -> str:
    """Write `14.05 uur`, with a dot and with U+00A0 before "uur".

    Source: reports of the Tweede Kamer, such as tkconv 2013D03018 ("16.00 uur").
    """
    return f"{moment.hour}.{moment.minute:02}{NBSP}uur"
