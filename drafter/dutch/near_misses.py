"""References in running text that lack a comma or a space, and how they should be."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from drafter.dutch.citations import Found, find
from drafter.dutch.mending import Mending
from drafter.dutch.references import Minutes, Paper, Resolution, normalised

_ADDRESS = re.compile(r"\w+://\S+")
_SPACES = re.compile(r"\s+")
_AT_A_BEGIN = re.compile(r"(?:^|[.!?]\s+|\n\s*\n\s*)\Z")  # of a sentence


@lru_cache(maxsize=256)  # the letters of a campaign share most of their texts
def mendings(text: str) -> tuple[Mending, ...]:
    """What is wrong with the references in a text: a lost comma or space, or `nr. W`.

    A number after `kenmerk` is left alone: it may be the sender's own.
    """
    found = find(text)
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if found else []
    return tuple(
        Mending(one.start, one.end, better, "citation")
        for one in found
        if not any(start <= one.start < end for start, end in addresses)
        and (better := _mended(one, text)) is not None
    )


def _mended(found: Found, text: str) -> str | None:
    typed = _SPACES.sub(" ", found.text)
    mend = _MEND.get(type(found.reference))
    better = mend(typed, found.reference) if mend else typed
    if better == typed:
        return None
    begins = _AT_A_BEGIN.search(text, 0, found.start)
    return better[0].upper() + better[1:] if begins else better


def _paper(typed: str, paper: Paper) -> str:
    """The words before the number stay as they were typed."""
    words = re.match(r"[Kk](amerstuk(?:ken)?) ?(?:(I{1,2}),? )?", typed)
    if words is None:
        return typed
    before = f"K{words[1]} " + (f"{words[2]} " if words[2] else "")
    before += f"{paper.session}, " if paper.session else ""
    page = paper.page and f", p. {paper.page}"
    running = f"{before}{_SPACES.sub(' ', paper.running_number())}{page}"
    if not paper.session or typed == running:
        return running
    return f"{before}{_SPACES.sub(' ', paper.legal_number())}{page}"


def _minutes(typed: str, minutes: Minutes) -> str:
    better = normalised(minutes)
    return typed if typed.replace("Aanhangsel van de ", "Aanhangsel ") == better else better


def _resolution(typed: str, _resolution: Resolution) -> str:
    spelt = re.sub(r"\bRes\.? ?(?=\d)", "resolutie ", typed)
    return re.sub(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=\()", " ", spelt)


_MEND: dict[type, Callable[[str, Any], str]] = {
    Paper: _paper,
    Minutes: _minutes,
    Resolution: _resolution,
}
