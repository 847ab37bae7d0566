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
from typing import Any, NamedTuple, TypeAlias

import yaml

Path: TypeAlias = tuple[str | int, ...]
Span: TypeAlias = tuple[int, int]

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BOM = "\ufeff"
_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_LINE_BREAK = re.compile(_BREAK)
_WORDS = re.compile(r"\w+|\s|[^\w\s]")
_ESCAPE = r"\\(?:x..|u.{4}|U.{8}|.)"
_FLOW_FOLD = rf"[ \t]*(?:{_BREAK}[ \t]*)+"
# What one piece of a text is written as, by style; a piece is one character, or a fold.
_PIECES = {
    "": re.compile(rf"{_FLOW_FOLD}|.", re.DOTALL),
    "'": re.compile(rf"''|{_FLOW_FOLD}|.", re.DOTALL),
    '"': re.compile(rf"\\(?:{_BREAK}[ \t]*)+|{_ESCAPE}|{_FLOW_FOLD}|.", re.DOTALL),
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


class _Read(NamedTuple):
    """YAML source as it is read: its events in order, and which of them are values."""

    events: tuple[tuple[Any, ...], ...]
    values: Mapping[Path, tuple[int, Scalar]]  # the number of the event, and the text


def splice(source: str, changes: Mapping[Path, str]) -> str:
    """YAML source in which the texts at these paths are others.

    A path has keys and list positions. Raises `NotSpliced` when a path leads to no text, or
    when the rest would not stay what it was.
    """
    if source.startswith(_BOM):
        return _BOM + splice(source[1:], changes)
    for path, text in changes.items():
        source = _spliced(source, path, text)
    return source


def text_at(source: str, path: Path) -> str:
    """The text at a path. Raises `NotSpliced` when there is none."""
    return _scalar(_read(source.removeprefix(_BOM)), path)[1].text


def position(source: str, path: Path, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character of the text at a path.

    Where the text is written in a way that cannot be followed, they are those of its begin.
    Raises `NotSpliced` when the path leads to no text.
    """
    source = source.removeprefix(_BOM)
    scalar = _scalar(_read(source), path)[1]
    spans = _spans(source, scalar)
    at = spans[offset][0] if spans and offset < len(spans) else scalar.start
    begins = _begins(source)
    line = bisect_right(begins, at)
    return line, at - begins[line - 1] + 1


@lru_cache(maxsize=8)
def _begins(source: str) -> tuple[int, ...]:
    """Where each line begins; a long text can have a thousand remarks."""
    return (0, *(found.end() for found in _LINE_BREAK.finditer(source)))


# ── Reading, and the proof ────────────────────────────────────────────────────


@lru_cache(maxsize=8)
def _read(source: str) -> _Read:
    """Raises `NotSpliced` when the source is no YAML."""
    loader = _Loader(source)
    events: list[tuple[Any, ...]] = []
    values: dict[Path, tuple[int, Scalar]] = {}

    def following() -> Any:
        event = loader.get_event()
        if isinstance(event, yaml.ScalarEvent):
            text = _scalar_of(event).text
            events.append(("text", text, bool(text or event.style), event.anchor, event.tag))
        else:
            events.append((type(event), getattr(event, "anchor", None)))
        return event

    def value(path: Path | None) -> Any:
        """Read a value; without a path it is nothing that can be changed. Gives its event."""
        event = following()
        if isinstance(event, yaml.ScalarEvent):
            if path is not None:
                values.setdefault(path, (len(events) - 1, _scalar_of(event)))
        elif isinstance(event, yaml.MappingStartEvent):
            while not isinstance(key := value(None), yaml.MappingEndEvent):
                known = path is not None and isinstance(key, yaml.ScalarEvent)
                value((*path, key.value) if known and path is not None else None)
        elif isinstance(event, yaml.SequenceStartEvent):
            position = 0
            while not isinstance(
                value(None if path is None else (*path, position)), yaml.SequenceEndEvent
            ):
                position += 1
        return event

    try:
        while not isinstance(value(()), yaml.StreamEndEvent):
            pass
    except yaml.YAMLError:
        raise NotSpliced from None
    finally:
        loader.dispose()
    return _Read(tuple(events), values)


def _scalar_of(event: Any) -> Scalar:
    return Scalar(event.value, event.style or "", event.start_mark.index, event.end_mark.index)


def _scalar(read: _Read, path: Path) -> tuple[int, Scalar]:
    if path not in read.values:
        raise NotSpliced
    return read.values[path]


def _proved(before: _Read, number: int, text: str, source: str) -> bool:
    """Whether nothing but this one text has become another."""
    try:
        after = _read(source).events
    except NotSpliced:
        return False
    kind, _old, _quoted, *rest = before.events[number]
    wanted = (kind, text, True, *rest)
    return after == (*before.events[:number], wanted, *before.events[number + 1 :])


# ── A change ──────────────────────────────────────────────────────────────────


def _spliced(source: str, path: Path, text: str) -> str:
    read = _read(source)
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
    yield _double(text) + _remark(source, scalar)


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
        return _double(text)[1:-1]
    return text.replace("\n", _newline(source) + " " * _indent(source, scalar))


# ── Where each character stands ───────────────────────────────────────────────


@lru_cache(maxsize=8)  # the remarks on a text come one after another
def _spans(source: str, scalar: Scalar) -> list[Span] | None:
    """Where each character of the raw text is written; None when that cannot be followed."""
    if scalar.style not in ("|", ">"):
        quote = len(scalar.style)
        return _followed(
            scalar.raw, source, _PIECES[scalar.style], scalar.start + quote, scalar.end - quote
        )
    header = _LINE_BREAK.search(source, scalar.start, scalar.end)
    if header is None:
        return [] if not scalar.raw else None
    indent = _indent(source, scalar)
    blank = rf" {{0,{indent}}}(?={_BREAK}|\Z)"
    pieces = re.compile(rf"(?:{_BREAK}(?:{blank}| {{{indent}}}))+|.", re.DOTALL)
    opening = re.compile(rf"(?:{blank}{_BREAK})*(?: {{{indent}}})?").match(source, header.end())
    assert opening is not None, "it matches nothing at least"
    blanks = len(_LINE_BREAK.findall(opening.group()))
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
    if not _LINE_BREAK.search(piece):
        return 1
    breaks = len(raw) - at - len(raw[at:].lstrip("\n"))
    return breaks or int(raw[at] == " " and not piece.startswith("\\"))


def _indent(source: str, scalar: Scalar) -> int:
    """How far the lines of a block stand in: as its first line, or below the key."""
    if scalar.style in ("|", ">"):
        header, *lines = _LINE_BREAK.split(source[scalar.start : scalar.end])
        depths = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")]
        first_of_text = next((line for line in _LINE_BREAK.split(scalar.raw) if line.strip()), "")
        inner = len(first_of_text) - len(first_of_text.lstrip(" "))
        if depths:
            return depths[0] - inner if re.search(r"\d", header.partition("#")[0]) else depths[0]
    begins = max(
        (found.end() for found in _LINE_BREAK.finditer(source, 0, scalar.start)), default=0
    )
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
        return _double(text) + _remark(source, scalar)
    return _block(source, scalar, text, style)


def _block(source: str, scalar: Scalar, text: str, style: str) -> str:
    newline, indent = _newline(source), " " * _indent(source, scalar)
    inside = source[scalar.start : scalar.end]
    if scalar.style in ("|", ">"):
        header = style + _LINE_BREAK.split(inside)[0][1:]
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
    header = _LINE_BREAK.split(inside)[0]
    remark = header.partition("#")
    kept = f" #{remark[2]}" if remark[1] else ""
    body = inside.rstrip(" \r\n\x85\u2028\u2029")
    return kept + inside[len(body) :]


def _double(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    return _NAMED_ESCAPES.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def _newline(source: str) -> str:
    return "\r\n" if "\r\n" in source else "\n"
