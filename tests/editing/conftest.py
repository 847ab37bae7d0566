"""A letter as LibreOffice edited it, in every way; LibreOffice starts once for all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import judges
import pytest
from edits import AUTHOR, EDITED, EDITS, Edited
from office_jobs import done

from drafter.pipeline import Draft, Pipeline

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def printed(pipeline: Pipeline) -> Draft:
    """The letter as it went round."""
    (draft,) = pipeline.drafts(HERE / "letter.yaml")
    return draft


@pytest.fixture(scope="session")
def edited(
    pipeline: Pipeline, printed: Draft, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[Edited, bytes]:
    """What came back."""
    judges.need("soffice", "uno")
    folder = tmp_path_factory.mktemp("edited")
    document = folder / "letter.docx"
    document.write_bytes(pipeline.word(printed.document))
    jobs = [_job(document, edit, tracked) for edit in EDITS for tracked in (True, False)]
    done(jobs)
    return {
        one: (_folder(document, one.edit, one.tracked) / f"{one.way}.docx").read_bytes()
        for one in EDITED
    }


def _job(document: Path, edit: str, tracked: bool) -> dict[str, Any]:
    folder = _folder(document, edit, tracked)
    folder.mkdir()
    return {
        "document": str(document),
        "author": AUTHOR,
        "tracked": tracked,
        "folder": str(folder),
        "hands": EDITS[edit],
    }


def _folder(document: Path, edit: str, tracked: bool) -> Path:
    return document.parent / f"{edit} {tracked}"
