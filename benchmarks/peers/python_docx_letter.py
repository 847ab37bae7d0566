"""The letters with python-docx:  python python_docx_letter.py TEMPLATE FOLDER INPUT

The template is the house style without text (see `templates`), opened anew for each letter
because python-docx changes what it opens. Naming a style at each paragraph, as its manual
does, takes no longer than handing it the style itself (measured).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import content
from docx import Document
from docx.document import Document as Doc


def make(template: Path, folder: Path, path: Path) -> None:
    """A .docx in `folder` for the letter, or for each version of the campaign, in this file."""
    for letter in content.letters(path):
        document = Document(str(template))
        write(document, letter)
        document.save(str(folder / f"{letter['id']}.docx"))


def write(document: Doc, letter: Mapping[str, Any]) -> None:
    """Fill an empty document."""
    add = document.add_paragraph
    for line in (letter["address"], *content.HOUSE):
        add(line, "Adresblok")
    _detail(document, "Datum", f"Den Haag, {letter['date']}")
    _detail(document, "Ons kenmerk", letter["reference"])
    _detail(document, "Betreft", letter["subject"])
    add(letter["salutation"], "Salutation")
    add(f"{letter['meeting']} {letter['occasion']}. {letter['opening']}")
    add(letter["appreciation"])
    add(letter["bridge"])
    for ask in letter["asks"]:
        add(style="List Bullet").add_run(ask["heading"]).bold = True
        add(ask["background"], "List Continue")
        add(ask["question"], "Vraag")
    add(letter["closing"])
    add(content.CLOSING, "Closing")
    add(content.SIGNATURE, "Ondertekening")
    add(f"Bijlage: {letter['enclosure']}", "Klein")
    for note in letter["notes"]:
        add(note, "Klein")
    _running(document, {"«titel»": letter["subject"], "«datum»": letter["date"]})
    document.core_properties.title = letter["subject"]
    document.core_properties.subject = letter["occasion"]


def _detail(document: Doc, label: str, text: str) -> None:
    paragraph = document.add_paragraph(style="Referentieregel")
    paragraph.add_run(label, "Referentielabel")
    paragraph.add_run(f"\t{text}")


def _running(document: Doc, words: Mapping[str, str]) -> None:
    """Put the letter's own words into the header of the following pages."""
    for paragraph in document.sections[0].header.paragraphs:
        for run in paragraph.runs:
            if run.text in words:
                run.text = words[run.text]


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:]))
