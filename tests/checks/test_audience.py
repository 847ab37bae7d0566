"""Plenary meetings, and to whom one writes about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.pipeline import Pipeline

COMMITTEE = "committee: defensie"
LINES = "lines: [Fractie X]\n  salutation: Geachte leden,"
LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: Mali
addressee:
  {addressee}
opening: Wij schrijven u.
occasion:
  type: {type}
  subject: de missie
"""


@pytest.mark.parametrize(
    ("type", "addressee", "count"),
    [
        ("commissiedebat", COMMITTEE, 0),
        ("plenair debat", COMMITTEE, 1),
        ("tweeminutendebat", COMMITTEE, 1),
        ("plenair debat", LINES, 0),
        ("wetsvoorstel", COMMITTEE, 0),
        ("wetsvoorstel\n  stage: plenair", COMMITTEE, 1),
        ("kamerbrief", COMMITTEE, 0),
    ],
)
def test_a_committee_hears_that_a_meeting_is_plenary(
    pipeline: Pipeline, type: str, addressee: str, count: int
) -> None:
    text = LETTER.format(type=type, addressee=addressee)
    found = pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings
    assert [problem.code for problem in found] == ["plenary"] * count
    for problem in found:
        assert (problem.severity, problem.place.line) == ("warning", 6)
        assert problem.hint


@pytest.mark.parametrize(
    ("type", "addressee", "count"),
    [
        ("commissiedebat", "committee: ek-bdo", 1),
        ("vragenuur", "chamber: eerste-kamer", 1),
        ("plenair debat", "chamber: eerste-kamer", 0),
        ("gesprek", "committee: ek-bdo", 0),
        ("commissiedebat", "committees: [defensie, ek-bdo]", 0),
        ("commissiedebat\n  committee: defensie", "committee: ek-bdo", 0),
        ("commissiedebat", "office: minister van Buitenlandse Zaken", 0),
    ],
)
def test_a_chamber_hears_that_it_holds_no_such_meetings(
    pipeline: Pipeline, type: str, addressee: str, count: int
) -> None:
    text = LETTER.format(type=type, addressee=addressee)
    found = pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings
    assert [(p.code, p.place.line) for p in found] == [("other-chamber", 9)] * count
