"""What goes with a letter: position papers of the workspace and finished files, found and named.

Before a letter is validated, each enclosure gets what it lacks: a paper its name, which is its
title and period, and a file the way to it from where drafter runs. What is not there becomes
one of the letter's problems, at its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from drafter.library import Library
from drafter.model import Letter
from drafter.placed import Mapping, Node, Sequence, Source, Typed
from drafter.problems import DrafterError, Place, Problem, nearest
from drafter.sending import Enclosure

_KIND = "Position paper"
_REMEMBERED = 64  # lists: those of one campaign


class Enclosed(NamedTuple):
    """A document that goes with a letter: what the letter calls it, and its file.

    A file that is an input (`is_input`) is one of which drafter makes the document.
    """

    name: str
    path: Path
    is_input: bool


class _Filled(NamedTuple):
    """A list of enclosures with what they lacked."""

    typed: Sequence  # keeps its `id()` its own
    filled: Sequence
    problems: tuple[Problem, ...]


class Enclosures:
    """What goes with the letters of one run; a list that several letters share is found once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[int, _Filled] = {}

    def expand(self, letter: Source) -> Source:
        """The letter with its enclosures found; the very same one when they are texts only."""
        typed = letter.root.get("enclosures")
        if not isinstance(typed, Sequence):
            return letter
        if not any(isinstance(item, Mapping) for item in typed.items):
            return letter
        found = self._known.get(id(typed)) or self._fill(typed)
        items = (
            (key, found.filled if value is typed else value) for key, value in letter.root.items
        )
        return letter._replace(
            root=Mapping(letter.root.place, tuple(items)),
            problems=tuple(dict.fromkeys((*letter.problems, *found.problems))),
        )

    def of(self, letter: Letter) -> list[Enclosed]:
        """What goes with a letter that was checked, in its order; not what it only names."""
        return [
            Enclosed(str(one.name), self._paper(one.use), is_input=True)
            if one.use
            else Enclosed(str(one.name), Path(one.file or ""), is_input=False)
            for one in letter.enclosures
            if isinstance(one, Enclosure)
        ]

    def _paper(self, id: str) -> Path:
        return self._library.paper(Typed(id, Place(""))).path

    def _fill(self, typed: Sequence) -> _Filled:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        problems: list[Problem] = []
        items = tuple(_found(item, self._library, problems) for item in typed.items)
        filled = _Filled(typed, Sequence(typed.place, items), tuple(problems))
        self._known[id(typed)] = filled
        return filled


def _found(item: Node, library: Library, problems: list[Problem]) -> Node:
    """An enclosure with its name, and with the way to its file."""
    if not isinstance(item, Mapping):
        return item
    parts: list[tuple[Typed, Node]] = []
    for key, value in item.items:
        if key == "file" and isinstance(value, Typed) and value.strip():
            problems += _missing(value)
            value = Typed(str(_path(value)), value.place, value.cut, value.quoted)
        if key == "use" and isinstance(value, Typed) and value.strip():
            named = list(_named(value, library, problems))  # also says that there is none
            parts += [] if item.key("name") else named
        parts.append((key, value))
    return Mapping(item.place, tuple(parts))


def _named(use: Typed, library: Library, problems: list[Problem]) -> Iterator[tuple[Typed, Typed]]:
    """The name of a paper: "Position paper Vrouwen aan tafel 2026–2027"."""
    try:
        paper = library.paper(use)
    except DrafterError as error:
        problems += error.problems
        return
    title, period = paper.root.get("title"), paper.root.get("period")
    if isinstance(title, Typed):
        words = [str(part) for part in (title, period) if isinstance(part, Typed)]
        if not title.casefold().startswith(_KIND.casefold()):
            words.insert(0, _KIND)
        yield Typed("name", use.place), Typed(" ".join(words), title.place, quoted=True)


def _path(typed: Typed) -> Path:
    """Where a file is, seen from the folder of the file in which that is typed."""
    folder = Path(typed.place.file).parent
    return Path(os.path.normpath(folder / typed.strip().replace("\\", "/")))


def _missing(typed: Typed) -> Iterator[Problem]:
    path = _path(typed)
    if path.is_file():
        return
    try:
        near = nearest(path.name, [file.name for file in path.parent.iterdir() if file.is_file()])
    except OSError:
        near = None
    yield Problem(
        typed.place,
        "no-file",
        _("there is no file {file}").format(file=path.as_posix()),
        _("did you mean '{near}'?").format(near=near)
        if near
        else _("write its place as seen from the folder of the file in which this stands"),
    )
