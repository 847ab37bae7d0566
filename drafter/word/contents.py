"""The table of contents: a field of Word over the level-1 headings, with its entries filled in."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.document import Block, Contents, Heading, Inline, Link, NoteNumber, Run
from drafter.word.bookmarks import Target
from drafter.word.inlines import COMPUTED_END, Writing, computed, computed_start, text
from drafter.word.package import Part, pack, unpack

# Level 1, by style and by outline level, as links.
_START = computed_start('TOC \\o "1-1" \\h \\z \\u', dirty=True)
_LINK_END = "</w:hyperlink>"
_PAGE = "1"  # until Word or LibreOffice has laid out the pages


def targets(blocks: Iterable[Block]) -> dict[int, Target]:
    """Per heading, by its identity, since two may read the same; none without a Contents block."""
    found = list(blocks)
    if not any(isinstance(block, Contents) for block in found):
        return {}
    headings = [block for block in found if isinstance(block, Heading) and block.level == 1]
    return {id(heading): Target(at, heading) for at, heading in enumerate(headings)}


def contents(block: Contents, writing: Writing) -> str:
    """The heading above it, and an entry per heading inside one field."""
    looks = writing.style.looks
    title = f'<w:p><w:pPr><w:pStyle w:val="{looks["contents-heading"].id}"/></w:pPr>'
    entries = _entries(writing) or [""]
    entries[0] = _START + entries[0]
    entries[-1] += COMPUTED_END
    style = f'<w:pPr><w:pStyle w:val="{looks["contents"].id}"/></w:pPr>'
    lines = "".join(f"<w:p>{style}{entry}</w:p>" for entry in entries)
    return f"{title}<w:r>{text(block.heading)}</w:r></w:p>{lines}"


def _entries(writing: Writing) -> list[str]:
    count = 0
    out = []
    for target in writing.contents.values():
        count += target.heading.numbered
        number = writing.style.heading_number.replace("%1", str(count))
        out.append(_entry(target, f"{number}\t" if target.heading.numbered else "", writing))
    return out


def _entry(target: Target, number: str, writing: Writing) -> str:
    words = "".join(_word(inline, writing) for inline in target.heading.content)
    page = computed(f"PAGEREF {target.name} \\h", text(_PAGE))
    return (
        f'<w:hyperlink w:anchor="{target.name}" w:history="1">'
        f"<w:r>{text(number)}{text(words)}<w:tab/></w:r>{page}{_LINK_END}"
    )


def _word(inline: Inline, writing: Writing) -> str:
    """What an entry shows of a heading: its text on one line, without notes."""
    if isinstance(inline, Run):
        return inline.text.replace("\n", " ")
    if isinstance(inline, Link):
        return "".join(_word(run, writing) for run in inline.runs)
    return str(writing.numbers[inline.key]) if isinstance(inline, NoteNumber) else ""


def printable(data: bytes) -> bytes:
    """The .docx for LibreOffice to make a PDF of: page numbers in the contents come out right.

    LibreOffice prints a table of contents as it finds it, but computes references to pages
    anew. So the entries stay and the field around them goes. A file that Word has saved has
    the right numbers already and stays as it is. Raises DrafterError like `read`.
    """
    parts = unpack(data, "")
    main = "word/document.xml"
    text = parts[main].content().decode() if main in parts else ""
    before, _start, rest = text.partition(_START)
    entries, _end, after = rest.partition(f"{_LINK_END}{COMPUTED_END}</w:p>")
    if not after:
        return data
    parts[main] = Part.of(main, f"{before}{entries}{_LINK_END}</w:p>{after}")
    return pack(parts.values())
