"""XML of a file that is not trusted, element by element and within a budget.

A few kilobytes unpack to millions of empty paragraphs, so bytes alone are no limit: what a
file may hold is counted in elements, and in all that its elements make.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from drafter.word.package import Part
from drafter.word.xml import BASELINE, MC, SEPARATOR, TYPES, R, W, parse

_STRICT: Final = "http://purl.oclc.org/ooxml"  # ISO 29500 strict, which Word saves when asked
_WORD: Final = "http://schemas.microsoft.com/office/word"

_PREFIX: Final = {
    W: "w:",
    f"{_STRICT}/wordprocessingml/main": "w:",
    R: "r:",
    f"{_STRICT}/officeDocument/relationships": "r:",
    MC: "mc:",
    f"{_WORD}/2010/wordml": "w14:",
    f"{_WORD}/2012/wordml": "w15:",
    TYPES: "types:",
    BASELINE: "baseline:",
}

_DEEPEST: Final = 256  # elements in one another

Attributes = Mapping[str, str]
At = Callable[[Any, Attributes], None]
After = Callable[[Any, str], None]  # gets the text in the element, if it is one of TEXTS


class TooLargeError(ValueError):
    """There is more in the file than in any letter or paper."""


class Budget:
    """How much may still come out of the file."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, amount: int) -> None:
        """Count what was made. Raises TooLargeError when that is too much."""
        self._left -= amount
        if self._left < 0:
            raise TooLargeError


class Reader:
    """Follows a part from beginning to end. A subclass says what to do at which element."""

    AT: ClassVar[Mapping[str, At]] = {}
    AFTER: ClassVar[Mapping[str, After]] = {}
    TEXTS: ClassVar[frozenset[str]] = frozenset()  # elements whose text is wanted
    SKIPPED: ClassVar[frozenset[str]] = frozenset()  # those in which nothing counts

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.path = ["", ""]  # the elements around this one; never shorter than two
        self.root = ""
        self._names: dict[str, str] = {}
        self._skipping = 0
        self._text: list[str] | None = None

    def follow(self, part: Part) -> None:
        """Read the part. Raises ValueError if it is not sound, or not safe."""
        parse(part.content(), self._start, self._end, self._characters)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.get(tag) or self._short(tag)
        self.root = self.root or name
        self.budget.spend(1)
        if self._skipping:
            self._skipping += 1
            return
        if (at := self.AT.get(name)) is not None:
            names = self._names
            at(self, {names.get(n) or self._short(n): v for n, v in attributes.items()})
        if name in self.SKIPPED:
            self._skipping = 1
            return
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise TooLargeError
        if name in self.TEXTS:
            self._text = []

    def _end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        name = self.path.pop()
        text = ""
        if name in self.TEXTS and self._text is not None:
            text, self._text = "".join(self._text), None
        if (after := self.AFTER.get(name)) is not None:
            after(self, text)

    def _characters(self, text: str) -> None:
        if self._text is not None and not self._skipping:
            self._text.append(text)

    def _short(self, tag: str) -> str:
        """The name with the prefix that it has here, whatever it has in the file."""
        space, _separator, local = tag.rpartition(SEPARATOR)
        name = self._names[tag] = (_PREFIX.get(space, "other:") if space else "") + local
        return name
