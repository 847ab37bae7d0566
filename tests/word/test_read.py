import pytest
from samples import LETTER, MINIMAL, PAPER, final

from drafter.document import Document
from drafter.problems import DrafterError
from drafter.word.package import Part, pack, unpack
from drafter.word.read import ReadBaseline, ReadField, read
from drafter.word.style import HouseStyle
from drafter.word.write import write
from drafter.word.xml import W

OPEN = f'<w:document xmlns:w="{W}"><w:body>'
MAIN = "word/document.xml"


def document(house_style: HouseStyle, xml: str) -> bytes:
    """A file whose body is this XML, as another program might have left it."""
    return replaced(write(MINIMAL, house_style), MAIN, f"{OPEN}{xml}</w:body></w:document>")


def replaced(data: bytes, name: str, content: str | bytes) -> bytes:
    parts = unpack(data, "")
    parts[name] = Part.of(name, content)
    return pack(parts.values())


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("a") + run("b"), "ab"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:cr/></w:r>", "a\nb\t\n"),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("a"), "a"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>", "a\u2011\u00ad"),
        (f"<w:ins>{run('a')}</w:ins>" + run("b"), "ab"),
        (f"<w:del><w:r><w:delText>a</w:delText></w:r></w:del>{run('b')}", "b"),
        (f"<w:moveFrom>{run('a')}</w:moveFrom><w:moveTo>{run('b')}</w:moveTo>", "b"),
        (f"<w:sdt><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>", "a"),
        (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("3"), "3"),
        (f"<w:smartTag>{run('a')}</w:smartTag><w:proofErr/>{run(' b')}", "a b"),
        (f"<w:r><w:drawing><w:txbxContent><w:p>{run('x')}</w:p></w:txbxContent></w:drawing></w:r>",
         ""),
    ],
)  # fmt: skip
def test_text_is_what_word_shows(house_style: HouseStyle, xml: str, text: str) -> None:
    (paragraph,) = read(document(house_style, f"<w:p>{xml}</w:p>")).paragraphs
    assert paragraph.text == text


def test_paragraphs_in_cells_and_content_controls_count(house_style: HouseStyle) -> None:
    cell = f"<w:tbl><w:tr><w:tc><w:p>{run('cel')}</w:p></w:tc></w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent><w:p>{run('blok')}</w:p></w:sdtContent></w:sdt>"
    found = read(document(house_style, cell + control))
    assert [p.text for p in found.paragraphs] == ["cel", "blok"]


def test_a_former_style_does_not_count(house_style: HouseStyle) -> None:
    change = '<w:pPrChange><w:pPr><w:pStyle w:val="BlockQuote"/></w:pPr></w:pPrChange>'
    xml = f'<w:p><w:pPr><w:pStyle w:val="Question"/>{change}</w:pPr>{run("a")}</w:p>'
    assert read(document(house_style, xml)).paragraphs[0].style == "Vraag"


def test_a_bookmark_over_two_paragraphs_has_the_text_of_both(house_style: HouseStyle) -> None:
    start = '<w:bookmarkStart w:id="7" w:name="intro"/>'
    xml = (
        f'<w:p>{run("x")}{start}{run("een")}</w:p><w:p>{run("twee")}<w:bookmarkEnd w:id="7"/></w:p>'
    )
    found = read(document(house_style, xml))
    assert found.bookmarks == {"intro": "een\ntwee"}
    assert [p.fields for p in found.paragraphs] == [(("intro", "een"),), (("intro", "twee"),)]


def test_notes_have_the_numbers_that_word_shows(house_style: HouseStyle) -> None:
    data = write(LETTER, house_style)
    body = unpack(data, "")[MAIN].content().decode()
    swapped = body.replace('Reference w:id="1"', 'Reference w:id="9"')
    swapped = swapped.replace('Reference w:id="2"', 'Reference w:id="1"')
    swapped = swapped.replace('Reference w:id="9"', 'Reference w:id="2"')
    notes = [note[0].text for note in read(replaced(data, MAIN, swapped)).notes]
    assert notes == [note[0].text for note in reversed(read(data).notes)]


def test_reads_the_baseline_of_a_draft_and_none_of_a_final(house_style: HouseStyle) -> None:
    baseline = read(write(LETTER, house_style)).baseline
    assert isinstance(baseline, ReadBaseline)
    assert baseline.fields[0] == ReadField("date", ("date",), "2016-06-06")
    assert read(write(final(LETTER), house_style)).baseline is None


def test_reads_the_properties(house_style: HouseStyle) -> None:
    properties = read(write(LETTER, house_style)).properties
    assert properties == (LETTER.title, LETTER.author, "nl-NL")


