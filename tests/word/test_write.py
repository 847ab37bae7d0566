import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import ALL, LETTER, MINIMAL, PAPER, final, para, text

from drafter.document import (
    AddressBlock,
    Contents,
    Document,
    Heading,
    Link,
    List,
    ListItem,
    Note,
    NoteNumber,
    Paragraph,
    Run,
    Table,
)
from drafter.problems import DrafterError
from drafter.word.contents import printable
from drafter.word.proof import prove
from drafter.word.read import read
from drafter.word.style import HouseStyle
from drafter.word.write import write

EVERY = [
    pytest.param(document, id=f"{name}-{state}")
    for name, sample in ALL.items()
    for state, document in (("draft", sample), ("final", final(sample)))
]


def letter(*blocks: object, draft: bool = True) -> Document:
    return MINIMAL._replace(blocks=blocks, draft=draft)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def body(document: Document, style: HouseStyle) -> str:
    return part(write(document, style), "word/document.xml")


# ── The file ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("document", EVERY)
def test_the_sdk_finds_no_fault(
    document: Document, house_style: HouseStyle, ooxml_validator: str, tmp_path: Path
) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(write(document, house_style))
    run = subprocess.run([ooxml_validator, str(file)], capture_output=True, check=False)
    verdict = json.loads(run.stdout)
    assert (verdict["ok"], verdict["errors"]) == (True, [])


@pytest.mark.parametrize("document", EVERY)
def test_ooxml_integrity_finds_no_fault(
    document: Document, house_style: HouseStyle, tmp_path: Path
) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(write(document, house_style))
    judge = Path(sys.executable).with_name("ooxml-integrity")
    run = subprocess.run([judge, "check", file], capture_output=True, text=True, check=False)
    assert "0 error(s), 0 warning(s), 0 info" in run.stdout, run.stdout


@pytest.mark.parametrize("document", EVERY)
def test_the_same_document_gives_the_same_bytes(
    document: Document, house_style: HouseStyle, house_style_file: Path
) -> None:
    assert write(document, house_style) == write(document, HouseStyle.open(house_style_file))


def test_the_properties_are_the_letter_s_own(house_style: HouseStyle) -> None:
    core = part(write(LETTER, house_style), "docProps/core.xml")
    for name, value in (
        ("dc:title", "De voortgang van MINUSMA in Mali"),
        ("dc:creator", "WO=MEN Dutch Gender Platform"),
        ("cp:lastModifiedBy", "WO=MEN Dutch Gender Platform"),
        ("dc:subject", "Algemeen overleg MINUSMA"),
        ("cp:keywords", "MINUSMA, resolutie 1325"),
        ("dc:language", "nl-NL"),
    ):
        assert f"<{name}>{value}</{name}>" in core
    assert core.count("2016-06-06T00:00:00Z") == 2


def test_every_part_is_used(house_style: HouseStyle) -> None:
    with zipfile.ZipFile(io.BytesIO(write(LETTER, house_style))) as archive:
        names = set(archive.namelist())
        links = "".join(archive.read(n).decode() for n in names if n.endswith(".rels"))
        types = archive.read("[Content_Types].xml").decode()
    for name in names - {"[Content_Types].xml"}:
        if not name.endswith(".rels"):
            assert name.rsplit("/", 1)[-1] in links
    assert {n[1:] for n in re.findall('PartName="([^"]+)"', types)} <= names
    assert not [name for name in names if "paper" in name]


# ── What is internal stays in the house ───────────────────────────────────────


def test_a_final_file_carries_nothing_internal(house_style: HouseStyle) -> None:
    with zipfile.ZipFile(io.BytesIO(write(final(LETTER), house_style))) as archive:
        everything = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not [name for name in everything if "customXml" in name]
    for name, content in everything.items():
        for internal in (
            "bookmark",
            "letters/minusma",
            "occasion",
            "NOTEREF",
            "CONCEPT",
            "drafter",
        ):
            assert internal not in content, name


def test_a_final_paper_has_only_the_bookmarks_of_its_contents(house_style: HouseStyle) -> None:
    names = re.findall('w:name="([^"]+)"', body(final(PAPER), house_style))
    assert len(names) == 4
    assert all(name.startswith("_Toc") for name in names)


@pytest.mark.parametrize("document", [LETTER, PAPER], ids=["letter", "paper"])
@pytest.mark.parametrize("draft", [True, False])
def test_concept_stands_on_every_page_of_a_draft(
    document: Document, draft: bool, house_style: HouseStyle
) -> None:
    data = write(document._replace(draft=draft), house_style)
    for suffix in ("-first", ""):
        header = part(data, f"word/header-{document.layout}{suffix}.xml")
        assert ("CONCEPT" in header) is draft
        assert "«" not in header


