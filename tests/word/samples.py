"""Documents to write in tests: one with everything per layout, one with next to nothing."""

from __future__ import annotations

from datetime import date

from drafter.document import (
    AddressBlock,
    Baseline,
    Block,
    Contents,
    Details,
    Document,
    Heading,
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
    Running,
    Signature,
    Table,
)


def text(characters: str, field: str | None = None) -> Inlines:
    return (Run(characters, field=field),)


def para(characters: str, style: ParagraphStyle = "body", field: str | None = None) -> Paragraph:
    return Paragraph(text(characters, field), style)


def items(*texts: str, ordered: bool = False) -> List:
    return List(tuple(ListItem((para(characters),)) for characters in texts), ordered)


def ask(slug: str, title: str, background: str, question: str) -> ListItem:
    return ListItem(
        (
            para(title, "ask-heading", f"asks.{slug}.title"),
            para(background, field=f"asks.{slug}.background"),
            para(question, "question", f"asks.{slug}.question"),
        )
    )


CONTACT = (
    "WO=MEN Dutch Gender Platform  ·  Korte Poten 9B, 2511 EB Den Haag  ·  "
    "info@wo-men.nl  ·  wo-men.nl"
)
COMMA = Run(",", superscript=True)

# ── A letter with everything ──────────────────────────────────────────────────

KST = "https://zoek.officielebekendmakingen.nl/kst-29521-336.html"
KAMERBRIEF = Note(
    "kst-29521-336",
    (
        Run("Kamerstuk 29 521, nr. 336, "),
        Link(KST, (Run("Kamerbrief van 19 mei 2017", field="sources.brief.title"),)),
        Run("."),
    ),
)
RESOLUTIE = Note(
    "s-res-1325",
    (Run("S/RES/1325 (2000). Zie ook noot "), NoteNumber("kst-29521-336"), Run(".")),
)

ADDRESS = AddressBlock(
    (
        text("Aan de leden van de vaste commissie voor Defensie"),
        text("Tweede Kamer der Staten-Generaal"),
        text("Postbus 20018"),
        text("2500 EA  DEN HAAG"),
    )
)

DETAILS = Details(
    (
        ("Datum", text("6 juni 2016", "date")),
        ("Ons kenmerk", text("GVV-2016-07", "our_reference")),
        (
            "Betreft",
            text("algemeen overleg over de voortgang van de VN-missie in Mali op 9 juni 2016"),
        ),
    )
)

OPENING = (
    para("Geachte leden van de vaste commissie voor Defensie,", "salutation"),
    Paragraph(
        (
            Run("Op donderdag 9 juni vergadert u over "),
            Run("de voortgang van de VN-missie in Mali (MINUSMA)", field="occasion.subject"),
            Run(". "),
            Run("Een belangrijke missie voor vrede en veiligheid in Mali.", field="importance"),
        )
    ),
    Paragraph(
        (
            Run("Wij juichen toe dat binnen MINUSMA een ", field="appreciation"),
            Run("sterke focus", bold=True, field="appreciation"),
            Run(" ligt op het betrekken van vrouwen en meisjes.", field="appreciation"),
            KAMERBRIEF,
            COMMA,
            RESOLUTIE,
            Run(" Dat is nodig om een missie te laten slagen.", field="appreciation"),
        )
    ),
    Quote((para("“Women’s participation is key to sustaining peace.”"),)),
    para(
        "Toch zien wij nog belangrijke punten van verbetering, conform resolutie 1325 en de "
        "interne richtlijnen van de VN:"
    ),
)

ASKS = (
    ask(
        "genderadviseur",
        "Toegang van de genderadviseur",
        "MINUSMA heeft een civiele genderadviseur aangetrokken. Wel vragen wij ons af of zij "
        "toegang heeft tot in de top en het hart van de militaire missie.",
        "Hoe garandeert de minister dat deze expertise in alle onderdelen van de operatie is "
        "geborgd, zoals ook in ASIFU in Gao?",
    ),
    ask(
        "consultaties",
        "Consultaties met vrouwenorganisaties",
        "Belangrijk is dat deze consultaties zich niet beperken tot afvinken, maar dat de "
        "geleverde inbreng ook werkelijk zijn weg vindt in het vredesproces.",
        "Kan de minister aangeven hoe de betekenisvolle deelname van vrouwen aan dit proces "
        "wordt geborgd?",
    ),
)

