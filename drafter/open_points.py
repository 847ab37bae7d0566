"""What reviews found open in copies of a letter: contradictions, and comments nobody answered.

It stands in the workspace, in `.drafter/reviews`, in a file for each letter, and is the last that
was seen of each colleague's copy.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from drafter import outputs


class OpenComment(NamedTuple):
    """A comment that nobody answered; `quote` is the text that it is about."""

    author: str
    quote: str
    text: str


class Copy(NamedTuple):
    """A copy as it was when it was reviewed; `people` worked in it."""

    file: Path
    fingerprint: str
    people: tuple[str, ...]
    comments: tuple[OpenComment, ...]

    def is_newer_than(self, other: Copy) -> bool:
        """Whether it comes in the place of another: of the same colleague, later.

        That is so when one person worked in both, or when the name is the same and nobody
        worked in the one who can be somebody else than those in the other.
        """
        if self.fingerprint == other.fingerprint:
            return True
        mine, theirs = set(self.people), set(other.people)
        if self.file.name.casefold() == other.file.name.casefold():
            return mine <= theirs or theirs <= mine
        return mine == theirs and len(mine) == 1


class Side(NamedTuple):
    """What a copy, by its fingerprint, says where others say something else, and by whom."""

    copy: str
    words: str
    author: str


class OpenConflict(NamedTuple):
    """Copies that contradict each other in a field; one alone contradicts the input.

    `value` is what the input said there: when it says something else, somebody has decided.
    """

    field: str
    value: str
    sides: tuple[Side, ...]


class Open(NamedTuple):
    """All that is open in copies of one letter."""

    copies: tuple[Copy, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()


class Damaged(Exception):
    """A record that cannot be understood."""


def only_open(copies: Iterable[Copy], conflicts: tuple[OpenConflict, ...]) -> Open:
    """Without copies in which nothing is open."""
    held = {side.copy for one in conflicts for side in one.sides}
    by_name = {one.fingerprint: one for one in copies if one.comments or one.fingerprint in held}
    return Open(tuple(by_name.values()), conflicts)


# ── Files ─────────────────────────────────────────────────────────────────────


def letters(folder: Path) -> frozenset[str]:
    """The ids of the letters of which something is known."""
    return frozenset(file.stem for file in folder.glob("*.json"))


def read(folder: Path, letter: str) -> Open:
    """What is known of a letter. Raises `Damaged` when it cannot be understood."""
    try:
        found = json.loads((folder / f"{letter}.json").read_text("utf-8"))
        copies = tuple([_read_copy(one, folder) for one in found["copies"]])
        conflicts = tuple(
            [
                OpenConflict(_text(one["field"]), _text(one["value"]), _sides(one["sides"]))
                for one in found["conflicts"]
            ]
        )
    except FileNotFoundError:
        return Open()
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise Damaged from error
    if not {side.copy for one in conflicts for side in one.sides} <= {
        c.fingerprint for c in copies
    }:
        raise Damaged
    return Open(copies, conflicts)


def _read_copy(found: Any, folder: Path) -> Copy:
    comments = [OpenComment(*_texts(one)) for one in found["comments"]]
    file = Path(os.path.normpath(folder / _text(found["file"])))
    return Copy(file, _text(found["fingerprint"]), _texts(found["people"]), tuple(comments))


def _sides(found: Any) -> tuple[Side, ...]:
    return tuple([Side(*_texts(one)) for one in list(found)])


def _texts(found: Any) -> tuple[str, ...]:
    return tuple([_text(one) for one in list(found)])


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


def write(folder: Path, letter: str, known: Open) -> None:
    """Keep what is known of a letter, or nothing. Raises `DrafterError` as `outputs` does."""
    path = folder / f"{letter}.json"
    if not known.copies:
        with suppress(OSError):
            path.unlink()
            folder.rmdir()
            folder.parent.rmdir()
        return
    from_here = os.fspath(folder)
    copies = [
        {**one._asdict(), "file": outputs.relative(os.fspath(one.file), from_here)}
        for one in known.copies
    ]
    made = {"copies": copies, "conflicts": [one._asdict() for one in known.conflicts]}
    outputs.replace(path, f"{json.dumps(made, ensure_ascii=False, indent=1)}\n".encode())
