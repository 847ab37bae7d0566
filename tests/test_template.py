"""Templates: what they can do, what they cannot, and where they went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafter import source
from drafter.fields import FieldText, View
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Problem
from drafter.template import Templates
from drafter.workspace import PACKAGED_TEMPLATES, Workspace

NAME = "letters/own.html"
VALUES: dict[str, Any] = {
    "letter": View(
        {
            "subject": FieldText("Mali {{ 7*7 }} & <b>", "subject"),
            "opening": None,
            "asks": [
                View({"id": "een", "question": FieldText("Wat?", "asks.een.question"), "to": None}),
                View({"id": "twee", "question": FieldText("Wie?", "asks.twee.question")}),
            ],
        }
    )
}

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write templates, `own` and others by name, and give their folder."""

    def write(own: str, **others: str) -> Path:
        letters = tmp_path / "templates" / "letters"
        letters.mkdir(parents=True, exist_ok=True)
        for name, text in {"own": own, **others}.items():
            (letters / f"{name}.html").write_text(text, "utf-8")
        return letters.parent

    return write


def render(folder: Path) -> str:
    return Templates([folder]).render(NAME, VALUES)


def refused(folder: Path) -> Problem:
    with pytest.raises(DrafterError) as caught:
        render(folder)
    (problem,) = caught.value.problems
    return problem


def at(problem: Problem) -> tuple[str, int, int]:
    return Path(problem.place.file).stem, problem.place.line, problem.place.column


# ── What a template can do ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<p>{{ letter.subject }}</p>",
            '<p><f id="subject">Mali {{ 7*7 }} &amp; &lt;b&gt;</f></p>',
        ),
        ("{% if letter.opening %}ja{% else %}nee{% endif %}", "nee"),
        ("{% for ask in letter.asks %}{{ loop.index }}{{ ask.id }} {% endfor %}", "1een 2twee "),
        ("{{ letter.asks|length }}", "2"),
        ("{{ (letter.asks|first).id }}", "een"),
        ("{{ letter.opening|default('niets', true) }}", "niets"),
        ("{{ '<b>' }}", "&lt;b&gt;"),
        ("{{ '7*7' }}", "7*7"),
        ("{% raw %}{{ 7*7 }}{% endraw %}", "{{ 7*7 }}"),
        ("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('a&b') }}", "<b>a&amp;b</b>"),
        ("{% set x %}<b>{% endset %}{{ x }}", "<b>"),
        ("{{ ['<i>', 'b']|join(', ') }}", "&lt;i&gt;, b"),
        ("{{ letter.asks[0].question ~ '!' }}", '<f id="asks.een.question">Wat?</f>!'),
        (
            "{{ [letter.asks[0].question, 'b']|join('; ') }}",
            '<f id="asks.een.question">Wat?</f>; b',
        ),
        ("{% set x = letter.asks[1].question %}{{ x }}", '<f id="asks.twee.question">Wie?</f>'),
        ("{% with x = letter %}{{ x.asks[1].id }}{% endwith %}", "twee"),
        ("{{ letter.asks[0].question|trim }}", "Wat?"),
        ("{{ 3 * 4 }}", "12"),
    ],
)
def test_a_template_prints_chooses_and_repeats(folder: Folder, text: str, expected: str) -> None:
    assert render(folder(text)) == expected


def test_a_loop_can_go_into_depth(folder: Folder) -> None:
    text = (
        "{% for x in [['a', ['b']]] recursive %}{% for y in x %}{{ y[0] }}{% endfor %}{% endfor %}"
    )
    assert render(folder(text)) == "ab"


def test_a_template_builds_on_another(folder: Folder) -> None:
    files = folder(
        '{% extends "letters/base.html" %}{% block b %}{{ super() }} twee{% endblock %}',
        base="<p>{% block a %}nul {% endblock %}{% block b %}een{% endblock %}</p>",
    )
    assert render(files) == "<p>nul een twee</p>"


def test_the_workspaces_own_templates_go_first(folder: Folder, tmp_path: Path) -> None:
    own = folder("eigen", plain='{% extends "letters/base.html" %}')
    other = tmp_path / "packaged"
    (other / "letters").mkdir(parents=True)
    for name, text in {"own": "ander", "base": "basis", "extra": "extra"}.items():
        (other / "letters" / f"{name}.html").write_text(text)
    templates = Templates([own, other])
    assert templates.render("letters/own.html", {}) == "eigen"
    assert templates.render("letters/plain.html", {}) == "basis"
    assert templates.render("letters/extra.html", {}) == "extra"
    assert templates.names("letters") == ["extra", "own", "plain"]


