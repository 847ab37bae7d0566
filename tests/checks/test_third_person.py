"""A question to the minister speaks of the minister, and not to anybody as "u"."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.pipeline import Pipeline
from drafter.problems import Problem

LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: Mali
addressee:
  {addressee}
asks:
  - id: een
    background: Wij spraken u eerder.
    question: |
      {question}
"""
COMMITTEE = "committee: defensie"
MINISTER = "lines: [De minister van Defensie]\n  salutation: Geachte minister,"


def found(pipeline: Pipeline, question: str, addressee: str = COMMITTEE) -> tuple[Problem, ...]:
    indented = question.replace("\n", "\n      ")
    text = LETTER.format(question=indented, addressee=addressee)
    warnings = pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings
    return tuple(problem for problem in warnings if problem.code == "second-person")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Bent u bereid om dit te doen?", "u"),
        ("U zei dit eerder.", "U"),
        ("Wat doet uw ministerie?", "uw"),
        ("Kunt u uzelf daaraan houden?", "u"),
        ("Is de minister bereid?\n\nWat vindt u?", "u"),
        ("“Wij helpen”, zei de minister. Doet u dat?", "u"),
    ],
)
def test_a_question_that_says_you_is_a_warning(
    pipeline: Pipeline, question: str, word: str
) -> None:
    (warning,) = found(pipeline, question)
    assert (warning.severity, warning.code) == ("warning", "second-person")
    assert f"'{word}'" in warning.message
    assert warning.hint
    assert warning.place.line == 11


@pytest.mark.parametrize(
    "question",
    [
        "Is de minister bereid om haar toezegging na te komen?",
        "Vraag de minister naar het budget.",
        "Kent de minister de zin “wij laten u niet in de steek”?",
        'Kent de minister de zin "wij laten u niet in de steek"?',
        "Kent de minister de zin ‘wij laten u niet in de steek’?",
        "Kent de minister de zin 'wij laten u niet in de steek'?",
        "De minister schreef:\n\n> Wij danken u.\n\nGeldt dat nog?",
        "Hoe leest de minister [nous avons pu]{lang=fr} en [U turn]{lang=en}?",
        "Wat betekent de U-bocht van de U.S. voor de minister?",
        "Hoe nu verder met de VN-u's?",
    ],
)
def test_other_questions_are_not(pipeline: Pipeline, question: str) -> None:
    assert found(pipeline, question) == ()


def test_a_letter_to_a_minister_says_you(pipeline: Pipeline) -> None:
    assert found(pipeline, "Bent u bereid om dit te doen?", MINISTER) == ()
