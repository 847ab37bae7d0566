"""Lists whose items end in different ways.

PASS  Drie dingen: / - geld; / - mensen; / - tijd.
FAIL  Drie dingen: / - geld; / - mensen / - tijd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.checks.traits import list_of
from drafter.dutch.lists import Remark, of_items, remarks
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each item that ends otherwise than most of its list."""
    for field in subject.having("list"):
        for remark in remarks(subject.values[field]):
            yield _problem(subject, field, remark)
    lists: dict[str, list[str]] = defaultdict(list)
    for field in subject.having("item"):
        lists[list_of(field)].append(field)
    for fields in lists.values():
        yield from _of_fields(subject, fields)


def _of_fields(subject: Subject, fields: list[str]) -> Iterator[Problem]:
    closes = fields[0].endswith(".text")  # not the last of several headings
    items = tuple([subject.values[field] for field in fields])
    for remark in of_items(items, last_closes=closes):
        yield _problem(subject, fields[remark.at], remark._replace(at=0))


def _problem(subject: Subject, field: str, remark: Remark) -> Problem:
    if remark.kind == "crowded":
        message = _("this item has several sentences and ends in a semicolon")
        hint = _("end it and the other items with a full stop")
    else:
        message = _("this item ends otherwise than the others of its list")
        hint = _("end them all in one way: a full stop, a semicolon, or no mark at all")
    return Problem(subject.place(field, remark.at), "list-punctuation", message, hint, "warning")
