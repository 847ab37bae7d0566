"""Every occasion, at every time, to every addressee: the letter reads as one that was written.

The tables below are the whole of it: a row more is a letter more in each combination. Letters
go through the stages up to the document tree, and what a Dutch typesetter would mark is looked
for in every paragraph.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from drafter import source
from drafter.document import Paragraph, lines, runs, runs_in
from drafter.dutch.dates import MONTHS, WEEKDAYS
from drafter.pipeline import Draft, Pipeline
from drafter.problems import DrafterError

LETTER_DATE = datetime.date(2026, 6, 2)

# How each addressee is typed.
ADDRESSEES = {
    "committee": "committee: defensie",
    "committee of the Eerste Kamer": "committee: ek-bdo",
    "committee, formal": "committee: defensie\n  formal: ja",
    "committees of both chambers": "committees: [defensie, buitenlandse zaken, ek-bdo]",
    "chair of a committee": "committee: defensie\n  role: voorzitter",
    "clerk of a committee": "committee: defensie\n  role: griffier",
    "members, through the clerk": "committee: defensie\n  via: griffier",
    "spokespersons": "chamber: tweede-kamer\n  role: woordvoerders\n  subject: Defensie",
    "a committee of its own kind": "committee: tijdelijke commissie Fraudebeleid",
    "chamber": "chamber: tweede-kamer",
    "chair of the Kamer": "chamber: tweede-kamer\n  role: voorzitter",
    "party leaders": "chamber: eerste-kamer\n  role: fractievoorzitters",
    "minister": "office: minister van Defensie",
    "ministers": "offices: [minister van Defensie, staatssecretaris van Defensie]",
    "member": "chamber: tweede-kamer\n  person: {initials: A., particle: van der, "
    "surname: Voorbeeld, preference: mevrouw}",
    "person": "person: {first_name: Robin, surname: Voorbeeld}\n"
    "  lines: [Plein 1, 1000 AA  PLAATS]",
    "organisation": "organisation: Stichting Voorbeeld\n  lines: [Postbus 1, 1000 AA  PLAATS]",
    "two in one letter": "- committee: defensie\n  - office: minister van Defensie",
    "free lines": "lines: [Stichting Voorbeeld, Postbus 1, 1000 AA  PLAATS]\n"
    "  salutation: Geacht bestuur,",
}
# Those who do not meet, and to whom no member of the Kamer is near.
OUTSIDERS = ("person", "organisation", "free lines")

# type, stage, subject, and what belongs to it
MEETINGS = (
    *("commissiedebat", "notaoverleg", "wetgevingsoverleg", "schriftelijk overleg"),
    *("rondetafelgesprek", "hoorzitting", "technische briefing", "procedurevergadering"),
    *("petitieaanbieding", "werkbezoek", "gesprek", "plenair debat", "tweeminutendebat"),
    *("begrotingsbehandeling", "vragenuur", "stemmingen"),
)
OCCASIONS = {
    **{type: f"type: {type}\n  subject: de voortgang van de missie" for type in MEETINGS},
    "commissiedebat with": "type: commissiedebat\n  subject: het VN-beleid\n"
    "  with_whom: de minister van Defensie",
    "plenair debat with": "type: plenair debat\n  subject: de missie\n"
    "  with_whom: de ministers van Defensie en Buitenlandse Zaken",
    "meeting of another committee": "type: commissiedebat\n  subject: de missie\n"
    "  committee: buitenlandse zaken",
    "bill": "type: wetsvoorstel\n  subject: het wetsvoorstel Wet veilige havens",
    "bill, bare": "type: wetsvoorstel\n  subject: Wet veilige havens\n  dossier: '36800'",
    "bill, amending": "type: wetsvoorstel\n  subject: wijziging van de Wet veilige havens",
    **{
        f"bill, {stage}": f"type: wetsvoorstel\n  stage: {stage}\n"
        "  subject: de Wet veilige havens\n  dossier: 36 800"
        for stage in ("inbreng-verslag", "wetgevingsoverleg", "plenair")
    },
    "budget": "type: begroting\n  subject: Defensie\n  chapter: X\n  year: 2027",
    "budget in a wetgevingsoverleg": "type: begroting\n  stage: wetgevingsoverleg\n"
    "  subject: de begroting van Defensie\n  dossier: 36 800 X",
    "government letter": "type: kamerbrief\n  subject: de missie\n  dossier: 29 521",
    "letter of two ministers": "type: kamerbrief\n  subject: de missie\n"
    "  with_whom: de ministers van Defensie en Buitenlandse Zaken",
    "earlier letter": "type: eerdere-brief\n  subject: de missie",
    "request": "type: verzoek",
}

TIMES = {
    "none": "",
    "date": "date: 2026-06-09",
    "date and time": "date: 2026-06-09\n  time: 10.00",
    "past": "date: 2026-05-20",
    "another year": "date: 2027-01-12",
    "past, another year": "date: 2025-12-16\n  time: 9:30",
    "week": "week: 2026-W24",
    "past week": "week: 2026-05-20",
    "week in another year": "week: 2027-W01",
    "month": "month: juni 2026",
    "past month": "month: 2026-05",
    "month in another year": "month: januari 2027",
    "soon": "when: binnenkort",
    "unknown": "when: onbekend",
    "deadline": "deadline: 2026-06-04",
    "deadline with a time": "deadline: 2026-06-04\n  time: 12:00",
    "past deadline": "deadline: 2026-05-28",
}

TEMPLATES = (
    *("before-debate", "after-debate", "minister", "bill", "budget", "joint", "cover"),
    *("committee", "plain"),
)

LETTER = """\
kind: letter
id: combinatie
date: 2026-06-02
subject: Gender in missies
addressee:
  {addressee}
{occasion}
{rest}
"""
ASK = """\
asks:
  - id: een
    question: Welke stappen zet de minister?
