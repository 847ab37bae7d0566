"""Text that was typed and is not in the document.

A template can leave a field out; a note or a source can be defined and never cited. Whoever
typed the text expects to find it.

PASS  a template that prints every field of its input
FAIL  a template without {{ ask.background }} for an ask that has a background
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter import citing
from drafter.checks.subject import Subject
from drafter.problems import Problem
from drafter.values import sources_named


def check(subject: Subject) -> Iterator[Problem]:
    """A problem for each field whose text is printed nowhere."""
    printed = {run.field for run in subject.runs()}
    for field in subject.values:
        if field in printed or field.startswith("sources."):
            continue
        if field.rpartition(".")[2] == "date":
            continue  # a date is printed in words, within a sentence
        yield _uncited(subject, field) if field.startswith("notes.") else _unprinted(subject, field)
    yield from _sources(subject, printed)


def _uncited(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "uncited-note",
        _("this note is cited nowhere"),
        _("write [^{key}] where it belongs, or remove it").format(key=field.partition(".")[2]),
        "warning",
    )


def _sources(subject: Subject, printed: set[str | None]) -> Iterator[Problem]:
    """A source is printed in a note, field by field; a sentence has its number only."""
    sources: dict[str, list[str]] = {}
    for field in subject.values:
        if field.startswith("sources."):
            sources.setdefault(field.rpartition(".")[0], []).append(field)
    if not sources:
        return
    texts = (text for field, text in subject.values.items() if field in printed)
    named = {f"sources.{key}" for text in texts for key in sources_named(text)}
    for source, fields in sources.items():
        lost = [field for field in fields if field not in printed]
        if source in named:
            yield from (_unnamed(subject, field) for field in lost if not _in_a_name(field))
        elif lost == fields:
            yield _uncited_source(subject, fields[0])
        else:
            yield from (_unprinted(subject, field) for field in lost)


def _in_a_name(field: str) -> bool:
    return field.rpartition(".")[2] in citing.MENTIONED


def _uncited_source(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "uncited-source",
        _("this source is cited nowhere"),
        _("write [^{key}] where its note belongs, or remove it").format(key=_key(field)),
        "warning",
    )


def _unnamed(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "only-in-note",
        _("only a note prints this, and this source has none"),
        _("write [^{key}] where its note belongs, or remove this line").format(key=_key(field)),
        "warning",
    )


def _key(field: str) -> str:
    return field.removeprefix("sources.").rpartition(".")[0]


def _unprinted(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "not-printed",
        _("this text is not in the document: the template leaves it out"),
        _("use another template, or remove the text"),
    )
