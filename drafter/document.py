r"""The document tree: what a letter or a paper says, free of Jinja, YAML and Word.

It is the contract between the stages. `markup` makes it, checks read it, writers
(`word`) turn it into a file, and tests compare it. Nodes are frozen: a stage that
wants another tree makes another tree.

Text is kept as it was typed. In a `Run`, ``\n`` is a line break within the paragraph
and ``\\t`` a tab; nothing else has a meaning.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias

from drafter.remembered import Remembered

# ── Inline ────────────────────────────────────────────────────────────────────


class Run(NamedTuple):
    """Text in one dress. `field` is the id of the input field it came from, if any.

    `edited` text is shown as taken out or put in, in a report about changes: it is no tracked one.
    """

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    prompt: bool = False  # an instruction to the writer that must not go out
    language: str | None = None  # BCP 47, only where it differs from the document's
    field: str | None = None
    edited: Literal["", "deleted", "inserted"] = ""


class Link(NamedTuple):
    """A hyperlink; `url` is absolute (http, https or mailto)."""

    url: str
    runs: tuple[Run, ...]


class NoteNumber(NamedTuple):
    """The number of the footnote with this key, wherever it stands."""

    key: str


class Note(NamedTuple):
    """A footnote at this point. The first note with a key is the one that others refer to."""

    key: str
    content: tuple[Run | Link | NoteNumber, ...]


Inline: TypeAlias = Run | Link | Note | NoteNumber
Inlines: TypeAlias = tuple[Inline, ...]

# ── Blocks ────────────────────────────────────────────────────────────────────

ParagraphStyle = Literal[
    "body",  # running text
    "salutation",  # Geachte leden van …,
    "ask-heading",  # the bold line above an ask
    "question",  # the question a member can put to the minister
    "kicker",  # the word above a title: Position paper
    "title",
    "subtitle",  # the line below a title: period, working group
    "lead",  # an opening paragraph set larger
    "label",  # a small heading that is not in the outline: Actiepunten
    "caption",  # above a table
    "small",  # enclosures, copies, contact
]


class Paragraph(NamedTuple):
    """A paragraph; `style` says what it is, the house style how that looks."""

    content: Inlines
    style: ParagraphStyle = "body"


class Heading(NamedTuple):
    """A heading in the outline. `numbered` ones are numbered by Word and set in the colour band."""

    level: Literal[1, 2, 3]
    content: Inlines
    numbered: bool = False


class ListItem(NamedTuple):
    """One item; its blocks are paragraphs and, for a list in a list, lists."""

    blocks: "tuple[Block, ...]"


class List(NamedTuple):
    """A list. Unordered ones carry the house's equals sign.

    An ordered list starts counting anew, unless it `continues` the one before it.
    """

    items: tuple[ListItem, ...]
    ordered: bool = False
    continues: bool = False


class Quote(NamedTuple):
    """A block quotation."""

    blocks: "tuple[Block, ...]"


class Table(NamedTuple):
    """A table with one header row, which repeats on every page."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


class AddressBlock(NamedTuple):
    """The lines in the window of the envelope, at most six by the rules of PostNL."""

    lines: tuple[Inlines, ...]


class Details(NamedTuple):
    """The labelled lines below the address: date, references, subject."""

    rows: tuple[tuple[str, Inlines], ...]


class Signature(NamedTuple):
    """The closing formula and who signs: per signatory the lines name, function, organisation.

    In columns the signatories are read across, as screen readers do. A block without a closing
    names others below it, such as those in whose name the letter is also written.
    """

    closing: Inlines
    signatories: tuple[tuple[Inlines, ...], ...]
    columns: int = 1


class Contents(NamedTuple):
    """A table of contents of the level-1 headings, under a heading of its own."""

    heading: str


Block: TypeAlias = (
    Paragraph | Heading | List | Quote | Table | AddressBlock | Details | Signature | Contents
)

# ── The whole ─────────────────────────────────────────────────────────────────


class Running(NamedTuple):
    """What stands in the letterhead, the page headers and the footers."""

    name: str  # the sender, in the letterhead
    tagline: str  # below or beside the name
    contact: str  # one line for the footer
    title: str  # subject or title, for the header of following pages
    date: str  # as printed in the header of following pages


class Baseline(NamedTuple):
    """The values that the document was made from; stored in a draft so that edits can come back."""

    input_id: str
    values: Mapping[str, str]  # field id → the text as it stood in the input
    tracked: tuple[str, str] = ("", "")  # author and date of the changes that are tracked in it


class Document(NamedTuple):
    """A letter or a paper, complete and ready to be written."""

    layout: Literal["letter", "paper"]
    title: str
    author: str
    subject: str
    date: date | None  # of the letter; None where a paper has none
    blocks: tuple[Block, ...]
    running: Running
    baseline: Baseline
    draft: bool = True
    language: str = "nl-NL"
    keywords: tuple[str, ...] = ()


# ── Walking the tree ──────────────────────────────────────────────────────────


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every piece of text, in order, those of links and footnotes included."""
    for content in lines(blocks):
        yield from runs_in(content)


def fields(blocks: Iterable[Block]) -> frozenset[str]:
    """The ids of the input fields of which a text is printed."""
    found: set[str] = set()
    for block in blocks:
        known = _seen[id(block)]
        found |= known[1] if known else _fields(block)
    return frozenset(found)


_seen: Remembered[int, tuple[Block | ListItem, frozenset[str]]] = Remembered(
    256
)  # letters share most blocks


def _fields(block: Block | ListItem) -> frozenset[str]:
    """The fields in a block, gathered once for all documents that hold it or some of its items."""
    known = _seen[id(block)]
    if known is None:
        known = _seen[id(block)] = (block, _gathered(block))
    return known[1]


def _gathered(block: Block | ListItem) -> frozenset[str]:
    if isinstance(block, List):
        return frozenset().union(*map(_fields, block.items))
    blocks = block.blocks if isinstance(block, ListItem) else (block,)
    found: set[str] = set()
    for content in lines(blocks):
        _gather(content, found)
    return frozenset(found)


def _gather(content: Inlines, found: set[str]) -> None:
    for inline in content:
        if isinstance(inline, Run):
            if inline.field:
                found.add(inline.field)
        elif isinstance(inline, Link):
            _gather(inline.runs, found)
        elif isinstance(inline, Note):
            _gather(inline.content, found)


def runs_in(content: Inlines) -> Iterator[Run]:
    """Every piece of text in a line."""
    for inline in content:
        if isinstance(inline, Run):
            yield inline
        elif isinstance(inline, Link):
            yield from inline.runs
        elif isinstance(inline, Note):
            yield from runs_in(inline.content)


def lines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """Every line of text, in order; a footnote stands within its line."""
    for block in blocks:
        yield from _CONTENT[type(block)](block)


# Node type → the lines of text in it, in order.
_CONTENT: dict[type, Callable[[Any], Iterable[Inlines]]] = {
    Paragraph: lambda block: [block.content],
    Heading: lambda block: [block.content],
    List: lambda block: chain.from_iterable(lines(item.blocks) for item in block.items),
    Quote: lambda block: lines(block.blocks),
    Table: lambda block: chain(block.header, *block.rows),
    AddressBlock: lambda block: block.lines,
    Details: lambda block: [content for _label, content in block.rows],
    Signature: lambda block: chain([block.closing], *block.signatories),
    Contents: lambda _block: (),
}
