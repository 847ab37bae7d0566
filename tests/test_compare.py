"""How much the versions of a campaign differ, and what is said about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import drafter

from drafter import source
from drafter.compare import Ask, Comparison, Letter, Same, Version, compare, warnings
from drafter.pipeline import Pipeline
from drafter.problems import Place
from drafter.side_by_side import as_text
from drafter.workspace import PACKAGED_INPUTS

BASE = """\
kind: campaign
id: vrede
letter:
  date: 2026-06-02
  subject: Vrede
  our_reference: GVV-1
  occasion: {type: commissiedebat, date: 2026-06-09, subject: de missie in Mali}
  opening: De missie helpt. Dat lukt alleen met vrouwen.
  asks:
    - {id: geld, heading: Maak geld vrij, question: 'Geeft [bewindspersoon] genoeg geld?'}
    - {id: raad, question: Komt er een raad?}
  closing: Wij lichten dit graag toe.
versions:
"""


def compared(pipeline: Pipeline, versions: str, base: str = BASE) -> Comparison:
    read = pipeline.campaign(source.parse(base + versions, Path("vrede.yaml")))
    drafts = pipeline.drafts_of(read)
    return compare([Letter(draft.key, draft.key.upper(), draft.document) for draft in drafts])


def shares(comparison: Comparison) -> list[tuple[int, int, int]]:
    return [(v.in_all, v.in_some, v.own) for v in comparison.versions]


def said(comparison: Comparison) -> list[tuple[str, str]]:
    places = {version.key: Place(version.key) for version in comparison.versions}
    return [
        (found.code, found.message.partition(": ")[2]) for found in warnings(comparison, places)
    ]


TWO = """\
  - addressee: {committee: defensie}
  - addressee: {committee: buitenlandse zaken}
"""


# ── Shared and own text ───────────────────────────────────────────────────────


def test_words_are_counted_by_whole_sentences_and_not_those_that_differ_by_nature(
    pipeline: Pipeline,
) -> None:
    # 3 + 5 words of the opening, 11 of the template's sentence before the ask, the ask itself, and
    # 5 of the closing: neither address nor subject, neither salutation nor occasion.
    versions = """\
  - addressee: {committee: defensie}
    asks: [geld]
    closing: Tot ziens. Wij lichten dit graag toe.
  - addressee: {committee: ocw}
    asks: [raad]
  - addressee: {committee: defensie}
    id: nog-een
    asks: [raad]
    opening: De missie helpt.
"""
    comparison = compared(pipeline, versions)
    assert [v.words for v in comparison.versions] == [
        3 + 5 + 11 + 3 + 7 + 2 + 5,
        3 + 5 + 11 + 4 + 5,
        3 + 11 + 4 + 5,
    ]
    assert shares(comparison) == [(3 + 11 + 5, 5, 3 + 7 + 2), (19, 5 + 4, 0), (19, 4, 0)]


def test_a_footnote_is_text_of_its_own(pipeline: Pipeline) -> None:
    base = BASE.replace("De missie helpt.", "De missie[^a] helpt.").replace(
        "  closing:", "  notes: {a: Zie het plan.}\n  closing:"
    )
    with_note = compared(pipeline, TWO, base)
    assert with_note.versions[0].words == compared(pipeline, TWO).versions[0].words + 3
    other = compared(pipeline, TWO + "    notes: {a: Zie het andere plan.}\n", base)
    assert [v.own for v in other.versions] == [3, 4]


def test_another_member_of_government_does_not_make_another_sentence(pipeline: Pipeline) -> None:
    asked = compared(pipeline, TWO)
    assert [version.own for version in asked.versions] == [0, 0]
    # minister van Defensie, minister van Buitenlandse Zaken
    assert asked.versions[1].words - asked.versions[0].words == 1


@pytest.mark.parametrize("typed", ["De missie helpt wel.", "de missie helpt.", "De missie helpt!"])
def test_other_words_signs_or_capitals_make_another_sentence(
    pipeline: Pipeline, typed: str
) -> None:
    versions = TWO + f'    opening: "{typed} Dat lukt alleen met vrouwen."\n'
    assert compared(pipeline, versions).versions[1].own > 0


def test_a_sentence_goes_on_after_the_dot_of_an_abbreviation(pipeline: Pipeline) -> None:
    base = BASE.replace("De missie helpt.", "Dit helpt, bijv.  de missie.")
    other = TWO + "    opening: Dit helpt, bijv. het plan. Dat lukt alleen met vrouwen.\n"
    assert [version.own for version in compared(pipeline, other, base).versions] == [5, 5]
    one_space = TWO + "    opening: Dit helpt, bijv. de missie. Dat lukt alleen met vrouwen.\n"
    assert [version.own for version in compared(pipeline, one_space, base).versions] == [0, 0]


@pytest.mark.parametrize(
    "typed", ["De  missie\n      helpt.", "De *missie* helpt.", "Dat lukt alleen met vrouwen."]
)
def test_layout_spaces_and_order_do_not(pipeline: Pipeline, typed: str) -> None:
    versions = TWO + f"    opening: |\n      {typed}\n"
    assert compared(pipeline, versions).versions[1].own == 0


def test_the_nearest_version_is_the_one_with_most_of_its_words(pipeline: Pipeline) -> None:
    versions = """\
  - addressee: {committee: defensie}
  - addressee: {committee: ocw}
    asks: [raad]
    closing: Tot ziens.
  - addressee: {committee: sociale zaken}
    asks: [geld]
  - addressee: {committee: financiën}
    opening: Geld helpt.
    without: closing
    asks: [{id: eigen, question: Helpt u ook mee?}]
