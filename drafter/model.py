"""What a letter, a position paper and an organisation hold.

One class per thing a policy officer would name; the field names are those of the input
files. What a value may be stands in `values`.
"""

from __future__ import annotations

import datetime
from gettext import gettext as _
from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from drafter.addressee import Addressee, OneOrMore
from drafter.dutch import dates
from drafter.dutch.meetings import Form, MeetingType, MeetingTypeNotThen, MeetingTypes
from drafter.dutch.occasions import When
from drafter.dutch.typography import NBSP
from drafter.sources import Source, SourceKey
from drafter.values import (
    AskGroupKey,
    AsksBy,
    Chapter,
    CommitteeName,
    Date,
    Dossier,
    Id,
    MeetingTypeName,
    MonthOf,
    NoteKey,
    NoteText,
    Numbering,
    OfficeName,
    Rich,
    Text,
    Time,
    WeekOf,
    WorkingGroupId,
    Year,
    YesNo,
    checked,
    context_of,
    fault,
    identifier,
    one_of,
)
from drafter.values import Strict as _Strict

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`


# ── Parts of a letter ─────────────────────────────────────────────────────────


class Sender(_Strict):
    """Who writes: a working group of the organisation."""

    working_group: WorkingGroupId = Field(
        description=N_("the id of a working group in organisation.yaml")
    )


STAGES = ("inbreng-verslag", "wetgevingsoverleg", "plenair")
MOMENTS: dict[str, Form] = {"binnenkort": "soon", "onbekend": "unknown"}
_FORM: dict[str, Form] = {"date": "date", "week": "week", "month": "month", "deadline": "deadline"}
_TIMES = (*_FORM, "when")


class Occasion(_Strict):
    """What the letter is about: a meeting, a bill, a budget, another letter or a request."""

    type: MeetingTypeName = Field(
        description=N_("the kind of meeting; or a bill, a budget, a letter or a request")
    )
    stage: Annotated[str, one_of(*STAGES), WithJsonSchema({"enum": list(STAGES)})] | None = Field(
        None, description=N_("the stage of a bill or a budget")
    )
    subject: Text | None = Field(
        None,
        description=N_("what it is about, with its article: 'de voortgang van de missie'"),
    )
    dossier: Dossier | None = Field(
        None, description=N_("the number of the dossier, such as 36 800")
    )
    chapter: Chapter | None = Field(None, description=N_("the chapter of a budget, such as X"))
    year: Year | None = Field(None, description=N_("the year that a budget is for"))
    with_whom: Text | None = Field(
        None, description=N_("with whom the meeting is, with article; or who sent the letter")
    )
    committee: CommitteeName | None = Field(
        None, description=N_("which committee meets, if the letter is not to its members")
    )
    date: Date | None = Field(None, description=N_("the day of it"))
    time: Time | None = Field(None, description=N_("when the meeting begins, or the deadline ends"))
    week: WeekOf | None = Field(
        None, description=N_("instead of a date: the week, such as 2026-W24 or a date in it")
    )
    month: MonthOf | None = Field(
        None, description=N_("instead of a date: the month, such as juni 2026")
    )
    when: Annotated[str, one_of(*MOMENTS), WithJsonSchema({"enum": list(MOMENTS)})] | None = Field(
        None, description=N_("instead of a date: binnenkort or onbekend")
    )
    deadline: Date | None = Field(
        None, description=N_("instead of a date: until when there can be contributions")
    )

    @property
    def moment(self) -> When:
        """When it is, as far as the input says."""
        if self.date:
            return When.on(self.date, self.time)
        if self.deadline:
            return When.deadline(self.deadline, self.time)
        if self.week:
            return When.week(self.week.monday)
        if self.month:
            return When.month(self.month.first)
        return When(MOMENTS[self.when]) if self.when else When()

    def kind(self, meetings: MeetingTypes, letter_date: datetime.date) -> MeetingType:
        """The type, by its name on the day itself, at its stage.

        Raises `MeetingTypeNotThen`.
        """
        kind = meetings.find(self.type, self.moment.first or letter_date)
        return kind.stages[self.stage] if self.stage else kind

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

    @field_validator("with_whom")
    @classmethod
    def _with_article(cls, with_whom: Text) -> Text:
        if with_whom.casefold().startswith(("minister", "staatssecretaris")):
            raise fault(
                "no-article",
                _("the sentence needs the article before this"),
                _("write 'de minister van …'"),
            )
        return with_whom

    @model_validator(mode="after")
    def _one_time(self) -> Occasion:
        given = [name for name in _TIMES if getattr(self, name) is not None]
        if len(given) > 1:
            raise fault(
                "two-times",
                _("there is more than one time here: {times}").format(times=", ".join(given)),
                _("keep one of them"),
                given[1],
            )
        if self.time is not None and not (self.date or self.deadline):
            raise fault("no-date", _("a time needs a date"), _("add 'date:' above it"))
        return self

    @model_validator(mode="after")
    def _held_then(self, info: ValidationInfo) -> Occasion:
        on = self.moment.first or context_of(info).on
        try:
            kind = context_of(info).meetings.find(self.type, on)
        except MeetingTypeNotThen as error:
            raise fault(
                "meeting-type-not-then",
                _("the Kamer did not hold a {noun} yet, or no longer, on {date}").format(
                    noun=error.kind.noun, date=dates.format_date(on)
                ),
                _("check the date and the type of the meeting"),
            ) from None
        if self.stage and self.stage not in kind.stages:
            raise _not_with("stage", kind, tuple(kind.stages))
        self._fits(self.kind(context_of(info).meetings, context_of(info).on))
        if kind.key == "eerdere-brief" and self._is_to_come(context_of(info).on):
            raise fault(
                "letter-to-come",
                _("this earlier letter is dated after the letter itself"),
                _("check both dates"),
                "date" if self.date else "week" if self.week else "month",
            )
        return self

    def _is_to_come(self, letter_date: datetime.date) -> bool:
        first = self.moment.first
        return first is not None and first > letter_date

    def _fits(self, kind: MeetingType) -> None:
        """Whatever is typed has a place in the sentence about this kind of occasion."""
        typed = next((name for name in _TIMES if getattr(self, name) is not None), None)
        if typed and self.moment.form not in kind.forms:
            raise _not_with(typed, kind, tuple(n for n in _TIMES if _FORM.get(n) in kind.forms))
        if self.subject is None and kind.forms:
            raise fault(
                "missing-field",
                _("the field '{name}' is missing here").format(name="subject"),
                _("add 'subject:' with what it is about: 'de voortgang van de missie'"),
            )
        for name, has_place in _has_place(kind).items():
            if getattr(self, name) is not None and not has_place:
                raise _not_with(name, kind, ())
        if self.chapter and self.dossier and self.dossier.endswith(f"{NBSP}{self.chapter}"):
            raise fault(
                "chapter-twice",
                _("the chapter stands in the dossier too"),
                _("leave it out of one of the two"),
                "chapter",
            )
        if self.year and self.subject and self.year in self.subject:
            raise fault(
                "year-twice",
                _("the year stands in the subject too"),
                _("leave it out of one of the two"),
                "year",
            )


def _has_place(kind: MeetingType) -> dict[str, bool]:
    """Whether there is a place for these fields in what is said of such an occasion."""
    is_budget = kind.object == "de begroting van"
    return {
        "subject": bool(kind.forms),
        "dossier": bool(kind.forms),
        "chapter": is_budget,
        "year": is_budget,
        "with_whom": bool(kind.company),
        "time": not kind.is_letter,
        "committee": kind.audience == "commissie",
    }


def _not_with(name: str, kind: MeetingType, known: tuple[str, ...]) -> PydanticCustomError:
    return fault(
        "not-with-this-type",
        _("'{name}' does not go with the type '{noun}'").format(name=name, noun=kind.noun),
        _("known are: {types}").format(types=", ".join(known))
        if known
        else _("remove the line, or choose another type"),
        name,
    )


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
    group: AskGroupKey | None = Field(
        None, description=N_("the key of the heading under 'ask_groups' that it stands under")
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


def _either(schema: dict[str, Any]) -> None:
    """Say to editors that a letter has `addressee` or `addressees`."""
    schema["required"].remove("addressee")
    schema["oneOf"] = [{"required": ["addressee"]}, {"required": ["addressees"]}]


class Letter(_Strict):
    """A letter. Required is only what a letter cannot do without."""

    model_config = ConfigDict(json_schema_extra=_either)

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
    addressee: OneOrMore = Field(
        description=N_("to whom the letter goes; a list for several addressees of one letter")
    )
    addressees: list[Addressee] = Field(
        [], description=N_("instead of addressee: who each get a letter of their own")
    )
    minister: OfficeName | None = Field(
        None,
        description=N_("the responsible member of government, if the committee does not tell"),
    )
    occasion: Occasion | None = Field(None, description=N_("what the letter is about"))
    opening: Rich | None = Field(
        None, description=N_("why this matters now; it follows the sentence about the occasion")
    )
    appreciation: Rich | None = Field(None, description=N_("what goes well"))
    bridge: Rich | None = Field(
        None, description=N_("the sentence before the asks, if not the usual one")
    )
    asks: list[Ask] = Field(
        [], description=N_("the questions that a member of parliament can put to the government")
    )
    ask_groups: dict[str, Text] = Field(
        {}, description=N_("the headings that asks stand under, by their key")
    )
    asks_by: AsksBy | None = Field(
        None, description=N_("'minister': the asks stand together by the minister they are put to")
    )
    asks_numbering: Numbering = Field(
        "geen",
        description=N_("how asks are numbered: geen, per-groep (each group from 1) or doorlopend"),
    )
    action_points: list[ActionPoint] = Field([], description=N_("what has to be done, as a list"))
    closing: Rich | None = Field(
        None, description=N_("the last paragraph, before the closing formula")
    )
    signatories: list[Signatory] = Field(
        [], description=N_("who signs, if not the usual signatories of the working group")
    )
    on_behalf_of: list[Text] = Field(
        [], description=N_("the organisations in whose name the letter is also written")
    )
    enclosures: list[Text] = Field([], description=N_("what goes with the letter"))
    copies: list[Text] = Field([], description=N_("who gets a copy"))
    notes: dict[str, NoteText] = Field(
        {}, description=N_("the texts of the footnotes, by their key")
    )
    sources: dict[SourceKey, Source] = Field(
        {}, description=N_("the documents that are cited, by their key")
    )

    @field_validator("asks_by")
    @classmethod
    def _grouped_once(cls, asks_by: str | None, info: ValidationInfo) -> str | None:
        if asks_by and info.data.get("ask_groups"):
            raise fault(
                "grouped-twice",
                _("asks stand under headings of your own or under those of ministers, not both"),
                _("remove 'asks_by:', or 'ask_groups:' and every 'group:'"),
            )
        return asks_by

    @model_validator(mode="before")
    @classmethod
    def _apart(cls, values: Any) -> Any:
        """A letter to each of several `addressees` has no `addressee` that can be missing."""
        if isinstance(values, dict) and "addressees" in values and "addressee" not in values:
            return {**values, "addressee": ()}
        return values

    @model_validator(mode="after")
    def _says_something(self) -> Letter:
        if not (self.opening or self.asks or self.action_points):
            raise fault(
                "no-content",
                _("this letter says nothing yet"),
                _("add 'asks:', 'action_points:' or 'opening:'"),
            )
        return self

    @model_validator(mode="after")
    def _to_somebody(self) -> Letter:
        if self.addressee and self.addressees:
            raise fault(
                "addressee",
                _("a letter has either addressee or addressees"),
                _("'addressee:' is for one letter, 'addressees:' for a letter to each of them"),
            )
        if not (self.addressee or self.addressees):
            raise fault(
                "empty-list",
                _("this list is empty"),
                _("add an item on a line of its own that starts with '- '"),
            )
        names = [one.id for one in self.addressees]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise fault(
                "duplicate-addressee",
                _("'{text}' would get this letter twice").format(text=twice),
                _("remove one of the two"),
            )
        return self

    @property
    def addressed(self) -> list[Addressee]:
        """Everybody to whom the letter goes."""
        return self.addressee if isinstance(self.addressee, list) else [self.addressee]


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
    signatories: list[Signatory] = Field([])


class Organisation(_Strict):
    """The sender of everything: names, contact, and who signs when a letter does not say."""

    kind: Literal["organisation"]
    name: Text
    tagline: Text
    place: Text
    contact: list[Text] = Field(min_length=1)
    return_address: Text | None = None
    working_groups: list[WorkingGroup] = Field([])
    signatories: list[Signatory] = Field(min_length=1)
