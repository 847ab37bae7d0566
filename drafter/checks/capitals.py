"""Capitals for functions that have none in running text.

Quotations and signatures keep theirs, and so does the begin of a sentence.

PASS  Wij vragen de minister van Defensie om een plan.
FAIL  Wij vragen de Minister van Defensie om een plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from itertools import chain

from drafter.checks.subject import Subject
from drafter.dutch.mending import Mending
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each capital too many."""
    for field, mending in chain(subject.remarks("capital"), _of_whom(subject)):
        if not field.startswith("signatories."):
            message = _("this word has no capital within a sentence")
            hint = _("write '{word}'").format(word=mending.replacement)
            yield subject.warning(field, mending, message, hint)


def _of_whom(subject: Subject) -> Iterator[tuple[str, Mending]]:
    """To whom a question goes: the letter itself puts "Vraag aan de" before it."""
    for field in subject.having("to"):
        text = subject.values[field]
        if text.startswith(("Minister", "Staatssecretaris")):
            word = text.split()[0]
            yield field, Mending(0, len(word), word.lower(), "capital")
