"""The values that fields hold: texts, dates, ids, and names that a register knows.

Values come in as text (see `source`); what is a date or a register entry is decided here.
Validators report with `fault`, so that every problem has a code, a message and a remedy, and
pydantic collects them all.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from gettext import gettext as _
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticOmit, core_schema

from drafter.dutch import dates, occasions
from drafter.dutch.calendar import Recess
from drafter.dutch.committees import CommitteeNotThen, Register, UnknownCommittee
from drafter.dutch.lookup import plain_letters
from drafter.dutch.meetings import MeetingTypeNotThen, MeetingTypes, UnknownMeetingType
from drafter.problems import nearest

if TYPE_CHECKING:
    from drafter.dutch.offices import Offices

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_SOURCE = re.compile(r"(?<!\\)\[@([^\]\s]+)\]")


class Strict(BaseModel):
    """A group of fields: refuses those it does not know, and cannot be changed."""

    # Built when first used: a letter needs not wait for the position paper.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Context:
    """What validators know beside the value: the registers; the file's ids, notes and sources.

    Offices and recesses are read when they are needed.
    """

    def __init__(
        self,
        committees: Register,
        meetings: MeetingTypes,
        offices: "Callable[[], Offices]",
        recesses: Callable[[], tuple[Recess, ...]],
        on: datetime.date,
        working_groups: tuple[str, ...] = (),
    ) -> None:
        self.committees, self.meetings = committees, meetings
        self.offices, self.recesses = offices, recesses
        self.on = on
        self.working_groups = working_groups
        self.notes: frozenset[str] = frozenset()
        self.ask_groups: frozenset[str] = frozenset()
        self.sources: frozenset[str] = frozenset()
        self.seen: dict[str, dict[str, Any]] = defaultdict(dict)


def context_of(info: ValidationInfo) -> Context:
    """The context that the validation was started with."""
    context = info.context
    assert isinstance(context, Context), "models are validated through `validate`"
    return context


def fault(code: str, message: str, hint: str = "", field: str = "") -> PydanticCustomError:
    """A problem as pydantic wants it; its place is that of the field, or of `field` in it."""
    context = {"message": message, "hint": hint, "field": field}
    return PydanticCustomError(code, "{message}", context)


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
    def _check(cls, value: Any, _info: ValidationInfo) -> "Text":
        return value if type(value) is cls else cls(_typed(value))


class Rich(Text):
    """A text in which Markdown's emphasis, links, lists, quotes and notes count."""

    __slots__ = ()

    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> "Rich":
        if type(value) is cls:  # checked before, against the same notes
            return value
        text = cls(_typed(value))
        if "[" in text:
            for key in _NOTE.findall(text):
                _find_note(key, info)
            _find_sources(text, info)
        return text


class NoteText(Text):
    """The text of a footnote: rich, but without footnotes of its own."""

    __slots__ = ()

    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> "NoteText":
        if type(value) is cls:
            return value
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
        _find_sources(text, info)
        return text


class NoteKey(Text):
    """The key of a footnote that stands under `notes`."""

    __slots__ = ()

    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> "NoteKey":
        text = cls(_typed(value))
        _find_note(text, info)
        return text


def sources_named(text: str) -> list[str]:
    """The keys of the sources that a rich text names, as in ``[@key]``."""
    return _SOURCE.findall(text)


def _find_note(key: str, info: ValidationInfo) -> None:
    """A source is cited like a note."""
    context = context_of(info)
    if key not in context.notes and key not in context.sources:
        raise fault(
            "unknown-note",
            _("there is no note '{key}' under 'notes'").format(key=key),
            _did_you_mean(key, context.notes | context.sources)
            or _("add it under 'notes:' as '{key}: the text of the note'").format(key=key),
        )


def _find_sources(text: str, info: ValidationInfo) -> None:
    context = context_of(info)
    for key in sources_named(text):
        if key in context.sources:
            continue
        is_note = _("'{key}' is a note: write [^{key}]").format(key=key)
        raise fault(
            "unknown-source",
            _("there is no source '{key}' under 'sources'").format(key=key),
            (is_note if key in context.notes else _did_you_mean(key, context.sources))
            or _("add it under 'sources:', or write \\[@ if you mean the sign itself"),
        )


