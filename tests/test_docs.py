"""What the documents show is true: every command, example, fault and link in them.

How an example is read:

    console   A line with `$ ` is run, one after another, in an empty folder per document. What
              is printed below a command is exactly what it says; … stands for anything. A
              command ends well, unless a fault (`fout:`) is printed. In sh, every line is run.
    yaml      A first line `# inputs/….yaml` names the file that it is, for the commands after
              it. Without `kind:` it is a fragment: its fields take the place of those in
              MINIMAL_PAPER where only a paper has them, and of those in MINIMAL_LETTER else.
    csv       The spreadsheet with the versions of the campaign before it.
    html      A template; its first line `{# templates/letters/….html #}` names it.
    text      What drafter says of a fault (`fout:`). The line that it shows is put in its place
              in the example before it, and then `drafter check` says just this. Or, if it ends
              in a comma, the address and the salutation that the input before it makes.

`<!-- in Word gewijzigd: FILE -->` stands for somebody who edits a document, and with
`FILE > COPY: words > other words, NAME` who does so in a copy of it, with tracked changes. The
tables between `<!-- velden: … -->` are made from the model, that of `<!-- kolommen -->` from
`drafter.sheet`.

    pytest tests/test_docs.py --accept        renews the faults and the tables; read the diff
"""

from __future__ import annotations

import datetime
import gettext
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import judges
import pytest
from command import Done, drafter, environment
from in_word import commented, replaced
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from drafter import scaffold, sheet
from drafter.document import AddressBlock, Paragraph, runs_in
from drafter.kinds import KINDS, model_of
from drafter.messages import CATALOGUES, DOMAIN, REST
from drafter.model import Letter
from drafter.paper import PositionPaper
from drafter.pipeline import Pipeline
from drafter.sending import EmailAddress, FilePath, TextOrEnclosure
from drafter.sources import (
    AnnexText,
    MinutesText,
    MotionText,
    PaperText,
    PromiseText,
    ResolutionText,
    SessionText,
)
from drafter.values import Month, NoteKey, NoteText, Rich, Text, Week, typed_fields
from drafter.workspace import Workspace

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "handleiding.md"
DOCUMENTS = (ROOT / "README.md", MANUAL, ROOT / "CONTRIBUTING.md")
NOT_RUN = (
    ("pip", "installs on the reader's computer; that the package installs is tested elsewhere"),
    ("pipx", "as pip"),
    ("make", "calls this test; only its target is looked up"),
)
LANGUAGES = {"console", "sh", "yaml", "csv", "html", "text", "edit"}
NOT_OURS = {".venv", "node_modules", ".git"}

MINIMAL_LETTER = """\
kind: letter
id: voorbeeld
date: 2026-06-02
subject: Voortgang van de missie
addressee:
  committee: defensie
opening: Wij schrijven u over de missie.
"""
MINIMAL_PAPER = """\
kind: position-paper
id: voorbeeld
title: Vrouwen aan tafel
introduction:
  text: Vrouwen praten te weinig mee.
recommendations:
  - id: een
    heading: Betrek vrouwen
    analysis: Het gaat niet vanzelf.
"""


@dataclass(frozen=True)
class Example:
    """A fenced block of a document, or an HTML comment that is a step (`language` is "edit")."""

    document: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.document.name}:{self.line}"


_STEP = re.compile(
    r"^```(?P<language>\w+)\n(?P<text>.*?)^```$|^<!-- in Word gewijzigd: (?P<edited>.+?) -->$",
    re.MULTILINE | re.DOTALL,
)


def examples_of(document: Path) -> Iterator[Example]:
    text = document.read_text("utf-8")
    for found in _STEP.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        language = found["language"] or "edit"
        yield Example(document, line, language, found["text"] or found["edited"])


EXAMPLES = [example for document in DOCUMENTS for example in examples_of(document)]
INPUTS = [example for example in EXAMPLES if example.language == "yaml"]
TEMPLATES = [example for example in EXAMPLES if example.language == "html"]
FAULTS = [example for example in EXAMPLES if example.language == "text" and "fout:" in example.text]
GREETED = [
    (before, shown)
    for before, shown in pairwise(EXAMPLES)
    if shown.language == "text" and shown.text.endswith(",\n") and before.language == "yaml"
]
SPREADSHEETS = {before: shown for before, shown in pairwise(EXAMPLES) if shown.language == "csv"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, in Dutch."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_LANG", "nl")
    return tmp_path


