"""Markup → document tree, strictly.

The vocabulary is a small part of HTML and a few words of the trade:

    blocks    p h1 h2 h3 ul ol li blockquote table tr th td
              address line   details detail   signature closing signatory   contents
    inline    strong em sup a br span note
    internal  f (text of an input field)   t (text of a register)
              prompt (an instruction to the writer)   source (the name of a source)

Blank lines and indentation mean nothing, as in HTML; text in ``f`` and ``t`` is kept as it is.
A rich field brings blocks of its own. Where a template puts it inside a paragraph, its
first paragraph continues that paragraph and the next ones repeat its style.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from gettext import gettext as _
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from drafter.document import (
    AddressBlock,
    Block,
    Contents,
    Details,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    Note,
    NoteNumber,
    Paragraph,
    ParagraphStyle,
    Quote,
    Run,
    Signature,
    Table,
)
from drafter.elements import Element, MarkupError, elements, elements_by_kind, names
from drafter.remembered import Remembered

_SPACES = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_STYLES = frozenset(get_args(ParagraphStyle))
_COLUMNS = ("1", "2", "3")  # of signatories; more would be too narrow for a name


class Notes(NamedTuple):
    """The texts of the footnotes as markup, and the words around a second citation.

    `again` holds ``{}`` where the number of the first citation goes. `mentions` has the names
    of the sources in a sentence: the first time, and after that.
    """

    texts: Mapping[str, str]
    again: str
    mentions: Mapping[str, tuple[str, str]] = MappingProxyType({})


def parse(markup: str, notes: Notes) -> tuple[Block, ...]:
    """The blocks of a document. Raises `MarkupError` at the first thing that is wrong."""
    try:
        return _by_piece(markup, notes)
    except MarkupError:  # its place counts in the whole
        return tuple(_Builder(notes).blocks(elements(markup)))


# ── What letters share ────────────────────────────────────────────────────────
#
# The letters of a batch differ in a few paragraphs. So the markup is cut where a line begins
# with a block, and a piece that was seen before brings the very same nodes, by which the
# next stages know that they have seen them.

_CUT = re.compile(r"\n(?=<(?:p|h[123]|[uo]l|blockquote|table|address|details|signature)\b)")
_LIST = re.compile(r"(<([uo]l)\b[^>]*>)(.*)</\2>\s*", re.DOTALL)
_LISTS = ("<ul", "<ol")
_CITED = re.compile(r'<note key="([^"]*)"/>')
_NAMED = re.compile(r'<source key="([^"]*)"')
_MOST = 256  # notes to remember, and twice as many pieces: those of some dozens of letters

_seen: Remembered[tuple[Any, ...], tuple[Block, ...]] = Remembered(_MOST)


def _by_piece(markup: str, notes: Notes) -> tuple[Block, ...]:
    builder = _Builder(notes)
    blocks: list[Block] = []
    for piece in _pieces(_CUT.split(markup), "\n"):
        blocks += _shared(piece, builder)
    return tuple(blocks)


def _shared(piece: str, builder: "_Builder", *, alone: bool = False) -> tuple[Block, ...]:
    """The blocks of a piece; the builder goes on as if it had made them itself.

    Raises `MarkupError`, also for a piece that should be one element and no more (`alone`).
    """
    names_any = "<note" in piece or "<source" in piece
    key = (piece, alone, *_depends(piece, builder)) if names_any else (piece, alone)
    blocks = _seen[key]
    if blocks is None:
        blocks = _list_of_items(piece, builder) or _blocks_of(piece, builder, alone)
        _seen[key] = blocks
    if names_any:
        keys = _cited(piece)
        builder.cited.update(keys)
        builder.mentioned.update(_named(piece, keys, builder.notes))
    return blocks


def _depends(piece: str, builder: "_Builder") -> tuple[Any, ...]:
    """What its notes and sources make of a piece, beside its own text."""
    notes = builder.notes
    keys = _cited(piece)
    return (
        notes.again,
        *[(notes.texts.get(key), key in builder.cited) for key in keys],
        *[
            (notes.mentions.get(key), key in builder.mentioned)
            for key in _named(piece, keys, notes)
        ],
    )


def _blocks_of(piece: str, builder: "_Builder", alone: bool) -> tuple[Block, ...]:
    tree = elements_by_kind(piece)
    if alone and sum(isinstance(child, Element) for child in tree.children) != 1:
        raise tree.error("not one element")  # nobody sees it: the whole is read instead
    return tuple(builder.copy().blocks(tree))


def _list_of_items(piece: str, builder: "_Builder") -> tuple[Block, ...]:
    """The list that a piece is, made of its items, which other lists may share.

    Nothing when it is no list of several items. Each item is read as a list of its own, and
    has to be one: then their contents, one after the other, are the content of the whole.
    """
    found = _LIST.fullmatch(piece) if piece.startswith(_LISTS) else None
    before, *items = found[3].split("<li>") if found else ("",)
    parts = list(_pieces((f"<li>{item}" for item in items), ""))
    if found is None or before.strip() or len(parts) < 2:
        return ()
    builder = builder.copy()
    lists = [
        cast(List, block)
        for part in parts
        for block in _shared(f"{found[1]}{part}</{found[2]}>", builder, alone=True)
    ]
    return (lists[0]._replace(items=tuple(i for one in lists for i in one.items)),) if lists else ()


def _pieces(parts: Iterable[str], between: str) -> Iterator[str]:
    """The parts of a markup, joined where an element would be cut in two."""
    held = ""
    depth = 0
    for part in parts:
        if not held and part.startswith(_LISTS) and _LIST.fullmatch(part):
            yield part  # too long to count in, when its choice is new
            continue
        held = f"{held}{between}{part}" if held else part
        depth += _depth(part)
        if depth == 0:
            yield held
            held = ""
    if held:
        yield held


@lru_cache(maxsize=_MOST)
def _depth(piece: str) -> int:
    """How many elements begin in a piece and do not end in it.

    Counted by their signs. Where a template writes these for something else, such as a comment,
    its pieces stay together, or cannot be read and the whole is.
    """
    return piece.count("<") - 2 * piece.count("</") - piece.count("/>")


@lru_cache(maxsize=_MOST)
def _cited(piece: str) -> tuple[str, ...]:
    """The keys of the notes in a piece, as they stand there."""
    return tuple(map(_unescaped, _CITED.findall(piece)))


def _named(piece: str, cited: tuple[str, ...], notes: Notes) -> list[str]:
    """The keys of the sources that a piece names, or a note in it."""
    if not notes.mentions:
        return []
    texts = [piece, *(notes.texts.get(key, "") for key in cited)]
    return [_unescaped(key) for text in texts for key in _NAMED.findall(text)]


def _unescaped(key: str) -> str:
    if "&" not in key:
        return key
    from html import unescape  # which loads a large table, seldom needed

    return unescape(key)


# ── Elements to nodes ─────────────────────────────────────────────────────────


class _Dress(NamedTuple):
    """What surrounds a text: emphasis, language, the field it comes from."""

    bold: bool = False
    italic: bool = False
    superscript: bool = False
    prompt: bool = False
    language: str | None = None
    field: str | None = None
    kept: bool = False  # spaces and all

    def run(self, text: str) -> Run:
        return Run(text, *self[:6])

    def of(self, element: Element) -> "_Dress":
        """The dress of the text of an input field."""
        if "id" not in element.attributes:
            raise element.error(_("<{tag}> is not for templates").format(tag=element.tag))
        return _Dress(*self[:5], field=element.attributes["id"], kept=True)


class _NewParagraph:
    """Between two paragraphs of a rich field."""


_PLAIN = _Dress()
_Part: TypeAlias = Inline | Block | _NewParagraph


class _Builder:
    __slots__ = ("cited", "mentioned", "notes")

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.cited: set[str] = set()
        self.mentioned: set[str] = set()

    def copy(self) -> "_Builder":
        copied = _Builder(self.notes)
        copied.cited, copied.mentioned = set(self.cited), set(self.mentioned)
        return copied

    def blocks(self, parent: Element, dress: _Dress = _PLAIN) -> Iterator[Block]:
        """The blocks in an element; text that stands loose in it becomes paragraphs."""
        loose: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, str) or child.tag in _INLINES or (loose and child.tag == "f"):
                if not isinstance(child, str) or loose or child.strip():
                    loose.append(child)
                continue
            yield from self.flow(loose, "body", dress)
            loose = []
            yield from self.block(child, dress)
        yield from self.flow(loose, "body", dress)

    def block(self, element: Element, dress: _Dress) -> Iterator[Block]:
        if element.tag not in _BLOCKS:
            raise element.error(
                _("there is no markup <{tag}>, or not in this place").format(tag=element.tag),
                _("known are: {tags}").format(tags=names(_VOCABULARY)),
            )
        yield from _BLOCKS[element.tag](self, element, dress)

    def flow(
        self, children: Sequence[Element | str], style: ParagraphStyle, dress: _Dress
    ) -> Iterator[Block]:
        """Inline content, with perhaps a rich field's blocks in it, as blocks."""
        if not children:
            return
        line: list[Inline] = []
        for part in self.gathered(children, dress):
            if isinstance(part, _INLINE_NODES):
                line.append(part)
                continue
            if content := _tidy(line):
                yield Paragraph(content, style)
            line = []
            if not isinstance(part, _NewParagraph):
                yield part
        if content := _tidy(line):
            yield Paragraph(content, style)

    def gathered(self, children: Sequence[Element | str], dress: _Dress) -> list[_Part]:
        """Inline nodes, and what breaks the line: a rich field's next paragraph, list or quote."""
        parts: list[_Part] = []
        self.gather(children, dress, parts)
        return parts

    def gather(self, children: Sequence[Element | str], dress: _Dress, parts: list[_Part]) -> None:
        """Add to `parts` what is in these children."""
        paragraphs = 0
        for child in children:
            if isinstance(child, str):
                parts.append(dress.run(child if dress.kept else _SPACES.sub(" ", child)))
            elif child.tag == "f":
                self.gather(child.children, dress.of(child), parts)
            elif child.tag in _INLINES:
                _INLINES[child.tag](self, child, dress, parts)
            elif child.tag == "p" and dress.field:
                paragraphs += 1
                if paragraphs > 1:
                    parts.append(_NewParagraph())
                self.gather(child.children, dress, parts)
            else:
                parts.extend(self.block(child, dress))

    def inlines(self, element: Element, dress: _Dress = _PLAIN) -> Inlines:
        """The content of an element that holds one line of text."""
        line: list[Inline] = []
        for part in self.gathered(element.children, dress):
            if isinstance(part, _INLINE_NODES):
                line.append(part)
            elif isinstance(part, _NewParagraph):
                line.append(dress.run("\n"))
            else:
                raise element.error(
                    _("a list or quote cannot stand in <{tag}>").format(tag=element.tag),
                    _("put the field in a <p> or directly in the letter"),
                )
        return _tidy(line)

    def note(self, element: Element) -> Note:
        key = element.attributes.get("key", "")
        if key not in self.notes.texts:
            raise element.error(_("there is no note '{key}'").format(key=key))
        if key in self.cited:
            before, _number, after = self.notes.again.partition("{}")
            return Note(key, (Run(before), NoteNumber(key), Run(after)))
        self.cited.add(key)
        text = self.notes.texts[key]
        if "<source" not in text and "<note" not in text:
            return Note(key, _plain_note(text))
        content = self.inlines(elements(text))
        return Note(key, tuple(part for part in content if not isinstance(part, Note)))

    def mention(self, element: Element) -> str:
        """The name of a source, with the full stop behind it: one, and not two."""
        key = element.attributes.get("key", "")
        if key not in self.notes.mentions:
            raise element.error(_("there is no source '{key}'").format(key=key))
        first, again = self.notes.mentions[key]
        named = key in self.mentioned
        self.mentioned.add(key)
        name = again if named else first
        return name.removesuffix(".") + "." if element.attributes.get("stop") else name


