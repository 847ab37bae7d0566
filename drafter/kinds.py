"""The kinds of input. Each has its model, which is loaded when there is such an input."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.values import Strict

KINDS = ("letter", "position-paper", "campaign")


def model_of(kind: str) -> type[Strict]:
    """The model of an input of this kind."""
    if kind == "position-paper":
        from drafter.paper import PositionPaper

        return PositionPaper
    if kind == "campaign":
        from drafter.campaign import Campaign

        return Campaign
    from drafter.model import Letter

    return Letter