def _did_you_mean(word: str, known: Any) -> str:
    near = nearest(word, known)
    return _("did you mean '{near}'?").format(near=near) if near else ""


# ── Values that are looked up or read ─────────────────────────────────────────


def checked(check: Callable[[str, ValidationInfo], Any]) -> "Checked":
    """A validator that hands the text of a field to `check`."""
    return Checked(check)


class Checked:
    """Hands the text of a field to a check; an empty one is a fault.

    As pydantic's BeforeValidator, which would look up at every start what a check takes.
    """

    def __init__(self, check: Callable[[str, ValidationInfo], Any]) -> None:
        self._check = check

    def __get_pydantic_core_schema__(self, source: Any, rest: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_before_validator_function(self._run, rest(source))

    def _run(self, value: Any, info: ValidationInfo) -> Any:
        if value is not None and not isinstance(value, str):
            _typed(value)
        if not value or not value.strip():
            raise fault("empty", _("this field is empty"), _("fill it in, or remove the line"))
        return self._check(str(value).strip(), info)


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


class Week(NamedTuple):
    """A week by its Monday."""

    monday: datetime.date


class Month(NamedTuple):
    """A month by its first day."""

    first: datetime.date


def _week(text: str, _info: ValidationInfo) -> Week:
    try:
        return Week(dates.parse_week(text))
    except ValueError:
        raise fault(
            "no-week",
            _("'{text}' is not a week").format(text=text),
            _("write 2026-W24, or the date of any day in the week"),
        ) from None


def _month(text: str, _info: ValidationInfo) -> Month:
    try:
        return Month(dates.parse_month(text))
    except ValueError:
        raise fault(
            "no-month",
            _("'{text}' is not a month").format(text=text),
            _("write 2026-06 or juni 2026"),
        ) from None


def _dossier(text: str, _info: ValidationInfo) -> str:
    try:
        return occasions.parse_dossier(text)
    except ValueError:
        raise fault(
            "no-dossier",
            _("'{text}' is not the number of a dossier").format(text=text),
            _("write it as the Kamer does: 36 800, 36 800 X or 21 501-02; without nr."),
        ) from None


def _chapter(text: str, _info: ValidationInfo) -> str:
    if not occasions.is_chapter(text):
        raise fault(
            "no-chapter",
            _("'{text}' is not a chapter of the budget").format(text=text),
            _("write the Roman numeral only, such as X or XVII"),
        )
    return text


def _year(text: str, _info: ValidationInfo) -> str:
    if not occasions.is_year(text):
        raise fault(
            "no-year", _("'{text}' is not a year").format(text=text), _("write it in full: 2027")
        )
    return text


YES_NO = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}


def _yes_no(text: str, _info: ValidationInfo) -> bool:
    if text.casefold() not in YES_NO:
        raise fault(
            "no-yes-no", _("'{text}' is not yes or no").format(text=text), _("write ja or nee")
        )
    return YES_NO[text.casefold()]


def identifier(scope: str) -> Callable[[str, ValidationInfo], str]:
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
        if scope and text in context_of(info).seen[scope]:
            raise fault(
                "duplicate-id",
                _("the id '{text}' is already in use").format(text=text),
                _("give each its own id; changes from Word find their way back by it"),
            )
        context_of(info).seen[scope][text] = True
        return text

    return check


def _committee(text: str, info: ValidationInfo) -> str:
    """A committee as of the letter's date."""
    on = context_of(info).on
    try:
        context_of(info).committees.find(text, on)
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


