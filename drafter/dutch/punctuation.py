"""Spaces, dashes and dots in typed text. A non-breaking space counts as a space.

Ranges have an en dash without spaces, as the Staten-Generaal print them ("vergaderjaar
2016–2017", references 002 and 003); a dash in a sentence has one with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.dutch.dates import MONTHS
from drafter.dutch.mending import Mending

_SPACE = "[ \u00a0]"
_MARKER = re.compile(r"[ \t]*(?:[-+*>]|\d+[.)])[ \t]*")
_POSTCODE = re.compile(r"[1-9]\d{3}[ \u00a0]?[A-Z]{2}$")

# Before a mark that ends something: so not before … (a word left out), .nl, or :).
_BEFORE_MARK = re.compile(
    rf"(?<=\S){_SPACE}+(?=(?:[,;.?!]|:(?!\)))(?=[\s\x00\"”’)\]]|$)|\)(?!\w))", re.MULTILINE
)
_DOUBLE = re.compile(rf"{_SPACE}{{2,}}(?=\S)")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_DASH = re.compile(r"(?<=[^\s|]) (--?)(?= (?![-+]))")
_YEARS = re.compile(r"(?<![\w./-])((?:18|19|20)\d\d)( ?- ?)((?:18|19|20)\d\d|\d\d)(?![\w/-]|\.\d)")
_RANGES = re.compile(
    rf"\b(?:pp?|blz|pag)\.{_SPACE}?\d+(-)\d+\b(?!-)"
    rf"|\b(?:bladzijden?|pagina[’']s){_SPACE}\d+(-)\d+\b(?!-)"
    rf"|(?<![\w./-])\d{{1,2}}(?:[.:]\d\d)?(-)\d{{1,2}}(?:[.:]\d\d)?{_SPACE}uur\b"
    rf"|(?<![\w./-])\d{{1,2}}(-)\d{{1,2}}{_SPACE}(?:{'|'.join(MONTHS)})\b"
)


def mendings(prose: str) -> Iterator[Mending]:
    """What is wrong between the words, and what it should be."""
    yield from _spaces(prose)
    for found in _ELLIPSIS.finditer(prose):
        yield Mending(*found.span(), "…", "ellipsis")
    for found in _RANGES.finditer(prose):
        group = found.lastindex or 0
        yield Mending(*found.span(group), "–", "range-dash")
    for found in _YEARS.finditer(prose):
        if _is_period(found[1], found[3], spaced=found[2] != "-"):
            yield Mending(*found.span(2), "–", "range-dash")
    for found in _DASH.finditer(prose):
        before, after = prose[found.start() - 1], prose[found.end() + 1 : found.end() + 2]
        if not (before.isdigit() and after.isdigit()):
            yield Mending(*found.span(1), "–", "dash")


def _spaces(prose: str) -> Iterator[Mending]:
    for found in _BEFORE_MARK.finditer(prose):
        around = prose[: found.start()][-1:], prose[found.end() + 1 :].lstrip()[:1]
        if prose[found.end()] != ":" or not all(sign.isdigit() for sign in around):  # 1 : 2
            yield Mending(*found.span(), "", "space-before-mark")
    for found in _DOUBLE.finditer(prose):
        line = prose[: found.start()].rpartition("\n")[2]
        if _MARKER.fullmatch(line) or not line or _POSTCODE.search(line):
            continue  # the begin of a line, or 2500 EA  DEN HAAG (PostNL)
        if not _BEFORE_MARK.match(prose, found.start()):
            kept = "\u00a0" if "\u00a0" in found.group() else " "
            yield Mending(*found.span(), kept, "double-space")


def _is_period(first: str, last: str, *, spaced: bool) -> bool:
    """Whether two numbers are years of which the last is later; 2026-06 may be a month."""
    if len(last) == 2:
        return not spaced and int(last) > max(12, int(first[2:]))
    return int(last) > int(first)
