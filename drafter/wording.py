"""How one text became another, word by word: words, spaces and signs are kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\w+|[^\S\n\u2029]+|.", re.DOTALL)


class Change(NamedTuple):
    """Tokens `old_start:old_end` of the old text were replaced by those of the new one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def tokens(text: str) -> list[str]:
    """The words, the spaces and the other signs of a text, in order; together they are the text."""
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Whether a token is a word or a number, and not a space or a sign."""
    return token[0].isalnum() or token[0] == "_"


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """What changed between two texts in tokens, in order; changes never touch each other."""
    from difflib import SequenceMatcher

    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Change(*places) for kind, *places in found if kind != "equal"]


class Part(NamedTuple):
    """A piece of a comparison for people: kept when both are the same, else replaced."""

    old: str
    new: str


def compared(old: str, new: str) -> list[Part]:
    """Two texts side by side, in pieces that were kept and pieces that were changed."""
    before, after = tokens(old), tokens(new)
    parts, at = [], 0
    for change in changes(before, after):
        parts.append(_kept(before[at : change.old_start]))
        parts.append(
            Part(
                "".join(before[change.old_start : change.old_end]),
                "".join(after[change.new_start : change.new_end]),
            )
        )
        at = change.old_end
    parts.append(_kept(before[at:]))
    return [part for part in parts if part.old or part.new]


def _kept(words: Sequence[str]) -> Part:
    text = "".join(words)
    return Part(text, text)
