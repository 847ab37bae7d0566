"""Where each sign of a story that came back is from: the field it belongs to, who put it there.

A story is the body of a document, or one of its notes. Its printed text is compared with what
stands in the file once all tracked changes are rejected, for that is what the reviewers began
with; from there the tracked changes themselves say what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, takewhile
from typing import Final, NamedTuple

from drafter.aligning import END, Match, Text, kept_signs, likeness, matches, words
from drafter.printed import Line, Printed
from drafter.received import Paragraph, Piece, Trace

SIGN: Final = "\ufffc"  # stands for the sign of a note

_NEW: Final = frozenset(("inserted", "moved-to"))
_GONE: Final = frozenset(("deleted", "moved-from"))
_MOVED: Final = 0.6  # so like its old self a paragraph must be to be found elsewhere


class Stretch(NamedTuple):
    """Printed text of one field, or of none, as far as it goes on; it begins in this line."""

    field: str | None
    line: int


class Old(NamedTuple):
    """A printed sign."""

    sign: str
    stretch: int
    piece: Printed
    line: int


class New(NamedTuple):
    """A sign of the file, deleted ones included."""

    sign: str
    piece: Piece
    traces: tuple[Trace, ...]
    paragraph: int
    marks: frozenset[str]  # fields whose bookmarks it is in

    @property
    def in_old(self) -> bool:
        """Whether it is there when all changes are rejected."""
        return not self.traces or not any(trace.kind in _NEW for trace in self.traces)

    @property
    def in_new(self) -> bool:
        """Whether it is there when all changes are accepted."""
        return not self.traces or not any(trace.kind in _GONE for trace in self.traces)


class Mark(NamedTuple):
    """What a bookmark stands for: a field, and the line that its text was printed in."""

    field: str
    line: int


class Story:
    """Printed lines and received paragraphs, sign by sign.

    Attributes:
        old, raw: the signs that were printed, and those of the file, each with paragraph ends.
        printed: the lines that were printed.
        stretches: the printed text in stretches of one field.
        lines: of the text as it is now, the places in `raw` of each paragraph's signs.
        origin: place in `raw` → place in `old`, of signs that were printed.
        owner: place in `raw` → stretch, of all signs of now but those of added paragraphs.
        moved: printed line → paragraph of now, of lines that stand elsewhere.
        fresh: paragraphs of now that were added.

    """

    def __init__(
        self, lines: Sequence[Line], paragraphs: Sequence[Paragraph], marks: Mapping[str, Mark]
    ) -> None:
        self.paragraphs = paragraphs
        self.printed = lines
        self.stretches: list[Stretch] = []
        self.old = list(self._printed(lines))
        self.collapsed: list[frozenset[Mark]] = []  # bookmarks of a paragraph without text
        self._line_marks: list[frozenset[int]] = []
        self.raw = list(self._received(marks))
        self.lines = self._apart([new.in_new for new in self.raw])
        self.place = {at: k for k, line in enumerate(self.lines) for at in line}
        self.origin: dict[int, int] = {}
        self._homes: dict[int, int] = {}  # printed line → place in `raw` where it should be
        self._match(lines)
        self.moved: dict[int, int] = {}
        self._find_moved(len(lines))
        self._compare_replaced()
        self.fresh: list[int] = []
        self.owner: dict[int, int] = {}
        self._attribute()

    @property
    def alive(self) -> dict[int, int]:
        """Place in `old` → place in `raw`, of the printed signs that are still there."""
        return {old: at for at, old in self.origin.items() if self.raw[at].in_new}

    def field(self, stretch: int) -> str | None:
        """The field of a stretch."""
        return self.stretches[stretch].field

    # ── What was printed, what was received ──

    def _printed(self, lines: Sequence[Line]) -> Iterator[Old]:
        last: str | None = None
        for number, line in enumerate(lines):
            for at, piece in enumerate(line.pieces):
                if piece.field != last or not (at or piece.field):
                    self.stretches.append(Stretch(piece.field, number))
                last = piece.field
                signs = SIGN if piece.note is not None else piece.text
                stretch = len(self.stretches) - 1
                yield from (Old(sign, stretch, piece, number) for sign in signs)
            if not line.pieces:
                last = None
            yield Old(END, -1, _NOTHING, number)

    def _received(self, marks: Mapping[str, Mark]) -> Iterator[New]:
        for number, paragraph in enumerate(self.paragraphs):
            spans = [
                (marks[field.bookmark], field.start, field.end)
                for field in paragraph.fields
                if field.bookmark in marks
            ]
            self.collapsed.append(frozenset(mark for mark, start, end in spans if start == end))
            self._line_marks.append(frozenset(mark.line for mark, _start, _end in spans))
            offset = 0
            for piece in paragraph.pieces:
                for sign in SIGN if piece.note else piece.text:
                    inside = [mark.field for mark, start, end in spans if start <= offset < end]
                    yield New(sign, piece, piece.traces, number, frozenset(inside))
                    offset += not piece.note
            yield New(END, _END_PIECE, paragraph.end, number, frozenset())

    def _apart(self, there: Sequence[bool]) -> list[list[int]]:
        """The places of signs that are there, paragraph by paragraph, each with its end."""
        out: list[list[int]] = [[]]
        for at, new in enumerate(self.raw):
            if there[at]:
                out[-1].append(at)
                if new.sign == END:
                    out.append([])
        return out if out[-1] else out[:-1]

    def text(self, places: Iterable[int]) -> str:
        """The signs at these places in `raw`."""
        return "".join([self.raw[at].sign for at in places])

    def _content(self, places: Iterable[int]) -> list[int]:
        return [at for at in places if self.raw[at].sign != END]

    # ── Which line is which paragraph ──

    def _match(self, lines: Sequence[Line]) -> None:
        before = self._apart([new.in_old for new in self.raw])
        signs: list[list[int]] = [[] for _line in lines]
        for at, old in enumerate(self.old):
            signs[old.line].append(at)
        texts = [
            Text("".join([self.old[at].sign for at in places[:-1]]), line.level)
            for places, line in zip(signs, lines, strict=True)
        ]
        found = [
            Text(self.text(self._content(places)), self._level(places), self._marks(places))
            for places in before
        ]
        for match in matches(texts, found):
            self._note(match, before)
            self._keep(
                [at for line in match.old for at in signs[line]],
                [at for paragraph in match.new for at in before[paragraph]],
            )

    def _level(self, places: Sequence[int]) -> int | None:
        return self.paragraphs[self.raw[places[0]].paragraph].level

    def _marks(self, places: Sequence[int]) -> frozenset[int]:
        """The printed lines of which a bookmark is in this paragraph."""
        numbers = {self.raw[at].paragraph for at in places}
        return frozenset().union(*(self._line_marks[number] for number in numbers))

    def _note(self, match: Match, before: Sequence[Sequence[int]]) -> None:
        for line in match.old:
            self._homes[line] = before[match.new[0]][0]

    def _keep(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Compare signs of both and remember which are the same."""
        kept = kept_signs(
            "".join([self.old[at].sign for at in old]),
            self.text(new),
            [self.old[at].stretch for at in old],
            lambda stretch: stretch >= 0 and self.field(stretch) is not None,
        )
        for one, other in kept:
            self.origin[new[other]] = old[one]

    # ── What moved, what was replaced ──

    def _find_moved(self, count: int) -> None:
        """Lines of which nothing is left where they were, found among paragraphs that are new."""
        alive = self.alive
        signs: list[list[int]] = [[] for _line in range(count)]
        for at, old in enumerate(self.old):
            if old.sign != END:
                signs[old.line].append(at)
        lost = [i for i in range(count) if signs[i] and not any(at in alive for at in signs[i])]
        new = [k for k in range(len(self.lines)) if self._is_new(k)]
        pairs = sorted(
            ((fit, -line, -k) for line in lost for k in new if (fit := self._fit(signs[line], k))),
            reverse=True,
        )
        for _fit, line, k in pairs:
            line, k = -line, -k
            if line in lost and k in new:
                lost.remove(line)
                new.remove(k)
                self._keep(signs[line], self._content(self.lines[k]))
                if self.place_of_home(line) != k:
                    self.moved[line] = k

    def _is_new(self, k: int) -> bool:
        content = self._content(self.lines[k])
        return bool(self.text(content).strip()) and not any(at in self.origin for at in content)

    def _fit(self, signs: Sequence[int], k: int) -> float:
        text = "".join([self.old[at].sign for at in signs])
        now = self.text(self._content(self.lines[k]))
        if text == now:
            return 3.0
        like = likeness(words(text), words(now))
        marked = self.old[signs[0]].line in self._marks(self.lines[k])
        return 1 + like if like >= (_MOVED / 2 if marked else _MOVED) else 0.0

    def place_of_home(self, line: int) -> int | None:
        """The paragraph of now in which a printed line was before."""
        home = self._homes.get(line)
        if home is None:
            return None
        return next((k for k, places in enumerate(self.lines) if places[-1] >= home), None)

    def _compare_replaced(self) -> None:
        """Where text of several fields was struck and typed anew as a whole, words are compared."""
        for places in self.lines:
            for run, left, right in self._runs(places):
                gone = self._gone(left, right)
                if len({self.old[at].stretch for at in gone}) > 1:
                    self._keep(gone, run)

    def _runs(self, places: Sequence[int]) -> list[tuple[list[int], int | None, int | None]]:
        """Signs of a paragraph that were not printed, with the printed ones before and after."""
        content = self._content(places)
        found: list[tuple[list[int], int | None, int | None]] = []
        left: int | None = None
        for printed, group in groupby(content, lambda at: at in self.origin):
            run = list(group)
            if printed:
                if found and found[-1][2] is None:
                    found[-1] = (*found[-1][:2], self.origin[run[0]])
                left = self.origin[run[-1]]
            else:
                found.append((run, left, None))
        return [run for run in found if run[1] is not None or run[2] is not None]

    def _gone(self, left: int | None, right: int | None) -> list[int]:
        """The printed signs between two others that are gone, within one line."""
        alive = self.alive_now
        if left is not None:
            ahead: Iterable[int] = range(left + 1, len(self.old))
        else:
            ahead = range((right or 0) - 1, -1, -1)
        found = takewhile(lambda at: at not in alive and self.old[at].sign != END, ahead)
        return sorted(found)

    @cached_property
    def alive_now(self) -> frozenset[int]:
        """The printed signs that are still there, before replaced text is compared."""
        return frozenset(self.alive)

    # ── Whose each sign is ──

    def _attribute(self) -> None:
        self.__dict__.pop("alive_now", None)
        lost = self._lost_by_home()
        new: list[tuple[int, Sequence[int]]] = []
        for k, places in enumerate(self.lines):
            content = self._content(places)
            for at in content:
                if at in self.origin:
                    self.owner[at] = self.old[self.origin[at]].stretch
            runs = self._runs(places)
            for run, left, right in runs:
                self._give(run, left, right, self._gone(left, right))
            if not runs and self._is_new(k):
                if gone := lost.get(k) or self._struck_in(k):
                    self._give(content, None, None, gone)
                else:
                    new.append((k, content))
        for k, signs in new:  # when it is known whose the paragraphs around them are
            self._give_fresh(k, signs)

    def _struck_in(self, k: int) -> list[int]:
        """The printed signs that were struck where a paragraph of now stands."""
        start = self.lines[k - 1][-1] + 1 if k else 0
        struck = (at for at in range(start, self.lines[k][-1]) if not self.raw[at].in_new)
        return [self.origin[at] for at in struck if at in self.origin and self.raw[at].sign != END]

    def _lost_by_home(self) -> dict[int, list[int]]:
        """Paragraph of now → the printed signs that stood there, all of them gone."""
        alive = self.alive_now
        found: dict[int, list[int]] = {}
        for line, group in groupby(range(len(self.old)), lambda at: self.old[at].line):
            signs = [at for at in group if self.old[at].sign != END]
            home = self.place_of_home(line)
            if signs and home is not None and not any(at in alive for at in signs):
                found.setdefault(home, []).extend(signs)
        return found

    def _give(
        self, run: Sequence[int], left: int | None, right: int | None, gone: Sequence[int]
    ) -> None:
        """Find the stretch that new text belongs to."""
        around = [self.old[at].stretch for at in (left, right) if at is not None]
        among = [self.old[at].stretch for at in gone]
        if len(around) == 2 and around[0] == around[1]:
            among, best = [], around[0]
        elif any(self.old[at].sign.isalnum() for at in gone):
            best = self._nearest((), among)  # words of the template in the place of its own words
        else:
            best = self._nearest(around, among)
        by_field = {self.field(stretch): stretch for stretch in (*around[::-1], *among)}
        apart = len(around) == 2 and around[0] == around[1]
        for at in run:
            marked = [by_field[f] for f in self.raw[at].marks if f in by_field and not apart]
            self.owner[at] = marked[0] if marked else best

    def _nearest(self, around: Sequence[int], among: Sequence[int]) -> int:
        fields = [stretch for stretch in among if self.field(stretch)]
        if fields:
            return max(dict.fromkeys(fields), key=fields.count)
        beside = [stretch for stretch in around if self.field(stretch)]
        return (*beside, *among, *around)[0]

    def _give_fresh(self, k: int, content: Sequence[int]) -> None:
        """A new paragraph within the text of one field is the field's, any other stands alone."""
        before, after = self._beside(k, -1), self._beside(k, 1)
        within = before == after or (before is not None and self._goes_on(before, k))
        if before is not None and self.field(before) and within:
            self.owner.update(dict.fromkeys(content, before))
        else:
            self.fresh.append(k)

    def _beside(self, k: int, step: int) -> int | None:
        """The stretch of the nearest printed sign before or after a paragraph."""
        j = k + step
        while 0 <= j < len(self.lines):
            printed = [at for at in self.lines[j] if self.raw[at].sign != END]
            found = [at for at in printed if at in self.owner or at in self.origin]
            if found:
                at = found[-1 if step < 0 else 0]
                if at in self.origin:
                    return self.old[self.origin[at]].stretch
                return self.owner[at]
            j += step
        return None

    def _goes_on(self, stretch: int, k: int) -> bool:
        """Whether a paragraph is one more item of a list within the text of a field."""
        field, level = self.field(stretch), self._level(self.lines[k])
        if not field or level is None or level != self._level(self.lines[k - 1]):
            return False
        is_item = self.printed[self.stretches[stretch].line].level is not None
        return not (is_item and items_of(field))


class Item(NamedTuple):
    """Something with an id of its own in a list of the input."""

    list: str  # as field ids begin: `recommendations.vrede.action_points`
    id: str


_LISTS: Final = frozenset(("asks", "action_points", "recommendations", "sections"))


def items_of(field: str) -> list[Item]:
    """The items of lists that a field is of, the outermost first."""
    steps = field.split(".")
    return [
        Item(".".join(steps[: at + 1]), steps[at + 1])
        for at, step in enumerate(steps[:-2])
        if step in _LISTS
    ]


_NOTHING: Final = Printed("")
_END_PIECE: Final = Piece("")
