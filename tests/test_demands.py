"""`drafter asks`: every demand, where it is used, and which documents are stale."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import drafter

from drafter import demands, outputs
from drafter.demands import Listed, Made
from drafter.workspace import Workspace

PAPER = """\
kind: position-paper
id: vrede
title: Titel
introduction:
  text: Een inleiding.
recommendations:
  - id: een
    heading: Kop
    analysis: Een analyse.
    action_points:
      - id: sleutelposten
        text: |
          Benoem deskundigen op
          [key posts]{lang=en}.[^rapport]
        tags: [defensie, missies]
      - id: fondsen
        text: Richt fondsen in.
        tags: [financiering]
      - id: training
        text: Train iedereen.
notes:
  rapport: Een rapport.
"""
LETTER = """\
kind: letter
id: {id}
date: 2026-06-02
subject: Onderwerp
addressee:
  committee: defensie
asks:
"""
CAMPAIGN = """\
kind: campaign
id: campagne
letter:
  asks:
    - use: vrede/fondsen
versions:
  - id: defensie
    asks:
      - use: vrede/sleutelposten
        heading: Benoem hen
    enclosures:
      - use: vrede
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a paper and two letters, to work in."""
    write(tmp_path / "inputs" / "papers" / "vrede.yaml", PAPER)
    letter(tmp_path, "een", "  - use: vrede/sleutelposten\n  - use: vrede/fondsen\n")
    letter(tmp_path, "twee", "  - use: vrede/fondsen\n    heading: Geef geld\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def letter(folder: Path, id: str, asks: str) -> Path:
    path = folder / "inputs" / "letters" / f"{id}.yaml"
    return write(path, LETTER.format(id=id) + asks)


def render(*names: str) -> None:
    assert drafter("render", *(f"inputs/letters/{name}.yaml" for name in names)).code == 0


def paper(old: str, new: str) -> None:
    """Change the paper."""
    path = Path("inputs/papers/vrede.yaml")
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    write(path, text.replace(old, new))


def listed(name: str) -> Listed:
    (found,) = (
        demand for demand in demands.overview(Workspace(Path())).demands if demand.name == name
    )
    return found


def stale() -> dict[str, list[str]]:
    """The stale documents, each with the names of its demands."""
    found = demands.stale(demands.overview(Workspace(Path())).demands)
    return {path.name: [demand.name for demand, _made in pairs] for path, pairs in found.items()}


# ── The list ──────────────────────────────────────────────────────────────────


def test_each_demand_with_its_letters_their_wording_and_their_documents(here: Path) -> None:
    render("een", "twee")
    done = drafter("asks")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == """\
vrede/sleutelposten  defensie, missies
    Benoem deskundigen op key posts.
    inputs/letters/een.yaml:8  wording of the paper
        outputs/2026-06-02-een-CONCEPT.docx
vrede/fondsen  financiering
    Richt fondsen in.
    inputs/letters/een.yaml:9  wording of the paper
        outputs/2026-06-02-een-CONCEPT.docx
    inputs/letters/twee.yaml:8  own wording: Geef geld
        outputs/2026-06-02-twee-CONCEPT.docx
vrede/training
    Train iedereen.
"""
    )


def test_a_stale_document_is_marked_in_the_list(here: Path) -> None:
    render("een")
    paper("Richt fondsen in.", "Richt fondsen anders in.")
    done = drafter("asks", "fondsen")
    assert "        outputs/2026-06-02-een-CONCEPT.docx  stale\n" in done.out
    assert "stale" not in drafter("asks", "sleutelposten").out


def test_campaigns_are_looked_through_wherever_the_use_stands(here: Path) -> None:
    file = write(here / "inputs" / "campaigns" / "campagne.yaml", CAMPAIGN)
    uses = [use for name in ("vrede/fondsen", "vrede/sleutelposten") for use in listed(name).uses]
    found = [(u.place.line, u.wording) for u in uses if Path(u.place.file).name == file.name]
    assert found == [(5, ""), (9, "Benoem hen")]
    assert {demand.name for demand in demands.overview(Workspace(here)).demands} == {
        "vrede/sleutelposten",
        "vrede/fondsen",
        "vrede/training",
    }


def test_a_document_of_an_input_that_does_not_name_the_demand_itself_is_listed(here: Path) -> None:
    """As the documents of a campaign whose base uses it."""
    document = here / "outputs" / "campagne" / "defensie.docx"
    record = {"source": here / "inputs" / "campaigns" / "c.yaml", "demands": {"vrede/fondsen": "x"}}
    outputs.save(document, b"Word", record)
    done = drafter("asks", "fondsen")
    assert "    outputs/campagne/defensie.docx (inputs/campaigns/c.yaml)  stale\n" in done.out


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["SLEUTEL"], ["vrede/sleutelposten"]),
        (["richt fondsen"], ["vrede/fondsen"]),
        (["--tag", "missies"], ["vrede/sleutelposten"]),
        (["missies"], ["vrede/sleutelposten"]),
        (["vrede", "--tag", "financiering"], ["vrede/fondsen"]),
    ],
)
def test_demands_are_found_by_text_and_by_tag(
    here: Path, words: list[str], names: list[str]
) -> None:
    done = drafter("asks", *words)
    found = [line.split()[0] for line in done.out.splitlines() if not line.startswith(" ")]
    assert found == names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["xyz"], "no demand matches 'xyz'"),
        (["--tag", "missie"], "no demand has the tag 'missie'; did you mean 'missies'?"),
        (["--tag", "xyz"], "no demand has the tag 'xyz'; known are: "),
    ],
)
def test_what_is_not_there_is_said(here: Path, words: list[str], said: str) -> None:
    done = drafter("asks", *words)
    assert done.code == 2
    assert said in done.err


def test_a_letter_that_cannot_be_read_is_told_beside_the_list(here: Path) -> None:
    write(here / "inputs" / "letters" / "kapot.yaml", 'kind: "letter\n')
    done = drafter("asks")
    assert done.code == 1
    assert "vrede/training" in done.out
    assert "kapot.yaml:1" in done.err


def test_a_paper_that_cannot_be_read_is_told(here: Path) -> None:
    write(here / "inputs" / "papers" / "kapot.yaml", 'kind: position-paper\nid: k\ntitle: "x\n')
    done = drafter("asks")
    assert (done.code, done.out) == (1, "")
    assert "kapot.yaml:3" in done.err


def test_without_a_paper_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = drafter("asks", "--stale")
    assert (done.code, done.out) == (1, "")
    assert "drafter init" in done.err


# ── What is stale ─────────────────────────────────────────────────────────────


def test_nothing_is_stale_at_first(here: Path) -> None:
    render("een", "twee")
    done = drafter("asks", "--stale")
    assert (done.code, done.out) == (
        0,
        "every document has the demands as the papers have them now\n",
    )


def test_exactly_the_letters_that_used_a_changed_demand_are_stale(here: Path) -> None:
    letter(here, "drie", "  - use: vrede/training\n")
    render("een", "twee", "drie")
    paper("Richt fondsen in.", "Richt fondsen anders in.")
    assert stale() == {
        "2026-06-02-een-CONCEPT.docx": ["vrede/fondsen"],
        "2026-06-02-twee-CONCEPT.docx": ["vrede/fondsen"],
    }
    done = drafter("asks", "--stale")
    assert (
        done.out
        == """\
