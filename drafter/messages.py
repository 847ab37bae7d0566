"""The language in which drafter speaks to people: Dutch, unless asked for English.

Everything goes through the standard library's gettext, whose domain click uses too.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

DOMAIN = "drafter"
LANGUAGES = ("nl", "en")
CATALOGUES = Path(__file__).parent / "locale"


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """`--lang` decides, else `DRAFTER_LANG`, else an English locale, else Dutch."""
    asked = _option(arguments) or environment.get("DRAFTER_LANG", "")
    if asked in LANGUAGES:
        return asked
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return "en" if locale.startswith("en") else "nl"


def use(language: str) -> None:
    """Speak this language from now on."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)


def _option(arguments: Sequence[str]) -> str:
    """The value of `--lang`, read before the commands exist, for their help is translated too."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return ""
