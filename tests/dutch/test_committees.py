from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from drafter.dutch.committees import CommitteeNotThen, Register, UnknownCommittee
from drafter.dutch.rows import BadRow

TODAY = date(2026, 8, 22)  # the day of the list in domain.md 1.1


# domain.md 1.1: key, code (empty where not confirmed), name, ministry since 23-2-2026
VASTE = [
    ("asiel-en-migratie", "AM", "Asiel en Migratie", "Justitie en Veiligheid"),
    (
        "binnenlandse-zaken",
        "BIZA",
        "Binnenlandse Zaken",
        "Binnenlandse Zaken en Koninkrijksrelaties",
    ),
    (
        "buitenlandse-handel",
        "BuHaOS",
        "Buitenlandse Handel en Ontwikkelingssamenwerking",
        "Buitenlandse Zaken",
    ),
    ("buitenlandse-zaken", "BUZA", "Buitenlandse Zaken", "Buitenlandse Zaken"),
    ("defensie", "DEF", "Defensie", "Defensie"),
    ("digitale-zaken", "DiZa", "Digitale Zaken", ""),
    ("economische-zaken", "", "Economische Zaken", "Economische Zaken en Klimaat"),
    ("europese-zaken", "EU", "Europese Zaken", ""),
    ("financien", "FIN", "Financiën", "Financiën"),
    (
        "infrastructuur-en-waterstaat",
        "I&W",
        "Infrastructuur en Waterstaat",
        "Infrastructuur en Waterstaat",
    ),
    ("justitie-en-veiligheid", "J&V", "Justitie en Veiligheid", "Justitie en Veiligheid"),
    ("klimaat-en-groene-groei", "", "Klimaat en Groene Groei", "Economische Zaken en Klimaat"),
    (
        "koninkrijksrelaties",
        "KR",
        "Koninkrijksrelaties",
        "Binnenlandse Zaken en Koninkrijksrelaties",
    ),
    (
        "landbouw",
        "",
        "Landbouw, Visserij, Voedselzekerheid en Natuur",
        "Landbouw, Visserij, Voedselzekerheid en Natuur",
    ),
    (
        "onderwijs",
        "OCW",
        "Onderwijs, Cultuur en Wetenschap",
        "Onderwijs, Cultuur en Wetenschap",
    ),
    (
        "sociale-zaken",
        "SZW",
        "Sociale Zaken en Werkgelegenheid",
        "Sociale Zaken en Werkgelegenheid",
    ),
    (
        "volksgezondheid",
        "VWS",
        "Volksgezondheid, Welzijn en Sport",
        "Volksgezondheid, Welzijn en Sport",
    ),
    (
        "volkshuisvesting",
        "",
        "Volkshuisvesting en Ruimtelijke Ordening",
        "Binnenlandse Zaken en Koninkrijksrelaties",
    ),
]


@pytest.mark.parametrize(("key", "code", "name", "ministry"), VASTE)
def test_the_vaste_commissies(
    register: Register, key: str, code: str, name: str, ministry: str
) -> None:
    committee = register.find(key, TODAY)
    assert (committee.code, committee.name, committee.ministry) == (code, name, ministry)
    assert committee.official_name == f"vaste commissie voor {name}"
    assert committee.definite == f"de vaste commissie voor {name}"
    assert committee.short_name == f"Commissie {name}"
    assert (committee.chamber, committee.confirmed) == ("tk", True)


# domain.md 1.1, below the table [TKOD22]
@pytest.mark.parametrize(
    ("code", "definite", "short"),
    [
        ("RU", "de commissie voor de Rijksuitgaven", "Commissie Rijksuitgaven"),
        (
            "IV",
            "de commissie voor de Inlichtingen- en Veiligheidsdiensten",
            "Commissie Inlichtingen- en Veiligheidsdiensten",
        ),
        (
            "VERZ",
            "de commissie voor de Verzoekschriften en de Burgerinitiatieven",
            "Commissie Verzoekschriften en Burgerinitiatieven",
        ),
        ("WERK", "de commissie voor de Werkwijze", "Commissie Werkwijze"),
        ("Presidium", "het Presidium", "Presidium"),
    ],
)
def test_the_committees_that_are_not_vaste(
    register: Register, code: str, definite: str, short: str
) -> None:
    committee = register.find(code, TODAY)
    assert (committee.definite, committee.short_name) == (definite, short)
    assert register.find(definite, TODAY) is committee


