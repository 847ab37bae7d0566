"""Build house-style.docx from measures.toml:  python templates/house-style/build.py

The result is an ordinary Word file. Its two sections, letter and paper, show every style
once and hold the headers and footers; `drafter.word.style` takes from it what a letter
needs. A colleague may restyle the file in Word instead; then this script has had its day,
and the test that compares the two goes with it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from drafter.word.package import Part, pack
from drafter.word.xml import CORE, DC, DECLARATION, RELATIONSHIPS, TYPES, R, W, escape

HERE = Path(__file__).parent
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

Measures = dict[str, dict[str, Any]]


# ── Units ─────────────────────────────────────────────────────────────────────


def mm(length: float) -> int:
    """Millimetres in twips, Word's unit of length: 1/20 point."""
    return round(length / 25.4 * 1440)


def pt(length: float) -> int:
    """Points in twips."""
    return round(length * 20)


# ── Properties, in the order that the schema wants ────────────────────────────


def border(
    side: str, colour: str, *, size: float = 0.5, space: int = 1, kind: str = "single"
) -> str:
    return (
        f'<w:{side} w:val="{kind}" w:sz="{round(size * 8)}" w:space="{space}" w:color="{colour}"/>'
    )


def para(
    *,
    keep_next: bool = False,
    keep_lines: bool = False,
    frame: str = "",
    numbering: tuple[int, int] | None = None,
    borders: str = "",
    shade: str = "",
    tabs: tuple[tuple[str, int], ...] = (),
    before: int | None = None,
    after: int | None = None,
    line: int | None = None,
    exact: bool = False,
    left: int | None = None,
    right: int | None = None,
    hanging: int | None = None,
    contextual: bool = False,
    align: str = "",
    outline: int | None = None,
) -> str:
    """The content of w:pPr; lengths in twips, `line` in twips if exact, else in 240ths of a line."""
    stops = "".join(
        f'<w:tab w:val="{kind.split()[0]}"{leader(kind)} w:pos="{at}"/>' for kind, at in tabs
    )
    rule = ("exact" if exact else "auto") if line is not None else None
    return "".join(
        (
            "<w:keepNext/>" if keep_next else "",
            "<w:keepLines/>" if keep_lines else "",
            frame,
            f'<w:numPr><w:ilvl w:val="{numbering[1]}"/><w:numId w:val="{numbering[0]}"/></w:numPr>'
            if numbering
            else "",
            f"<w:pBdr>{borders}</w:pBdr>" if borders else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "",
            f"<w:tabs>{stops}</w:tabs>" if stops else "",
            element("spacing", before=before, after=after, line=line, lineRule=rule),
            element("ind", left=left, right=right, hanging=hanging),
            "<w:contextualSpacing/>" if contextual else "",
            f'<w:jc w:val="{align}"/>' if align else "",
            f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "",
        )
    )


def leader(kind: str) -> str:
    """The leader of a tab stop such as "right dot"."""
    words = kind.split()
    return f' w:leader="{words[1]}"' if len(words) > 1 else ""


def element(name: str, **attributes: object) -> str:
    given = "".join(f' w:{key}="{value}"' for key, value in attributes.items() if value is not None)
    return f"<w:{name}{given}/>" if given else ""


def char(
    *,
    bold: bool | None = None,
    italic: bool | None = None,
    caps: bool = False,
    colour: str = "",
    spacing: int | None = None,
    size: float | None = None,
    underline: str = "",
    shade: str = "",
    superscript: bool = False,
) -> str:
    """The content of w:rPr; `size` in points, `spacing` (between letters) in twips."""
    half = None if size is None else round(size * 2)
    return "".join(
        (
            "" if bold is None else "<w:b/>" if bold else '<w:b w:val="0"/>',
            "" if italic is None else "<w:i/>" if italic else '<w:i w:val="0"/>',
            "<w:caps/>" if caps else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            element("spacing", val=spacing),
            element("sz", val=half) + element("szCs", val=half),
            f'<w:u w:val="{underline}"/>' if underline else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "",
            '<w:vertAlign w:val="superscript"/>' if superscript else "",
        )
    )


# ── Styles ────────────────────────────────────────────────────────────────────


