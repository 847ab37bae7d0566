"""Instructions to the writer that are still there.

A skeleton and a new input hold prompts such as `[invullen: wat is er aan de hand?]`. A draft
may go round with them; a final document may not.

PASS  question: Welke stappen zet de minister?
FAIL  question: "[invullen: wat moet de minister doen?]"
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A problem for each field that still asks to be filled in."""
    for field in subject.having("prompt"):
        yield Problem(
            subject.place(field),
            "prompt",
            _("this still has to be filled in"),
            _("replace everything between the brackets, and the brackets"),
            "warning" if subject.document.draft else "error",
        )
