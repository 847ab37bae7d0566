"""What a letter, a position paper and an organisation hold.

One class per thing a policy officer would name; the field names are those of the input
files. What a value may be stands in `values`.
"""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from drafter.dutch import dates
from drafter.dutch.meetings import MeetingTypeNotThen
from drafter.sources import Source, SourceKey
from drafter.values import (
    CommitteeName,
    Date,
    Id,
    MeetingTypeName,
    NoteKey,
    NoteText,
    Rich,
    Text,
    Time,
    WorkingGroupId,
    YesNo,
    checked,
    context_of,
    fault,
    identifier,
)

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`


class _Strict(BaseModel):
    """Refuses fields it does not know, and cannot be changed."""

    # Built when first used: a letter needs not wait for the position paper.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


# ── Parts of a letter ─────────────────────────────────────────────────────────


class Sender(_Strict):
    """Who writes: a working group of the organisation."""

    working_group: WorkingGroupId = Field(
        description=N_("the id of a working group in organisation.yaml")
    )


class Addressee(_Strict):
    """To whom: a committee of the register, or address lines typed in full."""

    committee: CommitteeName | None = Field(
        None, description=N_("a committee of parliament: its short name, code or full name")
    )
    lines: list[Text] | None = Field(
        None,
        description=N_("the lines of an address of your own, instead of a committee"),
        min_length=1,
    )
    salutation: Text | None = Field(
        None, description=N_("the salutation, where it is not that of the committee")
    )

    @model_validator(mode="after")
    def _one_way(self) -> Addressee:
        if (self.committee is None) == (self.lines is None):
            raise fault(
                "addressee",
                _("an addressee is either a committee or lines of your own"),
                _("write 'committee: defensie', or 'lines:' with 'salutation:'"),
            )
        if self.lines is not None and self.salutation is None:
            raise fault(
                "addressee",
                _("an address of your own needs its own salutation"),
                _("add 'salutation: Geachte …,'"),
            )
        return self


class Occasion(_Strict):
    """What the letter is about: a meeting of the committee."""

    type: MeetingTypeName = Field(description=N_("the kind of meeting"))
    date: Date | None = Field(None, description=N_("the day of the meeting"))
    time: Time | None = Field(None, description=N_("when the meeting begins"))
    subject: Text = Field(
        description=N_("what the meeting is about, with its article: 'de voortgang van de missie'")
    )

    @field_validator("subject")
    @classmethod
    def _within_a_sentence(cls, subject: Text) -> Text:
        if subject.rstrip().endswith((".", "!", "?")):
            raise fault(
                "full-stop",
                _("this subject becomes part of a sentence and cannot end one"),
                _("leave out the full stop"),
            )
        return subject

    @model_validator(mode="after")
    def _held_then(self, info: ValidationInfo) -> Occasion:
        if self.time is not None and self.date is None:
            raise fault("no-date", _("a time needs a date"), _("add 'date:' above it"))
        on = self.date or context_of(info).on
        try:
            context_of(info).meetings.find(self.type, on)
        except MeetingTypeNotThen as error:
            raise fault(
                "meeting-type-not-then",
                _("the Kamer did not hold a {noun} yet, or no longer, on {date}").format(
                    noun=error.kind.noun, date=dates.format_date(on)
                ),
                _("check the date and the type of the meeting"),
            ) from None
        return self


class Ask(_Strict):
    """A question that a member of parliament can put to the government."""

    id: Annotated[str, checked(identifier("asks"))] = Field(
        description=N_("a short name of its own; it stays the same when the ask moves or changes")
    )
    heading: Text | None = Field(None, description=N_("what has to be done, in one line"))
    background: Rich | None = Field(
        None, description=N_("the fact or the worry behind the question")
    )
    question: Rich = Field(
        description=N_("the question, in the third person: 'Is de minister bereid …?'")
    )
    to: Text | None = Field(
        None, description=N_("to whom, without article: 'minister van Defensie'")
    )

    @field_validator("to")
    @classmethod
    def _without_article(cls, to: Text | None) -> Text | None:
        if to is not None and to.casefold().startswith(("de ", "het ")):
            raise fault(
                "article",
                _("the letter itself says 'aan de' before this"),
                _("leave out the article: 'minister van Defensie'"),
            )
        return to


class ActionPoint(_Strict):
    """A demand; other documents refer to it by its id."""

    id: Annotated[str, checked(identifier("action_points"))] = Field(
        description=N_("a short name of its own; letters refer to the action point by it")
    )
    text: Rich = Field(description=N_("one step, in the imperative"))
    tags: list[Id] = Field([], description=N_("words by which letters can choose action points"))


class Signatory(_Strict):
    """Who signs: a person, an organisation or both."""

    name: Text | None = Field(None, description=N_("the name of a person"))
    function: Text | None = Field(None, description=N_("the function of that person"))
    organisation: Text | None = Field(None, description=N_("the organisation or working group"))

    @model_validator(mode="after")
    def _somebody(self) -> Signatory:
        if self.name is None and self.organisation is None:
            raise fault(
                "signatory", _("a signatory has a name or an organisation"), _("add 'name:'")
            )
        return self


class Letter(_Strict):
    """A letter. Required is only what a letter cannot do without."""

    kind: Literal["letter"] = Field(description=N_("what this file is: a letter"))
    id: Id = Field(description=N_("a short name, also in the name of the document"))
    template: Id | None = Field(None, description=N_("another template than the usual one"))
    date: Date = Field(description=N_("the date of the letter"))
    place: Text | None = Field(
        None, description=N_("where the letter is written, if not where the organisation is")
    )
    subject: Text = Field(description=N_("what the letter is about, in one line"))
    our_reference: Text | None = Field(None, description=N_("your own reference"))
    your_reference: Text | None = Field(None, description=N_("the addressee's reference"))
    sender: Sender | None = Field(None, description=N_("who writes"))
    addressee: Addressee = Field(description=N_("to whom the letter goes"))
    occasion: Occasion | None = Field(None, description=N_("the meeting that the letter is about"))
    opening: Rich | None = Field(
        None, description=N_("why this matters now; it follows the sentence about the meeting")
    )
    appreciation: Rich | None = Field(None, description=N_("what goes well"))
    bridge: Rich | None = Field(
        None, description=N_("the sentence before the asks, if not the usual one")
    )
    asks: list[Ask] = Field(
        [], description=N_("the questions that a member of parliament can put to the government")
    )
    action_points: list[ActionPoint] = Field([], description=N_("what has to be done, as a list"))
    closing: Rich | None = Field(
        None, description=N_("the last paragraph, before the closing formula")
    )
    signatories: list[Signatory] = Field(
        [], description=N_("who signs, if not the usual signatories of the working group")
    )
    enclosures: list[Text] = Field([], description=N_("what goes with the letter"))
    copies: list[Text] = Field([], description=N_("who gets a copy"))
    notes: dict[str, NoteText] = Field(
        {}, description=N_("the texts of the footnotes, by their key")
    )
    sources: dict[SourceKey, Source] = Field(
        {}, description=N_("the documents that are cited, by their key")
    )

    @model_validator(mode="after")
    def _says_something(self) -> Letter:
        if not (self.opening or self.asks or self.action_points):
            raise fault(
                "no-content",
                _("this letter says nothing yet"),
                _("add 'asks:', 'action_points:' or 'opening:'"),
            )
        return self


# ── Parts of a position paper ─────────────────────────────────────────────────


class Table(_Strict):
    """A table with a caption and one header row."""

    id: Annotated[str, checked(identifier("tables"))] = Field(
        description=N_("a short name of its own")
    )
    caption: Text = Field(description=N_("what the table shows"))
    columns: list[Text] = Field(description=N_("the headings of the columns"), min_length=1)
    rows: list[list[Text]] = Field(
        description=N_("the rows, each a list with a cell for every column"), min_length=1
    )

    @model_validator(mode="after")
    def _rectangular(self) -> Table:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise fault(
                    "table-row",
                    _("row {number} has {cells} cells and the table has {columns} columns").format(
                        number=number, cells=len(row), columns=len(self.columns)
                    ),
                    _("give every row a cell for every column; write '–' in an empty one"),
                )
        return self


class Section(_Strict):
    """A part of an analysis under a sub-heading."""

    id: Annotated[str, checked(identifier("sections"))] = Field(
        description=N_("a short name of its own")
    )
    heading: Text = Field(description=N_("the sub-heading"))
    heading_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the heading")
    )
    text: Rich = Field(description=N_("the text under the sub-heading"))


class Introduction(_Strict):
    """How the paper begins."""

    heading: Text | None = Field(None, description=N_("the heading, if not 'Inleiding'"))
    heading_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the heading")
    )
    text: Rich = Field(description=N_("the text of the introduction"))


class Recommendation(_Strict):
    """A numbered chapter: what is wrong, and what has to be done."""

    id: Annotated[str, checked(identifier("recommendations"))] = Field(
        description=N_("a short name of its own")
    )
    heading: Text = Field(description=N_("the recommendation in one line, in the imperative"))
    heading_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the heading")
    )
    analysis: Rich = Field(description=N_("what goes wrong, for whom, and what is needed"))
    sections: list[Section] = Field([], description=N_("parts of the analysis under sub-headings"))
    tables: list[Table] = Field([], description=N_("tables that go with the analysis"))
    action_points_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the word 'Actiepunten'")
    )
    action_points: list[ActionPoint] = Field([], description=N_("what has to be done, as a list"))


class PositionPaper(_Strict):
    """A position paper."""

    kind: Literal["position-paper"] = Field(description=N_("what this file is: a position paper"))
    id: Id = Field(description=N_("a short name, also in the name of the document"))
    template: Id | None = Field(None, description=N_("another template than the usual one"))
    title: Text = Field(description=N_("the title"))
    period: Text | None = Field(None, description=N_("the years that the paper is for"))
    date: Date | None = Field(None, description=N_("the date of the paper"))
    working_group: WorkingGroupId | None = Field(
        None, description=N_("the id of a working group in organisation.yaml")
    )
    contents: YesNo = Field(
        False, description=N_("whether there is a table of contents: ja or nee")
    )
    lead: Rich | None = Field(None, description=N_("the message in two sentences, set larger"))
    introduction: Introduction = Field(description=N_("how the paper begins"))
    recommendations: list[Recommendation] = Field(
        description=N_("the numbered chapters"), min_length=1
    )
    tables: list[Table] = Field([], description=N_("tables at the end of the paper"))
    closing: Rich | None = Field(None, description=N_("the last chapter"))
    contact: Rich | None = Field(None, description=N_("whom the reader can turn to"))
    notes: dict[str, NoteText] = Field(
        {}, description=N_("the texts of the footnotes, by their key")
    )
    sources: dict[SourceKey, Source] = Field(
        {}, description=N_("the documents that are cited, by their key")
    )


MODELS: dict[str, type[Letter] | type[PositionPaper]] = {
    "letter": Letter,
    "position-paper": PositionPaper,
}

# ── The organisation ──────────────────────────────────────────────────────────


class WorkingGroup(_Strict):
    """A working group that writes letters in the organisation's name."""

    id: Annotated[str, checked(identifier("working_groups"))]
    name: Text
    signatories: list[Signatory] = []


class Organisation(_Strict):
    """The sender of everything: names, contact, and who signs when a letter does not say."""

    kind: Literal["organisation"]
    name: Text
    tagline: Text
    place: Text
    contact: list[Text] = Field(min_length=1)
    return_address: Text | None = None
    working_groups: list[WorkingGroup] = []
    signatories: list[Signatory] = Field(min_length=1)
