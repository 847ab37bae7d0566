"""What click itself says to the users of drafter, for the catalogue to hold.

Nothing imports this file. `make messages` finds the texts in it, as in the code; click looks
them up in drafter's catalogue, for both use gettext's current domain. They are listed rather
than taken from the installed click, so that another version of click changes no file; where
versions word a text differently, both stand here.
"""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext


def _help() -> None:
    _("Usage:")
    _("Options")
    _("Commands")
    _("Positional arguments")
    _("Show this message and exit.")
    _("Show the version and exit.")
    _("required")
    _("default: {default}")


def _wrong_use() -> None:
    _("Aborted!")
    _("Error: {message}")
    _("Try '{command} {option}' for help.")
    _("Missing command.")
    _("Missing argument")
    _("Missing option")
    _("Missing parameter")
    _("Missing parameter: {param_name}")
    _("Choose from:\n\t{choices}")
    _("No such command {name!r}.")
    _("No such option {name!r}.")
    _("No such option: {name}")  # before click 8.4
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1)
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1)
    _("Option {name!r} does not take a value.")
    ngettext(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1
    )


def _wrong_values() -> None:
    _("Invalid value: {message}")
    _("Invalid value for {param_hint}: {message}")
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1)
    _("{value!r} is not a valid {number_type}.")
    _("{value} is not in the range {range}.")
    _("file")
    _("directory")
    _("path")
    _("{name} {filename!r} does not exist.")
    _("{name} {filename!r} is a file.")
    _("{name} {filename!r} is a directory.")
    _("{name} {filename!r} is not readable.")
    _("{name} {filename!r} is not writable.")
