"""A campaign: one base letter, and what each of its versions says otherwise.

Versions are merged with the base as values with places, before anything is checked. What
comes out are ordinary letters whose values each know the file that they stand in: the
campaign, the base, or a spreadsheet. All that holds for letters holds for them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Final, NamedTuple

from drafter.choosing import Chooser, Demanded, Watches, choose, committees_in, hint
from drafter.dutch import dates
from drafter.placed import Mapping, Node, Sequence, Source, Typed
from drafter.problems import Place, Problem
from drafter.values import slug

_MEETING: Final = "occasion"
# Groups of which a version gives some fields and keeps the rest; all else it replaces.
_MERGED: Final = (_MEETING, "email", "notes", "sources", "ask_groups")
_TIMES: Final = ("date", "week", "month", "when", "deadline")
_OWN: Final = ("id", "without", "asks", "kind")  # of a version, and no field of its letter
_CITED: Final = re.compile(r"(?<!\\)\[[\^@]([^\]\s]+)\]")
_NAMED: Final = 6  # versions that a message names; more would hide what it says


class Version(NamedTuple):
    """A version by its key, as the letter that it is; `own` is what it says itself."""

    key: str
    letter: Source
    own: Mapping


class Parts(NamedTuple):
    """What a campaign's file holds: `base` and `versions` name a file, or are there themselves."""

    head: Source
    base: Node | None
    versions: Node | None


def parts(read: Source) -> Parts:
    """A campaign's file in its parts; `head` has all but what is looked at per version.

    What is in the two is replaced by an empty one of its kind.
    """
    versions, letter = read.root.get("versions"), read.root.get("letter")
    items = tuple((name, _emptied(value)) for name, value in read.root.items)
    head = read._replace(root=read.root._replace(items=items))
    return Parts(head, letter or read.root.get("base"), versions)


def _emptied(node: Node) -> Node:
    return node if isinstance(node, Typed) else node._replace(items=())


class Merged(NamedTuple):
    """The versions that could be made out, and what is wrong with them as versions."""

    versions: tuple[Version, ...]
    problems: tuple[Problem, ...]


def merged(
    campaign: str,
    path: Path,
    base: Base,
    described: Sequence,
    watches: Watches,
) -> Merged:
    """The versions that `described` gives of a base letter.

    `path` is the campaign's file, `campaign` its id.
    """
    merging = _Merging(campaign, path, base, watches)
    found = [merging.version(node, number) for number, node in enumerate(described.items, 1)]
    return Merged(tuple(version for version in found if version), tuple(merging.problems))


def with_cells(made: Merged, problems: Iterable[Problem]) -> Merged:
    """Versions from a spreadsheet, each with what is wrong with the cells of its row.

    What was found later about the same cell only follows from it.
    """
    by_row: dict[int, list[Problem]] = {}
    for problem in problems:
        by_row.setdefault(problem.place.line, []).append(problem)
    taken = {problem.place for found in by_row.values() for problem in found}
    versions = []
    for version in made.versions:
        found = tuple(by_row.pop(version.letter.root.place.line, ()))
        versions.append(version._replace(letter=version.letter._replace(problems=found)))
    of_none = [problem for found in by_row.values() for problem in found]
    others = [problem for problem in made.problems if problem.place not in taken]
    return Merged(tuple(versions), (*of_none, *others))


def attributed(
    found: Iterable[tuple[Version, Iterable[Problem]]], told: Collection[Problem] = ()
) -> list[tuple[Problem, ...]]:
    """The problems of each version, so worded that it is plain which versions they are about.

    One that stands in what versions share, and that not all of them have, names those that do.
    What was told of the campaign as a whole is left out.
    """
    by_version = [
        (version, tuple(problem for problem in problems if problem not in told))
        for version, problems in found
    ]
    having: dict[Problem, list[str]] = {}
    for version, problems in by_version:
        for problem in dict.fromkeys(problems):
            having.setdefault(problem, []).append(version.key)
    every = len({version.key for version, _problems in by_version})
    return [
        tuple(
            problem
            if not problem.place.line or len(set(having[problem])) == every or problem.place in own
            else _naming(problem, list(dict.fromkeys(having[problem])))
            for problem in problems
        )
        for version, problems in by_version
        for own in [set(_places(version.own)) if problems else ()]
    ]


