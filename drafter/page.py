"""A document → a web page that stands on its own: no script, nothing from elsewhere.

It reads on a telephone and on paper, in light and in dark. Reports are made of these blocks:
paragraphs, headings, lists, quotations and tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Final

from drafter.document import (
    Block,
    Document,
    Heading,
    Inlines,
    List,
    Paragraph,
    Quote,
    Run,
    Table,
    runs_in,
)

# A browser that knows this refuses everything that the page does not bring itself.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"

# Colours: contrast with the ground at least 6.6 in light and 8.3 in dark.
_STYLE: Final = """
:root { color-scheme: light dark; --ground: #fff; --text: #1f1a1d; --accent: #7a1f52;
  --quiet: #625a5f; --rule: #d9c7d1; --tint: #f5ecf1;
  --deleted: #9b1c1c; --deleted-ground: #fbe9e9; --inserted: #0b5d3b; --inserted-ground: #e6f4ec }
@media (prefers-color-scheme: dark) { :root { --ground: #1b171a; --text: #f3eef1;
  --accent: #e9b6d3; --quiet: #b9afb5; --rule: #5a4a53; --tint: #2b2429;
  --deleted: #ff9a9a; --deleted-ground: #3a1d1d; --inserted: #7fe0b0; --inserted-ground: #15301f } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.55 Calibri, Carlito, "Segoe UI", system-ui, sans-serif; overflow-wrap: break-word }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 2rem; border-bottom: 4px double var(--accent) }
footer { margin-top: 3rem; padding-top: .75rem; padding-bottom: 2rem; color: var(--quiet);
  font-size: .875rem; border-top: 1px solid var(--rule) }
p { margin: 0 0 .75rem }
h1 { margin: 0 0 .25rem; font-size: 1.75rem; line-height: 1.2 }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.35rem; line-height: 1.25; color: var(--accent) }
h3 { margin: 2rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--rule);
  font-size: 1.1rem; line-height: 1.3; color: var(--accent) }
h2 + h3 { margin-top: 1rem }
h4 { margin: 1rem 0 .35rem; font-size: 1rem; line-height: 1.4 }
.kicker { margin: 0 0 .25rem; color: var(--accent); font-weight: bold; font-size: .9rem;
  letter-spacing: .12em; text-transform: uppercase }
.subtitle, .small { color: var(--quiet) }
.small { font-size: .875rem }
.lead { margin-top: 1.25rem; font-size: 1.2rem; line-height: 1.4; color: var(--accent) }
.question { padding-left: .8rem; border-left: 3px solid var(--accent) }
blockquote { margin: 0 0 .75rem; padding-left: .8rem; border-left: 3px solid var(--rule);
  font-style: italic }

del { color: var(--deleted); background: var(--deleted-ground); text-decoration: line-through }
ins { color: var(--inserted); background: var(--inserted-ground);
  text-decoration: underline; text-underline-offset: .15em }
table { width: 100%; margin: 0 0 1rem; border-collapse: collapse }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--rule) }
thead th { background: var(--tint); color: var(--accent) }
ul { margin: 0 0 .75rem; padding-left: 1.25rem }
li { margin-bottom: .25rem }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
  tr, tbody th, td { display: block }
  tbody th { border-bottom: 0; padding-bottom: 0 }
}
@media print {
  @page { margin: 2cm }
  :root { color-scheme: light; --ground: #fff; --text: #000; --accent: #7a1f52; --quiet: #555;
    --rule: #bbb; --tint: #f5ecf1; --deleted: #9b1c1c; --deleted-ground: #fff;
    --inserted: #0b5d3b; --inserted-ground: #fff }
  body { font-size: 10.5pt }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0 }
  h2, h3, h4 { break-after: avoid }
  .question, blockquote, tr, li { break-inside: avoid }
}
"""


def page(document: Document) -> str:
    """The document as HTML. Its blocks are those that reports are made of."""
    start = next(at for at, block in enumerate(document.blocks) if not _is_title(block))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language.partition("-")[0])}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(document.author)}">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n{_blocks(document.blocks[:start])}</header>\n"
        f"<main>\n{_blocks(document.blocks[start:])}</main>\n"
        f"<footer>{escape(document.running.name)} {escape(document.running.tagline)} · "
        f"{escape(document.running.date)}</footer>\n</body>\n</html>\n"
    )


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style in ("kicker", "title", "subtitle")


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join([f"{_BLOCK[type(block)](block)}\n" for block in blocks])


def _paragraph(block: Paragraph) -> str:
    """The title is the first heading; all other paragraphs are paragraphs."""
    if block.style == "title":
        return f"<h1>{_inlines(block.content)}</h1>"
    kind = f' class="{block.style}"' if block.style != "body" else ""
    return f"<p{kind}>{_inlines(block.content)}</p>"


def _heading(block: Heading) -> str:
    return f"<h{block.level + 1}>{_inlines(block.content)}</h{block.level + 1}>"


def _list(block: List) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join([f"<li>{_tight(item.blocks)}</li>" for item in block.items])
    return f"<{tag}>{items}</{tag}>"


def _tight(blocks: tuple[Block, ...]) -> str:
    """The content of an item; a single paragraph of it is not one of its own."""
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, Paragraph):
        return _inlines(first.content)
    return _blocks(blocks)


def _table(block: Table) -> str:
    """A table of which each row is named by its first cell."""
    header = "".join([f'<th scope="col">{_inlines(cell)}</th>' for cell in block.header])
    rows = "".join([_row(*cells) for cells in block.rows])
    return f"<table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"


def _row(name: Inlines, *cells: Inlines) -> str:
    others = "".join([f"<td>{_inlines(cell)}</td>" for cell in cells])
    return f'<tr><th scope="row">{_inlines(name)}</th>{others}</tr>'


_BLOCK: Final[dict[type, Callable[[Any], str]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    List: _list,
    Quote: lambda block: f"<blockquote>{_blocks(block.blocks)}</blockquote>",
    Table: _table,
}
_EDITED: Final = {"deleted": "del", "inserted": "ins"}


def _inlines(content: Inlines) -> str:
    return "".join(map(_run, runs_in(content)))


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    for tag in (run.bold and "strong", run.italic and "em", _EDITED.get(run.edited)):
        if tag:
            text = f"<{tag}>{text}</{tag}>"
    return text
