"""What the styles and the placeholders of the house style are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# What the tree calls it → the name of the style in Word. Names in English are Word's own;
# Word shows those in the user's language.
NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "body": "Normal",
        "salutation": "Salutation",
        "ask-heading": "Vraagkop",
        "question": "Vraag",
        "kicker": "Bovenkop",
        "title": "Title",
        "subtitle": "Subtitle",
        "lead": "Inleiding",
        "label": "Tussenkop",
        "caption": "caption",
        "small": "Klein",
        "heading-1": "heading 1",
        "heading-2": "heading 2",
        "heading-3": "heading 3",
        "heading-numbered": "Genummerde kop",
        "unordered-1": "List Bullet",
        "unordered-2": "List Bullet 2",
        "unordered-3": "List Bullet 3",
        "ordered-1": "List Number",
        "ordered-2": "List Number 2",
        "ordered-3": "List Number 3",
        "continue-1": "List Continue",
        "continue-2": "List Continue 2",
        "continue-3": "List Continue 3",
        "quote": "Blokcitaat",  # under “Quote” LibreOffice writes a PDF that says a quote is a P
        "table": "Tabel huisstijl",
        "table-header": "Tabelkop",
        "table-text": "Tabeltekst",
        "address": "Adresblok",
        "details": "Referentieregel",
        "details-label": "Referentielabel",
        "closing": "Closing",
        "signature": "Ondertekening",
        "contents-heading": "TOC Heading",
        "contents": "toc 1",
        "footnote": "footnote text",
        "footnote-reference": "footnote reference",
        "hyperlink": "Hyperlink",
        "prompt": "Invulaanwijzing",
    }
)

# Placeholders in headers and footers, each alone in a run of its own.
TOKENS: Final = ("naam", "ondertitel", "contact", "titel", "datum", "concept")
TOKEN: Final = re.compile(f"«({'|'.join(TOKENS)})»")
