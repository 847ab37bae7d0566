"""What of a copy is not in the input yet: rows of a review beside what the input prints now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from drafter.merging import Conflict, Merge, merge
from drafter.notes_and_comments import moved_notes
from drafter.printed import Layout, Line, Passage, Printed, passages
from drafter.received import Received
from drafter.review_rows import Added, Change, Look, NoteChange, Order, Review
from drafter.traced import items_of
from drafter.traced_text import seen, trimmed
from drafter.wording import changes, tokens


def text_of(change: Change) -> str:
    """The new text as it is meant: whoever joins two paragraphs with Delete leaves no space."""
    if change.new.count("\n\n") >= change.old.count("\n\n"):
        return trimmed(change.new)
    old, new = tokens(change.old), tokens(change.new)
    out: list[str] = []
    at = 0
    for gone in changes(old, new):
        out += new[at : gone.new_start]
        joint = "".join(old[gone.old_start : gone.old_end])
        is_joined = "\n\n" in joint and not joint.strip() and gone.new_start == gone.new_end
        if is_joined and out and not out[-1].isspace() and not new[gone.new_end].isspace():
            out.append(" ")
        at = gone.new_start
    return trimmed("".join([*out, *new[at:]]))


def agreed(change: Change, now: str) -> Merge:
    """A change, and what the input says by now: words are merged with words.

    A text that somebody wrote anew or deleted stays whole.
    """
    old, new = trimmed(change.old), text_of(change)
    if seen(now) in (seen(old), seen(new)):
        return Merge((new,))
    if is_whole(change):
        return Merge((Conflict(old, (now, new)),))
    return merge(old, (now, new))


def is_whole(change: Change) -> bool:
    """Whether a text was written anew or deleted: it cannot be merged with others' words."""
    return change.kind in ("retyped", "deleted")


def is_in(change: Change, now: str) -> bool:
    """Whether a text has a change already: to make it again, or undone, leaves the text as it is.

    Where words are repeated, it takes the way back to tell which of them are the same.
    """
    if seen(agreed(change, now).text or "") == seen(now):
        return True
    old, new = trimmed(change.old), text_of(change)
    undone = merge(new, (now, old)).text
    if undone is None or undone == now:
        return False
    return merge(old, (undone, new)).text == now


def outstanding(found: Review, then: Layout, now: Layout) -> Review:
    """A review of what was printed then, without what the input prints by now as well."""
    if then == now:
        return found
    return _Rest(found, then, now).review()


class _Rest:
    def __init__(self, found: Review, then: Layout, now: Layout) -> None:
        self._found = found
        self._then = then
        self._now = now
        self._fields = passages(now)

    def review(self) -> Review:
        found = self._found
        rest = tuple(filter(self._changes, found.changes))
        added = tuple(filter(self._adds, found.added))
        orders = tuple([one for one in found.orders if self._orders(one, added)])
        open_lists = {one.list for one in orders}
        open_fields = {one.field for one in rest}
        return found._replace(
            changes=rest,
            added=added,
            orders=orders,
            moved=tuple([one for one in found.moved if _is_open(one.fields, open_lists)]),
            joints=tuple(
                [one for one in found.joints if one.first != one.second or one.first in open_fields]
            ),
            looks=tuple(filter(self._looks, found.looks)),
            notes=tuple(filter(self._notes, found.notes)),
        )

    def _changes(self, change: Change) -> bool:
        known = self._fields.get(change.field) or self._fields.get(own_words(change.field), [])
        if change.kind == "deleted":
            return bool(known)
        if not known:
            return seen(text_of(change)) not in self._beside(change.field)
        return not any(is_in(change, text) or self._has(text, change) for text in _texts(known))

    def _has(self, now: str, change: Change) -> bool:
        """Whether a text has a change by now, and new paragraphs beside it as well."""
        new = {seen(added.text) for added in self._found.added}
        own = [text for text in seen(now).split("\n\n") if text not in new]
        return own == [text for text in seen(text_of(change)).split("\n\n") if text not in new]

    def _beside(self, field: str) -> set[str]:
        """The texts of what a field is part of: its own may have made its id, and be another."""
        start = f"{field.partition('.')[0]}."
        known = (found for one, found in self._fields.items() if one.startswith(start))
        return {seen(text) for found in known for text in _texts(found)}

    def _adds(self, added: Added) -> bool:
        text = seen(added.text)
        then, now = (
            [line for shown in layout.lines if text in (line := seen(shown.text))]
            for layout in (self._then, self._now)
        )
        return len(now) <= len(then) and now.count(text) <= then.count(text)

    def _orders(self, order: Order, added: Iterable[Added]) -> bool:
        now = items_now(self._fields, order.list)
        kept = [id for id in now if id in order.old]
        wanted = [id for id in order.new if id in kept]
        return kept != wanted or any(one.list == order.list for one in added)

    def _looks(self, look: Look) -> bool:
        known = self._fields.get(look.field, [])
        if any(looks_so(passage, look) for passage in known):
            return False
        words = look.text.split()  # if all of them are gone, so is what they should look like
        return not known or any(word in text for text in _texts(known) for word in words)

    def _notes(self, note: NoteChange) -> bool:
        field = note.field or ""
        if note.kind == "added" and (key := moved_notes(self._found.notes).get(note.key)):
            return _times(self._now, field, key) <= _times(self._then, field, key)
        texts = {trimmed(line.text) for line in self._now.notes}
        if note.kind == "added":
            return trimmed(note.text) not in texts
        return _times(self._now, field, note.key) >= _times(self._then, field, note.key)


