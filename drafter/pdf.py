"""Word → PDF, by LibreOffice."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

from drafter import outputs
from drafter.problems import DrafterError, Place, Problem

_TIMEOUT = 180  # seconds; a first start on a slow laptop takes some twenty
_BATCH = 100  # LibreOffice 7.4 stops, without a word, after some 250 files
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# A tagged PDF with bookmarks, that shows its title in the window.
_OPTIONS = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
}


def convert(documents: Mapping[Path, bytes]) -> list[Path]:
    """Make a PDF beside each .docx, in as few starts of LibreOffice as it can bear.

    `documents` are the .docx files and what LibreOffice is to print of each.

    Raises `DrafterError` when LibreOffice is not there, or makes no PDF.
    """
    program = require()
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        work = Path(folder)
        copies = _copies(documents, work)
        batches = (copies[at : at + _BATCH] for at in range(0, len(copies), _BATCH))
        said = "\n".join(_run(program, batch, work) for batch in batches)
        return [_collect(document, work / f"{n}.pdf", said) for n, document in enumerate(documents)]


def pages(pdf: Path) -> int:
    """How many pages a PDF of LibreOffice's has; it writes each page's entry as plain text."""
    return len(re.findall(rb"/Type ?/Page\b(?!s)", pdf.read_bytes()))


def require() -> str:
    """The program. Raises `DrafterError` when it is not installed."""
    program = find()
    if program is None:
        raise DrafterError([_absent()])
    return program


def find() -> str | None:
    """The program, or None when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _copies(documents: Mapping[Path, bytes], folder: Path) -> list[Path]:
    """What is to be printed, numbered, for documents of two folders may share a name."""
    copies = [folder / f"{number}.docx" for number in range(len(documents))]
    for copy, data in zip(copies, documents.values(), strict=True):
        copy.write_bytes(data)
    return copies


def _run(program: str, documents: Sequence[Path], folder: Path) -> str:
    import subprocess  # a campaign without PDFs need not wait for it

    typed = {name: {"type": "boolean", "value": str(on).lower()} for name, on in _OPTIONS.items()}
    command = [
        program,
        "--headless",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",  # beside an open LibreOffice
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(typed)}",
        "--outdir",
        str(folder),
        *(str(document) for document in documents),
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return done.stderr.strip()


def _collect(document: Path, made: Path, said: str) -> Path:
    """The PDF at its place; LibreOffice's exit code does not tell whether there is one."""
    target = document.with_suffix(".pdf")
    if not made.is_file():
        message = _("LibreOffice made no PDF of this document")
        raise DrafterError([Problem(Place(str(document)), "no-pdf", message, said)])
    outputs.replace(target, made.read_bytes())
    return target


def _absent() -> Problem:
    how = {
        "darwin": _(
            "install it from www.libreoffice.org, or open the .docx in Word and save as PDF"
        ),
        "win32": _(
            "install it from www.libreoffice.org, or open the .docx in Word and save as PDF"
        ),
    }
    return Problem(
        Place("LibreOffice"),
        "no-libreoffice",
        _("for a PDF, drafter needs LibreOffice, and it is not on this computer"),
        how.get(sys.platform, _("install it with: sudo apt install libreoffice-writer")),
    )