# ── Text ──────────────────────────────────────────────────────────────────────

# What XML 1.0 allows, but for the carriage return, which it would read as a line feed.
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t&<>{}*_#='\"\u0085\u200f\u0301\U0001f54a")
)


@given(ANY_TEXT, ANY_TEXT, st.booleans())
def test_text_in_is_text_out(house_style: HouseStyle, one: str, two: str, draft: bool) -> None:
    note = Note("n", (Run(two), Link("https://example.org", (Run(one),))))
    document = letter(
        Paragraph((Run(one, field="a"), Run(two, bold=True), note)),
        List((ListItem((para(two, field="b"),)),)),
        Table((text(one),), ((text(two),),)),
        draft=draft,
    )
    data = write(document, house_style)
    found = read(data)
    assert [p.text for p in found.paragraphs] == [one + two, two, one, two]
    assert [p.text for note in found.notes for p in note] == [two + one]
    assert found.bookmarks == ({"a": one, "b": two} if draft else {})
    prove(document, data)


@given(ANY_TEXT)
def test_headers_hold_the_text_as_typed(house_style: HouseStyle, words: str) -> None:
    document = MINIMAL._replace(running=MINIMAL.running._replace(title=f"«naam»{words}"))
    header = part(write(document, house_style), "word/header-letter.xml")
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"«naam»{escaped}<" in header


def test_english_is_marked_as_english(house_style: HouseStyle) -> None:
    xml = body(letter(Paragraph((Run("do no harm", italic=True, language="en-GB"),))), house_style)
    assert '<w:rPr><w:i/><w:lang w:val="en-GB"/></w:rPr>' in xml


def test_a_document_in_another_language_says_so_in_each_run(house_style: HouseStyle) -> None:
    xml = body(letter(para("Dear members,"))._replace(language="en-GB"), house_style)
    assert '<w:lang w:val="en-GB"/>' in xml


def test_a_prompt_has_its_own_look(house_style: HouseStyle) -> None:
    xml = body(letter(Paragraph((Run("[Vul aan]", prompt=True),))), house_style)
    assert '<w:rStyle w:val="Prompt"/>' in xml


# ── Notes ─────────────────────────────────────────────────────────────────────


def test_notes_are_numbered_from_one_after_the_two_separators(house_style: HouseStyle) -> None:
    notes = part(write(LETTER, house_style), "word/footnotes.xml")
    assert re.findall(r'<w:footnote (?:w:type="(\w+)" )?w:id="(-?\d+)"', notes) == [
        ("separator", "-1"),
        ("continuationSeparator", "0"),
        ("", "1"),
        ("", "2"),
    ]
    assert "Voetnoot." not in notes


def test_the_number_of_a_note_follows_the_note_in_a_draft(house_style: HouseStyle) -> None:
    blocks = (
        Paragraph((Run("a"), Note("x", text("een")), Note("bron", text("twee")))),
        Paragraph((Run("Zie noot "), NoteNumber("bron"), Note("bron", (NoteNumber("bron"),)))),
    )
    draft = body(letter(*blocks), house_style)
    assert "NOTEREF _Ref_bron \\h" in draft
    assert draft.count('w:name="_Ref_bron"') == 1
    assert '_Ref_bron"/><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>' in draft
    assert 'w:id="2"/></w:r><w:bookmarkEnd' in draft
    found = read(write(letter(*blocks, draft=False), house_style))
    assert [p.text for p in found.paragraphs] == ["a", "Zie noot 2"]
    assert [note[0].text for note in found.notes] == ["een", "twee", "2"]
    assert found.paragraphs[1].notes == ((10, 3),)


def test_a_mention_of_a_note_that_is_not_there_is_refused(house_style: HouseStyle) -> None:
    document = letter(Paragraph((NoteNumber("weg"),)))
    with pytest.raises(DrafterError, match="weg"):
        write(document, house_style)


def test_links_in_notes_are_relations_of_the_notes(house_style: HouseStyle) -> None:
    data = write(LETTER, house_style)
    rels = part(data, "word/_rels/footnotes.xml.rels")
    assert "kst-29521-336.html" in rels
    assert "kst-29521-336.html" not in part(data, "word/_rels/document.xml.rels")
    assert read(data).notes[0][0].links == (
        (27, 53, "https://zoek.officielebekendmakingen.nl/kst-29521-336.html"),
    )


# ── Lists, tables, headings ───────────────────────────────────────────────────


