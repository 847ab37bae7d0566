"""What text the signs of a traced story make, as it was printed and as it is now, and by whom.

Stretches of printed text and paragraphs of now can be asked; what became of them is for others to
say. In a text, paragraphs are joined by an empty line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final, Literal, NamedTuple

from drafter.aligning import END
from drafter.received import Paragraph, Piece, Trace
from drafter.review_rows import Edit
from drafter.traced import SIGN, Story

BETWEEN: Final = "\n\n"  # paragraphs of a text


class TracedText:
    """Answers what stands where in a story, and what stood there; nothing changes it.

    Attributes:
        story: the signs.
        alive: place of a printed sign → its place in the file, of those that are still there.
        in_file: the same, also of those that stand in the file as deleted.
        was: of each stretch, the places of the signs that were printed.
        now: of each stretch, the places in the file of the signs that are its text now.

    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.alive = story.alive
        self.in_file = {old: at for at, old in story.origin.items() if at not in story.place}
        self.in_file |= self.alive
        self.was: list[list[int]] = [[] for _stretch in story.stretches]
        for at, old in enumerate(story.old):
            if old.sign != END:
                self.was[old.stretch].append(at)
        self.now: list[list[int]] = [[] for _stretch in story.stretches]
        for places in story.lines:
            for at in places:
                if at in story.owner:
                    self.now[story.owner[at]].append(at)

    # ── Stretches ──

    def old_text(self, stretch: int) -> str:
        """What was printed."""
        old = self.story.old
        lines = groupby(self.was[stretch], lambda at: old[at].line)
        return BETWEEN.join(plain(old[at].sign for at in places) for _line, places in lines)

    def new_text(self, stretch: int) -> str:
        """What stands there now."""
        story = self.story
        lines = groupby(self.now[stretch], story.place.__getitem__)
        return BETWEEN.join(plain(story.raw[at].sign for at in places) for _k, places in lines)

    def edits(self, stretch: int) -> tuple[Edit, ...]:
        """What was put in and taken out, in the order of the text."""
        story = self.story
        steps: list[_Step] = []
        last = -1.0
        for at in self.was[stretch]:
            raw = self.in_file.get(at)
            last = last if raw is None else raw
            if at in self.alive:
                steps.append(_Step(last, "kept", ""))
            else:
                trace = _gone(story.raw[raw].traces) if raw is not None else None
                steps.append(_Step(last, "deleted", story.old[at].sign, trace))
        steps += [self._insertion(at) for at in self.now[stretch] if at not in story.origin]
        return _edits(sorted(steps, key=lambda step: step.place))

    # ── Paragraphs of now ──

    def paragraph(self, k: int) -> Paragraph:
        """The paragraph of the file in which one of now begins."""
        return self.story.paragraphs[self.story.raw[self.story.lines[k][0]].paragraph]

    def fields_in(self, k: int) -> Sequence[str]:
        """The fields of which there is text in a paragraph, in order."""
        return self._fields[k]

    @cached_property
    def _fields(self) -> list[list[str]]:
        owner, field = self.story.owner, self.story.field
        stretches = [dict.fromkeys(owner[at] for at in p if at in owner) for p in self.story.lines]
        return [[found for stretch in those if (found := field(stretch))] for those in stretches]

    def field_beside(self, k: int, step: Literal[-1, 1]) -> str | None:
        """The nearest field before or after a paragraph."""
        beside = self._fields[k + 1 :] if step > 0 else self._fields[:k][::-1]
        return next((fields[0 if step > 0 else -1] for fields in beside if fields), None)

    # ── Any signs of the file ──

    def content(self, places: Iterable[int]) -> tuple[Paragraph, ...]:
        """These signs of now as paragraphs, each piece with its look and without its history."""
        lines = groupby(places, self.story.place.__getitem__)
        return tuple([self._content_of(k, line) for k, line in lines])

    def _content_of(self, k: int, places: Iterable[int]) -> Paragraph:
        raw = self.story.raw
        pieces: list[Piece] = []
        for piece, same in groupby(places, lambda at: raw[at].piece):
            text = plain(raw[at].sign for at in same)
            clean = piece._replace(text=text, traces=())
            if pieces and not clean.note and pieces[-1]._replace(text=text) == clean:
                pieces[-1] = clean._replace(text=pieces[-1].text + text)
            else:
                pieces.append(clean)
        return self.paragraph(k)._replace(pieces=tuple(pieces), fields=(), comments=(), end=())

    def insertions(self, places: Iterable[int]) -> tuple[Edit, ...]:
        """Who put in these signs."""
        return _edits([self._insertion(at) for at in places])

    def _insertion(self, at: int) -> _Step:
        new = self.story.raw[at]
        return _Step(at, "inserted", new.sign, _came(new.traces))


# ── Texts ─────────────────────────────────────────────────────────────────────


def plain(signs: Iterable[str]) -> str:
    """Signs as text, without those of notes."""
    return "".join(signs).replace(SIGN, "")


def trimmed(text: str) -> str:
    """A text without empty paragraphs and the spaces around others, which nobody sees."""
    parts = (part.strip() for part in text.split(BETWEEN))
    return BETWEEN.join(part for part in parts if part)


def seen(text: str) -> str:
    """A text as it is read: nobody sees whether a line may be broken at a space."""
    return trimmed(text).replace("\u00a0", " ")


# ── Who put it in, who took it out ────────────────────────────────────────────


def inserted(text: str, traces: Sequence[Trace]) -> tuple[Edit, ...]:
    """That a whole text was put in; what has these traces tells by whom."""
    return _edits([_Step(0, "inserted", text, _came(traces))])


def deleted(text: str, traces: Sequence[Trace]) -> tuple[Edit, ...]:
    """That a whole text was taken out; what has these traces tells by whom."""
    return _edits([_Step(0, "deleted", text, _gone(traces))])


def _came(traces: Sequence[Trace]) -> Trace | None:
    """Who put it in."""
    found = [trace for trace in traces if trace.kind in ("inserted", "moved-to")]
    return found[-1] if found else None


def _gone(traces: Sequence[Trace]) -> Trace | None:
    """Who took it out, last."""
    found = [trace for trace in traces if trace.kind in ("deleted", "moved-from")]
    return found[-1] if found else None


class _Step(NamedTuple):
    """What happened to a sign at a place."""

    place: float
    kind: Literal["inserted", "deleted", "kept"]
    text: str
    trace: Trace | None = None


def _edits(steps: Iterable[_Step]) -> tuple[Edit, ...]:
    """Steps of one kind, author and date that follow each other, as one edit."""
    out: list[Edit] = []
    for (kind, trace), group in groupby(steps, lambda step: (step.kind, step.trace)):
        text = plain(step.text for step in group).replace(END, BETWEEN)
        if kind != "kept" and text:
            out.append(Edit(kind, text, *((trace.author, trace.date) if trace else ("", ""))))
    return tuple(out)