# domain.md 1.2
@pytest.mark.parametrize(
    ("key", "day", "expected", "source"),
    [
        (
            "buitenlandse-handel",
            "2013-02-01",
            "algemene commissie voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "TK2013",
        ),
        (
            "buitenlandse-handel",
            "2018-11-15",
            "algemene commissie voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "TK2018",
        ),
        (
            "buitenlandse-handel",
            "2019-05-01",
            "algemene commissie voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "TKC: vaste only in 2021-2024",
        ),
        (
            "buitenlandse-handel",
            "2022-07-27",
            "vaste commissie voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "TKC",
        ),
        (
            "buitenlandse-handel",
            "2024-08-06",
            "vaste commissie voor Buitenlandse Handel en Ontwikkelingshulp",
            "TKOD",
        ),
        (
            "buitenlandse-handel",
            "2025-09-01",
            "vaste commissie voor Buitenlandse Handel en Ontwikkelingshulp",
            "TK2025",
        ),
        (
            "buitenlandse-handel",
            "2026-03-06",
            "vaste commissie voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "TKOD",
        ),
        ("defensie", "1997-06-01", "vaste commissie voor Defensie", "KST"),
        (
            "economische-zaken",
            "2022-07-27",
            "vaste commissie voor Economische Zaken en Klimaat",
            "TKOD",
        ),
        ("economische-zaken", "2017-05-19", "vaste commissie voor Economische Zaken", "K17"),
        (
            "infrastructuur-en-waterstaat",
            "2017-05-19",
            "vaste commissie voor Infrastructuur en Milieu",
            "K17",
        ),
        (
            "infrastructuur-en-waterstaat",
            "2017-10-26",
            "vaste commissie voor Infrastructuur en Waterstaat",
            "K17",
        ),
        ("landbouw", "2022-07-27", "vaste commissie voor Landbouw, Natuur en Voedselkwaliteit", ""),
        ("landbouw", "2024-07-03", "vaste commissie voor Landbouw, Natuur en Voedselkwaliteit", ""),
        ("justitie-en-veiligheid", "2017-05-19", "vaste commissie voor Veiligheid en Justitie", ""),
        (
            "justitie-en-veiligheid",
            "2022-11-09",
            "vaste commissie voor Justitie en Veiligheid",
            "S003",
        ),
    ],
)
def test_the_name_is_that_of_the_day(
    register: Register, key: str, day: str, expected: str, source: str
) -> None:
    assert register.find(key, date.fromisoformat(day)).official_name == expected, source


# domain.md 1.1, "committee name is not ministry name" [K26]
@pytest.mark.parametrize(
    ("key", "before", "since"),
    [
        ("asiel-en-migratie", "Asiel en Migratie", "Justitie en Veiligheid"),
        ("economische-zaken", "Economische Zaken", "Economische Zaken en Klimaat"),
        ("klimaat-en-groene-groei", "Klimaat en Groene Groei", "Economische Zaken en Klimaat"),
        (
            "volkshuisvesting",
            "Volkshuisvesting en Ruimtelijke Ordening",
            "Binnenlandse Zaken en Koninkrijksrelaties",
        ),
    ],
)
def test_the_ministry_is_that_of_the_day(
    register: Register, key: str, before: str, since: str
) -> None:
    old = register.find(key, date(2026, 2, 22))
    new = register.find(key, date(2026, 2, 23))
    assert (old.ministry, new.ministry) == (before, since)
    assert old.name == new.name


# domain.md 1.3: the Eerste Kamer's twelve, none of them confirmed
def test_the_eerste_kamer_has_twelve_unconfirmed_committees(register: Register) -> None:
    committees = [one for one in register.on(TODAY) if one.chamber == "ek"]
    assert len(committees) == 12
    assert not any(one.confirmed for one in committees)
    assert all(one.key.startswith("ek-") for one in committees)
    assert all(one.official_name.startswith("vaste commissie voor ") for one in committees)


