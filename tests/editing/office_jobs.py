"""Has LibreOffice do jobs: `office.py` tells which, and runs in the Python that has `uno`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import judges


def done(jobs: Sequence[dict[str, Any]]) -> None:
    """Do the jobs. Needs the judges `soffice` and `uno`."""
    subprocess.run(
        [str(judges.uno_python()), str(Path(__file__).with_name("office.py"))],
        input=json.dumps(jobs),
        encoding="utf-8",
        check=True,
    )
