"""All problems of an input at once, each at its place, with a code and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import report, source
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Problem

FOLDER = Path(__file__).parent / "cases" / "ten-faults"
CASE = FOLDER / "letter.yaml"

LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: Mali
addressee:
  committee: defensie
asks:
  - id: een
    question: Wat?
"""

PAPER = """\
kind: position-paper
id: paper
title: Titel
introduction:
  text: Een inleiding.
recommendations:
  - id: een
    heading: Kop
    analysis: Een analyse.
"""


def problems(pipeline: Pipeline, text: str) -> tuple[Problem, ...]:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(source.parse(text, Path("input.yaml")))
    return caught.value.problems


def seen(found: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.place.line, problem.place.column) for problem in found]


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


# ── Ten faults in one file ────────────────────────────────────────────────────


def test_ten_faults_are_ten_problems_in_the_order_of_the_file(pipeline: Pipeline) -> None:
    found = problems(pipeline, CASE.read_text("utf-8"))
    assert seen(found) == [
        ("no-such-day", 4, 7),
        ("duplicate-key", 6, 1),
        ("unknown-field", 7, 1),
        ("unknown-committee", 9, 14),
        ("unknown-meeting-type", 11, 9),
        ("cut-off", 13, 40),
        ("duplicate-id", 18, 9),
        ("empty", 20, 5),
        ("alias", 21, 10),
        ("empty-note", 23, 3),
    ]
    lines = CASE.read_text("utf-8").splitlines()
    assert [problem.place.text for problem in found] == [lines[p.place.line - 1] for p in found]


def test_each_of_the_ten_has_a_remedy_and_is_an_error(pipeline: Pipeline) -> None:
    found = problems(pipeline, CASE.read_text("utf-8"))
    assert [problem for problem in found if not problem.hint or problem.severity != "error"] == []


@pytest.mark.parametrize("meant", ["'subject'", "'Defensie'", "'commissiedebat'"])
def test_what_was_probably_meant_is_suggested(pipeline: Pipeline, meant: str) -> None:
    hints = [problem.hint for problem in problems(pipeline, CASE.read_text("utf-8"))]
    assert any(f"did you mean {meant}?" in hint for hint in hints)


