"""A skeleton that writers filled in in Word becomes an input that prints their text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import drafter
from edited import Editor
from hypothesis import given, settings
from hypothesis import strategies as st
from in_word import commented, replaced
from test_review_random import STEP, work

from drafter import source
from drafter.chapters import plain
from drafter.composing import composed, fold
from drafter.filled import Filled, Known, filled
from drafter.pipeline import Pipeline
from drafter.received import Cell, Comment, Paragraph, Piece, Received, accepted
from drafter.richtext import to_markup
from drafter.skeleton import PROMPTS, prompt, skeleton
from drafter.word.receive import receive

GROUP = "Werkgroep Vrede van WO=MEN Dutch Gender Platform"
KNOWN = Known({"WO=MEN Dutch Gender Platform": "", GROUP: "vrede"}, prompt)
FIRST = (
    "[invullen: de aanbeveling in één regel"  # the begin of a prompt that stands in each chapter
)


@lru_cache
def _made(folder: str) -> Received:
    os.chdir(folder)
    made = skeleton("position-paper", "Vrouwen aan tafel", 2, None)
    return receive(made.document.read_bytes(), "")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Received:
    """A skeleton as it went round, with two chapters."""
    here = Path.cwd()
    try:
        return _made(str(tmp_path_factory.mktemp("skeleton")))
    finally:
        os.chdir(here)


@pytest.fixture
def writer(made: Received) -> Editor:
    return Editor(made)


def write(writer: Editor, prompt: str, *texts: str, nth: int = 0) -> None:
    """Type over a prompt; each further text is a new paragraph."""
    found = [n for n, one in enumerate(writer.paragraphs) if prompt in one.text]
    number = found[nth]
    length = len(writer.paragraphs[number].text)
    writer.insert_at(number, length, texts[0])
    writer.delete_at(number, 0, length)
    for at, text in enumerate(texts[1:], 1):
        writer.new(number + at, text, like=number)


def put(writer: Editor, after: str, *new: Paragraph) -> None:
    """Paragraphs after the one with these words."""
    at = writer.at(after) + 1
    writer.keep([*writer.paragraphs[:at], *new, *writer.paragraphs[at:]])


def paragraph(text: str, style: str = "Normal", **more: Any) -> Paragraph:
    return Paragraph((Piece(text),), style, **more)


def item(text: str, **more: Any) -> Paragraph:
    return paragraph(text, "List Paragraph", level=0, list="31", **more)


def taken(writer: Editor) -> Filled:
    found = filled(writer.received, "paper", KNOWN)
    assert found is not None
    return found


def codes(found: Filled) -> list[str]:
    return [remark.told.code for remark in found.remarks]


def yaml_of(found: Filled) -> str:
    text = composed(found, "ingevuld.docx")
    assert yaml.safe_load(text).keys() == found.data.keys()
    return text


def words(pipeline: Pipeline, found: Filled) -> list[str]:
    """What is printed of an input."""
    draft = pipeline.draft_source(source.parse(yaml_of(found), Path("inputs/papers/paper.yaml")))
    return said(receive(pipeline.word(draft.document), ""))


def said(received: Received) -> list[str]:
    """All words, those of notes where their sign stands."""
    out = []
    for one in accepted(received.paragraphs):
        for piece in one.pieces:
            notes = received.notes.get(piece.note, ())
            out.append(piece.text + "".join([f" [ {plain(note)} ] " for note in notes]))
        out.append(" ")
    return "".join(out).split()


# ── What is taken over ────────────────────────────────────────────────────────


def test_an_empty_skeleton_is_the_same_skeleton(writer: Editor, pipeline: Pipeline) -> None:
    found = taken(writer)
    assert words(pipeline, found) == said(writer.received)
    assert codes(found) == []
    first = found.data["recommendations"][0]
    assert first["id"] == "aanbeveling-1"
    assert [point["id"] for point in first["action_points"]] == [
        f"aanbeveling-1-{letter}" for letter in "abc"
    ]


@pytest.mark.parametrize("author", ["", "Noor Visser"])
def test_what_was_typed_over_the_prompts_is_printed(
    writer: Editor, pipeline: Pipeline, author: str
) -> None:
    writer.author = author
    write(writer, PROMPTS["period"], "2026–2028")
    write(writer, PROMPTS["lead"], "Vrouwen zitten te weinig aan tafel. Dat moet anders.")
    write(writer, PROMPTS["introduction"], "In 2000 begon het.", "1325. Zo heet de resolutie.")
    write(writer, PROMPTS["heading"], "Laat vrouwen *echt* meebeslissen: nu #1")
    write(writer, PROMPTS["analysis"], "Er zit geen vrouw aan tafel.", "- Dat kan beter.")
    write(writer, PROMPTS["action_point"], "Stel eisen aan elke delegatie.")
    write(writer, PROMPTS["closing"], "Wij denken graag mee.")
    write(writer, PROMPTS["contact"], "Bel ons, of kijk op https://www.wo-men.nl.")
    found = taken(writer)
    assert words(pipeline, found) == said(writer.received)
    assert found.data["period"] == "2026–2028"
    assert found.data["introduction"] == {
        "text": "In 2000 begon het.\n\n1325. Zo heet de resolutie."
    }
    first = found.data["recommendations"][0]
    assert first["id"] == "laat-vrouwen-echt-meebeslissen"
    assert first["heading"] == "Laat vrouwen *echt* meebeslissen: nu #1"
    assert first["analysis"] == "Er zit geen vrouw aan tafel.\n\n\\- Dat kan beter."
    assert first["action_points"][0]["id"] == "stel-eisen-aan-elke-delegatie"
    assert codes(found) == []


def test_hints_that_were_left_stay(writer: Editor, pipeline: Pipeline) -> None:
    writer.append(PROMPTS["introduction"] + "]", " Dit schreven wij alvast.")
    found = taken(writer)
    assert words(pipeline, found) == said(writer.received)
    assert found.data["introduction"]["text"] == (
        f"{prompt('introduction')} Dit schreven wij alvast."
    )


def test_a_chapter_that_was_deleted_is_gone(writer: Editor, pipeline: Pipeline) -> None:
    write(writer, PROMPTS["heading"], "Blijf", nth=1)
    paragraphs = writer.paragraphs
    start = next(n for n, one in enumerate(paragraphs) if FIRST in one.text)
    writer.keep(paragraphs[:start] + paragraphs[writer.at("Blijf") :])
    found = taken(writer)
    assert [one["id"] for one in found.data["recommendations"]] == ["blijf"]
    assert words(pipeline, found) == said(writer.received)


def test_headings_that_writers_added_are_sections_or_chapters(
    writer: Editor, pipeline: Pipeline
) -> None:
    write(writer, PROMPTS["analysis"], "Zo staat het ervoor.")
    put(
        writer,
        "Zo staat het ervoor.",
        paragraph("Wat er misgaat", "heading 2"),
        paragraph("Van alles."),
        paragraph("En wat nog meer", "heading 3"),
        paragraph("Nog meer."),
    )
    at = writer.at("Tot slot")
    chapter = [
        paragraph("Nieuw hoofdstuk", "heading 1"),
        paragraph("Met een analyse."),
        paragraph("Actiepunten", "Tussenkop"),
        item("Doe iets."),
    ]
    writer.keep([*writer.paragraphs[:at], *chapter, *writer.paragraphs[at:]])
    found = taken(writer)
    first, _second, third = found.data["recommendations"]
    assert [(one["id"], one["heading"], one["text"]) for one in first["sections"]] == [
        ("wat-er-misgaat", "Wat er misgaat", "Van alles."),
        ("en-wat-nog-meer", "En wat nog meer", "Nog meer."),
    ]
    assert third["heading"] == "Nieuw hoofdstuk"
    assert third["action_points"] == [{"id": "doe-iets", "text": "Doe iets."}]
    assert codes(found) == ["became-chapter"]
    assert words(pipeline, found) == [
        "Actiepunt" if word == "Actiepunten" and before == "analyse." else word
        for before, word in zip(["", *said(writer.received)], said(writer.received), strict=False)
    ]


def test_where_a_heading_has_no_place_it_is_a_line_in_bold(
    writer: Editor, pipeline: Pipeline
) -> None:
    put(writer, PROMPTS["introduction"], paragraph("Ooit", "heading 2"), paragraph("Lang geleden."))
    found = taken(writer)
    assert found.data["introduction"]["text"].endswith("\n\n**Ooit**\n\nLang geleden.")
    assert codes(found) == ["no-heading"]
    assert words(pipeline, found) == said(writer.received)


def test_lists_quotations_looks_and_links(writer: Editor, pipeline: Pipeline) -> None:
    write(writer, PROMPTS["introduction"], "Drie dingen:")
    looks = (
        Piece("Zo "),
        Piece("echt ", bold=True),
        Piece("do no harm", italic=True, language="en-GB"),
        Piece(", zie "),
        Piece("de site", link="https://wo-men.nl"),
    )
    put(
        writer,
        "Drie dingen:",
        item("een"),
        item("twee")._replace(level=1),
        item("drie", ordered=True)._replace(list="32"),
        paragraph("Wat het kabinet zei.", "Blokcitaat"),
        Paragraph(looks, "Normal"),
    )
    found = taken(writer)
    assert found.data["introduction"]["text"] == (
        "Drie dingen:\n\n- een\n  - twee\n\n1. drie\n\n> Wat het kabinet zei.\n\n"
        "Zo **echt** *[do no harm]{lang=en}*, zie [de site](https://wo-men.nl)"
    )
    assert words(pipeline, found) == said(writer.received)


def test_dutch_that_word_took_for_english_is_dutch(writer: Editor) -> None:
    text = Piece("Dit is de tekst van een schrijver met een Engels toetsenbord.", language="en-US")
    put(writer, PROMPTS["introduction"], Paragraph((text,), "Normal"))
    assert "lang=" not in taken(writer).data["introduction"]["text"]


# ── Action points ─────────────────────────────────────────────────────────────


def points(writer: Editor, *new: Paragraph) -> None:
    """These instead of the action points of the first chapter."""
    start = labels(writer)[0] + 1
    end = [n for n, one in enumerate(writer.paragraphs) if FIRST in one.text][1]
    writer.keep([*writer.paragraphs[:start], *new, *writer.paragraphs[end:]])


def labels(writer: Editor) -> list[int]:
    return [n for n, one in enumerate(writer.paragraphs) if one.text == "Actiepunten"]


def texts(found: Filled) -> list[str]:
    return [one["text"] for one in found.data["recommendations"][0].get("action_points", [])]


@pytest.mark.parametrize(
    "typed", [[item("Een."), item("Twee.")], [paragraph("Een."), paragraph("Twee.")]]
)
def test_a_list_of_any_kind_holds_action_points(
    writer: Editor, pipeline: Pipeline, typed: list[Paragraph]
) -> None:
    points(writer, *typed)
    found = taken(writer)
    assert texts(found) == ["Een.", "Twee."]
    assert words(pipeline, found) == said(writer.received)


def test_bullets_that_were_typed_are_no_text(writer: Editor) -> None:
    picture = Paragraph((), "Normal", drawings=1)
    points(writer, paragraph("- Een."), paragraph("•\tTwee."), paragraph("3) Drie."), picture)
    assert texts(taken(writer)) == ["Een.", "Twee.", "Drie."]


def test_what_belongs_to_an_action_point_stays_with_it(writer: Editor, pipeline: Pipeline) -> None:
    deeper = item("Diep.")._replace(level=1)
    points(writer, paragraph("Wij vragen:"), item("Een."), deeper, item("Twee."), paragraph("Dus."))
    found = taken(writer)
    assert texts(found) == ["Een.\n\n- Diep.", "Twee.\n\nDus."]
    assert found.data["recommendations"][0]["analysis"].endswith("\n\nWij vragen:")
    assert sorted(codes(found)) == ["joined", "moved"]
    assert sorted(words(pipeline, found)) == sorted(said(writer.received))


def test_a_chapter_without_action_points_has_none(writer: Editor, pipeline: Pipeline) -> None:
    start, end = (
        labels(writer)[0],
        [n for n, one in enumerate(writer.paragraphs) if FIRST in one.text][1],
    )
    writer.keep([*writer.paragraphs[:start], *writer.paragraphs[end:]])
    found = taken(writer)
    assert "action_points" not in found.data["recommendations"][0]
    assert words(pipeline, found) == said(writer.received)


# ── Notes and tables ──────────────────────────────────────────────────────────


def noted(writer: Editor, after: str, id: str, text: str) -> None:
    """A footnote behind some words."""
    number = writer.at(after)
    one = writer.paragraphs[number]
    made = one._replace(pieces=(*one.pieces, Piece("", note=id)))
    writer.keep([*writer.paragraphs[:number], made, *writer.paragraphs[number + 1 :]])
    note = (Paragraph((Piece(text),), "footnote text"),)
    writer.received = writer.received._replace(notes={**writer.received.notes, id: note})


def test_footnotes_get_a_name_of_their_own(writer: Editor, pipeline: Pipeline) -> None:
    write(writer, PROMPTS["introduction"], "Eerste.", "Tweede.", "Derde.")
    write(writer, PROMPTS["heading"], "Doe iets")
    noted(writer, "Eerste.", "7", "UN Women, *wereldwijde* studie, https://wps.unwomen.org/a_b.")
    noted(writer, "Tweede.", "9", "UN Women, *wereldwijde* boodschap.")
    noted(writer, "Derde.", "8", "Zie noot 1.")
    noted(writer, "Doe iets", "12", "Kamerstuk 29 521, nr. 336.")
    found = taken(writer)
    assert found.data["introduction"]["text"] == (
        "Eerste.[^un-women-wereldwijde]\n\nTweede.[^un-women-wereldwijde-2]\n\n"
        "Derde.[^un-women-wereldwijde]"
    )
    assert found.data["recommendations"][0]["heading_note"] == "kamerstuk-29-521-nr-336"
    assert found.data["notes"]["un-women-wereldwijde-2"] == "UN Women, \\*wereldwijde* boodschap."
    assert words(pipeline, found) == said(writer.received)


def test_an_empty_note_is_asked_for(writer: Editor) -> None:
    write(writer, PROMPTS["introduction"], "Eerste.")
    noted(writer, "Eerste.", "7", " ")
    assert taken(writer).data["notes"] == {"noot": prompt("note")}


def test_a_note_on_the_title_is_a_comment(writer: Editor) -> None:
    noted(writer, "Vrouwen aan tafel", "7", "Met dank aan allen.")
    assert "# Voetnoot uit Word: Met dank aan allen.\ntitle:" in yaml_of(taken(writer))


def test_a_note_on_words_of_the_template_is_a_comment_at_the_top(writer: Editor) -> None:
    noted(writer, "Tot slot", "7", "Met dank aan allen.")
    assert "\n\n# Voetnoot uit Word: Met dank aan allen.\n\nkind:" in yaml_of(taken(writer))


def cells(*rows: str, table: int = 0) -> list[Paragraph]:
    return [
        paragraph(text, "Tabeltekst", cell=Cell(table, r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row.split("|"))
    ]


def test_a_table_goes_with_its_chapter(writer: Editor, pipeline: Pipeline) -> None:
    write(writer, PROMPTS["analysis"], "Zie de tabel.")
    table = [paragraph("Uitgaven", "caption"), *cells("jaar|geld", "2025|10", "2026|")]
    put(writer, "Zie de tabel.", *table)
    found = taken(writer)
    assert found.data["recommendations"][0]["tables"] == [
        {
            "id": "uitgaven",
            "caption": "Uitgaven",
            "columns": ["jaar", "geld"],
            "rows": [["2025", "10"], ["2026", "–"]],
        }
    ]
    assert [word for word in words(pipeline, found) if word != "–"] == said(writer.received)


@pytest.mark.parametrize("late", [False, True])
def test_a_table_that_moves_within_its_chapter_is_remarked(
    writer: Editor, pipeline: Pipeline, late: bool
) -> None:
    write(writer, PROMPTS["analysis"], "Zie de tabel.", "Hij staat hierboven.")
    table = [paragraph("Uitgaven", "caption"), *cells("jaar|geld", "2025|10")]
    write(writer, PROMPTS["action_point"], "Stel eisen.")
    put(writer, "Stel eisen." if late else "Zie de tabel.", *table)
    found = taken(writer)
    assert codes(found) == ["moved"]
    assert found.remarks[0].path == ("recommendations", 0, "tables", 0)
    assert sorted(words(pipeline, found)) == sorted(said(writer.received))


def test_a_table_outside_a_chapter_or_with_merged_cells_is_remarked(writer: Editor) -> None:
    put(writer, PROMPTS["introduction"], *cells("a|b", "c"))
    found = taken(writer)
    (table,) = found.data["tables"]
    assert (table["caption"], table["rows"]) == (prompt("caption"), [["c", "–"]])
    assert sorted(codes(found)) == ["moved", "ragged-table"]


# ── What has no place ─────────────────────────────────────────────────────────


def test_what_no_field_can_hold_is_remarked(writer: Editor) -> None:
    write(writer, PROMPTS["introduction"], "Zie hier.")
    writer.look("Zie hier.", lambda piece: piece._replace(link="file:///C:/plan.doc"))
    put(writer, "Zie hier.", paragraph("Een foto.")._replace(drawings=1))
    found = taken(writer)
    assert found.data["introduction"]["text"] == "Zie hier.\n\nEen foto."
    assert [(one.path, one.told.code) for one in found.remarks] == [
        (("introduction", "text"), "no-link"),
        (("introduction", "text"), "no-drawing"),
    ]


def test_words_without_a_place_are_a_comment(writer: Editor) -> None:
    put(writer, "WO=MEN Dutch Gender Platform", paragraph("Versie van maandag", "Subtitle"))
    found = taken(writer)
    assert codes(found) == ["no-place"]
    assert (
        source.parse(yaml_of(found), Path("x.yaml")).place(found.remarks[0].path).file == "x.yaml"
    )
    assert "\n\n# Hiervoor is geen veld: Versie van maandag\n\nkind:" in yaml_of(taken(writer))


def test_comments_of_colleagues_are_comments_of_the_field(writer: Editor) -> None:
    write(writer, PROMPTS["introduction"], "Dit klopt niet helemaal.")
    writer.comment(
        "klopt niet",
        Comment("1", "Anna", "", "Hoezo\nniet?"),
        Comment("2", "Bram", "", "Zie nr. 336.", replies_to="1"),
        Comment("3", "Anna", "", "Klaar", resolved=True),
    )
    lost = Comment("4", "Cas", "", "Nergens bij.")
    writer.received = writer.received._replace(comments=(*writer.received.comments, lost))
    text = yaml_of(taken(writer))
    assert (
        "introduction:\n  # Opmerking van Anna bij ‘klopt niet’: Hoezo niet?\n"
        "  #   Antwoord van Bram: Zie nr. 336.\n  text: |\n"
    ) in text
    assert "\n\n# Opmerking van Cas: Nergens bij.\n\nkind:" in text
    assert "Klaar" not in text


def test_the_line_of_a_working_group_is_its_id(writer: Editor) -> None:
    writer.replace("WO=MEN Dutch Gender Platform", GROUP)
    assert taken(writer).data["working_group"] == "vrede"


def test_headings_of_the_template_may_be_others(writer: Editor) -> None:
    writer.replace("Inleiding", "Waarom nu")
    writer.replace("Tot slot", "Aan het werk")
    found = taken(writer)
    assert found.data["introduction"]["heading"] == "Waarom nu"
    assert found.data["closing"] == prompt("closing")
    assert [(one.path, one.told.code) for one in found.remarks] == [(("closing",), "own-heading")]
    assert "\n# Kop in Word: Aan het werk\nclosing: |\n" in yaml_of(found)


def test_missing_parts_are_asked_for(writer: Editor) -> None:
    kept = [
        one
        for one in writer.paragraphs
        if one.style != "Title" and PROMPTS["analysis"] not in one.text
        if PROMPTS["introduction"] not in one.text
    ]
    writer.keep(kept)
    found = taken(writer)
    assert found.data["title"] == prompt("title")
    assert found.data["introduction"] == {"text": prompt("introduction")}
    assert found.data["recommendations"][1]["analysis"] == prompt("analysis")


def test_a_document_without_chapters_is_none(writer: Editor) -> None:
    writer.keep([one for one in writer.paragraphs if one.style != "Genummerde kop"])
    assert filled(writer.received, "paper", KNOWN) is None


# ── Any text ──────────────────────────────────────────────────────────────────

_WORD = st.sampled_from(
    [
        *("een", "twee", "*drie*", "#4", "- vijf", "1. zes", "a: b", "'zeven'", '"acht"', "[^x]"),
        *("\\", "negen_tien", "[invullen: elf]", "https://x.nl", "\u2028", "{a}", "> b", "&", "|"),
    ]
)
_TEXT = st.lists(_WORD, min_size=1, max_size=40).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(_TEXT, min_size=6, max_size=6), author=st.sampled_from(["", "Noor"]))
def test_whatever_is_typed_is_printed(
    made: Received, pipeline: Pipeline, texts: list[str], author: str
) -> None:
    writer = Editor(made, author)
    names = ("period", "lead", "introduction", "heading", "analysis", "action_point")
    for name, text in zip(names, texts, strict=True):
        write(writer, PROMPTS[name], f"x {text}")
    found = taken(writer)
    printed = words(pipeline, found)
    assert letters(printed) == letters(said(writer.received))


@settings(deadline=None, max_examples=100)
@given(steps=st.lists(STEP, min_size=1, max_size=12))
def test_no_word_that_was_typed_is_lost(made: Received, pipeline: Pipeline, steps: Any) -> None:
    writer = Editor(made)
    for step in steps:
        work(writer, step)
    found = filled(writer.received, "paper", KNOWN)
    if found is None:
        return
    kept = " ".join(
        [*words(pipeline, found), *(t for above in found.comments.values() for t in above)]
    )
    typed = " ".join(said(writer.received))
    for word in ("nieuwe", "Nieuwe", "woorden"):
        assert kept.count(word) >= typed.count(word)


def letters(words: Iterable[str]) -> str:
    return "".join(words).replace("\u2028", "")


@given(st.lists(_WORD | st.sampled_from(["\n\n", "\n- ", "\n> ", "\\\n"]), max_size=40))
def test_folding_changes_nothing_that_is_printed(parts: list[str]) -> None:
    text = " ".join(parts)
    assert to_markup(fold(text, 50)) == to_markup(text)


def test_lines_are_folded_between_words() -> None:
    text = "Een lange zin die niet op een regel past. - 1. En door. " * 3
    text = text.strip()
    listed = f"- {text}\n  - {text}\n\n> {text}".replace(". -", r". \-")
    lines = fold(listed, 60).split("\n")
    assert max(map(len, lines)) <= 66
    assert lines[:3] == [
        "- Een lange zin die niet op een regel past. \\- 1. En door.",
        "  Een lange zin die niet op een regel past. \\- 1. En door.",
        "  Een lange zin die niet op een regel past. \\- 1. En door.",
    ]
    assert [line[:6] for line in lines[3:]] == [
        *("  - Ee", "    Ee", "    Ee", "", "> Een ", "> Een ", "> Een ")
    ]


# ── The command ───────────────────────────────────────────────────────────────


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    title = ("--title", "Vrouwen aan tafel", "--sections", "1")
    assert drafter("skeleton", "position-paper", *title).code == 0
    return tmp_path


DOCUMENT = "outputs/vrouwen-aan-tafel-CONCEPT.docx"
INPUT = "inputs/papers/vrouwen-aan-tafel-ingevuld.yaml"


def edit(path: Path) -> None:
    data = path.read_bytes()
    data = replaced(data, prompt("lead"), "Dit is de boodschap.", "Noor Visser")
    data = replaced(data, prompt("heading"), "Laat vrouwen meebeslissen")
    data = commented(data, prompt("analysis"), "Anna", "Wie doet dit?", ("Bram", "Ik."))
    path.write_bytes(data)


def test_the_command_makes_an_input_and_says_what_is_missing(here: Path) -> None:
    edit(here / DOCUMENT)
    before = (here / "inputs/papers/vrouwen-aan-tafel.yaml").read_bytes()
    result = drafter("adopt", DOCUMENT)
    assert (result.code, result.out) == (0, f"made: {INPUT}\n")
    text = (here / INPUT).read_text("utf-8")
    assert "lead: |\n  Dit is de boodschap.\n" in text
    line = text.split("\n").index(f"period: '{prompt('period')}'") + 1
    assert f"{INPUT}:{line}:9: warning: this still has to be filled in" in result.err
    assert drafter("render", INPUT).code == 0
    assert (here / "inputs/papers/vrouwen-aan-tafel.yaml").read_bytes() == before


def test_it_overwrites_nothing(here: Path) -> None:
    assert drafter("adopt", DOCUMENT).code == 0
    before = (here / INPUT).read_bytes()
    for words in (("adopt", DOCUMENT), ("adopt", DOCUMENT, "--out", INPUT)):
        again = drafter(*words)
        assert (again.code, again.out) == (1, "")
        assert "already exists" in again.err
    assert (here / INPUT).read_bytes() == before


def test_it_writes_where_it_is_told(here: Path) -> None:
    assert drafter("adopt", DOCUMENT, "--out", "ander/vrede.yaml").out == "made: ander/vrede.yaml\n"
    assert "\nid: vrede\n" in (here / "ander/vrede.yaml").read_text("utf-8")
    assert (
        "must end" in (err := drafter("adopt", DOCUMENT, "--out", "x.docx").err) or ".yaml" in err
    )


def test_another_document_is_refused(here: Path) -> None:
    drafter("init", "werk")
    letter = "werk/inputs/letters/minusma-voortgang.yaml"
    drafter("render", letter, "--out", "brief.docx")
    result = drafter("adopt", "brief.docx")
    assert (result.code, result.out) == (1, "")
    assert "this is a letter" in result.err
    (here / "geen.docx").write_text("geen Word")
    assert "geen.docx: error:" in drafter("adopt", "geen.docx").err
    assert not list((here / "inputs" / "papers").glob("*ingevuld*"))
