"""Where changed text stands that no field holds: the line that is named really has it."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from command import drafter
from in_word import replaced

from drafter.origins import with_origins
from drafter.pipeline import Pipeline
from drafter.printed import laid_out
from drafter.review_rows import Origin, Template
from drafter.rounds import reviewed
from drafter.template import Templates
from drafter.word.package import Part, pack, unpack

LETTER = """\
kind: letter
id: mali
date: 2026-06-02
subject: Voortgang van de missie
addressee: {committee: defensie}
occasion: {type: commissiedebat, date: 2026-06-09, subject: de missie}
asks:
  - id: adviseur
    question: Praat de adviseur mee?
    to: minister van Defensie
  - id: inbreng
    question: Hoe meet de minister de inbreng van vrouwen?
"""
PAPER = """\
kind: position-paper
id: vrede
title: Vrede begint thuis
working_group: gvv
introduction: {text: Vrede vraagt om gelijkheid.}
recommendations:
  - id: een
    heading: Luister naar vrouwen
    analysis: Vrouwen worden te weinig gehoord.
    action_points:
      - {id: meer, text: Vraag vrouwen om raad.}
closing: Samen werkt het.
"""
ORGANISATION = """\
kind: organisation
name: WO=MEN
tagline: Dutch Gender Platform
place: Den Haag
contact: [www.wo-men.nl]
working_groups:
  - id: gvv
    name: werkgroep Gender & Vrede
signatories:
  - organisation: WO=MEN Dutch Gender Platform
"""
OWN_TEMPLATE = """\
{% extends "letters/committee.html" %}
{% block salutation %}
<p class="salutation">
  Beste mensen van {{ addressee.body }},
</p>
{% endblock %}
"""
OWN_ROW = """\
# Van onszelf.
- key: defensie
  chamber: tk
  periods:
    - name: Defensie en Veiligheid
      kind: vaste
      source: site van de Kamer, 1 juni 2026
      confirmed: yes
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("letters/mali.yaml", LETTER),
        ("papers/vrede.yaml", PAPER),
        ("organisation.yaml", ORGANISATION),
    ):
        put(f"inputs/{name}", text)
    return tmp_path


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


LETTER_FILE, PAPER_FILE = Path("inputs/letters/mali.yaml"), Path("inputs/papers/vrede.yaml")


def edited(file: Path, old: str, new: str, author: str = "Noor") -> Path:
    """A copy in which somebody changed these words."""
    pipeline = Pipeline.around(file)
    copy = Path("terug.docx")
    copy.write_bytes(replaced(pipeline.word(pipeline.draft(file).document), old, new, author))
    return copy


def origin(file: Path, old: str, new: str, author: str = "Noor") -> Origin:
    """Where the text stands that was changed."""
    (row,) = reviewed(file, [edited(file, old, new, author)]).reviews[0].review.template
    assert row.origin is not None
    assert row.place is not None
    assert Path(row.place.file).read_text("utf-8").splitlines()[row.place.line - 1] == (
        row.place.text
    )
    return row.origin


# ── The template ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("author", ["Noor", ""])
@pytest.mark.parametrize(
    ("file", "old", "new", "name", "held"),
    [
        (LETTER_FILE, "Betreft", "Onderwerp", "letters/base.html", 'label="Betreft"'),
        (LETTER_FILE, "Vraag aan", "Aan", "letters/base.html", "Vraag aan {{ ask.article }}"),
        (PAPER_FILE, "Inleiding", "Vooraf", "papers/position-paper.html", "Inleiding"),
        (PAPER_FILE, "Tot slot", "Ten slotte", "papers/position-paper.html", "<h1>Tot slot</h1>"),
        (PAPER_FILE, "Actiepunt", "Actie", "papers/position-paper.html", "%}Actiepunt{%"),
    ],
)
def test_text_of_a_template(
    file: Path, old: str, new: str, name: str, held: str, author: str
) -> None:
    found = origin(file, old, new, author)
    assert (found.kind, found.field) == ("template", "")
    assert found.place.file.endswith(name)
    assert held in found.place.text
    assert found.own == str(Path.cwd() / "templates" / name)