def test_the_list_of_one_day(register: Register) -> None:
    assert sum(one.chamber == "tk" for one in register.on(TODAY)) == 18 + 5
    in_2019 = {one.key for one in register.on(date(2019, 5, 1))}
    assert "asiel-en-migratie" not in in_2019
    assert "buitenlandse-handel" in in_2019
    assert "digitale-zaken" not in in_2019


# parlement.com (PARL-DZ): in the rules of procedure since 1 April 2021
def test_digitale_zaken_began_in_2021(register: Register) -> None:
    assert register.find("digitale-zaken", date(2021, 4, 1)).confirmed
    with pytest.raises(CommitteeNotThen):
        register.find("digitale-zaken", date(2021, 3, 31))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("defensie", "defensie"),
        ("Defensie", "defensie"),
        ("DEF", "defensie"),
        ("def", "defensie"),
        ("Commissie Defensie", "defensie"),
        ("commissie voor Defensie", "defensie"),
        ("vaste commissie voor Defensie", "defensie"),
        ("de vaste commissie voor Defensie", "defensie"),
        ("Vaste Commissie voor  Defensie ", "defensie"),
        ("vaste Kamercommissie Defensie", "defensie"),
        ("vaste-commissie-voor-Defensie", "defensie"),
        ("Financien", "financien"),
        ("FINANCIËN", "financien"),
        ("Financie\u0308n", "financien"),
        ("I&W", "infrastructuur-en-waterstaat"),
        ("I en W", "infrastructuur-en-waterstaat"),
        ("IenW", "infrastructuur-en-waterstaat"),
        ("J&V", "justitie-en-veiligheid"),
        ("Infrastructuur & Waterstaat", "infrastructuur-en-waterstaat"),
        ("buitenlandse\u00a0zaken", "buitenlandse-zaken"),
        ("BuHa-OS", "buitenlandse-handel"),
        ("BHO", "buitenlandse-handel"),
        ("Buitenlandse Handel en Ontwikkelingshulp", "buitenlandse-handel"),
        (
            "algemene commissie voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "buitenlandse-handel",
        ),
        ("Buitenlandse Handel", "buitenlandse-handel"),
        ("Veiligheid en Justitie", "justitie-en-veiligheid"),
        ("Verkeer en Waterstaat", "infrastructuur-en-waterstaat"),
        ("Binnenlandse Zaken en Koninkrijksrelaties", "binnenlandse-zaken"),
        ("SoZaWe", "sociale-zaken"),
        ("Rijksuitgaven", "rijksuitgaven"),
        ("Inlichtingen en Veiligheidsdiensten", "inlichtingendiensten"),
        ("het Presidium", "presidium"),
        ("BDO", "ek-bdo"),
        ("Immigratie en Asiel", "ek-immigratie-en-asiel"),
        (
            "Economische Zaken en Klimaat/Landbouw, Natuur en Voedselkwaliteit",
            "ek-economische-zaken",
        ),
    ],
)
def test_a_committee_is_found_as_people_write_it(register: Register, text: str, key: str) -> None:
    assert register.find(text, TODAY).key == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Europese Zaken", "europese-zaken"),
        ("Financiën", "financien"),
        ("Justitie en Veiligheid", "justitie-en-veiligheid"),
        ("Koninkrijksrelaties", "koninkrijksrelaties"),
    ],
)
def test_the_tweede_kamer_has_a_shared_name(register: Register, name: str, key: str) -> None:
    assert register.find(f"vaste commissie voor {name}", TODAY).key == key
    eerste = register.find(f"ek-{key}", TODAY)
    assert (eerste.chamber, eerste.name) == ("ek", name)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Defnesie", "Defensie"),
        ("defense", "Defensie"),
        ("commissie defencie", "Defensie"),
        ("Finaciën", "Financiën"),
        ("Buitenlanse Zaken", "Buitenlandse Zaken"),
        ("Handel", "Buitenlandse Handel en Ontwikkelingssamenwerking"),
        ("Ontwikkelingshulp", "Buitenlandse Handel en Ontwikkelingssamenwerking"),
        (
            "Buitenlandse Handel en Ontwikelingssamenwerking",
            "Buitenlandse Handel en Ontwikkelingssamenwerking",
        ),
        ("Welzijn en Sport", "Volksgezondheid, Welzijn en Sport"),
        ("ek-financen", "ek-financien"),
        ("WO=MEN", None),
        ("x", None),
        ("", None),
        ("commissie", None),
    ],
)
def test_a_near_miss_is_suggested(register: Register, text: str, suggestion: str | None) -> None:
    with pytest.raises(UnknownCommittee) as caught:
        register.find(text, TODAY)
    assert (caught.value.text, caught.value.suggestion) == (text, suggestion)


