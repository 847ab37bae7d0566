"""How references are written: every row of the tables in the facts, with what it comes from."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.dutch.references import (
    Dossier,
    Minutes,
    Motion,
    NotASession,
    Paper,
    Promise,
    Resolution,
    chamber_of,
    document_url,
    normalised,
    session_of,
)
from drafter.dutch.typography import NBSP

DOSSIER = Dossier("29521")


def typed(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("reference", "running"),
    [
        (Paper(DOSSIER, "336"), "Kamerstuk 29 521, nr. 336"),
        (Paper(DOSSIER, "Z"), "Kamerstuk 29 521, Z"),
        (Paper(Dossier("36800", chapter="XVII"), "12"), "Kamerstuk 36 800 XVII, nr. 12"),
        (Paper(Dossier("21501", part="02"), "1723"), "Kamerstuk 21 501-02, nr. 1723"),
        (Paper(Dossier("35099", kingdom="R2114"), "3"), "Kamerstuk 35 099 (R2114), nr. 3"),
        (Paper(Dossier("23700"), "188b"), "Kamerstuk 23 700, nr. 188b"),
        (Motion("Bosman c.s."), "motie-Bosman c.s."),
        (Motion("De Graaf c.s."), "motie-De Graaf c.s."),
        (Motion("Bosman", "amendement"), "amendement-Bosman"),
        (Promise("T02300"), "toezegging T02300"),
        (Resolution("1325", "2000"), "resolutie 1325 (2000) van de VN-Veiligheidsraad"),
        (Resolution("1325"), "resolutie 1325 van de VN-Veiligheidsraad"),
    ],
)
def test_in_a_sentence(reference: Any, running: str) -> None:
    assert normalised(reference) == running


@pytest.mark.parametrize(
    ("reference", "legal"),
    [
        (Paper(DOSSIER, "336", "2016/17", "4"), "Kamerstukken II 2016/17, 29521, nr. 336, p. 4"),
        (Paper(DOSSIER, "Z", "2016/17", "4"), "Kamerstukken I 2016/17, 29521, Z, p. 4"),
        (
            Paper(Dossier("31700", chapter="VI"), "D", "2008/09"),
            "Kamerstukken I 2008/09, 31700 VI, D",
        ),
        (
            Paper(Dossier("21501", part="02"), "1723", "2016/17"),
            "Kamerstukken II 2016/17, 21501-02, nr. 1723",
        ),
        (
            Paper(Dossier("23700"), "188b", "1995/96", "3"),
            "Kamerstukken I 1995/96, 23700, nr. 188b, p. 3",
        ),
        (Paper(DOSSIER, "336", page="4"), "Kamerstuk 29 521, nr. 336, p. 4"),
        (
            Minutes("II", "2010/11", "108", "5", "25-36"),
            "Handelingen II 2010/11, nr. 108, item 5, p. 25-36",
        ),
        (
            Minutes("II", "2014/15", "1241", annex=True),
            "Aanhangsel Handelingen II 2014/15, nr. 1241",
        ),
        (Resolution("1325", "2000"), "S/RES/1325 (2000)"),
        (Motion("Bosman c.s."), "motie-Bosman c.s."),
        (Promise("T02300"), "toezegging T02300"),
    ],
)
def test_in_a_footnote(reference: Any, legal: str) -> None:
    assert typed(reference.legal()) == legal


def test_no_line_breaks_within_a_number_or_before_it() -> None:
    running = Paper(Dossier("36800", chapter="XVII"), "12", page="4").running()
    assert running == "Kamerstuk 36\u00a0800\u00a0XVII, nr.\u00a012, p.\u00a04"
    assert Minutes("II", "2010/11", "8").legal() == "Handelingen II 2010/11, nr.\u00a08"


def test_a_resolution_is_named_in_full_once() -> None:
    assert Resolution("1325", "2000").again() == "resolutie 1325"


def test_a_kingdom_act_is_written_with_its_number_and_known_without() -> None:
    act = Dossier("35099", kingdom="R2114")
    assert (typed(act.running()), act.key()) == ("35 099 (R2114)", "35099")


@pytest.mark.parametrize(
    ("suffix", "chamber"),
    [("336", "II"), ("W", "I"), ("Z", "I"), ("AA", "I"), ("AB", "I"), ("188b", "I")],
)
def test_the_suffix_tells_the_chamber(suffix: str, chamber: str) -> None:
    assert chamber_of(suffix) == Paper(DOSSIER, suffix).chamber == chamber


def test_a_chamber_that_is_named_goes_before_what_the_suffix_tells() -> None:
    assert Paper(DOSSIER, "336", stated="I").chamber == "I"


SITE = "https://zoek.officielebekendmakingen.nl/"


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        (Paper(DOSSIER, "336"), "kst-29521-336.html"),
        (Paper(Dossier("33506"), "AB"), "kst-33506-AB.html"),
        (Paper(Dossier("21501", part="31"), "207"), "kst-21501-31-207.html"),
        (Paper(Dossier("24400", chapter="VIII"), "107"), "kst-24400-VIII-107.html"),
        (Paper(Dossier("35099", kingdom="R2114"), "3"), "kst-35099-3.html"),
        (Minutes("II", "2023/24", "4", "26"), "h-tk-20232024-4-26.html"),
    ],
)
def test_where_a_paper_probably_stands(reference: Any, address: str) -> None:
    assert reference.candidate_url() == SITE + address


def test_where_a_document_outside_any_dossier_probably_stands() -> None:
    assert document_url("2021D03998") == f"{SITE}nds-tk-2021D03998.html"


@pytest.mark.parametrize(
    "minutes",
    [
        Minutes("II", "2009/10", "4"),
        Minutes("I", "2023/24", "4", "26"),
        Minutes("II", "2023/24", "4", "26", annex=True),
    ],
)
def test_no_address_is_made_up_where_none_of_the_kind_was_seen(minutes: Minutes) -> None:
    assert minutes.candidate_url() is None


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("2016/17", "2016/17"),
        ("2016-2017", "2016/17"),
        ("2016–2017", "2016/17"),
        ("2016-17", "2016/17"),
        ("2009/10", "2009/10"),
        ("1999/2000", "1999/2000"),
        ("1999/00", "1999/2000"),
    ],
)
def test_a_parliamentary_year_has_one_form(text: str, session: str) -> None:
    assert session_of(text) == session_of(session) == session


@pytest.mark.parametrize("text", ["", "2016", "2016/18", "2016/2016", "2017/16", "16/17", "2016/7"])
def test_other_years_are_no_parliamentary_year(text: str) -> None:
    with pytest.raises(NotASession) as caught:
        session_of(text)
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("session", "item", "early"),
    [("2009/10", "5", True), ("2010/11", "5", False), ("2009/10", "", False)],
)
def test_items_of_the_minutes_are_numbered_since_2011(session: str, item: str, early: bool) -> None:
    assert Minutes("II", session, "4", item).has_item_too_early() is early
