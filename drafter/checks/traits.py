"""What a text holds that some check has to look at.

Every text is looked at once for all checks, and once for all letters that share it: most texts
hold nothing of the kind, and no check has to see them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from drafter.dutch.citations import names_of_resolutions
from drafter.dutch.dates import WEEKDAYS
from drafter.dutch.lists import remarks
from drafter.dutch.near_misses import mendings
from drafter.dutch.proofreading import proofread

Trait = Literal["prompt", "date", "resolution", "reference", "list", "remark"]

_DATES = (*WEEKDAYS, "a.s.", "jl.", "j.l.", "jongstleden", "aanstaande", "komende")


@lru_cache(maxsize=1024)
def traits_of(text: str, is_prose: bool) -> tuple[Trait, ...]:
    """What this text holds; what is no prose, such as a reference, is never read as language."""
    folded = text.casefold()
    found: dict[Trait, bool] = {
        "prompt": "[invullen:" in folded,
        "date": any(sign in folded for sign in _DATES),
        "resolution": bool(names_of_resolutions(text)),
        "reference": bool(mendings(text)),
        "list": bool(remarks(text)),
        "remark": is_prose and proofread(text).strikes,
    }
    return tuple(trait for trait, is_held in found.items() if is_held)
