"""Abbreviations that are read as words, and dates that depend on that of the letter.

PASS  Dit geldt onder andere voor de brief van 3 mei 2026.
FAIL  Dit geldt o.a. voor Mali.
FAIL  De brief van 3 mei jl. noemt dit.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each abbreviation to be written out, and for each jl. and a.s."""
    for field, mending in subject.remarks("abbreviation"):
        message = _("this abbreviation is read as words")
        hint = _("write it out, such as '{words}'").format(words=mending.replacement)
        yield subject.warning(field, mending, message, hint)
    for field, mending in subject.remarks("relative-date"):
        message = _("with jl. or a.s. the reader needs the date of the letter")
        yield subject.warning(field, mending, message, _("give the full date, with its year"))
