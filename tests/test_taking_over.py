"""Several copies, an input that moved on, what cannot be written, and the command itself."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Done, drafter
from edited import Editor
from in_word import replaced, without
from round_trip import (
    INPUT,
    edited,
    is_closed,
    outcomes,
    read,
    refused,
    sent,
    taken_over,
    together,
    write,
)

from drafter import source
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError
from drafter.received import Piece, Received
from drafter.word.receive import receive

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
  - id: geld
    question: Komt er meer geld voor dit werk?
closing: Wij lichten dit graag toe.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(LETTER)
    return tmp_path


def changed(*pairs: tuple[str, str], text: str = LETTER) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# ── Several copies ────────────────────────────────────────────────────────────


def test_changes_that_do_not_touch_are_all_made() -> None:
    noor = edited(LETTER, lambda e: e.replace("besluiten", "keuzes"), author="Noor")
    sam = edited(LETTER, lambda e: e.replace("Wil de", "Kan de"), author="Sam")
    done = taken_over(noor, sam)
    assert outcomes(done, "taken") == ["asks.adviseur.question"]
    assert read() == changed(("Wil de minister", "Kan de minister"), ("besluiten", "keuzes"))
    assert is_closed(noor)
    assert is_closed(sam)


def test_a_conflict_waits_while_the_rest_is_written() -> None:
    noor = edited(LETTER, lambda e: e.replace("besluiten vallen", "keuzes vallen"), author="Noor")

    def edit(editor: Editor) -> None:
        editor.replace("besluiten vallen", "beslist wordt")
        editor.replace("graag toe", "met plezier toe")

    sam = edited(LETTER, edit, author="Sam")
    done = taken_over(noor, sam)
    assert outcomes(done, "conflict") == ["asks.adviseur.question"]
    assert read() == changed(("graag toe", "met plezier toe"))
    done = taken_over(noor, sam, accept="asks.adviseur.question")
    assert outcomes(done, "conflict") == ["asks.adviseur.question"]  # nobody said whose
    done = taken_over(sam, accept="asks.adviseur.question")
    assert outcomes(done, "taken") == ["asks.adviseur.question"]
    assert read() == changed(
        ("graag toe", "met plezier toe"), ("besluiten vallen", "beslist wordt")
    )


def test_a_conflict_is_chosen_by_author() -> None:
    noor = edited(LETTER, lambda e: e.replace("besluiten vallen", "keuzes vallen"), author="Noor")
    sam = edited(LETTER, lambda e: e.replace("besluiten vallen", "beslist wordt"), author="Sam")
    done = taken_over(noor, sam, accept="asks.adviseur.question", author="sam")
    assert outcomes(done, "taken") == ["asks.adviseur.question"]
    assert read() == changed(("besluiten vallen", "beslist wordt"))


@pytest.mark.parametrize("first", ["Noor", "Sam"])
def test_a_text_written_anew_stays_whole_whoever_comes_first(first: str) -> None:
    anew = "zich uitspreken over een vaste plaats aan tafel voor deskundigen?"
    copies = {
        "Noor": edited(
            LETTER,
            lambda e: e.replace("zorgen dat de adviseur meepraat waar besluiten vallen?", anew),
            author="Noor",
        ),
        "Sam": edited(LETTER, lambda e: e.replace("Wil de", "Kan de"), author="Sam"),
    }
    done = taken_over(*sorted(copies.values(), key=lambda copy: copy is not copies[first]))
    assert outcomes(done, "conflict") == ["asks.adviseur.question"]
    assert read() == LETTER


def test_words_that_another_took_out_need_no_look_any_more() -> None:
    def bold(piece: Piece) -> Piece:
        return piece._replace(bold=True)

    noor = edited(LETTER, lambda e: e.look("adviseur", bold), author="Noor")
    sam = edited(LETTER, lambda e: e.replace("de adviseur", "Gao"), author="Sam")
    taken_over(noor)
    taken_over(sam)
    assert read() == changed(("de adviseur", "Gao"))
    assert is_closed(noor)
    assert is_closed(sam)


def test_of_one_author_only_their_own_words_are_taken_over() -> None:
    editor = Editor(sent(LETTER), "Noor")
    editor.replace("besluiten vallen", "keuzes vallen")
    editor.author = "Sam"
    editor.replace("Wil de", "Kan de")
    editor.new(editor.at("Komt er meer geld"), "En dan?", editor.at("Komt er meer geld"))
    taken_over(editor.received, author="Noor")
    assert read() == changed(("besluiten vallen", "keuzes vallen"))


def test_monday_and_wednesday() -> None:
    """Anna's copy is taken over on Monday; Bram's, of the same letter, comes on Wednesday."""
    anna = edited(LETTER, lambda e: e.replace("besluiten", "keuzes"), author="Anna")

    def edit(editor: Editor) -> None:
        editor.replace("Wil de", "Kan de")
        editor.append("graag toe", " en snel")

    bram = edited(LETTER, edit, author="Bram")
    taken_over(anna)
    assert outcomes(taken_over(bram), "taken") == ["asks.adviseur.question", "closing"]
    assert read() == changed(
        ("besluiten", "keuzes"), ("Wil de", "Kan de"), ("graag toe", "graag toe en snel")
    )
    assert is_closed(anna)
    assert is_closed(bram)


def test_what_is_in_the_input_now_is_never_undone_in_silence() -> None:
    anna = edited(LETTER, lambda e: e.replace("besluiten", "keuzes"), author="Anna")
    bram = edited(LETTER, lambda e: e.replace("besluiten", "beslissingen"), author="Bram")
    taken_over(anna)
    done = taken_over(bram)
    assert outcomes(done, "conflict") == ["asks.adviseur.question"]
    assert read() == changed(("besluiten", "keuzes"))
    taken_over(bram, accept="asks.adviseur.question")
    assert read() == changed(("besluiten", "beslissingen"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dit is het moment", "Nu is het moment"),
        ("closing: Wij lichten dit graag toe.\n", ""),
        ("  - id: inbreng\n", "  - {id: nog, question: Wat komt er nog?}\n  - id: inbreng\n"),
        (LETTER[LETTER.index("  - id: geld") : LETTER.index("closing")], ""),
        ("subject: Voortgang van de", "our_reference: GVV-1\nsubject: De"),
    ],
    ids=["other words", "a text less", "an item more", "an item less", "a text more"],
)
def test_an_input_that_was_changed_by_hand(old: str, new: str) -> None:
    """No backup tells what it was, but the copy does."""
    copy = edited(LETTER, lambda e: e.replace("besluiten", "keuzes"))
    write(changed((old, new)))
    assert outcomes(taken_over(copy), "taken") == ["asks.adviseur.question"]
    assert read() == changed((old, new), ("besluiten", "keuzes"))
    assert is_closed(copy)


def test_items_of_two_copies() -> None:
    def add(editor: Editor) -> None:
        editor.new(editor.at("Hoe meet"), "Wie betaalt dit?", editor.at("Hoe meet"))

    def add_and_delete(editor: Editor) -> None:
        editor.new(editor.at("Hoe meet") + 1, "Wie doet dit?", editor.at("Hoe meet"))
        editor.delete("Komt er meer geld")

    noor, sam = edited(LETTER, add), edited(LETTER, add_and_delete, author="Sam")
    done = taken_over(noor, sam)
    assert outcomes(done, "taken") == ["asks.geld", "asks.wie-betaalt-dit", "asks.wie-doet-dit"]
    assert read() == changed(
        (
            "  - id: inbreng",
            "  - id: wie-betaalt-dit\n    question: Wie betaalt dit?\n  - id: inbreng",
        ),
        ("  - id: geld\n", "  - id: wie-doet-dit\n"),
        ("Komt er meer geld voor dit werk?", "Wie doet dit?"),
    )
    assert is_closed(noor)
    assert is_closed(sam)


def test_an_item_that_one_took_out_and_another_changed() -> None:
    noor = edited(LETTER, lambda e: e.delete("Komt er meer geld"))
    sam = edited(LETTER, lambda e: e.replace("meer geld", "genoeg geld"), author="Sam")
    done = taken_over(noor, sam)
    assert outcomes(done, "conflict") == ["asks.geld"]
    assert read() == changed(("meer geld", "genoeg geld"))
    assert outcomes(taken_over(noor), "conflict") == ["asks.geld"]
    taken_over(noor, accept="asks.geld")
    assert "asks.geld" not in read()
    assert "id: geld" not in read()


# ── What is chosen ────────────────────────────────────────────────────────────


def much(editor: Editor) -> None:
    editor.replace("besluiten", "keuzes")
    editor.replace("graag toe", "met plezier toe")
    editor.delete("Komt er meer geld")
    editor.new(editor.at("Hoe meet"), "Wie betaalt dit?", editor.at("Hoe meet"))


@pytest.mark.parametrize(
    ("accept", "taken"),
    [
        ("none", []),
        ("closing", ["closing"]),
        ("asks.adviseur", ["asks.adviseur.question"]),
        ("asks.geld", ["asks.geld"]),
        ("asks.wie-betaalt-dit, closing", ["closing", "asks.wie-betaalt-dit"]),
        ("asks", ["asks.adviseur.question", "asks.geld", "asks.wie-betaalt-dit"]),
        ("all", ["asks.adviseur.question", "closing", "asks.geld", "asks.wie-betaalt-dit"]),
    ],
)
def test_what_is_accepted(accept: str, taken: list[str]) -> None:
    done = taken_over(edited(LETTER, much), accept=accept)
    assert outcomes(done, "taken") == taken
    assert len(outcomes(done, "left")) == 4 - len(taken)


# ── What is not for the input ─────────────────────────────────────────────────


def test_text_of_the_template_is_never_written() -> None:
    copy = edited(LETTER, lambda e: e.replace("Met vriendelijke groet", "Met lieve groet"))
    (one,) = refused(taken_over(copy))
    assert (one.id, one.what) == ("", "‘Met vriendelijke groet,’")
    assert read() == LETTER


def test_two_fields_in_one_paragraph() -> None:
    def edit(editor: Editor) -> None:
        editor.merge("Borg genderexpertise")
        editor.replace("besluiten", "keuzes")

    done = taken_over(edited(LETTER, edit))
    (one,) = refused(done)
    assert one.what == "paragraphs joined or divided"
    assert read() == changed(("besluiten", "keuzes"))


def test_a_text_that_the_input_lost_since() -> None:
    copy = edited(LETTER, lambda e: e.replace("graag toe", "met plezier toe"))
    less = changed(("closing: Wij lichten dit graag toe.\n", ""))
    write(less)
    (one,) = refused(taken_over(copy))
    assert (one.id, one.reason) == ("closing", "this text is not in the input any more")
    assert read() == less


PAPER = """\
kind: position-paper
id: vrede
title: Vrede
introduction: {text: Er is veel te doen.}
recommendations:
  - id: beleid
    heading: Verbeter het beleid
    analysis: Het beleid schiet tekort.
    action_points:
      - {id: geld, text: Geef meer geld uit aan vrede.}
      - {id: tijd, text: Neem er de tijd voor.}
