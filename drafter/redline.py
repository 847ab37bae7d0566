"""What became of a text: which lines stayed, changed, went or came, and which of their words.

Pure: it knows neither Word nor inputs. Lines are aligned by the fields whose text they print,
then by likeness; words are those of one line before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

Word = TypeVar("Word", bound=Hashable)
State = Literal["kept", "deleted", "inserted"]

_LIKE = 0.5  # of the words of two lines that are held for one line, in other words
_OTHER_FIELD = 0.7  # the same, for lines that print different fields
_RETYPED = 0.3  # a line that keeps less is shown as written anew, not as a puzzle of words
_LOOSE = 3  # letters: so few, between two changes, tell a reader nothing


class Line(NamedTuple):
    """A paragraph, a row or a table, by what tells it from others.

    Lines of different roles never become one another: such as two styles of paragraph.
    """

    role: str
    words: tuple[str, ...]
    fields: frozenset[str] = frozenset()


class Step(NamedTuple):
    """A stretch of words: those of the old line from `old`, those of the new one from `new`.

    What was deleted stands in the old line alone, what was inserted in the new one.
    """

    state: State
    old: slice
    new: slice


Pair = tuple[int | None, int | None]  # the places of a line, old and new; None where it is not


# ── Lines ─────────────────────────────────────────────────────────────────────


def aligned(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Each old and each new line once, in order, with what it became; what went comes first."""
    from difflib import SequenceMatcher  # a letter alone need not wait for it

    single = _single(old) & _single(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pairs: list[Pair] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            found = _alike(old[i:i_end], new[j:j_end], single)
            pairs += _between(found, i, i_end, j, j_end)
    return pairs


def _single(lines: Sequence[Line]) -> set[str]:
    """The roles that one line alone has, such as the salutation."""
    return {role for role, count in Counter(line.role for line in lines).items() if count == 1}


def _alike(old: Sequence[Line], new: Sequence[Line], single: set[str]) -> list[tuple[int, int]]:
    """The pairs of lines, in the order of both, that are most like each other together."""
    best = [[0.0] * (len(new) + 1) for _line in range(len(old) + 1)]
    like = [[_likeness(before, after, single) for after in new] for before in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = like[i][j] and like[i][j] + best[i + 1][j + 1]
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(old: Line, new: Line, single: set[str]) -> float:
    """How much one line is like another; 0 if the one cannot have become the other."""
    if old.role != new.role:
        return 0.0
    shared = (Counter(old.words) & Counter(new.words)).total()
    count = len(old.words) + len(new.words)
    like = 2 * shared / count if count else 1.0
    if old.fields & new.fields:
        return 1 + like
    if old.role in single:
        return 0.5 + like
    enough = _OTHER_FIELD if old.fields and new.fields else _LIKE
    return like if like >= enough else 0.0


def _between(
    pairs: Sequence[tuple[int, int]], i: int, i_end: int, j: int, j_end: int
) -> Iterator[Pair]:
    """The pairs of a stretch, and around them the lines that have no other."""
    for before, after in [(i + a, j + b) for a, b in pairs] + [(i_end, j_end)]:
        yield from ((gone, None) for gone in range(i, before))
        yield from ((None, came) for came in range(j, after))
        if before < i_end:
            yield before, after
        i, j = before + 1, after + 1


# ── Words ─────────────────────────────────────────────────────────────────────


def changes(old: Sequence[Word], new: Sequence[Word], weight: Callable[[Word], int]) -> list[Step]:
    """How one line became another; `weight` tells how much a word says, in letters.

    Of what was replaced, the old words come first. Changes with next to nothing between them
    are one change, and a line that keeps little was written anew.
    """
    from difflib import SequenceMatcher

    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    kept = [sum(map(weight, old[i:i_end])) for tag, i, i_end, _j, _end in found if tag == "equal"]
    longest = max(sum(map(weight, old)), sum(map(weight, new)))
    if sum(kept) < _RETYPED * longest:
        return list(_steps(0, len(old), 0, len(new)))
    steps: list[Step] = []
    i_from = j_from = 0  # what changed goes back to here
    for at, (tag, i, i_end, j, j_end) in enumerate(found):
        inside = 0 < at < len(found) - 1
        if tag == "equal" and not (inside and sum(map(weight, old[i:i_end])) <= _LOOSE):
            steps += _steps(i_from, i, j_from, j)
            steps.append(Step("kept", slice(i, i_end), slice(j, j_end)))
            i_from, j_from = i_end, j_end
    steps += _steps(i_from, len(old), j_from, len(new))
    return steps


def _steps(i: int, i_end: int, j: int, j_end: int) -> Iterator[Step]:
    if i < i_end:
        yield Step("deleted", slice(i, i_end), slice(j, j))
    if j < j_end:
        yield Step("inserted", slice(i_end, i_end), slice(j, j_end))
