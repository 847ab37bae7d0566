"""Bookmarks and comments: which stretches of which paragraphs of a story they reach over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.received import Field, Paragraph, Range
from drafter.word.events import Budget


class Spot(NamedTuple):
    """A place in the story: a paragraph of a list of them, and an offset in its text."""

    within: list[Paragraph]
    number: int
    offset: int


class Span(NamedTuple):
    """From where to where a bookmark or a comment reaches."""

    make: type[Field | Range]
    name: str
    start: Spot
    end: Spot


def spread(spans: Sequence[Span], budget: Budget) -> None:
    """Give each paragraph the spans that reach into it. Raises TooLargeError."""
    by_list: dict[int, list[Span]] = {}
    for span in _mended(spans):
        by_list.setdefault(id(span.start.within), []).append(span)
    for some in by_list.values():
        paragraphs = some[0].start.within
        lengths = [len(paragraph.text) for paragraph in paragraphs]
        reaching: dict[int, list[Field | Range]] = {}
        for span in some:
            for number, one in _reaches(span, lengths):
                budget.spend(1)
                reaching.setdefault(number, []).append(one)
        for number, ones in reaching.items():
            paragraphs[number] = _with(paragraphs[number], ones)


def _mended(spans: Iterable[Span]) -> Iterator[Span]:
    """Of a bookmark in two halves, of which the first is empty, the whole.

    So LibreOffice writes one that ends before the first letter of a later paragraph: as one
    that ends where it begins, and one that begins where it ends. No name may occur twice.
    """
    empty: dict[str, Span] = {}
    for span in spans:
        if span.make is Field and span.name in empty:
            span = span._replace(start=empty.pop(span.name).start)
        if span.make is Field and span.start == span.end:
            empty[span.name] = span
        else:
            yield span
    yield from empty.values()


def _reaches(span: Span, lengths: list[int]) -> Iterator[tuple[int, Field | Range]]:
    """The paragraphs that a span reaches into, by number, and from where to where.

    Ends drift: one that stands before the first letter of a paragraph, or after its last, does
    not reach into it. A span without any text is where it begins.
    """
    if not lengths:
        return
    start = _place(span.start, lengths)
    end = _place(span.end, lengths) if span.end.within is span.start.within else start
    any_text = False
    for number in range(start[0], end[0] + 1):
        since = start[1] if number == start[0] else 0
        until = end[1] if number == end[0] else lengths[number]
        if since < until or start[0] < number < end[0]:
            any_text = True
            yield number, span.make(span.name, since, until)
    if not any_text:
        yield start[0], span.make(span.name, start[1], start[1])


def _place(spot: Spot, lengths: list[int]) -> tuple[int, int]:
    """Number and offset; what is after the last paragraph is at its end."""
    if spot.number < len(lengths):
        return spot.number, spot.offset
    return len(lengths) - 1, lengths[-1]


def _with(paragraph: Paragraph, ones: Iterable[Field | Range]) -> Paragraph:
    """The paragraph with these bookmarks and comments, from its beginning to its end."""
    found = sorted(ones, key=lambda one: (one.start, one.end))
    return paragraph._replace(
        fields=tuple([one for one in found if isinstance(one, Field)]),
        comments=tuple([one for one in found if isinstance(one, Range)]),
    )
