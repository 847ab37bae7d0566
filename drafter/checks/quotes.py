"""Straight quotation marks, and more than one system of curly ones.

PASS  Zij noemt dit “een ‘zachte’ norm”.
FAIL  Zij noemt dit "een zachte norm".
FAIL  Zij noemt dit “een norm”, hij ‘een wens’.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem

_SHOWN = {"single": "‘ ’", "double": "“ ”", "low": "„ ”", "guillemets": "« »"}


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each straight mark, and for each system after the first."""
    for field, mending in subject.remarks("straight-quote"):
        message = _("this quotation mark is straight")
        hint = _("write {mark}").format(mark=mending.replacement)
        yield subject.fixable(field, mending, message, hint)
    yield from _mixed(subject)


def _mixed(subject: Subject) -> Iterator[Problem]:
    first: str | None = None
    named = set()
    for system, field, at in subject.quotes():
        first = first or system
        if system == first or system in named:
            continue
        named.add(system)
        yield Problem(
            subject.place(field, at),
            "mixed-quotes",
            _("this text has quotation marks of two kinds: {first} and {other}").format(
                first=_SHOWN[first], other=_SHOWN[system]
            ),
            _("choose one kind; the other is for a quotation within a quotation"),
            "warning",
        )
