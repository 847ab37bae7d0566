"""A letter that goes round: it is sent, edited, taken over and looked at again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from edited import Editor

from drafter import source
from drafter.apply_report import Done
from drafter.outcomes import Choice, Outcome
from drafter.pipeline import Pipeline
from drafter.received import Received
from drafter.rounds import Round, of_received
from drafter.taking_over import choice, take_over
from drafter.word.receive import receive

Edit = Callable[[Editor], object]
INPUT = Path("brief.yaml")


@lru_cache(maxsize=16)
def sent(text: str) -> Received:
    """The first document of an input, as a colleague gets it."""
    pipeline = Pipeline.around(INPUT)
    (draft, *_others) = pipeline.drafts_source(source.parse(text.removeprefix("\ufeff"), INPUT))
    return receive(pipeline.word(draft.document), "")


def edited(text: str, edit: Edit, way: str = "tracked", author: str = "Noor") -> Received:
    """A copy in which somebody did something: with tracking, without it, or then accepted."""
    editor = Editor(sent(text), "" if way == "untracked" else author)
    edit(editor)
    if way == "accepted":
        editor.accept()
    return editor.received


def write(text: str) -> None:
    """Make this the input."""
    INPUT.write_bytes(text.encode())


def read() -> str:
    """The input as it is now."""
    return INPUT.read_bytes().decode()


def together(*copies: Received, author: str | None = None) -> Round:
    """The copies beside the input; they are called a.docx, b.docx and so on."""
    files = {Path(f"{letter}.docx"): copy for letter, copy in zip("abc", copies, strict=False)}
    return of_received(INPUT, files, author)


def taken_over(*copies: Received, accept: str = "all", author: str | None = None) -> Done:
    """Take over what was changed."""
    return take_over(together(*copies, author=author), choice(accept), is_written=True)


def outcomes(done: Done, state: str) -> list[str]:
    """The ids of one kind of outcome."""
    return [one.id for one in done.applied.outcomes if one.state == state]


def refused(done: Done) -> list[Outcome]:
    """What could not be written."""
    return [one for one in done.applied.outcomes if one.state == "refused"]


def is_closed(copy: Received) -> bool:
    """Whether nothing of a copy is left to take over, and to do it again changes nothing."""
    before = INPUT.read_bytes()
    found = together(copy)
    take_over(found, Choice(everything=True), is_written=True)
    return found.reviews[0].review.is_empty and before == INPUT.read_bytes()
