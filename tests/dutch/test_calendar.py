"""Holidays, recesses and the days of the week."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch import rows
from drafter.dutch.calendar import (
    easter_sunday,
    holiday,
    is_meeting_day,
    recess_of,
    recesses_from_rows,
)
from drafter.dutch.meetings import MeetingTypes


@pytest.mark.parametrize(
    "day",
    [
        "1818-03-22",
        "1943-04-25",
        "2000-04-23",
        "2008-03-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
    ],
)
def test_easter(day: str) -> None:
    expected = date.fromisoformat(day)
    assert easter_sunday(expected.year) == expected


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter_sunday(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


# Algemene termijnenwet, article 3
@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Nieuwjaarsdag"),
        ("2026-04-06", "tweede paasdag"),
        ("2026-04-27", "Koningsdag"),
        ("2025-04-26", "Koningsdag"),
        ("2025-04-27", None),
        ("2013-04-30", "Koninginnedag"),
        ("2026-05-05", "Bevrijdingsdag"),
        ("2026-05-14", "Hemelvaartsdag"),
        ("2026-05-25", "tweede pinksterdag"),
        ("2026-12-25", "eerste kerstdag"),
        ("2026-12-26", "tweede kerstdag"),
        ("2022-04-18", "tweede paasdag"),
        ("2022-04-27", "Koningsdag"),
        ("2022-05-26", "Hemelvaartsdag"),
        ("2022-06-06", "tweede pinksterdag"),
        ("2026-06-09", None),
        ("2026-04-07", None),
    ],
)
def test_a_public_holiday(day: str, name: str | None) -> None:
    assert holiday(date.fromisoformat(day)) == name


# domain.md 4.1: the Kamer sits Tuesday-Thursday, committees Monday-Thursday [DH][NRC96];
# domain.md 1.3: committees of the Eerste Kamer meet on Tuesday [EK-V]
@pytest.mark.parametrize(
    ("type", "chamber", "days"),
    [
        ("commissiedebat", "tk", "1111000"),
        ("plenair debat", "tk", "0111000"),
        ("begrotingsbehandeling", "tk", "0111000"),
        ("werkbezoek", "tk", "1111111"),
        ("kamerbrief", "tk", "1111111"),
        ("commissiedebat", "ek", "0100000"),
        ("plenair debat", "ek", "1111111"),
    ],
)
def test_days_on_which_meetings_are_held(
    meetings: MeetingTypes, type: str, chamber: str, days: str
) -> None:
    kind = meetings.find(type, date(2026, 6, 8))
    week = (date(2026, 6, day) for day in range(8, 15))
    assert "".join(str(int(is_meeting_day(kind, day, chamber))) for day in week) == days


# domain.md 4.1: 9 June is a Thursday in 2016 and a Friday in 2017
def test_the_meeting_of_reference_000_was_in_2016(meetings: MeetingTypes) -> None:
    kind = meetings.find("algemeen overleg", date(2016, 6, 9))
    assert is_meeting_day(kind, date(2016, 6, 9))
    assert not is_meeting_day(kind, date(2017, 6, 9))


# www.tweedekamer.nl/debat_en_vergadering/recessen
@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2023-04-20", None),
        ("2023-04-21", "meireces"),
        ("2023-05-08", "meireces"),
        ("2023-05-09", None),
        ("2023-12-31", "kerstreces"),
        ("2024-01-15", "kerstreces"),
        ("2024-02-20", "voorjaarsreces"),
        ("2024-09-02", "zomerreces"),
        ("2024-09-03", None),
    ],
)
def test_a_day_in_a_recess(recess_rows: Any, day: str, name: str | None) -> None:
    recesses = recesses_from_rows(recess_rows)
    found = recess_of(recesses, "tk", date.fromisoformat(day))
    assert (found.name if found else None) == name
    assert recess_of(recesses, "ek", date.fromisoformat(day)) is None


def test_a_period_is_in_a_recess_when_all_of_it_is(recess_rows: Any) -> None:
    recesses = recesses_from_rows(recess_rows)
    assert recess_of(recesses, "tk", date(2023, 7, 10), date(2023, 7, 16))
    assert recess_of(recesses, "tk", date(2023, 9, 4), date(2023, 9, 10)) is None


@pytest.mark.parametrize("change", [{"last": "2023-04-01"}, {"first": "x"}, {"chamber": "ep"}])
def test_a_wrong_row_is_refused(recess_rows: Any, change: dict[str, str]) -> None:
    with pytest.raises(rows.BadRow):
        recesses_from_rows([{**recess_rows[5], **change}])
