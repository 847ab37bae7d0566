"""Bring the Dutch messages in line with the code: `make messages`.

Run it after a message was added or changed. It renews `drafter.pot`, keeps every
translation in `drafter.po` whose English text is still there, leaves new ones empty,
guesses at changed ones (marked `fuzzy`: correct them and remove that mark), and compiles
`drafter.mo`. Edit the .po, run it again, and `make test` tells what is still missing.
"""

from __future__ import annotations

import ast
import io
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parent
PACKAGE = LOCALE.parent
TEMPLATE = LOCALE / "drafter.pot"
DUTCH = LOCALE / "nl" / "LC_MESSAGES" / "drafter.po"
COMPILED = DUTCH.with_suffix(".mo")
REST = DUTCH.with_name("drafter-rest.mo")

# They speak in every run.
_AT_EVERY_START = ("cli.py", "options.py", "terminal.py", "locale/click_texts.py")

_MARKS = ("_", "N_", "ngettext")
_COMMENT = "# The messages of drafter in Dutch. Renew them with: make messages"
_HEADER = (
    ("Language", "nl"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit\n"),
)


class _Undated(Catalog):
    """A catalogue without dates and versions in its header, which would differ every time."""

    mime_headers: Any = _HEADER


def extracted(*names: str) -> Catalog:
    """The messages that the code has now, or some modules of it."""
    catalog = Catalog()
    paths = [PACKAGE / name for name in names] or sorted(PACKAGE.rglob("*.py"))
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = [text for argument in node.args if (text := _text(argument))]
                if texts and node.func.id in _MARKS:
                    catalog.add(texts[0] if len(texts) == 1 else tuple(texts))
    return catalog


def _text(argument: ast.expr) -> str | None:
    value = argument.value if isinstance(argument, ast.Constant) else None
    return value if isinstance(value, str) else None


def translated(template: Catalog) -> Catalog:
    """The messages of `template`, with the translations that there are."""
    catalog = _Undated("nl", header_comment=_COMMENT, fuzzy=False)
    for message in read(DUTCH) if DUTCH.exists() else ():
        if message.id:
            catalog[message.id] = message
    catalog.update(template)
    return catalog


def read(path: Path) -> Catalog:
    """A .po file."""
    with path.open("rb") as file:
        return read_po(file, "nl")


def _po(catalog: Catalog, *, header: bool) -> bytes:
    for message in catalog:
        message.flags &= {"fuzzy"}  # the others are guesses at what is a placeholder
    file = io.BytesIO()
    write_po(
        file,
        catalog,
        width=90,
        no_location=True,
        omit_header=not header,
        sort_output=True,
        ignore_obsolete=True,
    )
    return file.getvalue()


def _part(whole: Catalog, first: Catalog, is_first: bool) -> Catalog:
    """Those messages of a catalogue that are in another, or those that are not."""
    part = _Undated("nl", fuzzy=False)
    for message in whole:
        if message.id and (message.id in first) == is_first:
            part[message.id] = message
    return part


def main() -> None:
    """Write the four files."""
    template = extracted()
    dutch = translated(template)
    TEMPLATE.write_bytes(_po(template, header=False))
    DUTCH.write_bytes(_po(dutch, header=True))
    first = extracted(*_AT_EVERY_START)
    for path, is_first in ((COMPILED, True), (REST, False)):
        with path.open("wb") as file:
            write_mo(file, _part(dutch, first, is_first))
    left = [m.id for m in dutch if m.id and (m.fuzzy or not all(m.string or ("",)))]
    for id in left:
        print(f"to translate: {id}")


if __name__ == "__main__":
    main()
