"""The members of government: which offices there are, and what each was called when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from drafter.dutch import rows
from drafter.dutch.committees import Committee
from drafter.dutch.lookup import Spellings, fold
from drafter.dutch.typography import NotAPostcode, town_line

Title = Literal["minister", "staatssecretaris", "minister-president"]
TITLES: tuple[Title, ...] = get_args(Title)
Preposition = Literal["van", "voor", ""]
PREPOSITIONS: tuple[Preposition, ...] = ("van", "voor")

_IN_FULL = (
    r"(?i)(?:de )?(?P<title>minister|staatssecretaris) (?P<preposition>van|voor) (?P<name>\S.*)"
)


class Office(NamedTuple):
    """An office as it was called from `valid_from` up to and including `valid_to`.

    A minister is "van" a ministry, and "voor" a field without a ministry of its own. The
    minister-president has no preposition and no name: the title says all.
    `ministry` is the one that the office belongs to, `address` where that is: its lines,
    none where no source was found. `holder` is who holds the office, empty where not known.
    `confirmed` is False when the name, or the day on which it changed, still has to be
    checked. An office that the register does not know has no key and no source.

    Source: references 002 and 003 (the ministers' own letters), rijksoverheid.nl 23-2-2026.
    """

    key: str
    title: Title
    preposition: Preposition
    name: str
    ministry: str
    address: tuple[str, ...]
    holder: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confirmed: bool

    @property
    def official_name(self) -> str:
        """The name without article: `minister van Defensie`; in lower case (Taaladvies)."""
        return self.called(self.name)

    def called(self, name: str) -> str:
        """The office by another name than its own: `BZ` for `minister van BZ`.

        An office without a preposition has whole names: `premier`.
        """
        if not self.preposition:
            return name or self.title
        return f"{self.title} {self.preposition} {name}"

    @property
    def definite(self) -> str:
        """The name with its article: `de minister van Defensie`."""
        return f"de {self.official_name}"

    def existed(self, on: date) -> bool:
        """Whether the office had this name on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


class UnknownOffice(ValueError):
    """No office goes by this text; `suggestion` is the name probably meant, or None."""

    def __init__(self, text: str, suggestion: str | None = None) -> None:
        self.text = text
        self.suggestion = suggestion
        super().__init__(f"unknown office: {text!r}")


class OfficeNotThen(UnknownOffice):
    """The office was not yet, or no longer, there on the day `on`; see `CommitteeNotThen`."""

    def __init__(self, text: str, on: date, office: Office) -> None:
        super().__init__(text)
        self.on = on
        self.office = office
        self.args = (f"there was no {office.official_name} on {on}",)


class Offices:
    """All offices of government, each with its periods."""

    def __init__(self) -> None:
        self._periods: dict[str, tuple[Office, ...]] = {}
        self._spellings = Spellings()

    @classmethod
    def from_rows(cls, data: Sequence[rows.Data]) -> Offices:
        """Build it from the rows of `offices.yaml`; raises `rows.BadRow`."""
        offices = cls()
        for row in data:
            offices._add(row)
        return offices

    def find(self, text: str, on: date) -> Office:
        """The office that the text stands for, by its name on that day.

        The text is its name of that day or another (`minister van Defensie`), with or without
        article, in any capitals, also with an abbreviation (`minister van BZ`). An office that
        is not in the register is what its words say: `staatssecretaris van Defensie`. Raises
        `UnknownOffice`, also where a known one is a few letters or the preposition away, or
        `OfficeNotThen`.
        """
        plain = _without_article(text)
        key = self._spellings.find(plain)
        if key is None:
            return self._unregistered(plain, on)
        office = self._then(key, on)
        if office is None:
            periods = self._periods[key]
            early = on < (periods[0].valid_from or date.min)
            raise OfficeNotThen(text, on, periods[0 if early else -1])
        return office

    def overseen_by(self, committee: Committee, on: date) -> Office | None:
        """The member of government whom a committee watches on that day, or None.

        None where that is not one person, or not known.
        """
        if committee.office:
            return self._then(committee.office, on)
        return next(
            (
                office
                for office in self.on(on)
                if office.title == "minister"
                and committee.ministry
                and office.name == office.ministry == committee.ministry
            ),
            None,
        )

    def on(self, day: date) -> tuple[Office, ...]:
        """Every office that there was on that day."""
        then = (self._then(key, day) for key in self._periods)
        return tuple(office for office in then if office)

    def search(self, text: str, on: date) -> tuple[Office, ...]:
        """The offices of that day with the text in any of their spellings, or in who holds them."""
        keys = self._spellings.holding(text)
        part = fold(text)
        return tuple(
            office for office in self.on(on) if office.key in keys or part in fold(office.holder)
        )

    def __contains__(self, key: str) -> bool:
        return key in self._periods

    def _add(self, row: rows.Data) -> None:
        periods = tuple(_office(row, period) for period in rows.rows(row, "periods"))
        key = periods[0].key
        self._periods[key] = periods
        for period in periods:
            self._spellings.add(key, period.official_name)
            self._spellings.add(key, *map(period.called, rows.texts(row, "also")))

    def _then(self, key: str, on: date) -> Office | None:
        periods = self._periods.get(key, ())
        return next((period for period in periods if period.existed(on)), None)

    def _unregistered(self, text: str, on: date) -> Office:
        named = re.fullmatch(_IN_FULL, text)
        meant = self._meant(text, named)
        if named is None or meant is not None:
            raise UnknownOffice(text, self._name(meant, on))
        title = next(title for title in TITLES if title == named["title"].lower())
        preposition = next(word for word in PREPOSITIONS if word == named["preposition"].lower())
        return Office(
            key="",
            title=title,
            preposition=preposition,
            name=named["name"],
            ministry="",
            address=(),
            holder="",
            valid_from=None,
            valid_to=None,
            source="",
            confirmed=False,
        )

    def _meant(self, text: str, named: re.Match[str] | None) -> str | None:
        """The key of the office that was probably meant."""
        if named is None:
            return self._spellings.nearest(text)
        names = Spellings()
        for key, periods in self._periods.items():
            names.add(key, *(one.name for one in periods if one.title == named["title"].lower()))
        return names.misspelt(named["name"])

    def _name(self, key: str | None, on: date) -> str | None:
        return (self._then(key, on) or self._periods[key][-1]).official_name if key else None


def _without_article(text: str) -> str:
    plain = " ".join(text.split())
    return plain[3:] if plain[:3].casefold() == "de " else plain


def _office(row: rows.Data, period: rows.Data) -> Office:
    title = rows.choice(period, "title", TITLES)
    alone = title == "minister-president"
    return Office(
        key=rows.text(row, "key"),
        title=title,
        preposition="" if alone else rows.choice(period, "preposition", PREPOSITIONS),
        name="" if alone else rows.text(period, "name"),
        ministry=rows.text(period, "ministry", ""),
        address=_address(period),
        holder=rows.text(period, "holder", ""),
        valid_from=rows.day(period, "valid_from"),
        valid_to=rows.day(period, "valid_to"),
        source=rows.text(period, "source"),
        confirmed=rows.flag(period, "confirmed"),
    )


def _address(period: rows.Data) -> tuple[str, ...]:
    address = period.get("address")
    if address is None:
        return ()
    try:
        if isinstance(address, dict):
            town = town_line(rows.text(address, "postcode"), rows.text(address, "town"))
            return rows.text(address, "street"), town
    except NotAPostcode:
        pass
    raise rows.BadRow(period, "address", "an address")
