"""Any edits of words, by one or two people, come back as the texts that they made."""

from __future__ import annotations

from typing import Any

from edited import Editor
from hypothesis import given, settings
from hypothesis import strategies as st
from test_review import RICH, sent

from drafter.received import accepted
from drafter.review import review
from drafter.review_rows import Review

# Field → the text that was printed; no two share a paragraph.
FIELDS = {
    "subject": "de missie in Mali",
    "asks.adviseur.heading": "Borg genderexpertise",
    "asks.adviseur.background": "De missie heeft één adviseur. Die praat niet mee.",
    "asks.adviseur.question": "Wil de minister zorgen dat de adviseur meepraat?",
    "asks.inbreng.question": "Hoe meet de minister of deze inbreng invloed heeft?",
    "action_points.geld.text": "Maak zichtbaar wat naar organisaties gaat.",
    "action_points.raad.text": "Stel een raad van vrouwen in.",
    "closing": "Wij lichten dit graag toe.",
}
WORD = st.sampled_from(["vrede", "geld", "nu", "altijd", "de", "minister", "Mali", "en"])


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, int, list[str]]]:
    """Per field: which of its words make place for which others."""
    fields = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=4, unique=True))
    made = []
    for field in fields:
        count = len(FIELDS[field].split(" "))
        start = draw(st.integers(0, count - 1))
        end = draw(st.integers(start + 1, count))
        made.append((field, start, end, draw(st.lists(WORD, min_size=1, max_size=4))))
    return made


def made(edit: tuple[str, int, int, list[str]]) -> str:
    field, start, end, new = edit
    words = FIELDS[field].split(" ")
    return " ".join([*words[:start], *new, *words[end:]])


def after(edits: list[tuple[str, int, int, list[str]]], authors: list[str], way: str) -> Review:
    printed, received = sent()
    editor = Editor(received)
    for at, edit in enumerate(edits):
        field, start, end, new = edit
        editor.author = authors[at % len(authors)] if way != "untracked" else ""
        words = FIELDS[field].split(" ")
        number = next(n for n, p in enumerate(editor.paragraphs) if FIELDS[field] in p.text)
        offset = editor.paragraphs[number].text.index(FIELDS[field])
        first = offset + len(" ".join([*words[:start], ""]))
        last = offset + len(" ".join(words[:end]))
        editor.insert_at(number, last, " ".join(new))
        editor.delete_at(number, first, last)
    if way == "accepted":
        editor.accept()
    return review(printed, editor.received, RICH)


@settings(max_examples=60, deadline=None)
@given(edits=edits(), way=st.sampled_from(["tracked", "untracked", "accepted"]), data=st.data())
def test_any_edit_of_words_comes_back(edits: Any, way: str, data: st.DataObject) -> None:
    authors = data.draw(st.sampled_from([["Noor"], ["Noor", "Sam"]]))
    found = after(edits, authors, way)
    expected = {edit[0]: made(edit) for edit in edits if made(edit) != FIELDS[edit[0]]}
    assert {change.field: change.new for change in found.changes} == expected
    assert found == Review(changes=found.changes)


@settings(max_examples=30, deadline=None)
@given(edits=edits(), way=st.sampled_from(["tracked", "untracked"]))
def test_the_edits_of_a_change_make_the_new_text_of_the_old(edits: Any, way: str) -> None:
    for change in after(edits, ["Noor"], way).changes:
        deleted = sum(len(edit.text) for edit in change.edits if edit.kind == "deleted")
        inserted = sum(len(edit.text) for edit in change.edits if edit.kind == "inserted")
        assert len(change.new) - len(change.old) == inserted - deleted
        for edit in change.edits:
            assert edit.text in (change.old if edit.kind == "deleted" else change.new)


# ── Whatever is done to a document ────────────────────────────────────────────

OPERATIONS = ("insert", "delete", "drop", "new", "split", "merge", "move", "accept", "lose")
STEP = st.tuples(
    st.sampled_from(OPERATIONS),
    st.sampled_from(["", "Noor", "Sam"]),
    st.integers(0, 99),
    st.integers(0, 99),
    st.integers(0, 99),
)


def work(editor: Editor, step: tuple[str, str, int, int, int]) -> None:
    """Do something anywhere; where words stand twice, a step is left out."""
    operation, editor.author, *numbers = step
    paragraphs = editor.paragraphs
    at, other = (number % len(paragraphs) for number in numbers[:2])
    text = paragraphs[at].text
    start, end = sorted(number % (len(text) + 1) for number in numbers[1:])
    try:
        if operation == "insert":
            editor.insert_at(at, start, " nieuwe woorden")
        elif operation == "delete":
            editor.delete_at(at, start, end)
        elif operation == "drop":
            editor.delete(text)
        elif operation == "new":
            editor.new(at, "Nieuwe woorden.", other)
        elif operation == "split":
            editor.split(text[start:])
        elif operation == "merge" and at + 1 < len(paragraphs):
            editor.merge(text)
        elif operation == "move":
            editor.move(text, before=paragraphs[other].text)
        elif operation == "accept":
            editor.accept()
        elif operation == "lose":
            editor.lose_bookmarks()
    except ValueError:
        return


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_no_word_that_was_typed_is_passed_over(steps: Any) -> None:
    printed, received = sent()
    editor = Editor(received)
    for step in steps:
        work(editor, step)
    found = review(printed, editor.received, RICH)
    told = [*(row.new for row in (*found.changes, *found.template))]
    told += [row.text for row in (*found.added, *found.moved)]
    after = " ".join(paragraph.text for paragraph in accepted(editor.received.paragraphs))
    for word in ("nieuwe", "Nieuwe", "woorden"):
        assert after.count(word) <= sum(text.count(word) for text in told)
