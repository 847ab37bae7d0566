"""What a check looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.checks.traits import Trait, traits_of
from drafter.document import Document, Run, fields, runs
from drafter.dutch.mending import Mending
from drafter.dutch.proofreading import Remarks, proofread
from drafter.placed import Source
from drafter.problems import Fix, Place, Problem
from drafter.values import Context

if TYPE_CHECKING:
    from drafter.dutch.quotation import System
    from drafter.model import Letter
    from drafter.paper import PositionPaper


def _is_number(field: str) -> bool:
    """Whether it is a source's number, date or address, and not its title."""
    return field.startswith("sources.") and not field.endswith(".title")


class Subject:
    """A document, the fields it was made from (id → text) and where each stands.

    `model` is the checked input, `context` what it was checked with, and `read` the file.
    """

    def __init__(
        self,
        document: Document,
        values: Mapping[str, str],
        paths: Mapping[str, tuple[str | int, ...]],
        read: Source,
        model: Letter | PositionPaper,
        context: Context,
    ) -> None:
        self.document, self.values, self.paths, self.read = document, values, paths, read
        self.model, self.context = model, context

    def runs(self) -> Iterator[Run]:
        """Every piece of text in the document, the footnotes' included."""
        return runs(self.document.blocks)

    def place(self, field: str, offset: int = 0) -> Place:
        """Where a field stands or, as far as that can be followed, a character of it."""
        begin = self.read.place(self.paths.get(field) or tuple(field.split(".")))
        if not offset or not self._is_typed_here(field):
            return begin
        from drafter import splice  # only who is remarked on waits for it

        line, column = splice.position(self.read.text, self.paths[field], offset)
        return Place(begin.file, line, column, self._lines[line - 1])

    @cached_property
    def _lines(self) -> list[str]:
        return self.read.text.splitlines()

    def _is_typed_here(self, field: str) -> bool:
        """Whether the text stands in this file as it is, and was not made of something else."""
        from drafter import splice

        try:
            return splice.text_at(self.read.text, self.paths[field]) == self.values[field]
        except splice.NotSpliced:
            return False

    def remarks(self, code: str) -> Iterator[tuple[str, Mending]]:
        """What a proofreader marks under this code: the fields, each with a mending."""
        for field, remarks in self._marked:
            for mending in remarks.mendings:
                if mending.code == code:
                    yield field, mending

    def quotes(self) -> Iterator[tuple[System, str, int]]:
        """The systems of quotation marks, with the field and the place of each one's first."""
        for field, remarks in self._marked:
            for system, at in remarks.systems.items():
                yield system, field, at

    @cached_property
    def printed(self) -> frozenset[str]:
        """The fields of which a text is in the document."""
        return fields(self.document.blocks)

    def having(self, trait: Trait) -> Sequence[str]:
        """The fields whose text has this trait, in the order of the input."""
        return self.traits.get(trait, ())

    @cached_property
    def traits(self) -> Mapping[Trait, list[str]]:
        """The traits that texts have, each with their fields."""
        found: dict[Trait, list[str]] = {}
        for field, text in self.values.items():
            for trait in traits_of(field, text):
                found.setdefault(trait, []).append(field)
        return found

    @cached_property
    def _marked(self) -> list[tuple[str, Remarks]]:
        """The fields in which a proofreader marks anything; read once for all checks."""
        marked = (field for field in self.having("remark") if not _is_number(field))
        return [(field, proofread(self.values[field])) for field in marked]

    def warning(self, field: str, mending: Mending, message: str, hint: str) -> Problem:
        """A warning about what a mending marks."""
        place = self.place(field, mending.start)
        return Problem(place, mending.code, message, hint, "warning")

    def fixable(self, field: str, mending: Mending, message: str, hint: str) -> Problem:
        """A warning about what `drafter check --fix` can mend."""
        problem = self.warning(field, mending, message, hint)
        if not self._is_typed_here(field):
            return problem
        before = self.values[field][mending.start : mending.end]
        fix = Fix(self.paths[field], mending.start, before, mending.replacement)
        return problem._replace(fix=fix)
