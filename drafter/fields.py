"""The fields of an input as a template sees them: texts that know which field they are.

A field's id is its path through the input by names and ids, never by positions, such as
``asks.genderadviseur.question``: an ask that moves keeps its id. Things without an id of
their own (a signatory, an enclosure) get one from their text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from pydantic import BaseModel

from drafter import citing, richtext
from drafter.dutch.dates import format_date
from drafter.richtext import escape
from drafter.sending import Enclosure
from drafter.sources import Source
from drafter.values import NoteKey, NoteText, Rich, Text, slug

Path: TypeAlias = tuple[str | int, ...]


class FieldText(str):
    """A literal text that escapes itself and names its field."""

    __slots__ = ("id",)
    id: str

    def __new__(cls, text: str, id: str) -> FieldText:
        """`text` of the field with this id."""
        made = super().__new__(cls, text)
        made.id = id
        return made

    def __html__(self) -> str:
        """The text as markup."""
        return f"{_opening(self.id)}{self.markup()}</f>"

    def markup(self) -> str:
        """The content of the field as markup."""
        return richtext.literal(str(self))


class FieldRich(FieldText):
    """A rich text: paragraphs, lists and quotes."""

    __slots__ = ()

    def markup(self) -> str:
        """The content of the field as block markup."""
        return richtext.to_markup(str(self))


class FieldNote(FieldText):
    """The text of a footnote: rich, on one line."""

    __slots__ = ()

    def markup(self) -> str:
        """The content of the field as inline markup."""
        return richtext.to_inline_markup(str(self))


class FieldAddress(FieldText):
    """An address on the web."""

    __slots__ = ()

    def markup(self) -> str:
        """The address as a link that shows it."""
        return f'<a href="{escape(self)}">{richtext.literal(str(self))}</a>'


@lru_cache(maxsize=4096)  # the letters of a campaign have the same fields
def _opening(id: str) -> str:
    return f'<f id="{escape(id)}">'


_PIECES: dict[str, type[FieldText]] = {"url": FieldAddress}


class Citation(str):
    """A reference to a footnote."""

    __slots__ = ()

    def __html__(self) -> str:
        """The footnote as markup."""
        return f'<note key="{escape(self)}"/>'


class Known(str):
    """A text from a register or the organisation: no field, but printed as exactly as one."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text as markup."""
        return f"<t>{richtext.literal(str(self))}</t>"


class Worded(str):
    """Words of drafter's own with texts of the input among them, which stay their fields'."""

    __slots__ = ("pieces",)
    pieces: tuple[str, ...]

    def __new__(cls, pieces: Iterable[str]) -> Worded:
        """The pieces in order; those that are fields keep their ids."""
        kept = tuple(pieces)
        made = super().__new__(cls, "".join(kept))
        made.pieces = kept
        return made

    def __html__(self) -> str:
        """The words as markup."""
        return "".join(
            piece.__html__() if isinstance(piece, FieldText) else escape(piece)
            for piece in self.pieces
        )


class View:
    """A group of fields; its attributes are the fields' names."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


class Fields(NamedTuple):
    """All fields of one input.

    `view` is what templates get; `values` maps a field's id to its text, `paths` to the
    place in the input file, `notes` the key of a note or source to the markup of its note,
    `mentions` that of a source to its name in a sentence.
    """

    view: View
    values: dict[str, str]
    paths: dict[str, Path]
    notes: dict[str, str]
    mentions: dict[str, citing.Mention]


def fields_of(model: BaseModel) -> Fields:
    """The fields of a checked input."""
    collector = _Collector()
    view = collector.model(model, "", ())
    notes = getattr(model, "notes", {})
    markup = {key: FieldNote(text, f"notes.{key}").__html__() for key, text in notes.items()}
    sources: dict[str, Source] = getattr(model, "sources", {})
    markup |= {key: _source_note(source, f"sources.{key}") for key, source in sources.items()}
    mentions = {key: citing.mention(source) for key, source in sources.items()}
    return Fields(view, collector.values, collector.paths, markup, mentions)


def _source_note(source: Source, id: str) -> str:
    """The note that cites a source; each piece of it knows its field."""
    return "".join(
        _PIECES.get(piece.field, FieldText)(piece.text, f"{id}.{piece.field}").__html__()
        if piece.field
        else Known(piece.text).__html__()
        for piece in citing.note(source)
    )


def plain_view(value: Any) -> Any:
    """A view of values that come from no input field, such as the organisation's."""
    if isinstance(value, BaseModel):
        return View({name: plain_view(item) for name, item in value})
    if isinstance(value, list):
        return [plain_view(item) for item in value]
    return Known(value) if isinstance(value, str) else value


@dataclass(slots=True)
class _Collector:
    values: dict[str, str] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    def model(self, model: BaseModel, id: str, path: Path) -> View:
        before = f"{id}." if id else ""
        return View(
            {
                name: value if value is None else self.value(value, before + name, (*path, name))
                for name, value in model.__dict__.items()
            }
        )

    def value(self, value: Any, id: str, path: Path) -> Any:
        if wrap := _WRAPPERS.get(type(value)):
            self.values[id], self.paths[id] = str(value), path
            return wrap(value, id)
        if isinstance(value, list):
            keys = _keys(value)
            return [
                self.value(item, f"{id}.{key}", (*path, position))
                for position, (key, item) in enumerate(zip(keys, value, strict=True))
            ]
        if isinstance(value, dict):
            return {
                key: self.value(item, f"{id}.{key}", (*path, key)) for key, item in value.items()
            }
        if isinstance(value, Enclosure):  # named in the letter; what it is, is no text of it
            return self.value(value.name or "", f"{id}.name", (*path, "name"))
        if isinstance(value, BaseModel):
            return self.model(value, id, path)
        return Citation(value) if type(value) is NoteKey else value


_WRAPPERS: dict[type, Any] = {
    Text: FieldText,
    Rich: FieldRich,
    NoteText: FieldNote,
    datetime.date: lambda value, id: FieldText(format_date(value), id),
}


def _keys(items: list[Any]) -> Iterator[str]:
    """A key for each item of a list: its id, else its own words; never its position."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}  # the last that each key was given
    for item in items:
        name = key = getattr(item, "id", None) or slug(_words(item))[:24].strip("-") or "leeg"
        while name in taken:
            numbers[key] = numbers.get(key, 1) + 1
            name = f"{key}-{numbers[key]}"
        taken.add(name)
        yield name


def _words(item: Any) -> str:
    if isinstance(item, BaseModel):
        return " ".join(str(value) for _name, value in item if isinstance(value, str))
    return " ".join(map(_words, item)) if isinstance(item, list) else str(item)
