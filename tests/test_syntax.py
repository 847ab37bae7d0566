"""YAML that cannot be parsed, explained to somebody who has never heard of YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import source
from drafter.problems import DrafterError, Problem

HEAD = "kind: letter\n"

TAB = "this line is indented with a tab"
UNCLOSED = "the quote that opens here is never closed"
CLOSED_LATE = "the quote that opens here is closed only by the next one"
CLOSED_EARLY = "the text in quotes ends here, and more text follows"
FIRST = "a text cannot start with this character"
SECOND_COLON = "a second colon on this line"
COLON = "this colon stands in a text, or its line is indented too far"
LOOSE = "this line is neither a field nor part of a text"
MISFIT = "the indentation of this line does not fit the lines before"
BRACKET = "a bracket or brace that opens here is read as a list"
BACKSLASH = "a backslash between double quotes has a meaning of its own"
CUT = "everything after this # is dropped"


def only_problem(text: str) -> Problem:
    with pytest.raises(DrafterError) as caught:
        source.parse(text, Path("letter.yaml"))
    (problem,) = caught.value.problems
    return problem


# What stands below the first line → where it goes wrong, and why.
FAULTS = [
    # A tab looks like spaces.
    ("addressee:\n\tcommittee: defensie\n", (3, 1), TAB),
    ("asks:\n  - id: een\n\t  question: Wat?\n", (4, 1), TAB),
    ("asks:\n  - id: een\n  \tquestion: Wat?\n", (4, 3), TAB),
    ("\tsubject: Mali\n", (2, 1), TAB),
    ("opening: |\n\tEen tekst.\n", (3, 1), TAB),
    # A quote without its partner.
    ('subject: "Over Mali\nplace: Den Haag\n', (2, 10), UNCLOSED),
    ("subject: 'Over Mali\nplace: Den Haag\n", (2, 10), UNCLOSED),
    ("subject: 's-Gravenhage in beeld\n", (2, 10), UNCLOSED),
    ("asks:\n  - question: 'Wat?\n", (3, 15), UNCLOSED),
    ('subject: "Over Mali\nplace: "Den Haag"\n', (2, 10), CLOSED_LATE),
    ("subject: 's-Gravenhage\nplace: Den Haag\nclosing: de foto's van\n", (2, 10), CLOSED_LATE),
    # A quote in a text between quotes, or quotes around half a text.
    ("subject: 'foto's van Mali'\n", (2, 16), CLOSED_EARLY),
    ('subject: "De "nieuwe" missie"\n', (2, 15), CLOSED_EARLY),
    ('subject: "Nee" zei de minister\n', (2, 16), CLOSED_EARLY),
    ('copies:\n  - "Nee" zei zij\n', (3, 11), CLOSED_EARLY),
    # Signs that mean something to YAML at the start of a text.
    *((f"subject: {sign}tekst\n", (2, 10), FIRST) for sign in "@`%|>,"),
    *((f"subject: {sign} tekst\n", (2, 10), FIRST) for sign in "@`%*&>-?"),
    ("subject: *belangrijk* nieuws\n", (2, 10), FIRST),
    ("subject: **belangrijk**\n", (2, 10), FIRST),
    ("subject: }tekst\n", (2, 10), FIRST),
    ("copies:\n  - @minister\n", (3, 5), FIRST),
    ("copies:\n  - * een\n", (3, 5), FIRST),
    ("asks:\n  - question: @minister\n", (3, 15), FIRST),
    ("subject: [concept] Mali\n", (2, 10), BRACKET),
    ("subject: [concept Mali\nplace: Den Haag\n", (2, 10), BRACKET),
    ("subject: {naam} en meer\n", (2, 10), BRACKET),
    ("subject: {{ naam }} en meer\n", (2, 10), BRACKET),
    # Colons.
    ("subject: Mali: de missie\n", (2, 14), SECOND_COLON),
    ("asks:\n  - question: Vraag: wat?\n", (3, 20), SECOND_COLON),
    ("opening: Een tekst\n  die doorloopt: zo.\n", (3, 16), COLON),
    ("subject:Mali\nplace: Den Haag\n", (2, 1), LOOSE),
    # Indentation.
    ("addressee:\n  committee: defensie\n   salutation: Beste\n", (4, 14), COLON),
    ("addressee:\n   committee: defensie\n  salutation: Beste\n", (4, 3), MISFIT),
    ("  subject: Mali\n", (2, 10), COLON),
    ("copies:\n  - een\n  bijlage: twee\n", (4, 3), MISFIT),
    ("copies:\n  - een\n twee\n", (4, 2), MISFIT),
    ("opening: |\n    Een tekst\n  die inspringt.\n", (4, 3), MISFIT),
    # Lines that belong to nothing.
    ("subject: Mali\neen losse regel\nplace: Den Haag\n", (3, 1), LOOSE),
    ("subject: Mali\neen losse regel\n", (3, 1), LOOSE),
    ("opening:\nDit is tekst.\nsubject: Mali\n", (3, 1), LOOSE),
    ("opening: |\nDit is tekst.\nsubject: Mali\n", (3, 1), LOOSE),
    ("copies:\n  - een\n  twee\n  - drie\n", (4, 3), LOOSE),
    # A hash that cuts a text off, so that its second line belongs to nothing.
    ("opening: Resolutie #1325\n  gaat door.\nplace: Den Haag\n", (2, 20), CUT),
    # Backslashes.
    ('subject: "C:\\map"\n', (2, 13), BACKSLASH),
    ('subject: "a\\qb"\n', (2, 12), BACKSLASH),
    ("%MINUSMA\n", (2, 1), FIRST),
]


@pytest.mark.parametrize(("text", "at", "cause"), FAULTS, ids=[row[0][:40] for row in FAULTS])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_fault_is_placed_where_it_was_made_and_named_for_what_it_is(
    text: str, at: tuple[int, int], cause: str, newline: str
) -> None:
    whole = HEAD + text
    problem = only_problem(whole.replace("\n", newline))
    assert ((problem.place.line, problem.place.column), problem.place.text) == (
        at,
        whole.splitlines()[at[0] - 1],
    )
    assert problem.message.startswith(cause)
    assert problem.hint


@pytest.mark.parametrize("text", [row[0] for row in FAULTS])
def test_no_explanation_uses_words_of_the_parser(text: str) -> None:
    problem = only_problem(HEAD + text)
    said = f"{problem.message} {problem.hint}".casefold()
    for word in ("yaml", "token", "scalar", "mapping", "block", "stream", "parse", "flow"):
        assert word not in said


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("addressee:\n\tcommittee: defensie\n", "addressee:\n  committee: defensie\n"),
        ('subject: "Over Mali\n', 'subject: "Over Mali"\n'),
        ("subject: @minister\n", 'subject: "@minister"\n'),
        ("subject: Mali: de missie\n", 'subject: "Mali: de missie"\n'),
        ("subject: 'foto's'\n", 'subject: "foto\'s"\n'),
        ("subject: [concept] Mali\n", 'subject: "[concept] Mali"\n'),
        ('subject: "C:\\map"\n', "subject: 'C:\\map'\n"),
        ("opening: |\nDit is tekst.\n", "opening: |\n  Dit is tekst.\n"),
        ("opening: Resolutie #1325\n  gaat.\n", 'opening: "Resolutie #1325\n  gaat."\n'),
    ],
)
def test_the_remedy_that_the_hint_names_works(text: str, remedy: str) -> None:
    only_problem(HEAD + text)
    assert source.parse(HEAD + remedy, Path("letter.yaml")).problems == ()


def test_what_was_noticed_before_the_fault_is_told_with_it() -> None:
    with pytest.raises(DrafterError) as caught:
        source.parse(f"{HEAD}a: 1\na: 2\nsubject: @minister\n", Path("letter.yaml"))
    assert [problem.code for problem in caught.value.problems] == ["duplicate-key", "syntax"]


def test_a_line_that_no_rule_knows_still_has_a_place_and_a_remedy() -> None:
    problem = only_problem(f"{HEAD}...\nsubject: Mali\n")
    assert (problem.place.line, problem.code) == (3, "syntax")
    assert problem.hint
