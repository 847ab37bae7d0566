import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch.placeholder import filled, has_placeholder

NAME = "de minister van Defensie"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is [bewindspersoon] bereid?", "Is de minister van Defensie bereid?"),
        ("Vraag aan [Bewindspersoon].", "Vraag aan de minister van Defensie."),
        ("[bewindspersoon] zei het.", "De minister van Defensie zei het."),
        ("Dat kan. [bewindspersoon] zei het.", "Dat kan. De minister van Defensie zei het."),
        ("Kan dat? [bewindspersoon] weet het.", "Kan dat? De minister van Defensie weet het."),
        ("Eén.\n\n[bewindspersoon] weet het.", "Eén.\n\nDe minister van Defensie weet het."),
        ("Zie:\n- [bewindspersoon] weet het", "Zie:\n- De minister van Defensie weet het"),
        ("Zie\nook [bewindspersoon] nu", "Zie\nook de minister van Defensie nu"),
        ("Zie ook\n[bewindspersoon] nu", "Zie ook\nde minister van Defensie nu"),
        ("*[bewindspersoon]* zei", "*De minister van Defensie* zei"),
        ("Hij zei: [bewindspersoon] komt", "Hij zei: de minister van Defensie komt"),
        # an abbreviation ends no sentence
        ("Vraag o.a. [bewindspersoon] om geld", "Vraag o.a. de minister van Defensie om geld"),
        ("Zie bijv. [bewindspersoon]", "Zie bijv. de minister van Defensie"),
        # an article that was typed
        ("Wil de [bewindspersoon] dit?", "Wil de minister van Defensie dit?"),
        ("De [bewindspersoon] wil dit.", "De minister van Defensie wil dit."),
        ("Naast de [invullen: x] staat", "Naast de [invullen: x] staat"),
        ("wilde [bewindspersoon] dit?", "wilde de minister van Defensie dit?"),
        (
            "[bewindspersoon] en [bewindspersoon]",
            "De minister van Defensie en de minister van Defensie",
        ),
    ],
)
def test_the_placeholder_is_filled(text: str, expected: str) -> None:
    assert filled(text, NAME) == expected


def test_a_text_within_a_sentence_does_not_begin_one() -> None:
    assert filled("[bewindspersoon] zelf", NAME, opens_sentence=False) == f"{NAME} zelf"


@given(st.text())
def test_a_text_without_placeholder_stays_as_it_is(text: str) -> None:
    assert has_placeholder(text) or filled(text, NAME) == text