@lru_cache(maxsize=_MOST)
def _plain_note(text: str) -> tuple[Run | Link | NoteNumber, ...]:
    """The content of a note that names nothing for which it counts what was named before."""
    content = _Builder(Notes({}, "")).inlines(elements(text))
    return tuple(part for part in content if not isinstance(part, Note))


def _tidy(line: list[Inline]) -> Inlines:
    """Joins runs of one dress, trims the template's spaces, and keeps adjacent notes apart."""
    if len(line) == 1 and isinstance(run := line[0], Run) and run.field and run.text:
        return (run,)  # as most lines of a letter's details
    tidy: list[Inline] = []
    last: Inline | None = None
    for part in line:
        if isinstance(part, Run) and isinstance(last, Run) and part[1:] == last[1:]:
            part = tidy[-1] = Run(last.text + part.text, *part[1:])
        elif isinstance(last, Note) and isinstance(part, Note):
            tidy += [Run(",", superscript=True, field=_field_before(tidy)), part]
        else:
            tidy.append(part)
        last = part
    if not tidy:
        return ()
    _trim(tidy, 0, str.lstrip)
    _trim(tidy, -1, str.rstrip)
    return tuple([part for part in tidy if not (isinstance(part, Run) and not part.text)])


def _field_before(line: list[Inline]) -> str | None:
    return next((part.field for part in reversed(line) if isinstance(part, Run)), None)


