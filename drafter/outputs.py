"""Files on disk: never half-written, never over somebody's changes.

Beside every document, in a folder `.drafter`, stands its record: what it was made from
and the fingerprints of what drafter wrote. A document that has another fingerprint was
changed by somebody.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from drafter.problems import DrafterError, Place, Problem

RECORDS = ".drafter"
as_json = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes an encoder each time


class Staged(NamedTuple):
    """A document that lies ready beside its place; `changed` is False when it stands there."""

    path: Path
    changed: bool


def save(path: Path, data: bytes, record: Mapping[str, Any]) -> bool:
    """Write a document with its record; False when exactly this already stood there.

    `record` names at least the input, as `source`. Raises `DrafterError` when the disk or the
    folder refuses.
    """
    staged = stage(path, data, record)
    commit(staged)
    return staged.changed


def stage(path: Path, data: bytes, record: Mapping[str, Any]) -> Staged:
    """Write a document and its record to hidden files, for `commit` or `discard`.

    Raises as `save` does; then nothing is left of them.
    """
    folder, name = os.path.split(path)
    old = fingerprint(path)
    new = hashlib.sha256(data).hexdigest()
    source = relative(os.fspath(record["source"]), folder or ".")
    made = {"source": source, "file": name, "fingerprints": sorted({old or new, new})}
    text = f"{_json({**record, **made})}\n"
    staged = Staged(path, old != new)
    hidden = os.path.join(folder, RECORDS)
    try:
        _write(f"{hidden}/.{name}.json.part", text.encode(), hidden)
        if staged.changed:
            _write(f"{hidden}/.{name}.part", data, hidden)
    except BaseException as error:
        discard(staged)
        if isinstance(error, OSError):
            raise DrafterError([_refused(path, error)]) from None
        raise
    return staged


def commit(staged: Staged) -> None:
    """Put a staged document in its place. Raises as `save` does.

    The record goes first and knows the old document's fingerprint beside the new one's, so
    that a break between the two renames never makes drafter's own file look like an edited one.
    """
    folder, name = os.path.split(staged.path)
    hidden = os.path.join(folder, RECORDS)
    try:
        os.replace(f"{hidden}/.{name}.json.part", f"{hidden}/{name}.json")
        if staged.changed:
            os.replace(f"{hidden}/.{name}.part", staged.path)
    except BaseException as error:
        discard(staged)
        if isinstance(error, OSError):
            raise DrafterError([_refused(staged.path, error)]) from None
        raise


def discard(staged: Staged) -> None:
    """Leave nothing of a document that was staged."""
    folder, name = os.path.split(staged.path)
    for part in (f".{name}.json.part", f".{name}.part"):
        _remove(os.path.join(folder, RECORDS, part))


def sweep(folder: Path) -> None:
    """Remove what a run that was broken off left unfinished in a folder, and it if empty."""
    for left in (folder / RECORDS).glob(".*.part"):
        _remove(os.fspath(left))
    with contextlib.suppress(OSError):
        (folder / RECORDS).rmdir()
        folder.rmdir()


def replace(path: Path, data: bytes) -> None:
    """Write a file that has no record, such as a PDF. Raises as `save` does."""
    try:
        _replace(os.fspath(path), data)
    except OSError as error:
        raise DrafterError([_refused(path, error)]) from None


def rewrite(path: Path, data: bytes) -> None:
    """Write a file of somebody's own anew; it keeps its rights, and a link to it stays one.

    Raises as `save` does.
    """
    try:
        real = path.resolve()
        _replace(os.fspath(real), data, stat.S_IMODE(real.stat().st_mode))
    except OSError as error:
        raise DrafterError([_refused(path, error)]) from None


def replace_with(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """As `replace`, for a file too large to have in memory: `write` gets it, open for writing."""
    unfinished = path.parent / f".{path.name}.part"
    try:
        with unfinished.open("wb") as file:
            write(file)
        unfinished.replace(path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        if isinstance(error, OSError):
            raise DrafterError([_refused(path, error)]) from None
        raise


def is_there(path: Path) -> bool:
    """Whether there is a file at this place; `Path.exists` takes three times as long."""
    return os.path.exists(path)


def edited(path: Path) -> bool:
    """Whether a document is there that drafter did not write as it is now."""
    known = fingerprint(path)
    return known is not None and known not in _known(path)


def maker(path: Path) -> Path | None:
    """The input file that a document was made from, as far as known."""
    source = _record(path).get("source")
    return path.parent / source if isinstance(source, str) else None


def records(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every document in a folder, or in one below it, that has a record, with that record."""
    for file in sorted(folder.rglob(f"{RECORDS}/*.json")):
        document = file.parent.parent / file.stem
        if document.is_file():
            yield document, _record(document)


