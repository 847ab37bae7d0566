"""References that lack a comma or a space, or say `nr. W`.

Parliament's papers have one form, and so have resolutions. What was typed under `sources` is
printed in it; what was typed in a text is printed as it was typed, so it is named here.

PASS  opening: Zie de Kamerbrief van 7 oktober (Kamerstuk 29 521, W).
FAIL  opening: Zie de Kamerbrief van 7 oktober (Kamerstuk 29 521, nr. W).
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.dutch.near_misses import mendings
from drafter.problems import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """A problem for each near miss in a text."""
    for field in subject.having("reference"):
        text = subject.values[field]
        if field.startswith("sources.") or field.endswith("_reference"):
            continue  # printed in the right form, or copied as somebody else wrote it
        for mending in mendings(text):
            yield subject.fixable(
                field,
                mending,
                _("'{typed}' is not the usual form of this reference").format(
                    typed=" ".join(text[mending.start : mending.end].split())
                ),
                _("write '{better}'").format(better=mending.replacement),
            )