def test_every_list_counts_for_itself(house_style: HouseStyle) -> None:
    inner = List((ListItem((para("a"),)),), ordered=True)
    items = (ListItem((para("1"), inner)), ListItem((para("2"), inner)))
    data = write(letter(List(items, True), List(items, True)), house_style)
    instances = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', body_of(data))
    assert [level for level, _number in instances] == ["0", "1", "0", "1"] * 2
    assert len({number for _level, number in instances}) == 6
    numbering = part(data, "word/numbering.xml")
    assert numbering.count("w:startOverride") == 6
    assert {n for _l, n in instances} <= set(re.findall(r'<w:num w:numId="(\d+)"', numbering))


def test_a_list_that_continues_counts_on_over_what_stands_between(house_style: HouseStyle) -> None:
    inner = List((ListItem((para("a"),)),), ordered=True)
    first = List((ListItem((para("1"), inner)),), ordered=True)
    bullets = List((ListItem((para("="),)),))
    more = List((ListItem((para("2"),)),), ordered=True, continues=True)
    anew = List((ListItem((para("1"),)),), ordered=True)
    data = write(letter(first, para("Kop", "label"), bullets, more, anew), house_style)
    instances = re.findall(r'<w:ilvl w:val="0"/><w:numId w:val="(\d+)"/>', body_of(data))
    one, bullet, two, other = instances
    assert one == two
    assert len({one, bullet, other}) == 3


def test_a_list_that_continues_is_not_copied_from_another_letter(house_style: HouseStyle) -> None:
    ordered = List((ListItem((para("1"),)),), ordered=True)
    bullets = List((ListItem((para("="),)),))
    more = List((ListItem((para("2"),)),), ordered=True, continues=True)
    for lists, same in (((ordered, bullets), 0), ((bullets, ordered), 1)):
        numbers = re.findall(r'<w:numId w:val="(\d+)"/>', body(letter(*lists, more), house_style))
        assert numbers[2] == numbers[same]


def test_a_list_with_nothing_to_continue_begins(house_style: HouseStyle) -> None:
    more = List((ListItem((para("1"),)),), ordered=True, continues=True)
    numbering = part(write(letter(more), house_style), "word/numbering.xml")
    assert numbering.count('<w:startOverride w:val="1"/>') == 1


def body_of(data: bytes) -> str:
    return part(data, "word/document.xml")


def test_the_bullet_of_the_house_is_a_real_equals_sign(house_style: HouseStyle) -> None:
    numbering = part(write(LETTER, house_style), "word/numbering.xml")
    first = numbering[: numbering.index("</w:lvl>")]
    assert '<w:lvlText w:val="="/>' in first
    assert "Symbol" not in numbering
    assert "\uf03d" not in numbering


def test_only_the_first_paragraph_of_an_item_has_the_bullet(house_style: HouseStyle) -> None:
    data = write(LETTER, house_style)
    paragraphs = read(data).paragraphs
    start = next(at for at, p in enumerate(paragraphs) if p.style == "Vraagkop")
    assert [(p.style, p.level) for p in paragraphs[start : start + 3]] == [
        ("Vraagkop", 0),
        ("List Continue", None),
        ("Vraag", None),
    ]


def test_the_line_before_a_list_stays_with_it(house_style: HouseStyle) -> None:
    xml = body(letter(para("Namelijk:"), List((ListItem((para("dit"),)),))), house_style)
    assert xml.count("<w:keepNext/>") == 1
    assert "<w:keepNext/></w:pPr><w:r><w:t" in xml


def test_a_table_repeats_its_header_and_splits_no_row(house_style: HouseStyle) -> None:
    xml = body(LETTER, house_style)
    assert xml.count("<w:tr>") == xml.count("<w:cantSplit/>") == 3
    assert xml.count("<w:tblHeader/>") == 1
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)]
    assert sum(widths) == house_style.pages["letter"].column
    assert widths[1] > widths[0]


def test_headings_are_headings_and_numbered_by_word(house_style: HouseStyle) -> None:
    data = write(letter(Heading(1, text("Kop"), numbered=True), Heading(2, text("B"))), house_style)
    assert [p.style for p in read(data).paragraphs] == ["Genummerde kop", "heading 2"]
    assert read(data).paragraphs[0].text == "Kop"
    styles = part(data, "word/styles.xml")
    numbered = re.search('<w:style [^>]*"NumberedHeading".*?</w:style>', styles)
    assert numbered
    assert '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>' in numbered[0]
    assert '<w:basedOn w:val="Heading1"/>' in numbered[0]


def test_the_contents_are_a_field_that_word_renews(house_style: HouseStyle) -> None:
    xml = body(PAPER, house_style)
    assert '<w:fldChar w:fldCharType="begin" w:dirty="true"/>' in xml
    assert "TOC \\o" in xml
    entries = [p.text for p in read(write(PAPER, house_style)).paragraphs if p.style == "toc 1"]
    assert [entry.split("\t")[:-1] for entry in entries] == [
        ["Introductie: 15 jaar UNSCR 1325"],
        ["1", entries[1].split("\t")[1]],
        ["2", "Ga voor een integrale aanpak en vergroot genderkennis"],
        ["3", "Maak meer geld vrij"],
    ]
    for name in re.findall(r"PAGEREF (\w+)", xml):
        assert xml.count(f'w:name="{name}"') == 1


