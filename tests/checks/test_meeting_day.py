"""Days on which there is hardly ever a meeting, and deadlines that are over."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Problem
from drafter.workspace import Workspace

LETTER = """\
kind: letter
id: minusma
date: {letter}
subject: Mali
addressee:
  committee: {committee}
opening: Wij schrijven u.
occasion:
  type: {type}
  subject: de missie
  {when}
"""


def warnings(
    pipeline: Pipeline,
    when: str,
    type: str = "CD",
    letter: str = "2023-04-03",
    committee: str = "defensie",
) -> tuple[Problem, ...]:
    text = LETTER.format(letter=letter, type=type, when=when, committee=committee)
    draft = pipeline.draft_source(source.parse(text, Path("input.yaml")))
    return tuple(problem for problem in draft.warnings if problem.code != "plenary")


@pytest.mark.parametrize(
    ("when", "type", "said"),
    [
        ("date: 2023-04-13", "CD", ""),
        ("date: 2023-04-14", "CD", "14\u00a0april 2023 is a vrijdag"),
        ("date: 2023-04-17", "CD", ""),
        ("date: 2023-04-17", "plenair debat", "17\u00a0april 2023 is a maandag"),
        ("date: 2023-04-16", "werkbezoek", ""),
        ("date: 2023-04-10", "CD", "10\u00a0april 2023 is tweede paasdag, a public holiday"),
        ("date: 2023-04-25", "CD", "meireces from 21\u00a0april 2023 to 8\u00a0mei 2023"),
        ("date: 2023-04-27", "CD", "meireces"),
        ("date: 2022-12-24", "kamerbrief", ""),
        ("week: 2023-W17", "CD", "meireces"),
        ("week: 2023-W16", "CD", ""),
        ("month: mei 2023", "CD", ""),
        ("when: binnenkort", "CD", ""),
        ("deadline: 2023-04-14", "SO", ""),
    ],
)
def test_a_day_that_is_not_one_to_expect(
    pipeline: Pipeline, when: str, type: str, said: str
) -> None:
    found = warnings(pipeline, when, type)
    assert len(found) == bool(said)
    for problem in found:
        assert said in problem.message
        assert problem.code == "no-meeting-day"
        assert problem.severity == "warning"
        assert problem.place.line == 11
        assert problem.hint


def test_the_eerste_kamer_has_days_and_recesses_of_its_own(pipeline: Pipeline) -> None:
    assert warnings(pipeline, "date: 2023-04-25", "RTG", committee="ek-bdo") == ()
    (problem,) = warnings(pipeline, "date: 2023-04-26", "RTG", committee="ek-bdo")
    assert "is a woensdag" in problem.message


@pytest.mark.parametrize(("day", "count"), [("2023-04-02", 1), ("2023-04-03", 0)])
def test_a_deadline_that_is_over(pipeline: Pipeline, day: str, count: int) -> None:
    found = warnings(pipeline, f"deadline: {day}", "SO")
    assert [problem.code for problem in found] == ["deadline-over"] * count


RECESS = """\
- key: eigen-reces
  name: krokusreces
  chamber: tk
  first: 2026-02-13
  last: {last}
  source: agenda
  confirmed: no
"""


def own(tmp_path: Path, last: str) -> Pipeline:
    folder = tmp_path / "inputs" / "register"
    folder.mkdir(parents=True)
    (folder / "recesses.yaml").write_text(RECESS.format(last=last), "utf-8")
    return Pipeline(Workspace(tmp_path))


def test_a_workspace_adds_recesses_of_its_own(tmp_path: Path) -> None:
    pipeline = own(tmp_path, "2026-02-23")
    (problem,) = warnings(pipeline, "date: 2026-02-18", letter="2026-02-02")
    assert "krokusreces" in problem.message
    (problem,) = warnings(pipeline, "date: 2023-04-25")
    assert "meireces" in problem.message


def test_a_wrong_row_of_a_workspace_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as caught:
        warnings(own(tmp_path, "23 feb"), "date: 2026-02-18", letter="2026-02-02")
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.place.file).name) == ("register", "recesses.yaml")
    assert "last" in problem.message
