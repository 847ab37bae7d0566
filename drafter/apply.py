"""Writes proposals into the source of an input, each proved by printing what came of it.

A way to write a proposal is tried on the source; what is then printed must be what was wanted,
and no other field may be printed otherwise. What cannot be written so is left, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path as File
from typing import Any, Literal, NamedTuple, TypeAlias

from drafter import source as reading
from drafter.carrying import carried
from drafter.outstanding import looks_so, note_numbers
from drafter.placed import Mapping as Group
from drafter.placed import Node, Typed
from drafter.placed import Sequence as Items
from drafter.printed import Layout, Line, Passage, passages
from drafter.problems import DrafterError, Place
from drafter.proposals import Text, Version
from drafter.received import Paragraph
from drafter.review import trimmed
from drafter.rounds import Round
from drafter.splice import NotSpliced, splice, text_at

Path: TypeAlias = tuple[str | int, ...]
State = Literal["taken", "left", "conflict", "refused"]


class Outcome(NamedTuple):
    """What became of a proposal.

    `taken` is in the new source, `left` was not chosen, a `conflict` waits for a choice, and
    what was `refused` cannot be written, for this `reason`. `place` is in the new source, and
    otherwise where it stands now.
    """

    id: str
    state: State
    place: Place | None
    reason: str = ""
    what: str = ""  # of which there may be more with this id
    files: tuple[File, ...] = ()  # the copies that it is from


class Choice(NamedTuple):
    """What somebody wants to take over: everything, or fields, lists and items by their ids."""

    everything: bool
    names: frozenset[str] = frozenset()

    def by_name(self, id: str) -> bool:
        """Whether it was named, or something that it is in."""
        return any(id == name or id.startswith(f"{name}.") for name in self.names)

    def takes(self, id: str) -> bool:
        """Whether it was chosen."""
        return self.everything or self.by_name(id)


class Applied(NamedTuple):
    """The new source, and what became of each proposal."""

    source: str
    outcomes: tuple[Outcome, ...]


def applied(round: Round, source: str, proposals: Iterable[Text], choice: Choice) -> Applied:
    """Write what was chosen into YAML source."""
    writer = _Writer(round, source)
    outcomes = [writer.text(one, choice) for one in proposals]
    return Applied(writer.source, tuple([writer.placed(one) for one in outcomes]))


class _NotWritten(Exception):
    """It cannot be written; the text is the reason, for people."""


class _Writer:
    """The source as it becomes, with what is printed of it."""

    def __init__(self, round: Round, source: str) -> None:
        assert round.print is not None, "a round that was reviewed can be printed"
        self._print = round.print
        self._input = round.input
        self.source = source
        read = reading.parse(source.removeprefix("\ufeff"), round.input)
        self._paths = dict(_by_place(read.root, ()))
        self._letters = self._print.letters(read)
        self._written: dict[str, Path] = {}
        self._why = ""  # what was wrong with the last try

    def placed(self, outcome: Outcome) -> Outcome:
        """With the place in the new source of what was written."""
        path = self._written.get(outcome.id)
        if path is None:
            return outcome
        read = reading.parse(self.source.removeprefix("\ufeff"), self._input)
        return outcome._replace(place=read.place(path))

    def text(self, one: Text, choice: Choice) -> Outcome:
        """Write the text of a field."""
        wanted = one.chosen if choice.by_name(one.id) else one.wanted
        files = tuple(dict.fromkeys(version.file for version in one.versions))
        outcome = Outcome(one.id, "taken", one.place, files=files)
        if not choice.takes(one.id):
            return outcome._replace(state="left")
        if wanted is None:
            return outcome._replace(state="conflict")
        try:
            self._write(one, wanted)
        except _NotWritten as reason:
            return outcome._replace(state="refused", reason=str(reason))
        return outcome

    def _write(self, one: Text, wanted: str) -> None:
        path = self._path(one)
        typed = text_at(self.source, path)
        for value in _values(one, typed, wanted):
            if self._try(one, wanted, {path: value}):
                self._written[one.id] = path
                return
        raise _NotWritten(self._why or _("no text for it is printed as it stands there"))

    def _path(self, one: Text) -> Path:
        """Where the field stands in the source; it may be another file's."""
        path = self._paths.get((one.place.line, one.place.column))
        if one.place.file != str(self._input) or one.place.sheet is not None or path is None:
            raise _NotWritten(_("it does not come from this file; change it there"))
        return path

    def _try(self, one: Text, wanted: str, changes: Mapping[Path, str]) -> bool:
        """Make these changes if that prints what was wanted."""
        self._why = ""
        try:
            source = splice(self.source, changes)
            letters = self._print.text(source.removeprefix("\ufeff"))
        except NotSpliced:
            return False
        except DrafterError as error:
            self._why = error.problems[0].message
            return False
        before = [_Printed(letter.layout) for letter in self._letters]
        after = [_Printed(letter.layout) for letter in letters]
        if len(before) != len(after) or not all(map(_same_but(one.field), before, after)):
            return False
        if not all(_proved(one, wanted, after[number]) for number in one.letters):
            return False
        self.source, self._letters = source, letters
        return True


