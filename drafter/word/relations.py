"""Relations: which part of a .docx points at which, or at an address outside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from drafter.word.package import Part
from drafter.word.xml import attributes, find, quote, tags


class Relation(NamedTuple):
    """One line of a .rels part; as Word keeps them."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """What the relation is: `header`, `styles`, …"""
        return self.type.rsplit("/", 1)[-1]

    def line(self) -> str:
        """The element in a .rels part."""
        mode = ' TargetMode="External"' if self.external else ""
        where = f'Type="{self.type}" Target="{quote(self.target)}"{mode}'
        return f'<Relationship Id="{quote(self.id)}" {where}/>'


def relations(parts: Mapping[str, Part], name: str) -> tuple[Relation, ...]:
    """The relations of a part, in the order of the file; of the whole package for ""."""
    folder, _slash, file = name.rpartition("/")
    part = parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
    return _relations(part) if part else ()


@lru_cache(maxsize=8)
def _relations(part: Part) -> tuple[Relation, ...]:
    found = (attributes(inside) for _tag, inside, _text in find(part.content(), _RELATION))
    return tuple(
        Relation(a["Id"], a["Type"], a["Target"], a.get("TargetMode") == "External") for a in found
    )


_RELATION: Final = tags("Relationship")


@lru_cache(maxsize=256)
def part_name(source: str, target: str) -> str:
    """The part that a relation of `source` points at."""
    if target.startswith("/"):
        return target[1:]
    path = source.split("/")[:-1]
    for step in target.split("/"):
        path = path[:-1] if step == ".." else [*path, step]
    return "/".join(path)
