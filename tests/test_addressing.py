"""To whom a letter goes: what is typed is in the letter, and is still known as a field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter import scaffold, source
from drafter.document import AddressBlock, Inlines, Paragraph, Run, runs, runs_in
from drafter.pipeline import Draft, Pipeline
from drafter.problems import DrafterError, Problem
from drafter.workspace import Workspace

HEAD = """\
kind: letter
id: proef
date: 2026-06-02
subject: Mali
opening: Wij schrijven u.
"""


def drafts(pipeline: Pipeline, text: str) -> list[Draft]:
    return pipeline.drafts_source(source.parse(HEAD + text, Path("input.yaml")))


def draft(pipeline: Pipeline, text: str) -> Draft:
    (one,) = drafts(pipeline, text)
    return one


def problem(pipeline: Pipeline, text: str) -> Problem:
    with pytest.raises(DrafterError) as caught:
        drafts(pipeline, text)
    (found,) = caught.value.problems
    assert found.hint
    return found


def pieces(line: Inlines) -> list[tuple[str, str]]:
    """The text of a line in pieces, each with its field."""
    found = [(run.text.replace("\u00a0", " "), run.field or "") for run in runs_in(line)]
    return [piece for piece in found if piece[0]]


def lines(one: Draft) -> list[Inlines]:
    (block,) = (block for block in one.document.blocks if isinstance(block, AddressBlock))
    return list(block.lines)


def salutation(one: Draft) -> Inlines:
    paragraphs = (block for block in one.document.blocks if isinstance(block, Paragraph))
    return next(block.content for block in paragraphs if block.style == "salutation")


def plain(line: Inlines) -> str:
    return "".join(text for text, _field in pieces(line))


def printed(one: Draft) -> str:
    return "".join(run.text for run in runs(one.document.blocks) if isinstance(run, Run))


# ── Fields ────────────────────────────────────────────────────────────────────

PERSON = """\
addressee:
  person:
    titles: dr.
    initials: A.
    first_name: Aukje
    noble_title: baron
    particle: de
    surname: Raet
    second_particle: in het
    second_surname: Veld
    preference: {preference}
    function: directeur
    organisation: Stichting
  lines: [Straat 1]
"""


def test_a_name_is_printed_in_parts_that_know_their_fields(pipeline: Pipeline) -> None:
    one = draft(pipeline, PERSON.format(preference="heer"))
    field = "addressee.person."
    assert pieces(lines(one)[0]) == [
        ("De heer ", ""),
        ("dr.", field + "titles"),
        (" ", ""),
        ("A.", field + "initials"),
        (" (", ""),
        ("Aukje", field + "first_name"),
        (") ", ""),
        ("baron", field + "noble_title"),
        (" ", ""),
        ("de", field + "particle"),
        (" ", ""),
        ("Raet", field + "surname"),
        ("-", ""),
        ("in het", field + "second_particle"),
        (" ", ""),
        ("Veld", field + "second_surname"),
    ]
    assert pieces(lines(one)[1]) == [("directeur", field + "function")]
    assert pieces(lines(one)[3]) == [("Straat 1", "addressee.lines.straat-1")]
    assert plain(salutation(one)) == "Geachte heer De Raet-in het Veld,"
    assert ("De", field + "particle") in pieces(salutation(one))
    assert one.warnings == ()


PARTS = ("titles", "initials", "first_name", "noble_title", "particle", "surname")
PARTS += ("second_particle", "second_surname")
WORD = st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=5)


@example({"particle": "ß"}, "Jansen", "mevrouw")
@example({"particle": "ı"}, "Jansen", "mevrouw")
@given(
    st.dictionaries(st.sampled_from(PARTS), WORD),
    WORD,
    st.sampled_from(["mevrouw", "heer", "geen"]),
)
def test_no_part_of_any_name_is_lost(
    pipeline: Pipeline, parts: dict[str, str], surname: str, preference: str
) -> None:
    if "second_particle" in parts:
        parts.setdefault("second_surname", surname)
    person = parts | {"surname": surname, "preference": preference}
    one = draft(pipeline, f"addressee: {json.dumps({'person': person}, ensure_ascii=False)}\n")
    typed = [text for name, text in person.items() if name != "preference"]
    fields = {run.field for run in runs(one.document.blocks)}
    assert {f"addressee.person.{name}" for name in person if name != "preference"} <= fields
    # In capitals: those of ß and ı are not turned back into the same small letter.
    assert all(text.upper() in printed(one).upper() for text in typed)


def test_without_preference_there_is_no_gendered_word(pipeline: Pipeline) -> None:
    text = printed(draft(pipeline, PERSON.format(preference="geen"))).lower()
    for word in ("heer", "mevrouw", "dhr", "mevr"):
        assert word not in text


def test_several_in_one_letter_keep_their_fields(pipeline: Pipeline) -> None:
    one = draft(
        pipeline,
        "addressee:\n"
        "  - committee: defensie\n    salutation: Geachte Ada Voorbeeld en leden,\n"
        "  - organisation: Stichting & Co\n"
        "  - chamber: tweede-kamer\n    role: woordvoerders\n    subject: Mali\n"
        "  - lines: [Wie dit leest]\n    salutation: Beste lezer\n",
    )
    assert plain(salutation(one)) == (
        "Geachte Ada Voorbeeld en leden, geachte lezer, geachte woordvoerders Mali, beste lezer,"
    )
    fields = [field for _text, field in pieces(salutation(one)) if field]
    assert [field.rpartition(".")[2] for field in fields] == [
        "salutation",
        "subject",
        "salutation",
    ]
    assert one.warnings == ()


def test_a_field_of_an_addressee_keeps_its_name_when_the_group_moves(pipeline: Pipeline) -> None:
    first = "  - committee: defensie\n    salutation: Geachte leden,\n"
    second = "  - office: minister van Defensie\n"
    values = [
        set(draft(pipeline, f"addressee:\n{text}").document.baseline.values)
        for text in (first + second, second + first)
    ]
    assert values[0] == values[1]
    assert "addressee.defensie.salutation" in values[0]


# ── A letter to each ──────────────────────────────────────────────────────────

APART = """\
addressees:
  - committee: defensie
  - committee: OCW
    salutation: Geachte voorzitter en leden,
