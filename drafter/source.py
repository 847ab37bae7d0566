"""YAML text ↔ values that know their place.

Only libyaml's events are used: every scalar stays the text that was typed, so ``NO``,
``10:00``, ``0714``, ``1_325`` and ``=`` arrive as such; the model decides what is a date.
What YAML does behind a writer's back (aliases, tags, doubled keys, a text cut off by
`` #``) is reported instead of done.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from gettext import gettext as _
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import yaml

from drafter.placed import Mapping, Node, Sequence, Source, Typed, plain
from drafter.problems import DrafterError, Place, Problem, nearest

# Compiled when first used: hardly any file needs them.
# What XML 1.0 cannot hold (section 2.2), and the carriage return, which means nothing in Word.
NOT_FOR_WORD = "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
# What YAML 1.1 cannot hold unless escaped (section 5.1), line breaks apart.
_NOT_FOR_YAML = "[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_REMARK = re.compile(r"[ \t]+#")
_LINE_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"  # few files have another than \n
_RARE_BREAKS = ("\r", "\x85", "\u2028", "\u2029")
_MAX_BYTES = 5_000_000
_MAX_DEPTH = 50

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> Source:
    """Read a YAML file.

    Raises `DrafterError` when the file is missing, is no UTF-8 or is no YAML.
    """
    return parse(_decoded(path), path)


def read_list(path: Path) -> list[Any]:
    """The plain values of a file that holds a list, each text a `Typed`. Raises as `read` does."""
    root, problems = _parsed(_decoded(path), path)
    if not isinstance(root, Sequence):
        problems = (*problems, _no_list(path))
    if problems:
        raise DrafterError(problems)
    return [plain(item) for item in root.items] if isinstance(root, Sequence) else []


def read_bytes(path: Path, siblings: str = "*.y*ml") -> bytes:
    """What a file holds; one of its `siblings` may have been meant by a name that is wrong.

    Raises `DrafterError` when the file is missing or larger than 5 MB.
    """
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DrafterError([_unreadable(name, error, siblings)]) from None
    if len(data) > _MAX_BYTES:
        raise DrafterError([Problem(Place(name), "too-large", _("the file is larger than 5 MB"))])
    return data


def _decoded(path: Path) -> str:
    name = str(path)
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DrafterError(
            [
                Problem(
                    Place(name, line, 1),
                    "not-utf8",
                    _("this line holds characters that are not UTF-8"),
                    _("save the file as UTF-8 (in Notepad: Save as, Encoding)"),
                )
            ]
        ) from None


def parse(text: str, path: Path) -> Source:
    """Read YAML text; `path` is only named in problems. Raises as `read` does."""
    root, problems = _parsed(text, path)
    if not isinstance(root, Mapping):
        raise DrafterError([*problems, _no_fields(text, path)])
    return Source(path, root, problems, text)


def _parsed(text: str, path: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    """What the text holds, and what is wrong in it short of unreadable."""
    reader = _Reader(text, str(path))
    try:
        return reader.document(), tuple(reader.problems)
    except yaml.YAMLError as error:
        problem = _syntax(error, reader)
        others = [other for other in reader.problems if other.place.line != problem.place.line]
        raise DrafterError([*others, problem]) from None


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a data file of drafter's own, every scalar as text.

    Every start reads the same files, so Python keeps them as it keeps a module of drafter's.
    """
    loader = _Rows(path.stem, str(path))
    try:
        code = loader.get_code(path.stem)
    except (EOFError, ValueError, TypeError, ImportError):  # a power cut may damage what is kept
        code = loader.source_to_code(path.read_bytes(), str(path))
    assert code is not None  # as it is for what has no text
    rows: list[dict[str, Any]] = eval(code)
    return rows


class _Rows(SourceFileLoader):
    """Rows as Python code: a literal, compiled beside the file and anew when the file changes."""

    def source_to_code(  # type: ignore[override]  # typeshed has a function, importlib a method
        self, data: Any, path: Any, *_more: Any, **_options: Any
    ) -> CodeType:
        """The code of these rows; called when no other process left it."""
        events = _events(bytes(data).decode())
        _stream, _document, first = (next(events) for _number in range(3))
        code: CodeType = compile(repr(_texts(first, events, {})), path, "eval")
        return code


def _texts(event: Any, events: Iterator[Any], anchors: dict[str, Any]) -> Any:
    """What begins with this event as dicts, lists and texts; `yaml.load` takes three times as long.

    An alias stands for what has its anchor.
    """
    kind = type(event)
    if kind is yaml.AliasEvent:
        return anchors[event.anchor]
    value: Any
    if kind is yaml.ScalarEvent:
        value = event.value
    elif kind is yaml.MappingStartEvent:
        value = {}
        while type(key := next(events)) is not yaml.MappingEndEvent:
            value[key.value] = _texts(next(events), events, anchors)
    else:
        value = []
        while type(item := next(events)) is not yaml.SequenceEndEvent:
            value.append(_texts(item, events, anchors))
    if event.anchor is not None:
        anchors[event.anchor] = value
    return value