def style(
    kind: str,
    style_id: str,
    name: str,
    body: str = "",
    *,
    based: str = "",
    following: str = "",
    shown: bool = True,
    default: bool = False,
) -> str:
    """One w:style. Names that Word knows are in English; Word shows them in the user's language."""
    own = "" if name in BUILT_IN else ' w:customStyle="1"'
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{first}{own} w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f'<w:uiPriority w:val="{10 if shown else 90}"/>'
        + ("<w:qFormat/>" if shown else "")
        + f"{body}</w:style>"
    )


BUILT_IN = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "Salutation", "Closing"),
    *("Title", "Subtitle", "caption", "heading 1", "heading 2", "heading 3", "Quote"),
    *("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2"),
    *("List Number 3", "List Continue", "List Continue 2", "List Continue 3", "TOC Heading"),
    *("toc 1", "header", "footer", "footnote text", "footnote reference", "Hyperlink"),
}


def paragraph_style(
    style_id: str,
    name: str,
    pPr: str = "",  # noqa: N803 (the schema's own name)
    rPr: str = "",  # noqa: N803
    *,
    based: str = "Normal",
    following: str = "",
    shown: bool = True,
) -> str:
    body = (f"<w:pPr>{pPr}</w:pPr>" if pPr else "") + (f"<w:rPr>{rPr}</w:rPr>" if rPr else "")
    return style("paragraph", style_id, name, body, based=based, following=following, shown=shown)


def character_style(style_id: str, name: str, rPr: str, *, shown: bool = True) -> str:  # noqa: N803
    return style(
        "character", style_id, name, f"<w:rPr>{rPr}</w:rPr>", based="DefaultFont", shown=shown
    )


def styles(m: Measures) -> str:
    font = m["font"]
    return "".join(
        (
            DECLARATION,
            f"<w:styles {NAMESPACES}>",
            defaults(m),
            '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
            'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>',
            style(
                "paragraph",
                "Normal",
                "Normal",
                f"<w:pPr>{para(after=pt(font['after']), line=round(font['line'] * 240))}</w:pPr>",
                default=True,
            ),
            style("character", "DefaultFont", "Default Paragraph Font", shown=False, default=True),
            style("numbering", "NoList", "No List", shown=False, default=True),
            letter_styles(m),
            paper_styles(m),
            list_styles(m),
            character_styles(m),
            running_styles(m),
            table_styles(m),
            "</w:styles>",
        )
    )


def defaults(m: Measures) -> str:
    font = " ".join(
        f'w:{use}="{m["font"]["name"]}"' for use in ("ascii", "hAnsi", "eastAsia", "cs")
    )
    look = char(colour=m["colour"]["text"], size=m["font"]["body"])
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>{look}"
        '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def letter_styles(m: Measures) -> str:
    letter, colour = m["letter"], m["colour"]
    label, line = mm(letter["details_label"]), mm(letter["address_line"])
    gap = mm(letter["details"] - letter["address"]) - 6 * line
    # contextualSpacing: the white below a block stands only where the block ends.
    return "".join(
        (
            paragraph_style(
                "AddressBlock",
                "Adresblok",
                para(after=gap, line=line, exact=True, contextual=True),
            ),
            paragraph_style(
                "Details",
                "Referentieregel",
                para(
                    tabs=(("left", label),),
                    after=mm(letter["salutation_gap"]),
                    left=label,
                    hanging=label,
                    contextual=True,
                ),
            ),
            paragraph_style("Salutation", "Salutation", following="Normal"),
            paragraph_style(
                "AskHeading",
                "Vraagkop",
                para(keep_next=True, keep_lines=True, before=pt(3), after=pt(2)),
                char(bold=True),
                following="Normal",
            ),
            paragraph_style(
                "Question",
                "Vraag",
                para(
                    keep_lines=True,
                    borders=border("left", colour["accent"], size=2.25, space=8),
                    left=pt(10.5),
                ),
            ),
            paragraph_style(
                "Closing",
                "Closing",
                para(keep_next=True, before=pt(4), after=mm(letter["signature_gap"])),
            ),
            paragraph_style("Signature", "Ondertekening", para(keep_next=True, keep_lines=True, after=pt(12))),
            paragraph_style(
                "Small",
                "Klein",
                para(after=pt(3)),
                char(colour=colour["quiet"], size=m["font"]["small"]),
            ),
        )
    )


