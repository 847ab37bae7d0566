"""Words that divide people in two where they need not.

A proposal is offered and never filled in: "vrouwen en mannen" may be what the letter is about.

PASS  Wie dat meldt, krijgt bescherming voor diens gezin.
FAIL  Wie dat meldt, krijgt bescherming voor zijn/haar gezin.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each form, with another one."""
    for field, mending in subject.remarks("gendered"):
        message = _("this names two genders where one word serves all")
        hint = _("perhaps: {words}").format(words=mending.replacement)
        yield subject.warning(field, mending, message, hint)
