"""The language in which drafter speaks."""

from __future__ import annotations

import gettext
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from drafter import messages


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "nl"),
        (["render", "a.yaml"], {"LANG": "nl_NL.UTF-8"}, "nl"),
        ([], {"LANG": "C.UTF-8"}, "nl"),
        ([], {"LANG": "de_DE.UTF-8"}, "nl"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_US", "LANG": "nl_NL"}, "en"),
        ([], {"LC_ALL": "nl_NL", "LANG": "en_US"}, "nl"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "nl_NL"}, "en"),
        ([], {"DRAFTER_LANG": "en", "LANG": "nl_NL"}, "en"),
        ([], {"DRAFTER_LANG": "nl", "LANG": "en_US"}, "nl"),
        ([], {"DRAFTER_LANG": "fr", "LANG": "en_US"}, "en"),
        (["--lang", "en"], {"DRAFTER_LANG": "nl"}, "en"),
        (["--lang=nl", "render"], {"LANG": "en_GB"}, "nl"),
        (["--lang"], {}, "nl"),
        (["--lang", "fr"], {}, "nl"),
        (["--lang="], {"LANG": "en_GB"}, "en"),
    ],
)
def test_the_option_goes_before_the_setting_and_that_before_the_locale(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert messages.choose(arguments, environment) == expected


@pytest.fixture
def domain() -> Iterator[None]:
    """Leave the domain of other tests as it was."""
    before = gettext.textdomain()
    yield
    gettext.textdomain(before)


@pytest.mark.usefixtures("domain", "english")
def test_english_is_what_stands_in_the_code() -> None:
    messages.use("en")
    assert gettext.textdomain() == messages.DOMAIN
    assert gettext.gettext("there is no such file") == "there is no such file"


@pytest.mark.usefixtures("domain", "english")
@pytest.mark.skipif(not messages.CATALOGUES.is_dir(), reason="no catalogue yet")
def test_dutch_comes_from_the_catalogue() -> None:
    messages.use("nl")
    assert gettext.gettext("there is no such file") != "there is no such file"


_IN_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")


def test_a_help_text_calls_an_argument_as_the_usage_line_does() -> None:
    """The usage says MAP where the English one says FOLDER, and so must the text below it."""
    with (messages.CATALOGUES / "nl" / "LC_MESSAGES" / "drafter.po").open("rb") as file:
        texts = {str(text.id): str(text.string) for text in read_po(file) if text.id}
    arguments = {name: dutch for name, dutch in texts.items() if _IN_CAPITALS.fullmatch(name)}
    named = [(text, name) for text in texts for name in set(_IN_CAPITALS.findall(text))]
    told = [(text, arguments[name]) for text, name in named if name in arguments]
    assert len(told) > 2 * len(arguments) > 10
    assert [text for text, dutch in told if dutch not in _IN_CAPITALS.findall(texts[text])] == []


def test_the_language_is_chosen_before_the_first_text_is_translated() -> None:
    code = (
        "import sys, drafter.messages; print('drafter.cli' in sys.modules, 'click' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
