"""A skeleton that LibreOffice filled in becomes an input that prints the writers' text."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import judges
import pytest
from conftest import HERE
from test_adopt import said

from drafter import skeleton
from drafter.adopt import Adopted, adopt
from drafter.pipeline import Pipeline
from drafter.skeleton import prompt
from drafter.word.receive import receive

BEGUN = """\
kind: position-paper
id: tafel
title: Vrouwen aan tafel
introduction:
recommendations:
  - id: een
    action_points:
      - id: punt
      - id: later
  - id: twee
    heading: Weg hiermee
    analysis: Dit hoofdstuk vervalt.
    action_points:
      - id: weg
        text: Doe dit niet.
"""
HANDS = [
    ["select", prompt("period")],
    ["type", "2026–2028"],
    ["select", prompt("lead")],
    ["type", "Te weinig vrouwen zitten aan tafel. Dat kan anders."],
    # A footnote, and a list that is typed with the button for bullets.
    ["select", prompt("introduction")],
    ["type", "In 2000 nam de Veiligheidsraad resolutie 1325 aan."],
    ["press", ".uno:InsertFootnote"],
    ["type", "S/RES/1325 (2000), zie https://undocs.org/a_b."],
    ["before", "In 2000 nam"],
    ["type", "Drie dingen vallen op:"],
    ["press", "Enter"],
    ["press", ".uno:DefaultBullet"],
    ["type", "er is *geld*;"],
    ["press", "Enter"],
    ["type", "er zijn mensen."],
    ["press", "Enter"],
    ["press", ".uno:DefaultBullet"],
    # A heading, looks, hints that stay.
    ["select", prompt("heading")],
    ["type", "Laat vrouwen meebeslissen"],
    ["after", prompt("analysis")],
    ["press", "Enter"],
    ["style", "Heading 2"],
    ["type", "Wat er misgaat"],
    ["press", "Enter"],
    ["style", "Standard"],
    ["type", "Er zit "],
    ["press", ".uno:Bold"],
    ["type", "geen vrouw"],
    ["press", ".uno:Bold"],
    ["type", " aan tafel."],
    ["select", prompt("action_point")],
    ["type", "Stel eisen aan elke delegatie."],
    ["press", "Enter"],
    ["type", "Train bemiddelaars."],
    # A chapter less.
    ["select", "Weg hiermee", "Doe dit niet."],
    ["press", "Delete"],
]
WAYS = [(tracked, way) for tracked in (False, True) for way in ("saved", "odt")]


@pytest.fixture(scope="module")
def filled_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the skeleton lies as it came back, in every way."""
    judges.need("soffice", "uno")
    folder = tmp_path_factory.mktemp("filled-in")
    (folder / "inputs" / "papers").mkdir(parents=True)
    begun = folder / "inputs" / "papers" / "tafel.yaml"
    begun.write_text(BEGUN, "utf-8")
    document = skeleton.skeleton("position-paper", None, None, begun).document
    jobs = []
    for tracked in (False, True):
        (folder / str(tracked)).mkdir()
        jobs.append(
            {
                "document": str(document),
                "author": "Noor Visser",
                "tracked": tracked,
                "folder": str(folder / str(tracked)),
                "hands": HANDS,
            }
        )
    subprocess.run(
        [str(judges.uno_python()), str(HERE / "office.py")],
        input=json.dumps(jobs),
        encoding="utf-8",
        check=True,
    )
    return folder


@pytest.mark.parametrize(("tracked", "way"), WAYS)
def test_what_writers_typed_is_printed(filled_in: Path, tracked: bool, way: str) -> None:
    file = filled_in / str(tracked) / f"{way}.docx"
    made = adopted(filled_in, file)
    draft = Pipeline.around(made.path).draft(made.path)
    printed = receive(Pipeline.around(made.path).word(draft.document), "")
    assert said(printed) == said(receive(file.read_bytes(), ""))


@pytest.mark.parametrize(("tracked", "way"), WAYS)
def test_it_stands_in_the_input_as_a_person_would_type_it(
    filled_in: Path, tracked: bool, way: str, accept: bool
) -> None:
    made = adopted(filled_in, filled_in / str(tracked) / f"{way}.docx")
    text = made.path.read_text("utf-8")
    text = text[text.index("kind:") :]
    expected = HERE / "filled-in.yaml"
    if accept and way == "saved":
        expected.write_text(text, "utf-8")
    assert known(text, way) == known(expected.read_text("utf-8"), way)
    assert {problem.code for problem in made.problems} <= {
        "prompt",
        "has-input",
        "list-punctuation",
    }


def known(text: str, way: str) -> list[str]:
    """The lines; an .odt has no record, so that ids come from the words alone."""
    lines = text.splitlines()
    return [line for line in lines if way == "saved" or "- id:" not in line]


def adopted(folder: Path, file: Path) -> Adopted:
    target = folder / "inputs" / "papers" / "ingevuld.yaml"
    target.unlink(missing_ok=True)
    return adopt(file, target)