def test_the_ten_read_as_expected(
    pipeline: Pipeline, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(DrafterError) as caught:
        pipeline.draft(Path("letter.yaml"))
    text = "".join(f"{report.as_text(problem)}\n\n" for problem in caught.value.problems)
    if accept:
        (FOLDER / "expected.txt").write_text(text, "utf-8")
    assert text == (FOLDER / "expected.txt").read_text("utf-8")


# ── One fault at a time ───────────────────────────────────────────────────────

ADDRESSEE = "addressee:\n  committee: defensie\n"
ASKS = "asks:\n  - id: een\n    question: Wat?\n"
GROUPS = "ask_groups:\n  geld: Financiering\n"
TABLE = "tables:\n  - id: t\n    caption: Tabel\n    columns: [a, b]\n    rows:\n"

ONE_FAULT = {
    # Required fields.
    "no addressee": (replaced(LETTER, ADDRESSEE, ""), ("missing-field", 1, 1)),
    "no question": (replaced(LETTER, "    question: Wat?\n", ""), ("missing-field", 8, 5)),
    "no content": (replaced(LETTER, ASKS, ""), ("no-content", 1, 1)),
    # Groups of asks.
    "no groups": (f"{LETTER}    group: geld\n", ("unknown-ask-group", 10, 12)),
    "unknown group": (f"{LETTER}    group: gled\n{GROUPS}", ("unknown-ask-group", 10, 12)),
    "empty heading": (f"{LETTER}ask_groups:\n  geld:\n", ("empty", 11, 3)),
    "two ways to group": (f"{LETTER}{GROUPS}asks_by: minister\n", ("grouped-twice", 12, 10)),
    "grouped by what": (f"{LETTER}asks_by: ministre\n", ("unknown-word", 10, 10)),
    "numbered how": (f"{LETTER}asks_numbering: ja\n", ("unknown-word", 10, 17)),
    "no introduction": (
        replaced(PAPER, "introduction:\n  text: Een inleiding.\n", ""),
        ("missing-field", 1, 1),
    ),
    "empty subject": (replaced(LETTER, "subject: Mali", "subject:"), ("empty", 4, 1)),
    "blank subject": (replaced(LETTER, "subject: Mali", "subject: '  '"), ("empty", 4, 10)),
    "empty date": (replaced(LETTER, "date: 2026-06-02", "date:"), ("empty", 3, 1)),
    # Unknown fields, at any depth, and a required field that is misspelt.
    "misspelt": (LETTER + "closng: Dag.\n", ("unknown-field", 10, 1)),
    "misspelt, required": (
        replaced(LETTER, "addressee:", "adressee:"),
        ("unknown-field", 5, 1),
    ),
    "misspelt in an ask": (LETTER + "    bakground: x\n", ("unknown-field", 10, 5)),
    "misspelt, required, in an ask": (
        replaced(LETTER, "question:", "qeustion:"),
        ("unknown-field", 9, 5),
    ),
    "misspelt in a section": (
        PAPER + "    sections:\n      - id: s\n        heding: x\n        text: y\n",
        ("unknown-field", 12, 9),
    ),
    # Wrong kinds.
    "text for a group": (replaced(LETTER, ADDRESSEE, "addressee: x\n"), ("no-group", 5, 12)),
    "list for a group": (replaced(LETTER, ADDRESSEE, "addressee:\n  - x\n"), ("no-group", 6, 5)),
    "nothing for a group": (replaced(LETTER, ADDRESSEE, "addressee:\n"), ("no-group", 5, 1)),
    "text for a list": (replaced(LETTER, ASKS, "asks: Wat?\n"), ("no-list", 7, 7)),
    "group for a list": (
        replaced(LETTER, ASKS, "asks:\n  id: een\n  question: Wat?\n"),
        ("no-list", 8, 3),
    ),
    "text for a group in a list": (replaced(LETTER, ASKS, "asks:\n  - Wat?\n"), ("no-group", 8, 5)),
    "list for a text": (replaced(LETTER, "Mali", "[a, b]"), ("no-text", 4, 10)),
    "group for a text": (LETTER + "enclosures:\n  - Brief: Mali\n", ("no-text", 11, 5)),
    "list for a date": (replaced(LETTER, "2026-06-02", "[2026]"), ("no-text", 3, 7)),
    "text for notes": (LETTER + "notes: x\n", ("no-group", 10, 8)),
    "group for a note": (
        LETTER + "notes:\n  a:\n    b: c\n",
        ("no-text", 11, 3),
    ),
    "empty list": (
        PAPER[: PAPER.index("recommendations")] + "recommendations: []\n",
        ("empty-list", 6, 1),
    ),
    # Dates, times, yes and no.
    "no such day": (replaced(LETTER, "2026-06-02", "31 juni 2026"), ("no-such-day", 3, 7)),
    "no date": (replaced(LETTER, "2026-06-02", "volgende week"), ("no-date", 3, 7)),
    "no time": (
        LETTER + "occasion:\n  type: commissiedebat\n  subject: x\n"
        "  date: 2026-06-09\n  time: 25:00\n",
        ("no-time", 14, 9),
    ),
    "a time without a date": (
        LETTER + "occasion:\n  type: commissiedebat\n  subject: x\n  time: 10:00\n",
        ("no-date", 10, 1),
    ),
    "neither yes nor no": (PAPER + "contents: misschien\n", ("no-yes-no", 10, 11)),
    # Registers.
    "a committee of the past": (
        replaced(LETTER, "2026-06-02", "1995-06-02").replace("defensie", "asiel-en-migratie"),
        ("committee-not-then", 6, 14),
    ),
    "unknown working group": (
        LETTER + "sender:\n  working_group: gender\n",
        ("unknown-working-group", 11, 18),
    ),
    "unknown template": (LETTER + "template: comittee\n", ("unknown-template", 10, 11)),
    # Ids.
    "bad id": (replaced(LETTER, "id: een", "id: Een Vraag"), ("bad-id", 8, 9)),
    "bad tag": (
        PAPER + "    action_points:\n      - id: a\n        text: x\n        tags: [Ab]\n",
        ("bad-id", 13, 16),
    ),
    "the same id twice": (
        LETTER + "action_points:\n  - id: a\n    text: x\n  - id: a\n    text: y\n",
        ("duplicate-id", 13, 9),
    ),
    # Addressees and signatories.
    "two kinds of addressee": (
        replaced(LETTER, "committee: defensie", "committee: defensie\n  lines: [x]"),
        ("addressee", 5, 1),
    ),
    "address without salutation": (
        replaced(LETTER, "committee: defensie", "lines: [x]"),
        ("addressee", 5, 1),
    ),
    "nobody signs": (LETTER + "signatories:\n  - function: voorzitter\n", ("signatory", 11, 5)),
    # Notes.
    "unknown note": (replaced(LETTER, "Wat?", "Wat?[^vn]"), ("unknown-note", 9, 15)),
    "unknown note on a heading": (
        replaced(PAPER, "    analysis", "    heading_note: vn\n    analysis"),
        ("unknown-note", 9, 19),
    ),
    "note in note": (
        replaced(LETTER, "Wat?", "Wat?[^a][^b]") + "notes:\n  a: x\n  b: y[^a]\n",
        ("note-in-note", 12, 6),
    ),
    "note without text": (
        replaced(LETTER, "Wat?", "Wat?[^a]") + 'notes:\n  a: ""\n',
        ("empty-note", 11, 3),
    ),
    # Tables.
    "row too short": (PAPER + TABLE + "      - [1, 2]\n      - [1]\n", ("table-row", 11, 5)),
    "row too long": (PAPER + TABLE + "      - [1, 2, 3]\n", ("table-row", 11, 5)),
    "row without cells": (PAPER + TABLE + "      - een\n", ("no-list", 15, 9)),
    "empty cell": (PAPER + TABLE + "      - [1, '']\n", ("empty", 15, 13)),
    # What YAML has already complained about is not complained about again.
    "alias for a group": (replaced(LETTER, ADDRESSEE, "addressee: *a\n"), ("alias", 5, 12)),
    "braces for a text": (replaced(LETTER, "Mali", "{{ naam }}"), ("no-key", 4, 11)),
}


@pytest.mark.parametrize(("text", "expected"), ONE_FAULT.values(), ids=ONE_FAULT.keys())
def test_one_fault_is_one_problem_with_a_remedy(
    pipeline: Pipeline, text: str, expected: tuple[str, int, int]
) -> None:
    found = problems(pipeline, text)
    assert seen(found) == [expected]
    assert found[0].hint
    assert found[0].place.text == text.splitlines()[expected[1] - 1]


@pytest.mark.parametrize("text", [LETTER, PAPER], ids=["letter", "paper"])
def test_the_inputs_that_the_faults_are_made_in_are_sound(pipeline: Pipeline, text: str) -> None:
    assert pipeline.draft_source(source.parse(text, Path("input.yaml"))).warnings == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (LETTER + "closng: Dag.\n", "did you mean 'closing'?"),
        (LETTER + "    bakground: x\n", "did you mean 'background'?"),
        (LETTER + "    xyz: x\n", "known are: id, use, heading, background, question, to"),
        (replaced(LETTER, "defensie", "defensei"), "did you mean 'Defensie'?"),
        (LETTER + "template: comittee\n", "did you mean 'committee'?"),
        (replaced(LETTER, "id: een", "id: Een Vraag"), "'een-vraag'"),
        (
            replaced(LETTER, "Wat?", "Wat?[^vn1352]") + "notes:\n  vn1325: x\n",
            "did you mean 'vn1325'?",
        ),
        (replaced(LETTER, "Wat?", "Wat?[^vn]"), "'vn: the text of the note'"),
        (replaced(LETTER, ADDRESSEE, "addressee: x\n"), "committee, committees, chamber"),
        (LETTER + "notes: x\n", "'name: the text'"),
    ],
)
def test_the_remedy_says_what_was_meant_or_what_is_known(
    pipeline: Pipeline, text: str, hint: str
) -> None:
    assert hint in problems(pipeline, text)[0].hint


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("id: a\n", "no-kind", "letter, position-paper"),
        ("kind: leter\n", "unknown-kind", "did you mean 'letter'?"),
        ("kind:\n", "unknown-kind", "letter, position-paper"),
        ("kind: [letter]\n", "unknown-kind", "letter, position-paper"),
    ],
)
def test_a_file_must_say_what_it_is(pipeline: Pipeline, text: str, code: str, hint: str) -> None:
    (problem,) = problems(pipeline, text)
    assert (problem.code, problem.place.line) == (code, 1)
    assert hint in problem.hint


