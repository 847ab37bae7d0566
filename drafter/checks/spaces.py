"""Two spaces in a row, and a space before a mark. A non-breaking space counts as a space.

PASS  Dit helpt, zegt de minister: nu.
FAIL  Dit helpt.  Nu nog geld.
FAIL  Dit helpt , zegt de minister.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each space too many."""
    for field, mending in subject.remarks("double-space"):
        message = _("here are two spaces or more")
        yield subject.fixable(field, mending, message, _("one is enough"))
    for field, mending in subject.remarks("space-before-mark"):
        message = _("here is a space before a punctuation mark")
        yield subject.fixable(field, mending, message, _("remove the space"))
