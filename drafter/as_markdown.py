"""Received paragraphs → the Markdown of a rich field that prints them.

The contrary of `richtext`. Word knows no list around items and no quotation around paragraphs:
which paragraphs belong together follows from their styles, levels and numbering.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _
from typing import NamedTuple

from drafter.marking import NotMarkdown, marked
from drafter.received import Paragraph

__all__ = ["NotMarkdown", "as_markdown"]

_QUOTE = "Blokcitaat"
_CONTINUED = "List Continue"
_HEADING = re.compile(r"heading [1-9]|Genummerde kop")


def as_markdown(paragraphs: Sequence[Paragraph], notes: Mapping[str, str], depth: int = 0) -> str:
    """The Markdown that reads back as these paragraphs, all of their changes accepted.

    `notes` has the key in the input of each note by its id in the file. `depth` is the number
    of lists of the template that the field stands in: the paragraph of an action point is an
    item in Word, and no list in its field.

    Raises `NotMarkdown`, which says what it is, for a table, an image, a heading, a link that
    may not stand in a letter and a note without a key. Of a list, what Markdown cannot say and
    nobody sees is lost: that bullets come from several lists. Text between the items of one
    numbered list becomes part of the item before it.
    """
    for paragraph in paragraphs:
        _refuse(paragraph)
    return "\n".join(_flow([_within(p, depth) for p in paragraphs if _has_text(p)], notes))


def _refuse(paragraph: Paragraph) -> None:
    if paragraph.cell is not None:
        raise NotMarkdown(_("a table"))
    if paragraph.drawings:
        raise NotMarkdown(_("an image"))
    if _HEADING.fullmatch(paragraph.style):
        raise NotMarkdown(_("the heading “{text}”").format(text=paragraph.text))


def _has_text(paragraph: Paragraph) -> bool:
    return any(piece.note or piece.text.strip() for piece in paragraph.pieces)


def _within(paragraph: Paragraph, depth: int) -> Paragraph:
    """The paragraph as it looks from within a number of lists."""
    level = _level(paragraph)
    if level is None or not depth:
        return paragraph
    if level < depth:
        return _outside_lists(paragraph)
    if paragraph.level is not None:
        return paragraph._replace(level=level - depth)
    return paragraph._replace(style=f"{_CONTINUED} {level - depth + 1}")


def _outside_lists(paragraph: Paragraph) -> Paragraph:
    style = _QUOTE if paragraph.style == _QUOTE else "Normal"
    return paragraph._replace(level=None, list="", style=style)


def _is_quote(paragraph: Paragraph) -> bool:
    """Whether it is part of a quotation; an item that is one has first to be taken as an item."""
    return paragraph.style == _QUOTE and paragraph.level is None


def _level(paragraph: Paragraph) -> int | None:
    """The level of the list that a paragraph stands in, as an item or as more of one."""
    if paragraph.level is None and paragraph.style.startswith(_CONTINUED):
        return int(paragraph.style.removeprefix(_CONTINUED).strip() or "1") - 1
    return paragraph.level


# ── Blocks ────────────────────────────────────────────────────────────────────


def _flow(paragraphs: Sequence[Paragraph], notes: Mapping[str, str], level: int = 0) -> list[str]:
    """The lines of blocks one after another, with an empty line between them.

    `level` is that of lists here. In an item, one needs no empty line after the text before it.
    """
    lines: list[str] = []
    sign = ""  # of the list just before
    at = 0
    while at < len(paragraphs):
        rest = paragraphs[at:]
        is_list = rest[0].level is not None
        if _is_quote(rest[0]):
            count = _count(rest, _is_quote)
            plain = [one._replace(style="Normal") for one in rest[:count]]
            block = [f"> {line}".rstrip() for line in _flow(plain, notes)]
        elif is_list:
            made = _list_of(rest[0], level)
            count = _length(rest, made)
            sign = _sign_after(sign, made.ordered)
            block = _list(rest[:count], made, sign, notes)
        else:
            count = 1
            block = marked(rest[0].pieces, notes).split("\n")
        is_announced = level > 0 and is_list and at == 1
        lines += ["", *block] if lines and not is_announced else block
        sign = sign if is_list else ""
        at += count
    return lines


def _count(paragraphs: Sequence[Paragraph], wanted: Callable[[Paragraph], bool]) -> int:
    """How many of the first paragraphs are wanted."""
    return next((at for at, one in enumerate(paragraphs) if not wanted(one)), len(paragraphs))


# ── Lists ─────────────────────────────────────────────────────────────────────


class _List(NamedTuple):
    level: int
    ordered: bool
    instance: str


def _list_of(item: Paragraph, level: int) -> _List:
    """The list on this level that begins with an item; a deeper one is in an item without text."""
    is_deeper = item.level is not None and item.level > level
    return _List(level, item.ordered and not is_deeper, item.list)


def _is_item(one: Paragraph, among: _List) -> bool:
    """Whether a paragraph is an item of this list; bullets of several lists look the same."""
    if one.level is None or one.level > among.level:
        return False
    return one.list == among.instance if among.ordered else not one.ordered


def _is_in(one: Paragraph, among: _List) -> bool:
    """Whether a paragraph is an item of this list, or in one."""
    level = _level(one)
    if level is None or _is_item(one, among):
        return level is not None
    return level > among.level or (one.level is None and level == among.level)


def _length(paragraphs: Sequence[Paragraph], among: _List) -> int:
    """How many of the first paragraphs are in this list."""
    numbered = [at for at, one in enumerate(paragraphs) if among.ordered and _is_item(one, among)]
    length = numbered[-1] + 1 if numbered else 1
    instances = {one.list for one in paragraphs[:length]}
    for at, one in enumerate(paragraphs[length:], length):
        is_after_quote = at > length  # which is part of the list if that goes on behind it
        goes_on = one.level is None or one.list in instances
        if _is_quote(one) and (is_after_quote or not _is_in(one, among)):
            continue
        if not _is_in(one, among) or (is_after_quote and not goes_on):
            break
        length = at + 1
        instances.add(one.list)
    return length


def _sign_after(before: str, ordered: bool) -> str:
    """What marks the items of a list: something else than those of a list just before it."""
    if ordered:
        return ")" if before == "." else "."
    return "*" if before == "-" else "-"


def _list(
    paragraphs: Sequence[Paragraph], among: _List, sign: str, notes: Mapping[str, str]
) -> list[str]:
    """The lines of a list."""
    lines: list[str] = []
    number = at = 0
    while at < len(paragraphs):
        count = 1 + _count(paragraphs[at + 1 :], lambda one: not _is_item(one, among))
        own, *others = paragraphs[at : at + count]
        if _is_item(own, among):
            own = _outside_lists(own)
        number += 1
        mark = f"{number}{sign} " if among.ordered else f"{sign} "
        for line in _flow([own, *others], notes, among.level + 1):
            lines.append(f"{mark}{line}".rstrip())
            mark = " " * len(mark)
        at += count
    return lines
