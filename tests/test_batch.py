"""A campaign as files: all or nothing, again and again the same, and never over somebody's work."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import judges
import pytest
from command import Done, drafter, environment

from drafter import pdf, workers
from drafter.word.read import read

ROOT = Path(__file__).parents[1]
LETTER = ROOT / "inputs" / "letters" / "minusma-voortgang.yaml"

CAMPAIGN = """\
    kind: campaign
    id: mali
    base: ../letters/minusma-voortgang.yaml
    versions:
      - addressee: {committee: defensie}
      - addressee: {committee: buitenlandse-zaken}
        occasion: {date: 2026-06-10, time: 14:00}
        asks: [consultaties, genderadviseur]
      - addressee: {committee: justitie-en-veiligheid}
        subject: Veiligheid van burgers in Mali
        asks: [militaire-onderdelen]
      - id: kamer
        addressee: {chamber: tweede-kamer}
        without: [appreciation]
"""
PAPER = """\
kind: position-paper
id: tafel
title: Vrouwen aan tafel
introduction: {text: Een inleiding.}
recommendations: [{id: een, heading: Kop, analysis: Een analyse.}]
"""
NAMES = [
    "2026-06-02-buitenlandse-zaken-voortgang-van-de-vn-missie-in-mali-CONCEPT.docx",
    "2026-06-02-defensie-voortgang-van-de-vn-missie-in-mali-CONCEPT.docx",
    "2026-06-02-justitie-en-veiligheid-veiligheid-van-burgers-in-mali-CONCEPT.docx",
    "2026-06-02-kamer-voortgang-van-de-vn-missie-in-mali-CONCEPT.docx",
]
DEFENSIE = NAMES[1]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a campaign, to work in."""
    (tmp_path / "inputs" / "letters").mkdir(parents=True)
    (tmp_path / "inputs" / "campaigns").mkdir()
    (tmp_path / "inputs" / "letters" / LETTER.name).write_bytes(LETTER.read_bytes())
    write(tmp_path, CAMPAIGN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, campaign: str) -> None:
    path = folder / "inputs" / "campaigns" / "mali.yaml"
    path.write_text(textwrap.dedent(campaign), "utf-8")


def batch(*words: str) -> Done:
    return drafter("batch", "inputs/campaigns/mali.yaml", *words)


def made(folder: Path) -> dict[str, bytes]:
    """Every file in the folder of the letters, hidden ones too, with its content."""
    found = folder / "outputs" / "mali"
    paths = (path for path in found.rglob("*") if path.is_file())
    return {path.relative_to(found).as_posix(): path.read_bytes() for path in paths}


def visible(folder: Path) -> list[str]:
    return sorted(name for name in made(folder) if not name.startswith("."))


def text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in read(path.read_bytes(), path.name).paragraphs)


# ── What is made ──────────────────────────────────────────────────────────────


def test_every_version_is_a_letter_of_its_own(here: Path) -> None:
    done = batch()
    assert (done.code, done.err) == (0, "")
    assert visible(here) == [*NAMES, "manifest.json"]
    folder = here / "outputs" / "mali"
    foreign = text(folder / NAMES[0])
    assert "Commissie Buitenlandse Zaken" in foreign
    assert "woensdag 10 juni om 14.00 uur" in foreign.replace("\xa0", " ")
    order = [foreign.index(words) for words in ("Laat de inbreng", "Geef de genderadviseur")]
    assert order == sorted(order)
    assert "Zorg voor genderkennis" not in foreign
    whole = text(folder / NAMES[3])
    assert "Wij waarderen" not in whole
    assert "Wij waarderen" in foreign


def test_the_table_tells_of_every_letter(here: Path) -> None:
    out = batch().out.replace("\xa0", " ")
    assert re.search(r"Buitenlandse Zaken +commissiedebat, 10 juni 2026, 14.00 uur +2 +–\n", out)
    assert re.search(r"Justitie en Veiligheid +.* 1 +–\n", out)
    files = [line.strip() for line in out.splitlines() if line.endswith(".docx")]
    assert files == [f"new: {name}" for name in (NAMES[1], NAMES[0], *NAMES[2:])]
    assert max(map(len, out.splitlines())) <= 100


