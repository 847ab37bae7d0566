"""The program: choose the language, run a command, and never show a traceback.

Exit codes: 0 done, 1 the input is wrong, 2 the command is used wrongly, 3 drafter failed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from drafter import messages

WRONG_INPUT, FAILED = 1, 3


def run() -> None:
    """Be the program: `main`, and then end at once, with the same exit code.

    Python would first take everything apart that the system frees as a whole; nothing waits for
    that here. When the output cannot be written any more, Python ends as it always does.
    """
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            with contextlib.suppress(OSError):
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(end.code)
        raise


def main() -> None:
    """Run the command that the command line names."""
    start_fast()
    messages.use(messages.choose(sys.argv[1:], os.environ))
    from drafter import cli, terminal  # only now: help texts are translated as they are loaded
    from drafter.problems import DrafterError

    terminal.fit(sys.stdout, sys.stderr)
    try:
        cli.drafter.main(prog_name="drafter")
    except DrafterError as error:
        terminal.show(error.problems)
        sys.exit(WRONG_INPUT)
    except Exception:
        terminal.confess()
        sys.exit(FAILED)


def start_fast() -> None:
    """Leave out what a short run does not need; together a quarter of the time of one letter.

    Nothing that is loaded becomes garbage, so collecting waits for that (`terminal` starts it again
    for long work). pydantic looks for plugins in every installed package, and drafter has none.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _metadata_when_needed()


def _metadata_when_needed() -> None:
    """Let importlib.metadata, a fifth of the start, be loaded when something in it is used.

    pydantic imports a function of it for plugins that drafter switches off. importlib's own
    LazyLoader would load it at that import already.
    """
    name = "importlib.metadata"
    if name in sys.modules:
        return

    def load(attribute: str) -> Any:
        if attribute.startswith("__"):  # what the import system asks
            raise AttributeError(attribute)
        if sys.modules[name] is stand_in:
            del sys.modules[name]
        import importlib.metadata as real

        return getattr(real, attribute)

    stand_in = ModuleType(name)
    stand_in.__spec__ = ModuleSpec(name, None)
    stand_in.__dict__["__getattr__"] = load
    stand_in.__dict__["entry_points"] = lambda **asked: load("entry_points")(**asked)
    sys.modules[name] = importlib.__dict__["metadata"] = stand_in


if __name__ == "__main__":
    run()
