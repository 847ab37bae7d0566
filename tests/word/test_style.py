import base64
import io
import re
import runpy
import tomllib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from samples import LETTER, PAPER

from drafter.problems import DrafterError
from drafter.word.names import NAMES, TOKENS
from drafter.word.package import Part, pack, unpack
from drafter.word.proof import prove
from drafter.word.style import HouseStyle
from drafter.word.write import write

Change = Callable[[str], str]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def changed(file: Path, to: Path, **changes: Change) -> Path:
    """A copy of the house style with some parts of word/ changed, as after an hour in Word."""
    parts = unpack(file.read_bytes(), "")
    for name, change in changes.items():
        full = f"word/{name.replace('__', '-')}.xml"
        parts[full] = Part.of(full, change(parts[full].content().decode()))
    to.write_bytes(pack(parts.values()))
    return to


def test_the_file_is_what_the_script_makes_of_the_measures(house_style_file: Path) -> None:
    folder = house_style_file.parent
    build = runpy.run_path(str(folder / "build.py"))["build"]
    measures = tomllib.loads((folder / "measures.toml").read_text("utf-8"))
    assert build(measures) == house_style_file.read_bytes()
    assert build(measures | {"font": measures["font"] | {"size": 12}}) != build(measures)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "paper"),
        ("accent", "paper"),
        ("quiet", "paper"),
        ("accent", "tint"),
        ("paper", "accent"),
        ("prompt", "prompt_tint"),
    ],
)
def test_text_can_be_read_on_its_ground(house_style_file: Path, ink: str, ground: str) -> None:
    colours = tomllib.loads((house_style_file.parent / "measures.toml").read_text("utf-8"))[
        "colour"
    ]
    light, dark = sorted((luminance(colours[c]) for c in (ink, ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_python_docx_finds_every_style_in_the_file(house_style_file: Path) -> None:
    document = docx.Document(str(house_style_file))
    found = {style.element.xpath("string(w:name/@w:val)") for style in document.styles}
    assert set(NAMES.values()) <= found
    assert document.core_properties.title == "Huisstijl"


def test_the_sample_text_shows_every_style_that_a_paragraph_can_have(
    house_style_file: Path,
) -> None:
    document = docx.Document(str(house_style_file))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    every = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    shown = {p.style.element.xpath("string(w:name/@w:val)") for p in every}
    elsewhere = {"footnote text"}
    characters = {"Hyperlink", "Invulaanwijzing", "Referentielabel", "footnote reference"}
    assert set(NAMES.values()) - characters - elsewhere - {"Tabel huisstijl"} == shown


def test_a_style_that_is_missing_is_named(house_style_file: Path, tmp_path: Path) -> None:
    def rename(xml: str) -> str:
        return xml.replace('"Vraagkop"', '"Kopje"').replace('"Adresblok"', '"Adres"')

    file = changed(house_style_file, tmp_path / "stijl.docx", styles=rename)
    with pytest.raises(DrafterError) as refused:
        HouseStyle.open(file)
    messages = [problem.message for problem in refused.value.problems]
    assert [m for m in messages if "Vraagkop" in m]
    assert [m for m in messages if "Adresblok" in m]
    assert {problem.place.file for problem in refused.value.problems} == {str(file)}


@pytest.mark.parametrize("token", TOKENS)
def test_a_placeholder_that_is_missing_is_named(
    house_style_file: Path, tmp_path: Path, token: str
) -> None:
    def split(xml: str) -> str:  # as Word does when only a part of it is made bold
        return xml.replace(f"«{token}»", f"«{token[:2]}</w:t></w:r><w:r><w:t>{token[2:]}»")

    names = ("header__letter__first", "header__letter", "footer__letter__first", "footer__letter")
    file = changed(house_style_file, tmp_path / "stijl.docx", **dict.fromkeys(names, split))
    with pytest.raises(DrafterError) as refused:
        HouseStyle.open(file)
    assert any(f"«{token}»" in problem.message for problem in refused.value.problems)


def test_the_draft_mark_is_wanted_on_the_first_page_and_on_the_following(
    house_style_file: Path, tmp_path: Path
) -> None:
    def drop(xml: str) -> str:
        return xml.replace("«concept»", "")

    file = changed(house_style_file, tmp_path / "stijl.docx", header__paper=drop)
    with pytest.raises(DrafterError) as refused:
        HouseStyle.open(file)
    assert "concept" in refused.value.problems[0].message


def test_two_sections_are_wanted(house_style_file: Path, tmp_path: Path) -> None:
    def join(xml: str) -> str:
        return re.sub("<w:sectPr>.*?</w:sectPr>", "", xml, count=1)

    file = changed(house_style_file, tmp_path / "stijl.docx", document=join)
    with pytest.raises(DrafterError, match="1 section"):
        HouseStyle.open(file)


@pytest.mark.parametrize(
    "content", [b"", b"PK\3\4", pack([Part.of("a", "b")])], ids=["empty", "cut off", "no Word"]
)
def test_a_file_that_is_no_house_style_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "stijl.docx"
    with pytest.raises(DrafterError):
        HouseStyle.open(file)
    file.write_bytes(content)
    with pytest.raises(DrafterError):
        HouseStyle.open(file)


def test_styles_are_found_by_name_since_word_changes_the_ids(
    house_style_file: Path, tmp_path: Path
) -> None:
    def dutch(xml: str) -> str:
        return xml.replace('"Heading1"', '"Kop1"').replace('"ListBullet"', '"Lijstopsomteken"')

    names = ("styles", "numbering", "document")
    file = changed(house_style_file, tmp_path / "stijl.docx", **dict.fromkeys(names, dutch))
    style = HouseStyle.open(file)
    assert style.looks["heading-1"].id == "Kop1"
    for sample in (LETTER, PAPER):
        prove(sample, write(sample, style))


def test_a_logo_in_the_letterhead_goes_along(house_style_file: Path, tmp_path: Path) -> None:
    house_style = docx.Document(str(house_style_file))
    header = house_style.sections[0].first_page_header
    header.paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL))
    house_style.save(str(tmp_path / "stijl.docx"))
    style = HouseStyle.open(tmp_path / "stijl.docx")
    pictures = {n: p for n, p in unpack(write(LETTER, style), "").items() if "/media/" in n}
    assert [part.content() for part in pictures.values()] == [PIXEL]
    assert not pictures.keys() & unpack(write(PAPER, style), "").keys()


def test_the_letter_stands_in_the_window_and_the_details_below_it(house_style: HouseStyle) -> None:
    address = house_style.looks["address"]
    twips = 1440 / 25.4
    assert address.line == pytest.approx(5 * twips, abs=1)
    assert 6 * address.line + address.after == pytest.approx((96.5 - 48.5) * twips, abs=6)  # 0.1 mm
    assert house_style.pages["letter"].column == pytest.approx(140 * twips, abs=2)


def test_nothing_of_other_programs_is_left(house_style_file: Path) -> None:
    for name, part in unpack(house_style_file.read_bytes(), "").items():
        assert not re.search(b"python|generated|Microsoft Office", part.content()), name
    with io.BytesIO(house_style_file.read_bytes()) as file:
        assert docx.Document(file).core_properties.last_modified_by == ""


def test_capitals_in_the_names_of_styles_make_no_difference_as_libreoffice_changes_them(
    house_style_file: Path, tmp_path: Path
) -> None:
    def saved(xml: str) -> str:
        for name in ("heading 1", "footnote text", "footnote reference", "toc 1"):
            xml = xml.replace(f'w:name w:val="{name}"', f'w:name w:val="{name.title()}"')
        own = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Caption"/></w:style>'
        return xml.replace("</w:styles>", f"{own}</w:styles>").replace("w:left=", "w:start=")

    file = changed(house_style_file, tmp_path / "stijl.docx", styles=saved)
    style, before = HouseStyle.open(file), HouseStyle.open(house_style_file)
    assert style.looks == before.looks
    for sample in (LETTER, PAPER):
        prove(sample, write(sample, style))


def test_notes_are_numbered_after_the_separators_that_libreoffice_numbers_from_nought(
    house_style_file: Path, tmp_path: Path
) -> None:
    def saved(xml: str) -> str:
        return xml.replace('w:id="0"', 'w:id="1"').replace('w:id="-1"', 'w:id="0"')

    file = changed(house_style_file, tmp_path / "stijl.docx", footnotes=saved, settings=saved)
    data = write(LETTER, HouseStyle.open(file))
    notes = unpack(data, "")["word/footnotes.xml"].content().decode()
    assert re.findall(r'<w:footnote [^>]*w:id="(\d+)"', notes) == ["0", "1", "2", "3"]
    prove(LETTER, data)


def test_a_missing_style_may_be_that_of_an_old_copy(house_style_file: Path, tmp_path: Path) -> None:
    def rename(xml: str) -> str:
        return xml.replace('"Vraagkop"', '"Kopje"')

    file = changed(house_style_file, tmp_path / "stijl.docx", styles=rename)
    with pytest.raises(DrafterError) as refused:
        HouseStyle.open(file)
    assert "old copy" in refused.value.problems[0].hint
