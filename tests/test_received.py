"""Received paragraphs, as if all changes were accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.received import (
    Baseline,
    Field,
    Kind,
    Paragraph,
    Piece,
    Range,
    Received,
    Trace,
    accepted,
    as_sent,
    rejected,
)

NEW = (Trace("inserted", "Anna", "2026-06-02T10:00:00Z"),)
OLD = (Trace("deleted", "Bram", "2026-06-02T11:00:00Z"),)
BOTH = (*NEW, *OLD)


def paragraph(*pieces: Piece | str, style: str = "Normal", **more: object) -> Paragraph:
    made = [Piece(piece) if isinstance(piece, str) else piece for piece in pieces]
    return Paragraph(tuple(made), style, **more)  # type: ignore[arg-type]


def texts(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def test_what_is_deleted_goes_and_what_is_inserted_stays() -> None:
    one = paragraph("De ", Piece("oude", OLD), Piece("nieuwe", NEW), Piece("x", BOTH), " zin.")
    assert accepted([one]) == (paragraph("De nieuwe zin."),)
    assert rejected([one]) == (paragraph("De oude zin."),)


def test_pieces_of_one_look_become_one_but_signs_of_notes_stay() -> None:
    note = Piece("", note="2")
    one = paragraph("a", Piece("b", NEW), Piece("c", bold=True), note, note, "d", Piece("e", NEW))
    assert accepted([one]) == (paragraph("ab", Piece("c", bold=True), note, note, "de"),)


def test_fields_and_comments_move_along() -> None:
    one = paragraph(
        "aa",
        Piece("bb", OLD),
        "cc",
        fields=(Field("all", 0, 6), Field("b", 2, 4), Field("half", 3, 5), Field("c", 4, 6)),
        comments=(Range("1", 1, 3),),
    )
    (found,) = accepted([one])
    assert found.fields == (
        Field("all", 0, 4),
        Field("b", 2, 2),
        Field("half", 2, 3),
        Field("c", 2, 4),
    )
    assert found.comments == (Range("1", 1, 2),)
    assert rejected([one])[0].fields == one.fields


def test_a_split_paragraph_is_one_again_when_rejected() -> None:
    split = [
        paragraph("Een.", end=NEW, fields=(Field("x", 0, 4),), comments=(Range("1", 0, 4),)),
        paragraph(" Twee.", fields=(Field("x", 0, 6),), comments=(Range("1", 0, 4),)),
    ]
    assert texts(accepted(split)) == ["Een.", " Twee."]
    assert rejected(split) == (
        paragraph("Een. Twee.", fields=(Field("x", 0, 10),), comments=(Range("1", 0, 8),)),
    )


def test_joined_paragraphs_look_like_the_first_with_anything_in_it() -> None:
    gone = paragraph(Piece("weg", OLD), style="A", end=OLD)
    full = paragraph("b", style="B", end=OLD, level=0, list="4")
    last = paragraph("c", style="C")
    assert accepted([gone, full, last]) == (paragraph("bc", style="B", level=0, list="4"),)
    assert accepted([gone, gone, last]) == (last,)
    assert texts(rejected([gone, full, last])) == ["weg", "b", "c"]


def test_a_last_paragraph_without_an_end_stays_if_anything_of_it_does() -> None:
    assert accepted([paragraph("a"), paragraph(Piece("b", OLD), end=OLD)]) == (paragraph("a"),)
    assert texts(accepted([paragraph("a"), paragraph("b", end=OLD)])) == ["a", "b"]


def test_an_end_that_came_and_went_is_gone_either_way() -> None:
    both = [paragraph("a", end=BOTH), paragraph("b")]
    assert texts(accepted(both)) == texts(rejected(both)) == ["ab"]


# ── Any paragraphs ────────────────────────────────────────────────────────────

KINDS: tuple[Kind, ...] = ("inserted", "deleted", "moved-from", "moved-to")
TRACES = st.lists(
    st.builds(Trace, st.sampled_from(KINDS), st.sampled_from("AB"), st.just("")), max_size=2
)
PIECES = st.builds(Piece, st.text("abc ", min_size=1, max_size=4), TRACES.map(tuple), st.booleans())
SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Paragraph]:
    made = []
    for _number in range(draw(st.integers(0, 4))):
        one = paragraph(*draw(st.lists(PIECES, max_size=4)), end=tuple(draw(TRACES)))
        length = len(one.text)
        spans = [[min(at, length) for at in draw(SPANS)] for _span in "xy"]
        fields = [Field(name, *span) for name, span in zip("xy", spans, strict=True)]
        made.append(one._replace(fields=tuple(fields)))
    return made


def kept(paragraphs: Iterable[Paragraph], gone: set[str], name: str = "") -> str:
    """The characters that stay; with a name only those in its fields."""
    out = ""
    for one in paragraphs:
        inside = {at for f in one.fields if f.bookmark == name for at in range(f.start, f.end)}
        at = 0
        for piece in one.pieces:
            stays = not any(trace.kind in gone for trace in piece.traces)
            for character in piece.text:
                out += character if stays and (not name or at in inside) else ""
                at += 1
    return out


@pytest.mark.parametrize(
    ("settle", "gone"),
    [(accepted, {"deleted", "moved-from"}), (rejected, {"inserted", "moved-to"})],
)
@given(paragraphs())
def test_no_other_text_is_lost_and_fields_hold_what_they_held(settle, gone, some) -> None:  # type: ignore[no-untyped-def]
    settled = settle(some)
    assert kept(settled, set()) == kept(some, gone)
    for name in "xy":
        assert kept(settled, set(), name) == kept(some, gone, name)
    assert settle(settled) == settled
    assert not any(one.end or any(piece.traces for piece in one.pieces) for one in settled)


@given(paragraphs())
def test_to_accept_is_to_reject_the_opposite(some: list[Paragraph]) -> None:
    assert accepted(map(turned, some)) == rejected(some)


def turned(one: Paragraph) -> Paragraph:
    pieces = [piece._replace(traces=opposite(piece.traces)) for piece in one.pieces]
    return one._replace(pieces=tuple(pieces), end=opposite(one.end))


def opposite(traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
    other: dict[str, Kind] = dict(
        zip(KINDS, ("deleted", "inserted", "moved-to", "moved-from"), strict=True)
    )  # type: ignore[arg-type]
    return tuple([trace._replace(kind=other[trace.kind]) for trace in traces])


# ── What drafter tracked itself ───────────────────────────────────────────────

OURS = ("WO=MEN", "2026-06-02T12:00:00Z")
CAME, WENT = (Trace("inserted", *OURS),), (Trace("deleted", *OURS),)


def as_it_was_sent(*paragraphs: Paragraph) -> Received:
    baseline = Baseline("mali", (), OURS)
    return as_sent(Received(paragraphs, {"1": paragraphs}, (), baseline, tracked=True))


def test_what_drafter_tracked_itself_is_what_was_sent() -> None:
    found = as_it_was_sent(
        paragraph("a", Piece("b", CAME), Piece("c", WENT), Piece("d", (*CAME, *OLD)), end=WENT),
        paragraph("e", Piece("f", NEW), end=NEW),
        paragraph("g", end=CAME),
    )
    first = paragraph("ab", Piece("d", OLD), "e", Piece("f", NEW), end=NEW)
    assert found.paragraphs == found.notes["1"] == (first, paragraph("g"))
    assert found.tracked


def test_without_changes_of_others_nothing_is_tracked_in_it() -> None:
    assert not as_it_was_sent(paragraph("a", Piece("b", CAME), end=CAME)).tracked


def test_changes_of_the_same_author_at_another_moment_are_not_drafters() -> None:
    later = (Trace("inserted", OURS[0], "2026-06-02T12:00:01Z"),)
    one = paragraph("a", Piece("b", later))
    assert as_it_was_sent(one).paragraphs == (one,)


def test_a_file_that_drafter_tracked_nothing_in_is_as_it_is() -> None:
    unsigned = (Trace("inserted", "", ""),)
    file = Received((paragraph(Piece("a", unsigned)),), {}, (), Baseline("mali", ()), tracked=True)
    assert as_sent(file) is file
