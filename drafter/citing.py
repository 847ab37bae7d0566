"""How a source is cited: in full in a footnote, briefly in a sentence.

A note consists of pieces that know which field of the source they stand for, so that what
is changed in a printed note can find its way back.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from drafter.dutch import citations
from drafter.dutch.dates import format_date
from drafter.dutch.references import (
    Minutes,
    Paper,
    Promise,
    Resolution,
    document_url,
    page_of,
)
from drafter.dutch.typography import NBSP, capitalised
from drafter.sources import Source


class Piece(NamedTuple):
    """A piece of a note, and the field of the source that it stands for, if any."""

    text: str
    field: str = ""


class Mention(NamedTuple):
    """How a sentence names a source the first time, and how after that."""

    first: str
    again: str


# What a mention in a sentence says of a source; the rest stands in a note only.
MENTIONED = frozenset(
    (
        *("kamerstuk", "motie", "handelingen", "aanhangsel", "toezegging"),
        *("resolution", "year", "document", "reference"),
    )
)

# ── In a footnote ─────────────────────────────────────────────────────────────


def note(source: Source) -> Iterator[Piece]:
    """The text of the footnote: `Kamerstukken II 2016/17, 29521, nr. 336, p. 4.`

    A paper without its session, which the legal form needs, is cited as in a sentence.
    """
    if reference := source.cited:
        yield from _NUMBERS[type(reference)](source, reference)
        yield from _page(source)
        before, after = _BRACKETS.get(type(reference), (", ", ""))
        yield from _between(before, [*_motion(source), *_name(source)], after)
    else:
        yield from _left_alone(source)
        yield from _page(source)
    if source.url:
        yield from (Piece(", "), Piece(source.url, "url"))
    yield Piece(".")


def _paper(source: Source, cited: Paper) -> Iterator[Piece]:
    paper = cited._replace(page="") if source.page else cited
    if source.session:
        yield Piece(f"Kamerstukken {paper.chamber} ")
        yield from (Piece(paper.session, "session"), Piece(", "))
        yield Piece(paper.legal_number() + page_of(paper.page), "kamerstuk")
    else:
        yield Piece(paper.legal(), "kamerstuk")


def _minutes(source: Source, cited: Minutes) -> Iterator[Piece]:
    minutes = cited._replace(page="") if source.page else cited
    yield Piece(minutes.legal(), source.kind)


def _resolution(source: Source, cited: Resolution) -> Iterator[Piece]:
    if source.year:
        yield Piece(cited._replace(year="").legal(), "resolution")
        yield from _between(" (", [Piece(source.year, "year")], ")")
    else:
        yield Piece(cited.legal(), "resolution")


def _promise(_source: Source, cited: Promise) -> Iterator[Piece]:
    yield Piece(capitalised(cited.legal()), "toezegging")


_NUMBERS: dict[type, Callable[[Source, Any], Iterator[Piece]]] = {
    Paper: _paper,
    Minutes: _minutes,
    Resolution: _resolution,
    Promise: _promise,
}
# What the document is stands in brackets, but for numbers that may end in one.
_BRACKETS = {Paper: (" (", ")"), Minutes: (" (", ")")}


def _left_alone(source: Source) -> Iterator[Piece]:
    """`Brief over het actieplan, 9 november 2022, kenmerk BZDOC-…`."""
    name = list(_name(source))
    yield from _between("", name, ", " if name else "")
    word = _WORDS[source.kind]
    yield Piece(f"{word if name else capitalised(word)} ")
    yield Piece(getattr(source, source.kind), source.kind)


_WORDS = {"document": "documentnummer", "reference": "kenmerk"}


def _page(source: Source) -> Iterator[Piece]:
    if source.page:
        yield from (Piece(f", p.{NBSP}"), Piece(source.page, "page"))


def _motion(source: Source) -> Iterator[Piece]:
    if source.motie and (motion := citations.motion(source.motie)):
        yield Piece(motion.running(), "motie")


def _name(source: Source) -> Iterator[Piece]:
    """What the document is, and of when."""
    if source.title:
        yield Piece(source.title, "title")
    if source.date:
        yield Piece(format_date(source.date), "date")


def _between(before: str, pieces: list[Piece], after: str) -> Iterator[Piece]:
    """The pieces with commas, between two signs; nothing when there are none."""
    for piece in pieces:
        yield from (Piece(before), piece)
        before = ", "
    if pieces:
        yield Piece(after)


def in_full(source: Source) -> str:
    """The text of the footnote, as one text."""
    return "".join(piece.text for piece in note(source))


def candidate_url(source: Source) -> str | None:
    """Where the source probably stands on the web, to be looked at before it is used.

    None when nothing like it was ever seen there, and when an address was typed.
    """
    if source.url:
        return None
    if source.document:
        return document_url(source.document)
    reference = source.cited
    return reference.candidate_url() if isinstance(reference, Paper | Minutes) else None


# ── In a sentence ─────────────────────────────────────────────────────────────


def mention(source: Source) -> Mention:
    """The source in a sentence, without its page: `Kamerstuk 29 521, nr. 336`."""
    reference: Any = source.cited
    if reference is None:
        words = f"{_WORDS[source.kind]} {getattr(source, source.kind)}"
        return Mention(words, words)
    if isinstance(reference, Resolution):
        return Mention(reference.running(), reference.again())
    if hasattr(reference, "page"):
        reference = reference._replace(page="")
    running = reference.running()
    if source.motie and (motion := citations.motion(source.motie)):
        return Mention(f"{motion.running()} ({running})", motion.running())
    return Mention(running, running)