"""


def test_a_demand_of_a_paper_stays_in_the_paper() -> None:
    paper = Path("inputs/papers/vrede.yaml")
    paper.parent.mkdir(parents=True)
    paper.write_text(PAPER, "utf-8")
    text = changed(("  - id: geld\n    question: Komt", "  - use: vrede/geld\n    question: Komt"))
    write(text)
    copy = edited(text, lambda e: e.replace("meer geld uit", "veel geld uit"))
    (one,) = refused(taken_over(copy))
    assert one.id == "asks.geld.demand"
    assert one.place is not None
    assert (Path(one.place.file).name, one.place.line) == ("vrede.yaml", 10)
    assert read() == text
    done = taken_over(copy, accept="asks.geld.demand")
    assert outcomes(done, "taken") == ["asks.geld.demand"]
    assert read() == changed(
        ("use: vrede/geld\n", "use: vrede/geld\n    heading: Geef veel geld uit aan vrede.\n"),
        text=text,
    )
    assert is_closed(copy)
    assert paper.read_text("utf-8") == PAPER


def test_a_paper() -> None:
    write(PAPER)

    def edit(editor: Editor) -> None:
        editor.replace("schiet tekort", "schiet ernstig tekort")
        editor.replace("veel te doen", "nog veel te doen")
        editor.new(editor.at("Neem er de tijd"), "Begin nu.", editor.at("Neem er de tijd"))

    copy = edited(PAPER, edit)
    taken_over(copy)
    assert read() == changed(
        ("schiet tekort", "schiet ernstig tekort"),
        ("veel te doen", "nog veel te doen"),
        ("      - {id: tijd", "      - {id: begin-nu, text: Begin nu.}\n      - {id: tijd"),
        text=PAPER,
    )
    assert is_closed(copy)


def test_the_footnotes_of_a_demand_are_not_lost() -> None:
    """Words of an ask's own have no footnotes."""
    paper = Path("inputs/papers/vrede.yaml")
    paper.parent.mkdir(parents=True)
    paper.write_text(
        PAPER.replace("Geef meer geld uit aan vrede.", "'Geef meer geld uit.[^bron]'")
        + "notes: {bron: Een brief.}\n",
        "utf-8",
    )
    text = changed(("  - id: geld\n    question: Komt", "  - use: vrede/geld\n    question: Komt"))
    text += "# Het actiepunt heeft een bron.\n"  # what is sent is remembered by its text
    write(text)
    copy = edited(text, lambda e: e.replace("meer geld uit", "veel geld uit"))
    (one,) = refused(taken_over(copy, accept="asks.geld.demand"))
    assert one.reason == "it comes from a position paper, with footnotes: change it there"
    assert read() == text


