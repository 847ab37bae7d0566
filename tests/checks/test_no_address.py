"""A member of government whose address nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.pipeline import Pipeline

LETTER = """\
kind: letter
id: brief
date: 2026-06-02
subject: Mali
addressee:
  {addressee}
opening: Tekst.
"""


def found(pipeline: Pipeline, addressee: str) -> list[tuple[str, int]]:
    text = LETTER.format(addressee=addressee)
    warnings = pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings
    return [(problem.code, problem.place.line) for problem in warnings]


@pytest.mark.parametrize(
    "addressee",
    [
        "office: minister van Defensie",
        "offices: [minister van Buitenlandse Zaken, minister van Defensie]",
    ],
)
def test_an_address_that_is_not_known_is_missed(pipeline: Pipeline, addressee: str) -> None:
    assert found(pipeline, addressee) == [("no-address", 6)]


@pytest.mark.parametrize(
    "addressee",
    [
        "office: minister van Buitenlandse Zaken",
        "office: minister van Defensie\n  lines: [Postbus 20701, 2500 ES  DEN HAAG]",
        "committee: defensie",
    ],
)
def test_one_that_is_there_is_not(pipeline: Pipeline, addressee: str) -> None:
    assert found(pipeline, addressee) == []
