"""What a letter, a position paper and an organisation hold.

One class per thing a policy officer would name; the field names are those of the input
files. Values come in as text (see `source`); what is a date or a register entry is
decided here. Validators report with `fault`, so that every problem has a code, a message
and a remedy, and pydantic collects them all.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from drafter.dutch import dates
from drafter.dutch.committees import CommitteeNotThen, Register, UnknownCommittee
from drafter.dutch.meetings import MeetingTypeNotThen, MeetingTypes, UnknownMeetingType
from drafter.problems import nearest

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")


@dataclass
class Context:
    """What validators know beside the value: the registers, and the file's own ids and notes."""

    committees: Register
    meetings: MeetingTypes
    on: datetime.date
    notes: frozenset[str] = frozenset()
    working_groups: tuple[str, ...] = ()
    seen: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))


def _context(info: ValidationInfo) -> Context:
    context = info.context
    assert isinstance(context, Context), "models are validated through `validate`"
    return context


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """A problem as pydantic wants it; its place is that of the field."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


# ── Texts ─────────────────────────────────────────────────────────────────────


def _typed(value: Any) -> str:
    """The text of a field, or a fault when it is empty, no text, or cut off by `` #``."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise fault("empty", _("this field is empty"), _("fill it in, or remove the line"))
    if not isinstance(value, str):
        raise fault(
            "no-text",
            _("a text belongs here, not a list or a group of fields"),
            _("put quotes around a text that starts with [ or {, or holds a colon and a space"),
        )
    if (cut := getattr(value, "cut", None)) is not None:
        raise PydanticCustomError(
            "cut-off",
            "{message}",
            {
                "message": _("everything after this # is dropped"),
                "hint": _("put quotes around the text; a remark of your own goes on its own line"),
                "place": cut,
            },
        )
    return value


class Text(str):
    """A literal text: what is typed is what is printed."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _next: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls._check)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _next: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string"}

    @classmethod
    def _check(cls, value: Any, _info: ValidationInfo) -> Text:
        return cls(_typed(value))


class Rich(Text):
    """A text in which Markdown's emphasis, links, lists, quotes and notes count."""

    __slots__ = ()

    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> Rich:
        text = cls(_typed(value))
        for key in _NOTE.findall(text):
            if key not in _context(info).notes:
                raise _unknown_note(key, info)
        return text


class NoteText(Text):
    """The text of a footnote: rich, but without footnotes of its own."""

    __slots__ = ()

    @classmethod
    def _check(cls, value: Any, _info: ValidationInfo) -> NoteText:
        if value is None or (isinstance(value, str) and not value.strip()):
            raise fault(
                "empty-note",
                _("this note has no text"),
                _("write what the note should say, or remove it and its [^…]"),
            )
        text = cls(_typed(value))
        if _NOTE.search(text):
            raise fault(
                "note-in-note",
                _("a note cannot hold a note"),
                _("name the source in the text of this note"),
            )
        return text


class NoteKey(Text):
    """The key of a footnote that stands under `notes`."""

    __slots__ = ()

    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> NoteKey:
        text = cls(_typed(value))
        if text not in _context(info).notes:
            raise _unknown_note(text, info)
        return text


def _unknown_note(key: str, info: ValidationInfo) -> PydanticCustomError:
    return fault(
        "unknown-note",
        _("there is no note '{key}' under 'notes'").format(key=key),
        _did_you_mean(key, _context(info).notes)
        or _("add it under 'notes:' as '{key}: the text of the note'").format(key=key),
    )


def _did_you_mean(word: str, known: Any) -> str:
    near = nearest(word, known)
    return _("did you mean '{near}'?").format(near=near) if near else ""


# ── Values that are looked up or read ─────────────────────────────────────────


def _checked(check: Callable[[str, ValidationInfo], Any]) -> BeforeValidator:
    def run(value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, datetime.date | datetime.time | bool):
            return value
        if value is not None and not isinstance(value, str):
            _typed(value)
        if not value or not value.strip():
            raise fault("empty", _("this field is empty"), _("fill it in, or remove the line"))
        return check(str(value).strip(), info)

    return BeforeValidator(run)


def _date(text: str, _info: ValidationInfo) -> datetime.date:
    try:
        return dates.parse_date(text)
    except dates.NoSuchDay:
        raise fault(
            "no-such-day",
            _("{text} does not exist in the calendar").format(text=text),
            _("check the day and the month"),
        ) from None
    except ValueError:
        raise fault(
            "no-date",
            _("'{text}' is not a date").format(text=text),
            _("write 2026-06-09, 9-6-2026 or 9 juni 2026"),
        ) from None


def _time(text: str, _info: ValidationInfo) -> datetime.time:
    try:
        return dates.parse_time(text)
    except ValueError:
        raise fault(
            "no-time", _("'{text}' is not a time").format(text=text), _("write 10:00 or 10.00")
        ) from None


_YES_NO = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}


def _yes_no(text: str, _info: ValidationInfo) -> bool:
    if text.casefold() not in _YES_NO:
        raise fault(
            "no-yes-no", _("'{text}' is not yes or no").format(text=text), _("write ja or nee")
        )
    return _YES_NO[text.casefold()]


