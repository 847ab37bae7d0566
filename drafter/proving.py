"""Whether what is printed is what was wanted, in words, looks and notes, and the rest as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import Any, Final, TypeAlias

from drafter.listings import Listing, New
from drafter.outstanding import items_now, looks_so, note_numbers
from drafter.printed import Layout, Line, Passage, passages
from drafter.proposals import Text, Version, wanted_where
from drafter.received import Piece
from drafter.traced_text import seen, trimmed

_Sign: TypeAlias = tuple[Any, ...]  # a sign with its look, or that of a note


class Print:
    """What a document prints, field by field."""

    def __init__(self, layout: Layout, paths: Mapping[str, tuple[str | int, ...]]) -> None:
        self._layout = layout
        self.paths = paths
        self.passages = passages(layout)

    def texts(self, field: str) -> list[str]:
        """What is printed of a field, place by place."""
        return [seen(passage.text) for passage in self.passages.get(field, ())]

    def group(self, field: str) -> list[tuple[str, str]]:
        """All that is printed of what a field is part of: the fields, each with its text."""
        start = field.partition(".")[0]
        fields = (one for one in self.passages if one == start or one.startswith(f"{start}."))
        return [(one, text) for one in fields for text in self.texts(one)]

    def lines(self, item: str) -> list[tuple[str, int | None]]:
        """The whole lines in which texts of an item are, each with its level in a list."""
        start = f"{item}."
        return [
            (seen(line.text), line.level)
            for line in self._layout.lines
            if any((piece.field or "").startswith(start) for piece in line.pieces)
        ]

    def signs(self, field: str) -> list[list[list[_Sign]]]:
        """The same, sign by sign."""
        return [
            [list(self._signs(line)) for line in passage.paragraphs]
            for passage in self.passages.get(field, ())
        ]

    def _signs(self, line: Line) -> Iterator[_Sign]:
        for piece in line.pieces:
            if piece.note is not None:
                yield ("note", self.keys[piece.note])
            for sign in piece.text:
                yield _sign(sign, piece.bold, piece.italic, piece.link)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all notes, in the order of their signs."""
        return self._layout.keys

    def cited(self, field: str) -> set[str]:
        """The keys of the notes in a text."""
        return {self.keys[number] for number in note_numbers(self.passages.get(field, ()))}

    def note(self, key: str) -> str:
        """The text of a note."""
        return trimmed(self._layout.notes[self.keys.index(key)].text)


def _sign(sign: str, bold: bool, italic: bool, link: str) -> _Sign:
    if sign.isspace():
        return (seen(f"x{sign}x"),)
    return (sign, bold, italic, link.rstrip("/"))


def printed_as(
    one: Text,
    wanted: str,
    before: Sequence[Print],
    after: Sequence[Print],
    also: Collection[str] = (),
) -> bool:
    """Whether a field is printed as it was wanted, and the rest as it was, but for `also`."""
    for number, (was, now) in enumerate(zip(before, after, strict=True)):
        field = _renamed(was, now, one.field) if wanted else one.field
        same = (
            _same_but(was, now, {field, *also})
            if field == one.field
            else _same_but_renamed(was, now, one.field, wanted)
        )
        known = [trimmed(passage.text) for passage in was.passages.get(one.field, ())]
        here = wanted_where(one, wanted, known)
        if not same or here is None:
            return False
        if number in one.letters:
            if not _prints(one._replace(field=field), here, now):
                return False
        elif was.texts(one.field) != now.texts(field) and seen(here) not in now.texts(field):
            return False
    return True


def listed_as(
    one: Listing,
    arrange: Callable[[Sequence[str]], list[str]],
    new: New | None,
    before: Sequence[Print],
    after: Sequence[Print],
) -> bool:
    """Whether the right items are printed in the right order, as they were."""
    for number in one.letters:
        was = items_now(before[number].passages, one.list)
        now = items_now(after[number].passages, one.list)
        if [*now] != arrange(was):
            return False
        gone = {f"{one.list}.{id}" for id in {*was} ^ {*now}}
        if not _same_but(before[number], after[number], gone):
            return False
        if new is not None:
            lines = [(seen(a.text), a.content.level) for a in (new.added, *new.more)]
            if after[number].lines(f"{one.list}.{new.id}") != lines:
                return False
    return True


_NOTES: Final = ("notes", "sources")


def _same_but(before: Print, after: Print, fields: Collection[str]) -> bool:
    """Whether all is printed as before but these fields, what is within them, and their notes."""
    known = {*before.passages, *after.passages}
    notes = {f"{group}.{key}" for key in {*before.keys} ^ {*after.keys} for group in _NOTES}
    inside = tuple(f"{field}." for field in (*fields, *notes))
    fields = {*fields, *notes}
    return all(
        before.signs(field) == after.signs(field)
        for field in known
        if field not in fields and not field.startswith(inside)
    )


def _renamed(before: Print, after: Print, field: str) -> str:
    """The id that a field has now: of what has none of its own, its text makes the id."""
    if field in after.passages or field not in before.paths:
        return field
    path = before.paths[field]
    return next((id for id, place in after.paths.items() if place == path), field)


def _same_but_renamed(before: Print, after: Print, field: str, wanted: str) -> bool:
    """As `_same_but`, where the field and what is beside it have other ids by its new text."""
    was = [wanted if one == field else text for one, text in before.group(field)]
    now = [text for _one, text in after.group(field)]
    return was == now and _same_but(before, after, {field.partition(".")[0]})


