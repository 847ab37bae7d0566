"""What a review can find: a row for each kind of change, and all of them together."""

from __future__ import annotations

from typing import Literal, NamedTuple

from drafter.problems import Place
from drafter.received import Comment, Paragraph

# How a field was found; all but the first ought to be asked about.
Route = Literal["bookmark", "struck", "likeness", "position"]
Kind = Literal["changed", "retyped", "deleted", "split", "merged"]


class Edit(NamedTuple):
    """A piece of text that somebody put in or took out; without tracking, by nobody known."""

    kind: Literal["inserted", "deleted"]
    text: str
    author: str
    date: str  # ISO 8601, or ""


class Change(NamedTuple):
    """Printed text that is another now. Paragraphs are joined by an empty line.

    `split` and `merged` are texts of which only paragraphs are others. Where the field is printed
    elsewhere too, `same_elsewhere` counts the places that still say the old text.
    """

    kind: Kind
    field: str
    old: str
    new: str
    edits: tuple[Edit, ...]
    route: Route
    content: tuple[Paragraph, ...] = ()  # the new text as it looks, without traces
    same_elsewhere: int = 0


class Origin(NamedTuple):
    """Where text stands that no field of the input holds: `place` is a line of a file.

    That is a template, a register (or the organisation), the line of a template where words of
    drafter's own are printed, or the source in the input of which drafter makes a note. Where
    that file comes with drafter, `own` is the one in which a version of one's own goes; `field`
    could say something else in the input.
    """

    kind: Literal["template", "register", "words", "source"]
    place: Place
    own: str = ""
    field: str = ""


class Template(NamedTuple):
    """Text of the template or of a register that was changed; it stands between these fields.

    `at` counts the signs of no field, spaces left out, that are printed in the body before the
    first word that was changed. Of text in a note, `note` is the key of that.
    """

    old: str
    new: str
    after: str | None
    before: str | None
    edits: tuple[Edit, ...]
    at: int | None = None
    note: str = ""
    origin: Origin | None = None

    @property
    def place(self) -> Place | None:
        """Where it can be changed."""
        return self.origin.place if self.origin else None


class Added(NamedTuple):
    """A paragraph that is new, between two fields.

    `list` is the list of the input that it is a new item of, such as `asks`, if it is of any.
    `joins` are the fields that it could be more text of, the likelier one first: between them and
    it nothing stands that no field of the input holds, such as a greeting.
    """

    text: str
    after: str | None
    before: str | None
    list: str
    edits: tuple[Edit, ...]
    content: Paragraph
    joins: tuple[str, ...] = ()


class Moved(NamedTuple):
    """Paragraphs that stand elsewhere now, with the fields in them and those around them."""

    fields: tuple[str, ...]
    text: str
    after: str | None
    before: str | None
    edits: tuple[Edit, ...]
    route: Route


class Joint(NamedTuple):
    """Two fields of which one paragraph became two, or two became one."""

    kind: Literal["split", "merged"]
    first: str | None
    second: str | None
    edits: tuple[Edit, ...]


class Look(NamedTuple):
    """Text of a rich field that was kept but looks otherwise; a link is its address."""

    field: str
    text: str
    what: Literal["bold", "italic", "link", "list"]
    old: str
    new: str


class NoteChange(NamedTuple):
    """A footnote that was added to the text of a field, or taken out of it."""

    kind: Literal["added", "removed"]
    field: str | None
    key: str  # of a removed one, as the input names it; of an added one, its id in the file
    text: str
    edits: tuple[Edit, ...]


class Remark(NamedTuple):
    """A comment, the replies to it, and what it is about."""

    comment: Comment
    replies: tuple[Comment, ...]
    fields: tuple[str, ...]
    quote: str

    @property
    def is_answered(self) -> bool:
        """Whether somebody replied to it, or closed it."""
        return self.comment.resolved or bool(self.replies)


class Order(NamedTuple):
    """The items of a list of the input as they stand now; None is one that was added."""

    list: str
    old: tuple[str, ...]
    new: tuple[str | None, ...]

    @property
    def removed(self) -> tuple[str, ...]:
        """The items that are gone."""
        return tuple([id for id in self.old if id not in self.new])


class Review(NamedTuple):
    """All that is not as it was printed."""

    changes: tuple[Change, ...] = ()
    added: tuple[Added, ...] = ()
    moved: tuple[Moved, ...] = ()
    joints: tuple[Joint, ...] = ()
    looks: tuple[Look, ...] = ()
    notes: tuple[NoteChange, ...] = ()
    template: tuple[Template, ...] = ()
    remarks: tuple[Remark, ...] = ()
    orders: tuple[Order, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody changed or remarked anything."""
        return not any(self)
