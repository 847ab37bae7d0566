"""Apostrophes that are another sign.

PASS  ’s Avonds toonde zij foto’s van ’70.
FAIL  De foto's zijn er.
FAIL  ‘s Avonds komt de minister.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each sign that should be an apostrophe."""
    for field, mending in subject.remarks("apostrophe"):
        message = _("this sign should be an apostrophe")
        yield subject.fixable(field, mending, message, _("write ’"))