def test_text_of_a_template_of_ones_own() -> None:
    put("templates/letters/lobby.html", OWN_TEMPLATE)
    put(str(LETTER_FILE), f"{LETTER}template: lobby\n")
    found = origin(LETTER_FILE, "Beste", "Geachte")
    assert found.place.text == "  Beste mensen van {{ addressee.body }},"
    assert (found.kind, found.place.line, found.own) == ("template", 4, "")


def test_a_word_that_comes_in_stands_where_the_word_before_it_does() -> None:
    found = origin(PAPER_FILE, "Tot slot", "Tot slot nog")
    assert "Tot slot" in found.place.text


# ── Registers, and the organisation ───────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "name", "held"),
    [
        ("voor Defensie", "voor Vrede", "committees.yaml", "name: Defensie"),
        ("Commissie Defensie", "Commissie Vrede", "committees.yaml", "name: Defensie"),
        ("vaste commissie", "commissie", "committees.yaml", "kind: vaste"),
        ("Postbus 20018", "Postbus 1", "chambers.yaml", "street: Postbus 20018"),
        ("2500 EA", "2500 AA", "chambers.yaml", "postcode: 2500 EA"),
        ("debatteert", "spreekt", "meetings.yaml", "verb: debatteert"),
    ],
)
def test_text_of_a_register_of_drafters(old: str, new: str, name: str, held: str) -> None:
    found = origin(LETTER_FILE, old, new)
    assert (found.kind, Path(found.place.file).name) == ("register", name)
    assert held in found.place.text
    assert found.own == str(Path.cwd() / "inputs" / "register" / name)


def test_a_row_of_ones_own_goes_before_drafters() -> None:
    put("inputs/register/committees.yaml", OWN_ROW)
    found = origin(LETTER_FILE, "Defensie en Veiligheid", "Defensie en Vrede")
    assert found.place.text == "    - name: Defensie en Veiligheid"
    assert (Path(found.place.file).name, found.place.line, found.own) == ("committees.yaml", 5, "")


def test_a_row_with_an_e_mail_address_alone_leaves_the_name_to_drafter() -> None:
    put("inputs/register/committees.yaml", "- key: defensie\n  email: griffie@voorbeeld.nl\n")
    assert "name: Defensie" in origin(LETTER_FILE, "voor Defensie", "voor Vrede").place.text


def test_the_name_that_the_committee_had_on_the_day_of_the_letter() -> None:
    put(str(LETTER_FILE), LETTER.replace("committee: defensie", "committee: asiel-en-migratie"))
    found = origin(LETTER_FILE, "voor Asiel", "voor Vlucht")
    lines = Path(found.place.file).read_text("utf-8").splitlines()
    assert "2026-02-23" in "".join(lines[found.place.line :][:4])


@pytest.mark.parametrize(
    ("file", "old", "new", "held"),
    [
        (LETTER_FILE, "Den Haag, ", "Leiden, ", "place: Den Haag"),
        (LETTER_FILE, "Gender Platform", "Genderplatform", "- organisation: WO=MEN Dutch Gender"),
        (PAPER_FILE, "Gender & Vrede", "Gender en Vrede", "name: werkgroep Gender & Vrede"),
        (PAPER_FILE, "Dutch Gender", "Nederlands Gender", "tagline: Dutch Gender Platform"),
    ],
)
def test_text_of_the_organisation(file: Path, old: str, new: str, held: str) -> None:
    found = origin(file, old, new)
    assert (found.kind, Path(found.place.file).name) == ("register", "organisation.yaml")
    assert held in found.place.text
    assert found.own == ""


# ── Words of drafter's own ────────────────────────────────────────────────────


def test_the_salutation_can_be_said_otherwise_in_a_field() -> None:
    found = origin(LETTER_FILE, "Geachte", "Beste")
    assert (found.kind, found.field) == ("words", "addressee.salutation")
    assert "{{ addressee.salutation }}" in found.place.text


def test_of_other_words_the_line_is_named_that_prints_them() -> None:
    found = origin(LETTER_FILE, "vriendelijke", "hartelijke")
    assert (found.kind, found.field) == ("words", "")
    assert "{{ addressee.closing }}" in found.place.text


@pytest.mark.parametrize(
    ("old", "new", "kind", "field"),
    [
        ("9", "10", "words", "occasion"),
        ("leden van de Commissie Defensie", "leden van de Commissie Zorg", "register", "addressee"),
    ],
)
def test_what_follows_from_the_input_is_changed_there(
    old: str, new: str, kind: str, field: str
) -> None:
    found = origin(LETTER_FILE, old, new)
    assert (found.kind, found.field) == (kind, field)
    assert f"    it follows from {field} in the input: change that" in told(LETTER_FILE, old, new)


