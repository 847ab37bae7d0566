"""Text that was typed and is not in the document.

A template can leave a field out; a note can be defined and never cited, a heading can have no
ask under it. Whoever typed the text expects to find it. What several asks share, such as whom
they are put to, is printed when it is printed for one of them. Sources have a check of their own;
the e-mail that a letter goes with is not part of it.

PASS  a template that prints every field of its input
PASS  "Vragen aan de minister van Defensie" once, above the asks that are put to that minister
FAIL  a template without {{ ask.background }} for an ask that has a background
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem

_ELSEWHERE = ("sources.", "email.")


def check(subject: Subject) -> Iterator[Problem]:
    """A problem for each field whose text is printed nowhere."""
    printed = subject.printed
    lost = {
        field
        for field in subject.values.keys() - printed
        if not field.startswith(_ELSEWHERE) and not _in_words(field)
    }
    if not lost:
        return
    left = [field for field in subject.values if field in lost]
    shared = {_shared(subject, field) for field in printed & subject.values.keys()}
    for field in left:
        if _shared(subject, field) not in shared:
            explain = _EXPLAIN.get(field.partition(".")[0], _unprinted)
            yield explain(subject, field)


def _in_words(field: str) -> bool:
    """Whether it is a date, which is printed in words, within a sentence."""
    return field.rpartition(".")[2] in ("date", "deadline")


def _shared(subject: Subject, field: str) -> tuple[str, str, str]:
    """What fields have in common that say the same of several things: list, name and words."""
    group, _dot, path = field.partition(".")
    return group, path.rpartition(".")[2], " ".join(subject.values[field].split())


def _uncited(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "uncited-note",
        _("this note is cited nowhere"),
        _("write [^{key}] where it belongs, or remove it").format(key=field.partition(".")[2]),
        "warning",
    )


def _unused(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "unused-ask-group",
        _("no ask stands under this heading"),
        _("write 'group: {key}' in an ask, or remove the heading").format(
            key=field.partition(".")[2]
        ),
        "warning",
    )


def _unprinted(subject: Subject, field: str) -> Problem:
    return Problem(
        subject.place(field),
        "not-printed",
        _("this text is not in the document: the template leaves it out"),
        _("use another template, or remove the text"),
    )


_EXPLAIN: Mapping[str, Callable[[Subject, str], Problem]] = {
    "notes": _uncited,
    "ask_groups": _unused,
}