def _by_place(node: Node, path: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    """Where each text stands → its path."""
    if isinstance(node, Typed):
        yield (node.place.line, node.place.column), path
    elif isinstance(node, Group):
        for key, value in node.items:
            yield from _by_place(value, (*path, str(key)))
    elif isinstance(node, Items):
        for position, item in enumerate(node.items):
            yield from _by_place(item, (*path, position))


# ── What could be typed ───────────────────────────────────────────────────────


def _values(one: Text, typed: str, wanted: str) -> Iterator[str]:
    """What could be typed to print the wanted text, the least change first."""
    return iter(dict.fromkeys(_every_value(one, typed, wanted)))


def _every_value(one: Text, typed: str, wanted: str) -> Iterator[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed.strip()):
        yield from _dates(wanted)
    yield from carried(one.printed, typed, wanted, marked=one.rich)
    yield wanted


def _dates(text: str) -> Iterator[str]:
    from drafter.dutch.dates import parse_date

    try:
        yield parse_date(text).isoformat()
    except ValueError:
        return


# ── The proof ─────────────────────────────────────────────────────────────────

_Sign: TypeAlias = tuple[Any, ...]  # a sign with its look, or that of a note


class _Printed:
    """What a document prints, field by field."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.passages = passages(layout)

    def looks(self, field: str) -> list[list[list[_Sign]]]:
        """The passages of a field, sign by sign."""
        return [
            [list(self._signs(line)) for line in passage.paragraphs]
            for passage in self.passages.get(field, ())
        ]

    def _signs(self, line: Line) -> Iterator[_Sign]:
        for piece in line.pieces:
            if piece.note is not None:
                yield ("note", self._layout.keys[piece.note])
            for sign in piece.text:
                yield _sign(sign, piece.bold, piece.italic, piece.link)

    def keys(self, known: Iterable[Passage]) -> set[str]:
        """The keys of the notes in a text."""
        return {self._layout.keys[number] for number in note_numbers(known)}

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys of all notes."""
        return self._layout.keys

    def note(self, key: str) -> str:
        """The text of a note."""
        return self._layout.notes[self._layout.keys.index(key)].text


def _sign(sign: str, bold: bool, italic: bool, link: str) -> _Sign:
    return (sign,) if sign.isspace() else (sign, bold, italic, link.rstrip("/"))


def _same_but(*fields: str) -> Callable[[_Printed, _Printed], bool]:
    """Whether all but these fields are printed as before."""

    def same(before: _Printed, after: _Printed) -> bool:
        known = {*before.passages, *after.passages} - {*fields}
        return all(before.looks(field) == after.looks(field) for field in known)

    return same


def _proved(one: Text, wanted: str, after: _Printed) -> bool:
    """Whether a field is printed as it was wanted, in words, looks and notes."""
    known = after.passages.get(one.field, [])
    texts = [trimmed(passage.text) for passage in known]
    if wanted not in texts or (one.printed != wanted and one.printed in texts):
        return False
    if not one.rich:
        return True
    own = [passage for passage, text in zip(known, texts, strict=True) if text == wanted]
    version = _only(one, wanted)
    if version is not None:
        contents = after.looks(one.field)
        return any(
            _as_received(version, after) == [_stripped(signs) for signs in content if signs]
            and _levels_fit(version.content, passage)
            for passage, content in zip(known, contents, strict=True)
        )
    return all(
        any(looks_so(passage, look) for passage in own)
        for version in one.versions
        for look in version.looks
    ) and _notes_fit(one, known, after)


def _only(one: Text, wanted: str) -> Version | None:
    """The one version that this is, looks and all."""
    version = one.versions[0]
    words = "\n\n".join([paragraph.text for paragraph in version.content])
    is_it = trimmed(words) == wanted and version.old == one.printed
    return version if is_it and len(one.versions) == 1 else None


def _as_received(version: Version, after: _Printed) -> list[list[_Sign]]:
    """The text of a version, sign by sign, with the keys that its notes have now."""
    new = {note.key: note.text for note in version.cited if note.kind == "added"}
    keys = {trimmed(after.note(key)): key for key in after.all_keys} if new else {}
    found = []
    for paragraph in version.content:
        signs: list[_Sign] = []
        for piece in paragraph.pieces:
            if piece.note:
                key = version.notes.get(piece.note) or keys.get(trimmed(new.get(piece.note, "")))
                signs.append(("note", key))
            signs += [_sign(sign, piece.bold, piece.italic, piece.link) for sign in piece.text]
        if stripped := _stripped(signs):
            found.append(stripped)
    return found


def _stripped(signs: Sequence[_Sign]) -> list[_Sign]:
    """Without the spaces at both ends."""
    start, end = 0, len(signs)
    while start < end and _is_space(signs[start]):
        start += 1
    while start < end and _is_space(signs[end - 1]):
        end -= 1
    return list(signs[start:end])


def _is_space(sign: _Sign) -> bool:
    return len(sign) == 1


def _levels_fit(content: Iterable[Paragraph], passage: Passage) -> bool:
    """Whether the same paragraphs are items of lists."""
    first = 0 if passage.begins else 1
    wanted = [paragraph.level for paragraph in content if paragraph.text.strip()]
    found = [line.level for line in passage.paragraphs if line.text.strip()]
    return wanted[first:] == found[first:]


def _notes_fit(one: Text, known: Sequence[Passage], after: _Printed) -> bool:
    """Whether the notes that were put in are there, and those taken out are not."""
    keys = after.keys(known)
    texts = {trimmed(after.note(key)) for key in keys}
    return all(
        trimmed(note.text) in texts if note.kind == "added" else note.key not in keys
        for version in one.versions
        for note in version.cited
    )