def paper_styles(m: Measures) -> str:
    size, colour = m["heading"], m["colour"]
    accent, quiet, small = colour["accent"], colour["quiet"], m["font"]["small"]
    kept: dict[str, Any] = {"keep_next": True, "keep_lines": True}
    band = "".join(
        border(side, accent, size=1, space=space)
        for side, space in (("top", 3), ("left", 5), ("bottom", 3), ("right", 5))
    )
    hang = mm(7)
    return "".join(
        (
            paragraph_style(
                "Kicker",
                "Bovenkop",
                para(keep_next=True, after=pt(2)),
                char(bold=True, caps=True, colour=accent, spacing=50, size=size["kicker"]),
                following="Title",
            ),
            paragraph_style(
                "Title",
                "Title",
                para(**kept, after=pt(4), line=240),
                char(bold=True, size=size["title"]),
                following="Subtitle",
            ),
            paragraph_style(
                "Subtitle",
                "Subtitle",
                para(
                    keep_next=True,
                    borders=border("bottom", accent, size=0.75, space=10, kind="double"),
                    after=pt(18),
                ),
                char(colour=quiet, size=size["subtitle"]),
                following="Normal",
            ),
            paragraph_style(
                "Lead",
                "Inleiding",
                para(after=pt(12)),
                char(colour=accent, size=size["lead"]),
                following="Normal",
            ),
            paragraph_style(
                "Heading1",
                "heading 1",
                para(**kept, before=pt(18), after=pt(5), line=252, outline=0),
                char(bold=True, colour=accent, size=size["level_1"]),
                following="Normal",
            ),
            paragraph_style(
                "NumberedHeading",
                "Genummerde kop",
                # The border in the accent pads the band; the indents keep it on the column.
                para(
                    numbering=(3, 0),
                    borders=band,
                    shade=accent,
                    before=pt(22),
                    after=pt(11),
                    left=pt(6) + hang,
                    right=pt(6),
                    hanging=hang,
                ),
                char(colour=colour["band_text"], size=size["numbered"]),
                based="Heading1",
                following="Normal",
            ),
            paragraph_style(
                "Heading2",
                "heading 2",
                para(**kept, before=pt(13), after=pt(4), line=252, outline=1),
                char(bold=True, colour=accent, size=size["level_2"]),
                following="Normal",
            ),
            paragraph_style(
                "Heading3",
                "heading 3",
                para(**kept, before=pt(10), after=pt(3), line=252, outline=2),
                char(bold=True, size=size["level_3"]),
                following="Normal",
            ),
            paragraph_style(
                "Label",
                "Tussenkop",
                para(**kept, before=pt(8), after=pt(4)),
                char(bold=True, colour=accent, spacing=4),
                following="Normal",
            ),
            paragraph_style(
                "Quote",
                "Quote",
                para(
                    borders=border("left", colour["rule"], size=2.25, space=8),
                    left=mm(m["list"]["indent"]),
                    right=mm(m["list"]["indent"]),
                ),
                char(italic=True),
                following="Normal",
            ),
            paragraph_style(
                "Caption",
                "caption",
                para(keep_next=True, before=pt(8), after=pt(4)),
                char(bold=True, colour=quiet, size=small),
            ),
            paragraph_style(
                "TOCHeading",
                "TOC Heading",
                para(**kept, before=pt(12), after=pt(5)),
                char(bold=True, colour=accent, size=size["level_2"]),
                following="Normal",
            ),
            paragraph_style(
                "TOC1",
                "toc 1",
                para(
                    tabs=(("left", hang), ("right dot", paper_column(m))),
                    after=pt(3),
                    left=hang,
                    hanging=hang,
                ),
                shown=False,
            ),
            paragraph_style(
                "FootnoteText",
                "footnote text",
                para(after=pt(2), line=240, left=mm(4), hanging=mm(4)),
                char(size=small),
                shown=False,
            ),
        )
    )


def paper_column(m: Measures) -> int:
    return mm(m["page"]["width"] - m["paper"]["left"] - m["paper"]["right"])


