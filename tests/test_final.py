"""A final letter waits for what colleagues left open, as far as reviews have seen it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Done, drafter
from in_word import commented, replaced

from drafter import scaffold
from drafter.open_points import Copy, Damaged, read
from drafter.pipeline import Pipeline

LETTER = """\
kind: letter
id: mali
date: 2026-06-02
subject: Voortgang in Mali
addressee: {committee: defensie}
opening: De missie gaat haar tweede jaar in. Dit is het moment om bij te sturen.
closing: Wij lichten dit graag toe.
"""
FINAL = Path("outputs/2026-06-02-mali.docx")
RECORD = Path(".drafter/reviews/mali.json")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mali.yaml").write_text(LETTER, "utf-8")
    return tmp_path


def sent() -> bytes:
    """The document as it goes round."""
    path = Path("mali.yaml")
    pipeline = Pipeline.around(path)
    return pipeline.word(pipeline.drafts(path)[0].document)


def reviewed(**copies: bytes) -> None:
    """Review copies by their names."""
    for name, data in copies.items():
        Path(f"{name}.docx").write_bytes(data)
    done = drafter("review", "mali.yaml", *(f"{name}.docx" for name in copies))
    assert (done.code, done.err) == (0, "")


def final(*more: str) -> Done:
    return drafter("render", "mali.yaml", "--final", *more)


def problems(done: Done) -> list[str]:
    """What is wrong, without what to do about it."""
    assert done.code == 1
    assert not FINAL.exists()
    return [line for line in done.err.splitlines() if ": error: " in line]


def remarked(words: str = "tweede jaar", author: str = "Noor", text: str = "Echt waar?") -> bytes:
    return commented(sent(), words, author, text)


def touching() -> dict[str, bytes]:
    """Copies of two people that contradict each other."""
    return {
        "noor": replaced(sent(), "tweede jaar", "derde jaar", "Noor"),
        "sam": replaced(sent(), "tweede", "vierde", "Sam"),
    }


# ── Refused ───────────────────────────────────────────────────────────────────


def test_a_comment_without_an_answer() -> None:
    reviewed(noor=remarked())
    done = final()
    assert problems(done) == [
        "noor.docx: error: nobody answered the comment of Noor on ‘tweede jaar’: ‘Echt waar?’"
    ]
    assert "→ reply to it or mark it as resolved in Word" in done.err
    assert "with --despite-review it is made all the same" in done.err


def test_a_contradiction() -> None:
    reviewed(**touching())
    done = final()
    assert problems(done) == [
        "mali.yaml: error: copies contradict each other in ‘Opening’: "
        "noor.docx (Noor): ‘derde’; sam.docx (Sam): ‘vierde’"
    ]
    assert "drafter review mali.yaml noor.docx --accept opening --apply" in done.err


def test_everything_that_is_open_is_named_at_once() -> None:
    copies = touching()
    copies["noor"] = commented(copies["noor"], "graag", "Noor", "Weg?")
    reviewed(**copies)
    reviewed(mo=remarked("bij te sturen", "Mo", "Hoe dan?"))
    told = problems(final())
    assert len(told) == 3
    assert [line for line in told if "noor.docx" in line and "Weg?" in line]
    assert [line for line in told if "mo.docx" in line and "Hoe dan?" in line]


def test_a_name_with_a_space_can_be_copied_from_the_message() -> None:
    copies = touching()
    reviewed(**{"noor v2": copies["noor"], "sam": copies["sam"]})
    assert 'review mali.yaml "noor v2.docx" --accept' in final().err


# ── Not refused ───────────────────────────────────────────────────────────────


def test_told_otherwise_it_is_made() -> None:
    reviewed(noor=remarked())
    assert final("--despite-review").code == 0
    assert FINAL.is_file()


def test_a_draft_does_not_wait() -> None:
    reviewed(noor=remarked())
    assert drafter("render", "mali.yaml").code == 0


@pytest.mark.parametrize("copy", ["answered", "changed", "unedited"])
def test_nothing_is_open(copy: str) -> None:
    copies = {
        "answered": commented(sent(), "tweede jaar", "Noor", "Echt?", ("Sam", "Ja.")),
        "changed": replaced(sent(), "graag", "met plezier", "Noor"),
        "unedited": sent(),
    }
    reviewed(terug=copies[copy])
    assert not Path(".drafter").exists()
    assert final().code == 0


def test_another_letter_is_not_touched() -> None:
    reviewed(noor=remarked())
    other = LETTER.replace("id: mali", "id: niger")
    Path("niger.yaml").write_text(other, "utf-8")
    assert drafter("render", "niger.yaml", "--final").code == 0
    assert len(problems(final())) == 1


def test_what_one_person_did_is_not_all_that_is_open() -> None:
    reviewed(noor=commented(remarked(), "graag", "Sam", "Weg?"))
    before = RECORD.read_bytes()
    assert drafter("review", "mali.yaml", "noor.docx", "--author", "Sam").code == 0
    assert RECORD.read_bytes() == before


# ── Cleared ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("at_once", [True, False])
def test_a_comment_that_was_answered_in_another_copy(at_once: bool) -> None:
    """As in a redline, which keeps the comments that are open."""
    answered = commented(sent(), "tweede jaar", "Noor", "Echt waar?", ("Sam", "Ja."))
    if at_once:
        reviewed(noor=remarked(), sam=answered)
    else:
        reviewed(noor=remarked())
        reviewed(sam=answered)
    assert final().code == 0


def test_a_newer_copy_clears_an_answered_comment() -> None:
    reviewed(noor=remarked())
    reviewed(noor=commented(sent(), "tweede jaar", "Noor", "Echt?", ("Sam", "Ja.")))
    assert not RECORD.exists()
    assert final().code == 0


def test_a_newer_copy_under_another_name() -> None:
    reviewed(noor=remarked())
    reviewed(noor_2=replaced(sent(), "graag", "met plezier", "Noor"))
    assert final().code == 0


def test_a_copy_of_another_colleague_clears_nothing() -> None:
    reviewed(noor=remarked())
    reviewed(sam=replaced(sent(), "graag", "met plezier", "Sam"))
    assert len(problems(final())) == 1


def test_a_newer_copy_that_still_contradicts() -> None:
    reviewed(**touching())
    reviewed(noor=replaced(sent(), "tweede", "vijfde", "Noor"))
    (told,) = problems(final())
    assert "noor.docx (Noor): ‘De missie gaat haar vijfde jaar in." in told
    assert "sam.docx (Sam): ‘vierde’" in told


def test_a_newer_copy_that_agrees() -> None:
    reviewed(**touching())
    reviewed(noor=replaced(sent(), "graag", "met plezier", "Noor"))
    assert final().code == 0


def test_reviewing_the_same_again_says_the_same() -> None:
    copies = touching()
    reviewed(**copies)
    before = RECORD.read_bytes()
    reviewed(**copies)
    assert RECORD.read_bytes() == before


def test_who_has_decided_in_the_input_need_not_decide_again() -> None:
    reviewed(**touching())
    Path("mali.yaml").write_text(LETTER.replace("tweede jaar", "derde jaar"), "utf-8")
    assert final().code == 0


# ── Written into the input ────────────────────────────────────────────────────


def applied(*words: str) -> str:
    """Take changes over; gives what the input says then."""
    done = drafter("review", "mali.yaml", *words, "--apply")
    assert (done.code, done.err) == (0, "")
    return Path("mali.yaml").read_text("utf-8")


def test_what_was_chosen_is_open_no_more() -> None:
    reviewed(**touching())
    assert "haar derde jaar" in applied("noor.docx", "--accept", "opening")
    assert not RECORD.exists()
    assert final().code == 0


def test_what_was_not_chosen_stays_open() -> None:
    copies = touching()
    copies["noor"] = replaced(copies["noor"], "graag", "met plezier", "Noor")
    reviewed(**copies)
    assert "met plezier" in applied("noor.docx", "sam.docx")
    assert len(problems(final())) == 1


def test_a_copy_that_contradicts_what_was_taken_over() -> None:
    copies = touching()
    Path("noor.docx").write_bytes(copies["noor"])
    applied("noor.docx")
    reviewed(sam=copies["sam"])
    done = final()
    assert problems(done) == [
        "mali.yaml: error: a copy contradicts what the input says by now in ‘Opening’: "
        "sam.docx (Sam): ‘vierde’"
    ]
    assert "drafter review mali.yaml sam.docx --accept opening --apply" in done.err
    assert "haar vierde jaar" in applied("sam.docx", "--accept", "opening")
    assert final().code == 0


def test_who_takes_nothing_of_a_copy_has_decided() -> None:
    copies = touching()
    reviewed(noor=copies["noor"])
    applied("noor.docx")
    reviewed(sam=copies["sam"])
    assert "or keep what the input says with: drafter review mali.yaml sam.docx" in final().err
    done = drafter("review", "mali.yaml", "sam.docx", "--accept", "none", "--apply")
    assert done.code == 0
    assert done.out.splitlines()[-1] == (
        "nothing was changed in mali.yaml, and that counts as decided"
    )
    assert final().code == 0


def test_words_of_a_third_in_the_same_field_decide_nothing() -> None:
    reviewed(**touching())
    Path("mo.docx").write_bytes(replaced(sent(), "bij te sturen", "te sturen", "Mo"))
    assert "moment om te sturen" in applied("mo.docx")
    assert len(problems(final())) == 1


# ── Who is who ────────────────────────────────────────────────────────────────


def copy(file: str, *people: str, fingerprint: str = "") -> Copy:
    return Copy(Path(file), fingerprint or file, people, ())


@pytest.mark.parametrize(
    ("new", "old", "is_newer"),
    [
        (copy("a/brief.docx", "Noor"), copy("b/brief.docx", "Noor"), True),
        (copy("noor-2.docx", "Noor"), copy("noor.docx", "Noor"), True),
        (copy("noor.docx", "Noor", "Sam"), copy("noor.docx", "Noor"), True),
        (copy("Noor.docx"), copy("noor.docx", "Noor"), True),
        (copy("b.docx", fingerprint="1"), copy("a.docx", "Noor", fingerprint="1"), True),
        (copy("b/brief.docx", "Sam"), copy("a/brief.docx", "Noor"), False),
        (copy("b/brief.docx", "Sam", "Mo"), copy("a/brief.docx", "Noor", "Mo"), False),
        (copy("b.docx", "Noor", "Sam"), copy("a.docx", "Noor", "Sam"), False),
        (copy("b.docx"), copy("a.docx"), False),
    ],
)
def test_which_copy_comes_in_the_place_of_which(new: Copy, old: Copy, is_newer: bool) -> None:
    assert new.is_newer_than(old) is is_newer


# ── The record ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"copies": 1, "conflicts": []}',
        '{"copies": [], "conflicts": [{"field": "a", "value": "", "sides": [["x", "y", "z"]]}]}',
        '{"copies": [{"file": 1, "fingerprint": "", "people": [], "comments": []}],'
        ' "conflicts": []}',
        '{"copies": [{"file": "a", "fingerprint": "", "people": [], "comments": [["a"]]}],'
        ' "conflicts": []}',
        "[" * 100_000,
    ],
)
def test_a_damaged_record_is_said_to_be_one(text: str) -> None:
    reviewed(noor=remarked())
    RECORD.write_text(text, "utf-8")
    with pytest.raises(Damaged):
        read(RECORD.parent, "mali")
    (told,) = problems(final())
    assert told.endswith(
        "mali.json: error: what colleagues left open in copies of mali.yaml cannot be read any more"
    )
    assert final("--despite-review").code == 0
    FINAL.unlink()
    reviewed(noor=remarked())
    assert "Echt waar?" in problems(final())[0]


def test_a_copy_is_named_from_wherever_one_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(noor=remarked())
    (folder / "elders").mkdir()
    monkeypatch.chdir(folder / "elders")
    told = drafter("render", folder / "mali.yaml", "--final").err
    assert f"{folder / 'noor.docx'}: error: nobody answered" in told


# ── Campaigns ─────────────────────────────────────────────────────────────────

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
"""


