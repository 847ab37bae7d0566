"""The registers, and what a workspace adds to them or puts in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drafter import registers
from drafter.problems import DrafterError, Problem

DAY = date(2026, 6, 2)
COMMITTEE = """\
- key: ruimtevaart
  chamber: tk
  periods:
    - name: Ruimtevaart
      kind: vaste
      source: nieuwsbericht
      confirmed: yes
"""


def problem(folder: Path, name: str, text: str) -> Problem:
    (folder / f"{name}.yaml").write_text(text)
    with pytest.raises(DrafterError) as caught:
        registers.load(folder).offices()
    (found,) = caught.value.problems
    assert found.hint
    return found


def test_a_workspace_without_rows_of_its_own_has_those_of_drafter(tmp_path: Path) -> None:
    known = registers.load(tmp_path / "register")
    assert known.committees.find("DEF", DAY).name == "Defensie"
    assert known.offices().find("minister van BZ", DAY).name == "Buitenlandse Zaken"


def test_a_row_of_its_own_is_added(tmp_path: Path) -> None:
    (tmp_path / "committees.yaml").write_text(COMMITTEE)
    committees = registers.load(tmp_path).committees
    assert committees.find("Ruimtevaart", DAY).confirmed
    assert committees.find("defensie", DAY).name == "Defensie"
    assert committees.on(DAY)[-1].chamber == "ek"


def test_a_row_with_a_key_of_drafters_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "committees.yaml").write_text(
        COMMITTEE.replace("key: ruimtevaart", "key: defensie")
    )
    (tmp_path / "offices.yaml").write_text(
        "- key: buitenlandse-zaken\n  periods:\n    - title: minister\n      preposition: van\n"
        "      name: Buitenland\n      source: x\n      confirmed: yes\n"
    )
    known = registers.load(tmp_path)
    names = {one.name for one in known.committees.on(DAY)}
    assert "Ruimtevaart" in names
    assert "Defensie" not in names
    assert known.offices().find("minister van Buitenland", DAY).key == "buitenlandse-zaken"


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("committees", COMMITTEE.replace("chamber: tk", "chamber: xx"), "register", 2),
        ("committees", COMMITTEE.replace("      kind: vaste\n", ""), "register", 4),
        ("committees", COMMITTEE.replace("- key: ruimtevaart\n  ch", "- ch"), "register", 1),
        ("committees", "- Ruimtevaart\n", "register", 1),
        ("committees", "key: ruimtevaart\n", "no-list", 1),
        ("committees", "- key: [a\n", "syntax", 1),
        ("committees", "- key: a\n  key: b\n", "duplicate-key", 2),
        (
            "committees",
            COMMITTEE.replace("confirmed: yes", "confirmed: yes\n      valid_to: morgen"),
            "register",
            8,
        ),
        ("chambers", "- key: tk\n  name: x\n  short_name: x\n  post: x\n", "register", 4),
        ("offices", "- key: koning\n  periods: []\n", "register", 2),
        ("meetings", "- key: praatje\n", "register", 1),
    ],
)
def test_a_row_that_cannot_be_used_is_a_problem_at_its_place(
    tmp_path: Path, name: str, text: str, code: str, line: int
) -> None:
    found = problem(tmp_path, name, text)
    assert (found.code, found.place.line) == (code, line)
    assert found.place.file == str(tmp_path / f"{name}.yaml")


def test_a_row_with_only_an_address_adds_it_to_drafters(tmp_path: Path) -> None:
    (tmp_path / "committees.yaml").write_text("- key: defensie\n  email: griffie@voorbeeld.nl\n")
    (tmp_path / "chambers.yaml").write_text("- key: ek\n  email: post@voorbeeld.nl\n")
    committees = registers.load(tmp_path).committees
    known = committees.find("defensie", DAY)
    assert (known.name, known.email) == ("Defensie", "griffie@voorbeeld.nl")
    assert committees.find("europese zaken", DAY).email == ""
    assert committees.chamber("ek").email == "post@voorbeeld.nl"
    assert committees.chamber("tk").email == ""


def test_an_address_for_a_key_that_is_misspelt_is_told(tmp_path: Path) -> None:
    found = problem(tmp_path, "committees", "- key: defensei\n  email: griffie@voorbeeld.nl\n")
    assert found.message == "drafter's register has no row 'defensei' to add this to"
    assert found.hint == "did you mean 'defensie'?"


def test_two_rows_with_one_key_are_told(tmp_path: Path) -> None:
    rows = "- key: defensie\n  email: a@voorbeeld.nl\n- key: defensie\n  email: b@voorbeeld.nl\n"
    found = problem(tmp_path, "committees", rows)
    assert (found.place.line, found.message) == (
        3,
        "there is a second row 'defensie' in this register",
    )


@pytest.mark.parametrize("name", ["committee.yaml", "committees.yml"])
def test_a_file_that_no_register_reads_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("- key: defensie\n  email: griffie@voorbeeld.nl\n")
    with pytest.raises(DrafterError) as caught:
        registers.load(tmp_path)
    (found,) = caught.value.problems
    assert (found.place.file, found.hint) == (
        str(tmp_path / name),
        "did you mean 'committees.yaml'?",
    )


@pytest.mark.parametrize("name", ["committees", "chambers"])
def test_an_address_that_is_none_is_told_of_at_its_place(tmp_path: Path, name: str) -> None:
    key = {"committees": "defensie", "chambers": "ek"}[name]
    found = problem(tmp_path, name, f"- key: {key}\n  email: griffie\n")
    assert (found.code, found.place.line, found.place.column) == ("register", 2, 3)
    assert "e-mail" in found.hint


def test_drafter_gives_no_committee_an_address_that_nobody_confirmed() -> None:
    known = registers.load(Path("nowhere")).committees
    assert [one.name for one in known.on(DAY) if one.email] == []
