"""What the peers print: the same input files as drafter's, as plain texts.

Done the way a careful user of docxtpl or python-docx would, and cheaply: PyYAML's C loader,
each file read once, versions merged with the base as dicts; no checks, no registers. The peers
cannot make footnotes, so a reference becomes ``[1]`` and the notes stand at the end. What never
differs between letters is a constant.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"

# The name of a committee in its address, and in the salutation.
COMMITTEES = {
    "defensie": ("Defensie", "Defensie"),
    "buitenlandse-zaken": ("Buitenlandse Zaken", "Buitenlandse Zaken"),
    "justitie-en-veiligheid": ("Justitie en Veiligheid", "Justitie en Veiligheid"),
    "europese-zaken": ("Europese Zaken", "Europese Zaken"),
}
HOUSE = ("Tweede Kamer der Staten-Generaal", "Postbus 20018", "2500 EA  DEN HAAG")
CLOSING = "Met vriendelijke groet,"
SIGNATURE = "Werkgroep Gender, Vrede & Veiligheid van WO=MEN Dutch Gender Platform"
AUTHOR = "WO=MEN Dutch Gender Platform"
RUNNING = {
    "«naam»": "WO=MEN",
    "«ondertitel»": "Dutch Gender Platform",
    "«contact»": "www.wo-men.nl · Korte Poten 9b, Den Haag",
    "«concept»": "CONCEPT",
}

_LANGUAGE = re.compile(r"\[([^\]]*)\]\{lang=\w+\}")
_NOTE = re.compile(r"\[\^([^\]]+)\]")


def letters(path: Path) -> Iterator[dict[str, Any]]:
    """The texts of each letter by name; `asks` is a list of such dicts, `notes` a list of texts."""
    values = _load(path)
    if values["kind"] == "letter":
        yield _texts(values)
        return
    base = _load(path.parent / values["base"])
    asks = {ask["id"]: ask for ask in base["asks"]}
    for version in values["versions"]:
        letter = {**base, **version, "occasion": {**base["occasion"], **version["occasion"]}}
        letter["asks"] = [asks[id] for id in version["asks"]]
        yield _texts(letter)


def _load(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    values: dict[str, Any] = yaml.load(path.read_bytes(), Loader=loader)
    return values


def _texts(letter: dict[str, Any]) -> dict[str, Any]:
    numbers = {key: number for number, key in enumerate(letter["notes"], 1)}

    def plain(text: str) -> str:
        text = _LANGUAGE.sub(r"\1", " ".join(text.split()))
        return _NOTE.sub(lambda match: f"[{numbers[match[1]]}]", text)

    def ask(values: dict[str, str]) -> dict[str, str]:
        question = f"Vraag aan de {values['to']}: {plain(values['question'])}"
        return {**values, "background": plain(values["background"]), "question": question}

    rich = ("opening", "appreciation", "bridge", "closing")
    address, salutation = COMMITTEES[letter["addressee"]["committee"]]
    return {
        **{name: plain(letter[name]) for name in rich},
        "id": letter["id"],
        "address": f"Aan de leden van de vaste commissie voor {address}",
        "salutation": f"Geachte leden van de Commissie {salutation},",
        "date": _date(letter["date"]),
        "reference": letter["our_reference"],
        "subject": letter["subject"],
        "occasion": letter["occasion"]["subject"],
        "meeting": f"Op {_meeting(letter['occasion'])} debatteert u met de minister over",
        "asks": [ask(values) for values in letter["asks"]],
        "enclosure": letter["enclosures"][0],
        "notes": [f"[{numbers[key]}] {plain(text)}" for key, text in letter["notes"].items()],
    }


def _date(day: datetime.date) -> str:
    return f"{day.day}\xa0{MONTHS.split()[day.month - 1]} {day.year}"


def _meeting(occasion: dict[str, Any]) -> str:
    """`dinsdag 9 juni om 10.00 uur`; YAML reads ``10:00`` as 600."""
    day, time = occasion["date"], occasion["time"]
    weekday, month = DAYS.split()[day.weekday()], MONTHS.split()[day.month - 1]
    return f"{weekday} {day.day}\xa0{month} om {time // 60}.{time % 60:02}\xa0uur"
