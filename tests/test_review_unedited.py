"""A document that nobody edited gives no change at all, whatever it prints."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from drafter.pipeline import Pipeline
from drafter.printed import laid_out
from drafter.received import Paragraph
from drafter.review import review
from drafter.review_rows import Review
from drafter.word.read import read
from drafter.word.receive import receive

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(
    path.parent for path in CASES.glob("*/input.yaml") if (path.parent / "expected.txt").is_file()
)


def test_there_are_cases() -> None:
    assert len(FOLDERS) > 60


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_unedited_document_gives_no_change(folder: Path) -> None:
    file = folder / "input.yaml"
    pipeline = Pipeline.around(file)
    for draft in pipeline.drafts(file):
        data = pipeline.word(draft.document)
        fields = draft.document.baseline.values
        assert review(laid_out(draft.document), receive(data, ""), rich=fields) == Review()


SPACES = [("\u00a0", " "), (" ", "\u00a0")]


@pytest.mark.parametrize(("old", "new"), SPACES, ids=["ordinary", "non-breaking"])
@pytest.mark.parametrize("name", ["after-debate", "sources-motion-and-resolution"])
def test_another_space_is_no_change(name: str, old: str, new: str) -> None:
    """A word processor that replaces them changes nothing that anybody sees."""
    file = CASES / name / "input.yaml"
    pipeline = Pipeline.around(file)
    document = pipeline.drafts(file)[0].document
    received = receive(pipeline.word(document), "")

    def respaced(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(
            one._replace(
                pieces=tuple(
                    piece._replace(text=piece.text.replace(old, new)) for piece in one.pieces
                )
            )
            for one in paragraphs
        )

    other = received._replace(
        paragraphs=respaced(received.paragraphs),
        notes={id: respaced(note) for id, note in received.notes.items()},
    )
    assert other != received
    assert review(laid_out(document), other, rich=document.baseline.values) == Review()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_document_is_laid_out_as_its_reader_sees_it(folder: Path) -> None:
    file = folder / "input.yaml"
    pipeline = Pipeline.around(file)
    draft = pipeline.drafts(file)[0]
    seen = read(pipeline.word(draft.document))
    printed = laid_out(draft.document)
    assert [(line.text, line.level) for line in printed.lines] == [
        (paragraph.text, paragraph.level)
        for paragraph in seen.paragraphs
        if not paragraph.style.startswith("toc ")
    ]
    assert [note.text for note in printed.notes] == [note[0].text for note in seen.notes]
