"""Which text came from which input field: bookmarks around it, and their names.

A draft comes back edited. Of everything that Word can hold on to a piece of text with,
bookmarks alone survived every edit and every program tried, so each field has one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from drafter.document import Heading, Inline, Inlines, Link, Note, NoteNumber, Run

_LONGEST = 40  # Word's limit
_ROOM = 5  # kept free for the number of a paragraph: _2 … _9999
_HASH = 6
_HEADINGS = 100_000  # bookmarks of headings are numbered from here, those of fields from 1

Stretch = tuple[str | None, Inlines]


# ── Stretches ─────────────────────────────────────────────────────────────────


def stretches(inlines: Inlines) -> list[Stretch]:
    """The inlines in groups of one field each, None where the text is the template's."""
    fields = _fields(inlines)
    if len(fields) == 1:
        return [(fields[0], inlines)]
    out = []
    start = 0
    for end in range(1, len(fields) + 1):
        if end == len(fields) or fields[end] != fields[start]:
            out.append((fields[start], inlines[start:end]))
            start = end
    return out


def _fields(inlines: Inlines) -> list[str | None]:
    """The field of each inline; notes and their commas belong to the text around them."""
    fields = [_FIELD[type(inline)](inline) for inline in inlines]
    if _NOTES.isdisjoint(map(type, inlines)):
        return fields
    at = 0
    while at < len(inlines):
        end = at
        while end < len(inlines) and _floats(inlines[end]):
            end += 1
        if end > at > 0 and (before := fields[at - 1]):
            after = fields[end] if end < len(inlines) else None
            last = end if after == before else _last_owned(inlines, at, end, before)
            fields[at:last] = [before] * (last - at)
        at = end + 1
    return fields


def _field_of_link(link: Link) -> str | None:
    own = {run.field for run in link.runs}
    return own.pop() if len(own) == 1 else None


def _no_field(_note: Note | NoteNumber) -> None:
    return None


_FIELD: Final[dict[type, Callable[[Any], str | None]]] = {
    Run: attrgetter("field"),
    Link: _field_of_link,
    Note: _no_field,
    NoteNumber: _no_field,
}


_NOTES: Final = frozenset((Note, NoteNumber))


def _floats(inline: Inline) -> bool:
    """A note, a number of a note, or the superscript comma between two notes."""
    if type(inline) is Run:
        return inline.superscript and inline.field is None
    return type(inline) in _NOTES


def _last_owned(inlines: Inlines, start: int, end: int, field: str) -> int:
    """Where the notes end that hold text of `field` themselves."""
    owned = [at for at in range(start, end) if _holds(inlines[at], field)]
    return owned[-1] + 1 if owned else start


def _holds(inline: Inline, field: str) -> bool:
    if type(inline) is not Note:
        return False
    return any(_FIELD[type(part)](part) == field for part in inline.content)


# ── Names ─────────────────────────────────────────────────────────────────────


def bookmark_names(ids: Iterable[str]) -> Mapping[str, str]:
    """Field id → bookmark name; unique, and the same for the same ids in any order.

    Word wants a letter first, then letters, digits and underscores, 40 at most, and does
    not tell capitals from small letters.
    """
    return _names(frozenset(ids))[0]


@lru_cache(maxsize=64)
def _names(ids: frozenset[str]) -> tuple[Mapping[str, str], frozenset[str]]:
    """The names, and the ids of those that others made to be other than by themselves."""
    names = {field: _name(field) for field in ids}
    folded = [name.lower() for name in names.values()]
    if len(set(folded)) == len(folded):
        return names, frozenset()
    clashing = [field for field, name in names.items() if folded.count(name.lower()) > 1]
    other = {field: _hashed(field) for field in clashing}
    return names | other, frozenset(f for f in clashing if other[f] != names[f])


@lru_cache(maxsize=256)
def _name(field: str) -> str:
    """The name of a field, if no other has the same."""
    name = _plain(field)
    return name if _fits(name) else _hashed(field)


def _plain(field: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]", "_", field)
    return name if name[:1].isalpha() else f"f_{name}"


def _fits(name: str) -> bool:
    """Short enough, and not to be taken for a further paragraph of another field."""
    return len(name) <= _LONGEST - _ROOM and not re.search(r"_\d+$", name)


def _hashed(field: str) -> str:
    """The name cut short, with letters that depend on the whole id."""
    name = _plain(field)
    number = zlib.crc32(field.encode())
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(_HASH))
    return f"{name[: _LONGEST - _ROOM - _HASH - 1]}_{letters}"


# ── Bookmarks ─────────────────────────────────────────────────────────────────


class Bookmarks:
    """Hands out the bookmarks of one document, in the order in which its text is written."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._names, self._renamed = _names(frozenset(ids))
        self.count = 0
        self.running: Stretch | None = None  # reached the end of the last paragraph
        self.used: dict[str, tuple[str, ...]] = {}  # field → its bookmarks

    def leans(self, fields: frozenset[str]) -> bool:
        """Whether the bookmarks of these fields depend on what was written before."""
        return not (fields.isdisjoint(self.used) and fields.isdisjoint(self._renamed))

    def skip(
        self, used: Mapping[str, tuple[str, ...]], count: int, running: Stretch | None
    ) -> None:
        """As if so many were handed out, these among them."""
        self.used.update(used)
        self.count += count
        self.running = running

    def apart(self) -> None:
        """What follows does not continue the text before it."""
        self.running = None

    def paragraph(self, parts: list[Stretch], owner: str | None = None) -> list[str | None]:
        """The bookmark for each stretch of a paragraph, if it gets one.

        A field has one at its first place, and one more for each paragraph in which it
        goes on. `owner` is the field in whose text the note stands that is being written.
        """
        names = []
        goes_on = self.running
        for part in parts:
            names.append(part[0] and self._next(part[0], part, goes_on, owner))
            goes_on = None
        self.running = parts[-1] if parts and names[-1] else None
        return names

    def within(self, parts: list[Stretch]) -> list[str | None]:
        """The same for text inside a link of which only a part came from a field."""
        return [part[0] and self._next(part[0], part, None, None) for part in parts]

    def _next(
        self, field: str, part: Stretch, before: Stretch | None, owner: str | None
    ) -> str | None:
        """The bookmark for a stretch; `before` is the end of the last paragraph, if it is first.

        It goes on if it is the same field, but not the same text printed again.
        """
        used = self.used.get(field, ())
        goes_on = before is not None and before[0] == field and before[1] != part[1]
        if used and not goes_on and field != owner:
            return None
        name = self._names[field]
        name = f"{name}_{len(used) + 1}" if used else name
        self.used[field] = (*used, name)
        return name

    def around(self, name: str, content: str) -> str:
        """The content between the two ends of a bookmark."""
        self.count += 1
        return _between(self.count, name, content)


class Target(NamedTuple):
    """The bookmark of a heading that stands in the table of contents."""

    order: int
    heading: Heading

    @property
    def name(self) -> str:
        """Underscore and prefix are Word's own for these."""
        return f"_Toc{_HEADINGS + self.order:09d}"

    def around(self, content: str) -> str:
        """The heading's text between the ends of its bookmark."""
        return _between(_HEADINGS + self.order, self.name, content)


def _between(number: int, name: str, content: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )
