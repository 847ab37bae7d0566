"""What stands where in YAML source; for `splice` and `restructure`, which change it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import yaml

Path: TypeAlias = tuple[str | int, ...]

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

BOM = "\ufeff"
BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
LINE_BREAK = re.compile(BREAK)
_KINDS = {
    yaml.ScalarEvent: "text",
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceStartEvent: "list",
    yaml.AliasEvent: "alias",
}
_NAMED_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


class NotSpliced(ValueError):
    """The change cannot be made without changing something else."""


class Scalar(NamedTuple):
    """A text in YAML source: from `start` to `end`, quotes or the header of a block included.

    `style` is YAML's sign for it: "" (plain), one of the quotes, "|" or ">". `raw` is what YAML
    reads; `text` is without the end of a block's last line, as `source` gives it.
    """

    raw: str
    style: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text as an input field has it."""
        return self.raw.removesuffix("\n") if self.style in ("|", ">") else self.raw


class Node(NamedTuple):
    """A value in YAML source: from `start`, with its label or tag if not `bare`, to `end`.

    What stands between two lines of one value is within it; remarks and blank lines behind its
    last sign are not. `first` and `last` number its events, `last` being the one behind it.
    """

    kind: str  # "text", "mapping", "list", or "alias"
    start: int
    end: int
    first: int
    last: int
    bare: bool
    flow: bool = False
    scalar: Scalar | None = None
    keys: tuple[Node, ...] = ()
    values: tuple[Node, ...] = ()


class Read(NamedTuple):
    """YAML source as it is read: its events in order, and its values by their paths.

    An alias is told with what it stands for, so that equal events mean the same.
    """

    events: tuple[tuple[Any, ...], ...]
    nodes: Mapping[Path, Node]


@lru_cache(maxsize=8)
def reading(source: str) -> Read:
    """What YAML reads. Raises `NotSpliced` when the source is no YAML, or nested too deeply."""
    return parsed(source)


def parsed(source: str) -> Read:
    """As `reading`, for what is asked only once."""
    reader = _Reader(source)
    try:
        while not isinstance(reader.read(()), yaml.StreamEndEvent):
            pass
    except (yaml.YAMLError, RecursionError):
        raise NotSpliced from None
    finally:
        reader.loader.dispose()
    return Read(tuple(reader.events), reader.nodes)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.loader = source, _Loader(source)
        self.end = 0  # of the last event
        self.events: list[tuple[Any, ...]] = []
        self.nodes: dict[Path, Node] = {}
        self.labelled: dict[str, int] = {}  # what each label stands for at this point

    def read(self, path: Path | None) -> Any:
        """The next value, or the event itself when that is none.

        Without a path it is a key or part of one: nothing that can be changed.
        """
        event = self.loader.get_event()
        self.end = event.end_mark.index
        first = len(self.events)
        self.events.append(self._meaning(event))
        if not isinstance(event, yaml.NodeEvent):
            return event
        keys: tuple[Node, ...] = ()
        values: tuple[Node, ...] = ()
        if isinstance(event, yaml.MappingStartEvent):
            keys, values = self._pairs(path)
        elif isinstance(event, yaml.SequenceStartEvent):
            values = self._items(path)
        node = self._node(event, first, keys, values)
        if event.anchor is not None and node.kind != "alias":
            self.labelled[event.anchor] = hash(tuple(self.events[first:]))
        if path is not None:
            self.nodes.setdefault(path, node)
        return node

    def _pairs(self, path: Path | None) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        keys, values = [], []
        while isinstance(key := self.read(None), Node):
            keys.append(key)
            known = path is not None and key.scalar is not None
            values.append(self.read((*path, key.scalar.raw) if known else None))  # type: ignore
        return tuple(keys), tuple(values)

    def _items(self, path: Path | None) -> tuple[Node, ...]:
        items: list[Node] = []
        while isinstance(item := self.read(None if path is None else (*path, len(items))), Node):
            items.append(item)
        return tuple(items)

    def _meaning(self, event: Any) -> tuple[Any, ...]:
        if isinstance(event, yaml.ScalarEvent):
            scalar = _scalar_of(event)
            return ("text", scalar.text, bool(scalar.text or event.style), event.anchor, event.tag)
        if isinstance(event, yaml.AliasEvent):
            return ("alias", event.anchor, self.labelled.get(str(event.anchor)))
        return (type(event).__name__, getattr(event, "anchor", None), getattr(event, "tag", None))

    def _node(
        self, event: Any, first: int, keys: tuple[Node, ...], values: tuple[Node, ...]
    ) -> Node:
        scalar = _scalar_of(event) if isinstance(event, yaml.ScalarEvent) else None
        flow = bool(getattr(event, "flow_style", False))
        end = event.end_mark.index
        if scalar is not None:
            end = _last_sign(self.source, scalar)
        elif flow:
            end = self.end
        elif values:
            end = values[-1].end
        return Node(
            _KINDS[type(event)],
            event.start_mark.index,
            end,
            first,
            len(self.events),
            event.anchor is None and getattr(event, "tag", None) is None,
            flow,
            scalar,
            keys,
            values,
        )


def _scalar_of(event: Any) -> Scalar:
    return Scalar(event.value, event.style or "", event.start_mark.index, event.end_mark.index)


def _last_sign(source: str, scalar: Scalar) -> int:
    """Where a text ends; blank lines below a block are of it only when they are in the text."""
    header = LINE_BREAK.split(source[scalar.start : scalar.end], maxsplit=1)[0]
    if (
        scalar.style not in ("|", ">")
        or "+" in header.partition("#")[0]
        or scalar.raw.rstrip("\n").endswith((" ", "\t"))
    ):
        return scalar.end
    return scalar.start + len(source[scalar.start : scalar.end].rstrip(" \r\n\x85\u2028\u2029"))


def reads_as(written: str, text: str) -> bool:
    """Whether YAML reads what is written as one value, this text."""
    try:
        events = parsed(written).events
    except NotSpliced:
        return False
    return len(events) == 7 and events[3] == ("text", text, True, None, None)


@lru_cache(maxsize=8)
def line_begins(source: str) -> tuple[int, ...]:
    """Where each line begins; a long text can have a thousand remarks."""
    return (0, *(found.end() for found in LINE_BREAK.finditer(source)))


def line_begin(source: str, at: int) -> int:
    """Where the line begins in which a character stands."""
    begins = line_begins(source)
    return begins[bisect_right(begins, at) - 1]


def double_quoted(text: str) -> str:
    """The text in double quotes, which can hold any."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    return _NAMED_ESCAPES.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def line_end(source: str) -> str:
    """How the lines of this source end."""
    return "\r\n" if "\r\n" in source else "\n"
