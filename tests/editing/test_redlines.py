"""A redline in LibreOffice: tracked changes there too, which make the new text or the old one."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import judges
import pytest
from office_jobs import done
from versions import ROOT, VERSIONS

from drafter.document import Document
from drafter.pipeline import Pipeline
from drafter.printed import laid_out
from drafter.received import Comment
from drafter.threads import Spot, Thread
from drafter.word.receive import receive
from drafter.word.redline import redline
from drafter.workspace import Workspace

AUTHOR = "Anna de Wit"
MOMENT = datetime(2026, 6, 4, 9, 30)
PAIRS = [f"{name}, {way}" for name in VERSIONS for way in ("forth", "back", "since a copy")]


class Seen(NamedTuple):
    """What LibreOffice makes of a redline: its changes, and its text beside what it should be."""

    changes: list[dict[str, str]]
    accepted: tuple[list[str], list[str]]
    rejected: tuple[list[str], list[str]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Seen]:
    """Every pair of versions: the one since the other, the other way round, and since its file."""
    judges.need("soffice", "uno")
    pipeline = Pipeline(Workspace(ROOT))
    folder = tmp_path_factory.mktemp("redlines")
    jobs = []
    for pair in PAIRS:
        old, new = _documents(pipeline, pair, folder)
        jobs.append(_job(folder / pair, old, new, pipeline))
    done(jobs)
    return {pair: Seen(**json.loads((folder / pair / "told.json").read_bytes())) for pair in PAIRS}


def _documents(pipeline: Pipeline, pair: str, folder: Path) -> tuple[Document, Document]:
    name, _comma, way = pair.partition(", ")
    changed = folder / f"{name}.yaml"
    changed.write_text(VERSIONS[name].text(), "utf-8")
    old, new = (pipeline.draft(path).document for path in (VERSIONS[name].input, changed))
    return (new, old) if way == "back" else (old, new)


def _job(folder: Path, old: Document, new: Document, pipeline: Pipeline) -> dict[str, Any]:
    folder.mkdir()
    made = {"accepted": pipeline.word(new), "rejected": pipeline.word(old)}
    since = receive(made["rejected"], "") if folder.name.endswith("since a copy") else old
    made["redline"] = redline(since, new, pipeline.house_style, AUTHOR, MOMENT)
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    return {
        "document": str(folder / "redline.docx"),
        "like": {way: str(folder / f"{way}.docx") for way in ("accepted", "rejected")},
        "told": str(folder / "told.json"),
    }


@pytest.mark.parametrize("pair", PAIRS)
def test_the_changes_are_tracked(seen: Mapping[str, Seen], pair: str) -> None:
    changes = seen[pair].changes
    assert {(one["author"], one["date"]) for one in changes} == {(AUTHOR, "2026-06-04T09:30")}
    assert {one["kind"] for one in changes} <= {"Insert", "Delete", "ParagraphFormat"}


@pytest.mark.parametrize("pair", PAIRS)
def test_there_are_so_many(seen: Mapping[str, Seen], pair: str) -> None:
    if judges.office_version() != COUNTED and not os.environ.get("CI"):
        pytest.skip(f"the counts are of {COUNTED}")
    kinds = Counter(one["kind"] for one in seen[pair].changes)
    name, _comma, way = pair.partition(", ")
    counted = (kinds["Delete"], kinds["Insert"])
    assert (counted[::-1] if way == "back" else counted) == COUNTS.get(pair, COUNTS[name])


COUNTED = "LibreOffice 7.4"

# How many deletions and insertions LibreOffice counts, which takes those that touch for one.
COUNTS = {
    "letter": (6, 8),
    "paper": (13, 10),
    "paper, since a copy": (13, 8),  # a file does not tell that a note cites another source
    "tables": (5, 5),
    "no table": (11, 0),
    "lists": (4, 5),
    "signatories": (3, 2),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_accepted_it_is_the_new_version(seen: Mapping[str, Seen], pair: str) -> None:
    found, wanted = seen[pair].accepted
    assert found == wanted


@pytest.mark.parametrize("pair", PAIRS)
def test_rejected_it_is_the_old_version(seen: Mapping[str, Seen], pair: str) -> None:
    found, wanted = map(without_contents, seen[pair].rejected)
    assert found == wanted


def without_contents(lines: list[str]) -> list[str]:
    """Without the table of contents, in which no changes are tracked: it is made anew."""
    return [line for line in lines if not line.startswith("Contents 1 |")]


def test_comments_are_about_their_words(tmp_path: Path) -> None:
    judges.need("soffice", "uno")
    pipeline = Pipeline(Workspace(ROOT))
    old, new = _documents(pipeline, "letter, forth", tmp_path)
    lines = [line.text for line in laid_out(new).lines]
    threads = list(_threads(lines, ("vrouwen en meisjes nadrukkelijk", "genderadviseur toegang")))
    file, told = tmp_path / "redline.docx", tmp_path / "told.json"
    file.write_bytes(redline(old, new, pipeline.house_style, AUTHOR, MOMENT, threads))
    done([{"document": str(file), "told": str(told)}])
    comments = [tuple(one) for one in json.loads(told.read_bytes())["comments"] if one[0]]
    assert sorted(comments) == [
        (name, text, words)
        for name, text in (("Noor", "Klopt dit?"), ("Sam", "Ja."))
        for words in ("genderadviseur toegang", "vrouwen en meisjes nadrukkelijk")
    ]


def _threads(lines: list[str], about: tuple[str, ...]) -> Iterator[Thread]:
    """A comment with a reply on each of these words."""
    date = "2026-06-03T10:00:00Z"
    comments = (Comment("", "Noor", date, "Klopt dit?"), Comment("", "Sam", date, "Ja."))
    for words in about:
        line = next(at for at, text in enumerate(lines) if words in text)
        start = lines[line].index(words)
        end = Spot(line, start + len(words))
        yield Thread(comments, Spot(line, start), end, "words")
