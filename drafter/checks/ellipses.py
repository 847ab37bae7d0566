"""Three full stops instead of an ellipsis.

PASS  Is de minister bereid …?
FAIL  Is de minister bereid ...?
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each three full stops."""
    for field, mending in subject.remarks("ellipsis"):
        message = _("three full stops stand here for an ellipsis")
        yield subject.fixable(field, mending, message, _("write …"))