def test_an_unknown_kind_comes_with_what_else_is_wrong_in_the_yaml(pipeline: Pipeline) -> None:
    found = problems(pipeline, "kind: leter\nid: a\nid: b\n")
    assert {problem.code for problem in found} == {"duplicate-key", "unknown-kind"}


@pytest.mark.parametrize("written", ["2026-06-09", "9-6-2026", "09-06-2026", "9 juni 2026"])
def test_a_date_may_be_written_in_four_ways(pipeline: Pipeline, written: str) -> None:
    read = source.parse(replaced(LETTER, "2026-06-02", written), Path("input.yaml"))
    assert str(pipeline.draft_source(read).document.date) == "2026-06-09"


def test_a_remark_behind_a_value_that_is_no_text_is_a_remark(pipeline: Pipeline) -> None:
    read = source.parse(replaced(LETTER, "2026-06-02", "2026-06-02 # dinsdag"), Path("input.yaml"))
    assert pipeline.draft_source(read).warnings == ()


def test_names_are_looked_up_as_of_the_date_of_the_letter(pipeline: Pipeline) -> None:
    then = replaced(LETTER, "2026-06-02", "1995-06-02").replace("defensie", "asiel-en-migratie")
    (problem,) = problems(pipeline, then)
    assert "1995" in problem.message
