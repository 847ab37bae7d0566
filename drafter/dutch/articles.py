"""Whom a question is put to: de or het before the name, and what to call several in short."""

from __future__ import annotations

from collections.abc import Sequence

# The others are persons or groups of persons, and those are all de-words.
# Source: Woordenlijst Nederlandse Taal (het kabinet, het ministerie, …).
_NEUTER = frozenset(
    ("kabinet", "ministerie", "presidium", "parlement", "college", "departement", "kabinetslid")
)


def article(name: str) -> str:
    """The article of a name such as "minister van Defensie" or "kabinet"."""
    first, *_others = name.split() or [""]
    return "het" if first.casefold() in _NEUTER else "de"


def without_article(name: str) -> str:
    """The name without the article before it."""
    first, _space, rest = name.partition(" ")
    return rest if first.casefold() in ("de", "het") and rest else name


# First word of a name → its title, and whether there are several.
_TITLES = {
    "minister": ("minister", False),
    "ministers": ("minister", True),
    "staatssecretaris": ("staatssecretaris", False),
    "staatssecretarissen": ("staatssecretaris", True),
    "minister-president": ("minister-president", False),
}
_PLURALS = {"minister": "ministers", "staatssecretaris": "staatssecretarissen"}


def plural(title: str, count: int) -> str:
    """The title, or its plural for more than one: `ministers`; there is one minister-president."""
    return title if count == 1 else _PLURALS.get(title, title)


def together(names: Sequence[str]) -> str:
    """How to speak of one or more members of government in short: `de minister`, `de ministers`.

    "bewindspersonen" is the word for ministers and staatssecretarissen together; a body such
    as "kabinet" or "regering" keeps its name, and takes its members in.
    """
    titles = [_TITLES.get(name.partition(" ")[0].casefold()) for name in names]
    bodies = [name for name, title in zip(names, titles, strict=True) if title is None]
    if bodies:
        return f"{article(bodies[0])} {bodies[0]}"
    known = [title for title in titles if title]
    if len(known) > 1:  # the minister-president is one of the ministers then
        known = [(title.partition("-")[0], several) for title, several in known]
    kinds = {title for title, _several in known}
    if len(kinds) > 1:
        return "de bewindspersonen"
    title, several = known[0]
    joined = len(names) > 1 or several or " en de " in names[0] or ", de " in names[0]
    return f"de {plural(title, 2 if joined else 1)}"
