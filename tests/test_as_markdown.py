"""Received paragraphs to Markdown: readable examples, and that it reads back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafter import markup, richtext
from drafter.as_markdown import NotMarkdown, as_markdown
from drafter.document import Baseline, Document, Note, Running, lines
from drafter.fields import FieldRich
from drafter.received import Cell, Paragraph, Piece
from drafter.word.receive import receive
from drafter.word.style import HouseStyle
from drafter.word.write import write
from drafter.workspace import PACKAGED_TEMPLATES

NOTES = {"2": "bron", "3": "rapport"}
EMPTY = Baseline("", {})
RUNNING = Running("", "", "", "", "")


def paragraph(*pieces: Piece | str, style: str = "Normal", **more: Any) -> Paragraph:
    made = [Piece(piece) if isinstance(piece, str) else piece for piece in pieces]
    return Paragraph(tuple(made), style, **more)


def bullet(text: str, level: int = 0) -> Paragraph:
    return paragraph(text, style="List Bullet", level=level, list="4")


def numbered(text: str, list: str = "5", level: int = 0) -> Paragraph:
    return paragraph(text, style="List Number", level=level, list=list, ordered=True)


def more(text: str, level: int = 0) -> Paragraph:
    return paragraph(text, style=f"List Continue {level + 1}".removesuffix(" 1"))


def quoted(text: str) -> Paragraph:
    return paragraph(text, style="Blokcitaat")


def bold(text: str) -> Piece:
    return Piece(text, bold=True)


def italic(text: str) -> Piece:
    return Piece(text, italic=True)


def note(id: str) -> Piece:
    return Piece("", note=id)


# ── A line ────────────────────────────────────────────────────────────────────

LINES: list[tuple[list[Piece | str], str]] = [
    (["Een ", bold("vet"), " woord."], "Een **vet** woord."),
    (["Een ", italic("schuin"), " woord."], "Een *schuin* woord."),
    ([Piece("beide", bold=True, italic=True)], "***beide***"),
    (["Een ", bold("vet "), "woord."], "Een **vet** woord."),  # no mark beside a space
    (["Een", bold(" vet"), " woord."], "Een **vet** woord."),
    ([bold("Vet."), " ", bold("Vet.")], "**Vet. Vet.**"),  # of a space, nobody sees it
    ([bold("Vet "), Piece("en schuin", bold=True, italic=True)], "**Vet *en schuin***"),
    ([Piece("link", bold=True, link="https://x.nl"), bold(".")], "**[link](https://x.nl).**"),
    (
        [
            "Zie ",
            Piece("onze ", link="https://x.nl"),
            Piece("site", bold=True, link="https://x.nl"),
        ],
        "Zie [onze **site**](https://x.nl)",
    ),
    ([Piece("a", link="https://x.nl/(b)")], "[a](<https://x.nl/(b)>)"),
    (["Zie ", Piece("https://x.nl/a_b", link="https://x.nl/a_b"), "."], "Zie https://x.nl/a_b."),
    (["Zie https://x.nl."], "Zie https://x.nl."),
    ([Piece("info@x.nl", link="mailto:info@x.nl")], "<info@x.nl>"),
    ([Piece("do no harm", language="en-GB"), " zei zij"], "[do no harm]{lang=en} zei zij"),
    ([Piece("oui", language="fr-CA", italic=True)], "*[oui]{lang=fr-CA}*"),
    (["Word", Piece(" is Word", language="x-none")], "Word is Word"),  # no language at all
    (["Een", note("2"), " twee", note("3"), ",", note("2")], "Een[^bron] twee[^rapport][^bron]"),
    ([bold("Een"), note("2"), bold(" twee")], "**Een[^bron] twee**"),
    (["een\ntwee"], "een\\\ntwee"),
    (["  een \n twee  "], "een\\\ntwee"),
    (["[invullen: wat *en* waarom_]"], "[invullen: wat *en* waarom_]"),
    # Where CommonMark has no way to say it, the text stays and the look is on fewer signs.
    (["a", bold("(b)"), "c"], "a(**b**)c"),
    (["a", bold("!"), "b"], "a!b"),
]


@pytest.mark.parametrize(("pieces", "expected"), LINES)
def test_looks_links_languages_and_notes(pieces: list[Piece | str], expected: str) -> None:
    assert as_markdown([paragraph(*pieces)], NOTES) == expected


ESCAPED = [
    ("1. een", r"1\. een"),
    ("- een", r"\- een"),
    ("+ een", r"\+ een"),
    ("* een", r"\* een"),
    ("> een", r"\> een"),
    (">", r"\>"),
    ("een\n1. twee", "een\\\n1\\. twee"),
    ("een *twee* drie", r"een \*twee* drie"),
    ("een _twee_ drie", r"een \_twee_ drie"),
    ("**een**", r"\*\*een**"),
    ("[een](https://x.nl)", r"\[een](https://x.nl)"),
    ("[^bron]", r"\[^bron]"),
    ("[^1]", r"\[^1]"),
    ("[@bron]", r"\[@bron]"),
    ("[een]{lang=en}", r"\[een]{lang=en}"),
    ("<info@x.nl>", r"\<info@x.nl>"),
    (r"een \* twee", r"een \\* twee"),
]


@pytest.mark.parametrize(("text", "expected"), ESCAPED)
def test_what_would_be_a_mark_is_escaped(text: str, expected: str) -> None:
    assert as_markdown([paragraph(text)], {**NOTES, "4": "1"}) == expected


UNTOUCHED = [
    *("# Kop", "5 * 3 = 15", "a_b_c", "voetnoot*", "[een]", "[x] {y}", "2026. Een jaar", "-5"),
    *("een - twee", "1.een", "WO=MEN", "C:\\map", "\\", "A & B", "&amp;", "<b>", "`code`", "---"),
    *("a < b > c", "| a |", "![een]", "wit\u00a0spatie", "tab\ttab", "“Citaat”", "[ref]: niets"),
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_nothing_else_is(text: str) -> None:
    assert as_markdown([paragraph(text)], NOTES) == text


# ── Blocks ────────────────────────────────────────────────────────────────────

BLOCKS: list[tuple[list[Paragraph], str]] = [
    ([paragraph("een"), paragraph(" "), paragraph("twee")], "een\n\ntwee"),
    ([paragraph("kop:"), bullet("een"), bullet("twee")], "kop:\n\n- een\n- twee"),
    ([bullet("een"), bullet("twee", 1), bullet("drie")], "- een\n  - twee\n- drie"),
    ([bullet("een"), more("meer"), bullet("twee")], "- een\n\n  meer\n- twee"),
    ([bullet("een"), bullet("twee", 1), more("meer")], "- een\n  - twee\n\n  meer"),
    ([bullet("een"), paragraph("los")], "- een\n\nlos"),
    ([numbered("een"), numbered("twee")], "1. een\n2. twee"),
    ([numbered("een"), bullet("twee", 1)], "1. een\n   - twee"),
    # Another numbered list begins at one; text within a numbered list does not end it.
    ([numbered("een"), numbered("een", "6")], "1. een\n\n1) een"),
    ([numbered("een"), paragraph("meer"), numbered("twee")], "1. een\n\n   meer\n2. twee"),
    ([bullet("een"), numbered("twee"), bullet("drie")], "- een\n\n1. twee\n\n- drie"),
    ([quoted("een"), quoted("twee"), paragraph("drie")], "> een\n>\n> twee\n\ndrie"),
    ([bullet("een"), quoted("twee")], "- een\n\n> twee"),
    ([paragraph("een", style="Blokcitaat", level=0, list="7"), quoted("b")], "- > een\n\n> b"),
    # A level that is skipped is that of an item without text.
    ([bullet("een", 2), bullet("twee", 1), bullet("drie")], "- - - een\n  - twee\n- drie"),
    ([bullet("een"), bullet("twee", 2)], "- een\n  - - twee"),
    ([numbered("een", level=1), bullet("twee")], "- 1. een\n- twee"),
]


@pytest.mark.parametrize(("paragraphs", "expected"), BLOCKS)
def test_lists_and_quotations(paragraphs: list[Paragraph], expected: str) -> None:
    assert as_markdown(paragraphs, NOTES) == expected


def test_a_field_that_is_an_item_itself_holds_no_list() -> None:
    point = [bullet("een"), more("meer"), bullet("twee", 1), more("ook", 1), quoted("drie")]
    assert as_markdown(point, {}, depth=1) == "een\n\nmeer\n\n- twee\n\n  ook\n\n> drie"


def test_ten_items_and_more_are_indented_alike() -> None:
    items = [*(numbered(str(at)) for at in range(10)), bullet("x", 1)]
    assert as_markdown(items, {}).endswith("9. 8\n10. 9\n    - x")


# ── What no field can hold ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (paragraph("cel", cell=Cell(0, 0, 0)), "a table"),
        (paragraph("een", drawings=1), "an image"),
        (paragraph("Kop", style="heading 2"), "the heading “Kop”"),
        (paragraph("Kop", style="Genummerde kop"), "the heading “Kop”"),
        (paragraph(Piece("a", link="file:///etc/passwd")), "a link to file:///etc/passwd"),
        (paragraph(Piece("a", link="javascript:alert(1)")), "a link to javascript:alert(1)"),
        (paragraph(note("9")), "a footnote that drafter does not find in the input"),
    ],
)
def test_what_it_cannot_hold_it_names(found: Paragraph, what: str) -> None:
    with pytest.raises(NotMarkdown, match=rf"^{what.replace('(', '.').replace(')', '.')}$"):
        as_markdown([paragraph("een"), found], NOTES)


# ── Properties ────────────────────────────────────────────────────────────────


class Shown(NamedTuple):
    """A paragraph as a reader sees it."""

    kind: str  # quotation, continued item, or ""
    level: int | None
    ordered: bool
    new: bool  # whether a numbered list begins here
    signs: tuple[Any, ...]


class Printed(NamedTuple):
    paragraphs: tuple[Paragraph, ...]
    notes: Mapping[str, str]


@lru_cache
def house_style() -> HouseStyle:
    return HouseStyle.open(PACKAGED_TEMPLATES / "house-style" / "house-style.docx")


class AnyNote(dict[str, str]):
    """Texts of notes, whatever they are called."""

    def __contains__(self, _key: object) -> bool:
        return True

    def __missing__(self, _key: str) -> str:
        return "Zie daar."


def printed(text: str) -> Printed:
    """What Word has of a rich field."""
    blocks = markup.parse(FieldRich(text, "closing").__html__(), markup.Notes(AnyNote(), "{}"))
    made = Document("letter", "", "", "", None, blocks, RUNNING, EMPTY, draft=False)
    keys = [one.key for line in lines(blocks) for one in line if isinstance(one, Note)]
    paragraphs = receive(write(made, house_style()), "").paragraphs
    ids = [piece.note for one in paragraphs for piece in one.pieces if piece.note]
    return Printed(paragraphs, dict(zip(ids, keys, strict=True)))


def shown(paragraphs: Iterable[Paragraph], notes: Mapping[str, str]) -> list[Shown]:
    """What is seen of paragraphs; nobody sees the look of a space, or which bullet is whose."""
    out, lists = [], set()
    for one in paragraphs:
        signs = [sign for piece in uncommad(one.pieces) for sign in seen(piece, notes)]
        signs = trimmed(signs)
        kind = "" if one.style == "Normal" or one.level is not None else one.style
        kind = one.style if one.style == "Blokcitaat" else kind
        if signs:
            new = one.ordered and (one.list, one.level) not in lists
            lists.add((one.list, one.level))
            out.append(Shown(kind, one.level, one.ordered, new, tuple(signs)))
    return out


def trimmed(signs: list[Any]) -> list[Any]:
    """Without white space at the ends and around line breaks."""
    white = [len(sign) == 1 for sign in signs]
    broken = [at for at, sign in enumerate(signs) if sign == ("\n",)]
    ends = [-1, *broken, len(signs)]
    out: list[Any] = []
    for start, end in pairwise(ends):
        here = [at for at in range(start + 1, end) if not white[at]]
        out += [("\n",)] if start >= 0 else []
        out += signs[here[0] : here[-1] + 1] if here else []
    while out and out[0] == ("\n",):
        del out[0]
    while out and out[-1] == ("\n",):
        del out[-1]
    return out


def uncommad(pieces: Sequence[Piece]) -> list[Piece]:
    around = zip((None, *pieces), pieces, (*pieces[1:], None), strict=False)
    return [p for a, p, b in around if not (p.text == "," and a and a.note and b and b.note)]


def seen(piece: Piece, notes: Mapping[str, str]) -> list[tuple[Any, ...]]:
    if piece.note:
        return [("note", notes[piece.note])]
    link = richtext.address(piece.link) if piece.link else ""
    look = (piece.bold, piece.italic, link, piece.language)
    return [(sign, *look) if sign.strip() else (sign,) for sign in piece.text]


_NASTY = st.sampled_from("*_[]()<>{}\\!`#-+&^.1 \n\tablng=:/htps@é\u00a0")
_WORDS = st.sampled_from(
    [
        *(
            "een",
            "twee",
            "1.",
            "-",
            "*",
            "_",
            "[x]",
            "[^bron]",
            "\\",
            "(x)",
            "[@x]",
            "https://x.nl",
        ),
        *("{lang=en}", "[x](https://y.nl)", ">", "**", "<https://z.nl>", "[invullen: x]", "x."),
    ]
)
_TEXT = st.text(_NASTY, max_size=12) | st.lists(_WORDS, max_size=4).map(" ".join)
_LOOKS = st.fixed_dictionaries(
    {
        "bold": st.booleans(),
        "italic": st.booleans(),
        "link": st.sampled_from(["", "", "https://wo-men.nl/a(b)_c", "mailto:a@b.nl"]),
        "language": st.sampled_from(["", "", "en-GB", "fr-FR"]),
    }
)
_PIECE = st.builds(lambda text, look: Piece(text, **look), _TEXT, _LOOKS) | st.sampled_from(
    [note("2"), note("3")]
)
_PIECES = st.lists(_PIECE, max_size=5)
_STYLES = st.sampled_from(["Normal", "Normal", "Blokcitaat", "List Bullet", "List Number"])


@st.composite
def received(draw: st.DrawFn) -> list[Paragraph]:
    """Paragraphs as drafter itself prints them: levels follow each other."""
    made: list[Paragraph] = []
    fresh = count(4)
    lists: list[tuple[bool, str]] = []
    for pieces in draw(st.lists(_PIECES, max_size=6)):
        one = paragraph(*pieces)
        if not any(piece.note or piece.text.strip() for piece in pieces):
            continue
        style = draw(_STYLES)
        if style.startswith("List"):
            level = draw(st.integers(0, min(len(lists), 2)))
            ordered = style == "List Number"
            same = lists[level : level + 1]
            if not same or same[0][0] != ordered or (ordered and draw(st.booleans())):
                lists[level:] = [(ordered, str(next(fresh)))]
            del lists[level + 1 :]
            one = one._replace(style=style, level=level, list=lists[level][1], ordered=ordered)
        elif lists and draw(st.booleans()):
            level = draw(st.integers(0, len(lists) - 1))
            del lists[level + 1 :]
            one = one._replace(style=f"List Continue {level + 1}".removesuffix(" 1"))
        else:
            lists = []
            one = one._replace(style=style)
        made.append(one)
    return made


def texts(shown: Iterable[Shown]) -> list[Any]:
    """Without looks that Markdown may lose within a word."""
    return [
        one._replace(signs=tuple([s if s[0] == "note" else s[0] for s in one.signs]))
        for one in shown
    ]


@settings(deadline=None, max_examples=200)
@given(received())
def test_any_paragraphs_keep_their_text_and_their_lists(paragraphs: list[Paragraph]) -> None:
    text = as_markdown(paragraphs, NOTES)
    back = printed(text)
    assert texts(shown(*back)) == texts(shown(paragraphs, NOTES))
    assert as_markdown(*back) == text


_WORD = st.sampled_from(["een", "(een)", "«twee»", "1.", "x*", "_y_", "z!", "[w]", "v\\", "5%"])


@settings(deadline=None, max_examples=200)
@given(st.lists(st.builds(lambda text, look: Piece(text, **look), _WORD, _LOOKS), min_size=1))
def test_looks_of_whole_words_are_kept(words: list[Piece]) -> None:
    spaced = [piece for word in words for piece in (word, Piece(" "))]
    back = printed(as_markdown([paragraph(*spaced)], {}))
    assert shown(*back) == shown([paragraph(*spaced)], {})


_BETWEEN = st.sampled_from([" ", "\n", "\n\n", "- ", "> ", "1. ", "  ", "\\\n"])


@settings(deadline=None, max_examples=200)
@given(st.text(_NASTY, max_size=60) | st.lists(_WORDS | _BETWEEN, max_size=12).map("".join))
@example("- a\n\n  > b\n\n  c")
@example("1. a\n2. b\n\n1) c\n   - d\n\n     1. e")
def test_what_any_markdown_prints_can_be_written_again(text: str) -> None:
    try:
        once = printed(text)
    except (markup.MarkupError, KeyError):
        return
    again = printed(as_markdown(*once))
    assert texts(shown(*again)) == texts(shown(*once))
    assert as_markdown(*again) == as_markdown(*once)
