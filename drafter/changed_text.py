"""Printed text that is another now, or looks otherwise: of fields, and of none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Final, Literal, TypeAlias

from drafter.aligning import END
from drafter.received import Paragraph
from drafter.review_rows import Change, Kind, Look, Route, Template
from drafter.traced import SIGN, Story
from drafter.traced_text import BETWEEN, TracedText, plain, seen
from drafter.wording import is_word, tokens

_KEPT: Final = 3  # a text is retyped if no more than one word in so many was kept: “de” often is


# ── Text of fields ────────────────────────────────────────────────────────────


def changes(text: TracedText) -> Iterator[Change]:
    """The fields of which the text is another; what is the same in several places, once."""
    for field, stretches in _by_field(text.story).items():
        same = [s for s in stretches if seen(text.old_text(s)) == seen(text.new_text(s))]
        said = set()
        for stretch in stretches:
            new = text.new_text(stretch)
            if stretch not in same and new not in said:
                said.add(new)
                yield _change(text, field, stretch, len(same))


def contents(text: TracedText, field: str) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """For each stretch of a field: its text as it was printed, and how it stands there now."""
    for stretch in _by_field(text.story).get(field, ()):
        yield text.old_text(stretch), text.content(text.now[stretch])


def _by_field(story: Story) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, stretch in enumerate(story.stretches):
        if stretch.field:
            found.setdefault(stretch.field, []).append(number)
    return found


def _change(text: TracedText, field: str, stretch: int, same: int) -> Change:
    old, new = text.old_text(stretch), text.new_text(stretch)
    return Change(
        _kind(text, stretch, old, new),
        field,
        old,
        new,
        text.edits(stretch),
        _route(text, stretch),
        text.content(text.now[stretch]),
        same,
    )


def _kind(text: TracedText, stretch: int, old: str, new: str) -> Kind:
    if not new.strip():
        return "deleted"
    before, after = old.count(BETWEEN), new.count(BETWEEN)
    # Who joins two paragraphs with the Delete key leaves no space between them.
    if before != after and "".join(old.split()) == "".join(new.split()):
        return "split" if before < after else "merged"
    kept = _kept_words(text, stretch)
    return "changed" if _KEPT * kept > min(_words(old), _words(new)) else "retyped"


def _kept_words(text: TracedText, stretch: int) -> int:
    kept = (text.story.old[at].sign for at in text.was[stretch] if at in text.alive)
    return _words("".join(kept))


def _words(text: str) -> int:
    return sum(map(is_word, tokens(text)))


def _route(text: TracedText, stretch: int) -> Route:
    story = text.story
    field = story.field(stretch)
    places = {raw for at in text.was[stretch] if (raw := text.in_file.get(at)) is not None}
    places.update(text.now[stretch])
    if any(field in story.raw[at].marks for at in places):
        return "bookmark"
    beside = [mark.field for at in places for mark in story.collapsed[story.raw[at].paragraph]]
    if field in beside:
        return "bookmark"
    struck = [at for at in text.was[stretch] if at not in text.alive]
    if struck and all(at in text.in_file for at in struck):
        return "struck"
    return "likeness" if _kept_words(text, stretch) else "position"


# ── Text of no field ──────────────────────────────────────────────────────────


def template(text: TracedText) -> Iterator[Template]:
    """Text of the template, or of a register, that is another now."""
    story = text.story
    changed = [
        stretch
        for stretch, (field, _line) in enumerate(story.stretches)
        if field is None and _is_changed(text, stretch)
    ]
    if not changed:
        return
    beside, numbers = _fields_of_lines(story), _numbers(story)
    for stretch in changed:
        if not _went_along(text, stretch, beside.get(story.stretches[stretch].line, ())):
            old, new = text.old_text(stretch), text.new_text(stretch)
            own = [numbers[at] for at in text.was[stretch] if at in numbers]
            at = _first_changed(old, new, own)
            yield Template(old, new, *_around(story, stretch), text.edits(stretch), at)


def _is_changed(text: TracedText, stretch: int) -> bool:
    """Whether it is another text, and not only the number of a note, which Word counts anew."""
    old, new = text.old_text(stretch), text.new_text(stretch)
    mentions = (text.story.old[at].piece.mention for at in text.was[stretch])
    is_number = old.isdigit() and new.isdigit() and all(mentions)
    return seen(old) != seen(new) and not is_number


def _went_along(text: TracedText, stretch: int, fields: Collection[int]) -> bool:
    """Whether it is gone because the fields that it stood around are."""
    return bool(fields) and not any(text.now[one] for one in (stretch, *fields))


def _fields_of_lines(story: Story) -> Mapping[int, Collection[int]]:
    """Printed line → the stretches of fields in it."""
    found: dict[int, set[int]] = {}
    for old in story.old:
        if old.sign != END and story.field(old.stretch):
            found.setdefault(old.line, set()).add(old.stretch)
    return found


def _numbers(story: Story) -> Mapping[int, int]:
    """The places of the printed signs of no field, in their order; spaces are passed over."""
    places = [
        at
        for at, old in enumerate(story.old)
        if old.piece.field is None and not old.piece.mention and _is_printed(old.sign)
    ]
    return {at: number for number, at in enumerate(places)}


def _is_printed(sign: str) -> bool:
    return sign != SIGN and not sign.isspace()


def _first_changed(old: str, new: str, numbers: Sequence[int]) -> int | None:
    """Which sign of no field begins the first word that is another now."""
    if not numbers:
        return None
    pairs = zip(old.split(), new.split(), strict=False)
    same = takewhile(lambda pair: pair[0] == pair[1], pairs)
    first = sum(len(word) for word, _same in same)
    return numbers[min(first, len(numbers) - 1)]


def _around(story: Story, stretch: int) -> tuple[str | None, str | None]:
    """The nearest fields before and after."""
    before = (one.field for one in reversed(story.stretches[:stretch]) if one.field)
    after = (one.field for one in story.stretches[stretch:] if one.field)
    return next(before, None), next(after, None)


# ── Looks ─────────────────────────────────────────────────────────────────────

_Difference: TypeAlias = tuple[Literal["bold", "italic", "link"], str, str]


def looks(text: TracedText, rich: Collection[str]) -> Iterator[Look]:
    """Kept text of these fields that looks otherwise; spaces look like nothing."""
    story = text.story

    def differences(at: int) -> tuple[int, tuple[_Difference, ...]]:
        return story.owner[at], _differences(story, at)

    stretches = {n for n, stretch in enumerate(story.stretches) if stretch.field in rich}
    for k, places in enumerate(story.lines):
        own = [at for at in places if at in story.origin and story.owner.get(at) in stretches]
        kept = [at for at in own if _is_printed(story.raw[at].sign)]
        yield from _list_look(text, k, kept)
        for (stretch, found), group in groupby(kept, differences):
            run = list(group)
            words = story.text(at for at in places if run[0] <= at <= run[-1])
            for what, old, new in found:
                yield Look(story.field(stretch) or "", plain(words), what, old, new)


def _differences(story: Story, at: int) -> tuple[_Difference, ...]:
    old, new = story.old[story.origin[at]].piece, story.raw[at].piece
    found: list[_Difference] = []
    if old.bold != new.bold:
        found.append(("bold", _yes(old.bold), _yes(new.bold)))
    if old.italic != new.italic:
        found.append(("italic", _yes(old.italic), _yes(new.italic)))
    if old.link.rstrip("/") != new.link.rstrip("/"):  # LibreOffice adds one after a host
        found.append(("link", old.link, new.link))
    return tuple(found)


def _list_look(text: TracedText, k: int, kept: Sequence[int]) -> Iterator[Look]:
    """A paragraph of a rich field that became an item of a list, or is one no more."""
    story = text.story
    places = story.lines[k]
    if not kept or kept[0] != places[0]:
        return
    line = story.printed[story.old[story.origin[kept[0]]].line]
    old, new = line.level, text.paragraph(k).level
    field = story.field(story.owner[kept[0]])
    if field and old != new and not line.is_heading:
        words = plain(story.text(places)).replace(END, "")
        yield Look(field, words, "list", _level(old), _level(new))


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


def _level(level: int | None) -> str:
    return "" if level is None else str(level)
