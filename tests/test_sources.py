"""Sources: what may be typed, and what is printed of it in notes and sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command import drafter

from drafter import source
from drafter.document import Document, Note, NoteNumber, Run, lines, runs
from drafter.dutch.typography import NBSP
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Problem
from drafter.word.read import read

LETTER: dict[str, Any] = {
    "kind": "letter",
    "id": "bronnen",
    "date": "2026-06-02",
    "subject": "Mali",
    "addressee": {"committee": "defensie"},
}


def drafted(pipeline: Pipeline, opening: str, **fields: Any) -> Any:
    data = {**LETTER, "opening": opening, **fields}
    return pipeline.draft_source(source.parse(source.dump(data), Path("brief.yaml")))


def opening_of(document: Document) -> str:
    texts = [run.text for run in runs(document.blocks) if run.field == "opening"]
    return "".join(texts).replace(NBSP, " ")


def notes_of(document: Document) -> list[tuple[Any, ...]]:
    return [
        part.content for line in lines(document.blocks) for part in line if isinstance(part, Note)
    ]


def text_of(note: tuple[Any, ...]) -> str:
    return "".join(part.text for part in source_runs(note)).replace(NBSP, " ")


def source_runs(note: tuple[Any, ...]) -> list[Run]:
    found: list[Run] = []
    for part in note:
        found += part.runs if hasattr(part, "runs") else [part]
    return found


CITED: list[tuple[dict[str, str], str, str]] = [
    (
        {"kamerstuk": "29521-336", "session": "2016-2017", "page": "4"},
        "Kamerstukken II 2016/17, 29521, nr. 336, p. 4.",
        "Kamerstuk 29 521, nr. 336",
    ),
    (
        {"kamerstuk": "29521, nr. W", "chamber": "eerste-kamer", "session": "2016/17"},
        "Kamerstukken I 2016/17, 29521, W.",
        "Kamerstuk 29 521, W",
    ),
    ({"kamerstuk": "29 521 nr. 337"}, "Kamerstuk 29 521, nr. 337.", "Kamerstuk 29 521, nr. 337"),
    (
        {"kamerstuk": "Kamerstukken II 2016/17, 29521 nr. 336, p. 4"},
        "Kamerstukken II 2016/17, 29521, nr. 336, p. 4.",
        "Kamerstuk 29 521, nr. 336",
    ),
    (
        {"kamerstuk": "29521, nr. 336, p. 4", "session": "2016/17"},
        "Kamerstukken II 2016/17, 29521, nr. 336, p. 4.",
        "Kamerstuk 29 521, nr. 336",
    ),
    (
        {"kamerstuk": "31700 VI, D", "session": "2008/09", "title": "Brief", "date": "2009-03-01"},
        "Kamerstukken I 2008/09, 31700 VI, D (Brief, 1 maart 2009).",
        "Kamerstuk 31 700 VI, D",
    ),
    (
        {"kamerstuk": "21501-02, nr. 1538", "motie": "Taverne", "session": "2015/16"},
        "Kamerstukken II 2015/16, 21501-02, nr. 1538 (motie-Taverne).",
        "motie-Taverne (Kamerstuk 21 501-02, nr. 1538)",
    ),
    (
        {"handelingen": "Handelingen II 2010/11 nr. 108 item 5", "page": "25-36"},
        "Handelingen II 2010/11, nr. 108, item 5, p. 25-36.",
        "Handelingen II 2010/11, nr. 108, item 5",
    ),
    (
        {"handelingen": "II 2010/11, nr. 108, p. 4", "date": "2011-06-02"},
        "Handelingen II 2010/11, nr. 108, p. 4 (2 juni 2011).",
        "Handelingen II 2010/11, nr. 108",
    ),
    (
        {"aanhangsel": "II 2014/15, nr. 1241"},
        "Aanhangsel Handelingen II 2014/15, nr. 1241.",
        "Aanhangsel Handelingen II 2014/15, nr. 1241",
    ),
    ({"toezegging": "T02300"}, "Toezegging T02300.", "toezegging T02300"),
    (
        {"resolution": "1325", "year": "2000"},
        "S/RES/1325 (2000).",
        "resolutie 1325 (2000) van de VN-Veiligheidsraad",
    ),
    (
        {"resolution": "VNVR1325", "title": "over vrouwen"},
        "S/RES/1325, over vrouwen.",
        "resolutie 1325 van de VN-Veiligheidsraad",
    ),
    (
        {"resolution": "S/RES/1325(2000)", "url": "https://docs.un.org/S/RES/1325_(2000)"},
        "S/RES/1325 (2000), https://docs.un.org/S/RES/1325_(2000).",
        "resolutie 1325 (2000) van de VN-Veiligheidsraad",
    ),
    ({"document": "2020D51493"}, "Documentnummer 2020D51493.", "documentnummer 2020D51493"),
    (
        {"reference": "BZDOC-2023943977-38", "title": "Brief over *het* plan", "page": "2"},
        "Brief over *het* plan, kenmerk BZDOC-2023943977-38, p. 2.",
        "kenmerk BZDOC-2023943977-38",
    ),
]


@pytest.mark.parametrize(("fields", "note", "name"), CITED)
def test_a_source_in_a_note_and_in_a_sentence(
    pipeline: Pipeline, fields: dict[str, str], note: str, name: str
) -> None:
    draft = drafted(pipeline, "Zie [@bron] hier.[^bron]", sources={"bron": fields})
    assert opening_of(draft.document) == f"Zie {name} hier."
    assert [text_of(content) for content in notes_of(draft.document)] == [note]
    assert draft.warnings == ()


@pytest.mark.parametrize(("fields", "_note", "_name"), CITED)
def test_every_field_keeps_what_was_typed_and_knows_what_is_printed_of_it(
    pipeline: Pipeline, fields: dict[str, str], _note: str, _name: str
) -> None:
    document = drafted(pipeline, "Zie dit.[^bron]", sources={"bron": fields}).document
    typed = {f"sources.bron.{name}": text for name, text in fields.items() if name != "chamber"}
    values = document.baseline.values
    assert {id: text for id, text in values.items() if id.startswith("sources.")} == typed
    printed = {run.field for run in source_runs(notes_of(document)[0]) if run.field}
    assert printed == typed.keys()


def test_what_is_printed_of_a_source_can_be_found_in_the_file(pipeline: Pipeline) -> None:
    fields = {"kamerstuk": "29521-336", "session": "2016-17", "title": "Brief"}
    document = drafted(pipeline, "Zie [@a].[^a]", sources={"a": fields}).document
    read_back = read(pipeline.word(document))
    marks = {mark: text.replace(NBSP, " ") for mark, text in read_back.bookmarks.items()}
    assert marks["sources_a_kamerstuk"] == "29521, nr. 336"
    assert marks["sources_a_session"] == "2016/17"
    assert marks["sources_a_title"] == "Brief"
    assert marks["opening"] == "Zie Kamerstuk 29 521, nr. 336."


def test_a_source_that_is_cited_again_points_to_the_first_note(pipeline: Pipeline) -> None:
    sources = {"a": {"kamerstuk": "29521-336"}, "b": {"toezegging": "T02300"}}
    document = drafted(pipeline, "Een.[^a] Twee.[^b] Drie.[^a]", sources=sources).document
    _first, _second, again = notes_of(document)
    assert again == (Run("Zie noot "), NoteNumber("a"), Run("."))


def test_a_source_is_named_in_full_once(pipeline: Pipeline) -> None:
    sources = {
        "r": {"resolution": "1325", "year": "2000"},
        "m": {"kamerstuk": "21501-02, nr. 1538", "motie": "motie-De Graaf c.s."},
    }
    text = "[@r] en [@m]. Dan *[@r]* en **[@m]** nu.\n\n- [@r]\n\n> [@r]"
    document = drafted(pipeline, text, sources=sources).document
    assert opening_of(document) == (
        "resolutie 1325 (2000) van de VN-Veiligheidsraad en "
        "motie-De Graaf c.s. (Kamerstuk 21 501-02, nr. 1538). "
        "Dan resolutie 1325 en motie-De Graaf c.s. nu.resolutie 1325resolutie 1325"
    )
    named = [run for run in runs(document.blocks) if run.text.startswith("resolutie")]
    assert [run.italic for run in named][:2] == [False, True]


@pytest.mark.parametrize("marked", ["", "*Zeker.* "])
def test_a_name_that_ends_in_a_full_stop_ends_a_sentence(pipeline: Pipeline, marked: str) -> None:
    sources = {"m": {"kamerstuk": "21501-02, nr. 1538", "motie": "De Graaf c.s."}}
    text = f"{marked}Zie [@m]. Voer de [@m] uit, de [@m]."
    assert opening_of(drafted(pipeline, text, sources=sources).document).endswith(
        "Zie motie-De Graaf c.s. (Kamerstuk 21 501-02, nr. 1538). "
        "Voer de motie-De Graaf c.s. uit, de motie-De Graaf c.s."
    )


def test_a_note_may_name_a_source_and_a_heading_may_cite_one(pipeline: Pipeline) -> None:
    paper = {
        "kind": "position-paper",
        "id": "p",
        "title": "T",
        "introduction": {"text": "I.[^n]"},
        "recommendations": [{"id": "a", "heading": "K", "heading_note": "s", "analysis": "A."}],
        "notes": {"n": "Zie ook [@s]."},
        "sources": {"s": {"kamerstuk": "29521 W"}},
    }
    parsed = source.parse(source.dump(paper), Path("paper.yaml"))
    notes = notes_of(pipeline.draft_source(parsed).document)
    assert [text_of(note) for note in notes] == [
        "Zie ook Kamerstuk 29 521, W.",
        "Kamerstuk 29 521, W.",
    ]


@pytest.mark.parametrize("text", [r"\[@wo_men]", "[@ wo]", "[@]", "a@b.nl", "@wo"])
def test_other_signs_name_no_source(pipeline: Pipeline, text: str) -> None:
    assert opening_of(drafted(pipeline, text).document) == text.removeprefix("\\")


def test_in_a_literal_text_nothing_is_a_source(pipeline: Pipeline) -> None:
    draft = drafted(pipeline, "Ja.", our_reference="[@a]")
    assert "[@a]" in {run.text for run in runs(draft.document.blocks)}


def test_letters_that_share_a_text_name_each_its_own_source(pipeline: Pipeline) -> None:
    text = "Zie [@a].[^n]"
    for number, first in (("1325", True), ("2242", True), ("1325", False)):
        sources = {"a": {"resolution": number}}
        before = {} if first else {"appreciation": text.replace("[^n]", "")}
        draft = drafted(pipeline, text, sources=sources, notes={"n": "Ook [@a]."}, **before)
        named = f"resolutie {number}"
        assert opening_of(draft.document) == f"Zie {named} van de VN-Veiligheidsraad."
        assert [text_of(note) for note in notes_of(draft.document)] == [f"Ook {named}."]
        again = [run.text for run in runs(draft.document.blocks) if run.field == "appreciation"]
        assert again == ([] if first else [f"Zie {named}."])


# ── Where it stands ───────────────────────────────────────────────────────────

_SITE = "https://zoek.officielebekendmakingen.nl/"


def test_the_command_lists_what_is_cited_and_marks_a_candidate_as_one(tmp_path: Path) -> None:
    cited = {
        "brief": {"kamerstuk": "29521-336", "session": "2016/17"},
        "debat": {"handelingen": "II 2023/24, nr. 4, item 26"},
        "stuk": {"document": "2021D03998"},
        "belofte": {"toezegging": "T02300"},
        "web": {"kamerstuk": "29521 W", "url": "https://www.eerstekamer.nl"},
    }
    text = source.dump({**LETTER, "opening": "Zie [@brief].", "sources": cited})
    (tmp_path / "brief.yaml").write_text(text, "utf-8")
    done = drafter("--lang", "en", "sources", str(tmp_path / "brief.yaml"))
    assert done.code == 0
    assert done.out.replace(NBSP, " ").splitlines() == [
        "brief  Kamerstukken II 2016/17, 29521, nr. 336.",
        f"    probably {_SITE}kst-29521-336.html (look first)",
        "debat  Handelingen II 2023/24, nr. 4, item 26.",
        f"    probably {_SITE}h-tk-20232024-4-26.html (look first)",
        "stuk  Documentnummer 2021D03998.",
        f"    probably {_SITE}nds-tk-2021D03998.html (look first)",
        "belofte  Toezegging T02300.",
        "web  Kamerstuk 29 521, W, https://www.eerstekamer.nl.",
    ]


def test_no_candidate_is_ever_printed_in_a_document(pipeline: Pipeline) -> None:
    sources = {"a": {"kamerstuk": "29521-336"}, "b": {"document": "2021D03998"}}
    document = drafted(pipeline, "Zie [@a] en [@b].[^a][^b]", sources=sources).document
    assert not any("officielebekendmakingen" in run.text for run in runs(document.blocks))


# ── What is wrong ─────────────────────────────────────────────────────────────

BEFORE = """\
kind: letter
id: bronnen
date: 2026-06-02
subject: Mali
addressee:
  committee: defensie
