"""What drafter prints of its own would pass its own checks, and breaks no line wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_cases import SOUND, named

from drafter import source
from drafter.document import Details, runs
from drafter.dutch.dates import MONTHS
from drafter.dutch.proofreading import proofread
from drafter.pipeline import Pipeline
from drafter.workspace import DATA, PACKAGED_INPUTS, PACKAGED_TEMPLATES, Workspace

INPUTS = [*(folder / "input.yaml" for folder in SOUND), *sorted(PACKAGED_INPUTS.glob("*/*.yaml"))]

LANGUAGE = {
    *("straight-quote", "mixed-quotes", "apostrophe", "double-space", "space-before-mark"),
    *("range-dash", "dash", "ellipsis", "compound", "exclamation", "abbreviation"),
    *("relative-date", "capital", "gendered", "list-punctuation"),
}

# domain.md 4.3, last row: a space that does not break stands between these.
BREAKS = re.compile(
    rf"\d (?:{'|'.join(MONTHS)}|miljoen|miljard|uur)\b|€ ?\d|\b(?:nrs?|pp?|art|blz)\. \d"
    r"|\b\d\d \d{3}\b|(?<!\w)(?:[A-Z]\.)+ \w"
)
NOT_PRINTED = {"source", "abbreviations", "plural"}  # the last two only find a row


def own_words(path: Path) -> Iterator[str]:
    """Everything in a document that comes from no field of its input."""
    for draft in Pipeline(Workspace.around(path)).drafts(path):
        document = draft.document
        yield from (run.text for run in runs(document.blocks) if run.field is None)
        for block in document.blocks:
            if isinstance(block, Details):
                yield from (label for label, _content in block.rows)
        yield document.running.date


def texts(value: object) -> Iterator[str]:
    """The texts of a data file that could be printed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NOT_PRINTED and not key.startswith("valid"):
                yield from texts(item)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: named(path.parent))
def test_what_a_document_says_by_itself_is_in_order(path: Path) -> None:
    words = list(own_words(path))
    assert words
    assert [text for text in words if proofread(text).mendings or BREAKS.search(text)] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_the_registers_say_is_in_order(path: Path) -> None:
    words = list(texts(source.read_rows(path)))
    assert words
    assert [text for text in words if proofread(text).mendings or BREAKS.search(text)] == []


@pytest.mark.parametrize("path", sorted(PACKAGED_TEMPLATES.rglob("*.html")), ids=lambda p: p.stem)
def test_the_words_of_the_templates_are_in_order(path: Path) -> None:
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\n", path.read_text("utf-8"), flags=re.S)
    lines = re.sub(r"<[^>]*>", "\n", plain).split("\n")
    assert [m for line in lines for m in proofread(line.strip()).mendings] == []


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: named(path.parent))
def test_the_cases_and_examples_are_in_order(path: Path) -> None:
    drafts = Pipeline(Workspace.around(path)).drafts(path)
    assert {problem.code for draft in drafts for problem in draft.warnings} & LANGUAGE == set()
