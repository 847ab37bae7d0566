"""Any text, from the input file to the Word file and back.

What is typed in a literal field comes back from the .docx as it was typed, found by the
field's bookmark; what is typed in a rich field never breaks the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import source
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError
from drafter.word.read import ReadDocument, read

# All that XML can hold, and the signs that mean something to YAML, Jinja, Markdown or XML.
_ANY = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_SIGNS = st.sampled_from("&<>{}[]()*_#=^%@`|\\/'\"!?:;-.,1 \n\t\u00a0é€😀ش\u0301")
TEXT = st.text(_SIGNS | _ANY, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))

LITERAL = {
    "our_reference": ("our_reference",),
    "place": ("place",),
    "asks.vraag.heading": ("asks", 0, "heading"),
    "asks.vraag.to": ("asks", 0, "to"),
    "addressee.salutation": ("addressee", "salutation"),
}
RICH = {
    "opening": ("opening",),
    "asks.vraag.question": ("asks", 0, "question"),
    "action_points.punt.text": ("action_points", 0, "text"),
    "notes.bron": ("notes", "bron"),
}


def letter() -> dict[str, Any]:
    return {
        "kind": "letter",
        "id": "proef",
        "date": "2026-06-02",
        "place": "Den Haag",
        "subject": "Mali",
        "our_reference": "GVV-1",
        "addressee": {"committee": "defensie", "salutation": "Geacht Kamerlid,"},
        "opening": "Een opening met een noot[^bron].",
        "asks": [{"id": "vraag", "heading": "Kop", "to": "minister", "question": "Waarom?"}],
        "action_points": [{"id": "punt", "text": "Doe iets."}],
        "notes": {"bron": "Een bron."},
    }


def with_text(path: tuple[str | int, ...], text: str) -> dict[str, Any]:
    """A letter with this text in one of its fields."""
    made: Any = letter()
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text
    assert isinstance(made, dict)
    return made


def made(pipeline: Pipeline, data: dict[str, Any]) -> ReadDocument:
    """The letter as it can be read from its Word file."""
    typed = source.parse(source.dump(data), Path("brief.yaml"))
    return read(pipeline.word(pipeline.draft_source(typed).document))


def text_of(document: ReadDocument, field: str) -> str:
    assert document.baseline is not None
    (found,) = (entry for entry in document.baseline.fields if entry.id == field)
    return "\n".join(document.bookmarks[name] for name in found.bookmarks)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("field", LITERAL)
@given(text=TEXT)
def test_any_text_in_a_literal_field_comes_back(pipeline: Pipeline, field: str, text: str) -> None:
    if field.endswith(".to") and text.casefold().startswith(("de ", "het ")):
        return  # refused: the letter itself has the article
    assert text_of(made(pipeline, with_text(LITERAL[field], text)), field) == text


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("field", RICH)
@given(text=TEXT)
def test_any_text_in_a_rich_field_makes_a_sound_file(
    pipeline: Pipeline, field: str, text: str
) -> None:
    problems: set[str] = set()
    try:
        assert made(pipeline, with_text(RICH[field], text)).paragraphs
    except DrafterError as error:
        problems = {problem.code for problem in error.problems}
    assert problems <= {"unknown-note", "note-in-note", "unknown-source"}  # what a writer can mend


@pytest.mark.parametrize(
    "text",
    ["&", "<b>", "{{ 7*7 }}", "WO=MEN", "1.", "*", "_x_", "#1325", "[^1]", "{% if %}", "é\u0301"],
)
@pytest.mark.parametrize("field", LITERAL)
def test_signs_that_mean_something_elsewhere_are_printed(
    pipeline: Pipeline, field: str, text: str
) -> None:
    assert text_of(made(pipeline, with_text(LITERAL[field], text)), field) == text
