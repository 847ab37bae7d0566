"""Text that was typed and is not in the document."""

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
date: 2026-06-02
subject: Mali
template: own
addressee:
  committee: defensie
asks:
  - id: een
    heading: Kop
    background: Achtergrond.
    question: Wat?[^a]
notes:
  a: Bron A.
  b: Bron B.
"""
ALL = (
    "<p>{{ letter.subject }}</p>{% for ask in letter.asks %}"
    "<p>{{ ask.heading }}</p><p>{{ ask.background }}</p><p>{{ ask.question }}</p>{% endfor %}"
)


def found(tmp_path: Path, template: str, text: str = LETTER) -> list[tuple[str, str, int, int]]:
    """Severity, code, line and column of each problem."""
    folder = tmp_path / "templates" / "letters"
    folder.mkdir(parents=True)
    (folder / "own.html").write_text(template)
    pipeline = Pipeline(Workspace(tmp_path))
    try:
        problems = pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings
    except DrafterError as error:
        problems = error.problems
    return [_row(problem) for problem in problems]


def _row(problem: Problem) -> tuple[str, str, int, int]:
    assert problem.hint
    return problem.severity, problem.code, problem.place.line, problem.place.column


UNCITED = ("warning", "uncited-note", 15, 6)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (ALL, [UNCITED]),
        (
            ALL.replace("<p>{{ ask.background }}</p>", ""),
            [("error", "not-printed", 11, 17), UNCITED],
        ),
        (
            ALL.replace(
                "<p>{{ ask.background }}</p>", "{% if ask.background %}<p>x</p>{% endif %}"
            ),
            [("error", "not-printed", 11, 17), UNCITED],
        ),
        (
            "<p>{{ letter.asks[0].question }}</p>",
            [
                ("error", "not-printed", 4, 10),
                ("error", "not-printed", 10, 14),
                ("error", "not-printed", 11, 17),
                UNCITED,
            ],
        ),
        (ALL.replace("{{ letter.subject }}", "{{ letter.subject|trim }}"), None),
    ],
)
def test_a_text_that_the_template_leaves_out_is_an_error_and_a_note_a_warning(
    tmp_path: Path, template: str, expected: list[tuple[str, str, int, int]] | None
) -> None:
    rows = found(tmp_path, template)
    assert rows == (expected or [("error", "not-printed", 4, 10), UNCITED])


def test_a_date_need_not_be_printed_as_a_field(tmp_path: Path) -> None:
    assert all(line != 3 for _severity, _code, line, _column in found(tmp_path, ALL))


def test_with_every_text_printed_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert found(tmp_path, ALL, LETTER.replace("Wat?[^a]", "Wat?[^a][^b]")) == []