def own_words(field: str) -> str:
    """The field in which an ask words a demand itself, for that of the demand."""
    return f"{field.removesuffix('demand')}heading" if field.endswith(".demand") else field


def _texts(known: Iterable[Passage]) -> Iterator[str]:
    for passage in known:
        yield trimmed(passage.text)


def _is_open(fields: Iterable[str], lists: set[str]) -> bool:
    """Whether texts moved that are of no list, or of one that has another order."""
    return any(not (items := items_of(field)) or items[-1].list in lists for field in fields)


def items_now(fields: Iterable[str], list: str) -> Sequence[str]:
    """The ids of the items of a list, in the order in which they are printed."""
    items = [item for field in fields for item in items_of(field)]
    return [*dict.fromkeys(item.id for item in items if item.list == list)]


def note_numbers(known: Iterable[Passage]) -> Iterator[int]:
    """The notes whose signs stand in a text."""
    for passage in known:
        for line in passage.paragraphs:
            yield from (piece.note for piece in line.pieces if piece.note is not None)


def _times(layout: Layout, field: str, key: str) -> int:
    """How often a field cites a note."""
    return sum(layout.keys[n] == key for n in note_numbers(passages(layout).get(field, ())))


def looks_so(passage: Passage, look: Look) -> bool:
    """Whether a text has the look by now that somebody gave it."""
    wanted = look.text.strip()
    for line in passage.paragraphs:
        if wanted not in line.text:
            continue
        if look.what == "list":
            return ("" if line.level is None else str(line.level)) == look.new
        start = line.text.index(wanted)
        return all(_has(piece, look) for piece in _within(line, start, start + len(wanted)))
    return False


def _within(line: Line, start: int, end: int) -> Iterator[Printed]:
    """The pieces between two offsets that have words."""
    at = 0
    for piece in line.pieces:
        inside = piece.text[max(0, start - at) : max(0, end - at)]
        at += len(piece.text)
        if inside.strip():
            yield piece


def _has(piece: Printed, look: Look) -> bool:
    if look.what == "link":
        return piece.link.rstrip("/") == look.new.rstrip("/")
    return (piece.bold if look.what == "bold" else piece.italic) == bool(look.new)


# ── Where nobody knows what was printed then ──────────────────────────────────


def without_stale(found: Review, received: Received, stale: frozenset[str]) -> Review:
    """Without differences that nobody made in Word: the text is what the input said then.

    A text with Markdown in it is not recognised, for it is not printed as it was typed: then
    `stale` is all that tells.
    """
    if received.baseline is None or not stale:
        return found
    then = {field.id: _plain(field.value) for field in received.baseline.fields}
    texts = {then.get(id, "") for id in stale}
    changes = [
        one
        for one in found.changes
        if one.field not in stale or _is_signed(one) or _plain(one.new) != then.get(one.field, "")
    ]
    added = [one for one in found.added if _is_signed(one) or _plain(one.text) not in texts]
    orders = [_order_then(one, found.added, added, then) for one in found.orders]
    return found._replace(
        changes=tuple(changes),
        added=tuple(added),
        orders=tuple([one for one in orders if one.old != one.new]),
    )


def _order_then(
    order: Order, before: Iterable[Added], after: Iterable[Added], then: Iterable[str]
) -> Order:
    """The order of the items that there were, and of those that are really new."""
    was = {id for id in order.old if any(one.startswith(f"{order.list}.{id}.") for one in then)}
    mine = sum(one.list == order.list for one in after)
    is_fewer = mine < sum(one.list == order.list for one in before)
    new = [id for id in order.new if id in was or (id is None and not (is_fewer and not mine))]
    return Order(order.list, tuple([id for id in order.old if id in was]), tuple(new))


def _is_signed(row: Change | Added) -> bool:
    return any(edit.author for edit in row.edits)


def _plain(text: str) -> str:
    return " ".join(text.split())
