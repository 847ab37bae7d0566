"""What `drafter check --fix` does: make the changes that need no judgement, in the input itself.

The file is replaced as a whole and keeps no copy: every change is shown, undone by typing it
back, and proved to leave all else as it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from drafter import outputs
from drafter.problems import DrafterError, Fix, Place, Problem
from drafter.splice import NotSpliced, splice, text_at

_REST_BEFORE, _REST_AFTER = re.compile(r"\S*\Z"), re.compile(r"\S*")  # of the same word
_NEXT_BEFORE, _NEXT_AFTER = re.compile(r"\S*\s*\Z"), re.compile(r"\s*\S*")


class Change(NamedTuple):
    """A change that was made: where, and the words around it before and after."""

    place: Place
    before: str
    after: str


def mend(problems: Iterable[Problem]) -> list[Change]:
    """Make the change of every problem that has one; give what was changed.

    Raises `DrafterError` when a file cannot be written, or is no longer what it was; then that
    file stays as it is.
    """
    by_file: dict[str, list[tuple[Place, Fix]]] = defaultdict(list)
    for problem in dict.fromkeys(problems):
        if problem.fix is not None:
            by_file[problem.place.file].append((problem.place, problem.fix))
    return [change for file, fixes in by_file.items() for change in _mend_file(Path(file), fixes)]


def _mend_file(file: Path, fixes: list[tuple[Place, Fix]]) -> list[Change]:
    source = file.read_bytes().decode("utf-8")
    by_text: dict[tuple[str | int, ...], list[tuple[Place, Fix]]] = defaultdict(list)
    for place, fix in fixes:
        by_text[fix.path].append((place, fix))
    changes: list[Change] = []
    try:
        for path, wanted in by_text.items():
            text = text_at(source, path)
            ordered = list(_apart(sorted(wanted, key=lambda pair: pair[1].start)))
            source = splice(source, {path: _mended(text, [fix for _place, fix in ordered])})
            changes += _shown(text, ordered)
    except NotSpliced:
        raise DrafterError([_not_mended(file)]) from None
    outputs.replace(file, source.encode())
    return sorted(changes, key=lambda change: (change.place.line, change.place.column))


def _apart(fixes: Iterable[tuple[Place, Fix]]) -> Iterator[tuple[Place, Fix]]:
    """Those that do not touch what an earlier one changes; a next run makes the others."""
    end = 0
    for place, fix in fixes:
        if fix.start >= end:
            yield place, fix
            end = fix.start + len(fix.before)


def _mended(text: str, fixes: Sequence[Fix], start: int = 0, end: int | None = None) -> str:
    """The text, or the part from `start` to `end`, with these changes in it."""
    pieces, at = [], start
    for fix in fixes:
        if text[fix.start : fix.start + len(fix.before)] != fix.before:
            raise NotSpliced
        pieces += [text[at : fix.start], fix.after]
        at = fix.start + len(fix.before)
    return "".join([*pieces, text[at:end]])


def _shown(text: str, fixes: Sequence[tuple[Place, Fix]]) -> Iterator[Change]:
    """The changes with the words that they touch; those in the same words as one."""
    together: list[tuple[int, int, Place, list[Fix]]] = []
    for place, fix in fixes:
        start, end = _words_around(text, fix)
        if together and start < together[-1][1]:
            first, _end, where, earlier = together.pop()
            together.append((first, end, where, [*earlier, fix]))
        else:
            together.append((start, end, place, [fix]))
    for start, end, place, within in together:
        before, after = text[start:end], _mended(text, within, start, end)
        yield Change(place, before.replace("\n", " "), after.replace("\n", " "))


def _words_around(text: str, fix: Fix) -> tuple[int, int]:
    """Where the words begin and end that a change touches; beside a space these are two."""
    between = fix.before.isspace() or not fix.before.strip("-")
    before = (_NEXT_BEFORE if between else _REST_BEFORE).search(text, 0, fix.start)
    after = (_NEXT_AFTER if between else _REST_AFTER).match(text, fix.start + len(fix.before))
    assert before is not None, "it matches nothing at least"
    assert after is not None, "it matches nothing at least"
    return before.start(), after.end()


def _not_mended(file: Path) -> Problem:
    return Problem(
        Place(str(file)),
        "not-mended",
        _("this file cannot be changed safely, and stays as it is"),
        _("make the changes yourself; 'drafter check' shows where"),
    )
