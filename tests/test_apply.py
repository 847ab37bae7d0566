"""What colleagues changed goes into the input, and the rest of it stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edited import Editor, cut, joined
from round_trip import (
    edited,
    is_closed,
    read,
    refused,
    sent,
    taken_over,
    write,
)

from drafter.received import Cell, Paragraph, Piece

LETTER = """\
# Een brief met alles erin.
kind: letter
id: mali
date: 2026-06-02
subject: de missie in Mali
our_reference: 'GVV-1'
addressee: {committee: defensie}

opening: |
  De missie gaat haar tweede jaar in.[^jaar] Dit is
  het moment om bij te sturen.

  Wij zien drie **grote** kansen.

asks:
  # Over de adviseur.
  - id: adviseur
    heading: Borg genderexpertise
    background: >
      De missie heeft één adviseur. Die praat
      niet mee.
    question: "Wil de minister zorgen dat de adviseur meepraat?"
    to: minister van Defensie
  # Over de inbreng.
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


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(*pairs: tuple[str, str], text: str = LETTER) -> str:
    """The letter with other words in some places."""
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def becomes(
    edit: Callable[[Editor], object], *pairs: tuple[str, str], way: str = "tracked"
) -> None:
    """The whole input, compared; and then nothing is left to take over."""
    write(LETTER)
    copy = edited(LETTER, edit, way)
    taken_over(copy)
    assert read() == changed(*pairs)
    assert is_closed(copy)


WAYS = pytest.mark.parametrize("way", ["tracked", "untracked", "accepted"])


# ── Texts ─────────────────────────────────────────────────────────────────────


@WAYS
@pytest.mark.parametrize(
    ("old", "new", "pair"),
    [
        ("de missie in Mali", "vrede in Mali", ("subject: de missie", "subject: vrede")),
        ("GVV-1", "GVV-1a: 'spoed'", ("'GVV-1'", "'GVV-1a: ''spoed'''")),
        ("adviseur meepraat?", "adviseur “meepraat”?", ("meepraat?", "“meepraat”?")),
        ("Die praat niet mee.", "Die praat nu mee.", ("      niet mee.", "      nu mee.")),
        ("Rapporteer elk half jaar", "Rapporteer elk kwartaal", ("half jaar", "kwartaal")),
        ("Dit is het moment", "Nu is het moment", ("Dit is\n", "Nu is\n")),
        ("Wij zien drie", "Wij zien vier", ("zien drie", "zien vier")),
        ("grote kansen", "grote, echte kansen", ("**grote** kansen", "grote, echte kansen")),
        (
            "minister van Defensie",
            "minister-president",
            ("minister van Defensie", "minister-president"),
        ),
    ],
)
def test_words(way: str, old: str, new: str, pair: tuple[str, str]) -> None:
    becomes(lambda e: e.replace(old, new), pair, way=way)


@WAYS
def test_a_text_that_was_retyped(way: str) -> None:
    becomes(
        lambda e: e.replace("Wij lichten dit graag toe.", "Tot spoedig ziens, namens ons allen!"),
        ("Wij lichten dit graag toe.", "Tot spoedig ziens, namens ons allen!"),
        way=way,
    )


@WAYS
def test_a_text_before_and_after(way: str) -> None:
    def edit(editor: Editor) -> None:
        editor.prepend("De missie gaat", "Kort gezegd: ")
        editor.append("bij te sturen.", " Of niet.")

    becomes(
        edit,
        ("De missie gaat", "Kort gezegd: De missie gaat"),
        ("sturen.\n", "sturen. Of niet.\n"),
        way=way,
    )


@WAYS
def test_a_paragraph_that_was_split(way: str) -> None:
    becomes(
        lambda e: e.split("Dit is het moment"),
        ("[^jaar] Dit is\n  het moment", "[^jaar]\n\n  Dit is\n  het moment"),
        way=way,
    )


