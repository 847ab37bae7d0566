"""Problems as people and as machines read them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from drafter.problems import Place, Problem

_WIDTH = 100  # of a shown line; a longer one is cut around the place


def as_text(problem: Problem) -> str:
    """File:line:column, what is wrong, the line with a caret, and what to do."""
    severity = _("error") if problem.severity == "error" else _("warning")
    lines = [f"{position(problem.place)}: {severity}: {problem.message}"]
    if problem.place.text.strip():
        lines += _shown(problem.place)
    if problem.hint:
        lines.append(f"  → {problem.hint}")
    return "\n".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list with one object a problem."""
    import json

    rows = [
        {
            "file": shown_path(Path(problem.place.file)),
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def summary(problems: Iterable[Problem]) -> str:
    """How many problems there are."""
    count = sum(1 for problem in problems if problem.severity == "error")
    return ngettext("{count} error", "{count} errors", count).format(count=count)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under a header, in columns as wide as what they hold; numbers stand to the right."""
    lines = [tuple(header), *map(tuple, rows)]
    columns = list(zip(*lines, strict=True))
    widths = [max(sum(map(_cells, cell)) for cell in column) for column in columns]
    numbers = [all(cell.isdigit() or not cell for cell in column[1:]) for column in columns]
    shown = []
    for line in lines:
        cells = [
            " " * (width - sum(map(_cells, cell))) + cell
            if number
            else cell + " " * (width - sum(map(_cells, cell)))
            for cell, width, number in zip(line, widths, numbers, strict=True)
        ]
        shown.append("  ".join(cells).rstrip())
    return "\n".join(shown)


def position(place: Place) -> str:
    """`file:line:column`, or the file alone."""
    file = shown_path(Path(place.file)) if place.file else "drafter"
    return f"{file}:{place.line}:{place.column}" if place.line else file


def shown_path(path: Path) -> str:
    """A path as short as it is clear: relative when it is below the current folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return str(path)
    return str(path) if relative.startswith("..") and path.is_absolute() else relative


def _shown(place: Place) -> list[str]:
    text = "".join(c if c.isprintable() else " " for c in place.text)
    start = max(0, place.column - _WIDTH // 2) if len(text) > _WIDTH else 0
    piece = text[start : start + _WIDTH]
    before = sum(map(_cells, piece[: place.column - 1 - start]))
    number = str(place.line)
    return [f"  {number} │ {piece}", f"  {' ' * len(number)} │ {' ' * before}^"]


def _cells(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
