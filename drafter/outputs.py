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
from collections.abc import Mapping
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

from drafter.problems import DrafterError, Place, Problem

RECORDS = ".drafter"


def save(path: Path, data: bytes, record: Mapping[str, Any]) -> bool:
    """Write a document with its record; False when exactly this already stood there.

    The record goes first and knows the old document's fingerprint beside the new one's, so
    that a break between the two writes never makes drafter's own file look like an edited
    one. `record` names at least the input, as `source`. Raises `DrafterError` when the disk
    or the folder refuses.
    """
    folder, name = os.path.split(path)
    old = _fingerprint(path)
    new = hashlib.sha256(data).hexdigest()
    source = _relative(os.fspath(record["source"]), folder or ".")
    made = {"source": source, "file": name, "fingerprints": sorted({old or new, new})}
    text = f"{_json({**record, **made})}\n"
    hidden = os.path.join(folder, RECORDS)
    try:
        # Half a record harms nobody as long as there is no document.
        (_replace if old else _write)(f"{hidden}{os.sep}{name}.json", text.encode(), hidden)
        if old != new:
            _replace(os.fspath(path), data, hidden)
    except OSError as error:
        raise DrafterError([_refused(path, error)]) from None
    return old != new


def replace(path: Path, data: bytes) -> None:
    """Write a file that has no record, such as a PDF. Raises as `save` does."""
    try:
        _replace(os.fspath(path), data, os.path.dirname(path))
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
        if not os.path.exists(path):
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:  # Word holds it open, or it is a folder
        raise DrafterError([_refused(path, error)]) from None


def _relative(path: str, folder: str) -> str:
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
    return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# ── Writing ───────────────────────────────────────────────────────────────────
#
# With the calls of the system itself: a file object costs as much as writing the file.


def _replace(path: str, data: bytes, folder: str) -> None:
    """Write in `folder` and rename: at any moment the old file stands there, or the new one.

    The unfinished file has one fixed, hidden name, so that what a killed process leaves is
    overwritten by the next. Nothing waits for the disk: after a power cut a document can be
    made again from its input.
    """
    unfinished = os.path.join(folder, f".{os.path.basename(path)}.part")
    _write(unfinished, data, folder)
    try:
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
