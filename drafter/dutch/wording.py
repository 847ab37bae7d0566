"""Words that are better said otherwise, each with a proposal.

Whether a proposal fits is for the writer to judge; only a lost hyphen leaves no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.dutch.mending import Mending

# Abbreviations that are read as words are written out. Sources: Taalwinkel and Protaal on
# abbreviations.
ABBREVIATIONS = {
    "o.a.": "onder andere",
    "m.b.t.": "over",
    "i.v.m.": "vanwege",
    "d.w.z.": "dat wil zeggen",
    "bijv.": "bijvoorbeeld",
    "m.n.": "vooral",
}
# Source: communicatierijk.nl, taalkompas "genderbewust"; Taalunie on gender.
# "vrouwen en mannen" and "vrouwen en meisjes" are what the letters are about: not here.
GENDERED = {
    r"hij of zij|zij of hij|hij/zij|zij/hij": "die, of het meervoud",
    r"hem of haar|haar of hem|hem/haar|haar/hem": "die persoon, of het meervoud",
    r"zijn of haar|haar of zijn|zijn/haar|haar/zijn": "diens, of het meervoud",
    r"dames en heren|heren en dames": "aanwezigen",
    r"dhr\.?/(?:mevr|mw)\.?|(?:mevr|mw)\.?/dhr\.?|heer/mevrouw|mevrouw/heer"
    r"|heer of mevrouw|mevrouw of heer": "de naam zonder aanspreekvorm",
    r"moeder of vader|vader of moeder": "ouder",
}

_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:[Oo]\.a\.|[Mm]\.b\.t\.|[Ii]\.v\.m\.|[Dd]\.w\.z\.|[Bb]ijv\.|m\.n\.)(?!\w)"
)
# They ask the reader for the date of the letter; a date with its year does not.
_RELATIVE = re.compile(r"\s*(?<![\w.])(?:jl\.|a\.s\.)(?!\w)")
_GENDERED = {
    re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE): better
    for words, better in GENDERED.items()
}
# Only where a capital cannot be that of a sentence. Source: Taalunie, "minister-hoofdletter".
_LEAD_IN = (
    r"(?<![\w.])(?:de|het|een|deze|die|onze|uw|haar|zijn|aan|bij|door|met|namens|of|en|van|voor)"
)
_CAPITAL = re.compile(
    rf"{_LEAD_IN}\s+(Ministers?|Staatssecretaris(?:sen)?|Kabinet|Regering)"
    r"\b(?!-|\s+(?:van\s+de\s+Koning|van\s+Staat))"
)

# VN-Veiligheidsraad, as the word list of OpenTaal has it; not in the words of others.
_UN_COUNCIL = re.compile(r"\bVN([ \u00a0\n])(?=Veiligheidsraad)")


def mendings(own_words: str) -> Iterator[Mending]:
    """Proposals for what is said in the writer's own words."""
    for found in _UN_COUNCIL.finditer(own_words):
        yield Mending(*found.span(1), "-", "compound")
    for found in _ABBREVIATION.finditer(own_words):
        yield Mending(*found.span(), ABBREVIATIONS[found.group().lower()], "abbreviation")
    for found in _RELATIVE.finditer(own_words):
        yield Mending(*found.span(), "", "relative-date")
    for pattern, better in _GENDERED.items():
        for found in pattern.finditer(own_words):
            yield Mending(*found.span(), better, "gendered")
    for found in _CAPITAL.finditer(own_words):
        yield Mending(*found.span(1), found[1].lower(), "capital")
    for found in re.finditer(r"(?<=[\w)])!(?!\w)", own_words):
        yield Mending(*found.span(), ".", "exclamation")
