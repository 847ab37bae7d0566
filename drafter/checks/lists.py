"""Lists whose items end in different ways.

PASS  Drie dingen: / - geld; / - mensen; / - tijd.
FAIL  Drie dingen: / - geld; / - mensen / - tijd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.dutch.lists import crowded, odd_ones, odd_places
from drafter.problems import Problem

# The fields that are printed below one another, by the name of their list.
_PRINTED_AS_LIST = {"heading": "asks", "text": "action_points"}


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each item that ends otherwise than most of its list."""
    lists: dict[str, list[str]] = defaultdict(list)
    for field, text in subject.values.items():
        for at in odd_places(text):
            yield _problem(subject, field, at)
        group, _dot, name = field.rpartition(".")
        if name in _PRINTED_AS_LIST:
            above = group.rpartition(".")[0]
            if above.endswith(_PRINTED_AS_LIST[name]) and "\n\n" not in text:
                lists[above].append(field)
    for fields in lists.values():
        yield from _of_fields(subject, fields)


def _of_fields(subject: Subject, fields: list[str]) -> Iterator[Problem]:
    texts = [subject.values[field] for field in fields]
    closes = fields[0].endswith(".text")  # not the last of several headings
    odd = odd_ones(texts, last_closes=closes) or [
        number for number, text in enumerate(texts) if crowded(text)
    ]
    for number in odd:
        yield _problem(subject, fields[number], 0)


def _problem(subject: Subject, field: str, at: int) -> Problem:
    return Problem(
        subject.place(field, at),
        "list-punctuation",
        _("this item ends otherwise than the others of its list"),
        _("end all with a full stop; or all with a semicolon and the last with a full stop"),
        "warning",
    )
