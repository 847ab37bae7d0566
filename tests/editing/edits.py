"""The twelve edits, and some more, as hands make them in `letter.yaml`."""

from __future__ import annotations

from typing import Literal, NamedTuple

AUTHOR = "Noor Visser"
SECOND = "Sam Bakker"

EDITS: dict[str, list[list[str]]] = {
    "nothing": [],
    "change": [["select", "besluiten vallen"], ["type", "besluiten worden genomen"]],
    "retype": [
        ["select", "Wil de minister", "besluiten vallen?"],
        ["type", "Hoe beslist de adviseur voortaan mee?"],
    ],
    "delete": [["line", "Rapporteer elk half jaar"], ["press", "Delete"]],
    "add before": [
        ["before", "Maak in de begroting"],
        ["type", "Begin met een nulmeting."],
        ["press", "Enter"],
    ],
    "add between": [
        ["after", "over gender in missies."],
        ["press", "Enter"],
        ["type", "Publiceer de uitkomsten."],
    ],
    "add after": [
        ["after", "voor het vertrek."],
        ["press", "Enter"],
        ["type", "Herhaal die opleiding elk jaar."],
    ],
    "split": [["before", "Die heeft geen toegang"], ["press", "Enter"]],
    "merge": [["after", "militaire top."], ["press", "Delete"]],
    "move": [["before", "Maak in de begroting"], *[["press", "Ctrl+Alt+Down"]] * 2],
    "append": [["after", "graag toe."], ["type", " Belt u ons gerust."]],
    "prepend": [["before", "Vrouwenorganisaties worden"], ["type", "Het kan beter. "]],
    "comment": [["comment", "militaire top", "Is dit nog zo?"]],
    # More than the twelve.
    "note": [["select", "nr. 336"], ["type", "nr. 337"]],
    "cut and paste": [
        ["line", "Maak in de begroting"],
        ["press", "Ctrl+X"],
        ["before", "Wij lichten dit graag"],
        ["press", "Ctrl+V"],
    ],
    "two hands": [
        ["select", "elk half jaar"],
        ["type", "ieder kwartaal openbaar"],
        ["sign", SECOND],
        ["select", " openbaar"],
        ["press", "Delete"],
        ["after", "gender in missies"],
        ["type", " en trainingen"],
    ],
}


class Edited(NamedTuple):
    """Which edit, whether it was tracked, and what was done with the document then."""

    edit: str
    tracked: bool
    way: Literal["saved", "odt", "copied", "accepted", "rejected"]

    def __str__(self) -> str:
        return f"{self.edit}, {'tracked' if self.tracked else 'untracked'}, {self.way}"


EDITED = [
    Edited(edit, tracked, way)
    for edit in EDITS
    for tracked in (True, False)
    for way in ("saved", "odt", "copied", "accepted", "rejected")
    if tracked or way not in ("accepted", "rejected")
    if edit != "comment" or way in ("saved", "odt")  # office.py tells why
]
