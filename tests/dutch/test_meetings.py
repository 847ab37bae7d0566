from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch.meetings import (
    MeetingType,
    MeetingTypeNotThen,
    MeetingTypes,
    UnknownMeetingType,
    meeting_words,
)

LETTER = date(2026, 6, 2)
MEETING = date(2026, 6, 9)
OLD = date(2020, 6, 9)


def meeting_sentence(
    kind: MeetingType, day: date | None, at: time | None, subject: str, letter_date: date
) -> str:
    return meeting_words(kind, day, at, letter_date).sentence(subject)


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
        "levert u inbreng voor het schriftelijk overleg over X.",
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
    ("begrotingsbehandeling", "de begrotingsbehandeling", "kamer", "behandelt de Kamer X."),
    (
        "petitieaanbieding",
        "de petitieaanbieding",
        "commissie",
        "ontvangt u een petitie over X.",
    ),
    ("werkbezoek", "het werkbezoek", "commissie", "gaat u op werkbezoek in verband met X."),
    ("gesprek", "het gesprek", "commissie", "voert u een gesprek over X."),
    ("vragenuur", "het vragenuur", "kamer", "stelt de Kamer in het vragenuur vragen over X."),
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
    sentence = meeting_sentence(kind, MEETING, None, "X", LETTER)
    assert plain(sentence) == f"Op dinsdag 9 juni {expected}"


@pytest.mark.parametrize(("text", "definite", "audience", "expected"), OLD_ROWS)
def test_a_meeting_of_a_type_that_is_gone(
    meetings: MeetingTypes, text: str, definite: str, audience: str, expected: str
) -> None:
    kind = meetings.find(text, OLD)
    assert (kind.definite, kind.audience) == (definite, audience)
    sentence = meeting_sentence(kind, OLD, None, "X", date(2020, 7, 1))
    assert plain(sentence) == f"Op dinsdag 9 juni {expected}"


def test_every_type_is_in_the_table(meetings: MeetingTypes) -> None:
    nouns = {row[0] for row in (*ROWS, *OLD_ROWS)}
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


SUBJECT = "de voortgang van de VN-missie in Mali"


@pytest.mark.parametrize(
    ("day", "at", "letter", "expected"),
    [
        (MEETING, None, LETTER, "Op dinsdag 9 juni debatteert u"),
        (MEETING, time(10), LETTER, "Op dinsdag 9 juni om 10.00 uur debatteert u"),
        (MEETING, None, MEETING, "Op dinsdag 9 juni debatteert u"),
        (MEETING, None, date(2026, 6, 10), "Op dinsdag 9 juni debatteerde u"),
        (MEETING, time(9, 30), date(2026, 6, 10), "Op dinsdag 9 juni om 9.30 uur debatteerde u"),
        (date(2027, 1, 12), None, date(2026, 12, 22), "Op dinsdag 12 januari 2027 debatteert u"),
        (date(2025, 12, 16), None, date(2026, 1, 6), "Op dinsdag 16 december 2025 debatteerde u"),
        (None, None, LETTER, "Binnenkort debatteert u"),
    ],
)
def test_the_sentence_by_date(
    meetings: MeetingTypes, day: date | None, at: time | None, letter: date, expected: str
) -> None:
    kind = meetings.find("commissiedebat", MEETING)
    sentence = meeting_sentence(kind, day, at, SUBJECT, letter)
    assert plain(sentence) == f"{expected} met de minister over {SUBJECT}."


def test_the_words_apart(meetings: MeetingTypes) -> None:
    words = meeting_words(meetings.find("plenair debat", MEETING), MEETING, time(14, 5), LETTER)
    assert words.when == "Op dinsdag 9\u00a0juni om 14.05\u00a0uur"
    assert words.phrase == "debatteert de Kamer over"
    assert (words.noun, words.article) == ("plenair debat", "het")
    assert words.definite == "het plenaire debat"
    assert (words.audience, words.past) == ("kamer", False)


def test_a_time_without_a_date_is_refused(meetings: MeetingTypes) -> None:
    with pytest.raises(ValueError, match="needs a date"):
        meeting_words(meetings.find("CD", MEETING), None, time(10), LETTER)


DAYS = st.dates(date(1995, 1, 1), date(2040, 12, 31))
TIMES = st.none() | st.times()


@given(data=st.data(), letter=DAYS, day=DAYS, at=TIMES)
def test_every_sentence_is_whole(
    meetings: MeetingTypes, data: st.DataObject, letter: date, day: date, at: time | None
) -> None:
    kind = data.draw(st.sampled_from([one for one in meetings.all() if one.existed(day)]))
    sentence = plain(meeting_sentence(kind, day, at, SUBJECT, letter))
    assert sentence.startswith("Op ")
    assert sentence.endswith(f" {SUBJECT}.")
    assert (str(day.year) in sentence) == (day.year != letter.year)
    assert not any(slip in sentence for slip in ("  ", " .", " ,", "..", "()", " de de ", "de het"))


def test_no_row_has_a_slip(meeting_rows: list[dict[str, Any]]) -> None:
    assert len(meeting_rows) == 20
    for row in meeting_rows:
        assert row["definite"].split()[0] in {"de", "het"}
        for phrase in (row["present"], row["past"]):
            assert phrase == phrase.strip()
            who = " u " if row["audience"] == "commissie" else " de Kamer"
            assert who in f"{phrase} "