def dump(data: Any, width: int = 88) -> str:
    """YAML text for plain data, written the way a person would: long texts in blocks."""
    return yaml.dump(
        data,
        Dumper=_Writer,
        allow_unicode=True,
        sort_keys=False,
        width=width,
        default_flow_style=False,
    )


# ── Events to values ──────────────────────────────────────────────────────────


class _Reader:
    """Composes libyaml's events into values and keeps what is wrong on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}
        self.unused: dict[str, Place] = {}
        self.last: tuple[Any, Typed] | None = None  # the last text, with its event
        self.may_cut = "#" in text
        rare = any(sign in text for sign in _RARE_BREAKS)
        self.lines = re.split(_LINE_BREAK, text) if rare else text.split("\n")
        self.lines.append("")  # where an event stands that comes after the last line

    def place(self, mark: Any) -> Place:
        line: int = mark.line
        return Place(self.file, line + 1, mark.column + 1, self.lines[line])

    def report(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, code, message, hint))

    def document(self) -> Node | None:
        events = _events(self.text)
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self.report(
                    self.place(event.start_mark),
                    "second-document",
                    _("a line with --- starts a second document, which would be lost"),
                    _("remove the line, or make it a file of its own"),
                )
                break
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 0)
        self._report_unused_anchors()
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        place = self.place(event.start_mark)
        if type(event) is yaml.ScalarEvent and event.tag is None and event.anchor is None:
            return self.scalar(event, place)
        if depth > _MAX_DEPTH:
            raise DrafterError(
                [
                    Problem(
                        place,
                        "too-deep",
                        _("values are nested too deeply"),
                        _("check the indentation of this line"),
                    )
                ]
            )
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, place)
        if event.tag is not None:
            self.report(
                place,
                "tag",
                _("'{tag}' is read by YAML as an instruction, not as text").format(
                    tag=place.text[place.column - 1 :].split()[0]
                ),
                _("put quotes around the whole text"),
            )
        value = self._value(event, events, depth, place)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
            self.unused[event.anchor] = place
        return value

    def _value(self, event: Any, events: Iterator[Any], depth: int, place: Place) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(place, self.pairs(events, depth + 1))
        return Sequence(place, self.items(events, depth + 1))

    def pairs(self, events: Iterator[Any], depth: int) -> tuple[tuple[Typed, Node], ...]:
        pairs: dict[str, tuple[Typed, Node]] = {}
        while type(event := next(events)) is not yaml.MappingEndEvent:
            key = self.node(event, events, depth)
            value = self.node(next(events), events, depth)
            if isinstance(key, Typed) and key not in pairs:
                pairs[key] = (key, value)
            elif isinstance(key, Typed):
                self.report(
                    key.place,
                    "duplicate-key",
                    _("'{key}' stands here for the second time").format(key=key),
                    _("the first is on line {line}; keep one of the two").format(
                        line=pairs[key][0].place.line
                    ),
                )
            else:
                self.report(
                    key.place,
                    "no-key",
                    _("braces or brackets stand where the name of a field belongs"),
                    _("put quotes around a text that starts with { or ["),
                )
        return tuple(pairs.values())

    def items(self, events: Iterator[Any], depth: int) -> tuple[Node, ...]:
        items = []
        while type(event := next(events)) is not yaml.SequenceEndEvent:
            items.append(self.node(event, events, depth))
        return tuple(items)

    def scalar(self, event: Any, place: Place) -> Typed:
        text, style = event.value, event.style
        if style in ("|", ">"):
            text = text.removesuffix("\n")  # the end of the block's last line, not of the text
            place = self._first_line(place)
        # YAML itself refuses such characters, unless they are written as \x07 in double quotes.
        if style == '"' and (bad := re.search(NOT_FOR_WORD, text)):
            self.report(
                place,
                "control-character",
                _("this text holds the character U+{code:04X}, which Word cannot hold").format(
                    code=ord(bad.group())
                ),
                _("remove that character"),
            )
        plain = not style
        cut = self._cut(event) if plain and self.may_cut else None
        typed = Typed(text, place, cut, not plain)
        self.last = (event, typed)
        return typed

    def _first_line(self, place: Place) -> Place:
        """Where a block's text begins: below the | that announces it."""
        for number, text in enumerate(self.lines[place.line :], start=place.line + 1):
            if stripped := text.lstrip():
                return Place(self.file, number, len(text) - len(stripped) + 1, text)
        return place

    def _cut(self, event: Any) -> Place | None:
        """The place of a # behind an unquoted text, or instead of one."""
        end = event.end_mark
        line = self.lines[end.line]
        if "#" not in line or not (cut := _REMARK.match(line, end.column)):
            return None
        if not event.value and line[cut.end() :][:1] in ("", " "):
            return None  # nothing is filled in, and the line has a remark
        return Place(self.file, end.line + 1, cut.end(), line)

    def alias(self, event: Any, place: Place) -> Node:
        self.unused.pop(event.anchor, None)
        self.report(
            place,
            "alias",
            _("'*{name}' is read by YAML as a reference, not as text").format(name=event.anchor),
            _("type the text again, or put quotes around a text that starts with *"),
        )
        known = self.anchors.get(event.anchor)  # a text only: lists of lists would explode
        return known if isinstance(known, Typed) else Typed(f"*{event.anchor}", place, quoted=True)

    def _report_unused_anchors(self) -> None:
        for name, place in self.unused.items():
            self.report(
                place,
                "anchor",
                _("'&{name}' is read by YAML as a label and would be lost").format(name=name),
                _("put quotes around a text that starts with &"),
            )


