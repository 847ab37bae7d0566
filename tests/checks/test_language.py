"""What is remarked on typed text: where, and what is left alone."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import pytest

from drafter import checks, source
from drafter.checks import capitals, lists
from drafter.pipeline import Pipeline
from drafter.problems import Problem
from drafter.workspace import PACKAGED_INPUTS

# The others need more than a text.
LANGUAGE = [*checks.when("remark"), capitals.check, lists.check]
LETTER = """\
kind: letter
id: brief
date: 2026-06-02
subject: Mali
addressee:
  committee: defensie
opening: Tekst.
"""


def warnings(pipeline: Pipeline, text: str) -> list[Problem]:
    return list(pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings)


def of_opening(pipeline: Pipeline, opening: str) -> list[Problem]:
    block = "".join(f"  {line}\n" for line in opening.split("\n"))
    return warnings(pipeline, LETTER.replace("opening: Tekst.\n", f"opening: |-\n{block}"))


def samples(check: object) -> list[tuple[str, str]]:
    """PASS or FAIL with the text after it, from the documentation of a check."""
    doc = sys.modules[check.__module__].__doc__ or ""
    lines = [line for line in doc.splitlines() if line.startswith(("PASS  ", "FAIL  "))]
    return [(line[:4], line[6:].replace(" / ", "\n")) for line in lines]


SAMPLES = [(check, *sample) for check in LANGUAGE for sample in samples(check)]


def test_every_check_has_samples() -> None:
    assert set(LANGUAGE) <= set(checks.every())
    assert {check for check, _verdict, _text in SAMPLES} == set(LANGUAGE)


@pytest.mark.parametrize(("check", "verdict", "text"), SAMPLES)
def test_the_samples_in_the_documentation_hold(
    pipeline: Pipeline, check: object, verdict: str, text: str
) -> None:
    found = of_opening(pipeline, text)
    module = inspect.getmodule(check)
    assert module is not None
    if verdict == "PASS":
        assert found == []
    else:
        codes = {problem.code for problem in found}
        assert codes
        assert all(f'"{code}"' in inspect.getsource(module) for code in codes)
        assert all(problem.severity == "warning" and problem.hint for problem in found)


@pytest.mark.parametrize("path", sorted(PACKAGED_INPUTS.glob("*/*.yaml")), ids=lambda p: p.stem)
def test_the_examples_give_no_warning(path: Path) -> None:
    drafts = Pipeline.around(path).drafts(path)
    assert [warning for draft in drafts for warning in draft.warnings] == []


@pytest.mark.parametrize(
    ("written", "line", "column", "shown"),
    [
        ("opening: De foto's.", 7, 17, "opening: De foto's."),
        ("opening: 'De foto''s.'", 7, 18, "opening: 'De foto''s.'"),
        ("opening: |\n  Een.\n\n  De foto's.", 10, 10, "  De foto's."),
        ("opening: >\n  Een\n  foto's.", 9, 7, "  foto's."),
        ('opening: "Een\\u0020foto\'s."', 7, 24, 'opening: "Een\\u0020foto\'s."'),
    ],
)
def test_a_remark_stands_at_its_sign(
    pipeline: Pipeline, written: str, line: int, column: int, shown: str
) -> None:
    (found,) = warnings(pipeline, LETTER.replace("opening: Tekst.", written))
    place = found.place
    assert (found.code, place.line, place.column, place.text) == ("apostrophe", line, column, shown)


def test_references_are_copied_and_not_read(pipeline: Pipeline) -> None:
    text = LETTER + "our_reference: A  'b' 2016-2017\nyour_reference: p. 4-6 ...\n"
    assert warnings(pipeline, text) == []


def test_who_signs_keeps_the_capitals(pipeline: Pipeline) -> None:
    text = LETTER + "signatories:\n  - name: A. Jansen\n    function: namens de Minister\n"
    assert warnings(pipeline, text) == []
    assert [p.code for p in warnings(pipeline, text.replace("Tekst.", "Aan de Minister."))] == [
        "capital"
    ]


def test_to_whom_a_question_goes_stands_within_a_sentence(pipeline: Pipeline) -> None:
    asks = "asks:\n  - {id: a, question: Wat?, to: Minister van Defensie}\n"
    (found,) = warnings(pipeline, LETTER + asks)
    assert (found.code, found.place.line, found.place.column) == ("capital", 9, 33)
    assert warnings(pipeline, LETTER + asks.replace("Minister", "minister")) == []


def test_two_kinds_of_quotation_marks_are_named_once(pipeline: Pipeline) -> None:
    text = LETTER.replace("Mali", "Een “missie”") + "closing: Een ‘plan’ en ‘meer’, «dus».\n"
    found = warnings(pipeline, text)
    assert [(p.code, p.place.line, p.place.column) for p in found] == [
        ("mixed-quotes", 8, 14),
        ("mixed-quotes", 8, 32),
    ]


def test_headings_and_action_points_are_lists(pipeline: Pipeline) -> None:
    text = LETTER + (
        "asks:\n"
        "  - {id: a, heading: Geef geld, question: Wat?}\n"
        "  - {id: b, heading: Geef tijd, question: Wat?}\n"
        "  - {id: c, heading: Geef raad., question: Wat?}\n"
        "action_points:\n"
        "  - {id: d, text: Reserveer geld.}\n"
        "  - {id: e, text: Meet elk jaar;}\n"
        "  - {id: f, text: Stuur een rapport.}\n"
    )
    found = warnings(pipeline, text)
    assert [(p.code, p.place.line) for p in found] == [
        ("list-punctuation", 11),
        ("list-punctuation", 14),
    ]