NESTED = ListItem((para("Wij hebben ook kleinere punten:"), items("rapportage;", "budget.")))
ORDERED = List(
    (
        ListItem((para("eerst de adviseur;"), items("met mandaat;", ordered=True))),
        ListItem((para("dan de consultaties."),)),
    ),
    ordered=True,
)

TABLE = Table(
    (text("Jaar"), text("Onderdeel en toelichting"), text("Aantal")),
    (
        (text("2015"), text("Genderadviseurs in de staf van de missie, civiel"), text("3")),
        (
            text("2016"),
            (
                Run("Zie noot "),
                NoteNumber("s-res-1325"),
                Run(" en "),
                Link("https://example.org/?a=1&b=2", (Run("de bron"),)),
            ),
            text("1.638"),
        ),
    ),
)

ENDING = (
    Paragraph(
        (
            Run("[Vul aan: de toezegging van de minister]", prompt=True),
            Run(" Met deze toezegging kan de Nederlandse inzet als "),
            Run("good practice", italic=True, language="en-GB"),
            Run(" worden aangemerkt."),
        )
    ),
    Paragraph(
        (
            Run("Meer lezen? Zie "),
            Link("mailto:info@wo-men.nl", (Run("info@wo-men.nl", field="contact.email"),)),
            Run(" & <onze> site.\nTweede regel\tna een tab."),
        )
    ),
)

SIGNATURE = Signature(
    text("Met vriendelijke groet,"),
    (
        (
            text("A. van der Berg", "signatory.name"),
            text("voorzitter werkgroep Gender, Vrede & Veiligheid"),
            text("WO=MEN Dutch Gender Platform"),
        ),
        (text("K. Verbeek"), text("beleidsadviseur")),
    ),
)

LETTER = Document(
    layout="letter",
    title="De voortgang van MINUSMA in Mali",
    author="WO=MEN Dutch Gender Platform",
    subject="Algemeen overleg MINUSMA",
    date=date(2016, 6, 6),
    keywords=("MINUSMA", "resolutie 1325"),
    blocks=(
        ADDRESS,
        DETAILS,
        *OPENING,
        List((*ASKS, NESTED)),
        para("Graag in deze volgorde:"),
        ORDERED,
        para("Aantallen per jaar", "caption"),
        TABLE,
        *ENDING,
        SIGNATURE,
        para("Bijlage: Position paper Gender, Vrede & Veiligheid 2016-2017", "small"),
        para("Kopie: de minister van Defensie", "small"),
    ),
    running=Running(
        name="WO=MEN",
        tagline="Dutch Gender Platform",
        contact=CONTACT,
        title="De voortgang van MINUSMA in Mali",
        date="6 juni 2016",
    ),
    baseline=Baseline(
        "letters/minusma",
        {
            "date": "2016-06-06",
            "our_reference": "GVV-2016-07",
            "occasion.subject": "de voortgang van de VN-missie in Mali (MINUSMA)",
            "appreciation": "Wij juichen toe …",
            "private.note": "nergens gedrukt & <veilig>\n\ttweede regel",
        },
    ),
)

# A letter as most are: one page.
PLAIN_LETTER = LETTER._replace(blocks=(ADDRESS, DETAILS, *OPENING, List(ASKS), SIGNATURE))

# ── A paper with everything ───────────────────────────────────────────────────

LONG = (
    "Een belangrijk onderdeel van VNVR 1325 is het betrekken van vrouwen bij processen van "
    "conflictpreventie, vredesonderhandelingen en wederopbouw. De kans op duurzame en inclusieve "
    "vrede is groter als vrouwen hieraan deelnemen. Toch blijkt na vijftien jaar de deelname en "
    "besluitvorming van vrouwen aan formele vredesprocessen nog steeds marginaal. Ook zien we een "
    "wereldwijde tendens van militarisering van conflicten en hebben in verschillende regio’s "
    "vredesbewegingen te maken met een krimpende politieke en financiële ruimte."
)