def _naming(problem: Problem, keys: list[str]) -> Problem:
    names = ", ".join(keys if len(keys) <= _NAMED else (*keys[:_NAMED], "…"))
    message = ngettext("{message} (version: {keys})", "{message} (versions: {keys})", len(keys))
    return problem._replace(message=message.format(message=problem.message, keys=names))


def _places(node: Node) -> Iterator[Place]:
    """Every place in a value."""
    yield node.place
    if isinstance(node, Mapping):
        for name, value in node.items:
            yield name.place
            yield from _places(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _places(item)


class Base:
    """The base letter, and what the versions ask of it again and again.

    `asked` has a row for each ask, in their order; `tagged` is False when not all of their
    tags are known, because something is wrong with a demand that one of them uses.
    """

    def __init__(self, root: Mapping, asked: Iterable[Demanded], *, tagged: bool = True) -> None:
        self.tagged = tagged
        self.fields = {str(name): (name, value) for name, value in root.items}
        asks = root.get("asks")
        nodes = asks.items if isinstance(asks, Sequence) else ()
        self.asks = {one.id: (one, node) for one, node in zip(asked, nodes, strict=True)}
        self._cites = {id(node): _cites(node) for _name, node in root.items}
        self._cites |= {id(node): _cites(node) for node in nodes}
        self.cited = self.cites(node for _name, node in root.items)
        self.groups = frozenset(map(_group, nodes))

    def cites(self, nodes: Iterable[Node]) -> frozenset[str]:
        """The notes and sources that these values cite; of the base's own this is known."""
        found: set[str] = set()
        for node in nodes:
            cited = self._cites.get(id(node))
            if cited is None:
                cited = _cites(node)
            if cited:
                found |= cited
        return frozenset(found)


class _Merging:
    """Makes letters of versions, and keeps what is wrong on the way."""

    def __init__(self, campaign: str, path: Path, base: Base, watches: Watches) -> None:
        self.campaign, self.path, self.base, self.watches = campaign, path, base, watches
        self.problems: list[Problem] = []
        self.keys: dict[str, Place] = {}
        self.kept: dict[tuple[int, ...], Mapping] = {}

    def report(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, code, message, hint))

    def version(self, node: Node, number: int) -> Version | None:
        """The version at this place in the list; None when it is no group of fields."""
        if not isinstance(node, Mapping):
            self.report(
                node.place,
                "no-group",
                _("a version is a group of fields"),
                _("write '- addressee:' with, on the next line, '    committee: defensie'"),
            )
            return None
        own = {str(name): (name, value) for name, value in node.items}
        gaps = {name: own.pop(name) for name in list(own) if _is_gap(own[name][1])}
        fields = self._fields(own, gaps)
        key = self._key(own, fields, node.place, number)
        if "asks" in own:
            name, chosen = own["asks"]
            found = choose(chosen, self.base.asks, self._chooser(fields))
            self.problems += found.problems
            fields["asks"] = (name, found.asks)
        self._forget_unused(fields, own)
        id_place = own["id"][1].place if "id" in own else node.place
        fields["kind"] = (Typed("kind", node.place), Typed("letter", node.place))
        fields["id"] = (Typed("id", id_place), Typed(f"{self.campaign}-{key}", id_place))
        root = Mapping(node.place, tuple(fields.values()))
        return Version(key, Source(self.path, root, ()), node)

    def _chooser(self, fields: _Fields) -> Chooser:
        """Who the letter of a version is for, as far as that chooses asks."""
        _name, addressee = fields.get("addressee") or fields.get("addressees") or (None, None)
        return Chooser(committees_in(addressee), _date(fields), self.watches, self.base.tagged)

    def _fields(self, own: _Fields, gaps: _Fields) -> _Fields:
        """The base's fields with the version's own in their place.

        What a row leaves open is the base's, but stands in the row, where it can be filled in. A
        meeting that other rows have and the base has not is missing.
        """
        fields = dict(self.base.fields)
        for name, (key, gap) in gaps.items():
            group = fields.get(name, (key, gap))[1]
            if name in _MERGED and isinstance(group, Mapping) and (group.items or name == _MEETING):
                fields[name] = (key, group._replace(place=gap.place))
        if "without" in own:
            self._leave_out(own["without"][1], fields)
        for name, (key, value) in own.items():
            if name in _OWN:
                continue
            known = fields.get(name)
            if name in _MERGED and known and isinstance(value, Mapping):
                fields[name] = (key, _over(name, known[1], value))
            else:
                fields[name] = (key, value)
        for name, other in (("addressee", "addressees"), ("addressees", "addressee")):
            if name in own and other not in own:
                fields.pop(other, None)
        return fields

    def _leave_out(self, named: Node, fields: _Fields) -> None:
        """Take away fields of the base, or one field of a group: `occasion.time`."""
        for name in named.items if isinstance(named, Sequence) else (named,):
            path, _dot, rest = str(name).partition(".") if isinstance(name, Typed) else ("", "", "")
            group = fields.get(path, (None, None))[1]
            if path in fields and not rest:
                del fields[path]
            elif rest and isinstance(group, Mapping) and group.key(rest):
                kept = tuple(item for item in group.items if item[0] != rest)
                fields[path] = (fields[path][0], group._replace(items=kept))
            else:
                known = _names(self.base.fields)
                self.report(
                    name.place,
                    "nothing-left-out",
                    _("the base letter has no field '{name}' to leave out").format(
                        name=name if isinstance(name, Typed) else "…"
                    ),
                    hint(str(name) if isinstance(name, Typed) else "", known),
                )

    # Keys

    def _key(self, own: _Fields, fields: _Fields, place: Place, number: int) -> str:
        """The version's key: its id, else the words of its addressee."""
        if "id" in own and isinstance(own["id"][1], Typed) and own["id"][1]:
            key, place = str(own["id"][1]).strip(), own["id"][1].place
            if slug(key) != key:
                self.report(
                    place,
                    "bad-id",
                    _("'{text}' cannot be an id").format(text=key),
                    _("use small letters, digits and hyphens, such as '{example}'").format(
                        example=slug(key) or "defensie"
                    ),
                )
                key = slug(key) or f"versie-{number}"
        else:
            addressed = fields.get("addressee") or fields.get("addressees")
            words = " ".join(_words(addressed[1])) if addressed else ""
            key = slug(words)[:48].strip("-") or f"versie-{number}"
        if first := self.keys.get(key):
            self.report(
                place,
                "duplicate-version",
                _("'{key}' is the name of another version already").format(key=key),
                _("that one stands on {place}; give this one an 'id:' of its own").format(
                    place=_where(first)
                ),
            )
            key = f"{key}-{number}"
        self.keys[key] = place
        return key

    # What nobody cites

    def _forget_unused(self, fields: _Fields, own: _Fields) -> None:
        """Leave out the base's notes, sources and headings of asks that went with what it cites."""
        asks = fields["asks"][1] if "asks" in fields else None
        items = asks.items if isinstance(asks, Sequence) else ()
        texts = [
            value
            for name, (_key, value) in fields.items()
            if name not in _CITABLE and value is not asks
        ]
        cited = self.base.cites([*texts, *items])
        self._keep(fields, own, "notes", self.base.cited - cited)
        if "notes" in fields:
            cited |= self.base.cites([fields["notes"][1]])
        self._keep(fields, own, "sources", self.base.cited - cited)
        self._keep(fields, own, "ask_groups", self.base.groups.difference(map(_group, items)))

    def _keep(self, fields: _Fields, own: _Fields, name: str, unused: frozenset[str]) -> None:
        """The group without what is unused, unless the version has it itself."""
        key, group = fields.get(name, (None, None))
        if key is None or not isinstance(group, Mapping) or not unused:
            return
        given = own[name][1] if name in own else None
        mine = {str(key) for key, _item in given.items} if isinstance(given, Mapping) else set()
        left = unused - mine
        kept = tuple(item for item in group.items if item[0] not in left)
        if not kept:
            del fields[name]
        elif len(kept) < len(group.items):
            fields[name] = (key, self._same(group, kept))

    def _same(self, group: Mapping, kept: tuple[tuple[Typed, Node], ...]) -> Mapping:
        """One group for all versions that keep the same of it: what is the same is checked once."""
        return self.kept.setdefault((id(group), *map(id, kept)), group._replace(items=kept))


