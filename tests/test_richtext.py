"""A rich field's Markdown to markup: what counts as markup, and that nothing else does."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter import markup, richtext
from drafter.document import Block, runs
from drafter.fields import FieldNote, FieldRich

# ── Blocks ────────────────────────────────────────────────────────────────────

BLOCKS = [
    (">", "<p>&gt;</p>"),
    ("een", "<p>een</p>"),
    ("een\ntwee", "<p>een twee</p>"),
    ("een\n\ntwee\n \n\ndrie\n", "<p>een</p><p>twee</p><p>drie</p>"),
    ("*een*\ntwee", "<p><em>een</em> twee</p>"),
    ("*een*\n\ntwee", "<p><em>een</em></p><p>twee</p>"),
    # Two spaces at the end of a line mean nothing: nobody sees them.
    ("een  \ntwee", "<p>een twee</p>"),
    ("*een*  \ntwee", "<p><em>een</em> twee</p>"),
    ("een\\\ntwee", "<p>een<br/>twee</p>"),
    # Lists.
    ("- een\n- twee", "<ul><li><p>een</p></li><li><p>twee</p></li></ul>"),
    ("* een", "<ul><li><p>een</p></li></ul>"),
    ("- [ ] een", "<ul><li><p>[ ] een</p></li></ul>"),
    ("1. een\n2. twee", "<ol><li><p>een</p></li><li><p>twee</p></li></ol>"),
    ("- een\n  - twee", "<ul><li><p>een</p><ul><li><p>twee</p></li></ul></li></ul>"),
    ("- een\n\n  twee", "<ul><li><p>een</p><p>twee</p></li></ul>"),
    ("een\n- twee", "<p>een</p><ul><li><p>twee</p></li></ul>"),
    # Quotes.
    ("> een", "<blockquote><p>een</p></blockquote>"),
    ("> een\n>\n> - twee", "<blockquote><p>een</p><ul><li><p>twee</p></li></ul></blockquote>"),
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_paragraphs_lists_and_quotes(text: str, expected: str) -> None:
    assert richtext.to_markup(text) == expected


# ── Within a line ─────────────────────────────────────────────────────────────

INLINES = [
    ("**een**", "<strong>een</strong>"),
    ("__een__", "<strong>een</strong>"),
    ("*een*", "<em>een</em>"),
    ("_een_", "<em>een</em>"),
    ("***een***", "<em><strong>een</strong></em>"),
    ("[een](https://wo-men.nl/a?b=c&d)", '<a href="https://wo-men.nl/a?b=c&amp;d">een</a>'),
    ("[een](http://wo-men.nl)", '<a href="http://wo-men.nl">een</a>'),
    ("[een](mailto:info@wo-men.nl)", '<a href="mailto:info@wo-men.nl">een</a>'),
    ("[*een*](https://wo-men.nl)", '<a href="https://wo-men.nl"><em>een</em></a>'),
    ("<https://wo-men.nl>", '<a href="https://wo-men.nl">https://wo-men.nl</a>'),
    ("<info@wo-men.nl>", '<a href="mailto:info@wo-men.nl">info@wo-men.nl</a>'),
    ("zie https://wo-men.nl.", 'zie <a href="https://wo-men.nl">https://wo-men.nl</a>.'),
    ("zie *https://wo-men.nl*", 'zie <em><a href="https://wo-men.nl">https://wo-men.nl</a></em>'),
    (
        "(https://wo-men.nl/a_b_c)",
        '(<a href="https://wo-men.nl/a_b_c">https://wo-men.nl/a_b_c</a>)',
    ),
    ("een[^a]", 'een<note key="a"/>'),
    ("een[^a][^b] twee", 'een<note key="a"/><note key="b"/> twee'),
    ("*een[^a]*", '<em>een<note key="a"/></em>'),
    ('een[^a"b<]', 'een<note key="a&quot;b&lt;"/>'),
    ("[Nothing about us]{lang=en} zei zij", '<span lang="en">Nothing about us</span> zei zij'),
    ('[Nothing]{lang="en-GB"}', '<span lang="en-GB">Nothing</span>'),
    ("[*Nothing*[^a]]{lang=en}", '<span lang="en"><em>Nothing</em><note key="a"/></span>'),
    ("[invullen: wat?]", "<prompt>[invullen: wat?]</prompt>"),
    ("**[Invullen: wat?]**", "<strong><prompt>[Invullen: wat?]</prompt></strong>"),
    ("[invullen: wie?]{lang=en}", "<prompt>[invullen: wie?]</prompt>{lang=en}"),
    ("[invullen: wie *en* waar?]", "<prompt>[invullen: wie *en* waar?]</prompt>"),
    ("[invullen: wie\nen waar?]", "<prompt>[invullen: wie en waar?]</prompt>"),
    (r"\*een\* \[^a] \_b\_", "*een* [^a] _b_"),
]


@pytest.mark.parametrize(("text", "expected"), INLINES)
def test_emphasis_links_notes_languages_and_prompts(text: str, expected: str) -> None:
    assert richtext.to_inline_markup(text) == expected
    assert richtext.to_markup(text) == f"<p>{expected}</p>"


# ── Nothing else is markup ────────────────────────────────────────────────────

LITERAL = [
    *("# Kop", "Kop\n===", "Kop\n---", "---", "***", "* * *", "- - -", "___"),
    *("```\ncode\n```", "    code", "`code`", "~~weg~~", "a^2^ en H~2~O"),
    *("<b>vet</b>", "<script>alert(1)</script>", "<!-- niets -->", "<?php ?>", "<f id='x'>"),
    *("&amp; &lt; &copy; &nbsp; &#42;", "A & B", "a < b > c"),
    *("| a | b |\n|---|---|\n| 1 | 2 |", "[ref]\n\n[ref]: niets", "[^ ]", "[^a b]"),
    *("{{ 7*7 }}", "{% if %}", "{.klas}", "[een]{.klas}", "[een]{}", "[een]{lang=en onclick=x}"),
    *("[een]{lang='en\"><b>'}", "[een]{lang=engels}", "een {lang=en}"),
    *("2026. Een jaar", "3. drie", "1325. Resolutie", "-5 graden", "*", "-", "1.", "+", "1.een"),
    *("WO=MEN", "a_b_c", "5 * 3", "#1325", "https://", "www.wo-men.nl", "info@wo-men.nl"),
]


@pytest.mark.parametrize("text", LITERAL)
def test_everything_else_stays_as_it_was_typed(text: str) -> None:
    printed = "\n".join("".join(run.text for run in runs((block,))) for block in blocks(text))
    assert printed.split() == text.split()
    assert {type(block).__name__ for block in blocks(text)} <= {"Paragraph", "List"}


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "vbscript:x", "data:text/html,x"),
        *("file:///etc/passwd", "ftp://wo-men.nl", "/etc/passwd", "#top", "wo-men.nl", "tel:112"),
    ],
)
@pytest.mark.parametrize("form", ["[een]({})", "<{}>", "![een]({})"])
def test_a_link_leads_to_a_web_page_or_a_mailbox_and_nowhere_else(address: str, form: str) -> None:
    made = richtext.to_markup(form.format(address))
    assert "<a" not in made
    assert address in made


# ── Properties ────────────────────────────────────────────────────────────────

_ALLOWED = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(n) for n in range(32) if n not in (9, 10)] + ["\ufffe", "\uffff"],
)
_PLAIN = st.text(st.sampled_from("ab \n\t.,:;!?()'\"/1-=#{}%é€") | _ALLOWED, max_size=40)
_MARKED = st.text(
    st.sampled_from("*_[]()<>{}\\!`#-+&^.1 \n\tablng=:/htps@") | _ALLOWED, max_size=50
)


class _AnyNote(dict[str, str]):
    """Texts of notes, whatever they are called."""

    def __contains__(self, _key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return key.replace("&", "&amp;").replace("<", "&lt;")


def blocks(text: str) -> tuple[Block, ...]:
    return markup.parse(FieldRich(text, "opening").__html__(), markup.Notes(_AnyNote(), "{}"))


_SIMPLE = st.lists(
    st.sampled_from(
        (
            *("[^bron]", "[^1]", "[do no harm]{lang=en}", "[wens & wet]{ lang=fr }"),
            *("[invullen: *wat*]", "woord", " ", "  ", "\n", "\n\n", "http://a.nl/b_c"),
            *("&", ".", "1.", "- ", "(x)", "]", "{", "{lang=en}", "[invullen: x]", "[^x y]"),
        )
    ),
    max_size=12,
).map("".join)


@given(_PLAIN | _SIMPLE)
def test_without_special_signs_the_short_way_is_the_long_way(text: str) -> None:
    assume(all(map(richtext._is_simple, richtext._PARAGRAPHS.split(text.strip()))))
    assume("\x85" not in text)  # white space for Python and not for Markdown
    long = "".join(richtext._blocks(richtext._reader().parse(richtext._TRAILING.sub("", text))))
    assert richtext.to_markup(text) == (long or "<p></p>")


@given(_PLAIN | _MARKED)
def test_any_text_makes_blocks(text: str) -> None:
    known = {"opening", None} if "[^" in text else {"opening"}  # None is the text of a note
    assert {run.field for run in runs(blocks(text))} <= known


@given(_PLAIN | _MARKED)
def test_any_text_makes_a_line(text: str) -> None:
    line = FieldNote(text, "notes.a").__html__()
    found = markup.parse(f"<p>{line}</p>", markup.Notes(_AnyNote(), "{}"))
    assert [type(block).__name__ for block in found] in ([], ["Paragraph"])


@given(_PLAIN)
def test_words_without_special_signs_are_all_printed(text: str) -> None:
    assume(richtext._is_simple(text))
    assert (
        " ".join(run.text for run in runs(blocks(text))).split() == text.split() or "http" in text
    )


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("Een gewone zin.", False),
        ("Een noot[^bron] en [do no harm]{lang=en}.", False),
        ("Een *schuine* zin.", True),
    ],
)
def test_markdown_is_loaded_only_for_texts_that_need_it(text: str, loaded: bool) -> None:
    code = (
        "import sys; from drafter import richtext; "
        f"richtext.to_markup({text!r}); print('markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(loaded)
