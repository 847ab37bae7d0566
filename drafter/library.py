"""The demands that letters use: the action points of the workspace's position papers.

An ask says `use: PAPER/ACTION-POINT`. What that is becomes part of the letter before it is
validated, as values that know their place in the paper, so that the paper stays the one place
where the demand stands. Notes and sources that the demand cites come along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from drafter import source
from drafter.placed import Mapping, Node, Sequence, Source, Typed, plain
from drafter.problems import DrafterError, Place, Problem, nearest

_KINDS = ("notes", "sources")  # what can be cited, under their keys
CITED = r"(?<!\\)\[([\^@])([^\]\s]+)\]"  # a note or a source, by its key; compiled when used
_REMEMBERED = 4096  # asks: more than one campaign has


class Demand(NamedTuple):
    """An action point of a paper: what it says, where, and by which words it is found."""

    name: str  # PAPER/ACTION-POINT
    text: Typed
    tags: tuple[Typed, ...]
    paper: Source

    @property
    def id(self) -> str:
        """The id of the action point."""
        return self.name.partition("/")[2]


class Expanded(NamedTuple):
    """A letter with what it uses; `demands` are their texts as the papers have them."""

    source: Source
    demands: dict[str, str]


class Taken(Typed):
    """The text of a demand in a letter; nobody types it there."""

    __slots__ = ()


class _Ask(NamedTuple):
    """An ask that uses a demand, with that filled in."""

    typed: Mapping  # keeps its `id()` its own
    filled: Mapping
    demand: Demand | None
    problems: tuple[Problem, ...] = ()


class Library:
    """The position papers in a folder, each read when a letter first names it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._papers: dict[str, list[Path]] | None = None
        self._read: dict[Path, Source | DrafterError] = {}
        self._points: dict[Path, dict[str, Demand]] = {}
        self._asks: dict[int, _Ask] = {}

    # What there is

    def demands(self) -> Iterator[Demand]:
        """Every demand, in the order of the papers' ids. Raises `DrafterError` as `problems`."""
        if found := self.problems():
            raise DrafterError(found)
        for id in self.papers():
            yield from self._demands(id).values()

    def papers(self) -> dict[str, list[Path]]:
        """The files of each paper's id: one, unless two papers have the same."""
        if self._papers is None:
            found: dict[str, list[Path]] = {}
            for path in sorted(self.folder.rglob("*.y*ml")):
                if id := self._id(path):
                    found.setdefault(id, []).append(path)
            self._papers = dict(sorted(found.items()))
        return self._papers

    def problems(self) -> list[Problem]:
        """What is wrong with the papers themselves: unreadable, or two with the same id."""
        found = []
        for id, files in self.papers().items():
            found += [_doubled(Place(str(file), 1), id, files) for file in files[1:]]
            for file in files:
                read = self._paper(file)
                found += read.problems if isinstance(read, DrafterError | Source) else ()
        return found

    def find(self, name: Typed) -> Demand:
        """The demand of this name. Raises `DrafterError` at its place when there is none."""
        paper, slash, point = name.strip().partition("/")
        if not slash or not point or [paper, point] != [paper.strip(), point.strip()]:
            raise DrafterError([self._no_name(name)])
        self.paper(Typed(paper, name.place))
        points = self._demands(paper)
        if point not in points:
            raise DrafterError([_no_point(name, paper, point, list(points))])
        return points[point]

    def paper(self, name: Typed) -> Source:
        """The paper with this id. Raises `DrafterError` at its place when there is none."""
        id = name.strip()
        files = self.papers().get(id, [])
        if not files:
            raise DrafterError([self._no_paper(name, id)])
        if len(files) > 1:
            raise DrafterError([_doubled(name.place, id, files)])
        read = self._paper(files[0])
        if isinstance(read, DrafterError):
            raise DrafterError([_unreadable(name, id), *read.problems])
        return read

    def _id(self, path: Path) -> str | None:
        """The id of a paper, also when the rest of the file cannot be read."""
        try:
            text = path.read_text("utf-8-sig", errors="replace")
        except OSError:
            return path.stem
        if not re.search(r"^kind:[ \t]*position-paper[ \t]*(?:#.*)?$", text, re.MULTILINE):
            return None
        found = re.search(r"^id:[ \t]*[\"']?([\w-]+)", text, re.MULTILINE)
        return found[1] if found else None

    def _paper(self, path: Path) -> Source | DrafterError:
        if path not in self._read:
            try:
                self._read[path] = source.read(path)
            except DrafterError as error:
                self._read[path] = error
        return self._read[path]

    def _demands(self, id: str) -> dict[str, Demand]:
        """The demands of a paper that can be read, by the ids of its action points."""
        path = self.papers()[id][0]
        if path not in self._points:
            read = self._paper(path)
            found = _action_points(id, read) if isinstance(read, Source) else iter(())
            self._points[path] = {demand.id: demand for demand in found}
        return self._points[path]

    # Letters

    def expand(self, letter: Source) -> Expanded:
        """A letter with the demands that its asks use; the very same one when they use none.

        What is wrong with a `use` becomes one of the letter's problems.
        """
        asks = letter.root.get("asks")
        if not isinstance(asks, Sequence):
            return Expanded(letter, {})
        known = [self._ask(ask) for ask in asks.items]
        used = [ask for ask in known if ask is not None]
        if not used:
            return Expanded(letter, {})
        cited = _Cited(letter.root)
        items = [
            typed if ask is None else cited.filled(ask)
            for typed, ask in zip(asks.items, known, strict=True)
        ]
        parts: dict[str, Node] = {"asks": Sequence(asks.place, tuple(items)), **cited.groups()}
        demands = [ask.demand for ask in used if ask.demand]
        papers = dict.fromkeys(problem for demand in demands for problem in demand.paper.problems)
        problems = (*letter.problems, *(p for ask in used for p in ask.problems), *papers)
        return Expanded(
            letter._replace(root=_with(letter.root, parts), problems=problems),
            {demand.name: str(demand.text) for demand in demands},
        )

    def _ask(self, ask: Node) -> _Ask | None:
        """The ask with its demand, or nothing when it uses none; remembered by what it is."""
        if not isinstance(ask, Mapping):
            return None
        if known := self._asks.get(id(ask)):
            return known
        if not any(key in ("use", "demand") for key, _value in ask.items):
            return None
        if len(self._asks) >= _REMEMBERED:
            self._asks.clear()
        made = self._asks[id(ask)] = self._filled(ask)
        return made

    def _filled(self, ask: Mapping) -> _Ask:
        typed, problems = ask, list(_typed_by_hand(ask))
        ask = Mapping(ask.place, tuple(pair for pair in ask.items if pair[0] != "demand"))
        name = ask.get("use")
        if not isinstance(name, Typed) or not name.strip():
            return _Ask(typed, ask, None, tuple(problems))  # the model says what is wrong
        demand = None
        try:
            demand = self.find(name)
        except DrafterError as error:
            problems += error.problems
        id = Typed(demand.id if demand else name.strip().rpartition("/")[2], name.place)
        parts: dict[str, Node] = {} if ask.key("id") else {"id": id}
        if demand:
            parts |= _of(demand, ask)
        return _Ask(typed, _with(ask, parts), demand, tuple(problems))

    # What is wrong with a name

    def _no_name(self, name: Typed) -> Problem:
        """A name without a slash may be that of an action point alone."""
        known = [demand for id in self.papers() for demand in self._demands(id).values()]
        point = name.strip().strip("/").rpartition("/")[2].strip()
        near = nearest(point, [demand.id for demand in known])
        meant = next((demand.name for demand in known if demand.id == near), None)
        return Problem(
            name.place,
            "bad-use",
            _("'{text}' is not a paper and an action point of it").format(text=name),
            _("did you mean '{near}'?").format(near=meant)
            if meant
            else _("write it as PAPER/ACTION-POINT; 'drafter asks' lists them all"),
        )

    def _no_paper(self, name: Typed, paper: str) -> Problem:
        known = list(self.papers())
        near = nearest(paper, known)
        hint = _("known are: {types}").format(types=", ".join(known))
        if near:
            hint = _("did you mean '{near}'?").format(near=near)
        elif not known:
            hint = _("put the paper in the folder {folder}").format(folder="inputs/papers")
        message = _("there is no position paper '{paper}'").format(paper=paper)
        return Problem(name.place, "unknown-paper", message, hint)


