"""Values that know their place in the file: what `source` reads and `validate` reports on."""

from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeGuard

from drafter.problems import Place, Problem


class Typed(str):
    """A scalar as it was typed, with its place.

    `cut` is the place of an unquoted `` #`` behind it, after which YAML drops the line.
    `quoted` tells ``""`` from nothing at all.
    """

    __slots__ = ("cut", "place", "quoted")
    place: Place
    cut: Place | None
    quoted: bool

    def __new__(
        cls, text: str, place: Place, cut: Place | None = None, quoted: bool = False
    ) -> "Typed":
        """Make the text know its place."""
        typed = str.__new__(cls, text)
        typed.place, typed.cut, typed.quoted = place, cut, quoted
        return typed


class Mapping(NamedTuple):
    """Keys with values, in the order of the file."""

    place: Place
    items: "tuple[tuple[Typed, Node], ...]"

    def get(self, key: str) -> "Node | None":
        """The value of a key, or None."""
        for name, value in self.items:
            if name == key:
                return value
        return None

    def key(self, key: str) -> Typed | None:
        """The key as it was typed, with its place."""
        return next((name for name, _value in self.items if name == key), None)


class Sequence(NamedTuple):
    """A list of values."""

    place: Place
    items: "tuple[Node, ...]"


Node: TypeAlias = Typed | Mapping | Sequence


class Source(NamedTuple):
    """A file that could be read, with what is wrong in its YAML short of unreadable."""

    path: Path
    root: Mapping
    problems: tuple[Problem, ...]
    text: str = ""  # the file as it was read; nothing where values come from several files

    @property
    def plain(self) -> dict[str, Any]:
        """The values as dict, list and `Typed`; an unquoted nothing is None."""
        value: dict[str, Any] = plain(self.root)
        return value

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Where a value stands; where it is missing, the nearest thing around it.

        Steps are keys, list positions, or the `id` of a list item. With `key`, the last
        step's key counts and not its value.
        """
        node: Node = self.root
        found = self.root.place
        for depth, step in enumerate(path):
            if isinstance(node, Mapping) and (name := node.key(str(step))) is not None:
                last = depth == len(path) - 1
                node = node.get(name) or name
                found = name.place if (key and last) or _is_empty(node) else node.place
            elif isinstance(node, Sequence) and (item := _item(node, step)) is not None:
                node = item
                found = node.place
        return found


def plain(node: Node) -> Any:
    """A value as dict, list and `Typed`, its keys `Typed` too; an unquoted nothing is None."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if _is_empty(node) and node.cut is None else node


def _is_empty(node: Node) -> TypeGuard[Typed]:
    return isinstance(node, Typed) and not node and not node.quoted


def _item(node: Sequence, step: str | int) -> Node | None:
    if isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    return next((i for i in node.items if isinstance(i, Mapping) and i.get("id") == step), None)
