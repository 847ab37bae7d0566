"""Fields are known by names and ids, so that they keep their identity when they move."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import source
from drafter.document import runs
from drafter.fields import Citation, FieldRich, Fields, FieldText, fields_of, plain_view
from drafter.kinds import model_of
from drafter.pipeline import Pipeline
from drafter.validate import validate

LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: Mali & <Niger>
addressee:
  committee: defensie
occasion:
  type: commissiedebat
  date: 2026-06-09
  subject: de missie
opening: Een *opening*.[^vn]
asks:
  - id: een
    heading: Eerste
    question: Wat?
  - id: twee
    question: Wie?
    to: minister van Defensie
signatories:
  - name: Jansen
    function: voorzitter
  - organisation: WO=MEN
enclosures:
  - Position paper
  - Position paper
notes:
  vn: Resolutie 1325.
"""

PAPER = """\
kind: position-paper
id: paper
title: Titel
introduction:
  text: Een inleiding.
recommendations:
  - id: een
    heading: Kop
    heading_note: vn
    analysis: Een analyse.
    tables:
      - id: t
        caption: Tabel
        columns: [Land, Bedrag]
        rows:
          - [Mali, "1"]
          - [Niger, "2"]
    action_points:
      - id: p
        text: Doe iets.
        tags: [mali]
notes:
  vn: Resolutie 1325.
"""


def read(pipeline: Pipeline, text: str) -> Fields:
    parsed = source.parse(text, Path("input.yaml"))
    kind = str(parsed.root.get("kind"))
    return fields_of(validate(parsed, model_of(kind), pipeline._context()))


@pytest.fixture
def letter(pipeline: Pipeline) -> Fields:
    return read(pipeline, LETTER)


def test_a_field_is_named_by_its_path_and_holds_the_text_as_typed(letter: Fields) -> None:
    assert letter.values == {
        "subject": "Mali & <Niger>",
        "date": "2026-06-02",
        "occasion.date": "2026-06-09",
        "occasion.subject": "de missie",
        "opening": "Een *opening*.[^vn]",
        "asks.een.heading": "Eerste",
        "asks.een.question": "Wat?",
        "asks.twee.question": "Wie?",
        "asks.twee.to": "minister van Defensie",
        "signatories.jansen-voorzitter.name": "Jansen",
        "signatories.jansen-voorzitter.function": "voorzitter",
        "signatories.wo-men.organisation": "WO=MEN",
        "enclosures.position-paper": "Position paper",
        "enclosures.position-paper-2": "Position paper",
        "notes.vn": "Resolutie 1325.",
    }


def test_a_field_knows_its_place_in_the_input(letter: Fields) -> None:
    assert letter.paths["asks.twee.question"] == ("asks", 1, "question")
    assert letter.paths["enclosures.position-paper-2"] == ("enclosures", 1)
    assert letter.paths["notes.vn"] == ("notes", "vn")
    assert letter.paths.keys() == letter.values.keys()
    parsed = source.parse(LETTER, Path("input.yaml"))
    lines = {id: parsed.place(path).text for id, path in letter.paths.items()}
    assert lines["asks.twee.to"] == "    to: minister van Defensie"
    assert lines["notes.vn"] == "  vn: Resolutie 1325."


def test_an_ask_that_moves_keeps_its_fields(pipeline: Pipeline, letter: Fields) -> None:
    first, second = (LETTER.index("  - id: een"), LETTER.index("  - id: twee"))
    end = LETTER.index("signatories:")
    moved = LETTER[:first] + LETTER[second:end] + LETTER[first:second] + LETTER[end:]
    assert read(pipeline, moved).values == letter.values


def test_a_signatory_that_moves_keeps_its_fields(pipeline: Pipeline, letter: Fields) -> None:
    one = "  - name: Jansen\n    function: voorzitter\n"
    two = "  - organisation: WO=MEN\n"
    assert one + two in LETTER
    assert read(pipeline, LETTER.replace(one + two, two + one)).values == letter.values


def test_the_fields_of_a_paper(pipeline: Pipeline) -> None:
    values = read(pipeline, PAPER).values
    assert values["recommendations.een.action_points.p.text"] == "Doe iets."
    assert values["recommendations.een.tables.t.rows.niger-2.2"] == "2"
    assert "recommendations.een.heading_note" not in values


def test_a_name_of_many_signs_is_cut_short_and_of_none_is_called_empty(pipeline: Pipeline) -> None:
    text = LETTER.replace(
        "  - Position paper\n  - Position paper\n", f"  - {'ab ' * 30}\n  - مرحبا\n"
    )
    ids = [id for id in read(pipeline, text).values if id.startswith("enclosures.")]
    assert ids == ["enclosures.ab-ab-ab-ab-ab-ab-ab-ab", "enclosures.leeg"]