@WAYS
def test_paragraphs_that_were_joined(way: str) -> None:
    becomes(
        lambda e: e.merge("Dit is het moment om bij te sturen."),
        ("bij te sturen.\n\n  Wij zien", "bij te sturen. Wij zien"),
        way=way,
    )


@WAYS
def test_a_text_that_was_deleted(way: str) -> None:
    becomes(
        lambda e: e.delete("Wij lichten dit graag toe."),
        ("closing: Wij lichten dit graag toe.\n", ""),
        way=way,
    )


@WAYS
def test_a_new_paragraph_is_more_of_the_text_before_it(way: str) -> None:
    def edit(editor: Editor) -> None:
        editor.new(editor.at("Wij lichten dit") + 1, "En er is meer.", editor.at("Wij lichten"))

    becomes(
        edit,
        (
            "closing: Wij lichten dit graag toe.\n",
            "closing: |-\n  Wij lichten dit graag toe.\n\n  En er is meer.\n",
        ),
        way=way,
    )


@WAYS
@pytest.mark.parametrize("above", ["Met vriendelijke groet", "WO=MEN Dutch Gender Platform"])
def test_a_new_paragraph_below_the_greeting_is_not_of_the_text_above_it(
    way: str, above: str
) -> None:
    write(LETTER)

    def edit(editor: Editor) -> None:
        editor.new(editor.at(above) + 1, "Cc: de pers.", editor.at(above))

    (one,) = refused(taken_over(edited(LETTER, edit, way)))
    assert (one.id, one.what) == ("closing", "new paragraph")
    assert read() == LETTER


@WAYS
def test_a_text_that_became_two_paragraphs(way: str) -> None:
    """The first may be found at the place of the old one; the second is new."""

    def edit(editor: Editor) -> None:
        number = editor.at("Wij lichten dit")
        editor.new(number + 1, "Tot spoedig ziens.", number)
        editor.new(number + 1, "Een heel ander slot.", number)
        editor.delete("Wij lichten dit")

    becomes(
        edit,
        (
            "closing: Wij lichten dit graag toe.\n",
            "closing: |-\n  Een heel ander slot.\n\n  Tot spoedig ziens.\n",
        ),
        way=way,
    )


@WAYS
def test_a_new_paragraph_before_one_that_was_rewritten(way: str) -> None:
    def edit(editor: Editor) -> None:
        editor.replace("Wij zien drie grote kansen.", "Zo kan het anders!")
        editor.new(editor.at("Zo kan het anders"), "Niemand vroeg erom.", editor.at("Zo kan"))

    becomes(
        edit,
        ("  Wij zien drie **grote** kansen.\n", "  Niemand vroeg erom.\n\n  Zo kan het anders!\n"),
        way=way,
    )


@WAYS
def test_signs_that_markdown_would_read_are_escaped(way: str) -> None:
    becomes(
        lambda e: e.replace("graag toe", "*graag* toe_"),
        ("graag toe", "\\*graag\\* toe\\_"),
        way=way,
    )


def test_the_date_stays_a_date() -> None:
    becomes(lambda e: e.replace("2\u00a0juni 2026", "3 juni 2026"), ("2026-06-02", "2026-06-03"))


def test_a_date_that_does_not_exist_is_refused() -> None:
    write(LETTER)
    done = taken_over(edited(LETTER, lambda e: e.replace("2\u00a0juni 2026", "31 juni 2026")))
    (one,) = refused(done)
    assert (one.id, one.reason) == ("date", "31 juni 2026 does not exist in the calendar")
    assert one.place is not None
    assert one.place.line == 4
    assert read() == LETTER


def test_a_footnote_that_was_changed() -> None:
    write(LETTER)
    copy = sent(LETTER)
    ((id, (paragraph,)),) = copy.notes.items()
    new = paragraph._replace(
        pieces=tuple(p._replace(text=p.text.replace("336", "337")) for p in paragraph.pieces)
    )
    copy = copy._replace(notes={id: (new,)})
    taken_over(copy)
    assert read() == changed(("nr. 336", "nr. 337"))
    assert is_closed(copy)


