"""What a letter is about: the group of fields by which an input says so."""

import datetime
from gettext import gettext as _
from typing import Annotated

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator, model_validator
from pydantic_core import PydanticCustomError

from drafter.dutch import dates
from drafter.dutch.meetings import Form, MeetingType, MeetingTypeNotThen, MeetingTypes
from drafter.dutch.occasions import When
from drafter.dutch.typography import NBSP
from drafter.values import (
    Chapter,
    CommitteeName,
    Date,
    Dossier,
    MeetingTypeName,
    MonthOf,
    Strict,
    Text,
    Time,
    WeekOf,
    Year,
    context_of,
    fault,
    one_of,
)

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`

STAGES = ("inbreng-verslag", "wetgevingsoverleg", "plenair")
MOMENTS: dict[str, Form] = {"binnenkort": "soon", "onbekend": "unknown"}
_FORM: dict[str, Form] = {"date": "date", "week": "week", "month": "month", "deadline": "deadline"}
_TIMES = (*_FORM, "when")


class Occasion(Strict):
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
    def _one_time(self) -> "Occasion":
        given = [name for name in _TIMES if getattr(self, name) is not None]
        if len(given) > 1:
            raise fault(
                "two-times",
                _("there is more than one time here: {times}").format(times=", ".join(given)),
                _("keep one of them"),
                given[1],
            )
        if self.time is not None and not (self.date or self.deadline):
            raise fault("no-date", _("a time needs a date"), _("give it its date in 'date' too"))
        return self

    @model_validator(mode="after")
    def _held_then(self, info: ValidationInfo) -> "Occasion":
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
                "subject",
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
