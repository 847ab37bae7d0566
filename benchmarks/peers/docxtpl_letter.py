"""The letter with docxtpl:  python docxtpl_letter.py TEMPLATE FOLDER LETTER...

The template is a Word file with placeholders (see `templates`). It and Jinja's environment
are set up once for all letters.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from content import read
from docxtpl import DocxTemplate
from jinja2 import Environment


def make(template: Path, folder: Path, letters: Sequence[Path]) -> None:
    """A .docx in `folder` for each letter."""
    document = DocxTemplate(template)
    environment = Environment(autoescape=True)
    for letter in letters:
        values = read(letter)
        document.render(values, environment)
        document.save(folder / f"{values['id']}.docx")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
