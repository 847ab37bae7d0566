"""The parts that each letter has for itself, besides its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from drafter.document import Document, Note
from drafter.word.inlines import Writing, inlines
from drafter.word.package import Part
from drafter.word.relations import Relation
from drafter.word.shared import facts, written
from drafter.word.style import HouseStyle, Page, Running
from drafter.word.xml import (
    BASELINE,
    CORE,
    DC,
    DECLARATION,
    OFFICE,
    RELATIONSHIPS,
    TYPES,
    R,
    escape,
    quote,
)

DRAFT_MARK: Final = "CONCEPT"

_STORE: Final = f"{OFFICE}/customXml"
_STORE_ID: Final = "{6F1B4C1E-3F0B-5C6A-9C0E-2D6B1E0A7A11}"  # names our custom XML, in every letter
_STORE_RELATION: Final = (
    f'<Relationship Id="baseline" Type="{R}/customXml" Target="../customXml/item1.xml"/>'
)


def _relationships(lines: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{lines}</Relationships>'


# ── The same for many letters ─────────────────────────────────────────────────


@lru_cache(maxsize=8)
def types(entries: str, draft: bool) -> Part:
    """[Content_Types].xml; `entries` are those of the house style."""
    own = {"/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
    if draft:
        own["/customXml/itemProps1.xml"] = (
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        )
    lines = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in own.items()
    )
    content = f'{DECLARATION}<Types xmlns="{TYPES}">{entries}{lines}</Types>'
    return Part.deflated("[Content_Types].xml", content.encode())


@lru_cache(maxsize=1)
def top() -> Part:
    """The relations of the package: where document and properties are."""
    document = f'<Relationship Id="document" Type="{R}/officeDocument" Target="word/document.xml"/>'
    kind = f"{RELATIONSHIPS}/metadata/core-properties"
    core = f'<Relationship Id="core" Type="{kind}" Target="docProps/core.xml"/>'
    return Part.of("_rels/.rels", _relationships(document + core))


@lru_cache(maxsize=1)
def store() -> tuple[Part, ...]:
    """What makes our custom XML known to Word."""
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{_STORE_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{BASELINE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    link = f'<Relationship Id="properties" Type="{R}/customXmlProps" Target="itemProps1.xml"/>'
    return (
        Part.of("customXml/itemProps1.xml", properties),
        Part.of("customXml/_rels/item1.xml.rels", _relationships(link)),
    )


# ── Properties ────────────────────────────────────────────────────────────────


def core(document: Document) -> Part:
    """Title, author and the rest, dated by the letter itself."""
    properties = (
        ("dc:title", document.title),
        ("dc:subject", document.subject),
        ("dc:creator", document.author),
        ("cp:keywords", ", ".join(document.keywords)),
        ("cp:lastModifiedBy", document.author),
        ("dc:language", document.language),
    )
    lines = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in properties if value)
    return Part.of(
        "docProps/core.xml",
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{lines}{_dated(document)}</cp:coreProperties>",
    )


def _dated(document: Document) -> str:
    if document.date is None:
        return ""
    moment = f'xsi:type="dcterms:W3CDTF">{document.date.isoformat()}T00:00:00Z'
    names = ("dcterms:created", "dcterms:modified")
    return "".join(f"<{name} {moment}</{name}>" for name in names)


# ── Headers and footers ───────────────────────────────────────────────────────


def running(document: Document, page: Page) -> Iterator[Part]:
    """The headers and footers with the document's own words for their tokens."""
    words = _words(document)
    for part in page.running:
        yield _running(part, tuple([words[token] for token in part.pieces[1::2]]))


@lru_cache(maxsize=64)
def _running(part: Running, words: tuple[str, ...]) -> Part:
    pieces = list(part.pieces)
    pieces[1::2] = map(escape, words)
    return Part.of(part.name, "".join(pieces))


def _words(document: Document) -> Mapping[str, str]:
    own = document.running
    return {
        "naam": own.name,
        "ondertitel": own.tagline,
        "contact": own.contact,
        "titel": own.title,
        "datum": own.date,
        "concept": DRAFT_MARK if document.draft else "",
    }


