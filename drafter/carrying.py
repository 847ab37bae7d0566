"""A text as it was typed, given the words that its printed form was given.

What is printed is not what was typed: there are lines, marks for bold type and notes, words that
stand for a name. Where nobody changed anything all of that stays as it was typed. Whether a
change came out right is for the caller to see, by printing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from drafter.wording import Change, changes, tokens

_MARKS: Final = re.compile(r"[\\*_\[\]<`]|^[-+>](?= )|^\d+(?=[.)] )", re.MULTILINE)
_BREAK: Final = re.compile(r"(?<!\n)\n(?!\n)")


def carried(printed: str, typed: str, wanted: str, *, marked: bool = False) -> Iterator[str]:
    """What could be typed so that `wanted` is printed and not `printed`; the best guess first.

    With `marked`, signs in new words that would be read as marks are also tried as mere signs.
    """
    old, new, now = tokens(printed), tokens(wanted), tokens(typed)
    images = _Images(len(old), changes(old, now))
    hunks = images.whole(old, new, changes(old, new))
    ways = product((False, True) if marked else (False,), (False, True), (False, True))
    yield from dict.fromkeys(
        _written(now, images, hunks, escaped, wide, late) for escaped, wide, late in ways
    )


def as_signs(text: str) -> str:
    """A text in which nothing is read as a mark."""
    return _BREAK.sub("\\\\\n", _MARKS.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    sign = found.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


class _Hunk(NamedTuple):
    """What became of the printed words from `start` to `end`."""

    start: int
    end: int
    new: str


class _Images:
    """Where each place between two printed words is in the typed text: after what stands there

    only as typed (`high`), or before it (`low`). Within a stretch that is printed in other words
    than it was typed in, no place is known.
    """

    def __init__(self, count: int, apart: Sequence[Change]) -> None:
        self._apart = apart
        self.low, self.high = list(range(count + 1)), list(range(count + 1))
        shift = at = 0
        for start, end, new_start, new_end in apart:
            for place in range(at, start + 1):
                self.low[place] += shift
                self.high[place] += shift
            self.high[start] = new_start
            shift = new_end - end
            at = end
            if start == end:
                self.high[start] = new_end
                at = end + 1
        for place in range(at, count + 1):
            self.low[place] += shift
            self.high[place] += shift

    def whole(self, old: Sequence[str], new: Sequence[str], found: Sequence[Change]) -> list[_Hunk]:
        """The changes as hunks that begin and end at known places."""
        hunks: list[_Hunk] = []
        for change in found:
            start, end = self._around(change.old_start, change.old_end)
            text = "".join(new[change.new_start : change.new_end])
            if hunks and hunks[-1].end > start:
                last = hunks.pop()
                kept = last.new.removesuffix("".join(old[change.old_start : last.end]))
                start, text = last.start, kept + text
            else:
                text = "".join(old[start : change.old_start]) + text
            hunks.append(_Hunk(start, end, text + "".join(old[change.old_end : end])))
        return hunks

    def _around(self, start: int, end: int) -> tuple[int, int]:
        for one in self._apart:
            if one.old_start < start < one.old_end:
                start = one.old_start
            if one.old_start < end < one.old_end:
                end = one.old_end
        return start, end


def _written(
    typed: Sequence[str],
    images: _Images,
    hunks: Sequence[_Hunk],
    escaped: bool,
    wide: bool,
    late: bool,
) -> str:
    """The typed text with the hunks in it.

    `wide` takes out the marks around words that go; `late` puts new words behind marks.
    """
    out: list[str] = []
    at = 0
    for start, end, new in hunks:
        if start == end:
            first = last = images.high[start] if late else images.low[start]
        elif wide:
            first, last = images.low[start], images.high[end]
        else:
            first, last = images.high[start], images.low[end]
        out += [*typed[at : max(first, at)], as_signs(new) if escaped else new]
        at = max(last, at)
    return "".join([*out, *typed[at:]])
