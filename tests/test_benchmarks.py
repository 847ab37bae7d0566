"""The benchmark compares like with like: all ways make the same letters."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import yaml
from docx import Document
from docx.document import Document as Doc

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import compare

LETTERS = "10"
Letters = dict[str, Doc]  # by what they are about


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> compare.Work:
    return compare.Work(tmp_path_factory.mktemp("bench") / "work")


@pytest.fixture(scope="module")
def cold(work: compare.Work) -> dict[str, Letters]:
    return {way: made(work, compare.COLD, way) for way in compare.CASES[compare.COLD]}


@pytest.fixture(scope="module")
def campaign(work: compare.Work) -> dict[str, Letters]:
    return {way: made(work, LETTERS, way) for way in compare.WAYS if way != "floor"}


def made(work: compare.Work, case: str, way: str) -> Letters:
    work.empty()
    compare.run(work.command(case, way), work.folder)
    letters = (Document(str(path)) for path in work.outputs.glob("*.docx"))
    return {letter.core_properties.title: letter for letter in letters}


def text(letter: Doc) -> str:
    """What the letter says above its notes; the peers have these and their numbers as text."""
    words = " ".join(" ".join(paragraph.text for paragraph in letter.paragraphs).split())
    body, _notes, _rest = words.partition(" [1] ")
    return re.sub(r"\[\d\]", "", body)


@pytest.mark.parametrize("way", ["drafter --jobs 1", *compare.PEERS])
def test_every_way_makes_the_same_campaign(campaign: dict[str, Letters], way: str) -> None:
    ours, theirs = campaign["drafter"], campaign[way]

    assert len(ours) == int(LETTERS)
    assert all(len(text(letter)) > 1000 for letter in ours.values())
    assert {title: text(letter) for title, letter in theirs.items()} == {
        title: text(letter) for title, letter in ours.items()
    }


@pytest.mark.parametrize("way", compare.PEERS)
def test_every_way_makes_the_same_letter(cold: dict[str, Letters], way: str) -> None:
    ((title, ours),) = cold["drafter"].items()

    assert text(cold[way][title]) == text(ours)


def test_the_letters_of_a_campaign_differ(campaign: dict[str, Letters]) -> None:
    letters = campaign["drafter"].values()
    addressees = {letter.paragraphs[0].text for letter in letters}
    asks = {sum(p.style.name == "Vraag" for p in letter.paragraphs) for letter in letters}

    assert len({text(letter) for letter in letters}) == int(LETTERS)
    assert len(addressees) == 4
    assert asks == {2, 3}


@pytest.mark.parametrize("way", compare.PEERS)
def test_the_peers_leave_nothing_out(campaign: dict[str, Letters], way: str) -> None:
    for title, ours in campaign["drafter"].items():
        theirs = campaign[way][title]
        notes = [p.text for p in theirs.paragraphs if re.match(r"\[\d\] ", p.text)]

        assert len(notes) == 2
        assert [p.text for p in theirs.sections[0].first_page_header.paragraphs] == [
            p.text for p in ours.sections[0].first_page_header.paragraphs
        ]


def test_the_floor_writes_as_many_letters(work: compare.Work) -> None:
    work.empty()

    compare.run(work.command(LETTERS, "floor"), work.folder)

    assert len(list(work.outputs.glob("*.docx"))) == int(LETTERS)


def test_the_long_paper_has_ten_times_the_chapters(work: compare.Work) -> None:
    short, long = (
        yaml.safe_load((work.folder / "inputs" / "papers" / f"{way}.yaml").read_bytes())
        for way in compare.PAPERS
    )
    texts = [chapter["analysis"] for chapter in long["recommendations"]]

    assert len(texts) == len(set(texts)) == 10 * len(short["recommendations"])
