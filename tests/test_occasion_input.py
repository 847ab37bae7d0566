"""What may be typed of an occasion, and what drafter says of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.dutch.occasions import When
from drafter.model import Letter
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Problem
from drafter.validate import validate

LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: Mali
addressee:
  committee: defensie
opening: Wij schrijven u.
occasion:
  type: {type}
"""
CD = "commissiedebat\n  subject: de missie"
BILL = "wetsvoorstel\n  subject: de Wet veilige havens"
BUDGET = "begroting\n  subject: Defensie"


def problem(pipeline: Pipeline, occasion: str) -> Problem:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(
            source.parse(LETTER.format(type=occasion.strip()), Path("input.yaml"))
        )
    (found,) = caught.value.problems
    assert found.hint
    return found


@pytest.mark.parametrize(
    ("occasion", "code", "line"),
    [
        # A time that cannot be read.
        (f"{CD}\n  week: week 24", "no-week", 11),
        (f"{CD}\n  month: juni", "no-month", 11),
        (f"{CD}\n  when: misschien", "unknown-word", 11),
        (f"{CD}\n  deadline: morgen", "no-date", 11),
        # More times than one, or a time without a day.
        (f"{CD}\n  date: 2026-06-09\n  week: 2026-W24", "two-times", 12),
        (f"{CD}\n  month: 2026-06\n  when: binnenkort", "two-times", 12),
        (f"{CD}\n  week: 2026-W24\n  time: 10.00", "no-date", 8),
        # What does not go with the type.
        (f"{CD}\n  deadline: 2026-06-09", "not-with-this-type", 11),
        (f"{CD}\n  stage: plenair", "not-with-this-type", 11),
        (f"{CD}\n  chapter: X", "not-with-this-type", 11),
        (f"{CD}\n  year: 2027", "not-with-this-type", 11),
        (f"{BILL}\n  with_whom: de minister", "not-with-this-type", 11),
        (f"{BILL}\n  committee: defensie", "not-with-this-type", 11),
        ("plenair debat\n  subject: x\n  committee: defensie", "not-with-this-type", 11),
        (f"{BILL}\n  deadline: 2026-06-09", "not-with-this-type", 11),
        (f"{BUDGET}\n  stage: inbreng-verslag", "not-with-this-type", 11),
        ("kamerbrief\n  subject: Mali\n  when: onbekend", "not-with-this-type", 11),
        (
            "kamerbrief\n  subject: Mali\n  date: 2026-06-01\n  time: 10.00",
            "not-with-this-type",
            12,
        ),
        ("eerdere-brief\n  subject: Mali\n  when: binnenkort", "not-with-this-type", 11),
        ("eerdere-brief\n  subject: Mali\n  date: 2026-06-03", "letter-to-come", 11),
        ("verzoek\n  subject: Mali", "not-with-this-type", 10),
        ("verzoek\n  date: 2026-06-09", "not-with-this-type", 10),
        # What is missing, or said in another way than it is printed.
        ("commissiedebat", "missing-field", 8),
        (f"{BILL}\n  stage: eerste", "unknown-word", 11),
        (f"{BILL}\n  dossier: 36.800", "no-dossier", 11),
        (f"{BUDGET}\n  chapter: hoofdstuk X", "no-chapter", 11),
        (f"{BUDGET}\n  year: 2027/28", "no-year", 11),
        ("begroting\n  subject: Defensie 2027\n  year: 2027", "year-twice", 11),
        ("begroting\n  subject: Defensie\n  dossier: 36800 X\n  chapter: X", "chapter-twice", 12),
        (f"{CD}\n  with_whom: minister van Defensie", "no-article", 11),
        ("commissiedebat\n  subject: de missie.", "full-stop", 10),
        (f"{CD}\n  committee: defensei", "unknown-committee", 11),
    ],
)
def test_a_fault_is_named_at_its_place(
    pipeline: Pipeline, occasion: str, code: str, line: int
) -> None:
    found = problem(pipeline, occasion)
    assert (found.code, found.place.line, found.severity) == (code, line, "error")


@pytest.mark.parametrize(
    ("occasion", "said"),
    [
        (f"{BILL}\n  stage: inbreng", "inbreng-verslag"),
        (f"{BILL}\n  when: binenkort", "binnenkort"),
        (f"{CD}\n  date: 2026-06-09\n  week: 2026-W24", "keep one"),
        ("wetvoorstel\n  subject: x", "wetsvoorstel"),
        ("kamer brieff\n  subject: x", "Kamerbrief"),
    ],
)
def test_a_fault_comes_with_what_was_probably_meant(
    pipeline: Pipeline, occasion: str, said: str
) -> None:
    assert said in problem(pipeline, occasion).hint


def test_a_form_of_time_that_does_not_fit_names_those_that_do(pipeline: Pipeline) -> None:
    found = problem(pipeline, "eerdere-brief\n  subject: Mali\n  when: binnenkort")
    assert "'when'" in found.message
    assert "date, week, month" in found.hint


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("date: 9 juni 2026", "date"),
        ("week: 9 juni 2026", "week"),
        ("month: Juni 2026", "month"),
        ("when: Binnenkort", "soon"),
        ("when: onbekend", "unknown"),
        ("", "none"),
    ],
)
def test_a_time_is_read(pipeline: Pipeline, typed: str, form: str) -> None:
    read = source.parse(LETTER.format(type=f"{CD}\n  {typed}"), Path("input.yaml"))
    letter = validate(read, Letter, pipeline._context())
    assert letter.occasion is not None
    moment = letter.occasion.moment
    assert isinstance(moment, When)
    assert moment.form == form


# The date of the meeting decides what it is called, also when only its week is known.
@pytest.mark.parametrize(
    ("typed", "noun"),
    [("week: 2021-W12", "algemeen overleg"), ("month: april 2021", "commissiedebat")],
)
def test_the_noun_is_that_of_the_week_or_the_month(
    pipeline: Pipeline, typed: str, noun: str
) -> None:
    read = source.parse(LETTER.format(type=f"{CD}\n  {typed}"), Path("input.yaml"))
    letter = validate(read, Letter, pipeline._context())
    assert letter.occasion is not None
    assert letter.occasion.kind(pipeline.registers.meetings, letter.date).noun == noun


def test_every_text_of_an_occasion_is_a_field_of_the_document(pipeline: Pipeline) -> None:
    text = LETTER.format(
        type="begroting\n  stage: wetgevingsoverleg\n  subject: Defensie\n  year: 2027\n"
        "  chapter: X\n  dossier: 36800\n  with_whom: de minister van Defensie"
    )
    draft = pipeline.draft_source(source.parse(text, Path("input.yaml")))
    values = draft.document.baseline.values
    assert {id: text for id, text in values.items() if id.startswith("occasion.")} == {
        "occasion.subject": "Defensie",
        "occasion.year": "2027",
        "occasion.chapter": "X",
        "occasion.dossier": "36\u00a0800",
        "occasion.with_whom": "de minister van Defensie",
    }
    assert draft.warnings == ()
