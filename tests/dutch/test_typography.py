import pytest
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch.typography import NotAPostcode, capitalised, enumeration, town_line


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a en b"),
        (["a", "b", "c"], "a, b en c"),
        (["Defensie", "Financiën", "Europese Zaken"], "Defensie, Financiën en Europese Zaken"),
    ],
)
def test_an_enumeration_has_no_comma_before_en(items: list[str], expected: str) -> None:
    assert enumeration(items) == expected


@given(st.lists(st.text(st.characters(categories=["L", "Zs"]), min_size=1), max_size=6))
def test_an_enumeration_is_that_of_cldr(items: list[str]) -> None:
    assert enumeration(items) == format_list(items, locale="nl")


# Taalunie, taaladvies.net "ijsland"
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("van der", "Van der"),
        ("ijsland", "IJsland"),
        ("IJsland", "IJsland"),
        ("ijs", "IJs"),
        ("ij", "IJ"),
        ("i", "I"),
        ("één", "Één"),
        ("'t", "'t"),
        ("", ""),
    ],
)
def test_only_the_first_letter_goes_up_and_ij_is_one(text: str, expected: str) -> None:
    assert capitalised(text) == expected


# domain.md 2.2 (PostNL)
@pytest.mark.parametrize(
    ("postcode", "town", "expected"),
    [
        ("2500 EA", "Den Haag", "2500 EA  DEN HAAG"),
        ("2500EA", "Den Haag", "2500 EA  DEN HAAG"),
        ("2500 ea", " den haag ", "2500 EA  DEN HAAG"),
        ("2500\u00a0EA", "Den Haag", "2500 EA  DEN HAAG"),
        ("3401 AB", "IJsselstein", "3401 AB  IJSSELSTEIN"),
        ("5211 AB", "'s-Hertogenbosch", "5211 AB  'S-HERTOGENBOSCH"),
    ],
)
def test_the_last_line_of_an_address(postcode: str, town: str, expected: str) -> None:
    assert town_line(postcode, town) == expected


@pytest.mark.parametrize("postcode", ["", "2500", "0500 EA", "25000 EA", "2500 E", "EA 2500"])
def test_what_is_not_a_postcode_is_refused(postcode: str) -> None:
    with pytest.raises(NotAPostcode) as caught:
        town_line(postcode, "Den Haag")
    assert caught.value.text == postcode
