"""A document tree → the bytes of a .docx in house style.

Pure: the same tree and house style give the same bytes. Parts that do not differ between
letters are taken over compressed, as they lie in the house style.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _

from drafter.document import Document, Inline, Link, Note, NoteNumber, Run, lines
from drafter.problems import DrafterError, Place, Problem
from drafter.word import parts
from drafter.word.blocks import flow
from drafter.word.bookmarks import Bookmarks
from drafter.word.contents import targets
from drafter.word.inlines import Writing
from drafter.word.package import Part, pack
from drafter.word.style import HouseStyle
from drafter.word.xml import DECLARATION, R, W

_HEAD = f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'


def write(document: Document, style: HouseStyle) -> bytes:
    """The document as a .docx.

    Its text must hold no character that XML forbids, and no carriage return. Raises
    DrafterError (code `no-such-note`) if it mentions the number of a note that it lacks.
    """
    writing = _begin(document, style)
    body = flow(document.blocks, writing)
    text = f"{_HEAD}{body}{writing.page.section}</w:body></w:document>"
    return pack(_parts(document, writing, text))


def _parts(document: Document, writing: Writing, text: str) -> Iterator[Part]:
    """Every part, in the order of the file."""
    page, draft = writing.page, document.draft
    yield parts.types(page.types, draft)
    yield parts.top()
    yield Part.of("word/document.xml", text)
    yield parts.links(writing)
    yield from parts.footnotes(writing)
    yield parts.numbering(writing.style, writing.lists)
    yield from parts.running(document, page)
    yield from page.copied
    yield parts.core(document)
    yield from parts.baseline(document, writing)


def _begin(document: Document, style: HouseStyle) -> Writing:
    inlines: list[Inline] = [inline for text in lines(document.blocks) for inline in text]
    notes = [inline for inline in inlines if type(inline) is Note]
    inlines += [inline for note in notes for inline in note.content]
    numbers = _numbers(notes)
    mentioned = frozenset([inline.key for inline in inlines if type(inline) is NoteNumber])
    if lacking := sorted(mentioned - numbers.keys()):
        raise DrafterError(map(_no_such_note, lacking))
    return Writing(
        style=style,
        page=style.pages[document.layout],
        language="" if document.language == style.language else document.language,
        numbers=numbers,
        mentioned=mentioned,
        bookmarks=_bookmarks(document, inlines) if document.draft else None,
        contents=targets(document.blocks),
    )


def _numbers(notes: list[Note]) -> Mapping[str, int]:
    """Key → number of the first note that has it."""
    numbers: dict[str, int] = {}
    for number, note in enumerate(notes, 1):
        numbers.setdefault(note.key, number)
    return numbers


def _no_such_note(key: str) -> Problem:
    return Problem(
        Place(""),
        "no-such-note",
        _("the text refers to the footnote “{key}”, but there is none").format(key=key),
    )


def _bookmarks(document: Document, inlines: list[Inline]) -> Bookmarks:
    runs = [inline for inline in inlines if type(inline) is Run]
    for inline in inlines:
        if type(inline) is Link:
            runs += inline.runs
    printed = {run.field for run in runs if run.field is not None}
    return Bookmarks(printed | document.baseline.values.keys())
