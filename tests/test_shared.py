"""What letters share is worked out once, and comes out as if each letter were the only one."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

import pytest
from command import program
from hypothesis import given
from hypothesis import strategies as st

from drafter import markup, source
from drafter.document import Block, List, Paragraph, fields
from drafter.elements import elements
from drafter.fields import Fields, fields_of
from drafter.kinds import model_of
from drafter.markup import Notes
from drafter.model import Letter
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError
from drafter.template import Templates
from drafter.validate import validate
from drafter.workspace import Workspace

CASES = Path(__file__).parent / "cases"
NOTES = Notes(
    {"a": "Bron A", "b": 'Zie <source key="s" stop=""/>'}, "Zie noot {}.", {"s": ("S", "s")}
)

LETTER = """\
kind: letter
id: proef
date: {date}
subject: Mali
addressee: {{committee: {committee}}}
asks:
  - id: een
    heading: Eerste
    question: {question}
    tags: [mali]
  - id: twee
    question: Wie?
"""


def letter(
    question: str = "Wat?", date: str = "2026-06-02", committee: str = "defensie"
) -> source.Source:
    text = LETTER.format(question=question, date=date, committee=committee)
    return source.parse(text, Path("input.yaml"))


def read(pipeline: Pipeline, question: str = "Wat?") -> Fields:
    return fields_of(validate(letter(question), Letter, pipeline._context()))


# ── Fields ────────────────────────────────────────────────────────────────────


def test_two_letters_share_an_ask_that_says_the_same(pipeline: Pipeline) -> None:
    one, other = read(pipeline), read(pipeline)
    assert vars(one.view)["asks"][0] is vars(other.view)["asks"][0]
    assert one.values == other.values


def test_an_ask_that_says_something_else_is_another(pipeline: Pipeline) -> None:
    one, other = read(pipeline), read(pipeline, "Waar?")
    assert vars(one.view)["asks"][0].question == "Wat?"
    assert vars(other.view)["asks"][0].question == "Waar?"
    assert other.values["asks.een.question"] == "Waar?"
    assert vars(one.view)["asks"][1] is vars(other.view)["asks"][1]


def test_the_same_words_in_another_place_are_another_field(pipeline: Pipeline) -> None:
    text = LETTER.format(question="Wat?", date="2026-06-02", committee="defensie")
    parsed = source.parse(text.replace("id: een", "id: drie"), Path("input.yaml"))
    other = fields_of(validate(parsed, Letter, pipeline._context()))
    assert vars(read(pipeline).view)["asks"][0].question.id == "asks.een.question"
    assert vars(other.view)["asks"][0].question.id == "asks.drie.question"


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/input.yaml")))
def test_every_field_has_a_path(pipeline: Pipeline, case: str) -> None:
    try:
        parsed = source.read(CASES / case / "input.yaml")
        groups = tuple(group.id for group in pipeline.sender.organisation.working_groups)
        model = model_of(str(parsed.root.get("kind")))
        found = fields_of(validate(parsed, model, pipeline._context(groups)))
    except (DrafterError, KeyError):
        pytest.skip("cannot be read, on purpose")
    assert list(found.paths) == list(found.values)
    assert len(found.paths) == len(found.values)


# ── Markup ────────────────────────────────────────────────────────────────────

ITEMS = (
    "  <li><p>een</p></li>",
    '<li>\n<p>twee<note key="a"/></p></li>',
    '  <li><p class="ask-heading">drie</p><p>en <note key="b"/></p></li>\n',
    '<li><p>vier <source key="s" stop="."/></p><ul><li>vijf</li><li>zes</li></ul></li>',
    '<li><p>zeven<note key="a"/><note key="b"/></p></li>',
    "<li></li>",
)


def as_a_whole(text: str) -> tuple[Block, ...]:
    return tuple(markup._Builder(NOTES).blocks(elements(text)))


@given(
    st.lists(st.lists(st.sampled_from(ITEMS), max_size=5), max_size=3),
    st.sampled_from(["<ul>", "<ol>", '<ol class="continued">']),
)
def test_lists_of_any_choice_are_what_they_are_as_a_whole(
    choices: list[list[str]], opening: str
) -> None:
    closing = f"</{opening[1:3]}>"
    lists = (f"\n{opening}\n" + "\n".join(items) + f"\n{closing}" for items in choices)
    text = '<p>begin <note key="a"/></p>' + "".join(lists) + "\n<p>einde</p>"
    assert markup.parse(text, NOTES) == as_a_whole(text)


def test_lists_of_another_choice_share_their_items() -> None:
    one, two, three = ITEMS[:3]
    (first,) = markup.parse(f"<ul>\n{one}\n{two}\n{three}</ul>", NOTES)
    (second,) = markup.parse(f"<ul>\n{three}\n{one}\n</ul>", NOTES)
    assert isinstance(first, List)
    assert isinstance(second, List)
    assert first.items[0] is second.items[1]
    assert fields([first]) == fields([second])


@pytest.mark.parametrize(
    "text",
    [
        "<ul>\n<li>een</li></ul><ul>\n<li>twee</li></ul>",
        "<ul>\n<li>een</li></ul><ul>\n</ul>\n<p>drie</p>",
        "<ul><li>een</li></ul><p>twee</p><ul><li>drie</li><li>vier</li></ul>",
        "<ul>\n<li>een\n<ul><li>twee</li></ul>\n<p>drie</p></li>\n<li>vier</li></ul>",
        "<ul>\n<!-- <li> --><li>een</li><!-- </ul> -->\n<li>twee</li></ul>",
        "<p>een /> twee</p>\n<p>drie</p>",
    ],
)
def test_what_looks_like_one_list_and_is_not(text: str) -> None:
    assert markup.parse(text, NOTES) == as_a_whole(text)


def test_an_error_in_an_item_is_placed_in_the_whole() -> None:
    with pytest.raises(markup.MarkupError) as caught:
        markup.parse("<p>een</p>\n<ul>\n<li>een</li>\n<li>twee<li></ul>", NOTES)
    assert caught.value.line == 4


def test_reading_leaves_no_garbage() -> None:
    gc.collect()
    gc.disable()
    try:
        for number in range(10):
            elements(f"<p>{number} <em>&eacute;</em></p>")
        assert gc.collect() < 10
    finally:
        gc.enable()


# ── Addressees ────────────────────────────────────────────────────────────────


def address(pipeline: Pipeline, date: str, committee: str) -> str:
    (draft,) = pipeline.drafts_source(letter(date=date, committee=committee))
    paragraphs = (block for block in draft.document.blocks if isinstance(block, Paragraph))
    salutation = next(block for block in paragraphs if block.style == "salutation")
    return "".join(getattr(part, "text", "") for part in salutation.content)


def test_an_addressee_has_the_name_of_the_day(pipeline: Pipeline) -> None:
    now = address(pipeline, "2026-06-02", "buha-os")
    assert address(pipeline, "2026-06-03", "buha-os") == now
    assert address(pipeline, "2025-01-10", "buha-os") != now
    assert address(pipeline, "2026-06-02", "buha-os") == now


# ── Templates ─────────────────────────────────────────────────────────────────


def test_blocks_in_a_loop_cannot_fill_the_memory(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text(
        "{% for x in many %}{% block b scoped %}" + "x" * 1000 + "{{ x }}{% endblock %}{% endfor %}"
    )
    with pytest.raises(DrafterError, match="more text"):
        Templates([tmp_path]).render("own.html", {"many": list(range(9000))})


def test_a_block_that_uses_the_same_things_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "base.html").write_text(
        "{% block a %}{% for x in many %}{{ x }},{% endfor %}{{ word }}{% endblock %}"
        "{% block b %}{{ letter }}{% block c %}{{ other }}{% endblock %}{% endblock %}"
    )
    (tmp_path / "own.html").write_text(
        "{% extends 'base.html' %}{% block c %}({{ super() }}{{ word }}){% endblock %}"
    )
    templates = Templates([tmp_path])
    one, two = [1, 2], [1, 2]
    for many in (one, two, [3], one, two, [4]):
        for word in ("w", "v"):
            for name, c in (("base.html", "o"), ("own.html", f"(o{word})")):
                values = {"many": many, "word": word, "letter": word, "other": "o"}
                joined = "".join(f"{x}," for x in many)
                assert templates.render(name, values) == f"{joined}{word}{word}{c}"
    assert len(templates._environment._written) == len((one, two, [3], [4])) * 2 + 1


@pytest.mark.parametrize(("items", "size", "reason"), [(9000, 1, "itself"), (10, 90_000, "more")])
def test_a_block_that_is_remembered_is_paid_for(
    tmp_path: Path, items: int, size: int, reason: str
) -> None:
    block = "{% block b %}{% for x in many %}{{ word }}{% endfor %}{% endblock %}"
    (tmp_path / "base.html").write_text(block)
    (tmp_path / "many.html").write_text("{% for y in many %}{% include 'base.html' %}{% endfor %}")
    templates = Templates([tmp_path])
    values = {"many": list(range(items)), "word": "x" * size}
    for _round in range(4):
        templates.render("base.html", values)
    with pytest.raises(DrafterError, match=reason):
        templates.render("many.html", values)


# ── Whole letters ─────────────────────────────────────────────────────────────

SOME = ("full-letter", "several-signatories", "sources-left-alone", "to-a-minister", "rich-text")


def words(pipeline: Pipeline, names: Sequence[str]) -> dict[str, bytes]:
    made = {}
    for name in names:
        (draft,) = pipeline.drafts(CASES / name / "input.yaml")
        made[name] = pipeline.word(draft.document)
    return made


def test_letters_in_any_order_are_what_each_is_in_a_process_of_its_own(tmp_path: Path) -> None:
    alone = {}
    for name in SOME:
        folder = tmp_path / name
        done = program("render", CASES / name / "input.yaml", "--out", folder, cwd=tmp_path)
        assert done.code == 0
        (file,) = folder.glob("*.docx")
        alone[name] = file.read_bytes()
    for order in (SOME, SOME[::-1], sorted(SOME)):
        assert words(Pipeline(Workspace.around(CASES / SOME[0] / "input.yaml")), order) == alone
