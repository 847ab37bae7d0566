"""`drafter redline` since a document that was sent round, and the comments that go along."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Done, drafter
from in_word import commented, replaced, without_record

from drafter.pipeline import Pipeline
from drafter.received import accepted, rejected
from drafter.word.package import Part, pack, unpack
from drafter.word.receive import receive

LETTER = """\
kind: letter
id: mali
date: 2026-06-02
subject: Voortgang van de missie in Mali
addressee: {committee: defensie}
opening: |
  De missie gaat haar tweede jaar in.[^brief] Dit is het moment om bij te sturen.
asks:
  - id: adviseur
    heading: Borg genderexpertise in de hele missie
    question: Wil de minister zorgen dat de adviseur meepraat waar besluiten vallen?
  - id: inbreng
    question: Hoe meet de minister of de inbreng van vrouwen invloed heeft?
closing: Wij lichten dit graag toe.
notes: {brief: Zie onze eerdere brief.}
"""
SAM = ("Sam", "Goede vraag.")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mali.yaml").write_text(LETTER, "utf-8")
    return tmp_path


def sent(file: str = "mali.yaml") -> bytes:
    pipeline = Pipeline.around(Path(file))
    (draft, *_others) = pipeline.drafts(Path(file))
    return pipeline.word(draft.document)


def put(name: str, data: bytes) -> str:
    Path(name).write_bytes(data)
    return name


def changed(*changes: tuple[str, str]) -> None:
    """The input as it is by now."""
    text = LETTER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path("mali.yaml").write_text(text, "utf-8")


def redlined(old: str, *words: str) -> Done:
    done = drafter("redline", old, "mali.yaml", *words, "--author", "Anna", "--out", "nu.docx")
    assert (done.code, done.err) == (0, "")
    return done


def lines(which: Callable[..., object]) -> list[str]:
    """What stands in the redline when its changes are accepted, or rejected."""
    paragraphs = which(receive(Path("nu.docx").read_bytes(), "").paragraphs)
    return [one.text for one in paragraphs]  # type: ignore[attr-defined]


def comments() -> list[tuple[str, str, list[str]]]:
    """The comments in the redline: what they are about now, what they say, the replies."""
    received = receive(Path("nu.docx").read_bytes(), "")
    about = {
        span.comment: paragraph.text[span.start : span.end]
        for paragraph in accepted(received.paragraphs)
        for span in paragraph.comments
    }
    return [
        (about[one.id], one.text, [r.text for r in received.comments if r.replies_to == one.id])
        for one in received.comments
        if not one.replies_to
    ]


def remarked(words: str, text: str = "Klopt dit?", data: bytes | None = None) -> bytes:
    """A copy with an open comment."""
    return commented(data or sent(), words, "Noor", text, SAM, resolved=False)


# ── What the old text is ──────────────────────────────────────────────────────


def test_tracked_changes_are_no_part_of_what_was_sent() -> None:
    before = [one.text for one in receive(sent(), "").paragraphs]
    put("noor.docx", replaced(sent(), "graag toe", "met plezier toe", "Noor"))
    changed(("graag toe", "met genoegen toe"))
    done = redlined("noor.docx")
    assert done.out.splitlines() == ["made: nu.docx"]
    assert lines(rejected) == before
    assert "Wij lichten dit met genoegen toe." in lines(accepted)


def test_without_tracked_changes_the_text_as_it_is_now_is_the_old_one() -> None:
    put("noor.docx", replaced(sent(), "graag toe", "met plezier toe"))
    told = redlined("noor.docx").out.splitlines()
    text = "noor.docx has no tracked changes: its text as it is now is taken for the old one"
    assert told == ["made: nu.docx", text]
    assert "Wij lichten dit met plezier toe." in lines(rejected)


def test_of_a_document_that_drafter_made_nothing_is_said() -> None:
    assert drafter("render", "mali.yaml", "--out", "brief.docx").code == 0
    changed(("graag toe", "toe"))
    assert redlined("brief.docx").out.splitlines() == ["made: nu.docx"]


def test_a_copy_without_a_record_is_recognised_by_its_text() -> None:
    put("noor.docx", without_record(sent()))
    changed(("graag toe", "toe"))
    redlined("noor.docx")
    assert "Wij lichten dit graag toe." in lines(rejected)


def test_of_several_letters_it_is_the_one_that_was_sent() -> None:
    two = "addressees: [{committee: defensie}, {committee: buitenlandse zaken}]"
    changed(("addressee: {committee: defensie}", two))
    pipeline = Pipeline.around(Path("mali.yaml"))
    _first, second = pipeline.drafts(Path("mali.yaml"))
    put("noor.docx", pipeline.word(second.document))
    changed(("addressee: {committee: defensie}", two), ("graag toe", "toe"))
    redlined("noor.docx")
    assert any("Buitenlandse Zaken" in line for line in lines(accepted))
    first = put("sam.docx", pipeline.word(_first.document))
    done = drafter("redline", "noor.docx", "mali.yaml", "--comments", first, "--out", "x.docx")
    assert done.code == 1
    assert "this is a copy of another letter of mali.yaml than noor.docx" in done.err


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


def test_of_a_campaign_it_is_the_letter_that_was_sent() -> None:
    path = Path("mali.yaml")
    path.write_text(CAMPAIGN, "utf-8")
    pipeline = Pipeline.around(path)
    _first, second = pipeline.drafts(path)
    put("noor.docx", pipeline.word(second.document))
    path.write_text(CAMPAIGN.replace("graag langs", "met plezier langs"), "utf-8")
    redlined("noor.docx")
    assert "Wij komen graag langs om dit toe te lichten." in lines(rejected)
    assert "Wij komen met plezier langs om dit toe te lichten." in lines(accepted)


# ── Where comments belong ─────────────────────────────────────────────────────


def test_a_comment_stays_with_its_words() -> None:
    put("noor.docx", remarked("de adviseur meepraat"))
    changed(("Wil de minister zorgen", "Kan de minister ervoor zorgen"))
    told = redlined("noor.docx").out.splitlines()
    assert told[-1] == "1 open comment is kept"
    assert comments() == [("de adviseur meepraat", "Klopt dit?", ["Goede vraag."])]


def test_a_comment_on_what_a_colleague_added_stays_when_that_was_taken_over() -> None:
    edited = replaced(sent(), "de adviseur", "de nieuwe genderadviseur", "Noor")
    put("noor.docx", remarked("nieuwe genderadviseur", data=edited))
    changed(("dat de adviseur", "dat de nieuwe genderadviseur"))
    redlined("noor.docx")
    assert [about for about, *_rest in comments()] == ["nieuwe genderadviseur"]


def test_a_comment_whose_words_are_gone_is_about_the_field() -> None:
    put("noor.docx", remarked("tweede jaar"))
    changed(("gaat haar tweede jaar in", "loopt"))
    redlined("noor.docx")
    about = "De missie loopt. Dit is het moment om bij te sturen."
    assert [about for about, *_rest in comments()] == [about]


def test_a_comment_whose_field_is_gone_stands_at_the_text_before_it() -> None:
    put("noor.docx", remarked("de inbreng van vrouwen"))
    ask = LETTER[LETTER.index("  - id: inbreng") : LETTER.index("closing:")]
    changed((ask, ""))
    told = redlined("noor.docx").out.splitlines()
    assert told[-1] == "of 1 comment the text is gone: it stands at the text before it"
    assert [about for about, *_rest in comments()] == [""]
    (at,) = (
        p for p in accepted(receive(Path("nu.docx").read_bytes(), "").paragraphs) if p.comments
    )
    assert at.text.endswith("waar besluiten vallen?")
    assert at.comments[0].start == len(at.text)


def test_a_comment_goes_along_with_words_that_moved() -> None:
    put("noor.docx", remarked("de inbreng van vrouwen"))
    ask = LETTER[LETTER.index("  - id: inbreng") : LETTER.index("closing:")]
    changed((ask, ""), ("asks:\n", f"asks:\n{ask}"))
    redlined("noor.docx")
    assert [about for about, *_rest in comments()] == ["de inbreng van vrouwen"]


def test_resolved_comments_are_left_out() -> None:
    put("noor.docx", commented(sent(), "de adviseur", "Noor", "Klopt dit?", SAM))
    assert redlined("noor.docx").out.splitlines()[0] == "made: nu.docx"
    assert comments() == []


def test_copies_of_several_colleagues() -> None:
    put("noor.docx", remarked("de adviseur"))
    put("sam.docx", remarked("graag toe", "Te vriendelijk?"))
    redlined("noor.docx", "--comments", "sam.docx")
    assert [text for _about, text, _replies in comments()] == ["Klopt dit?", "Te vriendelijk?"]


def test_what_stands_in_two_copies_is_kept_once_with_all_replies() -> None:
    put("noor.docx", remarked("de adviseur"))
    other = ("Bo", "Weet ik niet.")
    put("bo.docx", commented(sent(), "de adviseur", "Noor", "Klopt dit?", other, resolved=False))
    redlined("mali.yaml", "--comments", "noor.docx", "--comments", "bo.docx")
    assert comments() == [("de adviseur", "Klopt dit?", ["Goede vraag.", "Weet ik niet."])]


def test_a_reply_that_became_a_comment_of_its_own_is_not_kept_twice() -> None:
    data = remarked("de adviseur")
    put("noor.docx", data)
    parts = unpack(data, "")
    name = "word/commentsExtended.xml"
    xml = re.sub(' w15:paraIdParent="[^"]*"', "", parts[name].content().decode())
    put("sam.docx", pack((parts | {name: Part.of(name, xml)}).values()))
    redlined("noor.docx", "--comments", "sam.docx")
    assert comments() == [("de adviseur", "Klopt dit?", ["Goede vraag."])]


def test_a_comment_on_a_footnote_stands_at_its_sign() -> None:
    parts = unpack(remarked("de adviseur"), "")
    marks = r'<w:comment(?:RangeStart|RangeEnd) w:id="[01]"/>'
    body = re.sub(marks, "", parts["word/document.xml"].content().decode())
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    text = parts["word/footnotes.xml"].content().decode()
    run = re.search(r"<w:r><w:t[^>]*>Zie onze eerdere brief\.</w:t></w:r>", text)
    assert run
    text = text.replace(run[0], start + run[0] + end)
    for name, xml in (("document", body), ("footnotes", text)):
        parts[f"word/{name}.xml"] = Part.of(f"word/{name}.xml", xml)
    put("noor.docx", pack(parts.values()))
    changed(("Dit is het moment om bij te sturen.", "Nu moet het anders."))
    redlined("noor.docx")
    (at,) = (
        p for p in accepted(receive(Path("nu.docx").read_bytes(), "").paragraphs) if p.comments
    )
    assert at.text[: at.comments[0].start].endswith("tweede jaar in.")


def test_what_somebody_resolved_in_one_copy_is_resolved() -> None:
    put("noor.docx", remarked("de adviseur"))
    put("sam.docx", commented(sent(), "de adviseur", "Noor", "Klopt dit?", SAM))
    redlined("noor.docx", "--comments", "sam.docx")
    assert comments() == []


# ── Round and round ───────────────────────────────────────────────────────────


def test_a_redline_that_comes_back_shows_what_the_colleague_did() -> None:
    put("noor.docx", remarked("de adviseur"))
    changed(("graag toe", "toe"), ("Wil de minister", "Kan de minister"))
    redlined("noor.docx")
    put("terug.docx", replaced(Path("nu.docx").read_bytes(), "bij te sturen", "nu", "Sam"))
    told = drafter("review", "mali.yaml", "terug.docx").out.splitlines()
    assert told[0] == "terug.docx: changes by Sam; comments by Noor and Sam"
    assert [line for line in told if "edited" in line] == ["  edited by Sam (3-6-2026 10:00):"]


def test_what_was_sent_last_is_the_redline_with_its_own_changes() -> None:
    put("noor.docx", sent())
    changed(("graag toe", "toe"))
    redlined("noor.docx")
    put("terug.docx", replaced(Path("nu.docx").read_bytes(), "bij te sturen", "nu", "Sam"))
    changed(("graag toe", "toe"), ("bij te sturen", "nu"))
    redlined("terug.docx")
    assert "Wij lichten dit toe." in lines(rejected)
    assert any(line.endswith("moment om bij te sturen.") for line in lines(rejected))
    assert any(line.endswith("moment om nu.") for line in lines(accepted))


# ── What is refused, and what is not trusted ──────────────────────────────────


def test_the_new_version_is_an_input() -> None:
    put("noor.docx", sent())
    done = drafter("redline", "mali.yaml", "noor.docx")
    assert done.code == 1
    assert "this is a document; the new version is an input" in done.err
    assert "name the document first, and then its input" in done.err


def test_a_document_of_another_input() -> None:
    put("noor.docx", sent())
    changed(("id: mali", "id: niger"))
    done = drafter("redline", "noor.docx", "mali.yaml", "--out", "nu.docx")
    assert (done.code, Path("nu.docx").exists()) == (1, False)
    assert "this document was not made of mali.yaml, but of the input 'mali'" in done.err


def test_addresses_of_a_copy_are_taken_over_if_they_are_of_the_web() -> None:
    link = "opening: |\n  Zie [ons plan](https://www.voorbeeld.nl/plan)."
    opening = LETTER[LETTER.index("opening:") : LETTER.index("asks:")]
    changed((opening, f"{link}[^brief]\n"))
    parts = unpack(sent(), "")
    name = "word/_rels/document.xml.rels"
    xml = parts[name].content().decode()
    bad = xml.replace("https://www.voorbeeld.nl/plan", "file:///c:/windows/calc.exe")
    assert bad != xml
    put("noor.docx", pack((parts | {name: Part.of(name, bad)}).values()))
    changed()
    redlined("noor.docx")
    made = unpack(Path("nu.docx").read_bytes(), "")
    assert "Zie ons plan." in "".join(lines(rejected))
    assert b"calc.exe" not in made[name].content()


def test_more_comments_than_anybody_makes() -> None:
    parts = unpack(remarked("de adviseur"), "")
    xml = parts["word/comments.xml"].content().decode()
    more = "".join(
        f'<w:comment w:id="{id}" w:author="A"><w:p/></w:comment>' for id in range(2, 5_001)
    )
    xml = xml.replace("</w:comments>", f"{more}</w:comments>")
    put(
        "noor.docx",
        pack((parts | {"word/comments.xml": Part.of("word/comments.xml", xml)}).values()),
    )
    done = drafter("redline", "noor.docx", "mali.yaml", "--out", "nu.docx")
    assert (done.code, Path("nu.docx").exists()) == (1, False)
    assert "noor.docx" in done.err
    assert "this document is far larger than a letter or a paper" in done.err


def test_comments_are_text_and_no_more() -> None:
    nasty = '<w:p/>&"{{ HYPERLINK "https://x.nl" }}' + "=cmd|' /C calc'!A0" + "x" * 30_000
    data = commented(sent(), "de adviseur", 'A"<b>\u202e', nasty, SAM, resolved=False)
    parts = unpack(data, "")
    xml = parts["word/comments.xml"].content().decode()
    xml = re.sub('w:date="[^"]*"', 'w:date="gisteren" w:initials="' + "A" * 20 + '"', xml, count=1)
    parts["word/comments.xml"] = Part.of("word/comments.xml", xml)
    put("noor.docx", pack(parts.values()))
    redlined("noor.docx")
    comment, reply = receive(Path("nu.docx").read_bytes(), "").comments
    assert (comment.author, comment.date, comment.initials) == ('A"<b>', "", "A" * 9)
    assert comment.text == f"{nasty[:19_999]}…"
    assert reply.replies_to == comment.id
