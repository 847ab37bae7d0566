"""The registers that all inputs of a workspace share, with what the workspace adds to them.

A file `inputs/register/committees.yaml` (or `chambers`, `offices`,
`meetings`, `recesses`) holds rows as
drafter's own file does; a row with a key of drafter's takes its place. One that has only an
e-mail address beside its key adds that to drafter's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import source
from drafter.dutch.calendar import Recess, recesses_from_rows
from drafter.dutch.committees import Register
from drafter.dutch.meetings import MeetingTypes
from drafter.dutch.rows import BadRow
from drafter.placed import Typed
from drafter.problems import DrafterError, Place, Problem, nearest
from drafter.resolve import Registers
from drafter.workspace import DATA

if TYPE_CHECKING:
    from drafter.dutch.offices import Offices

_NAMES = ("chambers", "committees", "meetings", "offices", "recesses")
_ADDED = {"key", "email"}


def load(folder: Path) -> Registers:
    """What is known of parliament; `folder` holds the workspace's own rows, if it exists.

    Raises `DrafterError` when such a row cannot be used.
    """
    _require_known_files(folder)
    try:
        return Registers(
            Register.from_rows(_rows("committees", folder), _rows("chambers", folder)),
            MeetingTypes.from_rows(_rows("meetings", folder)),
            cache(partial(_offices, folder)),
            cache(partial(_recesses, folder)),
        )
    except BadRow as error:
        raise _unusable(error) from error


def _offices(folder: Path) -> Offices:
    from drafter.dutch.offices import Offices  # only who needs them waits for them

    try:
        return Offices.from_rows(_rows("offices", folder))
    except BadRow as error:
        raise _unusable(error) from error


def _recesses(folder: Path) -> tuple[Recess, ...]:
    try:
        return recesses_from_rows(_rows("recesses", folder))
    except BadRow as error:
        raise _unusable(error) from error


def _rows(name: str, folder: Path) -> list[dict[str, Any]]:
    """Drafter's rows and the workspace's, in their place or after them."""
    rows = source.read_rows(DATA / f"{name}.yaml")
    file = folder / f"{name}.yaml"
    if not file.is_file():
        return rows
    own = _own_rows(file, [row["key"] for row in rows])
    return [*(_over(row, own.pop(row["key"], {})) for row in rows), *own.values()]


def _own_rows(file: Path, known: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The workspace's rows by their keys; raises `DrafterError` for one that is of no use."""
    own: dict[str, dict[str, Any]] = {}
    for row in source.read_list(file):
        key = _key(row, file)
        if key in own:
            message = _("there is a second row '{key}' in this register").format(key=key)
            raise DrafterError([_useless(row["key"].place, message, _("keep one of the two"))])
        if key not in known and row.keys() <= _ADDED:
            message = _("drafter's register has no row '{key}' to add this to").format(key=key)
            more = _("a row of your own needs more than a key and an e-mail address")
            raise DrafterError([_useless(row["key"].place, message, _meant(key, known) or more)])
        own[key] = row
    return own


def _require_known_files(folder: Path) -> None:
    """Raise `DrafterError` for a file of rows that nothing reads, so that they do not count."""
    if not folder.is_dir():
        return
    known = [f"{name}.yaml" for name in _NAMES]
    problems = []
    for file in sorted(folder.glob("*.y*ml")):
        if file.name not in known:
            names = _("known are: {types}").format(types=", ".join(known))
            message = _("no register has this name, so drafter does not read the file")
            problems.append(_useless(Place(str(file)), message, _meant(file.name, known) or names))
    if problems:
        raise DrafterError(problems)


def _meant(text: str, known: Sequence[str]) -> str:
    near = nearest(text, known)
    return _("did you mean '{near}'?").format(near=near) if near else ""


def _useless(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, "register", message, hint)


def _over(row: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The workspace's row, or drafter's row with what the workspace adds to it."""
    if own and not own.keys() <= _ADDED:
        return own
    return {**{key: value for key, value in row.items() if key not in own}, **own}


def _key(row: Any, file: Path) -> str:
    """The key of a row of the workspace's own; raises `DrafterError` if it has none."""
    if isinstance(row, dict) and isinstance(row.get("key"), str):
        return str(row["key"])
    typed = (row, *row) if isinstance(row, dict | list | str) else ()
    place = next((word.place for word in typed if isinstance(word, Typed)), Place(str(file)))
    raise DrafterError([_problem(place, "key", _("a text"))])


def _unusable(error: BadRow) -> Exception:
    """The problem with a row, at its place; a row of drafter's own stays a mistake of drafter."""
    names = [name for name in error.data if isinstance(name, Typed)]
    if not names:
        return error
    name = next((name for name in names if name == error.key), names[0])
    wanted = {
        "a text": _("a text"),
        "a date": _("a date"),
        "a list": _("a list"),
        "a list of rows": _("a list of groups"),
        "an address": _("a group with street, postcode and town"),
        "an e-mail address": _("an e-mail address, such as griffie@voorbeeld.nl"),
    }
    return DrafterError([_problem(name.place, error.key, wanted.get(error.wanted, error.wanted))])


def _problem(place: Place, key: str, wanted: str) -> Problem:
    return Problem(
        place,
        "register",
        _("'{key}' is missing in this row of the register, or has a wrong value").format(key=key),
        _("what belongs there: {wanted}").format(wanted=wanted),
    )