def list_styles(m: Measures) -> str:
    after, indent = pt(m["list"]["after"]), m["list"]["indent"]
    out = []
    for level in range(3):
        suffix = f" {level + 1}" if level else ""
        for number, name in ((1, "List Bullet"), (2, "List Number")):
            named = name + suffix
            look = para(numbering=(number, level), after=after)
            out.append(paragraph_style(named.replace(" ", ""), named, look))
        look = para(after=after, left=mm(indent * (level + 1)))
        out.append(paragraph_style(f"ListContinue{suffix.strip()}", f"List Continue{suffix}", look))
    return "".join(out)


def character_styles(m: Measures) -> str:
    colour = m["colour"]
    prompt = char(italic=True, colour=colour["prompt_text"], shade=colour["prompt_ground"])
    label = char(colour=colour["quiet"], size=m["font"]["small"])
    return "".join(
        (
            character_style("Prompt", "Invulaanwijzing", prompt),
            character_style("DetailsLabel", "Referentielabel", label),
            character_style(
                "Hyperlink", "Hyperlink", char(colour=colour["accent"], underline="single")
            ),
            character_style(
                "FootnoteReference", "footnote reference", char(superscript=True), shown=False
            ),
        )
    )


def running_styles(m: Measures) -> str:
    colour, size = m["colour"], m["font"]["running"]
    quiet = char(colour=colour["quiet"], size=size)
    return "".join(
        (
            paragraph_style("Header", "header", para(after=0, line=240), quiet, shown=False),
            paragraph_style("Footer", "footer", para(after=0, line=240), quiet, shown=False),
            paragraph_style(
                "Letterhead",
                "Briefhoofd",
                para(line=pt(30), exact=True),
                char(bold=True, colour=colour["accent"], spacing=10, size=25),
                based="Header",
            ),
            paragraph_style(
                "LetterheadLine",
                "Briefhoofdregel",
                para(line=pt(15), exact=True),
                char(size=10.5),
                based="Header",
            ),
            character_style("SenderName", "Afzendernaam", char(bold=True, colour=colour["accent"])),
            character_style(
                "DraftMark",
                "Conceptmerk",
                char(bold=True, colour=colour["accent"], spacing=60, size=9.5),
            ),
        )
    )


def table_styles(m: Measures) -> str:
    colour, size = m["colour"], m["font"]["body"] - 1
    cell = para(before=pt(2), after=pt(2), line=252)
    edges = border("top", colour["accent"], size=1, space=0)
    edges += border("bottom", colour["accent"], size=1, space=0)
    edges += border("insideH", colour["rule"], space=0)
    margins = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour["tint"]}"/>'
    return "".join(
        (
            style(
                "table",
                "TableNormal",
                "Normal Table",
                '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>',
                shown=False,
                default=True,
            ),
            style(
                "table",
                "HouseTable",
                "Tabel huisstijl",
                f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>{margins}</w:tblPr>"
                f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shade}</w:tcPr></w:tblStylePr>',
                based="TableNormal",
            ),
            paragraph_style("TableText", "Tabeltekst", cell, char(size=size)),
            paragraph_style(
                "TableHeader",
                "Tabelkop",
                para(keep_next=True),
                char(bold=True, colour=colour["accent"]),
                based="TableText",
            ),
        )
    )


# ── Numbering ─────────────────────────────────────────────────────────────────


def numbering(m: Measures) -> str:
    """Three definitions and an instance of each: unordered, ordered, numbered headings."""
    indent, accent = mm(m["list"]["indent"]), m["colour"]["accent"]
    mark = char(bold=True, italic=False, colour=accent)
    bullets = [("bullet", symbol) for symbol in m["list"]["unordered"]]
    counts = [("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")]
    kinds = (("ListBullet", bullets), ("ListNumber", counts))
    lists = [
        [
            level(
                at, kind, text, f"{style_id}{at + 1 if at else ''}", indent * (at + 1), indent, mark
            )
            for at, (kind, text) in enumerate(levels)
        ]
        for style_id, levels in kinds
    ]
    hang = mm(7)
    heading = [level(0, "decimal", "%1", "NumberedHeading", pt(6) + hang, hang, "")]
    return "".join(
        (
            DECLARATION,
            f"<w:numbering {NAMESPACES}>",
            *(
                f'<w:abstractNum w:abstractNumId="{at}"><w:nsid w:val="{0x57A10001 + at:08X}"/>'
                f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
                for at, levels in enumerate((*lists, heading))
            ),
            *(
                f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>'
                for at in range(3)
            ),
            "</w:numbering>",
        )
    )