asks:
  - id: geld
    question: Hoeveel geld geeft [bewindspersoon] uit?
"""


def test_each_of_the_addressees_gets_a_letter(pipeline: Pipeline) -> None:
    first, second = drafts(pipeline, APART)
    assert first.file_name == "2026-06-02-proef-defensie-CONCEPT.docx"
    assert second.file_name == "2026-06-02-proef-ocw-CONCEPT.docx"
    assert plain(salutation(first)) == "Geachte leden van de Commissie Defensie,"
    assert plain(salutation(second)) == "Geachte voorzitter en leden,"
    assert "de minister van Defensie uit?" in printed(first)
    assert "de minister van Onderwijs, Cultuur en Wetenschap uit?" in printed(second)
    own = "addressees.ocw.salutation"
    assert own not in first.document.baseline.values
    assert own in second.document.baseline.values
    assert first.warnings == second.warnings == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (
            "addressees:\n  - committee: defensie\n  - committee: Defensie\n",
            "duplicate-addressee",
            1,
        ),
        ("addressees: []\n", "empty-list", 1),
        ("addressee: []\n", "empty-list", 1),
        ("addressee:\n  committee: BUZA\naddressees:\n  - committee: DEF\n", "addressee", 1),
        ("addressees:\n  - committee: defensei\n", "unknown-committee", 7),
        ("addressees:\n  - comittee: defensie\n", "unknown-field", 7),
        ("addressee:\n  - committee: DEF\n  - committee: defensei\n", "unknown-committee", 8),
    ],
)
def test_lists_of_addressees_that_cannot_be(
    pipeline: Pipeline, text: str, code: str, line: int
) -> None:
    found = problem(pipeline, text)
    assert (found.code, found.place.line) == (code, line)


def test_what_is_wrong_in_any_of_the_letters_comes_at_once(pipeline: Pipeline) -> None:
    text = "addressees:\n  - office: minister van BZ\n  - organisation: x\n" + ASK
    with pytest.raises(DrafterError) as caught:
        drafts(pipeline, text)
    assert [found.message.partition(" ")[0] for found in caught.value.problems] == ["this", "it"]


def test_an_editor_knows_that_a_letter_has_one_of_the_two(pipeline: Pipeline) -> None:
    schema = json.loads(scaffold.schema_of("letter", pipeline))
    assert "addressee" not in schema["required"]
    assert schema["oneOf"] == [{"required": ["addressee"]}, {"required": ["addressees"]}]
    assert "minister van Defensie" in str(schema["properties"]["minister"])


# ── One kind at a time ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("formal: ja", "an addressee is one of"),
        ("committee: DEF, office: minister van Defensie", "an addressee is one of"),
        ("committee: DEF, chamber: tweede-kamer", "an addressee is one of"),
        ("organisation: x, person: {surname: y}", "an addressee is one of"),
        ("lines: [x]", "needs its own salutation"),
        ("committee: DEF, lines: [x]", "the address of parliament"),
        ("chamber: tweede-kamer, person: {surname: x}, lines: [x]", "the address of parliament"),
        ("office: minister van Defensie, role: leden", "belong to a committee or a chamber"),
        ("person: {surname: x}, via: griffier", "belong to a committee or a chamber"),
        ("committee: DEF, role: fractievoorzitters", "does not go with this addressee"),
        ("committees: [DEF, BUZA], role: voorzitter", "does not go with this addressee"),
        ("committee: DEF, role: griffier, via: griffier", "goes to the clerk already"),
        ("committee: DEF, subject: Mali", "only woordvoerders"),
        ("chamber: tweede-kamer, role: woordvoerders", "need a subject"),
        ("committee: DEF, attention: Kim", "belongs to an organisation"),
    ],
)
def test_what_does_not_go_together(pipeline: Pipeline, fields: str, says: str) -> None:
    text = "addressee:\n" + "".join(f"  {one}\n" for one in _split(fields))
    found = problem(pipeline, text)
    assert (found.code, found.place.line) == ("addressee", 6)
    assert says in found.message


def _split(fields: str) -> list[str]:
    """The fields, parted at the commas that stand outside brackets."""
    parts = [""]
    for sign in fields:
        inside = parts[-1].count("[") > parts[-1].count("]")
        if sign == "," and not inside:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (
            "addressee:\n  office: minister van Defensei\n",
            "unknown-office",
            "minister van Defensie",
        ),
        ("addressee:\n  office: de koning\n", "unknown-office", "minister van …"),
        ("addressee:\n  chamber: derde-kamer\n", "unknown-word", "tweede-kamer"),
        ("addressee:\n  chamber: tk\n  role: leider\n", "unknown-word", ""),
        (
            "addressee:\n  person:\n    surname: x\n    preference: man\n",
            "unknown-word",
            "mevrouw, heer, geen",
        ),
        ("addressee:\n  person:\n    initials: A.\n", "missing-field", "surname"),
        (
            "addressee:\n  person:\n    surname: x\n    second_particle: van\n",
            "addressee",
            "second_surname",
        ),
    ],
)
def test_a_wrong_word_has_a_remedy(pipeline: Pipeline, text: str, code: str, hint: str) -> None:
    with pytest.raises(DrafterError) as caught:
        drafts(pipeline, text)
    found = caught.value.problems[0]
    assert found.code == code
    assert hint in found.hint


def test_an_office_of_another_time_is_named(pipeline: Pipeline) -> None:
    text = HEAD.replace("2026", "2019") + "addressee:\n  office: minister van Asiel en Migratie\n"
    with pytest.raises(DrafterError) as caught:
        pipeline.draft_source(source.parse(text, Path("input.yaml")))
    assert [found.code for found in caught.value.problems] == ["office-not-then"]


# ── In a template ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("addressee", "expected"),
    [
        ("committee: DEF", "committee u|uw commissie|u|de minister"),
        ("committee: DEF, role: voorzitter", "committee u|uw commissie|de leden van uw commissie|"),
        ("chamber: eerste-kamer, role: griffier", "chamber u|de Kamer|de leden van de Kamer|"),
        ("chamber: tweede-kamer, person: {surname: Vos}", "member u|u|u|"),
        ("office: minister van BZ", "office u|uw ministerie|u|"),
        ("offices: [minister van BZ, minister van Defensie]", "office u|uw ministeries|u|"),
        ("person: {surname: Vos}", "person u|u|u|"),
        ("organisation: x", "organisation u|u|u|"),
        ("lines: [x], salutation: Dag", "free u|u|u|"),
    ],
)
def test_a_template_knows_how_to_speak_to_them(
    tmp_path: Path, addressee: str, expected: str
) -> None:
    (tmp_path / "templates" / "letters").mkdir(parents=True)
    (tmp_path / "templates" / "letters" / "own.html").write_text(
        '{% extends "letters/base.html" %}{% block closing %}<p>{{ addressee.kind }} '
        "{{ addressee.you }}|{{ addressee.body }}|{{ addressee.members }}|{{ minister }}</p>"
        "{% endblock %}"
    )
    fields = "".join(f"  {one}\n" for one in _split(addressee))
    text = f"template: own\naddressee:\n{fields}"
    assert expected in printed(draft(Pipeline(Workspace(tmp_path)), text))


# ── The responsible member of government ──────────────────────────────────────

ASK = "asks:\n  - id: een\n    question: Wil [bewindspersoon] dit?\n"
COMMITTEE = "addressee:\n  committee: defensie\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COMMITTEE + ASK, "Wil de minister van Defensie dit?"),
        (COMMITTEE + "minister: minister van BZ\n" + ASK, "Wil de minister van Buitenlandse Zaken"),
        (COMMITTEE + "minister: minister-president\n" + ASK, "Wil de minister-president dit?"),
        (
            COMMITTEE + "minister: minister van BZ\n" + ASK + "    to: minister van Financiën\n",
            "Vraag aan de minister van Financiën: Wil de minister dit?",
        ),
        ("addressee:\n  chamber: eerste-kamer\nminister: minister van BZ\n" + ASK, "Wil de minis"),
        ("addressee:\n  committees: [binnenlandse-zaken, koninkrijksrelaties]\n" + ASK, "Wil de m"),
    ],
)
def test_the_member_of_government_is_filled_in(
    pipeline: Pipeline, text: str, expected: str
) -> None:
    one = draft(pipeline, text)
    assert expected in printed(one)
    assert one.document.baseline.values["asks.een.question"] == "Wil [bewindspersoon] dit?"
    assert one.warnings == ()


def test_it_is_filled_in_wherever_it_stands(pipeline: Pipeline) -> None:
    text = HEAD.replace("subject: Mali", "subject: Vragen aan [bewindspersoon]")
    text += COMMITTEE + "copies:\n  - '[bewindspersoon]'\n"
    text += "closing: |\n  [bewindspersoon] weet dit.[^a]\n\n  Vraag het [bewindspersoon].\n"
    text += "notes:\n  a: Brief van [bewindspersoon].\n"
    one = pipeline.draft_source(source.parse(text, Path("input.yaml")))
    assert one.document.title == "Vragen aan de minister van Defensie"
    assert one.document.running.title == "Vragen aan de minister van Defensie"
    said = printed(one)
    for words in (
        "Kopie: de minister van Defensie",
        "De minister van Defensie weet dit.",
        "Vraag het de minister van Defensie.",
        "Brief van de minister van Defensie.",
    ):
        assert words in said
    assert "bewindspersoon" not in said
    fields = {run.field for run in runs(one.document.blocks)}
    assert {"subject", "closing", "notes.a"} <= fields
    assert one.warnings == ()


@pytest.mark.parametrize(
    ("text", "says", "line", "hint"),
    [
        ("addressee:\n  committee: ek-bdo\n" + ASK, "it is not known", 10, "minister:"),
        ("addressee:\n  organisation: x\n" + ASK, "it is not known", 10, "minister:"),
        ("addressee:\n  committees: [DEF, BUZA]\n" + ASK, "more than one", 10, "choose one"),
        ("addressee:\n  office: minister van BZ\n" + ASK, "itself", 10, "write 'u'"),
        (
            "addressee:\n  office: minister van BZ\nminister: minister van Buitenlandse Zaken\n"
            + ASK,
            "itself",
            11,
            "write 'u'",
        ),
        (COMMITTEE + ASK + "    to: '[bewindspersoon]'\n", "cannot stand here", 11, "write"),
        (COMMITTEE + "  salutation: Geachte [bewindspersoon],\n", "cannot stand here", 8, "write"),
    ],
)
def test_where_nobody_can_be_named(
    pipeline: Pipeline, text: str, says: str, line: int, hint: str
) -> None:
    with pytest.raises(DrafterError) as caught:
        drafts(pipeline, text)
    found = caught.value.problems[-1]
    assert (found.code, found.place.line) == ("bewindspersoon", line)
    assert says in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COMMITTEE + ASK, "vraag voor de minister mee:"),
        (COMMITTEE + "minister: staatssecretaris van Defensie\n" + ASK, "de staatssecretaris mee:"),
        (COMMITTEE + "minister: de Minister van BZ\n" + ASK, "de minister mee:"),
        (COMMITTEE + "minister: minister-president\n" + ASK, "de minister-president mee:"),
        (
            COMMITTEE + ASK + "    to: staatssecretaris van Defensie\n",
            "de volgende vraag mee:Vraag",
        ),
        ("addressee:\n  committee: DEF\n  role: griffier\n" + ASK, "wij de leden van de commissie"),
        (
            COMMITTEE + ASK + "    to: minister van BZ\n"
            "  - id: twee\n    question: Wat?\n    to: minister van Defensie\n",
            "vragen voor de ministers mee:",
        ),
        (
            COMMITTEE + ASK + "    to: minister van BZ\n"
            "  - id: twee\n    question: Wat?\n    to: staatssecretaris van Defensie\n",
            "vragen voor de bewindspersonen mee:",
        ),
    ],
)
def test_the_sentence_before_the_asks_says_to_whom(
    pipeline: Pipeline, text: str, expected: str
) -> None:
    assert expected in printed(draft(pipeline, text))


def test_a_committee_that_watched_a_staatssecretaris(pipeline: Pipeline) -> None:
    text = (HEAD + "addressee:\n  committee: BHO\n" + ASK).replace("2026-06-02", "2025-09-27")
    said = printed(pipeline.draft_source(source.parse(text, Path("input.yaml"))))
    assert "vraag voor de staatssecretaris mee:" in said
    assert "Wil de staatssecretaris van Buitenlandse Handel en Ontwikkelingshulp dit?" in said
