"""What the Kamer's meetings are called and how a letter speaks of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Literal, NamedTuple, get_args

from drafter.dutch import rows
from drafter.dutch.dates import format_date, format_time
from drafter.dutch.lookup import Spellings

Audience = Literal["commissie", "kamer"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


class MeetingType(NamedTuple):
    """A kind of meeting, such as the commissiedebat.

    `definite` is the noun with its article, in the form that goes with it ("het plenaire
    debat", but "het algemeen overleg"). `present` and `past` are what follows the date, up to
    the subject: "debatteert u met de minister over". `audience` is who meets: a committee, or
    the whole Kamer. A type that existed from `valid_from` up to and including `valid_to` may
    be `succeeded_by` another one. `confirmed` is False while the phrase is a draft that a
    native editor has to confirm.

    Sources, per row, in `data/meetings.yaml`: parlement.com on meetings, the Reglement van
    Orde in force since 31 March 2021, the open data of the Tweede Kamer.
    """

    key: str
    noun: str
    definite: str
    abbreviations: tuple[str, ...]
    audience: Audience
    present: str
    past: str
    valid_from: date | None
    valid_to: date | None
    succeeded_by: str
    source: str
    confirmed: bool

    @property
    def article(self) -> str:
        """Give `de` or `het`."""
        return self.definite.partition(" ")[0]

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
    def from_rows(cls, data: Sequence[rows.Data]) -> MeetingTypes:
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
        related = (
            other
            for other in self._types.values()
            if other.key == kind.succeeded_by or other.succeeded_by == kind.key
        )
        return next((one for one in (kind, *related) if one.existed(on)), None)

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


class MeetingWords(NamedTuple):
    """The words with which a letter speaks of one meeting, to be used apart or as a sentence.

    `when` opens the sentence: "Op dinsdag 9 juni om 10.00 uur" or "Binnenkort". `phrase`
    follows it, verb first, and ends where the subject comes. `definite` is "het
    commissiedebat". `past` says whether the letter looks back.
    """

    when: str
    phrase: str
    noun: str
    article: str
    definite: str
    audience: Audience
    past: bool

    def sentence(self, subject: str) -> str:
        """Say it in one sentence; the subject has its own article: "de missie in Mali"."""
        return f"{self.when} {self.phrase} {subject}."


def meeting_words(
    kind: MeetingType, day: date | None, at: time | None, letter_date: date
) -> MeetingWords:
    """Choose the words for a meeting on that day and time, None when not known.

    The letter looks back when the meeting was on an earlier day. Raises ValueError for a time
    without a day.
    """
    past = day is not None and day < letter_date
    return MeetingWords(
        when=_when(letter_date, day, at),
        phrase=kind.past if past else kind.present,
        noun=kind.noun,
        article=kind.article,
        definite=kind.definite,
        audience=kind.audience,
        past=past,
    )


def _when(letter_date: date, day: date | None, at: time | None) -> str:
    """The opening of the sentence.

    Always a weekday and a date, never "komende 9 juni", "volgende dinsdag", a.s. or jl.
    (Taalunie, taaladvies.net "volgende-zaterdag"; ANS). The year is there when it is not
    the letter's: within one year the weekday and the letter's own date leave no doubt.
    """
    if day is None:
        if at is not None:
            raise ValueError("a meeting with a time needs a date")
        return "Binnenkort"
    written = format_date(day, weekday=True, year=day.year != letter_date.year)
    return f"Op {written} om {format_time(at)}" if at else f"Op {written}"


def _meeting_type(row: rows.Data) -> MeetingType:
    return MeetingType(
        key=rows.text(row, "key"),
        noun=rows.text(row, "noun"),
        definite=rows.text(row, "definite"),
        abbreviations=rows.texts(row, "abbreviations"),
        audience=rows.choice(row, "audience", AUDIENCES),
        present=rows.text(row, "present"),
        past=rows.text(row, "past"),
        valid_from=rows.day(row, "valid_from"),
        valid_to=rows.day(row, "valid_to"),
        succeeded_by=rows.text(row, "succeeded_by", ""),
        source=rows.text(row, "source"),
        confirmed=rows.flag(row, "confirmed"),
    )
