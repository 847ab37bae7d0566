"""Values with places → a model, or every problem there is, each at its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from gettext import gettext as _
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from drafter import addressee, sending
from drafter.dutch import dates
from drafter.placed import Mapping, Node, Sequence, Source, Typed, plain
from drafter.problems import DrafterError, Place, Problem, in_order, nearest
from drafter.remembered import Remembered
from drafter.values import Context, Text, typed_fields

Model = TypeVar("Model", bound=BaseModel)
# Steps of a place that are pydantic's and not in the file.
_NOT_TYPED = (addressee.GROUP, addressee.LIST, sending.GROUP, sending.TEXT)


def kind_of(source: Source, known: tuple[str, ...]) -> str:
    """What the file says it is. Raises `DrafterError` when it is none of `known`."""
    value = source.root.get("kind")
    if isinstance(value, Typed) and value in known:
        return str(value)
    kinds = ", ".join(known)
    if value is None:
        hint = _("start with 'kind:' and one of: {kinds}").format(kinds=kinds)
        problem = Problem(source.root.place, "no-kind", _("'kind:' is missing"), hint)
    else:
        near = nearest(str(value), known) if isinstance(value, Typed) else None
        known_are = _("known are: {types}").format(types=kinds)
        hint = _("did you mean '{near}'?").format(near=near) if near else known_are
        message = _("drafter does not know this kind of document")
        problem = Problem(source.place(("kind",)), "unknown-kind", message, hint)
    raise DrafterError([*source.problems, problem])


class Reuse:
    """What was found good in one letter and stands in the next as it is: that of a campaign's base.

    A value is known by its place in memory, its field, and all that it was checked against. An
    addressee is known by its words: many versions have the same.
    """

    def __init__(self) -> None:
        self._good: Remembered[_Known, tuple[Node, Any]] = Remembered(512)
        self._contexts: dict[tuple[frozenset[str], ...], int] = {}

    def plain(self, root: Mapping, context: Context) -> tuple[dict[str, Any], list[_New]]:
        """The values of a letter for its model, those that are known as checked ones.

        And those that are not wholly known, to be remembered if the letter is good.
        """
        values: dict[str, Any] = {}
        new: list[_New] = []
        number, on = self._number(context), context.on
        for name, node in root.items:
            key = (name, _identity(name, node), number, on if name in _BY_DAY else None)
            if known := self._good[key]:
                values[name] = known[1]
            else:
                new.append((key, name, node))
                values[name] = self._in_parts(name, node, number)
        return values, new

    def _in_parts(self, name: str, node: Node, number: int) -> Any:
        """A value that is not known; its items may be."""
        if name not in _WITH_IDS or not isinstance(node, Sequence) or _has_twins(node):
            return plain(node)
        found = [(item, self._good[name, id(item), number, None]) for item in node.items]
        return [known[1] if known else plain(item) for item, known in found]

    def remember(self, new: Iterable[_New], good: BaseModel, context: Context) -> None:
        """Keep these values of a letter that was found good."""
        number = self._number(context)
        for key, name, node in new:
            value = good.__dict__.get(name)
            if name in _WITH_IDS and isinstance(node, Sequence) and isinstance(value, list):
                for item, one in zip(node.items, value, strict=True):
                    if self._good[name, id(item), number, None] is None:
                        self._good[name, id(item), number, None] = (item, one)
            elif name not in _OF_ITS_OWN and _is_kept(value):
                self._good[key] = (node, value)

    def _number(self, context: Context) -> int:
        """A number for all that texts are checked against; few letters have another."""
        against = (context.notes, context.sources, context.ask_groups)
        return self._contexts.setdefault(against, len(self._contexts))


def _identity(name: str, node: Node) -> Any:
    """What a value is known by."""
    if name != "addressee" or not isinstance(node, Mapping):
        return id(node)
    words = tuple([(key, value) for key, value in node.items if type(value) is Typed])
    is_plain = len(words) == len(node.items) and all(value.cut is None for _key, value in words)
    return words if is_plain else id(node)


def _has_twins(node: Sequence) -> bool:
    """Whether two items may have the same id, which the model is to find out."""
    ids = [str(item.get("id")) for item in node.items if isinstance(item, Mapping)]
    return len(set(ids)) < len(node.items)


def _is_kept(value: Any) -> bool:
    """Whether the model takes this value as it is; what it makes of a date, it would not."""
    if isinstance(value, list | dict):
        return all(map(_is_kept, value.values() if isinstance(value, dict) else value))
    return isinstance(value, BaseModel | Text)


_WITH_IDS = ("asks", "action_points")  # lists of which a version chooses
_OF_ITS_OWN = ("subject", "our_reference", "occasion")  # as quick to check as to remember
_BY_DAY = ("addressee", "addressees", "minister", "occasion")  # looked up as of the letter's date
_Known: TypeAlias = tuple[str, Any, int, datetime.date | None]
_New: TypeAlias = tuple[_Known, str, Node]


def validate(
    source: Source, model: type[Model], context: Context, reuse: Reuse | None = None
) -> Model:
    """The file as a `model`. Raises `DrafterError` with all problems, in the order of the file.

    With `reuse`, what letters before this one shared with it is not looked at again.
    """
    problems = list(source.problems)
    context.notes = frozenset(_keys(source.root.get("notes")))
    context.ask_groups = frozenset(_keys(source.root.get("ask_groups")))
    context.sources = frozenset(_keys(source.root.get("sources")))
    context.on = _letter_date(source) or context.on
    values, new = reuse.plain(source.root, context) if reuse else (source.plain, [])
    try:
        checked = model.model_validate(values, context=context)
    except ValidationError as error:
        problems += _problems(source, model, error.errors())
        checked = None
    if problems or checked is None:
        raise DrafterError(in_order(problems))
    if reuse:
        reuse.remember(new, checked, context)
    return checked


def _keys(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from (str(key) for key, _value in node.items)


def _letter_date(source: Source) -> datetime.date | None:
    """The document's own date, because names are looked up as of that day."""
    value = source.root.get("date")
    try:
        return dates.parse_date(value) if isinstance(value, Typed) else None
    except ValueError:
        return None


