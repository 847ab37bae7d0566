"""Problems as people and as machines read them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from drafter.problems import Place, Problem, column_letters

_WIDTH = 100  # of a shown line; a longer one is cut around the place


def as_text(problem: Problem) -> str:
    """File:line:column, what is wrong, the line with a caret, and what to do."""
    severity = _("error") if problem.severity == "error" else _("warning")
    lines = [f"{position(problem.place)}: {severity}: {problem.message}"]
    if problem.place.text.strip():
        lines += _shown(problem.place) if problem.place.sheet is None else _said(problem.place)
    if problem.hint:
        lines.append(f"  → {problem.hint}")
    return "\n".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list with one object a problem."""
    import json

    rows = [
        {
            "file": shown_path(Path(problem.place.file)),
            "sheet": problem.place.sheet,
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


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    below: Sequence[str],
    *,
    to_the_right: Collection[int],
) -> str:
    """Rows in columns that are as wide as what they hold, each with a line of its own below it."""
    measured = [[(cell, _width(cell)) for cell in row] for row in (header, *rows)]
    widths = [max(width for _cell, width in column) for column in zip(*measured, strict=True)]
    lines = [_aligned(row, widths, to_the_right) for row in measured]
    under = (f"{line}\n  {text}" for line, text in zip(lines[1:], below, strict=True))
    return "\n".join([lines[0], *under])


def _aligned(
    row: Sequence[tuple[str, int]], widths: Sequence[int], to_the_right: Collection[int]
) -> str:
    cells = []
    for number, ((cell, own), width) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (width - own)
        cells.append(blank + cell if number in to_the_right else cell + blank)
    return "  ".join(cells).rstrip()


def shortened(text: str, most: int) -> str:
    """The text, or as much of it as goes into so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _width(text: str) -> int:
    plain = text.replace("\u00a0", "").isascii()  # mostly, and it is quicker to tell
    return len(text) if plain else sum(map(_cells, text))


def position(place: Place) -> str:
    """`file:line:column`, the cell of a spreadsheet, or the file alone."""
    file = shown_path(Path(place.file)) if place.file else "drafter"
    if place.sheet is not None:
        return ", ".join((file, *_cell(place)))
    return f"{file}:{place.line}:{place.column}" if place.line else file


def _cell(place: Place) -> Iterator[str]:
    """The sheet, row and column of a cell, as far as they are known."""
    if place.sheet:
        yield _("sheet {name}").format(name=place.sheet)
    if place.line:
        yield _("row {row}").format(row=place.line)
    if place.column:
        yield _("column {column}").format(column=column_letters(place.column))


def shown_path(path: Path) -> str:
    """A path as short as it is clear: relative when it is below the current folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return str(path)
    return str(path) if relative.startswith("..") and path.is_absolute() else relative


def argument(path: Path) -> str:
    """A path as it is typed in a command."""
    shown = shown_path(path)
    return f'"{shown}"' if any(map(str.isspace, shown)) else shown


def _said(place: Place) -> list[str]:
    """What the cell says, on one line."""
    text = _printable(place.text)
    return [f"  │ {text if len(text) <= _WIDTH else f'{text[: _WIDTH - 1]}…'}"]


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _shown(place: Place) -> list[str]:
    text = _printable(place.text)
    start = max(0, place.column - _WIDTH // 2) if len(text) > _WIDTH else 0
    piece = text[start : start + _WIDTH]
    before = sum(map(_cells, piece[: place.column - 1 - start]))
    number = str(place.line)
    return [f"  {number} │ {piece}", f"  {' ' * len(number)} │ {' ' * before}^"]


def _cells(character: str) -> int:
    """How many cells of a terminal a character takes."""
    import unicodedata  # only who made a mistake waits for it

    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
