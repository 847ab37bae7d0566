"""What strikes a proofreader in a typed text. A text is looked at once, however often it occurs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from drafter.dutch.mending import Mending

if TYPE_CHECKING:
    from drafter.dutch.quotation import System

# Most texts hold none of this, and need no closer look. One set of signs comes first, by which
# the search skips all others; what has to stand around the sign comes after it.
_GATE = re.compile(
    r"[\"'`´‘′“„«!,;:.?)\u00a0/0-9fhHjKMNRS-](?:"
    r"(?<=[\"'`´‘′“„«!])|(?<=[ \u00a0][,;:.?)\u00a0-])|(?<=\u00a0)[ \u00a0]"
    r"|(?<=\.)(?:\.\.|[abnsvw]\.)|(?<=[0-9])(?:-| - )[0-9]|(?<=N)[ \u00a0\n]V"
    r"|(?<=j)[lv]\.|(?<=/)[dhmvz]|(?<=f) [hmvz]|(?<=[hH])eren"
    r"|(?<=M)inister|(?<=S)taatss|(?<=K)abinet|(?<=R)egering)",
)


class Remarks(NamedTuple):
    """What a proofreader marks in a text, in order, and the quotation marks that it uses."""

    mendings: tuple[Mending, ...] = ()
    systems: Mapping[System, int] = {}

    @property
    def strikes(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.mendings or self.systems)


_NONE = Remarks()


@lru_cache(maxsize=256)
def proofread(text: str) -> Remarks:
    """Look at a text. No two mendings overlap."""
    return _closely(text) if "  " in text or _GATE.search(text) else _NONE


def _closely(text: str) -> Remarks:
    # Their many expressions take time to compile: only when there is something to look at.
    from drafter.dutch import punctuation, quotation, wording
    from drafter.dutch.prose import own_words, prose

    plain = prose(text)
    found = [*quotation.mendings(plain), *punctuation.mendings(plain)]
    found += wording.mendings(own_words(plain))
    apart: list[Mending] = []
    for mending in sorted(found):
        if not apart or mending.start >= apart[-1].end:
            apart.append(mending)
    return Remarks(tuple(apart), quotation.systems(plain))
