"""YAML text to values: everything stays as it was typed and knows where it stands."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import source
from drafter.placed import Mapping, Node, Sequence, Source, Typed
from drafter.problems import DrafterError, Place, Problem

FILE = Path("letter.yaml")


def parse(text: str) -> Source:
    return source.parse(text, FILE)


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DrafterError) as caught:
        parse(text)
    return caught.value.problems


def found_in(text: str) -> tuple[Problem, ...]:
    """What is wrong with a text, whether it can be read or not."""
    try:
        return parse(text).problems
    except DrafterError as error:
        return error.problems


def value(text: str) -> Node:
    """The value of the field `a`, where nothing is wrong."""
    read = parse(text)
    assert read.problems == ()
    found = read.root.get("a")
    assert found is not None
    return found


def spot(place: Place) -> tuple[int, int]:
    return place.line, place.column


# ── Scalars ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed",
    [
        *("NO", "no", "ja", "true", "null", "~", "Null", ".nan", ".inf"),
        *("10:00", "0714", "1_325", "0x1F", "1e3", "1325", "3.0", "+31", "2026-06-09"),
        *("=", "<<", "WO=MEN", "nr#1325", "a{b", "a[b", "a:b", "http://wo-men.nl", "a & b", "a*b"),
        *("é", "👩🏽‍🚒", "مرحبا", "e\u0301", "a\u00a0b", "-5", "a\tb", "€ 5", "’s Avonds"),
    ],
)
def test_every_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    assert value(f"a: {typed}\n") == typed


def test_every_scalar_in_a_list_stays_text_too() -> None:
    assert parse("a: [NO, 10:00, 0714]\n").plain == {"a": ["NO", "10:00", "0714"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: eerste\n  tweede\n", "eerste tweede"),
        ("a: |\n  eerste\n  tweede\n", "eerste\ntweede"),
        ("a: |\n  eerste\n\n  tweede\n\n\n", "eerste\n\ntweede"),
        ("a: |-\n  eerste\n", "eerste"),
        ("a: >\n  eerste\n  tweede\n\n  derde\n", "eerste tweede\nderde"),
        ('a: "eerste\\ntweede"\n', "eerste\ntweede"),
        ("a: 'foto''s'\n", "foto's"),
        ("a: '  '\n", "  "),
    ],
)
def test_texts_of_several_lines_and_in_quotes(text: str, expected: str) -> None:
    assert value(text) == expected


def test_nothing_is_none_and_empty_quotes_are_a_text() -> None:
    assert parse("a:\nb: \"\"\nc: ''\nd:\n  -\n").plain == {
        "a": None,
        "b": "",
        "c": "",
        "d": [None],
    }


# ── Places ────────────────────────────────────────────────────────────────────

NESTED = """\
kind: letter
addressee:
  committee: defensie
asks:
  - id: een
    question: Wat?
  - id: twee
    question:
copies: [a, "b"]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        (("kind",), False, (1, 7)),
        (("kind",), True, (1, 1)),
        (("addressee",), True, (2, 1)),
        (("addressee",), False, (3, 3)),
        (("addressee", "committee"), False, (3, 14)),
        (("addressee", "committee"), True, (3, 3)),
        (("asks", 0, "question"), False, (6, 15)),
        (("asks", "een", "question"), False, (6, 15)),
        (("asks", "twee"), False, (7, 5)),
        (("asks", 1, "question"), False, (8, 5)),
        (("copies", 1), False, (9, 13)),
    ],
)
def test_a_value_is_found_by_key_by_position_and_by_id(
    newline: str, path: tuple[str | int, ...], key: bool, expected: tuple[int, int]
) -> None:
    place = parse(NESTED.replace("\n", newline)).place(path, key=key)
    assert (place.file, *spot(place)) == (str(FILE), *expected)
    assert place.text == NESTED.splitlines()[place.line - 1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (1, 1)),
        (("closing",), (1, 1)),
        (("addressee", "salutation"), (3, 3)),
        (("asks", "een", "heading"), (5, 5)),
        (("asks", 7), (5, 3)),
        (("asks", "drie", "question"), (5, 3)),
        (("kind", "a", "b"), (1, 7)),
    ],
)
def test_what_is_missing_is_placed_at_what_is_around_it(
    path: tuple[str | int, ...], expected: tuple[int, int]
) -> None:
    assert spot(parse(NESTED).place(path)) == expected


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_places_count_every_sign_that_yaml_takes_for_a_line_break(sign: str) -> None:
    place = parse(f'a: "een{sign}twee"\nb: drie\n').place(("b",))
    assert (spot(place), place.text) == ((3, 4), "b: drie")


