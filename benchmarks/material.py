"""The inputs that are measured with: a campaign of any number of letters, and a longer paper.

Made from the examples in `inputs/`, as text, so that every way reads the very same files.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from drafter.source import dump

PROJECT = Path(__file__).resolve().parents[1]
LETTER = PROJECT / "inputs" / "letters" / "minusma-voortgang.yaml"
PAPER = PROJECT / "inputs" / "papers" / "gender-vrede-veiligheid.yaml"
ORGANISATION = PROJECT / "inputs" / "organisation.yaml"
HOUSE_STYLE = PROJECT / "templates" / "house-style" / "house-style.docx"

_COMMITTEES = ("defensie", "buitenlandse-zaken", "justitie-en-veiligheid", "europese-zaken")
_ASKS = ("genderadviseur", "militaire-onderdelen", "consultaties")
_CHOSEN = ((0, 1, 2), (1, 0, 2), (2, 0), (0, 1), (2, 1, 0), (1, 2))  # three or two, in some order
_FIRST_DAY = date(2026, 6, 9)  # a Tuesday; the Tweede Kamer meets until the beginning of July
_DAYS = tuple(_FIRST_DAY + timedelta(7 * week + day) for week, day in product(range(3), range(3)))


def workspace(folder: Path) -> Path:
    """An empty workspace with the organisation and the example letter, which is returned."""
    letter = folder / "inputs" / "letters" / LETTER.name
    letter.parent.mkdir(parents=True)
    shutil.copy(LETTER, letter)
    shutil.copy(ORGANISATION, folder / "inputs")
    return letter


# ── A campaign ────────────────────────────────────────────────────────────────


def campaign(letter: Path, count: int) -> Path:
    """A campaign with this letter as its base, and so many versions of it."""
    path = letter.parents[1] / "campaigns" / f"minusma-{count}.yaml"
    path.parent.mkdir(exist_ok=True)
    head = f"kind: campaign\nid: minusma-{count}\nbase: ../letters/{letter.name}\nversions:\n"
    versions = (_version(number) for number in range(1, count + 1))
    path.write_text(head + "".join(versions), "utf-8")
    return path


def _version(number: int) -> str:
    """A version with a committee, a meeting, a subject and a choice of asks of its own."""
    asks = ", ".join(_ASKS[position] for position in _CHOSEN[number % len(_CHOSEN)])
    return f"""\
  - id: versie-{number}
    addressee:
      committee: {_COMMITTEES[number % len(_COMMITTEES)]}
    subject: Voortgang van de VN-missie in Mali, deel {number}
    our_reference: GVV-2026-{number}
    occasion:
      date: {_DAYS[number % len(_DAYS)]}
      time: {10 + number % 7}:00
      subject: de voortgang van de VN-missie in Mali en missie {number}
    asks: [{asks}]
"""


# ── A long paper ──────────────────────────────────────────────────────────────


def paper(folder: Path, name: str, parts: Iterable[int]) -> Path:
    """The example paper with its recommendations once for each part, and the notes they cite.

    In every part each text is another, and so is all that has a name.
    """
    path = folder / "inputs" / "papers" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    values = yaml.load(PAPER.read_bytes(), Loader=yaml.BaseLoader)
    chapters, notes = values.pop("recommendations"), values.pop("notes")
    values |= {"id": name, "recommendations": [], "notes": _cited(notes, values)}
    for part in parts:
        values["recommendations"] += _of_part(part, chapters)
        for key, text in _cited(notes, chapters).items():
            values["notes"][f"{key}-{part}"] = _of_part(part, text)
    path.write_text(dump(values), "utf-8")
    return path


def _cited(notes: Mapping[str, str], values: Any) -> dict[str, str]:
    """The notes that something cites."""
    keys = set(re.findall(r"(?:\[\^|_note: )([\w-]+)", dump(values)))
    return {key: text for key, text in notes.items() if key in keys}


def _of_part(part: int, value: Any, field: str = "") -> Any:
    """A value with names and texts of its own for a part of the paper."""
    if isinstance(value, Mapping):
        return {key: _of_part(part, item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_of_part(part, item, field) for item in value]
    if field == "tags":
        return value
    if field == "id" or field.endswith("_note"):
        return f"{value}-{part}"
    own = re.sub(r"(\[\^[\w-]+)\]", rf"\1-{part}]", value)
    return _SMALL_WORD.sub(rf"\g<0> {part}", own)


_SMALL_WORD = re.compile(r"(?<= )(?:de|een|en|het|in|op|van|voor)(?= )")
