"""Numbers and money by domain.md 4.3, row by row, and by CLDR."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch.numbers import (
    format_large,
    format_money,
    format_money_in_words,
    format_number,
    format_percentage,
    format_percentage_in_words,
    number_word,
    ordinal,
)


# row "thousands", row "decimals"
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (181_000, "181.000"),
        (1_638, "1.638"),
        (2_000, "2.000"),
        (325, "325"),
        (0, "0"),
        (-1_234, "-1.234"),
        (Decimal("3.7"), "3,7"),
        (Decimal("1234567.5"), "1.234.567,5"),
        (Decimal("0.50"), "0,50"),
    ],
)
def test_a_number_has_a_stop_for_thousands_and_a_comma_for_decimals(
    number: int | Decimal, expected: str
) -> None:
    assert format_number(number) == expected


# row "decimals" (3,7 miljoen) and "Babel compact" (300.000 is never "300 duizend")
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3_700_000, "3,7 miljoen"),
        (15_000_000, "15 miljoen"),
        (1_000_000, "1 miljoen"),
        (1_500_000_000, "1,5 miljard"),
        (999_990_000, "1 miljard"),
        (300_000, "300.000"),
        (999_999, "999.999"),
        (-2_000_000, "-2 miljoen"),
    ],
)
def test_a_large_number_ends_in_a_word_that_stays_on_its_line(number: int, expected: str) -> None:
    assert format_large(number) == expected.replace(" ", "\u00a0")


# row "euro sign" and "Babel currency"
@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Decimal("15.50"), "€ 15,50"),
        (Decimal("15.5"), "€ 15,50"),
        (5, "€ 5"),
        (50_000, "€ 50.000"),
        (15_000_000, "€ 15.000.000"),
        (Decimal("-12.50"), "€ -12,50"),
        (Decimal("5.00"), "€ 5"),
    ],
)
def test_the_euro_sign_goes_before_the_amount(amount: int | Decimal, expected: str) -> None:
    assert format_money(amount) == expected.replace(" ", "\u00a0")


# row "large sums in prose"
@pytest.mark.parametrize(
    ("amount", "expected"),
    [(15_000_000, "15\u00a0miljoen euro"), (3_700_000, "3,7\u00a0miljoen euro")],
)
def test_a_large_sum_in_running_text(amount: int, expected: str) -> None:
    assert format_money_in_words(amount) == expected


# row "percent"
@pytest.mark.parametrize(("number", "expected"), [(19, "19%"), (Decimal("2.5"), "2,5%")])
def test_a_percentage_has_no_space(number: int | Decimal, expected: str) -> None:
    assert format_percentage(number) == expected


def test_a_percentage_in_running_text() -> None:
    assert format_percentage_in_words(30) == "30\u00a0procent"


# row "ordinals"
@pytest.mark.parametrize(("number", "expected"), [(1, "1e"), (2, "2e"), (8, "8e"), (20, "20e")])
def test_an_ordinal_has_one_form(number: int, expected: str) -> None:
    assert ordinal(number) == expected


# row "number words"
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "nul"),
        (1, "een"),
        (12, "twaalf"),
        (14, "veertien"),
        (20, "twintig"),
        (22, "tweeëntwintig"),
        (23, "drieëntwintig"),
        (24, "vierentwintig"),
        (80, "tachtig"),
        (101, "honderdeen"),
        (325, "driehonderdvijfentwintig"),
        (1_000, "duizend"),
        (1_003, "duizend drie"),
        (1_325, "duizend driehonderdvijfentwintig"),
        (2_000, "tweeduizend"),
        (22_000, "tweeëntwintigduizend"),
        (181_400, "honderdeenentachtigduizend vierhonderd"),
    ],
)
def test_a_number_in_letters_is_one_word_up_to_duizend(number: int, expected: str) -> None:
    assert number_word(number) == expected


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_other_numbers_are_not_written_in_letters(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        number_word(number)


# ── CLDR ──────────────────────────────────────────────────────────────────────

WHOLE = st.integers(-(10**12), 10**12)
CENTS = st.decimals(-(10**9), 10**9, places=2).map(lambda number: number + 0)  # no -0


@given(WHOLE)
def test_a_whole_number_is_that_of_cldr(number: int) -> None:
    assert format_number(number) == format_decimal(number, locale="nl")


@given(CENTS)
def test_a_decimal_number_is_that_of_cldr(number: Decimal) -> None:
    assert format_number(number) == format_decimal(number, "#,##0.00", locale="nl")


@given(CENTS)
def test_money_is_that_of_cldr_with_decimals_only_when_there_are_any(amount: Decimal) -> None:
    expected = format_currency(amount, "EUR", locale="nl")
    assert format_money(amount) == expected.removesuffix(",00")


@given(st.integers(1, 9_999))
def test_millions_are_those_of_cldr(tenths: int) -> None:
    number = tenths * 100_000
    expected = format_compact_decimal(number, format_type="long", locale="nl", fraction_digits=1)
    if number >= 1_000_000:
        assert format_large(number) == expected.replace(" ", "\u00a0")


@given(st.integers(0, 1000))
def test_a_percentage_is_that_of_cldr(number: int) -> None:
    assert format_percentage(number) == format_percent(Decimal(number) / 100, locale="nl")
