"""A campaign of thirty versions from a spreadsheet, from its cells to the letters."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from command import drafter
from test_sheet import KINDS, SHEETS, xlsx

from drafter import scaffold

BASE = """\
kind: campaign
id: dertig
letter:
  date: 2026-11-24
  subject: Vrouwen, vrede en veiligheid
  opening: Vrede houdt vaker stand als vrouwen eraan meewerken.
  asks:
    - id: budget
      heading: Geef het plan een budget
      question: Welk bedrag is er voor het plan?
      to: minister van Financiën
      tags: [geld]
    - id: training
      heading: Train iedereen
      question: Welk bedrag is er voor training?
      to: minister van Justitie en Veiligheid
      tags: [missies]
versions: {file}
"""


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a campaign in a workspace of its own, still without its spreadsheet."""
    scaffold.init(tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return Path("inputs/campaigns/dertig.yaml")


def rows() -> list[list[str]]:
    with (SHEETS / "versies.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def forget_meeting(rows: list[list[str]], number: int) -> None:
    """Empty every cell of the meeting in a row."""
    for column, name in enumerate(rows[0]):
        if name.startswith("occasion."):
            rows[number][column] = ""


def with_rows(campaign: Path, rows: list[list[str]]) -> None:
    def content(words: str) -> str:
        if words.startswith("#") and words.endswith(("A", "!")):
            return f'<c t="e"><v>{words}</v></c>'
        plain = words.replace("&", "&amp;")
        return f'<c t="inlineStr"><is><t>{plain}</t></is></c>' if words else "<c/>"

    campaign.parent.mkdir(parents=True, exist_ok=True)
    xlsx(campaign.with_suffix(".xlsx"), *([content(words) for words in row] for row in rows))
    campaign.write_text(BASE.format(file="dertig.xlsx"), "utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_thirty_versions_become_thirty_letters(kind: str, campaign: Path) -> None:
    campaign.parent.mkdir(parents=True, exist_ok=True)
    (campaign.parent / f"v.{kind}").write_bytes((SHEETS / f"versies.{kind}").read_bytes())
    campaign.write_text(BASE.format(file=f"v.{kind}"), "utf-8")
    done = drafter("batch", campaign)
    assert done.code == 0, done.err
    letters = sorted(Path("outputs/dertig").glob("*.docx"))
    assert len(letters) == 30
    manifest = json.loads(Path("outputs/dertig/manifest.json").read_text("utf-8"))
    rows = {row["version"]: row for row in manifest["letters"]}
    assert rows["versie-03"]["asks"] == ["budget", "training"]
    assert rows["versie-07"]["asks"] == ["training"]
    assert rows["versie-05"]["asks"] == ["budget"]
    assert "8 december 2026, 17.35 uur" in rows["versie-07"]["meeting"]


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(campaign: Path) -> None:
    wrong = rows()
    at = {name: number for number, name in enumerate(wrong[0])}
    wrong[4][at["occasion.date"]] = "31-11-2026"
    wrong[7][at["addressee.committee"]] = "defensei"
    wrong[11][at["occasion.type"]] = ""
    forget_meeting(wrong, 15)
    wrong[20][at["occasion.subject"]] = "#REF!"
    wrong[30][at["asks"]] = "budgetten"
    with_rows(campaign, wrong)
    done = drafter("batch", campaign)
    assert done.code == 1
    assert done.out == ""
    said = {
        line.partition("dertig.xlsx, sheet Versies, ")[2]
        for line in done.err.splitlines()
        if "error:" in line
    }
    assert said == {
        "row 5, column E: error: 31-11-2026 does not exist in the calendar",
        "row 8, column B: error: there is no committee 'defensei'",
        "row 12, column E: error: the field 'type' is missing here",
        "row 16, column D: error: the field 'type' is missing here",
        "row 21, column G: error: this cell shows an error",
        "row 31, column J: error: the base letter has no ask 'budgetten'",
    }
    assert "  │ occasion.date: 31-11-2026\n" in done.err
    assert "  → fill in the column 'occasion.type' in this row\n" in done.err
    assert "6 errors" in done.err
    assert [path for path in Path("outputs").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("base", ["", "  occasion: {type: commissiedebat}\n"])
def test_a_row_without_a_meeting_is_told_of_in_that_row(campaign: Path, base: str) -> None:
    """Whether the base says nothing of a meeting or only what kind it is."""
    given = rows()
    forget_meeting(given, 7)
    with_rows(campaign, given)
    text = campaign.read_text("utf-8")
    campaign.write_text(text.replace("  opening:", f"{base}  opening:"), "utf-8")
    done = drafter("batch", campaign)
    assert done.code == 1
    missing = "subject" if base else "type"
    assert f"row 8, column D: error: the field '{missing}' is missing here" in done.err
    assert f"  → fill in the column 'occasion.{missing}' in this row" in done.err
    assert "1 error" in done.err


def test_a_row_can_say_that_its_letter_is_about_no_meeting(campaign: Path) -> None:
    given = [[*row, "without" if number == 0 else ""] for number, row in enumerate(rows())]
    forget_meeting(given, 7)
    given[7][-1] = "occasion"
    with_rows(campaign, given)
    done = drafter("batch", campaign)
    assert done.code == 0, done.err
    manifest = json.loads(Path("outputs/dertig/manifest.json").read_text("utf-8"))
    meetings = {row["version"]: row["meeting"] for row in manifest["letters"]}
    assert [version for version, meeting in meetings.items() if not meeting] == ["versie-07"]


def test_a_wrong_cell_does_not_hold_up_the_other_versions(campaign: Path) -> None:
    wrong = rows()
    wrong[20][6] = "#REF!"
    with_rows(campaign, wrong)
    assert drafter("batch", campaign, "--only", "versie-01,versie-02").code == 0
    assert len(list(Path("outputs/dertig").glob("*.docx"))) == 2
    assert drafter("batch", campaign, "--only", "versie-20").code == 1


def test_a_second_version_of_a_name_is_told_where_the_first_is(campaign: Path) -> None:
    twice = rows()
    twice[2][0] = "versie-01"
    with_rows(campaign, twice)
    done = drafter("check", campaign)
    assert "sheet Versies, row 3, column A: error: 'versie-01' is the name" in done.err
    assert "that one stands on row 2" in done.err


def test_a_warning_names_the_cell(campaign: Path) -> None:
    header, version = rows()[:2]
    version[header.index("opening")] = "Hier  staan twee spaties."
    with_rows(campaign, [header, version])
    done = drafter("check", campaign)
    assert done.code == 0
    assert "dertig.xlsx, sheet Versies, row 2, column I: warning: " in done.err


def test_a_missing_spreadsheet_is_missed(campaign: Path) -> None:
    with_rows(campaign, rows())
    campaign.write_text(BASE.format(file="dertg.xlsx"), "utf-8")
    done = drafter("batch", campaign)
    assert done.code == 1
    assert "no such file" in done.err
    assert "dertig.xlsx" in done.err
