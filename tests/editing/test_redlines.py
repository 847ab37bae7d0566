"""A redline in LibreOffice: tracked changes there too, which make the new text or the old one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import judges
import pytest
from office_jobs import done
from versions import ROOT, VERSIONS

from drafter.document import Document
from drafter.pipeline import Pipeline
from drafter.word.redline import redline
from drafter.workspace import Workspace

AUTHOR = "Anna de Wit"
MOMENT = datetime(2026, 6, 4, 9, 30)
PAIRS = [f"{name}, {way}" for name in VERSIONS for way in ("forth", "back")]


class Seen(NamedTuple):
    """What LibreOffice makes of a redline: its changes, and its text beside what it should be."""

    changes: list[dict[str, str]]
    accepted: tuple[list[str], list[str]]
    rejected: tuple[list[str], list[str]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Seen]:
    """Every pair of versions, the one since the other and the other way round."""
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
    return (old, new) if way == "forth" else (new, old)


def _job(folder: Path, old: Document, new: Document, pipeline: Pipeline) -> dict[str, Any]:
    folder.mkdir()
    made = {
        "redline": redline(old, new, pipeline.house_style, AUTHOR, MOMENT),
        "accepted": pipeline.word(new),
        "rejected": pipeline.word(old),
    }
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
    kinds = Counter(one["kind"] for one in changes)
    name, _comma, way = pair.partition(", ")
    counted = (kinds["Delete"], kinds["Insert"])
    assert (counted if way == "forth" else counted[::-1]) == COUNTS[name]


# How many deletions and insertions LibreOffice counts, which takes those that touch for one.
COUNTS = {
    "letter": (6, 8),
    "paper": (13, 10),
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
