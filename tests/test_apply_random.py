"""Any letter, any edits: taken over, printed and looked at again, nothing is left."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from edited import Editor
from hypothesis import given, settings
from hypothesis import strategies as st
from round_trip import outcomes, read, sent, taken_over, together, write
from test_review_random import STEP, work

from drafter.problems import DrafterError
from drafter.received import Received, accepted

WORDS = [
    "de",
    "missie",
    "vrouwen",
    "in",
    "Mali",
    "kansen",
    "advies",
    "2026",
    "vrede",
    "het",
    "werk",
]
MARKED = [
    "**grote**",
    "*nu*",
    "[do no harm]{lang=en}",
    "[Gao](https://gao.example)",
    "ASIFU[^noot]",
]
NOTES = "notes:\n  noot: Een noot.\n"
STYLES = ("plain", "'", '"', "|", ">")


@contextmanager
def somewhere() -> Iterator[None]:
    """In an empty folder, also when Hypothesis runs a test again."""
    here = Path.cwd()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(here)


# ── Letters ───────────────────────────────────────────────────────────────────


@st.composite
def sentences(draw: st.DrawFn, *, rich: bool) -> str:
    """A few words; rich ones may have marks."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=9))
    if rich:
        for mark in draw(st.lists(st.sampled_from(MARKED), max_size=2, unique=True)):
            words.insert(draw(st.integers(0, len(words))), mark)
    return f"Zo {' '.join(words)}."


@st.composite
def texts(draw: st.DrawFn, *, rich: bool = True) -> tuple[str, str]:
    """A text of a field and the style that it is written in."""
    count = draw(st.integers(1, 2)) if rich else 1
    paragraphs = [draw(sentences(rich=rich)) for _number in range(count)]
    styles = STYLES if len(paragraphs) == 1 else ("|", ">", '"')
    return "\n\n".join(paragraphs), draw(st.sampled_from(styles))


def typed(text: str, style: str, indent: int) -> str:
    """A text in YAML, with lines of a few words where the style has lines."""
    if style == "plain":
        return text if not text.startswith(("[", "*")) else typed(text, '"', indent)
    if style == "'":
        return f"'{text}'"
    if style == '"':
        return '"' + text.replace("\n", "\\n") + '"'
    margin = "\n" + " " * indent
    paragraphs = [margin.join(_lines(paragraph)) for paragraph in text.split("\n\n")]
    between = "\n" * (3 if style == ">" else 2) + " " * indent
    return f"{style}{margin}{between.join(paragraphs)}"


def _lines(paragraph: str) -> list[str]:
    words = paragraph.split(" ")
    return [" ".join(words[at : at + 5]) for at in range(0, len(words), 5)]


@st.composite
def letters(draw: st.DrawFn) -> str:
    """The source of a letter."""
    out = [
        "# Een brief.",
        "kind: letter",
        "id: brief",
        "date: 2026-06-02",
        f"subject: {typed(*draw(texts(rich=False)), 2)}",
        "addressee: {committee: defensie}",
        "",
        f"opening: {typed(*draw(texts()), 2)}",
        "asks:",
    ]
    for number in range(draw(st.integers(2, 3))):
        out += [
            f"  # Vraag {number}.",
            f"  - id: vraag-{number}",
            f"    heading: {typed(*draw(texts(rich=False)), 6)}",
            f"    background: {typed(*draw(texts()), 6)}",
            f"    question: {typed(*draw(texts()), 6)}",
        ]
    out.append("action_points:")
    for number in range(draw(st.integers(2, 3))):
        out += [f"  - id: punt-{number}", f"    text: {typed(*draw(texts()), 6)}"]
    out += [f"closing: {typed(*draw(texts()), 2)}"]
    return "\n".join(out) + "\n" + NOTES


# ── Edits of words ────────────────────────────────────────────────────────────

NEW = [
    "nieuw",
    "*ster*",
    "5_6_7",
    "- streep",
    "[haak]",
    "# hek",
    "‘citaat’",
    "a\\b",
    "“x”: y",
    "<b>",
]
EDIT = st.tuples(
    st.sampled_from(["insert", "delete", "replace", "bold", "split", "append"]),
    st.integers(0, 999),
    st.integers(0, 999),
    st.integers(1, 5),
    st.sampled_from(NEW),
)


