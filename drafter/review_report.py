"""What colleagues changed, for people at a terminal.

What was taken out stands as `[-so-]` and what was put in as `{+so+}`, with or without colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from drafter.findings import PARAGRAPH, Finding, Findings, Passage, Piece, Results, Section

_MOST_KEPT: Final = 160  # signs of unchanged text in one piece; of more, the middle is left out
_SHOWN: Final = 70  # signs that are left of it at each end
_INDENT: Final = "    "


class Marks(NamedTuple):
    """How a text looks that is a heading, was taken out, was put in, or is to be looked at."""

    heading: Callable[[str], str] = str
    deleted: Callable[[str], str] = str
    inserted: Callable[[str], str] = str
    doubt: Callable[[str], str] = str


def as_text(findings: Findings, marks: Marks | None = None) -> str:
    """The whole, field by field; then what belongs to no field, and what becomes of all of it."""
    writer = _Writer(marks or Marks())
    blocks = [
        list(writer.files(findings)),
        *(list(writer.section(section)) for section in findings.sections),
        [", ".join(findings.counts)] if findings.counts else [],
        *(list(writer.results(results)) for results in findings.results),
        [findings.end] if findings.end else [],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


class _Writer:
    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def files(self, findings: Findings) -> Iterator[str]:
        for file in findings.files:
            yield f"{self._marks.heading(file.name)}: {file.told}"
            yield from map(self._asked, file.questions)

    def section(self, section: Section) -> Iterator[str]:
        where = f", {section.where}" if section.where else ""
        place = f"  ({section.place})" if section.place else ""
        yield f"{self._marks.heading(section.field or section.title)}{where}{place}"
        yield from map(self._asked, section.questions)
        for finding in section.findings:
            yield from self._finding(finding)

    def results(self, results: Results) -> Iterator[str]:
        yield self._marks.heading(f"{results.title}:")
        for row in results.rows:
            told = ": ".join([text for text in (row.field, row.what) if text])
            place = f"  ({row.place})" if row.place else ""
            yield f"  {told}{place}"
            if row.reason:
                yield f"{_INDENT}{row.reason}"
            if row.question:
                yield f"  {self._asked(row.question)}"
            yield from (f"{_INDENT}  {command}" for command in row.commands)

    def _finding(self, finding: Finding) -> Iterator[str]:
        told = f"{finding.told}:" if finding.passages else finding.told
        yield self._asked(told) if finding.kind == "conflict" else f"  {told}"
        yield from self._passages(finding.passages)
        yield from (f"{_INDENT}{text}" for text in finding.more)
        yield from map(self._asked, finding.questions)

    def _asked(self, text: str) -> str:
        return "  " + self._marks.doubt(f"? {text}")

    def _passages(self, passages: Sequence[Passage]) -> Iterator[str]:
        width = max((len(one.label) for one in passages if one.kind == "version"), default=0)
        for passage in passages:
            if passage.kind == "version":
                yield f"{_INDENT}{passage.label.ljust(width)}  {self._text(passage.pieces)}"
            elif passage.kind == "person":
                done = " ".join([self._piece(piece) for piece in passage.pieces])
                yield f"{_INDENT}  {passage.label}: {done}"
            elif passage.kind == "comment":
                yield from _lines(passage, _INDENT)
            elif passage.kind == "reply":
                yield f"{_INDENT}{passage.label}:"
                yield from _lines(passage, 2 * _INDENT)
            else:
                yield _INDENT + self._text(passage.pieces)

    def _text(self, pieces: Sequence[Piece]) -> str:
        last = len(pieces) - 1
        return "".join(
            [
                _elided(self._piece(piece), first=at == 0, last=at == last)
                if piece.state == "kept" and last
                else self._piece(piece)
                for at, piece in enumerate(pieces)
            ]
        )

    def _piece(self, piece: Piece) -> str:
        text = piece.text.replace(PARAGRAPH, " ¶ ").replace("\n", " / ")
        if piece.state == "deleted":
            return self._marks.deleted(f"[-{text}-]")
        return self._marks.inserted(f"{{+{text}+}}") if piece.state == "inserted" else text


def _lines(passage: Passage, indent: str) -> Iterator[str]:
    for piece in passage.pieces:
        for line in piece.text.replace(PARAGRAPH, "\n\n").split("\n"):
            yield f"{indent}{line}".rstrip()


def _elided(text: str, *, first: bool, last: bool) -> str:
    """Unchanged text, without its middle where it is long."""
    if len(text) <= _MOST_KEPT:
        return text
    start = "" if first else text[:_SHOWN].rpartition(" ")[0] + " "
    end = "" if last else " " + text[-_SHOWN:].partition(" ")[2]
    return f"{start}…{end}"
