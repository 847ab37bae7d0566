"""Paragraphs that are new, stand elsewhere, were split or joined; and so the lists of the input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from drafter.aligning import END
from drafter.received import Paragraph
from drafter.review_rows import Added, Joint, Moved, Order
from drafter.traced import Item, Story, items_of
from drafter.traced_text import BETWEEN, TracedText, deleted, inserted, plain

# ── New ───────────────────────────────────────────────────────────────────────


def added(text: TracedText) -> Iterator[Added]:
    """The paragraphs that are new and of no field."""
    for k in text.story.fresh:
        yield _added(text, k)


def _added(text: TracedText, k: int) -> Added:
    raw = text.story.raw
    places = [at for at in text.story.lines[k] if raw[at].sign != END]
    (content,) = text.content(places)
    return Added(
        plain(raw[at].sign for at in places),
        text.field_beside(k, -1),
        text.field_beside(k, 1),
        _list_of(text, k),
        text.insertions(places),
        content,
        _joins(text, k, content),
    )


def _joins(text: TracedText, k: int, new: Paragraph) -> tuple[str, ...]:
    """The fields of the paragraphs around new ones; first that of the same style."""
    both = (_known_beside(text.story, k, -1), _known_beside(text.story, k, 1))
    beside = [j for j in both if j is not None]
    beside.sort(key=lambda j: text.paragraph(j).style != new.style)
    found = ((j, text.fields_in(j)) for j in beside)
    return tuple([fields[-1 if j < k else 0] for j, fields in found if fields])


def _known_beside(story: Story, k: int, step: Literal[-1, 1]) -> int | None:
    """The nearest paragraph with text before or after this one that is not new."""
    found = range(k + step, len(story.lines) if step > 0 else -1, step)
    return next((j for j in found if j not in story.fresh and _has_text(story, j)), None)


def _has_text(story: Story, k: int) -> bool:
    return any(_is_text(story, at) for at in story.lines[k])


def _is_text(story: Story, at: int) -> bool:
    sign = story.raw[at].sign
    return sign != END and not sign.isspace()


def _list_of(text: TracedText, k: int) -> str:
    """The list of the input that a new paragraph with a bullet or number is an item of.

    The list in Word that it is part of tells, else the paragraphs beside it.
    """
    new = text.paragraph(k)
    if new.level is None:
        return ""
    known = [j for j in range(len(text.story.lines)) if j not in text.story.fresh]
    before = [j for j in known if j < k][-1:]
    after = [j for j in known if j > k][:1]
    same = [j for j in known if new.list and _is_like(new, text.paragraph(j))]
    same.sort(key=lambda j: abs(j - k))
    for j in (*same, *before, *after):
        for field in text.fields_in(j):
            if items := items_of(field):
                return items[-1].list
    return ""


def _is_like(one: Paragraph, other: Paragraph) -> bool:
    return (one.list, one.level) == (other.list, other.level)


# ── Moved ─────────────────────────────────────────────────────────────────────


def moved(text: TracedText) -> Iterator[Moved]:
    """The paragraphs that stand elsewhere; those that moved together are one move."""
    together: list[list[tuple[int, int]]] = []
    for line, k in sorted(text.story.moved.items()):
        if together and together[-1][-1] == (line - 1, k - 1):
            together[-1].append((line, k))
        else:
            together.append([(line, k)])
    for block in together:
        yield _moved(text, [k for _line, k in block])


def _moved(text: TracedText, paragraphs: Sequence[int]) -> Moved:
    story = text.story
    places = [at for k in paragraphs for at in story.lines[k]]
    marked = any(story.raw[at].marks for at in places)
    return Moved(
        tuple(dict.fromkeys(field for k in paragraphs for field in text.fields_in(k))),
        plain(story.text(places)).replace(END, BETWEEN).strip(),
        text.field_beside(paragraphs[0], -1),
        text.field_beside(paragraphs[-1], 1),
        text.insertions(places),
        "bookmark" if marked else "likeness",
    )


# ── Split and joined ──────────────────────────────────────────────────────────


def joints(text: TracedText) -> Iterator[Joint]:
    """Where one printed paragraph became two, and then where two became one."""
    story = text.story
    kept = [
        [story.origin[at] for at in places if at in story.origin and _is_text(story, at)]
        for places in story.lines
    ]
    for k, (above, below) in enumerate(pairwise(kept)):
        if above and below and story.old[above[-1]].line == story.old[below[0]].line:
            edits = inserted(BETWEEN, story.raw[story.lines[k][-1]].traces)
            yield Joint("split", _field(story, above[-1]), _field(story, below[0]), edits)
    for line in kept:
        for one, other in pairwise(line):
            if story.old[one].line < story.old[other].line:
                ends = (new for new in story.raw[text.alive[one] :] if new.sign == END)
                edits = deleted(BETWEEN, next(ends).traces)
                yield Joint("merged", _field(story, one), _field(story, other), edits)


def _field(story: Story, old: int) -> str | None:
    """The field of a printed sign."""
    return story.field(story.old[old].stretch)


# ── Lists of the input ────────────────────────────────────────────────────────


def orders(text: TracedText) -> Iterator[Order]:
    """The lists of which items were added, removed or put in another order."""
    story = text.story
    was: dict[str, list[str]] = {}
    now: dict[str, list[str | None]] = {}
    for stretch in story.stretches:
        for list, id in items_of(stretch.field or ""):
            if id not in was.setdefault(list, []):
                was[list].append(id)
    for k in range(len(story.lines)):
        if k in story.fresh and (list := _list_of(text, k)):
            now.setdefault(list, []).append(None)
        for item in _items_in(text, k):
            if item.id not in now.setdefault(item.list, []):
                now[item.list].append(item.id)
    left = {f"{list}.{id}" for list, ids in now.items() for id in ids}
    for list, old in was.items():
        parent = list.rpartition(".")[0]
        if old != (new := now.get(list, [])) and (not parent or parent in left):
            yield Order(list, tuple(old), tuple(new))


def _items_in(text: TracedText, k: int) -> Iterator[Item]:
    for field in text.fields_in(k):
        yield from items_of(field)
