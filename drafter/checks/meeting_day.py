"""A meeting on a day when the Kamer does not meet, or a deadline that is over.

A date is easily mistyped, and the weekday that drafter prints with it looks certain. What is
known of the calendar says when to look again; the Kamer can always decide otherwise.

PASS  a commissiedebat on Tuesday 9 June 2026
FAIL  a commissiedebat on Friday 12 June 2026; on Whit Monday; in the recess of the Kamer
FAIL  a deadline of 1 June in a letter of 2 June
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.addressee import CHAMBERS
from drafter.checks.subject import Subject
from drafter.dutch.calendar import holiday, is_meeting_day, recess_of
from drafter.dutch.dates import WEEKDAYS, format_date
from drafter.dutch.meetings import MeetingType
from drafter.dutch.occasions import When
from drafter.model import Letter
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning where the day of the occasion is not one to expect."""
    letter = subject.model
    if not isinstance(letter, Letter) or letter.occasion is None:
        return
    moment = letter.occasion.moment
    kind = letter.occasion.kind(subject.context.meetings, letter.date)
    if moment.form == "deadline" and moment.is_past(letter.date):
        yield Problem(
            subject.place("occasion.deadline"),
            "deadline-over",
            _("this deadline is over on the date of the letter"),
            _("check both dates; as it is, the letter looks back on it"),
            "warning",
        )
    elif reason := _no_meeting(subject, letter, kind, moment):
        yield Problem(
            subject.place(f"occasion.{moment.form}"),
            "no-meeting-day",
            reason,
            _("check the date in the agenda of the Kamer"),
            "warning",
        )


def _no_meeting(subject: Subject, letter: Letter, kind: MeetingType, moment: When) -> str:
    """Why there is probably no meeting then; empty where there may well be one."""
    if moment.first is None or moment.form not in ("date", "week") or kind.is_letter:
        return ""
    chamber = _chamber(subject, letter)
    if recess := recess_of(subject.context.recesses(), chamber, moment.first, moment.last):
        return _("the chamber does not meet then: {recess} from {first} to {last}").format(
            recess=recess.name, first=format_date(recess.first), last=format_date(recess.last)
        )
    if moment.form == "week":
        return ""
    if name := holiday(moment.first):
        return _("{date} is {holiday}, a public holiday").format(
            date=format_date(moment.first), holiday=name
        )
    if not is_meeting_day(kind, moment.first, chamber):
        return _("{date} is a {weekday}: there are hardly ever such meetings then").format(
            date=format_date(moment.first), weekday=WEEKDAYS[moment.first.weekday()]
        )
    return ""


def _chamber(subject: Subject, letter: Letter) -> str:
    """The chamber that meets: the one that is named, else the Tweede Kamer."""
    named = letter.occasion and letter.occasion.committee
    committees = [named] if named else [c for one in letter.addressed for c in one.all_committees]
    if committees:
        return subject.context.committees.find(committees[0], letter.date).chamber
    chambers = [CHAMBERS[one.chamber] for one in letter.addressed if one.chamber]
    return chambers[0] if chambers else "tk"
