"""De or het: the definite article of whom a question is put to."""

from __future__ import annotations

# The others are persons or groups of persons, and those are all de-words.
# Source: Woordenlijst Nederlandse Taal (het kabinet, het ministerie, …).
_NEUTER = frozenset(
    ("kabinet", "ministerie", "presidium", "parlement", "college", "departement", "kabinetslid")
)


def article(name: str) -> str:
    """The article of a name such as "minister van Defensie" or "kabinet"."""
    first, *_others = name.split() or [""]
    return "het" if first.casefold() in _NEUTER else "de"