def test_the_suggestion_is_the_name_of_the_day(register: Register) -> None:
    with pytest.raises(UnknownCommittee) as caught:
        register.find("Veiligheid en Justtie", date(2016, 6, 2))
    assert caught.value.suggestion == "Veiligheid en Justitie"


def test_every_key_finds_its_own_committee_and_every_name_one_of_its_chamber_or_the_first(
    register: Register, committee_rows: list[dict[str, Any]]
) -> None:
    for row in committee_rows:
        for period in row["periods"]:
            day = date.fromisoformat(period.get("valid_to", str(TODAY)))
            assert register.find(row["key"], day).key == row["key"]
            named = register.find(period["name"], day)
            assert named.key == row["key"] or (row["chamber"], named.chamber) == ("ek", "tk")
        for spelling in [row.get("code", row["key"]), *row.get("also", [])]:
            assert register.find(spelling, TODAY).key == row["key"]


def test_a_committee_that_was_not_there_yet_is_no_near_miss(register: Register) -> None:
    with pytest.raises(CommitteeNotThen) as caught:
        register.find("Asiel en Migratie", date(2024, 7, 1))
    assert caught.value.committee.valid_from == date(2024, 7, 2)
    assert (caught.value.suggestion, caught.value.on) == (None, date(2024, 7, 1))


def test_a_committee_that_was_abolished(chamber_rows: Any) -> None:
    periods = [
        {
            "name": "Proef",
            "kind": "vaste",
            "source": "x",
            "confirmed": "yes",
            "valid_to": "1-1-2020",
        }
    ]
    rows = [{"key": "proef", "chamber": "tk", "periods": periods}]
    register = Register.from_rows(rows, chamber_rows)
    assert register.find("Proef", date(2020, 1, 1)).name == "Proef"
    with pytest.raises(CommitteeNotThen) as caught:
        register.find("proef", date(2020, 1, 2))
    assert caught.value.committee.valid_to == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("defensie", ["defensie", "ek-bdo"]),
        ("asiel", ["asiel-en-migratie", "ek-immigratie-en-asiel"]),
        ("commissie Ontwikkelingshulp", ["buitenlandse-handel"]),
        ("niets", []),
    ],
)
def test_the_register_can_be_searched(register: Register, text: str, keys: list[str]) -> None:
    assert [one.key for one in register.search(text, TODAY)] == keys


def test_the_periods_of_a_committee_follow_without_gap_or_overlap(
    committee_rows: list[dict[str, Any]],
) -> None:
    changed = [row["periods"] for row in committee_rows if len(row["periods"]) > 1]
    assert changed
    for periods in changed:
        for earlier, later in pairwise(periods):
            next_day = date.fromisoformat(earlier["valid_to"]) + timedelta(days=1)
            assert date.fromisoformat(later["valid_from"]) == next_day
        assert "valid_to" not in periods[-1]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"key": None}, "key"),
        ({"chamber": "xx"}, "chamber"),
        ({"periods": []}, "periods"),
        ({"periods": ["Defensie"]}, "periods"),
        ({"also": "DEF"}, "also"),
    ],
)
def test_a_bad_row_is_named(chamber_rows: Any, change: dict[str, Any], key: str) -> None:
    period = {"name": "Proef", "kind": "vaste", "source": "x", "confirmed": "yes"}
    row = {"key": "proef", "chamber": "tk", "periods": [period]} | change
    with pytest.raises(BadRow) as caught:
        Register.from_rows([row], chamber_rows)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"name": ["a"]}, "name"),
        ({"kind": "vast"}, "kind"),
        ({"valid_from": "2024"}, "valid_from"),
        ({"confirmed": "misschien"}, "confirmed"),
        ({"source": None}, "source"),
    ],
)
def test_a_bad_period_is_named(chamber_rows: Any, change: dict[str, Any], key: str) -> None:
    period = {"name": "Proef", "kind": "vaste", "source": "x", "confirmed": "yes"} | change
    with pytest.raises(BadRow) as caught:
        Register.from_rows([{"key": "p", "chamber": "tk", "periods": [period]}], chamber_rows)
    assert caught.value.key == key


