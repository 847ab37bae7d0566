"""XML, as much as Word needs: escaping what is written, and a strict parser for what is read.

Reading uses expat itself. ElementTree takes five milliseconds to import and cannot refuse
a document type declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = f"{OFFICE}/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DC: Final = "http://purl.org/dc/elements/1.1/"
CORE: Final = f"{PACKAGE}/metadata/core-properties"
RELATIONSHIPS: Final = f"{PACKAGE}/relationships"
TYPES: Final = f"{PACKAGE}/content-types"
BASELINE: Final = "urn:drafter:baseline:1"  # ours: the values that a draft was made from

# expat writes a name as namespace, this separator, local name.
SEPARATOR: Final = " "


def escape(text: str) -> str:
    """The text as element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """The text as an attribute value, without the quotes around it."""
    value = escape(text).replace('"', "&quot;")
    return value.replace("\n", "&#10;").replace("\t", "&#9;")


Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Text = Callable[[str], object]


def parse(data: bytes, start: Start, end: End, text: Text) -> None:
    """Call `start`, `end` and `text` for what is in the part.

    Raises ValueError if it is not well-formed, or has a document type declaration.
    """
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


def _refuse(*_declaration: object) -> None:
    raise ValueError("document type declaration")


@dataclass(slots=True)
class Element:
    """An element with its attributes and the text directly inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def child(self, tag: str) -> Element | None:
        """The first child with this tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def get(self, path: str, attribute: str) -> str | None:
        """The attribute of the element at the end of a path such as `pPr/ind`, all Word's own."""
        element: Element | None = self
        for name in path.split("/"):
            element = element and element.child(f"{W}{SEPARATOR}{name}")
        return element.attributes.get(f"{W}{SEPARATOR}{attribute}") if element else None


def tree(data: bytes) -> Element:
    """The part as a tree, for small parts. Raises ValueError like `parse`."""
    top = Element("", {})
    path = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        path[-1].children.append(element)
        path.append(element)

    def text(characters: str) -> None:
        path[-1].text += characters

    parse(data, start, lambda _tag: path.pop(), text)
    return top.children[0]
