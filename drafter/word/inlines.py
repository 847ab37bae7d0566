"""Inlines → runs, hyperlinks, footnote references and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from drafter.document import Inline, Inlines, Link, Note, NoteNumber, Run
from drafter.word.bookmarks import Bookmarks, Target, bookmark_names, stretches
from drafter.word.style import HouseStyle, Page
from drafter.word.xml import escape


class Writing:
    """What is known and gathered while one document is written."""

    def __init__(
        self,
        style: HouseStyle,
        page: Page,
        language: str,  # for runs without a language of their own; "" if the style's will do
        numbers: Mapping[str, int],  # key of a note → its number
        mentioned: frozenset[str],  # keys of the notes whose number is mentioned elsewhere
        bookmarks: Bookmarks | None,  # None in a final document
        contents: Mapping[int, Target],  # by id(heading)
    ) -> None:
        self.style = style
        self.page = page
        self.language = language
        self.numbers = numbers
        self.mentioned = mentioned
        self.bookmarks = bookmarks
        self.contents = contents
        self.links: dict[str, str] = {}  # address → relationship id
        self.notes: list[tuple[Note, str | None]] = []  # with owner
        self.lists: list[str] = []  # w:num elements
        self.owner: str | None = None  # the bookmarked field that is being written

    def link(self, url: str) -> str:
        """The relationship id of an address."""
        return self.links.setdefault(url, f"link{len(self.links) + 1}")

    def for_notes(self) -> Writing:
        """The same for the footnotes, a part with relations of its own."""
        return Writing(
            self.style, self.page, self.language, self.numbers, frozenset(), self.bookmarks, {}
        )


def inlines(content: Inlines, writing: Writing, owner: str | None = None) -> str:
    """The text of a paragraph. `owner` is the field that a note belongs to."""
    bookmarks = writing.bookmarks
    if bookmarks is None:
        return plain(content, writing)
    parts = stretches(content)
    out = []
    for (origin, part), name in zip(parts, bookmarks.paragraph(parts, owner), strict=True):
        writing.owner = origin if name else None
        written = plain(part, writing)
        out.append(bookmarks.around(name, written) if name else written)
    return "".join(out)


def plain(content: Iterable[Inline], writing: Writing) -> str:
    """The inlines one after another, without bookmarks for their fields."""
    return "".join([_INLINE[type(inline)](inline, writing) for inline in content])


# ── Runs ──────────────────────────────────────────────────────────────────────


def text(characters: str) -> str:
    """The content of a run: what was typed, with a break and a tab as elements."""
    if "\n" not in characters and "\t" not in characters:
        return f'<w:t xml:space="preserve">{escape(characters)}</w:t>' if characters else ""
    return "".join(_BREAKS.get(part) or text(part) for part in _AT_BREAKS.split(characters))


_AT_BREAKS: Final = re.compile(r"([\n\t])")
_BREAKS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def _run(run: Run, writing: Writing, role: str = "") -> str:
    if not run.text:
        return ""
    role = "prompt" if run.prompt else role
    style_id = writing.style.looks[role].id if role else ""
    language = run.language or writing.language
    dress = _dress(style_id, run.bold, run.italic, run.superscript, language, run.edited)
    return f"<w:r>{dress}{text(run.text)}</w:r>"


@lru_cache(maxsize=256)
def _dress(
    style_id: str, bold: bool, italic: bool, superscript: bool, language: str, edited: str = ""
) -> str:
    """The w:rPr, or nothing."""
    inside = "".join(
        (
            f'<w:rStyle w:val="{style_id}"/>' if style_id else "",
            "<w:b/>" if bold else "",
            "<w:i/>" if italic else "",
            _EDITED[edited],
            '<w:vertAlign w:val="superscript"/>' if superscript else "",
            f'<w:lang w:val="{escape(language)}"/>' if language else "",
        )
    )
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


# What was taken out is struck and what was put in is underlined, also on paper without colours.
# Against white the contrast is 8.2 and 7.9.
_EDITED: Final = {
    "": "",
    "deleted": '<w:strike/><w:color w:val="9B1C1C"/>',
    "inserted": '<w:color w:val="0B5D3B"/><w:u w:val="single"/>',
}


def styled(characters: str, role: str, writing: Writing) -> str:
    """A run of the house's own text in a character style."""
    dress = _dress(writing.style.looks[role].id, False, False, False, "")
    return f"<w:r>{dress}{text(characters)}</w:r>"


# ── Links ─────────────────────────────────────────────────────────────────────


def _link(link: Link, writing: Writing) -> str:
    key = writing.link(link.url)
    return f'<w:hyperlink r:id="{key}" w:history="1">{_linked(link, writing)}</w:hyperlink>'


def _linked(link: Link, writing: Writing) -> str:
    """The runs of a link; where they come from several places, each field has its bookmark."""
    written = [_run(run, writing, "hyperlink") for run in link.runs]
    if writing.bookmarks is None or len({run.field for run in link.runs}) < 2:
        return "".join(written)
    names = writing.bookmarks.within([(run.field, (run,)) for run in link.runs])
    return "".join(
        writing.bookmarks.around(name, run) if name else run
        for name, run in zip(names, written, strict=True)
    )


# ── Notes ─────────────────────────────────────────────────────────────────────


def _note(note: Note, writing: Writing) -> str:
    writing.notes.append((note, writing.owner))
    number = len(writing.notes)
    dress = _dress(writing.style.looks["footnote-reference"].id, False, False, False, "")
    id = writing.style.first_note - 1 + number
    sign = f'<w:r>{dress}<w:footnoteReference w:id="{id}"/></w:r>'
    if writing.bookmarks and note.key in writing.mentioned and writing.numbers[note.key] == number:
        return writing.bookmarks.around(_target(note.key), sign)
    return sign


def _note_number(mention: NoteNumber, writing: Writing) -> str:
    number = text(str(writing.numbers[mention.key]))
    if writing.bookmarks is None:
        return f"<w:r>{number}</w:r>"
    return computed(f"NOTEREF {_target(mention.key)} \\h", number)


def computed(code: str, shown: str) -> str:
    """A field of Word: its code, and what it shows until Word computes it anew."""
    return f"{computed_start(code)}<w:r>{shown}</w:r>{COMPUTED_END}"


def computed_start(code: str, *, dirty: bool = False) -> str:
    """What stands before the shown text; Word computes a dirty one when it opens the file."""
    stale = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{stale}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


COMPUTED_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _target(key: str) -> str:
    """The bookmark on the reference of a note; the underscore hides it in Word's list."""
    return f"_Ref_{bookmark_names([key])[key][:35]}"


_INLINE: Final[dict[type, Callable[[Any, Writing], str]]] = {
    Run: _run,
    Link: _link,
    Note: _note,
    NoteNumber: _note_number,
}