opening: Zie dit.[^a]
sources:
  a:
"""  # nine lines


def problem(pipeline: Pipeline, text: str) -> Problem:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(source.parse(text, Path("brief.yaml")))
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize(
    ("fields", "code", "place", "hint"),
    [
        ("kamerstuk: 29 521, w", "no-kamerstuk", (10, 16), "Kamerstuk 29 521, W"),
        ("kamerstuk: 29.521/336", "no-kamerstuk", (10, 16), "Kamerstuk 29 521, nr. 336"),
        ("kamerstuk: 29 521", "no-kamerstuk", (10, 16), "29 521, nr. 336"),
        ("kamerstuk: 2020D51493", "no-kamerstuk", (10, 16), "document: 2020D51493"),
        ("kamerstuk: [29521, 336]", "no-text", (10, 16), "quotes"),
        ("handelingen: II 2010/11", "no-reference", (10, 18), "II 2010/11, nr. 108"),
        ("handelingen: II 2009/10 nr. 4 item 5", "item-too-early", (10, 18), "page"),
        ("aanhangsel: 1241", "no-reference", (10, 17), "II 2014/15, nr. 1241"),
        ("toezegging: T23", "no-reference", (10, 17), "T02300"),
        ("resolution: 132513", "no-reference", (10, 17), "1325"),
        ("document: 29521-336", "no-reference", (10, 15), "2020D51493"),
        ("kamerstuk: 29521-336\n    motie: bosman", "no-reference", (11, 12), "Bosman c.s."),
        ("kamerstuk: 29521-336\n    session: 2016/18", "no-reference", (11, 14), "2016/17"),
        ("kamerstuk: 29521-336\n    page: p. 4", "no-reference", (11, 11), "25-36"),
        ("kamerstuk: 29521-336\n    url: wo-men.nl", "no-reference", (11, 10), "https://"),
        ("kamerstuk: 29521-336\n    chamber: senaat", "no-reference", (11, 14), "eerste-kamer"),
        ("resolution: 1325\n    year: 20000", "no-reference", (11, 11), "2000"),
        ("kamerstuk: 29521-336\n    chamber: eerste-kamer", "chamber", (9, 3), "letters"),
        ("kamerstuk: Kamerstukken II 29521, W", "chamber", (9, 3), "letters"),
        ("title: Brief", "source", (9, 3), "notes:"),
        ("kamerstuk: 29521-336\n    reference: X", "source", (9, 3), "kamerstuk, reference"),
        ("reference: X\n    motie: Bosman", "source-detail", (9, 3), "kamerstuk"),
        ("toezegging: T02300\n    year: 2016", "source-detail", (9, 3), "resolution"),
        ("kamerstuk: 29521-336\n    year: 2016", "source-detail", (9, 3), "resolution"),
        ("kamerstuk: 29521, 336, p. 4\n    page: 5", "typed-twice", (9, 3), "one of the two"),
        ("resolution: 1325 (2000)\n    year: 2000", "typed-twice", (9, 3), "one of the two"),
        ("kamerstk: 29521-336\n    title: X", "unknown-field", (10, 5), "kamerstuk"),
    ],
)
def test_what_cannot_be_read_is_told_where_it_stands(
    pipeline: Pipeline, fields: str, code: str, place: tuple[int, int], hint: str
) -> None:
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(source.parse(f"{BEFORE}    {fields}\n", Path("brief.yaml")))
    found = caught.value.problems[-1]
    assert (found.code, (found.place.line, found.place.column)) == (code, place)
    assert hint in found.hint


def test_a_text_instead_of_a_source_is_told_what_belongs_there(pipeline: Pipeline) -> None:
    found = problem(pipeline, BEFORE.replace("a:\n", "a: Kamerstuk 29 521, W\n"))
    assert (found.code, found.place.line) == ("no-group", 9)
    assert "kamerstuk" in found.hint


def test_a_key_is_a_note_or_a_source(pipeline: Pipeline) -> None:
    found = problem(pipeline, f"{BEFORE}    toezegging: T02300\nnotes:\n  a: Bron.\n")
    assert (found.code, found.place.line, found.place.column) == ("duplicate-key", 9, 3)


@pytest.mark.parametrize(
    ("opening", "code", "hint"),
    [
        ("[@brif]", "unknown-source", "did you mean 'brief'?"),
        ("[@xyz]", "unknown-source", "sources:"),
        ("[@noot]", "unknown-source", "[^noot]"),
        ("[^brif]", "unknown-note", "did you mean 'brief'?"),
    ],
)
def test_an_unknown_key_gets_a_suggestion(
    pipeline: Pipeline, opening: str, code: str, hint: str
) -> None:
    with pytest.raises(DrafterError) as caught:
        drafted(
            pipeline,
            f"Zie {opening}.",
            notes={"noot": "Bron."},
            sources={"brief": {"toezegging": "T02300"}},
        )
    (found,) = caught.value.problems
    assert found.code == code
    assert hint in found.hint


# ── Nothing is lost ───────────────────────────────────────────────────────────

PAPER = {"kamerstuk": "29521-336", "session": "2016/17", "page": "4", "date": "2016-12-15"}


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Niets.", [("uncited-source", "sources.a.kamerstuk")]),
        (
            "Zie [@a].",
            [("only-in-note", f"sources.a.{name}") for name in ("session", "page", "date")],
        ),
        ("Zie.[^a]", []),
        ("Zie [@a].[^a]", []),
    ],
)
def test_what_of_a_source_is_not_printed_is_a_warning(
    pipeline: Pipeline, opening: str, expected: list[tuple[str, str]]
) -> None:
    draft = drafted(pipeline, opening, sources={"a": PAPER})
    lines_of = {f"sources.a.{name}": 9 + at for at, name in enumerate(PAPER)}
    found = [(warning.code, warning.place.line) for warning in draft.warnings]
    first = min((warning.place.line for warning in draft.warnings), default=0)
    assert [code for code, _line in found] == [code for code, _field in expected]
    assert [line - first for _code, line in found] == [
        lines_of[field] - lines_of[expected[0][1]] for _code, field in expected
    ]
    assert {warning.severity for warning in draft.warnings} <= {"warning"}
