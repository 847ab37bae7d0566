"""How the items of a list end: all as sentences, all as fragments, or all without a mark.

Full sentences have a full stop; fragments a semicolon, the last one a full stop; words have no
mark. It is a guideline: what counts is that a list is consistent. Sources: Onze Taal,
"opsommingen-leestekens-en-hoofdletters"; Taalunie, "puntsgewijze-opsomming".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

Ending = Literal["full stop", "semicolon", "none"]


class Remark(NamedTuple):
    """An item that begins `at`: it ends otherwise than most, or is too full for its semicolon."""

    at: int
    kind: Literal["odd", "crowded"]


# Compiled when first used: most letters have no such text.
_DRESS = r"(?:\[\^[^\]]*\]|\]\{lang=[\w-]+\}|[*_\s\"”’»]|(?<=\w)[)\]])+$"
_SENTENCES = r"[a-zë]{3}[.?!]\s+[A-Z]"
_ITEM = r"( *)(?:[-+*]|\d{1,3}[.)]) +(?=\S)"
_SECOND_ITEM = re.compile(r"\n *(?:[-+*]|\d{1,3}[.)]) ")


@lru_cache(maxsize=256)
def ending(item: str) -> Ending | None:
    """How an item ends; None where it ends in a mark of its own (?, !, :, …) or is empty."""
    last = item[-1:]
    if not last.isalnum() and last not in (".", ";", ","):
        last = re.sub(_DRESS, "", item)[-1:]
    if not last or last in "?!:…":
        return None
    return "full stop" if last == "." else "semicolon" if last in ";," else "none"


def odd_ones(items: Sequence[str], *, last_closes: bool = True) -> list[int]:
    """The positions of the items that end otherwise than most.

    With `last_closes`, the last of a list of fragments or words may have a full stop.
    """
    endings = [ending(item) for item in items]
    if last_closes and endings[-1:] == ["full stop"] and "full stop" not in endings[:-1]:
        endings[-1] = None
    counted = Counter(found for found in endings if found)
    if len(counted) < 2:
        return []
    usual = counted.most_common(1)[0][0]
    return [number for number, found in enumerate(endings) if found not in (usual, None)]


def crowded(item: str) -> bool:
    """Whether an item of several sentences ends as a fragment, in a semicolon."""
    return ending(item) == "semicolon" and bool(re.search(_SENTENCES, item))


@lru_cache(maxsize=256)  # the letters of a campaign share their lists
def of_items(items: tuple[str, ...], *, last_closes: bool = True) -> tuple[Remark, ...]:
    """What there is to say about items, `at` their positions: at most one remark on each."""
    odd = odd_ones(items, last_closes=last_closes)
    full = [number for number, item in enumerate(items) if crowded(item) and number not in odd]
    return (*(Remark(at, "odd") for at in odd), *(Remark(at, "crowded") for at in full))


@lru_cache(maxsize=256)
def remarks(text: str) -> tuple[Remark, ...]:
    """What there is to say about the items of Markdown's lists in a text."""
    if "\n" not in text or not _SECOND_ITEM.search(text):
        return ()
    found = []
    for items in _lists(text):
        places = list(items)
        found += [
            remark._replace(at=places[remark.at]) for remark in of_items(tuple(items.values()))
        ]
    return tuple(sorted(found))


def _lists(text: str) -> Iterator[dict[int, str]]:
    """The lists of a text, inner ones too: where each item begins, and what it says."""
    at = 0
    open_lists: dict[int, dict[int, str]] = {}  # by how far they stand in
    blank = False
    for line in text.splitlines(keepends=True):
        item = re.match(_ITEM, line)
        depth = len(item[1]) if item else len(line) - len(line.lstrip(" "))
        if line.strip():
            for deeper in [
                known
                for known in open_lists
                if known > depth or (known == depth and not item and blank)
            ]:
                yield open_lists.pop(deeper)
            if item:
                open_lists.setdefault(depth, {})[at + item.end()] = line[item.end() :]
            elif open_lists:
                items = open_lists[max(open_lists)]
                items[next(reversed(items))] += line
        blank = not line.strip()
        at += len(line)
    yield from open_lists.values()