outputs/2026-06-02-een-CONCEPT.docx (inputs/letters/een.yaml)
    vrede/fondsen
      then: Richt fondsen in.
      now:  Richt fondsen anders in.
outputs/2026-06-02-twee-CONCEPT.docx (inputs/letters/twee.yaml)
    vrede/fondsen
      then: Richt fondsen in.
      now:  Richt fondsen anders in.
2 documents are stale; see what differs, then use 'drafter render' or 'drafter batch' again
"""
    )
    render("een", "twee")
    assert stale() == {}


def test_only_the_chosen_demands_count(here: Path) -> None:
    render("een")
    paper("Richt fondsen in.", "Richt fondsen anders in.")
    assert "2026-06-02-een" in drafter("asks", "--stale", "--tag", "financiering").out
    assert "2026-06-02-een" not in drafter("asks", "--stale", "--tag", "missies").out


def test_a_letter_that_words_the_demand_itself_is_made_anew_too(here: Path) -> None:
    """Its document stays the same, and still it is known to be of today's demand."""
    render("twee")
    paper("Richt fondsen in.", "Richt fondsen anders in.")
    assert list(stale()) == ["2026-06-02-twee-CONCEPT.docx"]
    done = drafter("render", "inputs/letters/twee.yaml")
    assert done.out.startswith("unchanged")
    assert stale() == {}


def test_lines_that_are_broken_otherwise_change_nothing(here: Path) -> None:
    render("een")
    paper("deskundigen op\n          [key", "deskundigen\n          op [key")
    assert stale() == {}


def test_another_note_makes_it_stale(here: Path) -> None:
    render("een")
    paper("{lang=en}.[^rapport]", "{lang=en}.")
    assert list(stale()) == ["2026-06-02-een-CONCEPT.docx"]


def test_an_action_point_that_is_gone_makes_it_stale(here: Path) -> None:
    render("een", "twee")
    paper("id: fondsen", "id: geld")
    assert stale() == {
        "2026-06-02-een-CONCEPT.docx": ["vrede/fondsen"],
        "2026-06-02-twee-CONCEPT.docx": ["vrede/fondsen"],
    }
    assert "      now:  no paper has this any more\n" in drafter("asks", "--stale").out
    assert "vrede/fondsen  no paper has this any more\n" in drafter("asks", "fondsen").out


def test_a_document_that_was_thrown_away_is_not_stale(here: Path) -> None:
    render("een")
    paper("Richt fondsen in.", "Richt fondsen anders in.")
    Path("outputs/2026-06-02-een-CONCEPT.docx").unlink()
    assert stale() == {}


def test_a_record_of_something_else_is_passed_over(here: Path) -> None:
    record = outputs.record_path(here / "outputs" / "brief.docx")
    write(here / "outputs" / "brief.docx", "Word")
    write(record, '{"demands": ["vrede/fondsen"]}')
    assert list(outputs.records(here / "outputs")) == [
        (here / "outputs" / "brief.docx", {"demands": ["vrede/fondsen"]})
    ]
    assert stale() == {}


# ── Words that differ ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        (
            "Train alle militairen.",
            "Train alle mensen.",
            (
                [("Train alle", False), ("militairen.", True)],
                [("Train alle", False), ("mensen.", True)],
            ),
        ),
        ("Train.", "Train nu.", ([("Train.", True)], [("Train nu.", True)])),
        ("Train nu", "Train", ([("Train", False), ("nu", True)], [("Train", False)])),
        ("Weg", "", ([("Weg", True)], [])),
    ],
)
def test_the_words_that_differ_are_marked(
    before: str, after: str, pieces: tuple[list[tuple[str, bool]], list[tuple[str, bool]]]
) -> None:
    assert demands.differences(before, after) == pieces


def test_a_demand_that_is_gone_is_found_by_what_it_said() -> None:
    made = Made(Path("brief.docx"), None, "Richt fondsen in.")
    gone = Listed("vrede/fondsen", None, (), (), (made,))
    assert gone.is_stale(made)
    assert gone.matches("richt")
    assert not gone.matches("xyz")
