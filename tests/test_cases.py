"""Each folder in `cases`: an input, and the text that must come of it.

`expected.txt` is the whole text of the document as it is read back from the Word file: the
style in the margin, a paragraph a line, the notes at the end. A raised number is a note, ↵ a
line break within a paragraph. `problems.txt` is what a person sees who renders a faulty input.
`pages.txt` says how many pages LibreOffice makes of each.

    pytest tests/test_cases.py --accept        renews all of them; read the diff
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import judges
import pytest
from command import drafter

from drafter.pipeline import Pipeline
from drafter.word.package import unpack
from drafter.word.read import ReadDocument, ReadParagraph, read
from drafter.workspace import Workspace

LANGUAGE = "nl"
CASES = Path(__file__).parent / "cases"
PAGES = CASES / "pages.txt"
FAULTY = ("missing-addressee", "starts-with-at", "tab", "unclosed-quote", "unknown-demand")
FOLDERS = sorted(path.parent for path in CASES.glob("*/input.yaml"))
SOUND = [folder for folder in FOLDERS if folder.name not in FAULTY]
WRONG = [folder for folder in FOLDERS if folder.name in FAULTY]


def named(folder: Path) -> str:
    return folder.name


def agree(file: Path, text: str, accept: bool) -> None:
    """The text is what the file holds; `--accept` makes it so."""
    if accept:
        file.write_text(text, "utf-8")
    assert file.is_file(), "no expected text yet: pytest tests/test_cases.py --accept"
    assert text.splitlines() == file.read_text("utf-8").splitlines()


def test_there_are_cases() -> None:
    assert len(SOUND) > 15
    assert [folder.name for folder in WRONG] == list(FAULTY)


@pytest.mark.parametrize("folder", SOUND, ids=named)
def test_the_document_says_what_is_expected(folder: Path, accept: bool) -> None:
    agree(folder / "expected.txt", shown(rendered(folder)), accept)


@pytest.mark.parametrize("folder", WRONG, ids=named)
def test_the_problems_are_what_is_expected(
    folder: Path, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    done = drafter("--lang", LANGUAGE, "check", "input.yaml")
    assert (done.code, done.out) == (1, "")
    agree(folder / "problems.txt", done.err, accept)


# A hole, a double space (but for that in a postcode), a space before punctuation, stray signs.
_SLIPS = re.compile(
    r"^$|^\s|\s$|(?<!\d{4} [A-Z]{2})  | [,.;:?!)]|\( |[,;:]{2}|[.?!,;:] ?[,;:.]|\bNone\b|\{\{|\}\}"
)
_NOTES = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:,[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")


@pytest.mark.parametrize("folder", SOUND, ids=named)
def test_nothing_a_typesetter_would_mark(folder: Path) -> None:
    if folder.name == "literal-specials":
        pytest.skip("holds such things on purpose")
    document = rendered(folder)
    paragraphs = [*document.paragraphs, *(p for note in document.notes for p in note)]
    lines = [line for p in paragraphs for line in _NOTES.sub("", _text(p)).split("↵")]
    assert [line for line in lines if _SLIPS.search(line)] == []


def test_foreign_passages_are_marked_in_their_language() -> None:
    parts = unpack(data_of(CASES / "bilingual"), "")
    marked = {
        (language, text)
        for name in ("word/document.xml", "word/footnotes.xml")
        for language, text in _MARKED.findall(parts[name].content().decode())
    }
    assert marked == {
        ("en-GB", "meaningful participation"),
        ("fr-FR", "participation significative"),
        ("en-GB", "Women must be able to shape the decisions that affect their lives."),
        ("en-GB", "inclusion"),
        ("en-GB", "Report on women, peace and security"),
    }


_MARKED = re.compile(
    r'<w:r><w:rPr>(?:<w:i/>)?<w:lang w:val="([^"]+)"/></w:rPr><w:t[^>]*>([^<]*)</w:t>'
)


def test_libreoffice_makes_as_many_pages_as_expected(tmp_path: Path, accept: bool) -> None:
    judges.need("soffice", "pdfinfo", "Carlito")
    documents = {}
    for folder in SOUND:
        documents[folder.name] = tmp_path / f"{folder.name}.docx"
        documents[folder.name].write_bytes(data_of(folder))
    pdfs = judges.to_pdf(list(documents.values()), tmp_path)
    counts = {name: judges.page_count(pdfs[path]) for name, path in documents.items()}
    width = max(map(len, counts))
    lines = [f"{name.ljust(width)}  {count}\n" for name, count in counts.items()]
    agree(PAGES, "".join(lines), accept)


# ── A document as text ────────────────────────────────────────────────────────


def data_of(folder: Path) -> bytes:
    pipeline = Pipeline(Workspace.around(folder / "input.yaml"))
    return pipeline.word(pipeline.draft(folder / "input.yaml").document)


def rendered(folder: Path) -> ReadDocument:
    return read(data_of(folder))


def shown(document: ReadDocument) -> str:
    """A document for a person to read."""
    body = [(_style(paragraph), _text(paragraph)) for paragraph in document.paragraphs]
    notes = [(str(n), _text(p)) for n, note in enumerate(document.notes, 1) for p in note]
    width = max(len(margin) for margin, _line in [*body, *notes])
    return "\n".join(_lines(document, body, notes, width)) + "\n"


def _lines(
    document: ReadDocument,
    body: list[tuple[str, str]],
    notes: list[tuple[str, str]],
    width: int,
) -> Iterator[str]:
    yield f"title: {document.properties.title}"
    yield f"author: {document.properties.author}"
    yield ""
    yield from (f"{margin.rjust(width)} │ {line}".rstrip() for margin, line in body)
    if notes:
        yield ""
        yield from (f"{margin.rjust(width)} │ {line}".rstrip() for margin, line in notes)


def _style(paragraph: ReadParagraph) -> str:
    level = paragraph.level
    return paragraph.style if level is None else f"{paragraph.style} {'·' * (level + 1)}"


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _text(paragraph: ReadParagraph) -> str:
    """The text with its notes' numbers and its links' addresses in place."""
    marks = [(at, str(number).translate(_RAISED)) for at, number in paragraph.notes]
    marks += [(end, f" ⟨{url}⟩") for _start, end, url in paragraph.links]
    text = paragraph.text
    for at, mark in sorted(marks, key=lambda mark: mark[0], reverse=True):
        text = text[:at] + mark + text[at:]
    return text.replace("\n", "↵")
