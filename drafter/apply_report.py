"""What of a round goes into the input, or went, and what does not and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

from drafter.findings import Findings, Result, Results
from drafter.outcomes import Applied, Outcome
from drafter.problems import Place
from drafter.report import argument
from drafter.review_words import clean, file_name, line_of
from drafter.rounds import Round


class Done(NamedTuple):
    """What was done with a round; `backup` is the input as it was, if it was changed.

    With `is_declined`, somebody decided to take nothing over.
    """

    round: Round
    applied: Applied
    is_written: bool
    backup: Path | None = None
    is_declined: bool = False

    def of(self, state: str) -> list[Outcome]:
        """The outcomes of one kind."""
        return [one for one in self.applied.outcomes if one.state == state]


def with_results(found: Findings, done: Done) -> Findings:
    """The findings of a round, and what becomes of them in the input."""
    return found._replace(
        results=tuple([one for one in _results(done) if one.rows]),
        end=_end(done),
        is_written=done.backup is not None,
    )


def _results(done: Done) -> Iterator[Results]:
    """What goes in, what waits for a choice, what cannot be written, what was not chosen."""
    file = file_name(done.round.input)
    taken = _("written into {file}") if done.is_written else _("with --apply this goes into {file}")

    def choice(one: Outcome) -> Result:
        return _choice(one, done.round.input)

    def row(one: Outcome) -> Result:
        return _row(one, is_written=done.is_written)

    kinds: list[tuple[str, str, Callable[[Outcome], Result]]] = [
        ("taken", taken.format(file=file), row),
        ("conflict", _("this waits for your choice"), choice),
        ("refused", _("this cannot be written into {file}").format(file=file), row),
        ("left", _("not chosen"), row),
    ]
    for state, title, told in kinds:
        yield Results(title, tuple(map(told, done.of(state))))


def _row(one: Outcome, *, is_written: bool) -> Result:
    place = _place(one, is_written=is_written)
    return Result(one.id, clean(one.what), line_of(place) if place else "", clean(one.reason))


def _place(one: Outcome, *, is_written: bool) -> Place | None:
    """Where it stands: of what was written, in the input as it is now."""
    return one.becomes if is_written and one.state == "taken" else one.place


def _choice(one: Outcome, input: Path) -> Result:
    """What waits for a choice, and how one chooses."""
    told = _("choose the text of one document, with one of these:")
    choices = [(file, one.id) for file in one.files]
    if len(choices) == 1:
        told = _("choose the text of the document or that of the input, with one of these:")
        choices += [(file, "none") for file in one.files]
    commands = [
        clean(f"drafter review {argument(input)} {argument(file)} --accept {field} --apply")
        for file, field in choices
    ]
    return _row(one, is_written=False)._replace(question=told, commands=tuple(commands))


def _end(done: Done) -> str:
    """Whether the input was changed, and where it is as it was."""
    file = file_name(done.round.input)
    if done.backup is not None:
        return _("the input as it was is kept in {file}").format(file=file_name(done.backup))
    if done.is_declined and done.of("left"):
        return _("nothing was changed in {file}, and that counts as decided").format(file=file)
    if done.is_written:
        return _("nothing was changed in {file}").format(file=file)
    if done.applied.outcomes:
        return _("this is only shown: nothing was changed in {file}").format(file=file)
    return ""


def as_data(done: Done) -> dict[str, Any]:
    """The same facts, for programs."""
    return {
        "written": done.is_written and done.backup is not None,
        "backup": file_name(done.backup) if done.backup else None,
        "proposals": [_outcome(one, is_written=done.is_written) for one in done.applied.outcomes],
    }


def _outcome(one: Outcome, *, is_written: bool) -> dict[str, Any]:
    place = _place(one, is_written=is_written)
    return {
        "id": one.id,
        "state": one.state,
        "what": one.what,
        "reason": one.reason,
        "documents": [file_name(file) for file in one.files],
        "file": file_name(Path(place.file)) if place and place.file else None,
        "line": place.line if place else None,
    }
