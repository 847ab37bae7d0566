"""drafter as a person runs it: within this process, which is fast, or as a program."""

from __future__ import annotations

import gettext
import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from drafter.__main__ import main

RAN_IN: set[Path] = set()  # the folders in which a process of its own may have made documents


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def drafter(*words: str | Path) -> Done:
    """Run a command in the current folder, in English unless it says otherwise."""
    out, err = io.StringIO(), io.StringIO()
    domain = gettext.textdomain()
    with (
        mock.patch.object(sys, "argv", ["drafter", *map(str, words)]),
        mock.patch.dict(os.environ, {"DRAFTER_LANG": os.environ.get("DRAFTER_LANG", "en")}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        else:
            code = 0
        finally:
            gettext.textdomain(domain)
    return Done(code, out.getvalue(), err.getvalue())


def environment(**more: str) -> dict[str, str]:
    """The environment of a program, without anything that chooses a language."""
    keep = {"PATH", "HOME", "XDG_CACHE_HOME", "SYSTEMROOT", "TMPDIR", "TEMP"}
    kept = {name: value for name, value in os.environ.items() if name in keep}
    return kept | {"DRAFTER_LANG": "en", "PYTHONUTF8": "1"} | more


def program(*words: str | Path, cwd: Path, python: str = sys.executable, **env: str) -> Done:
    """Run a command as a process of its own."""
    RAN_IN.add(cwd)
    done = subprocess.run(
        [python, "-m", "drafter", *map(str, words)],
        cwd=cwd,
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr)