CAMPAIGN = """\
kind: campaign
id: missies
letter:
  date: 2026-06-02
  subject: Vrouwen in vredesmissies
  opening: Vrouwen beslissen nog te weinig mee over vrede en veiligheid.
  asks:
    - {id: geld, question: Komt er geld voor?}
    - {id: tijd, question: Komt er tijd voor?}
  closing: Wij lichten dit graag toe.
versions:
  - addressee: {committee: defensie}
  - addressee: {committee: buitenlandse-zaken}
    closing: Wij komen graag langs om dit toe te lichten.
"""


def test_a_letter_of_a_campaign() -> None:
    write(CAMPAIGN)

    def edit(editor: Editor) -> None:
        editor.replace("te weinig", "veel te weinig")
        editor.replace("graag toe", "met plezier toe")
        editor.delete("Komt er tijd")

    copy = edited(CAMPAIGN, edit)
    taken_over(copy)
    assert read() == changed(
        ("nog te weinig", "nog veel te weinig"),
        ("graag toe", "met plezier toe"),
        ("    - {id: tijd, question: Komt er tijd voor?}\n", ""),
        text=CAMPAIGN,
    )
    assert is_closed(copy)


def test_a_change_that_another_letter_of_a_campaign_cannot_have() -> None:
    """Nothing is written when a document could not be made any more."""
    text = CAMPAIGN + "    asks: []\n"
    write(text)
    copy = edited(text, lambda e: e.delete("Vrouwen beslissen"))
    with pytest.raises(DrafterError) as error:
        taken_over(copy)
    assert [one.message for one in error.value.problems] == ["this letter says nothing yet"]
    assert read() == text
    assert not list(Path().rglob("backups"))