def test_the_letters_of_a_campaign_wait_too() -> None:
    path = Path("missies.yaml")
    path.write_text(CAMPAIGN, "utf-8")
    pipeline = Pipeline.around(path)
    first, _second = pipeline.drafts(path)
    data = commented(pipeline.word(first.document), "te weinig", "Noor", "Cijfers?")
    Path("noor.docx").write_bytes(data)
    assert drafter("review", path, "noor.docx").code == 0
    assert drafter("batch", path).code == 0  # as a draft
    done = drafter("batch", path, "--final", "--out", "klaar")
    assert done.code == 1
    assert "noor.docx: error: nobody answered the comment of Noor on ‘te weinig’" in done.err
    assert not Path("klaar").exists()
    other = ("--only", "buitenlandse-zaken", "--out", "klaar")
    assert drafter("batch", path, "--final", *other).code == 0
    assert drafter("batch", path, "--final", "--despite-review").code == 0


def test_a_paper_that_goes_along_waits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    scaffold.init(Path("werk"))
    monkeypatch.chdir("werk")
    paper = Path("inputs/papers/gender-vrede-veiligheid.yaml")
    pipeline = Pipeline.around(paper)
    (draft,) = pipeline.drafts(paper)
    data = commented(pipeline.word(draft.document), "meebeslissen", "Noor", "Waarover?")
    Path("noor.docx").write_bytes(data)
    assert drafter("review", paper, "noor.docx").code == 0
    campaign = Path("inputs/campaigns/nap-1325.yaml")
    letter = next(one for one in pipeline.drafts(campaign) if one.key == "defensie")
    data = commented(pipeline.word(letter.document), "waarderen", "Sam", "Ook nu?")
    Path("sam.docx").write_bytes(data)
    assert drafter("review", campaign, "sam.docx").code == 0
    ready = ("--only", "defensie", "--out", "klaar", "--final")
    done = drafter("batch", campaign, *ready)
    assert done.code == 1
    assert "noor.docx: error: nobody answered the comment of Noor on ‘meebeslissen’" in done.err
    assert "sam.docx: error: nobody answered the comment of Sam on ‘waarderen’" in done.err
    assert not Path("klaar").exists()
    assert drafter("batch", campaign, *ready, "--despite-review").code == 0
