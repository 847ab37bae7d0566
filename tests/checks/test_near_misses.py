"""Near misses of references in typed text, each named at its field with the right form."""

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
subject: "{subject}"
addressee:
  committee: defensie
opening: |
  {opening}
asks:
  - id: een
    question: "{question}[^a]"
notes:
  a: "{note}"
"""
FILLED = {"subject": "Mali", "opening": "Een.", "question": "Wat?", "note": "Bron."}
PLACES = {"subject": (4, 16), "opening": (8, 8), "question": (11, 21), "note": (13, 12)}


def warnings(pipeline: Pipeline, more: str = "", **fields: str) -> tuple[Problem, ...]:
    text = LETTER.format(**{**FILLED, **fields}) + more
    return pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings


@pytest.mark.parametrize("field", PLACES)
def test_a_near_miss_is_a_warning_at_its_field(pipeline: Pipeline, field: str) -> None:
    (found,) = warnings(pipeline, **{field: "Zie (Kamerstuk 29521 nr. W) van mei."})
    assert (found.place.line, found.place.column) == PLACES[field]
    assert (found.severity, found.code) == ("warning", "citation")
    assert "'Kamerstuk 29521 nr. W'" in found.message
    assert found.hint == "write 'Kamerstuk 29 521, W'"


def test_each_near_miss_of_a_text_is_named(pipeline: Pipeline) -> None:
    found = warnings(pipeline, opening="UNSCR1325 en Res1325, Kamerstuk 29 521\n  nr. 337.")
    assert [problem.hint for problem in found] == [
        "write 'UNSCR 1325'",
        "write 'resolutie 1325'",
        "write 'Kamerstuk 29 521, nr. 337'",
    ]
    assert "'Kamerstuk 29 521 nr. 337'" in found[-1].message


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstuk 29 521, nr. 336",
        "VNVR 1325 en resolutie 2242",
        "VNVR 132513",
        "kenmerk: 2020D51493",
        "BZDOC-2023943977-38",
        "kenmerk 29521-227",
    ],
)
def test_what_is_right_or_left_alone_is_no_problem(pipeline: Pipeline, text: str) -> None:
    assert warnings(pipeline, **dict.fromkeys(FILLED, text)) == ()


def test_a_reference_of_the_addressee_is_copied_as_it_is(pipeline: Pipeline) -> None:
    assert warnings(pipeline, "your_reference: Kamerstuk 29521 nr. W\n") == ()


def test_what_is_typed_of_a_source_is_printed_as_it_should_be(pipeline: Pipeline) -> None:
    sources = "sources:\n  s:\n    kamerstuk: Kamerstuk 29521 nr. W\n"
    assert warnings(pipeline, sources, opening="Zie.[^s]") == ()