DTD = '<!DOCTYPE w [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "content",
    [
        f"{DTD}{OPEN}</w:body></w:document>",
        f"{DTD}{OPEN}</w:body></w:document>".encode("utf-16"),
        f"{OPEN}<w:p></w:body></w:document>",
        "",
        '<w:document xmlns:w="x">\x01</w:document>',
    ],
    ids=["DTD", "DTD in UTF-16", "not closed", "empty", "control character"],
)
def test_refuses_bad_xml(house_style: HouseStyle, content: str | bytes) -> None:
    data = replaced(write(MINIMAL, house_style), MAIN, content)
    with pytest.raises(DrafterError) as refused:
        read(data, "terug.docx")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("not-docx", "terug.docx")


def test_refuses_a_zip_that_is_no_document() -> None:
    with pytest.raises(DrafterError, match="damaged"):
        read(pack([Part.of("a.txt", "b")]))


def test_refuses_a_part_that_is_larger_than_it_says(house_style: HouseStyle) -> None:
    parts = unpack(write(MINIMAL, house_style), "")
    parts[MAIN] = parts[MAIN]._replace(size=10)
    with pytest.raises(DrafterError, match="damaged"):
        read(pack(parts.values()))


# ── Other spellings of the same XML ───────────────────────────────────────────

PLAIN = (
    '<w:p><w:pPr><w:pStyle w:val="Question"/></w:pPr><w:bookmarkStart w:id="1" w:name="a"/>'
    '<w:r><w:t>één &lt;&amp;&gt; "twee"</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p><w:p/>'
)
WHOLE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{OPEN}{PLAIN}</w:body></w:document>'
)


@pytest.mark.parametrize(
    "content",
    [
        WHOLE,
        WHOLE.replace("w:", "v:").replace("xmlns:w", "xmlns:v"),
        WHOLE.replace("<w:", "<")
        .replace("</w:", "</")
        .replace(" xmlns:w", f' xmlns="{W}" xmlns:w'),
        WHOLE.replace(PLAIN, f'<x:a xmlns:x="x" xmlns:w="{W}">{PLAIN}</x:a>'),
        WHOLE.replace(PLAIN, f'<a xmlns:w="x"><w:p/></a>{PLAIN}'),
        WHOLE.replace(PLAIN, f"<!-- <w:p/> -->{PLAIN}<?target <w:p/>?>"),
        WHOLE.replace("één &lt;&amp;&gt;", "<![CDATA[één <&>]]>"),
        WHOLE.replace("één &lt;&amp;&gt;", "&#233;&#xe9;n &#60;&#38;>"),
        WHOLE.replace("<w:r>", '<w:r w:rsidR="&lt;w:p/>">'),
        WHOLE.replace("<w:t>", "<w:t\n xml:space = 'preserve' >").replace(
            '"Question"', "'Question'"
        ),
        WHOLE.replace("<w:p/>", "\n<w:p w:rsidR='0'></w:p>\r\n"),
        WHOLE.replace("UTF-8", "utf-16").encode("utf-16"),
        WHOLE.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        WHOLE.encode("utf-8-sig"),
        WHOLE[WHOLE.index("<w:") :],
    ],
    ids=[
        *("ours", "another prefix", "no prefix", "declared again", "prefix of another"),
        *("comment", "CDATA", "references", "sign in attribute", "single quotes"),
        *("white", "UTF-16", "Latin-1", "byte order mark", "no declaration"),
    ],
)
def test_one_text_in_any_spelling(house_style: HouseStyle, content: str | bytes) -> None:
    found = read(replaced(write(MINIMAL, house_style), MAIN, content))
    assert [(p.style, p.text, p.fields) for p in found.paragraphs] == [
        ("Vraag", 'één <&> "twee"', (("a", 'één <&> "twee"'),)),
        ("Normal", "", ()),
    ]


@pytest.mark.parametrize("document", [LETTER, PAPER, final(LETTER)])
def test_what_drafter_writes_reads_the_same_when_spelled_anew(
    document: Document, house_style: HouseStyle
) -> None:
    data = write(document, house_style)
    parts = unpack(data, "")
    for name in parts:
        if name != "[Content_Types].xml":
            parts[name] = Part.of(name, parts[name].content() + b"<!-- strange -->")
    assert read(pack(parts.values())) == read(data)


def test_a_prefix_without_a_namespace_is_refused(house_style: HouseStyle) -> None:
    with pytest.raises(DrafterError, match="prefix"):
        read(document(house_style, "<w:p><v:shape/></w:p>"))


def test_what_is_left_out_may_lie_in_itself(house_style: HouseStyle) -> None:
    inner = f"<w:pict><w:p>{run('x')}<w:pict/><w:pict>{run('x')}</w:pict></w:p></w:pict>"
    (paragraph,) = read(document(house_style, f"<w:p>{inner}{run('a')}</w:p>")).paragraphs
    assert paragraph.text == "a"
