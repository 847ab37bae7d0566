"""The commands, from end to end: what they say, what they write, and how they end."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import RAN_IN, Done, drafter, environment, program

from drafter import pipeline, scaffold
from drafter.word.read import ReadDocument, read
from drafter.workspace import PACKAGED_INPUTS

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(PACKAGED_INPUTS.glob("[!c]*/*.yaml"))  # campaigns: see test_example_campaign
LETTER = (ROOT / "tests" / "cases" / "minimal-letter" / "input.yaml").read_text("utf-8")
DRAFT = "2026-06-02-minusma-voortgang-CONCEPT.docx"
FINAL = "2026-06-02-minusma-voortgang.docx"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def workspace(here: Path) -> Path:
    """A workspace with one small letter in it."""
    (here / "inputs" / "letters").mkdir(parents=True)
    (here / "inputs" / "letters" / "brief.yaml").write_text(LETTER, "utf-8")
    return here


@pytest.fixture
def letter(workspace: Path) -> Path:
    return workspace / "inputs" / "letters" / "brief.yaml"


def done(*words: str | Path) -> str:
    """What a command that must succeed says."""
    result = drafter(*words)
    assert (result.code, result.err) == (0, "")
    return result.out


def refused(*words: str | Path) -> str:
    """What a command that must find the input wrong says."""
    result = drafter(*words)
    assert (result.code, result.out) == (1, "")
    assert "Traceback" not in result.err
    return result.err


def misused(*words: str | Path) -> str:
    """What a command that is used wrongly says."""
    result = drafter(*words)
    assert (result.code, result.out) == (2, "")
    return result.err


def files(folder: Path) -> list[str]:
    """Everything below a folder but drafter's records."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if ".drafter/" not in path)


def texts(document: ReadDocument) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def opened(path: Path) -> ReadDocument:
    return read(path.read_bytes())


# ── A workspace ───────────────────────────────────────────────────────────────


def test_init_makes_a_workspace_whose_examples_render(here: Path) -> None:
    said = done("init", "brieven")
    assert "made: brieven" in said
    advised = re.search(r"drafter (render \S+)", said)
    assert advised is not None
    assert done(*advised.group(1).split()) == f"made: {Path('brieven/outputs') / DRAFT}\n"
    assert (here / "brieven" / "outputs" / DRAFT).is_file()
    assert done("render", *sorted(Path("brieven").glob("inputs/[!c]*/*.yaml"))).count("made:") == 1


def test_commands_that_are_advised_can_be_copied_though_a_name_has_a_space(here: Path) -> None:
    said = done("init", "mijn brieven")
    example = Path("mijn brieven/inputs/letters/minusma-voortgang.yaml")
    assert f'drafter render "{example}"\n' in said
    assert f'drafter render "{example}"\n' in refused("batch", example)
    campaign = example.parents[1] / "campaigns" / "nap-1325.yaml"
    assert f'drafter batch "{campaign}"\n' in refused("render", campaign)


def test_init_twice_is_refused_and_nothing_is_overwritten(here: Path) -> None:
    done("init", "brieven")
    example = here / "brieven" / "inputs" / "letters" / "minusma-voortgang.yaml"
    example.write_text("mijn werk", "utf-8")
    assert "nothing in it is overwritten" in refused("init", "brieven")
    assert example.read_text("utf-8") == "mijn werk"


def test_init_goes_into_a_folder_that_holds_something_else(here: Path) -> None:
    (here / "notitie.txt").write_text("blijft", "utf-8")
    done("init", ".")
    assert (here / "notitie.txt").read_text("utf-8") == "blijft"
    assert (here / "inputs" / "organisation.yaml").is_file()


def test_init_leaves_a_house_style_and_templates_that_are_there(here: Path) -> None:
    own = here / "templates" / "house-style" / "house-style.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"our own")
    done("init", ".")
    assert own.read_bytes() == b"our own"
    assert (here / "templates" / "letters" / "eigen-brief.html").is_file()


