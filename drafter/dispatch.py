"""What goes out with the letters of a campaign: PDFs, e-mails ready to be sent, and one .zip."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from drafter import filenames, outputs, pdf
from drafter.batch import Finished, Made
from drafter.pipeline import pdfs


def require_pdfs() -> None:
    """Raise `DrafterError` when no PDF can be made here."""
    pdf.require()


def can_make_pdfs() -> bool:
    """Whether a PDF can be made here."""
    return pdf.find() is not None


def make_pdfs(documents: Iterable[Path]) -> None:
    """A PDF beside each document that has none, or one that is older than the document.

    Raises `DrafterError` when LibreOffice is not there, or makes none.
    """
    if old := [path for path in documents if not _is_newer(path.with_suffix(".pdf"), path)]:
        pdfs(old)


def _is_newer(made: Path, source: Path) -> bool:
    return made.is_file() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns


def pages(documents: Iterable[str], folder: Path) -> list[int | None]:
    """How many pages the documents with these names in a folder have, as far as PDFs tell."""
    made = {path.stem: path for path in folder.glob("*.pdf")}
    found = ((name, made.get(name.removesuffix(".docx"))) for name in documents)
    return [
        pdf.pages(one) if one and _is_newer(one, folder / name) else None for name, one in found
    ]


def outdated(documents: Collection[str], folder: Path) -> list[str]:
    """The PDFs and e-mails beside the documents with these names that are older than these."""
    stems = {name.removesuffix(".docx"): folder / name for name in documents}
    return sorted(
        path.name
        for kind in ("eml", "pdf")
        for path in folder.glob(f"*.{kind}")
        if path.stem in stems and not _is_newer(path, stems[path.stem])
    )


def write_email(folder: Path, finished: Finished, made: Made) -> Path:
    """An e-mail with the letter, its PDF when there is one, and all that is enclosed."""
    from drafter import mail

    assert made.message is not None, "asked for when the letter was drafted"
    letter = folder / made.row.file
    files = _with_pdfs([letter, *finished.enclosed(made)])
    attached = (mail.Attachment(name, file.read_bytes()) for name, file in _named(files).items())
    path = letter.with_suffix(".eml")
    outputs.replace(path, mail.draft(made.message, attached))
    return path


def write_zip(path: Path, documents: Iterable[Path]) -> Path:
    """One .zip with these files, and the PDFs of those that have one."""
    from drafter import parcel

    files = _named(_with_pdfs(documents))
    outputs.replace_with(path, lambda file: parcel.write(file, files))
    return path


def _with_pdfs(files: Iterable[Path]) -> list[Path]:
    """The files, and after each document its PDF, if there is one of it as it is now."""
    found = []
    for file in files:
        made = file.with_suffix(".pdf")
        found += [file, made] if file != made and _is_newer(made, file) else [file]
    return found


def _named(files: Sequence[Path]) -> Mapping[str, Path]:
    """The files by names that every system keeps."""
    return dict(zip(filenames.distinct(file.name for file in files), files, strict=True))
