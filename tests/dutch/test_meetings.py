from datetime import date
from typing import Any

import pytest

from drafter.dutch.meetings import (
    FORMS,
    MeetingType,
    MeetingTypeNotThen,
    MeetingTypes,
    UnknownMeetingType,
)
from drafter.dutch.occasions import Details, When, occasion_words

LETTER = date(2026, 6, 2)
MEETING = date(2026, 6, 9)
OLD = date(2020, 6, 9)


def sentence(kind: MeetingType, day: date, letter_date: date) -> str:
    words = occasion_words(kind, When.on(day), letter_date, Details("X"))
    return plain(words.sentence("X"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# domain.md 1.6: text, noun with article, who meets, opening sentence about "X"
ROWS = [
    ("commissiedebat", "het commissiedebat", "commissie", "debatteert u met de minister over X."),
    ("notaoverleg", "het notaoverleg", "commissie", "bespreekt u in een notaoverleg X."),
    (
        "wetgevingsoverleg",
        "het wetgevingsoverleg",
        "commissie",
        "bespreekt u in een wetgevingsoverleg X.",
    ),
    (
        "schriftelijk overleg",
        "het schriftelijk overleg",
        "commissie",
        "kunt u inbreng leveren voor het schriftelijk overleg over X.",
    ),
    (
        "rondetafelgesprek",
        "het rondetafelgesprek",
        "commissie",
        "houdt u een rondetafelgesprek over X.",
    ),
    ("hoorzitting", "de hoorzitting", "commissie", "houdt u een hoorzitting over X."),
    (
        "technische briefing",
        "de technische briefing",
        "commissie",
        "ontvangt u een technische briefing over X.",
    ),
    (
        "procedurevergadering",
        "de procedurevergadering",
        "commissie",
        "bespreekt u in uw procedurevergadering X.",
    ),
    ("plenair debat", "het plenaire debat", "kamer", "debatteert de Kamer over X."),
    (
        "tweeminutendebat",
        "het tweeminutendebat",
        "kamer",
        "houdt de Kamer een tweeminutendebat over X.",
    ),
    (
        "begrotingsbehandeling",
        "de begrotingsbehandeling",
        "kamer",
        "behandelt de Kamer de begroting van X.",
    ),
    (
        "petitieaanbieding",
        "de petitieaanbieding",
        "commissie",
        "ontvangt u een petitie over X.",
    ),
    ("werkbezoek", "het werkbezoek", "commissie", "gaat u op werkbezoek in het kader van X."),
    ("gesprek", "het gesprek", "commissie", "voert u een gesprek over X."),
    ("vragenuur", "het vragenuur", "kamer", "stellen Kamerleden in het vragenuur vragen over X."),
    ("stemmingen", "de stemmingen", "kamer", "stemt de Kamer over X."),
]

OLD_ROWS = [
    ("algemeen overleg", "het algemeen overleg", "commissie", "vergaderde u over X."),
    (
        "begrotingsoverleg",
        "het begrotingsoverleg",
        "commissie",
        "besprak u in een begrotingsoverleg X.",
    ),
    ("VAO", "het VAO", "kamer", "hield de Kamer een VAO over X."),
    ("VSO", "het VSO", "kamer", "hield de Kamer een VSO over X."),
]


@pytest.mark.parametrize(("text", "definite", "audience", "expected"), ROWS)
def test_a_meeting_to_come(
    meetings: MeetingTypes, text: str, definite: str, audience: str, expected: str
) -> None:
    kind = meetings.find(text, MEETING)
    assert kind.definite == definite
    assert kind.article == definite.split()[0]
    assert kind.audience == audience
    opening = "Tot en met" if kind.deadline else "Op"
    assert sentence(kind, MEETING, LETTER) == f"{opening} dinsdag 9 juni {expected}"


@pytest.mark.parametrize(("text", "definite", "audience", "expected"), OLD_ROWS)
def test_a_meeting_of_a_type_that_is_gone(
    meetings: MeetingTypes, text: str, definite: str, audience: str, expected: str
) -> None:
    kind = meetings.find(text, OLD)
    assert (kind.definite, kind.audience) == (definite, audience)
    assert sentence(kind, OLD, date(2020, 7, 1)) == f"Op dinsdag 9 juni {expected}"


def test_every_type_is_in_the_table(meetings: MeetingTypes) -> None:
    others = {"wetsvoorstel", "begroting", "Kamerbrief", "eerdere brief", "verzoek"}
    nouns = {row[0] for row in (*ROWS, *OLD_ROWS)} | others
    assert {kind.noun for kind in meetings.all()} == nouns


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("CD", "commissiedebat"),
        ("cd", "commissiedebat"),
        ("Commissiedebat", "commissiedebat"),
        ("commissiedebatten", "commissiedebat"),
        ("het commissiedebat", "commissiedebat"),
        ("commissie-debat", "commissiedebat"),
        ("NO", "notaoverleg"),
        ("no", "notaoverleg"),
        ("WGO", "wetgevingsoverleg"),
        ("SO", "schriftelijk overleg"),
        ("RTG", "rondetafelgesprek"),
        ("rondetafelgesprekken", "rondetafelgesprek"),
        ("PV", "procedurevergadering"),
        ("technische-briefing", "technische briefing"),
        ("plenaire debat", "plenair debat"),
        ("het plenaire debat", "plenair debat"),
        ("petitie", "petitieaanbieding"),
        # labels of the Kamer's open data [TKPY]
        ("Hoorzitting / rondetafelgesprek", "rondetafelgesprek"),
        ("Inbreng schriftelijk overleg", "schriftelijk overleg"),
        ("Plenair debat (tweeminutendebat)", "tweeminutendebat"),
    ],
)
def test_a_type_is_found_as_people_write_it(meetings: MeetingTypes, text: str, noun: str) -> None:
    assert meetings.find(text, MEETING).noun == noun