def test_the_manifest_tells_the_same_to_programs(here: Path) -> None:
    batch()
    manifest = json.loads(made(here)["manifest.json"])
    assert manifest["campaign"] == "mali"
    assert [row["file"] for row in manifest["letters"]] == [NAMES[1], NAMES[0], *NAMES[2:]]
    assert manifest["letters"][1] == {
        "version": "buitenlandse-zaken",
        "addressee": "Buitenlandse Zaken",
        "meeting": "commissiedebat, 10 juni 2026, 14.00 uur",
        "asks": ["consultaties", "genderadviseur"],
        "pages": None,
        "file": NAMES[0],
        "final": False,
        "enclosures": [],
        "edited": False,
        "problems": [],
    }


def test_a_subject_without_letters_leaves_no_gap_in_the_name(here: Path) -> None:
    write(here, CAMPAIGN.replace("Veiligheid van burgers in Mali", "…"))
    batch("--only", "justitie-en-veiligheid")
    assert "2026-06-02-justitie-en-veiligheid-CONCEPT.docx" in visible(here)


def test_a_final_letter_is_another_file_and_holds_nothing_internal(here: Path) -> None:
    batch("--final", "--out", "weg")
    names = sorted(path.name for path in (here / "weg").glob("*.docx"))
    assert names == [name.replace("-CONCEPT", "") for name in NAMES]
    for path in (here / "weg").glob("*.docx"):
        assert read(path.read_bytes(), path.name).baseline is None


# ── All or nothing ────────────────────────────────────────────────────────────


def test_one_wrong_version_stops_all_and_every_problem_is_told_at_its_place(here: Path) -> None:
    wrong = CAMPAIGN.replace("committee: justitie-en", "committee: justitie-of")
    wrong = wrong.replace("2026-06-10", "2026-06-31").replace("[consultaties,", "[consultatie,")
    write(here, wrong.replace("without: [appreciation]", "without: [appreciatie]"))
    done = batch()
    assert done.code == 1
    assert re.findall(r"(?m)^inputs/campaigns/mali.yaml:(\S+): error: (.*)", done.err) == [
        ("7:22", "2026-06-31 does not exist in the calendar"),
        ("8:12", "the base letter has no ask 'consultatie'"),
        ("9:28", "there is no committee 'justitie-of-veiligheid'"),
        ("14:15", "the base letter has no field 'appreciatie' to leave out"),
    ]
    assert not (here / "outputs" / "mali").exists()


def test_a_wrong_version_leaves_what_was_made_before(here: Path) -> None:
    batch()
    before = made(here)
    write(here, CAMPAIGN.replace("committee: defensie", "committee: defensi"))
    assert batch().code == 1
    assert made(here) == before


def test_a_problem_of_the_base_is_told_once(here: Path) -> None:
    letter = here / "inputs" / "letters" / LETTER.name
    letter.write_text(LETTER.read_text("utf-8").replace("[^minusma]", "[^minusm]"), "utf-8")
    done = batch()
    assert done.code == 1
    assert re.findall(r"(?m)^(\S+?): error", done.err) == [
        "inputs/letters/minusma-voortgang.yaml:35:3"
    ]


# ── Again ─────────────────────────────────────────────────────────────────────


def test_a_second_run_changes_nothing_and_says_so(here: Path) -> None:
    batch()
    before = made(here)
    stamps = {path: path.stat().st_mtime_ns for path in (here / "outputs/mali").glob("*.docx")}
    done = batch()
    assert done.out.count("unchanged") == 4
    assert made(here) == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_only_what_changed_is_made_anew(here: Path) -> None:
    batch()
    before = made(here)
    write(here, CAMPAIGN.replace("14:00", "15:30"))
    done = batch()
    assert (done.out.count("unchanged"), done.out.count(" changed")) == (3, 1)
    changed = {name for name, data in made(here).items() if data != before[name]}
    assert changed == {NAMES[0], f".drafter/{NAMES[0]}.json", "manifest.json"}


def test_only_touches_nothing_else(here: Path) -> None:
    batch()
    before = made(here)
    write(
        here, CAMPAIGN.replace("14:00", "15:30").replace("without: [app", "without: [opening, app")
    )
    assert batch("--only", "kamer").code == 0
    changed = {name for name, data in made(here).items() if data != before[name]}
    assert changed == {NAMES[3], f".drafter/{NAMES[3]}.json"}


