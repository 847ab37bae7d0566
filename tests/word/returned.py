"""Files as they come back: made of the parts in a folder, and what was read of them as text.

A folder of tests/word/received holds `document.xml` and what else Word wrote beside it;
`links.txt` has a line for each address: part, id, address. The notation of expected.txt:

    Vraag 0/4 | text        style, level and numbering of a list item
    [+A:new+] [-B:old-]     inserted by A, deleted by B; in one another: [+A:[-B:…-]+]
    [<A:from<] [>A:to>]     moved
    ¶[+A]                   the end of the paragraph is inserted: it was split here
    {name:text}             a bookmark of ours
    «1:text»                what comment 1 is about
    **bold**  *italic*  <text|address>  (en-GB:text)  [^2] the sign of note 2
    ⏎ ⇥                     a line break, a tab
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from drafter.received import Field, Paragraph, Piece, Received, Trace, accepted, rejected
from drafter.word.package import Part, pack
from drafter.word.xml import DECLARATION, RELATIONSHIPS, TYPES, R

RECEIVED = Path(__file__).parent / "received"
LATER = {"commentsExtended": "http://schemas.microsoft.com/office/2011/relationships"}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def made_of(folder: Path) -> bytes:
    """The .docx with the parts of a folder."""
    parts = {f"word/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.xml"))}
    parts.setdefault("word/styles.xml", (RECEIVED / "styles.xml").read_bytes())
    links = folder / "links.txt"
    lines = links.read_text("utf-8").splitlines() if links.exists() else []
    return packed(parts, [line.split(" ", 2) for line in lines])


def packed(
    parts: Mapping[str, str | bytes],
    links: Iterable[list[str]] = (),
    *,
    kind: str = MAIN,
    lines: str = "",
) -> bytes:
    """A .docx with these parts; `lines` are further relations of the document."""
    related = "".join(
        f'<Relationship Id="{name}" Type="{LATER.get(name, R)}/{name}" Target="{name}.xml"/>'
        for name in (Path(path).stem for path in parts if path.startswith("word/"))
        if name != "document"
    )
    linked = {"document.xml": related + lines}
    for part, id, address in links:
        line = f'Id="{id}" Type="{R}/hyperlink" Target="{address}" TargetMode="External"'
        linked[part] = linked.get(part, "") + f"<Relationship {line}/>"
    top = f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'
    types = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    everything: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{TYPES}">{types}</Types>',
        "_rels/.rels": _relations(top),
        **{f"word/_rels/{part}.rels": _relations(text) for part, text in linked.items()},
        **parts,
    }
    return pack([Part.of(name, content) for name, content in everything.items()])


def _relations(lines: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{lines}</Relationships>'


# ── What was read, as text ────────────────────────────────────────────────────


def shown(received: Received) -> str:
    """All that was read, in the notation above."""
    out = [*map(_paragraph, received.paragraphs)]
    for id, note in received.notes.items():
        out += ["", f"noot {id}", *map(_paragraph, note)]
    for comment in received.comments:
        about = [comment.author, comment.date]
        about += [f"antwoord op {comment.replies_to}"] if comment.replies_to else []
        about += ["afgehandeld"] if comment.resolved else []
        out += ["", f"opmerking {comment.id}: {', '.join(filter(None, about))}"]
        out += [f"  {line}" for line in comment.text.split("\n")]
    if received.tracked:
        out += ["", "alles aanvaard", *map(_paragraph, accepted(received.paragraphs))]
        out += ["", "alles verworpen", *map(_paragraph, rejected(received.paragraphs))]
    return "".join(f"{line}\n" for line in out)


def _paragraph(paragraph: Paragraph) -> str:
    item = "" if paragraph.level is None else f" {paragraph.level}/{paragraph.list}"
    end = "".join(f"[{_SIGNS[trace.kind][0]}{trace.author}]" for trace in paragraph.end)
    text = _text(paragraph)
    return f"{paragraph.style}{item} | {text}{f' ¶{end}' if end else ''}".rstrip()


def _text(paragraph: Paragraph) -> str:
    spans = (*paragraph.fields, *paragraph.comments)
    out, at = "", 0
    for piece in paragraph.pieces:
        end = at + len(piece.text)
        cuts = sorted({at, end, *(c for s in spans for c in s[1:] if at < c < end)})
        for start, until in pairwise(cuts):
            out += _marks(spans, start) + _piece(piece, paragraph.text[start:until])
        if piece.note:
            out += _piece(piece, f"[^{piece.note}]")
        at = end
    return out + _marks(spans, at)


def _marks(spans: Iterable[tuple[str, int, int]], at: int) -> str:
    """The ends of what ends here, then what is empty, then the beginnings of what begins."""
    ends = [_closing(s) for s in spans if s[1] < s[2] == at]
    empty = [_opening(s) + _closing(s) for s in spans if s[1] == s[2] == at]
    return "".join((*reversed(ends), *empty, *(_opening(s) for s in spans if at == s[1] < s[2])))


def _opening(span: tuple[str, int, int]) -> str:
    return f"{{{span[0]}:" if isinstance(span, Field) else f"«{span[0]}:"


def _closing(span: tuple[str, int, int]) -> str:
    return "}" if isinstance(span, Field) else "»"


def _piece(piece: Piece, text: str) -> str:
    text = text.replace("\n", "⏎").replace("\t", "⇥")
    text = f"*{text}*" if piece.italic else text
    text = f"**{text}**" if piece.bold else text
    text = f"<{text}|{piece.link}>" if piece.link else text
    text = f"({piece.language}:{text})" if piece.language else text
    for trace in reversed(piece.traces):
        text = _traced(text, trace)
    return text


_SIGNS = {"inserted": "++", "deleted": "--", "moved-from": "<<", "moved-to": ">>"}


def _traced(text: str, trace: Trace) -> str:
    start, end = _SIGNS[trace.kind]
    return f"[{start}{trace.author}:{text}{end}]"
