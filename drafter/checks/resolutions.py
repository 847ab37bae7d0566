"""One resolution under two names.

`resolutie 1325` and `VNVR 1325` are both right; a reader wonders whether they are the same.
Notes, titles in another language and a name that is introduced in brackets do not count.

PASS  opening: Sinds resolutie 1325 is veel bereikt. Toch is resolutie 1325 geen wet.
FAIL  opening: Sinds resolutie 1325 is veel bereikt. Toch is VNVR 1325 geen wet.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.document import Run
from drafter.dutch.citations import names_of_resolutions
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning where a resolution gets its second name."""
    fields = subject.having("resolution")
    texts = [subject.values[field] for field in fields if not field.startswith("notes.")]
    named = {one for text in texts for one in names_of_resolutions(text)}
    if len(named) == len({number for number, _name in named}):
        return
    names: dict[str, set[str]] = {}
    for run in subject.runs():
        if run.field is None or run.language or run.field.startswith(("notes.", "sources.")):
            continue
        for number, name in names_of_resolutions(run.text):
            known = names.setdefault(number, set())
            if known and name not in known and f"({name})" not in run.text:
                yield _second_name(subject, run, number, min(known), name)
            known.add(name)


def _second_name(subject: Subject, run: Run, number: str, first: str, name: str) -> Problem:
    return Problem(
        subject.place(run.field or ""),
        "resolution-names",
        _("resolution {number} is called '{first}', and here '{name}'").format(
            number=number, first=first, name=name
        ),
        _("choose one of the two"),
        "warning",
    )
