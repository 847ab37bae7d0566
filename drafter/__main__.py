"""The program: choose the language, run a command, and never show a traceback.

Exit codes: 0 done, 1 the input is wrong, 2 the command is used wrongly, 3 drafter failed.
"""

from __future__ import annotations

import atexit
import gc
import importlib.util
import os
import sys

from drafter import messages

WRONG_INPUT, FAILED = 1, 3


def main() -> None:
    """Run the command that the command line names."""
    start_fast()
    messages.use(messages.choose(sys.argv[1:], os.environ))
    from drafter import cli  # only now: its help texts are translated as it is loaded
    from drafter.problems import DrafterError

    try:
        cli.drafter.main(prog_name="drafter")
    except DrafterError as error:
        cli.show(error.problems)
        sys.exit(WRONG_INPUT)
    except Exception:
        cli.confess()
        sys.exit(FAILED)


def start_fast() -> None:
    """Leave out what a short run does not need; together a quarter of the time of one letter.

    Nothing that is loaded becomes garbage, so collecting waits for that (`cli` starts it again
    for long work), and at the end there is nothing to search. pydantic looks for plugins in
    every installed package, and drafter has none.
    """
    gc.disable()
    atexit.register(gc.freeze)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _lazily("importlib.metadata")  # pydantic imports it for those plugins


def _lazily(name: str) -> None:
    """Let a module be loaded when it is first used: the recipe of importlib's documentation."""
    spec = importlib.util.find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


if __name__ == "__main__":
    main()
