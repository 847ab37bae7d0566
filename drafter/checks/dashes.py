"""Hyphens where a dash belongs: in a range, and in a sentence.

PASS  In 2026–2027 – en op p. 4–6 van 21 501-02 – staat meer.
FAIL  Dit geldt in 2026-2027.
FAIL  Dit is - voorlopig - genoeg.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each hyphen that should be a dash."""
    for field, mending in subject.remarks("range-dash"):
        message = _("between the first and the last of a range stands a dash")
        yield subject.fixable(field, mending, message, _("write – without spaces, as in 2026–2027"))
    for field, mending in subject.remarks("dash"):
        message = _("this hyphen should be a dash")
        yield subject.fixable(field, mending, message, _("write –"))