def _identifier(scope: str) -> Callable[[str, ValidationInfo], str]:
    """An id; unique within `scope` of the file, or anywhere when `scope` is empty."""

    def check(text: str, info: ValidationInfo) -> str:
        if not _ID.fullmatch(text):
            raise fault(
                "bad-id",
                _("'{text}' cannot be an id").format(text=text),
                _("use small letters, digits and hyphens, such as '{example}'").format(
                    example=slug(text) or "genderadviseur"
                ),
            )
        if scope and text in _context(info).seen[scope]:
            raise fault(
                "duplicate-id",
                _("the id '{text}' is already in use").format(text=text),
                _("give each its own id; changes from Word find their way back by it"),
            )
        _context(info).seen[scope][text] = True
        return text

    return check


def _committee(text: str, info: ValidationInfo) -> str:
    """A committee as of the letter's date."""
    on = _context(info).on
    try:
        _context(info).committees.find(text, on)
    except CommitteeNotThen as error:
        raise fault(
            "committee-not-then",
            _("the {committee} did not exist on {date}").format(
                committee=error.committee.official_name, date=dates.format_date(on)
            ),
            _("check the date of the letter, or the committee"),
        ) from None
    except UnknownCommittee as error:
        all_of_them = _("'drafter committees' lists them all")
        near = _("did you mean '{near}'?").format(near=error.suggestion) if error.suggestion else ""
        raise fault(
            "unknown-committee",
            _("there is no committee '{text}'").format(text=text),
            f"{near} {all_of_them}".strip(),
        ) from None
    return text


def _meeting_type(text: str, info: ValidationInfo) -> str:
    known = _context(info).meetings
    try:
        known.find(text, _context(info).on)
    except MeetingTypeNotThen:
        pass  # the day of the meeting decides, not that of the letter: see Occasion
    except UnknownMeetingType as error:
        names = ", ".join(kind.noun for kind in known.all())
        raise fault(
            "unknown-meeting-type",
            _("there is no meeting type '{text}'").format(text=text),
            _("did you mean '{near}'?").format(near=error.suggestion)
            if error.suggestion
            else _("known are: {types}").format(types=names),
        ) from None
    return text


def _working_group(text: str, info: ValidationInfo) -> str:
    known = _context(info).working_groups
    if text not in known:
        raise fault(
            "unknown-working-group",
            _("there is no working group '{text}' in organisation.yaml").format(text=text),
            _did_you_mean(text, known) or _("known are: {types}").format(types=", ".join(known)),
        )
    return text


# In the JSON Schema all of these are texts, as in the file; "committee" and "meeting" mark
# where the registers' names are offered.
_TEXT = WithJsonSchema({"type": "string"})

Date = Annotated[datetime.date, _checked(_date), _TEXT]
Time = Annotated[datetime.time, _checked(_time), _TEXT]
YesNo = Annotated[bool, _checked(_yes_no), WithJsonSchema({"enum": ["ja", "nee"]})]
Id = Annotated[str, _checked(_identifier("")), _TEXT]
CommitteeName = Annotated[
    str, _checked(_committee), WithJsonSchema({"type": "string", "format": "committee"})
]
MeetingTypeName = Annotated[
    str, _checked(_meeting_type), WithJsonSchema({"type": "string", "format": "meeting"})
]
WorkingGroupId = Annotated[str, _checked(_working_group)]


class _Strict(BaseModel):
    """Refuses fields it does not know, and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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

    @model_validator(mode="after")
    def _held_then(self, info: ValidationInfo) -> Occasion:
        if self.time is not None and self.date is None:
            raise fault("no-date", _("a time needs a date"), _("add 'date:' above it"))
        on = self.date or _context(info).on
        try:
            _context(info).meetings.find(self.type, on)
        except MeetingTypeNotThen as error:
            raise fault(
                "meeting-type-not-then",
                _("there was no {noun} on {date}").format(
                    noun=error.kind.noun, date=dates.format_date(on)
                ),
                _("check the date and the type of the meeting"),
            ) from None
        return self


class Ask(_Strict):
    """A question that a member of parliament can put to the government."""

    id: Annotated[str, _checked(_identifier("asks"))] = Field(
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


class ActionPoint(_Strict):
    """A demand; other documents refer to it by its id."""

    id: Annotated[str, _checked(_identifier("action_points"))] = Field(
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

    id: Annotated[str, _checked(_identifier("tables"))] = Field(
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

    id: Annotated[str, _checked(_identifier("sections"))] = Field(
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

    id: Annotated[str, _checked(_identifier("recommendations"))] = Field(
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


MODELS: dict[str, type[Letter] | type[PositionPaper]] = {
    "letter": Letter,
    "position-paper": PositionPaper,
}

# ── The organisation ──────────────────────────────────────────────────────────


class WorkingGroup(_Strict):
    """A working group that writes letters in the organisation's name."""

    id: Annotated[str, _checked(_identifier("working_groups"))]
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


def slug(text: str) -> str:
    """`text` as an id: small letters, digits and hyphens; empty when nothing is left."""
    import unicodedata

    plain = (
        unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))
