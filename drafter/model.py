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
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from drafter.dutch import dates
from drafter.dutch.committees import CommitteeNotThen, Register, UnknownCommittee
from drafter.dutch.meetings import MeetingTypeNotThen, MeetingTypes, UnknownMeetingType
from drafter.problems import nearest

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
            if key not in info.context.notes:
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
        if text not in info.context.notes:
            raise _unknown_note(text, info)
        return text


def _unknown_note(key: str, info: ValidationInfo) -> PydanticCustomError:
    return fault(
        "unknown-note",
        _("there is no note '{key}' under 'notes'").format(key=key),
        _did_you_mean(key, info.context.notes)
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
        raise fault("no-yes-no", _("'{text}' is not yes or no").format(text=text), _("write ja or nee"))
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
        if scope and text in info.context.seen[scope]:
            raise fault(
                "duplicate-id",
                _("the id '{text}' is already in use").format(text=text),
                _("give each its own id; changes from Word find their way back by it"),
            )
        info.context.seen[scope][text] = True
        return text

    return check


def _committee(text: str, info: ValidationInfo) -> str:
    """A committee as of the letter's date."""
    on = info.context.on
    try:
        info.context.committees.find(text, on)
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
    known = info.context.meetings
    try:
        known.find(text, info.context.on)
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
    known = info.context.working_groups
    if text not in known:
        raise fault(
            "unknown-working-group",
            _("there is no working group '{text}' in organisation.yaml").format(text=text),
            _did_you_mean(text, known) or _("known are: {types}").format(types=", ".join(known)),
        )
    return text


Date = Annotated[datetime.date, _checked(_date)]
Time = Annotated[datetime.time, _checked(_time)]
YesNo = Annotated[bool, _checked(_yes_no)]
Id = Annotated[str, _checked(_identifier(""))]
CommitteeName = Annotated[str, _checked(_committee)]
MeetingTypeName = Annotated[str, _checked(_meeting_type)]
WorkingGroupId = Annotated[str, _checked(_working_group)]


class _Strict(BaseModel):
    """Refuses fields it does not know, and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ── Parts of a letter ─────────────────────────────────────────────────────────


class Sender(_Strict):
    """Who writes: a working group of the organisation."""

    working_group: WorkingGroupId


class Addressee(_Strict):
    """To whom: a committee of the register, or address lines typed in full."""

    committee: CommitteeName | None = None
    lines: list[Text] | None = Field(None, min_length=1)
    salutation: Text | None = None

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

    type: MeetingTypeName
    date: Date | None = None
    time: Time | None = None
    subject: Text

    @model_validator(mode="after")
    def _held_then(self, info: ValidationInfo) -> Occasion:
        if self.time is not None and self.date is None:
            raise fault("no-date", _("a time needs a date"), _("add 'date:' above it"))
        on = self.date or info.context.on
        try:
            info.context.meetings.find(self.type, on)
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

    id: Annotated[str, _checked(_identifier("asks"))]
    heading: Text | None = None
    background: Rich | None = None
    question: Rich
    to: Text | None = None


class ActionPoint(_Strict):
    """A demand; other documents refer to it by its id."""

    id: Annotated[str, _checked(_identifier("action_points"))]
    text: Rich
    tags: list[Id] = []


class Signatory(_Strict):
    """Who signs: a person, an organisation or both."""

    name: Text | None = None
    function: Text | None = None
    organisation: Text | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Signatory:
        if self.name is None and self.organisation is None:
            raise fault(
                "signatory", _("a signatory has a name or an organisation"), _("add 'name:'")
            )
        return self


class Letter(_Strict):
    """A letter. Required is only what a letter cannot do without."""

    kind: Literal["letter"]
    id: Id
    template: Id | None = None
    date: Date
    place: Text | None = None
    subject: Text
    our_reference: Text | None = None
    your_reference: Text | None = None
    sender: Sender | None = None
    addressee: Addressee
    occasion: Occasion | None = None
    opening: Rich | None = None
    appreciation: Rich | None = None
    bridge: Rich | None = None
    asks: list[Ask] = []
    action_points: list[ActionPoint] = []
    closing: Rich | None = None
    signatories: list[Signatory] = []
    enclosures: list[Text] = []
    copies: list[Text] = []
    notes: dict[str, NoteText] = {}

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

    id: Annotated[str, _checked(_identifier("tables"))]
    caption: Text
    columns: list[Text] = Field(min_length=1)
    rows: list[list[Text]] = Field(min_length=1)

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

    id: Annotated[str, _checked(_identifier("sections"))]
    heading: Text
    heading_note: NoteKey | None = None
    text: Rich


class Introduction(_Strict):
    """How the paper begins."""

    heading: Text | None = None
    heading_note: NoteKey | None = None
    text: Rich


class Recommendation(_Strict):
    """A numbered chapter: what is wrong, and what has to be done."""

    id: Annotated[str, _checked(_identifier("recommendations"))]
    heading: Text
    heading_note: NoteKey | None = None
    analysis: Rich
    sections: list[Section] = []
    tables: list[Table] = []
    action_points_note: NoteKey | None = None
    action_points: list[ActionPoint] = []


class PositionPaper(_Strict):
    """A position paper."""

    kind: Literal["position-paper"]
    id: Id
    template: Id | None = None
    title: Text
    period: Text | None = None
    date: Date | None = None
    working_group: WorkingGroupId | None = None
    contents: YesNo = False
    lead: Rich | None = None
    introduction: Introduction
    recommendations: list[Recommendation] = Field(min_length=1)
    tables: list[Table] = []
    closing: Rich | None = None
    contact: Rich | None = None
    notes: dict[str, NoteText] = {}


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

    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))
