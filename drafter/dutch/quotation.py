"""Quotation marks and apostrophes: curly, and one system for both levels of quotation.

There is no fixed rule for single or double; single is usual, and double for literal quotations
is accepted. Sources: Vlaanderen.be and Tekstnet on quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from drafter.dutch.mending import Mending

System = Literal["single", "double", "low", "guillemets"]
Role = Literal["opening", "closing", "apostrophe"]

# Words that begin with an apostrophe: 's avonds, 't Hart, zo 'n, 'ns; and years: '70.
_SHORT = r"(?:s|t|n|k|m|r|ns|ie|er|\d\d)\b"
_OPENS_WORD = re.compile(rf"{_SHORT}(?!['’])", re.IGNORECASE)
_WRONG_APOSTROPHE = re.compile(
    r"(?<=[^\W_])[`´‘′](?=[^\W_])|(?<![\w\x00])[`´‘′](?=(?:s|t|n|k|m|r|ns)\b(?!['’])|\d\ds?\b(?!.*’))",
    re.IGNORECASE,
)
_STRAIGHT = re.compile("[\"']")
_OPENERS = "([{«“„‘\"'/*_–—-"
_CLOSING = re.compile(r"(?<=[^\s(\[])'(?![^\W_])")
_SYSTEMS: dict[str, System] = {"‘": "single", "“": "double", "„": "low", "«": "guillemets"}
_CLOSERS = {"‘": "’", "“": "”", "„": "”“", "«": "»"}
_CURLY: dict[tuple[str, Role], str] = {
    ('"', "opening"): "“",
    ('"', "closing"): "”",
    ("'", "opening"): "‘",
    ("'", "closing"): "’",
    ("'", "apostrophe"): "’",
}
_MARKS = re.compile("[‘’“”„«»]")


def mendings(prose: str) -> Iterator[Mending]:
    """Straight marks made curly, and apostrophes that are another sign."""
    for paragraph in re.finditer(r"(?:.|\n(?!\s*\n))+", prose):
        yield from _curled(paragraph.group(), paragraph.start())
    for found in _WRONG_APOSTROPHE.finditer(prose):
        yield Mending(*found.span(), "’", "apostrophe")


def _curled(text: str, offset: int) -> Iterator[Mending]:
    """Curly marks for the straight ones of a paragraph, by what stands around them."""
    is_open = {'"': False, "'": False}
    for found in _STRAIGHT.finditer(text):
        at, mark = found.start(), found.group()
        role = _double_role(text, at, is_open) if mark == '"' else _single_role(text, at, is_open)
        if role == "opening":
            is_open[mark] = True
        elif role == "closing":
            is_open[mark] = False
        if role is not None:
            code = "apostrophe" if role == "apostrophe" else "straight-quote"
            yield Mending(offset + at, offset + at + 1, _CURLY[mark, role], code)


def _double_role(text: str, at: int, is_open: Mapping[str, bool]) -> Role | None:
    """None for a lone mark, and for inches."""
    if _may_open(text, at) and not is_open['"']:
        return "opening"
    before = text[at - 1 : at]
    closes = bool(before.strip()) and (is_open['"'] or not before.isdigit())
    return "closing" if closes else None


def _single_role(text: str, at: int, is_open: Mapping[str, bool]) -> Role | None:
    """An apostrophe, unless it opens a quotation that also ends, or ends one that is open."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if _may_open(text, at):
        ends = _CLOSING.search(text, at + 2)
        is_word = _OPENS_WORD.match(text, at + 1)
        return "opening" if ends and not is_word and not is_open["'"] else "apostrophe"
    if after.isalnum() and before.strip():
        return "apostrophe"
    if before.strip() and is_open["'"]:
        return "closing"
    return "apostrophe" if before.strip() and not before.isdigit() else None  # 5' are minutes


def _may_open(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return (not before.strip() or before in _OPENERS) and bool(after.strip())


def systems(prose: str) -> dict[System, int]:
    """The systems of the outermost quotations, each with the place where it is first used."""
    found: dict[System, int] = {}
    closers: list[str] = []
    for match in _MARKS.finditer(prose):
        mark, at = match.group(), match.start()
        if closers and mark in closers[-1]:
            if not (mark == "’" and prose[at + 1 : at + 2].isalnum()):
                closers.pop()
        elif mark in _SYSTEMS:
            if not closers:
                found.setdefault(_SYSTEMS[mark], at)
            closers.append(_CLOSERS[mark])
    return found
