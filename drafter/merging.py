"""Several versions of one text, made from the same one: a merge by words.

Changes that do not touch are all made. Where they touch, which is when no unchanged word stands
between them, nobody can know what their writers would have agreed on: that is a conflict, unless
all who changed something there made the same of it. A conflict keeps every version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.wording import Change, changes, is_word, tokens


class Conflict(NamedTuple):
    """A stretch that was changed in more than one way; `versions` has it as each version has it."""

    base: str
    versions: tuple[str, ...]


class Merge(NamedTuple):
    """A merged text, in pieces that are agreed on and pieces that are not."""

    parts: tuple[str | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The pieces that wait for a choice."""
        return tuple([part for part in self.parts if isinstance(part, Conflict)])

    @property
    def text(self) -> str | None:
        """The whole text; None while there are conflicts."""
        return None if self.conflicts else "".join(map(str, self.parts))


class _Hunk(NamedTuple):
    """What one version made of a stretch of the base."""

    start: int
    end: int
    version: int
    new: tuple[str, ...]


def merge(base: str, versions: Sequence[str]) -> Merge:
    """Merge the versions of a text; their order decides nothing but that within a conflict."""
    words = tokens(base)
    hunks = [
        _Hunk(change.old_start, change.old_end, number, _new(change, text))
        for number, text in enumerate(map(tokens, versions))
        for change in changes(words, text)
    ]
    parts: list[str | Conflict] = []
    at = 0
    for group in _groups(sorted(hunks), words):
        start, end = group[0].start, max(hunk.end for hunk in group)
        parts.append("".join(words[at:start]))
        parts.append(_merged(words, start, end, group, len(versions)))
        at = end
    parts.append("".join(words[at:]))
    return Merge(tuple(_joined(parts)))


def _new(change: Change, text: Sequence[str]) -> tuple[str, ...]:
    return tuple(text[change.new_start : change.new_end])


def _groups(hunks: Iterable[_Hunk], words: Sequence[str]) -> Iterator[list[_Hunk]]:
    """The hunks in groups that touch, in order of place."""
    group: list[_Hunk] = []
    end = 0
    for hunk in hunks:
        if group and any(map(is_word, words[end : hunk.start])):
            yield group
            group = []
        group.append(hunk)
        end = max(end, hunk.end)
    if group:
        yield group


def _merged(
    words: Sequence[str], start: int, end: int, group: Sequence[_Hunk], count: int
) -> str | Conflict:
    base = "".join(words[start:end])
    texts = [_as_in(words, start, end, group, number) for number in range(count)]
    changed = {texts[hunk.version] for hunk in group}
    return changed.pop() if len(changed) == 1 else Conflict(base, tuple(texts))


def _as_in(words: Sequence[str], start: int, end: int, group: Sequence[_Hunk], version: int) -> str:
    """The stretch as one version has it."""
    out: list[str] = []
    for hunk in group:
        if hunk.version == version:
            out += (*words[start : hunk.start], *hunk.new)
            start = hunk.end
    return "".join([*out, *words[start:end]])


def _joined(parts: Iterable[str | Conflict]) -> Iterator[str | Conflict]:
    """Neighbours that are agreed on as one text."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        yield part
        text = ""
    if text:
        yield text