def test_a_byte_order_mark_is_not_part_of_the_first_line(tmp_path: Path) -> None:
    file = tmp_path / "letter.yaml"
    file.write_bytes(b"\xef\xbb\xbfkind: letter\r\nid: a\r\n")
    read = source.read(file)
    assert read.plain == {"kind": "letter", "id": "a"}
    assert read.place(("kind",), key=True) == Place(str(file), 1, 1, "kind: letter")


def test_columns_count_characters_and_not_bytes() -> None:
    assert spot(parse('"é👩": [ "ü", b ]\n').place(("é👩", 1))) == (1, 14)


# ── What YAML does behind a writer's back ─────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("b: x\na: *naam\n", "alias", (2, 4)),
        ("a: &naam Jansen\nb: x\n", "anchor", (1, 4)),
        ("a: !belangrijk\n", "tag", (1, 4)),
        ("a: !!str 12\n", "tag", (1, 4)),
        ("a: ! let op\n", "tag", (1, 4)),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1)),
        ("b:\n  c: 1\n  c: 2\n", "duplicate-key", (3, 3)),
        ("a: 1\n---\na: 2\n", "second-document", (2, 1)),
        ("a: {{ letter.date }}\n", "no-key", (1, 5)),
        ('a: "x\\x07y"\n', "control-character", (1, 4)),
        ('a: "x\\ry"\n', "control-character", (1, 4)),
        ('a: "\\uFFFE"\n', "control-character", (1, 4)),
        ('"x\\0": a\n', "control-character", (1, 1)),
    ],
)
def test_what_would_be_lost_is_reported_with_its_place_and_a_remedy(
    text: str, code: str, at: tuple[int, int]
) -> None:
    (problem,) = parse(text).problems
    assert (problem.code, spot(problem.place)) == (code, at)
    assert problem.hint
    assert problem.place.text == text.splitlines()[at[0] - 1]


def test_a_label_that_is_referred_to_is_reported_once_at_the_reference() -> None:
    read = parse("a: &naam Jansen\nb: *naam\n")
    assert [(p.code, spot(p.place)) for p in read.problems] == [("alias", (2, 4))]
    assert read.plain == {"a": "Jansen", "b": "Jansen"}


def test_the_first_of_two_equal_keys_counts_and_the_second_is_pointed_at() -> None:
    read = parse("a: 1\nb: 2\na: 3\n")
    assert read.plain == {"a": "1", "b": "2"}
    assert "line 1" in read.problems[0].hint


def test_a_tag_is_named_as_it_was_typed() -> None:
    assert "'!!let'" in parse("a: !!let op\n").problems[0].message


def test_references_to_references_do_not_explode() -> None:
    rows = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    read = parse("\n".join(rows))
    assert len(str(read.plain)) < 10_000
    assert {problem.code for problem in read.problems} == {"alias", "anchor"}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a: resolutie #1325 van\n", (1, 14)),
        ("a: resolutie\t# 1325\n", (1, 14)),
        ("a: een\n  twee #3\n", (2, 8)),
        ("a: resolutie #1325\r\n", (1, 14)),
        ("a: resolutie#1325\n", None),
        ("a: resolutie\n# een opmerking\n", None),
        ("a: resolutie\n  # een opmerking\n", None),
        ('a: "resolutie #1325"\n', None),
        ('a: "resolutie" # een opmerking\n', None),
        ("a: 'resolutie' # een opmerking\n", None),
        ("a: | # een opmerking\n  resolutie #1325\n", None),
        ("a: # een opmerking\nb: c\n", None),
    ],
)
def test_a_text_knows_where_an_unquoted_hash_cut_it_off(
    text: str, cut: tuple[int, int] | None
) -> None:
    found = value(text)
    assert isinstance(found, Typed)
    assert (spot(found.cut) if found.cut else None) == cut


def test_a_text_in_a_list_knows_it_too() -> None:
    found = value("a:\n  - brief #3\n  - brief\n")
    assert isinstance(found, Sequence)
    assert [bool(item.cut) for item in found.items if isinstance(item, Typed)] == [True, False]


# ── What cannot be read at all ────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "\n\n", "# niets\n", "Geachte leden\n", "- a\n", "'a'"])
def test_a_file_without_fields_says_how_to_begin(text: str) -> None:
    (problem,) = refused(text)
    assert (problem.code, spot(problem.place)) == ("no-fields", (1, 1))
    assert "kind: letter" in problem.hint


@pytest.mark.parametrize(
    ("text", "at"),
    [("a: x\x07y\n", (1, 5)), ("a: b\nc: \x00\n", (2, 4)), ("\x1b: a\n", (1, 1))],
)
def test_a_character_that_no_text_file_has_is_pointed_at(text: str, at: tuple[int, int]) -> None:
    (problem,) = refused(text)
    assert (problem.code, spot(problem.place)) == ("control-character", at)
    assert problem.hint


