"""What a round of copies would change in the lists of the input: items that come, go and move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from drafter.outstanding import items_now
from drafter.printed import passages
from drafter.proposals import below
from drafter.review_rows import Added, Order
from drafter.rounds import Letter, Reviewed, Round
from drafter.traced import items_of
from drafter.values import slug


class New(NamedTuple):
    """An item that somebody added; `after` are the items before it, the nearest first.

    `more` are the new paragraphs below its first one.
    """

    id: str  # of its first words
    after: tuple[str, ...]
    added: Added
    more: tuple[Added, ...]
    letter: Letter
    one: Reviewed


class Listing(NamedTuple):
    """Other contents for a list.

    `removed` has the documents in which an item is gone; `disputed` are those of them that
    somebody else changed. `order` is that of the items that were printed, where it is another;
    it `conflicts` when documents have different ones.
    """

    list: str
    letter: Letter
    letters: frozenset[int]
    removed: dict[str, tuple[Path, ...]]
    disputed: frozenset[str]
    added: tuple[New, ...]
    order: tuple[str, ...] | None
    ordered_by: tuple[Path, ...]
    conflicts: bool


def listings(round: Round, changed: Iterable[tuple[str, Path]]) -> Iterator[Listing]:
    """The lists that should have other contents; `changed` are the fields with other texts."""
    found: dict[str, list[tuple[Reviewed, Order]]] = {}
    for one in round.reviews:
        for order in one.review.orders:
            found.setdefault(order.list, []).append((one, order))
    changes = [*changed]
    for list, orders in found.items():
        yield _listing(list, orders, changes)


def _listing(
    name: str, orders: Sequence[tuple[Reviewed, Order]], changed: Sequence[tuple[str, Path]]
) -> Listing:
    letter = orders[0][0].letter
    removed: dict[str, tuple[Path, ...]] = {}
    disputed: set[str] = set()
    for one, order in orders:
        for id in order.removed:
            removed[id] = (*removed.get(id, ()), one.file)
            item = f"{name}.{id}."
            if any(field.startswith(item) and file != one.file for field, file in changed) or any(
                field.startswith(item) for field in one.stale
            ):
                disputed.add(id)
    moved = [(one, _kept(order)) for one, order in orders if _is_moved(order)]
    now = [*items_now(passages(letter.layout), name)]
    wanted = {order for _one, order in moved}
    return Listing(
        name,
        letter,
        frozenset(one.letter.number for one, _order in orders),
        removed,
        frozenset(disputed),
        tuple(_new(name, orders)),
        next(iter(wanted)) if len(wanted) == 1 else None,
        tuple([one.file for one, _order in moved]),
        len(wanted) > 1 or any(_is_other(order, now) for one, order in orders if _is_moved(order)),
    )


def _kept(order: Order) -> tuple[str, ...]:
    return tuple([id for id in order.new if id])


def _is_moved(order: Order) -> bool:
    """Whether items stand in another order."""
    return _kept(order) != tuple([id for id in order.old if id in order.new])


def _is_other(order: Order, now: Sequence[str]) -> bool:
    """Whether the input has another order by now than the copy was made with."""
    was = [id for id in order.old if id in now]
    return was != [id for id in now if id in order.old]


def _new(name: str, orders: Iterable[tuple[Reviewed, Order]]) -> Iterator[New]:
    known = {id for one, order in orders for id in (*order.old, *_ids(one.letter, name))}
    for one, order in orders:
        own = iter([added for added in one.review.added if added.list == name])
        before: list[str] = []
        for id in order.new:
            if id is None and (added := next(own, None)):
                made = _id(added.text, known)
                known.add(made)
                more = below(one.review, added) if name == "asks" else ()
                yield New(made, tuple(before[::-1]), added, tuple(more), one.letter, one)
                before.append(made)
            elif id is not None:
                before.append(id)


def _ids(letter: Letter, name: str) -> Iterator[str]:
    """The ids of the items of all lists of this name, in whatever they are."""
    last = name.rpartition(".")[2]
    for field in letter.paths:
        yield from (item.id for item in items_of(field) if item.list.rpartition(".")[2] == last)


_MOST = 24  # signs of an id that is made of words


def _id(text: str, known: Iterable[str]) -> str:
    """An id of the first words of a text, which no other item has."""
    words = slug(text)
    made = words[:_MOST]
    if len(words) > _MOST and "-" in made:
        made = made.rpartition("-")[0]
    made = made.strip("-") or "nieuw"
    number, free = 1, made
    while free in known:
        number += 1
        free = f"{made}-{number}"
    return free


def arranged(
    now: Sequence[str],
    removed: Iterable[str],
    order: Sequence[str] | None,
    added: Iterable[New],
) -> list[str]:
    """The ids of a list as they should be. Items that a copy did not know stay behind their own."""
    kept = [id for id in now if id not in {*removed}]
    if order is not None:
        kept = _reordered(kept, order)
    for new in added:
        before = next((id for id in new.after if id in kept), None)
        kept.insert(kept.index(before) + 1 if before else 0, new.id)
    return kept


def _reordered(now: Sequence[str], order: Sequence[str]) -> list[str]:
    followers: dict[str | None, list[str]] = {}
    last: str | None = None
    for id in now:
        if id in order:
            last = id
        else:
            followers.setdefault(last, []).append(id)
    heads = (None, *(id for id in order if id in now))
    return [id for head in heads for id in (*([head] if head else []), *followers.get(head, ()))]
