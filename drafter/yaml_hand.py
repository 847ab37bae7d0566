"""New values in YAML source, written as the source writes its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from drafter.yaml_layout import (
    Node,
    Path,
    Read,
    double_quoted,
    line_begin,
    line_end,
    reads_as,
)

STEP = 2  # how far a value stands in below its key where the source shows no other habit
EMPTY = {"list": "[]", "mapping": "{}"}
BRACKETS = "[]"  # the style of a list or mapping that stands in them
_WIDTH = 88  # of lines that are folded


class Pair(NamedTuple):
    """A new key with its value."""

    key: str
    value: object


class Hand:
    """How the source is written, and what is new in the same hand; `node` has the neighbours."""

    def __init__(self, source: str, read: Read, node: Node) -> None:
        self.line_end = line_end(source)
        self.node = node
        styles: dict[str | None, Counter[str]] = defaultdict(Counter)
        steps: dict[str, Counter[int]] = defaultdict(Counter)
        for path, found in read.nodes.items():
            styles[name_of(path)][_style(source, found)] += 1
            for key, value in zip(found.keys, found.values, strict=found.kind == "mapping"):
                if value.values and value.bare and not found.flow and not value.flow:
                    steps[value.kind][_column(source, value) - _column(source, key)] += 1
        self._styles = {name: found.most_common(1)[0][0] for name, found in styles.items()}
        self.steps = {
            kind: steps[kind].most_common(1)[0][0] if steps[kind] else STEP for kind in EMPTY
        }
        quotes = Counter(style for found in styles.values() for style in found.elements())
        self._quotes = ("'", '"') if quotes["'"] >= quotes['"'] else ('"', "'")
        self._dash = "- "
        self._items_in_brackets = False
        items = [value for value in node.values if value.kind == "mapping"]
        self._usual_keys = keys_of(max(items, key=lambda item: len(item.keys))) if items else []
        if node.kind == "list" and not node.flow and node.values:
            gap = source[node.start + 1 : node.values[0].start]
            self._dash = "-" + gap if gap and not gap.strip(" ") else "- "
            self._items_in_brackets = bool(items) and all(item.flow for item in items)

    def usual(self, name: str | None) -> str | None:
        """The style that values with this key mostly have here."""
        return self._styles.get(name)

    def entry(self, entry: object, column: int) -> str:
        """The lines of a new item or pair."""
        return self._entry(entry, column) + self.line_end

    def in_brackets(self, entry: object) -> str:
        """A new item or pair within brackets."""
        return self._flow(entry, None)

    def ordered(self, item: object) -> object:
        """A new item with the keys that its neighbours have too in their order."""
        if not isinstance(item, Mapping):
            return item
        usual = iter([key for key in self._usual_keys if key in item])
        keys = (next(usual) if key in self._usual_keys else key for key in item)
        return {key: item[key] for key in keys}

    def _entry(self, entry: object, column: int) -> str:
        indent = " " * column
        if isinstance(entry, Pair):
            return f"{indent}{self._key(entry.key)}:{self._below(entry.key, entry.value, column)}"
        inner = column + len(self._dash)
        if not _has_entries(entry):
            written = self._short(None, entry, column)
        elif self._items_in_brackets and _fits_one_line(entry):
            written = self._flow(entry, None)
        else:
            written = self._block(entry, inner)[inner:]
        return (indent + self._dash + written).rstrip(" ")

    def _below(self, name: str, value: object, column: int) -> str:
        """What stands behind the colon of a key."""
        if not _has_entries(value):
            written = self._short(name, value, column)
            return f" {written}" if written else ""
        if self.usual(name) == BRACKETS and _fits_one_line(value):
            return f" {self._flow(value, name)}"
        step = self.steps["mapping" if isinstance(value, Mapping) else "list"]
        return self.line_end + self._block(value, column + step)

    def _block(self, value: object, column: int) -> str:
        return self.line_end.join(self._entry(entry, column) for entry in _entries(value))

    def _short(self, name: str | None, value: object, column: int) -> str:
        """A text, or what has nothing in it."""
        if isinstance(value, str):
            return self._text(name, value, column)
        return "" if value is None else "{}" if isinstance(value, Mapping) else "[]"

    def _flow(self, value: object, name: str | None) -> str:
        if isinstance(value, Pair):
            written = self._flow(value.value, value.key)
            return f"{self._key(value.key)}: {written}".rstrip(" ")
        if isinstance(value, str):
            return self._text(name, value, None)
        if value is None:
            return ""
        kind = "mapping" if isinstance(value, Mapping) else "list"
        return ", ".join(self._flow(entry, None) for entry in _entries(value)).join(EMPTY[kind])

    def _key(self, key: str) -> str:
        return self._text(None, key, None) if key else '""'

    def _text(self, name: str | None, text: str, column: int | None) -> str:
        """A text as texts with its key are written; without a column, within brackets."""
        usual = self._styles.get(name, "")
        if column is not None and text and ("\n" in text or usual[:1] in ("|", ">")):
            usual = usual if usual[:1] in ("|", ">") else "|"
            for header in dict.fromkeys([usual, "|"]):
                written = self._lines(text, header, " " * (column + self.steps["mapping"]))
                if reads_as(f"- {written}{self.line_end}", text):
                    return written
        if usual not in self._quotes and _reads_plainly(text, column):
            return text
        ways = [_QUOTED[quote](text) for quote in self._quotes]
        usable = [written for written in ways if reads_as(f"- {written}", text)]
        return min(usable, key=len)

    def _lines(self, text: str, header: str, indent: str) -> str:
        lines = text.split("\n")
        if header.startswith(">"):
            width = _WIDTH - len(indent)
            lines = [piece for line in lines for piece in ("", *_folded(line, width))][1:]
        return self.line_end.join([header, *(indent + line if line else "" for line in lines)])


def _style(source: str, node: Node) -> str:
    """How a value is written: in brackets, or a text with its quote or the header of its block."""
    if node.scalar is None:
        return BRACKETS if node.flow and node.values else ""
    header = re.compile(r"[|>]-?").match(source, node.scalar.start)
    return header.group() if header and node.scalar.style in ("|", ">") else node.scalar.style


def _column(source: str, node: Node) -> int:
    return node.start - line_begin(source, node.start)


def _has_entries(value: object) -> bool:
    return bool(value) and not isinstance(value, (str, Pair))


def _entries(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [Pair(key, below) for key, below in value.items()]
    return [*value] if isinstance(value, Sequence) else []


def _fits_one_line(value: object) -> bool:
    if isinstance(value, str):
        return "\n" not in value
    entries = (entry.value if isinstance(entry, Pair) else entry for entry in _entries(value))
    return all(_fits_one_line(entry) for entry in entries)


def _reads_plainly(text: str, column: int | None) -> bool:
    """Whether a text can stand without quotes."""
    if "\n" in text:
        return False
    return reads_as(f"- {text}" if column is not None else f"[{text}]", text)


def _folded(line: str, width: int) -> list[str]:
    """A line of text as the lines of a folded block."""
    lines: list[str] = []
    for word in line.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


_QUOTED: dict[str, Callable[[str], str]] = {
    "'": lambda text: "'" + text.replace("'", "''") + "'",
    '"': double_quoted,
}


def keys_of(node: Node) -> list[str | None]:
    """The keys of a mapping; none for a key that is no text."""
    return [key.scalar.raw if key.scalar else None for key in node.keys]


def name_of(path: Path) -> str | None:
    """The key of a value; an item of a list has none."""
    return path[-1] if path and isinstance(path[-1], str) else None
