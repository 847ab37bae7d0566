"""The fields of an input as a template sees them: texts that know which field they are.

A field's id is its path through the input by names and ids, never by positions, such as
``asks.genderadviseur.question``: an ask that moves keeps its id. Things without an id of
their own (a signatory, an enclosure) get one from their text.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import count
from typing import Any, NamedTuple, TypeAlias

from pydantic import BaseModel

from drafter import citing, richtext
from drafter.dutch.dates import format_date
from drafter.remembered import Remembered
from drafter.richtext import escape
from drafter.sending import Enclosure
from drafter.sources import Source
from drafter.values import NoteKey, NoteText, Rich, Text, slug

Path: TypeAlias = tuple[str | int, ...]


class FieldText(str):
    """A literal text that escapes itself and names its field."""

    __slots__ = ("_html", "id")
    id: str
    _html: str  # worked out once: the letters of a campaign print the same fields

    def __new__(cls, text: str, id: str) -> "FieldText":
        """`text` of the field with this id."""
        made = super().__new__(cls, text)
        made.id = id
        made._html = ""
        return made

    def __html__(self) -> str:
        """The text as markup."""
        if not self._html:
            self._html = f'<f id="{escape(self.id)}">{self.markup()}</f>'
        return self._html

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

    def __new__(cls, pieces: Iterable[str]) -> "Worded":
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
    paths: Mapping[str, Path]
    notes: dict[str, str]
    mentions: dict[str, citing.Mention]


def fields_of(model: BaseModel) -> Fields:
    """The fields of a checked input."""
    values: dict[str, str] = {}
    view = _view(model, "", values)
    notes = getattr(model, "notes", {})
    markup = {key: _note(text, f"notes.{key}") for key, text in notes.items()}
    sources: dict[str, Source] = getattr(model, "sources", {})
    markup |= {key: _source_note(source, f"sources.{key}") for key, source in sources.items()}
    mentions = {key: citing.mention(source) for key, source in sources.items()}
    return Fields(view, values, _Paths(model), markup, mentions)


def _note(text: NoteText, id: str) -> str:
    return _made(text, id).field.__html__()


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


def _view(model: BaseModel, before: str, values: dict[str, str]) -> View:
    """The fields of a model, whose ids begin with `before`; their texts go to `values`."""
    fields = {}
    for name, value in model.__dict__.items():
        is_field = type(value) is not str and value is not None  # as most are
        fields[name] = _field(value, before + name, values) if is_field else value
    return View(fields)


def _field(value: Any, id: str, values: dict[str, str]) -> Any:
    if type(value) in _WRAPPERS:
        made = _made(value, id)
        values[id] = made.text
        return made.field
    if isinstance(value, list | dict):
        if not value:
            return value.copy()
        items = value.items() if isinstance(value, dict) else zip(_keys(value), value, strict=True)
        made_of = [(key, _field(item, f"{id}.{key}", values)) for key, item in items]
        return dict(made_of) if isinstance(value, dict) else [item for _key, item in made_of]
    if isinstance(value, Enclosure):  # named in the letter; what it is, is no text of it
        return _field(value.name or "", f"{id}.name", values)
    if isinstance(value, BaseModel):
        return _group(value, f"{id}.", values)
    return Citation(value) if type(value) is NoteKey else value


_WRAPPERS: dict[type, Callable[[Any, str], FieldText]] = {
    Text: FieldText,
    Rich: FieldRich,
    NoteText: FieldNote,
    datetime.date: lambda value, id: FieldText(format_date(value), id),
}


# ── What letters share ────────────────────────────────────────────────────────


class _Made(NamedTuple):
    """A field as it was typed and as it is printed."""

    text: str
    field: FieldText


@lru_cache(maxsize=256, typed=True)
def _made(value: Any, id: str) -> _Made:
    """The field of a value with this id; `typed`, as one text can be rich or literal."""
    return _Made(str(value), _WRAPPERS[type(value)](value, id))


# Groups such as the asks of a large campaign.
_groups: Remembered[tuple[Any, ...], tuple[View, dict[str, str]]] = Remembered(256)
# The same, by the group itself, which is kept for it; groups do not change.
_same: Remembered[tuple[int, str], tuple[BaseModel, View, dict[str, str]]] = Remembered(256)


def _group(model: BaseModel, before: str, values: dict[str, str]) -> View:
    """As `_view`, for a group of fields such as an ask, which letters may share."""
    known = _same[id(model), before]
    if known is None:
        texts: dict[str, str] = {}
        view = _group_that_says(model, before, texts)
        known = _same[id(model), before] = (model, view, texts)
    values.update(known[2])
    return known[1]


def _group_that_says(model: BaseModel, before: str, values: dict[str, str]) -> View:
    """The view that another group has which says the same, or a new one."""
    own = [tuple(value) if type(value) is list else value for value in model.__dict__.values()]
    key = (type(model), before, *own)
    try:
        known = _groups[key]
    except TypeError:  # it holds groups that hold lists themselves
        return _view(model, before, values)
    if known is None:
        texts: dict[str, str] = {}
        known = _groups[key] = (_view(model, before, texts), texts)
    values.update(known[1])
    return known[0]


# ── Where the fields stand ────────────────────────────────────────────────────


class _Paths(Mapping[str, Path]):
    """The paths of the fields of an input, worked out when somebody asks for one."""

    def __init__(self, model: BaseModel) -> None:
        self._model = model

    @cached_property
    def _known(self) -> dict[str, Path]:
        return dict(_paths(self._model, "", ()))

    def __getitem__(self, id: str) -> Path:
        return self._known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _paths(value: Any, id: str, path: Path) -> Iterator[tuple[str, Path]]:
    """The ids of the fields in a value, each with its path."""
    if type(value) in _WRAPPERS:
        yield id, path
        return
    parts: Iterable[tuple[str, str | int, Any]] = ()
    if isinstance(value, list):
        parts = zip(_keys(value), count(), value)
    elif isinstance(value, dict | BaseModel):
        items = value if isinstance(value, dict) else value.__dict__
        items = {"name": items["name"]} if isinstance(value, Enclosure) else items
        parts = ((key, key, item) for key, item in items.items())
    for key, step, item in parts:
        yield from _paths(item, f"{id}.{key}" if id else key, (*path, step))


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
