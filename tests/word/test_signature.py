"""Signatories in columns, and what may not be divided between two pages."""

from __future__ import annotations

import re

import pytest
from samples import MINIMAL, para, text

from drafter.document import Block, List, ListItem, Signature
from drafter.word.package import unpack
from drafter.word.style import HouseStyle
from drafter.word.write import write


def body(house_style: HouseStyle, *blocks: Block) -> str:
    data = write(MINIMAL._replace(blocks=blocks, draft=False), house_style)
    return unpack(data, "")["word/document.xml"].content().decode()


def signed(count: int, columns: int = 2) -> Signature:
    names = tuple((text(f"Naam {n}"),) for n in range(count))
    return Signature(text("Met vriendelijke groet,"), names, columns)


def rows(xml: str) -> list[list[str]]:
    """The names in each row of the table."""
    return [re.findall(r"Naam \d+", row) for row in re.findall(r"<w:tr>.*?</w:tr>", xml)]


def loose(xml: str) -> list[str]:
    """The names below which a page may end."""
    paragraphs = re.findall(r"<w:p>.*?</w:p>", xml)
    return [re.findall(r"Naam \d+", p)[0] for p in paragraphs if 'keepNext w:val="0"' in p]


def test_columns_are_read_across_and_as_wide_as_the_text(house_style: HouseStyle) -> None:
    xml = body(house_style, signed(5))
    assert rows(xml) == [["Naam 0", "Naam 1"], ["Naam 2", "Naam 3"], ["Naam 4"]]
    widths = re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)
    assert sum(map(int, widths)) == pytest.approx(house_style.pages["letter"].column, abs=2)


def test_a_row_stays_whole_and_has_no_empty_cell(house_style: HouseStyle) -> None:
    xml = body(house_style, signed(5))
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>") == 3
    assert xml.count("<w:tc>") == 5
    assert xml.count('<w:gridAfter w:val="1"/>') == 1


def test_the_table_has_no_lines(house_style: HouseStyle) -> None:
    assert not re.search("w:tblBorders|w:tcBorders|w:tblStyle", body(house_style, signed(5)))


@pytest.mark.parametrize("columns", [1, 2])
def test_a_dozen_stays_on_one_page(columns: int, house_style: HouseStyle) -> None:
    count = 6 * columns
    last = [f"Naam {n}" for n in range(count - columns, count)]
    assert loose(body(house_style, signed(count, columns))) == last


def test_of_many_at_least_two_rows_stand_on_a_page(house_style: HouseStyle) -> None:
    ends = [f"Naam {n}" for n in (*range(2, 16), 18, 19)]
    assert loose(body(house_style, signed(20))) == ends


@pytest.mark.parametrize("count", [1, 6])
def test_enclosures_stay_with_the_signature(count: int, house_style: HouseStyle) -> None:
    end = para("Kopie: de griffier", "small")
    xml = body(house_style, signed(count, 1 + (count > 4)), para("Bijlage: brief", "small"), end)
    assert loose(xml) == []
    first, second = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Small"/>.*?</w:p>', xml)
    assert "<w:keepNext/>" in first
    assert "keepNext" not in second


def test_the_last_words_stay_with_the_signature(house_style: HouseStyle) -> None:
    first, *_others = re.findall("<w:p>.*?</w:p>", body(house_style, para("Slot."), signed(1)))
    assert "<w:keepNext/>" in first


def test_the_last_item_of_a_list_stays_with_the_signature(house_style: HouseStyle) -> None:
    inner = List((ListItem((para("a"),)), ListItem((para("b"),))))
    asks = List((ListItem((para("1"),)), ListItem((para("2"), inner))))
    paragraphs = re.findall("<w:p>.*?</w:p>", body(house_style, asks, signed(1)))
    kept = [re.findall("<w:t[^>]*>(.*?)</w:t>", p)[0] for p in paragraphs if "<w:keepNext/>" in p]
    assert kept == ["2", "b"]


def test_without_a_closing_there_is_no_empty_line(house_style: HouseStyle) -> None:
    xml = body(house_style, signed(2)._replace(closing=()))
    assert xml.count("<w:p>") == 2
