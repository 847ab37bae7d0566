"""Versions of one text merge by words, or conflict; nothing is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.merging import Conflict, merge
from drafter.wording import compared, tokens

BASE = "De missie helpt vrouwen in Mali."


@pytest.mark.parametrize(
    ("versions", "merged"),
    [
        (["De missie helpt meisjes in Mali.", BASE], "De missie helpt meisjes in Mali."),
        (
            ["De grote missie helpt vrouwen in Mali.", "De missie helpt vrouwen in Niger."],
            "De grote missie helpt vrouwen in Niger.",
        ),
        (
            ["De missie helpt in Mali.", "De missie helpt vrouwen in Mali. Echt."],
            "De missie helpt in Mali. Echt.",
        ),
        (
            ["De missie helpt meisjes in Mali.", "De missie helpt meisjes in Mali."],
            "De missie helpt meisjes in Mali.",
        ),
        (
            [
                "Onze missie helpt vrouwen in Mali.",
                "De missie helpt meisjes in Mali.",
                "De missie helpt vrouwen in Niger.",
            ],
            "Onze missie helpt meisjes in Niger.",
        ),
    ],
)
def test_changes_that_do_not_touch_are_all_made(versions: list[str], merged: str) -> None:
    assert merge(BASE, versions).text == merged


@pytest.mark.parametrize(
    ("versions", "conflict"),
    [
        (
            ["De missie helpt meisjes in Mali.", "De missie helpt mannen in Mali."],
            Conflict("vrouwen", ("meisjes", "mannen")),
        ),
        # One deletes what the other changes.
        (
            ["De missie in Mali.", "De missie helpt mannen in Mali."],
            Conflict(" helpt vrouwen", ("", " helpt mannen")),
        ),
        # Neighbouring words: no unchanged word between them.
        (
            ["De missie steunt vrouwen in Mali.", "De missie helpt mannen in Mali."],
            Conflict("helpt vrouwen", ("steunt vrouwen", "helpt mannen")),
        ),
        # Two additions at one place: in which order?
        (
            ["De missie helpt vrouwen in Mali. Ja.", "De missie helpt vrouwen in Mali. Nee."],
            Conflict("", (" Ja.", " Nee.")),
        ),
    ],
)
def test_changes_that_touch_conflict(versions: list[str], conflict: Conflict) -> None:
    found = merge(BASE, versions)
    assert found.text is None
    assert found.conflicts == (conflict,)


def test_a_conflict_leaves_the_rest_merged() -> None:
    found = merge(BASE, ["Onze missie helpt meisjes in Mali.", "De missie helpt mannen in Niger."])
    assert found.parts == (
        "Onze missie helpt ",
        Conflict("vrouwen", ("meisjes", "mannen")),
        " in Niger.",
    )


WORDS = st.lists(st.sampled_from(["de", "missie", "helpt", "vrouwen", ".", ",", "\n"]), max_size=8)
TEXT = WORDS.map(" ".join) | st.text(max_size=12)


@given(TEXT, TEXT)
def test_who_changes_alone_gets_his_text(base: str, version: str) -> None:
    assert merge(base, [version, base]).text == version
    assert merge(base, [base, version]).text == version
    assert merge(base, [version, version]).text == version


@given(TEXT, TEXT, TEXT)
def test_the_order_of_the_versions_decides_nothing(base: str, one: str, other: str) -> None:
    swapped = [
        part if isinstance(part, str) else Conflict(part.base, part.versions[::-1])
        for part in merge(base, [other, one]).parts
    ]
    assert list(merge(base, [one, other]).parts) == swapped


@given(TEXT, st.tuples(TEXT, TEXT, TEXT))
@example("a b c", ("x b c", "a b y", "a z c"))
def test_no_word_that_anybody_typed_is_lost(base: str, versions: tuple[str, ...]) -> None:
    found = merge(base, versions)
    kept = "".join(
        part if isinstance(part, str) else "\n".join(part.versions) for part in found.parts
    )
    known = set(tokens(base))
    for version in versions:
        assert {word for word in tokens(version) if word not in known} <= set(tokens(kept))


@given(TEXT, TEXT)
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    parts = compared(old, new)
    assert "".join(part.old for part in parts) == old
    assert "".join(part.new for part in parts) == new
    assert all(part.old or part.new for part in parts)
