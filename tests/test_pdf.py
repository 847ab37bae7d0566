"""The PDF that `--pdf` makes: its pages, its title and language, its tags, and what is left."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import judges
import pytest
from command import drafter

from drafter import pdf as converter
from drafter.workspace import PACKAGED_INPUTS

ROOT = Path(__file__).parents[1]
CASE = ROOT / "tests" / "cases" / "minimal-letter" / "input.yaml"

# What outloud finds in a PDF of LibreOffice 7.4 whatever the .docx holds.
OF_LIBREOFFICE = {
    "DOC-015": "an & in the title is escaped twice in the XMP",
    "LNK-001": "the sign of a footnote is a link outside any Link element",
    "LNK-004": "links lack the Print flag",
    "LNK-005": "pages with links do not set the tab order",
    "NOTE-001": "Note elements have no id",
    "NOTE-003": "a footnote is tagged as Note and as P",
    "PAG-001": "'Zie noot 2.' stands at the foot of several pages: it is a footnote, no footer",
    "TAG-001": "the lines beside and around paragraphs are neither tagged nor artifacts",
    "TAG-002": "headers and footers are artifacts, as PDF/UA wants (7.8)",
}
EXPECTED = {
    "letter": {"LNK-001", "LNK-004", "LNK-005", "NOTE-001", "NOTE-003", "TAG-001", "TAG-002"},
    "position-paper": set(OF_LIBREOFFICE),
}
PAGES = {"letter": 2, "position-paper": 9}
TITLES = {
    "letter": "Voortgang van de VN-missie in Mali",
    "position-paper": "Gender, vrede & veiligheid",
}


@dataclass(frozen=True)
class Printed:
    """The PDFs of the examples, by kind, and what was said as they were made."""

    files: dict[str, Path]
    said: str


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    judges.need("soffice", "pdfinfo", "pdftotext")
    folder = tmp_path_factory.mktemp("printed")
    examples = [*PACKAGED_INPUTS.glob("letters/*.yaml"), *PACKAGED_INPUTS.glob("papers/*.yaml")]
    result = drafter("render", *examples, "--final", "--pdf", "--out", folder)
    assert result.code == 0, result.err
    letter, paper = sorted(folder.glob("*.pdf"))
    return Printed({"letter": letter, "position-paper": paper}, result.out)


@pytest.mark.parametrize("kind", PAGES)
def test_it_is_named_and_stands_beside_the_document(printed: Printed, kind: str) -> None:
    file = printed.files[kind]
    assert file.with_suffix(".docx").is_file()
    assert file.name in printed.said


@pytest.mark.parametrize("kind", PAGES)
def test_it_has_the_expected_pages_of_a4(printed: Printed, kind: str) -> None:
    judges.need("Carlito")
    information = judges.pdf_information(printed.files[kind])
    assert "(A4)" in information["Page size"]
    assert int(information["Pages"]) == PAGES[kind]


@pytest.mark.parametrize("kind", PAGES)
def test_it_is_tagged_and_has_its_title(printed: Printed, kind: str) -> None:
    information = judges.pdf_information(printed.files[kind])
    assert information["Tagged"] == "yes"
    assert information["Title"] == TITLES[kind]
    assert information["Author"] == "WO=MEN Dutch Gender Platform"


@pytest.mark.parametrize("kind", PAGES)
def test_its_language_is_dutch(printed: Printed, kind: str) -> None:
    """The /Lang of the catalogue; that of an English passage stands with the passage."""
    languages = re.findall(rb"/Lang ?\(([^)]*)\)", printed.files[kind].read_bytes())
    assert languages
    assert b"nl-NL" in languages


@pytest.mark.parametrize("kind", PAGES)
def test_the_pages_are_numbered_from_the_second(printed: Printed, kind: str) -> None:
    pages = judges.pdf_text(printed.files[kind]).rstrip("\f\n").split("\f")
    numbers = [re.findall(r"\b(\d+) ?(?:/|van) ?(\d+)\b", page.strip()[-200:]) for page in pages]
    assert (str(len(pages)), str(len(pages))) in numbers[-1]
    assert ("1", str(len(pages))) not in numbers[0]


def test_the_contents_name_the_pages_of_the_headings(printed: Printed) -> None:
    judges.need("Carlito")
    pages = judges.pdf_text(printed.files["position-paper"]).split("\f")
    entries = re.findall(r"^(\d )? *(\S.*?)\.{5,} ?(\d+)$", pages[0], re.MULTILINE)
    assert [number.strip() for number, _heading, _page in entries] == ["", *"123456", ""]
    for _number, heading, page in entries:
        words = re.sub(r"\s+", " ", re.sub(r"\.{5,}", "", pages[int(page) - 1]))
        assert heading in words, heading


@pytest.mark.parametrize("kind", PAGES)
def test_only_what_libreoffice_itself_breaks_is_left(printed: Printed, kind: str) -> None:
    judges.need("outloud")
    found = {finding["rule"] for finding in judges.accessibility(printed.files[kind])}
    assert found - OF_LIBREOFFICE.keys() == set()
    if "LibreOffice 7.4" in judges.pdf_information(printed.files[kind])["Producer"]:
        assert found == EXPECTED[kind]


def test_columns_of_signatories_are_read_across_but_tagged_as_a_table(tmp_path: Path) -> None:
    judges.need("soffice", "outloud", "pdftotext")
    case = ROOT / "tests" / "cases" / "joint-letter" / "input.yaml"
    assert drafter("render", case, "--final", "--pdf", "--out", tmp_path).code == 0
    (file,) = tmp_path.glob("*.pdf")
    found = {finding["rule"] for finding in judges.accessibility(file)}
    assert found - {"TAG-001", "TAG-002"} == {"TBL-001"}
    read = judges.pdf_text(file)
    names = ["Noor van der Meer", "Nederlandse Vereniging", "Sam el Idrissi", "R. de Wit-van Dijk"]
    assert sorted(names, key=read.index) == names


def test_two_documents_of_one_name_keep_their_own_pdf(tmp_path: Path) -> None:
    judges.need("soffice", "pdftotext")
    for name in ("Mali", "Niger"):
        (tmp_path / name).mkdir()
        text = CASE.read_text("utf-8").replace("in Mali", f"in {name}")
        (tmp_path / name / "brief.yaml").write_text(text, "utf-8")
    inputs = [tmp_path / name / "brief.yaml" for name in ("Mali", "Niger")]
    assert drafter("render", *inputs, "--pdf").code == 0
    for name in ("Mali", "Niger"):
        (pdf,) = (tmp_path / name / "outputs").glob("*.pdf")
        assert f"missie in {name}" in judges.pdf_text(pdf)


@pytest.mark.parametrize(
    ("language", "says"),
    [("nl", "is LibreOffice nodig"), ("en", "needs LibreOffice")],
)
def test_without_libreoffice_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, says: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(converter, "_PLACES", ())
    result = drafter("--lang", language, "render", CASE, "--pdf", "--out", tmp_path)
    assert result.code == 1
    assert says in result.err
    assert "Traceback" not in result.err
    (document,) = tmp_path.glob("*.docx")
    assert document.name in result.out


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_a_libreoffice_that_makes_nothing_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bin" / "soffice"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho 'kan niet' >&2\nexit 0\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:/bin:/usr/bin")
    result = drafter("render", CASE, "--pdf", "--out", tmp_path)
    assert result.code == 1
    assert "made no PDF" in result.err
    assert "kan niet" in result.err
    assert list(tmp_path.glob("*.docx"))
    assert not list(tmp_path.glob("*.pdf"))
