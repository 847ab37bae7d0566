"""What can be wrong with an input or a template, and the one exception that carries it.

A problem is data: where, how bad, what, and what to do about it. Stages yield or
collect problems; only the command line prints them. Texts are written in English and
translated by gettext, so a message exists once in the code and once in each catalogue.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """A position in a file: `line` and `column` count from 1; `text` is the line itself.

    Line 0 means the file as a whole (it is missing, say). In a spreadsheet `sheet` is the name
    of the sheet, or "" in a .csv; `line` and `column` are those of a cell, and `text` is what
    the cell says, behind the header of its column.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    sheet: str | None = None


class Fix(NamedTuple):
    """A change that needs no judgement: in the text at `path`, from `start`, `before` → `after`.

    The path has keys and list positions, as in `placed.Source.place`.
    """

    path: tuple[str | int, ...]
    start: int
    before: str
    after: str


class Problem(NamedTuple):
    """One thing that is wrong: `message` says what, `hint` says what to do.

    `code` is a stable name for machines, such as `unknown-committee`; `fix` is what
    `drafter check --fix` does about it.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    fix: Fix | None = None


class DrafterError(Exception):
    """The work cannot go on; carries every problem found, never just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def column_letters(number: int) -> str:
    """A column as spreadsheets name it: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, file by file as they come up, in the order of each file."""
    once = dict.fromkeys(problems)
    files = {file: n for n, file in enumerate(dict.fromkeys(p.place.file for p in once))}
    return sorted(once, key=lambda p: (files[p.place.file], p.place.line, p.place.column))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None when nothing is near."""
    from difflib import get_close_matches  # only who makes a mistake waits for it

    by_folded = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None