def _trim(line: list[Inline], end: int, strip: Callable[[str, str], str]) -> None:
    if isinstance(run := line[end], Run) and run.field is None:
        text = strip(run.text, " ")
        if text != run.text:
            line[end] = Run(text, *run[1:])


# ── One function per element ──────────────────────────────────────────────────


def _paragraph(builder: _Builder, element: Element, dress: _Dress) -> Iterator[Block]:
    style = element.attributes.get("class", "body")
    if style not in _STYLES:
        raise element.error(
            _("there is no paragraph style '{style}'").format(style=style),
            _("known are: {styles}").format(styles=", ".join(sorted(_STYLES))),
        )
    yield from builder.flow(element.children, cast(ParagraphStyle, style), dress)


def _heading(level: Literal[1, 2, 3]) -> Callable[[_Builder, Element, _Dress], Iterator[Block]]:
    def build(builder: _Builder, element: Element, dress: _Dress) -> Iterator[Block]:
        if content := builder.inlines(element, dress):
            yield Heading(level, content, element.attributes.get("class") == "numbered")

    return build


def _list(builder: _Builder, element: Element, dress: _Dress) -> Iterator[Block]:
    items = [tuple(builder.blocks(item, dress)) for item in element.elements("li")]
    filled = tuple(ListItem(blocks) for blocks in items if blocks)
    if filled:
        ordered = element.tag == "ol"
        continues = ordered and element.attributes.get("class") == "continued"
        yield List(filled, ordered, continues)