def test_two_fields_never_share_a_name(pipeline: Pipeline) -> None:
    listed = "".join(f"  - {word}\n" for word in ("a", "a", "a-2", "a", "A!"))
    fields = read(pipeline, LETTER.replace("  - Position paper\n  - Position paper\n", listed))
    assert len([id for id in fields.values if id.startswith("enclosures.")]) == 5


# ── What a template sees ──────────────────────────────────────────────────────


def view(fields: Fields) -> Any:
    return fields.view


def test_a_field_prints_itself_escaped_and_with_its_name(letter: Fields) -> None:
    seen = view(letter)
    assert seen.subject.__html__() == '<f id="subject">Mali &amp; &lt;Niger&gt;</f>'
    assert seen.asks[1].question.__html__() == '<f id="asks.twee.question"><p>Wie?</p></f>'
    assert seen.date.__html__() == '<f id="date">2\u00a0juni 2026</f>'
    assert type(seen.subject) is FieldText
    assert type(seen.opening) is FieldRich


def test_the_markup_of_the_notes_is_ready(letter: Fields) -> None:
    assert letter.notes == {"vn": '<f id="notes.vn">Resolutie 1325.</f>'}


def test_the_key_of_a_note_prints_as_a_footnote(pipeline: Pipeline) -> None:
    note = view(read(pipeline, PAPER)).recommendations[0].heading_note
    assert note.__html__() == '<note key="vn"/>'


def test_names_are_escaped_as_well_as_texts() -> None:
    assert FieldText("x", 'notes.a"<').__html__() == '<f id="notes.a&quot;&lt;">x</f>'
    assert Citation('a"<').__html__() == '<note key="a&quot;&lt;"/>'


def test_what_is_left_out_is_there_and_is_nothing(letter: Fields) -> None:
    seen = view(letter)
    assert (seen.closing, seen.asks[1].heading, seen.copies) == (None, None, [])
    with pytest.raises(AttributeError):
        _ = seen.clossing


def test_values_that_come_from_no_input_field_name_none(pipeline: Pipeline) -> None:
    organisation: Any = plain_view(pipeline.sender.organisation)
    assert organisation.name == "WO=MEN"
    assert "<f" not in organisation.name.__html__()
    assert organisation.working_groups[0].id == "gender-vrede-veiligheid"


# ── From the input to the document ────────────────────────────────────────────

_TEXT = st.text(
    st.sampled_from("&<>{}*_#=[]^:/'\" 1.\t\n") | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=40,
).filter(
    lambda text: (
        text.strip() and all(c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") for c in text)
    )
)


def printed(pipeline: Pipeline, text: str) -> dict[str, str]:
    """A text as it stands in the document, in each of three literal fields."""
    data: dict[str, Any] = {
        "kind": "letter",
        "id": "minusma",
        "date": "2026-06-02",
        "subject": text,
        "addressee": {"committee": "defensie"},
        "asks": [{"id": "een", "heading": text, "question": "Wat?"}],
        "enclosures": [text],
    }
    read = source.parse(source.dump(data), Path("input.yaml"))
    assert read.problems == ()
    found: dict[str, str] = {}
    for run in runs(pipeline.draft_source(read).document.blocks):
        if run.field is not None:
            found[run.field] = found.get(run.field, "") + run.text
    return {
        id: text
        for id, text in found.items()
        if id == "subject" or id.startswith(("enclosures.", "asks.een.heading"))
    }


@given(text=_TEXT)
def test_any_text_typed_in_a_literal_field_is_in_the_document_as_typed(
    pipeline: Pipeline, text: str
) -> None:
    assert set(printed(pipeline, text).values()) == {text}
    assert len(printed(pipeline, text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        *("&", "<", "<b>", "{{", "{{ 7*7 }}", "{% if %}", "WO=MEN", "1.", "1. een", "*", "*een*"),
        *("_", "#1325", "[^1]", "[^vn]", "- een", "> een", "[a](https://b.nl)", "&amp;", "~"),
        *(
            "een  twee",
            " een ",
            "\ue000letters/own.html:1\ue001",
            "مرحبا",
            "e\u0301",
            "👩🏽‍🚒",
            "NO",
        ),
    ],
)
def test_signs_that_mean_something_elsewhere_mean_nothing(pipeline: Pipeline, text: str) -> None:
    assert set(printed(pipeline, text).values()) == {text}