def test_a_footnote_that_another_letter_of_a_campaign_cites_stays() -> None:
    text = changed(("veiligheid.", "veiligheid.[^brief]"), text=CAMPAIGN)
    text += "    opening: Zie onze brief.[^brief]\n"
    text = text.replace("versions:", "  notes: {brief: Een brief.}\nversions:")
    write(text)
    copy = edited(text, lambda e: e.delete("Vrouwen beslissen"))
    taken_over(copy)
    opening = "Vrouwen beslissen nog te weinig mee over vrede en veiligheid.[^brief]"
    assert read() == changed((f"  opening: {opening}\n", ""), text=text)


OPEN = CAMPAIGN.replace(
    "Wij lichten dit graag toe.", "Vraag dit aan [bewindspersoon] en doe dat graag."
)
OPEN = OPEN.replace("    closing: Wij komen graag langs om dit toe te lichten.\n", "")


def both(edit: Callable[[Editor], object]) -> tuple[Received, ...]:
    """What somebody did in both letters of this campaign."""
    copies = []
    for letter in Pipeline.around(INPUT).campaign(source.read(INPUT)).versions:
        (draft,) = Pipeline.around(INPUT).drafts_source(letter.letter)
        editor = Editor(receive(Pipeline.around(INPUT).word(draft.document), ""), "Noor")
        edit(editor)
        copies.append(editor.received)
    return tuple(copies)


def test_who_is_another_in_each_letter_stays_open() -> None:
    write(OPEN)
    copies = both(lambda e: e.replace("graag.", "met plezier."))
    taken_over(*copies)
    assert read() == changed(("graag.", "met plezier."), text=OPEN)
    assert all(map(is_closed, copies))


