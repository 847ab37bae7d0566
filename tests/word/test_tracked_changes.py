"""Tracked changes: accepted they give the new document, rejected the old one."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import tracked
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ALL, LETTER, MINIMAL, PAPER, PLAIN_LETTER, final, para, text

from drafter.document import (
    Block,
    Details,
    Document,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
)
from drafter.problems import DrafterError
from drafter.word.proof import prove_accepted
from drafter.word.read import ReadDocument, ReadParagraph, read
from drafter.word.redline import redline
from drafter.word.style import HouseStyle
from drafter.word.write import write

MOMENT = datetime(2026, 6, 2, 10, 30)
TABLE = next(at for at, block in enumerate(LETTER.blocks) if isinstance(block, Table))


def made(old: Document, new: Document, style: HouseStyle) -> bytes:
    return redline(old, new, style, "A. Jansen & co", MOMENT)


def with_blocks(*blocks: Block) -> Document:
    return MINIMAL._replace(blocks=blocks)


def body(data: bytes, name: str = "document") -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(f"word/{name}.xml").decode()


def said(document: ReadDocument) -> list[Any]:
    """All but bookmarks and the table of contents, which are those of the new document."""
    return [
        [
            (one.style, one.level, one.text, one.notes, one.links)
            for one in document.paragraphs
            if one.style not in ("toc 1", "TOC Heading")
        ],
        [[(one.text, one.links) for one in note] for note in document.notes],
    ]


def joined(document: ReadDocument) -> ReadDocument:
    """The document with links to one address that touch as one link, as they are to a reader."""
    notes = tuple(tuple(map(_joined, note)) for note in document.notes)
    return document._replace(paragraphs=tuple(map(_joined, document.paragraphs)), notes=notes)


def _joined(paragraph: ReadParagraph) -> ReadParagraph:
    links: list[tuple[int, int, str]] = []
    for start, end, address in paragraph.links:
        if links and links[-1][1:] == (start, address):
            start = links.pop()[0]
        links.append((start, end, address))
    return paragraph._replace(links=tuple(links))


def assert_sound(old: Document, new: Document, style: HouseStyle) -> bytes:
    data = made(old, new, style)
    accepted, rejected = read(tracked.accepted(data)), read(tracked.rejected(data))
    assert joined(accepted) == joined(read(write(new, style)))
    assert said(joined(rejected)) == said(joined(read(write(old._replace(draft=new.draft), style))))
    prove_accepted(new, data)
    ids = re.findall(r'<w:(?:ins|del|pPrChange) w:id="(\d+)"', body(data) + body(data, "footnotes"))
    assert len(set(ids)) == len(ids)
    return data


def without(document: Document, *places: int) -> Document:
    kept = [block for at, block in enumerate(document.blocks) if at not in places]
    return document._replace(blocks=tuple(kept))


PAIRS = {
    "more": (PLAIN_LETTER, LETTER),
    "less": (LETTER, PLAIN_LETTER),
    "the end": (LETTER, without(LETTER, len(LETTER.blocks) - 1, len(LETTER.blocks) - 2)),
    "a table": (LETTER, without(LETTER, TABLE)),
    "a table and its caption": (without(LETTER, TABLE, TABLE - 1), LETTER),
    "before a table": (LETTER, without(LETTER, TABLE - 1)),
    "chapters": (PAPER, PAPER._replace(blocks=PAPER.blocks[:9] + PAPER.blocks[14:])),
    "almost all": (MINIMAL, LETTER),
    "from a draft to a final one": (PLAIN_LETTER, final(LETTER)),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_accepted_it_is_the_new_document_and_rejected_the_old(
    pair: tuple[Document, Document], house_style: HouseStyle
) -> None:
    assert tracked.count(assert_sound(*pair, house_style)) > 0


@pytest.mark.parametrize("document", ALL.values(), ids=ALL)
def test_without_a_change_it_is_the_document(document: Document, house_style: HouseStyle) -> None:
    assert tracked.count(assert_sound(document, document, house_style)) == 0


def test_the_proof_sees_a_text_that_is_not_the_new_one(house_style: HouseStyle) -> None:
    with pytest.raises(DrafterError) as refused:
        prove_accepted(PLAIN_LETTER, made(PLAIN_LETTER, LETTER, house_style))
    assert [problem.code for problem in refused.value.problems] == ["proof"]


def test_author_and_moment_are_those_given(house_style: HouseStyle) -> None:
    changed = body(made(MINIMAL, LETTER, house_style))
    marks = re.findall("<w:(?:ins|del) [^>]*>", changed)
    stamp = 'w:author="A. Jansen &amp; co" w:date="2026-06-02T10:30:00Z"'
    assert marks
    assert all(stamp in mark for mark in marks)


def test_only_the_words_that_changed_are_marked(house_style: HouseStyle) -> None:
    old = with_blocks(para("Wij vragen de minister om een helder plan.", field="f"))
    new = with_blocks(para("Wij vragen de staatssecretaris om een helder plan.", field="f"))
    changed = body(assert_sound(old, new, house_style))
    assert re.findall("<w:delText[^>]*>([^<]*)", changed) == ["minister"]
    assert re.findall("<w:ins .*?<w:t [^>]*>([^<]*)", changed) == ["staatssecretaris"]


def test_a_text_that_was_retyped_is_no_puzzle(house_style: HouseStyle) -> None:
    old = with_blocks(para("Hoe borgt u de kennis van gender in de missie?", field="f"))
    new = with_blocks(para("Welke stappen zet de minister, en wanneer?", field="f"))
    changed = body(assert_sound(old, new, house_style))
    assert (changed.count("<w:del "), changed.count("<w:ins ")) == (1, 1)
    assert changed.count("<w:p>") == 1


def test_what_was_deleted_stays_in_the_bookmark_of_its_field(house_style: HouseStyle) -> None:
    old = with_blocks(para("Een plan voor meisjes", field="f"))
    new = with_blocks(para("Een plan", field="f"))
    changed = body(made(old, new, house_style))
    (inside,) = re.findall("<w:bookmarkStart.*<w:bookmarkEnd", changed)
    assert "meisjes" in inside


def test_a_changed_note_is_tracked_within_the_note(house_style: HouseStyle) -> None:
    def noted(note: str) -> Document:
        return with_blocks(Paragraph((Run("Een zin."), Note("a", text(note)))))

    data = assert_sound(noted("Zie pagina 12."), noted("Zie pagina 14."), house_style)
    assert "<w:ins " not in body(data)
    assert re.findall("<w:delText[^>]*>([^<]*)", body(data, "footnotes")) == ["12"]


def test_notes_that_come_and_go_are_numbered_anew(house_style: HouseStyle) -> None:
    first, second = Note("a", text("Eerste.")), Note("b", text("Tweede."))
    old = with_blocks(Paragraph((*text("Een zin die blijft staan."), first)))
    new = with_blocks(Paragraph((*text("Een zin die blijft staan."), second)))
    data = assert_sound(old, new, house_style)
    assert len(re.findall("<w:footnoteReference ", body(data))) == 2
    assert body(data, "footnotes").count("<w:footnote w:id=") == 2


def test_rows_are_tracked_as_rows(house_style: HouseStyle) -> None:
    table = LETTER.blocks[TABLE]
    assert isinstance(table, Table)
    row = (text("2031"), text("Iets heel anders"), text("8"))
    longer = table._replace(rows=(*table.rows, row))
    more = LETTER._replace(blocks=(*LETTER.blocks[:TABLE], longer, *LETTER.blocks[TABLE + 1 :]))
    added = body(assert_sound(LETTER, more, house_style))
    assert len(re.findall("<w:trPr>[^/]*/><w:ins ", added)) == 1
    removed = body(assert_sound(more, LETTER, house_style))
    assert len(re.findall("<w:trPr>[^/]*/><w:del ", removed)) == 1


def test_columns_of_signatories(house_style: HouseStyle) -> None:
    def signed(*names: str) -> Document:
        who = tuple((text(name), text("voorzitter")) for name in names)
        return with_blocks(para("Tekst."), Signature(text("Groet,"), who, 2), para("B", "small"))

    assert_sound(signed("Ans", "Bea", "Cor"), signed("Ans", "Bea", "Dré", "Eva"), house_style)
    assert_sound(signed("Ans", "Bea"), signed("Ans"), house_style)


def test_no_paragraph_ends_with_a_change_before_one_of_its_kind(house_style: HouseStyle) -> None:
    old = with_blocks(para("Eerst dit.", field="f"), para("Einde", "small"))
    more = para("Eerst dit. Dan dat.", field="f")
    new = with_blocks(more, para("En nog iets."), para("Einde", "small"))
    came, went = (body(assert_sound(*pair, house_style)) for pair in ((old, new), (new, old)))
    assert re.findall("<w:ins .*?<w:t [^>]*>([^<]*)", came) == [". Dan dat", "En nog iets."]
    assert re.findall("<w:delText [^>]*>([^<]*)", went) == [". Dan dat", "En nog iets."]


def test_an_item_that_went_stays_in_its_list(house_style: HouseStyle) -> None:
    def listed(*texts: str) -> Document:
        items = tuple(ListItem((para(one),)) for one in texts)
        return with_blocks(List(items, ordered=True), para("Einde."))

    data = assert_sound(listed("een punt", "twee", "drie punten"), listed("een punt"), house_style)
    assert len(set(re.findall('<w:numId w:val="([0-9]+)"', body(data)))) == 1


# ── Random pairs ──────────────────────────────────────────────────────────────

_WORDS = st.lists(
    st.sampled_from(["de", "missie", "van", "A&B,", "in\tMali.\n", "<wij>", "vragen"]), max_size=6
)
_FIELD = st.sampled_from([None, "a", "b", "asks.c.question"])


@st.composite
def _inlines(draw: st.DrawFn) -> tuple[Any, ...]:
    out: list[Any] = []
    for number in range(draw(st.integers(1, 3))):  # two links to one address side by side are one
        run = Run(" ".join(draw(_WORDS)) + "x", bold=draw(st.booleans()), field=draw(_FIELD))
        out.append(draw(st.sampled_from([run, run, Link(f"https://a.nl/{number}", (run,))])))
    if draw(st.booleans()):
        key = draw(st.sampled_from("pqr"))
        out.append(Note(key, (Run(" ".join(draw(_WORDS)) + key),)))
    return tuple(out)


_PARAGRAPHS = st.builds(Paragraph, _inlines(), st.sampled_from(["body", "question", "label"]))
_TABLES = st.lists(st.tuples(_inlines(), _inlines()), min_size=2, max_size=4).map(
    lambda rows: Table(rows[0], tuple(rows[1:]))
)
_LISTS = st.builds(
    List,
    st.lists(
        st.lists(_PARAGRAPHS, min_size=1, max_size=2).map(tuple).map(ListItem),
        min_size=1,
        max_size=3,
    ).map(tuple),
    st.booleans(),
)
_DETAILS = st.lists(st.tuples(st.sampled_from(["Datum", "Betreft"]), _inlines()), min_size=1).map(
    lambda rows: Details(tuple(rows))
)
_BLOCKS = st.lists(_PARAGRAPHS | _LISTS | _TABLES | _DETAILS, max_size=5)


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Sequence[Block], Sequence[Block]]:
    """Two texts that have something in common; each begins and ends with a paragraph."""
    old = draw(_BLOCKS)
    kept = [block for block in old if draw(st.integers(0, 3))]
    came = draw(_BLOCKS)
    at = draw(st.integers(0, len(kept)))
    new = [*kept[:at], *came[:2], *kept[at:]]
    first, last = para("Geachte Kamerleden,", "salutation"), para("Einde", "small")
    return [first, *_apart(old), last], [first, *_apart(new), last]


def _apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a paragraph after each table: Word makes one table of two without it."""
    after = para("Na de tabel", "caption")
    return [
        one for block in blocks for one in ((block, after) if type(block) is Table else (block,))
    ]