# ── Notes, lists, links ───────────────────────────────────────────────────────


def footnotes(writing: Writing) -> Iterator[Part]:
    """The notes that the text refers to, in its order, and the addresses they link to."""
    inside = writing.for_notes()
    return notes([footnote(one, owner, inside) for one, owner in writing.notes], inside)


def notes(texts: Iterable[str], writing: Writing) -> Iterator[Part]:
    """The footnotes with these texts; `writing` holds what they link to."""
    sign = f'<w:r><w:rPr><w:rStyle w:val="{writing.style.looks["footnote-reference"].id}"/></w:rPr>'
    start = (
        f'<w:p><w:pPr><w:pStyle w:val="{writing.style.looks["footnote"].id}"/></w:pPr>'
        f"{sign}<w:footnoteRef/></w:r><w:r><w:tab/></w:r>"
    )
    written = "".join(
        [
            f'<w:footnote w:id="{number}">{start}{text}</w:p></w:footnote>'
            for number, text in enumerate(texts, writing.style.first_note)
        ]
    )
    yield _same("word/footnotes.xml", written.join(writing.style.footnotes))
    if writing.links:
        lines = "".join(_address(*link) for link in writing.links.items())
        yield Part.of("word/_rels/footnotes.xml.rels", _relationships(lines))


@lru_cache(maxsize=64)
def _same(name: str, content: str) -> Part:
    """A part that other letters of a batch are likely to have too."""
    return Part.of(name, content)


def footnote(note: Note, owner: str | None, writing: Writing) -> str:
    """The text of a note. Where it holds its owner's own text, that goes on in it."""
    if owner in facts(note).fields:
        return _note_text(note, writing, owner)
    return written(note, None, writing, _note_text)


def _note_text(note: Note, writing: Writing, owner: str | None) -> str:
    if writing.bookmarks:
        writing.bookmarks.apart()
    return inlines(note.content, writing, owner)


def _address(url: str, key: str) -> str:
    return Relation(key, f"{R}/hyperlink", url, external=True).line()


def numbering(style: HouseStyle, lists: list[str]) -> Part:
    """The house's numbering with an instance for each list."""
    return _numbering(style.numbering, tuple(lists))


@lru_cache(maxsize=32)
def _numbering(around: tuple[str, str], lists: tuple[str, ...]) -> Part:
    return Part.deflated("word/numbering.xml", "".join(lists).join(around).encode())


def links(writing: Writing) -> Part:
    """The relations of the document: those of the house style, and its links."""
    return _links(writing.page.relations, tuple(writing.links.items()), bool(writing.bookmarks))


@lru_cache(maxsize=32)
def _links(house: str, own: tuple[tuple[str, str], ...], draft: bool) -> Part:
    stored = _STORE_RELATION if draft else ""
    lines = "".join([_address(*link) for link in own])
    content = _relationships(f"{house}{lines}{stored}")
    return Part.deflated("word/_rels/document.xml.rels", content.encode())


# ── What a draft was made from ────────────────────────────────────────────────


def baseline(document: Document, writing: Writing) -> tuple[Part, ...]:
    """The values of the input fields, so that changes made in Word can find their way back."""
    if writing.bookmarks is None:
        return ()
    used = writing.bookmarks.used
    fields = "".join(
        [
            _field(field, used.get(field, ()), value)
            for field, value in document.baseline.values.items()
        ]
    )
    author, date = document.baseline.tracked
    tracked = f' author="{quote(author)}" date="{date}"' if date else ""
    named = f'input="{quote(document.baseline.input_id)}"{tracked}'
    content = f'{DECLARATION}<baseline xmlns="{BASELINE}" {named}>{fields}</baseline>'
    return Part.of("customXml/item1.xml", content), *store()


@lru_cache(maxsize=256)
def _field(field: str, bookmarks: tuple[str, ...], value: str) -> str:
    """A field with its value, in which XML would read a carriage return as a line feed."""
    names = "".join([f"<bookmark>{name}</bookmark>" for name in bookmarks])
    kept = escape(value).replace("\r", "&#13;")
    return f'<field id="{quote(field)}">{names}<value xml:space="preserve">{kept}</value></field>'
