"""Spellings that mean the same thing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.dutch.lookup import fold, plain_letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Financien", "Financiën"),
        ("Financie\N{COMBINING DIAERESIS}n", "FINANCIËN"),
        ("I&W", "I en W"),
        ("buitenlandse-zaken", "Buitenlandse Zaken"),
        ("Şahin", "sahin"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(st.characters(max_codepoint=0x17F)) | st.text())
@example("áàâäçéèêëíìîïñóòôöúùûü")
def test_letters_lose_the_accents_that_unicode_knows(text: str) -> None:
    """Whichever way is taken, the short one for Dutch or Unicode's tables."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    found = "".join(sign for sign in plain_letters(text) if not unicodedata.combining(sign))
    assert found == plain