def test_of_a_note_that_drafter_makes_the_source_is_named() -> None:
    source = "sources:\n  brief: {kamerstuk: 29521-336, title: Kamerbrief over de missie}\n"
    put(str(LETTER_FILE), f"{LETTER}opening: Wij lazen de brief.[^brief]\n{source}")
    copy = edited(LETTER_FILE, "Wij lazen", "Wij lazen")
    parts = unpack(copy.read_bytes(), "")
    notes = parts["word/footnotes.xml"].content().decode()
    assert ">).<" in notes
    parts["word/footnotes.xml"] = Part.of("word/footnotes.xml", notes.replace(">).<", ">), 2017.<"))
    copy.write_bytes(pack(parts.values()))
    (row,) = reviewed(LETTER_FILE, [copy]).reviews[0].review.template
    assert (found := row.origin) is not None
    assert (found.kind, found.field) == ("source", "sources.brief")
    assert found.place.text == "  brief: {kamerstuk: 29521-336, title: Kamerbrief over de missie}"


# ── What is told, and what it costs ───────────────────────────────────────────


def told(file: Path, old: str, new: str) -> list[str]:
    done = drafter("review", file, edited(file, old, new))
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()


def test_the_report_names_the_line() -> None:
    put("templates/letters/lobby.html", OWN_TEMPLATE)
    put(str(LETTER_FILE), f"{LETTER}template: lobby\n")
    assert "    text of the template templates/letters/lobby.html, line 4: change it there" in told(
        LETTER_FILE, "Beste", "Geachte"
    )
    assert "    this stands in inputs/organisation.yaml, line 4: change it there" in told(
        LETTER_FILE, "Den Haag, ", "Leiden, "
    )


def test_the_report_says_where_something_of_ones_own_goes() -> None:
    lines = told(LETTER_FILE, "Postbus 20018", "Postbus 1")
    assert (
        "    that comes with drafter; what you want there instead goes in "
        "inputs/register/chambers.yaml" in lines
    )
    lines = told(LETTER_FILE, "Geachte", "Beste")
    assert "    if you want it otherwise, fill in addressee.salutation" in lines


def test_programs_get_the_same() -> None:
    copy = edited(LETTER_FILE, "Den Haag, ", "Leiden, ")
    (file,) = json.loads(drafter("review", LETTER_FILE, copy, "--format", "json").out)["files"]
    (row,) = file["template"]
    assert (row["origin"], row["own"], row["instead"]) == ("register", "", "")
    assert (row["file"], row["line"]) == ("inputs/organisation.yaml", 4)
    assert "at" not in row


def test_only_a_review_with_such_changes_pays_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Templates, "traced", never)
    copy = edited(LETTER_FILE, "Praat", "Spreekt")
    assert reviewed(LETTER_FILE, [copy]).reviews[0].review.changes
    with pytest.raises(AssertionError):
        origin(LETTER_FILE, "Betreft", "Onderwerp")


# ── All text of all kinds of documents ────────────────────────────────────────

CASES = Path(__file__).parent / "cases"
MANY = ["full-letter", "joint-letter", "grouped-asks", "to-minister", "enclosures-of-all-kinds"]
MANY += ["senate-without-asks", "paper-with-contents", "notes-in-paper", "bill-report"]


@pytest.mark.parametrize("name", MANY)
def test_every_sign_has_a_line_that_holds_it(name: str) -> None:
    file = CASES / name / "input.yaml"
    pipeline = Pipeline.around(file)
    draft = pipeline.drafts(file)[0]
    layout = laid_out(draft.document)
    pieces = [piece for line in layout.lines for piece in line.pieces]
    printed = "".join([piece.text for piece in pieces if piece.field is None and not piece.mention])
    signs = "".join(printed.split())
    rows = [Template("", "", None, None, (), at) for at in range(len(signs))]
    for sign, row in zip(signs, with_origins(rows, pipeline, draft, layout), strict=True):
        assert row.origin is not None
        if row.origin.kind == "words":
            assert "{{" in row.origin.place.text
        else:
            assert sign.casefold() in unescape(row.origin.place.text).casefold()
