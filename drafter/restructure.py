"""Lists and fields that come, go and change places in YAML source; the rest stays byte for byte.

What stays in a list keeps its lines, and remarks directly above it go where it goes. What is new
is written as its neighbours are. The result is read again, and refused unless exactly the wanted
things have changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple, TypeAlias

from drafter.yaml_hand import BRACKETS, EMPTY, STEP, Hand, Pair, keys_of, name_of
from drafter.yaml_layout import (
    BOM,
    BREAK,
    LINE_BREAK,
    Node,
    NotSpliced,
    Path,
    Read,
    line_begin,
    line_begins,
    line_end,
    reading,
)

__all__ = ["NotSpliced", "relisted", "with_key", "without_key"]

Order: TypeAlias = Sequence[object]  # an entry that was there by its number, or a new one

_LINE = r"[^\n\r\x85\u2028\u2029]*"
_REST_OF_LINE = re.compile(rf"[ \t]*(?:#{_LINE})?(?:{BREAK}|\Z)")
_NOTHING = re.compile(rf"(?:[ \t]*(?:#{_LINE})?{BREAK})*")
_REMARK = re.compile(rf"[ \t]*#{_LINE}{BREAK}")
_REMARK_OR_BLANK = re.compile(rf"[ \t]*(?P<remark>#{_LINE})?{BREAK}")
_BLANK_LINE = re.compile(rf"(?:\A|{BREAK})[ \t]*{BREAK}")
_COLON = re.compile(r"[ \t]*:")
_COMMA = re.compile(r"\s*,")
_REMARK_BEHIND = re.compile(rf"[ \t]+#{_LINE}")
_REMARKS_ABOVE = re.compile(rf"{BREAK}[ \t]*(?P<above>(?:#{_LINE}{BREAK}[ \t]*)+)\Z")


# ── What can be asked ─────────────────────────────────────────────────────────


def relisted(source: str, path: Path, items: Sequence[int | str | Mapping[str, object]]) -> str:
    """YAML source in which the list at a path has other contents.

    A number is an item as it was, with the remarks that belong to it; a text or a mapping is a
    new item. Raises `NotSpliced` when there is no list, an item is named twice, or the rest would
    not stay what it was.
    """
    if source.startswith(BOM):
        return BOM + relisted(source[1:], path, items)
    read = reading(source)
    node = _node(read, path)
    if node.kind != "list" and not _is_nothing(read, node):
        raise NotSpliced
    if list(items) == [*range(len(node.values))]:
        return source
    return _changed(source, read, path, items, "list")


def with_key(source: str, path: Path, key: str, value: object, after: str | None = None) -> str:
    """YAML source in which the mapping at a path has one more key, at its end or after another.

    The value is a text, a mapping or a list, and what is in these. Raises `NotSpliced` when there
    is no mapping, it has that key already, it lacks the other one, or the rest would change.
    """
    if source.startswith(BOM):
        return BOM + with_key(source[1:], path, key, value, after)
    read = reading(source)
    node = _node(read, path)
    names = keys_of(node)
    if key in names or (node.kind != "mapping" and not _is_nothing(read, node)):
        raise NotSpliced
    order: list[int | object] = [*range(len(names))]
    order.insert(len(names) if after is None else _number(names, after) + 1, Pair(key, value))
    return _changed(source, read, path, order, "mapping")


def without_key(source: str, path: Path, key: str) -> str:
    """YAML source in which the mapping at a path lacks this key.

    Raises `NotSpliced` when there is no such key, or the rest would change.
    """
    if source.startswith(BOM):
        return BOM + without_key(source[1:], path, key)
    read = reading(source)
    node = _node(read, path)
    gone = _number(keys_of(node), key)
    return _changed(source, read, path, [n for n in range(len(node.keys)) if n != gone], "mapping")


def _node(read: Read, path: Path) -> Node:
    if path not in read.nodes:
        raise NotSpliced
    return read.nodes[path]


def _is_nothing(read: Read, node: Node) -> bool:
    """Whether nothing is filled in, so that it can become a list or a mapping."""
    return read.events[node.first] == ("text", "", False, None, None)


def _number(names: Sequence[str | None], name: str) -> int:
    if name not in names:
        raise NotSpliced
    return names.index(name)


# ── A change, and the proof ───────────────────────────────────────────────────


def _changed(source: str, read: Read, path: Path, order: Order, kind: str) -> str:
    node = _node(read, path)
    old = [entry for entry in order if isinstance(entry, int)]
    if not node.bare or len({*old}) < len(old) or not {*old} <= {*range(len(node.values))}:
        raise NotSpliced
    hand = Hand(source, read, node)
    order = [hand.ordered(entry) for entry in order]
    wanted = tuple(_wanted(read, node, order, kind))
    for candidate in _ways(source, read, path, order, hand, kind):
        try:
            if reading(candidate).events == wanted:
                return candidate
        except NotSpliced:
            continue
    raise NotSpliced


def _wanted(read: Read, node: Node, order: Order, kind: str) -> Iterator[tuple[Any, ...]]:
    """The events that the result must have."""
    start, end = _BRACKET_EVENTS[kind]
    yield from read.events[: node.first]
    yield (start, None, None)
    for entry in order:
        if isinstance(entry, int):
            begin = (node.keys or node.values)[entry].first
            yield from read.events[begin : node.values[entry].last]
        else:
            yield from _events(entry)
    yield (end, None, None)
    yield from read.events[node.last :]


_BRACKET_EVENTS = {
    "list": ("SequenceStartEvent", "SequenceEndEvent"),
    "mapping": ("MappingStartEvent", "MappingEndEvent"),
}


def _events(value: object) -> Iterator[tuple[Any, ...]]:
    """What YAML reads of a new value. Raises `NotSpliced` for what an input cannot have."""
    if isinstance(value, Pair):
        yield ("text", value.key, True, None, None)
        yield from _events(value.value)
    elif value is None:
        yield ("text", "", False, None, None)
    elif isinstance(value, str):
        yield ("text", str(value), True, None, None)
    elif isinstance(value, Mapping):
        yield ("MappingStartEvent", None, None)
        for key, below in value.items():
            yield from _events(Pair(key, below))
        yield ("MappingEndEvent", None, None)
    elif isinstance(value, Sequence):
        yield ("SequenceStartEvent", None, None)
        for below in value:
            yield from _events(below)
        yield ("SequenceEndEvent", None, None)
    else:
        raise NotSpliced


def _ways(
    source: str, read: Read, path: Path, order: Order, hand: Hand, kind: str
) -> Iterator[str]:
    """How the result could be written; a file may end without the end of its last line."""
    node = _node(read, path)
    within_brackets = any(read.nodes[path[:depth]].flow for depth in range(len(path)))
    if within_brackets or (node.flow and node.values):
        yield _in_brackets(source, node, order, hand, kind)
        return
    if not node.values and hand.usual(name_of(path)) == BRACKETS:
        yield _in_brackets(source, node, order, hand, kind)
    end = "" if LINE_BREAK.search(source[-1:]) else hand.line_end
    change = _in_lines if node.values else _filled
    changed = change(source + end, read, path, order, hand, kind)
    yield changed.removesuffix(end)
    yield changed


# ── What stands between entries ───────────────────────────────────────────────


def _between(
    gaps: Sequence[str], order: Order, otherwise: str, blank: Callable[[str], str]
) -> list[str]:
    """What comes in front of each entry in a new order, and behind the last.

    `gaps` stand in front of the old entries. They keep their places, not their entries; the
    remarks in those of entries that go stay. `otherwise` is what would stand before a second
    entry; `blank` makes of a gap what can stand in front of a new one.
    """
    kept = iter(sorted(entry for entry in order if isinstance(entry, int)))
    found: list[str] = []
    used = 0
    for entry in order:
        slot = next(kept) if isinstance(entry, int) else -1
        own = gaps[used : slot + 1]
        if not found and gaps:
            found.append(_joined(gaps[0], _remarks(own[1:])))
            used = 1
        elif own:
            found.append(_remarks(own) or max(own, key=len))
        elif found:
            near = gaps[used : used + 1] or gaps[1:][-1:]
            found.append(blank(near[0]) if near else otherwise)
        else:
            found.append("")
        used = max(used, slot + 1)
    return [*found, _remarks(gaps[used:])]


def _remarks(gaps: Iterable[str]) -> str:
    """The gaps that have remarks, as one; blank lines alone are not worth keeping."""
    return reduce(_joined, (gap for gap in gaps if gap.strip()), "")


def _joined(first: str, second: str) -> str:
    """Two gaps as one; a line that ends before and behind the seam ends once."""
    before = first.rstrip(" ") if second else first
    return before + (second.lstrip("\r\n") if LINE_BREAK.search(before[-1:]) else second)


# ── Entries on lines of their own ─────────────────────────────────────────────


class _Lines(NamedTuple):
    """Source as the entries of a list or mapping divide it; all but `before` are whole lines."""

    before: str
    gaps: list[str]  # in front of each entry
    entries: list[str]
    after: str
    column: int  # where the entries begin
    inline: bool  # whether the first one begins behind something else
    open: frozenset[int]  # entries that take a blank line below them for their own


def _divided(source: str, node: Node) -> _Lines:
    heads = _heads(source, node)
    column = heads[0] - line_begin(source, heads[0])
    inline = bool(source[heads[0] - column : heads[0]].strip(" "))
    gaps, entries, open_ended = [], [], []
    before = at = heads[0] if inline else _above(source, heads[0] - column, 0)
    for number, (head, value) in enumerate(zip(heads, node.values, strict=True)):
        begin = at if not number else _above(source, line_begin(source, head), at)
        following = heads[number + 1] - column if number + 1 < len(heads) else len(source)
        gaps.append(source[at:begin])
        at = _below(source, value.end, column, following)
        entries.append(source[begin:at])
        if _is_open(source, value) and at == _line_below(source, value.end):
            open_ended.append(number)
    if inline:
        entries[0] = " " * column + entries[0]
    after = source[at:]
    return _Lines(source[:before], gaps, entries, after, column, inline, frozenset(open_ended))


def _heads(source: str, node: Node) -> list[int]:
    """Where each entry begins: its dash, or its key. Raises `NotSpliced` for a `? key`."""
    column = node.start - line_begin(source, node.start)
    heads = [key.start for key in node.keys] or [node.start]
    for value in node.values[:-1] if node.kind == "list" else ():
        nothing = _NOTHING.match(source, _line_below(source, value.end))
        assert nothing is not None, "it matches nothing at least"
        heads.append(nothing.end() + column)
    dashes = node.kind == "mapping" or all(source[head : head + 1] == "-" for head in heads)
    indents = (source[line_begin(source, head) : head] for head in heads[1:])
    if heads[0] != node.start or not dashes or any(found != " " * column for found in indents):
        raise NotSpliced
    return heads


def _line_below(source: str, end: int) -> int:
    """Where the next line begins behind a value, and a remark on its line."""
    if LINE_BREAK.search(source[end - 1 : end]):
        return end  # a block of which the blank lines count
    rest = _REST_OF_LINE.match(source, end)
    if rest is None:
        raise NotSpliced
    return rest.end()


def _is_open(source: str, value: Node) -> bool:
    """Whether blank lines below a value are of it."""
    while value.values:
        value = value.values[-1]
    return bool(value.scalar and re.compile(r"[|>]\d?\+").match(source, value.scalar.start))


def _above(source: str, begin: int, floor: int) -> int:
    """Where the remarks begin that stand directly above a line; those at the top are the file's."""
    begins = line_begins(source)
    number = at = bisect_right(begins, begin) - 1
    while at > 0 and begins[at - 1] >= floor and _REMARK.match(source, begins[at - 1]):
        at -= 1
    return begins[at] if begins[at] > 0 else begins[number]


