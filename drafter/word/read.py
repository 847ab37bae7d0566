"""A .docx → its paragraphs, footnotes, bookmarks and baseline.

Reads what Word, LibreOffice and this package write. Tracked changes count as accepted.
A received file is not trusted: it is refused when it is no sound zip, unpacks to too much,
is no XML or brings a document type declaration; addresses in it are never opened.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from gettext import gettext as _
from itertools import chain
from typing import Any, Final, NamedTuple

from drafter.remembered import Remembered
from drafter.word.package import Part, refusal, unpack
from drafter.word.relations import Relation, part_name, relations
from drafter.word.style import style_names
from drafter.word.xml import CORE, Tag, are_plain, attributes, content, cut, find, tags, texts


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
    baseline: ReadBaseline | None
    properties: ReadProperties

    @property
    def bookmarks(self) -> Mapping[str, str]:
        """Name → the text in it; paragraphs are joined by a newline."""
        marked: dict[str, list[str]] = {}
        for paragraph in chain(self.paragraphs, *self.notes):
            for name, text in paragraph.fields:
                marked.setdefault(name, []).append(text)
        return {name: "\n".join(texts) for name, texts in marked.items()}


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
    related = _by_kind(relations(parts, main), main)
    paragraphs = _known(parts[related["styles"]] if "styles" in related else None)
    order: dict[str, int] = {}
    body = _story(parts, main, paragraphs, order)
    notes = _notes(parts, related.get("footnotes", ""), paragraphs)
    return ReadDocument(
        tuple(body.paragraphs),
        tuple([tuple(notes.by_note.get(number, ())) for number in order]),
        _baseline(parts),
        _properties(parts),
    )


@lru_cache(maxsize=8)
def _by_kind(found: tuple[Relation, ...], source: str) -> Mapping[str, str]:
    """The names of the parts that a part points at."""
    return {r.kind: part_name(source, r.target) for r in found if not r.external}


def _story(
    parts: Mapping[str, Part], name: str, known: "_Known", order: dict[str, int]
) -> "_Story":
    addresses = {r.id: r.target for r in relations(parts, name) if r.external}
    story = _Story(known, addresses, order)
    if name in parts:
        story.follow(parts[name].content())
    return story


def _notes(parts: Mapping[str, Part], name: str, known: "_Known") -> "_Story":
    """The footnotes; the letters of a batch have the same ones."""
    part = parts.get(name)
    if part is None or relations(parts, name):
        return _story(parts, name, known, {})
    return known.notes(part)


# ── Text ──────────────────────────────────────────────────────────────────────

# A whole paragraph, its notes numbered from 1, and the ids of those notes.
_Whole = tuple[ReadParagraph, tuple[str, ...]]

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
        self, known: "_Known", addresses: Mapping[str, str], order: dict[str, int]
    ) -> None:
        self.paragraphs: list[ReadParagraph] = []
        self.by_note: dict[str, list[ReadParagraph]] = {}
        self._known = known
        self._addresses = addresses
        self._order = order  # id of a note → its number
        self._open: dict[str, str] = {}  # id of a bookmark → its name
        self._strays = False  # a bookmark ended that did not begin here
        self._skipping = False
        self._tags: Iterator[Tag] = iter(())
        self._paragraph = _Paragraph({})  # until the first begins: nobody reads this one
        self._kept = self.paragraphs

    def follow(self, data: bytes) -> None:
        """Read the part."""
        self._tags = self._pieces(*cut(data, _PARAGRAPH_END, self._known.find))
        for tag, inside, text in self._tags:
            _AT[tag](self, inside, text)

    def _pieces(self, pieces: list[str], known: list[_Whole | None]) -> Iterator[Tag]:
        """The tags that matter, but for those of a whole paragraph that stands by itself."""
        last = pieces.pop()
        for piece, one in zip(pieces, known, strict=False):
            if not self._open and (whole := one or self._known.paragraph(piece)):
                if not self._skipping:
                    self._keep(*whole)
            else:
                yield from _TAGS.findall(piece + _PARAGRAPH_END)
        yield from _TAGS.findall(last)

    def _keep(self, read: ReadParagraph, ids: tuple[str, ...]) -> None:
        """Add a paragraph, with the numbers that its notes have here."""
        if ids:
            read = _numbered(read, tuple([self._number(id) for id in ids]))
        self._kept.append(read)

    def write(self, inside: str, text: str) -> None:
        self._paragraph.write(content(inside, text))

    def skip(self, tag: str, inside: str) -> None:
        """Go to the end of the element."""
        depth = 0 if inside.endswith("/") else 1
        self._skipping = True
        while depth:
            inner, inside, _text = next(self._tags)
            if inner == f"/{tag}":
                depth -= 1
            elif inner == tag and not inside.endswith("/"):
                depth += 1
        self._skipping = False

    def begin_paragraph(self, inside: str, text: str) -> None:
        self._paragraph = _Paragraph(dict.fromkeys(self._open.values(), 0) if self._open else {})
        if inside.endswith("/"):
            self.finish_paragraph(inside, text)

    def finish_paragraph(self, _inside: str, _text: str) -> None:
        self._kept.append(self._paragraph.read(self._known.names))

    def style(self, inside: str, _text: str) -> None:
        self._paragraph.style = attributes(inside).get("w:val", "")

    def level(self, inside: str, _text: str) -> None:
        self._paragraph.level = int(attributes(inside)["w:val"])

    def begin_bookmark(self, inside: str, _text: str) -> None:
        found = attributes(inside)
        name = found["w:name"]
        if not name.startswith("_"):  # Word's own, of headings and references
            self._open[found["w:id"]] = name
            self._paragraph.begin(name)

    def finish_bookmark(self, inside: str, _text: str) -> None:
        name = self._open.pop(attributes(inside)["w:id"], None)
        if name is None:
            self._strays = True
        else:
            self._paragraph.finish(name)

    @property
    def reaches_out(self) -> bool:
        """Whether a bookmark has only one of its ends in what was read so far."""
        return self._strays or bool(self._open)

    def begin_link(self, inside: str, text: str) -> None:
        address = self._addresses.get(attributes(inside).get("r:id", ""))
        if address is not None:
            self._paragraph.link = (self._paragraph.length, address)
        if inside.endswith("/"):
            self.finish_link(inside, text)

    def finish_link(self, _inside: str, _text: str) -> None:
        self._paragraph.finish_link()

    def reference(self, inside: str, _text: str) -> None:
        number = self._number(attributes(inside)["w:id"])
        self._paragraph.notes += ((self._paragraph.length, number),)

    def _number(self, id: str) -> int:
        """The number of the note with this id: notes are numbered as they come."""
        return self._order.setdefault(id, len(self._order) + 1)

    def begin_note(self, inside: str, _text: str) -> None:
        self._kept = self.by_note.setdefault(attributes(inside)["w:id"], [])

    def sign(self, _inside: str, _text: str) -> None:
        self._paragraph.after_sign = True


_At = Callable[[_Story, Any, str], None]  # gets the inside of the tag and the text after it


def _writes(character: str) -> _At:
    return lambda story, _inside, _text: story.write("", character)


def _skips(tag: str) -> _At:
    return lambda story, inside, _text: story.skip(tag, inside)


_PARAGRAPH_END: Final = "</w:p>"
_BEGINS: Final = ("<w:p>", "<w:p ")

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

# What a paragraph may hold that says the same wherever it stands.
_PLAIN: Final = frozenset(
    ("w:p", "w:t", "w:pStyle", "w:ilvl", "w:bookmarkStart", "w:bookmarkEnd")
) | {"w:footnoteReference", *_CHARACTERS}


class _Known:
    """The paragraphs that were read before, under one set of styles.

    The letters of a batch share most of theirs. What a paragraph says depends on its own
    text alone, but for the numbers of its notes, unless a link or a bookmark reaches out of it.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        # By the text up to the end of the paragraph; by what paragraphs of a shape have in
        # common, with slots for their texts; and where what stands before is in the piece too.
        self._alone: Remembered[str, _Whole] = Remembered(_MOST)
        self._shapes: Remembered[str, ReadParagraph] = Remembered(_MOST)
        self._others: Remembered[str, tuple[_Whole | None]] = Remembered(_MOST)
        self.notes = lru_cache(maxsize=8)(self._notes)

    def find(self, pieces: list[str]) -> list[_Whole | None]:
        """What each piece says, if it is a whole paragraph that is sound for sure."""
        found = [self._alone[piece] for piece in pieces]
        for at, one in enumerate(found):
            if one is None and pieces[at][:5] in _BEGINS:
                found[at] = self._like(pieces[at])
        return found

    def _like(self, piece: str) -> _Whole | None:
        """A paragraph that differs from another in no more than texts and numbers."""
        shape, texts, ids = _shape(piece)
        template = self._shapes[shape]
        if template is None or not are_plain(texts):
            return None
        known = self._alone[piece] = (_filled(template, texts), ids)
        return known

    def paragraph(self, piece: str) -> _Whole | None:
        """What a sound piece up to the end of a paragraph says, if it says so by itself."""
        if other := self._others[piece]:
            return other[0]
        if piece[:5] in _BEGINS and (known := self._first(piece)):
            self._alone[piece] = known
        else:
            known = self._paragraph(piece)
            self._others[piece] = (known,)
        return known

    def _first(self, piece: str) -> _Whole | None:
        """The first paragraph of its shape, if that has a place for each number and text."""
        shape, texts, ids = _shape(piece)
        if len(_NUMBER.findall(shape)) != len(_NUMBERED.findall(shape)) or len(texts) > _SLOTS:
            return None
        pieces = shape.split(_A_TEXT)
        slots = map(chr, range(_SLOT, _SLOT + len(texts)))
        template = self._paragraph("".join(chain(*zip(pieces, slots, strict=False), pieces[-1:])))
        if template is None:
            return None
        self._shapes[shape] = template[0]
        return _filled(template[0], texts), ids

    def _paragraph(self, piece: str) -> _Whole | None:
        found = _TAGS.findall(piece)
        names = [tag for tag, _inside, _text in found]
        if names.count("w:p") != 1 or names[0] != "w:p" or not _PLAIN.issuperset(names):
            return None
        order: dict[str, int] = {}
        story = _Story(self, {}, order)
        for tag, inside, text in found:
            _AT[tag](story, inside, text)
        if story.reaches_out:
            return None
        story.finish_paragraph("", "")
        return story.paragraphs[-1], tuple(order)

    def _notes(self, part: Part) -> _Story:
        story = _Story(self, {}, {})
        story.follow(part.content())
        return story


