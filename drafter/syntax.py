"""What a YAML parser's complaint means, for somebody who has never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from gettext import gettext as _
from typing import NamedTuple


class Cause(NamedTuple):
    """What is wrong and what to do.

    `at_opening` when it went wrong where the text begins; `column` when it went wrong
    elsewhere on the line than where the parser gave up.
    """

    message: str
    hint: str
    at_opening: bool = False
    column: int | None = None


# Where the value on a line begins: behind dashes and the name of a field.
_VALUE = re.compile(r"[ ]*(?:- +)*(?:[\w-]+: +)?(?=(\S))")


def explain(complaint: str, line: str, column: int) -> Cause:
    """The cause behind libyaml's `complaint` about `line` at `column` (from 1)."""
    if _tab(line, column):
        return _tab_indent()
    if "mapping values are not allowed" in complaint:
        return _second_colon() if ": " in line[: column - 1] else _colon()
    for complaints, cause in _CAUSES.items():
        if any(part in complaint for part in complaints):
            return cause()
    return _by_first_character(line) or (_misfit() if _vague(complaint) else _layout())


def _tab(line: str, column: int) -> bool:
    indent = line[: len(line) - len(line.lstrip())]
    return "\t" in indent or line[column - 1 : column] == "\t"


def _vague(complaint: str) -> bool:
    return any(part in complaint for part in _VAGUE)


def _by_first_character(line: str) -> Cause | None:
    """The cause that the first character of the value on this line points at."""
    if (start := _VALUE.match(line)) is None:
        return None
    found = next((c for signs, c in _FIRST.items() if start.group(1) in signs), None)
    return found(start.end() + 1) if found else None


def _tab_indent() -> Cause:
    return Cause(
        _("this line is indented with a tab"),
        _("use spaces, two for each level; tabs are not allowed"),
    )


def _unclosed_quote() -> Cause:
    return Cause(
        _("the quote that opens here is never closed"),
        _("put the same quote at the end of the text"),
        at_opening=True,
    )


def closed_late(line: int) -> Cause:
    """A quote on an earlier line that the first quote on `line` closed."""
    return Cause(
        _("the quote that opens here is closed only by the next one, on line {line}").format(
            line=line
        ),
        _("put the same quote at the end of the text"),
    )


def _closed_early(_column: int) -> Cause:
    return Cause(
        _("the text in quotes ends here, and more text follows"),
        _('put the whole text between quotes of the other kind: "it\'s" or \'so "called"\''),
    )


def _first_character(column: int | None = None) -> Cause:
    return Cause(
        _("a text cannot start with this character"),
        _("put quotes around the whole text"),
        column=column,
    )


def _second_colon() -> Cause:
    return Cause(
        _("a second colon on this line is read as the start of a field"),
        _("put quotes around a text that holds a colon and a space"),
    )


def _colon() -> Cause:
    return Cause(
        _("this colon stands in a text, or its line is indented too far"),
        _("put quotes around a text that holds a colon and a space, or line the field up"),
    )


def _loose_line() -> Cause:
    return Cause(
        _("this line is neither a field nor part of a text"),
        _("write 'field: text' with a space; start a text of several lines with | and indent it"),
        at_opening=True,
    )


def _misfit() -> Cause:
    return Cause(
        _("the indentation of this line does not fit the lines before"),
        _("line it up with the fields or the dashes that it belongs with"),
    )


def _bracket(column: int | None = None) -> Cause:
    return Cause(
        _("a bracket or brace that opens here is read as a list"),
        _("put quotes around a text that starts with [ or {"),
        at_opening=column is None,
        column=column,
    )


def _backslash() -> Cause:
    return Cause(
        _("a backslash between double quotes has a meaning of its own"),
        _("put single quotes around the text"),
    )


def _layout() -> Cause:
    return Cause(
        _("the layout of this line cannot be read"),
        _("check colons, quotes and indentation on this line and the one before"),
    )


# Parts of libyaml's complaints → what they come from in practice; the first match counts.
_CAUSES: dict[tuple[str, ...], Callable[[], Cause]] = {
    ("end of stream", "document indicator"): _unclosed_quote,
    ("cannot start any token",): _first_character,
    ("could not find expected ':'",): _loose_line,
    ("expected ',' or",): _bracket,
    ("escape",): _backslash,
}
# Complaints that a line does not fit, whatever the reason.
_VAGUE = ("did not find expected key", "expected '-' indicator", "<block end>")
# First characters of a text that YAML reads as something else → what that leads to.
_FIRST: dict[str, Callable[[int], Cause]] = {
    "\"'": _closed_early,
    "[{": _bracket,
    "*&!|>%@`-?:,]}": _first_character,
}