def _quote(builder: _Builder, element: Element, dress: _Dress) -> Iterator[Block]:
    if blocks := tuple(builder.blocks(element, dress)):
        yield Quote(blocks)


def _table(builder: _Builder, element: Element, _dress: _Dress) -> Iterator[Block]:
    rows = [
        tuple(builder.inlines(cell) for cell in row.elements("th", "td"))
        for row in element.elements("tr")
    ]
    if not rows:
        raise element.error(_("a table needs rows"))
    yield Table(rows[0], tuple(rows[1:]))


def _address(builder: _Builder, element: Element, _dress: _Dress) -> Iterator[Block]:
    yield AddressBlock(tuple(builder.inlines(line) for line in element.elements("line")))


def _details(builder: _Builder, element: Element, _dress: _Dress) -> Iterator[Block]:
    rows = ((e.attributes.get("label", ""), builder.inlines(e)) for e in element.elements("detail"))
    yield Details(tuple((label, content) for label, content in rows if content))


def _signature(builder: _Builder, element: Element, _dress: _Dress) -> Iterator[Block]:
    parts = element.elements("closing", "signatory")
    closing = next((builder.inlines(part) for part in parts if part.tag == "closing"), ())
    signatories = (
        tuple(builder.inlines(line) for line in part.elements("line"))
        for part in parts
        if part.tag == "signatory"
    )
    columns = element.attributes.get("columns", "1")
    if columns not in _COLUMNS:
        raise element.error(
            _("'{columns}' is not a number of columns").format(columns=columns),
            _("known are: {types}").format(types=", ".join(_COLUMNS)),
        )
    yield Signature(closing, tuple(signatories), int(columns))


