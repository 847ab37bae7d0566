"""Findings → a document in house style, for people who decide on them in a meeting.

What was taken out is struck and what was put in is underlined, as text that prints: nothing in it
is a tracked change. Every place has a number by which the meeting can call it, and room to write
down what was decided. The web page is made of the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from gettext import gettext as _

from drafter.document import (
    Baseline,
    Block,
    Document,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Quote,
    Run,
    Table,
)
from drafter.dutch.dates import format_date
from drafter.dutch.typography import NBSP
from drafter.findings import PARAGRAPH, Finding, Findings, Passage, Piece, Result, Section
from drafter.model import Organisation
from drafter.resolve import author_of, running_of

_THIN_SPACE = "\u2009"
_GAP = "\u2003 "  # wide, and a line may end there
_BOX = "\u2610"
_DOTS = "…" * 12


def document(findings: Findings, organisation: Organisation, on: date) -> Document:
    """The report of this day, with the name of the organisation above it."""
    day = format_date(on)
    return Document(
        layout="paper",
        title=_("What colleagues changed: {title}").format(title=findings.title),
        author=author_of(organisation),
        subject=findings.input,
        date=on,
        blocks=tuple(_blocks(findings, day)),
        running=running_of(organisation, findings.title, day),
        baseline=Baseline("", {}),
        draft=False,
    )


def _blocks(findings: Findings, day: str) -> Iterator[Block]:
    yield _line(_("What colleagues changed"), "kicker")
    yield _line(findings.title, "title")
    yield _line(_capital(_("as it was on {day}").format(day=day)), "subtitle")
    if findings.counts:
        counts = [count.replace(" ", NBSP, 1) for count in findings.counts]
        yield _line(_sentence(", ".join(counts)), "lead")
    yield from _files(findings)
    numbered = list(enumerate(findings.sections, 1))
    if waiting := [ListItem((_line(text),)) for text in _waiting(numbered)]:
        yield Heading(1, _words(_("To be decided or checked")))
        yield List(tuple(waiting))
    if numbered:
        yield Paragraph(_legend(), "small")
    numbers = {id(section): number for number, section in numbered}
    for group in findings.groups:
        yield Heading(1, _words(group.title))
        for section in group.sections:
            yield from _section(section, numbers[id(section)])
            if not findings.is_written and _is_to_decide(section):
                yield Paragraph(tuple(_decision(section)))
    if numbered:
        yield from _processing(findings, numbered)


# ── At the front ──────────────────────────────────────────────────────────────


def _files(findings: Findings) -> Iterator[Block]:
    header = (_words(_("Document")), _words(_("What was done in it")))
    rows = [(_words(file.name), _words(_sentence(file.told))) for file in findings.files]
    yield Table(header, tuple(rows))
    for file in findings.files:
        yield from map(_question, file.questions)


def _waiting(numbered: Iterable[tuple[int, Section]]) -> Iterator[str]:
    """What people have to decide or to look at, with the number that it has."""
    for number, section in numbered:
        told = [one.told for one in section.findings if one.is_open]
        questions = [text for one in section.findings for text in one.questions]
        for text in (*told, *section.questions, *questions):
            yield _("Item {number}, {title}: {told}").format(
                number=number, title=_title(section), told=text
            )


def _legend() -> Inlines:
    return (
        Run(_capital(_("struck out")), edited="deleted"),
        Run(f" {_('was taken out')}; "),
        Run(_("underlined"), edited="inserted"),
        Run(f" {_('was put in')}."),
    )


# ── Field by field ────────────────────────────────────────────────────────────


def _section(section: Section, number: int) -> Iterator[Block]:
    yield Heading(2, _words(f"{number}. {_title(section)}"))
    yield from map(_question, section.questions)
    for finding in section.findings:
        yield from _finding(finding)


def _title(section: Section) -> str:
    return _capital(f"{section.title} {section.where}".rstrip())


def _finding(finding: Finding) -> Iterator[Block]:
    yield Heading(3, _words(_capital(finding.told)))
    versions = [passage for passage in finding.passages if passage.kind == "version"]
    if versions:
        yield _versions(versions)
    for passage in finding.passages:
        if passage.kind != "version":
            yield from _passage(passage)
    yield from (_line(_sentence(text)) for text in finding.more)
    yield from map(_question, finding.questions)


def _versions(versions: Sequence[Passage]) -> Block:
    """The texts to choose from, under each other; the first is what it was."""
    was, *names = [one.label for one in versions]
    texts = [tuple(_runs(one.pieces, "\n")) for one in versions]
    rows = zip(map(_words, (_capital(was), *names)), texts, strict=True)
    return Table((_words(_("Version")), _words(_("Text"))), tuple(rows))


def _passage(passage: Passage) -> Iterator[Block]:
    if passage.kind == "person":
        done = [Run(f"{passage.label}: ", bold=True)]
        for piece in passage.pieces:
            done += [*_runs([piece], " "), Run(" ")]
        yield Paragraph(tuple(done[:-1]))
        return
    if passage.label:
        yield _line(_capital(passage.label) + ":")
    lines = _paragraphs(_apart(passage.pieces))
    if passage.kind == "text":
        yield from (Paragraph(line, "question") for line in lines)
    else:
        yield Quote(tuple(map(Paragraph, lines)))


def _paragraphs(pieces: Iterable[Piece]) -> list[Inlines]:
    """A text in its paragraphs; an end that was put in or taken out shows as a ¶.

    What stood on both sides of an end that alone was taken out goes on in one paragraph.
    """
    lines: list[list[Run]] = [[]]
    for piece in pieces:
        mark = "" if piece.state == "kept" else "¶"
        is_joint = piece.state == "deleted" and not piece.text.strip(PARAGRAPH)
        *whole, last = piece.text.split(PARAGRAPH)
        for text in whole:
            lines[-1] += _runs([Piece(text + mark, piece.state)], "")
            if not is_joint:
                lines.append([])
        lines[-1] += _runs([Piece(last, piece.state)], "")
    return [tuple(line) for line in lines if line]


def _runs(pieces: Iterable[Piece], end: str) -> Iterator[Run]:
    """Pieces as they look; `end` stands for the end of a paragraph."""
    for piece in pieces:
        text = piece.text.replace(PARAGRAPH, end)
        if text:
            yield Run(text, edited="" if piece.state == "kept" else piece.state)


def _apart(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """With a little white where a text stands directly after the one that it replaces."""
    for before, piece in zip((None, *pieces), pieces, strict=False):
        if before and (before.state, piece.state) == ("deleted", "inserted"):
            yield Piece(_THIN_SPACE)
        yield piece


def _is_to_decide(section: Section) -> bool:
    """Whether there is more than comments that somebody answered."""
    return any(one.kind != "comment" or one.is_open for one in section.findings)


def _decision(section: Section) -> Iterator[Run]:
    """What the meeting can tick, and room for what it decides otherwise."""
    conflicts = [one for one in section.findings if one.kind == "conflict"]
    if conflicts:
        _was, *versions = conflicts[0].passages
        choices = [*(version.label for version in versions), _("leave as it was")]
    elif all(finding.kind == "comment" for finding in section.findings):
        choices = []
    else:
        choices = [_("take over"), _("leave as it was")]
    yield Run(_("Decision:"), bold=True)
    boxes = [f"{_BOX} {choice}".replace(" ", NBSP) for choice in choices]
    boxes.append(f"{_BOX}{NBSP}{_('otherwise:')} {_DOTS}" if choices else _DOTS * 2)
    yield Run(_GAP + _GAP.join(boxes))


# ── At the end ────────────────────────────────────────────────────────────────


def _processing(findings: Findings, numbered: Sequence[tuple[int, Section]]) -> Iterator[Block]:
    """For who brings the decisions into the input: where it is, and what to type."""
    yield Heading(1, _words(_("To process what is decided")))
    yield _line(
        _("For whoever brings the decisions into the input: here is where each item stands.")
    )
    header = (_("Item"), _("Field"), _("Stands in"))
    rows = [(str(n), one.field or "–", one.place or "–") for n, one in numbered]
    yield Table(tuple(map(_words, header)), tuple([tuple(map(_words, row)) for row in rows]))
    items = {section.field: number for number, section in numbered if section.field}
    for results in findings.results:
        yield Heading(2, _words(_capital(results.title)))
        yield List(tuple([_result(row, items.get(row.field)) for row in results.rows]))
    if findings.end:
        yield _line(_capital(findings.end))  # it may end with a command


def _result(row: Result, number: int | None) -> ListItem:
    """What becomes of a change, with its number in this report if it has one."""
    item = _("item {number}").format(number=number) if number else ""
    told = ", ".join(part for part in (item, row.field, row.what) if part)
    told += f" ({row.place})" if row.place and not number else ""
    told += f": {row.reason}" if row.reason else ""
    blocks: list[Block] = [_line(_sentence(told))]
    if row.commands:
        blocks.append(_line(_capital(row.question)))
        blocks.append(List(tuple([ListItem((_line(text),)) for text in row.commands])))
    return ListItem(tuple(blocks))


# ── Words ─────────────────────────────────────────────────────────────────────


def _question(text: str) -> Block:
    return Paragraph((Run(f"{_('To be checked:')} ", bold=True), Run(_sentence(text))))


def _line(text: str, style: ParagraphStyle = "body") -> Paragraph:
    return Paragraph(_words(text), style)


def _words(text: str) -> Inlines:
    return (Run(text),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    """A text that begins with a capital and ends with a full stop, or has an end."""
    return _capital(text) + ("" if text.endswith(("?", "!", ".", "…")) else ".")
