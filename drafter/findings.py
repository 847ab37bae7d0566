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

    `told` says what, who and when; `more` what belongs to it, `questions` what ought to be asked
    about it, and `advice` what to do where it waits for people. `outcome` says what would be, or
    was, written to the input. `is_open` when people have to decide: a conflict, a comment that
    nobody answered.
    """

    kind: Kind
    told: str
    passages: tuple[Passage, ...] = ()
    more: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    outcome: str = ""
    is_open: bool = False


class Section(NamedTuple):
    """What was found of one field, or at one place that is of no field.

    `title` is in words; `field` is the id by which commands know it, and `place` the file and the
    line. `outcome` says what the whole of it comes to.
    """

    title: str
    findings: tuple[Finding, ...]
    field: str = ""
    where: str = ""  # of no field: between which
    place: str = ""
    questions: tuple[str, ...] = ()
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Whether people have to decide something here."""
        return any(finding.is_open for finding in self.findings)


class Group(NamedTuple):
    """Sections of one kind: those of fields, what is new or elsewhere, what is not in the input."""

    title: str
    sections: tuple[Section, ...]


class File(NamedTuple):
    """A file that was read, who worked in it, and what ought to be asked about it."""

    name: str
    told: str
    questions: tuple[str, ...]


class Findings(NamedTuple):
    """The whole: `counts` say how much there is of everything, `left` what was done about it."""

    title: str  # of the document
    input: str
    files: tuple[File, ...]
    groups: tuple[Group, ...]
    counts: tuple[str, ...]
    left: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, in order."""
        return tuple([section for group in self.groups for section in group.sections])
