"""Build house-style.docx from measures.toml:  python templates/house-style/build.py

The result is an ordinary Word file. Its two sections, letter and paper, show the styles and
hold the headers and footers; `drafter.word.style` takes from it what a letter needs. A
colleague may restyle the file in Word instead; then this script has had its day, and the
test that compares the two goes with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from drafter.word.package import Part, pack
from drafter.word.xml import CORE, DC, DECLARATION, RELATIONSHIPS, TYPES, R, W, escape

HERE = Path(__file__).parent
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
TAB = "<w:r><w:tab/></w:r>"

Measures = Mapping[str, Any]


def twips(length: float | str) -> int:
    """A length in Word's unit, 1/20 point; a bare number is in points."""
    if isinstance(length, str):
        number, unit = length.split()
        assert unit == "mm", length
        return round(float(number) / 25.4 * 1440)
    return round(length * 20)


def tag(name: str, /, **attributes: object) -> str:
    """An empty element with these attributes, or nothing if none is given."""
    given = "".join(f' w:{key}="{value}"' for key, value in attributes.items() if value is not None)
    return f"<w:{name}{given}/>" if given else ""


def part(root: str, *content: str) -> str:
    """A whole part of Word's own kind."""
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{''.join(content)}</w:{root}>"


# ── Looks: an entry of the measures → properties, in the order that the schema wants ──


def paragraph_look(look: Measures, m: Measures) -> str:
    """The content of w:pPr."""
    numbered = look.get("list")
    return "".join(
        (
            "<w:keepNext/>" if look.get("keep_next") else "",
            "<w:keepLines/>" if look.get("keep_lines") else "",
            f"<w:numPr>{tag('ilvl', val=numbered[1])}{tag('numId', val=numbered[0])}</w:numPr>"
            if numbered
            else "",
            lines(look, m["colour"]),
            tabs(look, m),
            spacing(look),
            indents(look, m),
            "<w:contextualSpacing/>" if look.get("block") else "",
            tag("outlineLvl", val=look.get("outline")),
        )
    )


def lines(look: Measures, colour: Measures) -> str:
    """Lines around the paragraph, and the ground of a band."""
    if "bar" in look:
        return f"<w:pBdr>{border('left', colour[look['bar']], 2.25, 8)}</w:pBdr>"
    if "rule" in look:
        return f"<w:pBdr>{border('bottom', colour[look['rule']], 0.75, 10, 'double')}</w:pBdr>"
    if "band" in look:  # its lines pad it: 3 points above and below, 5 at the sides
        band = colour[look["band"]]
        sides = (("top", 3), ("left", 5), ("bottom", 3), ("right", 5))
        edge = "".join(border(side, band, 1, space) for side, space in sides)
        return f"<w:pBdr>{edge}</w:pBdr>{ground(band)}"
    return ""


def border(side: str, colour: str, size: float, space: int, kind: str = "single") -> str:
    """A line of `size` points at `space` points from the text."""
    return tag(side, val=kind, sz=round(size * 8), space=space, color=colour)


def ground(colour: str) -> str:
    """A ground of one colour."""
    return tag("shd", val="clear", color="auto", fill=colour)


def tabs(look: Measures, m: Measures) -> str:
    """Tab stops: one at the left, or the two of a table of contents."""
    if "tab" in look:
        return f"<w:tabs>{tag('tab', val='left', pos=twips(look['tab']))}</w:tabs>"
    if "contents_tabs" in look:
        text = tag("tab", val="left", pos=twips(look["left"]))
        page = tag("tab", val="right", leader="dot", pos=column(m, "paper"))
        return f"<w:tabs>{text}{page}</w:tabs>"
    return ""


def spacing(look: Measures) -> str:
    """White above and below, and the height of a line."""
    line = look.get("line")
    exact = isinstance(line, str)
    return tag(
        "spacing",
        before=twips(look["before"]) if "before" in look else None,
        after=twips(look["after"]) if "after" in look else None,
        line=None if line is None else twips(line) if exact else round(line * 240),
        lineRule=None if line is None else "exact" if exact else "auto",
    )


