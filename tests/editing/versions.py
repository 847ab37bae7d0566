"""Real letters and papers, each with words to be changed in it: an old version and a new one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"


class Version(NamedTuple):
    """An input, and what to write instead of which words of it; each stands in it once."""

    input: Path
    changes: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """The changed input."""
        text = self.input.read_text("utf-8")
        for old, new in self.changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text


_ASK = """\
  - id: consultaties
    heading: Laat de inbreng van vrouwen doorwerken
"""
_ANOTHER = """\
  - id: rapportage
    heading: Rapporteer over wat vrouwen merken
    question: Wil de minister de Kamer elk half jaar schrijven wat de missie voor vrouwen doet?
    to: minister van Defensie

"""

_TABLE = """\
    tables:
      - id: uitgaven
        caption: Uitgaven per jaar, in miljoenen euro’s
        columns: [Jaar, Totaal, Waarvan voor vrouwen]
        rows:
          - ["2024", "120", "1,2"]
          - ["2025", "130", "1,4"]
"""

VERSIONS = {
    "letter": Version(
        ROOT / "inputs" / "letters" / "minusma-voortgang.yaml",
        (
            ("date: 2026-06-02", "date: 2026-06-03"),
            ("Dat lukt alleen met steun van de bevolking, en dus ook van vrouwen.", ""),
            ("    S/RES/1325 (2000), over", "    VN-Veiligheidsraad, S/RES/1325 (2000), over"),
            ("bij het vredesproces.\n  Er ligt", "bij het vredesproces.[^extra]\n\n  Er ligt"),
            ("\n  minusma: |", "\n  extra: Zie onze brief van vorig jaar.\n  minusma: |"),
            (_ASK, _ANOTHER + _ASK),
            ("  - Position paper Gender", "  - Overzicht van alle missies\n  - Position paper G"),
        ),
    ),
    "paper": Version(
        ROOT / "inputs" / "papers" / "gender-vrede-veiligheid.yaml",
        (
            ("heading: Zet het voorkomen van conflict voorop", "heading: Voorkom conflict"),
            ("snel regeringen naar de wapens grepen.", "snel regeringen wapens inzetten."),
            ("actueel.\n\n      Al jaren gaat", "actueel. Al jaren gaat"),
            ("wederopbouw en herstel is nog altijd amper", "en herstel is nog steeds amper"),
            ("      - Zonder opzet: een bank houdt een betaling tegen, of", "      - Per ongeluk:"),
            ("Geef elk volgend Nederlands actieplan een eigen budget", "Geef elk actieplan budget"),
            ("sprake.[^voortgang-nap]\n\n    Intussen", "sprake.[^cso-survey]\n\n    Intussen"),
        ),
    ),
    "tables": Version(
        CASES / "paper-with-table" / "input.yaml",
        (
            ('          - ["2024", "120", "1,2"]\n', ""),
            ('["2025", "130", "1,4"]', '["2025", "130", "1,5"]\n          - ["2026", "140", "2"]'),
            ("Missies & oefeningen", "Missies en oefeningen"),
        ),
    ),
    "no table": Version(
        CASES / "paper-with-table" / "input.yaml",
        ((_TABLE, ""), ("raming: Een eigen raming.", "raming: Een raming.")),
    ),
    "lists": Version(
        CASES / "rich-text" / "input.yaml",
        (
            (
                "  - geld:\n    - van Defensie;\n    - van Buitenlandse Zaken;",
                "  - geld van Defensie;",
            ),
            ("  1. eerst luisteren;\n", "  1. eerst vragen;\n  1. daarna luisteren;\n"),
            ("  > Dat zei zij.", "  > Dat zei zij in 1995."),
            ("Is de minister bereid **alles** te doen?", "Is de minister bereid *alles* te doen?"),
        ),
    ),
    "signatories": Version(
        CASES / "joint-letter" / "input.yaml",
        (
            ("  - organisation: Burgerinitiatief 1325\n", ""),
            ("    function: directeur-bestuurder\n", ""),
            ("voor ten minste vier jaar", "voor minstens vier jaar"),
        ),
    ),
}