def recommendation(slug: str, title: str) -> tuple[Block, ...]:
    synergy = para("Zoek de synergie met initiatieven zoals de New Deal;")
    return (
        Heading(1, text(title, f"points.{slug}.title"), numbered=True),
        para(LONG, field=f"points.{slug}.context"),
        para(f"{LONG} {slug}", field=f"points.{slug}.context"),
        para("Actiepunten", "label"),
        List(
            (
                ListItem(
                    (
                        para(
                            "Faciliteer langdurig de elementen die voorwaarde zijn voor de opbouw "
                            "van een democratische rechtsstaat, zoals verantwoording;"
                        ),
                    )
                ),
                ListItem((synergy, items("met partners;", "met kennisinstellingen."))),
                ListItem((para("Zet in op verzoening."),)),
            )
        ),
    )


IPI = Note(
    "ipi",
    (
        Run("Reimagining Peacemaking: "),
        Link(
            "https://www.ipinst.org/wp-content/uploads/2015/06/IPI-E-pub-Reimagining.pdf",
            (Run("IPI 2015"),),
        ),
        Run(
            ", p. 12. Een noot die langer is dan één regel, om te zien hoe de tweede regel onder "
            "de eerste komt te staan."
        ),
    ),
)
SPENDING = Table(
    (text("Jaar"), text("Bedrag"), text("Toelichting")),
    tuple(
        (
            text(str(2000 + at)),
            text(f"€ {at}.000"),
            text(
                "Een toelichting die lang genoeg is om over twee regels te lopen, zodat de "
                "kolommen iets te doen hebben."
            ),
        )
        for at in range(14)
    ),
)

PAPER = Document(
    layout="paper",
    title="Gender, Vrede & Veiligheid",
    author="WO=MEN Dutch Gender Platform",
    subject="Position paper 2016-2017",
    date=date(2016, 3, 8),
    blocks=(
        para("Position paper", "kicker"),
        para("Gender, Vrede & Veiligheid", "title", "title"),
        para("2016-2017  ·  Werkgroep Gender, Vrede & Veiligheid", "subtitle"),
        para(
            "Vijftien jaar na resolutie 1325 is de deelname van vrouwen aan vredesprocessen nog "
            "marginaal. Met drie aanbevelingen kan Nederland dat veranderen.",
            "lead",
            "summary",
        ),
        Contents("Inhoud"),
        Heading(1, text("Introductie: 15 jaar UNSCR 1325")),
        Paragraph((*text(LONG), IPI, COMMA, Note("un", text("http://wps.unwomen.org/")))),
        *recommendation(
            "preventie",
            "Plaats conflictpreventie, het voorkomen van conflicten, weer in het hart van het "
            "veiligheids- en buitenlandbeleid",
        ),
        *recommendation("missies", "Ga voor een integrale aanpak en vergroot genderkennis"),
        Heading(2, text("Militaire missies")),
        Paragraph(
            (
                *text("Zie ook noot "),
                NoteNumber("ipi"),
                *text(" hierboven."),
                Note("ipi", (Run("Zie noot "), NoteNumber("ipi"), Run("."))),
            )
        ),
        Heading(3, text("Politiemissies")),
        Quote(
            (
                para(
                    "“Sustainable peace is an inclusive peace.” Een langer citaat dat over de rand "
                    "van de regel loopt, zodat te zien is hoe het inspringt."
                ),
                items("een punt in een citaat"),
            )
        ),
        para("Uitgaven per jaar", "caption"),
        SPENDING,
        para("Na de tabel gaat de tekst verder."),
        *recommendation("geld", "Maak meer geld vrij"),
    ),
    running=Running(
        name="WO=MEN",
        tagline="Dutch Gender Platform",
        contact=CONTACT,
        title="Gender, Vrede & Veiligheid 2016-2017",
        date="maart 2016",
    ),
    baseline=Baseline(
        "papers/gvv-2016", {"title": "Gender, Vrede & Veiligheid", "summary": "Vijftien jaar …"}
    ),
)

# ── Next to nothing ───────────────────────────────────────────────────────────

MINIMAL = Document(
    layout="letter",
    title="Kort",
    author="WO=MEN",
    subject="",
    date=None,
    blocks=(para("Geachte Voorzitter,", "salutation"),),
    running=Running("WO=MEN", "", "", "Kort", ""),
    baseline=Baseline("letters/kort", {}),
)

ALL = {"letter": LETTER, "paper": PAPER, "minimal": MINIMAL}


def final(document: Document) -> Document:
    return document._replace(draft=False)