def _problems(source: Source, model: type[BaseModel], details: list[Any]) -> Iterator[Problem]:
    """One problem for each cause: not what follows from a misspelt name or from bad YAML."""
    taken = {problem.place for problem in source.problems}
    braces = {problem.place.line for problem in source.problems if problem.code == "no-key"}
    details = [{**d, "loc": tuple(s for s in d["loc"] if s not in _NOT_TYPED)} for d in details]
    misspelt = {_meant(model, d["loc"]) for d in details if d["type"] == "extra_forbidden"}
    for detail in details:
        if detail["type"] == "missing" and detail["loc"] in misspelt:
            continue
        problem = _EXPLAIN.get(detail["type"], _fault)(source, model, detail["loc"], detail)
        if problem.place not in taken and problem.place.line not in braces:
            yield problem


def _meant(model: type[BaseModel], loc: Any) -> Any:
    """Where the field stands that an unknown name was probably meant to be."""
    return (*loc[:-1], nearest(str(loc[-1]), _fields(model, loc[:-1])))


def _fault(source: Source, _model: type[BaseModel], loc: Any, detail: Any) -> Problem:
    """A problem that the model itself worded."""
    context = detail.get("ctx", {})
    place, field = context.get("place"), context.get("field")
    message, hint = context.get("message", detail["msg"]), context.get("hint", "")
    if detail["type"] == "missing-field" and field:
        place = source.place(loc, key=True)
        hint = hint if place.sheet is None else _in_column((*loc, field))
    elif field:
        place = source.place((*loc, field), key=True)
    elif loc[-1:] == ("[key]",):  # pydantic's word for a key that is wrong itself
        place = source.place(loc[:-1], key=True)
    elif not isinstance(place, Place):
        place = source.place(loc, key=isinstance(detail["input"], dict))
    return Problem(place, detail["type"], message, hint)


def _missing(source: Source, _model: type[BaseModel], loc: Any, _detail: Any) -> Problem:
    hints = {
        "addressee": _("add 'addressee:' with, on the next line, '  committee: defensie'"),
        "date": _("add the date of the letter, such as 'date: 2026-06-02'"),
        "id": _("add 'id:' with a short name in small letters and hyphens"),
        "question": _("add 'question:' with what the minister is asked"),
    }
    name = str(loc[-1])
    place = source.place(loc[:-1], key=True)
    hint = hints.get(name, _("add '{name}:'").format(name=name))
    if place.sheet is not None:
        hint = _in_column((*loc, "committee") if name == "addressee" else loc)
    return Problem(
        place,
        "missing-field",
        _("the field '{name}' is missing here").format(name=name),
        hint,
    )


def _in_column(path: Iterable[str | int]) -> str:
    """What to do in the row of a spreadsheet about a field that is missing in it."""
    column = ".".join(map(str, path))
    return _("fill in the column '{column}' in this row").format(column=column)


def _unknown(source: Source, model: type[BaseModel], loc: Any, _detail: Any) -> Problem:
    known = _fields(model, loc[:-1])
    near = nearest(str(loc[-1]), known)
    return Problem(
        source.place(loc, key=True),
        "unknown-field",
        _("there is no field '{name}' here").format(name=loc[-1]),
        _("did you mean '{near}'?").format(near=near)
        if near
        else _("known are: {types}").format(types=", ".join(known)),
    )


def _fields(model: type[BaseModel], loc: Any) -> tuple[str, ...]:
    """The names of the fields that may stand at `loc`."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return tuple(typed_fields(model))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _group(source: Source, model: type[BaseModel], loc: Any, _detail: Any) -> Problem:
    known = _fields(model, loc)
    return Problem(
        source.place(loc),
        "no-group",
        _("a group of fields belongs here"),
        _("write them indented on the lines below: {types}").format(types=", ".join(known)),
    )


def _named(source: Source, _model: type[BaseModel], loc: Any, _detail: Any) -> Problem:
    return Problem(
        source.place(loc),
        "no-group",
        _("texts with a name belong here"),
        _("write each on a line of its own below, indented: 'name: the text'"),
    )


def _list(source: Source, _model: type[BaseModel], loc: Any, _detail: Any) -> Problem:
    return Problem(
        source.place(loc),
        "no-list",
        _("a list belongs here"),
        _("write each item on a line of its own that starts with '- '"),
    )


def _short(source: Source, _model: type[BaseModel], loc: Any, _detail: Any) -> Problem:
    return Problem(
        source.place(loc, key=True),
        "empty-list",
        _("this list is empty"),
        _("add an item on a line of its own that starts with '- '"),
    )


_EXPLAIN: dict[str, Callable[[Source, type[BaseModel], Any, Any], Problem]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "model_type": _group,
    "model_attributes_type": _group,
    "dict_type": _named,
    "list_type": _list,
    "too_short": _short,
}
