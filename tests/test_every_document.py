"""Every document that any test made, before the independent judges. Runs last."""

from __future__ import annotations

from pathlib import Path

import judges
import pytest
from command import RAN_IN
from made import JUDGED, Made

from drafter.pipeline import Pipeline
from drafter.workspace import Workspace

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "inputs").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def documents(made: Made, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Each document as a file; the examples are always among them."""
    for ran_in in RAN_IN:
        if ran_in.is_relative_to(tmp_path_factory.getbasetemp()):
            made.keep_files(ran_in)
    folder = tmp_path_factory.mktemp("every")
    pipeline = Pipeline(Workspace(ROOT))
    for example in EXAMPLES:
        for final in (False, True):
            for draft in pipeline.drafts(example, final=final):
                pipeline.word(draft.document)
    assert len(made.fixed) >= 2 * len(EXAMPLES) > 0
    for origin, data in {"fixed": made.fixed, "hypothesis": made.sampled}.items():
        for name, document in data.items():
            (folder / f"{origin}-{name}.docx").write_bytes(document)
    return sorted(folder.iterdir())


def test_the_open_xml_sdk_finds_nothing(
    documents: list[Path], made: Made, pytestconfig: pytest.Config
) -> None:
    judges.need("sdk")
    found = judges.sdk_validate_all(documents)
    assert {path: text for path, text in found.items() if text} == {}
    fixed, sampled = len(made.fixed), len(made.sampled)
    pytestconfig.stash[JUDGED] = (
        f"judged: {fixed} documents, and {sampled} of the {made.count} that Hypothesis made"
    )


def test_ooxml_integrity_finds_nothing(documents: list[Path]) -> None:
    judges.need("ooxml-integrity")
    found = {path: judges.integrity(path) for path in documents}
    assert {path: text for path, text in found.items() if text} == {}


def test_libreoffice_opens_each(documents: list[Path], tmp_path: Path) -> None:
    judges.need("soffice", "pdfinfo")
    pdfs = judges.to_pdf(documents, tmp_path)
    assert set(documents) - pdfs.keys() == set()
    assert all(judges.page_count(pdf) for pdf in pdfs.values())
