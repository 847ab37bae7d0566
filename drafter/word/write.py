"""A document tree → the bytes of a .docx in house style.

Pure: the same tree and house style give the same bytes. Parts that do not differ between
letters are taken over compressed, as they lie in the house style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from gettext import gettext as _

from drafter.document import Document, Note
from drafter.problems import DrafterError, Place, Problem
from drafter.word import parts
from drafter.word.blocks import places, write_block
from drafter.word.bookmarks import Bookmarks
from drafter.word.contents import targets
from drafter.word.inlines import Writing
from drafter.word.package import Part, pack
from drafter.word.shared import facts, written
from drafter.word.style import HouseStyle
from drafter.word.xml import DECLARATION, R, W

_HEAD = f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'


def write(document: Document, style: HouseStyle) -> bytes:
    """The document as a .docx.

    Its text must hold no character that XML forbids, and no carriage return. Raises
    DrafterError (code `no-such-note`) if it mentions the number of a note that it lacks.
    """
    writing = begin(document, style)
    return packed(document, writing, body(document, writing), parts.footnotes(writing))


def body(document: Document, writing: Writing) -> str:
    """The paragraphs and tables of the document."""
    return "".join(
        [written(block, place, writing, write_block) for block, place in places(document.blocks)]
    )


def packed(document: Document, writing: Writing, body: str, notes: Iterable[Part]) -> bytes:
    """The .docx with this text; the notes are asked for when that has been written."""
    text = f"{_HEAD}{body}{writing.page.section}</w:body></w:document>"
    return pack(_parts(document, writing, text, notes))


def _parts(
    document: Document, writing: Writing, text: str, notes: Iterable[Part]
) -> Iterator[Part]:
    """Every part, in the order of the file."""
    page, draft = writing.page, document.draft
    yield parts.types(page.types, draft)
    yield parts.top()
    yield Part.of("word/document.xml", text)
    yield parts.links(writing)
    yield from notes
    yield parts.numbering(writing.style, writing.lists)
    yield from parts.running(document, page)
    yield from page.copied
    yield parts.core(document)
    yield from parts.baseline(document, writing)


def begin(document: Document, style: HouseStyle) -> Writing:
    """What must be known of the document before its text is written. Raises like `write`."""
    held = [facts(block) for block in document.blocks]
    numbers = _numbers(note for one in held for note in one.notes)
    mentioned = frozenset().union(*(one.mentioned for one in held))
    if lacking := sorted(mentioned - numbers.keys()):
        raise DrafterError(map(_no_such_note, lacking))
    printed = document.baseline.values.keys() | frozenset().union(*(one.fields for one in held))
    return Writing(
        style=style,
        page=style.pages[document.layout],
        language="" if document.language == style.language else document.language,
        numbers=numbers,
        mentioned=mentioned,
        bookmarks=Bookmarks(printed) if document.draft else None,
        contents=targets(document.blocks),
    )


def _numbers(notes: Iterable[Note]) -> Mapping[str, int]:
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
