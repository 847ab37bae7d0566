"""What of a round goes into the input, or went, and what does not and why."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

from drafter.apply import Applied, Outcome
from drafter.problems import Place
from drafter.report import position, shown_path
from drafter.review_report import Marks
from drafter.rounds import Round

_INDENT = "  "


class Done(NamedTuple):
    """What was done with a round; `backup` is the input as it was, if it was changed."""

    round: Round
    applied: Applied
    is_written: bool
    backup: Path | None = None

    def of(self, state: str) -> list[Outcome]:
        """The outcomes of one kind."""
        return [one for one in self.applied.outcomes if one.state == state]


def as_text(done: Done, marks: Marks | None = None) -> str:
    """In blocks: what goes in, what waits for a choice, what cannot be written, what was left."""
    writer = _Writer(done, marks or Marks())
    blocks = [writer.taken(), writer.conflicts(), writer.refused(), writer.left(), writer.end()]
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block)))


class _Writer:
    def __init__(self, done: Done, marks: Marks) -> None:
        self._done, self._marks = done, marks
        self._file = shown_path(done.round.input)

    def taken(self) -> Iterator[str]:
        """What is in the input now, or would be."""
        if found := self._done.of("taken"):
            told = _("with --apply this goes into {file}:")
            if self._done.is_written:
                told = _("written into {file}:")
            yield self._marks.heading(told.format(file=self._file))
            yield from map(self._row, found)

    def conflicts(self) -> Iterator[str]:
        """What waits for a choice, and how one chooses."""
        if found := self._done.of("conflict"):
            yield self._marks.heading(_("this waits for your choice:"))
            for one in found:
                yield self._row(one)
                files = list(map(shown_path, one.files))
                if len(files) > 1:
                    yield self._ask(_("choose the text of one document, with one of these:"))
                else:
                    yield self._ask(
                        _("to have the text of the document and not that of the input:")
                    )
                for file in files:
                    yield f"{_INDENT * 3}{self._command(file, one.id)}"

    def _command(self, file: str, id: str) -> str:
        return f"drafter review {_word(self._file)} {_word(file)} --accept {id} --apply"

    def refused(self) -> Iterator[str]:
        """What cannot be written, and why."""
        if found := self._done.of("refused"):
            yield self._marks.heading(
                _("this cannot be written into {file}:").format(file=self._file)
            )
            for one in found:
                yield self._row(one)
                yield f"{_INDENT * 2}{one.reason}"

    def left(self) -> Iterator[str]:
        """What was not chosen."""
        if found := self._done.of("left"):
            yield self._marks.heading(_("not chosen:"))
            yield from map(self._row, found)

    def end(self) -> Iterator[str]:
        """Whether the input was changed, and where it is as it was."""
        if self._done.backup is not None:
            told = _("the input as it was is kept in {file}")
            yield told.format(file=shown_path(self._done.backup))
        elif self._done.is_written:
            yield _("nothing was changed in {file}").format(file=self._file)
        elif self._done.applied.outcomes:
            yield _("this is only shown: nothing was changed in {file}").format(file=self._file)
            if self._done.of("taken"):
                yield _("to write it: {command}").format(command=self._whole_command())

    def _whole_command(self) -> str:
        """The command that does what was shown."""
        round = self._done.round
        files = [_word(shown_path(one.file)) for one in round.reviews]
        words = ["drafter review", _word(self._file), *files]
        if round.author:
            words += ["--author", _word(round.author)]
        taken = ",".join(one.id for one in self._done.of("taken"))
        chosen = ["--accept", taken] if self._done.of("left") else []
        return " ".join([*words, *chosen, "--apply"])

    def _row(self, one: Outcome) -> str:
        place = one.becomes if self._done.is_written and one.state == "taken" else one.place
        where = f"  ({self._line(place)})" if place else ""
        return f"{_INDENT}{': '.join(part for part in (one.id, one.what) if part)}{where}"

    def _line(self, place: Place) -> str:
        """The line, and the file where that is not the input."""
        if place.file == str(self._done.round.input) and place.sheet is None and place.line:
            return _("line {line}").format(line=place.line)
        shown = position(place)
        return shown if place.sheet is not None or not place.line else shown.rpartition(":")[0]

    def _ask(self, text: str) -> str:
        return _INDENT * 2 + self._marks.doubt(f"? {text}")


def _word(text: str) -> str:
    """A word of a command; quotes are needed where there is a space in it."""
    return f'"{text}"' if " " in text else text


def as_data(done: Done) -> dict[str, Any]:
    """The same facts, for programs."""
    return {
        "written": done.is_written and done.backup is not None,
        "backup": shown_path(done.backup) if done.backup else None,
        "proposals": [_outcome(one, is_written=done.is_written) for one in done.applied.outcomes],
    }


def _outcome(one: Outcome, *, is_written: bool) -> dict[str, Any]:
    place = one.becomes if is_written and one.state == "taken" else one.place
    return {
        "id": one.id,
        "state": one.state,
        "what": one.what,
        "reason": one.reason,
        "documents": [shown_path(file) for file in one.files],
        "file": shown_path(Path(place.file)) if place and place.file else None,
        "line": place.line if place else None,
    }
