"""A comparison of versions as people and as machines read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from typing import Any

from drafter.compare import Comparison, Version, Wording

USUAL, OTHER, ABSENT = "●", "≠", "·"
_MARKS: dict[Wording | None, str] = {"usual": USUAL, "other": OTHER, None: ABSENT}
_GAP = "  "
_MOST_NAME = 32  # of a row; a longer name is cut
_LEAST_LABEL = 12  # a shorter piece of it says nothing


def as_text(comparison: Comparison, width: int) -> str:
    """Two tables in lines of at most `width` cells: shares of the text, and asks by version.

    Versions have numbers in the first table, by which the second may name them.
    """
    blocks = [_shares(comparison.versions, width), _explained(comparison.versions)]
    if comparison.asks:
        blocks += [*_asks(comparison, width), [_legend()]]
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks)


def as_json(comparison: Comparison, warnings: str) -> str:
    """A JSON object; shares are numbers of words. `warnings` is a JSON list."""
    import json

    keys = [version.key for version in comparison.versions]
    made: dict[str, Any] = {
        "versions": [version._asdict() for version in comparison.versions],
        "asks": [
            {"id": ask.id, "versions": {k: w for k, w in zip(keys, ask.versions, strict=True) if w}}
            for ask in comparison.asks
        ],
        "warnings": json.loads(warnings),
    }
    return json.dumps(made, ensure_ascii=False, indent=2)


# ── Shares of the text ────────────────────────────────────────────────────────


def _shares(versions: Sequence[Version], width: int) -> list[str]:
    """A row a version: its words, and which part of them stands where."""
    names = _numbered([version.key for version in versions])
    heads, *rows = [_heads(len(versions)), *(_parts(version, versions) for version in versions)]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    first = max(map(len, names))
    table = [
        name.ljust(first) + "".join(_GAP + c.rjust(w) for c, w in zip(cells, widths, strict=True))
        for name, cells in zip(["", *names], [heads, *rows], strict=True)
    ]
    room = width - len(table[0]) - len(_GAP)
    if room < _LEAST_LABEL:
        return table
    return [table[0]] + [
        line + _GAP + _cut(version.label, room)
        for line, version in zip(table[1:], versions, strict=True)
    ]


def _heads(count: int) -> list[str]:
    if count == 2:
        return [_("words"), _("in both"), _("own")]
    return [_("words"), _("in all"), _("in some"), _("own"), _("most like")]


def _parts(version: Version, versions: Sequence[Version]) -> list[str]:
    words = version.words
    if len(versions) == 2:
        return [str(words), _percent(version.in_all, words), _percent(version.own, words)]
    return [
        str(words),
        _percent(version.in_all, words),
        _percent(version.in_some, words),
        _percent(version.own, words),
        _nearest(version, versions),
    ]


def _nearest(version: Version, versions: Sequence[Version]) -> str:
    """The number of the version that is most like this one, and how much of it stands there."""
    keys = [other.key for other in versions]
    if not version.nearest:
        return "–"
    number = keys.index(version.nearest) + 1
    return f"{number} ({_percent(version.nearest_words, version.words)})"


def _percent(part: int, whole: int) -> str:
    """A whole percentage; 0 and 100 only where it is exactly that."""
    if not 0 < part < whole:
        return "100%" if part else "0%"
    return f"{min(99, max(1, round(100 * part / whole)))}%"


def _explained(versions: Sequence[Version]) -> list[str]:
    if len(versions) == 2:
        return [
            _("in both = in sentences that stand in the other version too"),
            _("own     = in sentences that stand in this version only"),
        ]
    return [
        _("in all  = in sentences that stand in all versions"),
        _("in some = in sentences that stand in some other versions"),
        _("own     = in sentences that stand in this version only"),
        _("most like = the version that has most of these sentences, and what part of the text"),
    ]


# ── Asks by version ───────────────────────────────────────────────────────────


def _asks(comparison: Comparison, width: int) -> Iterator[list[str]]:
    """A grid with a row an ask; with a row a version where there are too many for that."""
    keys = [version.key for version in comparison.versions]
    asks = [_cut(ask.id, _MOST_NAME) for ask in comparison.asks]
    marks = [[_MARKS[wording] for wording in ask.versions] for ask in comparison.asks]
    for heads in (keys, _numbers(len(keys))):
        grid = _grid(_("asks"), asks, heads, marks)
        if len(grid[0]) <= width:
            yield grid
            return
    yield [_("asks"), *_numbered(asks)]
    across = [list(row) for row in zip(*marks, strict=True)]
    yield from _pieces(_("versions"), _numbered(keys), across, width)


def _pieces(
    corner: str, names: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> Iterator[list[str]]:
    """A grid with numbered columns, cut in pieces that fit."""
    heads = _numbers(len(rows[0]))
    room = width - len(_grid(corner, names, [], [[] for _row in rows])[0])
    most = max(1, room // (len(heads[0]) + len(_GAP)))
    for start in range(0, len(heads), most):
        piece = slice(start, start + most)
        yield _grid(corner, names, heads[piece], [row[piece] for row in rows])


def _grid(
    corner: str, names: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[str]:
    """Names of rows, heads of columns, and a mark for every row in every column."""
    first = max(map(len, [corner, *names]))
    lines = [(corner, heads), *zip(names, rows, strict=True)]
    return [
        name.ljust(first)
        + "".join(_GAP + cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))
        for name, cells in lines
    ]


def _legend() -> str:
    return "   ".join(
        (
            f"{USUAL} " + _("as in most versions"),
            f"{OTHER} " + _("in other words"),
            f"{ABSENT} " + _("not in this version"),
        )
    )


# ── Names and numbers ─────────────────────────────────────────────────────────


def _numbers(count: int) -> list[str]:
    """The numbers from 1, all of one width."""
    return [str(number).rjust(len(str(count))) for number in range(1, count + 1)]


def _numbered(names: Sequence[str]) -> list[str]:
    numbers = _numbers(len(names))
    return [f"{n}  {_cut(name, _MOST_NAME)}" for n, name in zip(numbers, names, strict=True)]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