def test_what_init_makes_can_be_written_though_the_installation_cannot(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = here / "installed"
    shutil.copytree(scaffold.PACKAGED_INPUTS, installed)
    for path in [*installed.rglob("*"), installed]:
        path.chmod(0o555)
    monkeypatch.setattr(scaffold, "PACKAGED_INPUTS", installed)
    done("init", "brieven")
    made = [*(here / "brieven").rglob("*")]
    assert all(path.stat().st_mode & stat.S_IWUSR for path in made)
    for path in [installed, *installed.rglob("*")]:
        path.chmod(0o755)


def test_everything_that_init_names_in_its_readme_is_there(here: Path) -> None:
    done("init", ".")
    assert (here / "templates" / "LEESMIJ.md").is_file()
    schema = here / "inputs" / "schemas" / "letter.json"
    assert json.loads(schema.read_text("utf-8"))["properties"]["asks"]


def test_the_example_template_of_a_workspace_works(here: Path) -> None:
    done("init", ".")
    text = LETTER.replace("kind: letter", "kind: letter\ntemplate: eigen-brief")
    path = here / "inputs" / "letters" / "eigen.yaml"
    path.write_text(text, "utf-8")
    done("render", path, "--out", "x.docx")
    assert "Wij vragen u in het overleg aandacht" in texts(opened(here / "x.docx"))


# ── A new input ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "folder"), [("letter", "letters"), ("position-paper", "papers")])
def test_a_new_input_renders_as_a_draft_but_not_as_final(
    here: Path, kind: str, folder: str
) -> None:
    done("init", ".")
    path = Path("inputs") / folder / "vrede-en-veiligheid.yaml"
    assert done("new", kind, "Vrede én veiligheid") == f"made: {path}\n"

    result = drafter("render", path)
    assert result.code == 0
    assert result.err.count("warning: this still has to be filled in") > 4
    (document,) = (here / "outputs").glob("*.docx")
    assert "[invullen:" in texts(opened(document))

    said = refused("render", path, "--final", "--out", "definitief")
    assert "error: this still has to be filled in" in said
    assert not (here / "definitief").exists()


@pytest.mark.parametrize("kind", ["letter", "position-paper", "campaign"])
def test_a_new_input_tells_the_editor_its_schema(here: Path, kind: str) -> None:
    done("new", kind, "stuk")
    (path,) = here.glob("inputs/*/stuk.yaml")
    first = path.read_text("utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match is not None
    schema = json.loads((path.parent / match.group(1)).read_text("utf-8"))
    assert schema["properties"]["kind"]["const"] == kind


def test_a_new_input_is_not_made_over_an_old_one(here: Path) -> None:
    done("new", "letter", "brief")
    path = here / "inputs" / "letters" / "brief.yaml"
    path.write_text("mijn werk", "utf-8")
    assert "already exists" in refused("new", "letter", "Brief.yaml")
    assert path.read_text("utf-8") == "mijn werk"


@pytest.mark.parametrize("name", ["../../weg", "/tmp/weg", "..", "///", 'Brief "x": & {y}'])
def test_a_name_never_leads_out_of_the_folder(here: Path, name: str) -> None:
    drafter("new", "letter", name)
    made = [path for path in files(here) if "schemas" not in path]
    assert all(re.fullmatch(r"inputs/letters/[a-z0-9-]+\.yaml", path) for path in made)


# ── A skeleton ────────────────────────────────────────────────────────────────


def test_a_skeleton_is_a_document_and_its_input(here: Path) -> None:
    said = drafter("skeleton", "position-paper", "--title", "Vrede & recht", "--sections", "3")
    assert said.code == 0
    assert files(here / "outputs") == ["vrede-recht-CONCEPT.docx"]
    path = here / "inputs" / "papers" / "vrede-recht.yaml"
    document = opened(here / "outputs" / "vrede-recht-CONCEPT.docx")
    styles = [paragraph.style for paragraph in document.paragraphs]
    assert styles.count("Genummerde kop") == 3
    assert texts(document).count("Actiepunten") == 3
    assert "Vrede & recht" in texts(document)

    result = drafter("render", path)
    assert (result.code, "unchanged:" in result.out) == (0, True)
    refused("render", path, "--final")
    assert files(here / "outputs") == ["vrede-recht-CONCEPT.docx"]


HALF = """\
kind: position-paper
id: half
title: Half af
period: "2026"
introduction:
  text: Dit staat er *al*.[^a]
recommendations:
  - id: eerste
    heading: Een echte kop
    analysis: Een echte analyse.
    action_points:
      - id: punt
        text: Een echt punt.
  - id: tweede
    heading: Alleen een kop
    analysis:
notes:
  a: Een echte noot.
"""


def test_a_skeleton_keeps_what_is_filled_in(here: Path) -> None:
    path = here / "inputs" / "papers" / "half.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HALF, "utf-8")
    before = path.read_bytes()
    result = drafter("skeleton", "position-paper", "--from", path, "--sections", "4")
    assert (result.code, result.err) == (0, "")
    assert path.read_bytes() == before
    made = yaml.safe_load(path.with_name("half-skelet.yaml").read_text("utf-8"))
    half = yaml.safe_load(HALF)
    assert made["introduction"] == half["introduction"]
    assert made["recommendations"][0] == half["recommendations"][0]
    assert made["recommendations"][1]["heading"] == "Alleen een kop"
    assert made["recommendations"][1]["analysis"].startswith("[invullen:")
    assert len(made["recommendations"]) == 4
    (document,) = (here / "outputs").glob("*.docx")
    assert [note[0].text for note in opened(document).notes] == ["Een echte noot."]
    refused("render", path.with_name("half-skelet.yaml"), "--final")


def test_a_skeleton_from_a_faulty_input_names_the_fault(here: Path) -> None:
    (here / "fout.yaml").write_text("kind: position-paper\nid: x\ntitel: Iets\n", "utf-8")
    assert "did you mean 'title'?" in refused("skeleton", "position-paper", "--from", "fout.yaml")
    assert files(here) == ["fout.yaml"]


def test_a_skeleton_twice_is_refused(here: Path) -> None:
    drafter("skeleton", "position-paper", "--title", "Vrede")
    before = (here / "inputs" / "papers" / "vrede.yaml").read_bytes()
    assert "already exists" in refused("skeleton", "position-paper", "--title", "Vrede")
    assert (here / "inputs" / "papers" / "vrede.yaml").read_bytes() == before


def test_a_skeleton_of_a_finished_paper_holds_no_prompt(here: Path) -> None:
    (paper,) = (example for example in EXAMPLES if example.parent.name == "papers")
    (here / "inputs").mkdir()
    copy = shutil.copyfile(paper, here / "inputs" / "paper.yaml")
    shutil.copyfile(PACKAGED_INPUTS / "organisation.yaml", here / "inputs" / "organisation.yaml")
    done("skeleton", "position-paper", "--from", copy)
    made, given = (stripped(path) for path in (copy.with_name("paper-skelet.yaml"), paper))
    own = {"id": "own", "closing": "", "contact": ""}
    assert made["id"] == f"{given['id']}-skelet"
    assert {**made, **own} == {**given, **own}


def stripped(path: Path) -> Any:
    """What a YAML file holds, without the line ends after its texts."""
    return json.loads(re.sub(r'(\\n)+"', '"', json.dumps(loaded(path))))


def loaded(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


# ── Checking ──────────────────────────────────────────────────────────────────


def test_check_says_that_all_is_in_order_and_writes_nothing(workspace: Path) -> None:
    before = files(workspace)
    assert done("check", "inputs/letters/brief.yaml") == "1 input is in order\n"
    assert done("check", *["inputs/letters/brief.yaml"] * 2) == "2 inputs are in order\n"
    assert files(workspace) == before


def test_check_finds_everything_in_every_input(workspace: Path) -> None:
    (workspace / "een.yaml").write_text(LETTER.replace("subject: V", "subjet: V"), "utf-8")
    (workspace / "twee.yaml").write_text(LETTER.replace("2026-06-02", "2026-02-30"), "utf-8")
    said = refused("check", "een.yaml", "inputs/letters/brief.yaml", "twee.yaml", "drie.yaml")
    assert "een.yaml:5:1: error: there is no field 'subjet' here" in said
    assert "did you mean 'subject'?" in said
    assert "twee.yaml:4:7: error: 2026-02-30 does not exist in the calendar" in said
    assert "drie.yaml: error:" in said
    assert said.rstrip().endswith("3 errors")


def test_check_for_machines(workspace: Path) -> None:
    assert json.loads(done("check", "inputs/letters/brief.yaml", "--format", "json")) == []
    (workspace / "fout.yaml").write_text(LETTER.replace("defensie", "defensei"), "utf-8")
    result = drafter("check", "fout.yaml", "--format", "json")
    assert (result.code, result.err) == (1, "")
    (problem,) = json.loads(result.out)
    assert (problem["file"], problem["line"], problem["column"]) == ("fout.yaml", 7, 14)
    assert (problem["severity"], problem["code"]) == ("error", "unknown-committee")
    assert "did you mean 'Defensie'?" in problem["hint"]


def test_a_warning_does_not_fail_a_check(workspace: Path) -> None:
    (workspace / "los.yaml").write_text(LETTER + "notes:\n  los: Een losse noot.\n", "utf-8")
    result = drafter("check", "los.yaml")
    assert (result.code, result.out) == (0, "1 input is in order\n")
    assert "warning: this note is cited nowhere" in result.err
    (problem,) = json.loads(done("check", "los.yaml", "--format", "json"))
    assert problem["severity"] == "warning"


# ── Wrong use ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("rendr x.yaml", "Did you mean 'render'?"),
        ("render", "Missing argument"),
        ("render x.yaml --fast", "No such option"),
        ("render a.yaml b.yaml --out c.docx", "several inputs need a folder"),
        ("check x.yaml --format xml", "xml"),
        ("new novel x", "novel"),
        ("new letter", "Missing argument"),
        ("skeleton position-paper", "give --title"),
        ("skeleton position-paper --title x --sections 0", "sections"),
        ("skeleton letter --title x", "letter"),
        ("schema organisation", "organisation"),
        ("committees xyzzyplugh", "no committee matches"),
        ("committees --on 31-6-2019", "2026-06-09"),
        ("offices xyzzyplugh", "no office matches"),
        ("offices --on gisteren", "2026-06-09"),
        ("--lang fr render x.yaml", "fr"),
    ],
)
def test_wrong_use_ends_with_2(here: Path, words: str, says: str) -> None:
    assert says in misused(*words.split())
    assert files(here) == []


@pytest.mark.parametrize(
    "words", ["", "init", "new", "render", "check", "skeleton", "schema", "committees", "offices"]
)
def test_every_command_explains_itself(here: Path, words: str) -> None:
    assert "Usage: drafter" in done(*words.split(), "--help")


def test_the_version_is_that_of_the_package(here: Path) -> None:
    assert re.fullmatch(r"drafter \d+\.\d+\.\d+\n", done("--version"))


# ── Rendering ─────────────────────────────────────────────────────────────────


def test_a_render_names_the_file(workspace: Path, letter: Path) -> None:
    assert done("render", letter) == f"made: {Path('outputs') / DRAFT}\n"
    assert files(workspace / "outputs") == [DRAFT]


def test_a_render_that_changes_nothing_says_so(workspace: Path, letter: Path) -> None:
    done("render", letter)
    stamp = (workspace / "outputs" / DRAFT).stat().st_mtime_ns
    assert done("render", letter) == f"unchanged: {Path('outputs') / DRAFT}\n"
    assert (workspace / "outputs" / DRAFT).stat().st_mtime_ns == stamp


def test_a_changed_input_makes_a_new_document(workspace: Path, letter: Path) -> None:
    done("render", letter)
    letter.write_text(LETTER.replace("in Mali", "in Niger"), "utf-8")
    assert done("render", letter).startswith("made:")
    assert "in Niger" in texts(opened(workspace / "outputs" / DRAFT))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("final", [[], ["--final"]], ids=["draft", "final"])
def test_two_renders_are_the_same_bytes(here: Path, example: Path, final: list[str]) -> None:
    done("render", example, "--out", "een", *final)
    done("render", example, "--out", "twee", *final)
    (one,), (two,) = Path("een").glob("*.docx"), Path("twee").glob("*.docx")
    assert one.read_bytes() == two.read_bytes()


def test_one_wrong_input_and_nothing_is_written(workspace: Path, letter: Path) -> None:
    (workspace / "fout.yaml").write_text(LETTER.replace("commissiedebat", "praatje"), "utf-8")
    said = refused("render", letter, "fout.yaml")
    assert "fout.yaml:9:9" in said
    assert not (workspace / "outputs").exists()


def test_several_inputs_show_how_far_it_is(workspace: Path, letter: Path) -> None:
    pty = pytest.importorskip("pty")
    other = letter.with_name("ander.yaml")
    other.write_text(LETTER.replace("id: minusma-voortgang", "id: ander"), "utf-8")
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "drafter", "render", str(letter), str(other)]
    RAN_IN.add(workspace)
    result = subprocess.run(
        command, cwd=workspace, env=environment(), stdout=subprocess.PIPE, stderr=terminal
    )
    os.close(terminal)
    shown = os.read(screen, 10_000).decode()
    os.close(screen)
    assert (result.returncode, result.stdout.count(b"made:")) == (0, 2)
    assert "making" in shown
    assert "100%" in shown


