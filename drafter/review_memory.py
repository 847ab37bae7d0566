"""A review → what is remembered of it: see `open_points`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from drafter import open_points, outputs
from drafter.apply_report import Done
from drafter.open_points import Copy, Open, OpenComment, OpenConflict, Side, only_open
from drafter.proposals import Text, texts
from drafter.review_rows import Remark
from drafter.review_words import clean, flat, listed, who
from drafter.rounds import Reviewed, Round, authors, commenters
from drafter.workspace import Workspace


def remember(done: Done) -> None:
    """Keep what a review found and left open, and forget what older copies of the same people had.

    Nothing is written where nothing is open and nothing was. Raises `DrafterError` when the disk
    or the folder refuses. A review of what one person did is not kept: it is not the whole.
    """
    round = done.round
    if round.author is not None:
        return
    folder = outputs.reviews(Workspace.around(round.input).root)
    for id in dict.fromkeys(one.letter.id for one in round.reviews):
        own = [one for one in round.reviews if one.letter.id == id]
        try:
            known = open_points.read(folder, id)
        except open_points.Damaged:
            known = Open()
        open_points.write(folder, id, _Memory(done, id, own).renewed(known))


class _Memory:
    """What is open in the copies of one letter that were reviewed."""

    def __init__(self, done: Done, letter: str, own: Sequence[Reviewed]) -> None:
        self._done, self._letter, self._own = done, letter, own
        self._seen = {one.file: _copy(one) for one in own}
        self._taken = {one.id: one.files for one in done.of("taken") if done.is_written}

    def renewed(self, known: Open) -> Open:
        """What was known, with what these copies have in its place."""
        newer = list(self._seen.values())
        kept = [old for old in known.copies if not any(one.is_newer_than(old) for one in newer)]
        conflicts = [*self._left(known), *self._found(self._done.round)]
        copies = map(self._without_answered, (*kept, *newer))
        return only_open(copies, tuple(dict.fromkeys(conflicts)))

    def _without_answered(self, copy: Copy) -> Copy:
        """A copy without the comments that were answered in another, as in a redline of it."""
        answered = {
            _comment(found)
            for one in self._own
            for found in one.review.remarks
            if found.is_answered
        }
        return copy._replace(comments=tuple([c for c in copy.comments if c not in answered]))

    def _found(self, round: Round) -> Iterator[OpenConflict]:
        """What these copies contradict each other in, or the input, and nobody has chosen."""
        if self._done.is_declined:
            return
        values = {id: text for one in self._own for id, text in one.letter.values.items()}
        for text in texts(round):
            if text.wanted is None and text.field not in self._taken:
                files = [version.file for version in text.versions if version.file in self._seen]
                sides = [self._side(file, text.field, _words(round, text, file)) for file in files]
                if sides:
                    value = values.get(text.field, "")
                    yield OpenConflict(text.field, value, tuple(dict.fromkeys(sides)))

    def _left(self, known: Open) -> Iterator[OpenConflict]:
        """The contradictions with copies that were not reviewed again.

        A newer copy is still in one if it changes that field; if all are newer, this review tells.
        """
        old = {copy.fingerprint: copy for copy in known.copies}
        for conflict in known.conflicts:
            stay: list[Side] = []
            came: list[Side] = []
            for side in conflict.sides:
                newer = self._newer_than(old[side.copy])
                if not newer:
                    stay.append(side)
                for file in newer:
                    came += self._side_of(file, conflict.field)
            sides = tuple(dict.fromkeys((*stay, *came)))
            is_one = len(conflict.sides) == 1  # against the input
            if stay and (is_one or len({side.copy for side in sides}) > 1):
                yield from self._after_writing(conflict._replace(sides=sides))

    def _after_writing(self, conflict: OpenConflict) -> Iterator[OpenConflict]:
        """A contradiction when the input was written: by one of its sides, it is decided.

        Somebody else's words in the same field decide nothing.
        """
        files = self._taken.get(conflict.field)
        if files is None:
            yield conflict
        elif not {self._seen[f].fingerprint for f in files} & {s.copy for s in conflict.sides}:
            yield conflict._replace(value=self._written(conflict.field))

    def _written(self, field: str) -> str:
        """What the input says in a field now that it was written."""
        make = self._done.round.print
        assert make is not None, "a round that was reviewed can be printed"
        letters = make.text(self._done.applied.source.removeprefix("\ufeff"))
        values = (one.values.get(field) for one in letters if one.id == self._letter)
        return next((value for value in values if value is not None), "")

    def _newer_than(self, old: Copy) -> list[Path]:
        return [file for file, one in self._seen.items() if one.is_newer_than(old)]

    def _side_of(self, file: Path, field: str) -> Iterator[Side]:
        """What a copy says in a field, if it changed that and nobody declined it."""
        changes = (row for one in self._own if one.file == file for row in one.review.changes)
        for change in changes:
            if change.field == field and not self._done.is_declined:
                yield self._side(file, field, change.new)

    def _side(self, file: Path, field: str, words: str) -> Side:
        changes = (row for one in self._own if one.file == file for row in one.review.changes)
        edits = (edit for row in changes if row.field == field for edit in row.edits)
        author = listed([name for name in who(edits) if name])
        return Side(self._seen[file].fingerprint, flat(words).strip(), author)


def _copy(one: Reviewed) -> Copy:
    people = dict.fromkeys((*authors(one.review), *commenters(one.review)))
    comments = [_comment(found) for found in one.review.remarks if not found.is_answered]
    known = outputs.fingerprint(one.file) or ""
    return Copy(one.file, known, tuple(people), tuple(comments))


def _comment(found: Remark) -> OpenComment:
    return OpenComment(clean(found.comment.author), flat(found.quote), flat(found.comment.text))


def _words(round: Round, text: Text, file: Path) -> str:
    """What a copy says where it contradicts others: the stretch, if that is known."""
    for together in round.together:
        versions: Mapping[Path, str] = dict(together.versions)
        if together.field == text.field and together.merge.conflicts and file in versions:
            number = list(versions).index(file)
            return _joined(part.versions[number] for part in together.merge.conflicts)
    if len({version.file for version in text.versions}) == 1:
        return _joined(part.versions[-1] for part in text.merge.conflicts)
    changes = (one.change for one in text.versions if one.file == file)
    return next((change.new for change in changes if change), "")


def _joined(stretches: Iterable[str]) -> str:
    return " … ".join([stretch.strip() for stretch in stretches])
