"""Many letters in one process, one way:  python batch.py WAY TEMPLATE FOLDER LETTER...

WAY is a name in `WAYS`, TEMPLATE the file it starts from. Prints, as JSON, the seconds that
the letters took after all imports.
"""

from __future__ import annotations

import json
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

Make = Callable[[Path, Path, Sequence[Path]], None]  # template, folder for the letters, inputs


def drafter() -> Make:
    """All that `drafter render` does: validation, checks, bookmarks, proof, safe writing."""
    from drafter.__main__ import start_fast

    start_fast()
    import markdown_it  # noqa: F401  drafter loads it only when an input needs it

    from drafter.cli import collect_garbage
    from drafter.pipeline import Pipeline
    from drafter.workspace import Workspace

    collect_garbage()

    def make(_template: Path, folder: Path, letters: Sequence[Path]) -> None:
        pipeline = Pipeline(Workspace.around(letters[0]))
        for letter in letters:
            pipeline.save(pipeline.draft(letter), folder)

    return make


def docxtpl() -> Make:
    """See peers/docxtpl_letter.py."""
    from docxtpl_letter import make

    return make


def python_docx() -> Make:
    """See peers/python_docx_letter.py."""
    from python_docx_letter import make

    return make


def floor() -> Make:
    """The parts of a finished letter, `template`, written again with zipfile, uncompressed."""

    def make(template: Path, folder: Path, letters: Sequence[Path]) -> None:
        with zipfile.ZipFile(template) as finished:
            parts = {info.filename: finished.read(info) for info in finished.infolist()}
        for letter in letters:
            with zipfile.ZipFile(folder / f"{letter.stem}.docx", "w") as file:
                for name, content in parts.items():
                    file.writestr(name, content)

    return make


WAYS = {"drafter": drafter, "docxtpl": docxtpl, "python-docx": python_docx, "floor": floor}


def main(way: str, template: Path, folder: Path, letters: Sequence[Path]) -> None:
    """Make the letters and print how long they took."""
    make = WAYS[way]()
    start = time.perf_counter()
    make(template, folder, letters)
    print(json.dumps({"seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), [Path(name) for name in sys.argv[4:]])
