"""Changes of single texts in YAML source; everything else stays byte for byte as it was.

A change is made within the text's own lines where that is possible, so that nothing reflows;
else the text is written anew, in its own style or the nearest that can hold it. The result is
read again, and refused unless exactly the wanted texts have changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from drafter.yaml_layout import (
    BOM,
    BREAK,
    LINE_BREAK,
    NotSpliced,
    Path,
    Read,
    Scalar,
    double_quoted,
    line_begins,
    line_end,
    reading,
)

__all__ = ["NotSpliced", "position", "splice", "text_at"]

Span: TypeAlias = tuple[int, int]

_WORDS = re.compile(r"\w+|\s|[^\w\s]")
_ESCAPE = r"\\(?:x..|u.{4}|U.{8}|.)"
_FLOW_FOLD = rf"[ \t]*(?:{BREAK}[ \t]*)+"
# What one piece of a text is written as, by style; a piece is one character, or a fold.
_PIECES = {
    "": re.compile(rf"{_FLOW_FOLD}|.", re.DOTALL),
    "'": re.compile(rf"''|{_FLOW_FOLD}|.", re.DOTALL),
    '"': re.compile(rf"\\(?:{BREAK}[ \t]*)+|{_ESCAPE}|{_FLOW_FOLD}|.", re.DOTALL),
}


def splice(source: str, changes: Mapping[Path, str]) -> str:
    """YAML source in which the texts at these paths are others.

    A path has keys and list positions. Raises `NotSpliced` when a path leads to no text, or
    when the rest would not stay what it was.
    """
    if source.startswith(BOM):
        return BOM + splice(source[1:], changes)
    for path, text in changes.items():
        source = _spliced(source, path, text)
    return source


def text_at(source: str, path: Path) -> str:
    """The text at a path. Raises `NotSpliced` when there is none."""
    return _scalar(reading(source.removeprefix(BOM)), path)[1].text


def position(source: str, path: Path, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character of the text at a path.

    Where the text is written in a way that cannot be followed, they are those of its begin.
    Raises `NotSpliced` when the path leads to no text.
    """
    source = source.removeprefix(BOM)
    scalar = _scalar(reading(source), path)[1]
    spans = _spans(source, scalar)
    at = spans[offset][0] if spans and offset < len(spans) else scalar.start
    begins = line_begins(source)
    line = bisect_right(begins, at)
    return line, at - begins[line - 1] + 1


# ── Reading, and the proof ────────────────────────────────────────────────────


def _scalar(read: Read, path: Path) -> tuple[int, Scalar]:
    """The number of the event, and the text."""
    node = read.nodes.get(path)
    if node is None or node.scalar is None:
        raise NotSpliced
    return node.first, node.scalar


def _proved(before: Read, number: int, text: str, source: str) -> bool:
    """Whether nothing but this one text has become another."""
    try:
        after = reading(source).events
    except NotSpliced:
        return False
    kind, _old, _quoted, *rest = before.events[number]
    wanted = (kind, text, True, *rest)
    return after == (*before.events[:number], wanted, *before.events[number + 1 :])


# ── A change ──────────────────────────────────────────────────────────────────


def _spliced(source: str, path: Path, text: str) -> str:
    read = reading(source)
    number, scalar = _scalar(read, path)
    if text == scalar.text:
        return source
    gap = " " if scalar.start == scalar.end else ""  # behind the colon of an empty field
    for written in _ways(source, scalar, text):
        candidate = source[: scalar.start] + gap + written + source[scalar.end :]
        if _proved(read, number, text, candidate):
            return candidate
    raise NotSpliced


def _ways(source: str, scalar: Scalar, text: str) -> Iterator[str]:
    """How the new text could be written: the least change first, the safest last."""
    if (edited := _edited(source, scalar, text)) is not None:
        yield edited
    styles = [scalar.style, "|"] if "\n" in text else [scalar.style, "", "'", "|"]
    for style in dict.fromkeys(styles):
        if (written := _written(source, scalar, text, style)) is not None:
            yield written
    yield double_quoted(text) + _remark(source, scalar)


