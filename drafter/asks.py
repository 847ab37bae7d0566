"""The asks of a letter in their groups: under headings, by minister, or all together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from drafter.dutch.articles import article
from drafter.fields import Known, View
from drafter.model import Letter
from drafter.remembered import Remembered


def arranged(letter: Letter, view: Any) -> View:
    """The asks for a template; `view` is that of the letter.

    `groups` are in the order in which they are printed, each with its `heading`, or the `to`
    that its asks share and the words `called` before it, and its `asks`. A single ask is not
    `listed`; it is `labelled` when it says itself to whom it goes. `following` announces them.
    An ask's `wording` is its own heading or the demand that it uses.
    """
    asks, headings = view.asks, view.ask_groups
    known_by = (*map(id, asks), *headings, *map(id, headings.values()))
    key = (letter.asks_by, letter.asks_numbering, len(asks), *known_by)
    known = _seen[key]
    if known is None:
        arranged = _arranged(asks, headings, letter.asks_by, letter.asks_numbering)
        known = _seen[key] = (tuple(asks), tuple(headings.values()), arranged)
    return known[2]


# Letters share their asks, which are known by their identity and kept for it.
_seen: Remembered[tuple[Any, ...], tuple[Any, Any, View]] = Remembered(64)


def _arranged(asks: list[Any], headings: Mapping[str, Any], by: str | None, numbering: str) -> View:
    return View(
        {
            "groups": _by_minister(asks) if by == "minister" else _by_heading(asks, headings),
            "following": _FOLLOWING[_what(asks)],
            "listed": len(asks) > 1,
            "labelled": len(asks) == 1 and asks[0].to is not None,
            "numbered": numbering != "geen" and len(asks) > 1,
            "running_on": numbering == "doorlopend",
        }
    )


def _by_heading(all_asks: list[Any], of_groups: Mapping[str, Any]) -> list[Any]:
    """In the order of `ask_groups`; asks without a group go before all headings."""
    groups: dict[str | None, list[Any]] = {key: [] for key in (None, *of_groups)}
    for ask in all_asks:
        groups[ask.group].append(ask)
    headings: Mapping[str | None, Any] = {None: None} | dict(of_groups)
    return [_group(asks, heading=headings[key]) for key, asks in groups.items() if asks]


def _by_minister(asks: list[Any]) -> list[Any]:
    """In the order in which they are first named; asks to nobody go first."""
    groups: dict[str, list[Any]] = {"": []}
    for ask in asks:
        groups.setdefault(_words(ask.to), []).append(ask)
    return [_group(together, to=together[0].to) for together in groups.values() if together]


def _group(asks: list[Any], *, heading: Any = None, to: Any = None) -> View:
    return View(
        {
            "heading": heading,
            "to": to,
            "called": _CALLED[_what(asks)],
            "article": _article(to),
            "asks": list(map(_ask, asks)),
        }
    )


@lru_cache(maxsize=512)  # by which ask it is, not by what it says: letters share their asks
def _ask(ask: Any) -> View:
    wording = ask.heading or ask.demand
    return View({**vars(ask), "wording": wording, "article": _article(ask.to)})


def _what(asks: list[Any]) -> tuple[bool, bool, bool]:
    """Whether there are several, with a question, and without one, which makes it a request."""
    questions = [ask.question is not None for ask in asks]
    return len(asks) > 1, True in questions, False in questions


_FOLLOWING = {
    (False, False, False): "",
    (False, True, False): "de volgende vraag",
    (False, False, True): "het volgende verzoek",
    (True, True, False): "de volgende vragen",
    (True, False, True): "de volgende verzoeken",
    (True, True, True): "de volgende punten",
}
_CALLED = {
    (False, True, False): "Vraag aan",
    (False, False, True): "Verzoek aan",
    (True, True, False): "Vragen aan",
    (True, False, True): "Verzoeken aan",
    (True, True, True): "Punten voor",
}


def _article(to: str | None) -> Known | None:
    return Known(article(to)) if to else None


def _words(to: str | None) -> str:
    """The words, whatever spaces are between them."""
    return " ".join((to or "").split())
