"""A .docx → its paragraphs, footnotes, bookmarks and baseline.

Reads what Word, LibreOffice and this package write. Tracked changes count as accepted.
A received file is not trusted: it is refused when it is no sound zip, unpacks to too much,
is no XML or brings a document type declaration; addresses in it are never opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from gettext import gettext as _
from typing import Final, NamedTuple

from drafter.word.package import Part, refusal, unpack
from drafter.word.relations import part_name, relations
from drafter.word.style import style_names
from drafter.word.xml import CORE, Tag, attributes, content, find, tags


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
            _("this Word document is damaged: {reason}").format(reason=error),
            _("open it in Word, save it under another name and try again"),
        ) from error


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
        story.follow(parts[name].content())
    return story


# ── Text ──────────────────────────────────────────────────────────────────────

_DEFAULT_STYLE: Final = "Normal"

# What stands for a character, and the character.
_CHARACTERS: Final = {
    "w:br": "\n",
    "w:cr": "\n",
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}

# What is not text of this paragraph, or no longer: drawings, deleted rows, former properties.
_SKIPPED: Final = (
    *("w:moveFrom", "w:del", "w:drawing", "w:pict", "w:object", "w:tabs", "w:sectPr"),
    *("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange"),
    "mc:AlternateContent",
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
        self._tags: Iterator[Tag] = iter(())
        self._paragraph = _Paragraph({})  # until the first begins: nobody reads this one
        self._kept = self.paragraphs

    def follow(self, data: bytes) -> None:
        """Read the part."""
        self._tags = iter(find(data, _TAGS))
        for tag, inside, text in self._tags:
            _AT[tag](self, inside, text)

    def write(self, inside: str, text: str) -> None:
        self._paragraph.write(content(inside, text))

    def skip(self, tag: str, inside: str) -> None:
        """Go to the end of the element."""
        depth = 0 if inside.endswith("/") else 1
        while depth:
            inner, inside, _text = next(self._tags)
            if inner == f"/{tag}":
                depth -= 1
            elif inner == tag and not inside.endswith("/"):
                depth += 1

    def begin_paragraph(self, inside: str, text: str) -> None:
        self._paragraph = _Paragraph(dict.fromkeys(self._open.values(), 0) if self._open else {})
        if inside.endswith("/"):
            self.finish_paragraph(inside, text)

    def finish_paragraph(self, _inside: str, _text: str) -> None:
        read = self._paragraph.read(self._names)
        self._kept.append(read)
        for name, text in read.fields:
            self.marked.setdefault(name, []).append(text)

    def style(self, inside: str, _text: str) -> None:
        self._paragraph.style = attributes(inside).get("w:val", "")

    def level(self, inside: str, _text: str) -> None:
        self._paragraph.level = int(attributes(inside)["w:val"])

    def begin_bookmark(self, inside: str, _text: str) -> None:
        found = attributes(inside)
        name = found["w:name"]
        if name.startswith("_"):  # Word's own, of headings and references
            return
        self._open[found["w:id"]] = name
        self._paragraph.begin(name)

    def finish_bookmark(self, inside: str, _text: str) -> None:
        if name := self._open.pop(attributes(inside)["w:id"], ""):
            self._paragraph.finish(name)

    def begin_link(self, inside: str, text: str) -> None:
        address = self._addresses.get(attributes(inside).get("r:id", ""))
        if address is not None:
            self._paragraph.link = (self._paragraph.length, address)
        if inside.endswith("/"):
            self.finish_link(inside, text)

    def finish_link(self, _inside: str, _text: str) -> None:
        self._paragraph.finish_link()

    def reference(self, inside: str, _text: str) -> None:
        number = self._order.setdefault(attributes(inside)["w:id"], len(self._order) + 1)
        self._paragraph.notes += ((self._paragraph.length, number),)

    def begin_note(self, inside: str, _text: str) -> None:
        self._kept = self.by_note.setdefault(attributes(inside)["w:id"], [])

    def sign(self, _inside: str, _text: str) -> None:
        self._paragraph.after_sign = True


_At = Callable[[_Story, str, str], None]  # gets the inside of the tag and the text after it


def _writes(character: str) -> _At:
    return lambda story, _inside, _text: story.write("", character)


def _skips(tag: str) -> _At:
    return lambda story, inside, _text: story.skip(tag, inside)


_AT: Final[dict[str, _At]] = {
    "w:p": _Story.begin_paragraph,
    "/w:p": _Story.finish_paragraph,
    "w:t": _Story.write,
    "w:pStyle": _Story.style,
    "w:ilvl": _Story.level,
    "w:bookmarkStart": _Story.begin_bookmark,
    "w:bookmarkEnd": _Story.finish_bookmark,
    "w:hyperlink": _Story.begin_link,
    "/w:hyperlink": _Story.finish_link,
    "w:footnoteReference": _Story.reference,
    "w:footnote": _Story.begin_note,
    "w:footnoteRef": _Story.sign,
    **{tag: _writes(character) for tag, character in _CHARACTERS.items()},
    **{tag: _skips(tag) for tag in _SKIPPED},
}
_TAGS: Final = tags(*_AT, *(f"/{tag}" for tag in _SKIPPED))


class _Paragraph:
    """The paragraph that is being read."""

    style = ""
    level: int | None = None
    length = 0
    fields: tuple[tuple[str, int, int], ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    link: tuple[int, str] | None = None
    after_sign = False

    def __init__(self, open: dict[str, int]) -> None:
        self.open = open  # bookmark → where its text begins
        self.pieces: list[str] = []

    def write(self, text: str) -> None:
        if self.after_sign:  # what stands between the note's sign and its text does not count
            text = text[1:] if text[:1] in (" ", "\t") else text
            self.after_sign = False
        self.pieces.append(text)
        self.length += len(text)

    def begin(self, name: str) -> None:
        self.open[name] = self.length

    def finish(self, name: str) -> None:
        self.fields += ((name, self.open.pop(name, 0), self.length),)

    def finish_link(self) -> None:
        if self.link:
            start, address = self.link
            self.links += ((start, self.length, address),)
        self.link = None

    def read(self, names: Mapping[str, str]) -> ReadParagraph:
        for name in list(self.open):  # goes on in the next paragraph
            self.finish(name)
        text = "".join(self.pieces)
        return ReadParagraph(
            names.get(self.style, self.style) if self.style else _DEFAULT_STYLE,
            text,
            tuple([(name, text[start:end]) for name, start, end in self.fields]),
            self.notes,
            self.links,
            self.level,
        )


# ── Baseline and properties ───────────────────────────────────────────────────

_BASELINE: Final = tags("baseline", "field", "bookmark", "value", "/field")
_PROPERTIES: Final = tags("dc:title", "dc:creator", "dc:language")


def _baseline(parts: Mapping[str, Part]) -> ReadBaseline | None:
    """From whichever part it lies in: Word and LibreOffice renumber custom XML."""
    for name, part in parts.items():
        if name.startswith("customXml/item") and name.endswith(".xml"):
            found = find(part.content(), _BASELINE)
            if found and found[0][0] == "baseline":
                return ReadBaseline(attributes(found[0][1])["input"], tuple(_fields(found)))
    return None


def _fields(found: Iterable[Tag]) -> Iterator[ReadField]:
    id, value = "", ""
    bookmarks: list[str] = []
    for tag, inside, text in found:
        if tag == "value":
            value = content(inside, text)
        elif tag == "bookmark":
            bookmarks.append(content(inside, text))
        elif tag == "field":
            id, value, bookmarks = attributes(inside)["id"], "", []
        elif tag == "/field":
            yield ReadField(id, tuple(bookmarks), value)


def _properties(parts: Mapping[str, Part]) -> ReadProperties:
    core = [r for r in relations(parts, "") if r.type.startswith(CORE.rsplit("/", 2)[0])]
    names = [part_name("", r.target) for r in core if r.kind == "core-properties"]
    if not names:
        return ReadProperties()
    found = find(parts[names[0]].content(), _PROPERTIES)
    text = {tag: content(inside, characters) for tag, inside, characters in found}
    return ReadProperties(
        *(text.get(f"dc:{name}", "") for name in ("title", "creator", "language"))
    )
