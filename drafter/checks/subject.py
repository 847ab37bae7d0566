"""What a check looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from drafter.document import Document, Run, runs
from drafter.model import Letter, PositionPaper
from drafter.problems import Place
from drafter.values import Context


class Subject(NamedTuple):
    """A document, the fields it was made from (id → text) and where each stands.

    `model` is the checked input, and `context` what it was checked with.
    """

    document: Document
    values: Mapping[str, str]
    place: Callable[[str], Place]
    model: Letter | PositionPaper
    context: Context

    def runs(self) -> Iterator[Run]:
        """Every piece of text in the document, the footnotes' included."""
        return runs(self.document.blocks)
