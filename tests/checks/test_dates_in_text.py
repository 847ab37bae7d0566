"""Typed dates, seen from the calendar and from the date of the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.pipeline import Pipeline

LETTER = """\
kind: letter
id: minusma
date: {date}
subject: Mali
addressee:
  committee: defensie
opening: |
  {text}
"""


def doubts(pipeline: Pipeline, text: str, date: str) -> list[str]:
    read = source.parse(LETTER.format(text=text, date=date), Path("input.yaml"))
    found = [p for p in pipeline.draft_source(read).warnings if p.code != "relative-date"]
    assert {(p.code, p.severity, p.place.line) for p in found} <= {("date-in-text", "warning", 8)}
    assert all(problem.hint for problem in found)
    return [problem.message for problem in found]


# domain.md 4.2, and the letters S002 (19-5-2017) and S003 (9-11-2022) that it measures
@pytest.mark.parametrize(
    ("text", "date", "said"),
    [
        ("Dat was op 23 februari jl. zo.", "2017-05-19", None),
        ("Dat komt in juni a.s. terug.", "2017-05-19", None),
        ("Dat komt begin juni a.s. terug.", "2017-05-19", None),
        ("Dat komt medio mei a.s. terug.", "2017-05-23", "'medio mei a.s.'"),
        ("Dat komt medio mei a.s. terug.", "2017-05-12", None),
        ("Begin mei a.s. volgt een brief.", "2017-05-19", "'Begin mei a.s.' is already past"),
        ("Dat was op 9 september jl. zo.", "2017-05-19", "'9 september jl.' is still to come"),
        ("Dat was op 3 december jl. zo.", "2022-11-09", "'3 december jl.'"),
        ("Dat was op 3 december jongstleden zo.", "2022-11-09", "'3 december jongstleden'"),
        ("Dat was op 22 december jl. zo.", "2026-01-06", None),
        ("Dat was op 12 mei 2024 jl. zo.", "2026-06-02", "'12 mei 2024 jl.'"),
        ("Dat volgt op 9 juni a.s. nog.", "2026-06-09", None),
        ("Dat was op 9 juni jl. zo.", "2026-06-02", "'9 juni jl.'"),
        ("Op dinsdag 9 juni 2026 is er een debat.", "2026-06-02", None),
        ("Op vrijdag 9 juni 2026 is er een debat.", "2026-06-02", "9\u00a0juni 2026 is a dinsdag"),
        ("Op vrijdag 9\u00a0juni is er een debat.", "2026-06-02", "is a dinsdag"),
        ("Op vrijdag\n  9 juni is er een debat.", "2026-06-02", "'vrijdag 9 juni' is not right"),
        ("Op dinsdag 12 januari is er een debat.", "2026-12-22", None),
        ("Op donderdag 9 juni 2016 was er een debat.", "2026-06-02", None),
        ("Op dinsdag 31 juni is er een debat.", "2026-06-02", None),
        ("Komende 9 juni is er een debat.", "2026-06-02", "before a weekday"),
        ("Komende dinsdag is er een debat.", "2026-06-02", None),
        ("Aanstaande dinsdag 9 juni is er een debat.", "2026-06-02", None),
        ("Volgende dinsdag is er een debat.", "2026-06-02", "can be two days"),
        ("De volgende vragen leven.", "2026-06-02", None),
        ("Afgelopen dinsdag was er een debat, vorige week ook.", "2026-06-02", None),
        ("Hij schreef:\n\n  > Begin mei a.s. volgt een brief.", "2017-05-19", None),
        ("Meisjes en mei: dit is geen datum.", "2026-06-02", None),
    ],
)
def test_a_date_that_does_not_agree(
    pipeline: Pipeline, text: str, date: str, said: str | None
) -> None:
    found = doubts(pipeline, text, date)
    assert len(found) == (said is not None)
    assert all(said in message for message in found if said)


def test_a_paper_without_a_date_has_no_today(pipeline: Pipeline) -> None:
    paper = """\
kind: position-paper
id: paper
title: Titel
introduction:
  text: Dat was op vrijdag 9 juni jl. zo.
recommendations:
  - id: een
    heading: Kop
    analysis: Op vrijdag 9 juni 2026 ook.
"""
    found = pipeline.draft_source(source.parse(paper, Path("input.yaml"))).warnings
    placed = [(problem.code, problem.place.line) for problem in found]
    assert [where for where in placed if where[0] == "date-in-text"] == [("date-in-text", 9)]
