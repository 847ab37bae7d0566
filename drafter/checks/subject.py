"""What a check looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from drafter.document import Document, Run, runs
from drafter.model import Letter, PositionPaper
from drafter.problems import Place


class Subject(NamedTuple):
    """A document, the input and its fields (id → text), and where each stands."""

    document: Document
    model: Letter | PositionPaper
    values: Mapping[str, str]
    place: Callable[[str], Place]

    def runs(self) -> Iterator[Run]:
        """Every piece of text in the document, the footnotes' included."""
        return runs(self.document.blocks)
