"""Blocks → paragraphs, lists and tables."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from drafter.document import (
    AddressBlock,
    Block,
    Contents,
    Details,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Quote,
    Signature,
    Table,
)
from drafter.word.contents import contents
from drafter.word.inlines import Writing, inlines, styled
from drafter.word.shared import written
from drafter.word.signature import signature

_WINDOW = 6  # lines in the address block; fewer leave the rest white
_DEEPEST = 3  # levels of lists in the house style


class Place(NamedTuple):
    """Where a block stands, as far as that shows in its look."""

    level: int = 0  # how many lists it stands in
    quoted: bool = False
    kind: str = ""  # of the innermost list: ordered or unordered
    number: str = ""  # the w:numPr, for the first paragraph of an item
    leads: bool = False  # to what follows, which is not to stand on a page without it
    after_table: bool = False


def flow(blocks: Sequence[Block], writing: Writing, place: Place | None = None) -> str:
    """Blocks one after another."""
    return "".join([write_block(block, writing, spot) for block, spot in places(blocks, place)])


def write_block(block: Block, writing: Writing, place: Place) -> str:
    """One block."""
    return _BLOCK[type(block)](block, writing, place)


def places(blocks: Sequence[Block], place: Place | None = None) -> Iterator[tuple[Block, Place]]:
    """Each block with the place where it stands; `place` is that of all of them."""
    here = place or Place()
    around = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
    for before, block, after in around:
        yield (
            block,
            Place(
                here.level,
                here.quoted,
                here.kind,
                here.number if before is None else "",
                _leads(block, after) if after else here.leads,
                type(before) is Table,
            ),
        )


def _leads(block: Block, after: Block) -> bool:
    """Whether the end of a block is not to stand on a page without what comes after it.

    Text leads to the list, the quotation or the ask that it announces, the last words of a
    letter to the signature, and that to the enclosures and copies.
    """
    if type(after) is Signature:
        return True
    if type(block) is Paragraph:
        asks = type(after) is Paragraph and after.style in ("ask-heading", "question")
        if asks or type(after) in (List, Quote):
            return True
    return _is_small(after) and (type(block) in (Signature, List) or _is_small(block))


def _is_small(block: Block) -> bool:
    return type(block) is Paragraph and block.style == "small"


# ── Paragraphs ────────────────────────────────────────────────────────────────


def _paragraph(block: Paragraph, writing: Writing, place: Place) -> str:
    properties = _properties(_role(block, place), writing, place)
    return f"<w:p>{properties}{inlines(block.content, writing)}</w:p>"


def _role(block: Paragraph, place: Place) -> str:
    """The style of a paragraph; running text in a list or a quotation has one of its own."""
    if block.style != "body":
        return block.style
    if place.quoted:
        return "quote"
    if place.level:
        return f"{place.kind if place.number else 'continue'}-{min(place.level, _DEEPEST)}"
    return "body"


def _properties(role: str, writing: Writing, place: Place) -> str:
    """The w:pPr: the style, and what only the surroundings can tell."""
    look = writing.style.looks[role]
    inside = f'<w:pStyle w:val="{look.id}"/>' if role != "body" else ""
    if place.leads:
        inside += "<w:keepNext/>"
    inside += place.number
    if place.after_table and look.before < _white(writing):
        inside += f'<w:spacing w:before="{_white(writing)}"/>'
    if place.level and not place.number and not role.startswith("continue"):
        inside += f'<w:ind w:left="{_indent(writing, place) + look.left}"/>'
    return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def _white(writing: Writing) -> int:
    """The white below a table, which cannot have its own: that below running text, twips."""
    return writing.style.looks["body"].after


def _indent(writing: Writing, place: Place) -> int:
    """Where the text of a list stands, in twips."""
    return writing.style.indents[min(place.level, _DEEPEST) - 1]


def _heading(block: Heading, writing: Writing, place: Place) -> str:
    role = "heading-numbered" if block.numbered else f"heading-{block.level}"
    content = inlines(block.content, writing)
    target = writing.contents.get(id(block))
    if target:
        content = target.around(content)
    return f"<w:p>{_properties(role, writing, place)}{content}</w:p>"


# ── Lists and quotations ──────────────────────────────────────────────────────


def _list(block: List, writing: Writing, place: Place) -> str:
    level = place.level + 1
    kind = "ordered" if block.ordered else "unordered"
    number = _instance(block, writing, min(level, _DEEPEST) - 1)
    inside = Place(level, kind=kind, number=number)
    last = inside._replace(leads=place.leads)
    around = zip(block.items, (*block.items[1:], None), strict=True)
    return "".join(
        [written(item, inside if after else last, writing, _item) for item, after in around]
    )


def _item(item: ListItem, writing: Writing, place: Place) -> str:
    return flow(item.blocks, writing, place)


def _instance(block: List, writing: Writing, level: int) -> str:
    """The w:numPr of a numbering instance of its own, so that the list starts at one.

    A list that continues has that of the ordered list before it on this level, if there is one.
    """
    rest = (
        f'<w:abstractNumId w:val="{writing.style.lists[block.ordered]}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    made = reversed(list(enumerate(writing.lists))) if block.continues else ()
    at = next((at for at, instance in made if instance.endswith(rest)), len(writing.lists))
    number = writing.style.first_list + at
    if at == len(writing.lists):
        writing.lists.append(f'<w:num w:numId="{number}">{rest}')
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _quote(block: Quote, writing: Writing, place: Place) -> str:
    return flow(block.blocks, writing, place._replace(quoted=True))


# ── The parts of a letter ─────────────────────────────────────────────────────


def _address(block: AddressBlock, writing: Writing, _place: Place) -> str:
    """The last line carries the white of the lines that are missing in the window."""
    look = writing.style.looks["address"]
    style = f'<w:pStyle w:val="{look.id}"/>'
    white = look.after + max(0, _WINDOW - len(block.lines)) * look.line
    last = f'{style}<w:spacing w:after="{white}"/>'
    shapes = [*[style] * (len(block.lines) - 1), last]
    lines = zip(shapes, block.lines, strict=False)
    return _apart([(f"<w:pPr>{shape}</w:pPr>", "", line) for shape, line in lines], writing)


def _details(block: Details, writing: Writing, _place: Place) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{writing.style.looks["details"].id}"/></w:pPr>'
    return _apart(
        [
            (properties, f"{styled(label, 'details-label', writing)}<w:r><w:tab/></w:r>", content)
            for label, content in block.rows
        ],
        writing,
    )


def _apart(lines: Sequence[tuple[str, str, Inlines]], writing: Writing) -> str:
    """Paragraphs (properties, what precedes the text, text) that do not continue each other."""
    out = []
    for properties, start, content in lines:
        if writing.bookmarks:
            writing.bookmarks.apart()
        out.append(f"<w:p>{properties}{start}{inlines(content, writing)}</w:p>")
    return "".join(out)


def _signature(block: Signature, writing: Writing, place: Place) -> str:
    return signature(block, writing, leads=place.leads)


def _table(block: Table, writing: Writing, place: Place) -> str:
    from drafter.word.table import table  # few documents have one

    return table(block, writing, _indent(writing, place) if place.level else 0)


_BLOCK: Final[dict[type, Callable[[Any, Writing, Place], str]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    List: _list,
    Quote: _quote,
    Table: _table,
    AddressBlock: _address,
    Details: _details,
    Signature: _signature,
    Contents: lambda block, writing, _place: contents(block, writing),
}