def reviews(root: Path) -> Path:
    """Where it stands what reviews found open in the letters of the workspace with this root."""
    return root / RECORDS / "reviews"


def record_path(path: Path) -> Path:
    """Where the record of a document stands."""
    return path.parent / RECORDS / f"{path.name}.json"


def write_new(path: Path, text: str) -> None:
    """Write a text file that does not exist yet. Raises `DrafterError` when it does."""
    if path.exists():
        raise DrafterError([occupied(path)])
    replace(path, text.encode())


def occupied(path: Path) -> Problem:
    """The problem that a file stands in the way."""
    return Problem(
        Place(str(path)),
        "exists",
        _("this file already exists and is not overwritten"),
        _("choose another name, or move the file first"),
    )


def fingerprint(path: Path) -> str | None:
    """What tells a file from every other one; None if it is not there. Raises as `save` does."""
    try:
        if not is_there(path):
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:  # Word holds it open, or it is a folder
        raise DrafterError([_refused(path, error)]) from None


def relative(path: str, folder: str) -> str:
    """How one gets from a folder to a file; both may be relative to the folder one is in."""
    above, name = os.path.split(path)
    return f"{_way(above or '.', folder, os.getcwd())}/{name}"


@lru_cache(maxsize=64)
def _way(to: str, folder: str, _here: str) -> str:
    """How one gets from `folder` to another; both may be relative to the folder one is in."""
    try:
        return Path(os.path.relpath(to, folder)).as_posix()
    except ValueError:  # another drive on Windows
        return Path(to).resolve().as_posix()


def _known(path: Path) -> list[str]:
    known = _record(path).get("fingerprints")
    return known if isinstance(known, list) else []


def _record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(record_path(path).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _json(value: Any) -> str:
    """As `json` writes it, but for the blanks; the letters of a batch have most texts in common."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join([f'{_quoted(key)}: {_json(one)}' for key, one in value.items()])}}}"
    return as_json(value)


@lru_cache(maxsize=256)
def _quoted(text: str) -> str:
    return as_json(text)


# ── Writing ───────────────────────────────────────────────────────────────────
#
# With the calls of the system itself: a file object costs as much as writing the file. An
# unfinished file has one fixed, hidden name, so that what a killed process leaves is
# overwritten by the next. Nothing waits for the disk: after a power cut a document can be made
# again from its input.


def _replace(path: str, data: bytes, mode: int | None = None) -> None:
    """Write beside and rename: at any moment the old file stands there, or the new one."""
    folder, name = os.path.split(path)
    unfinished = os.path.join(folder, f".{name}.part")
    _write(unfinished, data, folder)
    try:
        if mode is not None:
            os.chmod(unfinished, mode)
        os.replace(unfinished, path)
    except BaseException:
        _remove(unfinished)
        raise


def _write(path: str, data: bytes, folder: str) -> None:
    """Write a file in `folder`, which may not be there yet, or leave none behind."""
    try:
        file = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        os.makedirs(folder or ".", exist_ok=True)
        file = os.open(path, _NEW, 0o666)
    try:
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)
    except BaseException:
        _remove(path)
        raise


_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def _remove(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def _refused(path: Path, error: OSError) -> Problem:
    if isinstance(error, PermissionError):
        hint = _("close the file in Word, or check the rights on the folder")
    else:
        hint = _("check the disk and the folder")
    message = _("the file cannot be written ({cause})").format(cause=error.strerror or error)
    return Problem(Place(str(path)), "not-written", message, hint)
