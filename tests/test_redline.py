"""Which lines and words became which, and the command that shows it in Word."""

from __future__ import annotations

from pathlib import Path

from command import drafter
from hypothesis import given
from hypothesis import strategies as st

from drafter.redline import Line, aligned, changes
from drafter.word.read import read

LETTER = Path(__file__).parent / "cases" / "minimal-letter" / "input.yaml"


def line(words: str, field: str = "", role: str = "body") -> Line:
    return Line(role, tuple(words.split()), frozenset([field]) if field else frozenset())


def test_a_field_is_the_same_line_whatever_became_of_its_words() -> None:
    old = [line("een twee drie", "a"), line("vier vijf zes", "b")]
    new = [line("vier vijf zes", "a"), line("zeven", "b")]
    assert aligned(old, new) == [(0, 0), (1, 1)]


def test_without_fields_likeness_decides() -> None:
    old = [line("de missie in Mali loopt"), line("wij danken u")]
    new = [line("iets heel nieuws"), line("de missie in Mali loopt af"), line("wij danken u")]
    assert aligned(old, new) == [(None, 0), (0, 1), (1, 2)]


def test_lines_of_other_roles_are_never_one() -> None:
    assert aligned([line("een", "a", "kop")], [line("een", "a")]) == [(0, None), (None, 0)]


def test_the_only_line_of_its_role_stays_that() -> None:
    old = [line("Geachte leden", role="aanhef"), line("een twee")]
    new = [line("Excellentie", role="aanhef"), line("een twee")]
    assert aligned(old, new) == [(0, 0), (1, 1)]


_LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(["body", "kop"]),
        st.lists(st.sampled_from("abcd")).map(tuple),
        st.sets(st.sampled_from("fg")).map(frozenset),
    )
)


@given(_LINES, _LINES)
def test_every_line_is_there_once_and_in_order(old: list[Line], new: list[Line]) -> None:
    pairs = aligned(old, new)
    assert [i for i, _j in pairs if i is not None] == list(range(len(old)))
    assert [j for _i, j in pairs if j is not None] == list(range(len(new)))
    assert all(old[i].role == new[j].role for i, j in pairs if i is not None and j is not None)


def shown(old: str, new: str) -> str:
    """The words with -gone- and +come+ around what changed."""
    signs = {"kept": "", "deleted": "-", "inserted": "+"}
    was, now = old.split(" "), new.split(" ")
    pieces = []
    for state, before, after in changes(was, now, len):
        words = " ".join(was[before] if state == "deleted" else now[after])
        pieces.append(f"{signs[state]}{words}{signs[state]}")
    return " ".join(pieces)


def test_what_went_stands_before_what_came() -> None:
    found = shown("Kan de minister dit regelen", "Kan de staatssecretaris dit regelen")
    assert found == "Kan de -minister- +staatssecretaris+ dit regelen"


def test_a_small_word_between_two_changes_changes_with_them() -> None:
    found = shown("morgen komen vrouwen en meisjes samen", "morgen komen mannen en jongens samen")
    assert found == "morgen komen -vrouwen en meisjes- +mannen en jongens+ samen"


def test_what_keeps_little_was_written_anew() -> None:
    assert shown("de minister gaat naar Mali", "de Kamer wacht op antwoord").count("-") == 2


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_the_steps_make_both_lines(old: list[str], new: list[str]) -> None:
    steps = changes(old, new, len)
    was = [word for step in steps if step.state != "inserted" for word in old[step.old]]
    now = [word for step in steps if step.state != "deleted" for word in new[step.new]]
    assert (was, now) == (old, new)


# ── The command ───────────────────────────────────────────────────────────────


def test_the_command_makes_a_document_with_the_changes(tmp_path: Path) -> None:
    text = LETTER.read_text("utf-8")
    old, new = tmp_path / "oud.yaml", tmp_path / "nieuw.yaml"
    old.write_text(text, "utf-8")
    new.write_text(f"{text}\nclosing: Wij horen graag van u.\n", "utf-8")
    out = tmp_path / "verschil.docx"
    done = drafter("redline", old, new, "--author", "Anna", "--out", out)
    assert (done.code, done.err) == (0, "")
    assert str(out.name) in done.out
    made = read(out.read_bytes())
    assert "Wij horen graag van u." in [paragraph.text for paragraph in made.paragraphs]


def test_what_is_wrong_with_either_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "oud.yaml"
    wrong.write_text("kind: letter\n", "utf-8")
    done = drafter("redline", wrong, LETTER, "--out", tmp_path / "a.docx")
    assert done.code == 1
    assert "oud.yaml" in done.err
    assert not (tmp_path / "a.docx").exists()


def test_an_input_with_several_letters_is_refused(tmp_path: Path) -> None:
    several = tmp_path / "meer.yaml"
    several.write_text(
        "kind: letter\nid: meer\ndate: 2026-06-02\nsubject: De missie\n"
        "opening: Wij schrijven u.\n"
        "addressees:\n  - committee: defensie\n  - committee: buitenlandse-zaken\n",
        "utf-8",
    )
    done = drafter("redline", LETTER, several, "--out", tmp_path)
    assert done.code == 1
    assert "several letters" in done.err