def _prints(one: Text, wanted: str, after: Print) -> bool:
    """Whether a field is printed as it was wanted."""
    texts = after.texts(one.field)
    if not wanted:
        return not texts
    text, old = seen(wanted), seen(one.printed)
    if text not in texts or (old != text and old in texts):
        return False
    known = after.passages[one.field]
    if not one.rich:
        return all(len(passage.paragraphs) == text.count("\n\n") + 1 for passage in known)
    if (version := _only(one, wanted)) is not None:
        return any(
            _as_received(version, one.now, passage, signs, after)
            for passage, signs in zip(known, after.signs(one.field), strict=True)
        )
    own = [passage for passage, own_text in zip(known, texts, strict=True) if own_text == text]
    looks = (look for version in one.versions for look in version.looks)
    return all(any(looks_so(passage, look) for passage in own) for look in looks) and _cites(
        one, after
    )


def _only(one: Text, wanted: str) -> Version | None:
    """The one version that this is, looks and all."""
    version = one.versions[0]
    words = "\n\n".join([paragraph.text for paragraph in version.content])
    is_it = seen(words) == seen(wanted) and version.old == one.printed
    return version if is_it and len(one.versions) == 1 else None


def _as_received(
    version: Version,
    now: Sequence[Sequence[Piece]],
    passage: Passage,
    signs: Sequence[Sequence[_Sign]],
    after: Print,
) -> bool:
    """Whether a text is printed as it stands in a copy, in the looks that the input gave it since.

    `now` is how the input printed it, in the words from which the copy was made.
    """
    found = [stripped for line in signs if (stripped := _stripped(line))]
    then = _signs_in(version.printed)
    copy, by_now = _signs_of(version, after), _signs_in(now)
    is_wanted = any(_as_now(copy, then, by_now, units) == found for units in (_letters, _words))
    return is_wanted and _levels_fit(version, passage)


def _signs_in(paragraphs: Sequence[Sequence[Piece]]) -> list[list[_Sign]]:
    """Printed paragraphs, sign by sign."""
    found = []
    for pieces in paragraphs:
        signs: list[_Sign] = []
        for piece in pieces:
            signs += [("note", piece.note)] if piece.note else []
            signs += [_sign(sign, piece.bold, piece.italic, piece.link) for sign in piece.text]
        found.append(_stripped(signs))
    return found


def _as_now(
    copy: list[list[_Sign]],
    then: list[list[_Sign]],
    now: list[list[_Sign]],
    units: Callable[[Sequence[_Sign]], list[list[_Sign]]],
) -> list[list[_Sign]]:
    """The paragraphs of a copy; what it kept as it was, looks as it does in the input by now.

    What was kept is told by `units`: a word that was changed keeps its other letters, but one that
    was replaced by another may by chance have some of the same.
    """
    if then == now:
        return copy
    from difflib import SequenceMatcher  # few inputs get another look while a copy goes round

    kept, was, by_now = ([*chain.from_iterable(signs)] for signs in (copy, then, now))
    if [sign[0] for sign in was] != [sign[0] for sign in by_now]:
        return copy
    old, new = units(was), units(kept)
    looks = iter(by_now)
    looking = [[*islice(looks, len(unit))] for unit in old]
    matcher = SequenceMatcher(None, _said(old), _said(new), autojunk=False)
    for block in matcher.get_matching_blocks():
        for at in range(block.size):
            if old[block.a + at] == new[block.b + at]:
                new[block.b + at] = looking[block.a + at]
    rest = chain.from_iterable(new)
    return [[*islice(rest, len(signs))] for signs in copy]


def _said(units: Sequence[Sequence[_Sign]]) -> list[str]:
    return ["".join(str(sign[0]) for sign in unit) for unit in units]


def _letters(signs: Sequence[_Sign]) -> list[list[_Sign]]:
    return [[sign] for sign in signs]


def _words(signs: Sequence[_Sign]) -> list[list[_Sign]]:
    return [[*word] for _is_space, word in groupby(signs, lambda sign: len(sign) == 1)]


def _signs_of(version: Version, after: Print) -> list[list[_Sign]]:
    """The text of a version, sign by sign, with the keys that its notes have now."""
    new = {note.key: trimmed(note.text) for note in version.cited if note.kind == "added"}
    keys = {after.note(key): key for key in after.keys} if new else {}
    found = []
    for paragraph in version.content:
        signs: list[_Sign] = []
        for piece in paragraph.pieces:
            if piece.note:
                key = version.notes.get(piece.note) or keys.get(new.get(piece.note, ""))
                signs.append(("note", key))
            signs += [_sign(sign, piece.bold, piece.italic, piece.link) for sign in piece.text]
        if stripped := _stripped(signs):
            found.append(stripped)
    return found


def _stripped(signs: Sequence[_Sign]) -> list[_Sign]:
    """Without the spaces at both ends."""
    start, end = 0, len(signs)
    while start < end and len(signs[start]) == 1:
        start += 1
    while start < end and len(signs[end - 1]) == 1:
        end -= 1
    return list(signs[start:end])


def _levels_fit(version: Version, passage: Passage) -> bool:
    """Whether the same paragraphs are items of lists."""
    first = 0 if passage.begins and version.begins else 1
    wanted = [paragraph.level for paragraph in version.content if paragraph.text.strip()]
    found = [line.level for line in passage.paragraphs if line.text.strip()]
    if first == 0 and wanted[:1] == found[:1]:  # of an item in two, both are the item's
        wanted[1:] = [None if level == wanted[0] else level for level in wanted[1:]]
    return wanted[first:] == found[first:]


def _cites(one: Text, after: Print) -> bool:
    """Whether the notes that were put in are there, and those taken out are not."""
    keys = after.cited(one.field)
    texts = {after.note(key) for key in keys}
    return all(
        (version.notes.get(note.key) in keys or trimmed(note.text) in texts)
        if note.kind == "added"
        else note.key not in keys
        for version in one.versions
        for note in version.cited
    )
