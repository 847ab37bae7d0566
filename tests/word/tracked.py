"""Accepts or rejects all tracked changes of a .docx, as the standard says what they mean.

It reads any .docx, and knows nothing of how drafter writes them.
"""

from __future__ import annotations

import io
import zipfile
from itertools import zip_longest
from xml.etree import ElementTree as Tree

from drafter.word.xml import R, W

_IS, _WAS = "inserted", "deleted"
_OF = {f"{{{W}}}ins": _IS, f"{{{W}}}moveTo": _IS, f"{{{W}}}del": _WAS, f"{{{W}}}moveFrom": _WAS}


def accepted(data: bytes) -> bytes:
    """The file with every change accepted."""
    return _settled(data, gone=_WAS)


def rejected(data: bytes) -> bytes:
    """The file with every change rejected."""
    return _settled(data, gone=_IS)


def count(data: bytes) -> int:
    """How many changes are tracked, those of notes included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(f"word/{name}.xml") for name in ("document", "footnotes")]
    return sum(
        part.count(f"<w:{tag} ".encode()) for part in parts for tag in ("ins", "del", "pPrChange")
    )


def _settled(data: bytes, gone: str) -> bytes:
    Tree.register_namespace("w", W)
    Tree.register_namespace("r", R)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            part = archive.read(name)
            if name in ("word/document.xml", "word/footnotes.xml"):
                root = Tree.fromstring(part)
                _rows(root, gone)
                _ends(root, gone)
                _runs(root, gone)
                part = Tree.tostring(root, encoding="UTF-8", xml_declaration=True)
            made.writestr(name, part)
    return out.getvalue()


def _w(*names: str) -> str:
    return "/".join(f"{{{W}}}{name}" for name in names)


def _mark(properties: Tree.Element | None) -> str | None:
    """What became of what these properties are of."""
    found = [_OF[one.tag] for one in properties or () if one.tag in _OF]
    assert len(found) < 2
    return found[0] if found else None


def _rows(root: Tree.Element, gone: str) -> None:
    for parent in list(root.iter()):
        for table in parent.findall(_w("tbl")):
            for row in table.findall(_w("tr")):
                if _mark(row.find(_w("trPr"))) == gone:
                    table.remove(row)
            if table.find(_w("tr")) is None:
                parent.remove(table)


def _ends(root: Tree.Element, gone: str) -> None:
    """Join each paragraph whose end is gone with the next; it takes the properties of that."""
    for parent in list(root.iter()):
        blocks = list(parent)
        for block, after in zip_longest(blocks, blocks[1:]):
            if block.tag != _w("p"):
                continue
            if gone == _IS and (change := block.find(_w("pPr", "pPrChange"))) is not None:
                properties = block.find(_w("pPr"))
                (former,) = change
                marks = properties.findall(_w("rPr"))
                properties[:] = [*former, *marks]
            if _mark(block.find(_w("pPr", "rPr"))) == gone:
                content = [one for one in block if one.tag != _w("pPr")]
                if after is not None and after.tag == _w("p"):
                    after[_has_properties(after) : _has_properties(after)] = content
                    parent.remove(block)
                elif all(_OF.get(one.tag) == gone for one in content):
                    parent.remove(block)


def _has_properties(paragraph: Tree.Element) -> int:
    return len(paragraph.findall(_w("pPr")))


def _runs(root: Tree.Element, gone: str) -> None:
    """Take out what is gone, and the mark from all else."""
    for parent in list(root.iter()):
        if parent.tag in (_w("trPr"), _w("rPr")):
            parent[:] = [one for one in parent if one.tag not in _OF]
        while any(one.tag in _OF for one in parent):
            parent[:] = [
                inner
                for one in parent
                for inner in ((() if _OF[one.tag] == gone else one) if one.tag in _OF else (one,))
            ]
        parent[:] = [one for one in parent if one.tag != _w("pPrChange")]
    for parent in list(root.iter()):  # a link without a text is none
        parent[:] = [one for one in parent if one.tag != _w("hyperlink") or len(one)]
    for text in root.iter(_w("delText")):
        text.tag = _w("t")
