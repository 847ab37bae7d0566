"""Compounds that have lost their hyphen.

PASS  De VN-Veiligheidsraad nam resolutie 1325 aan.
FAIL  De VN Veiligheidsraad nam resolutie 1325 aan.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each space that should be a hyphen."""
    for field, mending in subject.remarks("compound"):
        message = _("these words are one, with a hyphen")
        yield subject.fixable(field, mending, message, _("write VN-Veiligheidsraad"))
