"""A meeting that those who get the letter do not hold.

In a plenary meeting the whole Kamer takes part: one writes to the Kamer, its parties or its
spokespersons. A committee gets the letter only when it so decides. Some meetings are held in the
Tweede Kamer only (parlement.com, "commissievergaderingen Tweede Kamer").

PASS  a commissiedebat, in a letter to the committee
FAIL  a plenair debat or a tweeminutendebat, in a letter to the committee
FAIL  a commissiedebat, in a letter to a committee of the Eerste Kamer
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.addressee import CHAMBERS
from drafter.checks.subject import Subject
from drafter.model import Letter
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning where the letter goes to others than those who meet."""
    letter = subject.model
    if not isinstance(letter, Letter) or letter.occasion is None:
        return
    kind = letter.occasion.kind(subject.context.meetings, letter.date)
    if kind.audience != "kamer" and not kind.chamber:
        return
    committees = [
        subject.context.committees.find(name, letter.date)
        for one in letter.addressed
        for name in one.all_committees
    ]
    if committees and kind.audience == "kamer":
        yield Problem(
            subject.place("addressee.committee"),
            "plenary",
            _("'{noun}' is plenary: one writes to the Kamer, not to a committee").format(
                noun=kind.noun
            ),
            _("address the Kamer or its spokespersons, or check the type of the meeting"),
            "warning",
        )
    chambers = {committee.chamber for committee in committees}
    chambers |= {CHAMBERS[one.chamber] for one in letter.addressed if one.chamber}
    theirs = letter.occasion.committee is None  # else it is said whose meeting it is
    if kind.chamber and theirs and chambers and kind.chamber not in chambers:
        yield Problem(
            subject.place("occasion.type"),
            "other-chamber",
            _("the chamber that this letter goes to holds no {noun}").format(noun=kind.noun),
            _("check the addressee and the type of the meeting"),
            "warning",
        )