def test_the_packaged_templates_are_found() -> None:
    templates = Templates([PACKAGED_TEMPLATES])
    assert {"committee", "plain"} <= set(templates.names("letters"))
    assert templates.names("papers") == ["position-paper"]


# ── What it cannot do ─────────────────────────────────────────────────────────

NESTED = "".join(f"{{% for x{n} in l %}}" for n in range(12)) + "x" + "{% endfor %}" * 12

ATTACKS = [
    # Into Python.
    "{{ letter.__class__ }}",
    "{{ letter['__class__'] }}",
    "{{ letter.__init__ }}",
    "{{ letter.__init__.__globals__ }}",
    "{{ letter.__dict__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ letter.subject.__class__.__init__.__globals__ }}",
    "{{ letter|attr('__class__') }}",
    "{{ letter.asks|map(attribute='__class__')|list }}",
    "{{ letter.asks|join(',', attribute='__class__') }}",
    "{{ '{0.__class__}'.format(letter) }}",
    "{{ '{:>9999999999}'.format(1) }}",
    "{{ letter.subject.format(letter) }}",
    "{{ '%s'|format(letter) }}",
    "{{ '%09999999999d' % 1 }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__ }}",
    "{% for a in letter.asks %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in letter.asks %}{{ loop._iterable }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{{ letter.asks|_counted }}",
    # Calls.
    "{{ letter.subject.upper() }}",
    "{{ letter.subject.__html__() }}",
    "{{ letter.subject.markup() }}",
    "{{ ', '.join(['a']) }}",
    "{{ letter.asks.append(1) }}",
    "{{ letter.asks.clear() }}",
    "{{ lipsum() }}",
    "{{ cycler('a') }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ range(10) }}",
    "{{ dict() }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ get_flashed_messages }}",
    "{% call letter.subject() %}{% endcall %}",
    # Files.
    "{% include '/etc/passwd' %}",
    "{% include '../../../../../../etc/passwd' %}",
    "{% include 'letters/../../../../../../etc/passwd' %}",
    "{% import '/etc/passwd' as x %}",
    "{% from '/etc/passwd' import x %}",
    "{% extends '/etc/passwd' %}",
    "{% include letter.subject %}",
    # Escaping switched off.
    "{% autoescape false %}{{ letter.subject }}{% endautoescape %}",
    "{{ letter.subject|safe }}",
    "{% do letter %}",
    "{% debug %}",
    # What prints as no text.
    "{{ letter }}",
    "{{ letter.asks }}",
    "{{ letter.asks|first }}",
    "{{ letter.asks.append }}",
    "{{ self }}",
    "{{ letter.asks|join }}",
    "{{ letter ~ '' }}",
    # Without end.
    "{% set l = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] %}" + NESTED,
    "{% set l = 'aaaaaaaaaa' %}" + NESTED,
    NESTED.replace(" l ", " letter.subject "),
    "".join(f"{{% for x{n} in [1] %}}" for n in range(40)) + "{% endfor %}" * 40,
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n < 30 %}{{ m(n - -1) }}{{ m(n - -1) }}{% endif %}{% endmacro %}"
    "{{ m(0) }}",
    "{% for x in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
    "{% include 'letters/own.html' %}",
    "{% import 'letters/own.html' as x %}",
    "{% extends 'letters/own.html' %}",
    # More than there is room for.
    "{{ 'a' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{% set a = 999999999 %}" + "{% set a = a * a %}" * 40 + "{{ a }}",
    "{% set a = 'aaaaaaaa' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "{% set a = 'aaaaaaaa' %}" + "{% set a = [a, a]|join %}" * 60 + "{{ a }}",
    "{% set a = 'aaaaaaaa' %}" + "{% set a = ['', '', '']|join(a) ~ a %}" * 60,
    "{% set a = 'aaaaaaaa' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60 + "{{ a }}",
    "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}",
    "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a|join }}",
    "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a ~ '' }}",
    "{% macro m(a, n) %}{% if n < 60 %}{{ m(a ~ a, n - -1) }}{% endif %}{% endmacro %}"
    "{{ m('aa', 0) }}",
    "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack[:60] for attack in ATTACKS])
