"""Dates in what somebody typed that do not agree with the calendar or with the letter's date.

A letter that says "a.s." or "jl." was often copied from an older one. Quotations (`> `) are
left alone: they are somebody else's words. Source: ANS and Taalunie, taaladvies.net
"volgende-zaterdag"; the ministers' letter of 19 May 2017 has "Begin mei a.s.".

PASS  op dinsdag 9 juni 2026; op 23 februari jl., in a letter of 19 May; aanstaande dinsdag
FAIL  op vrijdag 9 juni 2026, which is a Tuesday
FAIL  begin mei a.s., in a letter of 19 May; 9 september jl., eight months ago
FAIL  komende 9 juni; volgende dinsdag, which can be two days
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from gettext import gettext as _
from typing import NamedTuple

from drafter.checks.subject import Subject
from drafter.dutch.dates import MONTHS, WEEKDAYS, format_date
from drafter.problems import Problem

_SPACE = "[ \n\u00a0\u202f]"
_DAYS = "|".join(WEEKDAYS)
# Compiled when first used: few letters hold such words.
_DATE = (
    rf"(?:\b(?P<lead>komende|aanstaande|volgende|aankomende){_SPACE})?"
    rf"(?:\b(?P<weekday>{_DAYS}){_SPACE})?"
    rf"\b(?:(?P<day>[0-3]?[0-9])|(?P<part>begin|medio|half|eind))?{_SPACE}?"
    rf"\b(?P<month>{'|'.join(MONTHS)})\b"
    rf"(?:{_SPACE}(?P<year>(?:19|20)[0-9]{{2}})\b)?"
    rf"(?:,?{_SPACE}(?P<mark>a\.s\.|jl\.|j\.l\.|aanstaande\b|jongstleden\b))?"
)
_NEXT = rf"\bvolgende{_SPACE}(?:{_DAYS})\b"
_QUOTE = r"(?m)^>.*$"
_MONTHS_FAR = 6
_YEARS = range(1900, 2100)  # those that can be named, see _DATE

# The first and last day of a part of a month.
_PARTS = {"begin": (1, 10), "medio": (10, 20), "half": (10, 20), "eind": (20, 31)}


class _Span(NamedTuple):
    """The days that a text may mean."""

    first: date
    last: date


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each date that is wrong or doubtful, seen from the letter's date."""
    today = subject.document.date
    if today and today.year not in _YEARS:
        return
    for field in subject.having("date"):
        own = re.sub(_QUOTE, lambda quote: " " * len(quote[0]), subject.values[field])
        for at, what, hint in _doubts(own, today):
            yield Problem(subject.place(field, at), "date-in-text", what, hint, "warning")


def _doubts(text: str, today: date | None) -> Iterator[tuple[int, str, str]]:
    """Where something is doubtful, what it is, and what to do."""
    for found in re.finditer(_NEXT, text, re.IGNORECASE):
        yield (
            found.start(),
            _("'{text}' can be two days").format(text=" ".join(found[0].split())),
            _("write the date"),
        )
    for found in re.finditer(_DATE, text, re.IGNORECASE):
        typed = " ".join(found[0].split())
        if found["lead"] and found["day"] and not found["weekday"]:
            yield (
                found.start(),
                _("'{text}': this word goes before a weekday, not before a date").format(
                    text=typed
                ),
                _("write the weekday and the date: 'op dinsdag 9 juni'"),
            )
        doubts = [*_wrong_weekday(found, typed, today)]
        doubts += _wrong_side(found, typed, today) if today is not None else ()
        for what, hint in doubts:
            yield found.start(), what, hint


def _wrong_weekday(
    found: re.Match[str], typed: str, today: date | None
) -> Iterator[tuple[str, str]]:
    """The weekday is another one, in the year that is named or the one that is nearest."""
    if not found["weekday"] or not found["day"]:
        return
    spans = [span for year in _years(found, today) if (span := _span(found, year))]
    if not spans:
        return
    nearest = min(spans, key=lambda span: abs(span.first - today) if today else timedelta())
    right = WEEKDAYS[nearest.first.weekday()]
    if found["weekday"].casefold() != right:
        yield (
            _("'{text}' is not right: {date} is a {weekday}").format(
                text=typed, date=format_date(nearest.first), weekday=right
            ),
            _("check the day and the month"),
        )


def _years(found: re.Match[str], today: date | None) -> tuple[int, ...]:
    if found["year"]:
        return (int(found["year"]),)
    return (today.year - 1, today.year, today.year + 1) if today else ()


def _span(found: re.Match[str], year: int) -> _Span | None:
    """The day, the part of the month or the month that the text means in that year."""
    month = MONTHS.index(found["month"].casefold()) + 1
    length = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    first, last = _PARTS.get((found["part"] or "").casefold(), (1, 31))
    if found["day"]:
        first = last = int(found["day"])
        if not 1 <= first <= length:
            return None
    return _Span(date(year, month, first), date(year, month, min(last, length)))


def _wrong_side(found: re.Match[str], typed: str, today: date) -> Iterator[tuple[str, str]]:
    """The text says a.s. of what is past or far ahead, or jl. of what is to come or long ago."""
    mark = (found["mark"] or "").casefold()
    if not mark:
        return
    spans = [span for year in _years(found, today) if (span := _span(found, year))]
    if mark in ("a.s.", "aanstaande"):
        near = (today, _months_later(today, _MONTHS_FAR))
        what = _("'{text}' is already past, or far ahead, on the date of the letter")
    else:
        near = (_months_later(today, -_MONTHS_FAR), today)
        what = _("'{text}' is still to come, or long ago, on the date of the letter")
    if spans and not any(span.last >= near[0] and span.first <= near[1] for span in spans):
        yield what.format(text=typed), _("write the full date, with the year")


def _months_later(day: date, months: int) -> date:
    """The first day of that many months later, or earlier."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
