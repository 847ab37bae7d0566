"""A comparison of versions as people and as machines read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from typing import Any

from drafter.compare import Comparison, Version, Wording
from drafter.values import slug

USUAL, OTHER, ABSENT = "●", "≠", "·"
_MARKS: dict[Wording | None, str] = {"usual": USUAL, "other": OTHER, None: ABSENT}
_GAP = "  "
_MOST_NAME, _LEAST_NAME = 32, 8  # of a row; a longer name is cut
_LEAST_LABEL = 12  # a shorter piece of it says nothing


def as_text(comparison: Comparison, width: int) -> str:
    """Two tables in lines of at most `width` cells: shares of the text, and asks by version.

    Versions have numbers in the first table, by which the second may name them.
    """
    if len(comparison.versions) < 2:
        return _("there is one version, and nothing to compare it with")
    blocks = [_shares(comparison.versions, width), _explained(comparison.versions, width)]
    if comparison.asks:
        blocks += [*_asks(comparison, width), _legend(width)]
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
    """A row a version: its words, which part of them stands where, and to whom it goes."""
    heads, *rows = [_heads(len(versions)), *(_parts(version, versions) for version in versions)]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    right = [
        "".join(_GAP + cell.rjust(most) for cell, most in zip(cells, widths, strict=True))
        for cells in (heads, *rows)
    ]
    names = _numbered([version.key for version in versions], width - len(right[0]))
    first = max(map(len, names))
    table = [name.ljust(first) + cells for name, cells in zip(["", *names], right, strict=True)]
    room = width - len(table[0]) - len(_GAP)
    if room < _LEAST_LABEL or all(map(_says_its_label, versions)):
        return table
    labels = ["", *(_cut(version.label, room) for version in versions)]
    return [line + _GAP + label for line, label in zip(table, labels, strict=True)]


def _says_its_label(version: Version) -> bool:
    """Whether the key is the name of the addressee, or the begin of it."""
    return slug(version.label).startswith(version.key)


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


def _explained(versions: Sequence[Version], width: int) -> list[str]:
    counted = _("between salutation and signature, without the sentence about the occasion")
    several = [
        (_("in all"), _("in sentences that stand in all versions")),
        (_("in some"), _("in sentences that stand in some of the other versions")),
        (_("own"), _("in sentences that stand in this version only")),
        (_("most like"), _("the version that has most of this text, and how much of it")),
    ]
    two = [(_("in both"), _("in sentences that stand in both versions")), several[2]]
    words = (_("words"), counted)
    return _glossary([words, *(two if len(versions) == 2 else several)], width)


# ── Asks by version ───────────────────────────────────────────────────────────


def _asks(comparison: Comparison, width: int) -> Iterator[list[str]]:
    """A grid with a row an ask; with a row a version where there are too many for that."""
    keys = [version.key for version in comparison.versions]
    asks = [_cut(ask.id, min(_MOST_NAME, width // 2)) for ask in comparison.asks]
    marks = [[_MARKS[wording] for wording in ask.versions] for ask in comparison.asks]
    for heads, gap in ((keys, _GAP), (_numbers(len(keys)), " ")):
        grid = _grid(_("asks"), asks, heads, marks, gap)
        if len(grid[0]) <= width:
            yield grid
            return
    yield [_("asks"), *_numbered(asks, width)]
    names = _numbered(keys, width // 2)
    across = [list(row) for row in zip(*marks, strict=True)]
    heads = _numbers(len(asks))
    room = width - len(_grid(_("versions"), names, [], across, " ")[0])
    most = max(1, room // (len(heads[0]) + 1))
    for start in range(0, len(heads), most):
        piece = slice(start, start + most)
        yield _grid(_("versions"), names, heads[piece], [row[piece] for row in across], " ")


def _grid(
    corner: str, names: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]], gap: str
) -> list[str]:
    """Names of rows, heads of columns, and a mark for every row in every column."""
    first = max(map(len, [corner, *names]))
    lines = [(corner, heads), *zip(names, rows, strict=True)]
    return [
        name.ljust(first)
        + _GAP
        + gap.join(cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=False))
        for name, cells in lines
    ]


def _legend(width: int) -> list[str]:
    return _glossary(
        [
            (USUAL, _("in the words that most versions have")),
            (OTHER, _("in other words")),
            (ABSENT, _("not in this version")),
        ],
        width,
    )


# ── Names and numbers ─────────────────────────────────────────────────────────


def _numbers(count: int) -> list[str]:
    """The numbers from 1, all of one width."""
    return [str(number).rjust(len(str(count))) for number in range(1, count + 1)]


def _numbered(names: Sequence[str], width: int) -> list[str]:
    """Names with their numbers before them, cut where they would be wider than that."""
    numbers = _numbers(len(names))
    most = min(_MOST_NAME, max(_LEAST_NAME, width - len(numbers[0] + _GAP)))
    return [number + _GAP + _cut(name, most) for number, name in zip(numbers, names, strict=True)]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _glossary(words: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Words or signs, each with its meaning on a line of its own, or on more."""
    import textwrap

    first = max(len(word) for word, _meaning in words)
    folded = [textwrap.wrap(meaning, max(20, width - first - 2)) for _word, meaning in words]
    return [
        (word if not number else "").ljust(first) + _GAP + line
        for (word, _meaning), lines in zip(words, folded, strict=True)
        for number, line in enumerate(lines)
    ]
