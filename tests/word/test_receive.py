"""Files that came back: what is read of them, and which are refused.

    pytest tests/word/test_receive.py --accept      renews what is expected; read the diff

The files are made of the parts in tests/word/received, which a person can read as well as the
notation of what is expected of them: see `returned`.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from returned import RECEIVED, made_of, packed, shown
from samples import ALL, LETTER, final

from drafter.document import Document
from drafter.received import Paragraph, Received, accepted, rejected
from drafter.word.package import Part, pack, unpack
from drafter.word.read import read
from drafter.word.receive import receive
from drafter.word.style import HouseStyle
from drafter.word.write import write
from drafter.word.xml import MC, W

FOLDERS = sorted(path.parent for path in RECEIVED.glob("*/document.xml"))


def test_there_are_folders() -> None:
    assert len(FOLDERS) >= 13


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_all_that_stands_in_it_is_read(folder: Path, accept: bool) -> None:
    text = shown(receive(made_of(folder), folder.name))
    expected = folder / "expected.txt"
    if accept:
        expected.write_text(text, "utf-8")
    assert text.splitlines() == expected.read_text("utf-8").splitlines()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_accepted_or_rejected_has_no_history(folder: Path) -> None:
    received = receive(made_of(folder), folder.name)
    for settled in (accepted(received.paragraphs), rejected(received.paragraphs)):
        assert not any(p.end or any(piece.traces for piece in p.pieces) for p in settled)
        assert accepted(settled) == rejected(settled) == settled


def test_a_paragraph_knows_its_cell() -> None:
    def table(*rows: str) -> str:
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    def cell(*content: str) -> str:
        return f"<w:tc>{''.join(content)}</w:tc>"

    def p(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    inner = table(cell(p("c")) + cell(p("d")))
    tables = table(cell(p("a"), p("b")), cell(p("e")) + cell(inner, p("f"))) + table(cell(p("g")))
    body = f'<w:document xmlns:w="{W}"><w:body>{p("x")}{tables}{p("y")}</w:body></w:document>'
    found = receive(packed({"word/document.xml": body}), "").paragraphs
    assert {one.text: one.cell for one in found} == {
        "x": None,
        "y": None,
        **dict.fromkeys("ab", (0, 0, 0)),
        "e": (0, 1, 0),
        **dict.fromkeys("cdf", (0, 1, 1)),
        "g": (1, 0, 0),
    }


# ── Beside the other reader ───────────────────────────────────────────────────


@pytest.mark.parametrize("name", ALL)
def test_of_what_drafter_writes_both_readers_say_the_same(
    name: str, house_style: HouseStyle
) -> None:
    agree(write(ALL[name], house_style))


@pytest.mark.parametrize("document", [LETTER, final(LETTER)], ids=["draft", "final"])
def test_of_what_libreoffice_saved_too(
    document: Document, house_style: HouseStyle, soffice: str, tmp_path: Path
) -> None:
    (saved,) = resaved([write(document, house_style)], soffice, tmp_path)
    agree(saved)
    once, again = receive(write(document, house_style), ""), receive(saved, "")
    assert [texts(p) for p in again.paragraphs] == [texts(p) for p in once.paragraphs]
    assert again.baseline == once.baseline


# {…} is in bookmark x, […] in y; | ends a paragraph.
SHAPES = ("{a|b}c", "{a|b}|c", "a{b|c}", "{a|}b", "{a|b|}c", "{a|}|b", "{a|}[b|]c", "{a[b|c]d}|e")
SIGNS = {
    "|": "</w:p><w:p>",
    "{": '<w:bookmarkStart w:id="1" w:name="x"/>',
    "}": '<w:bookmarkEnd w:id="1"/>',
    "[": '<w:bookmarkStart w:id="2" w:name="y"/>',
    "]": '<w:bookmarkEnd w:id="2"/>',
}


def shaped(shape: str) -> bytes:
    body = "".join(SIGNS.get(sign, f"<w:r><w:t>{sign}</w:t></w:r>") for sign in shape)
    xml = f'<w:document xmlns:w="{W}"><w:body><w:p>{body}</w:p></w:body></w:document>'
    return packed({"word/document.xml": xml})


def test_libreoffice_may_save_a_bookmark_as_it_likes(soffice: str, tmp_path: Path) -> None:
    files = [shaped(shape) for shape in SHAPES]
    saved = resaved(files, soffice, tmp_path)
    once, again = ([shown(receive(data, "")) for data in some] for some in (files, saved))
    assert dict(zip(SHAPES, again, strict=True)) == dict(zip(SHAPES, once, strict=True))


def resaved(files: list[bytes], soffice: str, folder: Path) -> list[bytes]:
    """The files as LibreOffice saves them."""
    paths = [folder / f"{number}.docx" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, folder / "saved", *paths], check=True, capture_output=True)
    return [(folder / "saved" / path.name).read_bytes() for path in paths]


def texts(paragraph: Paragraph) -> object:
    """A paragraph without the numbers that each program gives to lists and notes."""
    pieces = [piece._replace(note=bool(piece.note)) for piece in paragraph.pieces]
    return paragraph.style, paragraph.level, pieces


def agree(data: bytes) -> None:
    received, other = receive(data, ""), read(data)
    assert [(p.style, p.text, p.level) for p in received.paragraphs] == [
        (p.style, p.text, p.level) for p in other.paragraphs
    ]
    assert fields(received) == dict(other.bookmarks)
    assert [n for p in received.paragraphs for n in noted(received, p)] == [
        tuple([paragraph.text for paragraph in note]) for note in other.notes
    ]
    assert [
        (piece.text, piece.link) for p in received.paragraphs for piece in p.pieces if piece.link
    ] == [(p.text[a:b], link) for p in other.paragraphs for a, b, link in p.links]
    assert (received.baseline and received.baseline[:2]) == other.baseline
    assert (received.comments, received.tracked) == ((), False)


def fields(received: Received) -> dict[str, str]:
    """Bookmark → the text in it."""
    found: dict[str, list[str]] = {}
    for paragraph in (*received.paragraphs, *(p for n in received.notes.values() for p in n)):
        for field in paragraph.fields:
            found.setdefault(field.bookmark, []).append(paragraph.text[field.start : field.end])
    return {name: "\n".join(texts) for name, texts in found.items()}


def noted(received: Received, paragraph: Paragraph) -> list[tuple[str, ...]]:
    """The notes of a paragraph, each as the texts of its paragraphs."""
    ids = [piece.note for piece in paragraph.pieces if piece.note]
    return [tuple([p.text for p in received.notes[id]]) for id in ids]


# ── Lists, tables and drawings ────────────────────────────────────────────────

LEVELS = {
    "abstractNum": '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>',
    "num": '<w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl>'
    "</w:lvlOverride>",
}


@pytest.mark.parametrize(
    ("list", "level", "ordered"),
    [("1", 0, True), ("1", 1, False), ("2", 0, True), ("2", 1, True), ("3", 0, False)],
)
def test_a_list_that_counts_is_told_from_one_with_bullets(
    list: str, level: int, ordered: bool
) -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="9">{LEVELS["abstractNum"]}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="9"/>{LEVELS["num"]}</w:num></w:numbering>'
    )
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
    (found,) = bodied(f"<w:p><w:pPr>{number}</w:pPr></w:p>", numbering)
    assert (found.level, found.list, found.ordered) == (level, list, ordered)


def test_every_paragraph_of_a_table_knows_its_cell() -> None:
    cell = "<w:tc><w:p/></w:tc>"
    inner = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    rows = f"<w:tr>{cell}<w:tc><w:p/>{inner}<w:p/></w:tc></w:tr><w:tr>{cell}</w:tr>"
    found = bodied(f"<w:p/><w:tbl>{rows}</w:tbl><w:p/><w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    assert [one.cell for one in found] == [
        *(None, (0, 0, 0), (0, 0, 1), (0, 0, 1), (0, 0, 1), (0, 1, 0), None, (1, 0, 0))
    ]


def test_a_drawing_is_counted_once_in_whatever_way_it_is_written() -> None:
    choice = "<mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict><w:p/></w:pict></mc:Fallback>"
    either = f'<mc:AlternateContent xmlns:mc="{MC}">{choice}</mc:AlternateContent>'
    drawings = f"<w:p><w:r>{either}</w:r><w:r><w:drawing/></w:r></w:p><w:p/>"
    assert [one.drawings for one in bodied(drawings)] == [2, 0]


def bodied(body: str, numbering: str = "") -> tuple[Paragraph, ...]:
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    lists = {"word/numbering.xml": numbering} if numbering else {}
    return receive(packed({"word/document.xml": xml, **lists}), "").paragraphs


def test_the_baseline_is_found_where_word_puts_it(house_style: HouseStyle) -> None:
    data = write(LETTER, house_style)
    parts = unpack(data, "")
    renamed = [
        Part(part.name.replace("customXml/item1.xml", "customXml/item7.xml"), *part[1:])
        for part in parts.values()
    ]
    found = receive(pack(renamed), "").baseline
    assert found is not None
    assert found == receive(data, "").baseline
