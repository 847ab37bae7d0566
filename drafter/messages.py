"""The language in which drafter speaks to people: Dutch, unless asked for English.

Everything goes through the standard library's gettext, whose domain click uses too. A catalogue is
read as a whole; so what every start says, the help of the commands, has one of its own, and the
rest is read at the first message that is not in it.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

DOMAIN = "drafter"
REST = "drafter-rest"
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
    gettext.textdomain(DOMAIN)
    gettext.translation = _translation  # type: ignore[assignment]  # it would look for each text


_others: Any = gettext.translation


def _translation(
    domain: str, localedir: Any = None, languages: Sequence[str] | None = None
) -> gettext.NullTranslations:
    """The catalogue of a domain, as gettext gives it."""
    if domain in (DOMAIN, REST):
        return _catalogue(domain, (languages or [os.environ.get("LANGUAGE", "")])[0])
    others: gettext.NullTranslations = _others(domain, localedir, languages)
    return others


@cache
def _catalogue(domain: str, language: str) -> gettext.NullTranslations:
    """One of ours, read once; gettext itself would first learn all there is about locales."""
    try:
        with (CATALOGUES / language / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
            found = gettext.GNUTranslations(file)
    except FileNotFoundError:  # there is none in English
        return gettext.NullTranslations()
    if domain == DOMAIN:
        found.add_fallback(_Rest(language))
    return found


class _Rest(gettext.NullTranslations):
    """The messages that few runs say."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        """A message in the language that is spoken."""
        return _catalogue(REST, self._language).gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A message about a number."""
        return _catalogue(REST, self._language).ngettext(msgid1, msgid2, n)


def _option(arguments: Sequence[str]) -> str:
    """The value of `--lang`, read before the commands exist, for their help is translated too."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return ""