def indents(look: Measures, m: Measures) -> str:
    """Indents; those of a band make room for the lines that pad it."""
    if "band" in look:
        hanging = twips(m["list"]["heading"])
        return tag("ind", left=twips(6) + hanging, right=twips(6), hanging=hanging)
    given = {side: twips(look[side]) for side in ("left", "right", "hanging") if side in look}
    return tag("ind", **given)


def text_look(look: Measures, m: Measures) -> str:
    """The content of w:rPr."""
    colour = m["colour"]
    half_points = round(look["size"] * 2) if "size" in look else None
    switches = {"bold": "b", "italic": "i", "caps": "caps"}
    return "".join(
        (
            *(
                f"<w:{name}/>" if look[key] else tag(name, val=0)
                for key, name in switches.items()
                if key in look
            ),
            tag("color", val=colour[look["colour"]]) if "colour" in look else "",
            tag("spacing", val=twips(look["apart"])) if "apart" in look else "",
            tag("sz", val=half_points) + tag("szCs", val=half_points),
            tag("u", val="single") if look.get("underline") else "",
            ground(colour[look["ground"]]) if "ground" in look else "",
            tag("vertAlign", val="superscript") if look.get("superscript") else "",
        )
    )


def column(m: Measures, layout: str) -> int:
    """The width of the text, in twips."""
    return twips(m["page"]["width"]) - twips(m[layout]["left"]) - twips(m[layout]["right"])


# ── Styles ────────────────────────────────────────────────────────────────────

# Word's own; all other names are ours.
BUILT_IN = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "Salutation", "Closing"),
    *("Title", "Subtitle", "caption", "heading 1", "heading 2", "heading 3", "TOC Heading"),
    *("List Bullet", "List Bullet 2", "List Bullet 3", "List Continue", "List Continue 2"),
    *("List Continue 3", "List Number", "List Number 2", "List Number 3"),
    *("toc 1", "header", "footer", "footnote text", "footnote reference", "Hyperlink"),
}  # fmt: skip


def styles(m: Measures) -> str:
    """styles.xml; of Word's other styles, none is shown."""
    return part(
        "styles",
        defaults(m),
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>',
        style("character", "Default Paragraph Font", {"id": "DefaultFont", "shown": False}),
        style("numbering", "No List", {"id": "NoList", "shown": False}),
        *(paragraph_style(name, look, m) for name, look in m["paragraph"].items()),
        *(character_style(name, look, m) for name, look in m["character"].items()),
        table_styles(m),
    )


