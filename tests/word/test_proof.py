from collections.abc import Callable

import pytest
from samples import ALL, LETTER, MINIMAL, PLAIN_LETTER, final, text

from drafter.document import Document, Link, Paragraph, Run, Signature
from drafter.problems import DrafterError
from drafter.word.package import Part, pack, unpack
from drafter.word.proof import prove
from drafter.word.style import HouseStyle
from drafter.word.write import write


@pytest.mark.parametrize("document", [*ALL.values(), PLAIN_LETTER])
def test_what_was_written_is_what_the_tree_says(
    document: Document, house_style: HouseStyle
) -> None:
    for state in (document, final(document)):
        prove(state, write(state, house_style))


@pytest.mark.parametrize("count", [0, 1, 2, 5, 12, 31])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_of_signatories_are_read_across(
    count: int, columns: int, house_style: HouseStyle
) -> None:
    names = tuple((text(f"Organisatie {n}"), text("secretaris")) for n in range(count))
    document = MINIMAL._replace(blocks=(Signature(text("Dag,"), names, columns),))
    data = write(document, house_style)
    prove(document, data)
    swapped = Signature(text("Dag,"), tuple(reversed(names)), columns)
    if count > 1:
        with pytest.raises(DrafterError, match="Organisatie 0"):
            prove(document._replace(blocks=(swapped,)), data)


def tampered(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    parts = unpack(data, "")
    before = parts[name].content().decode()
    assert change(before) != before
    parts[name] = Part.of(name, change(before))
    return pack(parts.values())


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("word/document.xml", "Geachte leden", "Geachte leden,", "Geachte leden,"),
        ("word/document.xml", "WO=MEN", "", "WO=MEN"),
        ("word/document.xml", "<w:br/>", "", "Tweede regel"),
        ("word/document.xml", '"Question"', '"BlockQuote"', "paragraph"),
        ("word/document.xml", '<w:ilvl w:val="0"/>', '<w:ilvl w:val="1"/>', "paragraph"),
        ("word/document.xml", '<w:footnoteReference w:id="2"/>', "", "paragraph"),
        ("word/_rels/document.xml.rels", "example.org", "example.com", "paragraph"),
        ("word/footnotes.xml", "29 521", "29 512", "note 1"),
        ("docProps/core.xml", "MINUSMA in Mali", "MINUSMA", "title"),
        ("customXml/item1.xml", "GVV-2016-07", "GVV-2016-08", "input"),
    ],
)
def test_any_difference_is_refused(
    house_style: HouseStyle, name: str, old: str, new: str, told: str
) -> None:
    data = tampered(write(LETTER, house_style), name, lambda xml: xml.replace(old, new, 1))
    with pytest.raises(DrafterError) as refused:
        prove(LETTER, data)
    (problem,) = refused.value.problems
    assert problem.code == "proof"
    assert told in problem.message


def test_a_paragraph_too_many_is_refused(house_style: HouseStyle) -> None:
    shorter = LETTER._replace(blocks=LETTER.blocks[:-1])
    with pytest.raises(DrafterError, match="Kopie"):
        prove(shorter, write(LETTER, house_style))
    with pytest.raises(DrafterError, match="Kopie"):
        prove(LETTER, write(shorter, house_style))


def test_a_draft_does_not_pass_for_a_final_file(house_style: HouseStyle) -> None:
    with pytest.raises(DrafterError, match="bookmarks"):
        prove(final(LETTER), write(LETTER, house_style))
    with pytest.raises(DrafterError, match="input"):
        prove(LETTER, write(final(LETTER), house_style))


def test_a_link_that_covers_other_words_is_refused(house_style: HouseStyle) -> None:
    def linked(first: str, second: str) -> Document:
        link = Link("https://example.org", (Run(second),))
        return MINIMAL._replace(blocks=(Paragraph((Run(first), link)),))

    with pytest.raises(DrafterError):
        prove(linked("ab", "c"), write(linked("a", "bc"), house_style))
