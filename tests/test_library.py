"""Demands of position papers in letters: taken along, each with its place in the paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from drafter import library, source
from drafter.library import Expanded, Library
from drafter.pipeline import Pipeline
from drafter.placed import Mapping, Node, Sequence, Source, plain
from drafter.problems import DrafterError, Place, Problem
from drafter.validate import typed_fields
from drafter.workspace import Workspace

PAPER = """\
kind: position-paper
id: vrede
title: Titel
introduction:
  text: Een inleiding.
recommendations:
  - id: een
    heading: Kop
    analysis: Een analyse.
    action_points:
      - id: sleutelposten
        text: |
          Benoem genderdeskundigen op sleutelposten.
        tags: [defensie, missies]
      - id: fondsen
        text: Richt fondsen in.[^rapport][^brief] Zie [@brief].
notes:
  rapport: Een rapport uit 2015, zie ook [@brief].
  ander: Een andere noot.
sources:
  brief:
    kamerstuk: 29521-336
"""
LETTER = """\
kind: letter
id: brief
date: 2026-06-02
subject: Onderwerp
addressee:
  committee: defensie
asks:
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs" / "papers"
    folder.mkdir(parents=True)
    (folder / "vrede.yaml").write_text(PAPER, "utf-8")
    return folder


@pytest.fixture
def pipeline(papers: Path) -> Pipeline:
    """The stages in a workspace with one paper."""
    return Pipeline(Workspace(papers.parents[1]))


Expand = Callable[[str], Expanded]


@pytest.fixture
def expand(papers: Path) -> Expand:
    """What becomes of a letter with these asks, or other fields below them."""
    known = Library(papers)
    return lambda asks: known.expand(letter(asks))


def letter(asks: str) -> Source:
    return source.parse(LETTER + asks, Path("brief.yaml"))


def at(node: Node | Source, *path: str | int) -> Node:
    """What stands at a path."""
    found: Node | None = node.root if isinstance(node, Source) else node
    for step in path:
        if isinstance(found, Mapping):
            found = found.get(str(step))
        else:
            assert isinstance(found, Sequence)
            assert isinstance(step, int)
            found = found.items[step]
    assert found is not None
    return found


# ── What an ask gets ──────────────────────────────────────────────────────────


def test_an_ask_gets_the_id_the_tags_and_the_text_of_the_action_point(expand: Expand) -> None:
    made = expand("  - use: vrede/sleutelposten\n").source
    assert plain(at(made, "asks", 0)) == {
        "use": "vrede/sleutelposten",
        "id": "sleutelposten",
        "tags": ["defensie", "missies"],
        "demand": "Benoem genderdeskundigen op sleutelposten.",
    }
    assert made.problems == ()


def test_what_the_ask_says_itself_stays(expand: Expand) -> None:
    made = expand(
        "  - use: vrede/sleutelposten\n    id: eigen\n    tags: [missies, begroting]\n"
        "    heading: Benoem hen\n    question: Wanneer?\n"
    ).source
    assert plain(at(made, "asks", 0)) == {
        "use": "vrede/sleutelposten",
        "id": "eigen",
        "tags": ["missies", "begroting", "defensie"],
        "heading": "Benoem hen",
        "question": "Wanneer?",
    }


def test_the_text_keeps_its_place_in_the_paper(expand: Expand, papers: Path) -> None:
    made = expand("  - use: vrede/sleutelposten\n").source
    place = made.place(("asks", 0, "demand"))
    assert (place.file, place.line, place.column) == (str(papers / "vrede.yaml"), 13, 11)
    assert made.place(("asks", 0)).file == "brief.yaml"


def test_the_demands_are_told_as_the_paper_has_them(expand: Expand) -> None:
    made = expand(
        "  - use: vrede/fondsen\n    heading: Geef geld\n"
        "  - id: eigen\n    question: Wat?\n"
        "  - use: vrede/sleutelposten\nnotes:\n  rapport: Iets anders.\n"
    )
    assert made.demands == {
        "vrede/fondsen": "Richt fondsen in.[^rapport][^brief] Zie [@brief].",
        "vrede/sleutelposten": "Benoem genderdeskundigen op sleutelposten.",
    }


@pytest.mark.parametrize("asks", ["  - id: een\n    question: Wat?\n", "", "  geen lijst\n"])
def test_a_letter_without_a_demand_is_the_very_same(asks: str, papers: Path) -> None:
    read = letter(asks)
    with mock.patch.object(library.source, "read", side_effect=AssertionError):
        made = Library(papers).expand(read)
    assert made.source is read
    assert made.demands == {}