def test_one_name_is_not_written_where_each_letter_has_its_own() -> None:
    write(OPEN)
    copy = edited(OPEN, lambda e: e.replace("minister van Defensie", "minister-president"))
    (one,) = refused(taken_over(copy))
    assert one.reason.startswith("[bewindspersoon] is somebody else in each letter")
    assert read() == OPEN


def test_one_of_several_letters_of_an_input() -> None:
    """The letter to one addressee and that to another have their texts from one place."""
    addressees = "addressees: [{committee: defensie}, {committee: buitenlandse-zaken}]"
    text = changed(("addressee: {committee: defensie}", addressees))
    write(text)
    pipeline = Pipeline.around(INPUT)
    _first, second = pipeline.drafts(INPUT)
    Path("sam.docx").write_bytes(
        replaced(pipeline.word(second.document), "besluiten", "keuzes", "Sam")
    )
    assert review("sam.docx", "--apply").code == 0
    assert read() == changed(("besluiten", "keuzes"), text=text)
    assert "is in the input" in review("sam.docx", "--apply").out


# ── The file ──────────────────────────────────────────────────────────────────


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    text = "\ufeff" + LETTER.replace("\n", "\r\n")
    write(text)
    copy = edited(text, much)
    taken_over(copy)
    after = read()
    assert after.startswith("\ufeffkind")
    assert "\n" not in after.replace("\r\n", "")
    assert "meepraat waar keuzes vallen" in after
    assert is_closed(copy)


