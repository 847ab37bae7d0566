"""Prompts that are still there: a warning in a draft, an error in what goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.pipeline import Pipeline
from drafter.placed import Source
from drafter.problems import DrafterError

LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: {subject}
addressee:
  committee: defensie
opening: {opening}
asks:
  - id: een
    question: {question}[^a]
notes:
  a: {note}
"""
FILLED = {"subject": "Mali", "opening": "Een.", "question": "Wat?", "note": "Bron."}
PLACES = {"subject": (4, 10), "opening": (7, 10), "question": (10, 15), "note": (12, 6)}


def read(**fields: str) -> Source:
    quoted = {name: f"'{text}'" for name, text in {**FILLED, **fields}.items()}
    text = LETTER.format(**quoted).replace("'[^a]", "[^a]'")
    return source.parse(text, Path("input.yaml"))


@pytest.mark.parametrize("field", PLACES)
@pytest.mark.parametrize(
    "prompt", ["[invullen: wat?]", "Eerst [Invullen: wat?] dan.", "[INVULLEN:]"]
)
def test_a_prompt_is_a_warning_in_a_draft(pipeline: Pipeline, field: str, prompt: str) -> None:
    (warning,) = pipeline.draft_source(read(**{field: prompt})).warnings
    place = (warning.place.line, warning.place.column)
    assert (warning.severity, warning.code, place) == ("warning", "prompt", PLACES[field])
    assert warning.hint


@pytest.mark.parametrize("field", PLACES)
def test_a_prompt_is_an_error_in_what_goes_out(pipeline: Pipeline, field: str) -> None:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(read(**{field: "[invullen: wat?]"}), final=True)
    (problem,) = caught.value.problems
    place = (problem.place.line, problem.place.column)
    assert (problem.severity, problem.code, place) == ("error", "prompt", PLACES[field])


def test_all_prompts_are_named_in_the_order_of_the_file(pipeline: Pipeline) -> None:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(read(**dict.fromkeys(FILLED, "[invullen: wat?]")), final=True)
    assert [problem.place.line for problem in caught.value.problems] == [4, 7, 10, 12]


@pytest.mark.parametrize("text", ["Mali", "[invullen wat]", "invullen: wat", "(invullen: wat)"])
def test_other_words_are_no_prompt(pipeline: Pipeline, text: str) -> None:
    assert pipeline.draft_source(read(opening=text), final=True).warnings == ()