def _below(source: str, end: int, column: int, following: int) -> int:
    """Where an entry ends: remarks that stand further in are its own.

    Those directly above the following entry, below a blank line, are of that one.
    """
    at = own = seen = _line_below(source, end)
    blank = False
    while at < following and (line := _REMARK_OR_BLANK.match(source, at)):
        remark = line.start("remark")
        if remark < 0:
            own, blank = seen, True
        elif remark - at > column:
            seen = line.end()
        else:
            return seen
        at = line.end()
    return own if blank and at == following < len(source) else seen


def _in_lines(source: str, read: Read, path: Path, order: Order, hand: Hand, kind: str) -> str:
    lines = _divided(source, _node(read, path))
    *gaps, rest = _between(
        lines.gaps, order, "", lambda gap: hand.line_end if _BLANK_LINE.search(gap) else ""
    )
    following = [*gaps[1:], rest + lines.after]
    if not order:
        return _emptied(source, read, path, EMPTY[kind], lines, following[0])
    body = gaps[0]
    for entry, gap in zip(order, following, strict=True):
        if isinstance(entry, int):
            open_ended = entry in lines.open
            body += lines.entries[entry] + (gap.lstrip("\r\n") if open_ended else gap)
        else:
            body += hand.entry(entry, lines.column) + gap
    before = lines.before
    if lines.inline and _REMARK_OR_BLANK.match(body):
        before = before.rstrip(" ") + hand.line_end
    elif lines.inline:
        body = body[lines.column :]
    return before + body


