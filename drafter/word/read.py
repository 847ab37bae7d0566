"""A .docx → its paragraphs, footnotes, bookmarks and baseline.

Reads what Word, LibreOffice and this package write. Tracked changes count as accepted.
A received file is not trusted: it is refused when it is no sound zip, unpacks to too much,
is no XML or brings a document type declaration; addresses in it are never opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import Final, NamedTuple

from drafter.word.package import Part, refusal, unpack
from drafter.word.relations import part_name, relations
from drafter.word.style import style_names
from drafter.word.xml import BASELINE, CORE, DC, MC, SEPARATOR, Element, R, W, parse, tree


class ReadParagraph(NamedTuple):
    """One paragraph, cell or note as Word shows it, without numbers and note signs.

    `notes` and `links` hold positions in `text`: (where, number of the note) and
    (from, to, address). `fields` holds (bookmark, the text in it), in this paragraph.
    """

    style: str  # the name that Word knows
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    level: int | None = None  # of the list, if it has a number or a bullet of its own; from 0


class ReadField(NamedTuple):
    """A field of the baseline: the bookmarks around its text, and its value when written."""

    id: str
    bookmarks: tuple[str, ...]
    value: str


class ReadBaseline(NamedTuple):
    """What a draft was made from."""

    input_id: str
    fields: tuple[ReadField, ...]


class ReadProperties(NamedTuple):
    """The properties of the document; empty where it has none."""

    title: str = ""
    author: str = ""
    language: str = ""


class ReadDocument(NamedTuple):
    """A whole document. Notes are in the order of their numbers, each in its paragraphs."""

    paragraphs: tuple[ReadParagraph, ...]
    notes: tuple[tuple[ReadParagraph, ...], ...]
    bookmarks: Mapping[str, str]  # name → the text in it; paragraphs are joined by a newline
    baseline: ReadBaseline | None
    properties: ReadProperties


def read(data: bytes, file: str = "") -> ReadDocument:
    """The document in `data`; `file` is named in messages.

    Raises DrafterError (code `not-docx`) if it cannot be read, or not safely.
    """
    parts = unpack(data, file)
    try:
        return _document(parts)
    except (KeyError, ValueError, StopIteration, RecursionError) as error:
        raise refusal(
            file,
            _("This Word document is damaged: {reason}.").format(reason=error),
            _("Open it in Word, save it under another name and try again."),
        ) from error


def read_baseline(data: bytes, file: str = "") -> ReadBaseline | None:
    """Only the baseline, or None for a document that has none. Raises DrafterError like `read`."""
    return read(data, file).baseline


def _document(parts: Mapping[str, Part]) -> ReadDocument:
    main = next(part_name("", r.target) for r in relations(parts, "") if r.kind == "officeDocument")
    related = {r.kind: part_name(main, r.target) for r in relations(parts, main) if not r.external}
    names = style_names(parts[related["styles"]]) if "styles" in related else {}
    order: dict[str, int] = {}
    body = _story(parts, main, names, order)
    notes = _story(parts, related.get("footnotes", ""), names, {})
    return ReadDocument(
        tuple(body.paragraphs),
        tuple(tuple(notes.by_note.get(number, ())) for number in order),
        {name: "\n".join(texts) for name, texts in (body.marked | notes.marked).items()},
        _baseline(parts),
        _properties(parts),
    )


def _story(
    parts: Mapping[str, Part], name: str, names: Mapping[str, str], order: dict[str, int]
) -> _Story:
    addresses = {r.id: r.target for r in relations(parts, name) if r.external}
    story = _Story(names, addresses, order)
    if name in parts:
        parse(parts[name].content(), story.start, story.end, story.characters)
    return story


# ── Text ──────────────────────────────────────────────────────────────────────


def _w(name: str) -> str:
    return f"{W}{SEPARATOR}{name}"


_ID, _VAL, _NAME, _TYPE = _w("id"), _w("val"), _w("name"), _w("type")
_DEFAULT_STYLE: Final = "Normal"

# What stands for a character, and the character.
_CHARACTERS: Final = {
    _w("br"): "\n",
    _w("cr"): "\n",
    _w("tab"): "\t",
    _w("ptab"): "\t",
    _w("noBreakHyphen"): "\u2011",
    _w("softHyphen"): "\u00ad",
}

# What is not text of this paragraph, or no longer: drawings, deleted rows, former properties.
_SKIPPED: Final = frozenset(
    (
        *map(_w, ("moveFrom", "del", "drawing", "pict", "object", "tabs", "sectPr")),
        *map(_w, ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange")),
        f"{MC}{SEPARATOR}AlternateContent",
    )
)


class _Story:
    """Follows one part from beginning to end and gathers its paragraphs."""

    def __init__(
        self, names: Mapping[str, str], addresses: Mapping[str, str], order: dict[str, int]
    ) -> None:
        self.paragraphs: list[ReadParagraph] = []
        self.by_note: dict[str, list[ReadParagraph]] = {}
        self.marked: dict[str, list[str]] = {}
        self._names = names
        self._addresses = addresses
        self._order = order  # id of a note → its number
        self._open: dict[str, str] = {}  # id of a bookmark → its name
        self._skipping = 0
        self._paragraph: _Paragraph | None = None
        self._kept = self.paragraphs
        self._in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipping:
            self._skipping += 1
        elif begin := _BEGIN.get(tag):
            begin(self, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
        elif finish := _FINISH.get(tag):
            finish(self)

    def characters(self, text: str) -> None:
        """Text; what stands between elements does not count."""
        if self._in_text:
            self._write(text)

    def _write(self, text: str) -> None:
        if self._paragraph:
            self._paragraph.write(text)

    def _skip(self, _attributes: dict[str, str]) -> None:
        self._skipping = 1

    def _begin_paragraph(self, _attributes: dict[str, str]) -> None:
        self._paragraph = _Paragraph(dict.fromkeys(self._open.values(), 0))

    def _finish_paragraph(self) -> None:
        if self._paragraph:
            read = self._paragraph.read(self._names)
            self._kept.append(read)
            for name, text in read.fields:
                self.marked.setdefault(name, []).append(text)
        self._paragraph = None

    def _style(self, attributes: dict[str, str]) -> None:
        if self._paragraph:
            self._paragraph.style = attributes.get(_VAL, "")

    def _level(self, attributes: dict[str, str]) -> None:
        if self._paragraph:
            self._paragraph.level = int(attributes[_VAL])

    def _begin_text(self, _attributes: dict[str, str]) -> None:
        self._in_text = True

    def _finish_text(self) -> None:
        self._in_text = False

    def _begin_bookmark(self, attributes: dict[str, str]) -> None:
        name = attributes[_NAME]
        if name.startswith("_"):  # Word's own, of headings and references
            return
        self._open[attributes[_ID]] = name
        if self._paragraph:
            self._paragraph.begin(name)

    def _finish_bookmark(self, attributes: dict[str, str]) -> None:
        name = self._open.pop(attributes[_ID], None)
        if self._paragraph and name:
            self._paragraph.finish(name)

    def _begin_link(self, attributes: dict[str, str]) -> None:
        address = self._addresses.get(attributes.get(f"{R}{SEPARATOR}id", ""))
        if self._paragraph and address is not None:
            self._paragraph.link = (self._paragraph.length, address)

    def _finish_link(self) -> None:
        if self._paragraph:
            self._paragraph.finish_link()

    def _reference(self, attributes: dict[str, str]) -> None:
        number = self._order.setdefault(attributes[_ID], len(self._order) + 1)
        if self._paragraph:
            self._paragraph.notes.append((self._paragraph.length, number))

    def _begin_note(self, attributes: dict[str, str]) -> None:
        self._kept = self.by_note.setdefault(attributes[_ID], [])

    def _sign(self, _attributes: dict[str, str]) -> None:
        if self._paragraph:
            self._paragraph.after_sign = True


def _writes(character: str) -> Callable[[_Story, dict[str, str]], None]:
    return lambda story, _attributes: story._write(character)


_BEGIN: Final[dict[str, Callable[[_Story, dict[str, str]], None]]] = {
    **{tag: _writes(character) for tag, character in _CHARACTERS.items()},
    **dict.fromkeys(_SKIPPED, _Story._skip),
    _w("p"): _Story._begin_paragraph,
    _w("pStyle"): _Story._style,
    _w("ilvl"): _Story._level,
    _w("t"): _Story._begin_text,
    _w("bookmarkStart"): _Story._begin_bookmark,
    _w("bookmarkEnd"): _Story._finish_bookmark,
    _w("hyperlink"): _Story._begin_link,
    _w("footnoteReference"): _Story._reference,
    _w("footnote"): _Story._begin_note,
    _w("footnoteRef"): _Story._sign,
}

_FINISH: Final[dict[str, Callable[[_Story], None]]] = {
    _w("p"): _Story._finish_paragraph,
    _w("t"): _Story._finish_text,
    _w("hyperlink"): _Story._finish_link,
}


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is being read."""

    open: dict[str, int]  # bookmark → where its text begins
    style: str = ""
    level: int | None = None
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    fields: list[tuple[str, int, int]] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    link: tuple[int, str] | None = None
    after_sign: bool = False

    def write(self, text: str) -> None:
        if self.after_sign and text[:1] in (" ", "\t"):  # between the note's sign and its text
            text = text[1:]
        self.after_sign = False
        self.pieces.append(text)
        self.length += len(text)

    def begin(self, name: str) -> None:
        self.open[name] = self.length

    def finish(self, name: str) -> None:
        self.fields.append((name, self.open.pop(name, 0), self.length))

    def finish_link(self) -> None:
        if self.link:
            start, address = self.link
            self.links.append((start, self.length, address))
        self.link = None

    def read(self, names: Mapping[str, str]) -> ReadParagraph:
        for name in list(self.open):  # goes on in the next paragraph
            self.finish(name)
        text = "".join(self.pieces)
        return ReadParagraph(
            names.get(self.style, self.style) if self.style else _DEFAULT_STYLE,
            text,
            tuple((name, text[start:end]) for name, start, end in self.fields),
            tuple(self.notes),
            tuple(self.links),
            self.level,
        )


