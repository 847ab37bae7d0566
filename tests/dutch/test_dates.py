from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch import dates
from drafter.dutch.dates import (
    format_date,
    format_month,
    format_time,
    parse_date,
    parse_month,
    parse_time,
    parse_week,
)

JUNE_9 = date(2026, 6, 9)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-09",
        "9-6-2026",
        "09-06-2026",
        "9 juni 2026",
        "09 juni 2026",
        "9 Juni 2026",
        "9 JUNI 2026",
        "9\u00a0juni\u00a02026",
        "9\u202fjuni 2026",
        "  9   juni 2026\n",
    ],
)
def test_a_date_is_read_as_people_type_it(text: str) -> None:
    assert parse_date(text) == JUNE_9


@pytest.mark.parametrize(
    "text",
    [
        "",
        "binnenkort",
        "9 juni",
        "9-6-26",
        "9/6/2026",
        "6/9/2026",
        "9.6.2026",
        "9 jun 2026",
        "9 June 2026",
        "9 juno 2026",
        "dinsdag 9 juni 2026",
        "2026-6-9",
        "2026/06/09",
        "20260609",
        "9juni2026",
        "٩-٦-٢٠٢٦",
        "٢٠٢٦-06-09",
        "2026-06-09T10:00",
    ],
)
def test_other_forms_are_not_dates(text: str) -> None:
    with pytest.raises(dates.NotADate) as caught:
        parse_date(text)
    assert caught.value.text == text


@pytest.mark.parametrize(
    "text", ["31 juni 2026", "31-6-2026", "2026-13-01", "29-2-2026", "0 mei 2026", "1-1-0000"]
)
def test_a_day_that_the_calendar_lacks_is_named_as_such(text: str) -> None:
    with pytest.raises(dates.NoSuchDay) as caught:
        parse_date(text)
    assert caught.value.text == text


# domain.md 4.1, "Dates" (Taalunie, taaladvies.net "datumnotatie"; CLDR)
@pytest.mark.parametrize(
    ("weekday", "year", "pattern", "expected"),
    [
        (False, True, "d MMMM y", "9 juni 2017"),
        (True, True, "EEEE d MMMM y", "vrijdag 9 juni 2017"),
        (True, False, "EEEE d MMMM", "vrijdag 9 juni"),
        (False, False, "d MMMM", "9 juni"),
    ],
)
def test_a_date_is_written_by_the_table(
    weekday: bool, year: bool, pattern: str, expected: str
) -> None:
    day = date(2017, 6, 9)
    assert plain(format_date(day, weekday=weekday, year=year)) == expected
    assert babel_date(day, pattern, locale="nl") == expected


# domain.md 4.1, "month + year"
@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_month_is_written_by_the_table(day: date) -> None:
    assert format_month(day) == babel_date(day, "MMMM y", locale="nl")
    assert format_month(day, year=False) == babel_date(day, "MMMM", locale="nl")


def test_day_and_month_stay_on_one_line() -> None:
    assert format_date(JUNE_9, weekday=True) == "dinsdag 9\u00a0juni 2026"


def test_month_and_day_names_are_those_of_cldr() -> None:
    months = get_month_names("wide", locale="nl")
    days = get_day_names("wide", locale="nl")
    assert tuple(months[number] for number in range(1, 13)) == dates.MONTHS
    assert tuple(days[number] for number in range(7)) == dates.WEEKDAYS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:00", time(10)),
        ("10.00", time(10)),
        ("9.30", time(9, 30)),
        ("09:30", time(9, 30)),
        (" 14:05 ", time(14, 5)),
        ("0.00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read_with_a_colon_or_a_dot(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "10", "10u", "10:0", "10.00 uur", "10:00:00", "half tien"])
def test_other_forms_are_not_times(text: str) -> None:
    with pytest.raises(dates.NotATime):
        parse_time(text)


@pytest.mark.parametrize("text", ["24:00", "25.00", "10:60"])
def test_a_moment_that_the_clock_lacks_is_named_as_such(text: str) -> None:
    with pytest.raises(dates.NoSuchTime):
        parse_time(text)


# domain.md 4.1 "time" and 1.6 (tkconv 2013D03018: "16.00 uur")
@pytest.mark.parametrize(
    ("moment", "expected"), [(time(14, 5), "14.05 uur"), (time(16), "16.00 uur")]
)
def test_a_time_has_a_dot_and_uur(moment: time, expected: str) -> None:
    assert format_time(moment) == expected.replace(" ", "\u00a0")
    assert babel_time(moment, "H.mm 'uur'", locale="nl") == expected


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W24", date(2026, 6, 8)),
        ("2026-w24", date(2026, 6, 8)),
        ("2026-W1", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
        ("10 juni 2026", date(2026, 6, 8)),
        ("2026-06-14", date(2026, 6, 8)),
        ("2026-06-15", date(2026, 6, 15)),
    ],
)
def test_a_week_is_known_by_its_monday(text: str, monday: date) -> None:
    assert parse_week(text) == monday


@pytest.mark.parametrize("text", ["", "24", "week 24", "2026-24", "2026-W", "volgende week"])
def test_other_forms_are_not_weeks(text: str) -> None:
    with pytest.raises(dates.NotADate):
        parse_week(text)


@pytest.mark.parametrize("text", ["2026-W54", "2025-W53", "2026-W0", "9999-W52", "0000-W01"])
def test_a_week_that_the_year_lacks_is_named_as_such(text: str) -> None:
    with pytest.raises(dates.NoSuchDay):
        parse_week(text)


@pytest.mark.parametrize("text", ["2026-06", "juni 2026", " Juni  2026 ", "juni\u00a02026"])
def test_a_month_is_known_by_its_first_day(text: str) -> None:
    assert parse_month(text) == date(2026, 6, 1)


@pytest.mark.parametrize("text", ["", "juni", "6-2026", "2026-6", "jun 2026", "2026-06-09"])
def test_other_forms_are_not_months(text: str) -> None:
    with pytest.raises(dates.NotADate):
        parse_month(text)


@pytest.mark.parametrize("text", ["2026-13", "0000-01", "9999-12"])
def test_a_month_that_does_not_exist_is_named_as_such(text: str) -> None:
    with pytest.raises(dates.NoSuchDay):
        parse_month(text)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}-W?[0-9]{1,2}", fullmatch=True))
def test_any_text_is_a_week_or_a_month_or_one_of_the_two_errors(text: str) -> None:
    for parse in (parse_week, parse_month):
        with suppress(dates.NotADate, dates.NoSuchDay):
            assert parse(text) + timedelta(days=31)


@given(st.dates())
def test_a_written_date_reads_back(day: date) -> None:
    written = format_date(day)
    if day.year >= 1000:
        assert parse_date(written) == day
    assert parse_date(day.isoformat()) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_the_weekday_agrees_with_the_calendar(day: date) -> None:
    weekday, rest = format_date(day, weekday=True).split(" ", 1)
    assert dates.WEEKDAYS.index(weekday) == day.isoweekday() - 1
    assert parse_date(rest) == day


@given(st.times())
def test_a_written_time_reads_back(moment: time) -> None:
    written = format_time(moment).removesuffix("\u00a0uur")
    assert parse_time(written) == time(moment.hour, moment.minute)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}", fullmatch=True))
def test_any_text_is_a_date_or_one_of_the_two_errors(text: str) -> None:
    with suppress(dates.NotADate, dates.NoSuchDay):
        assert isinstance(parse_date(text), date)
