"""Which text came from which input field: bookmarks around it, and their names.

A draft comes back edited. Of everything that Word can hold on to a piece of text with,
bookmarks alone survived every edit and every program tried, so each field has one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from drafter.document import Heading, Inline, Inlines, Link, Note, NoteNumber, Run

_LONGEST = 40  # Word's limit
_ROOM = 5  # kept free for the number of a paragraph: _2 … _9999
_HASH = 6
_HEADINGS = 100_000  # bookmarks of headings are numbered from here, those of fields from 1

Stretch = tuple[str | None, Inlines]


# ── Stretches ─────────────────────────────────────────────────────────────────


def stretches(inlines: Inlines) -> list[Stretch]:
    """The inlines in groups of one field each, None where the text is the template's."""
    groups: list[tuple[str | None, list[Inline]]] = []
    for inline, field in zip(inlines, _fields(inlines), strict=True):
        if groups and groups[-1][0] == field:
            groups[-1][1].append(inline)
        else:
            groups.append((field, [inline]))
    return [(field, tuple(group)) for field, group in groups]


def _fields(inlines: Inlines) -> list[str | None]:
    """The field of each inline; notes and their commas belong to the text around them."""
    fields = [_field(inline) for inline in inlines]
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


def _field(inline: Inline) -> str | None:
    if isinstance(inline, Run):
        return inline.field
    if isinstance(inline, Link):
        own = {run.field for run in inline.runs}
        return own.pop() if len(own) == 1 else None
    return None


def _floats(inline: Inline) -> bool:
    """A note, a number of a note, or the superscript comma between two notes."""
    if isinstance(inline, Run):
        return inline.superscript and inline.field is None
    return isinstance(inline, Note | NoteNumber)


def _last_owned(inlines: Inlines, start: int, end: int, field: str) -> int:
    """Where the notes end that hold text of `field` themselves."""
    owned = [at for at in range(start, end) if _holds(inlines[at], field)]
    return owned[-1] + 1 if owned else start


def _holds(inline: Inline, field: str) -> bool:
    return isinstance(inline, Note) and any(_field(part) == field for part in inline.content)


# ── Names ─────────────────────────────────────────────────────────────────────


def bookmark_names(ids: Iterable[str]) -> dict[str, str]:
    """Field id → bookmark name; unique, and the same for the same ids in any order.

    Word wants a letter first, then letters, digits and underscores, 40 at most, and does
    not tell capitals from small letters.
    """
    plain = {field: _plain(field) for field in sorted(ids)}
    counts: dict[str, int] = {}
    for name in plain.values():
        counts[name.lower()] = counts.get(name.lower(), 0) + 1
    return {
        field: name if counts[name.lower()] == 1 and _fits(name) else _hashed(field, name)
        for field, name in plain.items()
    }


@lru_cache(maxsize=4096)
def _plain(field: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]", "_", field)
    return name if name[:1].isalpha() else f"f_{name}"


def _fits(name: str) -> bool:
    """Short enough, and not to be taken for a further paragraph of another field."""
    return len(name) <= _LONGEST - _ROOM and not re.search(r"_\d+$", name)


def _hashed(field: str, name: str) -> str:
    """The name cut short, with letters that depend on the whole id."""
    number = zlib.crc32(field.encode())
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(_HASH))
    return f"{name[: _LONGEST - _ROOM - _HASH - 1]}_{letters}"


# ── Bookmarks ─────────────────────────────────────────────────────────────────


class Bookmarks:
    """Hands out the bookmarks of one document, in the order in which its text is written."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._names = bookmark_names(ids)
        self._ids = 0
        self._running: Stretch | None = None  # reached the end of the last paragraph
        self.used: dict[str, list[str]] = {}  # field → its bookmarks

    def apart(self) -> None:
        """What follows does not continue the text before it."""
        self._running = None

    def paragraph(self, parts: list[Stretch], owner: str | None = None) -> list[str | None]:
        """The bookmark for each stretch of a paragraph, if it gets one.

        A field has one at its first place, and one more for each paragraph in which it
        goes on. `owner` is the field in whose text the note stands that is being written.
        """
        names = [
            self._name(field, first=at == 0, stretch=part, owner=owner)
            for at, part in enumerate(parts)
            for field in [part[0]]
        ]
        self._running = parts[-1] if parts and names[-1] else None
        return names

    def within(self, parts: list[Stretch]) -> list[str | None]:
        """The same for text inside a link of which only a part came from a field."""
        return [self._name(part[0], first=False, stretch=part, owner=None) for part in parts]

    def _name(
        self, field: str | None, *, first: bool, stretch: Stretch, owner: str | None
    ) -> str | None:
        if field is None:
            return None
        used = self.used.setdefault(field, [])
        if used and not (first and self._continues(stretch)) and field != owner:
            return None
        name = self._names[field]
        used.append(f"{name}_{len(used) + 1}" if used else name)
        return used[-1]

    def _continues(self, stretch: Stretch) -> bool:
        """The same field as at the end of the paragraph before, but not printed again."""
        running = self._running
        return running is not None and running[0] == stretch[0] and running[1] != stretch[1]

    def around(self, name: str | None, content: str) -> str:
        """The content between the two ends of a bookmark."""
        if name is None:
            return content
        self._ids += 1
        return _between(self._ids, name, content)

    def stored(self, values: Mapping[str, str]) -> list[tuple[str, tuple[str, ...], str]]:
        """Per field of the baseline: id, its bookmarks, its value."""
        return [(field, tuple(self.used.get(field, ())), value) for field, value in values.items()]


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