def test_any_two_documents(house_style: HouseStyle) -> None:
    @settings(max_examples=25, deadline=None)
    @given(pair=_pairs())
    def sound(pair: tuple[Sequence[Block], Sequence[Block]]) -> None:
        old, new = pair
        assert_sound(with_blocks(*old), with_blocks(*new), house_style)

    sound()


# ── The judges ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_the_judges_find_no_fault(
    pair: tuple[Document, Document], house_style: HouseStyle, ooxml_validator: str, tmp_path: Path
) -> None:
    file = tmp_path / "redline.docx"
    file.write_bytes(made(*pair, house_style))
    sdk = subprocess.run([ooxml_validator, str(file)], capture_output=True, text=True, check=False)
    assert '"errors":[]' in re.sub(r"\s", "", sdk.stdout), sdk.stdout
    judge = Path(sys.executable).with_name("ooxml-integrity")
    run = subprocess.run([judge, "check", file], capture_output=True, text=True, check=False)
    assert "0 error(s), 0 warning(s), 0 info" in run.stdout, run.stdout


@pytest.mark.parametrize("name", ["less", "the end", "chapters"])
def test_libreoffice_sees_the_changes(
    name: str, house_style: HouseStyle, soffice: str, tmp_path: Path
) -> None:
    old, new = PAIRS[name]
    file = tmp_path / "redline.docx"
    file.write_bytes(made(old, new, house_style))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "docx:Office Open XML Text"]
    subprocess.run(
        [*command, "--outdir", tmp_path / "saved", file],
        capture_output=True,
        check=True,
        timeout=120,
    )
    saved = (tmp_path / "saved" / file.name).read_bytes()
    assert "A. Jansen &amp; co" in body(saved)
    assert texts(tracked.accepted(saved)) == texts(write(new, house_style))
    assert texts(tracked.rejected(saved)) == texts(write(old, house_style))


def texts(data: bytes) -> list[str]:
    """Every line but those of the table of contents."""
    return [one.text for one in read(data).paragraphs if "toc" not in one.style.lower()]