_MOST: Final = 512  # paragraphs to remember


# ── Paragraphs of one shape ───────────────────────────────────────────────────
#
# Most paragraphs that are new differ from others only in their texts, and in the numbers that
# tie the ends of a bookmark together and a note to its sign. The first of a shape is read with
# a character for private use in the place of each text.

_A_TEXT: Final = "\0"  # in a shape: no XML holds this character
_SLOT: Final = 0xF0000
_SLOTS: Final = 60_000
_REFERENCE: Final = '<w:footnoteReference w:id="'
_NUMBER: Final = re.compile(f'({_REFERENCE}|<w:bookmark(?:Start|End) w:id=")([^"]+)')

_NUMBERED: Final = re.compile("<w:(?:bookmark|footnoteReference)")


def _shape(piece: str) -> tuple[str, list[str], tuple[str, ...]]:
    """What paragraphs that say the same in other words have in common; the words; note ids."""
    parts = texts(piece)
    tags = _NUMBER.split(f">{_A_TEXT}<".join(parts[::2]))
    bookmarks: dict[str, str] = {}
    notes: dict[str, str] = {}
    for at in range(1, len(tags), 3):
        ranks = notes if tags[at] == _REFERENCE else bookmarks
        tags[at + 1] = ranks.setdefault(tags[at + 1], str(len(ranks)))
    return "".join(tags), parts[1::2], tuple(notes)


