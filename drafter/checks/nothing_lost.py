"""Text that was typed and is not in the document.

A template can leave a field out; a note can be defined and never cited. Whoever typed the
text expects to find it. Sources have a check of their own.

PASS  a template that prints every field of its input
FAIL  a template without {{ ask.background }} for an ask that has a background
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A problem for each field whose text is printed nowhere."""
    printed = {run.field for run in subject.runs()}
    for field in subject.values:
        if field in printed or field.startswith("sources."):
            continue
        if field.rpartition(".")[2] == "date":
            continue  # a date is printed in words, within a sentence
        yield _uncited(subject, field) if field.startswith("notes.") else _unprinted(subject, field)


def _uncited(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "uncited-note",
        _("this note is cited nowhere"),
        _("write [^{key}] where it belongs, or remove it").format(key=field.partition(".")[2]),
        "warning",
    )


def _unprinted(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "not-printed",
        _("this text is not in the document: the template leaves it out"),
        _("use another template, or remove the text"),
    )