"""
    found = {v.key: (v.nearest, v.nearest_words) for v in compared(pipeline, versions).versions}
    assert found["ocw"] == ("sociale-zaken", 3 + 5 + 11)  # 11 words before a single ask
    assert found["sociale-zaken"] == ("defensie", 3 + 5 + 3 + 10 + 5)
    assert found["defensie"] == ("sociale-zaken", 3 + 5 + 3 + 7 + 5)


def test_a_single_version_shares_nothing(pipeline: Pipeline) -> None:
    comparison = compared(pipeline, "  - addressee: {committee: defensie}\n")
    assert comparison.versions[0].own == comparison.versions[0].words > 0
    assert said(comparison) == []
    assert as_text(comparison, 80) == "there is one version, and nothing to compare it with"


# ── Form letters ──────────────────────────────────────────────────────────────


def test_versions_that_differ_in_the_address_alone_are_named(pipeline: Pipeline) -> None:
    comparison = compared(pipeline, TWO + "    our_reference: GVV-2\n    date: 2026-06-01\n")
    assert comparison.same == (Same(("defensie", "buitenlandse-zaken"), same_occasion=True),)
    assert said(comparison) == [("same-letter", "defensie, buitenlandse-zaken")]


def test_versions_that_differ_in_address_and_occasion_are_named(pipeline: Pipeline) -> None:
    comparison = compared(pipeline, TWO + "    occasion: {date: 2026-06-16}\n")
    assert said(comparison) == [("same-text", "defensie, buitenlandse-zaken")]


@pytest.mark.parametrize(
    "own", ["opening: Anders.", "asks: [raad, geld]", "asks: [raad]", "without: closing"]
)
def test_a_version_with_another_text_another_choice_or_order_is_not_the_same(
    pipeline: Pipeline, own: str
) -> None:
    assert compared(pipeline, TWO + f"    {own}\n").same == ()


def test_versions_made_of_what_others_say_are_named_once_and_not_those_that_are_the_same(
    pipeline: Pipeline,
) -> None:
    versions = (
        TWO
        + """\
  - addressee: {committee: ocw}
    asks: [raad]
  - addressee: {committee: financiën}
    asks: [geld]
    closing: Daarom schrijven wij u.
"""
    )
    comparison = compared(pipeline, versions)
    assert comparison.nothing_own == ("ocw",)
    assert said(comparison) == [
        ("same-letter", "defensie, buitenlandse-zaken"),
        ("nothing-own", "ocw"),
    ]


def test_of_many_versions_the_first_are_named_and_the_others_counted(pipeline: Pipeline) -> None:
    versions = "".join(
        f"  - {{id: v{number}, addressee: {{committee: defensie}}}}\n" for number in range(9)
    )
    assert said(compared(pipeline, versions)) == [
        ("same-letter", "v0, v1, v2, v3, v4, v5 and 3 more")
    ]


# ── Asks ──────────────────────────────────────────────────────────────────────

ASKS = """\
  - addressee: {committee: defensie}
    asks: [raad]
  - addressee: {committee: buitenlandse zaken}
    asks: [{id: raad, heading: Maak een raad}, {id: eigen, question: Komt er iets?}]
  - addressee: {committee: ocw}
    asks: [geld, {id: raad, to: minister van Defensie}]