def test_two_inputs_for_one_document_are_refused(workspace: Path, letter: Path) -> None:
    other = letter.with_name("ander.yaml")
    other.write_text(LETTER.replace("in Mali", "in Niger"), "utf-8")
    result = drafter("render", letter, other)
    assert result.code == 1
    assert not list(workspace.rglob("*.docx"))


@pytest.mark.parametrize(
    ("out", "made"),
    [
        ("elders", f"elders/{DRAFT}"),
        ("elders/brief.docx", "elders/brief.docx"),
        ("Brief.DOCX", "Brief.DOCX"),
    ],
)
def test_out_is_a_folder_or_a_file(workspace: Path, letter: Path, out: str, made: str) -> None:
    assert done("render", letter, "--out", out) == f"made: {Path(made)}\n"
    assert (workspace / made).is_file()
    assert not (workspace / "outputs").exists()


def test_an_input_outside_any_workspace(here: Path) -> None:
    (here / "los").mkdir()
    (here / "los" / "brief.yaml").write_text(LETTER, "utf-8")
    assert done("render", "los/brief.yaml") == f"made: {Path('los/outputs') / DRAFT}\n"
    assert "WO=MEN" in texts(opened(here / "los" / "outputs" / DRAFT))


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("weg.yaml", None),
        ("map", "folder"),
        ("leeg.yaml", b""),
        ("latin.yaml", "kind: letter\nid: caf\xe9\n".encode("latin-1")),
        ("nul.yaml", b"kind: letter\nid: a\x00b\n"),
        ("lijst.yaml", b"- een\n- twee\n"),
        ("tekst.yaml", b"zomaar tekst"),
        ("brief.docx", b"PK\x03\x04\x00\x00"),
        ("diep.yaml", b"[" * 5000),
        ("twee.yaml", b"kind: letter\n---\nkind: letter\n"),
    ],
)
def test_a_file_that_is_no_input_is_refused_in_words(
    here: Path, path: str, content: bytes | str | None
) -> None:
    if content == "folder":
        (here / path).mkdir()
    elif isinstance(content, bytes):
        (here / path).write_bytes(content)
    said = refused("render", path)
    assert f"{path}:" in said