# domain.md 1.6, the Reglement van Orde in force since 31 March 2021 [TK-PV]
@pytest.mark.parametrize(
    ("text", "day", "noun"),
    [
        ("commissiedebat", "2021-03-30", "algemeen overleg"),
        ("commissiedebat", "2021-03-31", "commissiedebat"),
        ("AO", "2021-03-30", "algemeen overleg"),
        ("AO", "2021-03-31", "commissiedebat"),
        ("algemeen overleg", "2016-12-22", "algemeen overleg"),
        ("tweeminutendebat", "2021-03-30", "VAO"),
        ("VAO", "2021-03-31", "tweeminutendebat"),
        ("VSO", "2021-03-30", "VSO"),
        ("verslag schriftelijk overleg", "2021-03-31", "tweeminutendebat"),
        ("begrotingsoverleg", "2019-11-04", "begrotingsoverleg"),
    ],
)
def test_the_noun_is_that_of_the_day_of_the_meeting(
    meetings: MeetingTypes, text: str, day: str, noun: str
) -> None:
    assert meetings.find(text, date.fromisoformat(day)).noun == noun


def test_a_meeting_that_is_no_longer_held(meetings: MeetingTypes) -> None:
    with pytest.raises(MeetingTypeNotThen) as caught:
        meetings.find("begrotingsoverleg", MEETING)
    assert caught.value.kind.noun == "begrotingsoverleg"
    assert caught.value.suggestion is None


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("comissiedebat", "commissiedebat"),
        ("commisiedebad", "commissiedebat"),
        ("algemeen overlg", "commissiedebat"),
        ("rondetafel", "rondetafelgesprek"),
        ("tafelgesprek", "rondetafelgesprek"),
        ("plenair", "plenair debat"),
        ("borrel", None),
        ("", None),
    ],
)
def test_a_near_miss_is_suggested(
    meetings: MeetingTypes, text: str, suggestion: str | None
) -> None:
    with pytest.raises(UnknownMeetingType) as caught:
        meetings.find(text, MEETING)
    assert (caught.value.text, caught.value.suggestion) == (text, suggestion)


def test_no_row_has_a_slip(meeting_rows: list[dict[str, Any]], meetings: MeetingTypes) -> None:
    assert len(meeting_rows) == 25
    kinds = [
        part for kind in meetings.all() for part in (kind, *kind.stages.values()) if kind.forms
    ]
    assert len(kinds) == 29
    for kind in kinds:
        assert kind.definite.split()[0] in {"de", "het", "onze"}
        assert kind.event.split()[0] in {"de", "het", "onze"}
        words = (kind.verb, kind.past_verb, kind.rest, kind.about, kind.deadline, kind.object)
        assert all(word == word.strip() for word in words)
        assert kind.verb != kind.past_verb
        assert set(kind.forms) <= set(FORMS)
        assert bool(kind.deadline) == ("deadline" in kind.forms)


def test_a_stage_has_the_words_of_the_bill_but_for_its_own(meetings: MeetingTypes) -> None:
    bill = meetings.find("wetsvoorstel", MEETING)
    assert list(bill.stages) == ["inbreng-verslag", "wetgevingsoverleg", "plenair"]
    plenary = bill.stages["plenair"]
    assert (plenary.noun, plenary.verb, plenary.audience) == ("wetsvoorstel", "behandelt", "kamer")
    assert plenary.event == "de plenaire behandeling"
    assert plenary.stages == {}
