"""What stands in a .docx, in one line for each paragraph, bookmarks and tracked changes included.

    ‹closing›Wij lichten dit graag toe.+Noor Visser{‹/› Belt u ons gerust.}

`‹name›` begins a bookmark and `‹/›` ends it; `+` is inserted, `-` deleted, `»` moved away and `«`
moved here, by whom; `¶` is the paragraph's end where that was inserted or deleted; `(0)` and `(/0)`
are the ends of what a comment is about, `(0 Noor Visser: …)` is the comment. Reads the XML itself,
so that it can judge drafter's own reader.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = {"ins": "+", "del": "-", "moveFrom": "»", "moveTo": "«"}


def marked(data: bytes) -> list[str]:
    """The paragraphs of a document's body, and then of its footnotes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        comments = _comments(archive)
        roots = [_root(archive, "word/document.xml"), _root(archive, "word/footnotes.xml")]
    paragraphs = [paragraph for root in roots for paragraph in root.iter(f"{_W}p")]
    return ["".join([*_marks(p, comments), *_end(p)]) for p in paragraphs]


def _root(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))


def _comments(archive: zipfile.ZipFile) -> dict[str, str]:
    if "word/comments.xml" not in archive.namelist():
        return {}
    return {
        comment.attrib[f"{_W}id"]: f"{comment.attrib[f'{_W}author']}: {''.join(comment.itertext())}"
        for comment in _root(archive, "word/comments.xml")
    }


def _marks(element: ElementTree.Element, comments: dict[str, str]) -> Iterator[str]:
    for child in element:
        tag = child.tag.removeprefix(_W)
        id = child.get(f"{_W}id", "")
        match tag:
            case "bookmarkStart":
                yield f"‹{child.attrib[f'{_W}name']}›"
            case "bookmarkEnd":
                yield "‹/›"
            case "commentRangeStart":
                yield f"({id})"
            case "commentRangeEnd":
                yield f"(/{id})"
            case "commentReference":
                yield f"({id} {comments[id]})"
            case "footnoteReference":
                yield "[^]"
            case "t" | "delText":
                yield child.text or ""
            case "tab":
                yield "\t"
            case "ins" | "del" | "moveFrom" | "moveTo":
                inner = "".join(_marks(child, comments))
                yield f"{_CHANGES[tag]}{child.attrib[f'{_W}author']}{{{inner}}}"
            case "r" | "hyperlink":
                yield from _marks(child, comments)


def _end(paragraph: ElementTree.Element) -> Iterator[str]:
    for tag, sign in _CHANGES.items():
        for change in paragraph.iterfind(f"{_W}pPr/{_W}rPr/{_W}{tag}"):
            yield f"{sign}{change.attrib[f'{_W}author']}{{¶}}"
