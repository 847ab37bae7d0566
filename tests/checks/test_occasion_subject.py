"""The subject of an occasion, within its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.pipeline import Pipeline

LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: De missie
addressee:
  committee: defensie
opening: De missie gaat door.
occasion:
  type: commissiedebat
  subject: {subject}
"""


@pytest.mark.parametrize(
    ("subject", "count"),
    [
        ("de missie", 0),
        ("De missie", 1),
        ("Het plan", 1),
        ("Een plan", 1),
        ("Defensie", 0),
        ("Eenheid", 0),
    ],
)
def test_a_capital_article_is_doubtful(pipeline: Pipeline, subject: str, count: int) -> None:
    read = source.parse(LETTER.format(subject=subject), Path("input.yaml"))
    found = pipeline.draft_source(read).warnings
    seen = [(problem.code, problem.severity, problem.place.line) for problem in found]
    assert seen == [("capital", "warning", 10)] * count
    assert all(problem.hint for problem in found)
