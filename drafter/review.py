"""What colleagues changed in a document that came back, field by field.

The document tree tells what was printed, the file what stands there now. Nothing here knows Word
or the input: what a changed text means for the value that was typed is the business of others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from drafter.changed_paragraphs import added, joints, moved, orders
from drafter.changed_text import changes, contents, looks, template
from drafter.notes_and_comments import kept_notes, note_changes, remarks
from drafter.printed import Layout, Line
from drafter.received import Paragraph, Received
from drafter.review_rows import Review
from drafter.traced import Mark, Story
from drafter.traced_text import TracedText


def review(printed: Layout, received: Received, rich: Collection[str] = ()) -> Review:
    """Compare what was printed with what came back; only the looks of `rich` fields matter.

    Bookmarks are known from the baseline of the file; a file that lost it, as LibreOffice's .odt
    does, can be given that of the document that was sent.
    """
    return Comparison(printed, received, rich).review()


class Comparison:
    """What was printed beside what came back; it takes what `review` takes."""

    def __init__(self, printed: Layout, received: Received, rich: Collection[str] = ()) -> None:
        self.printed, self._received, self._rich = printed, received, rich
        bookmarks = _bookmarks(printed, received)
        self._body = TracedText(body_story(printed, received))
        self._notes: list[tuple[str, TracedText]] = []
        for number, id in sorted(kept_notes(self._body.story).items()):
            marks = {name: mark for name, (story, mark) in bookmarks.items() if story == number}
            story = Story([printed.notes[number]], received.notes.get(id, ()), marks)
            self._notes.append((printed.keys[number], TracedText(story)))

    def review(self) -> Review:
        """All that is not as it was printed."""
        found = [self._rows(self._body), *(self._of_note(*note) for note in self._notes)]
        whole = Review(*(sum(rows, ()) for rows in zip(*found, strict=True)))
        return whole._replace(
            notes=tuple(note_changes(self._body, self.printed, self._received)),
            remarks=tuple(remarks(self._body.story, self._received)),
            orders=tuple(orders(self._body)),
        )

    def _of_note(self, key: str, text: TracedText) -> Review:
        found = self._rows(text)
        words = [row._replace(at=None, note=key) for row in found.template]
        return found._replace(template=tuple(words))

    def _rows(self, text: TracedText) -> Review:
        """What changed in a story, but for what only the whole document knows."""
        return Review(
            changes=tuple(changes(text)),
            added=tuple(added(text)),
            moved=tuple(moved(text)),
            joints=tuple(joints(text)),
            looks=tuple(looks(text, self._rich)),
            template=tuple(template(text)),
        )

    def contents(self, field: str) -> list[tuple[str, tuple[Paragraph, ...]]]:
        """For each place where a field was printed: its text there, and how it stands there now."""
        stories = (self._body, *(text for _key, text in self._notes))
        return [found for text in stories for found in contents(text, field)]

    @property
    def notes(self) -> Mapping[str, str]:
        """The id in the file of each printed note that is still there → its key."""
        keys = self.printed.keys
        return {id: keys[number] for number, id in kept_notes(self._body.story).items()}


def body_story(printed: Layout, received: Received) -> Story:
    """The body of the file beside what was printed, without a table of contents."""
    bookmarks = _bookmarks(printed, received)
    marks = {name: mark for name, (story, mark) in bookmarks.items() if story == _BODY}
    paragraphs = [p for p in received.paragraphs if not _CONTENTS.match(p.style)]
    return Story(printed.lines, paragraphs, marks)


_BODY: Final = -1
_CONTENTS: Final = re.compile(r"toc \d|contents \d", re.IGNORECASE)


def _bookmarks(printed: Layout, received: Received) -> Mapping[str, tuple[int, Mark]]:
    """Name in the file → the story it is in, and what it stands for.

    A field has a bookmark for each paragraph that it goes on in, in their order.
    """
    places: dict[str, list[tuple[int, Mark]]] = {}
    stories = [(_BODY, printed.lines), *((n, (line,)) for n, line in enumerate(printed.notes))]
    for story, lines in stories:
        for number, line in enumerate(lines):
            for field in dict.fromkeys(_fields(line)):
                places.setdefault(field, []).append((story, Mark(field, number)))
    known = {
        name: place
        for field in (received.baseline.fields if received.baseline else ())
        for name, place in zip(field.bookmarks, places.get(field.id, ()), strict=False)
    }
    every = (*received.paragraphs, *(p for note in received.notes.values() for p in note))
    names = {field.bookmark: field.name for paragraph in every for field in paragraph.fields}
    return {bookmark: known[name] for bookmark, name in names.items() if name in known}


def _fields(line: Line) -> list[str]:
    return [piece.field for piece in line.pieces if piece.field]