def _emptied(source: str, read: Read, path: Path, empty: str, lines: _Lines, rest: str) -> str:
    if lines.inline or not path:
        return lines.before + empty + line_end(source) + rest
    at = _behind_sign(source, read, path)
    return f"{source[:at]} {empty}{source[at : len(lines.before)]}{rest}"


def _filled(source: str, read: Read, path: Path, order: Order, hand: Hand, kind: str) -> str:
    """The first entries, where `[]`, `{}` or nothing at all stands."""
    node = _node(read, path)
    at = _behind_sign(source, read, path) if path else node.start
    if source[at : node.start].strip() or source[node.start : node.end].strip("[]{} \r\n"):
        raise NotSpliced
    below = _line_below(source, node.end)
    rest = source[node.end : below]
    column = _column_below(source, read, path, hand, kind)
    entries = "".join(hand.entry(entry, column) for entry in order)
    return source[:at] + (rest if path or rest.strip() else "") + entries + source[below:]


def _behind_sign(source: str, read: Read, path: Path) -> int:
    """Where the colon or dash ends that a value stands behind."""
    parent = _node(read, path[:-1])
    if isinstance(number := path[-1], int):
        return _heads(source, parent)[number] + 1
    colon = _COLON.match(source, parent.keys[keys_of(parent).index(number)].end)
    if colon is None:
        raise NotSpliced
    return colon.end()


