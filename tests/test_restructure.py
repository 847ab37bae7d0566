"""Lists and fields that come, go and move in YAML source: what was asked, and nothing else."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter import source
from drafter.restructure import relisted, with_key, without_key
from drafter.yaml_layout import NotSpliced

ASKS = """\
kind: letter

asks:
  # Over de missie.
  - id: een
    heading: "Kop: een"
    question: |
      Is de minister
      bereid?
    # to: minister van Defensie

  # De rest is voor later.

  - id: twee
    question: |
      En nu?  # geen opmerking

  - id: drie  # de laatste
    tags: [a, b]
    question: Wat dan?
# Het slot.
closing: Dank
"""


def values(text: str) -> dict[str, object]:
    return dict(source.parse(text, Path("input.yaml")).plain)


# ── Lists on lines of their own ───────────────────────────────────────────────


def test_an_item_takes_the_remarks_directly_above_and_within_it_along() -> None:
    assert relisted(ASKS, ("asks",), [1, 0, 2]) == dedent("""\
        kind: letter

        asks:
          - id: twee
            question: |
              En nu?  # geen opmerking

          # De rest is voor later.

          # Over de missie.
          - id: een
            heading: "Kop: een"
            question: |
              Is de minister
              bereid?
            # to: minister van Defensie

          - id: drie  # de laatste
            tags: [a, b]
            question: Wat dan?
        # Het slot.
        closing: Dank
        """)


def test_an_item_that_goes_leaves_the_remarks_of_others() -> None:
    assert relisted(ASKS, ("asks",), [0, 2]) == dedent("""\
        kind: letter

        asks:
          # Over de missie.
          - id: een
            heading: "Kop: een"
            question: |
              Is de minister
              bereid?
            # to: minister van Defensie

          # De rest is voor later.

          - id: drie  # de laatste
            tags: [a, b]
            question: Wat dan?
        # Het slot.
        closing: Dank
        """)


def test_a_new_item_is_written_as_its_neighbours_are() -> None:
    new = {
        "question": "Ja of nee?\nEn: waarom",
        "id": "nieuw",
        "tags": ["c", "d, e"],
        "heading": "Zo’n kop #2",
    }
    written = """\
  - id: nieuw
    heading: "Zo’n kop #2"
    tags: [c, "d, e"]
    question: |
      Ja of nee?
      En: waarom