def level(at: int, kind: str, text: str, style_id: str, left: int, hanging: int, mark: str) -> str:
    look = para(left=left, hanging=hanging)
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style_id}"/><w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{look}</w:pPr>" + (f"<w:rPr>{mark}</w:rPr>" if mark else "") + "</w:lvl>"
    )


# ── Text ──────────────────────────────────────────────────────────────────────


def run(text: str, style_id: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style_id}"/></w:rPr>' if style_id else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


def page_field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style_id: str, *content: str, direct: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{direct}</w:pPr>{"".join(content)}</w:p>'


# ── Headers and footers ───────────────────────────────────────────────────────


def running_parts(m: Measures) -> dict[str, str]:
    """The eight headers and footers by the name of their part."""
    fold = fold_mark(m["letter"], m["colour"]["quiet"])
    pages = (run("Pagina "), page_field("PAGE"), run(" van "), page_field("NUMPAGES"))
    out = {}
    for layout, start, extra in (
        ("letter", m["letter"]["address"], fold),
        ("paper", m["paper"]["title"], ""),
    ):
        column = mm(m["page"]["width"] - m[layout]["left"] - m[layout]["right"])
        edge = para(tabs=(("right", column),))
        footer = (
            (paragraph("Footer", *pages, direct=para(align="right")),)
            if layout == "letter"
            else (paragraph("Footer", run("«titel»"), TAB, *pages, direct=edge),)
        )
        out |= {
            f"header-{layout}-first": extra + letterhead(m, start, edge),
            f"header-{layout}": continuation(edge),
            f"footer-{layout}-first": paragraph("Footer", run("«contact»")),
            f"footer-{layout}": "".join(footer),
        }
    return out


def letterhead(m: Measures, start: float, edge: str) -> str:
    """Name and tagline; the white below pushes the text of the first page down to `start`."""
    below = mm(start - m["page"]["header"]) - pt(30) - pt(15)
    name = paragraph("Letterhead", run("«naam»"), TAB, run("«concept»", "DraftMark"), direct=edge)
    return name + paragraph("LetterheadLine", run("«ondertitel»"), direct=para(after=below))


def continuation(edge: str) -> str:
    name = (run("«naam»", "SenderName"), TAB, run("«concept»", "DraftMark"))
    title = (run("«titel»"), run("  ·  "), run("«datum»"))
    return paragraph("Header", *name, direct=edge) + paragraph("Header", *title)


def fold_mark(letter: dict[str, Any], colour: str) -> str:
    """A hairline at the edge of the page where the sheet is folded."""
    frame = (
        f'<w:framePr w:w="{mm(letter["fold_length"])}" w:h="20" w:hRule="exact" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{mm(letter["fold_from"])}" w:y="{mm(letter["fold"])}"/>'
    )
    look = para(frame=frame, borders=border("top", colour, size=0.5, space=0), line=20, exact=True)
    return paragraph("Header", direct=look)


