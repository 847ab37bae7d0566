"""A campaign as files: every letter beside its place first, and then all put in place together.

A version with a problem stops the whole, and nothing is left of it. A run that is broken off
leaves hidden files at most; the next one makes the same letters. A letter that somebody
changed in Word is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from drafter import obstacles, outputs, source, workers
from drafter.dutch.typography import NBSP
from drafter.model import Letter
from drafter.pipeline import Draft, Pipeline, Versions
from drafter.problems import DrafterError, Place, Problem, in_order, nearest
from drafter.versions import Version, attributed

if TYPE_CHECKING:
    from drafter.enclosures import Enclosed
    from drafter.mail import Message

MANIFEST = "manifest.json"
Status = Literal["new", "changed", "unchanged", "edited"]

_PORTION = 16  # versions that go through the stages together; more gain nothing, and take room
_WARMING = 8  # versions that are made before processes are copied: they fill what all share
_PAYS = 100  # versions for each process: making fewer takes less time than copying a process


class Row(NamedTuple):
    """A letter of a campaign as the table and the manifest tell of it.

    `meeting` is what it is about and when, in words; `asks` are the ids; `pages` is None where
    no PDF tells.
    """

    version: str
    addressee: str
    meeting: str
    asks: tuple[str, ...]
    file: str
    status: Status
    problems: tuple[Problem, ...]
    pages: int | None = None


class Made(NamedTuple):
    """A letter with what goes along; `staged` is None for one that is left as it was edited."""

    row: Row
    staged: outputs.Staged | None
    enclosed: tuple[Enclosed, ...]
    message: Message | None


class Paper(NamedTuple):
    """The document of an input that goes along with letters."""

    file: Path
    status: Status


class Outcome(NamedTuple):
    """What a version came to: its letters, or its problems."""

    made: tuple[Made, ...] = ()
    problems: tuple[Problem, ...] = ()


class Batch(NamedTuple):
    """A campaign that is to be made in a folder, with e-mails or without.

    `settled` says that nothing may be made, or go along, of which colleagues left anything open.
    """

    pipeline: Pipeline
    campaign: Versions
    folder: Path
    final: bool = False
    email: bool = False
    with_pdf: bool = False
    settled: bool = False

    @property
    def parcel(self) -> Path:
        """The .zip of everything, if there is to be one."""
        return self.folder / f"{self.campaign.id}.zip"

    # Beside their places

    def chosen(self, keys: Sequence[str]) -> tuple[Version, ...]:
        """The versions with these keys, or all. Raises `DrafterError` for keys there are not."""
        known = {version.key: version for version in self.campaign.versions}
        if unknown := [key for key in keys if key not in known]:
            path = self.campaign.path
            raise DrafterError(_no_version(path, key, list(known)) for key in unknown)
        return tuple(known[key] for key in dict.fromkeys(keys)) if keys else self.campaign.versions

    def stage(self, versions: Sequence[Version], jobs: int | None = None) -> Iterator[Outcome]:
        """Make the letters of these versions beside their places.

        `jobs` is the number of processes; without it, as many as pay.
        """
        outputs.sweep(self.folder)
        processes = _paying(len(versions)) if jobs is None else min(jobs, len(versions))
        if processes < 2 or not workers.CAN_FORK:
            yield from self._outcomes(versions)
            return
        yield from self._outcomes(versions[:_WARMING])
        yield from workers.spread(self._outcomes, versions[_WARMING:], processes)

    def _outcomes(self, versions: Sequence[Version]) -> Iterator[Outcome]:
        for start in range(0, len(versions), _PORTION):
            yield from self._portion(versions[start : start + _PORTION])

    def _portion(self, versions: Sequence[Version]) -> Iterator[Outcome]:
        """Some versions, taken through the stages together: see `Pipeline`."""
        outcomes = list(self.pipeline.versions(versions, final=self.final))
        drafts = [draft for one in outcomes if isinstance(one, list) for draft in one]
        words = iter(self.pipeline.words([draft.document for draft in drafts]))
        for one in outcomes:
            if isinstance(one, DrafterError):
                yield Outcome(problems=one.problems)
                continue
            own = [(draft, next(words)) for draft in one]
            try:
                yield Outcome(tuple([self._made(draft, word) for draft, word in own]))
            except DrafterError as error:
                yield Outcome(problems=error.problems)

    def _made(self, draft: Draft, word: bytes | DrafterError) -> Made:
        if isinstance(word, DrafterError):
            raise word
        file = self.folder / draft.file_name
        was_there = outputs.is_there(file)
        found = _standing_in_the_way(file, draft.source) if was_there else []
        staged = None if found else self.pipeline.stage(draft, word, file)
        return Made(
            self._row(draft, _status(staged, was_there), (*found, *draft.warnings)),
            staged,
            tuple(self.pipeline.enclosed(draft)),
            self.pipeline.message(draft, with_pdf=self.with_pdf) if self.email else None,
        )

    def _row(self, draft: Draft, status: Status, problems: tuple[Problem, ...]) -> Row:
        letter = draft.model
        assert isinstance(letter, Letter), "a version is a letter"
        addressee, meeting = self.pipeline.described(letter)
        asks = tuple([ask.id for ask in letter.asks])
        return Row(draft.key, addressee, meeting, asks, draft.file_name, status, problems)

    # In place

    def finish(self, versions: Sequence[Version], outcomes: Sequence[Outcome]) -> Finished:
        """Put what these versions came to in place, or nothing, when there is a problem.

        Raises `DrafterError` with every problem of every version.
        """
        told = self.campaign.problems
        wrong = attributed(zip(versions, (one.problems for one in outcomes), strict=True), told)
        problems = [*told, *(problem for some in wrong for problem in some)]
        if self.settled:
            from drafter.final import unsettled_versions

            problems += unsettled_versions(self.pipeline, versions)
        made = [letter for one in outcomes for letter in one.made]
        files = [letter.staged for letter in made if letter.staged]
        papers: dict[Path, Paper] = {}
        edited: list[Problem] = []
        for path in dict.fromkeys(
            one.path for letter in made for one in letter.enclosed if one.is_input
        ):
            try:
                papers[path], staged, found = self._paper(path)
            except DrafterError as error:
                problems += error.problems
                continue
            files += [staged] if staged else []
            edited += found
        if problems:
            for staged in files:
                outputs.discard(staged)
            outputs.sweep(self.folder)
            raise DrafterError(in_order(problems))
        for staged in files:
            outputs.commit(staged)
        noticed = attributed(
            (version, [problem for letter in one.made for problem in letter.row.problems])
            for version, one in zip(versions, outcomes, strict=True)
        )
        of_letters = [problem for some in noticed for problem in some]
        return Finished(made, papers, in_order([*of_letters, *edited]))

    def _paper(self, path: Path) -> tuple[Paper, outputs.Staged | None, list[Problem]]:
        """The document of an input that goes along, as a letter: see `_made`."""
        draft = self.pipeline.draft(path, final=self.final)
        if self.settled:
            from drafter.final import unsettled

            if left_open := unsettled(self.pipeline.workspace, [draft]):
                raise DrafterError(left_open)
        file = self.folder / draft.file_name
        was_there = outputs.is_there(file)
        found = _standing_in_the_way(file, draft.source)
        word = None if found else self.pipeline.word(draft.document)
        staged = None if word is None else self.pipeline.stage(draft, word, file)
        return Paper(file, _status(staged, was_there)), staged, found


def _status(staged: outputs.Staged | None, was_there: bool) -> Status:
    """What became of a document; None is staged of one that is left as it was edited."""
    if staged is None:
        return "edited"
    if not staged.changed:
        return "unchanged"
    return "changed" if was_there else "new"


def _standing_in_the_way(file: Path, source: Path) -> list[Problem]:
    """That a document was edited, so that it is left alone.

    Raises `DrafterError` when it is that of another input.
    """
    found = obstacles.before([(file, source)])
    if any(problem.code != "edited" for problem in found):
        raise DrafterError(found)
    return [problem._replace(hint=_if_edited()) for problem in found]


class Finished(NamedTuple):
    """Letters in their places; `papers` has the document of each input that goes along.

    `noticed` is what was noticed of all letters together.
    """

    made: list[Made]
    papers: dict[Path, Paper]
    noticed: list[Problem]

    def enclosed(self, made: Made) -> list[Path]:
        """The files that go along with a letter."""
        papers = self.papers
        return [papers[one.path].file if one.is_input else one.path for one in made.enclosed]


def _if_edited() -> str:
    return _("to have it made anew, give it another name or remove it, and run this again")


def _paying(versions: int) -> int:
    return min(workers.usable(), versions // _PAYS)


def open_campaign(
    pipeline: Pipeline,
    file: Path,
    out: Path | None,
    *,
    final: bool = False,
    email: bool = False,
    with_pdf: bool = False,
    settled: bool = False,
) -> Batch:
    """A campaign's file as work to be done, in a folder of its own unless `out` is another.

    Raises `DrafterError` when its versions cannot be made out.
    """
    campaign = pipeline.campaign(source.read(file))
    folder = out or pipeline.workspace.outputs / campaign.id
    return Batch(pipeline, campaign, folder, final, email, with_pdf, settled)


# ── The manifest ──────────────────────────────────────────────────────────────


def write_manifest(batch: Batch, finished: Finished, rows: Sequence[Row]) -> list[Path]:
    """The table for programs, beside the letters, and all files that it names.

    Letters of versions that were not made this time stay in it. What goes out together is
    either final or not, so only those of this time's kind are among the files.
    """
    path = batch.folder / MANIFEST
    known = _known(path, batch.campaign, {row.version for row in rows})
    new = [
        _as_json(row, batch.final, _ways(finished.enclosed(made), batch.folder))
        for row, made in zip(rows, finished.made, strict=True)
    ]
    order = {version.key: number for number, version in enumerate(batch.campaign.versions)}
    letters = sorted([*known, *new], key=lambda row: (order[row["version"]], row["file"]))
    lines = ",\n  ".join(map(outputs.as_json, letters))
    head = json.dumps(batch.campaign.id)
    text = f'{{"campaign": {head},\n "letters": [\n  {lines}\n ]}}\n'  # a letter on each line
    outputs.replace(path, text.encode())
    together = [row for row in letters if row["final"] == batch.final]
    names = [row["file"] for row in together]
    names += [name for row in together for name in row["enclosures"]]
    files = [batch.folder / name for name in dict.fromkeys(names)]
    return [file for file in files if file.is_file()]


def _known(path: Path, campaign: Versions, made: Collection[str]) -> list[dict[str, Any]]:
    """The rows of an earlier run whose version and letter are still there, and not `made` now."""
    keys = {version.key for version in campaign.versions} - set(made)
    try:
        return [
            row
            for row in json.loads(path.read_text("utf-8"))["letters"]
            if row["version"] in keys and isinstance(row["final"], bool)
            if isinstance(row["enclosures"], list) and (path.parent / row["file"]).is_file()
        ]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def _ways(files: Iterable[Path], folder: Path) -> list[str]:
    """How one gets from a folder to files."""
    return [Path(outputs.relative(str(file), str(folder))).as_posix() for file in files]


def _as_json(row: Row, final: bool, enclosures: Sequence[str]) -> dict[str, Any]:
    """A row without what only this run knows: the same letters, the same manifest."""
    return {
        "version": row.version,
        "addressee": row.addressee,
        "meeting": row.meeting.replace(NBSP, " "),
        "asks": list(row.asks),
        "pages": row.pages,
        "file": row.file,
        "final": final,
        "enclosures": list(enclosures),
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
