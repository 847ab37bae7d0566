"""What the letters of a batch share is worked out once.

`markup` gives equal pieces of two letters the very same nodes. So a block that was written
before, with the same things before it, is written by copying. Only the block's own text and
the few things in `_Before` can show in its XML; a block that leans on anything else (a table
of contents, a field printed earlier, a list that it continues) is always written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from drafter.document import Block, Link, List, Note, NoteNumber, Quote, Run, lines
from drafter.word.bookmarks import Stretch
from drafter.word.inlines import Writing

Value = TypeVar("Value")

_MOST: Final = 256  # blocks to remember: those of some dozens of letters


class Facts(NamedTuple):
    """What a block holds, for those who must know before it is written."""

    notes: tuple[Note, ...]  # in the order of the text
    mentioned: frozenset[str]  # keys of the notes whose number is mentioned
    fields: frozenset[str]  # ids of the input fields whose text it prints
    links: bool
    continues: bool  # a list before it


_facts: dict[int, tuple[Block, Facts]] = {}


def facts(block: Block) -> Facts:
    """What the block holds."""
    known = _facts.get(id(block))
    if known is None:
        if len(_facts) >= _MOST:
            _facts.clear()
        known = _facts[id(block)] = (block, _gathered(block))
    return known[1]


def _gathered(block: Block) -> Facts:
    inlines = [inline for line in lines((block,)) for inline in line]
    notes = tuple(inline for inline in inlines if type(inline) is Note)
    inlines += [inline for note in notes for inline in note.content]
    linked = [inline.runs for inline in inlines if type(inline) is Link]
    runs = [inline for inline in inlines if type(inline) is Run]
    runs += [run for some in linked for run in some]
    return Facts(
        notes,
        frozenset(inline.key for inline in inlines if type(inline) is NoteNumber),
        frozenset(run.field for run in runs if run.field is not None),
        bool(linked),
        _continues(block),
    )


def _continues(block: Block) -> bool:
    if isinstance(block, List):
        return block.continues or any(_continues(b) for item in block.items for b in item.blocks)
    return isinstance(block, Quote) and any(map(_continues, block.blocks))


# ── Written before ────────────────────────────────────────────────────────────


class _Before(NamedTuple):
    """Everything outside a block that shows in its XML."""

    block: int  # its identity, and that of the house style's page below
    page: int
    place: Any
    language: str
    notes: int
    lists: int
    links: tuple[str, ...]
    bookmarks: int | None
    numbers: tuple[tuple[int, bool], ...]


class _Written(NamedTuple):
    """The XML of a block, and what it left behind. The identities hold while these are held."""

    block: Block
    page: Any
    xml: str
    notes: tuple[tuple[Note, str | None], ...]
    lists: tuple[str, ...]
    links: tuple[str, ...]
    used: Mapping[str, list[str]]
    bookmarks: int
    running: Stretch | None


_written: dict[_Before, _Written] = {}


def written(
    block: Block, place: Any, writing: Writing, write: Callable[[Any, Writing, Any], str]
) -> str:
    """The XML of a block: as it was written before, or by `write`."""
    own = facts(block)
    leans = writing.contents or own.continues
    if leans or (writing.bookmarks and writing.bookmarks.leans(own.fields)):
        return write(block, writing, place)
    before = _before(block, own, place, writing)
    known = _written.get(before)
    if known is None:
        return _remembered(before, block, writing, write)
    writing.notes += known.notes
    writing.lists += known.lists
    for url in known.links:
        writing.link(url)
    if writing.bookmarks:
        writing.bookmarks.skip(known.used, known.bookmarks, known.running)
    return known.xml


def _before(block: Block, own: Facts, place: Any, writing: Writing) -> _Before:
    keys = [*(note.key for note in own.notes), *sorted(own.mentioned)]
    return _Before(
        id(block),
        id(writing.page),
        place,
        writing.language,
        len(writing.notes),
        len(writing.lists),
        tuple(writing.links) if own.links else (),
        writing.bookmarks.count if writing.bookmarks else None,
        tuple([(writing.numbers[key], key in writing.mentioned) for key in keys]),
    )


def _remembered(
    before: _Before, block: Block, writing: Writing, write: Callable[[Any, Writing, Any], str]
) -> str:
    notes, lists, links = len(writing.notes), len(writing.lists), len(writing.links)
    bookmarks = writing.bookmarks
    used = len(bookmarks.used) if bookmarks else 0
    xml = write(block, writing, before.place)
    if len(_written) >= _MOST:
        _written.clear()
    _written[before] = _Written(
        block,
        writing.page,
        xml,
        tuple(writing.notes[notes:]),
        tuple(writing.lists[lists:]),
        tuple(_since(writing.links, links)),
        _since(bookmarks.used, used) if bookmarks else {},
        bookmarks.count if bookmarks else 0,
        bookmarks.running if bookmarks else None,
    )
    return xml


def _since(entries: dict[str, Value], before: int) -> dict[str, Value]:
    """What came into a table after it had this many entries, without looking at those."""
    latest = list(islice(reversed(entries.items()), len(entries) - before))
    return dict(reversed(latest))
