"""The program: choose the language, run a command, and never show a traceback.

Exit codes: 0 done, 1 the input is wrong, 2 the command is used wrongly, 3 drafter failed.
"""

from __future__ import annotations

import os
import sys

from drafter import messages

WRONG_INPUT, FAILED = 1, 3


def main() -> None:
    """Run the command that the command line names."""
    # Plugins of pydantic are looked for in every installed package; drafter has none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
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


if __name__ == "__main__":
    main()
