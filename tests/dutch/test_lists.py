"""How the items of a list end."""

from __future__ import annotations

import pytest

from drafter.dutch.lists import Ending, Remark, crowded, ending, odd_ones, remarks


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Reserveer geld.", "full stop"),
        ("geld;", "semicolon"),
        ("geld,", "semicolon"),
        ("geld", "none"),
        ("geld.[^bron]", "full stop"),
        ("geld[^bron];", "semicolon"),
        ("*geld.*", "full stop"),
        ("de “norm”", "none"),
        ("geld (nu)", "none"),
        ("[do no harm]{lang=en}", "none"),
        ("Wat doet de minister?", None),
        ("geld:", None),
        ("geld …", None),
        ("", None),
    ],
)
def test_an_item_ends_in_one_of_three_ways(item: str, expected: Ending | None) -> None:
    assert ending(item) == expected


# domain.md 6.2, "bullets" (Onze Taal, Taalunie)
@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["Een zin.", "Nog een zin."], []),
        (["een deel;", "nog een deel;", "het laatste deel."], []),
        (["geld", "mensen", "tijd"], []),
        (["geld", "mensen", "tijd."], []),
        (["Wie doet dat?", "Een zin."], []),
        (["Een zin."], []),
        ([], []),
        (["Een zin.", "een deel;", "Een zin."], [1]),
        (["een deel;", "een deel", "het laatste deel."], [1]),
        (["Een zin.", "Een zin.", "geld"], [2]),
        (["geld.", "mensen", "tijd"], [0]),
    ],
)
def test_the_items_that_end_otherwise_are_found(items: list[str], expected: list[int]) -> None:
    assert odd_ones(items) == expected


def test_of_several_headings_the_last_has_no_full_stop_of_its_own() -> None:
    assert odd_ones(["Geef geld", "Geef tijd", "Geef raad."], last_closes=False) == [2]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Steun hen. Doe het nu;", True),  # 12 of the bullets of reference 001
        ("Steun hen en doe het nu;", False),
        ("Steun hen. Doe het nu.", False),
        ("zie nr. W van het dossier;", False),
    ],
)
def test_an_item_of_several_sentences_is_no_fragment(item: str, expected: bool) -> None:
    assert crowded(item) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drie:\n\n- geld;\n- mensen;\n- tijd.", ()),
        ("Drie:\n\n- geld;\n- mensen\n- tijd.", (17,)),
        ("1. Een zin.\n2. een deel;\n3. Een zin.", (15,)),
        # an item goes on below its first line, and inner lists count apart
        ("- een plan, met\n  meer;\n- geld:\n  - daar;\n  - hier;\n- mensen.", ()),
        ("- een plan, met\n\n  een alinea;\n- geld;\n- mensen.", ()),
        ("- geld:\n  - daar;\n  - hier\n  - ginds.\n- mensen.", (22,)),
        # two lists are two lists
        ("- een;\n- twee.\n\nTekst.\n\n- Een zin.\n- Een zin.", ()),
        ("Geen lijst;\nook niet", ()),
        ("- een;", ()),
    ],
)
def test_lists_within_a_text_are_looked_at(text: str, expected: tuple[int, ...]) -> None:
    assert remarks(text) == tuple(Remark(at, "odd") for at in expected)


def test_an_item_that_is_too_full_is_named_apart() -> None:
    assert remarks("- Steun hen. Doe het;\n- nu;\n- snel.") == (Remark(2, "crowded"),)
