"""What a text holds that some check has to look at.

Every text is looked at once for all checks, and once for all letters that share it: most texts
hold nothing of the kind, and no check has to see them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from drafter.dutch.citations import may_refer, names_of_resolutions
from drafter.dutch.dates import WEEKDAYS
from drafter.dutch.lists import remarks
from drafter.dutch.near_misses import mendings
from drafter.dutch.proofreading import proofread

Trait = Literal["prompt", "date", "resolution", "reference", "list", "item", "to", "remark"]

_DATES = (*WEEKDAYS, "a.s.", "jl.", "j.l.", "jongstleden", "aanstaande", "komende")


# Copied as they are or printed in words: never read as language.
_COPIED = ("our_reference", "your_reference", "date", "deadline")
# The fields that are printed below one another, by the name of their list.
_ITEMS = {"heading": "asks", "text": "action_points"}


@lru_cache(maxsize=256)
def traits_of(field: str, text: str) -> tuple[Trait, ...]:
    """What the text of this field holds."""
    folded = text.casefold()
    refers = may_refer(text)
    found: dict[Trait, object] = {
        "prompt": "[invullen:" in folded,
        "date": any(sign in folded for sign in _DATES),
        "resolution": refers and names_of_resolutions(text),
        "reference": refers and mendings(text),
        "list": remarks(text),
        "item": list_of(field) and "\n\n" not in text,
        "to": field.endswith(".to"),
        "remark": not field.endswith(_COPIED) and proofread(text).strikes,
    }
    return tuple([trait for trait, is_held in found.items() if is_held])


def list_of(field: str) -> str:
    """The list that a field is an item of when the list is printed, such as `asks`, or nothing."""
    group, _dot, name = field.rpartition(".")
    above = group.rpartition(".")[0]
    return above if name in _ITEMS and above.endswith(_ITEMS[name]) else ""
