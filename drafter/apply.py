"""Writes proposals into the source of an input, each proved by printing what came of it.

A way to write a proposal is tried on the source; what is then printed must be what was wanted,
and no other field may be printed otherwise. What cannot be written so is left, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from functools import partial
from gettext import gettext as _
from pathlib import Path as File
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from drafter import source as reading
from drafter.dutch.placeholder import has_placeholder
from drafter.listings import Listing, New, arranged, listings
from drafter.outstanding import items_now, own_words
from drafter.placed import Mapping as Group
from drafter.placed import Node, Typed
from drafter.placed import Sequence as Items
from drafter.problems import DrafterError, Place
from drafter.proposals import Text, beside, is_of_item, texts, wanted_where
from drafter.proving import Print, prints, renamed, same_but, same_but_renamed
from drafter.restructure import relisted, with_key, without_key
from drafter.review import seen, trimmed
from drafter.rewording import items, note_text, values
from drafter.rounds import Letter, Reviewed, Round
from drafter.splice import NotSpliced, splice, text_at
from drafter.traced import items_of

Path: TypeAlias = tuple[str | int, ...]
State = Literal["taken", "left", "conflict", "refused"]
_Step: TypeAlias = Callable[[str], str]  # source to source; raises `NotSpliced`
_Proof: TypeAlias = Callable[[Sequence[Print], Sequence[Print]], bool]


class Outcome(NamedTuple):
    """What became of a proposal.

    `taken` is in the new source, `left` was not chosen, a `conflict` waits for a choice, and
    what was `refused` cannot be written, for this `reason`. `place` is where it stands now, and
    `becomes` where in the new source. Without an `id` it belongs to nothing in the input.
    """

    id: str
    state: State
    place: Place | None
    becomes: Place | None = None
    reason: str = ""
    what: str = ""  # where that is not a text
    files: tuple[File, ...] = ()  # the copies that it is from


class Choice(NamedTuple):
    """What somebody wants to take over: everything, or fields, lists and items by their ids."""

    everything: bool
    names: frozenset[str] = frozenset()

    def by_name(self, id: str) -> bool:
        """Whether it was named, or something that it is in."""
        return any(id == name or id.startswith(f"{name}.") for name in self.names)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is to be taken over."""
        return not self.everything and not self.names

    def takes(self, id: str) -> bool:
        """Whether it was chosen."""
        return self.everything or self.by_name(id)


class Applied(NamedTuple):
    """The new source, and what became of each proposal."""

    source: str
    outcomes: tuple[Outcome, ...]


def applied(round: Round, source: str, choice: Choice) -> Applied:
    """Write what was chosen of a round into YAML source."""
    writer = _Writer(round, source, choice)
    changed = [*texts(round)]
    by_file = [(one.field, version.file) for one in changed for version in one.versions]
    outcomes = writer.texts(changed)
    for listing in listings(round, by_file):
        outcomes += writer.listing(listing)
    outcomes += [one for one in _outside(round) if choice.takes(one.id)]
    return Applied(writer.source, tuple([writer.placed(one) for one in outcomes]))


class _NotWritten(Exception):
    """It cannot be written; the text is the reason, for people."""


