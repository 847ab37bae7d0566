"""`[bewindspersoon]`: the word for the responsible member of government in a text.

Who that is differs by letter, so a text that goes to several names nobody: "Vraag
[bewindspersoon] om …" is printed as "Vraag de minister van Defensie om …".
"""

from __future__ import annotations

import re

from drafter.dutch.typography import capitalised

# Compiled when first used: few texts leave anybody open.
_PLACEHOLDER = r"(?i)(?:\b(de)\s+)?\[bewindspersoon\]"
# What may stand between the end of a sentence and the first letter of the next.
_OPENING = r"[\s\"'“‘„«(*_>=#-]*"
_LAST_WORD = r"\S+$"
_ABBREVIATION = r"(?i)(?:\w+\.)+\w+\.|(?:bijv|nr|nrs|art|blz|p|jl|ca|dr|mr|prof)\."


def has_placeholder(text: str) -> bool:
    """Whether the text leaves the member of government open."""
    return "[" in text and "[bewindspersoon]" in text.lower()


def filled(text: str, definite: str, *, opens_sentence: bool = True) -> str:
    """The text with `definite` ("de minister van Defensie") for the placeholder.

    It gets a capital where a sentence begins; at the start of the text only if
    `opens_sentence`. An article that was typed before it is not doubled.
    """

    def name(found: re.Match[str]) -> str:
        starts = _starts_sentence(text[: found.start()], opens_sentence)
        return capitalised(definite) if starts or found[1] == "De" else definite

    return re.sub(_PLACEHOLDER, name, text)


def _starts_sentence(before: str, opens_sentence: bool) -> bool:
    """Whether what follows `before` begins a sentence."""
    end = len(before)
    while end and re.fullmatch(_OPENING, before[end - 1]):
        end -= 1
    gap = before[end:]
    if not end or "\n\n" in gap or re.search(r"\n[ \t]*([-*+>]|\d+[.)])[ \t]", gap):
        return opens_sentence or bool(end)
    last = re.search(_LAST_WORD, before[:end])
    if last is None or (not gap[:1].isspace() and gap[:1] not in '"”’'):
        return False
    return last[0].endswith((".", "!", "?")) and not re.fullmatch(_ABBREVIATION, last[0])
