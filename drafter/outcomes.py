"""What somebody wants to take over into an input, and what became of each proposal."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from drafter.problems import Place

State = Literal["taken", "left", "conflict", "refused"]


class Outcome(NamedTuple):
    """What became of a proposal.

    `taken` is in the new source, `left` was not chosen, a `conflict` waits for a choice, and
    what was `refused` cannot be written, for this `reason`. `place` is where it stands now, and
    `becomes` where in the new source. Without an `id` it belongs to nothing in the input.
    """

    id: str
    state: State
    place: Place | None
    becomes: Place | None = None
    reason: str = ""
    what: str = ""  # where that is not a text
    files: tuple[Path, ...] = ()  # the copies that it is from


class Choice(NamedTuple):
    """What somebody wants to take over: everything, or fields, lists and items by their ids."""

    everything: bool
    names: frozenset[str] = frozenset()

    def by_name(self, id: str) -> bool:
        """Whether it was named, or something that it is in."""
        return any(id == name or id.startswith(f"{name}.") for name in self.names)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is to be taken over."""
        return not self.everything and not self.names

    def takes(self, id: str) -> bool:
        """Whether it was chosen."""
        return self.everything or self.by_name(id)


class Applied(NamedTuple):
    """The new source, and what became of each proposal."""

    source: str
    outcomes: tuple[Outcome, ...]
