"""The report of a review as a file: a Word document, or a web page."""

from __future__ import annotations

import datetime
from pathlib import Path

from drafter import obstacles, outputs
from drafter.document import Document
from drafter.findings import Findings
from drafter.page import page
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError
from drafter.review_document import document


def require(file: Path, input: Path, *, overwrite: bool) -> None:
    """Raise `DrafterError` when something stands in the way of a report of this input."""
    if found := obstacles.before([(file, input)], overwrite=overwrite):
        raise DrafterError(found)


def save(findings: Findings, input: Path, file: Path) -> None:
    """Write the report; `file` ends with .docx or .html. Raises `DrafterError`."""
    pipeline = Pipeline.around(input)
    made = document(findings, pipeline.sender.organisation, datetime.date.today())
    outputs.save(file, _written(made, pipeline, file), {"source": input})


def _written(made: Document, pipeline: Pipeline, file: Path) -> bytes:
    if file.suffix.lower() == ".html":
        return page(made).encode()
    return pipeline.word(made)