"""
    before, behind = ASKS[: ASKS.index("  # De rest")], ASKS[ASKS.index("  # De rest") :]
    assert relisted(ASKS, ("asks",), [0, new, 1, 2]) == before + written + behind
    first = ASKS.index("  # Over")
    assert relisted(ASKS, ("asks",), [new, 0, 1, 2]) == ASKS[:first] + written + ASKS[first:]
    last = ASKS.index("# Het slot")
    assert (
        relisted(ASKS, ("asks",), [0, 1, 2, new])
        == ASKS[:last] + "\n" + written.removesuffix("\n") + ASKS[last:]
    )


def test_a_list_of_which_nothing_is_left_keeps_what_stood_between() -> None:
    after = relisted(ASKS, ("asks",), [])
    assert after == dedent("""\
        kind: letter

        asks: []

          # De rest is voor later.

        # Het slot.
        closing: Dank
        """)


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        ("a:\n- x\n- y", [1, 0], "a:\n- y\n- x"),
        ("a:\n- x\n- y\n", [0, "z: z", 1], "a:\n- x\n- 'z: z'\n- y\n"),
        ("a:\n  - 'x'\n", [0, "y"], "a:\n  - 'x'\n  - 'y'\n"),
        ("a:\r\n  - x\r\n", ["y\nz", 0], "a:\r\n  - |\r\n    y\r\n    z\r\n  - x\r\n"),
        ("\ufeffa:\n- x\n- y\n", [1], "\ufeffa:\n- y\n"),
        ("a:\n-   x: y\n    z: w\n", [0, {"x": "q"}], "a:\n-   x: y\n    z: w\n-   x: q\n"),
        ("a:\n- {x: y}\n", [{"x": "[q]"}, 0], "a:\n- {x: '[q]'}\n- {x: y}\n"),
        ("a:\n- {x: y}\n", [{"x": "p\nq"}, 0], "a:\n- x: |\n    p\n    q\n- {x: y}\n"),
        ("a:\n- x: >-\n    p\n", [{"x": "q"}], "a:\n- x: >-\n    q\n"),
        ("a:\n-\n- x\n", [1, 0], "a:\n- x\n-\n"),
        ("a:\n- |+\n  x\n\n- y\n", [1, 0], "a:\n- y\n- |+\n  x\n\n"),
        ("a:\n- x\n- y\n", [{"k": {"l": ["m"]}}], "a:\n- k:\n    l:\n    - m\n"),
        ("a:\n- x\n", [{"k": None, "l": "", "m": []}], "a:\n- k:\n  l: ''\n  m: []\n"),
        # the first entries
        ("a: []  # nog niets\nb: c\n", ["x"], "a:  # nog niets\n  - x\nb: c\n"),
        ("a:\n  []\nb: c\n", ["x"], "a:\n  - x\nb: c\n"),
        ("a:\nb:\n- c\n", ["x"], "a:\n- x\nb:\n- c\n"),
        # in brackets
        ("a: [x, 'y', z]\n", [2, 0], "a: [z, x]\n"),
        ("a: [ x , y ]\n", [1, "q", 0], "a: [ y , q , x ]\n"),
        ("a: [x, y,]\n", [1], "a: [y,]\n"),
        ("a: [x]\n", [0, "p, q", "r\ns"], "a: [x, 'p, q', \"r\\ns\"]\n"),
        ("a: [x: y, z]\n", [1, 0], "a: [z, x: y]\n"),
        ("a: [x]\n", [], "a: []\n"),
        ("{a: [], b: c}\n", ["x", {"y": "z"}], "{a: [x, {y: z}], b: c}\n"),
        ("{a: , b: c}\n", ["x"], "{a: [x], b: c}\n"),
        ("a: [\n  x,  # p\n  # q\n  y\n]\n", [1, 0], "a: [\n  # q\n  y,\n  x  # p\n]\n"),
        ("a: [\n  x,\n\n  # p\n\n  y,\n]\n", [1], "a: [\n  # p\n\n  y,\n]\n"),
        ("a: [\n  x,\n]\n", [0, "y"], "a: [\n  x,\n  y,\n]\n"),
        # labels that mean the same
        ("a:\n- x\n- &l y\nb: *l\n", [1, 0], "a:\n- &l y\n- x\nb: *l\n"),
    ],
)
def test_a_list_in_any_style(before: str, items: list[int | str], after: str) -> None:
    assert relisted(before, ("a",), items) == after


def test_a_list_may_be_the_whole_file_or_stand_behind_a_dash() -> None:
    assert relisted("- a\n- b", (), [1, 0]) == "- b\n- a"
    assert relisted("- a\n", (), []) == "[]\n"
    assert relisted("[]\n", (), ["a"]) == "- a\n"
    assert relisted("- - a\n  # r\n  - b\n- c\n", (0,), [1, 0]) == "-\n  # r\n  - b\n  - a\n- c\n"
    assert relisted("- - a\n- c\n", (0,), []) == "- []\n- c\n"
    assert relisted("- []\n- c\n", (0,), ["a", "b"]) == "-\n  - a\n  - b\n- c\n"


@pytest.mark.parametrize(
    ("text", "path", "items"),
    [
        ("a: b\n", ("a",), []),
        ("a: {b: c}\n", ("a",), []),
        ("a: [b]\n", ("c",), [0]),
        ("a: [b]\n", ("a",), [0, 0]),
        ("a: [b]\n", ("a",), [1]),
        ("a: [b]\n", ("a",), [-1, 0]),
        ("a: [b]\n", ("a",), [{"x": 3}]),
        ("a: [\n", ("a",), []),
        # the rest would mean something else, or nothing
        ("a:\n- &x b\nc: *x\n", ("a",), []),
        ("a:\n- &x b\n- *x\n", ("a",), [1, 0]),
        ("a:\n- &x b\n- &x c\nd: *x\n", ("a",), [1, 0]),
        ("a: &x [b, c]\nd: *x\n", ("a",), [0]),
        ("z: &x\n  a: [b, c]\nd: *x\n", ("z", "a"), [0]),
        ("a: [  # p\n]\n", ("a",), ["b"]),
        ("a: [b  # p\n, c]\n", ("a",), [1, 0]),
    ],
)
def test_what_cannot_be_done_is_refused(
    text: str, path: tuple[str | int, ...], items: list[int]
) -> None:
    with pytest.raises(NotSpliced):
        relisted(text, path, items)


# ── Keys ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "path", "key", "value", "after", "expected"),
    [
        ("a: b\nc: d\n", (), "x", "y", "a", "a: b\nx: y\nc: d\n"),
        ("a: b\nc: d", (), "x", "y", None, "a: b\nc: d\nx: y"),
        ("a: b\n\nc: d\n\n# r\n", (), "x", "y", None, "a: b\n\nc: d\n\nx: y\n\n# r\n"),
        ("a:\n  - b: c\n    d: e\n", ("a", 0), "x", "y", "b", "a:\n  - b: c\n    x: y\n    d: e\n"),
        ("a:\n  b: |\n    c\n  # r\n", ("a",), "x", "y\nz", None, None),
        ("a: {b: c}\n", ("a",), "x", "y, z", "b", "a: {b: c, x: 'y, z'}\n"),
        ("a: {}\nb: c\n", ("a",), "x", "y", None, "a:\n  x: y\nb: c\n"),
        ("a:\nb: c\n", ("a",), "x", "y", None, "a:\n  x: y\nb: c\n"),
        ("a: b\n", (), "x", {"y": "z", "l": ["m"]}, None, "a: b\nx:\n  y: z\n  l:\n    - m\n"),
    ],
)
def test_a_key_comes_in(
    before: str,
    path: tuple[str | int, ...],
    key: str,
    value: object,
    after: str | None,
    expected: str | None,
) -> None:
    expected = expected or "a:\n  b: |\n    c\n  x: |\n    y\n    z\n  # r\n"
    assert with_key(before, path, key, value, after) == expected


@pytest.mark.parametrize(
    ("before", "path", "key", "expected"),
    [
        ("# kop\na: b\n\n# bij c\nc: d\ne: f\n", (), "c", "# kop\na: b\n\ne: f\n"),
        ("# kop\na: b\nc: d\n", (), "a", "# kop\nc: d\n"),
        ("a:\n  - b: c\n    d: e\n", ("a", 0), "b", "a:\n  - d: e\n"),
        ("a:\n  - b: c\n    # r\n    d: e\n", ("a", 0), "b", "a:\n  -\n    # r\n    d: e\n"),
        ("a:\n  b:\n  - c\n  d: e\n", ("a",), "b", "a:\n  d: e\n"),
        ("a:\n  b: c\nd: e\n", ("a",), "b", "a: {}\nd: e\n"),
        ("a: {b: c, d: e}\n", ("a",), "b", "a: {d: e}\n"),
    ],
)
def test_a_key_goes(before: str, path: tuple[str | int, ...], key: str, expected: str) -> None:
    assert without_key(before, path, key) == expected


def test_a_key_that_is_there_cannot_come_and_one_that_is_not_cannot_go() -> None:
    for change in (
        lambda: with_key("a: b\n", (), "a", "c"),
        lambda: with_key("a: b\n", (), "c", "d", "e"),
        lambda: with_key("a: b\n", ("a",), "c", "d"),
        lambda: without_key("a: b\n", (), "c"),
        lambda: without_key("a: b\n", ("a",), "b"),
        lambda: without_key("a: &x b\nc: *x\n", (), "a"),
    ):
        with pytest.raises(NotSpliced):
            change()


# ── Any list in any style ─────────────────────────────────────────────────────

WORD = st.text(st.sampled_from("abé’'\"#:-,[]{}&*!|>%@`\\?"), min_size=1, max_size=5)
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
TEXT = st.lists(LINE | st.just(""), min_size=1, max_size=4).map("\n".join)
ANY = TEXT | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
NEW = ANY | st.recursive(
    st.dictionaries(st.sampled_from("abcd"), ANY, min_size=1, max_size=3),
    lambda below: st.dictionaries(
        st.sampled_from("abcd"), below | st.lists(ANY, max_size=2), min_size=1, max_size=2
    ),
    max_leaves=3,
)
IN_LINES = (
    "x",
    "x  # r",
    "'x # y'",
    '"x\\\n  y"',
    "x\n  y",
    "|\n  x\n    y",
    "|+\n  x\n",
    ">-\n  x\n\n  y",
    "|2-\n   x",
    "",
    "[x, y]  # r",
    "{a: x}",
    "[x,\n   y]",
    "- x\n- y",
    "a: x",
    "a: x\nb: |\n  x\n  # geen\n\n  y\n# r",
    "a: 'x'  # r\n\n# b: x\n\nc: >\n  x",
    "a:\n  - x\n  # r\n  - y\nb:\n- x\n- y",
    "a: {b: [c]}\nd:",
)
IN_BRACKETS = ("x", "'x, y'", '"x\\n"', "{a: x}", "[x]", "a: x", "x\n    y", "{a: [x,\n  y], b: }")
ABOVE = ("", "# bij\n", "# bij\n#  dit\n")
BETWEEN = ("", "", "\n", "\n# los\n\n", "\n\n", "# los\n\n")


class Listed(NamedTuple):
    """YAML source with a list `k`: all before it, what stands of each item in it, all behind it."""

    before: str
    items: tuple[str, ...]
    source: str
    behind: str


def shifted(text: str, indent: int) -> str:
    return "".join(
        " " * indent + line if line.strip() else line for line in text.splitlines(keepends=True)
    )


@st.composite
def in_lines(draw: st.DrawFn) -> Listed:
    indent, dash = draw(st.sampled_from([0, 2, 4])), draw(st.sampled_from(["- ", "-   "]))
    before = "# kop\nvoor: 'x'   # y\nk:\n" + draw(st.sampled_from(["", "  # los\n\n"]))
    items, pieces = [], []
    for style in draw(st.lists(st.sampled_from(IN_LINES), min_size=1, max_size=5)):
        first, *others = f"{style}\n".splitlines(keepends=True)
        item = draw(st.sampled_from(ABOVE)) + dash + first + shifted("".join(others), len(dash))
        items.append(shifted(item, indent))
        pieces += [shifted(draw(st.sampled_from(BETWEEN)), indent) if pieces else "", items[-1]]
    behind = draw(st.sampled_from(["", "na: |\n  z\n\n# eind\n", "\n# na\nna: x"]))
    return finished(draw, before, items, "".join(pieces), behind)


@st.composite
def in_brackets(draw: st.DrawFn) -> Listed:
    below = draw(st.booleans())
    opening, comma = draw(st.sampled_from([("", ", "), (" ", ","), ("\n  ", ",\n  ")]))
    items = draw(st.lists(st.sampled_from(IN_BRACKETS), min_size=1, max_size=5))
    if below:
        opening, comma = (
            "\n  # los\n\n  ",
            draw(st.sampled_from([",  # r\n  ", ",\n\n  # s\n\n  "])),
        )
    last = draw(st.sampled_from(["", ",", " "]))
    inside = opening + comma.join(items) + last
    before, behind = "# kop\nvoor: x\nk: ", "  # r\nna: y\n"
    if draw(st.booleans()) and not below:
        before, behind = "{voor: x, k: ", ", na: y}\n"
    return finished(draw, before, items, f"[{inside}]", behind)


def finished(draw: st.DrawFn, before: str, items: list[str], inside: str, behind: str) -> Listed:
    parts = [before, *items, inside, behind]
    if draw(st.booleans()):
        parts = [part.replace("\n", "\r\n") for part in parts]
    if not behind and draw(st.booleans()):
        parts[-2] = parts[-2].rstrip("\r\n")
    if draw(st.booleans()):
        parts[0] = "\ufeff" + parts[0]
    before, *items, inside, behind = parts
    return Listed(before, tuple(items), before + inside + behind, behind)


LISTED = in_lines() | in_brackets()


@given(LISTED, st.data())
def test_any_order_of_any_list(listed: Listed, data: st.DataObject) -> None:
    was = values(listed.source)
    old = was["k"]
    assert isinstance(old, list)
    kept = data.draw(st.lists(st.sampled_from(range(len(old))), unique=True))
    order: list[int | str | dict[str, object]] = [*kept]
    for new in data.draw(st.lists(NEW, max_size=2)):
        order.insert(data.draw(st.integers(0, len(order))), new)
    after = relisted(listed.source, ("k",), order)
    expected = [old[item] if isinstance(item, int) else item for item in order]
    assert values(after) == {**was, "k": expected}
    assert after.startswith(listed.before.rstrip(" \r\n")) or not order
    assert after.endswith(listed.behind.lstrip("\r\n") if "|+" in after else listed.behind)
    at = 0
    for number in kept:
        item = listed.items[number].rstrip("\r\n")
        assert item in after[at:]
        at = after.index(item, at) + len(item)


@given(LISTED)
def test_the_old_order_is_the_old_source(listed: Listed) -> None:
    old = values(listed.source)["k"]
    assert isinstance(old, list)
    assert relisted(listed.source, ("k",), [*range(len(old))]) == listed.source


@given(in_lines(), st.data())
def test_back_in_the_old_order_all_is_as_it_was(listed: Listed, data: st.DataObject) -> None:
    assume("|+" not in listed.source)  # its blank lines are text, and move
    order = data.draw(st.permutations(range(len(listed.items))))
    moved = relisted(listed.source, ("k",), order)
    assert relisted(moved, ("k",), [order.index(n) for n in range(len(order))]) == listed.source


@given(LISTED, NEW, st.sampled_from(["voor", "k", None]))
def test_a_key_that_comes_and_goes_leaves_nothing_behind(
    listed: Listed, value: object, after: str | None
) -> None:
    was = values(listed.source)
    more = with_key(listed.source, (), "nieuw", value, after)
    assert values(more) == {**was, "nieuw": value}
    assert without_key(more, (), "nieuw") == listed.source