# ── Looks and footnotes ───────────────────────────────────────────────────────


@WAYS
@pytest.mark.parametrize(
    ("words", "look", "pair"),
    [
        ("graag", {"bold": True}, ("dit graag toe", "dit **graag** toe")),
        ("graag", {"italic": True}, ("dit graag toe", "dit *graag* toe")),
        (
            "Wij lichten",
            {"bold": True},
            ("Wij lichten dit graag toe.", "'**Wij lichten** dit graag toe.'"),
        ),
        ("grote", {"bold": False}, ("**grote**", "grote")),
        ("niet mee", {"bold": True}, ("niet mee", "**niet mee**")),
        (
            "graag",
            {"link": "https://womenpeacesecurity.nl/"},
            ("graag", "[graag](https://womenpeacesecurity.nl/)"),
        ),
    ],
)
def test_a_look(way: str, words: str, look: dict[str, Any], pair: tuple[str, str]) -> None:
    becomes(lambda e: e.look(words, lambda piece: piece._replace(**look)), pair, way=way)


def test_words_and_looks_at_once() -> None:
    def edit(editor: Editor) -> None:
        editor.replace("haar tweede", "haar derde")
        editor.look("moment", lambda piece: piece._replace(bold=True))
        editor.append("kansen.", " En meer.")

    becomes(
        edit,
        ("haar tweede", "haar derde"),
        ("het moment", "het **moment**"),
        ("kansen.\n", "kansen. En meer.\n"),
    )


def test_bold_in_a_text_that_has_no_markdown_is_of_the_house_style() -> None:
    becomes(lambda e: e.look("GVV-1", lambda piece: piece._replace(bold=True)))


@WAYS
def test_a_footnote_that_was_taken_out(way: str) -> None:
    def edit(editor: Editor) -> None:
        number = editor.at("De missie gaat")
        paragraphs = editor.paragraphs
        gone = editor.trace("deleted")
        pieces = [
            piece._replace(traces=gone) if piece.note else piece
            for piece in paragraphs[number].pieces
            if gone or not piece.note
        ]
        paragraphs[number] = paragraphs[number]._replace(pieces=tuple(pieces))
        editor.keep(paragraphs)

    becomes(
        edit,
        ("in.[^jaar] Dit", "in. Dit"),
        ("notes:\n  jaar: Kamerstuk 29 521, nr. 336.\n", ""),
        way=way,
    )


def with_note(editor: Editor, words: str, id: str, text: str) -> None:
    """A new footnote behind words."""
    number = editor.at(words)
    paragraphs = editor.paragraphs
    end = paragraphs[number].text.index(words) + len(words)
    before, after = cut(paragraphs[number], end)
    sign = Paragraph((Piece("", editor.trace("inserted"), note=id),), before.style)
    paragraphs[number] = joined(joined(before, sign), after)
    editor.keep(paragraphs)
    note = Paragraph((Piece(text, editor.trace("inserted")),), "footnote text")
    editor.received = editor.received._replace(notes={**editor.received.notes, id: (note,)})


@WAYS
def test_a_footnote_that_was_added(way: str) -> None:
    becomes(
        lambda e: with_note(e, "graag toe.", "77", "Bel ons: 070 123."),
        ("graag toe.", "graag toe.[^bel-ons-070]"),
        ("nr. 336.\n", "nr. 336.\n  bel-ons-070: 'Bel ons: 070 123.'\n"),
        way=way,
    )


