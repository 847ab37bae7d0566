"""What is looked at in a finished document: one file per check, listed here.

A check yields problems; it never prints and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafter.checks import (
    abbreviations,
    apostrophes,
    audience,
    capitals,
    citations,
    compounds,
    dashes,
    dates_in_text,
    ellipses,
    exclamations,
    gender,
    lists,
    meeting_day,
    nothing_lost,
    occasion_subject,
    prompts,
    quotes,
    resolutions,
    sources,
    spaces,
    third_person,
)
from drafter.checks.subject import Subject
from drafter.problems import Problem

CHECKS: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    prompts.check,
    nothing_lost.check,
    third_person.check,
    meeting_day.check,
    audience.check,
    occasion_subject.check,
    dates_in_text.check,
    sources.check,
    citations.check,
    resolutions.check,
    quotes.check,
    apostrophes.check,
    spaces.check,
    dashes.check,
    ellipses.check,
    compounds.check,
    exclamations.check,
    abbreviations.check,
    capitals.check,
    gender.check,
    lists.check,
)


def run(subject: Subject) -> list[Problem]:
    """All problems that the checks find, in the order of the input."""
    found = [problem for check in CHECKS for problem in check(subject)]
    return sorted(found, key=lambda problem: (problem.place.line, problem.place.column))
