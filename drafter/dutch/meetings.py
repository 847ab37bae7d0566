"""What a letter can be about: the Kamer's meetings, a bill, a budget, another letter."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from drafter.dutch import rows
from drafter.dutch.lookup import Spellings

Audience = Literal["commissie", "kamer", "geen"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

Form = Literal["date", "week", "month", "soon", "unknown", "deadline", "none"]
FORMS: tuple[Form, ...] = get_args(Form)


class MeetingType(NamedTuple):
    """A kind of meeting, such as the commissiedebat, or another thing that a letter is about.

    `definite` is the noun with its article, in the form that goes with it ("het plenaire debat",
    but "het algemeen overleg"). `chamber` is the key of the only one that has it, or empty.
    `audience` is who meets: a committee, the whole Kamer, or nobody (`geen`: a bill whose stage is
    not named, a letter, a request). A type that existed from `valid_from` up to and including
    `valid_to` may be `succeeded_by` another one. `confirmed` is False while the phrase is a draft
    that a native editor has to confirm.

    The other fields are the words of a sentence, explained at the head of
    `data/meetings.yaml`; `company` is its `with`. `forms` are the forms of time that make
    sense, none when nothing is said of it; `stages` the phases of a bill. `questions` tells
    whether the government is there to answer any.

    Sources, per row, in `data/meetings.yaml`: parlement.com on meetings, the Reglement van
    Orde in force since 31 March 2021, the open data of the Tweede Kamer.
    """

    key: str
    noun: str
    definite: str
    abbreviations: tuple[str, ...]
    chamber: str
    audience: Audience
    verb: str
    past_verb: str
    plural_verbs: tuple[str, ...]
    rest: str
    company: str
    event: str
    about: str
    deadline: str
    object: str
    who: str
    forms: tuple[Form, ...]
    stages: "Mapping[str, MeetingType]"
    any_day: bool
    questions: bool
    valid_from: date | None
    valid_to: date | None
    succeeded_by: str
    source: str
    confirmed: bool

    @property
    def article(self) -> str:
        """Give `de` or `het`; for "onze eerdere brief" `onze`."""
        return self.definite.partition(" ")[0]

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter, which is past from the day it was sent."""
        return self.audience == "geen" and not self.object and bool(self.forms)

    def existed(self, on: date) -> bool:
        """Whether the Kamer held such meetings on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


class UnknownMeetingType(ValueError):
    """No type of meeting goes by this text; `suggestion` is the noun probably meant, or None."""

    def __init__(self, text: str, suggestion: str | None = None) -> None:
        self.text = text
        self.suggestion = suggestion
        super().__init__(f"unknown meeting type: {text!r}")


class MeetingTypeNotThen(UnknownMeetingType):
    """The Kamer held no such meetings on that day, nor is there one that took their place."""

    def __init__(self, text: str, on: date, kind: MeetingType) -> None:
        super().__init__(text)
        self.on = on
        self.kind = kind
        self.args = (f"no {kind.noun} on {on}",)


class MeetingTypes:
    """All types of meeting."""

    def __init__(self) -> None:
        self._types: dict[str, MeetingType] = {}
        self._spellings = Spellings()

    @classmethod
    def from_rows(cls, data: Sequence[rows.Data]) -> "MeetingTypes":
        """Build it from the rows of `meetings.yaml`; raises `rows.BadRow`."""
        kinds = cls()
        for row in data:
            kinds._add(row)
        return kinds

    def find(self, text: str, on: date) -> MeetingType:
        """The type of meeting that the text stands for, by its name on the day of the meeting.

        The text is a noun in singular or plural, with or without article, or an abbreviation
        (AO, CD, WGO), in any capitals. A commissiedebat before 31 March 2021 is an algemeen
        overleg, an algemeen overleg after it a commissiedebat. Raises `UnknownMeetingType`,
        or `MeetingTypeNotThen`. Source: Reglement van Orde in force since 31 March 2021.
        """
        key = self._spellings.find(text)
        if key is None:
            raise UnknownMeetingType(text, self._suggestion(text, on))
        kind = self._then(key, on)
        if kind is None:
            raise MeetingTypeNotThen(text, on, self._types[key])
        return kind

    def all(self) -> tuple[MeetingType, ...]:
        """Every type, in the order of the data."""
        return tuple(self._types.values())

    def _then(self, key: str, on: date) -> MeetingType | None:
        """The type itself, what took its place or what it took the place of, on that day."""
        kind = self._types[key]
        if kind.existed(on):
            return kind
        related = (
            other
            for other in self._types.values()
            if other.key == kind.succeeded_by or other.succeeded_by == kind.key
        )
        return next((one for one in related if one.existed(on)), None)

    def _suggestion(self, text: str, on: date) -> str | None:
        key = self._spellings.nearest(text)
        return (self._then(key, on) or self._types[key]).noun if key else None

    def _add(self, row: rows.Data) -> None:
        kind = _meeting_type(row)
        self._types[kind.key] = kind
        also = rows.texts(row, "also")
        bare = kind.definite.removeprefix(f"{kind.article} ")
        self._spellings.add(kind.key, kind.key, kind.noun, kind.definite, bare)
        self._spellings.add(kind.key, rows.text(row, "plural"), *kind.abbreviations, *also)


def _meeting_type(row: rows.Data) -> MeetingType:
    definite = rows.text(row, "definite")
    deadline = rows.text(row, "deadline", "")
    usual = FORMS if deadline else tuple(form for form in FORMS if form != "deadline")
    stages = row.get("stages")
    return MeetingType(
        key=rows.text(row, "key"),
        noun=rows.text(row, "noun"),
        definite=definite,
        abbreviations=rows.texts(row, "abbreviations"),
        chamber=rows.text(row, "chamber", ""),
        audience=rows.choice(row, "audience", AUDIENCES),
        verb=rows.text(row, "verb", ""),
        past_verb=rows.text(row, "past_verb", ""),
        plural_verbs=rows.texts(row, "plural_verbs"),
        rest=rows.text(row, "rest", ""),
        company=rows.text(row, "with", ""),
        event=rows.text(row, "event", definite),
        about=rows.text(row, "about", "over"),
        deadline=deadline,
        object=rows.text(row, "object", ""),
        who=rows.text(row, "who", ""),
        forms=tuple(_form(row, form) for form in rows.texts(row, "forms"))
        if "forms" in row
        else usual,
        stages={rows.text(stage, "key"): _stage(row, stage) for stage in rows.rows(row, "stages")}
        if stages
        else {},
        any_day=rows.choice(row, "any_day", ("yes", "no"), "no") == "yes",
        questions=rows.choice(row, "questions", ("yes", "no"), "yes") == "yes",
        valid_from=rows.day(row, "valid_from"),
        valid_to=rows.day(row, "valid_to"),
        succeeded_by=rows.text(row, "succeeded_by", ""),
        source=rows.text(row, "source"),
        confirmed=rows.flag(row, "confirmed"),
    )


def _stage(row: rows.Data, stage: rows.Data) -> MeetingType:
    """A phase of a bill: what the bill says, but for what the phase says."""
    whole = {key: value for key, value in row.items() if key != "stages"}
    return _meeting_type({**whole, **stage, "key": row["key"]})


def _form(row: rows.Data, form: str) -> Form:
    return rows.choice({**row, "forms": form}, "forms", FORMS)