def test_a_footnote_that_went_to_another_text_stays_the_same_note() -> None:
    """Word makes a new note of one that is cut and pasted with the words before it."""

    def edit(editor: Editor) -> None:
        number = editor.at("De missie gaat")
        paragraphs = editor.paragraphs
        kept = tuple(piece for piece in paragraphs[number].pieces if not piece.note)
        paragraphs[number] = paragraphs[number]._replace(pieces=kept)
        editor.keep(paragraphs)
        editor.replace("De missie gaat haar tweede jaar in.", "")
        editor.append("graag toe.", " De missie gaat haar tweede jaar in.")
        with_note(editor, "tweede jaar in.", "77", "Kamerstuk 29 521, nr. 336.")

    becomes(
        edit,
        ("De missie gaat haar tweede jaar in.[^jaar] Dit is\n", "Dit is\n"),
        ("graag toe.", "graag toe. De missie gaat haar tweede jaar in.[^jaar]"),
        way="untracked",
    )


def test_the_first_footnote_of_a_letter() -> None:
    text = changed(("[^jaar]", ""), ("notes:\n  jaar: Kamerstuk 29 521, nr. 336.\n", ""))
    write(text)
    copy = edited(text, lambda e: with_note(e, "graag toe.", "1", "Bel ons."))
    taken_over(copy)
    expected = changed(("graag toe.", "graag toe.[^bel-ons]"), text=text)
    assert read() == expected + "notes:\n  bel-ons: Bel ons.\n"
    assert is_closed(copy)


# ── Lists ─────────────────────────────────────────────────────────────────────


@WAYS
def test_a_new_item(way: str) -> None:
    def edit(editor: Editor) -> None:
        editor.new(editor.at("Rapporteer elk"), "Betaal: op tijd.", editor.at("Stel een raad"))

    becomes(
        edit,
        (
            "  - {id: halfjaar",
            "  - {id: betaal-op-tijd, text: 'Betaal: op tijd.'}\n  - {id: halfjaar",
        ),
        way=way,
    )


@WAYS
def test_an_item_that_was_taken_out(way: str) -> None:
    becomes(
        lambda e: e.delete("Rapporteer elk half jaar"),
        ("  - {id: halfjaar, text: Rapporteer elk half jaar over missies.}\n", ""),
        way=way,
    )


@WAYS
def test_an_item_that_moved(way: str) -> None:
    line = "  - {id: raad, text: Stel een raad van vrouwen in.}\n"
    first = "  - {id: geld"
    becomes(
        lambda e: e.move("Stel een raad van vrouwen in.", before="Maak zichtbaar"),
        (line, ""),
        (first, line + first),
        way=way,
    )


@WAYS
def test_an_ask_that_was_taken_out(way: str) -> None:
    def edit(editor: Editor) -> None:
        for words in ("Laat de inbreng", "Organisaties worden", "Hoe meet"):
            editor.delete(words)

    start, end = LETTER.index("  # Over de inbreng."), LETTER.index("action_points:")
    becomes(edit, (LETTER[start:end], ""), way=way)


@WAYS
def test_a_new_ask(way: str) -> None:
    def edit(editor: Editor) -> None:
        like = editor.at("Borg genderexpertise")
        editor.new(editor.at("Laat de inbreng"), "Kan de minister *dit* toezeggen?", like)

    becomes(
        edit,
        (
            "  # Over de inbreng.\n",
            "  - id: kan-de-minister-dit\n"
            "    question: 'Kan de minister \\*dit* toezeggen?'\n"
            "  # Over de inbreng.\n",
        ),
        way=way,
    )


@WAYS
def test_a_new_ask_with_a_heading_and_a_background(way: str) -> None:
    """As whoever copies an ask and types over it makes one."""

    def edit(editor: Editor) -> None:
        at = editor.at("Laat de inbreng")
        like = [editor.at(words) for words in ("Borg gender", "De missie heeft", "Wil de minister")]
        question = "Vraag aan de minister van Defensie: Komt er dan geld?"
        editor.new(at, question, like[2])
        editor.new(at, "Er is te weinig.", like[1])
        editor.new(at, "Zorg voor geld", like[0])

    becomes(
        edit,
        (
            "  # Over de inbreng.\n",
            "  - id: zorg-voor-geld\n"
            "    heading: Zorg voor geld\n"
            "    background: >\n"
            "      Er is te weinig.\n"
            "    question: 'Komt er dan geld?'\n"
            "    to: minister van Defensie\n"
            "  # Over de inbreng.\n",
        ),
        way=way,
    )


