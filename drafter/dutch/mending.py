"""A correction of typed text."""

from __future__ import annotations

from typing import NamedTuple


class Mending(NamedTuple):
    """What stands from `start` to `end` of a text becomes `replacement`; `code` says why."""

    start: int
    end: int
    replacement: str
    code: str