class _Writer:
    """The source as it becomes, with what is printed of it."""

    def __init__(self, round: Round, source: str, choice: Choice) -> None:
        assert round.print is not None, "a round that was reviewed can be printed"
        self._print = round.print
        self._input = round.input
        self._choice = choice
        self.source = source
        read = self._read(source)
        self._paths = dict(_by_place(read.root, ()))
        self._prints = self._printed(self._print.letters(read))
        self._written: dict[str, Path] = {}
        self._moved: set[str] = set()  # notes that may be cited again
        self._why = ""  # what was wrong with the last try

    def _read(self, source: str) -> Any:
        return reading.parse(source.removeprefix("\ufeff"), self._input)

    def _printed(self, letters: Sequence[Letter]) -> list[Print]:
        return [Print(letter.layout, letter.paths) for letter in letters]

    def placed(self, outcome: Outcome) -> Outcome:
        """With the place in the new source of what was written."""
        path = self._written.get(outcome.id)
        if path is None:
            return outcome
        return outcome._replace(becomes=self._read(self.source).place(path))

    # ── Texts ──

    def texts(self, proposals: Sequence[Text]) -> list[Outcome]:
        """Write the texts of fields. What is taken out of a list comes last, from its end."""
        known = {id(one): number for number, one in enumerate(proposals)}
        ordered = sorted(proposals, key=lambda one: (self._is_removal(one), -known[id(one)]))
        self._moved = _moved(proposals)
        made = {known[id(one)]: self.text(one) for one in ordered}
        left, self._moved = self._moved - _keys(self._prints), set()
        self.source, self._prints = self._without_notes(self.source, self._prints, left)
        return [made[number] for number in sorted(made)]

    def _is_removal(self, one: Text) -> bool:
        return self._wanted(one) == ""

    def _wanted(self, one: Text) -> str | None:
        return one.chosen if self._choice.by_name(one.id) else one.wanted

    def text(self, one: Text) -> Outcome:
        """Write the text of a field."""
        wanted = self._wanted(one)
        files = tuple(dict.fromkeys(version.file for version in one.versions))
        outcome = Outcome(one.id, "taken", one.place, files=files)
        if not self._choice.takes(one.id):
            return outcome._replace(state="left")
        if wanted is None:
            return outcome._replace(state="conflict")
        try:
            if not wanted:
                self._take_out(one)
                return outcome._replace(what=_("taken out"))
            if one.field.endswith(_DEMAND):
                self._written[one.id] = self._write_own(one, wanted)
            else:
                self._written[one.id] = self._write(one, wanted)
        except _NotWritten as reason:
            return outcome._replace(state="refused", reason=str(reason))
        return outcome

    def _take_out(self, one: Text) -> None:
        self._require([_without(self._path(one.place))], partial(_printed_as, one, ""))

    def _write_own(self, one: Text, wanted: str) -> Path:
        """Give an ask words of its own for a demand, which stays in its paper as it is."""
        if _has_notes(one):
            raise _NotWritten(_("it comes from a position paper, with footnotes: change it there"))
        if not self._choice.by_name(one.id):
            told = _(
                "it comes from a position paper: change it there, or give this ask words of its "
                "own with --accept {id}"
            )
            raise _NotWritten(told.format(id=one.id))
        name, id = items_of(one.field)[-1]
        path = self._used(name, id)
        own = one._replace(field=own_words(one.field), rich=False, printed="")
        step = partial(with_key, path=path, key="heading", value=wanted, after="use")
        self._require([step], partial(_printed_as, own, wanted, also=(one.field,)))
        return (*path, "heading")

    def _used(self, name: str, id: str) -> Path:
        """Where an ask stands that uses a demand."""
        for path in self._paths.values():
            if path[-1] == "use" and path[-3:-2] == (name,):
                above = path[:-2]
                ids = self._ids(above)
                if ids[int(path[-2])] == id:
                    return path[:-1]
        raise _NotWritten(_("it does not come from this file; change it there"))

    def _write(self, one: Text, wanted: str) -> Path:
        path = self._path(one.place)
        proof = partial(_printed_as, one, wanted)
        notes = _new_notes(one, self._notes())
        typed = text_at(self.source, path)
        for value in values(one, typed, wanted, {new.id: new.key for new in notes}):
            if path[0] == "letter" and _names_who_was_open(typed, value):
                continue
            steps: list[_Step] = [partial(_respliced, path=path, text=value)]
            steps += [partial(_with_note, key=new.key, text=new.text) for new in notes]
            if self._try(steps, proof):
                return path
        if self._write_shared(one, path, typed, wanted):
            return path
        if not one.rich and "\n\n" in wanted:
            raise _NotWritten(_("this field holds one paragraph, and in the document it has more"))
        if has_placeholder(typed):
            raise _NotWritten(
                _("[bewindspersoon] is somebody else in each letter; change this text yourself")
            )
        raise _NotWritten(self._why or _("no text for it is printed as it stands there"))

    def _write_shared(self, one: Text, path: Path, typed: str, wanted: str) -> bool:
        """Write what several items say alike, such as to whom they are, and is printed once."""
        alike = [
            other
            for other in self._paths.values()
            if (len(other), other[:-2], other[-1]) == (len(path), path[:-2], path[-1])
            and text_at(self.source, other) == typed
        ]
        if len(alike) < 2 or one.rich:
            return False
        fields = {id for known in self._prints for id, at in known.paths.items() if at in alike}
        proof = partial(_printed_as, one, wanted, also=fields)
        return self._try([partial(splice, changes=dict.fromkeys(alike, wanted))], proof)

    def _path(self, place: Place) -> Path:
        """Where a field stands in the source; it may be another file's."""
        path = self._paths.get((place.line, place.column))
        if place.file != str(self._input) or place.sheet is not None or path is None:
            raise _NotWritten(_("it does not come from this file; change it there"))
        return path

    def _notes(self) -> set[str]:
        """The keys of notes and sources that are taken."""
        root = self._read(self.source).root
        groups = (root.get(name) for name in ("notes", "sources"))
        return {
            str(key) for node in groups if isinstance(node, Group) for key, _value in node.items
        }

    # ── Lists ──

    def listing(self, one: Listing) -> Iterator[Outcome]:
        """Take out, put in and rearrange items: each by itself, for one may be refused."""
        for id, files in one.removed.items():
            yield self._item(one, id, files)
        if one.ordered_by:
            yield self._order(one)
        for new in one.added:
            yield self._added(one, new)

    def _item(self, one: Listing, id: str, files: tuple[File, ...]) -> Outcome:
        name = f"{one.list}.{id}"
        place = _place_of(one.letter, name)
        outcome = Outcome(name, "taken", place, what=_("taken out"), files=files)
        if not self._choice.takes(name):
            return outcome._replace(state="left")
        if id in one.disputed and not (self._choice.by_name(name) and len(files) == 1):
            return outcome._replace(state="conflict")
        return self._relist(one, outcome, lambda ids: arranged(ids, [id], None, ()))

    def _order(self, one: Listing) -> Outcome:
        place = _place_of(one.letter, one.list)
        outcome = Outcome(one.list, "taken", place, what=_("another order"), files=one.ordered_by)
        if not self._choice.takes(one.list):
            return outcome._replace(state="left")
        is_chosen = self._choice.by_name(one.list) and one.order is not None
        if one.conflicts and not is_chosen:
            return outcome._replace(state="conflict")
        return self._relist(one, outcome, lambda ids: arranged(ids, (), one.order, ()))

    def _added(self, one: Listing, new: New) -> Outcome:
        name = f"{one.list}.{new.id}"
        place = _place_of(one.letter, one.list)
        outcome = Outcome(name, "taken", place, what=_("new item"), files=(new.one.file,))
        if not self._choice.takes(name):
            return outcome._replace(state="left")
        if one.list.rpartition(".")[2] not in _OF_TEXTS:
            reason = _("an item of this list is more than a text; add it yourself")
            return outcome._replace(state="refused", reason=reason)
        for typed in items(new):
            item = {"id": new.id, **self._shared(one, new), **typed}
            made = self._relist(
                one, outcome, lambda ids: arranged(ids, (), None, [new]), (new, item)
            )
            if made.state == "taken":
                break
        return made

    def _shared(self, one: Listing, new: New) -> dict[str, str]:
        """What the item before it has that says where it is printed."""
        known = _items(one.letter, one.list)
        before = next((item for id in new.after for item in known if item.id == id), None)
        beside = before or (known[0] if known else None)
        names = ["group"]
        if one.list == "asks" and getattr(one.letter.draft.model, "asks_by", None):
            names.append("to")
        return {name: str(text) for name in names if (text := getattr(beside, name, None))}

    def _relist(
        self,
        one: Listing,
        outcome: Outcome,
        arrange: Callable[[Sequence[str]], list[str]],
        new: tuple[New, dict[str, str]] | None = None,
    ) -> Outcome:
        """Give a list other contents."""
        try:
            path = self._list_path(one)
            now = self._ids(path)
            ids = arrange(now)
            known: dict[str, int | dict[str, str]] = {id: at for at, id in enumerate(now)}
            if new is not None:
                known[new[0].id] = new[1]
            step = partial(relisted, path=path, items=[known[id] for id in ids])
            if not ids:
                step = partial(without_key, path=path[:-1], key=str(path[-1]))
            self._require([step], partial(self._is_listed, one, arrange, new))
            if new is not None:
                self._written[outcome.id] = (*path, ids.index(new[0].id))
        except _NotWritten as reason:
            return outcome._replace(state="refused", reason=str(reason))
        return outcome

    def _is_listed(
        self,
        one: Listing,
        arrange: Callable[[Sequence[str]], list[str]],
        new: tuple[New, dict[str, str]] | None,
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
            if not same_but(before[number], after[number], gone):
                return False
            if new is not None:
                lines = [(seen(a.text), a.content.level) for a in (new[0].added, *new[0].more)]
                if after[number].lines(f"{one.list}.{new[0].id}") != lines:
                    return False
        return True

    def _list_path(self, one: Listing) -> Path:
        """Where a list stands in the source."""
        depth = one.list.count(".") + 1
        for field, path in one.letter.paths.items():
            if field.startswith(f"{one.list}."):
                place = one.letter.place(field)
                if place.file == str(self._input) and place.sheet is None:
                    found = self._paths.get((place.line, place.column), ())
                    if len(found) >= len(path):
                        return found[: len(found) - len(path) + depth]
        raise _NotWritten(_("it does not come from this file; change it there"))

    def _ids(self, path: Path) -> list[str]:
        """The ids of the items of a list in the source, or what stands for one."""
        node: Any = self._read(self.source).root
        for step in path:
            node = node.items[step] if isinstance(step, int) else node.get(step)
        used = (item.get("id") or item.get("use") or "" for item in node.items)
        return [str(id).strip().rpartition("/")[2] for id in used]

    # ── A try ──

    def _require(self, steps: Sequence[_Step], proof: _Proof) -> None:
        if not self._try(steps, proof):
            raise _NotWritten(self._why or _("the document would not become what it should be"))

    def _try(self, steps: Sequence[_Step], proof: _Proof) -> bool:
        """Make these changes if that prints what was wanted. Notes that nobody cites then go."""
        self._why = ""
        source = self.source
        try:
            for step in steps:
                source = step(source)
            after = self._printed(self._print.text(source.removeprefix("\ufeff")))
            if len(self._prints) != len(after) or not proof(self._prints, after):
                return False
        except NotSpliced:
            return False
        except DrafterError as error:
            self._why = error.problems[0].message
            return False
        gone = _keys(self._prints) - _keys(after)
        self.source, self._prints = self._without_notes(source, after, gone)
        return True

    def _without_notes(
        self, source: str, prints: list[Print], gone: Set[str]
    ) -> tuple[str, list[Print]]:
        for key in sorted(gone - self._moved):
            try:
                less = _without_note(source, key)
                self._print.check(less.removeprefix("\ufeff"))  # another letter may cite it
                after = self._printed(self._print.text(less.removeprefix("\ufeff")))
            except (NotSpliced, DrafterError):
                continue
            source, prints = less, after
        return source, prints


_DEMAND: Final = ".demand"  # the text of an ask that stands in a paper
_OF_TEXTS: Final = ("asks", "action_points")  # lists of which a new item can be made of texts


def _items(letter: Letter, name: str) -> list[Any]:
    """The items of a list in the model."""
    depth = name.count(".") + 1
    path = next(path for field, path in letter.paths.items() if field.startswith(f"{name}."))
    found: list[Any] = letter.value(path[:depth])
    return found


def _place_of(letter: Letter, name: str) -> Place | None:
    """Where the first text of an item or a list stands."""
    fields = (field for field in letter.paths if field.startswith(f"{name}."))
    return next((letter.place(field) for field in fields), None)


def _keys(prints: Sequence[Print]) -> set[str]:
    return {key for one in prints for key in one.keys}


def _moved(proposals: Iterable[Text]) -> set[str]:
    """The keys of notes that go to another field."""
    versions = (version for one in proposals for version in one.versions)
    return {
        version.notes[note.key]
        for version in versions
        for note in version.cited
        if note.kind == "added" and note.key in version.notes
    }


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


def _printed_as(
    one: Text,
    wanted: str,
    before: Sequence[Print],
    after: Sequence[Print],
    also: Collection[str] = (),
) -> bool:
    """Whether a field is printed as it was wanted, and the rest as it was, but for `also`."""
    for number, (was, now) in enumerate(zip(before, after, strict=True)):
        field = renamed(was, now, one.field) if wanted else one.field
        same = (
            same_but(was, now, {field, *also})
            if field == one.field
            else same_but_renamed(was, now, one.field, wanted)
        )
        known = [trimmed(passage.text) for passage in was.passages.get(one.field, ())]
        here = wanted_where(one, wanted, known)
        if not same or here is None:
            return False
        if number in one.letters:
            if not prints(one._replace(field=field), here, now):
                return False
        elif was.texts(one.field) != now.texts(field) and seen(here) not in now.texts(field):
            return False
    return True


# ── Steps ─────────────────────────────────────────────────────────────────────


def _respliced(source: str, path: Path, text: str) -> str:
    return splice(source, {path: text})


def _without(path: Path) -> _Step:
    """Take out a field, or an item of a list of texts."""
    *above, last = path
    if isinstance(last, str):
        return partial(without_key, path=tuple(above), key=last)

    def less(source: str) -> str:
        node: Any = reading.parse(source.removeprefix("\ufeff"), File()).root
        for step in above:
            node = node.items[step] if isinstance(step, int) else node.get(step)
        kept = [at for at in range(len(node.items)) if at != last]
        if not kept:
            return without_key(source, tuple(above[:-1]), str(above[-1]))
        return relisted(source, tuple(above), kept)

    return less


class _NewNote(NamedTuple):
    """A note that somebody added: its id in the file, its key, and what is typed for it."""

    id: str
    key: str
    text: str


def _has_notes(one: Text) -> bool:
    """Whether footnotes stand in a text in one of the copies."""
    paragraphs = (paragraph for version in one.versions for paragraph in version.content)
    return any(piece.note for paragraph in paragraphs for piece in paragraph.pieces)


def _names_who_was_open(typed: str, value: str) -> bool:
    """Whether a text that goes to all names one member of government instead of their own."""
    if not has_placeholder(typed) or has_placeholder(value):
        return False
    return any(word in value.casefold() for word in ("minister", "staatssecretaris"))


def _new_notes(one: Text, taken: set[str]) -> list[_NewNote]:
    found = []
    for version in one.versions:
        for note in version.cited:
            if note.kind == "added" and note.key not in version.notes:
                key = _free(note.text, taken)
                taken.add(key)
                found.append(_NewNote(note.key, key, note_text(note.text)))
    return found


def _free(text: str, taken: Collection[str]) -> str:
    """A key of the first words of a note that no other has."""
    from drafter.values import slug

    made = "-".join(slug(text).split("-")[:3])[:24].strip("-") or "noot"
    number, free = 1, made
    while free in taken:
        number += 1
        free = f"{made}-{number}"
    return free


def _with_note(source: str, key: str, text: str) -> str:
    root = reading.parse(source.removeprefix("\ufeff"), File()).root
    if root.get("notes") is None:
        return with_key(source, (), "notes", {key: text})
    return with_key(source, ("notes",), key, text)


def _without_note(source: str, key: str) -> str:
    notes = reading.parse(source.removeprefix("\ufeff"), File()).root.get("notes")
    if isinstance(notes, Group) and len(notes.items) == 1 and notes.get(key) is not None:
        return without_key(source, (), "notes")
    return without_key(source, ("notes",), key)


# ── What no field can hold ────────────────────────────────────────────────────


def _outside(round: Round) -> Iterator[Outcome]:
    """What somebody changed that is not for the input, or has no place in it."""
    for one in round.reviews:
        for what, id, reason in _rows_outside(one):
            place = one.letter.place(id) if id in one.letter.paths else None
            yield Outcome(id, "refused", place, None, reason, what, (one.file,))
        for row in one.review.template:
            reason = _("it is text of the template or a register")
            what = _short(row.old)
            yield Outcome("", "refused", row.place, None, reason, what, (one.file,))


def _rows_outside(one: Reviewed) -> Iterator[tuple[str, str, str]]:
    review = one.review
    for change in review.changes:
        if change.field not in one.letter.paths:
            yield "", change.field, _("this text is not in the input any more")
    for added in review.added:
        if added.list or is_of_item(review, added):
            continue
        if added.text.strip() and not beside(one, added):
            where = added.after or added.before or ""
            yield _("new paragraph"), where, _("no text beside it can have it; add it yourself")
    ordered = {order.list for order in review.orders}
    for moved in review.moved:
        for field in moved.fields[:1]:
            if not (found := items_of(field)) or found[-1].list not in ordered:
                yield _("moved"), field, _("its place is that of the template")
    for joint in review.joints:
        if joint.first != joint.second:
            told = _("one paragraph cannot be of two fields")
            yield _("paragraphs joined or divided"), joint.first or joint.second or "", told
    for note in review.notes:
        if not note.field:
            yield _("a footnote"), "", _("it stands in text that is not in the input")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"‘{text if len(text) <= 50 else text[:49].rstrip() + '…'}’"
