"""What a YAML parser's complaint means, for somebody who has never heard of YAML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _


@dataclass(frozen=True, slots=True)
class Cause:
    """What is wrong and what to do; `at_opening` when it went wrong where the text begins."""

    message: str
    hint: str
    at_opening: bool = False


def explain(complaint: str, line: str, column: int) -> Cause:
    """The cause behind libyaml's `complaint` about `line` at `column` (from 1)."""
    for complaints, cause in _CAUSES.items():
        if any(part in complaint for part in complaints) and not _tab(line, column):
            return cause()
    return _tab_indent() if _tab(line, column) else _layout()


def _tab(line: str, column: int) -> bool:
    indent = line[: len(line) - len(line.lstrip())]
    return "\t" in indent or line[column - 1 : column] == "\t"


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


def _first_character() -> Cause:
    return Cause(
        _("a text cannot start with this character"),
        _("put quotes around the whole text"),
    )


def _second_colon() -> Cause:
    return Cause(
        _("a second colon on this line is read as the start of a field"),
        _("put quotes around a text that holds a colon and a space"),
    )


def _loose_line() -> Cause:
    return Cause(
        _("this line, or the one before, is neither a field nor part of a text"),
        _("write 'field: text', or indent a text that runs on and start it with |"),
    )


def _misfit() -> Cause:
    return Cause(
        _("the indentation or the quotes of this line do not fit the lines before"),
        _(
            "line it up with its neighbours; put quotes around a text that itself holds quotes, "
            "or starts with [ or {"
        ),
    )


def _bracket() -> Cause:
    return Cause(
        _("a bracket or brace that opens here is read as a list"),
        _("put quotes around a text that starts with [ or {"),
        at_opening=True,
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
    ("mapping values are not allowed",): _second_colon,
    ("could not find expected ':'",): _loose_line,
    ("expected ',' or",): _bracket,
    ("did not find expected key", "expected '-' indicator", "<block end>"): _misfit,
}