def _events(text: str) -> Iterator[Any]:
    """Libyaml's events; `yaml.parse` asks twice for each."""
    return iter(_Loader(text).get_event, None)


class _Writer(yaml.SafeDumper):
    """Writes texts with line breaks as blocks, and indents lists under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Never write a list at the level of its key: people read that as a mistake."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write a value that occurs twice twice; aliases are refused in reading."""
        return True


def _represent_text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if text.endswith("\n") or any(sign in text for sign in _RARE_BREAKS):
        style = '"'  # a block would lose these
    return writer.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def _represent_nothing(writer: _Writer, _nothing: None) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:null", "")


_Writer.add_representer(str, _represent_text)
_Writer.add_multi_representer(str, _represent_text)
_Writer.add_representer(type(None), _represent_nothing)


# ── What went wrong, in words ─────────────────────────────────────────────────


def _unreadable(name: str, error: OSError, pattern: str) -> Problem:
    if isinstance(error, FileNotFoundError):
        folder = Path(name).parent
        siblings = [path.name for path in folder.glob(pattern)] if folder.is_dir() else []
        near = nearest(Path(name).name, siblings)
        hint = (
            _("did you mean '{near}'?").format(near=os.path.normpath(folder / near))
            if near
            else _("check the name, and the folder that you work in")
        )
        return Problem(Place(name), "no-file", _("there is no such file"), hint)
    if isinstance(error, IsADirectoryError):
        hint = _("name a file in this folder")
        return Problem(Place(name), "no-file", _("this is a folder, not a file"), hint)
    return Problem(Place(name), "no-file", _("the file cannot be read"), error.strerror or "")


def _no_fields(text: str, path: Path) -> Problem:
    return Problem(
        Place(str(path), 1, 1, text.partition("\n")[0]),
        "no-fields",
        _("this file holds no fields"),
        _("start with a line such as 'kind: letter'"),
    )


def _no_list(path: Path) -> Problem:
    return Problem(
        Place(str(path), 1, 1),
        "no-list",
        _("a list belongs here"),
        _("write each item on a line of its own that starts with '- '"),
    )


def _syntax(error: yaml.YAMLError, reader: _Reader) -> Problem:
    from drafter.syntax import closed_late, explain  # only a broken file waits for it

    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _unprintable(reader)
    place = reader.place(mark)
    cause = explain(str(getattr(error, "problem", "")), place.text, place.column)
    if reader.last is not None and not cause.at_opening:
        event, text = reader.last
        if text.cut is not None and text.cut.line < place.line:
            return _cut_off(text.cut)
        quoted = event.style in ("'", '"')
        if quoted and event.start_mark.line < event.end_mark.line == mark.line:
            place, cause = text.place, closed_late(place.line)
    if cause.at_opening:
        place = reader.place(getattr(error, "context_mark", None) or mark)
    if cause.column is not None:
        place = place._replace(column=cause.column)
    return Problem(place, "syntax", cause.message, cause.hint)


def _cut_off(place: Place) -> Problem:
    return Problem(
        place,
        "cut-off",
        _("everything after this # is dropped"),
        _("put quotes around the text; a remark of your own goes on its own line"),
    )


def _unprintable(reader: _Reader) -> Problem:
    """A character that YAML refuses to read at all."""
    found = (
        (n, bad) for n, line in enumerate(reader.lines) if (bad := re.search(_NOT_FOR_YAML, line))
    )
    number, bad = next(found, (0, None))
    column = bad.start() + 1 if bad else 1
    return Problem(
        Place(reader.file, number + 1, column, reader.lines[number]),
        "control-character",
        _("here is a character that a text file cannot have"),
        _("remove it; you may not see it, so retype the words around it"),
    )
