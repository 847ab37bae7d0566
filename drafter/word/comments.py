"""Comments that are kept: the parts that hold them, and what marks their places in the text.

Their texts come from files that others made. They are written as plain text, cut when they are
longer than anybody writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from drafter.received import Comment
from drafter.threads import Spot, Thread
from drafter.word.inlines import text
from drafter.word.package import Part
from drafter.word.style import Page
from drafter.word.xml import DECLARATION, MC, R, W, quote

_LONGEST: Final = 20_000  # signs of a comment
_LONGEST_NAME: Final = 100
_LONGEST_INITIALS: Final = 9  # the standard's limit

_WORD: Final = "http://schemas.microsoft.com/office/word"
_RELATION: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_PARAGRAPH: Final = 0x1000_0000  # paragraphs of comments have ids from here
_DATE: Final = re.compile(r"\d{4}(-\d\d){2}T\d\d(:\d\d){2}(\.\d+)?(Z|[+-]\d\d:\d\d)?")


# ── In the text ───────────────────────────────────────────────────────────────


class _Anchor(NamedTuple):
    """The two ends of what a comment and its replies are about."""

    start: Spot
    end: Spot
    begins: str
    ends: str


class Anchors:
    """Where comments begin and end; `printed` are the numbers of the lines that can have any."""

    def __init__(self, threads: Sequence[Thread], printed: Collection[int]) -> None:
        self._printed = printed
        self._in: dict[int, list[_Anchor]] = {}
        numbers = iter(range(sum(len(thread.comments) for thread in threads)))
        for thread in threads:
            ids = [next(numbers) for _comment in thread.comments]
            start, end = self._moved(thread.start), self._moved(thread.end)
            begins = "".join([f'<w:commentRangeStart w:id="{id}"/>' for id in ids])
            anchor = _Anchor(start, end, begins, "".join(map(_ending, ids)))
            for line in {start.line, end.line}:
                self._in.setdefault(line, []).append(anchor)

    def _moved(self, spot: Spot) -> Spot:
        """The spot, or the nearest before it, in a line that can have a comment."""
        if spot.line in self._printed:
            return spot
        before = [line for line in self._printed if line < spot.line]
        return Spot(max(before), _LAST) if before else Spot(min(self._printed, default=0), 0)

    def marks(
        self, line: int | None, lengths: Sequence[int | None], linked: Collection[int]
    ) -> dict[int, str]:
        """What stands before which piece of a line.

        Each piece has a length if it is printed; a link goes on before those that are `linked`,
        and is not cut: a program that rejects it would leave the sign of the comment in it.
        """
        begun: dict[int, str] = {}
        ended: dict[int, str] = {}
        for anchor in self._in.get(-1 if line is None else line, ()):
            end = _before(lengths, anchor.end.offset)
            while end in linked:
                end += 1
            if anchor.start.line != line:
                ended[end] = ended.get(end, "") + anchor.ends
                continue
            start = _after(lengths, anchor.start.offset)
            while start in linked:
                start -= 1
            if anchor.end.line == line and end <= start:  # it is about no text
                ended[end] = ended.get(end, "") + anchor.begins + anchor.ends
                continue
            begun[start] = begun.get(start, "") + anchor.begins
            if anchor.end.line == line:
                ended[end] = anchor.ends + ended.get(end, "")
        return {at: ended.get(at, "") + begun.get(at, "") for at in {*begun, *ended}}


_LAST: Final = 1_000_000_000  # an offset after all text


def _ending(id: int) -> str:
    sign = f'<w:r><w:commentReference w:id="{id}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{id}"/>{sign}'


def _after(lengths: Sequence[int | None], offset: int) -> int:
    """The first piece of which anything stands after an offset; after all if there is none."""
    end, last = 0, 0
    for at, length in enumerate(lengths):
        if length is not None:
            end, last = end + length, at + 1
            if end > offset:
                return at
    return last


def _before(lengths: Sequence[int | None], offset: int) -> int:
    """The place after the last piece of which anything stands before an offset."""
    start, last = 0, 0
    for at, length in enumerate(lengths):
        if length is not None:
            if start < offset:
                last = at + 1
            start += length
    return last


# ── The parts ─────────────────────────────────────────────────────────────────


def with_comments(page: Page, threads: Sequence[Thread]) -> Page:
    """The page with the parts of these comments, which programs show as threads."""
    if not threads:
        return page
    written, lines = _written(threads)
    names = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:w14="{_WORD}/2010/wordml" mc:Ignorable="w14"'
    more = f'xmlns:mc="{MC}" xmlns:w15="{_WORD}/2012/wordml" mc:Ignorable="w15"'
    made = (
        Part.of("word/comments.xml", f"{DECLARATION}<w:comments {names}>{written}</w:comments>"),
        Part.of(
            "word/commentsExtended.xml",
            f"{DECLARATION}<w15:commentsEx {more}>{lines}</w15:commentsEx>",
        ),
    )
    kinds = {"comments": f"{R}/comments", "commentsExtended": _RELATION}
    return page._replace(
        copied=(*page.copied, *made),
        types=page.types
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>'
            for name in kinds
        ),
        relations=page.relations
        + "".join(
            f'<Relationship Id="{name}" Type="{kind}" Target="{name}.xml"/>'
            for name, kind in kinds.items()
        ),
    )


def _written(threads: Sequence[Thread]) -> tuple[str, str]:
    """The comments, and which of them reply to which: by the ids of their last paragraphs."""
    written, lines = [], []
    paragraphs = iter(range(_FIRST_PARAGRAPH, _FIRST_PARAGRAPH + 0x1000_0000))
    comments = ((thread, comment) for thread in threads for comment in thread.comments)
    first = ""
    for number, (thread, comment) in enumerate(comments):
        text, last = _comment(number, comment, paragraphs)
        written.append(text)
        parent = ""
        if comment is thread.comments[0]:
            first = last
        else:
            parent = f' w15:paraIdParent="{first}"'
        lines.append(f'<w15:commentEx w15:paraId="{last}"{parent} w15:done="0"/>')
    return "".join(written), "".join(lines)


def _comment(number: int, comment: Comment, paragraphs: Iterator[int]) -> tuple[str, str]:
    """A comment, and the id of its last paragraph."""
    author = _name(comment.author, _LONGEST_NAME)
    initials = _name(comment.initials, _LONGEST_INITIALS)
    date = f' w:date="{comment.date}"' if _is_date(comment.date) else ""
    signed = f'w:author="{quote(author)}"{date}'
    signed += f' w:initials="{quote(initials)}"' if initials else ""
    said = comment.text
    said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
    out, last = "", ""
    for at, line in enumerate(said.split("\n")):
        last = f"{next(paragraphs):08X}"
        sign = "" if at else "<w:r><w:annotationRef/></w:r>"
        run = f"<w:r>{text(line)}</w:r>" if line else ""
        out += f'<w:p w14:paraId="{last}">{sign}{run}</w:p>'
    return f'<w:comment w:id="{number}" {signed}>{out}</w:comment>', last


def _name(name: str, longest: int) -> str:
    return "".join([sign for sign in name if sign.isprintable()])[:longest]


def _is_date(date: str) -> bool:
    """Whether it can be written as it is; a date is optional."""
    if not _DATE.fullmatch(date):
        return False
    try:
        datetime.fromisoformat(date)
    except ValueError:
        return False
    return True