def _filled(template: ReadParagraph, texts: list[str]) -> ReadParagraph:
    """The paragraph with these texts."""
    words = dict(enumerate([content("", text) for text in texts], _SLOT))
    said = template.text
    return template._replace(
        text=said.translate(words),
        fields=tuple([(name, text.translate(words)) for name, text in template.fields]),
        notes=tuple([(len(said[:at].translate(words)), note) for at, note in template.notes]),
    )


@lru_cache(maxsize=128)
def _numbered(read: ReadParagraph, numbers: tuple[int, ...]) -> ReadParagraph:
    """The paragraph with these numbers for its notes."""
    return read._replace(notes=tuple([(at, numbers[number - 1]) for at, number in read.notes]))


@lru_cache(maxsize=8)
def _known(styles: Part | None) -> _Known:
    return _Known(style_names(styles) if styles else {})


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

_BASELINE: Final = tags("baseline")
_FIELD: Final = tags("field", "bookmark", "value")
_PROPERTIES: Final = tags("dc:title", "dc:creator", "dc:language")


def _baseline(parts: Mapping[str, Part]) -> ReadBaseline | None:
    """From whichever part it lies in: Word and LibreOffice renumber custom XML."""
    for name, part in parts.items():
        if name.startswith("customXml/item") and name.endswith(".xml"):
            text, input_id = _without_input(part.content())
            pieces, known = cut(text, _FIELD_END, lambda all: [_fields[one] for one in all])
            if found := _BASELINE.search(pieces[0]):
                *pieces, _rest = pieces[0][found.end() :].lstrip(), *pieces[1:]
                fields = [one or _field(p) for p, one in zip(pieces, known, strict=False)]
                return ReadBaseline(input_id or attributes(found[2])["input"], tuple(fields))
    return None


def _without_input(part: bytes) -> tuple[bytes, str]:
    """The part without what only this document has, and that: the rest was perhaps seen before."""
    found = _INPUT.search(part)
    if found is None:
        return part, ""
    return part[: found.start(1)] + part[found.end(1) :], found[1].decode()


_INPUT: Final = re.compile(rb'<baseline [^>]*(?<= )input="([\w-]+)"')


def _field(piece: str) -> ReadField:
    """A field, by its text but for the end of it."""
    if known := _fields[piece]:
        return known
    id, value = "", ""
    bookmarks: list[str] = []
    for tag, inside, text in _FIELD.findall(piece):
        if tag == "field":
            id = attributes(inside)["id"]
        elif tag == "value":
            value = content(inside, text)
        else:
            bookmarks.append(content(inside, text))
    field = ReadField(id, tuple(bookmarks), value)
    if piece.startswith("<field"):
        _fields[piece] = field
    return field


_FIELD_END: Final = "</field>"
_fields: Remembered[str, ReadField] = Remembered(_MOST)  # by the text up to the end of the field


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
