"""Everything that drafter says, it can say in Dutch; and it does, unless asked for English."""

from __future__ import annotations

import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from command import environment, program

from drafter import messages
from drafter.locale import update

DUTCH = [message for message in update.read(update.DUTCH) if message.id]
HERE = Path(__file__).parent
RENEW = "bring the Dutch messages in line with: make messages"


def forms(text: object) -> tuple[str, ...]:
    """A text as singular and plural, or as its only form."""
    return tuple(text) if isinstance(text, (list, tuple)) else (str(text or ""),)


def fields(text: str) -> frozenset[object] | str:
    """What `str.format` fills in; the braces themselves for a text that is not meant for it."""
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError:
        return "".join(sign for sign in text if sign in "{}")
    return frozenset((name, spec, how) for _text, name, spec, how in pieces if name is not None)


# ── The catalogue ─────────────────────────────────────────────────────────────


def test_catalogue_has_what_the_code_says_and_nothing_else() -> None:
    said = {forms(message.id) for message in update.extracted() if message.id}
    assert {forms(message.id) for message in DUTCH} == said, RENEW
    with update.TEMPLATE.open("rb") as file:
        assert {forms(message.id) for message in read_po(file) if message.id} == said, RENEW


@pytest.mark.parametrize("message", DUTCH, ids=lambda message: forms(message.id)[0][:50])
def test_message_is_translated(message: Message) -> None:
    english, dutch = forms(message.id), forms(message.string)
    assert not message.fuzzy, "a guess: correct it and remove the mark `fuzzy`"
    assert len(dutch) == len(english)
    assert all(dutch), "not translated"
    assert {fields(text) for text in dutch} <= {fields(text) for text in english}
    assert all(text[:1].isspace() == english[0][:1].isspace() for text in dutch)
    assert all(text[-1:].isspace() == english[0][-1:].isspace() for text in dutch)


def test_compiled_catalogues_are_that_of_the_translator() -> None:
    first, rest = compiled(update.COMPILED), compiled(update.REST)
    assert first | rest == {forms(m.id): forms(m.string) for m in DUTCH}, RENEW
    assert not first.keys() & rest.keys()


def compiled(path: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    with path.open("rb") as file:
        return {forms(m.id): forms(m.string) for m in read_mo(file) if m.id}


READS = """
from pathlib import Path
import atexit, gettext
from drafter import __main__
read = []
class Catalogue(gettext.GNUTranslations):
    def __init__(self, file):
        read.append(Path(file.name).stem)
        super().__init__(file)
gettext.GNUTranslations = Catalogue
atexit.register(lambda: print(read))
"""


def test_a_letter_is_made_without_the_rest_of_the_messages(tmp_path: Path) -> None:
    letter = Path(__file__).parents[1] / "inputs" / "letters" / "minusma-voortgang.yaml"
    code = READS + "__main__.main()"
    command = [sys.executable, "-c", code, "render", str(letter), "--out", str(tmp_path)]
    done = subprocess.run(
        command, env=environment(DRAFTER_LANG="nl"), capture_output=True, encoding="utf-8"
    )
    assert done.stdout.startswith("gemaakt: ")
    assert done.stdout.endswith(f"['{messages.DOMAIN}']\n")


# ── The program ───────────────────────────────────────────────────────────────


def run(*words: str, **env: str) -> str:
    """What drafter prints where nothing but `env` chooses a language."""
    done = program(*words, cwd=HERE, **{"DRAFTER_LANG": "", "LANG": "C.UTF-8", **env})
    return done.out + done.err


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    """An input that is wrong."""
    file = tmp_path / "brief.yaml"
    file.write_text("kind: brief\n", "utf-8")
    return str(file)


def test_help_is_dutch() -> None:
    said = run("--help")
    assert "Gebruik: drafter" in said
    assert "Opdrachten:" in said
    assert "toon deze uitleg en stop" in said
    assert "Usage" not in said


def test_help_of_a_command_is_dutch() -> None:
    said = run("render", "--help")
    assert "Maak Word-documenten" in said
    assert "Make" not in said


def test_wrong_command_is_refused_in_dutch() -> None:
    said = run("rendr")
    assert "Fout: de opdracht 'rendr' bestaat niet. Bedoelde u 'render'?" in said
    assert "Met 'drafter --help' krijgt u uitleg." in said


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("render",), "dit ontbreekt nog: 'INVOERBESTAND...'."),
        (("render", "a.yaml", "--pfd"), "de optie '--pfd' bestaat niet. Bedoelde u '--pdf'?"),
        (("render", "a.yaml", "--out"), "na de optie '--out' ontbreekt een waarde."),
        (("init", "map", "nog-een"), "dit is te veel: nog-een"),
        (
            ("schema", "brief"),
            "'brief' kan niet. Kies uit: 'letter', 'position-paper', 'campaign'.",
        ),
        (("skeleton", "position-paper", "--sections", "40"), "40 past niet in 1<=x<=30."),
    ],
)
def test_wrong_use_is_explained_in_dutch(arguments: tuple[str, ...], answer: str) -> None:
    assert answer in run(*arguments)


def test_problem_is_told_in_dutch(faulty: str) -> None:
    said = run("check", faulty)
    assert ": fout: drafter kent" in said
    assert "1 fout\n" in said


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--lang", "en"), {}),
        (("--lang=en",), {}),
        (("--lang", "en"), {"DRAFTER_LANG": "nl"}),
        ((), {"DRAFTER_LANG": "en"}),
        ((), {"LANG": "en_US.UTF-8"}),
        ((), {"LC_ALL": "en_GB.UTF-8", "LANG": "nl_NL.UTF-8"}),
    ],
)
def test_english_on_request(
    arguments: tuple[str, ...], environment: dict[str, str], faulty: str
) -> None:
    assert "Usage: drafter" in run(*arguments, "--help", **environment)
    assert ": error: drafter does not know" in run(*arguments, "check", faulty, **environment)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--lang", "nl"), {"LANG": "en_US.UTF-8"}),
        ((), {"DRAFTER_LANG": "nl", "LANG": "en_US.UTF-8"}),
        ((), {"LANG": "nl_NL.UTF-8"}),
        ((), {"LANG": "de_DE.UTF-8"}),
    ],
)
def test_dutch_otherwise(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    assert "Gebruik: drafter" in run(*arguments, "--help", **environment)
