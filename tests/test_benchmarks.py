"""The benchmark compares like with like: all ways make the same letter."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from docx import Document
from docx.document import Document as Doc

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import compare

PEERS = tuple(compare.PEERS)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Doc]:
    work = compare.Work(tmp_path_factory.mktemp("bench") / "work")
    made = {}
    for way in ("drafter", *PEERS):
        work.empty()
        compare.run(work.cold(way), work.folder)
        made[way] = Document(str(work.made(way)))
    return made


def text(letter: Doc) -> str:
    paragraphs = (paragraph.text for paragraph in letter.paragraphs)
    return " ".join(" ".join(paragraphs).split())


@pytest.mark.parametrize("way", ["drafter", *PEERS])
def test_every_way_makes_the_same_letter(letters: dict[str, Doc], way: str) -> None:
    values = yaml.safe_load(compare.LETTER.read_bytes())
    address = [p.text for p in letters["drafter"].paragraphs if p.style.name == "Adresblok"]
    questions = [ask["question"] for ask in values["asks"]]
    headings = [ask["heading"] for ask in values["asks"]]

    made = text(letters[way])

    assert address
    for key in (*address, values["subject"], *headings, *questions, values["closing"]):
        assert " ".join(key.split()) in made


@pytest.mark.parametrize("way", PEERS)
def test_the_peers_leave_nothing_out(letters: dict[str, Doc], way: str) -> None:
    ours, theirs = letters["drafter"], letters[way]

    assert len(text(theirs)) >= len(text(ours))
    assert theirs.core_properties.title == ours.core_properties.title
    assert [p.text for p in theirs.sections[0].first_page_header.paragraphs] == [
        p.text for p in ours.sections[0].first_page_header.paragraphs
    ]
