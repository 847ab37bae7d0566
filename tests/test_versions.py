"""What versions take from their base, and what is said of a campaign as a whole."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
from command import drafter

from drafter.pipeline import Pipeline

BASE = """\
kind: letter
id: mali
date: 2026-06-02
subject: Voortgang van de missie
opening: De foto's van de missie.
closing: Wij zien uw reactie graag tegemoet.
asks:
  - id: een
    question: Wat is het oordeel?
    to: minister van Defensie
  - id: twee
    question: Wat is het plan?
    to: minister van Buitenlandse Zaken
"""
CAMPAIGN = """\
kind: campaign
id: mali
base: ../letters/mali.yaml
versions:
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace to work in."""
    (tmp_path / "inputs" / "letters").mkdir(parents=True)
    (tmp_path / "inputs" / "campaigns").mkdir()
    (tmp_path / "inputs" / "letters" / "mali.yaml").write_text(BASE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def campaign(versions: str) -> Path:
    path = Path("inputs/campaigns/mali.yaml")
    path.write_text(CAMPAIGN + textwrap.indent(textwrap.dedent(versions), "  "), "utf-8")
    return path


def said(path: Path, command: str = "check") -> list[tuple[str, str]]:
    """The first line of each problem: where, and what."""
    found = re.findall(r"(?m)^(\S+?): (?:error|warning): (.*)$", drafter(command, path).err)
    return [(place.removeprefix("inputs/"), message) for place, message in found]


# ── Which versions a problem is about ─────────────────────────────────────────

APOSTROPHE = "letters/mali.yaml:5:10", "this sign should be an apostrophe"


@pytest.mark.parametrize("command", ["check", "batch"])
def test_a_warning_that_all_versions_have_is_given_once(here: Path, command: str) -> None:
    path = campaign("""\
        - addressee: {committee: defensie}
        - addressee: {committee: buitenlandse-zaken}
    """)
    assert said(path, command) == [APOSTROPHE]


@pytest.mark.parametrize("command", ["check", "batch"])
def test_a_warning_that_some_versions_have_names_them(here: Path, command: str) -> None:
    path = campaign("""\
        - addressee: {committee: defensie}
        - addressee: {committee: buitenlandse-zaken}
        - {id: kort, addressee: {committee: defensie}, opening: Wij schrijven u.}
        - {id: eigen, addressee: {committee: defensie}, opening: De video's.}
    """)
    place, message = APOSTROPHE
    assert said(path, command) == [
        (place, f"{message} (versions: defensie, buitenlandse-zaken)"),
        ("campaigns/mali.yaml:8:60", message),
    ]


def test_programs_get_each_warning_once_too(here: Path) -> None:
    path = campaign("""\
        - addressee: {committee: defensie}
        - addressee: {committee: buitenlandse-zaken}
    """)
    assert len(json.loads(drafter("check", path, "--format", "json").out)) == 1


def test_an_error_in_the_base_names_the_one_version_that_has_it(here: Path) -> None:
    base = here / "inputs" / "letters" / "mali.yaml"
    base.write_text(BASE.replace("foto's", "missie[^nergens]"), "utf-8")
    path = campaign("""\
        - addressee: {committee: defensie}
        - {id: kort, addressee: {committee: defensie}, without: [opening]}
    """)
    ((place, message),) = said(path)
    assert place == "letters/mali.yaml:5:10"
    assert message.endswith(" (version: defensie)")


def test_of_many_versions_the_first_are_named(here: Path) -> None:
    many = "".join(f"- {{id: v{n}, addressee: {{committee: defensie}}}}\n" for n in range(9))
    path = campaign(f"{many}- {{id: w, addressee: {{committee: defensie}}, opening: Tekst.}}\n")
    ((_place, message),) = said(path)
    assert message.endswith(" (versions: v0, v1, v2, v3, v4, v5, …)")


# ── What there must be ────────────────────────────────────────────────────────


def test_a_campaign_without_versions_is_told(here: Path) -> None:
    path = campaign("[]\n")
    assert said(path) == [("campaigns/mali.yaml:5:3", "there are no versions here")]


@pytest.mark.parametrize("kind", ["campaign", "position-paper"])
def test_the_base_is_a_letter(here: Path, kind: str) -> None:
    base = here / "inputs" / "letters" / "mali.yaml"
    base.write_text(BASE.replace("kind: letter", f"kind: {kind}"), "utf-8")
    path = campaign("- {addressee: {committee: defensie}}\n")
    assert said(path) == [
        ("campaigns/mali.yaml:3:7", "the base of a campaign is a letter, and this file is not")
    ]


# ── Asks ──────────────────────────────────────────────────────────────────────


def test_the_ministry_chooses_the_asks_to_whom_the_committee_watches(here: Path) -> None:
    path = campaign("- {addressee: {committee: defensie}, asks: {ministry: ja}}\n")
    (draft,) = Pipeline.around(path).drafts(path)
    assert [ask.id for ask in draft.model.asks] == ["een"]


def test_a_committee_that_watches_none_of_them_is_told(here: Path) -> None:
    path = campaign("- {addressee: {committee: financien}, asks: {ministry: ja}}\n")
    assert [message for _place, message in said(path)] == [
        "none of the base letter's asks is chosen by this"
    ]


@pytest.mark.parametrize(
    ("asks", "message"),
    [
        ("{first: [een], ministry: jaa}", "'jaa' is not yes or no"),
        ("{first: [een], ministry: [ja]}", "'…' is not yes or no"),
        ("{first: [een], tags: {missies: ja}}", "a list belongs here"),
    ],
)
def test_a_choice_that_says_nothing_is_not_passed_over(here: Path, asks: str, message: str) -> None:
    path = campaign(f"- {{addressee: {{committee: defensie}}, asks: {asks}}}\n")
    assert [message for _place, message in said(path)] == [message]


@pytest.mark.parametrize(
    "addressee",
    ["addressee: {chamber: tweede-kamer}", "addressees: [{committee: defensie}]"],
)
def test_the_ministry_of_no_one_committee_chooses_nothing(here: Path, addressee: str) -> None:
    path = campaign(f"- {{{addressee}, asks: {{first: [een], ministry: ja}}}}\n")
    assert [message for _place, message in said(path)] == [
        "'ministry' needs 'committee' or 'committees' under 'addressee'"
    ]


def test_an_unknown_committee_is_told_and_not_what_follows_from_it(here: Path) -> None:
    path = campaign("- {addressee: {committee: defensei}, asks: {ministry: ja}}\n")
    assert [message for _place, message in said(path)] == ["there is no committee 'defensei'"]


def test_a_paper_that_is_not_there_is_told_and_not_which_tags_it_would_have_had(
    here: Path,
) -> None:
    base = here / "inputs" / "letters" / "mali.yaml"
    base.write_text(BASE.replace("id: een", "id: een\n    use: paper/een"), "utf-8")
    path = campaign("- {addressee: {committee: defensie}, asks: {tags: [missies], first: [een]}}\n")
    assert [message for _place, message in said(path)] == ["there is no position paper 'paper'"]


# ── Files ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Voortgang van de missie", "voortgang-van-de-missie"),
        ("Waar staan wij voor", "waar-staan-wij-voor"),
        ("Vrouwen aan tafel bij vredesoverleg in het Midden-Oosten", "vrouwen-aan-tafel"),
        ("Gendergelijkheidsbevorderingsbeleidsevaluatie nu", "gendergelijkheids"),
    ],
)
def test_a_name_ends_with_a_word_that_stands_alone(here: Path, subject: str, words: str) -> None:
    path = campaign(f"- {{addressee: {{committee: defensie}}, subject: {subject}}}\n")
    (draft,) = Pipeline.around(path).drafts(path, final=True)
    name = draft.file_name.removeprefix("2026-06-02-defensie-").removesuffix(".docx")
    assert name.startswith(words)
    assert not name.endswith(("-in", "-het", "-bij"))


def test_a_single_document_is_not_made_of_a_campaign(here: Path) -> None:
    path = campaign("- addressee: {committee: defensie}\n")
    done = drafter("render", path)
    assert done.code == 1
    assert "inputs/campaigns/mali.yaml:1:7: error: this is a campaign" in done.err
    assert f"drafter batch {path}" in done.err
    assert not (here / "outputs").exists()