def _edited(source: str, scalar: Scalar, text: str) -> str | None:
    """The scalar with only the words changed that differ, or None when that cannot be."""
    spans = _spans(source, scalar)
    if spans is None:
        return None
    pieces, at = [], scalar.start
    content_end = spans[-1][1] if spans else at
    for start, end, new in _differences(scalar.text, text):
        first = spans[start][0] if start < len(spans) else content_end
        pieces += [source[at:first], _encoded(source, scalar, new)]
        at = spans[end - 1][1] if end > start else first
    return "".join([*pieces, source[at : scalar.end]])


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What of `old` becomes what, from start to end, by words."""
    from difflib import SequenceMatcher  # only who changes something waits for it

    old_words, new_words = _WORDS.findall(old), _WORDS.findall(new)
    starts = [0]
    for word in old_words:
        starts.append(starts[-1] + len(word))
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield starts[i1], starts[i2], "".join(new_words[j1:j2])


def _encoded(source: str, scalar: Scalar, text: str) -> str:
    """A piece of text as it stands within a scalar of this style."""
    if scalar.style == "'":
        return text.replace("'", "''")
    if scalar.style == '"':
        return double_quoted(text)[1:-1]
    *above, last = text.split("\n")
    indent = " " * _indent(source, scalar)
    begun = [line if not n or not line else indent + line for n, line in enumerate(above)]
    return line_end(source).join([*begun, indent + last if above else last])


# ── Where each character stands ───────────────────────────────────────────────


@lru_cache(maxsize=8)  # the remarks on a text come one after another
def _spans(source: str, scalar: Scalar) -> list[Span] | None:
    """Where each character of the raw text is written; None when that cannot be followed."""
    if scalar.style not in ("|", ">"):
        quote = len(scalar.style)
        return _followed(
            scalar.raw, source, _PIECES[scalar.style], scalar.start + quote, scalar.end - quote
        )
    header = LINE_BREAK.search(source, scalar.start, scalar.end)
    if header is None:
        return [] if not scalar.raw else None
    indent = _indent(source, scalar)
    blank = rf" {{0,{indent}}}(?={BREAK}|\Z)"
    pieces = re.compile(rf"(?:{BREAK}(?:{blank}| {{{indent}}}))+|.", re.DOTALL)
    opening = re.compile(rf"(?:{blank}{BREAK})*(?: {{{indent}}})?").match(source, header.end())
    assert opening is not None, "it matches nothing at least"
    blanks = len(LINE_BREAK.findall(opening.group()))
    rest = _followed(scalar.raw[blanks:], source, pieces, opening.end(), scalar.end)
    if rest is None or scalar.raw[:blanks].strip("\n"):
        return None
    return [(header.end(), opening.end())] * blanks + rest


def _followed(
    raw: str, source: str, pieces: re.Pattern[str], at: int, end: int
) -> list[Span] | None:
    """The span of each character of `raw`, piece by piece; None when they part ways."""
    spans: list[Span] = []
    while at < end and len(spans) < len(raw):
        piece = pieces.match(source, at, end)
        assert piece is not None, "the last alternative is any character"
        spans += [piece.span()] * _length(piece.group(), raw, len(spans))
        at = piece.end()
    if len(spans) != len(raw):
        return None
    plain = all(end - start > 1 or raw[i] == source[start] for i, (start, end) in enumerate(spans))
    return spans if plain else None


def _length(piece: str, raw: str, at: int) -> int:
    """How many characters of the raw text, from `at`, a piece stands for."""
    if not LINE_BREAK.search(piece):
        return 1
    breaks = len(raw) - at - len(raw[at:].lstrip("\n"))
    return breaks or int(raw[at] == " " and not piece.startswith("\\"))


def _indent(source: str, scalar: Scalar) -> int:
    """How far the lines of a block stand in: as its first line, or below the key."""
    if scalar.style in ("|", ">"):
        header, *lines = LINE_BREAK.split(source[scalar.start : scalar.end])
        depths = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")]
        first_of_text = next((line for line in LINE_BREAK.split(scalar.raw) if line.strip()), "")
        inner = len(first_of_text) - len(first_of_text.lstrip(" "))
        if depths:
            return depths[0] - inner if re.search(r"\d", header.partition("#")[0]) else depths[0]
    begins = max((found.end() for found in LINE_BREAK.finditer(source, 0, scalar.start)), default=0)
    outer = re.compile(r" *(?:- +)*").match(source, begins)
    return (outer.end() - begins if outer else 0) + 2


# ── Writing anew ──────────────────────────────────────────────────────────────


def _written(source: str, scalar: Scalar, text: str, style: str) -> str | None:
    """The scalar in a style, or None where that style plainly cannot hold it."""
    if style == "":
        return text + _remark(source, scalar) if text.strip() == text and text else None
    if style == "'":
        return "'" + text.replace("'", "''") + "'" + _remark(source, scalar)
    if style == '"':
        return double_quoted(text) + _remark(source, scalar)
    return _block(source, scalar, text, style)


def _block(source: str, scalar: Scalar, text: str, style: str) -> str:
    newline, indent = line_end(source), " " * _indent(source, scalar)
    inside = source[scalar.start : scalar.end]
    if scalar.style in ("|", ">"):
        header = style + LINE_BREAK.split(inside)[0][1:]
        body = inside.rstrip(" \r\n\x85\u2028\u2029")
        tail = inside[len(body) :] if "+" not in header.partition("#")[0] else newline
    else:
        header, tail = f"{style}-", ""
    lines = (indent + line if line else "" for line in text.split("\n"))
    joined = newline.join(lines) if style == "|" else (newline * 2).join(lines)
    return f"{header}{newline}{joined}{tail}"


def _remark(source: str, scalar: Scalar) -> str:
    """The remark behind the sign of a block, and the end of its last line, when it is none now."""
    if scalar.style not in ("|", ">"):
        return ""
    inside = source[scalar.start : scalar.end]
    header = LINE_BREAK.split(inside)[0]
    remark = header.partition("#")
    kept = f" #{remark[2]}" if remark[1] else ""
    body = inside.rstrip(" \r\n\x85\u2028\u2029")
    return kept + inside[len(body) :]