def test_a_second_time_changes_nothing(papers: Path) -> None:
    """A letter of a campaign may have been expanded as its base."""
    known = Library(papers)
    once = known.expand(letter("  - use: vrede/fondsen\nnotes:\n  rapport: Iets anders.\n"))
    twice = known.expand(once.source)
    assert twice.source.plain == once.source.plain
    assert twice.demands == once.demands
    assert twice.source.problems == ()


def test_a_heading_that_is_added_later_takes_the_place_of_the_text(papers: Path) -> None:
    known = Library(papers)
    once = known.expand(letter("  - use: vrede/sleutelposten\n")).source
    ask = at(once, "asks", 0)
    heading = at(letter("  - heading: Benoem hen\n"), "asks", 0)
    assert isinstance(ask, Mapping)
    assert isinstance(heading, Mapping)
    merged = Mapping(ask.place, ask.items + heading.items)
    asks = Sequence(ask.place, (merged,))
    root = once.root._replace(items=((once.root.items[-1][0], asks),))
    made = known.expand(once._replace(root=root)).source
    assert plain(at(made, "asks", 0)).keys() == {"use", "id", "tags", "heading"}


# ── Notes and sources ─────────────────────────────────────────────────────────


def test_what_the_demand_cites_comes_along_and_nothing_else(expand: Expand, papers: Path) -> None:
    made = expand("  - use: vrede/fondsen\n").source
    assert made.plain["notes"] == {"rapport": "Een rapport uit 2015, zie ook [@brief]."}
    assert made.plain["sources"] == {"brief": {"kamerstuk": "29521-336"}}
    assert made.place(("notes", "rapport")).file == str(papers / "vrede.yaml")


def test_a_demand_that_is_worded_anew_brings_no_notes(expand: Expand) -> None:
    made = expand("  - use: vrede/fondsen\n    heading: Geef geld\n").source
    assert "notes" not in made.plain
    assert "sources" not in made.plain


def test_the_same_note_is_shared(expand: Expand) -> None:
    own = "notes:\n  rapport: Een rapport uit 2015, zie ook [@brief].\nsources:\n  brief:\n    "
    made = expand(f"  - use: vrede/fondsen\n{own}kamerstuk: 29521-336\n").source
    assert list(made.plain["notes"]) == ["rapport"]
    assert list(made.plain["sources"]) == ["brief"]


def test_another_note_under_that_key_is_kept_and_the_demands_renamed(expand: Expand) -> None:
    made = expand(
        "  - use: vrede/fondsen\nnotes:\n  rapport: Iets anders.\n  brief: Een brief.\n"
    ).source
    assert plain(at(made, "asks", 0, "demand")) == (
        "Richt fondsen in.[^rapport-2][^brief-2] Zie [@brief-2]."
    )
    assert made.plain["notes"] == {
        "rapport": "Iets anders.",
        "brief": "Een brief.",
        "rapport-2": "Een rapport uit 2015, zie ook [@brief-2].",
    }
    assert made.plain["sources"] == {"brief-2": {"kamerstuk": "29521-336"}}


def test_two_papers_may_have_different_notes_under_one_key(papers: Path) -> None:
    other = PAPER.replace("id: vrede", "id: geld").replace("uit 2015", "uit 2020")
    (papers / "geld.yaml").write_text(other, "utf-8")
    made = Library(papers).expand(
        letter("  - use: vrede/fondsen\n  - use: geld/fondsen\n    id: geld\n")
    )
    assert list(made.source.plain["notes"].values()) == [
        "Een rapport uit 2015, zie ook [@brief].",
        "Een rapport uit 2020, zie ook [@brief].",
    ]
    assert "[^rapport-2][^brief]" in plain(at(made.source, "asks", 1, "demand"))


# ── What can be wrong ─────────────────────────────────────────────────────────


def wrong(papers: Path, asks: str) -> list[Problem]:
    return list(Library(papers).expand(letter(asks)).source.problems)


@pytest.mark.parametrize(
    ("use", "code", "hint"),
    [
        ("vrede/sleutelpost", "unknown-action-point", "did you mean 'vrede/sleutelposten'?"),
        ("vrede/xyz", "unknown-action-point", "'drafter asks' lists them all"),
        ("vreden/sleutelposten", "unknown-paper", "did you mean 'vrede'?"),
        ("xyz/sleutelposten", "unknown-paper", "known are: vrede"),
        ("sleutelposten", "bad-use", "did you mean 'vrede/sleutelposten'?"),
        ("vrede/", "bad-use", "PAPER/ACTION-POINT"),
        ("vrede / sleutelposten", "bad-use", "did you mean 'vrede/sleutelposten'?"),
    ],
)
def test_a_wrong_name_is_told_at_its_place_with_what_was_meant(
    papers: Path, use: str, code: str, hint: str
) -> None:
    (problem,) = wrong(papers, f"  - use: {use}\n")
    assert (problem.code, problem.place) == (code, Place("brief.yaml", 8, 10, f"  - use: {use}"))
    assert hint in problem.hint


