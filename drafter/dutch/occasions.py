"""The sentence that opens a letter: what it is about, and when that is.

Always a weekday and a date, or a week, or a month: never "komende 9 juni", "volgende
dinsdag", a.s. or jl. (Taalunie, taaladvies.net "volgende-zaterdag"; ANS). The year is there
when it is not the letter's: within one year the weekday and the letter's own date leave no
doubt. Nothing is said of a time that nobody gave.
"""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Literal, NamedTuple

from drafter.dutch.dates import format_date, format_month, format_time
from drafter.dutch.meetings import Audience, Form, MeetingType
from drafter.dutch.typography import NBSP

# Who reads the letter: those who meet ("debatteert u"), the member of government that they
# meet with ("debatteert de Kamer met u"), or somebody else ("debatteert de Kamer").
Reader = Literal["participant", "government", "other"]

# Compiled when first used: a letter without one of these need not wait for it.
_DOSSIER = (
    r"(?P<first>\d{2})[ \u00a0\u202f]?(?P<last>\d{3})(?P<sub>-\d{2})?"
    r"(?:[ \u00a0\u202f](?P<chapter>[IVX]{1,6}[AB]?))?(?:[ \u00a0\u202f]\((?P<act>R\d{4})\))?"
)
_CHAPTER = r"[IVX]{1,6}[AB]?"
_YEAR = r"(?:19|20)\d{2}"

# What a subject starts with when it needs no "het wetsvoorstel" before it.
_ARTICLES = ("de", "het", "een", "'t", "’t", "dit", "deze", "die", "dat", "uw", "onze")


_PLURAL = ("ministers", "staatssecretarissen", "bewindslieden", "bewindspersonen")