def test_an_ask_moves_with_the_remarks_above_it() -> None:
    def edit(editor: Editor) -> None:
        for words in ("Laat de inbreng", "Organisaties worden", "Hoe meet"):
            editor.move(words, before="Borg genderexpertise")

    adviseur, inbreng = LETTER.index("  # Over de adv"), LETTER.index("  # Over de inb")
    end = LETTER.index("action_points:")
    one, other = LETTER[adviseur:inbreng], LETTER[inbreng:end]
    becomes(edit, (one + other, other + one))


# ── Things without an id of their own ─────────────────────────────────────────

MORE = """\
kind: letter
id: mali
date: 2026-06-02
subject: de missie in Mali
addressee: {committee: defensie}
opening: De missie gaat haar tweede jaar in.
signatories:
  - name: Jo Jansen
    function: voorzitter
  - {name: Sam Smit, function: secretaris}
enclosures: [Een overzicht, "Een 'kaart'", Een lijst]
copies:
  - de Commissie Buitenlandse Zaken
  - de heer De Wit
"""


@WAYS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Jo Jansen", "Joke Jansen"),
        ("secretaris", "penningmeester"),
        ("Een lijst", "Een lange lijst"),
        ("Een 'kaart'", "Een 'grote kaart'"),
        ("de heer De Wit", "mevrouw De Wit"),
    ],
)
def test_a_text_that_makes_its_own_id(way: str, old: str, new: str) -> None:
    write(MORE)
    copy = edited(MORE, lambda e: e.replace(old, new), way)
    taken_over(copy)
    assert read() == changed((old, new), text=MORE)
    assert is_closed(copy)


@WAYS
def test_a_name_that_was_taken_out(way: str) -> None:
    write(MORE)
    copy = edited(MORE, lambda e: e.replace("de heer De Wit", ""), way)
    taken_over(copy)
    assert read() == changed(("  - de heer De Wit\n", ""), text=MORE)
    assert is_closed(copy)


TABLE = """\
kind: position-paper
id: vrede
title: Vrede
introduction: {text: Er is veel te doen.}
recommendations:
  - id: beleid
    heading: Verbeter het beleid
    analysis: Het beleid schiet tekort.
tables:
  - id: geld
    caption: Wat het kost
    columns: [Jaar, Bedrag]
    rows:
      - ["2026", tien miljoen]
      - ["2027", elf miljoen]
"""


def test_a_cell_of_a_table() -> None:
    write(TABLE)
    copy = edited(TABLE, lambda e: e.replace("elf miljoen", "twaalf miljoen"))
    taken_over(copy)
    assert read() == changed(("elf", "twaalf"), text=TABLE)
    assert is_closed(copy)


# ── Asks in groups ────────────────────────────────────────────────────────────

GROUPED = """\
kind: letter
id: mali
date: 2026-06-02
subject: de missie in Mali
addressee: {committee: defensie}
asks_by: minister
asks:
  - {id: een, question: Komt er geld?, to: minister van Defensie}
  - {id: twee, question: Komt er tijd?, to: minister van Buitenlandse Zaken}
  - {id: drie, question: Komt er ruimte?, to: minister van Defensie}
"""


@WAYS
def test_a_new_ask_is_put_to_the_minister_above_it(way: str) -> None:
    write(GROUPED)

    def edit(editor: Editor) -> None:
        editor.new(editor.at("Komt er ruimte?"), "Komt er iets?", editor.at("Komt er ruimte?"))

    copy = edited(GROUPED, edit, way)
    taken_over(copy)
    assert read() == changed(
        (
            "  - {id: twee",
            "  - {id: komt-er-iets, question: Komt er iets?, to: minister van Defensie}\n"
            "  - {id: twee",
        ),
        text=GROUPED,
    )
    assert is_closed(copy)