def test_a_lone_surrogate_is_refused() -> None:
    (problem,) = refused('a: "\\uD800"\n')
    assert spot(problem.place) == (1, 7)


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_what_is_nested_too_deeply_is_refused(opening: str) -> None:
    (problem,) = refused(f"a: {opening * 5_000}")
    assert problem.code == "too-deep"


def test_a_file_of_more_than_five_megabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_text("a: " + "x" * 5_000_000)
    with pytest.raises(DrafterError) as caught:
        source.read(file)
    assert [problem.code for problem in caught.value.problems] == ["too-large"]


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_bytes("kind: letter\nsubject: Coördinatie\n".encode("cp1252"))
    with pytest.raises(DrafterError) as caught:
        source.read(file)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("not-utf8", Place(str(file), 2, 1))
    assert "UTF-8" in problem.hint


def test_a_missing_file_suggests_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "minusma-voortgang.yaml").write_text("a: b")
    with pytest.raises(DrafterError) as caught:
        source.read(tmp_path / "minusma-vorgang.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("no-file", 0)
    assert "minusma-voortgang.yaml" in problem.hint


@pytest.mark.parametrize("name", ["niets.yaml", "niet/bestaand/pad.yaml"])
def test_a_missing_file_without_a_likeness_is_missing_all_the_same(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(DrafterError) as caught:
        source.read(tmp_path / name)
    assert [problem.code for problem in caught.value.problems] == ["no-file"]


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as caught:
        source.read(tmp_path)
    assert "folder" in caught.value.problems[0].message


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    assert all(p.place.line >= 1 and p.place.column >= 1 for p in found_in(text))


@given(st.text(st.sampled_from("ab:-#'\"[]{}*&!|>%@`,? \n\t\\"), max_size=60))
def test_any_layout_is_read_or_explained(text: str) -> None:
    assert all(p.message and p.hint for p in found_in(text))


# ── Writing ───────────────────────────────────────────────────────────────────

_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[chr(n) for n in (*range(9), 11)])
    | st.sampled_from("\n #:-'\"[]{}*&!|>%@`,?~"),
    max_size=40,
)
_DATA = st.dictionaries(
    _TEXT.filter(lambda key: key.isprintable() and key != ""),
    st.recursive(
        _TEXT | st.none(),
        lambda values: (
            st.lists(values, min_size=1, max_size=4)
            | st.dictionaries(st.sampled_from(["id", "text", "no"]), values, min_size=1)
        ),
        max_leaves=8,
    ),
    min_size=1,
)


@given(_DATA)
def test_what_is_written_reads_back_the_same(data: dict[str, Any]) -> None:
    assert parse(source.dump(data)).plain == data


def test_what_was_read_can_be_written_again() -> None:
    read = parse(NESTED)
    assert parse(source.dump(read.plain)).plain == read.plain


def test_long_texts_are_written_in_blocks_and_lists_are_indented() -> None:
    written = source.dump({"text": "een\ntwee", "tags": ["a"], "empty": None})
    assert written == "text: |-\n  een\n  twee\ntags:\n  - a\nempty:\n"


def test_a_value_that_occurs_twice_is_written_twice() -> None:
    shared = ["a"]
    assert source.dump({"x": shared, "y": shared}) == "x:\n  - a\ny:\n  - a\n"


def test_drafters_own_data_is_read_as_text_too(tmp_path: Path) -> None:
    file = tmp_path / "rows.yaml"
    file.write_text("- key: NO\n  since: 2026-06-09\n")
    assert source.read_rows(file) == [{"key": "NO", "since": "2026-06-09"}]


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of rows, where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path / "rows.yaml"


def test_drafters_own_data_is_read_from_what_python_kept_until_it_changes(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_data.write_text("- key: a\n  words: &words [x, y]\n- key: b\n  words: *words\n")
    first = source.read_rows(own_data)
    assert first == [{"key": "a", "words": ["x", "y"]}, {"key": "b", "words": ["x", "y"]}]
    with monkeypatch.context() as without_yaml:
        without_yaml.setattr(source, "_events", None)
        assert source.read_rows(own_data) == first
    own_data.write_text("- key: another\n")
    assert source.read_rows(own_data) == [{"key": "another"}]


def test_drafters_own_data_is_read_though_what_python_kept_is_damaged(own_data: Path) -> None:
    own_data.write_text("- key: a\n")
    rows = source.read_rows(own_data)
    (kept,) = (own_data.parent / "__pycache__").iterdir()
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        assert source.read_rows(own_data) == rows, length


def test_the_example_of_the_mission_keeps_its_order(tmp_path: Path) -> None:
    file = shutil.copy(
        Path(__file__).parents[1] / "inputs/letters/minusma-voortgang.yaml", tmp_path
    )
    read = source.read(Path(file))
    assert isinstance(read.root, Mapping)
    assert next(iter(read.plain)) == "kind"
    assert read.problems == ()
