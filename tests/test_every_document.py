"""Every document that any test made, before the independent judges. Runs last."""

from __future__ import annotations

from pathlib import Path

import judges
import pytest
from made import Made

from drafter.pipeline import Pipeline
from drafter.workspace import Workspace

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "inputs").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def documents(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    """Each document as a file, and where it comes from; the examples are always among them."""
    folder = tmp_path_factory.mktemp("every")
    pipeline = Pipeline(Workspace(ROOT))
    for example in EXAMPLES:
        for final in (False, True):
            pipeline.word(pipeline.draft(example, final=final).document)
    for name, data in (made.fixed | made.sampled).items():
        (folder / f"{name}.docx").write_bytes(data)
    assert len(made.fixed) >= 2 * len(EXAMPLES) > 0
    origin = dict.fromkeys(made.sampled, "made by Hypothesis")
    return {path: origin.get(path.stem, "") for path in sorted(folder.iterdir())}


def test_the_open_xml_sdk_finds_nothing(documents: dict[Path, str], made: Made) -> None:
    judges.need("sdk")
    found = judges.sdk_validate_all(list(documents))
    assert {path: text for path, text in found.items() if text} == {}
    print(f"{len(made.fixed)} documents, and {len(made.sampled)} of {made.count} by Hypothesis")


def test_ooxml_integrity_finds_nothing(documents: dict[Path, str]) -> None:
    judges.need("ooxml-integrity")
    found = {path: judges.integrity(path) for path in documents}
    assert {path: text for path, text in found.items() if text} == {}


def test_libreoffice_opens_each(documents: dict[Path, str], tmp_path: Path) -> None:
    judges.need("soffice", "pdfinfo")
    pdfs = judges.to_pdf(list(documents), tmp_path)
    assert documents.keys() - pdfs.keys() == set()
    assert all(judges.page_count(pdf) for pdf in pdfs.values())
