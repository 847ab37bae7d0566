"""`drafter check --fix`: what it changes in an input, what it says, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import drafter

from drafter import outputs
from drafter.mend import Change, mend
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Fix, Place, Problem

LETTER = """\
# Een brief; 'dit' en 2016-2017 blijven staan.
kind: letter
id: brief
date: 2026-06-02
subject: "De \\"zachte\\" norm in 2016-2017"   # ook 'dit'
our_reference: A  'b'
addressee:
  committee: defensie

opening: >-
  De foto's zijn er ...  En zij zei: "dat is 'n
  begin" . De VN
  Veiligheidsraad - en wij ook - wacht.
asks:
  - id: een
    heading: 'Zo''n "kop"'
    question: |
      Is de Minister bereid om o.a. haar brief te sturen ?

      Zie p. 4-6  van 21 501-02.
"""
MENDED = """\
# Een brief; 'dit' en 2016-2017 blijven staan.
kind: letter
id: brief
date: 2026-06-02
subject: "De “zachte” norm in 2016–2017"   # ook 'dit'
our_reference: A  'b'
addressee:
  committee: defensie

opening: >-
  De foto’s zijn er … En zij zei: “dat is ’n
  begin”. De VN-Veiligheidsraad – en wij ook – wacht.
asks:
  - id: een
    heading: 'Zo’n “kop”'
    question: |
      Is de Minister bereid om o.a. haar brief te sturen?

      Zie p. 4–6 van 21 501-02.
"""
SAID = """\
brief.yaml:5:14: "zachte" → “zachte”
brief.yaml:5:37: 2016-2017 → 2016–2017
brief.yaml:11:10: foto's → foto’s
brief.yaml:11:21: ...  En → … En
brief.yaml:11:38: "dat → “dat
brief.yaml:11:46: 'n → ’n
brief.yaml:12:8: begin" . → begin”.
brief.yaml:12:17: VN Veiligheidsraad - en → VN-Veiligheidsraad – en
brief.yaml:13:32: ook - wacht. → ook – wacht.
brief.yaml:16:17: Zo'n → Zo’n
brief.yaml:16:21: "kop" → “kop”
brief.yaml:18:57: sturen ? → sturen?
brief.yaml:20:15: 4-6  van → 4–6 van
13 changes were made
1 input is in order
"""


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "brief.yaml"
    path.write_text(LETTER, "utf-8")
    return path


def test_what_needs_no_judgement_is_mended_and_shown(letter: Path) -> None:
    done = drafter("check", "--fix", letter.name)
    assert letter.read_text("utf-8") == MENDED
    assert (done.code, done.out) == (0, SAID)
    assert [line.split(": ")[0] for line in done.err.splitlines() if line.startswith("brief")] == [
        "brief.yaml:17:13",  # Minister
        "brief.yaml:17:32",  # o.a.
    ]
    assert sorted(path.name for path in letter.parent.iterdir()) == ["brief.yaml"]


def test_mending_twice_says_that_there_is_nothing(letter: Path) -> None:
    drafter("check", "--fix", letter.name)
    done = drafter("check", "--fix", letter.name)
    assert done.out == "there is nothing that can be mended without you\n1 input is in order\n"
    assert letter.read_text("utf-8") == MENDED


def test_without_fix_nothing_changes(letter: Path) -> None:
    drafter("check", letter.name)
    assert letter.read_text("utf-8") == LETTER


def test_line_ends_and_the_mark_of_the_encoding_stay(letter: Path) -> None:
    letter.write_bytes(b"\xef\xbb\xbf" + LETTER.replace("\n", "\r\n").encode())
    drafter("check", "--fix", letter.name)
    assert letter.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()


def test_an_input_with_errors_stays_as_it_is_and_another_is_mended(letter: Path) -> None:
    faulty = letter.with_name("fout.yaml")
    faulty.write_text(LETTER.replace("defensie", "defensei"), "utf-8")
    done = drafter("check", "--fix", letter.name, faulty.name)
    assert done.code == 1
    assert "there is no committee 'defensei'" in done.err
    assert letter.read_text("utf-8") == MENDED
    assert faulty.read_text("utf-8") == LETTER.replace("defensie", "defensei")


def test_an_input_that_is_named_twice_is_mended_once(letter: Path) -> None:
    done = drafter("check", "--fix", letter.name, letter.name)
    assert "13 changes were made" in done.out
    assert letter.read_text("utf-8") == MENDED


def test_changes_are_not_for_programs(letter: Path) -> None:
    done = drafter("check", "--fix", "--format", "json", letter.name)
    assert done.code == 2
    assert letter.read_text("utf-8") == LETTER


def test_a_disk_that_refuses_leaves_the_input(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_anything: object) -> None:
        raise DrafterError([Problem(Place(letter.name), "not-written", "vol")])

    monkeypatch.setattr(outputs, "replace", refuse)
    assert drafter("check", "--fix", letter.name).code == 1
    assert letter.read_text("utf-8") == LETTER


def test_an_input_that_changed_meanwhile_is_not_mended(letter: Path, pipeline: Pipeline) -> None:
    problems = pipeline.draft(letter).warnings
    letter.write_text(LETTER.replace("foto's", "beelden"), "utf-8")
    with pytest.raises(DrafterError) as caught:
        mend(problems)
    assert [problem.code for problem in caught.value.problems] == ["not-mended"]
    assert letter.read_text("utf-8") == LETTER.replace("foto's", "beelden")


def test_changes_in_the_same_words_are_shown_as_one(letter: Path) -> None:
    letter.write_text("a: een 'b' c\n", "utf-8")
    place = Place(str(letter), 1, 8)
    fixes = [Fix(("a",), 4, "'", "‘"), Fix(("a",), 6, "'", "’")]
    problems = [Problem(place, "x", "x", fix=fix) for fix in fixes]
    assert mend(problems) == [Change(place, "'b'", "‘b’")]
    assert letter.read_text("utf-8") == "a: een ‘b’ c\n"
