"""What a review found, in words and in order, for whatever prints it.

The terminal, the Word document and the web page print this and nothing else, so that they cannot
say different things. Which words stand where on the page is theirs; what is said is decided here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["kept", "deleted", "inserted"]
Kind = Literal[
    "change", "look", "note", "merged", "conflict", "comment", "added", "moved", "joint", "order",
    "template",
]  # fmt: skip
PARAGRAPH = "\u2029"  # in a text, the end of a paragraph; a line ends with "\n"


class Piece(NamedTuple):
    """A piece of a text, and what became of it."""

    text: str
    state: State = "kept"


class Passage(NamedTuple):
    """A text that is shown; `label` tells whose it is, where it is not plain from the finding.

    `person`: what one of several people did of the changes above it; `version`: one of the texts
    to choose from; `comment` and `reply`: what somebody said about the text.
    """

    pieces: tuple[Piece, ...]
    label: str = ""
    kind: Literal["text", "person", "version", "comment", "reply"] = "text"


class Finding(NamedTuple):
    """One thing that somebody did or said.

    `told` says what, who and when; `more` what belongs to it, and `questions` what ought to be
    asked about it. `is_open` when people have to decide: a conflict, a comment that nobody
    answered.
    """

    kind: Kind
    told: str
    passages: tuple[Passage, ...] = ()
    more: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    is_open: bool = False


class Section(NamedTuple):
    """What was found of one field, or at one place that is of no field.

    `title` is in words; `field` is the id by which commands know it, and `place` the file and the
    line.
    """

    title: str
    findings: tuple[Finding, ...]
    field: str = ""
    where: str = ""  # of no field: between which
    place: str = ""
    questions: tuple[str, ...] = ()


class Group(NamedTuple):
    """Sections of one kind: those of fields, what is new or elsewhere, what is not in the input."""

    title: str
    sections: tuple[Section, ...]


class File(NamedTuple):
    """A file that was read, who worked in it, and what ought to be asked about it."""

    name: str
    told: str
    questions: tuple[str, ...]


class Result(NamedTuple):
    """What becomes of a change in the input: `field` is what one names to choose it.

    `reason` says why it is not written; `question` and `commands` how one chooses.
    """

    field: str
    what: str = ""  # where that is no text
    place: str = ""
    reason: str = ""
    question: str = ""
    commands: tuple[str, ...] = ()


class Results(NamedTuple):
    """Changes of which the same becomes, such as those that wait for a choice."""

    title: str
    rows: tuple[Result, ...]


class Findings(NamedTuple):
    """The whole: `counts` say how much there is of everything, `results` what becomes of it.

    `end` says what was done to the input; with `is_written`, something was.
    """

    title: str  # of the document
    input: str
    files: tuple[File, ...]
    groups: tuple[Group, ...]
    counts: tuple[str, ...]
    results: tuple[Results, ...] = ()
    end: str = ""
    is_written: bool = False

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, in order."""
        return tuple([section for group in self.groups for section in group.sections])
