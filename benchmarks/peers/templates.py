"""The peers' templates from the house style:  python templates.py HOUSE-STYLE FOLDER

Makes FOLDER/python-docx.docx, the letter's pages without text, and FOLDER/docxtpl.docx, the
same with placeholders. Both hold only what a letter needs, and the letterhead as fixed text,
so that the peers have as little to do as they can.
"""

from __future__ import annotations

import sys
from pathlib import Path

import content
from docx import Document
from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from python_docx_letter import write

_NAMES = (
    *("address", "salutation", "date", "reference", "subject", "occasion", "meeting"),
    *("opening", "appreciation", "bridge", "closing", "enclosure"),
)
_LETTER = {name: f"{{{{ {name} }}}}" for name in _NAMES}
_ASK = {name: f"{{{{ ask.{name} }}}}" for name in ("heading", "background", "question")}


def build(house_style: Path, folder: Path) -> None:
    """Make both templates."""
    document = _empty(house_style)
    document.save(str(folder / "python-docx.docx"))
    write(document, {**_LETTER, "asks": [_ASK], "notes": ["{{ note }}"]})
    _repeat(document, "ask in asks", "{{ ask.heading }}", "{{ ask.question }}")
    _repeat(document, "note in notes", "{{ note }}", "{{ note }}")
    document.save(str(folder / "docxtpl.docx"))


def _empty(house_style: Path) -> Doc:
    """The house style's first section, which is the letter's, with nothing on the page."""
    document = Document(str(house_style))
    body = document.element.body
    letter = document.sections[0]._sectPr
    body.clear()
    body.append(letter)
    used = {reference.rId for reference in letter if hasattr(reference, "rId")}
    for key, relation in list(document.part.rels.items()):
        kind = relation.reltype
        if kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER) and key not in used:
            del document.part.rels[key]
    _letterhead(document)
    document.core_properties.author = content.AUTHOR
    return document


def _letterhead(document: Doc) -> None:
    section = document.sections[0]
    for part in (section.first_page_header, section.header, section.first_page_footer):
        for run in (run for paragraph in part.paragraphs for run in paragraph.runs):
            run.text = content.RUNNING.get(run.text, run.text)


def _repeat(document: Doc, loop: str, first: str, last: str) -> None:
    """Put a loop around the paragraphs from `first` to `last`."""
    start = next(p for p in document.paragraphs if p.text == first)
    start.insert_paragraph_before(f"{{%p for {loop} %}}")
    end = next(p for p in document.paragraphs if p.text == last)
    after = end.insert_paragraph_before("{%p endfor %}")
    end._p.addnext(after._p)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
