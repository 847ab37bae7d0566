"""A letter to a member of government whose ministry has no address in the register.

The letter can go by e-mail; by post it would not arrive.

PASS  office: minister van Buitenlandse Zaken
PASS  office: minister van Defensie, with `lines:` below it
FAIL  office: minister van Defensie, when the register knows no address of that ministry
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.model import Letter
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each such addressee."""
    letter = subject.model
    if not isinstance(letter, Letter):
        return
    for one in letter.addressed:
        typed = [one.office] if one.office else one.offices
        if not typed or one.lines:
            continue
        offices = [subject.context.offices().find(text, letter.date) for text in typed]
        if not offices[0].address or len({office.ministry for office in offices}) > 1:
            yield Problem(
                subject.place("addressees" if letter.addressees else f"addressee.{one.kind}"),
                "no-address",
                _("no address is known for this letter: it ends with the name"),
                _("add 'lines:' with the street or postbus, and the postcode and town"),
                "warning",
            )
