"""What `drafter review` says of documents that came back, and that it changes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import drafter
from in_word import (
    bold,
    commented,
    linked,
    only,
    replaced,
    without,
    without_notes,
    without_record,
)

from drafter.fields import fields_of
from drafter.pipeline import Pipeline
from drafter.rounds import reviewed

LETTER = """\
kind: letter
id: mali
date: 2026-06-02
subject: Voortgang van de missie in Mali
addressee: {committee: defensie}
opening: |
  De missie gaat haar tweede jaar in. Dit is het moment om bij te sturen.
asks:
  - id: adviseur
    heading: Borg genderexpertise in de hele missie
    question: Wil de minister zorgen dat de adviseur meepraat waar besluiten vallen?
  - id: inbreng
    question: Hoe meet de minister of de inbreng van vrouwen invloed heeft?
closing: Wij lichten dit graag toe.
"""
QUESTION = "asks.adviseur.question  (mali.yaml:11)"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mali.yaml").write_text(LETTER, "utf-8")
    return tmp_path


def sent(file: str = "mali.yaml") -> bytes:
    """The document as it goes round."""
    pipeline = Pipeline.around(Path(file))
    (draft, *_others) = pipeline.drafts(Path(file))
    return pipeline.word(draft.document)


def back(name: str, data: bytes) -> str:
    Path(name).write_bytes(data)
    return name


def shown(*words: str) -> list[str]:
    """What the review says, in lines; what would become of it has tests of its own."""
    done = drafter("review", "mali.yaml", *words)
    assert (done.code, done.err) == (0, "")
    return re.split(_BECOMES, done.out, flags=re.MULTILINE)[0].rstrip().splitlines()


_BECOMES = "^(?:with --apply|this waits|this cannot be written|this is only shown)"


def refused(*words: str) -> str:
    """The first line of the one problem."""
    done = drafter("review", *words)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("error:") == 1
    return done.err.splitlines()[0]


def test_an_unedited_document() -> None:
    assert shown(back("terug.docx", sent())) == ["terug.docx: nothing was changed in it"]


def test_a_tracked_change() -> None:
    data = replaced(sent(), "besluiten vallen", "het besluit valt", "Noor Visser")
    assert shown(back("terug.docx", data)) == [
        "terug.docx: changes by Noor Visser",
        "",
        QUESTION,
        "  edited by Noor Visser (3-6-2026 10:00):",
        "    Wil de minister zorgen dat de adviseur meepraat waar "
        "[-besluiten vallen-]{+het besluit valt+}?",
        "",
        "1 field changed",
    ]


def test_a_change_without_tracking() -> None:
    told = shown(back("terug.docx", replaced(sent(), "graag toe", "met plezier toe")))
    assert told[0] == "terug.docx: changes that were not tracked, so that nobody knows by whom"
    assert told[2:5] == [
        "closing  (mali.yaml:14)",
        "  edited (not tracked):",
        "    Wij lichten dit [-graag-]{+met plezier+} toe.",
    ]


def test_a_text_that_was_written_anew_stands_below_the_old_one() -> None:
    data = replaced(sent(), "Wij lichten dit graag toe.", "Tot spoedig ziens!", "Noor")
    assert shown(back("terug.docx", data))[3:6] == [
        "  written anew by Noor (3-6-2026 10:00):",
        "    [-Wij lichten dit graag toe.-]",
        "    {+Tot spoedig ziens!+}",
    ]


def test_a_comment_with_a_reply() -> None:
    data = commented(sent(), "de adviseur", "Noor", "Welke?", ("Sam", "Die van de missie."))
    assert shown(back("terug.docx", data))[:7] == [
        "terug.docx: comments by Noor and Sam",
        "",
        QUESTION,
        "  comment by Noor (3-6-2026 10:00) on ‘de adviseur’ (resolved):",
        "    Welke?",
        "    reply by Sam (3-6-2026 10:00):",
        "        Die van de missie.",
    ]


def test_text_of_the_template_is_named_as_such() -> None:
    data = replaced(sent(), "vriendelijke groet", "hartelijke groet", "Noor")
    told = shown(back("terug.docx", data))
    assert told[2].startswith(
        "text of the template or a register (not in the input), after ‘Closing’"
    )
    assert told[4].startswith("    Met [-vriendelijke-]{+hartelijke+} groet")
    assert told[-1] == "1 change outside the input"


@pytest.mark.parametrize("author", ["", "Noor"])
def test_a_change_beside_another_space_is_told_without_that_space(author: str) -> None:
    spaced = replaced(sent(), "Met vriendelijke", "Met\u00a0hartelijke", author)
    told = shown(back("terug.docx", spaced))
    assert told[4].startswith("    Met [-vriendelijke-]{+hartelijke+} groet")
    assert told[-1] == "1 change outside the input"


@pytest.mark.parametrize("author", ["", "Noor"])
def test_another_space_alone_is_not_told(author: str) -> None:
    spaced = replaced(sent(), "Met vriendelijke", "Met\u00a0vriendelijke", author)
    assert shown(back("terug.docx", spaced)) == ["terug.docx: nothing was changed in it"]


def test_a_field_of_which_nothing_is_left_is_asked_about() -> None:
    lost = without(sent(), "Wij lichten dit graag toe.")
    assert shown(back("terug.docx", lost))[2:6] == [
        "closing  (mali.yaml:14)",
        "  deleted (not tracked):",
        "    [-Wij lichten dit graag toe.-]",
        "  ? neither its text nor its bookmark is left: is that meant?",
    ]


def test_a_look_and_a_footnote() -> None:
    notes = LETTER.replace("jaar in.", "jaar in.[^brief]")
    Path("mali.yaml").write_text(notes + "notes: {brief: 'Zie onze eerdere brief.'}\n", "utf-8")
    told = shown(back("terug.docx", without_notes(bold(sent(), "bij te sturen"))))
    assert told[2:6] == [
        "opening  (mali.yaml:7)",
        "  ‘bij te sturen’ is bold now",
        "  a footnote was taken out (not tracked):",
        "    [-Zie onze eerdere brief.-]",
    ]
    assert told[-1] == "1 field changed"


def test_a_field_that_lost_its_bookmark_is_asked_about() -> None:
    data = without_record(replaced(sent(), "graag toe", "met plezier toe"))
    told = shown(back("terug.docx", data))
    assert told[2:6] == [
        "closing  (mali.yaml:14)",
        "  edited (not tracked):",
        "    Wij lichten dit [-graag-]{+met plezier+} toe.",
        "  ? recognised by its text, not by its bookmark: is it right?",
    ]


def test_of_many_fields_that_are_other_by_now_a_few_are_named() -> None:
    asks = "".join(f"  - {{id: vraag-{n}, question: Komt er geld voor {n}?}}\n" for n in range(8))
    back("terug.docx", replaced(sent(), "graag", "met plezier", "Noor"))
    Path("mali.yaml").write_text(LETTER.replace("closing:", f"{asks}closing:"), "utf-8")
    assert shown("terug.docx")[1].endswith(" and 2 more")


def test_a_field_that_the_input_has_otherwise_by_now_is_marked() -> None:
    back("terug.docx", replaced(sent(), "graag toe", "met plezier toe"))
    Path("mali.yaml").write_text(LETTER.replace("graag toe", "toe"), "utf-8")
    told = shown("terug.docx")
    assert told[1] == "  ? the input was changed after this document was made: Closing"
    ahead = "  ? the input was changed here after this document was made; compare the two"
    assert told[3:5] == ["closing  (mali.yaml:14)", ahead]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("graag toe", "toe", "Closing"),
        ("closing: Wij lichten dit graag toe.\n", "", "Closing"),
        (
            "closing:",
            "  - {id: geld, question: Komt er meer geld voor dit werk?}\nclosing:",
            "Ask 3 (geld): the question itself",
        ),
    ],
    ids=["changed", "taken out", "new item"],
)
def test_what_changed_in_the_input_is_no_change_of_a_colleague(
    old: str, new: str, field: str
) -> None:
    back("terug.docx", sent())
    assert old in LETTER
    Path("mali.yaml").write_text(LETTER.replace(old, new), "utf-8")
    assert shown("terug.docx") == [
        "terug.docx: nothing was changed in it",
        f"  ? the input was changed after this document was made: {field}",
    ]


def test_an_item_that_the_input_lost_is_no_new_one() -> None:
    back("terug.docx", sent())
    item = LETTER[LETTER.index("  - id: inbreng") : LETTER.index("closing:")]
    Path("mali.yaml").write_text(LETTER.replace(item, ""), "utf-8")
    assert reviewed(Path("mali.yaml"), [Path("terug.docx")]).reviews[0].review.is_empty


def test_a_document_gives_the_terminal_no_orders() -> None:
    data = replaced(sent(), "graag toe", "\x9b2Jmet \u202eplezier toe", "Noor\x9b31m")
    Path("terug.docx").write_bytes(data)
    told = drafter("review", "mali.yaml", "terug.docx").out
    assert "{+2Jmet plezier+}" in told
    assert not {"\x9b", "\u202e"} & set(told)
    told = drafter("review", "mali.yaml", "terug.docx", "--author", "Sam").err
    assert "\x9b" not in told


# ── Several reviewers ─────────────────────────────────────────────────────────


def test_changes_that_do_not_touch_go_together() -> None:
    noor = back("noor.docx", replaced(sent(), "besluiten", "keuzes", "Noor"))
    sam = back("sam.docx", replaced(sent(), "Wil de minister", "Kan de minister", "Sam"))
    told = shown(noor, sam)
    assert told[:2] == ["noor.docx: changes by Noor", "sam.docx: changes by Sam"]
    assert told[3] == QUESTION
    assert told[4] == "  edited in noor.docx by Noor (3-6-2026 10:00):"
    assert told[8:10] == [
        "  these changes go together:",
        "    [-Wil-]{+Kan+} de minister zorgen dat de adviseur meepraat waar "
        "[-besluiten-]{+keuzes+} vallen?",
    ]


def test_changes_that_touch_are_shown_with_all_versions() -> None:
    noor = back("noor.docx", replaced(sent(), "besluiten", "keuzes", "Noor"))
    sam = back("sam.docx", replaced(sent(), "besluiten vallen", "beslist wordt", "Sam"))
    told = shown(noor, sam)
    assert told[8:12] == [
        "  ? these changes contradict each other; choose one:",
        "    was               … besluiten vallen …",
        "    noor.docx (Noor)  … keuzes vallen …",
        "    sam.docx (Sam)    … beslist wordt …",
    ]
    assert told[-1] == "1 field changed, 1 conflict"


def test_a_text_that_one_wrote_anew_is_not_mixed_with_the_words_of_another() -> None:
    noor = back("noor.docx", replaced(sent(), "graag", "altijd graag", "Noor"))
    sam = back("sam.docx", replaced(sent(), "Wij lichten dit graag toe.", "Tot ziens!", "Sam"))
    assert shown(noor, sam)[-5:-2] == [
        "    was               Wij lichten dit graag toe.",
        "    noor.docx (Noor)  Wij lichten dit altijd graag toe.",
        "    sam.docx (Sam)    Tot ziens!",
    ]


def test_one_author() -> None:
    both = replaced(sent(), "besluiten", "keuzes", "Noor")
    both = replaced(both, "graag", "altijd graag", "Sam")
    told = shown(back("terug.docx", both), "--author", "sam")
    assert told[0] == "terug.docx: changes by Sam"
    assert told[2] == "closing  (mali.yaml:14)"
    assert told[-1] == "1 field changed"
    message = refused("mali.yaml", "terug.docx", "--author", "Anna")
    assert message.endswith("nobody called 'Anna' changed or remarked anything")


def test_a_file_in_which_one_author_did_nothing() -> None:
    noor = back("noor.docx", replaced(sent(), "besluiten", "keuzes", "Noor"))
    sam = back("sam.docx", replaced(sent(), "graag", "altijd graag", "Sam"))
    assert shown(noor, sam, "--author", "Sam")[0] == "noor.docx: nothing by Sam"


# ── What cannot be written ────────────────────────────────────────────────────


def test_the_terminal_and_the_report_tell_why_a_text_cannot_be_written() -> None:
    copy = back("terug.docx", linked(sent(), "moment", "file:///C:/nota.docx"))
    done = drafter("review", "mali.yaml", copy, "--apply", "--report", "verslag.html")
    reason = "this field cannot hold a link to file:///C:/nota.docx; change it yourself"
    assert reason in done.out
    assert reason in Path("verslag.html").read_text("utf-8")
    assert Path("mali.yaml").read_text("utf-8") == LETTER


# ── Which letter it is ────────────────────────────────────────────────────────


def test_a_document_of_another_input() -> None:
    Path("kamer.yaml").write_text(LETTER.replace("id: mali", "id: kamer"), "utf-8")
    file = back("terug.docx", sent("kamer.yaml"))
    assert refused("mali.yaml", file) == (
        "terug.docx: error: this document was not made of mali.yaml, but of the input 'kamer'"
    )


def test_a_document_of_which_nothing_is_of_this_input() -> None:
    other = (
        "kind: letter\nid: x\ndate: 2026-06-02\nsubject: Iets\naddressee: {committee: defensie}\n"
    )
    Path("iets.yaml").write_text(other + "opening: Heel iets anders dan wat u denkt.\n", "utf-8")
    file = back("terug.docx", without_record(sent("iets.yaml")))
    assert refused("mali.yaml", file) == (
        "terug.docx: error: this is no copy of a document of mali.yaml: "
        "nothing of its text stands in it"
    )


def test_a_damaged_file_and_one_that_is_not_there() -> None:
    file = back("terug.docx", sent()[:500])
    assert refused("mali.yaml", file).startswith("terug.docx: error: ")
    assert refused("mali.yaml", "weg.docx") == "weg.docx: error: there is no such file"


CAMPAIGN = """\
kind: campaign
id: missies
letter:
  date: 2026-06-02
  subject: Vrouwen in vredesmissies
  opening: Vrouwen beslissen nog te weinig mee over vrede en veiligheid.
  closing: Wij lichten dit graag toe.
