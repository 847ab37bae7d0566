"""The notes of an input: those that somebody added to a copy get a key, others are taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from drafter import source as reading
from drafter.placed import Mapping
from drafter.proposals import Text
from drafter.restructure import with_key, without_key
from drafter.rewording import note_text


class NewNote(NamedTuple):
    """A note that somebody added: its id in the file, its key, and what is typed for it."""

    id: str
    key: str
    text: str


def has_notes(one: Text) -> bool:
    """Whether footnotes stand in a text in one of the copies."""
    paragraphs = (paragraph for version in one.versions for paragraph in version.content)
    return any(piece.note for paragraph in paragraphs for piece in paragraph.pieces)


def new_notes(one: Text, source: str) -> list[NewNote]:
    """The notes that a text has in the copies and the input has not, with keys that are free."""
    found = []
    taken = _keys(source)
    for version in one.versions:
        for note in version.cited:
            if note.kind == "added" and note.key not in version.notes:
                key = _free(note.text, taken)
                taken.add(key)
                found.append(NewNote(note.key, key, note_text(note.text)))
    return found


def moved(proposals: Iterable[Text]) -> set[str]:
    """The keys of notes that go to another field."""
    versions = (version for one in proposals for version in one.versions)
    return {
        version.notes[note.key]
        for version in versions
        for note in version.cited
        if note.kind == "added" and note.key in version.notes
    }


def with_note(source: str, key: str, text: str) -> str:
    """YAML source with one more note. Raises `NotSpliced`."""
    if _root(source).get("notes") is None:
        return with_key(source, (), "notes", {key: text})
    return with_key(source, ("notes",), key, text)


def without_note(source: str, key: str) -> str:
    """YAML source without a note. Raises `NotSpliced`."""
    notes = _root(source).get("notes")
    if isinstance(notes, Mapping) and len(notes.items) == 1 and notes.get(key) is not None:
        return without_key(source, (), "notes")
    return without_key(source, ("notes",), key)


def _root(source: str) -> Mapping:
    return reading.parse(source.removeprefix("\ufeff"), Path()).root


def _keys(source: str) -> set[str]:
    """The keys of notes and sources that are taken."""
    root = _root(source)
    groups = (root.get(name) for name in ("notes", "sources"))
    return {str(key) for node in groups if isinstance(node, Mapping) for key, _value in node.items}


def _free(text: str, taken: Collection[str]) -> str:
    """A key of the first words of a note that no other has."""
    from drafter.values import slug

    made = "-".join(slug(text).split("-")[:3])[:24].strip("-") or "noot"
    number, free = 1, made
    while free in taken:
        number += 1
        free = f"{made}-{number}"
    return free