def test_an_attack_is_refused_in_time_with_its_place(folder: Folder, attack: str) -> None:
    begun = time.monotonic()
    problem = refused(folder(f"<p>Tekst</p>\n{attack}"))
    assert time.monotonic() - begun < 5
    assert problem.code == "template"
    assert at(problem)[0] == "own"
    assert "root:" not in problem.message


@pytest.mark.parametrize(
    "attack", ["{{ letter.__class__ }}", "{% include '/etc/passwd' %}", "{{ 'a' * 9999999999 }}"]
)
def test_the_place_of_an_attack_is_its_line(folder: Folder, attack: str) -> None:
    problem = refused(folder(f"<p>Tekst</p>\n\n  {attack}\n"))
    assert at(problem) == ("own", 3, 3)
    assert problem.place.text == f"  {attack}"


def test_a_template_that_takes_too_long_is_stopped(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.sandbox._MAX_SECONDS", -1)
    assert "too long" in refused(folder("{% for x in [1] %}{% endfor %}")).message


def test_a_refusal_does_not_spoil_the_next_render(folder: Folder) -> None:
    templates = Templates([folder(NESTED.replace(" l ", " letter.subject "), good="goed")])
    for _again in range(2):
        with pytest.raises(DrafterError):
            templates.render(NAME, VALUES)
        assert templates.render("letters/good.html", VALUES) == "goed"


# ── Mistakes ──────────────────────────────────────────────────────────────────

MISTAKES = [
    ("\n{{ letter.subjct }}", ("own", 2, 1), "'subjct'", "spelling"),
    ("\n  {{ letter.asks[0].vraag }}", ("own", 2, 3), "'vraag'", "spelling"),
    ("{{ leter.subject }}", ("own", 1, 1), "'leter'", "did you mean 'letter'?"),
    ("{{ zomaar }}", ("own", 1, 1), "'zomaar'", "spelling"),
    ("{% if letter.subjct %}{% endif %}", ("own", 1, 1), "'subjct'", "spelling"),
    ("{% for x in letter.askss %}{% endfor %}", ("own", 1, 1), "'askss'", "spelling"),
    ("\n\n<p>{{ letter.opening }}</p>", ("own", 3, 1), "leaves out", "{% if … %}"),
    ("{{ letter.asks[0].to }}", ("own", 1, 1), "leaves out", "{% if … %}"),
    ("{{ letter.asks[7].id }}", ("own", 1, 1), "leaves out", "{% if … %}"),
    ("{{ letter.asks }}", ("own", 1, 1), "a list of fields", "ask.question"),
    ("<p>\n{% if letter.subject %}\n</p>", ("own", 2, 1), "endif", "{% … %}"),
    ("\n{{ letter.subject", ("own", 2, 1), "cannot be read", "{{ … }}"),
    ("\n{% frobnicate %}", ("own", 2, 1), "frobnicate", "{% … %}"),
    ("{{ letter.subject|hoofdletters }}", ("own", 1, 1), "hoofdletters", "{% … %}"),
    ("{% extends 'letters/nergens.html' %}", ("own", 1, 1), "letters/nergens.html", "templates/"),
    ("{{ 1 + 1 }}", ("own", 1, 1), "+", "{% … %}"),
    ("{{ 1 / 0 }}", ("own", 1, 1), "division by zero", ""),
]


@pytest.mark.parametrize(("text", "place", "said", "hint"), MISTAKES)
def test_a_mistake_names_the_template_the_line_and_the_cause(
    folder: Folder, text: str, place: tuple[str, int, int], said: str, hint: str
) -> None:
    problem = refused(folder(text))
    assert at(problem) == place
    assert said in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("{% extends 'letters/other.html' %}", "\n\n{% block a %}{{ letter.x }}{% endblock %}"),
        ("{% include 'letters/other.html' %}", "\n\n{{ letter.x }}"),
        (
            "{% from 'letters/other.html' import m %}{{ m(letter) }}",
            "{% macro m(l) %}\n\n{{ l.x }}{% endmacro %}",
        ),
        ("{% include 'letters/other.html' %}", "\n\n{% if %}"),
    ],
)
def test_a_mistake_in_another_template_is_placed_there(
    folder: Folder, own: str, other: str
) -> None:
    assert at(refused(folder(own, other=other))) == ("other", 3, 1)


def test_a_block_of_ones_own_goes_wrong_in_ones_own_template(folder: Folder) -> None:
    own = "{% extends 'letters/other.html' %}\n{% block a %}\n{{ letter.x }}{% endblock %}"
    assert at(refused(folder(own, other="{% block a %}{% endblock %}"))) == ("own", 3, 1)