class _Cited:
    """The notes and sources of a letter, with those that its demands bring along."""

    def __init__(self, letter: Mapping) -> None:
        self.letter = letter
        self.known = {str(key): value for kind in _KINDS for key, value in _items(letter, kind)}
        self.more: dict[str, list[tuple[Typed, Node]]] = {}

    def filled(self, ask: _Ask) -> Mapping:
        """The ask, its demand citing by the keys that its notes and sources have here."""
        text = ask.filled.get("demand")
        if ask.demand is None or not isinstance(text, Taken) or "[" not in text:
            return ask.filled
        here = self._renamed(text, ask.demand.paper.root)
        if here == text:
            return ask.filled
        return _with(ask.filled, {"demand": Taken(here, text.place, text.cut, text.quoted)})

    def groups(self) -> dict[str, Node]:
        """The letter's notes and sources anew, where there are more."""
        made: dict[str, Node] = {}
        for kind, more in self.more.items():
            own = self.letter.get(kind)
            place = own.place if own is not None else more[0][0].place
            made[kind] = Mapping(place, (*_items(self.letter, kind), *more))
        return made

    def _renamed(self, text: str, paper: Mapping) -> str:
        """The text with its keys as they are here; what they stand for comes along."""
        return re.sub(CITED, lambda cited: f"[{cited[1]}{self._key(cited[2], paper)}]", text)

    def _key(self, key: str, paper: Mapping) -> str:
        """The key here of what a paper has under `key`; an unknown one stays as it is."""
        for kind in _KINDS:
            for name, value in _items(paper, kind):
                if name == key:
                    return self._taken(kind, name, self._with_sources(value, paper))
        return key

    def _with_sources(self, value: Node, paper: Mapping) -> Node:
        """The text of a note that may name sources itself."""
        if not isinstance(value, Typed) or "[@" not in value:
            return value
        return Typed(self._renamed(value, paper), value.place, value.cut, value.quoted)

    def _taken(self, kind: str, name: Typed, value: Node) -> str:
        """The first key that is free, or stands for the very same here."""
        for key in chain([str(name)], (f"{name}-{number}" for number in count(2))):
            if key not in self.known:
                self.known[key] = value
                self.more.setdefault(kind, []).append((Typed(key, name.place), value))
                return key
            if plain(self.known[key]) == plain(value):
                return key
        raise AssertionError("there is always another number")


