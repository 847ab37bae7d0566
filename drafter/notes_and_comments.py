"""What hangs on a place in the text: notes that came or went, and comments on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.aligning import END
from drafter.printed import Layout
from drafter.received import Comment, Received, accepted
from drafter.review_rows import NoteChange, Remark
from drafter.traced import SIGN, New, Story
from drafter.traced_text import BETWEEN, TracedText, deleted, inserted, plain, trimmed

# ── Notes ─────────────────────────────────────────────────────────────────────


def kept_notes(story: Story) -> dict[int, str]:
    """The number of each printed note whose sign is still there → its id in the file."""
    found = {}
    for at, old in story.origin.items():
        note = story.old[old].piece.note
        if note is not None and story.raw[at].in_new:
            found[note] = story.raw[at].piece.note
    return found


def note_changes(text: TracedText, printed: Layout, received: Received) -> Iterator[NoteChange]:
    """The notes of which the sign was taken out or put in."""
    yield from _removed(text, printed)
    yield from _added(text.story, received)


def _removed(text: TracedText, printed: Layout) -> Iterator[NoteChange]:
    story = text.story
    for at, old in enumerate(story.old):
        note = old.piece.note
        if note is not None and at not in text.alive:
            raw = text.in_file.get(at)
            words = printed.notes[note].text
            edits = deleted(words, story.raw[raw].traces if raw is not None else ())
            yield NoteChange("removed", story.field(old.stretch), printed.keys[note], words, edits)


def _added(story: Story, received: Received) -> Iterator[NoteChange]:
    for at, new in enumerate(story.raw):
        id = new.piece.note
        if id and new.sign == SIGN and at in story.place and at not in story.origin:
            paragraphs = accepted(received.notes.get(id, ()))
            words = BETWEEN.join(paragraph.text.strip() for paragraph in paragraphs)
            field = story.field(story.owner[at]) if at in story.owner else None
            yield NoteChange("added", field, id, words, inserted(words, new.traces))


def moved_notes(notes: Iterable[NoteChange]) -> dict[str, str]:
    """The ids of notes that went from one field to another with the words before them → their keys.

    Word makes a new note of one that is pasted; its text tells that it is the same.
    """
    gone = {(trimmed(one.text), one.field): one.key for one in notes if one.kind == "removed"}
    return {
        one.key: key
        for one in notes
        if one.kind == "added"
        for (text, field), key in gone.items()
        if text == trimmed(one.text) and field != one.field
    }


# ── Comments ──────────────────────────────────────────────────────────────────


def remarks(story: Story, received: Received) -> Iterator[Remark]:
    """The comments in the order of the file, each with the replies to it and to those."""
    if not received.comments:
        return
    replies: dict[str, list[Comment]] = {}
    for comment in received.comments:
        replies.setdefault(comment.replies_to, []).append(comment)
    ids = {comment.id for comment in received.comments}
    places = _commented(story)
    for comment in received.comments:
        if comment.replies_to not in ids:
            signs = places.get(comment.id, ())
            fields = dict.fromkeys(field for at in signs if (field := _field_at(story, at)))
            quote = plain(story.raw[at].sign for at in signs).replace(END, "")
            yield Remark(comment, tuple(_below(comment.id, replies)), tuple(fields), quote)


def _below(id: str, replies: Mapping[str, Sequence[Comment]]) -> Iterator[Comment]:
    for reply in replies.get(id, ()):
        yield reply
        yield from _below(reply.id, replies)


def _commented(story: Story) -> dict[str, list[int]]:
    """Comment → the places of the signs that it was put to."""
    starts: dict[int, int] = {}
    for at, new in enumerate(story.raw):
        starts.setdefault(new.paragraph, at)
    found: dict[str, list[int]] = {}
    for number, paragraph in enumerate(story.paragraphs):
        for id, start, end in paragraph.comments:
            found.setdefault(id, []).extend(_spanned(story.raw, starts[number], start, end))
    return found


def _spanned(raw: Sequence[New], first: int, start: int, end: int) -> list[int]:
    """The places of the signs between two offsets; one where there is nothing between."""
    offset, found, last = 0, [], first
    for at in range(first, len(raw)):
        if raw[at].sign == END or offset > max(start, end - 1):
            break
        if start <= offset and (offset < end or start == end):
            found.append(at)
        last = at
        offset += not (raw[at].sign == SIGN and raw[at].piece.note)
    return found or [last]


def _field_at(story: Story, at: int) -> str | None:
    if at in story.owner:
        return story.field(story.owner[at])
    if at in story.origin and story.raw[at].sign != END:
        return story.field(story.old[story.origin[at]].stretch)
    return None
