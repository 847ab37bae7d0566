from datetime import date

import pytest

from drafter.dutch import address
from drafter.dutch.committees import Register

DAY = date(2026, 6, 2)


# domain.md 2.1 (reference 000)
@pytest.mark.parametrize(
    ("key", "short", "formal"),
    [
        (
            "defensie",
            "Geachte leden van de Commissie Defensie,",
            "Geachte leden van de vaste commissie voor Defensie,",
        ),
        (
            "buitenlandse-zaken",
            "Geachte leden van de Commissie Buitenlandse Zaken,",
            "Geachte leden van de vaste commissie voor Buitenlandse Zaken,",
        ),
        (
            "rijksuitgaven",
            "Geachte leden van de Commissie Rijksuitgaven,",
            "Geachte leden van de commissie voor de Rijksuitgaven,",
        ),
        (
            "presidium",
            "Geachte leden van het Presidium,",
            "Geachte leden van het Presidium,",
        ),
        (
            "ek-bdo",
            "Geachte leden van de Commissie Buitenlandse Zaken, Defensie en "
            "Ontwikkelingssamenwerking,",
            "Geachte leden van de vaste commissie voor Buitenlandse Zaken, Defensie en "
            "Ontwikkelingssamenwerking,",
        ),
    ],
)
def test_the_members_are_greeted(register: Register, key: str, short: str, formal: str) -> None:
    committee = register.find(key, DAY)
    assert address.members_salutation(committee) == short
    assert address.members_salutation(committee, formal=True) == formal


# domain.md 2.1
@pytest.mark.parametrize(
    ("function", "expected", "source"),
    [
        ("Kamervoorzitter", "Geachte Voorzitter,", "S003, RVO93"),
        ("commissievoorzitter", "Geachte voorzitter,", "KST"),
        ("minister", "Geachte minister,", "TA-NB"),
        ("staatssecretaris", "Geachte staatssecretaris,", "TA-NB"),
    ],
)
def test_a_function_is_greeted(function: address.Function, expected: str, source: str) -> None:
    assert address.FUNCTION_SALUTATIONS[function] == expected, source


def test_a_name_is_greeted_as_it_stands() -> None:
    assert address.name_salutation("K. Verbeek") == "Geachte K. Verbeek,"


# domain.md 2.2 (PostNL; the composition is inferred from references 002 and 003)
def test_the_members_of_a_committee_get_four_lines(register: Register) -> None:
    committee = register.find("defensie", DAY)
    assert address.members_address(committee, register.chamber(committee.chamber)) == (
        "Aan de leden van de vaste commissie voor Defensie",
        "Tweede Kamer der Staten-Generaal",
        "Postbus 20018",
        "2500 EA  DEN HAAG",
    )


def test_the_eerste_kamer_has_its_own_postbus(register: Register) -> None:
    committee = register.find("ek-financien", DAY)
    assert address.members_address(committee, register.chamber(committee.chamber)) == (
        "Aan de leden van de vaste commissie voor Financiën",
        "Eerste Kamer der Staten-Generaal",
        "Postbus 20017",
        "2500 EA  DEN HAAG",
    )


def test_the_chairs(register: Register) -> None:
    committee = register.find("defensie", DAY)
    chamber = register.chamber("tk")
    assert address.committee_chair_address(committee, chamber)[:2] == (
        "Aan de voorzitter van de vaste commissie voor Defensie",
        "Tweede Kamer der Staten-Generaal",
    )
    assert address.chamber_chair_address(chamber) == (
        "Aan de Voorzitter van de",
        "Tweede Kamer der Staten-Generaal",
        "Postbus 20018",
        "2500 EA  DEN HAAG",
    )


def test_no_address_is_longer_than_postnl_allows(register: Register) -> None:
    committees = register.on(DAY)
    assert committees
    for committee in committees:
        chamber = register.chamber(committee.chamber)
        assert 3 <= len(address.members_address(committee, chamber)) <= 6