def _items(group: Mapping, name: str) -> tuple[tuple[Typed, Node], ...]:
    """What stands under a name, if that is a group."""
    node = group.get(name)
    return node.items if isinstance(node, Mapping) else ()


def _with(group: Mapping, parts: dict[str, Node]) -> Mapping:
    """The group with these parts in the place of those of that name, or after the others."""
    kept = [(key, parts.get(key, value)) for key, value in group.items]
    names = {str(key) for key, _value in kept}
    new = [(Typed(name, part.place), part) for name, part in parts.items() if name not in names]
    return Mapping(group.place, (*kept, *new))


def _of(demand: Demand, ask: Mapping) -> dict[str, Node]:
    """What a demand adds to an ask: its tags, and its text unless the ask words it itself."""
    own = ask.get("tags")
    parts: dict[str, Node] = {}
    if own is None or isinstance(own, Sequence):  # the model says what else is wrong
        tags = list(own.items if own else ())
        tags += [tag for tag in demand.tags if tag not in tags]
        parts["tags"] = Sequence(own.place if own else demand.text.place, tuple(tags))
    heading = ask.get("heading")
    if not isinstance(heading, Typed) or not heading.strip():
        text = demand.text
        parts["demand"] = Taken(text, text.place, text.cut, text.quoted)
    return parts


def _action_points(paper: str, read: Source) -> Iterator[Demand]:
    """The action points of a paper that have an id and a text."""
    recommendations = read.root.get("recommendations")
    for recommendation in _groups(recommendations):
        for point in _groups(recommendation.get("action_points")):
            id, text, tags = point.get("id"), point.get("text"), point.get("tags")
            if isinstance(id, Typed) and isinstance(text, Typed):
                found = tags.items if isinstance(tags, Sequence) else ()
                typed = tuple(tag for tag in found if isinstance(tag, Typed))
                yield Demand(f"{paper}/{id}", text, typed, read)


def _groups(node: Node | None) -> Iterator[Mapping]:
    """The groups in a list."""
    if isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Mapping))


# ── What is wrong ─────────────────────────────────────────────────────────────


def _typed_by_hand(ask: Mapping) -> Iterator[Problem]:
    """A `demand` that did not come from a paper."""
    for key, value in ask.items:
        if key == "demand" and not isinstance(value, Taken):
            yield Problem(
                key.place,
                "typed-demand",
                _("the text of a demand comes from the position paper and is not typed here"),
                _("write 'use: PAPER/ACTION-POINT', and your own words under 'heading:'"),
            )


def _doubled(place: Place, paper: str, files: list[Path]) -> Problem:
    return Problem(
        place,
        "duplicate-paper",
        _("several position papers have the id '{paper}': {files}").format(
            paper=paper, files=", ".join(file.name for file in files)
        ),
        _("give each an id of its own"),
    )


def _unreadable(name: Typed, paper: str) -> Problem:
    return Problem(
        name.place,
        "unreadable-paper",
        _("the position paper '{paper}' cannot be read").format(paper=paper),
        _("mend that file first; what is wrong with it is said beside this"),
    )


def _no_point(name: Typed, paper: str, point: str, known: list[str]) -> Problem:
    near = nearest(point, known)
    return Problem(
        name.place,
        "unknown-action-point",
        _("the position paper '{paper}' has no action point '{point}'").format(
            paper=paper, point=point
        ),
        _("did you mean '{near}'?").format(near=f"{paper}/{near}")
        if near
        else _("'drafter asks' lists them all"),
    )