# ── Baseline and properties ───────────────────────────────────────────────────


def _baseline(parts: Mapping[str, Part]) -> ReadBaseline | None:
    """From whichever part it lies in: Word and LibreOffice renumber custom XML."""
    for name, part in parts.items():
        if name.startswith("customXml/item") and name.endswith(".xml"):
            top = tree(part.content())
            if top.tag == f"{BASELINE}{SEPARATOR}baseline":
                return ReadBaseline(top.attributes["input"], tuple(map(_field, top.children)))
    return None


def _field(element: Element) -> ReadField:
    bookmarks = (c.text for c in element.children if c.tag == f"{BASELINE}{SEPARATOR}bookmark")
    value = element.child(f"{BASELINE}{SEPARATOR}value")
    return ReadField(element.attributes["id"], tuple(bookmarks), value.text if value else "")


def _properties(parts: Mapping[str, Part]) -> ReadProperties:
    core = [r for r in relations(parts, "") if r.type.startswith(CORE.rsplit("/", 2)[0])]
    names = [part_name("", r.target) for r in core if r.kind == "core-properties"]
    if not names:
        return ReadProperties()
    top = tree(parts[names[0]].content())
    found = {name: top.child(f"{DC}{SEPARATOR}{name}") for name in ("title", "creator", "language")}
    title, author, language = (element.text if element else "" for element in found.values())
    return ReadProperties(title, author, language)