"""
FULL = """\
place: Utrecht
our_reference: GVV-1
your_reference: K-2
opening: |
  Dit is het moment.

  Er is een lijst:

  - geld
appreciation: Wij waarderen de inzet.
asks:
  - id: een
    heading: Borg genderexpertise
    background: Er is één adviseur.
    question: Welke stappen volgen?
    to: minister van Defensie
  - id: twee
    question: Wanneer komt het plan?
action_points:
  - id: drie
    text: Maak geld vrij.
closing: Wij lichten dit graag toe.
signatories:
  - name: A. Jansen
    function: directeur
    organisation: Stichting Een
  - organisation: Stichting Twee
enclosures: [Een paper, Nog een paper]
copies: [de griffier, de minister]
"""


def letter(addressee: str, occasion: str = "", time: str = "", rest: str = ASK) -> str:
    group = f"occasion:\n  {occasion}\n  {time}" if occasion else ""
    return LETTER.format(addressee=addressee, occasion=group, rest=rest)


def drafted(pipeline: Pipeline, text: str) -> Draft | None:
    """The letter, or None when this time does not go with this occasion."""
    try:
        return pipeline.draft_source(source.parse(text, Path("input.yaml")))
    except DrafterError as error:
        if {problem.code for problem in error.problems} <= {"not-with-this-type", "letter-to-come"}:
            return None
        raise


# ── What a typesetter would mark ──────────────────────────────────────────────

_SLIPS = re.compile(
    r"(?<!\d{4} [A-Z]{2})  "  # two spaces, but for those in a postcode
    r"| [,.;:?!)]|\( |\(\)|\[\]"  # a space before punctuation, empty brackets
    r"|[.,;:]{2}"
    r"|\b(de|het|een) (de|het|een)\b"
    r"|\bNone\b|[{}]",
)
# Nouns in the sentences with the article that each has (domain.md 1.6).
_HET = "commissiedebat|notaoverleg|wetgevingsoverleg|schriftelijk overleg|rondetafelgesprek|"
_HET += "plenaire debat|tweeminutendebat|vragenuur|wetsvoorstel|kabinet|werkbezoek|gesprek|verslag"
_DE = "hoorzitting|technische briefing|procedurevergadering|petitieaanbieding|stemmingen|"
_DE += "behandeling|begroting|inbreng|Kamer|minister|ministers|week|datum|vaste commissie"
_WRONG_ARTICLE = re.compile(rf"\bde ({_HET})\b|\bhet ({_DE})\b|\bplenair debat over\b")
_DAY = re.compile(rf"({'|'.join(WEEKDAYS)}) (\d+) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")


def assert_sound(draft: Draft) -> None:
    text = [words(block) for block in draft.document.blocks if isinstance(block, Paragraph)]
    for paragraph in text:
        assert not _SLIPS.search(paragraph), paragraph
        assert not _WRONG_ARTICLE.search(paragraph), paragraph
        assert paragraph[0].isupper(), paragraph
        for weekday, day, month, year in _DAY.findall(paragraph):
            meant = datetime.date(int(year or 2026), MONTHS.index(month) + 1, int(day))
            assert WEEKDAYS[meant.weekday()] == weekday, paragraph
            assert bool(year) == (meant.year != LETTER_DATE.year), paragraph
    running = [
        words(block)
        for block in draft.document.blocks
        if isinstance(block, Paragraph) and block.style in ("body", "salutation", "question")
    ]
    assert all(paragraph[-1] in ".,:?" for paragraph in running), running
    assert text
    for line in lines(draft.document.blocks):
        printed = "".join(run.text for run in runs_in(line)).replace("\u00a0", " ")
        assert not _SLIPS.search(printed), printed


def words(block: Paragraph) -> str:
    return "".join(run.text for run in runs([block])).replace("\u00a0", " ")


# ── Every combination ─────────────────────────────────────────────────────────

DEADLINES = {name for name in TIMES if "deadline" in name}
WITH_TIME = {name for name, typed in TIMES.items() if "time:" in typed}
REFUSED: dict[str, set[str]] = {
    # occasion: the forms of time that do not go with it
    "meeting": DEADLINES,
    "government letter": {"unknown", *DEADLINES, *WITH_TIME},
    "letter of two ministers": {"unknown", *DEADLINES, *WITH_TIME},
    "earlier letter": set(TIMES)
    - {"none", "past", "past week", "past month", "month"},  # June has begun
    "request": set(TIMES) - {"none"},
    "schriftelijk overleg": set(),
    "bill, inbreng-verslag": set(),
}


def combinations() -> Iterator[tuple[str, str, str]]:
    yield from product(OCCASIONS, TIMES, ADDRESSEES)


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_every_occasion_at_every_time_to_everybody(pipeline: Pipeline, occasion: str) -> None:
    refused = REFUSED.get(occasion, REFUSED["meeting"])
    for time, addressee in product(TIMES, ADDRESSEES):
        draft = drafted(pipeline, letter(ADDRESSEES[addressee], OCCASIONS[occasion], TIMES[time]))
        assert (draft is None) == (time in refused), (time, addressee)
        if draft is not None:
            assert_sound(draft)
            assert all(problem.severity == "warning" for problem in draft.warnings)


def test_nobody_but_a_member_is_told_that_they_meet(pipeline: Pipeline) -> None:
    for occasion, time, outsider in product(OCCASIONS, TIMES, OUTSIDERS):
        text = letter(ADDRESSEES[outsider], OCCASIONS[occasion], TIMES[time])
        if (draft := drafted(pipeline, text)) and occasion != "earlier letter":
            said = " ".join(words(b) for b in draft.document.blocks if isinstance(b, Paragraph))
            theirs = said.replace("Wij schrijven u met", "")
            assert not re.search(r"\b(u|uw)\b", theirs.casefold()), said


def test_the_combinations_are_many() -> None:
    assert len(list(combinations())) > 10_000


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("rest", [ASK, FULL, "opening: Dit is alles.\n"], ids=["one", "all", "no"])
@pytest.mark.parametrize("occasion", ["", *list(OCCASIONS)[::7]])
def test_every_template_prints_every_field_and_needs_none(
    pipeline: Pipeline, template: str, rest: str, occasion: str
) -> None:
    said = OCCASIONS[occasion] if occasion else ""
    text = letter(ADDRESSEES["committee"], said, rest=f"template: {template}\n{rest}")
    draft = drafted(pipeline, text)
    assert draft is not None
    assert_sound(draft)


def test_every_template_is_tried(pipeline: Pipeline) -> None:
    assert sorted(TEMPLATES) == pipeline.templates.names("letters")


# ── The template that is chosen ───────────────────────────────────────────────

BRIDGES = {
    "before-debate": "Graag geven wij u de volgende vraag voor de minister mee:",
    "after-debate": "Voor het vervolg geven wij u graag de volgende vraag voor de minister mee:",
    "bill": "Bij dit wetsvoorstel geven wij u graag de volgende vraag mee:",
    "budget": "Bij deze begroting geven wij u graag de volgende vraag voor de minister mee:",
    "committee": "Graag geven wij u de volgende vraag voor de minister mee:",
    "bill, past": "Voor de verdere behandeling geven wij u graag de volgende vraag mee:",
    "cover": "Op basis van dit position paper geven wij u graag de volgende vraag voor de minister "
    "mee:",
    "hearing": "Graag geven wij u de volgende vraag mee:",
    "minister": "Graag leggen wij u de volgende vraag voor:",
    "plain": "",
}


@pytest.mark.parametrize(
    ("addressee", "occasion", "time", "typed", "expected"),
    [
        ("committee", "commissiedebat", "date", "", "before-debate"),
        ("committee", "commissiedebat", "past", "", "after-debate"),
        ("committee", "commissiedebat", "past week", "", "after-debate"),
        ("committee", "commissiedebat", "unknown", "", "before-debate"),
        ("committee", "schriftelijk overleg", "past deadline", "", "after-debate"),
        ("committee", "commissiedebat", "past", "before-debate", "before-debate"),
        ("committee", "commissiedebat", "date", "cover", "cover"),
        ("committee", "bill, plenair", "date", "", "bill"),
        ("committee", "bill, plenair", "past", "", "bill, past"),
        ("committee", "hoorzitting", "date", "", "hearing"),
        ("minister", "commissiedebat", "date", "", "minister"),
        ("two in one letter", "commissiedebat", "date", "", "minister"),
        ("committee", "budget", "date", "", "budget"),
        ("committee", "begrotingsbehandeling", "date", "", "budget"),
        ("committee", "government letter", "past", "", "committee"),
        ("committee", "request", "none", "", "committee"),
        ("committee of the Eerste Kamer", "commissiedebat", "past", "", "after-debate"),
        ("free lines", "commissiedebat", "past", "", "plain"),
    ],
)
def test_the_usual_template(
    pipeline: Pipeline, addressee: str, occasion: str, time: str, typed: str, expected: str
) -> None:
    rest = f"template: {typed}\n{ASK}" if typed else ASK
    draft = drafted(pipeline, letter(ADDRESSEES[addressee], OCCASIONS[occasion], TIMES[time], rest))
    assert draft is not None
    said = [words(block) for block in draft.document.blocks if isinstance(block, Paragraph)]
    bridges = [paragraph for paragraph in said if paragraph.endswith(":")]
    assert "".join(bridges) == BRIDGES[expected]
