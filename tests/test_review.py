"""What colleagues changed comes back on the right field, however they worked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from edited import DATE, Editor

from drafter import source
from drafter.pipeline import Pipeline
from drafter.printed import Layout, laid_out
from drafter.received import Comment, Paragraph, Piece, Received
from drafter.review import review
from drafter.review_rows import Change, Edit, Joint, Look, NoteChange, Review
from drafter.word.receive import receive
from drafter.workspace import Workspace

LETTER = """\
kind: letter
id: mali
date: 2026-06-02
subject: de missie in Mali
our_reference: GVV-1
addressee: {committee: defensie}
opening: |
  De missie gaat haar tweede jaar in.[^jaar] Dit is het moment om bij te sturen.

  Wij zien drie **grote** kansen.
asks:
  - id: adviseur
    heading: Borg genderexpertise
    background: De missie heeft één adviseur. Die praat niet mee.
    question: Wil de minister zorgen dat de adviseur meepraat?
    to: minister van Defensie
  - id: inbreng
    heading: Laat de inbreng doorwerken
    background: Organisaties worden gehoord, maar zien hun werk nergens terug.
    question: Hoe meet de minister of deze inbreng invloed heeft?
    to: minister van Buitenlandse Zaken
action_points:
  - {id: geld, text: Maak zichtbaar wat naar organisaties gaat.}
  - {id: halfjaar, text: Rapporteer elk half jaar over missies.}
  - {id: raad, text: Stel een raad van vrouwen in.}
closing: Wij lichten dit graag toe.
notes:
  jaar: Kamerstuk 29 521, nr. 336.
