"""What an input was before drafter changed it: copies that nobody has to keep."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import Final

from drafter import outputs
from drafter.workspace import Workspace

_FOLDER: Final = "backups"


def keep(path: Path, now: datetime.datetime) -> Path:
    """Keep a copy of an input as it is; gives where. Raises `DrafterError` when that fails."""
    folder = _folder(path)
    stamp = f"{path.stem}.{now:%Y%m%dT%H%M%S}"
    names = chain([stamp], (f"{stamp}-{number}" for number in count(2)))
    file = next(file for name in names if not (file := folder / f"{name}{path.suffix}").exists())
    outputs.replace(file, path.read_bytes())
    return file


def of(path: Path) -> Iterator[Path]:
    """The copies of an input that are there, the newest first."""
    name = re.compile(rf"{re.escape(path.stem)}\.\d{{8}}T\d{{6}}(-\d+)?{re.escape(path.suffix)}")
    found = (file for file in _folder(path).glob("*") if name.fullmatch(file.name))
    yield from sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def _folder(path: Path) -> Path:
    """In the workspace, but not among the inputs, where every paper counts."""
    return Workspace.around(path).root / outputs.RECORDS / _FOLDER
