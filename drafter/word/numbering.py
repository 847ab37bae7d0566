"""Which lists of a received file count their items, and which have bullets."""

from __future__ import annotations

from typing import ClassVar, Final

from drafter.word.events import After, At, Attributes, Budget, Reader

_UNORDERED: Final = frozenset({"bullet", "none"})


class Numbering(Reader):
    """The numbering part."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self._ordered: dict[tuple[str, str, int], bool] = {}  # kind of definition, its id, level
        self._definitions: dict[str, str] = {}  # of each numbering instance
        self._owner = ("", "")
        self._level = 0

    def ordered(self, list: str, level: int) -> bool:
        """Whether a numbering instance counts the items on this level."""
        own = self._ordered.get(("w:num", list, level))
        if own is not None:
            return own
        return self._ordered.get(("w:abstractNum", self._definitions.get(list, ""), level), False)

    def _begin_definition(self, attributes: Attributes) -> None:
        self._owner = ("w:abstractNum", attributes.get("w:abstractNumId", ""))

    def _begin_instance(self, attributes: Attributes) -> None:
        self._owner = ("w:num", attributes.get("w:numId", ""))

    def _defined_by(self, attributes: Attributes) -> None:
        if self._owner[0] == "w:num":
            self._definitions[self._owner[1]] = attributes.get("w:val", "")

    def _begin_level(self, attributes: Attributes) -> None:
        self._level = int(attributes.get("w:ilvl", "0"))

    def _format(self, attributes: Attributes) -> None:
        is_ordered = attributes.get("w:val", "") not in _UNORDERED
        self._ordered[(*self._owner, self._level)] = is_ordered

    AT: ClassVar[dict[str, At]] = {
        "w:abstractNum": _begin_definition,
        "w:num": _begin_instance,
        "w:abstractNumId": _defined_by,
        "w:lvl": _begin_level,
        "w:numFmt": _format,
    }
    AFTER: ClassVar[dict[str, After]] = {}