_Fields = dict[str, tuple[Typed, Node]]
_CITABLE: Final = ("notes", "sources", "ask_groups")


def _is_gap(own: Node) -> bool:
    """Whether it is a group of which a row of a spreadsheet fills in no cell."""
    return isinstance(own, Mapping) and own.place.sheet is not None and not own.items


def _over(name: str, base: Node, own: Mapping) -> Mapping:
    """A group of the base with a version's fields in it."""
    if not isinstance(base, Mapping):
        return own
    given = {str(key): (key, value) for key, value in own.items}
    moved = name == _MEETING and not given.keys().isdisjoint(_TIMES)
    kept = {
        str(key): (key, value)
        for key, value in base.items
        # Another day has another hour: never the old one on a new date.
        if not (moved and key in (*_TIMES, "time"))
    }
    return Mapping(own.place, tuple({**kept, **given}.values()))


def _cites(node: Node) -> frozenset[str]:
    """The keys of the notes and sources that the texts in a value cite."""
    if isinstance(node, Typed):
        return frozenset(_CITED.findall(node)) if "[" in node else frozenset()
    parts = node.items if isinstance(node, Sequence) else [value for _name, value in node.items]
    return frozenset().union(*map(_cites, parts))


def _texts(node: Node) -> Iterator[Typed]:
    if isinstance(node, Typed):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for _name, value in node.items:
            yield from _texts(value)


