"""A review → what is remembered of it: see `open_points`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from drafter import open_points, outputs
from drafter.open_points import Copy, Open, OpenComment, OpenConflict, Side, only_open
from drafter.review_words import clean, flat, listed, who
from drafter.rounds import Reviewed, Round, authors, commenters
from drafter.workspace import Workspace


def remember(round: Round) -> None:
    """Keep what a review found open, and forget what older copies of the same people had.

    Nothing is written where nothing is open and nothing was. Raises `DrafterError` when the disk
    or the folder refuses. A review of what one person did is not kept: it is not the whole.
    """
    if round.author is not None:
        return
    folder = open_points.folder_of(Workspace.around(round.input))
    for id in dict.fromkeys(one.letter.id for one in round.reviews):
        own = [one for one in round.reviews if one.letter.id == id]
        try:
            known = open_points.read(folder, id)
        except open_points.Damaged:
            known = Open()
        open_points.write(folder, id, _renewed(known, round, own))


def _renewed(known: Open, round: Round, own: Iterable[Reviewed]) -> Open:
    """What was known, with what these copies of the letter have in its place."""
    seen = {one.file: _copy(one) for one in own}
    newer = list(seen.values())
    kept = [old for old in known.copies if not any(one.is_newer_than(old) for one in newer)]
    conflicts = (*_left(known, own, seen), *_found(round, own, seen))
    return only_open((*kept, *seen.values()), tuple(dict.fromkeys(conflicts)))


def _copy(one: Reviewed) -> Copy:
    people = dict.fromkeys((*authors(one.review), *commenters(one.review)))
    comments = [
        OpenComment(clean(found.comment.author), flat(found.quote), flat(found.comment.text))
        for found in one.review.remarks
        if not found.is_answered
    ]
    known = outputs.fingerprint(one.file) or ""
    return Copy(one.file, known, tuple(people), tuple(comments))


def _found(
    round: Round, own: Iterable[Reviewed], seen: Mapping[Path, Copy]
) -> Iterator[OpenConflict]:
    """The contradictions between these copies."""
    values = {id: text for one in own for id, text in one.letter.values.items()}
    for together in round.together:
        stretches = zip(*(part.versions for part in together.merge.conflicts), strict=True)
        sides = [
            Side(seen[file].fingerprint, _shown(words), _authors(own, file, together.field))
            for (file, _text), words in zip(together.versions, stretches, strict=False)
            if file in seen
        ]
        if len({side.copy for side in sides}) > 1:
            yield OpenConflict(together.field, values.get(together.field, ""), tuple(sides))


def _left(
    known: Open, own: Iterable[Reviewed], seen: Mapping[Path, Copy]
) -> Iterator[OpenConflict]:
    """The contradictions between copies of which some were not reviewed again.

    A newer copy is still in one if it changes that field; if all are newer, this review tells.
    """
    changed = {one.file: {row.field: row.new for row in one.review.changes} for one in own}
    old = {copy.fingerprint: copy for copy in known.copies}
    for conflict in known.conflicts:
        stay: list[Side] = []
        came: list[Side] = []
        for side in conflict.sides:
            newer = [file for file, one in seen.items() if one.is_newer_than(old[side.copy])]
            if not newer:
                stay.append(side)
            came += [
                Side(seen[file].fingerprint, _shown([new]), _authors(own, file, conflict.field))
                for file in newer
                if (new := changed[file].get(conflict.field)) is not None
            ]
        sides = tuple(dict.fromkeys((*stay, *came)))
        if stay and len({side.copy for side in sides}) > 1:
            yield conflict._replace(sides=sides)


def _shown(texts: Iterable[str]) -> str:
    return " … ".join(flat(text).strip() for text in texts)


def _authors(own: Iterable[Reviewed], file: Path, field: str) -> str:
    """Who changed a field in a file."""
    changes = (row for one in own if one.file == file for row in one.review.changes)
    edits = (edit for row in changes if row.field == field for edit in row.edits)
    return listed([name for name in who(edits) if name])
