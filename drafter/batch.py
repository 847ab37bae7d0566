"""A campaign as files: every version beside its place first, and all put in place together.

A version with a problem stops the whole, and nothing is left of it. A run that is broken off
leaves hidden files at most; the next one makes the same letters. A letter that somebody
changed in Word is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, Literal, NamedTuple

from drafter import outputs, source, workers
from drafter.dutch.typography import NBSP
from drafter.model import Letter
from drafter.pipeline import Draft, Pipeline, Versions, obstacles
from drafter.problems import DrafterError, Place, Problem, nearest
from drafter.versions import Version

MANIFEST = "manifest.json"
Status = Literal["new", "changed", "unchanged", "edited"]


class Row(NamedTuple):
    """A letter of a campaign as the table and the manifest tell of it.

    `meeting` is what it is about and when, in words; `asks` are the ids; `pages` is None as
    long as nobody counted them.
    """

    key: str
    addressee: str
    meeting: str
    asks: tuple[str, ...]
    file: str
    status: Status
    problems: tuple[Problem, ...]
    pages: int | None = None


class Staged(NamedTuple):
    """What a version came to: its letters, ready to be put in place, or its problems."""

    rows: tuple[Row, ...] = ()
    files: tuple[outputs.Staged, ...] = ()
    problems: tuple[Problem, ...] = ()


class Batch(NamedTuple):
    """A campaign that is to be made in a folder."""

    pipeline: Pipeline
    campaign: Versions
    folder: Path
    final: bool = False

    def stage(self, versions: Sequence[Version], jobs: int | None = None) -> Iterator[Staged]:
        """Make the letters of these versions beside their places.

        `jobs` is the number of processes; without it, as many as pay.
        """
        processes = _paying(len(versions)) if jobs is None else min(jobs, len(versions))
        if processes < 2 or not workers.CAN_FORK:
            yield from self._stage_each(versions)
            return
        yield from self._stage_each(versions[:_WARMING])  # what all share is in every process then
        yield from workers.spread(self._stage_each, versions[_WARMING:], processes)

    def _stage_each(self, versions: Iterable[Version]) -> Iterator[Staged]:
        for version in versions:
            try:
                drafts = self.pipeline.version(version, final=self.final)
                made = [self._stage(draft) for draft in drafts]
            except DrafterError as error:
                yield Staged(problems=error.problems)
            else:
                yield Staged(
                    tuple(row for row, _file in made), tuple(file for _row, file in made if file)
                )

    def chosen(self, keys: Sequence[str]) -> tuple[Version, ...]:
        """The versions with these keys, or all. Raises `DrafterError` for keys there are not."""
        known = {version.key: version for version in self.campaign.versions}
        if unknown := [key for key in keys if key not in known]:
            path = self.campaign.path
            raise DrafterError(_no_version(path, key, list(known)) for key in unknown)
        return tuple(known[key] for key in keys) if keys else self.campaign.versions

    def finish(self, staged: Sequence[Staged]) -> list[Row]:
        """Put everything in place, with a manifest; or nothing, when there is a problem.

        Raises `DrafterError` with every problem of every version.
        """
        problems = [*self.campaign.problems, *(p for one in staged for p in one.problems)]
        files = [file for one in staged for file in one.files]
        if problems:
            for file in files:
                outputs.discard(file)
            outputs.sweep(self.folder)
            raise DrafterError(dict.fromkeys(problems))
        for file in files:
            outputs.commit(file)
        rows = [row for one in staged for row in one.rows]
        self._write_manifest(rows)
        return rows

    def _write_manifest(self, rows: Sequence[Row]) -> None:
        """The table for programs, beside the letters. Rows of letters that were not made stay."""
        path = self.folder / MANIFEST
        letters = {**_known(path, self.campaign), **{row.file: _as_json(row) for row in rows}}
        order = {version.key: number for number, version in enumerate(self.campaign.versions)}
        rows_in_order = sorted(
            letters.values(), key=lambda row: (order[row["version"]], row["file"])
        )
        data = {"campaign": self.campaign.id, "letters": rows_in_order}
        outputs.replace(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())

    def _stage(self, draft: Draft) -> tuple[Row, outputs.Staged | None]:
        file = self.folder / draft.file_name
        found = obstacles([(file, draft)])
        if any(problem.code != "edited" for problem in found):
            raise DrafterError(found)
        if found:
            return self._row(draft, "edited", (*found, *draft.warnings)), None
        was_there = file.exists()
        staged = self.pipeline.stage(draft, file)
        status: Status = ("changed" if was_there else "new") if staged.changed else "unchanged"
        return self._row(draft, status, draft.warnings), staged

    def _row(self, draft: Draft, status: Status, problems: tuple[Problem, ...]) -> Row:
        letter = draft.model
        assert isinstance(letter, Letter)
        addressee, meeting = self.pipeline.described(letter)
        asks = tuple(ask.id for ask in letter.asks)
        return Row(draft.key, addressee, meeting, asks, draft.file_name, status, problems)


_WARMING = 8  # versions
_PAYS = 100  # versions for each process: making fewer takes less time than copying a process


def _paying(versions: int) -> int:
    return min(workers.usable(), versions // _PAYS)


def open_campaign(pipeline: Pipeline, file: Path, out: Path | None, *, final: bool) -> Batch:
    """A campaign's file as work to be done, in a folder of its own unless `out` is another.

    Raises `DrafterError` when its versions cannot be made out.
    """
    campaign = pipeline.campaign(source.read(file))
    return Batch(pipeline, campaign, out or pipeline.workspace.outputs / campaign.id, final)


def _known(path: Path, campaign: Versions) -> dict[str, Any]:
    """The rows of an earlier run whose version is still there, and their letter too."""
    try:
        rows = json.loads(path.read_text("utf-8"))["letters"]
        keys = {version.key for version in campaign.versions}
        return {
            row["file"]: row
            for row in rows
            if row["version"] in keys and (path.parent / row["file"]).is_file()
        }
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _as_json(row: Row) -> dict[str, Any]:
    """A row without what only this run knows: the same letters, the same manifest."""
    return {
        "version": row.key,
        "addressee": row.addressee,
        "meeting": row.meeting.replace(NBSP, " "),
        "asks": list(row.asks),
        "pages": row.pages,
        "file": row.file,
        "edited": row.status == "edited",
        "problems": [problem.message for problem in row.problems],
    }


def _no_version(path: Path, key: str, known: Sequence[str]) -> Problem:
    near = nearest(key, known)
    return Problem(
        Place(str(path)),
        "unknown-version",
        _("this campaign has no version '{key}'").format(key=key),
        _("did you mean '{near}'?").format(near=near)
        if near
        else _("known are: {types}").format(types=", ".join(known)),
    )
