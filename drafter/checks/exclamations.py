"""Exclamation marks: a letter to parliament does not raise its voice.

PASS  Dat is een goed voorbeeld.
FAIL  Dat is een goed voorbeeld!
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each exclamation mark in the writer's own words."""
    for field, mending in subject.remarks("exclamation"):
        message = _("an exclamation mark sounds loud in a letter")
        yield subject.warning(field, mending, message, _("use a full stop"))
