"""A redline since a document that was sent: the same text, and the comments that are kept in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
import tracked
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import LETTER, MINIMAL, PAPER
from test_tracked_changes import PAIRS, _pairs, joined, said, with_blocks

from drafter.document import Block, Document
from drafter.printed import laid_out
from drafter.received import Comment, Range, Received, accepted
from drafter.threads import Spot, Thread, open_threads
from drafter.word.proof import prove_accepted, prove_rejected
from drafter.word.read import read
from drafter.word.receive import receive
from drafter.word.redline import redline
from drafter.word.style import HouseStyle
from drafter.word.write import write

MOMENT = datetime(2026, 6, 4, 9, 30)


def sent(document: Document, style: HouseStyle) -> Received:
    return receive(write(document, style), "brief.docx")


def assert_sound(
    old: Document, new: Document, style: HouseStyle, threads: Sequence[Thread] = ()
) -> bytes:
    received = sent(old, style)
    data = redline(received, new, style, "Anna", MOMENT, threads)
    prove_accepted(new, data)
    prove_rejected(received, data)
    assert joined(read(tracked.accepted(data))) == joined(read(write(new, style)))
    rejected = read(tracked.rejected(data))
    assert said(joined(rejected)) == said(joined(read(write(old, style))))
    return data


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_accepted_it_is_the_new_document_and_rejected_the_copy(
    pair: tuple[Document, Document], house_style: HouseStyle
) -> None:
    old, new = (one._replace(draft=True) for one in pair)
    assert tracked.count(assert_sound(old, new, house_style)) > 0


@pytest.mark.parametrize("document", [LETTER, MINIMAL, PAPER], ids=["letter", "minimal", "paper"])
def test_a_copy_that_nobody_edited_shows_no_change(
    document: Document, house_style: HouseStyle
) -> None:
    assert tracked.count(assert_sound(document, document, house_style)) == 0


def spots(document: Document) -> list[Spot]:
    """Before each sign that is printed."""
    lines = laid_out(document).lines
    return [Spot(at, offset) for at, one in enumerate(lines) for offset in range(len(one.text))]


@st.composite
def _with_threads(draw: st.DrawFn) -> tuple[Sequence[Block], Sequence[Block], list[Thread]]:
    old, new = draw(_pairs())
    places = spots(with_blocks(*new))
    threads = []
    for _number in range(draw(st.integers(0, 3))):
        start, last = sorted(draw(st.tuples(*[st.sampled_from(places)] * 2)))
        ends = (start, last._replace(offset=last.offset + 1))
        said = draw(st.lists(st.text('ab &<>"\t\n', max_size=8), min_size=1, max_size=3))
        comments = tuple(Comment("", "Bo & co", "2026-06-03T10:00:00Z", text) for text in said)
        threads.append(Thread(comments, *ends, "words"))
    return old, new, threads


def assert_about(data: bytes, id: str, thread: Thread) -> None:
    """Whether it reaches over its words; in a word or a link it is about the whole of that."""
    paragraphs = accepted(receive(data, "").paragraphs)
    found = {at: s for at, p in enumerate(paragraphs) for s in p.comments if s.comment == id}
    assert (min(found), max(found)) == (thread.start.line, thread.end.line)
    assert found[thread.start.line].start <= thread.start.offset
    assert found[thread.end.line].end >= thread.end.offset


def test_any_two_documents_with_any_comments(house_style: HouseStyle) -> None:
    @settings(max_examples=25, deadline=None)
    @given(case=_with_threads())
    def sound(case: tuple[Sequence[Block], Sequence[Block], list[Thread]]) -> None:
        old, new, threads = case
        data = assert_sound(with_blocks(*old), with_blocks(*new), house_style, threads)
        found = receive(data, "").comments
        assert [(one.author, one.text) for one in found] == [
            (one.author, one.text) for thread in threads for one in thread.comments
        ]
        first = iter(found)
        for thread in threads:
            assert_about(data, next(first).id, thread)
            for _reply in thread.comments[1:]:
                next(first)

    sound()


# ── Where a comment belongs ───────────────────────────────────────────────────


@st.composite
def _commented(draw: st.DrawFn) -> tuple[Sequence[Block], Sequence[Block], int, int, int]:
    """Two versions, and some text of the first: paragraph, start and end."""
    old, new = draw(_pairs())
    lines = [line.text for line in laid_out(with_blocks(*old)).lines]
    number = draw(st.integers(0, len(lines) - 1))
    start = draw(st.integers(0, len(lines[number]) - 1))
    return old, new, number, start, draw(st.integers(start + 1, len(lines[number])))


def test_any_comment_has_a_place(house_style: HouseStyle) -> None:
    @settings(max_examples=25, deadline=None)
    @given(case=_commented())
    def placed(case: tuple[Sequence[Block], Sequence[Block], int, int, int]) -> None:
        old, new, number, start, end = case
        received = sent(with_blocks(*old), house_style)
        paragraphs = list(received.paragraphs)
        about = (Range("1", start, end),)
        paragraphs[number] = paragraphs[number]._replace(comments=about)
        comment = Comment("1", "Bo", "", "Klopt dit?")
        copy = received._replace(paragraphs=tuple(paragraphs), comments=(comment,))
        (same,) = open_threads(laid_out(with_blocks(*old)), [copy])
        assert same.found == "words"
        assert same.start.line == same.end.line == number
        found = paragraphs[number].text[same.start.offset : same.end.offset]
        assert found in paragraphs[number].text[start:end]
        lines = [line.text for line in laid_out(with_blocks(*new)).lines]
        (thread,) = open_threads(laid_out(with_blocks(*new)), [copy])
        assert thread.start <= thread.end
        assert all(0 <= spot.offset <= len(lines[spot.line]) for spot in thread[1:3])

    placed()
