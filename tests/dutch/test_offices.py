"""Members of government by date: domain.md 1.1 (ministries) and 1.2."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from drafter.dutch.committees import Register
from drafter.dutch.offices import OfficeNotThen, Offices, UnknownOffice
from drafter.dutch.rows import BadRow

TODAY = date(2026, 8, 22)


# domain.md 1.2
@pytest.mark.parametrize(
    ("typed", "day", "expected", "source"),
    [
        (
            "minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "2017-05-19",
            "minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "S002",
        ),
        (
            "minister van BHOS",
            "2022-11-09",
            "minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "S003",
        ),
        (
            "minister van BHOS",
            "2024-07-01",
            "minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            "K24",
        ),
        (
            "minister van BHOS",
            "2024-07-02",
            "minister voor Buitenlandse Handel en Ontwikkelingshulp",
            "K24",
        ),
        (
            "minister van BHOS",
            "2025-06-03",
            "minister voor Buitenlandse Handel en Ontwikkelingshulp",
            "RO25",
        ),
        (
            "minister van BHOS",
            "2025-08-23",
            "staatssecretaris van Buitenlandse Handel",
            "RO25B",
        ),
        (
            "minister van BHOS",
            "2025-09-27",
            "staatssecretaris van Buitenlandse Handel en Ontwikkelingshulp",
            "TK2025",
        ),
        (
            "minister van BHOS",
            "2026-02-23",
            "minister van Buitenlandse Handel en Ontwikkelingssamenwerking",
            "RO26",
        ),
        ("minister van J&V", "2017-05-19", "minister van Veiligheid en Justitie", "S002"),
        ("minister van J&V", "2017-10-26", "minister van Justitie en Veiligheid", "K17"),
        ("minister van J&V", "2022-11-09", "minister van Justitie en Veiligheid", "S003"),
        ("minister van I&W", "2017-10-25", "minister van Infrastructuur en Milieu", "K17"),
        ("minister van I&W", "2017-10-26", "minister van Infrastructuur en Waterstaat", "K17"),
        ("minister van EZ", "2017-10-25", "minister van Economische Zaken", "K17"),
        ("minister van EZ", "2017-10-26", "minister van Economische Zaken en Klimaat", "K17"),
        ("minister van EZ", "2024-07-02", "minister van Economische Zaken", "K24"),
        (
            "minister van LNV",
            "2024-07-01",
            "minister van Landbouw, Natuur en Voedselkwaliteit",
            "K24",
        ),
        (
            "minister van LNV",
            "2024-07-02",
            "minister van Landbouw, Visserij, Voedselzekerheid en Natuur",
            "K24",
        ),
        ("minister van KGG", "2024-07-02", "minister van Klimaat en Groene Groei", "K24"),
        ("minister van EZ", "2026-02-22", "minister van Economische Zaken", "K26"),
        ("minister van EZ", "2026-02-23", "minister van Economische Zaken en Klimaat", "K26"),
    ],
)
def test_the_name_is_that_of_the_day(
    offices: Offices, typed: str, day: str, expected: str, source: str
) -> None:
    office = offices.find(typed, date.fromisoformat(day))
    assert (office.official_name, office.definite) == (expected, f"de {expected}"), source


# domain.md 1.2, office holders as of 23-2-2026 [RO26][K26]
def test_office_holders_are_those_with_a_source(offices: Offices) -> None:
    day = date(2026, 2, 23)
    assert {office.name: office.holder for office in offices.on(day) if office.holder} == {
        "": "Rob Jetten",  # the minister-president
        "Buitenlandse Zaken": "Tom Berendsen",
        "Buitenlandse Handel en Ontwikkelingssamenwerking": "Sjoerd Sjoerdsma",
        "Justitie en Veiligheid": "David van Weel",
        "Asiel en Migratie": "Bart van den Brink",
        "Onderwijs, Cultuur en Wetenschap": "Rianne Letschert",
        "Binnenlandse Zaken en Koninkrijksrelaties": "Pieter Heerma",
    }
    assert not any(office.holder for office in offices.on(day - timedelta(days=1)))


# domain.md 1.1: the ministries since 23-2-2026, three of which took over another [K26]
def test_the_ministries_of_the_day(offices: Offices) -> None:
    before, since = (
        {office.ministry for office in offices.on(date(2026, 2, day))} for day in (22, 23)
    )
    assert before - since == {
        "Asiel en Migratie",
        "Economische Zaken",
        "Klimaat en Groene Groei",
        "Volkshuisvesting en Ruimtelijke Ordening",
    }
    assert since - before == {"Economische Zaken en Klimaat"}


# domain.md 1.1: whom a committee watches; None where that is to be confirmed
@pytest.mark.parametrize(
    ("committee", "expected"),
    [
        ("asiel-en-migratie", "minister van Asiel en Migratie"),
        ("binnenlandse-zaken", "minister van Binnenlandse Zaken en Koninkrijksrelaties"),
        ("buitenlandse-handel", "minister van Buitenlandse Handel en Ontwikkelingssamenwerking"),
        ("buitenlandse-zaken", "minister van Buitenlandse Zaken"),
        ("defensie", "minister van Defensie"),
        ("digitale-zaken", None),
        ("economische-zaken", "minister van Economische Zaken en Klimaat"),
        ("europese-zaken", None),
        ("financien", "minister van Financiën"),
        ("infrastructuur-en-waterstaat", "minister van Infrastructuur en Waterstaat"),
        ("justitie-en-veiligheid", "minister van Justitie en Veiligheid"),
        ("klimaat-en-groene-groei", "minister van Klimaat en Groene Groei"),
        ("koninkrijksrelaties", "minister van Binnenlandse Zaken en Koninkrijksrelaties"),
        ("landbouw", "minister van Landbouw, Visserij, Voedselzekerheid en Natuur"),
        ("onderwijs", "minister van Onderwijs, Cultuur en Wetenschap"),
        ("sociale-zaken", "minister van Sociale Zaken en Werkgelegenheid"),
        ("volksgezondheid", "minister van Volksgezondheid, Welzijn en Sport"),
        ("volkshuisvesting", "minister van Volkshuisvesting en Ruimtelijke Ordening"),
        ("rijksuitgaven", None),
        ("ek-bdo", None),
    ],
)
def test_whom_a_committee_watches(
    register: Register, offices: Offices, committee: str, expected: str | None
) -> None:
    office = offices.overseen_by(register.find(committee, TODAY), TODAY)
    assert (office.official_name if office else None) == expected


@pytest.mark.parametrize(
    ("committee", "day", "expected"),
    [
        (
            "buitenlandse-handel",
            "2019-05-01",
            "minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
        ),
        (
            "buitenlandse-handel",
            "2025-05-28",
            "minister voor Buitenlandse Handel en Ontwikkelingshulp",
        ),
        (
            "buitenlandse-handel",
            "2025-09-27",
            "staatssecretaris van Buitenlandse Handel en Ontwikkelingshulp",
        ),
        ("economische-zaken", "2017-05-19", "minister van Economische Zaken"),
        ("infrastructuur-en-waterstaat", "2017-05-19", "minister van Infrastructuur en Milieu"),
        # the ministry had its new name, the committee not yet
        ("landbouw", "2024-07-03", "minister van Landbouw, Visserij, Voedselzekerheid en Natuur"),
    ],
)
def test_whom_a_committee_watched_then(
    register: Register, offices: Offices, committee: str, day: str, expected: str
) -> None:
    on = date.fromisoformat(day)
    office = offices.overseen_by(register.find(committee, on), on)
    assert office is not None
    assert office.official_name == expected


def test_a_committee_names_an_office_that_there_was(
    offices: Offices, committee_rows: list[dict[str, Any]]
) -> None:
    periods = [one for row in committee_rows for one in row["periods"] if "office" in one]
    assert len(periods) == 7
    assert all(period["office"] in offices for period in periods)
    for period in periods:
        on = date.fromisoformat(period.get("valid_to", str(TODAY)))
        assert period["ministry"] in {office.ministry for office in offices.on(on)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("minister van Defensie", "minister van Defensie"),
        ("de Minister van  Defensie", "minister van Defensie"),
        ("MINISTER VAN FINANCIEN", "minister van Financiën"),
        ("minister van BZ", "minister van Buitenlandse Zaken"),
        ("minister-president", "minister-president"),
        ("de Minister-President", "minister-president"),
        ("minister president", "minister-president"),
        ("premier", "minister-president"),
        ("minister van Algemene Zaken", "minister-president"),
        # not in the register
        ("staatssecretaris van Defensie", "staatssecretaris van Defensie"),
        ("de Minister voor Rechtsbescherming", "minister voor Rechtsbescherming"),
        ("minister van Buitenlandse Handel", "minister van Buitenlandse Handel"),
    ],
)
def test_an_office_is_found_as_people_write_it(offices: Offices, text: str, expected: str) -> None:
    assert offices.find(text, TODAY).official_name == expected


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("minister van Defensei", "minister van Defensie"),
        ("minister voor Defensie", "minister van Defensie"),
        ("minister van Justitie & Veilgheid", "minister van Justitie en Veiligheid"),
        ("Defensie", "minister van Defensie"),
        ("minister-presedent", "minister-president"),
        ("minister-president van Nederland", "minister-president"),
        ("koningin van Lombardije", None),
    ],
)
def test_a_near_miss_is_suggested(offices: Offices, text: str, suggestion: str | None) -> None:
    with pytest.raises(UnknownOffice) as caught:
        offices.find(text, TODAY)
    assert caught.value.suggestion == suggestion


def test_the_minister_president_needs_no_name(offices: Offices) -> None:
    office = offices.find("minister-president", TODAY)
    assert (office.title, office.preposition, office.name) == ("minister-president", "", "")
    assert (office.definite, office.ministry) == ("de minister-president", "Algemene Zaken")


def test_an_office_of_another_time(offices: Offices) -> None:
    with pytest.raises(OfficeNotThen) as caught:
        offices.find("minister van Asiel en Migratie", date(2019, 5, 1))
    assert caught.value.office.valid_from == date(2024, 7, 2)


def test_the_offices_can_be_searched(offices: Offices) -> None:
    found = offices.search("buitenlandse", TODAY)
    assert {office.key for office in found} == {"buitenlandse-handel", "buitenlandse-zaken"}
    assert offices.search("lombardije", TODAY) == ()


def test_an_office_is_found_by_who_holds_it(offices: Offices) -> None:
    (found,) = offices.search("sjoerdsma", TODAY)
    assert found.holder == "Sjoerd Sjoerdsma"
    assert offices.search("sjoerdsma", date(2025, 1, 1)) == ()


def test_the_periods_of_an_office_follow_without_gap_or_overlap(
    office_rows: list[dict[str, Any]],
) -> None:
    for row in office_rows:
        for earlier, later in pairwise(row["periods"]):
            next_day = date.fromisoformat(earlier["valid_to"]) + timedelta(days=1)
            assert date.fromisoformat(later["valid_from"]) == next_day
        assert "valid_to" not in row["periods"][-1]


PERIOD = {
    "title": "minister",
    "preposition": "van",
    "name": "Proef",
    "source": "x",
    "confirmed": "yes",
}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"title": "koning"}, "title"),
        ({"preposition": "uit"}, "preposition"),
        ({"name": None}, "name"),
        ({"confirmed": "maybe"}, "confirmed"),
        ({"address": "Straat 1"}, "address"),
        ({"address": {"street": "x", "postcode": "12", "town": "x"}}, "address"),
    ],
)
def test_a_bad_row_is_named(change: dict[str, Any], key: str) -> None:
    row = {"key": "proef", "periods": [PERIOD | change]}
    with pytest.raises(BadRow) as caught:
        Offices.from_rows([row])
    assert caught.value.key == key
