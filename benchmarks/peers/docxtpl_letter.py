"""The letters with docxtpl:  python docxtpl_letter.py TEMPLATE FOLDER INPUT

The template is a Word file with placeholders (see `templates`). It and Jinja's environment
are set up once for all letters.
"""

from __future__ import annotations

import sys
from pathlib import Path

from content import letters
from docxtpl import DocxTemplate
from jinja2 import Environment


def make(template: Path, folder: Path, path: Path) -> None:
    """A .docx in `folder` for the letter, or for each version of the campaign, in this file."""
    document = DocxTemplate(template)
    environment = Environment(autoescape=True)
    for letter in letters(path):
        document.render(letter, environment)
        document.save(folder / f"{letter['id']}.docx")


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:]))