@pytest.fixture
def workspace(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace to work in."""
    scaffold.init(here / "mijn-brieven")
    monkeypatch.chdir(here / "mijn-brieven")
    return here / "mijn-brieven"


def test_there_are_examples() -> None:
    assert {example.document for example in EXAMPLES} == set(DOCUMENTS)
    assert {example.language for example in EXAMPLES} <= LANGUAGES
    assert len(INPUTS) > 12
    assert len(TEMPLATES) > 1
    assert len(FAULTS) > 5
    assert len(GREETED) > 12


# ── Commands ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_commands_do_what_is_shown(
    document: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = 0
    for example in examples_of(document):
        if example.language == "edit":
            edit(example.text)
        elif example.language == "csv":
            write(spreadsheet_of(campaign_before(example)), example.text)
        elif name := file_name(example):
            write(Path(name), example.text)
        for words, shown in commands(example):
            ran += 1
            if words[0] == "cd":
                monkeypatch.chdir(words[1])
            elif words[0] == "make":
                assert words[1] in make_targets(), f"{example}: {words}"
            elif words[0] not in dict(NOT_RUN):
                assert words[0] == "drafter", f"{example}: {words}"
                agree(run(words[1:]), shown, f"{example}: {shlex.join(words)}")
    assert ran, f"no commands in {document.name}"


def campaign_before(spreadsheet: Example) -> Example:
    before = [e for e in INPUTS if e.document == spreadsheet.document and e.line < spreadsheet.line]
    return before[-1]


def spreadsheet_of(campaign: Example) -> Path:
    return Path(file_name(campaign)).parent / field(campaign.text, "versions")


def commands(example: Example) -> Iterator[tuple[list[str], str]]:
    """Each command of a block as words, with what is printed below it."""
    if example.language not in ("console", "sh"):
        return
    text = example.text
    if example.language == "sh":
        text = re.sub(r"^(?=[^$\s])", "$ ", text, flags=re.MULTILINE)
    before, *pieces = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert pieces, f"no command in {example}"
    assert not before.strip(), f"{example} starts with something else than a command"
    for piece in pieces:
        line, _newline, shown = piece.partition("\n")
        yield shlex.split(line), shown.strip()


def run(words: list[str]) -> Done:
    if "--pdf" in words:
        judges.need("soffice")
    return watched(words) if "--watch" in words else drafter(*expanded(words))


def expanded(words: list[str]) -> Iterator[str]:
    """The words as a shell gives them: a pattern as the files that it stands for."""
    for word in words:
        yield from sorted(map(str, Path().glob(word))) if "*" in word else [word]


def watched(words: list[str]) -> Done:
    """What drafter says before it waits for a change."""
    command = [sys.executable, "-m", "drafter", *words]
    with pytest.raises(subprocess.TimeoutExpired) as stopped:
        subprocess.run(command, env=environment(DRAFTER_LANG="nl"), capture_output=True, timeout=4)
    return Done(0, (stopped.value.stdout or b"").decode(), (stopped.value.stderr or b"").decode())


def agree(done: Done, shown: str, what: str) -> None:
    said = f"{done.err}{done.out}".strip().replace("\u00a0", " ")
    assert done.code == int("fout:" in shown), f"{what}\n{said}"
    if shown:
        expected = ".*".join(re.escape(part) for part in shown.split("…"))
        assert re.fullmatch(expected, said, re.DOTALL), f"{what}\n{said}"


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([\w-]+):", text, re.MULTILINE))


def edit(step: str) -> None:
    """What matters of an edit in Word: the file is another one than drafter made, or says more."""
    document, copied, rest = step.partition(" > ")
    if copied:
        copy, words = rest.split(": ", 1)
        words, author = words.rsplit(", ", 1)
        old, put, new = re.split("( > | [?] )", words)
        data = Path(document).read_bytes()
        date = "2026-10-06T14:05:00Z"
        if put == " > ":
            data = replaced(data, old, new, author, date)
        else:
            data = commented(data, old, author, new, date=date)
        Path(copy).write_bytes(data)
        return
    with zipfile.ZipFile(document, "a") as package:
        package.comment = b"edited"


# ── Inputs ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("example", INPUTS, ids=str)
def test_inputs_make_a_document_without_a_remark(example: Example, workspace: Path) -> None:
    text = complete(example.text)
    if field(text, "kind") == "organisation":
        write(workspace / "inputs" / "organisation.yaml", text)
        text = MINIMAL_LETTER
    path = workspace / "inputs" / "letters" / "example.yaml"
    if spreadsheet := SPREADSHEETS.get(example):
        write(path.with_name(spreadsheet_of(example).name), spreadsheet.text)
    assert remarks(write(path, text)) == ()


@pytest.mark.parametrize(("example", "shown"), GREETED, ids=str)
def test_addressees_are_greeted_as_shown(example: Example, shown: Example, workspace: Path) -> None:
    path = write(workspace / "inputs" / "letters" / "example.yaml", complete(example.text))
    blocks = Pipeline(Workspace(workspace)).draft(path).document.blocks
    (address,) = (block for block in blocks if isinstance(block, AddressBlock))
    paragraphs = (block for block in blocks if isinstance(block, Paragraph))
    greeting = next(block.content for block in paragraphs if block.style == "salutation")
    lines = ["".join(run.text for run in runs_in(line)) for line in (*address.lines, (), greeting)]
    assert "\n".join(lines).replace("\u00a0", " ") == shown.text.rstrip()


def complete(text: str) -> str:
    """A whole input as it is; a fragment with the other fields of a minimal one."""
    fields = top_level(text)
    if "kind" in fields:
        return text
    if "addressees" in fields:
        return "".join((top_level(MINIMAL_LETTER) | {"addressee": ""} | fields).values())
    only_of_papers = PositionPaper.model_fields.keys() - Letter.model_fields.keys()
    base = MINIMAL_PAPER if fields.keys() & only_of_papers else MINIMAL_LETTER
    return "".join((top_level(base) | fields).values())


def top_level(text: str) -> dict[str, str]:
    """The fields at the edge of the page, each with its text; remarks before one are its own."""
    parts = re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
    return {part.partition(":")[0]: f"{part.rstrip()}\n" for part in parts if ":" in part}


def field(text: str, name: str) -> str:
    return top_level(text).get(name, "").partition(":")[2].strip()


def remarks(path: Path) -> tuple[Any, ...]:
    """What drafter remarks on an input of which it makes a document; faults are raised."""
    pipeline = Pipeline(Workspace.around(path))
    drafts = pipeline.drafts(path)
    assert all(pipeline.word(draft.document) for draft in drafts)
    return tuple(warning for draft in drafts for warning in draft.warnings)


# ── Templates ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("example", TEMPLATES, ids=str)
def test_templates_make_a_document(example: Example, workspace: Path) -> None:
    name = file_name(example)
    assert name, f"{example} does not say where it belongs"
    write(workspace / name, example.text)
    assert remarks(with_template(name, workspace)) == ()


def with_template(template: str, workspace: Path) -> Path:
    """The example letter, made with this template."""
    letter = workspace / "inputs" / "letters" / "minusma-voortgang.yaml"
    text = letter.read_text("utf-8").replace("\n\n", f"\ntemplate: {Path(template).stem}\n\n", 1)
    return write(letter, text)


def file_name(example: Example) -> str:
    """The file that an example says it is, or nothing."""
    first = example.text.partition("\n")[0]
    found = re.fullmatch(r"(?:\{?# )((?:inputs|templates)/[\w/.-]+)(?: #\})?", first)
    return found[1] if found else ""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


# ── Faults ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_faults_are_explained_as_shown(fault: Example, workspace: Path, accept: bool) -> None:
    file = Path(fault.text.partition(":")[0])
    write(file, with_fault(example_before(fault), fault))
    is_template = file.suffix == ".html"
    done = drafter("check", with_template(file.name, workspace) if is_template else file)
    assert (done.code, done.out) == (1, "")
    problems, _blank, _count = done.err.rstrip().rpartition("\n\n")
    if accept:
        replace(fault.document, fault.text, f"{problems}\n")
    else:
        assert problems == fault.text.rstrip()


def example_before(fault: Example) -> str:
    before = [e for e in INPUTS + TEMPLATES if e.document == fault.document]
    return max((e for e in before if e.line < fault.line), key=lambda e: e.line).text


def with_fault(example: str, fault: Example) -> str:
    lines = example.split("\n")
    for number, line in re.findall(r"^  (\d+) │ (.*)$", fault.text, re.MULTILINE):
        tabbed = re.sub("^ +", "\t", line) if "met een tab" in fault.text else line
        lines[int(number) - 1] = tabbed  # a tab is shown as a space
    return "\n".join(lines)


def replace(document: Path, old: str, new: str) -> None:
    document.write_text(document.read_text("utf-8").replace(old, new, 1), "utf-8")


# ── The tables of fields ──────────────────────────────────────────────────────

_TABLE = re.compile(r"(<!-- velden: (\S+) -->\n).*?(<!-- /velden -->)", re.DOTALL)
_SHAPES: dict[Any, str] = {
    Text: "letterlijk",
    Rich: "opmaak",
    NoteText: "opmaak, zonder noot",
    NoteKey: "naam van een noot",
    datetime.date: "datum",
    datetime.time: "tijd",
    Week: "week",
    Month: "maand",
    bool: "ja of nee",
    str: "id",
    EmailAddress: "e-mailadres",
    FilePath: "plaats van een bestand",
    TextOrEnclosure: "letterlijk, of groep",
    Any: "lijst: velden van een brief",
    **dict.fromkeys((PaperText, MinutesText, AnnexText), "verwijzing"),
    **dict.fromkeys((PromiseText, ResolutionText, MotionText, SessionText), "verwijzing"),
}
_FROM_A_LIST = {
    *("committee", "committees", "type", "stage", "when", "working_group", "template", "minister"),
    *("chamber", "role", "via", "office", "offices", "preference"),
    *("group", "asks_by", "asks_numbering", "use"),
}


def test_the_tables_of_fields_are_up_to_date(accept: bool) -> None:
    text = MANUAL.read_text("utf-8")
    assert {kind for _begin, kind, _end in _TABLE.findall(text)} == set(KINDS)
    renewed = _TABLE.sub(lambda m: f"{m[1]}\n{tables(model_of(m[2]))}\n{m[3]}", text)
    if accept:
        MANUAL.write_text(renewed, "utf-8")
    assert renewed == MANUAL.read_text("utf-8"), "renew: pytest tests/test_docs.py --accept"


_COLUMNS = re.compile(r"(<!-- kolommen -->\n).*?(<!-- /kolommen -->)", re.DOTALL)
_IN_A_CELL: dict[str, str] = {
    "text": "tekst",
    "list": "lijst",
    "date": "datum",
    "time": "tijd",
    "week": "week",
    "month": "maand",
    "yes-no": "ja of nee",
}


def test_the_table_of_columns_is_up_to_date(accept: bool) -> None:
    text = MANUAL.read_text("utf-8")
    renewed, number = _COLUMNS.subn(lambda m: f"{m[1]}\n{columns()}\n{m[2]}", text)
    assert number == 1
    if accept:
        MANUAL.write_text(renewed, "utf-8")
    assert renewed == MANUAL.read_text("utf-8"), "renew: pytest tests/test_docs.py --accept"


def columns() -> str:
    rows = (
        f"| `{column.name}` | {_IN_A_CELL[column.shape]} | {in_dutch(column.description)} |\n"
        for column in sheet.columns().values()
    )
    return "| kolom | wat | uitleg |\n|---|---|---|\n" + "".join(rows)


def tables(model: type[BaseModel]) -> str:
    """A table of the fields of a model, and one for each kind of group below it."""
    below = {group: name for name, group in reversed(list(groups(model)))}
    headed = (f"**Onder `{name}:`**\n\n{table(group)}" for group, name in reversed(below.items()))
    return "\n".join([table(model), *headed])


def groups(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        if group := group_in(info.annotation):
            yield name, group
            yield from groups(group)


def group_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((group for arg in get_args(annotation) if (group := group_in(arg))), None)


def table(model: type[BaseModel]) -> str:
    rows = (row(name, info) for name, info in typed_fields(model).items())
    return "| veld | verplicht | wat | uitleg |\n|---|---|---|---|\n" + "".join(rows)


def row(name: str, info: FieldInfo) -> str:
    needed = "ja" if info.is_required() else ""
    what = "naam uit een lijst" if name in _FROM_A_LIST else shape(info.annotation)
    if name in ("committees", "offices"):
        what = f"lijst: {what}"
    return f"| `{name}` | {needed} | {what} | {in_dutch(info.description or '')} |\n"


def shape(annotation: Any) -> str:
    """What may be typed, in a word or two."""
    inner = [arg for arg in get_args(annotation) if arg is not NoneType]
    if annotation in _SHAPES:
        return _SHAPES[annotation]
    if get_origin(annotation) is Literal:
        return f"`{inner[0]}`"
    if get_origin(annotation) is list:
        return f"lijst: {shape(inner[0])}"
    if get_origin(annotation) is dict:
        if Any in inner:
            return "velden van een brief"
        if group_in(annotation):
            return "bronnen: naam en groep"
        return "noten: naam en tekst" if NoteText in inner else "sleutels en teksten"
    return "groep" if group_in(annotation) else shape(inner[0])


def in_dutch(text: str) -> str:
    catalogues = [gettext.translation(name, CATALOGUES, ["nl"]) for name in (DOMAIN, REST)]
    translated = {catalogue.gettext(text) for catalogue in catalogues} - {text}
    assert translated, f"not translated yet: {text}"
    return translated.pop()


# ── Links ─────────────────────────────────────────────────────────────────────


def markdown_files() -> list[Path]:
    found = ROOT.rglob("*.md")
    return sorted(path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts))


def test_links_lead_somewhere() -> None:
    found = [(path, link) for path in markdown_files() for link in links(path)]
    assert len(found) > 10
    dead = [f"{path.relative_to(ROOT)}: {link}" for path, link in found if not leads(path, link)]
    assert dead == []


def links(path: Path) -> Iterator[str]:
    """The relative links of a document; what stands in code is none."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", link):
            yield link


def leads(path: Path, link: str) -> bool:
    file, _hash, anchor = link.partition("#")
    target = (path.parent / file) if file else path
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(path: Path) -> set[str]:
    """The headings of a document as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