def test_a_chamber_without_address_is_a_bad_row() -> None:
    with pytest.raises(BadRow):
        Register.from_rows([], [{"key": "tk", "name": "Tweede Kamer", "short_name": "TK"}])


# ── Not in the register ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "definite", "short", "chamber"),
    [
        (
            "vaste commissie voor de Ruimtevaart",
            "de vaste commissie voor de Ruimtevaart",
            "Commissie Ruimtevaart",
            "tk",
        ),
        (
            "De algemene commissie voor  Ruimtevaart",
            "de algemene commissie voor Ruimtevaart",
            "Commissie Ruimtevaart",
            "tk",
        ),
        (
            "commissie voor de Ruimtevaart",
            "de commissie voor de Ruimtevaart",
            "Commissie Ruimtevaart",
            "tk",
        ),
        (
            "Tijdelijke commissie Ruimtevaart van de Eerste Kamer",
            "de tijdelijke commissie Ruimtevaart",
            "tijdelijke commissie Ruimtevaart",
            "ek",
        ),
        (
            "parlementaire enquêtecommissie Ruimtevaart",
            "de parlementaire enquêtecommissie Ruimtevaart",
            "parlementaire enquêtecommissie Ruimtevaart",
            "tk",
        ),
    ],
)
def test_a_committee_that_is_typed_in_full(
    register: Register, text: str, definite: str, short: str, chamber: str
) -> None:
    committee = register.find(text, TODAY)
    assert (committee.definite, committee.short_name) == (definite, short)
    assert (committee.chamber, committee.key, committee.confirmed) == (chamber, "", False)


@pytest.mark.parametrize("text", ["vaste commissie voor Defensei", "Commissie Ruimtevaart"])
def test_a_misspelt_or_half_a_name_is_no_committee(register: Register, text: str) -> None:
    with pytest.raises(UnknownCommittee):
        register.find(text, TODAY)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Financiën van de Eerste Kamer", "ek-financien"),
        (
            "vaste commissie voor Justitie en Veiligheid van de Eerste Kamer der Staten-Generaal",
            "ek-justitie-en-veiligheid",
        ),
        ("Financiën van de Tweede Kamer", "financien"),
        ("BDO van de Eerste Kamer", "ek-bdo"),
    ],
)
def test_a_committee_with_its_chamber(register: Register, text: str, key: str) -> None:
    assert register.find(text, TODAY).key == key


# ── domain.md 1.5 ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "post", "visit", "email"),
    [
        (
            "tk",
            ("Postbus 20018", "2500 EA", "Den Haag"),
            ("Bezuidenhoutseweg 67", "2594 AC", "Den Haag"),
            None,
        ),
        (
            "ek",
            ("Postbus 20017", "2500 EA", "Den Haag"),
            ("Kazernestraat 52", None, "Den Haag"),
            "postbus@eerstekamer.nl",
        ),
    ],
)
def test_the_addresses_of_the_chambers(
    chamber_rows: list[dict[str, Any]], key: str, post: Any, visit: Any, email: str | None
) -> None:
    (row,) = (row for row in chamber_rows if row["key"] == key)
    for address, expected in ((row["post"], post), (row["visit"], visit)):
        found = (address["street"], address.get("postcode"), address["town"])
        assert found == expected
    assert row.get("email") == email


# ── domain.md 1.4 ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BUZA", "Buitenlandse Zaken"),  # voortouw
        ("DEF", "Defensie"),
        ("J&V", "Justitie en Veiligheid"),
        ("AM", "Asiel en Migratie"),
        ("BHO", "Buitenlandse Handel en Ontwikkelingshulp"),
        ("OCW", "Onderwijs, Cultuur en Wetenschap"),
    ],
)
def test_the_committees_of_nap_1325(register: Register, text: str, name: str) -> None:
    assert register.find(text, date(2025, 2, 20)).name == name, "TK-NAP"
