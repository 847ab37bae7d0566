"""The values that fields hold: texts, dates, ids, and names that a register knows.

Values come in as text (see `source`); what is a date or a register entry is decided here.
Validators report with `fault`, so that every problem has a code, a message and a remedy, and
pydantic collects them all.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import gettext as _
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from drafter.dutch import dates
from drafter.dutch.committees import CommitteeNotThen, Register, UnknownCommittee
from drafter.dutch.meetings import MeetingTypeNotThen, MeetingTypes, UnknownMeetingType
from drafter.problems import nearest

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_SOURCE = re.compile(r"(?<!\\)\[@([^\]\s]+)\]")


@dataclass
class Context:
    """What validators know beside the value: the registers; the file's ids, notes and sources."""

    committees: Register
    meetings: MeetingTypes
    on: datetime.date
    notes: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    working_groups: tuple[str, ...] = ()
    seen: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))


def context_of(info: ValidationInfo) -> Context:
    """The context that the validation was started with."""
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
            _find_note(key, info)
        _find_sources(text, info)
        return text


class NoteText(Text):
    """The text of a footnote: rich, but without footnotes of its own."""

    __slots__ = ()

    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> NoteText:
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
    def _check(cls, value: Any, info: ValidationInfo) -> NoteKey:
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


def checked(check: Callable[[str, ValidationInfo], Any]) -> BeforeValidator:
    """A validator that hands the text of a field to `check`; an empty one is a fault."""

    def run(value: Any, info: ValidationInfo) -> Any:
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


def _working_group(text: str, info: ValidationInfo) -> str:
    known = context_of(info).working_groups
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

Date = Annotated[datetime.date, checked(_date), _TEXT]
Time = Annotated[datetime.time, checked(_time), _TEXT]
YesNo = Annotated[bool, checked(_yes_no), WithJsonSchema({"enum": ["ja", "nee"]})]
Id = Annotated[str, checked(identifier("")), _TEXT]
CommitteeName = Annotated[
    str, checked(_committee), WithJsonSchema({"type": "string", "format": "committee"})
]
MeetingTypeName = Annotated[
    str, checked(_meeting_type), WithJsonSchema({"type": "string", "format": "meeting"})
]
WorkingGroupId = Annotated[str, checked(_working_group)]


@lru_cache(maxsize=1024)
def slug(text: str) -> str:
    """`text` as an id: small letters, digits and hyphens; empty when nothing is left."""
    plain = (
        unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))
