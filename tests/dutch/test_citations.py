"""References are found in any text, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch import citations
from drafter.dutch.citations import find
from drafter.dutch.near_misses import mendings
from drafter.dutch.references import (
    Dossier,
    Minutes,
    Motion,
    Paper,
    Promise,
    Reference,
    Resolution,
    normalised,
)


def found(text: str) -> list[tuple[str, str]]:
    """Each reference as it stands in the text, and normalised."""
    return [(one.text, normalised(one.reference)) for one in find(text)]


# A few words around every reference to a Kamerstuk in two government letters, in their order.
IN_LETTERS = [
    ("Defensie (kenmerk 29521-227 van", "Kamerstuk 29 521, nr. 227"),
    ("(Kamerstuk 21 501-02, nr. 1723) heeft", "Kamerstuk 21 501-02, nr. 1723"),
    ("2016 (Kamerstuk \n29 521, nr. 336) en", "Kamerstuk 29 521, nr. 336"),
    ("2017 (Kamerstuk \n29 521, nr. 340), heeft", "Kamerstuk 29 521, nr. 340"),
    ("Eerste Kamer, vergaderjaar 2016–2017, 29 521, Z 3", "Kamerstuk 29 521, Z"),
    ("(Kamerstuk 29 521, nr. W), streeft", "Kamerstuk 29 521, W"),
    ("(Kamerstuk 29 521, nr. W) ondersteunt", "Kamerstuk 29 521, W"),
    ("Eerste Kamer, vergaderjaar 2016–2017, 29 521, Z 6", "Kamerstuk 29 521, Z"),
    ("(Kamerstuk 29 521, nr. W) en", "Kamerstuk 29 521, W"),
    ("MINUSMA (Kamerstuk 29 521 nr. 337), worden", "Kamerstuk 29 521, nr. 337"),
    ("Eerste Kamer, vergaderjaar 2016–2017, 29 521, Z 8", "Kamerstuk 29 521, Z"),
    ("(Kamerstuk 29 521, nr. W). MINUSMA", "Kamerstuk 29 521, W"),
    ("(Kamerstuk 29 521, nr. 340) ", "Kamerstuk 29 521, nr. 340"),
    ("(Kamerstuk 29 521, \nnr. W), heeft", "Kamerstuk 29 521, W"),
    ("2016 (Kamerstuk 29 521, nr. W), heeft", "Kamerstuk 29 521, W"),
    ("[Kamerbrief NAP1325-IV](#), kenmerk:26 150 nr. 190", "Kamerstuk 26 150, nr. 190"),
    ("gendergelijkheid in EU](#), kenmerk 30420 nr. 367", "Kamerstuk 30 420, nr. 367"),
]


def test_all_seventeen_are_there() -> None:
    assert len(IN_LETTERS) == 17


@pytest.mark.parametrize(("text", "expected"), IN_LETTERS)
def test_a_paper_in_a_letter_is_found_and_normalised(text: str, expected: str) -> None:
    assert [reference for _typed, reference in found(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VN \nVeiligheidsraadsresolutie 1325 ontwikkeld", ["1325"]),
        ("conform Resolutie 1325 en", ["1325"]),
        ("15 jaar UNSCR 1325", ["1325"]),
        ("van VNVR 1325 is", ["1325"]),
        ("VNVR1325, was", ["1325"]),
        ("VNVR Resolutie 1325", ["1325"]),
        ("VN Veiligheidsraad (VNVR) Resolutie 1325 over", ["1325"]),
        ("(Res1325) aangenomen", ["1325"]),
        (
            "Resoluties 1820, 1888, 1889, 1960, 2106, 2122 en 2242.",
            ["1820", "1888", "1889", "1960", "2106", "2122", "2242"],
        ),
        ("S/RES/1325 (2000)", ["1325 (2000)"]),
        ("resoluties 1325 (2000) en 2242 (2015)", ["1325 (2000)", "2242 (2015)"]),
        ("op 15 jaar UNSCR 1325 (2015).", ["1325"]),  # the year of the book in which it stands
        ("resolutie 1325, 2000 militairen", ["1325"]),
    ],
)
def test_a_resolution_is_found_whatever_it_is_called(text: str, expected: list[str]) -> None:
    references = [normalised(one.reference) for one in find(text)]
    assert references == [f"resolutie {name} van de VN-Veiligheidsraad" for name in expected]


def test_each_of_several_resolutions_stands_where_its_number_stands() -> None:
    assert [one.text for one in find("resoluties 1820, 1888 en 2242")] == [
        "resoluties 1820",
        "1888",
        "2242",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("motie-Bosman c.s. van 2020", [("motie-Bosman c.s.", "motie-Bosman c.s.")]),
        ("de motie-De Graaf c.s.", [("motie-De Graaf c.s.", "motie-De Graaf c.s.")]),
        ("Motie-Van der Staaij is", [("Motie-Van der Staaij", "motie-Van der Staaij")]),
        ("het amendement-Bosman", [("amendement-Bosman", "amendement-Bosman")]),
        (
            "motie-Taverne (Kamerstuk 21 501-02, nr. 1538)",
            [
                ("motie-Taverne", "motie-Taverne"),
                ("Kamerstuk 21 501-02, nr. 1538", "Kamerstuk 21 501-02, nr. 1538"),
            ],
        ),
        ("toezegging T02300", [("toezegging T02300", "toezegging T02300")]),
        ("zie T02300.", [("T02300", "toezegging T02300")]),
        (
            "Aanhangsel van de Handelingen II 2014/15, nr. 1241",
            [
                (
                    "Aanhangsel van de Handelingen II 2014/15, nr. 1241",
                    "Aanhangsel Handelingen II 2014/15, nr. 1241",
                )
            ],
        ),
        (
            "Kamerstuk 35 099 (R2114), nr. 3",
            [("Kamerstuk 35 099 (R2114), nr. 3", "Kamerstuk 35 099 (R2114), nr. 3")],
        ),
        (
            "Kamerstukken I 2008/09, 31700 VI, D",
            [("Kamerstukken I 2008/09, 31700 VI, D", "Kamerstuk 31 700 VI, D")],
        ),
        ("zie kst-21501-31-207.", [("kst-21501-31-207", "Kamerstuk 21 501-31, nr. 207")]),
    ],
)
def test_motions_promises_and_minutes_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "de implementatie van VNVR 132513.",  # 1325, and the sign of note 13
        "kenmerk: 2020D51493",
        "2020D51493",
        "Onze Referentie BZDOC-2023943977-38",
        "kenmerk BZDOC-2023943977-38",
        "kenmerk 2023943977-38",
        "oplossing voor conflict56.",
        "het NAP 1325 en NAP1325-IV",
        "https://www.cordaid.org/en/publications/financing-unscr-1325/",
        "https://www.rijksoverheid.nl/documenten/kamerstukken/2016/03/08/kamerbrief",
        "Kamerstuk 29 521",  # a dossier, and no paper of it
        "Kamerstuk 29 521, nr. w",  # W is not w
        "de Kamerstukken over 29 521 mensen",
        "Kamerstuk 29 521, 15 december 2016",
        "Kamerstuk 29 521, 2016",
        "Kamerstukken II 2016/18, 29521, nr. 336",
        "een motie-achtig voorstel",
        "tijdens vredesonderhandelingen II 2010/11, nr. 4",
        "2 500 EA Den Haag, Postbus 20018",
        # Addresses of papers that do not tell dossier and number.
        "kst-20062007-30312-B",
        "kst-1051416",
        "kst-cxxiv-g",
    ],
)
def test_nothing_else_is_taken_for_a_reference(text: str) -> None:
    assert find(text) == []


def test_a_capital_tells_one_paper_from_another() -> None:
    (one,) = find("Kamerstuk 29 521, W")
    assert one.reference == Paper(Dossier("29521"), "W")


def test_overlapping_references_are_one() -> None:
    assert len(find("kenmerk 29521-227")) == 1


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\n", " \n", "\n  "])
def test_any_space_is_a_space(space: str) -> None:
    text = f"Kamerstuk{space}29\u00a0521,{space}nr.{space}336"
    assert found(text) == [(text, "Kamerstuk 29 521, nr. 336")]
    assert mendings(text) == ()


# ── In a field of its own ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29521-336", "Kamerstuk 29 521, nr. 336"),
        ("29 521 nr. 336", "Kamerstuk 29 521, nr. 336"),
        ("29521, nr. W", "Kamerstuk 29 521, W"),
        ("29 521, Z", "Kamerstuk 29 521, Z"),
        ("29521 336", "Kamerstuk 29 521, nr. 336"),
        ("29521,nr.336", "Kamerstuk 29 521, nr. 336"),
        ("29 521, Nr 336.", "Kamerstuk 29 521, nr. 336"),
        ("Kamerstuk 29 521, nr. 336", "Kamerstuk 29 521, nr. 336"),
        ("kamerstuk 29521 nr 336", "Kamerstuk 29 521, nr. 336"),
        ("kenmerk:26 150 nr. 190", "Kamerstuk 26 150, nr. 190"),
        ("kst-21501-31-207", "Kamerstuk 21 501-31, nr. 207"),
        (
            "https://zoek.officielebekendmakingen.nl/kst-24400-VIII-107.html",
            "Kamerstuk 24 400 VIII, nr. 107",
        ),
        ("36800-XVII, nr. 12", "Kamerstuk 36 800 XVII, nr. 12"),
        ("35 099 (R 2114), nr. 3", "Kamerstuk 35 099 (R2114), nr. 3"),
        (
            "Kamerstukken II 2016/17, 29521, nr. 336, p. 4",
            "Kamerstuk 29 521, nr. 336, p. 4",
        ),
        ("Eerste Kamer, vergaderjaar 2016–2017, 29 521, Z", "Kamerstuk 29 521, Z"),
    ],
)
def test_any_near_miss_of_a_paper_will_do(text: str, expected: str) -> None:
    paper = citations.paper(text)
    assert paper
    assert normalised(paper) == expected


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("29.521 nr 336", "Kamerstuk 29 521, nr. 336"),
        ("29521/336", "Kamerstuk 29 521, nr. 336"),
        ("29 521, w", "Kamerstuk 29 521, W"),
        ("2020D51493", None),
        ("BZDOC-2023943977-38", None),
        ("29 521", None),
        ("de brief", None),
    ],
)
def test_what_is_no_paper_may_have_been_meant_as_one(text: str, likely: str | None) -> None:
    assert citations.paper(text) is None
    meant = citations.likely_paper(text)
    assert (meant and normalised(meant)) == likely


def test_other_references_in_a_field_of_their_own() -> None:
    assert citations.resolution("1325") == Resolution("1325")
    assert citations.resolution("827 (1993)") == Resolution("827", "1993")
    assert citations.resolution("S/RES/1325 (2000)") == Resolution("1325", "2000")
    assert citations.resolution("VNVR 1325 (2000)") == Resolution("1325", "2000")
    assert citations.resolution("resolutie1325") == Resolution("1325")
    assert citations.resolution("132513") is None
    assert citations.motion("Bosman c.s.") == Motion("Bosman c.s.")
    assert citations.motion("amendement-Bosman") == Motion("Bosman", "amendement")
    assert citations.motion("bosman") is None
    assert citations.promise("T02300") == Promise("T02300")
    assert citations.promise("T2300") is None


def test_minutes_and_their_annex_are_told_apart() -> None:
    debate = Minutes("II", "2010/11", "108", "5", "25-36")
    assert citations.minutes("II 2010/11 nr. 108 item 5 p. 25-36", annex=False) == debate
    assert citations.minutes("II 2010/18, nr. 108", annex=False) is None
    question = Minutes("II", "2014/15", "1241", annex=True)
    assert citations.minutes("II 2014/15, nr. 1241", annex=True) == question
    full = "Aanhangsel Handelingen II 2014/15, nr. 1241"
    assert citations.minutes(full, annex=True) == question
    assert citations.minutes(full, annex=False) is None


@pytest.mark.parametrize(("text", "expected"), [("2020D51493", True), ("29521-336", False)])
def test_a_document_number_is_known_as_one(text: str, expected: bool) -> None:
    assert citations.is_document_number(text) is expected


# ── Mending ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Kamerstuk 29 521 nr. 337", "Kamerstuk 29 521, nr. 337"),
        ("Kamerstuk 29521, nr. 336", "Kamerstuk 29 521, nr. 336"),
        ("Kamerstuk 29 521, nr. W", "Kamerstuk 29 521, W"),
        ("Kamerstuk 29 521, nr.336", "Kamerstuk 29 521, nr. 336"),
        ("Kamerstuk29 521, 336", "Kamerstuk 29 521, nr. 336"),
        ("kamerstuk 29 521, nr. 336", "Kamerstuk 29 521, nr. 336"),
        ("Kamerstukken II 2016-2017, 29521 nr. 4", "Kamerstukken II 2016/17, 29521, nr. 4"),
        ("Handelingen II 2010/11 nr. 4", "Handelingen II 2010/11, nr. 4"),
        ("UNSCR1325", "UNSCR 1325"),
        ("VNVR1325", "VNVR 1325"),
        ("Res1325", "resolutie 1325"),
        ("resolutie1325", "resolutie 1325"),
        ("S/RES/1325(2000)", "S/RES/1325 (2000)"),
    ],
)
def test_a_near_miss_is_mended(text: str, mended: str) -> None:
    before, after = "Zie *x* (", "), en verder."
    (one,) = mendings(f"{before}{text}{after}")
    assert (one.start, one.end) == (len(before), len(before) + len(text))
    assert (one.replacement, one.code) == (mended, "citation")
    assert mendings(mended) == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Res1325 telt.", "Resolutie 1325"),
        ("Zo. Res1325 telt.", "Resolutie 1325"),
        ("Zo\n\nRes1325 telt.", "Resolutie 1325"),
        ("De Res1325 telt.", "resolutie 1325"),
        ("De\nRes1325 telt.", "resolutie 1325"),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, mended: str) -> None:
    assert [one.replacement for one in mendings(text)] == [mended]


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstuk 29 521, nr. 336",
        "Kamerstuk 29 521, nr. 336, p. 4",
        "Kamerstuk 29 521, W",
        "Kamerstukken 29 521, nr. 336 en nr. 340",
        "Kamerstukken II 2016/17, 29521, nr. 336, p. 4",
        "Kamerstukken II 2016/17, 29 521, nr. 336",
        "Kamerstuk 35 099 (R2114), nr. 3",
        "Handelingen II 2010/11, nr. 108, item 5, p. 25-36",
        "Aanhangsel van de Handelingen II 2014/15, nr. 1241",
        "Resolutie 1325, VNVR 1325, UNSCR 1325 en VNVR Resolutie 1325",
        "resolutie 1325 (2000) van de VN-Veiligheidsraad",
        "S/RES/1325 (2000)",
        "motie-Bosman c.s.",
        "Eerste Kamer, vergaderjaar 2016–2017, 29 521, Z",
        "kenmerk 29521-227",  # it may be a ministry's
        "kenmerk: 2020D51493",
        "BZDOC-2023943977-38",
        "VNVR 132513",
        "https://zoek.officielebekendmakingen.nl/kst-29521-336.html",
        "https://example.org/UNSCR1325",
    ],
)
def test_what_is_right_or_not_ours_is_left_alone(text: str) -> None:
    assert mendings(text) == ()


# ── For any text ──────────────────────────────────────────────────────────────

_DIGITS = st.from_regex(r"[1-9][0-9]{0,3}", fullmatch=True)
_DOSSIERS = st.builds(
    Dossier,
    st.from_regex(r"[0-9]{5}", fullmatch=True),
    st.just("") | st.from_regex(r"[0-9]{2}", fullmatch=True),
    st.sampled_from(["", "V", "VIII", "XVII", "IXB"]),
    st.sampled_from(["", "R2114"]),
)
_PAGES = st.just("") | _DIGITS
_REFERENCES: st.SearchStrategy[Reference] = st.one_of(
    st.builds(
        Paper,
        _DOSSIERS,
        _DIGITS | st.from_regex("[1-9][0-9]{0,2}[a-z]|[A-Z]{1,2}", fullmatch=True),
        st.just(""),
        _PAGES,
        st.none(),
    ),
    st.builds(
        Minutes,
        st.sampled_from(["I", "II"]),
        st.integers(1814, 2090).map(
            lambda year: f"{year}/{year + 1 if year % 100 == 99 else f'{(year + 1) % 100:02}'}"
        ),
        _DIGITS,
        _PAGES,
        _PAGES,
        st.booleans(),
    ),
    st.builds(
        Resolution,
        st.integers(1000, 2999).map(str),
        st.just("") | st.integers(1946, 2060).map(str),
    ),
    st.builds(
        Motion,
        st.sampled_from(["Bosman c.s.", "De Graaf", "Van der Staaij", "Yeşilgöz-Zegerius", "Öz"]),
        st.sampled_from(["motie", "amendement"]),
    ),
    st.builds(Promise, st.from_regex(r"T[0-9]{5}", fullmatch=True)),
)


@given(_REFERENCES)
def test_what_is_written_in_running_form_is_found_again(reference: Reference) -> None:
    for text in (reference.running(), normalised(reference)):
        (one,) = find(f"Zie ({text}), en verder.")
        assert (one.reference, one.text) == (reference, text)
        assert mendings(text) == ()


@given(_REFERENCES)
def test_normalising_twice_is_normalising_once(reference: Reference) -> None:
    (again,) = find(normalised(reference))
    assert normalised(again.reference) == normalised(reference)


@given(
    st.lists(
        st.text(max_size=8)
        | st.sampled_from(
            ["Kamerstuk", " ", "29 521", ", ", "nr. ", "336", "W", "VNVR", "1325", "(2000)", "\n"]
        )
        | st.sampled_from(["kenmerk:", "kst-", "29521-", "Resoluties ", " en ", "II ", "Res"]),
        max_size=14,
    ).map("".join)
)
def test_any_text_can_be_read_and_mending_it_is_done_once(text: str) -> None:
    for one in find(text):
        assert text[one.start : one.end] == one.text
    mended = text
    for mending in reversed(mendings(text)):
        mended = mended[: mending.start] + mending.replacement + mended[mending.end :]
    assert [normalised(one.reference) for one in find(mended)] == [
        normalised(one.reference) for one in find(text)
    ]
    assert mendings(mended) == ()