def test_contents_without_headings_are_an_empty_field(house_style: HouseStyle) -> None:
    document = letter(Contents("Inhoud"))
    prove(document, write(document, house_style))


@pytest.mark.parametrize("count", range(1, 7))
def test_what_follows_the_address_starts_at_one_height(count: int, house_style: HouseStyle) -> None:
    lines = tuple(text(f"regel {at}") for at in range(count))
    xml = body(letter(AddressBlock(lines)), house_style)
    (after,) = re.findall(r'<w:spacing w:after="(\d+)"/>', xml)
    look = house_style.looks["address"]
    assert count * look.line + int(after) == 6 * look.line + look.after


# ── Fields ────────────────────────────────────────────────────────────────────


def test_each_field_has_its_bookmark_and_its_value(house_style: HouseStyle) -> None:
    found = read(write(LETTER, house_style))
    assert found.bookmarks["occasion_subject"] == (
        "de voortgang van de VN-missie in Mali (MINUSMA)"
    )
    assert found.bookmarks["contact_email"] == "info@wo-men.nl"
    assert found.bookmarks["sources_brief_title"] == "Kamerbrief van 19 mei 2017"
    assert found.baseline
    assert found.baseline.input_id == "letters/minusma"
    stored = {field.id: field for field in found.baseline.fields}
    assert {id: field.value for id, field in stored.items()} == LETTER.baseline.values
    assert stored["appreciation"].bookmarks == ("appreciation",)
    assert stored["private.note"].bookmarks == ()


def test_a_field_of_two_paragraphs_has_two_bookmarks(house_style: HouseStyle) -> None:
    data = write(letter(para("een", field="a"), para("twee", field="a")), house_style)
    assert read(data).bookmarks == {"a": "een", "a_2": "twee"}


def test_a_field_in_the_address_and_in_the_text_has_one(house_style: HouseStyle) -> None:
    lines = (text("Defensie", "a"), text("Den Haag", "a"))
    data = write(letter(AddressBlock(lines), para("Defensie", field="a")), house_style)
    assert read(data).bookmarks == {"a": "Defensie"}


def test_a_note_in_the_text_of_a_field_goes_on_with_it(house_style: HouseStyle) -> None:
    note = Note("n", text("noot", "a"))
    data = write(letter(Paragraph((*text("een", "a"), note, *text("twee", "a")))), house_style)
    assert read(data).bookmarks == {"a": "eentwee", "a_2": "noot"}
    assert read(data).paragraphs[0].notes == ((3, 1),)


@pytest.mark.parametrize("document", [LETTER, PAPER], ids=["letter", "paper"])
def test_bookmarks_end_in_their_paragraph_and_have_ids_of_their_own(
    document: Document, house_style: HouseStyle
) -> None:
    data = write(document, house_style)
    both = part(data, "word/document.xml") + part(data, "word/footnotes.xml")
    starts = re.findall('<w:bookmarkStart w:id="([^"]+)"', both)
    assert len(set(starts)) == len(starts) > 4
    for paragraph in re.findall("<w:p>.*?</w:p>", both):
        opened = re.findall('<w:bookmarkStart w:id="([^"]+)"', paragraph)
        assert sorted(opened) == sorted(re.findall('<w:bookmarkEnd w:id="([^"]+)"', paragraph))


# ── LibreOffice ───────────────────────────────────────────────────────────────


def test_libreoffice_prints_the_right_pages_in_the_contents(
    house_style: HouseStyle, soffice: str, tmp_path: Path
) -> None:
    reader = shutil.which("pdftotext") or pytest.skip("no pdftotext (poppler)")
    (tmp_path / "paper.docx").write_bytes(printable(write(PAPER, house_style)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "paper.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    output = subprocess.run([reader, tmp_path / "paper.pdf", "-"], capture_output=True, check=True)
    pages = output.stdout.decode().split("\f")
    last = next(at for at, page in enumerate(pages[1:], 2) if "Maak meer geld vrij" in page)
    assert last > 2
    assert re.search(rf"Maak meer geld vrij\.+\s*{last}\s", pages[0])


def test_only_a_table_of_contents_makes_the_print_differ(house_style: HouseStyle) -> None:
    data = write(LETTER, house_style)
    assert printable(data) is data
    paper = write(PAPER, house_style)
    assert "TOC \\o" not in body_of(printable(paper))
    assert read(printable(paper)).paragraphs == read(paper).paragraphs