@pytest.mark.parametrize("own", ["een", "{% include 'letters/other.html' %}"])
def test_a_template_that_is_not_utf8_names_the_line(folder: Folder, own: str) -> None:
    files = folder(own, other="")
    name = "own" if own == "een" else "other"
    (files / "letters" / f"{name}.html").write_bytes("<p>\nCoördinatie</p>".encode("cp1252"))
    problem = refused(files)
    assert at(problem) == (name, 2, 1)
    assert "UTF-8" in problem.message
    assert "UTF-8" in problem.hint


def test_a_broken_template_does_not_hide_the_mistake_in_another(folder: Folder) -> None:
    files = folder("\n{{ letter.x }}")
    (files / "letters" / "broken.html").write_bytes(b"\xff")
    assert at(refused(files)) == ("own", 2, 1)


def test_a_byte_order_mark_is_not_part_of_a_template(folder: Folder) -> None:
    files = folder("")
    (files / "letters" / "own.html").write_bytes(b"\xef\xbb\xbf<p>een</p>")
    assert render(files) == "<p>een</p>"


# ── Markup errors, back to the template ───────────────────────────────────────

LETTER = """\
kind: letter
id: minusma
date: 2026-06-02
subject: "Mali\\n\\nen \\uE000 verder \\uE001"
template: own
addressee:
  committee: defensie
opening: Een opening.
"""


@pytest.mark.parametrize(
    ("own", "other", "place"),
    [
        ("<p>een</p>\n\n<div>twee</div>\n", "", ("own", 3, 1)),
        ("<p>{{ letter.subject }}</p>\n<p>\n  <u>twee</u></p>", "", ("own", 3, 3)),
        (
            "{% include 'letters/other.html' %}\n<p>drie</p>",
            "<p>een</p>\n<u>twee</u>",
            ("other", 2, 1),
        ),
        (
            "{% include 'letters/other.html' %}\n<u>drie</u>",
            "<p>een</p>\n<p>twee</p>",
            ("own", 2, 1),
        ),
        (
            "{% extends 'letters/other.html' %}{% block b %}\n<u>twee</u>{% endblock %}",
            "<p>een</p>\n\n\n{% block b %}{% endblock %}",
            ("own", 2, 1),
        ),
        (
            "{% extends 'letters/other.html' %}{% block b %}\n<p>twee</p>{% endblock %}",
            "<p>een</p>\n{% block b %}{% endblock %}\n\n<u>drie</u>",
            ("other", 4, 1),
        ),
        ("{% for x in 'ab' %}\n<p>x</p>\n{% endfor %}\n<p>R & D</p>", "", ("own", 4, 1)),
    ],
)
def test_a_markup_error_is_placed_in_the_template_that_wrote_it(
    folder: Folder, own: str, other: str, place: tuple[str, int, int]
) -> None:
    workspace = Workspace(folder(own, other=other).parent)
    with pytest.raises(DrafterError) as caught:
        Pipeline(workspace).draft_source(source.parse(LETTER, Path("input.yaml")))
    (problem,) = caught.value.problems
    assert (problem.code, at(problem)) == ("markup", place)
    assert problem.hint


# ── Numbers ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("{{ 181000|number }}", "181.000"),
        ("{{ '3.7'|number }}", "3,7"),
        ("{{ 23|number_in_words }}", "drieëntwintig"),
        ("{{ letter.asks|length|number_in_words }}", "twee"),
        ("{{ 2|ordinal }}", "2e"),
        ("{{ 15000000|large_number }}", "15\u00a0miljoen"),
        ("{{ '15,50'|money }}", "€\u00a015,50"),
        ("{{ 15000000|money_in_words }}", "15\u00a0miljoen euro"),
        ("{{ 19|percentage }}", "19%"),
        ("{{ 30|percentage_in_words }}", "30\u00a0procent"),
    ],
)
def test_a_template_prints_numbers_in_dutch(folder: Folder, written: str, printed: str) -> None:
    assert render(folder(f"<p>{written}</p>")) == f"<p>{printed}</p>"


@pytest.mark.parametrize("written", ["'veel'|number", "letter.asks|money", "-1|number_in_words"])
def test_what_is_no_number_is_refused(folder: Folder, written: str) -> None:
    problem = refused(folder(f"<p>een</p>\n<p>{{{{ {written} }}}}</p>"))
    assert (problem.code, problem.place.line) == ("template", 2)
    assert problem.message