class When(NamedTuple):
    """The time of an occasion: its form, the days it takes, and the hour."""

    form: Form = "none"
    first: date | None = None
    last: date | None = None
    at: time | None = None

    @classmethod
    def on(cls, day: date, at: time | None = None) -> "When":
        """A day, with or without a time."""
        return cls("date", day, day, at)

    @classmethod
    def week(cls, monday: date) -> "When":
        """The week that begins on this Monday."""
        return cls("week", monday, monday + timedelta(days=6))

    @classmethod
    def month(cls, first: date) -> "When":
        """The month that begins on this day."""
        return cls("month", first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    @classmethod
    def deadline(cls, day: date, at: time | None = None) -> "When":
        """A day, with or without a time, until which something can be done."""
        return cls("deadline", day, day, at)

    def is_past(self, letter_date: date, *, begun: bool = False) -> bool:
        """Whether it lies before the letter: all of it, or with `begun` its first day too."""
        if self.first is None or self.last is None:
            return False
        return self.first <= letter_date if begun else self.last < letter_date


def in_short(kind: MeetingType, when: When) -> str:
    """An occasion as a list shows it: `commissiedebat, 9 juni 2026, 14.00 uur`."""
    parts = [kind.noun]
    if when.first and when.form == "month":
        parts.append(format_month(when.first))
    elif when.first and when.form == "week":
        parts.append(f"week van {format_date(when.first)}")
    elif when.first:
        parts.append(format_date(when.first))
    if when.at:
        parts.append(format_time(when.at))
    return ", ".join(parts)


class Details(NamedTuple):
    """What an input says beside the subject; each text is passed on as it is.

    `with_whom` and the others are empty where nothing was typed.
    """

    subject: str
    with_whom: str = ""
    dossier: str = ""
    chapter: str = ""
    year: str = ""


class OccasionWords(NamedTuple):
    """The words with which a letter speaks of its occasion.

    `before` and `after` stand around the subject and make a sentence with it; they are in
    pieces, because some pieces are texts of the input. `definite` is what takes place: "het
    commissiedebat", "de behandeling". `past` says whether the letter looks back.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    noun: str
    definite: str
    audience: Audience
    past: bool

    def sentence(self, subject: str) -> str:
        """Say it in one sentence; the subject has its own article: "de missie in Mali"."""
        return f"{''.join(self.before)} {subject}{''.join(self.after)}"


class Meets(NamedTuple):
    """Who meets, to a reader who is not one of them: "uw Kamer", "een Kamercommissie"."""

    committee: str = "een Kamercommissie"
    chamber: str = "de Kamer"


def occasion_words(
    kind: MeetingType,
    when: When,
    letter_date: date,
    details: Details,
    *,
    reader: Reader = "participant",
    meets: Meets | None = None,
    company: str = "",
) -> OccasionWords:
    """Choose the words for an occasion.

    `company` is with whom they meet where the letter does not say so and the kind wants it;
    without it, the words of the kind. Raises ValueError for a form of time that the kind does
    not have.
    """
    if when.form not in kind.forms:
        raise ValueError(f"a {kind.noun} has no time of the form {when.form!r}")
    if kind.deadline and when.form == "date":
        when = when._replace(form="deadline")  # nobody contributes in writing at one moment
    said = _Said(kind, when, letter_date, details, reader, meets or Meets(), company)
    return OccasionWords(
        before=_spaced(*said.before(), object_noun(kind, details.subject)),
        after=tuple(_after(kind, when, details)),
        noun=kind.noun,
        definite=kind.event,
        audience=kind.audience,
        past=said.past,
    )


class _Said(NamedTuple):
    """What is said of one occasion to one reader."""

    kind: MeetingType
    when: When
    letter_date: date
    details: Details
    reader: Reader
    meets: Meets
    company: str

    @property
    def past(self) -> bool:
        """Whether the letter looks back."""
        return self.when.is_past(self.letter_date, begun=self.kind.is_letter)

    def before(self) -> tuple[str, ...]:
        """What goes before the subject, in pieces that a space belongs between."""
        kind = self.kind
        if kind.is_letter:
            return self._sent()
        if self.when.form in ("none", "unknown"):
            return "Wij schrijven u met het oog op", kind.event, *self._company(), kind.about
        opener, who = self._opener(), self._who()
        if self.when.form == "deadline":
            return opener, _can(who, self.past), who, kind.deadline
        rest = kind.rest.replace("{whose}", "uw" if who == "u" else "haar")
        return opener, kind.past_verb if self.past else kind.verb, who, *self._company(), rest

    def _sent(self) -> tuple[str, ...]:
        """A letter that was sent: "Eerder stuurde het kabinet de Kamer een brief over"."""
        kind = self.kind
        by_reader = self.reader == "government" and kind.company
        sender = self.details.with_whom or ("u" if by_reader else self._who())
        verbs = kind.plural_verbs if _is_plural(sender) else (kind.verb, kind.past_verb)
        looks_back = self.past or self.when.form == "none"
        return self._opener() or "Eerder", verbs[looks_back], sender, kind.rest

    def _who(self) -> str:
        """Who meets: "u" to a committee's own members, "de Kamer" when it is plenary."""
        if self.kind.who:
            return self.kind.who
        if self.kind.audience != "commissie":
            return self.meets.chamber
        return "u" if self.reader == "participant" else self.meets.committee

    def _company(self) -> tuple[str, ...]:
        """With whom they meet; "met u" to the minister, unless the letter names somebody."""
        if self.details.with_whom:
            return "met", self.details.with_whom
        if self.kind.company in ("", "optional"):
            return ()
        return "met", "u" if self.reader == "government" else self.company or self.kind.company

    def _opener(self) -> str:
        """The opening of the sentence, empty when no time is known.

        The hour of what is over interests nobody any more.
        """
        when = self.when
        if when.form == "soon":
            return "Binnenkort"
        if when.first is None or when.last is None:
            return ""
        other_year = when.first.year != self.letter_date.year
        if when.form in ("week", "month") and when.first <= self.letter_date <= when.last:
            this = "Deze week" if when.form == "week" else "Deze maand"
            return f"Eerder {this.lower()}" if self.past else this
        if when.form == "month":
            return f"In {format_month(when.first, year=other_year)}"
        if when.form == "week":
            return f"In de week van {format_date(when.first, year=other_year)}"
        day = format_date(when.first, weekday=True, year=other_year)
        at = format_time(when.at) if when.at and not self.past else ""
        if when.form == "deadline":
            return f"Tot {day} {at}" if at else f"Tot en met {day}"
        return f"Op {day} om {at}" if at else f"Op {day}"


def _is_plural(sender: str) -> bool:
    """Whether several members of government are named: "de ministers van A en B"."""
    words = sender.casefold().split()
    return bool({*words[:2]} & {*_PLURAL}) or " en de " in sender or ", de " in sender


def _can(who: str, past: bool) -> str:
    if past:
        return "kon"
    return "kunt" if who == "u" else "kan"


def object_noun(kind: MeetingType, subject: str) -> str:
    """What goes before a subject that is the bare name of a bill or a budget.

    "Wet veilige havens" needs "het wetsvoorstel" before it, "wijziging van de Wet …" needs
    "het wetsvoorstel tot", "regels over …" "het wetsvoorstel met", "wetsvoorstel X" its
    article; "het wetsvoorstel X" and "de Wet veilige havens" need nothing. The same for a
    budget: "de begroting van Defensie", "de begroting van het Gemeentefonds".
    """
    if not kind.object:
        return ""
    first, second = (*subject.casefold().split(), "")[:2]
    if kind.noun.startswith("begroting"):
        return _budget_noun(kind, first, second)
    if first in _ARTICLES:
        return ""
    if first.endswith(kind.noun) or (first, second) == ("voorstel", "van"):
        return kind.object.split()[0]
    if first.endswith("ing") or first == "implementatie":
        return f"{kind.object} tot"
    return f"{kind.object} met" if first == "regels" else kind.object


def _budget_noun(kind: MeetingType, first: str, second: str) -> str:
    if first in _ARTICLES:
        return "" if second.endswith("begroting") else kind.object
    if first.endswith("begroting"):
        return kind.object.split()[0]
    return f"{kind.object} het" if first == "ministerie" else kind.object


def _after(kind: MeetingType, when: When, details: Details) -> Iterator[str]:
    """What follows the subject: the year, the chapter and the dossier of it, and the end."""
    if details.year:
        yield " voor "
        yield details.year
    if details.chapter or details.dossier:
        yield " ("
        if details.chapter:
            yield f"hoofdstuk{NBSP}"
            yield details.chapter
        if details.chapter and details.dossier:
            yield ", "
        if details.dossier:
            yield "" if kind.object else f"Kamerstukdossier{NBSP}"
            yield details.dossier
        yield ")"
    yield ", waarvan de datum nog niet bekend is." if when.form == "unknown" else "."


def _spaced(*parts: str) -> tuple[str, ...]:
    """The parts that say something, with a space between two."""
    said = [part for part in parts if part]
    spaced = [" "] * (2 * len(said))
    spaced[::2] = said
    return tuple(spaced[:-1])


# ── What an input may hold ────────────────────────────────────────────────────


def parse_dossier(text: str) -> str:
    """Read the number of a dossier: `36800`, `36 800 X`, `21 501-02`, `35 099 (R2114)`.

    Gives it as running text has it, grouped, with U+00A0. Raises ValueError. Source: domain
    grammar tested on the Kamerstukken (zoek.officielebekendmakingen.nl).
    """
    match = re.fullmatch(_DOSSIER, text.strip())
    if match is None:
        raise ValueError(f"not a dossier: {text!r}")
    number = f"{match['first']}{NBSP}{match['last']}{match['sub'] or ''}"
    act = f"({match['act']})" if match["act"] else ""
    return NBSP.join(part for part in (number, match["chapter"], act) if part)


def is_chapter(text: str) -> bool:
    """Whether it is a chapter of the budget: `X`, `XVII`, `IIA`."""
    return re.fullmatch(_CHAPTER, text) is not None


def is_year(text: str) -> bool:
    """Whether it is a year of this century or the last one."""
    return re.fullmatch(_YEAR, text) is not None
