"""The sentence that opens a letter, for every kind of occasion and every form of time."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch.meetings import MeetingType, MeetingTypes
from drafter.dutch.occasions import (
    Details,
    Meets,
    OccasionWords,
    Reader,
    When,
    is_chapter,
    is_year,
    object_noun,
    occasion_words,
    parse_dossier,
)

LETTER = date(2026, 6, 2)
MEETING = date(2026, 6, 9)
SUBJECT = "de missie"
COMMITTEE = "de vaste commissie voor Defensie"


def said(
    meetings: MeetingTypes,
    type: str,
    when: When,
    *,
    subject: str = SUBJECT,
    letter: date = LETTER,
    stage: str = "",
    reader: Reader = "participant",
    committee: str = "",
    **details: str,
) -> str:
    kind = meetings.find(type, when.first or letter)
    kind = kind.stages[stage] if stage else kind
    words = occasion_words(
        kind,
        when,
        letter,
        Details(subject, **details),
        reader=reader,
        meets=Meets(committee) if committee else None,
    )
    return words.sentence(subject).replace("\u00a0", " ")


# domain.md 4.1 and 4.2: a weekday and a date; the year when it is another; nothing relative
@pytest.mark.parametrize(
    ("when", "letter", "expected"),
    [
        (When.on(MEETING), LETTER, "Op dinsdag 9 juni debatteert u"),
        (When.on(MEETING, time(10)), LETTER, "Op dinsdag 9 juni om 10.00 uur debatteert u"),
        (When.on(MEETING), MEETING, "Op dinsdag 9 juni debatteert u"),
        (When.on(MEETING), date(2026, 6, 10), "Op dinsdag 9 juni debatteerde u"),
        (When.on(date(2027, 1, 12)), date(2026, 12, 22), "Op dinsdag 12 januari 2027 debatteert u"),
        (
            When.on(date(2025, 12, 16), time(9, 30)),
            date(2026, 1, 6),
            "Op dinsdag 16 december 2025 debatteerde u",
        ),
        (When.week(date(2026, 6, 8)), LETTER, "In de week van 8 juni debatteert u"),
        (When.week(date(2026, 6, 1)), LETTER, "Deze week debatteert u"),
        (When.week(date(2026, 5, 25)), LETTER, "In de week van 25 mei debatteerde u"),
        (
            When.week(date(2027, 1, 4)),
            date(2026, 12, 22),
            "In de week van 4 januari 2027 debatteert u",
        ),
        (When.month(date(2026, 6, 1)), LETTER, "Deze maand debatteert u"),
        (When.month(date(2026, 5, 1)), LETTER, "In mei debatteerde u"),
        (When.month(date(2026, 12, 1)), LETTER, "In december debatteert u"),
        (When.month(date(2027, 1, 1)), LETTER, "In januari 2027 debatteert u"),
        (When("soon"), LETTER, "Binnenkort debatteert u"),
    ],
)
def test_the_sentence_by_time(
    meetings: MeetingTypes, when: When, letter: date, expected: str
) -> None:
    sentence = said(meetings, "commissiedebat", when, letter=letter)
    assert sentence == f"{expected} met de minister over de missie."


@pytest.mark.parametrize(
    ("type", "expected"),
    [
        ("commissiedebat", "het commissiedebat met de minister over X"),
        ("schriftelijk overleg", "het schriftelijk overleg over X"),
        ("plenair debat", "het plenaire debat over X"),
        ("hoorzitting", "de hoorzitting over X"),
        ("werkbezoek", "het werkbezoek in het kader van X"),
        ("stemmingen", "de stemmingen over X"),
        ("begrotingsbehandeling", "de behandeling van de begroting van X"),
        ("begroting", "de behandeling van de begroting van X"),
        ("wetsvoorstel", "de behandeling van het wetsvoorstel X"),
    ],
)
def test_a_date_that_nobody_knows_yet(meetings: MeetingTypes, type: str, expected: str) -> None:
    sentence = said(meetings, type, When("unknown"), subject="X")
    opening = "Wij schrijven u met het oog op"
    assert sentence == f"{opening} {expected}, waarvan de datum nog niet bekend is."
    assert said(meetings, type, When(), subject="X") == f"{opening} {expected}."


@pytest.mark.parametrize(
    ("day", "at", "reader", "expected"),
    [
        (date(2026, 6, 4), None, "participant", "Tot en met donderdag 4 juni kunt u"),
        (date(2026, 6, 4), time(12), "participant", "Tot donderdag 4 juni 12.00 uur kunt u"),
        (date(2026, 6, 2), None, "participant", "Tot en met dinsdag 2 juni kunt u"),
        (date(2026, 6, 1), None, "participant", "Tot en met maandag 1 juni kon u"),
        (date(2026, 6, 4), None, "other", f"Tot en met donderdag 4 juni kan {COMMITTEE}"),
        (date(2026, 6, 1), None, "government", f"Tot en met maandag 1 juni kon {COMMITTEE}"),
    ],
)
def test_a_deadline(
    meetings: MeetingTypes, day: date, at: time | None, reader: Reader, expected: str
) -> None:
    when = When.deadline(day, at)
    sentence = said(meetings, "SO", when, reader=reader, committee=COMMITTEE)
    assert sentence == f"{expected} inbreng leveren voor het schriftelijk overleg over de missie."


# Who is spoken to: those who meet, the minister they meet with, or somebody else.
@pytest.mark.parametrize(
    ("type", "reader", "committee", "expected"),
    [
        ("CD", "participant", "", "debatteert u met de minister over X."),
        ("CD", "government", "", "debatteert een Kamercommissie met u over X."),
        ("CD", "government", COMMITTEE, f"debatteert {COMMITTEE} met u over X."),
        ("CD", "other", "", "debatteert een Kamercommissie met de minister over X."),
        ("CD", "other", COMMITTEE, f"debatteert {COMMITTEE} met de minister over X."),
        ("PV", "participant", "", "bespreekt u in uw procedurevergadering X."),
        ("PV", "other", COMMITTEE, f"bespreekt {COMMITTEE} in haar procedurevergadering X."),
        ("plenair debat", "participant", COMMITTEE, "debatteert de Kamer over X."),
        ("plenair debat", "government", "", "debatteert de Kamer over X."),
    ],
)
def test_the_reader_decides_who_meets(
    meetings: MeetingTypes, type: str, reader: Reader, committee: str, expected: str
) -> None:
    when = When.on(MEETING)
    sentence = said(meetings, type, when, subject="X", reader=reader, committee=committee)
    assert sentence == f"Op dinsdag 9 juni {expected}"


@pytest.mark.parametrize(
    ("type", "when", "expected"),
    [
        ("CD", When.on(MEETING), "Op dinsdag 9 juni debatteert u met de ministers A en B over X."),
        (
            "CD",
            When(),
            "Wij schrijven u met het oog op het commissiedebat met de ministers A en B over X.",
        ),
        (
            "CD",
            When("unknown"),
            "Wij schrijven u met het oog op het commissiedebat met de ministers A en B over X, "
            "waarvan de datum nog niet bekend is.",
        ),
        (
            "NO",
            When("soon"),
            "Binnenkort bespreekt u met de ministers A en B in een notaoverleg X.",
        ),
        (
            "kamerbrief",
            When.on(date(2026, 5, 28)),
            "Op donderdag 28 mei stuurden de ministers A en B de Kamer een brief over X.",
        ),
    ],
)
def test_with_whom(meetings: MeetingTypes, type: str, when: When, expected: str) -> None:
    assert said(meetings, type, when, subject="X", with_whom="de ministers A en B") == expected


@pytest.mark.parametrize(
    ("type", "stage", "when", "expected"),
    [
        (
            "wetsvoorstel",
            "",
            When(),
            "Wij schrijven u met het oog op de behandeling van het wetsvoorstel X.",
        ),
        ("wetsvoorstel", "", When("soon"), "Binnenkort behandelt de Kamer het wetsvoorstel X."),
        (
            "wetsvoorstel",
            "plenair",
            When.on(MEETING),
            "Op dinsdag 9 juni behandelt de Kamer plenair het wetsvoorstel X.",
        ),
        (
            "wetsvoorstel",
            "plenair",
            When("unknown"),
            "Wij schrijven u met het oog op de plenaire behandeling van het wetsvoorstel X, "
            "waarvan de datum nog niet bekend is.",
        ),
        (
            "wetsvoorstel",
            "wetgevingsoverleg",
            When.on(MEETING),
            "Op dinsdag 9 juni bespreekt u in een wetgevingsoverleg het wetsvoorstel X.",
        ),
        (
            "wetsvoorstel",
            "inbreng-verslag",
            When.deadline(MEETING),
            "Tot en met dinsdag 9 juni kunt u inbreng leveren voor het verslag over het"
            " wetsvoorstel X.",
        ),
        (
            "wetsvoorstel",
            "inbreng-verslag",
            When("unknown"),
            "Wij schrijven u met het oog op de inbreng voor het verslag over het wetsvoorstel X, "
            "waarvan de datum nog niet bekend is.",
        ),
        (
            "begroting",
            "",
            When.month(date(2026, 11, 1)),
            "In november behandelt de Kamer de begroting van X.",
        ),
        (
            "begroting",
            "wetgevingsoverleg",
            When.on(date(2026, 11, 16)),
            "Op maandag 16 november bespreekt u in een wetgevingsoverleg de begroting van X.",
        ),
        (
            "kamerbrief",
            "",
            When.on(LETTER),
            "Op dinsdag 2 juni stuurde het kabinet de Kamer een brief over X.",
        ),
        (
            "kamerbrief",
            "",
            When.on(MEETING),
            "Op dinsdag 9 juni stuurt het kabinet de Kamer een brief over X.",
        ),
        (
            "kamerbrief",
            "",
            When("soon"),
            "Binnenkort stuurt het kabinet de Kamer een brief over X.",
        ),
        ("kamerbrief", "", When(), "Eerder stuurde het kabinet de Kamer een brief over X."),
        (
            "eerdere-brief",
            "",
            When.on(date(2025, 11, 20)),
            "Op donderdag 20 november 2025 schreven wij u over X.",
        ),
        ("eerdere-brief", "", When.month(date(2026, 5, 1)), "In mei schreven wij u over X."),
        ("eerdere-brief", "", When(), "Eerder schreven wij u over X."),
    ],
)
def test_what_is_no_meeting(
    meetings: MeetingTypes, type: str, stage: str, when: When, expected: str
) -> None:
    assert said(meetings, type, when, subject="X", stage=stage) == expected


@pytest.mark.parametrize(
    ("sender", "verb"),
    [
        ("de minister van Buitenlandse Handel en Ontwikkelingshulp", "stuurde"),
        ("staatssecretaris Tuinman", "stuurde"),
        ("de ministers van Defensie en Buitenlandse Zaken", "stuurden"),
        ("de minister van Defensie en de minister van Buitenlandse Zaken", "stuurden"),
    ],
)
def test_who_sent_a_letter(meetings: MeetingTypes, sender: str, verb: str) -> None:
    sentence = said(meetings, "kamerbrief", When.on(LETTER), subject="X", with_whom=sender)
    assert sentence == f"Op dinsdag 2 juni {verb} {sender} de Kamer een brief over X."


@pytest.mark.parametrize(
    ("type", "subject", "expected"),
    [
        ("wetsvoorstel", "het wetsvoorstel Wet veilige havens", ""),
        ("wetsvoorstel", "Wet veilige havens", "het wetsvoorstel"),
        ("wetsvoorstel", "de Wet veilige havens", ""),
        ("wetsvoorstel", "wetsvoorstel Wet veilige havens", "het"),
        ("wetsvoorstel", "initiatiefwetsvoorstel-X", "het wetsvoorstel"),
        ("wetsvoorstel", "wijziging van de Wet veilige havens", "het wetsvoorstel tot"),
        ("wetsvoorstel", "tot wijziging van de Wet veilige havens", "het wetsvoorstel"),
        ("wetsvoorstel", "Wijziging van de Wet veilige havens", "het wetsvoorstel tot"),
        ("wetsvoorstel", "regels over havens", "het wetsvoorstel met"),
        ("wetsvoorstel", "implementatie van een richtlijn", "het wetsvoorstel tot"),
        ("wetsvoorstel", "voorstel van wet van het lid Jansen", "het"),
        ("begroting", "het Gemeentefonds", "de begroting van"),
        ("begroting", "ministerie van Defensie", "de begroting van het"),
        ("begroting", "de begroting van Defensie", ""),
        ("begroting", "begroting van Defensie", "de"),
        ("begroting", "Defensie", "de begroting van"),
        ("begrotingsbehandeling", "Defensie", "de begroting van"),
        ("begrotingsbehandeling", "de begroting van Defensie", ""),
        ("commissiedebat", "missies", ""),
    ],
)
def test_a_bare_name_gets_its_noun_and_no_other_twice(
    meetings: MeetingTypes, type: str, subject: str, expected: str
) -> None:
    assert object_noun(meetings.find(type, MEETING), subject) == expected


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({}, "."),
        ({"dossier": "36 800"}, " (36 800)."),
        ({"chapter": "X"}, " (hoofdstuk X)."),
        ({"year": "2027"}, " voor 2027."),
        (
            {"year": "2027", "chapter": "X", "dossier": "36 800 X"},
            " voor 2027 (hoofdstuk X, 36 800 X).",
        ),
    ],
)
def test_what_follows_the_subject(
    meetings: MeetingTypes, details: dict[str, str], expected: str
) -> None:
    sentence = said(meetings, "begroting", When(), subject="Defensie", **details)
    assert (
        sentence
        == f"Wij schrijven u met het oog op de behandeling van de begroting van Defensie{expected}"
    )


def test_an_unknown_date_comes_after_the_dossier(meetings: MeetingTypes) -> None:
    sentence = said(
        meetings, "wetsvoorstel", When("unknown"), subject="de Wet veilige havens", dossier="36 800"
    )
    assert sentence == (
        "Wij schrijven u met het oog op de behandeling van de Wet veilige havens (36 800), "
        "waarvan de datum nog niet bekend is."
    )


@pytest.mark.parametrize("type", ["CD", "kamerbrief", "wetsvoorstel"])
def test_a_deadline_for_what_has_none_is_refused(meetings: MeetingTypes, type: str) -> None:
    with pytest.raises(ValueError, match="no time of the form"):
        said(meetings, type, When.deadline(MEETING))


def test_of_a_request_nothing_is_said(meetings: MeetingTypes) -> None:
    with pytest.raises(ValueError, match="no time of the form"):
        said(meetings, "verzoek", When())


def test_the_words_apart(meetings: MeetingTypes) -> None:
    kind = meetings.find("plenair debat", MEETING)
    words = occasion_words(kind, When.on(MEETING, time(14, 5)), LETTER, Details("X"))
    assert isinstance(words, OccasionWords)
    before = "Op dinsdag 9\u00a0juni om 14.05\u00a0uur debatteert de Kamer over"
    assert "".join(words.before) == before
    assert words.after == (".",)
    assert (words.noun, words.definite) == ("plenair debat", "het plenaire debat")
    assert (words.audience, words.past) == ("kamer", False)


# ── For every kind, form of time, reader and calendar ─────────────────────────

DAYS = st.dates(date(1995, 1, 1), date(2040, 12, 31))
TIMES = st.none() | st.times()


def whens(day: date, at: time | None) -> dict[str, When]:
    return {
        "date": When.on(day, at),
        "week": When.week(date.fromordinal(day.toordinal() - day.weekday())),
        "month": When.month(day.replace(day=1)),
        "deadline": When.deadline(day, at),
        "soon": When("soon"),
        "unknown": When("unknown"),
        "none": When(),
    }


@given(
    data=st.data(),
    letter=DAYS,
    day=DAYS,
    at=TIMES,
    reader=st.sampled_from(["participant", "government", "other"]),
    committee=st.sampled_from(["", COMMITTEE]),
    dossier=st.sampled_from(["", "36 800"]),
    with_whom=st.sampled_from(["", "de minister van Defensie"]),
)
def test_every_sentence_is_whole(
    meetings: MeetingTypes,
    data: st.DataObject,
    letter: date,
    day: date,
    at: time | None,
    reader: Reader,
    committee: str,
    dossier: str,
    with_whom: str,
) -> None:
    kinds: list[MeetingType] = [
        kind
        for one in meetings.all()
        for kind in (one, *one.stages.values())
        if one.existed(day) and one.forms
    ]
    kind = data.draw(st.sampled_from(kinds))
    when = whens(day, at)[data.draw(st.sampled_from(kind.forms))]
    details = Details(SUBJECT, with_whom if kind.company else "", dossier)
    words = occasion_words(
        kind, when, letter, details, reader=reader, meets=Meets(committee) if committee else None
    )
    sentence = words.sentence(SUBJECT).replace("\u00a0", " ")
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert f" {SUBJECT}" in sentence
    assert not re.search(r"  | [.,]|\.\.|\(\)|[{}]|\b(de|het|een) (de|het|een)\b", sentence)
    if when.first:
        assert (str(when.first.year) in sentence) == (when.first.year != letter.year)
    else:
        assert not any(str(year) in sentence for year in range(1995, 2041))
    if with_whom and kind.company and when.form != "deadline":
        assert with_whom in sentence


# ── What an input may hold ────────────────────────────────────────────────────


# domain.md 5.1 and 5.3, DOSSIER
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("36800", "36 800"),
        ("36 800", "36 800"),
        ("36\u00a0800", "36 800"),
        (" 29521 ", "29 521"),
        ("36 800 X", "36 800 X"),
        ("36800 XVII", "36 800 XVII"),
        ("21 501-02", "21 501-02"),
        ("35 099 (R2114)", "35 099 (R2114)"),
    ],
)
def test_a_dossier_is_grouped(text: str, expected: str) -> None:
    assert parse_dossier(text).replace("\u00a0", " ") == expected
    assert " " not in parse_dossier(text)


@pytest.mark.parametrize("text", ["", "36.800", "36 800, nr. 2", "2020D51493", "3680", "36 800 x"])
def test_other_numbers_are_no_dossier(text: str) -> None:
    with pytest.raises(ValueError, match="not a dossier"):
        parse_dossier(text)


def test_chapters_and_years() -> None:
    assert all(map(is_chapter, ("I", "X", "XVII", "IIA", "IIB")))
    assert not any(map(is_chapter, ("", "10", "x", "X, nr. 2", "hoofdstuk X")))
    assert is_year("2027")
    assert not any(map(is_year, ("", "27", "2027/28", "20277", "3027")))
