"""Which asks of the base letter a version of a campaign has, and in which order.

A version names them by their ids, has asks of its own, or selects them: by tags, or by the
member of government whom the addressed committee watches.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator
from gettext import gettext as _
from typing import Final, NamedTuple

from drafter.placed import Mapping, Node, Sequence, Typed
from drafter.problems import Place, Problem, nearest
from drafter.values import YES_NO, slug

_SELECTION: Final = ("tags", "ministry", "first")


class Demanded(NamedTuple):
    """What is known of an ask of the base before it is checked."""

    id: str
    to: str
    tags: tuple[str, ...]


def demanded(asks: Node | None) -> Iterator[Demanded]:
    """A row for each ask."""
    for ask in asks.items if isinstance(asks, Sequence) else ():
        get = ask.get if isinstance(ask, Mapping) else lambda _key: None
        id, to, tags = get("id"), get("to"), get("tags")
        yield Demanded(
            id.strip() if isinstance(id, Typed) else "",
            to.strip() if isinstance(to, Typed) else "",
            tuple(slug(tag) for tag in listed(tags) if isinstance(tag, Typed)),
        )


# Whether committees of these names watch, on that day, whom an ask is put to; None when that
# cannot be told, because there is no such committee.
Watches = Callable[[Iterable[str], datetime.date, Demanded], bool | None]


Asks = dict[str, tuple[Demanded, Node]]  # those of the base, by their ids


class Chooser(NamedTuple):
    """For whom asks are chosen, and on which day.

    `committees` is None when it cannot be told whether the letter goes to any. `tagged` is
    False when not all tags are known, because a demand could not be found.
    """

    committees: Collection[str] | None
    on: datetime.date
    watches: Watches
    tagged: bool


class Chosen(NamedTuple):
    """The asks of a version, and what is wrong with how it chooses them."""

    asks: Node
    problems: list[Problem]


def choose(chosen: Node, asks: Asks, chooser: Chooser) -> Chosen:
    """The asks that a version has, from what it says under `asks`."""
    choice = _Choice(asks, chooser)
    return Chosen(choice.of(chosen), choice.problems)


class _Choice:
    """The choice of one version."""

    def __init__(self, asks: Asks, chooser: Chooser) -> None:
        self.asks, self.chooser = asks, chooser
        self.problems: list[Problem] = []
        self.seen: set[str] = set()

    def of(self, chosen: Node) -> Node:
        """A list of ids and of asks of its own, or a selection; what is neither stays."""
        if isinstance(chosen, Mapping):
            return self._selected(chosen)
        if isinstance(chosen, Typed) and chosen:
            chosen = Sequence(chosen.place, (chosen,))
        if not isinstance(chosen, Sequence):
            return chosen
        items = [item for one in chosen.items if (item := self._ask(one)) is not None]
        return Sequence(chosen.place, tuple(items) or self._instead())

    def _instead(self) -> tuple[Node, ...]:
        """All asks, where none could be found: that none is there is no mistake of its own."""
        return tuple(node for _one, node in self.asks.values()) if self.problems else ()

    def _report(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))

    def _ask(self, one: Node) -> Node | None:
        """An ask by its id, one of the base with some fields of its own, or an ask of its own."""
        if not isinstance(one, Mapping):
            return self._known(one)
        id = one.get("id")
        base = self.asks[id][1] if isinstance(id, Typed) and id in self.asks else None
        if not isinstance(id, Typed) or not isinstance(base, Mapping):
            return one
        if not self._is_new(id, one.place):
            return None
        given = {str(key) for key, _value in one.items}
        kept = tuple(item for item in base.items if item[0] not in given)
        return Mapping(one.place, (*kept, *one.items))

    def _known(self, one: Node) -> Node | None:
        """The ask of the base that an id names."""
        if not isinstance(one, Typed):
            return one
        id = str(one).strip()
        if id not in self.asks:
            self._report(
                one.place,
                "unknown-ask",
                _("the base letter has no ask '{id}'").format(id=id),
                hint(id, tuple(self.asks)),
            )
            return None
        return self.asks[id][1] if self._is_new(id, one.place) else None

    def _is_new(self, id: str, place: Place) -> bool:
        if id in self.seen:
            self._report(
                place,
                "duplicate-id",
                _("the ask '{id}' stands in this version twice").format(id=id),
                _("remove one of the two"),
            )
            return False
        self.seen.add(id)
        return True

    def _selected(self, chosen: Mapping) -> Node:
        """The asks with one of the tags, or for whom the addressee watches; `first` ones first."""
        for name, value in chosen.items:
            if name in ("tags", "first") and isinstance(value, Mapping):
                self._report(
                    value.place,
                    "no-list",
                    _("a list belongs here"),
                    _("write each item on a line of its own that starts with '- '"),
                )
            elif name not in _SELECTION:
                self._report(
                    name.place,
                    "unknown-field",
                    _("there is no field '{name}' here").format(name=name),
                    hint(str(name), _SELECTION),
                )
        first = [item for one in listed(chosen.get("first")) if (item := self._known(one))]
        tags = self._tags(chosen)
        watched = self._watched(chosen)
        rest = [
            node
            for id, (one, node) in self.asks.items()
            if id not in self.seen and (watched[id] or not tags.isdisjoint(one.tags))
        ]
        told = bool(self.problems) or None in watched.values() or not self.chooser.tagged
        if not (first or rest or told):
            self._report(
                chosen.place,
                "no-asks",
                _("none of the base letter's asks is chosen by this"),
                self._otherwise(),
            )
        return Sequence(chosen.place, (*first, *rest) or self._instead())

    def _tags(self, chosen: Mapping) -> set[str]:
        tags = set()
        known = {tag for one, _node in self.asks.values() for tag in one.tags}
        for tag in listed(chosen.get("tags")):
            if isinstance(tag, Typed) and slug(tag) in known:
                tags.add(slug(tag))
            elif isinstance(tag, Typed) and self.chooser.tagged:
                self._report(
                    tag.place,
                    "unknown-tag",
                    _("no ask of the base letter has the tag '{tag}'").format(tag=tag),
                    hint(str(tag), sorted(known)),
                )
        return tags

    def _watched(self, chosen: Mapping) -> dict[str, bool | None]:
        """Which asks are put to whom the committees watch, if the version chooses by that."""
        chooser = self.chooser
        committees = (chooser.committees or ()) if self._is_by_ministry(chosen) else ()
        return {
            id: chooser.watches(committees, chooser.on, one) for id, (one, _n) in self.asks.items()
        }

    def _is_by_ministry(self, chosen: Mapping) -> bool:
        ministry = chosen.get("ministry")
        if not ministry:
            return False
        answer = YES_NO.get(ministry.strip().casefold()) if isinstance(ministry, Typed) else None
        if answer is None:
            text = ministry if isinstance(ministry, Typed) else "…"
            self._report(
                ministry.place,
                "no-yes-no",
                _("'{text}' is not yes or no").format(text=text),
                _("write ja or nee"),
            )
        elif answer and self.chooser.committees == []:
            self._report(
                ministry.place,
                "no-committee",
                _("'ministry' needs 'committee' or 'committees' under 'addressee'"),
                self._otherwise(),
            )
        return bool(answer)

    def _otherwise(self) -> str:
        ids = ", ".join(list(self.asks)[:3])
        return _("choose by other tags, or name the asks: 'asks: [{ids}]'").format(ids=ids)


def committees_in(addressee: Node | None) -> list[str] | None:
    """The committees that a letter goes to, as typed; None when that cannot be told."""
    if not isinstance(addressee, Mapping):
        return [] if isinstance(addressee, Sequence) else None
    named = (*listed(addressee.get("committee")), *listed(addressee.get("committees")))
    return [str(name) for name in named if isinstance(name, Typed)]


def listed(node: Node | None) -> tuple[Node, ...]:
    """The items of a list, or a value that stands for a list of one."""
    if isinstance(node, Sequence):
        return node.items
    return () if node is None or isinstance(node, Mapping) or not node else (node,)


def hint(word: str, known: Collection[str]) -> str:
    """What was probably meant, or else what there is."""
    if near := nearest(word, known):
        return _("did you mean '{near}'?").format(near=near)
    return _("known are: {types}").format(types=", ".join(known)) if known else ""