def _office(text: str, info: ValidationInfo) -> str:
    """A member of government as of the letter's date."""
    from drafter.dutch.offices import OfficeNotThen, UnknownOffice  # few letters name one

    on = context_of(info).on
    try:
        context_of(info).offices().find(text, on)
    except OfficeNotThen as error:
        raise fault(
            "office-not-then",
            _("there was no {office} on {date}").format(
                office=error.office.official_name, date=dates.format_date(on)
            ),
            _("check the date of the letter, or the office"),
        ) from None
    except UnknownOffice as error:
        raise fault(
            "unknown-office",
            _("'{text}' is not known as a member of government").format(text=text),
            _("did you mean '{near}'?").format(near=error.suggestion)
            if error.suggestion
            else _("write 'minister van …', 'minister voor …' or 'staatssecretaris van …'"),
        ) from None
    return text


def one_of(*known: str) -> Checked:
    """A validator for one of a few words, in any capitals and with spaces or hyphens."""

    def check(text: str, _info: ValidationInfo) -> str:
        word = slug(text)
        if word not in known:
            raise fault(
                "unknown-word",
                _("'{text}' cannot stand here").format(text=text),
                _did_you_mean(word, known)
                or _("known are: {types}").format(types=", ".join(known)),
            )
        return word

    return checked(check)


def _meeting_type(text: str, info: ValidationInfo) -> str:
    known = context_of(info).meetings
    try:
        known.find(text, context_of(info).on)
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


def _ask_group(text: str, info: ValidationInfo) -> str:
    known = context_of(info).ask_groups
    if text not in known:
        raise fault(
            "unknown-ask-group",
            _("there is no group '{key}' under 'ask_groups'").format(key=text),
            _did_you_mean(text, known)
            or _("add it under 'ask_groups:' as '{key}: the heading'").format(key=text),
        )
    return text


def _working_group(text: str, info: ValidationInfo) -> str:
    known = context_of(info).working_groups
    if text not in known:
        raise fault(
            "unknown-working-group",
            _("there is no working group '{text}' in organisation.yaml").format(text=text),
            _did_you_mean(text, known) or _("known are: {types}").format(types=", ".join(known)),
        )
    return text


# In the JSON Schema all of these are texts, as in the file; "committee", "meeting" and "office"
# mark where the registers' names are offered.
_TEXT = WithJsonSchema({"type": "string"})


class NotTyped:
    """Marks a field that drafter fills in itself: editors and hints do not offer it."""

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _next: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        raise PydanticOmit


def typed_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model that a user can type."""
    fields = model.model_fields.items()
    return {
        name: info
        for name, info in fields
        if not any(isinstance(mark, NotTyped) for mark in info.metadata)
    }


Date = Annotated[datetime.date, checked(_date), _TEXT]
Time = Annotated[datetime.time, checked(_time), _TEXT]
WeekOf = Annotated[Week, checked(_week), _TEXT]
MonthOf = Annotated[Month, checked(_month), _TEXT]
_NUMBER = WithJsonSchema({"type": ["string", "integer"]})  # YAML reads 2027 as a number
Dossier = Annotated[Text, checked(_dossier), _NUMBER]
Chapter = Annotated[Text, checked(_chapter)]
Year = Annotated[Text, checked(_year), _NUMBER]
YesNo = Annotated[bool, checked(_yes_no), WithJsonSchema({"enum": ["ja", "nee"]})]
Id = Annotated[str, checked(identifier("")), _TEXT]
CommitteeName = Annotated[
    str, checked(_committee), WithJsonSchema({"type": "string", "format": "committee"})
]
MeetingTypeName = Annotated[
    str, checked(_meeting_type), WithJsonSchema({"type": "string", "format": "meeting"})
]
OfficeName = Annotated[
    str, checked(_office), WithJsonSchema({"type": "string", "format": "office"})
]
WorkingGroupId = Annotated[str, checked(_working_group)]
AskGroupKey = Annotated[str, checked(_ask_group), _TEXT]
AsksBy = Annotated[str, one_of("minister"), WithJsonSchema({"enum": ["minister"]})]
Numbering = Annotated[
    str,
    one_of("geen", "per-groep", "doorlopend"),
    WithJsonSchema({"enum": ["geen", "per-groep", "doorlopend"]}),
]


@lru_cache(maxsize=256)
def slug(text: str) -> str:
    """`text` as an id: small letters, digits and hyphens; empty when nothing is left."""
    plain = plain_letters(text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))