def _contents(_builder: _Builder, element: Element, _dress: _Dress) -> Iterator[Block]:
    yield Contents(element.attributes.get("heading", ""))


def _field_block(builder: _Builder, element: Element, dress: _Dress) -> Iterator[Block]:
    yield from builder.blocks(element, dress.of(element))


_BLOCKS: dict[str, Callable[[_Builder, Element, _Dress], Iterator[Block]]] = {
    "p": _paragraph,
    "h1": _heading(1),
    "h2": _heading(2),
    "h3": _heading(3),
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "table": _table,
    "address": _address,
    "details": _details,
    "signature": _signature,
    "contents": _contents,
    "f": _field_block,
}


def _dressed(**change: Any) -> Callable[[_Builder, Element, _Dress, list[_Part]], None]:
    def gather(builder: _Builder, element: Element, dress: _Dress, parts: list[_Part]) -> None:
        builder.gather(element.children, dress._replace(**change), parts)

    return gather


def _span(builder: _Builder, element: Element, dress: _Dress, parts: list[_Part]) -> None:
    code = element.attributes.get("lang", "")
    language = LANGUAGES.get(code, code or None)
    builder.gather(element.children, dress._replace(language=language), parts)


def _anchor(builder: _Builder, element: Element, dress: _Dress, parts: list[_Part]) -> None:
    url = element.attributes.get("href", "")
    if not _ADDRESS.match(url):
        raise element.error(
            _("'{url}' is not an address that a link can have").format(url=url),
            _("write it in full: https://… or mailto:…"),
        )
    runs = []
    for part in builder.gathered(element.children, dress):
        if not isinstance(part, Run):
            raise element.error(_("a link can hold text only"))
        runs.append(part)
    if any(run.text for run in runs):
        parts.append(Link(url, tuple(runs)))


def _break(_builder: _Builder, _element: Element, dress: _Dress, parts: list[_Part]) -> None:
    parts.append(dress.run("\n"))


def _cite(builder: _Builder, element: Element, _dress: _Dress, parts: list[_Part]) -> None:
    parts.append(builder.note(element))


def _name(builder: _Builder, element: Element, dress: _Dress, parts: list[_Part]) -> None:
    parts.append(dress.run(builder.mention(element)))


_INLINES: dict[str, Callable[[_Builder, Element, _Dress, list[_Part]], None]] = {
    "strong": _dressed(bold=True),
    "em": _dressed(italic=True),
    "sup": _dressed(superscript=True),
    "prompt": _dressed(prompt=True),
    "t": _dressed(kept=True),
    "span": _span,
    "a": _anchor,
    "br": _break,
    "note": _cite,
    "source": _name,
}
_INTERNAL = ("f", "t", "prompt", "source")
# What a template may write; the rest is drafter's own.
_VOCABULARY = tuple(tag for tag in (*_BLOCKS, *_INLINES) if tag not in _INTERNAL)
_INLINE_NODES = (Run, Link, Note, NoteNumber)

# A bare language code → the region whose spelling is meant (domain: English passages are en-GB).
LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE", "es": "es-ES", "nl": "nl-NL"}
