"""The text of a tree in the order in which it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

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
    Note,
    Paragraph,
    Quote,
    Run,
    Signature,
    Table,
)


def texts(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The inlines of every paragraph, cell and line."""
    for block in blocks:
        yield from _TEXTS[type(block)](block)


def _items(block: List) -> Iterator[Inlines]:
    for item in block.items:
        yield from texts(item.blocks)


def _cells(block: Table) -> Iterator[Inlines]:
    yield from block.header
    for row in block.rows:
        yield from row


def _signature(block: Signature) -> Iterator[Inlines]:
    yield block.closing
    for lines in block.signatories:
        yield from lines


_TEXTS: Final[dict[type, Callable[[Any], Iterable[Inlines]]]] = {
    Paragraph: lambda block: (block.content,),
    Heading: lambda block: (block.content,),
    List: _items,
    Quote: lambda block: texts(block.blocks),
    Table: _cells,
    AddressBlock: lambda block: block.lines,
    Details: lambda block: (content for _label, content in block.rows),
    Signature: _signature,
    Contents: lambda _block: (),
}


def runs(inlines: Iterable[Inline]) -> Iterator[Run]:
    """Every run, also those in links and notes."""
    for inline in inlines:
        yield from _RUNS.get(type(inline), lambda _inline: ())(inline)


_RUNS: Final[dict[type, Callable[[Any], Iterable[Run]]]] = {
    Run: lambda run: (run,),
    Link: lambda link: link.runs,
    Note: lambda note: runs(note.content),
}
