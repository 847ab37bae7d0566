"""What could be typed to have a wanted text printed: the least change first.

None of it is sure to be right; whoever tries it sees that by printing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from drafter.as_markdown import as_markdown
from drafter.carrying import as_signs, carried
from drafter.listings import New
from drafter.marking import NotMarkdown, marked
from drafter.proposals import Text, Version
from drafter.received import Piece

_DEPTHS = (0, 1, 2)  # of the template's lists that a text can stand in


def values(one: Text, typed: str, wanted: str, notes: Mapping[str, str]) -> Iterator[str]:
    """What could be typed for a field; `notes` has the keys of new notes by their ids."""
    return iter(dict.fromkeys(_every_value(one, typed, wanted, notes)))


def _every_value(one: Text, typed: str, wanted: str, notes: Mapping[str, str]) -> Iterator[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed.strip()):
        yield from _dates(wanted)
    yield from carried(one.printed, typed, wanted, marked=one.rich)
    if one.rich:
        for version in one.versions:
            yield from _looks(version, typed, notes)
        yield as_signs(wanted)
    yield wanted


def _looks(version: Version, typed: str, notes: Mapping[str, str]) -> Iterator[str]:
    """Markdown of a version: its changes in what was typed, then the whole anew."""
    keys = {**version.notes, **notes}
    try:
        was = "\n\n".join(
            marked(pieces, {key: key for key in _keys(pieces)}) for pieces in version.printed
        )
        now = "\n\n".join(marked(_native(paragraph.pieces), keys) for paragraph in version.content)
        yield from carried(was, typed, now)
        for depth in _DEPTHS:
            yield as_markdown(version.content, keys, depth)
    except NotMarkdown:
        return


def _keys(pieces: Iterable[Piece]) -> list[str]:
    return [piece.note for piece in pieces if piece.note]


def _native(pieces: Iterable[Piece]) -> list[Piece]:
    """Without the languages, of which what was printed does not tell."""
    return [piece._replace(language="") for piece in pieces]


def _dates(text: str) -> Iterator[str]:
    from drafter.dutch.dates import parse_date

    try:
        yield parse_date(text).isoformat()
    except ValueError:
        return


def texts_of_item(new: New) -> Iterator[str]:
    """What could be typed for the text of a new item."""
    text = new.added.text.strip()
    found = []
    for depth in _DEPTHS[1:]:  # it is an item of such a list
        try:
            found.append(as_markdown([new.added.content], {}, depth))
        except NotMarkdown:
            break
    yield from dict.fromkeys((*found, text, as_signs(text)))


def note_text(text: str) -> str:
    """What is typed for the text of a new note."""
    return as_signs(" ".join(text.split()))
