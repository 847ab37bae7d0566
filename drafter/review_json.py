"""What colleagues changed, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from drafter.problems import Place
from drafter.report import shown_path
from drafter.review_rows import Review, Template
from drafter.rounds import Round, authors, commenters


def as_json(round: Round, more: Mapping[str, Any]) -> str:
    """Every row by its names, and `more`."""
    import json

    told = {
        "input": shown_path(round.input),
        "author": round.author,
        "files": [
            {
                "file": shown_path(one.file),
                "changed": not one.review.is_empty,
                "authors": authors(one.review),
                "commenters": commenters(one.review),
                "input_changed_since": sorted(one.stale),
                **_review(one.review, round.places),
            }
            for one in round.reviews
        ],
        "together": [
            {
                "field": found.field,
                "old": found.old,
                "versions": {shown_path(file): text for file, text in found.versions},
                "merged": found.merge.text,
                "conflicts": [part._asdict() for part in found.merge.conflicts],
            }
            for found in round.together
        ],
        **more,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _review(found: Review, places: Mapping[str, Place]) -> dict[str, Any]:
    """Every row by its names, with the place of its field; how it looks in Word is left out."""
    return {name: [_row(row, places) for row in rows] for name, rows in found._asdict().items()}


def _row(row: Any, places: Mapping[str, Place]) -> dict[str, Any]:
    told = {name: _plain(value) for name, value in row._asdict().items() if name not in _NOT_TOLD}
    place = places.get(told.get("field") or "")
    if isinstance(row, Template) and row.origin:
        place, (kind, own, field) = row.place, (row.origin.kind, row.origin.own, row.origin.field)
        told |= {"origin": kind, "own": shown_path(Path(own)) if own else "", "instead": field}
    return {**told, "file": shown_path(Path(place.file)), "line": place.line} if place else told


_NOT_TOLD: Final = ("content", "at", "origin", "joins")


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