"""
RICH = ("opening", "asks.adviseur.background", "asks.inbreng.background", "closing")


@cache
def sent() -> tuple[Layout, Received]:
    """The letter as it was printed and as it stands in its file."""
    pipeline = Pipeline(Workspace(Path()))
    document = pipeline.draft_source(source.parse(LETTER, Path("mali.yaml"))).document
    return laid_out(document), receive(pipeline.word(document), "")


# How the reviewers worked: with tracking, without it, with everything accepted; and without
# tracking in a new document, in which no bookmark is.
WAYS = ("tracked", "untracked", "accepted", "pasted")
way = pytest.mark.parametrize("way", WAYS)


def edited(way: str, edit: Callable[[Editor], object]) -> Review:
    printed, received = sent()
    editor = Editor(received, "Noor" if way in ("tracked", "accepted") else "")
    edit(editor)
    if way == "accepted":
        editor.accept()
    if way == "pasted":
        editor.lose_bookmarks()
    return review(printed, editor.received, RICH)


def only(found: Review, *kinds: str) -> None:
    """Nothing but these kinds of rows."""
    assert {name for name, rows in found._asdict().items() if rows} == set(kinds)


def the_change(found: Review) -> Change:
    (change,) = found.changes
    return change


def check_author(way: str, edits: tuple[Edit, ...]) -> None:
    known = ("Noor", DATE) if way == "tracked" else ("", "")
    assert edits
    assert {(edit.author, edit.date) for edit in edits} == {known}


QUESTION = "Wil de minister zorgen dat de adviseur meepraat?"


# ── The twelve edits ──────────────────────────────────────────────────────────


@way
def test_changed_words(way: str) -> None:
    found = edited(way, lambda e: e.replace("zorgen dat de adviseur", "borgen dat zij"))
    only(found, "changes")
    change = the_change(found)
    assert change[:4] == (
        "changed",
        "asks.adviseur.question",
        QUESTION,
        "Wil de minister borgen dat zij meepraat?",
    )
    check_author(way, change.edits)
    assert change.route == {"tracked": "bookmark", "pasted": "likeness"}.get(way, "bookmark")


@way
@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("asks.adviseur.question", QUESTION, "Komt er snel een tweede bij, en wanneer?"),
        ("closing", "Wij lichten dit graag toe.", "Tot spoedig ziens, namens ons allen!"),
        (
            "action_points.geld.text",
            "Maak zichtbaar wat naar organisaties gaat.",
            "Betaal op tijd.",
        ),
        ("subject", "de missie in Mali", "vrede voor iedereen"),
    ],
)
def test_retyped_as_a_whole(way: str, field: str, old: str, new: str) -> None:
    found = edited(way, lambda e: e.replace(old, new))
    only(found, "changes")
    change = the_change(found)
    assert change[1:4] == (field, old, new)
    assert change.kind == "retyped"
    check_author(way, change.edits)


@way
def test_deleted(way: str) -> None:
    found = edited(way, lambda e: e.delete("Rapporteer elk half jaar"))
    only(found, "changes", "orders")
    change = the_change(found)
    assert change[:4] == (
        "deleted",
        "action_points.halfjaar.text",
        "Rapporteer elk half jaar over missies.",
        "",
    )
    check_author(way, change.edits)
    (order,) = found.orders
    assert (order.list, order.removed) == ("action_points", ("halfjaar",))


@way
def test_a_whole_ask_deleted(way: str) -> None:
    def edit(editor: Editor) -> None:
        for words in ("Laat de inbreng", "Organisaties worden", "Hoe meet"):
            editor.delete(words)

    found = edited(way, edit)
    only(found, "changes", "orders")
    assert [(change.kind, change.field) for change in found.changes] == [
        ("deleted", "asks.inbreng.heading"),
        ("deleted", "asks.inbreng.background"),
        ("deleted", "asks.inbreng.to"),
        ("deleted", "asks.inbreng.question"),
    ]
    assert [(order.list, order.removed) for order in found.orders] == [("asks", ("inbreng",))]


@way
@pytest.mark.parametrize(
    ("before", "after_field", "before_field", "new"),
    [
        ("Maak zichtbaar", "asks.inbreng.question", "action_points.geld.text", (None, 0, 1, 2)),
        (
            "Rapporteer elk",
            "action_points.geld.text",
            "action_points.halfjaar.text",
            (0, None, 1, 2),
        ),
        ("Wij lichten dit", "action_points.raad.text", "closing", (0, 1, 2, None)),
    ],
    ids=["before", "between", "after"],
)
def test_an_item_added(
    way: str, before: str, after_field: str, before_field: str, new: tuple[int | None, ...]
) -> None:
    def edit(editor: Editor) -> None:
        editor.new(editor.at(before), "Betaal op tijd.", editor.at("Stel een raad"))

    found = edited(way, edit)
    only(found, "added", "orders")
    (added,) = found.added
    assert (added.text, added.after, added.before) == ("Betaal op tijd.", after_field, before_field)
    assert added.list == "action_points"
    check_author(way, added.edits)
    ids = ("geld", "halfjaar", "raad")
    (order,) = found.orders
    assert order.new == tuple(None if n is None else ids[n] for n in new)
    assert order.removed == ()


@way
def test_a_paragraph_added(way: str) -> None:
    def edit(editor: Editor) -> None:
        editor.new(editor.at("Wij lichten dit"), "Dank u wel.", editor.at("Wij lichten dit"))

    found = edited(way, edit)
    only(found, "added")
    (added,) = found.added
    assert (added.text, added.list, added.before) == ("Dank u wel.", "", "closing")


@way
def test_split(way: str) -> None:
    found = edited(way, lambda e: e.split("Die praat niet mee."))
    only(found, "changes", "joints")
    change = the_change(found)
    assert (change.kind, change.field) == ("split", "asks.adviseur.background")
    assert change.new.split("\n\n") == ["De missie heeft één adviseur. ", "Die praat niet mee."]
    (joint,) = found.joints
    assert joint[:3] == ("split", "asks.adviseur.background", "asks.adviseur.background")
    check_author(way, joint.edits)


@way
def test_merged_with_the_next_field(way: str) -> None:
    found = edited(way, lambda e: e.merge("Maak zichtbaar"))
    assert [joint[:3] for joint in found.joints] == [
        ("merged", "action_points.geld.text", "action_points.halfjaar.text")
    ]
    assert found.changes == ()
    check_author(way, found.joints[0].edits)


@way
def test_merged_within_a_field(way: str) -> None:
    found = edited(way, lambda e: e.merge("Dit is het moment"))
    only(found, "changes", "joints")
    assert (the_change(found).kind, the_change(found).field) == ("merged", "opening")
    assert found.joints[0][:3] == ("merged", "opening", "opening")


@way
def test_moved(way: str) -> None:
    found = edited(way, lambda e: e.move("Stel een raad", before="Maak zichtbaar"))
    only(found, "moved", "orders")
    (moved,) = found.moved
    assert moved.fields == ("action_points.raad.text",)
    assert (moved.after, moved.before) == ("asks.inbreng.question", "action_points.geld.text")
    check_author(way, moved.edits)
    (order,) = found.orders
    assert order.new == ("raad", "geld", "halfjaar")
    assert order.removed == ()


@way
@pytest.mark.parametrize(
    ("field", "end"),
    [
        ("closing", "Wij lichten dit graag toe."),
        ("asks.adviseur.heading", "Borg genderexpertise"),
        ("action_points.raad.text", "Stel een raad van vrouwen in."),
        ("subject", "de missie in Mali"),
    ],
)
def test_appended_and_prepended(way: str, field: str, end: str) -> None:
    found = edited(way, lambda e: e.append(end, " Echt waar"))
    only(found, "changes")
    assert the_change(found)[:4] == ("changed", field, end, f"{end} Echt waar")
    check_author(way, the_change(found).edits)
    found = edited(way, lambda e: e.prepend(end, "Ook dit: "))
    only(found, "changes")
    assert the_change(found)[:4] == ("changed", field, end, f"Ook dit: {end}")


@way
def test_a_comment_with_its_replies(way: str) -> None:
    comments = (
        Comment("1", "Sam", DATE, "Klopt dit?"),
        Comment("2", "Noor", DATE, "Ja.", replies_to="1"),
        Comment("3", "Sam", DATE, "Mooi.", replies_to="2", resolved=True),
    )
    found = edited(way, lambda e: e.comment("dat de adviseur meepraat", *comments))
    only(found, "remarks")
    (remark,) = found.remarks
    assert remark == (
        comments[0],
        comments[1:],
        ("asks.adviseur.question",),
        "dat de adviseur meepraat",
    )


# ── Whose text it is ──────────────────────────────────────────────────────────


@way
def test_text_of_the_template_is_told_as_such(way: str) -> None:
    found = edited(way, lambda e: e.replace("Actiepunten", "Wat wij vragen"))
    only(found, "template")
    (row,) = found.template
    assert (row.old, row.new) == ("Actiepunten", "Wat wij vragen")
    assert (row.after, row.before) == ("asks.inbreng.question", "action_points.geld.text")


@way
def test_template_and_field_in_one_paragraph_are_kept_apart(way: str) -> None:
    def edit(editor: Editor) -> None:
        editor.replace("Vraag aan de minister van Defensie:", "Aan de minister van Defensie:")
        editor.replace("adviseur meepraat?", "adviseur altijd meepraat?")

    found = edited(way, edit)
    only(found, "changes", "template")
    assert the_change(found)[1:4] == (
        "asks.adviseur.question",
        QUESTION,
        "Wil de minister zorgen dat de adviseur altijd meepraat?",
    )
    assert [(row.old, row.new) for row in found.template] == [("Vraag aan de ", "Aan de ")]


@way
def test_words_for_the_last_ones_of_the_template_are_not_the_next_fields(way: str) -> None:
    found = edited(way, lambda e: e.replace("Den Haag, ", "Leiden, "))
    only(found, "template")
    (row,) = found.template
    assert row.old.replace("Den Haag", "Leiden") == row.new


@way
def test_a_paragraph_within_the_text_of_a_field_is_the_fields(way: str) -> None:
    def edit(editor: Editor) -> None:
        number = editor.at("Wij zien drie")
        editor.new(number, "Dat kan nu.", number)

    found = edited(way, edit)
    only(found, "changes")
    assert the_change(found).field == "opening"
    assert the_change(found).new.split("\n\n")[1:] == ["Dat kan nu.", "Wij zien drie grote kansen."]


def test_a_field_that_is_printed_twice_says_where_it_was_not_changed() -> None:
    file = Path(__file__).parent / "cases" / "plenary-debate" / "input.yaml"
    pipeline = Pipeline.around(file)
    (draft,) = pipeline.drafts(file)
    editor = Editor(receive(pipeline.word(draft.document), ""))
    editor.replace("Aan de woordvoerders Buitenlandse Zaken", "Aan de woordvoerders Defensie")
    change = the_change(review(laid_out(draft.document), editor.received))
    assert change[:4] == ("retyped", "addressee.subject", "Buitenlandse Zaken", "Defensie")
    assert change.same_elsewhere == 1
    editor.replace("Geachte woordvoerders Buitenlandse Zaken", "Geachte woordvoerders Defensie")
    change = the_change(review(laid_out(draft.document), editor.received))
    assert change.same_elsewhere == 0


def test_struck_text_tells_the_field_where_no_bookmark_is_left() -> None:
    def edit(editor: Editor) -> None:
        editor.replace(QUESTION, "Komt er snel een tweede bij?")
        editor.lose_bookmarks()

    assert the_change(edited("tracked", edit)).route == "struck"


@pytest.mark.parametrize(
    ("way", "route"), [("tracked", "bookmark"), ("accepted", "bookmark"), ("pasted", "position")]
)
def test_a_paragraph_retyped_with_the_words_of_the_template(way: str, route: str) -> None:
    whole = f"Vraag aan de minister van Defensie: {QUESTION}"
    new = "Komt er volgend jaar een tweede bij?"
    found = edited(way, lambda e: e.replace(whole, new))
    assert [(row.kind, row.field, row.new) for row in found.changes] == [
        ("deleted", "asks.adviseur.to", ""),
        ("retyped", "asks.adviseur.question", new),
    ]
    assert [row.old for row in found.template] == ["Vraag aan de ", ": "]
    other = whole.replace(QUESTION, new)
    found = edited(way, lambda e: e.replace(whole, other))
    only(found, "changes")
    assert the_change(found)[1:4] == ("asks.adviseur.question", QUESTION, new)


@way
def test_an_ask_moved_as_a_whole(way: str) -> None:
    def edit(editor: Editor) -> None:
        for words in ("Laat de inbreng", "Organisaties worden", "Hoe meet"):
            editor.move(words, before="Borg genderexpertise")

    found = edited(way, edit)
    only(found, "moved", "orders")
    assert len(found.moved) == 1
    (order,) = found.orders
    assert order == ("asks", ("adviseur", "inbreng"), ("inbreng", "adviseur"))


@way
def test_one_item_deleted_and_another_added(way: str) -> None:
    def edit(editor: Editor) -> None:
        editor.delete("Rapporteer elk")
        editor.new(editor.at("Wij lichten"), "Betaal op tijd.", editor.at("Stel een raad"))

    found = edited(way, edit)
    only(found, "changes", "added", "orders")
    assert the_change(found)[:2] == ("deleted", "action_points.halfjaar.text")
    (order,) = found.orders
    assert (order.new, order.removed) == (("geld", "raad", None), ("halfjaar",))


@way
def test_a_paragraph_of_a_field_deleted(way: str) -> None:
    found = edited(way, lambda e: e.delete("Wij zien drie"))
    only(found, "changes")
    assert (the_change(found).kind, the_change(found).field) == ("changed", "opening")
    assert "Wij zien" not in the_change(found).new


def test_a_paragraph_split_and_the_rest_of_it_retyped() -> None:
    def edit(editor: Editor) -> None:
        editor.split("Die praat niet mee.")
        editor.replace("Die praat niet mee.", "Zonder stem helpt dat weinig!")

    found = edited("tracked", edit)
    only(found, "changes")
    assert the_change(found).new.split("\n\n")[1:] == ["Zonder stem helpt dat weinig!"]


def test_two_authors_in_one_field() -> None:
    printed, received = sent()
    first = Editor(received, "Noor")
    first.replace("zorgen dat", "borgen dat")
    second = Editor(first.received, "Sam")
    second.append("meepraat?", " Graag snel.")
    change = the_change(review(printed, second.received))
    assert change.new == "Wil de minister borgen dat de adviseur meepraat? Graag snel."
    assert [(edit.kind, edit.text, edit.author) for edit in change.edits] == [
        ("deleted", "zorgen dat", "Noor"),
        ("inserted", "borgen dat", "Noor"),
        ("inserted", " Graag snel.", "Sam"),
    ]


def test_what_one_put_in_and_another_took_out_is_no_change() -> None:
    printed, received = sent()
    first = Editor(received, "Noor")
    first.append("meepraat?", " Graag snel.")
    second = Editor(first.received, "Sam")
    start = second.paragraphs[second.at(" Graag snel.")].text.index(" Graag snel.")
    second.delete_at(second.at(" Graag snel."), start, start + len(" Graag snel."))
    assert review(printed, second.received) == Review()


def test_changes_with_and_without_tracking_in_one_file() -> None:
    printed, received = sent()
    first = Editor(received)
    first.replace("zorgen dat", "borgen dat")
    second = Editor(first.received, "Sam")
    second.replace("meepraat", "altijd meepraat")
    change = the_change(review(printed, second.received))
    assert change.new == "Wil de minister borgen dat de adviseur altijd meepraat?"
    assert {edit.author for edit in change.edits} == {"", "Sam"}


# ── Looks, links and notes ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "change", "look"),
    [
        (
            "bij te sturen",
            lambda piece: piece._replace(italic=True),
            Look("opening", "bij te sturen", "italic", "", "yes"),
        ),
        (
            "grote",
            lambda piece: piece._replace(bold=False),
            Look("opening", "grote", "bold", "yes", ""),
        ),
        (
            "één adviseur",
            lambda piece: piece._replace(link="https://wo-men.nl"),
            Look("asks.adviseur.background", "één adviseur", "link", "", "https://wo-men.nl"),
        ),
    ],
)
def test_looks_of_rich_fields_come_back(
    words: str, change: Callable[[Piece], Piece], look: Look
) -> None:
    found = edited("untracked", lambda e: e.look(words, change))
    only(found, "looks")
    assert found.looks == (look,)


def test_looks_of_other_text_do_not_matter() -> None:
    def edit(editor: Editor) -> None:
        editor.look("Borg genderexpertise", lambda piece: piece._replace(italic=True))
        editor.look("Actiepunten", lambda piece: piece._replace(italic=True))
        editor.look("Defensie:", lambda piece: piece._replace(bold=False))

    assert edited("untracked", edit) == Review()


def test_a_paragraph_that_became_an_item_of_a_list() -> None:
    def edit(editor: Editor) -> None:
        number = editor.at("Wij zien drie")
        paragraphs = editor.paragraphs
        paragraphs[number] = paragraphs[number]._replace(level=0)
        editor.keep(paragraphs)

    assert edited("untracked", edit).looks == (
        Look("opening", "Wij zien drie grote kansen.", "list", "", "0"),
    )


@way
def test_the_text_of_a_note(way: str) -> None:
    printed, received = sent()
    ((id, (note,)),) = received.notes.items()
    text = note.pieces[0].text.replace("336", "337")
    assert text != note.pieces[0].text
    changed = note._replace(pieces=(note.pieces[0]._replace(text=text), *note.pieces[1:]))
    found = review(printed, received._replace(notes={id: (changed,)}), RICH)
    only(found, "changes")
    assert the_change(found)[:4] == (
        "changed",
        "notes.jaar",
        "Kamerstuk 29 521, nr. 336.",
        "Kamerstuk 29 521, nr. 337.",
    )


def test_notes_put_in_and_taken_out() -> None:
    printed, received = sent()
    editor = Editor(received)
    number = editor.at("Dit is het moment")
    paragraphs = editor.paragraphs
    paragraphs[number] = paragraphs[number]._replace(
        pieces=tuple(piece for piece in paragraphs[number].pieces if not piece.note)
    )
    number = editor.at("Die praat niet mee")
    sign = Piece("", note="99")
    paragraphs[number] = paragraphs[number]._replace(pieces=(*paragraphs[number].pieces, sign))
    editor.keep(paragraphs)
    note = Paragraph((Piece("Zie ons plan."),), "footnote text")
    notes = {**received.notes, "99": (note,)}
    found = review(printed, editor.received._replace(notes=notes), RICH)
    assert found.notes == (
        NoteChange(
            "removed",
            "opening",
            "jaar",
            "Kamerstuk 29 521, nr. 336.",
            (Edit("deleted", "Kamerstuk 29 521, nr. 336.", "", ""),),
        ),
        NoteChange(
            "added",
            "asks.adviseur.background",
            "99",
            "Zie ons plan.",
            (Edit("inserted", "Zie ons plan.", "", ""),),
        ),
    )
    only(found, "notes")


# ── Bookmarks that strayed ────────────────────────────────────────────────────


def test_a_renamed_copy_of_a_bookmark_is_known() -> None:
    def edit(editor: Editor) -> None:
        editor.replace("zorgen dat", "borgen dat")
        editor.keep(
            [
                paragraph._replace(
                    fields=tuple(
                        field._replace(bookmark=f"{field.bookmark}_Copy_1")
                        for field in paragraph.fields
                    )
                )
                for paragraph in editor.paragraphs
            ]
        )

    change = the_change(edited("untracked", edit))
    assert (change.field, change.route) == ("asks.adviseur.question", "bookmark")


def test_bookmarks_that_drifted_change_nothing() -> None:
    def edit(editor: Editor) -> None:
        editor.keep(
            [
                paragraph._replace(
                    fields=tuple(
                        field._replace(start=max(0, field.start - 3), end=field.end - 1)
                        for field in paragraph.fields
                        if field.end - field.start > 3
                    )
                )
                for paragraph in editor.paragraphs
            ]
        )

    assert edited("untracked", edit) == Review()


def test_a_paragraph_split_where_the_text_of_the_template_ends() -> None:
    found = edited("tracked", lambda e: e.split("Wil de minister zorgen"))
    (joint,) = found.joints
    assert joint == Joint(
        "split",
        None,
        "asks.adviseur.question",
        (Edit("inserted", "\n\n", "Noor", DATE),),
    )
    assert found.changes == ()