versions:
  - addressee: {committee: defensie}
  - addressee: {committee: buitenlandse-zaken}
    closing: Wij komen graag langs om dit toe te lichten.
"""


def test_a_letter_of_a_campaign_is_known_by_its_id() -> None:
    path = Path("missies.yaml")
    path.write_text(CAMPAIGN, "utf-8")
    pipeline = Pipeline.around(path)
    _first, second = pipeline.drafts(path)
    data = replaced(pipeline.word(second.document), "graag langs", "met plezier langs", "Noor")
    found = reviewed(path, [Path(back("terug.docx", data))])
    (change,) = found.reviews[0].review.changes
    assert change.field == "closing"
    assert found.places["closing"].line == 11


def test_one_of_several_addressees_is_known_by_its_text() -> None:
    text = LETTER.replace(
        "addressee: {committee: defensie}",
        "addressees: [{committee: defensie}, {committee: buitenlandse-zaken}]",
    )
    path = Path("mali.yaml")
    path.write_text(text, "utf-8")
    pipeline = Pipeline.around(path)
    for draft in pipeline.drafts(path):
        data = pipeline.word(draft.document)
        found = reviewed(path, [Path(back("terug.docx", data))])
        assert found.reviews[0].review.is_empty
    assert (
        reviewed(path, [Path(back("terug.docx", without_record(data)))]).reviews[0].review.is_empty
    )
    data = without_record(only(data, "De missie gaat haar tweede jaar in."))
    assert "any of 2 letters of mali.yaml" in refused("mali.yaml", back("terug.docx", data))


# ── For programs, and what is left alone ──────────────────────────────────────


def test_json_has_the_same_facts() -> None:
    noor = back("noor.docx", replaced(sent(), "besluiten", "keuzes", "Noor"))
    sam = back("sam.docx", replaced(sent(), "besluiten vallen", "beslist wordt", "Sam"))
    told = json.loads(drafter("review", "mali.yaml", noor, sam, "--format", "json").out)
    first, second = told["files"]
    (change,) = first["changes"]
    assert (change["field"], change["file"], change["line"]) == (
        "asks.adviseur.question",
        "mali.yaml",
        11,
    )
    assert change["edits"][0] == {
        "kind": "deleted",
        "text": "besluiten",
        "author": "Noor",
        "date": "2026-06-03T10:00:00Z",
    }
    assert second["authors"] == ["Sam"]
    (both,) = told["together"]
    assert both["merged"] is None
    assert both["conflicts"][0]["versions"] == ["keuzes vallen", "beslist wordt"]


def test_no_input_and_no_document_is_ever_written(folder: Path) -> None:
    back("noor.docx", replaced(sent(), "besluiten", "keuzes", "Noor"))
    back("sam.docx", replaced(sent(), "besluiten vallen", "beslist wordt", "Sam"))
    back("terug.docx", sent())
    files = sorted(folder.rglob("*"))
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in files}
    for copies in (("terug.docx",), ("noor.docx", "sam.docx")):
        assert sorted(folder.rglob("*")) == files  # where nothing is open, nothing is remembered
        for more in (("--author", "Noor"), (), ("--format", "json")):
            drafter("review", "mali.yaml", *copies, *more)
    new = [file for file in folder.rglob("*") if file.is_file() and file not in files]
    assert new == [folder / ".drafter" / "reviews" / "mali.json"]
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in files} == before


CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("name", ["full-letter", "demands", "rich-text", "notes-in-paper"])
def test_an_unedited_document_of_every_kind(name: str) -> None:
    """All fields that are printed have a place, and nothing was changed in them."""
    path = CASES / name / "input.yaml"
    pipeline = Pipeline.around(path)
    draft = pipeline.drafts(path)[0]
    file = Path("terug.docx")
    file.write_bytes(pipeline.word(draft.document))
    found = reviewed(path, [file])
    assert found.reviews[0].review.is_empty
    assert all(place.line for place in found.places.values())
    assert set(found.places) <= set(fields_of(draft.model).paths)
