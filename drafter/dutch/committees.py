"""The register of committees of parliament: which there are, and what each was called when."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from drafter.dutch import rows
from drafter.dutch.lookup import Spellings, fold
from drafter.dutch.typography import NotAPostcode, town_line

Kind = Literal["vaste", "algemene", "geen", "eigen naam"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# "de vaste commissie voor de X", "Kamercommissie X", "het X" all mean X
_LEAD_IN = re.compile(
    r"((de|het)[\s-]+)?((vaste|algemene)[\s-]+)?((kamer)?commissie[\s-]+)?"
    r"(voor[\s-]+)?((de|het)[\s-]+)?",
    re.IGNORECASE,
)
# "vaste commissie voor X" and "commissie voor X"; any other kind of committee is its own name
_IN_FULL = (  # compiled when first used
    r"(?:de )?(?:(?:(?P<kind>vaste|algemene) )?commissie voor (?P<name>\S.*)"
    r"|(?P<other>(?:tijdelijke|bijzondere|parlementaire|gemengde) \w*commissie \S.*))"
)
_ARTICLE = re.compile("(?:de|het) ")


class Committee(NamedTuple):
    """A committee as it was called from `valid_from` up to and including `valid_to`.

    `name` is what follows "vaste commissie voor" and keeps its capitals; `chamber` is the
    key of a `Chamber`; `ministry` is the ministry that the committee watches, empty where
    that is not one or not known; `office` is the key of the member of government, where that
    is not the minister of that ministry; `code` is the chamber's own abbreviation, empty where
    not known; `email` is where it takes letters, empty where nobody gave an address. A committee
    that the register does not know has no key and no source. An absent
    date means: not known, or still so. `confirmed` is False when the name, or the day on which
    it changed, still has to be checked against a live source.

    Source of the forms: Aanwijzingen voor de regelgeving 3.52 and the Kamerstukken ("de
    vaste commissie voor Defensie"); reference 000 for the short form ("Commissie Defensie").
    """

    key: str
    chamber: str
    code: str
    kind: Kind
    name: str
    short_name: str
    article: str
    ministry: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confirmed: bool
    office: str = ""
    email: str = ""

    @property
    def official_name(self) -> str:
        """The name in running text, without article: `vaste commissie voor Defensie`."""
        forms: dict[Kind, str] = {
            "vaste": f"vaste commissie voor {self.name}",
            "algemene": f"algemene commissie voor {self.name}",
            "geen": f"commissie voor {self.name}",
            "eigen naam": self.name,
        }
        return forms[self.kind]

    @property
    def definite(self) -> str:
        """The name with its article: `de vaste commissie voor Defensie`, `het Presidium`."""
        return f"{self.article} {self.official_name}"

    def existed(self, on: date) -> bool:
        """Whether the committee had this name on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


class Chamber(NamedTuple):
    """A chamber of parliament: `Tweede Kamer der Staten-Generaal` and where its post goes.

    `email` is empty where the register gives no address.
    """

    key: str
    name: str
    short_name: str
    postal_lines: tuple[str, ...]
    email: str = ""


class UnknownCommittee(ValueError):
    """No committee goes by this text; `suggestion` is one that was probably meant, or None.

    The suggestion can be typed as it is: looked up, it finds its committee.
    """

    def __init__(self, text: str, suggestion: str | None = None) -> None:
        self.text = text
        self.suggestion = suggestion
        super().__init__(f"unknown committee: {text!r}")


class CommitteeNotThen(UnknownCommittee):
    """The committee was not yet, or no longer, there on the day `on`.

    `committee` is the committee as it was called when it began, or ended: its `valid_from`,
    or `valid_to`, is the day that matters.
    """

    def __init__(self, text: str, on: date, committee: Committee) -> None:
        super().__init__(text)
        self.on = on
        self.committee = committee
        self.args = (f"{committee.official_name} did not exist on {on}",)


class Register:
    """All committees; the chambers in order of precedence, each committee with its periods."""

    def __init__(self, chambers: Iterable[Chamber]) -> None:
        self._chambers = {chamber.key: chamber for chamber in chambers}
        self._periods: dict[str, tuple[Committee, ...]] = {}
        self._spellings = Spellings()
        self._found = lru_cache(maxsize=256)(self._find)

    @classmethod
    def from_rows(
        cls, committees: Sequence[rows.Data], chambers: Sequence[rows.Data]
    ) -> "Register":
        """Build the register from the rows of `committees.yaml` and `chambers.yaml`.

        Where committees of two chambers share a name, the chamber that comes first has it;
        the other one is found by its key. Raises `rows.BadRow`.
        """
        register = cls(map(_chamber, chambers))
        order = tuple(register._chambers)
        known = [(rows.choice(row, "chamber", order), row) for row in committees]
        for _, row in sorted(known, key=lambda pair: order.index(pair[0])):
            register._add(row)
        return register

    def find(self, text: str, on: date) -> Committee:
        """The committee that the text stands for, as it was called on that day.

        The text is its key, code, name, short or official name, of that day or another;
        capitals, accents, hyphens, spaces and slashes do not matter, and & is "en". With "van
        de Eerste Kamer" behind it, it is a committee of that chamber. A committee that is not
        in the register is what its words say, if it is called one: "tijdelijke commissie X".
        Raises `UnknownCommittee`, or `CommitteeNotThen` if it did not exist on that day.
        """
        return self._found(text, on)

    def _find(self, text: str, on: date) -> Committee:
        key = self._key(text)
        if key is None:
            return self._unregistered(text, on)
        committee = self._then(key, on)
        if committee is None:
            periods = self._periods[key]
            early = on < (periods[0].valid_from or date.min)
            raise CommitteeNotThen(text, on, periods[0 if early else -1])
        return committee

    def on(self, day: date) -> tuple[Committee, ...]:
        """Every committee that existed on that day, the first chamber first."""
        return self._all_then(self._periods, day)

    def search(self, text: str, on: date) -> tuple[Committee, ...]:
        """The committees of that day with the text in any of their spellings."""
        return self._all_then(self._spellings.holding(_bare(text)), on)

    def chamber(self, key: str) -> Chamber:
        """The chamber with this key; raises KeyError."""
        return self._chambers[key]

    def _add(self, row: rows.Data) -> None:
        periods = tuple(_committee(row, period) for period in rows.rows(row, "periods"))
        first = periods[0]
        self._periods[first.key] = periods
        self._spellings.add(first.key, first.key, first.code, *rows.texts(row, "also"))
        for period in periods:
            self._spellings.add(first.key, _bare(period.name), _bare(period.short_name))

    def _key(self, text: str) -> str | None:
        """The committee that the text names, in the chamber that it names."""
        if key := self._spellings.find(_bare(text)):
            return key
        bare, chamber = self._in_chamber(text)
        named = (
            key
            for key, periods in self._periods.items()
            if chamber and periods[0].chamber == chamber
            for period in periods
            if fold(_bare(bare)) in (fold(_bare(period.name)), fold(period.code))
        )
        return next(named, None)

    def _in_chamber(self, text: str) -> tuple[str, str]:
        """The text without its chamber, and that chamber's key, empty when it names none."""
        for chamber in self._chambers.values():
            for name in (chamber.name, chamber.short_name):
                bare = text.removesuffix(f" van de {name}")
                if bare != text:
                    return bare, chamber.key
        return text, ""

    def _unregistered(self, text: str, on: date) -> Committee:
        """A committee that the text names in full; raises `UnknownCommittee` if it does not."""
        bare, chamber = self._in_chamber(" ".join(text.split()))
        named = re.fullmatch(_IN_FULL, bare, re.IGNORECASE)
        if named is None or (not named["other"] and self._spellings.misspelt(named["name"])):
            raise UnknownCommittee(text, self._suggestion(text, on))
        kinds: dict[str, Kind] = {"vaste": "vaste", "algemene": "algemene", "": "geen"}
        kind = "eigen naam" if named["other"] else kinds[(named["kind"] or "").lower()]
        name = named["name"] or named["other"][:1].lower() + named["other"][1:]
        return Committee(
            key="",
            chamber=chamber or next(iter(self._chambers)),
            code="",
            kind=kind,
            name=name,
            short_name=name if named["other"] else f"Commissie {_ARTICLE.sub('', name)}",
            article="de",
            ministry="",
            valid_from=None,
            valid_to=None,
            source="",
            confirmed=False,
        )

    def _then(self, key: str, on: date) -> Committee | None:
        return next((period for period in self._periods[key] if period.existed(on)), None)

    def _all_then(self, keys: Iterable[str], on: date) -> tuple[Committee, ...]:
        then = (self._then(key, on) for key in keys)
        return tuple(committee for committee in then if committee)

    def _suggestion(self, text: str, on: date) -> str | None:
        key = self._spellings.nearest(_bare(text))
        if key is None:
            return None
        name = (self._then(key, on) or self._periods[key][-1]).name
        return name if self._spellings.find(_bare(name)) == key else key


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    """The text without what goes before a committee's own name."""
    stripped = text.strip()
    lead_in = _LEAD_IN.match(stripped)
    return stripped[lead_in.end() :] if lead_in else stripped


def _chamber(row: rows.Data) -> Chamber:
    post = row.get("post")
    if not isinstance(post, dict):
        raise rows.BadRow(row, "post", "an address")
    try:
        town = town_line(rows.text(post, "postcode"), rows.text(post, "town"))
    except NotAPostcode as error:
        raise rows.BadRow(row, "post", "an address") from error
    return Chamber(
        key=rows.text(row, "key"),
        name=rows.text(row, "name"),
        short_name=rows.text(row, "short_name"),
        postal_lines=(rows.text(post, "street"), town),
        email=rows.email(row, "email"),
    )


def _committee(row: rows.Data, period: rows.Data) -> Committee:
    name = rows.text(period, "name")
    return Committee(
        key=rows.text(row, "key"),
        chamber=rows.text(row, "chamber"),
        code=rows.text(row, "code", ""),
        kind=rows.choice(period, "kind", KINDS),
        name=name,
        short_name=rows.text(period, "short_name", f"Commissie {name}"),
        article=rows.text(period, "article", "de"),
        ministry=rows.text(period, "ministry", ""),
        valid_from=rows.day(period, "valid_from"),
        valid_to=rows.day(period, "valid_to"),
        source=rows.text(period, "source"),
        confirmed=rows.flag(period, "confirmed"),
        office=rows.text(period, "office", ""),
        email=rows.email(row, "email"),
    )