def section(m: Measures, layout: str, *, kind: str = "") -> str:
    """The w:sectPr of a layout; its relationship ids are the names of the parts."""
    page, own = m["page"], m[layout]
    references = "".join(
        f'<w:{part}Reference w:type="{when}" r:id="{part}-{layout}{suffix}"/>'
        for part in ("header", "footer")
        for when, suffix in (("first", "-first"), ("default", ""))
    )
    sizes = {side: mm(page[side]) for side in ("top", "bottom", "header", "footer")}
    margins = " ".join(f'w:{side}="{size}"' for side, size in sizes.items())
    return (
        f'<w:sectPr>{references}{kind}<w:pgSz w:w="{mm(page["width"])}" w:h="{mm(page["height"])}"/>'
        f'<w:pgMar {margins} w:left="{mm(own["left"])}" w:right="{mm(own["right"])}" w:gutter="0"/>'
        '<w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


# ── The sample text ───────────────────────────────────────────────────────────

LETTER_SAMPLE = (
    ("AddressBlock", "Adresblok: de regels in het venster van de envelop"),
    ("AddressBlock", "Postbus 20018"),
    ("AddressBlock", "2500 EA  DEN HAAG"),
    ("Salutation", "Aanhef,"),
    ("Normal", "Standaard: de lopende tekst van brief en paper."),
    ("AskHeading", "Vraagkop: de vetgedrukte regel boven een vraag"),
    ("Question", "Vraag: wat een Kamerlid aan de minister kan voorleggen?"),
    ("Closing", "Afsluiting: met vriendelijke groet,"),
    ("Small", "Klein: bijlagen, kopieën en contact."),
)

PAPER_SAMPLE = (
    ("Kicker", "Bovenkop"),
    ("Title", "Titel van het paper"),
    ("Subtitle", "Ondertitel: periode en werkgroep"),
    ("Lead", "Inleiding: een eerste alinea die groter is gezet."),
    ("Heading1", "Kop 1"),
    ("NumberedHeading", "Genummerde kop: een aanbeveling in de kleurband"),
    ("Heading2", "Kop 2"),
    ("Heading3", "Kop 3"),
    ("Label", "Tussenkop: Actiepunten"),
    ("ListBullet", "Lijst met het isgelijkteken van het huis;"),
    ("ListContinue", "een vervolgalinea bij hetzelfde punt;"),
    ("ListBullet2", "tweede niveau;"),
    ("ListContinue2", "met vervolg;"),
    ("ListBullet3", "derde niveau;"),
    ("ListContinue3", "met vervolg."),
    ("ListNumber", "Genummerde lijst;"),
    ("ListNumber2", "tweede niveau;"),
    ("ListNumber3", "derde niveau."),
    ("Quote", "Citaat: de woorden van een ander."),
    ("TOCHeading", "Kop van de inhoudsopgave"),
    ("TOC1", "Inhoudsopgave\t1"),
    ("Caption", "Bijschrift boven een tabel"),
)


def document(m: Measures) -> str:
    return "".join(
        (
            DECLARATION,
            f"<w:document {NAMESPACES}><w:body>",
            *(paragraph(style_id, run(text)) for style_id, text in LETTER_SAMPLE[:3]),
            paragraph("Details", run("Label", "DetailsLabel"), TAB, run("Referentieregel")),
            *(paragraph(style_id, run(text)) for style_id, text in LETTER_SAMPLE[3:-1]),
            paragraph("Signature", run("Ondertekening: naam, functie en organisatie")),
            paragraph(*LETTER_SAMPLE[-1][:1], run(LETTER_SAMPLE[-1][1])),
            paragraph("Normal", run("Invulaanwijzing: wat er nog moet komen", "Prompt")),
            paragraph("Normal", run("Hyperlink", "Hyperlink"), direct=section(m, "letter")),
            *(paragraph(style_id, *tabbed(text)) for style_id, text in PAPER_SAMPLE),
            sample_table(paper_column(m)),
            paragraph(
                "Normal",
                run("Tekst met een voetnoot."),
                '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                '<w:footnoteReference w:id="1"/></w:r>',
            ),
            section(m, "paper"),
            "</w:body></w:document>",
        )
    )


def tabbed(text: str) -> list[str]:
    first, *rest = text.split("\t")
    return [run(first), *(TAB + run(part) for part in rest)]


def sample_table(column: int) -> str:
    half = column // 2
    rows = ""
    for style_id, mark in (
        ("TableHeader", "<w:cantSplit/><w:tblHeader/>"),
        ("TableText", "<w:cantSplit/>"),
    ):
        text = "Tabelkop" if style_id == "TableHeader" else "Tabeltekst"
        cell = f'<w:tc><w:tcPr><w:tcW w:w="{half}" w:type="dxa"/></w:tcPr>{paragraph(style_id, run(text))}</w:tc>'
        rows += f"<w:tr><w:trPr>{mark}</w:trPr>{cell * 2}</w:tr>"
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{f"""<w:gridCol w:w="{half}"/>""" * 2}</w:tblGrid>{rows}</w:tbl>'
    )