"""


def test_an_ask_is_marked_where_it_stands_and_where_its_words_are_not_those_of_most(
    pipeline: Pipeline,
) -> None:
    assert [tuple(ask) for ask in compared(pipeline, ASKS).asks] == [
        ("raad", ("usual", "other", "usual")),
        ("eigen", (None, "usual", None)),
        ("geld", (None, None, "usual")),
    ]


def test_the_grid_has_keys_above_it_and_numbers_where_these_do_not_fit(pipeline: Pipeline) -> None:
    comparison = compared(pipeline, ASKS)
    wide, narrow = as_text(comparison, 80), as_text(comparison, 30)
    assert grid(wide) == [
        "asks   defensie  buitenlandse-zaken  ocw",
        "raad          ●                   ≠    ●",
        "eigen         ·                   ●    ·",
        "geld          ·                   ·    ●",
    ]
    assert grid(narrow) == ["asks   1 2 3", "raad   ● ≠ ●", "eigen  · ● ·", "geld   · · ●"]


def grid(text: str) -> list[str]:
    return next(block for block in text.split("\n\n") if block.startswith("asks")).split("\n")


def many(count: int, asks: int) -> Comparison:
    """A comparison of made-up versions with long names."""
    versions = [
        Version(f"versie-{number:03}-aan-een-commissie", "Commissie", 100, 40, 60, 0, "", 0)
        for number in range(count)
    ]
    rows = [Ask(f"vraag-{number:02}-over-geld", ("usual",) * count) for number in range(asks)]
    return Comparison(tuple(versions), tuple(rows), (), ())


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize(("count", "asks"), [(2, 1), (6, 12), (30, 8), (100, 25)])
def test_no_line_is_wider_than_the_terminal_and_no_mark_is_lost(
    width: int, count: int, asks: int
) -> None:
    lines = as_text(many(count, asks), width).split("\n")
    assert max(map(len, lines)) <= width
    marks = [line.count("●") for line in lines if "  in the words" not in line]
    assert sum(marks) == count * asks


def test_the_table_says_whose_version_it_is_where_there_is_room(pipeline: Pipeline) -> None:
    comparison = many(3, 1)
    assert "  Commissie" in as_text(comparison, 100)
    assert "  Commissie" not in as_text(comparison, 70)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, "0%"), (0, 9, "0%"), (1, 1000, "1%"), (999, 1000, "99%"), (9, 9, "100%")],
)
def test_nothing_and_all_are_said_only_where_that_is_so(part: int, whole: int, shown: str) -> None:
    version = Version("een", "een", whole, part, 0, whole - part, "", 0)
    row = as_text(Comparison((version, version), (), (), ()), 80).split("\n")[1]
    assert row.split()[3] == shown


# ── The command ───────────────────────────────────────────────────────────────


def campaign(folder: Path, versions: str) -> Path:
    path = folder / "inputs" / "campaigns" / "vrede.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(BASE + versions, "utf-8")
    return path


def test_the_command_shows_tables_and_then_warns(tmp_path: Path) -> None:
    done = drafter("compare", campaign(tmp_path, TWO))
    assert done.code == 0
    assert "in both" in done.out
    assert "the same letter but for the address: defensie, buitenlandse-zaken" in done.err
    assert "  15 │   - addressee: {committee: buitenlandse zaken}" in done.err
    assert not (tmp_path / "outputs").exists()


def test_a_version_to_several_addressees_counts_once(tmp_path: Path) -> None:
    several = "  - {id: eerst, addressees: [{committee: ocw}, {committee: financiën}]}\n"
    own = "  - {addressee: {committee: defensie}, opening: Anders.}\n"
    done = drafter("compare", campaign(tmp_path, several + own), "--format", "json")
    assert [version["key"] for version in json.loads(done.out)["versions"]] == ["eerst", "defensie"]
    assert json.loads(done.out)["warnings"] == []


def test_json_has_all_that_the_tables_have(tmp_path: Path) -> None:
    done = drafter("compare", campaign(tmp_path, TWO), "--format", "json")
    assert (done.code, done.err) == (0, "")
    told = json.loads(done.out)
    assert told["versions"][0] | {"words": 0, "in_all": 0} == {
        "key": "defensie",
        "label": "Defensie",
        "words": 0,
        "in_all": 0,
        "in_some": 0,
        "own": 0,
        "nearest": "",
        "nearest_words": 0,
    }
    assert told["asks"][0] == {
        "id": "geld",
        "versions": {"defensie": "usual", "buitenlandse-zaken": "usual"},
    }
    assert [warning["code"] for warning in told["warnings"]] == ["same-letter"]


def test_the_example_campaign_is_no_form_letter() -> None:
    done = drafter("compare", PACKAGED_INPUTS / "campaigns" / "nap-1325.yaml", "--format", "json")
    told = json.loads(done.out)
    assert told["warnings"] == []
    assert len(told["versions"]) == 6
    assert all(version["own"] * 2 >= version["words"] for version in told["versions"])
    training = next(ask for ask in told["asks"] if ask["id"] == "training-voor-vertrek")
    assert training["versions"] == {"defensie": "usual", "justitie-en-veiligheid": "other"}


def test_what_is_wrong_with_a_version_is_said_instead(tmp_path: Path) -> None:
    wrong = TWO + "    asks: [gelt]\n  - addressee: {committee: defensy}\n"
    done = drafter("compare", campaign(tmp_path, wrong))
    assert (done.code, done.out) == (1, "")
    assert "did you mean 'geld'?" in done.err
    assert "defensy" in done.err


def test_a_letter_is_no_campaign(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text("kind: letter\nid: brief\n", "utf-8")
    done = drafter("compare", path)
    assert (done.code, done.out) == (1, "")