def edit(editor: Editor, step: tuple[str, int, int, int, str]) -> None:
    """Do something to the words of a paragraph of fields."""
    kind, which, where, many, new = step
    numbers = [n for n, p in enumerate(editor.paragraphs) if "Zo " in p.text]
    number = numbers[which % len(numbers)]
    text = editor.paragraphs[number].text
    start = text.index("Zo ")
    gaps = [at for at in range(start + 2, len(text)) if text[at] == " "] or [len(text)]
    at = gaps[where % len(gaps)]
    end = next((gap for gap in gaps[where % len(gaps) + 1 :][many - 1 :]), len(text) - 1)
    if kind == "insert":
        editor.insert_at(number, at, f" {new}")
    elif kind == "append":
        editor.insert_at(number, len(text), f" {new}")
    elif kind == "bold":
        words = text[at:end].strip()
        if words and sum(p.text.count(words) for p in editor.paragraphs) == 1:
            editor.look(words, lambda piece: piece._replace(bold=not piece.bold))
    elif kind == "split" and "\t" not in text:  # of the lines above a letter none can be two
        rest = text[at + 1 :]
        if rest and sum(rest in p.text for p in editor.paragraphs) == 1:
            editor.split(rest)
    elif end > at:
        if kind == "replace":
            editor.insert_at(number, end, f" {new}")
        editor.delete_at(number, at, end)


def copy_of(text: str, steps: Any, way: str) -> Received:
    editor = Editor(sent(text), "" if way == "untracked" else "Noor")
    for step in steps:
        edit(editor, step)
    if way == "accepted":
        editor.accept()
    return editor.received


WAY = st.sampled_from(["tracked", "untracked", "accepted"])


@settings(max_examples=40, deadline=None)
@given(text=letters(), steps=st.lists(EDIT, min_size=1, max_size=5), way=WAY)
def test_nothing_is_left_of_changed_words(text: str, steps: Any, way: str) -> None:
    with somewhere():
        write(text)
        copy = copy_of(text, steps, way)
        done = taken_over(copy)
        left = set(outcomes(done, "refused"))
        assert left <= HEADINGS  # of which one paragraph became two
        found = together(copy).reviews[0].review
        assert {change.field for change in found.changes} <= left
        after = read()
        assert rest(text, outcomes(done, "taken")) == rest(after, outcomes(done, "taken"))
        assert left or lines(sent(after)) == lines(copy)
        taken_over(copy)
        assert read() == after


def lines(received: Received) -> list[str]:
    """The paragraphs that a reader sees when all changes are accepted."""
    return [text for p in accepted(received.paragraphs) if (text := p.text.strip())]


def rest(text: str, fields: list[str]) -> str:
    """The source without the texts of these fields."""
    spans = sorted(
        (node.start_mark.index, node.end_mark.index)
        for id, node in scalars(yaml.compose(text), "")
        if id in fields
    )
    out, at = "", 0
    for start, end in spans:
        out += text[at:start].rstrip() + "…"
        at = start + len(text[start:end].rstrip())
    return (out + text[at:]).replace(NOTES, "")  # they go with the last sign of theirs


def scalars(node: yaml.Node, id: str) -> Iterator[tuple[str, yaml.Node]]:
    """The texts of YAML source, by the ids of their fields."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from scalars(value, f"{id}.{key.value}" if id else key.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            ids: Mapping[str, str] = {key.value: value.value for key, value in item.value}
            yield from scalars(item, f"{id}.{ids['id']}")
    else:
        yield id, node


# ── Whatever is done to a document ────────────────────────────────────────────


@settings(max_examples=40, deadline=None)
@given(text=letters(), steps=st.lists(STEP, min_size=1, max_size=6))
def test_what_is_left_was_refused(text: str, steps: Any) -> None:
    with somewhere():
        write(text)
        editor = Editor(sent(text))
        for step in steps:
            work(editor, step)
        try:
            done = taken_over(editor.received)
        except DrafterError:  # so little is left that nobody can tell what it is a copy of
            return
        after = read()
        sent(after)
        again = taken_over(editor.received)
        assert read() == after
        assert outcomes(again, "taken") == []
        assert set(outcomes(again, "refused")) <= set(outcomes(done, "refused"))


# ── Two colleagues ────────────────────────────────────────────────────────────

STEPS = st.lists(EDIT, min_size=1, max_size=3)


@settings(max_examples=20, deadline=None)
@given(text=letters(), one=STEPS, other=STEPS, way=WAY)
def test_what_came_first_is_not_undone(text: str, one: Any, other: Any, way: str) -> None:
    with somewhere():
        write(text)
        first, second = copy_of(text, one, way), copy_of(text, other, way)
        taken_over(first)
        left = fields_left(first)
        done = taken_over(second)
        told = {*outcomes(done, "conflict")}
        if "{lang=" in text:  # bold from beside words of another language into them is refused
            told |= {*outcomes(done, "refused")}
        assert fields_left(first) <= left
        assert fields_left(second) <= told | HEADINGS
        sent(read())  # a document can be made of it


HEADINGS = {"subject"} | {f"asks.vraag-{number}.heading" for number in range(3)}


def fields_left(copy: Received) -> set[str]:
    """The fields of which not all is taken over."""
    found = together(copy).reviews[0].review
    return {row.field for row in (*found.changes, *found.looks)}