# ── Nothing is lost ───────────────────────────────────────────────────────────


def edited(path: Path) -> bytes:
    """The document as after an edit in Word; the new bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].replace(b"Welke stappen", b"Welke grote stappen")
    assert body != parts["word/document.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {"word/document.xml": body}).items():
            archive.writestr(name, data)
    return path.read_bytes()


def test_an_edited_document_is_not_overwritten(workspace: Path, letter: Path) -> None:
    done("render", letter)
    document = workspace / "outputs" / DRAFT
    mine = edited(document)
    said = refused("render", letter)
    assert "was changed after drafter made it" in said
    assert "--overwrite" in said
    assert document.read_bytes() == mine

    letter.write_text(LETTER.replace("in Mali", "in Niger"), "utf-8")
    refused("render", letter)
    assert document.read_bytes() == mine

    assert done("render", letter, "--overwrite").startswith("made:")
    assert "Welke stappen" in texts(opened(document))
    assert done("render", letter).startswith("unchanged:")


def test_one_edited_document_and_none_is_written(workspace: Path, letter: Path) -> None:
    other = letter.with_name("ander.yaml")
    other.write_text(LETTER.replace("id: minusma-voortgang", "id: ander"), "utf-8")
    done("render", letter)
    edited(workspace / "outputs" / DRAFT)
    drafter("render", other, letter)
    assert files(workspace / "outputs") == [DRAFT]


def test_a_file_of_somebody_else_is_not_overwritten(workspace: Path, letter: Path) -> None:
    (workspace / "outputs").mkdir()
    (workspace / "outputs" / DRAFT).write_bytes(b"van een ander")
    refused("render", letter)
    assert (workspace / "outputs" / DRAFT).read_bytes() == b"van een ander"


def test_a_document_without_its_record_is_not_overwritten(workspace: Path, letter: Path) -> None:
    done("render", letter)
    shutil.rmtree(workspace / "outputs" / ".drafter")
    letter.write_text(LETTER.replace("in Mali", "in Niger"), "utf-8")
    refused("render", letter)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may do anything")
def test_a_folder_that_cannot_be_written_to(workspace: Path, letter: Path) -> None:
    (workspace / "outputs").mkdir(mode=0o500)
    assert "cannot be written" in refused("render", letter)


def test_a_folder_where_a_file_stands(workspace: Path, letter: Path) -> None:
    (workspace / "outputs").write_text("geen map", "utf-8")
    assert "cannot be written" in refused("render", letter)


# ── Draft and final ───────────────────────────────────────────────────────────


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_a_draft_says_that_it_is_one(workspace: Path, letter: Path) -> None:
    done("render", letter)
    assert "CONCEPT" in "".join(parts_of(workspace / "outputs" / DRAFT).values())
    document = opened(workspace / "outputs" / DRAFT)
    assert document.baseline is not None
    assert document.baseline.input_id == "minusma-voortgang"
    assert document.bookmarks["asks_genderadviseur_question"].startswith("Welke stappen")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_final_document_holds_nothing_internal(here: Path, example: Path) -> None:
    done("render", example, "--final", "--out", "uit")
    (path,) = Path("uit").glob("*.docx")
    assert "CONCEPT" not in path.name
    parts = parts_of(path)
    assert not [name for name in parts if "customXml" in name]
    text = "\n".join(parts.values())
    assert "CONCEPT" not in text
    assert not re.search(r'<w:bookmarkStart [^>]*w:name="(?!_)', text)
    assert "drafter" not in text.casefold()
    given = loaded(example)
    ids = {item["id"] for key in ("asks", "recommendations") for item in given.get(key, ())}
    assert ids
    document = parts["word/document.xml"]
    assert not [id for id in ids if f'"{id}' in document or f"_{id.replace('-', '_')}" in document]
    record = json.loads((Path("uit") / ".drafter" / f"{path.name}.json").read_text("utf-8"))
    assert record["input"] == given["id"]
    assert any(id in name for id in ids for name in record["values"])


def test_draft_and_final_stand_beside_each_other(workspace: Path, letter: Path) -> None:
    done("render", letter)
    done("render", letter, "--final")
    assert files(workspace / "outputs") == sorted([DRAFT, FINAL])
    one, two = (opened(workspace / "outputs" / name) for name in (DRAFT, FINAL))
    assert texts(one) == texts(two)


# ── Watching ──────────────────────────────────────────────────────────────────


@pytest.fixture
def watching(workspace: Path, letter: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-u", "-m", "drafter", "render", str(letter), "--watch"]
    RAN_IN.add(workspace)
    process = subprocess.Popen(
        command,
        cwd=workspace,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line_with(process: subprocess.Popen[str], text: str) -> str:
    """Read on until a line holds a text; the pipe closes when the process ends."""
    assert process.stdout is not None
    for line in process.stdout:
        if text in line:
            return line
    raise AssertionError(f"ended without {text!r}")


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_watch_makes_it_again_after_each_change(
    watching: subprocess.Popen[str], workspace: Path, letter: Path
) -> None:
    line_with(watching, "made:")
    time.sleep(0.05)
    letter.write_text(LETTER.replace("in Mali", "in Niger"), "utf-8")
    line_with(watching, "made:")
    assert "in Niger" in texts(opened(workspace / "outputs" / DRAFT))
    letter.write_text(LETTER.replace("subject: V", "subjet: V"), "utf-8")
    line_with(watching, "did you mean 'subject'?")
    letter.write_text(LETTER.replace("in Mali", "in Soedan"), "utf-8")
    line_with(watching, "made:")
    watching.send_signal(signal.SIGINT)
    rest, _nothing = watching.communicate(timeout=20)
    assert (rest, watching.returncode) == ("", 0)
    assert "in Soedan" in texts(opened(workspace / "outputs" / DRAFT))


# ── When drafter itself fails ─────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_what_an_encoding_of_windows_lacks_is_said_otherwise(here: Path, encoding: str) -> None:
    done("init", ".")
    for words in (("compare", "inputs/campaigns/nap-1325.yaml"), ("check", "nergens.yaml")):
        ran = subprocess.run(
            [sys.executable, "-m", "drafter", *words],
            cwd=here,
            env=environment(PYTHONIOENCODING=encoding, DRAFTER_LANG="nl"),
            capture_output=True,
            check=False,
        )
        said = (ran.stdout + ran.stderr).decode(encoding)
        assert "iets mis" not in said
        assert ("*  zo gesteld" in said) or ("-> controleer de naam" in said)


def test_an_internal_error_is_confessed_without_a_traceback(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_anything: Any) -> None:
        raise RuntimeError("iets onverwachts")

    monkeypatch.setattr(pipeline, "write", fail)
    result = drafter("render", letter)
    assert (result.code, result.out) == (3, "")
    assert "Traceback" not in result.err
    assert "not your mistake" in result.err
    file = re.search(r"The details are in (\S+)\.\n", result.err)
    assert file is not None
    log = Path(file.group(1))
    assert "iets onverwachts" in log.read_text("utf-8")
    log.unlink()


# ── Registers and schemas ─────────────────────────────────────────────────────


def test_the_committees_can_be_listed_and_searched(here: Path) -> None:
    everything = done("committees")
    assert len(everything.splitlines()) > 20
    found = done("committees", "defensie")
    assert found.splitlines()[0].startswith("defensie ")
    assert len(found.splitlines()) < len(everything.splitlines())


@pytest.mark.parametrize("day", ["2019-05-01", "1-5-2019", "1 mei 2019"])
def test_the_names_are_those_of_the_day_that_is_asked_for(here: Path, day: str) -> None:
    found = done("committees", "--on", day, "handel")
    assert "algemene commissie voor Buitenlandse Handel en Ontwikkelingssamenwerking" in found
    assert "asiel-en-migratie" not in done("committees", "--on", day)
    assert done("offices", "--on", day, "handel").startswith("minister voor Buitenlandse Handel")


def test_the_offices_can_be_listed_and_searched(here: Path) -> None:
    everything = done("offices", "--on", "2026-06-02").splitlines()
    assert len(everything) == 16
    assert "minister van Defensie" in everything
    found = done("offices", "--on", "2026-06-02", "financiën")
    assert found.splitlines() == ["minister van Financiën"]


# ── A letter to each ──────────────────────────────────────────────────────────


def test_a_letter_to_each_is_a_document_for_each(here: Path) -> None:
    letter = Path("letter.yaml")
    letter.write_text(
        "kind: letter\nid: proef\ndate: 2026-06-02\nsubject: Mali\nopening: Dag.\n"
        "addressees:\n  - committee: defensie\n"
        "  - office: minister van Buitenlandse Zaken\n"
    )
    assert "several letters" in misused("render", "letter.yaml", "--out", "een.docx")
    assert files(here) == ["letter.yaml"]
    done("render", "letter.yaml", "--out", "brieven")
    assert sorted(path.name for path in Path("brieven").glob("*.docx")) == [
        "2026-06-02-proef-defensie-CONCEPT.docx",
        "2026-06-02-proef-minister-van-buitenlandse-zaken-CONCEPT.docx",
    ]


@pytest.mark.parametrize("kind", ["letter", "position-paper", "campaign"])
def test_the_schema_accepts_the_examples(here: Path, kind: str) -> None:
    schema = json.loads(done("schema", kind))
    examples = [loaded(path) for path in PACKAGED_INPUTS.glob("*/*.yaml")]
    mine = [example for example in examples if example["kind"] == kind]
    assert mine
    for example in mine:
        assert list(faults(example, schema, schema)) == []
        assert list(faults(example | {"onbekend": "x"}, schema, schema)) == ["onbekend: unknown"]
    other = next(example for example in examples if example["kind"] != kind)
    assert list(faults(other, schema, schema))


def faults(value: Any, schema: dict[str, Any], top: dict[str, Any], at: str = "") -> Iterator[str]:
    """What is wrong with a value by the part of JSON Schema that drafter uses."""
    if "$ref" in schema:
        return (yield from faults(value, top["$defs"][schema["$ref"].rpartition("/")[2]], top, at))
    if "anyOf" in schema:
        if all(list(faults(value, choice, top, at)) for choice in schema["anyOf"]):
            yield f"{at}: none of the choices"
        return None
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value}"
    kinds = {"object": dict, "array": list, "string": str, "null": type(None)}
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        yield f"{at}: no {schema['type']}"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), top, f"{at}[{number}]")
    elif isinstance(value, dict):
        yield from (
            f"{at}{name}: missing" for name in schema.get("required", ()) if name not in value
        )
        for name, item in value.items():
            known = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
            if known is False:
                yield f"{at}{name}: unknown"
            elif isinstance(known, dict):
                yield from faults(item, known, top, f"{at}{name}.")
    return None


def test_the_schema_of_a_campaign_knows_the_fields_of_its_letters(here: Path) -> None:
    schema = json.loads(done("schema", "campaign"))
    (path,) = PACKAGED_INPUTS.glob("campaigns/*.yaml")
    campaign = loaded(path)
    letter, version = campaign["letter"], campaign["versions"][0]
    wrong_base = campaign | {"letter": letter | {"subejct": "x"}}
    assert list(faults(wrong_base, schema, schema)) == ["letter.subejct: unknown"]
    for wrong in ({"subejct": "x"}, {"asks": {"tag": ["x"]}}, {"occasion": {"dat": "x"}}):
        faulty = campaign | {"versions": [version | wrong]}
        assert list(faults(faulty, schema, schema)) == ["versions.: none of the choices"]


def test_every_field_of_a_schema_is_explained(here: Path) -> None:
    for kind in ("letter", "position-paper", "campaign"):
        schema = json.loads(done("schema", kind))
        for group in (schema, *schema["$defs"].values()):
            for name, field in group.get("properties", {}).items():
                assert field.get("description"), f"{kind}: {name}"


# ── As a program ──────────────────────────────────────────────────────────────


def test_the_program_renders_and_ends_with_0(letter: Path, workspace: Path) -> None:
    result = program("render", letter, cwd=workspace)
    assert result == Done(0, f"made: {Path('outputs') / DRAFT}\n", "")


def test_the_program_ends_with_1_when_the_input_is_wrong(workspace: Path) -> None:
    (workspace / "fout.yaml").write_text("kind: lettre\n", "utf-8")
    result = program("render", "fout.yaml", cwd=workspace)
    assert (result.code, result.out) == (1, "")
    assert "did you mean 'letter'?" in result.err


def test_the_program_ends_with_2_when_it_is_used_wrongly(workspace: Path) -> None:
    assert program("render", cwd=workspace).code == 2


@pytest.mark.parametrize(
    ("words", "env", "says"),
    [
        ([], {"DRAFTER_LANG": "", "LANG": "nl_NL.UTF-8"}, "fout: "),
        ([], {"DRAFTER_LANG": ""}, "fout: "),
        ([], {"DRAFTER_LANG": "", "LANG": "en_GB.UTF-8"}, "error: "),
        (["--lang", "en"], {"DRAFTER_LANG": "", "LANG": "nl_NL.UTF-8"}, "error: "),
        (["--lang", "nl"], {"DRAFTER_LANG": "en"}, "fout: "),
        (["--lang=nl"], {}, "fout: "),
    ],
)
def test_the_language_of_messages(
    workspace: Path, words: list[str], env: dict[str, str], says: str
) -> None:
    (workspace / "fout.yaml").write_text("kind: lettre\n", "utf-8")
    assert says in program(*words, "check", "fout.yaml", **env, cwd=workspace).err


def test_help_and_wrong_use_in_dutch(here: Path) -> None:
    assert "Gebruik: drafter" in program("--lang", "nl", "--help", cwd=here).out
    assert "Gebruik: drafter" in program("--lang", "nl", "rendr", cwd=here).err


def test_the_letter_is_the_same_in_every_language(letter: Path, workspace: Path) -> None:
    done("--lang", "nl", "render", letter, "--out", "nl.docx")
    done("--lang", "en", "render", letter, "--out", "en.docx")
    assert (workspace / "nl.docx").read_bytes() == (workspace / "en.docx").read_bytes()


# ── Installed ─────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python of an empty environment into which the wheel has been installed."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    step(sys.executable, "-m", "venv", str(folder / "venv"))
    step(*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("drafter-*.whl")
    step(*pip, "install", str(wheel))
    return str(python)


def step(*command: str) -> None:
    """One step of an installation; without an index it cannot be done."""
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if result.returncode and not os.environ.get("CI"):
        pytest.skip(f"no package index: {result.stderr}")
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
def test_the_wheel_works_without_the_repository(here: Path, installed: str) -> None:
    def run(*words: str | Path) -> str:
        result = program(*words, cwd=here, python=installed)
        assert (result.code, result.err) == (0, "")
        return result.out

    where = "import drafter; print(drafter.__file__)"
    file = subprocess.run([installed, "-c", where], cwd=here, capture_output=True, text=True)
    assert not Path(file.stdout).is_relative_to(ROOT)
    run("init", "brieven")
    inputs = sorted(path.relative_to(here) for path in here.glob("brieven/inputs/[!c]*/*.yaml"))
    assert run("render", *inputs).count("made:") == len(EXAMPLES)
    here_made = (here / "brieven" / "outputs" / DRAFT).read_bytes()
    done("render", inputs[0], "--out", "zelf")
    assert (here / "zelf" / DRAFT).read_bytes() == here_made
    assert run("new", "letter", "x").startswith("made: ")
    assert run("committees", "defensie").startswith("defensie")
    assert "Gebruik: drafter" in run("--lang", "nl", "--help")