def test_what_asks_say_together_is_changed_in_each() -> None:
    write(GROUPED)
    new = "minister van Financiën"
    copy = edited(GROUPED, lambda e: e.replace("minister van Defensie", new))
    taken_over(copy)
    assert read() == GROUPED.replace("minister van Defensie", new)
    assert is_closed(copy)


def test_a_new_chapter_is_no_text_of_the_one_before_it() -> None:
    write(TABLE)

    def edit(editor: Editor) -> None:
        like = editor.at("Verbeter het beleid")
        editor.new(editor.at("Het beleid schiet") + 1, "Nieuw hoofdstuk", like)

    (one,) = refused(taken_over(edited(TABLE, edit)))
    assert (one.what, one.reason) == (
        "new paragraph",
        "no text beside it can have it; add it yourself",
    )
    assert read() == TABLE


# ── What no field can hold ────────────────────────────────────────────────────


def linked(words: str, address: str) -> Callable[[Editor], None]:
    """Give words a link."""
    return lambda e: e.look(words, lambda piece: piece._replace(link=address))


def made(words: str, **other: Any) -> Callable[[Editor], None]:
    """Make another kind of paragraph of the one with these words."""

    def edit(editor: Editor) -> None:
        number = editor.at(words)
        paragraphs = editor.paragraphs
        paragraphs[number] = paragraphs[number]._replace(**other)
        editor.keep(paragraphs)

    return edit


ITEM: dict[str, Any] = {"style": "List Bullet", "level": 0, "list": "7"}


@WAYS
@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (linked("grote", "file:///C:/nota.docx"), "a link to file:///C:/nota.docx"),
        (
            made("Wij zien", **ITEM | {"style": "Genummerde kop"}),
            "the heading “Wij zien drie grote kansen.”",
        ),
        (made("Wij zien", **ITEM, cell=Cell(0, 0, 0)), "a table"),
        (made("Wij zien", **ITEM, drawings=1), "an image"),
    ],
    ids=["link", "heading", "table", "image"],
)
def test_what_a_text_cannot_hold_is_told(
    way: str, edit: Callable[[Editor], None], what: str
) -> None:
    write(LETTER)
    (one,) = refused(taken_over(edited(LETTER, edit, way)))
    assert (one.id, one.reason) == ("opening", f"this field cannot hold {what}; change it yourself")
    assert read() == LETTER


def test_what_a_new_item_cannot_hold_is_told() -> None:
    write(LETTER)

    def edit(editor: Editor) -> None:
        like = editor.at("Rapporteer elk")
        editor.new(like + 1, "Wie betaalt dit?", like)
        made("Wie betaalt", level=1, drawings=1)(editor)

    (one,) = refused(taken_over(edited(LETTER, edit)))
    assert (one.id, one.reason) == (
        "action_points.wie-betaalt-dit",
        "this field cannot hold an image; change it yourself",
    )
    assert read() == LETTER


def test_a_footnote_that_was_put_in_by_hand_too_is_told() -> None:
    def edit(editor: Editor) -> None:
        with_note(editor, "kansen", "9", "De nota.")
        editor.replace("zien drie", "zien vier")

    write(LETTER)
    taken_over(edited(LETTER, lambda e: e.replace("graag toe", "met plezier toe")))
    by_hand = read().replace("kansen.", "kansen[^nota].") + "  nota: De nota.\n"
    write(by_hand)
    (one,) = refused(taken_over(edited(LETTER, edit)))
    what = "a footnote that drafter does not find in the input"
    assert (one.id, one.reason) == ("opening", f"this field cannot hold {what}; change it yourself")
    assert read() == by_hand
