"""Which paragraph that came back is which of those that were printed, and which sign is which.

Paragraphs are matched in order, by what speaks for it: the same text, a bookmark, likeness, and
where nothing does, their place. Within what matches, words are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from drafter.wording import Change, changes, is_word, tokens

END: Final = "\u2029"  # stands for the end of a paragraph in a text of several

_LIKE: Final = 0.5  # from here two paragraphs are taken for one that was changed
_HELD: Final = 0.6  # so much of each part must be in the whole that was split or joined
_MOST_PARTS: Final = 4
_OTHER: Final = 0.75  # a text of which more words were changed is another text


class Text(NamedTuple):
    """A paragraph to be matched."""

    text: str
    level: int | None = None
    marks: frozenset[int] = frozenset()  # printed paragraphs whose bookmarks it holds


class Match(NamedTuple):
    """Paragraphs that are the same: one and one, one that was split, or some that were joined."""

    old: range
    new: range


def matches(old: Sequence[Text], new: Sequence[Text]) -> list[Match]:
    """Which paragraphs are the same, in order. What moved across others is in none."""
    start = _common(old, new)
    rest = _common(old[start:][::-1], new[start:][::-1])
    ends = len(old) - rest, len(new) - rest
    found = [_single(at, at) for at in range(start)]
    found += _Best(old, new, start, ends).found()
    found += [_single(ends[0] + at, ends[1] + at) for at in range(rest)]
    return found


def _single(old: int, new: int) -> Match:
    return Match(range(old, old + 1), range(new, new + 1))


def _common(old: Sequence[Text], new: Sequence[Text]) -> int:
    """How many paragraphs at the beginning have the same text."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one.text != other.text:
            break
        count += 1
    return count


_Words: TypeAlias = Counter[str]


def words(text: str) -> _Words:
    """The words of a text and how often each is there."""
    return Counter(token.lower() for token in tokens(text) if is_word(token))


