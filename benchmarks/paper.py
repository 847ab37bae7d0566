"""A paper without the start of a process:  python paper.py FOLDER WARM-UP PAPER

Makes both papers with drafter and prints the seconds that the second took. The first loads what
a paper needs; it should have other texts, since what was read before need not be read again.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


def main(folder: Path, warm_up: Path, paper: Path) -> None:
    """Make both; time the second, from its file to its file."""
    from drafter.__main__ import start_fast

    start_fast()
    from drafter.pipeline import Pipeline
    from drafter.workspace import Workspace

    pipeline = Pipeline(Workspace.around(paper))
    pipeline.save(pipeline.draft(warm_up), folder)
    start = time.perf_counter()
    pipeline.save(pipeline.draft(paper), folder)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