def _words(node: Node) -> Iterator[str]:
    """The texts that say who is addressed."""
    if isinstance(node, Mapping):
        for name, value in node.items:
            if name not in ("salutation", "via", "formal"):
                yield from _words(value)
    else:
        yield from _texts(node)


def _group(ask: Node) -> str:
    group = ask.get("group") if isinstance(ask, Mapping) else None
    return str(group) if isinstance(group, Typed) else ""


def _date(fields: _Fields) -> datetime.date:
    """The date of the letter; where it is wrong, which is reported elsewhere, today."""
    value = fields["date"][1] if "date" in fields else None
    try:
        return dates.parse_date(value) if isinstance(value, Typed) else datetime.date.today()
    except ValueError:
        return datetime.date.today()


def _names(fields: _Fields) -> list[str]:
    """The names of fields, also those in groups."""
    groups = [(name, value) for name, (_key, value) in fields.items() if name in _MERGED]
    return [
        *(name for name in fields if name not in ("kind", "id")),
        *(
            f"{name}.{key}"
            for name, value in groups
            if isinstance(value, Mapping)
            for key, _item in value.items
        ),
    ]


def _where(place: Place) -> str:
    """A place in another line or row of the same file, in words."""
    if place.sheet is not None:
        return _("row {row}").format(row=place.line)
    return _("line {line}").format(line=place.line)
