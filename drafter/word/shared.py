"""What the letters of a batch share is worked out once.

`markup` gives equal pieces of two letters the very same nodes. So a block that was written
before, with the same things before it, is written by copying. Only the block's own text and
the few things in `_Before` can show in its XML; a block that leans on anything else (a table
of contents, a field printed earlier, a list that it continues) is always written anew.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from drafter.document import (
    Block,
    Inlines,
    Link,
    List,
    ListItem,
    Note,
    NoteNumber,
    Quote,
    Run,
    lines,
)
from drafter.remembered import Remembered
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
    lists: bool = False
    continues: bool = False  # a list before it


_Node = Block | ListItem | Note

_facts: Remembered[int, tuple[_Node, Facts]] = Remembered(_MOST)


def facts(block: _Node) -> Facts:
    """What the block holds."""
    known = _facts[id(block)]
    if known is None:
        known = _facts[id(block)] = (block, _gathered(block))
    return known[1]


def _gathered(block: _Node) -> Facts:
    if isinstance(block, List):
        inside = _joined([facts(item) for item in block.items])
        return inside._replace(lists=True, continues=block.continues or inside.continues)
    if isinstance(block, ListItem | Quote):
        return _joined([_gathered(inner) for inner in block.blocks])
    notes: list[Note] = []
    mentioned: set[str] = set()
    fields: set[str] = set()
    links = False
    pending: list[Inlines] = [block.content] if isinstance(block, Note) else list(lines((block,)))
    for line in pending:  # to which its links and notes add theirs
        for inline in line:
            if isinstance(inline, Run):
                if inline.field is not None:
                    fields.add(inline.field)
            elif isinstance(inline, NoteNumber):
                mentioned.add(inline.key)
            elif isinstance(inline, Link):
                links = True
                pending.append(inline.runs)
            else:
                notes.append(inline)
                pending.append(inline.content)
    return Facts(tuple(notes), frozenset(mentioned), frozenset(fields), links)


def _joined(inside: Sequence[Facts]) -> Facts:
    return Facts(
        tuple([note for one in inside for note in one.notes]),
        frozenset().union(*[one.mentioned for one in inside]),
        frozenset().union(*[one.fields for one in inside]),
        any(one.links for one in inside),
        any(one.lists for one in inside),
        any(one.continues for one in inside),
    )


# ── Written before ────────────────────────────────────────────────────────────


# Everything outside a block that shows in its XML, but for the numbers that are counted. A plain
# tuple, as one is made for every block.
_Before = tuple[
    int,  # the identity of the block
    int,  # and that of the house style's page
    Any,  # the place
    str,  # the language
    bool,  # whether it is a draft
    int,  # notes: how many shows otherwise only where numbers are mentioned
    int,  # lists
    tuple[str, ...],  # addresses linked to
    tuple[tuple[int, bool], ...],  # the numbers of its notes and of those that it mentions
]


class _Left(NamedTuple):
    """What a block left behind when it was written."""

    notes: tuple[tuple[Note, str | None], ...]
    lists: tuple[str, ...]
    links: tuple[str, ...]
    used: Mapping[str, tuple[str, ...]]
    bookmarks: int  # how many
    running: Stretch | None


_Count = tuple[int, int]  # of notes and of bookmarks


class _Written:
    """The XML of a block. The identities in `_Before` hold while block and page are held."""

    __slots__ = ("_after", "_numbers", "_pieces", "_xml", "held", "left")

    def __init__(self, xml: str, after: _Count, left: _Left, *held: object) -> None:
        self.left = left
        self.held = held
        self._xml = xml  # as it is after so many notes and bookmarks
        self._after = after
        self._pieces: list[str] = []  # of the XML: text, number, text, …
        self._numbers: list[tuple[bool, int]] = []  # of a bookmark or a note, as after none

    def after(self, count: _Count) -> str:
        """The XML as it is after so many notes and bookmarks."""
        if count != self._after:
            if not self._pieces:
                self._cut()
            self._pieces[1::2] = [str(count[which] + number) for which, number in self._numbers]
            self._xml, self._after = "".join(self._pieces), count
        return self._xml

    def _cut(self) -> None:
        pieces = _COUNTED.split(self._xml)
        kinds = [kind != _REFERENCE for kind in pieces[1::3]]
        numbers = [int(number) for number in pieces[2::3]]
        self._numbers = [(w, n - self._after[w]) for w, n in zip(kinds, numbers, strict=True)]
        texts = [text + kind for text, kind in zip(pieces[::3], pieces[1::3], strict=False)]
        self._pieces = [piece for text in texts for piece in (text, "")] + [pieces[-1]]


_REFERENCE: Final = '<w:footnoteReference w:id="'
_COUNTED: Final = re.compile(f'({_REFERENCE}|<w:bookmark(?:Start|End) w:id=")([0-9]+)')

_written: Remembered[_Before, _Written] = Remembered(_MOST)


def written(
    block: Any, place: Any, writing: Writing, write: Callable[[Any, Writing, Any], str]
) -> str:
    """The XML of a block, of an item of a list, or of a note: as it was before, or by `write`."""
    own = facts(block)
    bookmarks = writing.bookmarks
    if writing.contents or own.continues or (bookmarks and bookmarks.leans(own.fields)):
        return write(block, writing, place)
    before = (
        id(block),
        id(writing.page),
        place,
        writing.language,
        bookmarks is not None,
        len(writing.notes) if writing.mentioned else 0,
        len(writing.lists) if own.lists else 0,
        tuple(writing.links) if own.links else (),
        _numbers(own, writing) if writing.mentioned or own.mentioned else (),
    )
    count = (len(writing.notes), bookmarks.count if bookmarks else 0)
    known = _written[before]
    if known is None:
        return _remembered(before, count, block, writing, write)
    left = known.left
    if left.notes:
        writing.notes += left.notes
    if left.lists:
        writing.lists += left.lists
    for url in left.links:
        writing.link(url)
    if bookmarks:
        bookmarks.skip(left.used, left.bookmarks, left.running)
    return known.after(count)


def _numbers(own: Facts, writing: Writing) -> tuple[tuple[int, bool], ...]:
    """Those of the notes in a block and of those that it mentions."""
    keys = [*(note.key for note in own.notes), *sorted(own.mentioned)]
    return tuple([(writing.numbers[key], key in writing.mentioned) for key in keys])


def _remembered(
    before: _Before,
    count: _Count,
    block: Any,
    writing: Writing,
    write: Callable[[Any, Writing, Any], str],
) -> str:
    place = before[2]
    lists, links = len(writing.lists), len(writing.links)
    bookmarks = writing.bookmarks
    used = len(bookmarks.used) if bookmarks else 0
    xml = write(block, writing, place)
    left = _Left(
        tuple(writing.notes[count[0] :]),
        tuple(writing.lists[lists:]),
        tuple(_since(writing.links, links)),
        _since(bookmarks.used, used) if bookmarks else {},
        bookmarks.count - count[1] if bookmarks else 0,
        bookmarks.running if bookmarks else None,
    )
    _written[before] = _Written(xml, count, left, block, writing.page)
    return xml


def _since(entries: dict[str, Value], before: int) -> dict[str, Value]:
    """What came into a table after it had this many entries, without looking at those."""
    latest = list(islice(reversed(entries.items()), len(entries) - before))
    return dict(reversed(latest))
