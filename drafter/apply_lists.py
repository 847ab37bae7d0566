"""Writes items into the lists of an input, takes them out, and gives them another order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from gettext import gettext as _
from pathlib import Path as File
from typing import Any, Final

from drafter.listings import Listing, New, arranged
from drafter.outcomes import Choice, Outcome
from drafter.proved_source import NotWritten, Path, ProvedSource, of_another_file
from drafter.proving import listed_as
from drafter.restructure import relisted, without_key
from drafter.rewording import items, obstacle_of_item
from drafter.rounds import Letter

_OF_TEXTS: Final = ("asks", "action_points")  # lists of which a new item can be made of texts


class ListWriter:
    """Writes what was chosen of the lists."""

    def __init__(self, source: ProvedSource, choice: Choice) -> None:
        self._source = source
        self._choice = choice

    def write(self, one: Listing) -> Iterator[Outcome]:
        """Take out, put in and rearrange items: each by itself, for one may be refused."""
        for id, files in one.removed.items():
            yield self._removed(one, id, files)
        if one.ordered_by:
            yield self._order(one)
        for new in one.added:
            yield self._added(one, new)

    def _removed(self, one: Listing, id: str, files: tuple[File, ...]) -> Outcome:
        name = f"{one.list}.{id}"
        place = one.letter.first_place(name)
        outcome = Outcome(name, "taken", place, what=_("taken out"), files=files)
        if not self._choice.takes(name):
            return outcome._replace(state="left")
        if id in one.disputed and not (self._choice.by_name(name) and len(files) == 1):
            return outcome._replace(state="conflict")
        return self._relist(one, outcome, lambda ids: arranged(ids, [id], None, ()))

    def _order(self, one: Listing) -> Outcome:
        place = one.letter.first_place(one.list)
        outcome = Outcome(one.list, "taken", place, what=_("another order"), files=one.ordered_by)
        if not self._choice.takes(one.list):
            return outcome._replace(state="left")
        is_chosen = self._choice.by_name(one.list) and one.order is not None
        if one.conflicts and not is_chosen:
            return outcome._replace(state="conflict")
        return self._relist(one, outcome, lambda ids: arranged(ids, (), one.order, ()))

    def _added(self, one: Listing, new: New) -> Outcome:
        name = f"{one.list}.{new.id}"
        place = one.letter.first_place(one.list)
        outcome = Outcome(name, "taken", place, what=_("new item"), files=(new.one.file,))
        if not self._choice.takes(name):
            return outcome._replace(state="left")
        if one.list.rpartition(".")[2] not in _OF_TEXTS:
            reason = _("an item of this list is more than a text; add it yourself")
            return outcome._replace(state="refused", reason=reason)
        for typed in items(new):
            item = {"id": new.id, **_shared(one, new), **typed}
            made = self._relist(
                one, outcome, lambda ids: arranged(ids, (), None, [new]), (new, item)
            )
            if made.state == "taken":
                break
        return made

    def _relist(
        self,
        one: Listing,
        outcome: Outcome,
        arrange: Callable[[Sequence[str]], list[str]],
        added: tuple[New, dict[str, str]] | None = None,
    ) -> Outcome:
        """Give a list other contents."""
        new, item = added or (None, {})
        try:
            path = self._path(one)
            now = self._source.ids(path)
            ids = arrange(now)
            known: dict[str, int | dict[str, str]] = {id: at for at, id in enumerate(now)}
            if new is not None:
                known[new.id] = item
            step = partial(relisted, path=path, items=[known[id] for id in ids])
            if not ids:
                step = partial(without_key, path=path[:-1], key=str(path[-1]))
            told = obstacle_of_item(new) if new is not None else ""
            self._source.require([step], partial(listed_as, one, arrange, new), told)
            if new is not None:
                self._source.remember(outcome.id, (*path, ids.index(new.id)))
        except NotWritten as reason:
            return outcome._replace(state="refused", reason=str(reason))
        return outcome

    def _path(self, one: Listing) -> Path:
        """Where a list stands in the source."""
        depth = one.list.count(".") + 1
        for field, path in one.letter.paths.items():
            if field.startswith(f"{one.list}."):
                found = self._source.path(one.letter.place(field))
                if found is not None and len(found) >= len(path):
                    return found[: len(found) - len(path) + depth]
        raise of_another_file()


def _shared(one: Listing, new: New) -> dict[str, str]:
    """What the item before it has that says where it is printed."""
    known = _items(one.letter, one.list)
    before = next((item for id in new.after for item in known if item.id == id), None)
    beside = before or (known[0] if known else None)
    names = ["group"]
    if one.list == "asks" and getattr(one.letter.draft.model, "asks_by", None):
        names.append("to")
    return {name: str(text) for name in names if (text := getattr(beside, name, None))}


def _items(letter: Letter, name: str) -> list[Any]:
    """The items of a list in the model."""
    depth = name.count(".") + 1
    path = next(path for field, path in letter.paths.items() if field.startswith(f"{name}."))
    found: list[Any] = letter.value(path[:depth])
    return found
