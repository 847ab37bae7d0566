"""Problems as people and as machines read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter import report
from drafter.problems import Place, Problem, column_letters


def problem(text: str, column: int, hint: str = "doe dit") -> Problem:
    return Problem(Place("brief.yaml", 12, column, text), "code", "er is iets", hint)


def shown(text: str, column: int) -> tuple[str, str]:
    """The line as it is shown, and the line with the caret."""
    _head, line, caret, _hint = report.as_text(problem(text, column)).split("\n")
    assert line.startswith("  12 │ ")
    assert caret.startswith("     │ ")
    return line.removeprefix("  12 │ "), caret.removeprefix("     │ ")


def test_a_problem_is_its_place_its_line_with_a_caret_and_its_remedy() -> None:
    assert report.as_text(problem("subject: *x", 10)) == (
        "brief.yaml:12:10: error: er is iets\n  12 │ subject: *x\n     │          ^\n  → doe dit"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            Problem(Place("brief.yaml"), "code", "er is iets", "doe dit"),
            "brief.yaml: error: er is iets\n  → doe dit",
        ),
        (
            Problem(Place("brief.yaml", 3, 1), "code", "er is iets"),
            "brief.yaml:3:1: error: er is iets",
        ),
        (
            Problem(Place("brief.yaml", 3, 1, "  "), "code", "er is iets", severity="warning"),
            "brief.yaml:3:1: warning: er is iets",
        ),
    ],
)
def test_what_is_not_known_is_left_out(given: Problem, expected: str) -> None:
    assert report.as_text(given) == expected


# The caret stands under the sign that is meant, in a terminal.
@pytest.mark.parametrize(
    ("text", "column", "cells"),
    [
        ("subject: *x", 1, 0),
        ("subject: *x", 11, 10),
        ("\t\tsubject: x", 3, 2),
        ("subject:\t*x", 10, 9),
        ("onderwerp: één *x", 16, 15),
        ("e\u0301e\u0301n: *x", 8, 5),
        ("题目: *x", 5, 6),
        ("👩: *x", 4, 4),
        ("a\u0007b *x", 5, 4),
        ("subject: x", 30, 10),
    ],
)
def test_the_caret_stands_under_the_right_cell(text: str, column: int, cells: int) -> None:
    _line, caret = shown(text, column)
    assert caret == " " * cells + "^"


@pytest.mark.parametrize("column", [1, 50, 99, 150, 151, 400])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    text = "x" * (column - 1) + "#" + "y" * (400 - column)
    line, caret = shown(text, column)
    assert len(line) <= 100
    assert line[caret.index("^")] == "#"


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x07", "\x9b", "\u202e", "\u2028"])
def test_no_sign_of_an_input_steers_the_terminal(sign: str) -> None:
    line, _caret = shown(f"een {sign} twee", 1)
    assert line.isprintable()


def test_a_path_below_the_current_folder_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert report.shown_path(tmp_path / "inputs" / "a.yaml") == str(Path("inputs/a.yaml"))
    assert report.shown_path(Path("inputs/a.yaml")) == str(Path("inputs/a.yaml"))
    assert report.shown_path(tmp_path.parent / "a.yaml") == str(tmp_path.parent / "a.yaml")
    assert report.shown_path(Path("../a.yaml")) == str(Path("../a.yaml"))


def test_machines_get_every_part_of_every_problem() -> None:
    warning = Problem(Place("brief.yaml"), "prompt", "é", severity="warning")
    text = report.as_json([problem("subject: *x", 10), warning])
    assert json.loads(text) == [
        {
            "file": "brief.yaml",
            "sheet": None,
            "line": 12,
            "column": 10,
            "severity": "error",
            "code": "code",
            "message": "er is iets",
            "hint": "doe dit",
        },
        {
            "file": "brief.yaml",
            "sheet": None,
            "line": 0,
            "column": 0,
            "severity": "warning",
            "code": "prompt",
            "message": "é",
            "hint": "",
        },
    ]
    assert "é" in text
    assert json.loads(report.as_json([])) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("v.xlsx", 5, 3, "x", "Versies"), "v.xlsx, sheet Versies, row 5, column C"),
        (Place("v.csv", 5, 3, "x", ""), "v.csv, row 5, column C"),
        (Place("v.csv", 5, sheet=""), "v.csv, row 5"),
        (Place("v.ods", sheet="Blad 1"), "v.ods, sheet Blad 1"),
        (Place("v.ods", 1, 703, "x", "B"), "v.ods, sheet B, row 1, column AAA"),
    ],
)
def test_a_cell_is_named_as_a_spreadsheet_names_it(place: Place, expected: str) -> None:
    assert report.position(place) == expected


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_a_cell_is_shown_on_one_line_without_a_caret() -> None:
    place = Place("v.xlsx", 5, 3, "opening: een\n" + "x" * 200, "Versies")
    head, shown, hint = report.as_text(Problem(place, "code", "fout", "doe dit")).split("\n")
    assert head == "v.xlsx, sheet Versies, row 5, column C: error: fout"
    assert shown == "  │ opening: een " + "x" * 86 + "…"
    assert hint == "  → doe dit"
    assert json.loads(report.as_json([Problem(place, "code", "fout")]))[0]["sheet"] == "Versies"


@pytest.mark.parametrize(("errors", "expected"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors")])
def test_only_errors_are_counted(errors: int, expected: str) -> None:
    warning = Problem(Place("brief.yaml"), "prompt", "x", severity="warning")
    assert report.summary([problem("x", 1)] * errors + [warning]) == expected
