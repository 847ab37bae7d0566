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


def extracted() -> Catalog:
    """The messages that the code has now, click's among them."""
    catalog = Catalog()
    for path in sorted(PACKAGE.rglob("*.py")):
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


def main() -> None:
    """Write the three files."""
    template = extracted()
    dutch = translated(template)
    TEMPLATE.write_bytes(_po(template, header=False))
    DUTCH.write_bytes(_po(dutch, header=True))
    with COMPILED.open("wb") as file:
        write_mo(file, dutch)
    left = [m.id for m in dutch if m.id and (m.fuzzy or not all(m.string or ("",)))]
    for id in left:
        print(f"to translate: {id}")


if __name__ == "__main__":
    main()
