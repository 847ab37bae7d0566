"""The floor:  python floor.py FINISHED FOLDER COUNT

Writes the parts of a finished letter again with zipfile, uncompressed, so many times: what is
left when nothing has to be done.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def make(finished: Path, folder: Path, count: int) -> None:
    """So many copies in `folder`."""
    with zipfile.ZipFile(finished) as letter:
        parts = {info.filename: letter.read(info) for info in letter.infolist()}
    for number in range(1, count + 1):
        with zipfile.ZipFile(folder / f"letter-{number}.docx", "w") as file:
            for name, content in parts.items():
                file.writestr(name, content)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
