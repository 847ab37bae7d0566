"""A subject of the occasion that starts with a capital article.

It stands within a sentence, but was perhaps copied from an agenda, where it stood at the
beginning.

PASS  subject: de voortgang van de missie
FAIL  subject: De voortgang van de missie
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A warning where the sentence would have a capital in the middle."""
    first = subject.values.get("occasion.subject", "").partition(" ")[0]
    if first in ("De", "Het", "Een"):
        yield Problem(
            subject.place("occasion.subject"),
            "capital",
            _("this stands within a sentence, where '{word}' has a small letter").format(
                word=first
            ),
            _("write '{word}', unless it is a title").format(word=first.lower()),
            "warning",
        )
