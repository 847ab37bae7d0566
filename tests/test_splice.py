"""Changing a text in YAML source: what was asked, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from drafter import source
from drafter.problems import DrafterError
from drafter.splice import NotSpliced, position, splice


def values(text: str) -> object:
    return source.parse(text, Path("input.yaml")).plain


@pytest.mark.parametrize(
    ("before", "path", "new", "after"),
    [
        # each style is kept, and so is what stands around it
        ("a: een\nb: c\n", ("a",), "twee", "a: twee\nb: c\n"),
        ("a: een  # waarom\nb: c\n", ("a",), "twee", "a: twee  # waarom\nb: c\n"),
        ("a: 'zo''n'\n", ("a",), "zo'n ding", "a: 'zo''n ding'\n"),
        ('a: "zo\\tdan"\n', ("a",), 'zo\t"dan"', 'a: "zo\\t\\"dan\\""\n'),
        ("a: |\n  een\n  twee\nb: c\n", ("a",), "een\ndrie", "a: |\n  een\n  drie\nb: c\n"),
        ("a: >-\n  een\n  twee\n\nb: c\n", ("a",), "een drie", "a: >-\n  een\n  drie\n\nb: c\n"),
        ("a: |2-\n    in\n  uit\n", ("a",), "  in\nof", "a: |2-\n    in\n  of\n"),
        ("a: |+ # blijft\n  een\n\nb: c\n", ("a",), "twee\n", "a: |+ # blijft\n  twee\n\nb: c\n"),
        ("a:\n  - x\n  - y\n", ("a", 1), "z", "a:\n  - x\n  - z\n"),
        ("a: [x, 'y']\n", ("a", 0), "z", "a: [z, 'y']\n"),
        ("a: een\r\nb: c\r\n", ("a",), "twee", "a: twee\r\nb: c\r\n"),
        ("\ufeffa: een\n", ("a",), "twee", "\ufeffa: twee\n"),
        ("a: één\nb: 'é'\n", ("b",), "ë", "a: één\nb: 'ë'\n"),
        # lines do not flow into others
        ("a: een\n  twee\n  drie\n", ("a",), "een vier drie", "a: een\n  vier\n  drie\n"),
        ('a: "een\n  twee \\\n  drie"\n', ("a",), "een vier drie", 'a: "een\n  vier \\\n  drie"\n'),
        (
            "a: >\n  een\n  twee\n\n  drie\n",
            ("a",),
            "een twee\nvier",
            "a: >\n  een\n  twee\n\n  vier\n",
        ),
        # a style that cannot hold the text gives way to the nearest that can
        ("a: een\n", ("a",), "een: twee", "a: 'een: twee'\n"),
        ("a: een\n", ("a",), "een #2", "a: 'een #2'\n"),
        ("a: een\n", ("a",), "", "a: ''\n"),
        ("a:\nb: c\n", ("a",), "een", "a: een\nb: c\n"),
        ("a: een\n", ("a",), "@een", "a: '@een'\n"),
        ("a: [een]\n", ("a", 0), "een, twee", "a: ['een, twee']\n"),
        ("a: een\nb: c\n", ("a",), "een\ntwee", "a: |-\n  een\n  twee\nb: c\n"),
        (
            "a:\n  - id: x\n    b: c\n",
            ("a", 0, "b"),
            "c\nd",
            "a:\n  - id: x\n    b: |-\n      c\n      d\n",
        ),
        ("a: [een]\n", ("a", 0), "een\ntwee", 'a: ["een\\ntwee"]\n'),
        ("a: | # blijft\n  een\nb: c\n", ("a",), " een", "a: ' een' # blijft\nb: c\n"),
        ("a: 'x'\n", ("a",), "\x85", 'a: "\\x85"\n'),
    ],
)
def test_a_text_changes_and_nothing_else(
    before: str, path: tuple[str | int, ...], new: str, after: str
) -> None:
    assert splice(before, {path: new}) == after


def test_several_texts_change_at_once() -> None:
    text = "a: een\nb: |\n  twee\nc: drie\n"
    changed = splice(text, {("a",): "1", ("b",): "2", ("c",): "3"})
    assert changed == "a: 1\nb: |\n  2\nc: 3\n"


@pytest.mark.parametrize("path", [("b",), ("a", 0), (), ("l",), ("l", 2)])
def test_what_is_no_text_cannot_be_changed(path: tuple[str | int, ...]) -> None:
    with pytest.raises(NotSpliced):
        splice("a: een\nl: [x, {y: z}]\n", {path: "x"})


@pytest.mark.parametrize("text", ["a: *b\n", "a: [\n", "a: &x b\nc: *x\n"])
def test_what_is_no_plain_yaml_is_refused(text: str) -> None:
    with pytest.raises(NotSpliced):
        splice(text, {("c",): "x"})


@pytest.mark.parametrize(
    ("text", "path", "offset", "expected"),
    [
        ("a: een\n", ("a",), 1, (1, 5)),
        ("a: 'zo''n'\n", ("a",), 3, (1, 9)),
        ("a:\n  - |\n    een\n\n    twee\n", ("a", 0), 5, (5, 5)),
        ("a: >\n  een\n  twee\n", ("a",), 4, (3, 3)),
        ("a: een\r\nb: twee\r\n", ("b",), 0, (2, 4)),
        ("a: |\n\n  een\n", ("a",), 1, (3, 3)),
        ("a: een\n  twee\n", ("a",), 4, (2, 3)),
    ],
)
def test_a_character_has_a_place(
    text: str, path: tuple[str | int, ...], offset: int, expected: tuple[int, int]
) -> None:
    assert position(text, path, offset) == expected


# ── Any text in any style ─────────────────────────────────────────────────────

WORD = st.text(st.sampled_from("abé’'\"#:-,[]{}&*!|>%@`\\?"), min_size=1, max_size=5)
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
TEXT = st.lists(LINE | st.just(""), min_size=1, max_size=4).map("\n".join)
ANY = TEXT | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
STYLES = ("plain", "'", '"', "|", "|-", "|+", ">", ">-", "|2", "flow")


def written(text: str, style: str) -> str:
    """`a: text` in a style, or in double quotes where the style cannot hold it."""
    if style[0] in "|>":
        lines = text.split("\n")
        if style[0] == ">":
            lines = [piece for line in lines for piece in (line, "")]
        body = "\n".join(f"  {line}".rstrip() if line else "" for line in lines)
        return f"k: {style}\n{body}\n"
    if style == "flow":
        return "k: [" + yaml.dump(text, default_style='"', width=9999).strip() + "]\n"
    if style == "plain":
        return f"k: {text}\n"
    return "k: " + yaml.dump(text, default_style=style, allow_unicode=True, width=20).strip() + "\n"


def readable(text: str) -> Mapping[str, object] | None:
    try:
        found = source.parse(text, Path("input.yaml"))
    except DrafterError:
        return None
    return None if found.problems else found.plain


@given(TEXT, st.sampled_from(STYLES), ANY)
@example("een\ntwee", "|", "een\n\n\ntwee\n")
@example("een", ">", "  een\n twee")
@example("een", "plain", "\ufeff")
def test_any_text_comes_in_and_the_rest_stays(old: str, style: str, new: str) -> None:
    around = f"# kop\nvoor: 'x'   # y\n{written(old, style)}na: |\n  z\n\n# eind\n"
    before = readable(around)
    assume(before is not None and isinstance(before.get("k"), list if style == "flow" else str))
    path = ("k", 0) if style == "flow" else ("k",)
    after = splice(around, {path: new})
    assert after.startswith("# kop\nvoor: 'x'   # y\nk: ")
    assert after.endswith("na: |\n  z\n\n# eind\n")
    read = source.parse(after, Path("input.yaml")).plain
    assert read == {**(before or {}), "k": [new] if style == "flow" else new}
