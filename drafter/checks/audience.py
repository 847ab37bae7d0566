"""A plenary meeting in a letter to a committee.

In a plenary meeting the whole Kamer takes part: one writes to the Kamer, its parties or its
spokespersons. A committee gets the letter only when it so decides.

PASS  a commissiedebat, in a letter to the committee
FAIL  a plenair debat or a tweeminutendebat, in a letter to the committee
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.model import Letter
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning where the letter goes to a committee and the whole Kamer meets."""
    letter = subject.model
    if not isinstance(letter, Letter) or letter.occasion is None:
        return
    if not any(one.all_committees for one in letter.addressed):
        return
    kind = letter.occasion.kind(subject.context.meetings, letter.date)
    if kind.audience == "kamer":
        yield Problem(
            subject.place("addressee.committee"),
            "plenary",
            _("'{noun}' is plenary: one writes to the Kamer, not to a committee").format(
                noun=kind.noun
            ),
            _("address the Kamer or its spokespersons, or check the type of the meeting"),
            "warning",
        )
