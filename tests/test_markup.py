"""Markup to tree: the vocabulary, what spaces mean, notes, and strictness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import markup
from drafter.document import (
    AddressBlock,
    Block,
    Contents,
    Details,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    NoteNumber,
    Paragraph,
    ParagraphStyle,
    Quote,
    Run,
    Signature,
    Table,
    runs,
)
from drafter.elements import Element, MarkupError, elements, elements_by_kind
from drafter.fields import FieldRich, FieldText
from drafter.markup import Notes

NOTES = Notes(
    {"a": '<f id="notes.a">Bron A</f>', "b": '<f id="notes.b">Bron B</f>'}, "Zie noot {}."
)


def parse(text: str) -> tuple[Block, ...]:
    return markup.parse(text, NOTES)


def line(text: str) -> tuple[Inline, ...]:
    """The content of the only paragraph."""
    (block,) = parse(text)
    assert isinstance(block, Paragraph)
    return block.content


def refused(text: str) -> MarkupError:
    with pytest.raises(MarkupError) as caught:
        parse(text)
    return caught.value


def body(text: str) -> Paragraph:
    return Paragraph((Run(text),))


# ── Vocabulary ────────────────────────────────────────────────────────────────

VOCABULARY: list[tuple[str, Block]] = [
    ("<p>een</p>", body("een")),
    ('<p class="salutation">een</p>', Paragraph((Run("een"),), "salutation")),
    ('<p class="question">een</p>', Paragraph((Run("een"),), "question")),
    ("<h1>een</h1>", Heading(1, (Run("een"),))),
    ('<h1 class="numbered">een</h1>', Heading(1, (Run("een"),), numbered=True)),
    ("<h2>een</h2>", Heading(2, (Run("een"),))),
    ("<h3>een</h3>", Heading(3, (Run("een"),))),
    ("<ul><li>een</li></ul>", List((ListItem((body("een"),)),))),
    ("<ol><li><p>een</p></li></ol>", List((ListItem((body("een"),)),), ordered=True)),
    (
        '<ol class="continued"><li>een</li></ol>',
        List((ListItem((body("een"),)),), ordered=True, continues=True),
    ),
    (
        "<ul><li>een<ul><li>twee</li></ul></li></ul>",
        List((ListItem((body("een"), List((ListItem((body("twee"),)),)))),)),
    ),
    ("<blockquote><p>een</p></blockquote>", Quote((body("een"),))),
    (
        "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>",
        Table(((Run("A"),),), (((Run("1"),),),)),
    ),
    (
        "<address><line>een</line><line>twee</line></address>",
        AddressBlock(((Run("een"),), (Run("twee"),))),
    ),
    (
        '<details><detail label="Datum">nu</detail></details>',
        Details((("Datum", (Run("nu"),)),)),
    ),
    (
        "<signature><closing>Dag,</closing><signatory><line>X</line></signatory></signature>",
        Signature((Run("Dag,"),), (((Run("X"),),),)),
    ),
    (
        '<signature columns="2"><signatory><line>X</line></signatory></signature>',
        Signature((), (((Run("X"),),),), columns=2),
    ),
    ('<contents heading="Inhoud"/>', Contents("Inhoud")),
]


@pytest.mark.parametrize(("text", "expected"), VOCABULARY)
def test_each_block_becomes_its_node(text: str, expected: Block) -> None:
    assert parse(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<strong>een</strong>", Run("een", bold=True)),
        ("<em>een</em>", Run("een", italic=True)),
        ("<strong><em>een</em></strong>", Run("een", bold=True, italic=True)),
        ("<sup>2</sup>", Run("2", superscript=True)),
        ("<prompt>[invullen: wat]</prompt>", Run("[invullen: wat]", prompt=True)),
        ('<span lang="en">een</span>', Run("een", language="en-GB")),
        ('<span lang="fr-BE">een</span>', Run("een", language="fr-BE")),
        ('<f id="subject">een</f>', Run("een", field="subject")),
        ("een<br/>twee", Run("een\ntwee")),
        ('<a href="https://x.nl">een</a>', Link("https://x.nl", (Run("een"),))),
        ('<a href="mailto:a@b.nl">een</a>', Link("mailto:a@b.nl", (Run("een"),))),
        ("&amp;&lt;&nbsp;&euml;&hellip;&#8211;", Run("&<\u00a0ë…–")),
    ],
)
def test_each_inline_becomes_its_node(text: str, expected: Inline) -> None:
    assert line(f"<p>{text}</p>") == (expected,)


def test_every_style_of_the_document_can_be_written() -> None:
    for style in ParagraphStyle.__args__:  # type: ignore[attr-defined]
        assert parse(f'<p class="{style}">een</p>') == (Paragraph((Run("een"),), style),)


# ── Spaces ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\n<p>\n  een\n  twee \t drie\n</p>\n\n", "een twee drie"),
        ("<p>een <strong>twee</strong> drie</p>", "een twee drie"),
        ("<p>een\u00a0\u00a0twee</p>", "een\u00a0\u00a0twee"),
        ('<p> Aan <f id="a">  een   twee </f> </p>', "Aan   een   twee "),
        ('<p><f id="a">een\ttwee</f></p>', "een\ttwee"),
        ("een losse zin", "een losse zin"),
    ],
)
def test_the_templates_spaces_collapse_and_those_of_a_field_stay(text: str, expected: str) -> None:
    assert "".join(run.text for run in runs(parse(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n  \n", "<p></p>", "<p>\n  </p>", "<p><strong></strong></p>", "<p>&#32;</p>"),
        *("<h1> </h1>", "<ul></ul>", "<ul><li></li></ul>", "<ol><li><p></p></li></ol>"),
        *("<blockquote></blockquote>", "<blockquote><p></p></blockquote>"),
        *('<p><a href="https://x.nl"></a></p>', '<p><f id="a"></f></p>', '<f id="a"><p></p></f>'),
    ],
)
def test_what_holds_no_text_vanishes(text: str) -> None:
    assert parse(text) == ()


def test_a_detail_without_text_vanishes_with_its_label() -> None:
    text = '<details><detail label="Datum">nu</detail><detail label="Kenmerk"> </detail></details>'
    assert parse(text) == (Details((("Datum", (Run("nu"),)),)),)


# ── Rich fields ───────────────────────────────────────────────────────────────


def rich(text: str) -> str:
    return FieldRich(text, "opening").__html__()


TWO = rich("Een.\n\nTwee.")
LISTED = rich("Een:\n\n- a\n- b\n\nTwee.")


def of_field(text: str, **dress: bool) -> Run:
    return Run(text, field="opening", **dress)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"<p>Eerst. {rich('Een.')} Dan.</p>",
            (Paragraph((Run("Eerst. "), of_field("Een."), Run(" Dan."))),),
        ),
        (
            f'<p class="question">Vraag: {TWO}</p>',
            (
                Paragraph((Run("Vraag: "), of_field("Een.")), "question"),
                Paragraph((of_field("Twee."),), "question"),
            ),
        ),
        (
            f"<p>{LISTED}</p>",
            (
                Paragraph((of_field("Een:"),)),
                List(tuple(ListItem((Paragraph((of_field(x),)),)) for x in "ab")),
                Paragraph((of_field("Twee."),)),
            ),
        ),
        (rich("> Een."), (Quote((Paragraph((of_field("Een."),)),)),)),
        (
            f"<ul><li>{TWO}</li></ul>",
            (List((ListItem((Paragraph((of_field("Een."),)), Paragraph((of_field("Twee."),)))),)),),
        ),
        (
            f"<h1>{rich('Een *twee*')}</h1>",
            (Heading(1, (of_field("Een "), of_field("twee", italic=True))),),
        ),
    ],
)
def test_a_rich_field_continues_the_paragraph_it_stands_in(
    text: str, expected: tuple[Block, ...]
) -> None:
    assert parse(text) == expected


def test_a_list_does_not_fit_on_one_line() -> None:
    error = refused(f"<h1>{rich('- een')}</h1>")
    assert (error.line, error.column) == (1, 1)
    assert error.hint


# ── Notes ─────────────────────────────────────────────────────────────────────

A = Note("a", (Run("Bron A", field="notes.a"),))
B = Note("b", (Run("Bron B", field="notes.b"),))
A_AGAIN = Note("a", (Run("Zie noot "), NoteNumber("a"), Run(".")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('een<note key="a"/>', (Run("een"), A)),
        ('een<note key="a"/>, twee<note key="b"/>', (Run("een"), A, Run(", twee"), B)),
        ('een<note key="a"/><note key="b"/>', (Run("een"), A, Run(",", superscript=True), B)),
        ('een<note key="a"/> twee<note key="a"/>', (Run("een"), A, Run(" twee"), A_AGAIN)),
        (
            '<f id="x">een<note key="a"/><note key="b"/></f>',
            (Run("een", field="x"), A, Run(",", superscript=True, field="x"), B),
        ),
    ],
)
def test_notes_stand_where_they_are_cited(text: str, expected: tuple[Inline, ...]) -> None:
    assert line(f"<p>{text}</p>") == expected


def test_a_second_citation_refers_back_from_another_paragraph_too() -> None:
    blocks = parse('<h1>een<note key="a"/></h1><p>twee<note key="a"/></p>')
    assert blocks == (Heading(1, (Run("een"), A)), Paragraph((Run("twee"), A_AGAIN)))


def test_a_note_that_has_no_text_is_refused() -> None:
    error = refused('<p>een</p>\n<p>twee<note key="c"/></p>')
    assert (error.line, error.column) == (2, 8)


# ── Strictness ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("<p>een</p>\n  <div>twee</div>", (2, 3), "<div>"),
        ("<p>een <b>twee</b></p>", (1, 8), "<b>"),
        ("<p>een <u>twee</u></p>", (1, 8), "<u>"),
        ("<p>een\n<h1>twee</h1>\n<p>drie</p>", (1, 1), "<p>"),
        ("<p>een <strong>twee</p>", (1, 8), "<strong>"),
        ("<p>een<br>twee</p>", (1, 7), "<br>"),
        ("<p>een</p>\n</p>", (2, 3), ""),
        ("<p>R & D</p>", (1, 7), ""),
        ("<p>een < twee</p>", (1, 9), ""),
        ("<p>&onbekend;</p>", (1, 1), "onbekend"),
        ('<p class="groot">een</p>', (1, 1), "groot"),
        ("<p class=groot>een</p>", (1, 10), ""),
        ("<ul>een</ul>", (1, 1), "<ul>"),
        ("<ul><p>een</p></ul>", (1, 5), "<p>"),
        ("<table></table>", (1, 1), ""),
        ("<address><p>een</p></address>", (1, 10), "<p>"),
        ("<line>een</line>", (1, 1), "<line>"),
        ("<li>een</li>", (1, 1), "<li>"),
        ('<p><a href="javascript:x">een</a></p>', (1, 4), "javascript:x"),
        ('<p><a href="wo-men.nl">een</a></p>', (1, 4), "wo-men.nl"),
        ("<p><a>een</a></p>", (1, 4), ""),
        ('<p><a href="https://x.nl">een<note key="a"/></a></p>', (1, 4), ""),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a;</p>", (1, 3), ""),
        ("<p>een</p></document><p>twee</p>", (1, 22), ""),
    ],
)
def test_what_is_not_markup_is_refused_at_its_place(
    text: str, at: tuple[int, int], said: str
) -> None:
    error = refused(text)
    assert (error.line, error.column) == at
    assert said in error.message


@given(
    st.text(
        st.sampled_from('<>/&;"= abpfidhu13\n') | st.characters(exclude_categories=["Cs"]),
        max_size=40,
    )
)
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        parse(text)
    except MarkupError as error:
        assert error.line >= 1  # noqa: PT017
        assert error.column >= 1  # noqa: PT017


# ── Text in is text out ───────────────────────────────────────────────────────

_TEXT = st.text(
    st.sampled_from("&<>{}*_#='\" \t\n][^:/") | st.characters(exclude_categories=["Cs"]), min_size=1
).filter(lambda text: all(c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") for c in text))


@given(_TEXT)
def test_the_text_of_a_field_comes_back_as_it_was(text: str) -> None:
    blocks = parse(f"<p>{FieldText(text, 'x').__html__()}</p>")
    found = list(runs(blocks))
    assert "".join(run.text for run in found) == text
    assert {run.field for run in found} == {"x"}


@given(_TEXT)
def test_the_text_of_a_field_comes_back_between_other_text(text: str) -> None:
    blocks = parse(f"<p>Aan: {FieldText(text, 'x').__html__()}, dus.</p>")
    assert "".join(run.text for run in runs(blocks)) == f"Aan: {text}, dus."


@given(_TEXT.filter(lambda text: not set(text) & set("\t\n")))
def test_any_name_of_a_field_comes_back_too(name: str) -> None:
    (run,) = runs(parse(FieldText("een", name).__html__()))
    assert run.field == name


# ── Markup that differs in its texts only ─────────────────────────────────────


def shape(element: Element) -> tuple[object, ...]:
    children = [c if isinstance(c, str) else shape(c) for c in element.children]
    return (element.tag, element.attributes, children)


@pytest.mark.parametrize(
    "text",
    [
        '<p class="small">{}<em>{}</em><br/>\n{}<note key="a"/></p>',
        '<p>{}</p>{}<p lang="a b">{}</p>',
        '<p title="a > b">{}{}{}</p>',
        "<p>{}<!-- <em> -->{}{}</p>",
        "<p><![CDATA[<em>]]>{}{}{}</p>",
        "<?word <p> ?><p>{}{}{}</p>",
        "<p title='<'>{}{}{}</p>",
        "<p>{}<em>{}</p></em>{}",
        '<p class="a" class="b">{}{}{}</p>',
    ],
)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["a", "", "\n ", "é\xa0", "&amp;", "&", "<", ">", "]]>", "\r\n"])
        ).map("".join)
        | st.text(max_size=5),
        min_size=6,
        max_size=6,
    )
)
def test_the_second_with_the_same_tags_is_read_as_the_first(text: str, words: list[str]) -> None:
    for written in (text.format(*words[:3]), text.format(*words[3:])):
        try:
            read = shape(elements(written))
        except (MarkupError, UnicodeError) as error:
            with pytest.raises(type(error)):
                elements_by_kind(written)
        else:
            assert shape(elements_by_kind(written)) == read


def test_a_long_text_is_read_as_it_was() -> None:
    for letter in "ab":
        written = f"<p>{letter * 20_000}</p>"
        assert shape(elements_by_kind(written)) == shape(elements(written))
