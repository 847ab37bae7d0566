"""References to parliament's papers and to resolutions, in the forms that print wants.

`running` is the form for a sentence, `legal` that for a footnote. Sources: Leidraad voor
juridische auteurs (libguides.ru.nl, kamerstukken); Aanwijzingen voor de regelgeving 3.43; for
resolutions RUNIC. A space that no line may break is U+00A0.
"""

import re
from typing import Literal, NamedTuple, TypeAlias

from drafter.dutch.typography import NBSP

Chamber = Literal["I", "II"]  # Eerste Kamer, Tweede Kamer

_SESSION = r"(\d{4})[/–-](\d{4}|\d{2})"  # compiled when first used
_NUMBERED_ITEMS = "2010/11"  # Handelingen have item numbers from 1 January 2011
_SITE = "https://zoek.officielebekendmakingen.nl/"


class NotASession(ValueError):
    """Not a parliamentary year; `text` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"not a parliamentary year: {text!r}")


def session_of(text: str) -> str:
    """A parliamentary year as it is cited: `2016/17`, or `1999/2000` where the century turns.

    Reads `2016-2017`, `2016–2017` and `2016/17`. Raises `NotASession`.
    """
    match = re.fullmatch(_SESSION, text.strip())
    following = int(match[1]) + 1 if match else 0
    if match is None or not str(following).endswith(match[2]):
        raise NotASession(text)
    return f"{match[1]}/{following if following % 100 == 0 else str(following)[2:]}"


def page_of(page: str) -> str:
    """`, p. 4`, or nothing when there is no page."""
    return f", p.{NBSP}{page}" if page else ""


class Dossier(NamedTuple):
    """The number that a bill and all papers about it share.

    `part` is a sub-dossier (`02`), `chapter` a chapter of the budget (`XVII`), `kingdom` the
    R-number of a kingdom act (`R2114`).
    """

    number: str
    part: str = ""
    chapter: str = ""
    kingdom: str = ""

    def running(self) -> str:
        """`21 501-02`, `36 800 XVII`, `35 099 (R2114)`."""
        return self._written(f"{self.number[:2]}{NBSP}{self.number[2:]}")

    def legal(self) -> str:
        """As `running`, without a space in the number: `21501-02`."""
        return self._written(self.number)

    def key(self) -> str:
        """`21501-02`, `24400-VIII`; the R-number is no part of it."""
        return "-".join(part for part in (self.number, self.part, self.chapter) if part)

    def _written(self, number: str) -> str:
        part = f"-{self.part}" if self.part else ""
        chapter = f"{NBSP}{self.chapter}" if self.chapter else ""
        kingdom = f" ({self.kingdom})" if self.kingdom else ""
        return f"{number}{part}{chapter}{kingdom}"


class Paper(NamedTuple):
    """A Kamerstuk: one paper of a dossier, such as `336` (Tweede Kamer) or `W` (Eerste Kamer).

    `session` is the parliamentary year, `stated` the chamber where the text names it.
    """

    dossier: Dossier
    suffix: str
    session: str = ""
    page: str = ""
    stated: Chamber | None = None

    @property
    def chamber(self) -> Chamber:
        """The chamber that is named, else the one whose papers have such a suffix."""
        return self.stated or chamber_of(self.suffix)

    def running(self) -> str:
        """`Kamerstuk 29 521, nr. 336`; `Kamerstuk 29 521, W`."""
        return f"Kamerstuk {self.running_number()}{page_of(self.page)}"

    def legal(self) -> str:
        """`Kamerstukken II 2016/17, 29521, nr. 336, p. 4`; without a session as `running`."""
        if not self.session:
            return self.running()
        series = f"Kamerstukken {self.chamber} {self.session}"
        return f"{series}, {self.legal_number()}{page_of(self.page)}"

    def running_number(self) -> str:
        """`29 521, nr. 336`."""
        return f"{self.dossier.running()}, {self._suffix()}"

    def legal_number(self) -> str:
        """`29521, nr. 336`."""
        return f"{self.dossier.legal()}, {self._suffix()}"

    def key(self) -> str:
        """The name of the paper in addresses: `kst-29521-336`."""
        return f"kst-{self.dossier.key()}-{self.suffix}"

    def candidate_url(self) -> str:
        """Where the paper probably stands; older papers of the Eerste Kamer stand elsewhere."""
        return f"{_SITE}{self.key()}.html"

    def _suffix(self) -> str:
        return f"nr.{NBSP}{self.suffix}" if self.suffix[0].isdigit() else self.suffix


def chamber_of(suffix: str) -> Chamber:
    """The chamber of a paper by its suffix: digits are the Tweede Kamer's.

    Letters are the Eerste Kamer's, and so are older numbers such as `188b`.
    """
    return "II" if suffix.isdigit() else "I"


class Minutes(NamedTuple):
    """A place in the Handelingen, or a written question in their Aanhangsel (`annex`)."""

    chamber: Chamber
    session: str
    number: str
    item: str = ""
    page: str = ""
    annex: bool = False

    def running(self) -> str:
        """There is one form only."""
        return self.legal()

    def legal(self) -> str:
        """`Handelingen II 2010/11, nr. 108, item 5, p. 25-36`."""
        return f"{self.series()}, {self.place()}{page_of(self.page)}"

    def series(self) -> str:
        """`Handelingen II 2010/11`; `Aanhangsel Handelingen II 2014/15`."""
        return f"{'Aanhangsel ' * self.annex}Handelingen {self.chamber} {self.session}"

    def place(self) -> str:
        """`nr. 108, item 5`."""
        item = f", item {self.item}" if self.item else ""
        return f"nr.{NBSP}{self.number}{item}"

    def has_item_too_early(self) -> bool:
        """Whether there is an item number from before there were any."""
        return bool(self.item) and self.session < _NUMBERED_ITEMS

    def candidate_url(self) -> str | None:
        """Where an item of the Tweede Kamer probably stands; None for everything else."""
        if not self.item or self.annex or self.chamber == "I":
            return None
        first = int(self.session[:4])
        return f"{_SITE}h-tk-{first}{first + 1}-{self.number}-{self.item}.html"


class Resolution(NamedTuple):
    """A resolution of the Security Council of the United Nations."""

    number: str
    year: str = ""

    def running(self) -> str:
        """`resolutie 1325 (2000) van de VN-Veiligheidsraad`."""
        return f"{self.again()}{self._year()} van de VN-Veiligheidsraad"

    def again(self) -> str:
        """`resolutie 1325`, once it has been named in full."""
        return f"resolutie {self.number}"

    def legal(self) -> str:
        """`S/RES/1325 (2000)`."""
        return f"S/RES/{self.number}{self._year()}"

    def _year(self) -> str:
        return f" ({self.year})" if self.year else ""


class Motion(NamedTuple):
    """A motion or an amendment by the name of who moved it: `Bosman c.s.`."""

    name: str
    kind: Literal["motie", "amendement"] = "motie"

    def running(self) -> str:
        """`motie-Bosman c.s.`."""
        return f"{self.kind}-{self.name}"

    def legal(self) -> str:
        """As in a sentence; the paper that it is printed in says the rest."""
        return self.running()


class Promise(NamedTuple):
    """A promise of the government to the Eerste Kamer (toezegging): `T02300`."""

    number: str

    def running(self) -> str:
        """`toezegging T02300`."""
        return f"toezegging {self.number}"

    def legal(self) -> str:
        """As in a sentence."""
        return self.running()


Reference: TypeAlias = Paper | Minutes | Resolution | Motion | Promise


def normalised(reference: Reference) -> str:
    """The reference as one would type it: its running form with ordinary spaces."""
    return reference.running().replace(NBSP, " ")


def document_url(number: str) -> str:
    """Where a document outside any dossier (`2021D03998`) probably stands."""
    return f"{_SITE}nds-tk-{number}.html"