def _column_below(source: str, read: Read, path: Path, hand: Hand, kind: str) -> int:
    """Where the lines of a new list or mapping begin."""
    if not path:
        return 0
    parent = _node(read, path[:-1])
    if isinstance(number := path[-1], int):
        head, step = _heads(source, parent)[number], STEP
    else:
        head, step = parent.keys[keys_of(parent).index(number)].start, hand.steps[kind]
    return head - line_begin(source, head) + step


# ── Entries in brackets ───────────────────────────────────────────────────────


def _in_brackets(source: str, node: Node, order: Order, hand: Hand, kind: str) -> str:
    if not node.values:
        if source[node.start : node.end].strip("[]{} \r\n"):
            raise NotSpliced
        gap = " " if source[node.start - 1 : node.start] == ":" else ""
        written = ", ".join(map(hand.in_brackets, order)).join(EMPTY[kind])
        return source[: node.start] + gap + written + source[node.end :]
    parts = _parted(source, node)
    *gaps, rest = _between(parts.gaps, order, parts.otherwise, _last_line)
    pieces, behind = [], ""
    for number, (gap, entry) in enumerate(zip(gaps, order, strict=True)):
        comma = parts.commas[min(number, len(parts.commas)) - 1] if parts.commas else ","
        pieces.append(_behind(comma + behind if number else "", gap, hand))
        above, written, behind = (
            parts.entries[entry] if isinstance(entry, int) else ("", hand.in_brackets(entry), "")
        )
        pieces.append(above + written)
    if order:
        pieces.append(_behind(parts.comma + behind, _joined(rest, parts.after), hand))
    elif (rest + parts.after).strip():
        pieces.append(_joined(rest, parts.after))
    return source[: node.start + 1] + "".join(pieces) + source[node.end - 1 :]


def _behind(comma: str, gap: str, hand: Hand) -> str:
    """A comma, a remark behind it, and what follows: that cannot stand on the remark's line."""
    return comma + ("" if "#" not in comma or LINE_BREAK.match(gap) else hand.line_end) + gap


class _Parts(NamedTuple):
    """What stands between brackets."""

    gaps: list[str]  # in front of each entry, behind the comma
    entries: list[tuple[str, str, str]]  # remarks above, the entry, and a remark on its line
    commas: list[str]  # between the entries
    comma: str  # behind the last entry, if there is one
    after: str
    otherwise: str  # what stands before a second entry where there is only one


def _parted(source: str, node: Node) -> _Parts:
    if source[node.end - 1] not in "]}":
        raise NotSpliced  # a pair without braces of its own
    heads = [part.start for part in node.keys or node.values]
    ends = [node.start + 1, *(value.end for value in node.values)]
    gaps, commas, above, behind = [], [], [], []
    for number, (end, head) in enumerate(zip(ends, [*heads, node.end - 1], strict=True)):
        text = source[end:head]
        comma = _COMMA.match(text)
        commas.append(comma.group() if comma else "")
        text = text[len(commas[-1]) :]
        remark = _REMARK_BEHIND.match(text) if number else None
        behind.append(remark.group() if remark else "")
        text = text[len(behind[-1]) :]
        run = _REMARKS_ABOVE.search(text) if number < len(heads) else None
        at = run.start("above") if run else len(text)
        gaps.append(text[:at])
        above.append(text[at:])
    if not all(commas[1:-1]):
        raise NotSpliced  # a remark stands before the comma
    entries = [
        (above[number], source[head : ends[number + 1]], behind[number + 1])
        for number, head in enumerate(heads)
    ]
    first = gaps[0]
    otherwise = _last_line(first) if LINE_BREAK.search(first) else " "
    return _Parts(gaps[:-1], entries, commas[1:-1], commas[-1], gaps[-1], otherwise)


def _last_line(gap: str) -> str:
    """The last line end in a gap with what follows it, or all of it."""
    breaks = [found.start() for found in LINE_BREAK.finditer(gap)]
    return gap[breaks[-1] :] if breaks else gap
