"""Sources of which something is printed nowhere.

A note prints everything that was typed of a source; a sentence only names its number.

PASS  a source that is cited as [^brief]
FAIL  a source that no text cites or names
FAIL  a source with `page:` that is only named, as [@brief]
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter import citing
from drafter.checks.subject import Subject
from drafter.problems import Problem
from drafter.values import sources_named


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each source, or field of one, that is lost."""
    if not subject.model.sources:
        return
    sources: dict[str, list[str]] = {}
    for field in subject.values:
        if field.startswith("sources."):
            sources.setdefault(_key(field), []).append(field)
    printed = subject.printed
    texts = (text for field, text in subject.values.items() if field in printed)
    named = {key for text in texts for key in sources_named(text)}
    for key, fields in sources.items():
        lost = [field for field in fields if field not in printed]
        if key in named:
            yield from (_only_in_note(subject, field) for field in lost if not _is_named(field))
        elif lost:
            yield _uncited(subject, lost[0])


def _key(field: str) -> str:
    return field.removeprefix("sources.").rpartition(".")[0]


def _is_named(field: str) -> bool:
    """Whether the name of a source in a sentence says it."""
    return field.rpartition(".")[2] in citing.MENTIONED


def _uncited(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "uncited-source",
        _("this source is cited nowhere"),
        _("write [^{key}] where its note belongs, or remove it").format(key=_key(field)),
        "warning",
    )


def _only_in_note(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "only-in-note",
        _("only a note prints this, and this source has none"),
        _("write [^{key}] where its note belongs, or remove this line").format(key=_key(field)),
        "warning",
    )
