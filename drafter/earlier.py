"""An input with its texts as they were when a copy was made, as far as the copy's record tells.

The record has the texts of fields and no more. Whether the input was really so is seen by
reading it: then its fields have the values of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from drafter.placed import Mapping as Group
from drafter.placed import Node, Source, Typed
from drafter.placed import Sequence as Items
from drafter.problems import Place

_TREES: Final = ("asks", "action_points", "recommendations", "sections", "tables")
_KEPT: Final = ("id", "use", "group", "tags", "columns", "rows")  # no texts of fields


def restored(read: Source, then: Mapping[str, str]) -> Source:
    """The input with these texts of fields; the rest stays as it is."""
    root = _group(read.root, [(id.split("."), text) for id, text in then.items()], is_root=True)
    return read._replace(root=root, text="")


_Texts = list[tuple[list[str], str]]


def _group(group: Group, texts: _Texts, *, is_root: bool = False) -> Group:
    """The group with these texts in it: those it has no more are put back, others go."""
    by_key: dict[str, _Texts] = {}
    for steps, text in texts:
        by_key.setdefault(steps[0], []).append((steps[1:], text))
    items = []
    for key, value in group.items:
        if str(key) in by_key:
            items.append((key, _value(value, by_key.pop(str(key)), str(key))))
        elif not _is_text(str(key), value, is_root=is_root):
            items.append((key, value))
    for name, below in by_key.items():
        items.append((Typed(name, group.place), _value(None, below, name, group.place)))
    return Group(group.place, tuple(items))


def _is_text(key: str, value: Node, *, is_root: bool) -> bool:
    """Whether it is a text that was typed since, and not something that is no field."""
    if key in (*_TREES, "notes", "sources", "ask_groups"):
        return True
    return isinstance(value, Typed) and key not in _KEPT and key in (_AT_ROOT if is_root else _IN)


_AT_ROOT: Final = (
    *("place", "our_reference", "your_reference", "opening", "appreciation", "bridge"),
    *("closing", "lead", "contact", "period", "title", "subject"),
)
_IN: Final = ("heading", "background", "question", "to", "function", "organisation")


def _value(value: Node | None, texts: _Texts, key: str, place: Place | None = None) -> Node:
    place = value.place if value is not None else place or Place("")
    if texts and not texts[0][0]:
        text = texts[0][1]
        return value if isinstance(value, Typed) and value == text else Typed(text, place)
    if isinstance(value, Items) or (value is None and key in _TREES):
        return _items(value, texts, place)
    return _group(value if isinstance(value, Group) else Group(place, ()), texts)


def _items(value: Items | None, texts: _Texts, place: Place) -> Node:
    """A list with its items of then; one of items without an id stays as it is."""
    known: dict[str, Group] = {}
    for item in value.items if value else ():
        if isinstance(item, Group) and (id := item.get("id")):
            known[str(id)] = item
    if value is not None and len(known) < len(value.items):
        return value
    by_id: dict[str, _Texts] = {}
    for steps, text in texts:
        by_id.setdefault(steps[0], []).append((steps[1:], text))
    made = [
        _group(known.get(id) or Group(place, ((Typed("id", place), Typed(id, place)),)), below)
        for id, below in by_id.items()
    ]
    return Items(place, tuple(made))
