"""One resolution has one name in a letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drafter import source
from drafter.pipeline import Pipeline
from drafter.problems import Problem

LETTER: dict[str, Any] = {
    "kind": "letter",
    "id": "namen",
    "date": "2026-06-02",
    "subject": "Resolutie 1325",
    "addressee": {"committee": "defensie"},
}


def warnings(pipeline: Pipeline, **fields: Any) -> tuple[Problem, ...]:
    text = source.dump({**LETTER, **fields})
    return pipeline.draft_source(source.parse(text, Path("brief.yaml"))).warnings


@pytest.mark.parametrize(
    ("opening", "closing", "first", "name"),
    [
        ("Zie resolutie 1325.", "Zie VNVR 1325.", "resolutie 1325", "VNVR 1325"),
        ("Zie dit.", "Zie UNSCR 1325.", "resolutie 1325", "UNSCR 1325"),
        ("Zie [@a].", "Zie VNVR 1325.", "resolutie 1325", "VNVR 1325"),
    ],
)
def test_a_second_name_is_a_warning_where_it_stands(
    pipeline: Pipeline, opening: str, closing: str, first: str, name: str
) -> None:
    sources = {"a": {"resolution": "1325"}} if "@a" in opening else {}
    (found,) = warnings(pipeline, opening=opening, closing=closing, sources=sources)
    assert (found.code, found.severity) == ("resolution-names", "warning")
    assert found.place.text == f"closing: {closing}"
    assert f"'{first}'" in found.message
    assert f"'{name}'" in found.message
    assert found.hint


def test_a_second_name_is_told_once(pipeline: Pipeline) -> None:
    assert len(warnings(pipeline, opening="VNVR 1325.", closing="VNVR 1325 en VNVR 1325.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Resolutie 1325, VNVR Resolutie 1325 en VN-Veiligheidsraadsresolutie 1325.",
        "De resoluties 1325 en 2242.",
        "Resolutie 1325 (VNVR 1325) geldt. VNVR 1325 is geen wet.",
        "VNVR 2242.",
        "[Financing UNSCR 1325]{lang=en}",
        "Zie dit.[^n]",
        "S/RES/1325",
    ],
)
def test_other_names_are_no_second_name(pipeline: Pipeline, text: str) -> None:
    notes = {"n": "Financing UNSCR 1325."} if "[^n]" in text else {}
    assert warnings(pipeline, opening=text, notes=notes) == ()
