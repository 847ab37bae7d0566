import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Link, Note, Run
from drafter.word.bookmarks import Bookmarks, bookmark_names, stretches


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("asks.genderadviseur.question", "asks_genderadviseur_question"),
        ("date", "date"),
        ("1325.titel", "f_1325_titel"),
        ("geëscaleerd", "ge_scaleerd"),
    ],
)
def test_a_name_is_the_id_in_letters_that_word_accepts(field: str, name: str) -> None:
    assert bookmark_names([field]) == {field: name}


@pytest.mark.parametrize(
    "ids",
    [
        ["a.b", "a_b"],
        ["Datum", "datum"],
        ["asks." + "x" * 60 + ".question", "asks." + "x" * 60 + ".title"],
        ["intro", "intro.2"],
    ],
    ids=["dot and underscore", "capitals", "long", "like a second paragraph"],
)
def test_names_that_would_clash_get_letters_of_their_own(ids: list[str]) -> None:
    names = bookmark_names(ids)
    paragraphs = {f"{name}_2" for name in names.values()}
    assert len({name.lower() for name in names.values()} | paragraphs) == 2 * len(ids)


@given(st.lists(st.text(min_size=1, max_size=60), unique=True, max_size=8))
def test_names_are_valid_unique_and_independent_of_order(ids: list[str]) -> None:
    names = bookmark_names(ids)
    assert names == bookmark_names(reversed(ids))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,34}", name) for name in names.values())
    assert len({name.lower() for name in names.values()}) == len(ids)


def a(text: str) -> Run:
    return Run(text, field="a")


NOTE = Note("n", (Run("bron"),))
OWN_NOTE = Note("o", (Run("uit het veld", field="a"),))
COMMA = Run(",", superscript=True)
WORD = Run(" sjabloon ")


@pytest.mark.parametrize(
    ("inlines", "fields"),
    [
        ((a("x"), Run("y", bold=True, field="a"), WORD), ["a", None]),
        ((a("x"), NOTE, a("y")), ["a"]),
        ((a("x"), NOTE, COMMA, NOTE, a("y")), ["a"]),
        ((a("x"), NOTE), ["a", None]),
        ((a("x"), NOTE, COMMA, OWN_NOTE, COMMA, NOTE), ["a", None]),
        ((a("x"), NOTE, Run("z", field="b")), ["a", None, "b"]),
        ((NOTE, a("x")), [None, "a"]),
        ((a("x"), Link("https://a.nl", (a("y"),)), a("z")), ["a"]),
        ((a("x"), Link("https://a.nl", (a("y"), Run("!"))), a("z")), ["a", None, "a"]),
        ((), []),
    ],
)
def test_stretches(inlines: tuple[Run | Note | Link, ...], fields: list[str | None]) -> None:
    parts = stretches(inlines)
    assert [field for field, _part in parts] == fields
    assert tuple(inline for _field, part in parts for inline in part) == inlines


def paragraphs(*texts: list[tuple[str | None, str]]) -> list[list[str | None]]:
    bookmarks = Bookmarks({"a", "b"})
    return [bookmarks.paragraph([(f, (Run(t, field=f),)) for f, t in text]) for text in texts]


def test_a_field_of_several_paragraphs_is_numbered() -> None:
    assert paragraphs([("a", "1")], [("a", "2")], [("a", "3")]) == [["a"], ["a_2"], ["a_3"]]


def test_a_field_printed_again_has_its_bookmark_at_the_first_place_only() -> None:
    assert paragraphs([("a", "1"), (None, "."), ("a", "1")]) == [["a", None, None]]
    assert paragraphs([("a", "1")], [("b", "2")], [("a", "1")]) == [["a"], ["b"], [None]]
    assert paragraphs([("a", "titel")], [("a", "titel"), (None, " is")]) == [["a"], [None, None]]


def test_a_field_goes_on_only_from_the_end_of_a_paragraph_to_the_start_of_the_next() -> None:
    assert paragraphs([("a", "1"), (None, ".")], [("a", "2")]) == [["a", None], [None]]
    assert paragraphs([("a", "1")], [(None, "-"), ("a", "2")]) == [["a"], [None, None]]
