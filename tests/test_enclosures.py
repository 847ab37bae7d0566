"""What goes with a letter: texts, papers of the workspace and finished files."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.document import Paragraph, runs_in
from drafter.enclosures import Enclosed
from drafter.pipeline import Draft, Pipeline
from drafter.problems import DrafterError, Problem
from drafter.workspace import Workspace

LETTER = """\
kind: letter
id: brief
date: 2026-06-02
subject: Toezending
addressee:
  committee: defensie
opening: Hierbij sturen wij u enkele stukken.
enclosures:
"""
PAPER = """\
kind: position-paper
id: tafel
title: Vrouwen aan tafel
period: 2026–2027
introduction:
  text: Een inleiding.
recommendations:
  - id: een
    heading: Kop
    analysis: Een analyse.
"""


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """The inputs of a workspace with a paper and a finished file."""
    for folder in ("papers", "letters", "bijlagen"):
        (tmp_path / "inputs" / folder).mkdir(parents=True)
    (tmp_path / "inputs" / "papers" / "aan-tafel.yaml").write_text(PAPER, "utf-8")
    (tmp_path / "inputs" / "bijlagen" / "Reünie.pdf").write_bytes(b"%PDF")
    return tmp_path / "inputs"


def letter(inputs: Path, enclosures: str) -> tuple[Pipeline, Draft]:
    path = inputs / "letters" / "brief.yaml"
    path.write_text(LETTER + enclosures, "utf-8")
    pipeline = Pipeline(Workspace.around(path))
    return pipeline, pipeline.draft(path)


def printed(draft: Draft) -> str:
    small = [b for b in draft.document.blocks if isinstance(b, Paragraph) and b.style == "small"]
    return "".join(run.text for block in small for run in runs_in(block.content))


def problems(inputs: Path, enclosures: str) -> tuple[Problem, ...]:
    with pytest.raises(DrafterError) as caught:
        letter(inputs, enclosures)
    return caught.value.problems


def only(inputs: Path, enclosures: str) -> Problem:
    (problem,) = problems(inputs, enclosures)
    return problem


# ── What is printed and what goes along ───────────────────────────────────────


def test_a_paper_is_called_by_its_title_and_period(inputs: Path) -> None:
    pipeline, draft = letter(inputs, "  - use: tafel\n")
    assert printed(draft) == "Bijlage: Position paper Vrouwen aan tafel 2026–2027"
    (enclosed,) = pipeline.enclosed(draft)
    assert enclosed.is_input
    assert enclosed.path == inputs / "papers" / "aan-tafel.yaml"
    assert pipeline.draft(enclosed.path).document.title == "Vrouwen aan tafel"


def test_a_name_of_its_own_goes_before_the_title(inputs: Path) -> None:
    _pipeline, draft = letter(inputs, "  - use: tafel\n    name: Onze visie\n")
    assert printed(draft) == "Bijlage: Onze visie"


def test_a_title_that_says_what_it_is_does_not_say_it_twice(inputs: Path) -> None:
    paper = PAPER.replace("Vrouwen aan tafel", "Position paper Vrouwen aan tafel")
    (inputs / "papers" / "aan-tafel.yaml").write_text(paper.replace("period", "# period"), "utf-8")
    _pipeline, draft = letter(inputs, "  - use: tafel\n")
    assert printed(draft) == "Bijlage: Position paper Vrouwen aan tafel"


def test_a_file_stands_where_the_letter_says(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "  - file: ../bijlagen/Reünie.pdf\n    name: Verslag van de reünie\n"
    pipeline, draft = letter(inputs, text)
    file = inputs / "bijlagen" / "Reünie.pdf"
    assert printed(draft) == "Bijlage: Verslag van de reünie"
    assert pipeline.enclosed(draft) == [Enclosed("Verslag van de reünie", file, is_input=False)]
    monkeypatch.chdir(inputs / "letters")  # seen from the letter, wherever drafter runs
    pipeline = Pipeline(Workspace.around(Path("brief.yaml")))
    assert pipeline.enclosed(pipeline.draft(Path("brief.yaml")))[0].path.samefile(file)


def test_a_file_may_be_typed_as_windows_has_it(inputs: Path) -> None:
    pipeline, draft = letter(inputs, "  - {file: '..\\bijlagen\\Reünie.pdf', name: Verslag}\n")
    assert pipeline.enclosed(draft)[0].path == inputs / "bijlagen" / "Reünie.pdf"


def test_texts_papers_and_files_stand_in_the_order_of_the_letter(inputs: Path) -> None:
    text = "  - Een brief\n  - {file: ../bijlagen/Reünie.pdf, name: Verslag}\n  - use: tafel\n"
    pipeline, draft = letter(inputs, text)
    assert printed(draft) == (
        "Bijlagen: 3\nEen brief\nVerslag\nPosition paper Vrouwen aan tafel 2026–2027"
    )
    assert [one.path.name for one in pipeline.enclosed(draft)] == ["Reünie.pdf", "aan-tafel.yaml"]


def test_each_keeps_its_field_when_it_moves_or_is_called_otherwise(inputs: Path) -> None:
    def fields(text: str) -> set[str]:
        values = letter(inputs, text)[1].document.baseline.values
        return {field for field in values if field.startswith("enclosures")}

    file, paper = "  - {file: ../bijlagen/Reünie.pdf, name: Verslag}\n", "  - use: tafel\n"
    ids = {"enclosures.reunie.name", "enclosures.tafel.name"}
    assert fields(file + paper) == fields(paper + file.replace("Verslag", "Anders")) == ids


def test_a_remark_on_the_title_points_to_the_paper(inputs: Path) -> None:
    paper = PAPER.replace("aan tafel\n", "aan  tafel\n")
    (inputs / "papers" / "aan-tafel.yaml").write_text(paper, "utf-8")
    (warning,) = letter(inputs, "  - use: tafel\n")[1].warnings
    assert (warning.code, Path(warning.place.file).name) == ("double-space", "aan-tafel.yaml")
    assert warning.fix is None  # it is not typed in this file


# ── What is wrong ─────────────────────────────────────────────────────────────


def test_a_paper_that_is_not_there(inputs: Path) -> None:
    problem = only(inputs, "  - use: tafels\n")
    assert (problem.code, problem.place.line, problem.place.column) == ("unknown-paper", 9, 10)
    assert "tafel" in problem.hint


def test_a_file_that_is_not_there(inputs: Path) -> None:
    problem = only(inputs, "  - file: ../bijlagen/Reunie.pdf\n    name: Verslag\n")
    assert (problem.code, problem.place.line, problem.place.column) == ("no-file", 9, 11)
    assert "Reünie.pdf" in problem.hint


def test_a_folder_is_no_file(inputs: Path) -> None:
    assert only(inputs, "  - {file: ../bijlagen, name: Alles}\n").code == "no-file"


def test_everything_wrong_is_said_at_once(inputs: Path) -> None:
    text = "  - use: niets\n  - {file: niets.pdf, name: X}\n  - ''\n"
    assert {p.code for p in problems(inputs, text)} == {"unknown-paper", "no-file", "empty"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{name: Iets}", "enclosure"),
        ("{use: tafel, file: ../bijlagen/Reünie.pdf, name: X}", "enclosure"),
        ("{file: ../bijlagen/Reünie.pdf}", "missing-field"),
        ("{file: '', name: X}", "empty"),
        ("{use: tafel, name: ''}", "empty"),
        ("{use: [tafel]}", "no-text"),
        ("{use: tafel, titel: X}", "unknown-field"),
        ("{fille: x.pdf}", "unknown-field"),
        ("{use: tafel/een}", "unknown-paper"),
        ("Brief: Mali", "no-text"),
        ("[een, twee]", "no-text"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(inputs: Path, typed: str, code: str) -> None:
    problem = only(inputs, f"  - {typed}\n")
    assert (problem.code, problem.place.line) == (code, 9)
    assert problem.hint
