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
from collections.abc import Iterator, Mapping
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from typing import Any

from drafter.problems import DrafterError, Place, Problem

RECORDS = ".drafter"


def save(path: Path, data: bytes, record: Mapping[str, Any]) -> bool:
    """Write a document with its record; False when exactly this already stood there.

    The record goes first and knows the old document's fingerprint beside the new one's, so
    that a break between the two writes never makes drafter's own file look like an edited
    one. `record` names at least the input, as `source`. Raises `DrafterError` when the disk
    or the folder refuses.
    """
    old = _fingerprint(path)
    new = hashlib.sha256(data).hexdigest()
    made = {"file": path.name, "fingerprints": sorted({old or new, new})}
    source = _relative(os.fspath(record["source"]), str(path.parent))
    text = json.dumps({**record, **made, "source": source}, ensure_ascii=False) + "\n"
    file = record_path(path)
    try:
        # Half a record harms nobody as long as there is no document.
        (_replace if old else _write)(file, text.encode(), file.parent)
        if old != new:
            _replace(path, data, file.parent)
    except OSError as error:
        raise DrafterError([_refused(path, error)]) from None
    return old != new


def replace(path: Path, data: bytes) -> None:
    """Write a file that has no record, such as a PDF. Raises as `save` does."""
    try:
        _replace(path, data, path.parent)
    except OSError as error:
        raise DrafterError([_refused(path, error)]) from None


def edited(path: Path) -> bool:
    """Whether a document is there that drafter did not write as it is now."""
    fingerprint = _fingerprint(path)
    return fingerprint is not None and fingerprint not in _known(path)


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


def _fingerprint(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:  # Word holds it open, or it is a folder
        raise DrafterError([_refused(path, error)]) from None


def _relative(path: str, folder: str) -> str:
    above, name = os.path.split(path)
    return f"{_way(above or '.', folder, Path.cwd())}/{name}"


@lru_cache(maxsize=64)
def _way(to: str, folder: str, _here: Path) -> str:
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


def _replace(path: Path, data: bytes, folder: Path) -> None:
    """Write in `folder` and rename: at any moment the old file stands there, or the new one.

    The unfinished file has one fixed, hidden name, so that what a killed process leaves is
    overwritten by the next. Nothing waits for the disk: after a power cut a document can be
    made again from its input.
    """
    unfinished = folder / f".{path.name}.part"
    _write(unfinished, data, folder)
    try:
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def _write(path: Path, data: bytes, folder: Path) -> None:
    """Write a file in `folder`, or leave none behind."""
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _refused(path: Path, error: OSError) -> Problem:
    if isinstance(error, PermissionError):
        hint = _("close the file in Word, or check the rights on the folder")
    else:
        hint = _("check the disk and the folder")
    message = _("the file cannot be written ({cause})").format(cause=error.strerror or error)
    return Problem(Place(str(path)), "not-written", message, hint)