def test_rights_and_links_stay(folder: Path) -> None:
    real = folder / "echt.yaml"
    INPUT.rename(real)
    real.chmod(0o640)
    INPUT.symlink_to(real)
    taken_over(edited(LETTER, much))
    assert INPUT.is_symlink()
    assert "keuzes" in real.read_text("utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_every_input_as_it_was_is_kept() -> None:
    first = edited(LETTER, lambda e: e.replace("besluiten", "keuzes"))
    second = edited(LETTER, lambda e: e.replace("graag toe", "toe"))
    kept = [taken_over(copy).backup for copy in (first, second)]
    assert kept[0] is not None
    assert kept[1] is not None
    assert kept[0] != kept[1]
    assert kept[0].read_text("utf-8") == LETTER
    assert kept[1].read_text("utf-8") == changed(("besluiten", "keuzes"))
    assert kept[0].parent == INPUT.resolve().parent / ".drafter" / "backups"


# ── The command ───────────────────────────────────────────────────────────────


def word() -> bytes:
    """The document as it goes round."""
    pipeline = Pipeline.around(INPUT)
    return pipeline.word(pipeline.draft(INPUT).document)


def review(*words: str) -> Done:
    return drafter("review", "brief.yaml", *words)


def test_without_apply_nothing_changes() -> None:
    Path("noor.docx").write_bytes(replaced(word(), "besluiten", "keuzes", "Noor"))
    before = {file: file.read_bytes() for file in Path().glob("*.*")}
    done = review("noor.docx")
    assert done.out.splitlines()[-4:] == [
        "with --apply this goes into brief.yaml:",
        "  asks.adviseur.question  (brief.yaml:11)",
        "",
        "this is only shown: nothing was changed in brief.yaml",
    ]
    assert {file: file.read_bytes() for file in Path().glob("*.*")} == before
    assert not list(Path().rglob("backups"))


def test_of_a_note_that_is_cited_twice_one_sign_is_taken_out_once() -> None:
    text = changed(("tweede jaar in.", "tweede jaar in.[^jaar]"), ("bij te sturen.", "bij.[^jaar]"))
    text += "notes: {jaar: Zie de brief.}\n"
    write(text)

    def edit(editor: Editor) -> None:
        number = editor.at("tweede jaar")
        paragraphs = editor.paragraphs
        pieces = paragraphs[number].pieces
        first = next(at for at, piece in enumerate(pieces) if piece.note)
        paragraphs[number] = paragraphs[number]._replace(
            pieces=(*pieces[:first], *pieces[first + 1 :])
        )
        editor.keep(paragraphs)

    copy = edited(text, edit, "untracked")
    taken_over(copy)
    assert read() == text.replace("jaar in.[^jaar]", "jaar in.")
    assert is_closed(copy)


def test_a_copy_that_lost_its_record_is_compared_with_what_was_sent() -> None:
    """As .odt leaves it; beside the input as it became, two questions would seem to move back."""

    def edit(editor: Editor) -> None:
        first, last = "Hoe meet de minister of de inbreng", "Komt er meer geld"
        editor.replace(f"{first} van vrouwen invloed heeft?", f"{last} voor dit werk!")
        editor.replace(f"{last} voor dit werk?", f"{first} van vrouwen invloed heeft?")

    copy = edited(LETTER, edit)._replace(baseline=None)
    taken_over(copy)
    assert read() != LETTER
    assert is_closed(copy)


def test_what_was_written_and_where_the_old_one_is() -> None:
    Path("noor.docx").write_bytes(replaced(word(), "besluiten", "keuzes", "Noor"))
    done = review("noor.docx", "--apply")
    assert done.code == 0
    assert "written into brief.yaml:\n  asks.adviseur.question  (brief.yaml:11)\n" in done.out
    (kept,) = Path(".drafter/backups").iterdir()
    assert done.out.endswith(f"the input as it was is kept in {kept}\n")
    again = review("noor.docx", "--apply")
    assert again.code == 0
    assert again.out.startswith("noor.docx: everything that was changed in it is in the input\n")
    assert again.out.endswith("nothing was changed in brief.yaml\n")
    assert read() == changed(("besluiten", "keuzes"))


def test_how_one_chooses() -> None:
    Path("noor.docx").write_bytes(replaced(word(), "besluiten", "keuzes", "Noor"))
    Path("van sam.docx").write_bytes(replaced(word(), "besluiten", "vragen", "Sam"))
    told = review("noor.docx", "van sam.docx", "--apply").out
    start = "      drafter review brief.yaml "
    assert f"{start}noor.docx --accept asks.adviseur.question --apply\n" in told
    assert f'{start}"van sam.docx" --accept asks.adviseur.question --apply\n' in told
    assert read() == LETTER
    assert review("van sam.docx", "--accept", "asks.adviseur.question", "--apply").code == 0
    assert read() == changed(("besluiten", "vragen"))


def test_a_field_that_was_named_and_cannot_be_written() -> None:
    data = replaced(word(), "juni 2026", "juni 2O26", "Noor")
    Path("noor.docx").write_bytes(replaced(data, "besluiten", "keuzes", "Noor"))
    done = review("noor.docx", "--accept", "date", "--apply")
    assert done.code == 1
    assert "this cannot be written into brief.yaml:\n  date  (brief.yaml:3)\n" in done.out
    assert read() == LETTER
    assert review("noor.docx", "--apply").code == 0
    assert read() == changed(("besluiten", "keuzes"))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("asks.adviseur.qestion", "did you mean 'asks.adviseur.question'?"),
        ("ask", "did you mean 'asks'?"),
        ("closing", "these were changed: asks.adviseur.question"),
    ],
)
def test_a_name_of_nothing_that_changed(name: str, hint: str) -> None:
    Path("noor.docx").write_bytes(replaced(word(), "besluiten", "keuzes", "Noor"))
    done = review("noor.docx", "--accept", name, "--apply")
    assert done.code == 1
    assert f"nobody changed anything in '{name}'" in done.err
    assert hint in done.err
    assert read() == LETTER


def test_programs_get_the_same() -> None:
    data = replaced(word(), "besluiten", "keuzes", "Noor")
    Path("noor.docx").write_bytes(replaced(data, "Met vriendelijke", "Met lieve", "Noor"))
    told = json.loads(review("noor.docx", "--apply", "--format", "json").out)
    assert told["written"]
    assert told["backup"].startswith(f".drafter{os.sep}backups")
    first, second = told["proposals"]
    assert first == {
        "id": "asks.adviseur.question",
        "state": "taken",
        "what": "",
        "reason": "",
        "documents": ["noor.docx"],
        "file": "brief.yaml",
        "line": 11,
    }
    assert (second["state"], second["id"]) == ("refused", "")


def test_a_deleted_paragraph_in_word() -> None:
    Path("noor.docx").write_bytes(without(word(), "Wij lichten dit graag toe."))
    assert review("noor.docx", "--apply").code == 0
    assert read() == changed(("closing: Wij lichten dit graag toe.\n", ""))
    assert together(sent(read())).reviews[0].review.is_empty
