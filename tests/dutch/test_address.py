"""Forms of address: domain.md 2.1, 2.2 and 2.4, row by row."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from drafter.dutch import address
from drafter.dutch.address import Address, Addressed, Role
from drafter.dutch.committees import Chamber, Committee, Register
from drafter.dutch.names import Person
from drafter.dutch.offices import Offices

DAY = date(2026, 6, 2)
TWEEDE_KAMER = ("Tweede Kamer der Staten-Generaal", "Postbus 20018", "2500 EA  DEN HAAG")
EERSTE_KAMER = ("Eerste Kamer der Staten-Generaal", "Postbus 20017", "2500 EA  DEN HAAG")


def committees(register: Register, *names: str) -> list[tuple[Committee, Chamber]]:
    found = [register.find(name, DAY) for name in names]
    return [(one, register.chamber(one.chamber)) for one in found]


def block(words: Addressed) -> tuple[str, ...]:
    return address.address_block(words.addresses)


# ── 2.1 Salutation ────────────────────────────────────────────────────────────


# Members of a committee (reference 000)
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
        ("presidium", "Geachte leden van het Presidium,", "Geachte leden van het Presidium,"),
        (
            "ek-bdo",
            "Geachte leden van de Commissie Buitenlandse Zaken, Defensie en "
            "Ontwikkelingssamenwerking,",
            "Geachte leden van de vaste commissie voor Buitenlandse Zaken, Defensie en "
            "Ontwikkelingssamenwerking,",
        ),
        (
            "vaste commissie voor de Ruimtevaart",
            "Geachte leden van de Commissie Ruimtevaart,",
            "Geachte leden van de vaste commissie voor de Ruimtevaart,",
        ),
        (
            "tijdelijke commissie Toekomst",
            "Geachte leden van de tijdelijke commissie Toekomst,",
            "Geachte leden van de tijdelijke commissie Toekomst,",
        ),
    ],
)
def test_the_members_are_greeted(register: Register, key: str, short: str, formal: str) -> None:
    known = committees(register, key)
    assert address.to_committees(known).salutation == short
    assert address.to_committees(known, formal=True).salutation == formal


# Other roles: chair of the Kamer S003 and RVO93, chair of a committee KST
@pytest.mark.parametrize(
    ("role", "of_committee", "of_chamber"),
    [
        ("voorzitter", "Geachte voorzitter,", "Geachte Voorzitter,"),
        ("griffier", "Geachte griffier,", "Geachte griffier,"),
        ("woordvoerders", "Geachte woordvoerders Mali,", "Geachte woordvoerders Mali,"),
        ("leden", "Geachte leden van de Commissie Defensie,", "Geachte leden van de Tweede Kamer,"),
    ],
)
def test_a_role_is_greeted(
    register: Register, role: Role, of_committee: str, of_chamber: str
) -> None:
    subject = "Mali" if role == "woordvoerders" else ""
    known = committees(register, "defensie")
    assert address.to_committees(known, role, subject=subject).salutation == of_committee
    chamber = register.chamber("tk")
    assert address.to_chamber(chamber, role, subject=subject).salutation == of_chamber


def test_party_leaders_are_greeted(register: Register) -> None:
    words = address.to_chamber(register.chamber("tk"), "fractievoorzitters")
    assert words.salutation == "Geachte fractievoorzitters,"
    assert block(words) == (
        "Aan de fractievoorzitters in de",
        "Tweede Kamer der Staten-Generaal",
        "Postbus 20018",
        "2500 EA  DEN HAAG",
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ("defensie", "buitenlandse-zaken"),
            "Geachte leden van de commissies Defensie en Buitenlandse Zaken,",
        ),
        (
            ("defensie", "OCW", "BUZA"),
            "Geachte leden van de Commissie Defensie, de Commissie Onderwijs, Cultuur en "
            "Wetenschap en de Commissie Buitenlandse Zaken,",
        ),
        (
            ("financien", "ek-financien"),
            "Geachte leden,",
        ),
        (
            ("defensie", "ek-financien", "financien"),
            "Geachte leden,",
        ),
    ],
)
def test_several_committees_are_greeted(
    register: Register, names: tuple[str, ...], expected: str
) -> None:
    assert address.to_committees(committees(register, *names)).salutation == expected


# Members of government (TA-NB), in the order typed
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["minister van Defensie"], "Geachte minister,"),
        (["staatssecretaris van Defensie"], "Geachte staatssecretaris,"),
        (["minister van BZ", "minister van Defensie"], "Geachte ministers,"),
        (
            ["staatssecretaris van Defensie", "minister van BZ"],
            "Geachte staatssecretaris, geachte minister,",
        ),
        (
            ["minister van BZ", "staatssecretaris van Defensie", "minister van Defensie"],
            "Geachte ministers, geachte staatssecretaris,",
        ),
        (
            ["staatssecretaris van Defensie", "staatssecretaris van Sport"],
            "Geachte staatssecretarissen,",
        ),
    ],
)
def test_members_of_government_are_greeted(
    offices: Offices, names: list[str], expected: str
) -> None:
    found = [offices.find(name, DAY) for name in names]
    assert address.to_offices(found).salutation == expected


@pytest.mark.parametrize(
    ("salutations", "expected"),
    [
        (["Geachte minister,"], "Geachte minister,"),
        (
            ["Geachte leden van de Commissie Defensie,", "Geachte minister,"],
            "Geachte leden van de Commissie Defensie, geachte minister,",
        ),
        (
            ["Beste Anne,", "Geacht Kamerlid,", "Excellentie"],
            "Beste Anne, geacht Kamerlid, Excellentie,",
        ),
    ],
)
def test_salutations_are_joined(salutations: list[str], expected: str) -> None:
    assert address.joined_salutations(salutations) == expected


# ── 2.2 Address block ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "chamber"), [("defensie", TWEEDE_KAMER), ("ek-financien", EERSTE_KAMER)]
)
def test_the_members_of_a_committee_get_four_lines(
    register: Register, key: str, chamber: tuple[str, ...]
) -> None:
    known = committees(register, key)
    name = known[0][0].name
    words = address.to_committees(known)
    assert block(words) == (f"Aan de leden van de vaste commissie voor {name}", *chamber)


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("voorzitter", "Aan de voorzitter van de vaste commissie voor Defensie"),
        ("griffier", "Aan de griffier van de vaste commissie voor Defensie"),
        ("woordvoerders", "Aan de woordvoerders van de vaste commissie voor Defensie"),
    ],
)
def test_somebody_in_a_committee(register: Register, role: Role, line: str) -> None:
    assert block(address.to_committees(committees(register, "DEF"), role)) == (line, *TWEEDE_KAMER)


# S002 and S003: "Aan de Voorzitter van de (Tweede|Eerste) Kamer der Staten-Generaal"
@pytest.mark.parametrize(("key", "lines"), [("tk", TWEEDE_KAMER), ("ek", EERSTE_KAMER)])
def test_the_chair_of_a_chamber(register: Register, key: str, lines: tuple[str, ...]) -> None:
    words = address.to_chamber(register.chamber(key), "voorzitter")
    assert block(words) == ("Aan de Voorzitter van de", *lines)


def test_through_the_clerk(register: Register) -> None:
    one = address.to_committees(committees(register, "defensie"), via_clerk=True)
    assert block(one)[1] == "via de griffier van de commissie"
    two = address.to_committees(committees(register, "defensie", "BUZA"), via_clerk=True)
    assert block(two)[2] == "via de griffiers van de commissies"
    chamber = address.to_chamber(register.chamber("tk"), via_clerk=True)
    assert block(chamber)[2] == "via de griffier"


# 1.4: the committees named together as joint reports do (KST)
def test_committees_of_one_chamber_share_its_address(register: Register) -> None:
    words = address.to_committees(committees(register, "defensie", "buitenlandse-zaken"))
    assert block(words) == (
        "Aan de leden van de vaste commissie voor Defensie en",
        "de vaste commissie voor Buitenlandse Zaken",
        *TWEEDE_KAMER,
    )


def test_committees_of_both_chambers_fit_the_window(register: Register) -> None:
    words = address.to_committees(committees(register, "defensie", "ek-bdo"))
    assert block(words) == (
        "Aan de leden van de vaste commissie voor Defensie",
        "Tweede Kamer der Staten-Generaal, Postbus 20018",
        "Aan de leden van de vaste commissie voor Buitenlandse Zaken, Defensie en "
        "Ontwikkelingssamenwerking",
        "Eerste Kamer der Staten-Generaal, Postbus 20017",
        "2500 EA  DEN HAAG",
    )


# 1.4: the lead committee and those that follow for NAP 1325 (TK-NAP)
def test_many_committees_run_on(register: Register) -> None:
    names = ("BUZA", "DEF", "J&V", "AM", "BHO", "OCW")
    words = address.to_committees(committees(register, *names))
    whom, *rest = block(words)
    assert tuple(rest) == (TWEEDE_KAMER[0] + ", " + TWEEDE_KAMER[1], TWEEDE_KAMER[2])
    assert whom.startswith("Aan de leden van de vaste commissie voor Buitenlandse Zaken, de vaste ")
    assert whom.endswith(" en de vaste commissie voor Onderwijs, Cultuur en Wetenschap")


def test_members_of_government_in_the_order_given(offices: Offices) -> None:
    names = ["minister van Defensie", "minister van BZ", "staatssecretaris van Sport"]
    words = address.to_offices([offices.find(name, DAY) for name in names])
    assert block(words) == (
        "Aan de minister van Defensie,",
        "de minister van Buitenlandse Zaken en",
        "de staatssecretaris van Sport",
    )
    assert words.body == "uw ministeries"


def test_the_address_of_a_ministry_is_that_of_its_own_members(offices: Offices) -> None:
    of = [offices.find(name, DAY) for name in ("minister van BZ", "minister van BHOS")]
    assert block(address.to_offices(of[:1]))[1:] == ("Postbus 20061", "2500 EB  DEN HAAG")
    assert block(address.to_offices(of))[2:] == ("Postbus 20061", "2500 EB  DEN HAAG")
    typed = address.to_offices(of, ("Postbus 1", "2500 AA  DEN HAAG"))
    assert block(typed)[2:] == ("Postbus 1", "2500 AA  DEN HAAG")


def test_the_minister_president(offices: Offices) -> None:
    words = address.to_offices([offices.find("minister-president", DAY)])
    assert block(words) == ("Aan de minister-president", "Postbus 20001", "2500 EA  DEN HAAG")
    assert (words.salutation, words.body) == ("Geachte minister-president,", "uw ministerie")


def test_the_minister_president_with_others(offices: Offices) -> None:
    names = ["minister-president", "minister van Defensie"]
    words = address.to_offices([offices.find(name, DAY) for name in names])
    assert block(words) == ("Aan de minister-president en", "de minister van Defensie")
    assert words.salutation == "Geachte minister-president, geachte minister,"
    assert address.plural("minister-president", 2) == "minister-president"


PERSON = Person("Vries", "de", "A.", first_name="Aukje")


def test_a_member_of_parliament_is_at_the_chamber(register: Register) -> None:
    chamber = register.chamber("tk")
    assert block(address.to_person(PERSON, chamber=chamber)) == (
        "A. (Aukje) de Vries",
        "lid van de Tweede Kamer der Staten-Generaal",
        *TWEEDE_KAMER[1:],
    )
    words = address.to_person(PERSON, function="griffier", organisation="Fractie", chamber=chamber)
    assert block(words)[1:3] == ("griffier", "Fractie")
    assert block(words)[3:] == TWEEDE_KAMER
    assert words.kind == "member"


def test_a_person_and_an_organisation() -> None:
    where = ("Straat 1", "1234 AB  PLAATS")
    words = address.to_person(PERSON, function="directeur", where=where)
    assert block(words)[1:] == ("directeur", *where)
    assert words.kind == "person"
    to_both = address.to_organisation("Stichting Vrede", "Kim Verbeek", where)
    assert block(to_both) == ("Stichting Vrede", "t.a.v. Kim Verbeek", *where)
    assert to_both.salutation == "Geachte Kim Verbeek,"
    assert block(address.to_organisation("Stichting Vrede", "", where))[1:] == where


HERE, THERE = ("Straat 1", "1234 AB  HIER"), ("Straat 2", "1234 AB  DAAR")
ACROSS = ("Straat 3", "1234 AB  HIER")


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ([Address(("A",), HERE, HERE), Address(("B",), HERE, HERE)], ("A", "B", *HERE)),
        ([Address(("A",), HERE, HERE), Address(("B",), THERE, THERE)], ("A", *HERE, "B", *THERE)),
        (
            [Address(("A", "B"), HERE, HERE), Address(("C",), ACROSS, ACROSS)],
            ("A", "B", "Straat 1", "C", "Straat 3", "1234 AB  HIER"),
        ),
        ([Address(("A",), (), ()), Address(("B",), (), ())], ("A", "B")),
    ],
)
def test_addresses_in_one_block(addresses: list[Address], expected: tuple[str, ...]) -> None:
    assert address.address_block(addresses) == expected


def test_no_address_in_parliament_is_longer_than_postnl_allows(register: Register) -> None:
    known = [(one, register.chamber(one.chamber)) for one in register.on(DAY)]
    assert known
    for several in [*combinations(known, 1), *combinations(known, 2), known]:
        words = address.to_committees(several)
        assert 3 <= len(block(words)) <= address.WINDOW, several


# The dates on which names changed, and one of each time between.
@pytest.mark.parametrize(
    "day", ["2013-02-01", "2019-05-01", "2022-11-09", "2025-02-20", "2026-06-02"]
)
@pytest.mark.parametrize("role", ["leden", "voorzitter", "griffier", "woordvoerders"])
def test_no_slip_in_any_committee(register: Register, role: Role, day: str) -> None:
    for one in register.on(date.fromisoformat(day)):
        words = address.to_committees([(one, register.chamber(one.chamber))], role, formal=True)
        text = " / ".join([*block(words)[:-1], words.salutation, words.body, words.members])
        assert not re.search(r"  | [,.]|\bde (de|het)\b|\bhet (de|het)\b|[,.]{2}", text), text
        assert words.salutation.endswith(",")


# ── How the text speaks to them ───────────────────────────────────────────────


@pytest.mark.parametrize(
    ("names", "role", "body", "members"),
    [
        (("DEF",), "leden", "uw commissie", "u"),
        (("DEF",), "voorzitter", "uw commissie", "de leden van uw commissie"),
        (("DEF",), "griffier", "de commissie", "de leden van de commissie"),
        (("DEF",), "woordvoerders", "uw commissie", "u"),
        (("DEF", "BUZA"), "leden", "uw commissies", "u"),
        (("presidium",), "leden", "het Presidium", "u"),
    ],
)
def test_the_text_speaks_of_a_committee(
    register: Register, names: Any, role: Role, body: str, members: str
) -> None:
    words = address.to_committees(committees(register, *names), role)
    assert (words.body, words.members) == (body, members)


@pytest.mark.parametrize(
    ("role", "body", "members"),
    [
        ("leden", "uw Kamer", "u"),
        ("voorzitter", "uw Kamer", "de leden van uw Kamer"),
        ("griffier", "de Kamer", "de leden van de Kamer"),
        ("fractievoorzitters", "uw fracties", "u"),
        ("woordvoerders", "u", "u"),
    ],
)
def test_the_text_speaks_of_a_chamber(
    register: Register, role: Role, body: str, members: str
) -> None:
    words = address.to_chamber(register.chamber("tk"), role, subject="x")
    assert (words.body, words.members) == (body, members)


def test_the_text_speaks_of_a_ministry(offices: Offices) -> None:
    words = address.to_offices([offices.find("minister van BZ", DAY)])
    assert (words.kind, words.body, words.members) == ("office", "uw ministerie", "u")


# ── 2.4 Closing ───────────────────────────────────────────────────────────────


def test_the_closing_formulas() -> None:
    assert address.CLOSING == "Met vriendelijke groet,"  # S000
    assert address.FORMAL_CLOSING == "Hoogachtend,"  # TA-K
