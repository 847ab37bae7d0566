"""What could be typed to have a wanted text printed: the least change first.

None of it is sure to be right; whoever tries it sees that by printing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.as_markdown import as_markdown
from drafter.carrying import as_signs, carried
from drafter.listings import New
from drafter.marking import NotMarkdown
from drafter.proposals import Text, Version
from drafter.received import Paragraph

_DEPTHS = (0, 1, 2)  # of the template's lists that a text can stand in


def values(one: Text, typed: str, wanted: str, notes: Mapping[str, str]) -> Iterator[str]:
    """What could be typed for a field; `notes` has the keys of new notes by their id in the file."""
    return iter(dict.fromkeys(_every_value(one, typed, wanted, notes)))


def _every_value(one: Text, typed: str, wanted: str, notes: Mapping[str, str]) -> Iterator[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed.strip()):
        yield from _dates(wanted)
    yield from carried(one.printed, typed, wanted, marked=one.rich)
    if one.rich:
        for version in one.versions:
            yield from _looks(one, version, typed, notes)
        yield as_signs(wanted)
    yield wanted


def _looks(one: Text, version: Version, typed: str, notes: Mapping[str, str]) -> Iterator[str]:
    """Markdown of a version: its changes in what was typed, then the whole anew."""
    keys = {**version.notes, **notes}
    for depth in _DEPTHS:
        try:
            then = as_markdown(_native(version.printed), version.notes, depth)
            now = as_markdown(_native(version.content), keys, depth)
            yield from carried(then, typed, now)
            yield as_markdown(version.content, keys, depth)
        except NotMarkdown:
            return


def _native(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Without the languages, which what was printed does not tell."""
    return [
        paragraph._replace(
            pieces=tuple([piece._replace(language="") for piece in paragraph.pieces])
        )
        for paragraph in paragraphs
    ]


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
    for depth in _DEPTHS:
        try:
            found.append(as_markdown([new.added.content], {}, depth))
        except NotMarkdown:
            break
    yield from dict.fromkeys((*found, text, as_signs(text)))


def note_text(text: str) -> str:
    """What is typed for the text of a new note."""
    return as_signs(" ".join(text.split()))
