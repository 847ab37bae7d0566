"""Takes over what colleagues changed: the input is written, after it was proved and kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from gettext import gettext as _

from drafter import backups, outputs
from drafter.apply import applied
from drafter.apply_report import Done
from drafter.outcomes import Applied, Choice
from drafter.problems import DrafterError, Place, Problem, nearest
from drafter.rounds import Round


def choice(accept: str | None) -> Choice:
    """What `--accept` asks for; without it, everything."""
    names = frozenset(name.strip() for name in (accept or "all").split(",") if name.strip())
    return Choice("all" in names, names - {"all", "none"})


def take_over(round: Round, choice: Choice, *, is_written: bool) -> Done:
    """Work out what the input becomes and, if asked to, write it.

    Raises `DrafterError` when a name in the choice is of nothing that was changed, when not every
    document of the input could be made of it any more, and when it cannot be written; then the
    input stays as it is.
    """
    data = round.input.read_bytes()
    source = data.decode("utf-8")
    result = applied(round, source, choice)
    _require_known(round, result, choice)
    if not is_written or result.source == source:
        return Done(round, result, is_written, is_declined=is_written and choice.is_nothing)
    assert round.print is not None, "a round that was reviewed can be printed"
    round.print.check(result.source.removeprefix("\ufeff"))
    if round.input.read_bytes() != data:
        raise DrafterError([_changed_meanwhile(round)])
    kept = backups.keep(round.input, datetime.datetime.now())
    outputs.rewrite(round.input, result.source.encode())
    return Done(round, result, is_written, kept)


def _require_known(round: Round, result: Applied, choice: Choice) -> None:
    known = [one.id for one in result.outcomes if one.id]
    wrong = [name for name in sorted(choice.names) if not any(_is_in(id, name) for id in known)]
    if wrong:
        raise DrafterError([_unknown(round, name, known) for name in wrong])


def _is_in(id: str, name: str) -> bool:
    return id == name or id.startswith(f"{name}.")


def _unknown(round: Round, name: str, known: Iterable[str]) -> Problem:
    known = list(dict.fromkeys(known))
    parts = {".".join(id.split(".")[:end]) for id in known for end in range(1, id.count(".") + 2)}
    near = nearest(name, parts)
    hint = _("these were changed: {fields}").format(fields=", ".join(known))
    if near:
        hint = _("did you mean '{near}'?").format(near=near)
    elif not known:
        hint = _("leave out --accept")
    return Problem(
        Place(str(round.input)),
        "unknown-field",
        _("nobody changed anything in '{name}'").format(name=name),
        hint,
    )


def _changed_meanwhile(round: Round) -> Problem:
    return Problem(
        Place(str(round.input)),
        "changed-meanwhile",
        _("this file was changed while drafter worked on it, and stays as it is"),
        _("save it in your editor, and try again"),
    )
