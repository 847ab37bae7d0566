"""YAML source of an input that changes only where what is then printed proves to be right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path as File
from typing import Any, TypeAlias

from drafter import source as reading
from drafter.apply_notes import without_note
from drafter.placed import Mapping, Node, Source, Typed
from drafter.placed import Sequence as Items
from drafter.problems import DrafterError, Place
from drafter.proving import Print
from drafter.rounds import Letter, Round
from drafter.splice import NotSpliced

Path: TypeAlias = tuple[str | int, ...]
Step: TypeAlias = Callable[[str], str]  # source to source; raises `NotSpliced`
Proof: TypeAlias = Callable[[Sequence[Print], Sequence[Print]], bool]  # of before and after


class NotWritten(Exception):
    """It cannot be written; the text is the reason, for people."""


def of_another_file() -> NotWritten:
    """The reason where a text is of a position paper, a base letter or a spreadsheet."""
    return NotWritten(_("it does not come from this file; change it there"))


class ProvedSource:
    """The source as it becomes.

    `text` is its YAML, and `prints` what each of its documents prints. `why` tells people what was
    wrong with the last change, where that is known.
    """

    def __init__(self, round: Round, text: str) -> None:
        assert round.print is not None, "a round that was reviewed can be printed"
        self._printer = round.print
        self._input = round.input
        self.text = text
        read = self._read()
        self._by_place = dict(_by_place(read.root, ()))
        self._letters = self._printer.letters(read)
        self.prints = _printed(self._letters)
        self._written: dict[str, Path] = {}
        self._kept: Collection[str] = ()  # notes that stay, cited or not
        self.why = ""

    # ── Where things stand ──

    @property
    def paths(self) -> Collection[Path]:
        """Where the texts stood to begin with."""
        return self._by_place.values()

    def path(self, place: Place) -> Path | None:
        """The path of the text that stood there to begin with; None in another file."""
        if place.file != str(self._input) or place.sheet is not None:
            return None
        return self._by_place.get((place.line, place.column))

    def ids(self, path: Path) -> list[str]:
        """The ids of the items of a list as it is now, or what stands for one."""
        node = node_at(self.text, path)
        used = (item.get("id") or item.get("use") or "" for item in node.items)
        return [str(id).strip().rpartition("/")[2] for id in used]

    def remember(self, id: str, path: Path) -> None:
        """Remember where something was written, for its id may be another now."""
        self._written[id] = path

    def place(self, id: str) -> Place | None:
        """Where a text, an item or a list stands now."""
        for letter in self._letters:
            if place := letter.first_place(id):
                return place
        path = self._written.get(id)
        return self._read().place(path) if path else None

    # ── Changing it ──

    def require(self, steps: Sequence[Step], proof: Proof, reason: str = "") -> None:
        """As `change`. Raises `NotWritten` when that does not print what was wanted.

        `reason` tells why that is, where it is known beforehand.
        """
        if not self.change(steps, proof):
            told = reason or self.why or _("the document would not become what it should be")
            raise NotWritten(told)

    def change(self, steps: Sequence[Step], proof: Proof) -> bool:
        """Take these steps if that prints what was wanted. Notes that nobody cites then go."""
        self.why = ""
        text = self.text
        try:
            for step in steps:
                text = step(text)
            letters = self._printer.text(text.removeprefix("\ufeff"))
            after = _printed(letters)
            if len(self.prints) != len(after) or not proof(self.prints, after):
                return False
        except NotSpliced:
            return False
        except DrafterError as error:
            self.why = error.problems[0].message
            return False
        gone = _cited(self.prints) - _cited(after)
        self.text, self._letters, self.prints = text, letters, after
        for key in sorted(gone.difference(self._kept)):
            self._take_out_note(key)
        return True

    @contextmanager
    def keeping(self, notes: Collection[str]) -> Iterator[None]:
        """While texts are changed, keep these notes: another text may cite them afterwards."""
        self._kept = notes
        yield
        self._kept = ()
        for key in sorted({*notes} - _cited(self.prints)):
            self._take_out_note(key)

    def _take_out_note(self, key: str) -> None:
        """Take out a note, unless another letter cites it."""
        try:
            text = without_note(self.text, key)
            self._printer.check(text.removeprefix("\ufeff"))
            letters = self._printer.text(text.removeprefix("\ufeff"))
        except (NotSpliced, DrafterError):
            return
        self.text, self._letters, self.prints = text, letters, _printed(letters)

    def _read(self) -> Source:
        return reading.parse(self.text.removeprefix("\ufeff"), self._input)


def node_at(text: str, path: Path) -> Any:
    """What stands at a path of YAML source."""
    node: Any = reading.parse(text.removeprefix("\ufeff"), File()).root
    for step in path:
        node = node.items[step] if isinstance(step, int) else node.get(step)
    return node


def _by_place(node: Node, path: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    """Where each text stands → its path."""
    if isinstance(node, Typed):
        yield (node.place.line, node.place.column), path
    elif isinstance(node, Mapping):
        for key, value in node.items:
            yield from _by_place(value, (*path, str(key)))
    elif isinstance(node, Items):
        for position, item in enumerate(node.items):
            yield from _by_place(item, (*path, position))


def _printed(letters: Sequence[Letter]) -> list[Print]:
    return [Print(letter.layout, letter.paths) for letter in letters]


def _cited(prints: Sequence[Print]) -> set[str]:
    """The keys of the notes that are printed."""
    return {key for one in prints for key in one.keys}