def test_only_a_version_that_there_is(here: Path) -> None:
    done = batch("--only", "kamer,defensi")
    assert done.code == 1
    assert "no version 'defensi'" in done.err
    assert "did you mean 'defensie'?" in done.err
    assert made(here) == {}


def test_a_version_that_is_named_twice_is_made_once(here: Path) -> None:
    done = batch("--only", "defensie,kamer,defensie")
    assert (done.code, done.err) == (0, "")
    assert [name for name in visible(here) if name.endswith(".docx")] == [NAMES[1], NAMES[3]]


def test_only_nothing_is_a_mistake_and_not_everything(here: Path) -> None:
    done = batch("--only", "")
    assert done.code == 2
    assert "ids of versions" in done.err
    assert made(here) == {}


def test_a_file_after_out_is_refused(here: Path) -> None:
    done = batch("--zip", "--out", "mali.zip")
    assert done.code == 2
    assert "a folder, in which all letters go" in done.err
    assert not (here / "mali.zip").exists()


def test_the_manifest_knows_each_letter_as_it_was_last_made(here: Path) -> None:
    batch()
    write(here, CAMPAIGN.replace("Veiligheid van burgers", "Bescherming van burgers"))
    batch()
    batch("--final", "--only", "kamer")
    rows = json.loads(made(here)["manifest.json"])["letters"]
    assert [(row["version"], row["final"]) for row in rows] == [
        ("defensie", False),
        ("buitenlandse-zaken", False),
        ("justitie-en-veiligheid", False),
        ("kamer", True),
    ]
    assert "bescherming-van-burgers" in rows[2]["file"]


def test_a_letter_that_was_edited_survives_and_the_others_are_made(here: Path) -> None:
    batch()
    mine = here / "outputs" / "mali" / DEFENSIE
    mine.write_bytes(mine.read_bytes() + b"edited")
    edited = mine.read_bytes()
    write(here, CAMPAIGN.replace("14:00", "15:30"))
    done = batch()
    assert done.code == 1
    assert mine.read_bytes() == edited
    assert "edited in Word" in done.out
    assert "changed after drafter made it" in done.err
    assert "15.30 uur" in text(mine.with_name(NAMES[0])).replace("\xa0", " ")
    rows = json.loads(made(here)["manifest.json"])["letters"]
    assert [row["edited"] for row in rows] == [True, False, False, False]


def test_several_processes_make_the_same(here: Path) -> None:
    versions = "".join(
        f"      - id: v{number}\n        addressee: {{committee: defensie}}\n"
        f"        subject: Mali {number}\n"
        for number in range(60)
    )
    write(here, f"{CAMPAIGN}{versions}")
    assert batch("--jobs", "1").code == 0
    alone = made(here)
    (here / "outputs").rename(here / "alone")
    assert batch("--jobs", "3").code == 0
    assert len(alone) == 64 * 2 + 1
    assert made(here) == alone


# ── Broken off ────────────────────────────────────────────────────────────────

KILLED = """
    import os, signal, sys
    from drafter.__main__ import main

    call, left, halfway = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "halfway"
    stop, original = getattr(signal, sys.argv[4]), getattr(os, call)

    def act(*arguments):
        global left
        left -= 1
        if left == 0:
            if halfway:
                original(arguments[0], arguments[1][: len(arguments[1]) // 2])
            os.kill(os.getpid(), stop)
        return original(*arguments)

    setattr(os, call, act)
    sys.argv[1:] = ["batch", "inputs/campaigns/mali.yaml"]
    try:
        main()
    except SystemExit as end:
        sys.exit(100 if left > 0 else end.code)
"""


