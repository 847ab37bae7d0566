"""Spaces, capitals and lists as Dutch printing wants them."""

from __future__ import annotations

import re
from collections.abc import Sequence

NBSP = "\u00a0"

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})")


class NotAPostcode(ValueError):
    """Not a Dutch postcode; `text` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"not a Dutch postcode: {text!r}")


def enumeration(items: Sequence[str]) -> str:
    """Join items as `a, b en c`; no comma before "en".

    Source: CLDR, list pattern of `nl` (Babel 2.18).
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} en {items[-1]}"


def capitalised(text: str) -> str:
    """Give the text a first capital; the digraph ij goes up as one: `IJsselstein`.

    Only the first letter changes. A text that opens with something else, such as `'t`, or with
    a letter that has no capital of its own, such as ß, stays as it is. Source: Taalunie,
    taaladvies.net "ijsland".
    """
    length = 2 if text[:2].casefold() == "ij" else 1
    capital = text[:length].upper()
    return (capital if len(capital) == length else text[:length]) + text[length:]


def town_line(postcode: str, town: str) -> str:
    """Write the last line of an address: `2500 EA  DEN HAAG`.

    One space inside the postcode, two before the town, the town in capitals. Raises
    `NotAPostcode`. Source: PostNL, tips for addressing.
    """
    match = _POSTCODE.fullmatch(postcode.strip())
    if match is None:
        raise NotAPostcode(postcode)
    return f"{match[1]} {match[2].upper()}  {town.strip().upper()}"
