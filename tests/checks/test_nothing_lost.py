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


GROUPED = """\
kind: letter
id: minusma
date: 2026-06-02
subject: Mali
addressee:
  committee: defensie
asks_by: minister
asks:
  - id: een
    question: Wat?
    to: minister van Defensie
  - id: twee
    question: Wanneer?
    to: minister van Defensie
  - id: drie
    question: Waar?
    to: minister van Financiën
"""


def grouped(tmp_path: Path, template: str) -> list[tuple[str, str, int, int]]:
    text = GROUPED.replace("addressee:", "template: own\naddressee:", 1)
    return found(tmp_path, template, text)


def test_what_asks_share_is_printed_when_it_is_printed_once(tmp_path: Path) -> None:
    template = '{% extends "letters/base.html" %}'
    assert grouped(tmp_path, template) == []


def test_what_is_shared_and_printed_nowhere_is_lost(tmp_path: Path) -> None:
    template = "{{ letter.subject }}{% for ask in letter.asks %}{{ ask.question }}{% endfor %}"
    template += "{{ letter.asks[2].to }}"
    rows = [("error", "not-printed", line, 9) for line in (12, 15)]
    assert grouped(tmp_path, template) == rows


def test_a_heading_without_asks_is_a_warning(pipeline: Pipeline) -> None:
    text = """\
kind: letter
id: minusma
date: 2026-06-02
subject: Mali
addressee:
  committee: defensie
ask_groups:
  geld: Financiering
  mensen: Genderadviseurs
asks:
  - id: een
    group: geld
    question: Wat?
"""
    (warning,) = pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings
    assert _row(warning) == ("warning", "unused-ask-group", 9, 11)
    assert "'group: mensen'" in warning.hint