def likeness(old: _Words, new: _Words) -> float:
    """How many of the words of two texts they share, from 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


class _Best:
    """The matches, in order, that keep most words."""

    def __init__(
        self, old: Sequence[Text], new: Sequence[Text], start: int, ends: tuple[int, int]
    ) -> None:
        self._old, self._new = old, new
        self._start, self._ends = start, ends
        self._old_words = {at: words(old[at].text) for at in range(start, ends[0])}
        self._new_words = {at: words(new[at].text) for at in range(start, ends[1])}
        self._marked = frozenset().union(*(text.marks for text in new))

    def found(self) -> list[Match]:
        """Every way to the end is weighed; the best one is then followed back."""
        steps: dict[tuple[int, int], tuple[float, Match | None, tuple[int, int]]] = {}
        for i in range(self._start, self._ends[0] + 1):
            for j in range(self._start, self._ends[1] + 1):
                ways = [
                    (steps[before][0] + weight, match, before)
                    for weight, match, before in self._steps(i, j)
                ]
                steps[i, j] = max(ways, key=lambda way: way[0], default=(0.0, None, (i, j)))
        return self._followed(steps)

    def _followed(
        self, steps: dict[tuple[int, int], tuple[float, Match | None, tuple[int, int]]]
    ) -> list[Match]:
        found = []
        at = self._ends
        while at != (self._start, self._start):
            _weight, match, at = steps[at]
            if match:
                found.append(match)
        return found[::-1]

    def _steps(self, i: int, j: int) -> Iterator[tuple[float, Match | None, tuple[int, int]]]:
        """What can come last before these places: its weight, and the places before that."""
        most_old = min(_MOST_PARTS, i - self._start)
        most_new = min(_MOST_PARTS, j - self._start)
        if most_old and most_new:
            shapes = [(1, 1)]
            shapes += [(1, parts) for parts in range(2, most_new + 1)]
            shapes += [(parts, 1) for parts in range(2, most_old + 1)]
            for a, b in shapes:
                old, new = range(i - a, i), range(j - b, j)
                if weight := self._weigh(old, new):
                    yield weight, Match(old, new), (i - a, j - b)
        if most_old:
            yield 0.0, None, (i - 1, j)
        if most_new:
            yield 0.0, None, (i, j - 1)

    def _weigh(self, old: range, new: range) -> float:
        """How much speaks for these being the same; 0 if nothing does."""
        if len(old) == len(new):
            return self._weigh_pair(old[0], new[0])
        return self._weigh_parts(old, new)

    def _weigh_pair(self, i: int, j: int) -> float:
        one, other = self._old_words[i], self._new_words[j]
        shared = 2 * (one & other).total()
        marks = self._new[j].marks
        if self._old[i].text == self._new[j].text:
            return 7.0 + shared
        if i in marks:
            return 4.0 + shared
        if likeness(one, other) >= _LIKE:
            return 1.0 + shared
        if marks or i in self._marked or not one or not other:
            return 0.0
        same_level = self._old[i].level == self._new[j].level
        return 0.5 if same_level else 0.25

    def _weigh_parts(self, old: range, new: range) -> float:
        """One paragraph and the parts of it: what it was split into, or was joined from."""
        split = len(old) == 1
        whole = self._old_words[old[0]] if split else self._new_words[new[0]]
        parts = [self._new_words[j] for j in new] if split else [self._old_words[i] for i in old]
        if not all(part and _held(part, whole) for part in parts):
            return 0.0
        together: _Words = sum(parts, Counter())
        shared = (together & whole).total()
        if shared < _HELD * together.total():
            return 0.0
        marked = any(i in self._new[j].marks for i in old for j in new)
        return (5.0 if marked else 1.0) + 2 * shared - 0.5 * len(parts)


def _held(part: _Words, whole: _Words) -> bool:
    return (part & whole).total() >= _HELD * part.total()


# ── Words ─────────────────────────────────────────────────────────────────────

# For each sign of the old text, the stretch that it is in; what of those are fields.
Owners: TypeAlias = Sequence[int]


def kept_signs(
    old: str, new: str, owners: Owners, is_field: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """The places in two texts of the signs that were kept."""
    if old == new:
        yield from ((at, at) for at in range(len(old)))
        return
    before, after = tokens(old), tokens(new)
    starts = _starts(before)
    inside = [owners[start] for start in starts[:-1]]
    old_at = new_at = 0
    found = _without_chance_finds(changes(before, after), before, inside)
    compared = _Sliding(before, after, inside, is_field).settled(found)
    new_starts = _starts(after)
    for change in (*compared, Change(len(before), len(before), len(after), len(after))):
        length = starts[change.old_start] - starts[old_at]
        yield from ((starts[old_at] + n, new_starts[new_at] + n) for n in range(length))
        old_at, new_at = change.old_end, change.new_end


def _starts(words: Sequence[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _without_chance_finds(
    found: Sequence[Change], words: Sequence[str], inside: Sequence[int]
) -> list[Change]:
    """The changes, with those as one between which only a word or two happens to be the same."""
    changed = sum(sum(map(is_word, words[c.old_start : c.old_end])) for c in found)
    is_other = changed > _OTHER * sum(map(is_word, words))
    out: list[Change] = []
    for change in found:
        while out and _by_chance(out[-1], change, words, inside, is_other):
            before = out.pop()
            change = Change(before.old_start, change.old_end, before.new_start, change.new_end)
        out.append(change)
    return out


def _by_chance(
    one: Change, other: Change, words: Sequence[str], inside: Sequence[int], is_other: bool
) -> bool:
    """Whether what stands between two changes would also be the same in any other text.

    A whole stretch is not: the colon between two fields tells where one ends. Several stretches
    are one change only in what `is_other` as a whole.
    """
    start, end = one.old_end, other.old_start
    between = words[start:end]
    if END in between or (_is_edge(inside, start) and _is_edge(inside, end)):
        return False
    if len(set(inside[one.old_start : other.old_end])) > 1 and not is_other:
        return False
    if "".join(between).isspace() and _replaces(one) and _replaces(other):
        return True
    sizes = (max(c.old_end - c.old_start, c.new_end - c.new_start) for c in (one, other))
    return sum(map(is_word, between)) <= 2 and min(sizes) > 2 * len(between)


def _replaces(change: Change) -> bool:
    return change.old_start < change.old_end and change.new_start < change.new_end


def _is_edge(inside: Sequence[int], at: int) -> bool:
    """Whether a stretch begins here."""
    return at in (0, len(inside)) or inside[at - 1] != inside[at]


class _Sliding:
    """Where the same words stand at both ends of a change, it could as well stand elsewhere.

    “a b” and “a c a b”: was “c a” added, or “a c”? Whichever is a change of a field is meant.
    """

    def __init__(
        self,
        old: Sequence[str],
        new: Sequence[str],
        inside: Sequence[int],
        is_field: Callable[[int], bool],
    ) -> None:
        self._old, self._new, self._inside = old, new, inside
        self._is_field = is_field

    def settled(self, found: Sequence[Change]) -> list[Change]:
        """The changes, each at the best of its places."""
        out: list[Change] = []
        for at, change in enumerate(found):
            first = out[-1].old_end + 1 if out else 0
            last = found[at + 1].old_start - 1 if at + 1 < len(found) else len(self._old)
            places = [p for p in self._places(change) if first <= p.old_start and p.old_end <= last]
            out.append(max([change, *places], key=self._fitness))
        return out

    def _places(self, change: Change) -> Iterator[Change]:
        """The same change, further to the left and to the right."""
        if change.old_start != change.old_end and change.new_start != change.new_end:
            return
        for step in (-1, 1):
            place = change
            while moved := self._moved(place, step):
                place = moved
                yield place

    def _moved(self, change: Change, step: int) -> Change | None:
        moved = Change(*(place + step for place in change))
        added = change.old_start == change.old_end
        text = self._new if added else self._old
        start, end = change[2:] if added else change[:2]
        edge, other = (end - 1, start - 1) if step < 0 else (start, end)
        if min(other, moved.old_start, moved.new_start) < 0 or other >= len(text):
            return None
        if moved.old_end > len(self._old) or moved.new_end > len(self._new):
            return None
        return moved if text[edge] == text[other] else None

    def _fitness(self, change: Change) -> int:
        if change.old_start != change.old_end:
            removed = set(self._inside[change.old_start : change.old_end])
            return 1 + self._is_field(next(iter(removed))) if len(removed) == 1 else 0
        around = self._inside[max(change.old_start - 1, 0) : change.old_start + 1]
        return int(any(map(self._is_field, around)))
