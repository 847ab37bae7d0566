"""What is looked at in a finished document: one file per check, listed here.

A check yields problems; it never prints and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

from drafter.checks import (
    audience,
    capitals,
    lists,
    meeting_day,
    no_address,
    nothing_lost,
    occasion_subject,
    prompts,
    sources,
    third_person,
)
from drafter.checks.subject import Subject
from drafter.checks.traits import Trait
from drafter.problems import Problem, in_order

Check: TypeAlias = Callable[[Subject], Iterator[Problem]]

# For every document.
ALWAYS: tuple[Check, ...] = (
    prompts.check,
    nothing_lost.check,
    third_person.check,
    meeting_day.check,
    audience.check,
    no_address.check,
    occasion_subject.check,
    sources.check,
    capitals.check,
    lists.check,
)


@cache
def when(trait: Trait) -> tuple[Check, ...]:
    """The checks for a document with a text of this trait; most need not be loaded at all."""
    return _WHEN[trait]() if trait in _WHEN else ()


def _dates() -> tuple[Check, ...]:
    from drafter.checks import dates_in_text

    return (dates_in_text.check,)


def _references() -> tuple[Check, ...]:
    from drafter.checks import citations

    return (citations.check,)


def _resolutions() -> tuple[Check, ...]:
    from drafter.checks import resolutions

    return (resolutions.check,)


def _language() -> tuple[Check, ...]:
    from drafter.checks import (
        abbreviations,
        apostrophes,
        compounds,
        dashes,
        ellipses,
        exclamations,
        gender,
        quotes,
        spaces,
    )

    return (
        *(quotes.check, apostrophes.check, spaces.check, dashes.check, ellipses.check),
        *(compounds.check, exclamations.check, abbreviations.check),
        gender.check,
    )


_WHEN: Mapping[Trait, Callable[[], tuple[Check, ...]]] = {
    "date": _dates,
    "reference": _references,
    "resolution": _resolutions,
    "remark": _language,
}


def every() -> tuple[Check, ...]:
    """All checks there are."""
    return (*ALWAYS, *(check for checks in _WHEN.values() for check in checks()))


def run(subject: Subject) -> list[Problem]:
    """All problems that the checks find, in the order of the input."""
    checks = [*ALWAYS, *(check for trait in subject.traits for check in when(trait))]
    found = [problem for check in checks for problem in check(subject)]
    return in_order(found) if len(found) > 1 else found