def footnotes() -> str:
    """The line above the notes, the line above notes continued, and a sample note."""
    rules = "".join(
        f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:pPr>{para(after=0, line=240)}</w:pPr>'
        f"<w:r><w:{name}/></w:r></w:p></w:footnote>"
        for name, number in (("separator", -1), ("continuationSeparator", 0))
    )
    sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    note = f'<w:footnote w:id="1">{paragraph("FootnoteText", sign, TAB, run("Voetnoot."))}</w:footnote>'
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{rules}{note}</w:footnotes>"


# ── The other parts ───────────────────────────────────────────────────────────


def settings() -> str:
    rules = "".join(f'<w:footnote w:id="{number}"/>' for number in (-1, 0))
    options = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:footnotePr>{rules}</w:footnotePr><w:compat>{options}</w:compat>"
        '<w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def font_table(m: Measures) -> str:
    name, free = m["font"]["name"], m["font"]["free"]
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{name}"><w:altName w:val="{free}"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme(m: Measures) -> str:
    """The palette and the font that Word offers to who edits the document."""
    colour, font = m["colour"], m["font"]["name"]
    palette = {
        "dk1": colour["text"],
        "lt1": "FFFFFF",
        "dk2": colour["quiet"],
        "lt2": colour["tint"],
        "accent1": colour["accent"],
        "accent2": colour["quiet"],
        "accent3": colour["rule"],
        "accent4": colour["prompt_text"],
        "accent5": colour["prompt_ground"],
        "accent6": colour["tint"],
        "hlink": colour["accent"],
        "folHlink": colour["quiet"],
    }
    colours = "".join(
        f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in palette.items()
    )
    face = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Huisstijl">'
        f'<a:themeElements><a:clrScheme name="Huisstijl">{colours}</a:clrScheme><a:fontScheme name="Huisstijl">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Huisstijl"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def core() -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}">'
        "<dc:title>Huisstijl</dc:title><dc:creator>WO=MEN</dc:creator><dc:language>nl-NL</dc:language>"
        "</cp:coreProperties>"
    )


def relations(entries: list[tuple[str, str, str]]) -> str:
    """A .rels part from (id, type, target)."""
    lines = (
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{"".join(lines)}</Relationships>'


def build(m: Measures) -> bytes:
    """The house style as a .docx. The same measures give the same bytes."""
    own = {
        "styles": styles(m),
        "numbering": numbering(m),
        "settings": settings(),
        "fontTable": font_table(m),
        "footnotes": footnotes(),
    }
    running = {
        name: f"{DECLARATION}<w:{tag} {NAMESPACES}>{content}</w:{tag}>"
        for name, content in running_parts(m).items()
        for tag in ["hdr" if name.startswith("header") else "ftr"]
    }
    links = [(name, f"{R}/{name}", f"{name}.xml") for name in own]
    links.append(("theme", f"{R}/theme", "theme/theme1.xml"))
    links += [(name, f"{R}/{name.split('-')[0]}", f"{name}.xml") for name in running]
    top = [
        ("document", f"{R}/officeDocument", "word/document.xml"),
        ("core", f"{RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
    ]
    parts = {
        "[Content_Types].xml": content_types(list(own), list(running)),
        "_rels/.rels": relations(top),
        "docProps/core.xml": core(),
        "word/document.xml": document(m),
        "word/_rels/document.xml.rels": relations(links),
        "word/theme/theme1.xml": theme(m),
        **{f"word/{name}.xml": content for name, content in (own | running).items()},
    }
    return pack([Part.of(name, content) for name, content in parts.items()])


def content_types(own: list[str], running: list[str]) -> str:
    kinds = {f"/word/{name}.xml": f"{MAIN}.{name}+xml" for name in own}
    kinds |= {f"/word/{name}.xml": f"{MAIN}.{name.split('-')[0]}+xml" for name in running}
    kinds |= {
        "/word/document.xml": f"{MAIN}.document.main+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


if __name__ == "__main__":
    measures = tomllib.loads((HERE / "measures.toml").read_text("utf-8"))
    (HERE / "house-style.docx").write_bytes(build(measures))