def test_without_papers_it_says_where_they_belong(tmp_path: Path) -> None:
    (problem,) = wrong(tmp_path / "none", "  - use: vrede/sleutelposten\n")
    assert "inputs/papers" in problem.hint


def test_all_wrong_names_are_told_and_the_model_adds_nothing(pipeline: Pipeline) -> None:
    asks = "  - use: vrede/a\n  - use: b\n  - use: c/d\n  - id: een\n"
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(letter(asks))
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [
        ("unknown-action-point", 8),
        ("bad-use", 9),
        ("unknown-paper", 10),
        ("missing-field", 11),
    ]


def test_two_papers_with_one_id_are_told(papers: Path) -> None:
    (papers / "kopie.yaml").write_text(PAPER, "utf-8")
    (problem,) = wrong(papers, "  - use: vrede/sleutelposten\n")
    assert problem.code == "duplicate-paper"
    assert "kopie.yaml, vrede.yaml" in problem.message
    assert [problem.code for problem in Library(papers).problems()] == ["duplicate-paper"]


def test_a_paper_that_cannot_be_read_is_told_with_why(papers: Path) -> None:
    file = papers / "vrede.yaml"
    file.write_text(PAPER.replace("title: Titel", 'title: "Titel'), "utf-8")
    found = wrong(papers, "  - use: vrede/sleutelposten\n")
    assert found[0].code == "unreadable-paper"
    assert found[0].place.file == "brief.yaml"
    assert {problem.place.file for problem in found[1:]} == {str(file)}


def test_another_paper_may_be_broken(papers: Path) -> None:
    (papers / "kapot.yaml").write_text('kind: position-paper\nid: kapot\ntitle: "x\n', "utf-8")
    assert wrong(papers, "  - use: vrede/sleutelposten\n") == []


def test_a_demand_that_is_cut_off_is_told_in_the_paper(papers: Path, pipeline: Pipeline) -> None:
    file = papers / "vrede.yaml"
    file.write_text(PAPER.replace("text: Richt fondsen in", "text: Richt #1"), "utf-8")
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(letter("  - use: vrede/fondsen\n"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file, problem.place.line) == ("cut-off", str(file), 16)


@pytest.mark.parametrize("use", ["    use: vrede/sleutelposten\n", ""])
def test_a_demand_is_not_typed(pipeline: Pipeline, use: str) -> None:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(
            letter(f"  - id: een\n    demand: Doe iets.\n    question: Wat?\n{use}")
        )
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("typed-demand", 9)
    assert "'use: PAPER/ACTION-POINT'" in problem.hint


def test_nobody_is_told_of_a_field_that_is_not_typed() -> None:
    from drafter.model import Ask

    assert "demand" in Ask.model_fields
    assert "demand" not in typed_fields(Ask)
    assert "demand" not in Ask.model_json_schema()["properties"]


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ("  - id: een\n", "missing-field"),
        ("  - id: een\n    question:\n", "empty"),
        ("  - id: een\n    use:\n", "empty"),
    ],
)
def test_an_ask_of_its_own_needs_a_question(pipeline: Pipeline, ask: str, code: str) -> None:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(letter(ask))
    assert [problem.code for problem in caught.value.problems] == [code]


# ── Work that is done once ────────────────────────────────────────────────────


def test_a_paper_is_read_once_and_only_when_it_is_used(papers: Path) -> None:
    (papers / "ander.yaml").write_text(PAPER.replace("id: vrede", "id: ander"), "utf-8")
    known = Library(papers)
    with mock.patch.object(library.source, "read", wraps=source.read) as reading:
        for _ in range(3):
            known.expand(letter("  - use: vrede/fondsen\n  - use: vrede/sleutelposten\n"))
    assert [call.args[0].name for call in reading.call_args_list] == ["vrede.yaml"]


def test_an_ask_that_versions_share_is_expanded_once(papers: Path) -> None:
    known, read = Library(papers), letter("  - use: vrede/sleutelposten\n")
    version = read._replace(root=read.root._replace(items=read.root.items[1:]))
    one, other = known.expand(read).source, known.expand(version).source
    assert at(one, "asks", 0) is at(other, "asks", 0)


def test_what_is_remembered_has_an_end(papers: Path) -> None:
    known = Library(papers)
    with mock.patch.object(library, "_REMEMBERED", 2):
        kept = [letter("  - use: vrede/sleutelposten\n") for _ in range(5)]
        made = [known.expand(read).demands for read in kept]
    assert made == [made[0]] * 5
    assert len(known._asks) <= 2