def defaults(m: Measures) -> str:
    """What holds where no style says otherwise."""
    fonts = tag("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), m["font"]["name"]))
    look = text_look({"colour": "text", "size": m["font"]["size"]}, m)
    language = tag("lang", val="nl-NL", eastAsia="nl-NL", bidi="ar-SA")
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{look}{language}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def style(kind: str, name: str, look: Measures, body: str = "", based: str = "") -> str:
    """One w:style; `shown` ones stand in Word's gallery."""
    default = ' w:default="1"' if name in BUILT_IN and not based and "based" not in look else ""
    own = "" if name in BUILT_IN else ' w:customStyle="1"'
    shown = look.get("shown", True)
    return "".join(
        (
            f'<w:style w:type="{kind}"{default}{own} w:styleId="{look["id"]}">',
            tag("name", val=name),
            tag("basedOn", val=look.get("based", based) or None),
            tag("next", val=look.get("next")),
            tag("uiPriority", val=10 if shown else 90),
            "<w:qFormat/>" if shown else "",
            f"{body}</w:style>",
        )
    )


def paragraph_style(name: str, look: Measures, m: Measures) -> str:
    """A paragraph style; all but Normal itself rest on Normal."""
    paragraph, text = paragraph_look(look, m), text_look(look, m)
    body = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    body += f"<w:rPr>{text}</w:rPr>" if text else ""
    return style("paragraph", name, look, body, "" if name == "Normal" else "Normal")


def character_style(name: str, look: Measures, m: Measures) -> str:
    """A character style."""
    return style("character", name, look, f"<w:rPr>{text_look(look, m)}</w:rPr>", "DefaultFont")


def table_styles(m: Measures) -> str:
    """The table that every table rests on, and that of the house."""
    colour = m["colour"]
    edges = border("top", colour["accent"], 1, 0) + border("bottom", colour["accent"], 1, 0)
    edges += border("insideH", colour["rule"], 0.5, 0)
    margins = "".join(tag(side, w=twips(4), type="dxa") for side in ("left", "right"))
    plain = f"<w:tblPr>{tag('tblInd', w=0, type='dxa')}</w:tblPr>"
    house = (
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{ground(colour["tint"])}</w:tcPr></w:tblStylePr>'
    )
    hidden = {"id": "TableNormal", "shown": False}
    own = {"id": "HouseTable"}
    return style("table", "Normal Table", hidden, plain) + style(
        "table", "Tabel huisstijl", own, house, "TableNormal"
    )


# ── Numbering ─────────────────────────────────────────────────────────────────


def numbering(m: Measures) -> str:
    """Three definitions and an instance of each: unordered, ordered, numbered headings."""
    indent, mark = twips(m["list"]["indent"]), text_look(m["list"]["mark"], m)
    heading = twips(m["list"]["heading"])
    bullets = [f"bullet {bullet}" for bullet in m["list"]["bullets"]]
    definitions = [
        levels(bullets, "ListBullet", indent, mark),
        levels(m["list"]["numbers"], "ListNumber", indent, mark),
        level(0, "decimal %1", "NumberedHeading", twips(6) + heading, heading, ""),
    ]
    return part(
        "numbering",
        *(
            f'<w:abstractNum w:abstractNumId="{at}">{tag("nsid", val=f"57A1000{at}")}'
            f"{tag('multiLevelType', val='multilevel')}{content}</w:abstractNum>"
            for at, content in enumerate(definitions)
        ),
        *(f'<w:num w:numId="{at + 1}">{tag("abstractNumId", val=at)}</w:num>' for at in range(3)),
    )


def levels(kinds: Iterable[str], style_id: str, indent: int, mark: str) -> str:
    """The levels of a list, each further in than the one before."""
    return "".join(
        level(at, kind, f"{style_id}{at + 1 if at else ''}", indent * (at + 1), indent, mark)
        for at, kind in enumerate(kinds)
    )


def level(at: int, kind: str, style_id: str, left: int, hanging: int, mark: str) -> str:
    """One level; `kind` is how it counts and what it shows, such as "decimal %1."."""
    how, shown = kind.split(" ")
    values = {"start": 1, "numFmt": how, "pStyle": style_id, "lvlText": shown, "lvlJc": "left"}
    content = "".join(tag(name, val=value) for name, value in values.items())
    look = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    indent = tag("ind", left=left, hanging=hanging)
    return f'<w:lvl w:ilvl="{at}">{content}<w:pPr>{indent}</w:pPr>{look}</w:lvl>'


# ── Text ──────────────────────────────────────────────────────────────────────


def run(text: str, style_id: str = "") -> str:
    """Text, in a character style perhaps."""
    look = f"<w:rPr>{tag('rStyle', val=style_id)}</w:rPr>" if style_id else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def page_field(code: str) -> str:
    """A number that Word computes."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style_id: str, *content: str, direct: str = "") -> str:
    """A paragraph; `direct` is what its style does not say."""
    look = f"<w:pPr>{tag('pStyle', val=style_id)}{direct}</w:pPr>"
    return f"<w:p>{look}{''.join(content)}</w:p>"


# ── Headers and footers ───────────────────────────────────────────────────────

PAGES = (run("Pagina "), page_field("PAGE"), run(" van "), page_field("NUMPAGES"))


def running_parts(m: Measures) -> dict[str, str]:
    """The eight headers and footers by the name of their part."""
    out: dict[str, str] = {}
    for layout in ("letter", "paper"):
        edge = f"<w:tabs>{tag('tab', val='right', pos=column(m, layout))}</w:tabs>"
        mark = fold_mark(m["letter"], m["colour"]["quiet"]) if layout == "letter" else ""
        title = run("«titel»") if layout == "paper" else ""
        out |= {
            f"header-{layout}-first": part("hdr", mark, letterhead(m, layout, edge)),
            f"header-{layout}": part("hdr", continuation(edge)),
            f"footer-{layout}-first": part("ftr", paragraph("Footer", run("«contact»"))),
            f"footer-{layout}": part("ftr", paragraph("Footer", title, TAB, *PAGES, direct=edge)),
        }
    return out


def letterhead(m: Measures, layout: str, edge: str) -> str:
    """Name and tagline; the white below pushes the text of the first page down to its start."""
    styles = m["paragraph"]
    used = sum(twips(styles[name]["line"]) for name in ("Briefhoofd", "Briefhoofdregel"))
    below = twips(m[layout]["start"]) - twips(m["page"]["header"]) - used
    name = paragraph("Letterhead", run("«naam»"), TAB, run("«concept»", "DraftMark"), direct=edge)
    return name + paragraph(
        "LetterheadLine", run("«ondertitel»"), direct=tag("spacing", after=below)
    )


def continuation(edge: str) -> str:
    """The header from page 2 on."""
    name = (run("«naam»", "SenderName"), TAB, run("«concept»", "DraftMark"))
    title = (run("«titel»"), run("  ·  "), run("«datum»"))
    return paragraph("Header", *name, direct=edge) + paragraph("Header", *title)


def fold_mark(letter: Measures, colour: str) -> str:
    """A hairline at the edge of the page where the sheet is folded.

    It stands first: LibreOffice drops a frame that no paragraph follows.
    """
    place = {"x": twips(letter["fold_from"]), "y": twips(letter["fold"])}
    size = {"w": twips(letter["fold_length"]), "h": 20, "hRule": "exact"}
    around = {"wrap": "around", "vAnchor": "page", "hAnchor": "page"}
    line = f"<w:pBdr>{border('top', colour, 0.5, 0)}</w:pBdr>"
    height = tag("spacing", line=20, lineRule="exact")
    return paragraph("Header", direct=f"{tag('framePr', **size, **around, **place)}{line}{height}")


def section(m: Measures, layout: str) -> str:
    """The w:sectPr of a layout; its relationship ids are the names of the parts."""
    references = "".join(
        f'<w:{kind}Reference w:type="{when}" r:id="{kind}-{layout}{suffix}"/>'
        for kind in ("header", "footer")
        for when, suffix in (("first", "-first"), ("default", ""))
    )
    page, own = m["page"], m[layout]
    size = tag("pgSz", w=twips(page["width"]), h=twips(page["height"]))
    margins = {side: twips(page[side]) for side in ("top", "bottom", "header", "footer")}
    margins |= {side: twips(own[side]) for side in ("left", "right")}
    edges = tag("pgMar", **margins, gutter=0)
    return f"<w:sectPr>{references}{size}{edges}{tag('cols', space=708)}<w:titlePg/></w:sectPr>"


# ── The sample text ───────────────────────────────────────────────────────────

# Style and text; "|" stands for a tab.
LETTER = (
    ("AddressBlock", "Adresblok: de regels in het venster van de envelop"),
    ("AddressBlock", "Postbus 20018"),
    ("AddressBlock", "2500 EA  DEN HAAG"),
    ("Details", "Label|Referentieregel"),
    ("Salutation", "Aanhef,"),
    ("Normal", "Standaard: de lopende tekst van brief en paper."),
    ("AskHeading", "Vraagkop: de vetgedrukte regel boven een vraag"),
    ("Question", "Vraag: wat een Kamerlid aan de minister kan voorleggen?"),
    ("Closing", "Afsluiting: met vriendelijke groet,"),
    ("Signature", "Ondertekening: naam, functie en organisatie"),
    ("Small", "Klein: bijlagen, kopieën en contact."),
)
PAPER = (
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
    ("BlockQuote", "Blokcitaat: de woorden van een ander."),
    ("TOCHeading", "Kop van de inhoudsopgave"),
    ("TOC1", "Inhoudsopgave|1"),
    ("Caption", "Bijschrift boven een tabel"),
)


def document(m: Measures) -> str:
    """The sample text in its two sections."""
    prompt = run("Invulaanwijzing: wat er nog moet komen", "Prompt")
    link = run("Hyperlink", "Hyperlink")
    sign = f"<w:rPr>{tag('rStyle', val='FootnoteReference')}</w:rPr>"
    note = f"<w:r>{sign}{tag('footnoteReference', id=1)}</w:r>"
    return part(
        "document",
        "<w:body>",
        *(sample(*line) for line in LETTER),
        paragraph("Normal", prompt, run(" en een "), link, direct=section(m, "letter")),
        *(sample(*line) for line in PAPER),
        sample_table(column(m, "paper") // 2),
        paragraph("Normal", run("Tekst met een voetnoot."), note),
        section(m, "paper"),
        "</w:body>",
    )


def sample(style_id: str, text: str) -> str:
    """A paragraph of the sample text; what stands before a tab in it is a label."""
    *label, rest = text.split("|")
    start = "".join(run(word, "DetailsLabel" if style_id == "Details" else "") for word in label)
    return paragraph(style_id, start, TAB if label else "", run(rest))


def sample_table(width: int) -> str:
    """A table of two columns of `width` twips."""
    header = sample_row("TableHeader", "Tabelkop", width, "<w:tblHeader/>")
    looks = {
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": 0,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    return (
        f"<w:tbl><w:tblPr>{tag('tblStyle', val='HouseTable')}{tag('tblW', w=2 * width, type='dxa')}"
        f"{tag('tblLook', **looks)}</w:tblPr><w:tblGrid>{tag('gridCol', w=width) * 2}</w:tblGrid>"
        f"{header}{sample_row('TableText', 'Tabeltekst', width, '')}</w:tbl>"
    )


def sample_row(style_id: str, text: str, width: int, header: str) -> str:
    """A row of two cells."""
    size = f"<w:tcPr>{tag('tcW', w=width, type='dxa')}</w:tcPr>"
    cell = f"<w:tc>{size}{paragraph(style_id, run(text))}</w:tc>"
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cell * 2}</w:tr>"


def footnotes() -> str:
    """The line above the notes, the line above notes continued, and a sample note."""
    tight = f"<w:pPr>{tag('spacing', after=0, line=240, lineRule='auto')}</w:pPr>"
    rules = "".join(
        f'<w:footnote w:type="{name}" w:id="{number}">'
        f"<w:p>{tight}<w:r><w:{name}/></w:r></w:p></w:footnote>"
        for name, number in (("separator", -1), ("continuationSeparator", 0))
    )
    sign = f"<w:r><w:rPr>{tag('rStyle', val='FootnoteReference')}</w:rPr><w:footnoteRef/></w:r>"
    note = paragraph("FootnoteText", sign, TAB, run("Voetnoot."))
    return part("footnotes", rules, f'<w:footnote w:id="1">{note}</w:footnote>')


# ── The other parts ───────────────────────────────────────────────────────────


def settings() -> str:
    """Word of 2013 and later, as it behaves of itself."""
    modern = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    uri = "http://schemas.microsoft.com/office/word"
    return part(
        "settings",
        tag("zoom", percent=100),
        tag("defaultTabStop", val=709),
        tag("characterSpacingControl", val="doNotCompress"),
        f"<w:footnotePr>{tag('footnote', id=-1)}{tag('footnote', id=0)}</w:footnotePr>",
        "<w:compat>",
        *(tag("compatSetting", name=name, uri=uri, val=value) for name, value in modern.items()),
        "</w:compat>",
        tag("themeFontLang", val="nl-NL"),
        tag("decimalSymbol", val=","),
        tag("listSeparator", val=";"),
    )


def font_table(m: Measures) -> str:
    """The font, and what to take where it is not there."""
    values = {
        "altName": m["font"]["free"],
        "panose1": "020F0502020204030204",
        "charset": "00",
        "family": "swiss",
        "pitch": "variable",
    }
    content = "".join(tag(name, val=value) for name, value in values.items())
    return part("fonts", f'<w:font w:name="{m["font"]["name"]}">{content}</w:font>')


# What Word offers as the first to the last colour of its palette.
PALETTE = {
    **{"dk1": "text", "lt1": "paper", "dk2": "quiet", "lt2": "tint"},
    **{"accent1": "accent", "accent2": "quiet", "accent3": "rule"},
    **{"accent4": "prompt", "accent5": "prompt_tint", "accent6": "tint"},
    **{"hlink": "accent", "folHlink": "quiet"},
}


def theme(m: Measures) -> str:
    """The palette and the font that Word offers to who edits the document."""
    colours = "".join(
        f'<a:{key}><a:srgbClr val="{m["colour"][name]}"/></a:{key}>'
        for key, name in PALETTE.items()
    )
    face = f'<a:latin typeface="{m["font"]["name"]}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return "".join(
        (
            f'{DECLARATION}<a:theme xmlns:a="{DRAWING}" name="Huisstijl"><a:themeElements>',
            f'<a:clrScheme name="Huisstijl">{colours}</a:clrScheme><a:fontScheme name="Huisstijl">',
            f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>",
            f'<a:fmtScheme name="Huisstijl"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>',
            f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>",
            f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>",
            f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>",
            "</a:fmtScheme></a:themeElements></a:theme>",
        )
    )


def core() -> str:
    """The properties of the house style itself."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}">'
        "<dc:title>Huisstijl</dc:title><dc:creator>WO=MEN</dc:creator>"
        "<dc:language>nl-NL</dc:language></cp:coreProperties>"
    )