@pytest.fixture
def broken_off(here: Path) -> Callable[..., bool]:
    """A run that is stopped at the nth call; False when there were not that many calls."""

    def run(call: str, nth: int, *, halfway: bool = False, by: str = "SIGKILL") -> bool:
        moment = "halfway" if halfway else "before"
        command = [sys.executable, "-c", textwrap.dedent(KILLED), call, str(nth), moment, by]
        done = subprocess.run(
            command, cwd=here, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode in (100, -getattr(signal, by), 1), done.stderr
        assert "Traceback" not in done.stderr
        return done.returncode != 100

    return run


@posix
@pytest.mark.parametrize("call", ["write", "replace"])
@pytest.mark.parametrize("again", [False, True], ids=["first run", "after a change"])
def test_killed_at_any_point_and_run_again_all_is_as_if_it_had_not_been(
    here: Path, broken_off: Callable[..., bool], call: str, again: bool
) -> None:
    start: dict[str, bytes] = {}
    if again:
        batch()
        start = made(here)
        write(here, CAMPAIGN.replace("14:00", "15:30"))
    batch()
    whole = kept(here, hidden=not again)
    points = 0
    while True:
        folder = here / "outputs" / "mali"
        for path in sorted(folder.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        if again:
            for name, data in start.items():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_bytes(data)
        if not broken_off(call, points + 1, halfway=call == "write"):
            break
        points += 1
        for name, data in made(here).items():  # never half a letter
            assert name.startswith(".") or data in (whole[name], start.get(name))
        assert batch().code == 0
        assert kept(here, hidden=not again) == whole
        assert not [name for name in made(here) if name.endswith(".part")]
    assert points >= (4 if again else 9)


def kept(folder: Path, *, hidden: bool) -> dict[str, bytes]:
    """What was made; after a change the records also know the letters that were there before."""
    return {name: data for name, data in made(folder).items() if hidden or name[0] != "."}


@posix
@pytest.mark.parametrize("nth", [1, 4, 8])
def test_stopped_with_ctrl_c_no_letter_is_there_or_all_are(
    here: Path, broken_off: Callable[..., bool], nth: int
) -> None:
    assert broken_off("write", nth, by="SIGINT")
    assert visible(here) == []
    assert batch().code == 0
    assert visible(here) == [*NAMES, "manifest.json"]


@posix
def test_killed_at_any_point_an_edited_letter_survives(
    here: Path, broken_off: Callable[..., bool]
) -> None:
    batch()
    mine = here / "outputs" / "mali" / DEFENSIE
    mine.write_bytes(b"mine")
    write(here, CAMPAIGN.replace("14:00", "15:30"))
    nth = 1
    while broken_off("replace", nth):
        assert mine.read_bytes() == b"mine"
        assert batch().code == 1
        assert mine.read_bytes() == b"mine"
        write(here, CAMPAIGN.replace("14:00", f"1{nth}:45"))
        nth += 1
    assert nth > 2


@posix
def test_a_full_disk_leaves_nothing_half_done(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch()
    before = made(here)
    write(here, CAMPAIGN.replace("subject: Veiligheid", "subject: Onveiligheid"))
    original, left = os.write, [2]

    def full(file: int, data: bytes) -> int:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, os.strerror(28))
        return original(file, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        done = batch()
    assert done.code == 1
    assert os.strerror(28) in done.err
    assert made(here) == before
    assert batch().code == 0


@posix
@pytest.mark.skipif(not workers.CAN_FORK, reason="no processes to share the work")
def test_processes_end_with_the_one_that_started_them(here: Path) -> None:
    many = "".join(
        f"      - {{id: v{n}, addressee: {{committee: defensie}}}}\n" for n in range(400)
    )
    write(here, f"{CAMPAIGN}{many}")
    command = [
        sys.executable,
        "-m",
        "drafter",
        "batch",
        "inputs/campaigns/mali.yaml",
        "--jobs",
        "2",
    ]
    # As programs only: these letters are not for the judges.
    with subprocess.Popen(
        command, cwd=here, env=environment(), stdout=subprocess.DEVNULL, start_new_session=True
    ) as first:
        while len(list((here / "outputs/mali/.drafter").glob("*.part"))) < 40:
            assert first.poll() is None
        first.kill()
        first.wait()
    assert ended(first.pid), "they notice when they next send what they made"
    subprocess.run(command, cwd=here, env=environment(), capture_output=True, check=True)
    assert len(visible(here)) == 405


def ended(group: int) -> bool:
    """Whether all processes of a group end within ten seconds."""
    for _time in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# ── What goes out ─────────────────────────────────────────────────────────────


def test_without_libreoffice_a_pdf_is_refused_before_anything_is_made(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find", lambda: None)
    done = batch("--pdf")
    assert done.code == 1
    assert "drafter needs LibreOffice" in done.err
    assert made(here) == {}


def test_without_libreoffice_the_emails_hold_the_word_files_and_say_so(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find", lambda: None)
    done = batch("--email")
    assert done.code == 0
    assert "the e-mails hold no PDF" in done.out
    mail = (here / "outputs/mali" / DEFENSIE).with_suffix(".eml").read_text("utf-8")
    assert mail.count('filename="') == 1
    assert "als PDF" not in mail


def test_an_email_that_is_older_than_its_letter_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find", lambda: None)
    assert "older than" not in batch("--email").out
    write(here, CAMPAIGN.replace("14:00", "15:30"))
    said = batch().out
    assert "1 file is older than its letter" in said
    assert said.endswith(f"\n  {NAMES[0].replace('.docx', '.eml')}\n")
    assert "older than" not in batch("--email").out


def test_emails_and_zip_hold_letters_pdfs_and_pages_are_counted(here: Path) -> None:
    judges.need("soffice", "pdfinfo")
    assert batch("--email", "--zip", "--only", "kamer,defensie").code == 0
    folder = here / "outputs" / "mali"
    names = sorted(path.name for path in folder.iterdir() if path.name != ".drafter")
    stems = [NAMES[1].removesuffix(".docx"), NAMES[3].removesuffix(".docx")]
    letters = [f"{stem}.{kind}" for stem in stems for kind in ("docx", "eml", "pdf")]
    assert names == sorted([*letters, "mali.zip", "manifest.json"])
    with zipfile.ZipFile(folder / "mali.zip") as parcel:
        assert parcel.testzip() is None
        assert parcel.namelist() == sorted(name for name in letters if not name.endswith(".eml"))
    rows = json.loads((folder / "manifest.json").read_text("utf-8"))["letters"]
    pages = {row["file"]: row["pages"] for row in rows}
    assert pages == {f"{stem}.docx": judges.page_count(folder / f"{stem}.pdf") for stem in stems}


def with_enclosures(folder: Path) -> Path:
    """The campaign with a paper and a file that go along with two of the letters; the paper."""
    (folder / "inputs" / "papers").mkdir()
    paper = folder / "inputs" / "papers" / "tafel.yaml"
    paper.write_text(PAPER, "utf-8")
    (folder / "inputs" / "kaart.pdf").write_bytes(b"%PDF")
    more = "{committee: defensie}\n    enclosures: [{use: tafel}]"
    campaign = textwrap.dedent(CAMPAIGN).replace("{committee: defensie}", more)
    write(folder, campaign + "    enclosures: [{file: ../kaart.pdf, name: Kaart}]\n")
    return folder / "outputs" / "mali" / "tafel-CONCEPT.docx"


def test_an_enclosed_paper_that_was_edited_survives_and_is_told(here: Path) -> None:
    mine = with_enclosures(here)
    assert f"new: {mine.relative_to(here)}" in batch().out
    assert f"unchanged: {mine.relative_to(here)}" in batch().out
    mine.write_bytes(mine.read_bytes() + b"edited")
    edited = mine.read_bytes()
    done = batch()
    assert done.code == 1
    assert mine.read_bytes() == edited
    assert f"edited in Word, left as it is: {mine.relative_to(here)}" in done.out
    assert f"{mine.name}: error: this document was changed after drafter made it" in done.err


def test_a_zip_holds_what_goes_out_together(here: Path) -> None:
    with_enclosures(here)
    everything = [NAMES[0], NAMES[1], NAMES[2], NAMES[3], "kaart.pdf", "tafel-CONCEPT.docx"]
    assert batch("--zip").code == 0
    assert packed(here) == everything
    assert batch("--zip", "--only", "buitenlandse-zaken").code == 0
    assert packed(here) == everything, "the enclosures of the other letters too"
    assert batch("--zip", "--final").code == 0
    assert packed(here) == [name.replace("-CONCEPT", "") for name in everything]


def packed(folder: Path) -> list[str]:
    with zipfile.ZipFile(folder / "outputs" / "mali" / "mali.zip") as parcel:
        return parcel.namelist()
