"""Templates as the code that Jinja made of them, kept for the next process.

What is kept is code that will be run, so it lies where only this user can write: in the user's own
cache, never in a workspace, which may come from somebody else. A folder that is not the user's
alone is not used; and a file that is damaged, or was made of another text or by other code, is as
if it were not there.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_MARK = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """Jinja's cache of bytecode in a folder; of a file that is not there, Jinja knows what to do.

    Jinja looks whether the code was made of the text that the template has now.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template, when all of it is as it was written."""
        with suppress(OSError):
            kept = (self._folder / bucket.key).read_bytes()
            if hashlib.sha256(kept[_MARK:]).digest() == kept[:_MARK]:
                bucket.bytecode_from_string(kept[_MARK:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, unless the disk is full or somebody forbids it."""
        if sys.dont_write_bytecode:
            return
        code = bucket.bytecode_to_string()
        fresh = self._folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            try:
                fresh.write_bytes(hashlib.sha256(code).digest() + code)
                fresh.replace(self._folder / bucket.key)  # at once: others read at the same time
            except OSError:
                fresh.unlink()


def of_user(maker: ModuleType) -> CompiledTemplates | None:
    """What `maker`, as it is now, compiled for this user before; None without a safe place."""
    try:
        folder = user_cache() / "drafter"
        if not sys.dont_write_bytecode:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder):
            return None
        kept = folder / f"templates-{_version(maker)}"
        if not sys.dont_write_bytecode:
            kept.mkdir(mode=0o700, exist_ok=True)
    except (OSError, RuntimeError):  # there is no home, or nothing can be written there
        return None
    return CompiledTemplates(kept)


def user_cache() -> Path:
    """Where programs keep what they can make again, as the system has it.

    Raises `RuntimeError` when this user has no home.
    """
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))  # XDG Base Directory Specification 0.8
    return named if named.is_absolute() else Path.home() / ".cache"


def _is_private(folder: Path) -> bool:
    """Whether nobody but this user, and root, can put anything in this folder or in its place.

    Windows gives each user's folder to that user alone, and tells it in other ways.
    """
    if sys.platform == "win32":
        return True
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        return False
    return all(_keeps(parent.stat()) for parent in folder.resolve().parents)


def _keeps(folder: os.stat_result) -> bool:
    """Whether what this user has in a folder stays there, whoever else can write in it."""
    others_write = folder.st_mode & 0o022 and not folder.st_mode & stat.S_ISVTX
    return folder.st_uid in (0, os.getuid()) and not others_write


def _version(maker: ModuleType) -> str:
    """A name for all that decides which code is made of a text: Python, Jinja and `maker`."""
    file = Path(str(maker.__file__))
    found = file.stat()
    made_with = (sys.implementation.cache_tag, sys.hexversion, jinja2.__version__)
    made_by = (str(file), found.st_size, found.st_mtime_ns)
    return hashlib.sha256(repr((made_with, made_by)).encode()).hexdigest()[:16]