# ── The package ───────────────────────────────────────────────────────────────


def build(m: Measures) -> bytes:
    """The house style as a .docx. The same measures give the same bytes."""
    own = {
        "styles": styles(m),
        "numbering": numbering(m),
        "settings": settings(),
        "fontTable": font_table(m),
        "footnotes": footnotes(),
    }
    running = running_parts(m)
    links = {name: (f"{R}/{name.split('-')[0]}", f"{name}.xml") for name in own | running}
    links["theme"] = (f"{R}/theme", "theme/theme1.xml")
    top = {
        "document": (f"{R}/officeDocument", "word/document.xml"),
        "core": (f"{RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
    }
    parts = {
        "[Content_Types].xml": content_types([*own, *running]),
        "_rels/.rels": relations(top),
        "docProps/core.xml": core(),
        "word/document.xml": document(m),
        "word/_rels/document.xml.rels": relations(links),
        "word/theme/theme1.xml": theme(m),
        **{f"word/{name}.xml": content for name, content in (own | running).items()},
    }
    return pack([Part.deflated(name, content.encode()) for name, content in parts.items()])


def relations(links: Mapping[str, tuple[str, str]]) -> str:
    """A .rels part from id → (type, target)."""
    entries = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in links.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{entries}</Relationships>'


def content_types(names: Iterable[str]) -> str:
    """[Content_Types].xml; `names` are those of the parts of Word's own kind."""
    office, package = "vnd.openxmlformats-officedocument", "vnd.openxmlformats-package"
    kinds = {
        "/word/document.xml": f"{MAIN}.document.main+xml",
        **{f"/word/{name}.xml": f"{MAIN}.{name.split('-')[0]}+xml" for name in names},
        "/word/theme/theme1.xml": f"application/{office}.theme+xml",
        "/docProps/core.xml": f"application/{package}.core-properties+xml",
    }
    every = [
        f'<Default Extension="rels" ContentType="application/{package}.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        *(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()),
    ]
    return f'{DECLARATION}<Types xmlns="{TYPES}">{"".join(every)}</Types>'


if __name__ == "__main__":
    measures = tomllib.loads((HERE / "measures.toml").read_text("utf-8"))
    (HERE / "house-style.docx").write_bytes(build(measures))
