"""A .zip of the documents of one run: letters, PDFs and what goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_STAMP = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold: the same files, the same bytes
_UNIX, _READABLE = 3, 0o644 << 16
_LEVEL = 6


def write(target: IO[bytes], files: Mapping[str, Path]) -> None:
    """Write a zip with these files, each under its name, in the order of the names.

    One file at a time is in memory. Raises OSError as reading and writing do.
    """
    with ZipFile(target, "w") as parcel:
        for name in sorted(files):
            entry = ZipInfo(name, _STAMP)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            entry.compress_type = ZIP_DEFLATED
            parcel.writestr(entry, files[name].read_bytes(), compresslevel=_LEVEL)
