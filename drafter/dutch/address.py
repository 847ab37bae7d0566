"""Forms of address: who a letter goes to, on the envelope, above the text and in it.

A salutation ends in a comma and the sentence after it starts with a capital. Source:
Taalunie, taaladvies.net "geachte-mevrouw" (example letter of NEN 3162).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from drafter.dutch.articles import plural
from drafter.dutch.committees import Chamber, Committee
from drafter.dutch.names import Person, address_line, full_name, name_after_title
from drafter.dutch.typography import enumeration

if TYPE_CHECKING:
    from drafter.dutch.offices import Office

Role = Literal["leden", "voorzitter", "griffier", "woordvoerders", "fractievoorzitters"]
Kind = Literal[
    "committee", "chamber", "member", "office", "person", "organisation", "free", "several"
]

_GREETINGS = ("Geachte ", "Geacht ", "Beste ", "Dag ")
WINDOW = 6  # lines that PostNL allows in an address

# Source: reference 000 for the first; NEN 3162's example letter, by taaladvies.net
# "geachte-mevrouw", for the more formal one.
CLOSING = "Met vriendelijke groet,"
FORMAL_CLOSING = "Hoogachtend,"


class Address(NamedTuple):
    """Part of an address block: the lines that say who, and the lines that say where.

    `compact` is `where` on as few lines as it can have.
    """

    who: tuple[str, ...]
    where: tuple[str, ...]
    compact: tuple[str, ...]


class Addressed(NamedTuple):
    """An addressee in words.

    `body` is how the text speaks of the body that is written to ("uw commissie"), `members`
    of those in it who can put a question to the government: "u" when it is they who read.
    """

    kind: Kind
    addresses: tuple[Address, ...]
    salutation: str
    body: str
    members: str


# ── Parliament ────────────────────────────────────────────────────────────────


def to_committees(
    committees: Sequence[tuple[Committee, Chamber]],
    role: Role = "leden",
    *,
    subject: str = "",
    via_clerk: bool = False,
    formal: bool = False,
) -> Addressed:
    """Address the members, chair, clerk or spokespersons of one or more committees.

    Committees of one chamber share its address: "Aan de leden van de vaste commissie voor
    Defensie en" / "de vaste commissie voor Buitenlandse Zaken", as joint reports name them
    (Kamerstukken). The chair of a committee has a lower case v there. `subject` narrows the
    spokespersons down.
    """
    chambers = tuple(dict.fromkeys(chamber for _, chamber in committees))
    names = [
        [one.definite for one, its_chamber in committees if its_chamber == chamber]
        for chamber in chambers
    ]
    whom = f"Aan de {_whom(role, subject)} van "
    via = _via_clerk_of(len(committees)) if via_clerk else ()
    body, members = _committee_words([one for one, _ in committees], role)
    return Addressed(
        "committee",
        tuple(
            _at_chamber((*_phrase(whom, of_chamber), *via), chamber)
            for of_chamber, chamber in zip(names, chambers, strict=True)
        ),
        _to_committees(committees, role, subject, formal),
        body,
        members,
    )


def to_chamber(
    chamber: Chamber, role: Role = "leden", *, subject: str = "", via_clerk: bool = False
) -> Addressed:
    """Address the members of a chamber, its chair, its clerk, its party leaders or spokespersons.

    The chair of the Kamer has a capital: reference 003, and "Voorzitter" in the Kamer's rules
    of procedure. The chamber stands on a line of its own, as in reference 003.
    """
    whom = "Voorzitter" if role == "voorzitter" else _whom(role, subject)
    preposition = "in" if role in ("fractievoorzitters", "woordvoerders") else "van"
    via = ("via de griffier",) if via_clerk else ()
    lines = (f"Aan de {whom} {preposition} de", chamber.name, *via)
    where = chamber.postal_lines
    greeted = f"leden van de {chamber.short_name}" if role == "leden" else whom
    bodies: dict[Role, tuple[str, str]] = {
        "leden": ("uw Kamer", "u"),
        "voorzitter": ("uw Kamer", "de leden van uw Kamer"),
        "griffier": ("de Kamer", "de leden van de Kamer"),
        "woordvoerders": ("u", "u"),
        "fractievoorzitters": ("uw fracties", "u"),
    }
    return Addressed(
        "chamber", (Address(lines, where, where),), f"Geachte {greeted},", *bodies[role]
    )


def _whom(role: Role, subject: str) -> str:
    return f"{role} {subject}".strip()


def _via_clerk_of(committees: int) -> tuple[str, ...]:
    return (f"via de griffier{'s' * (committees > 1)} van de commissie{'s' * (committees > 1)}",)


def _at_chamber(who: tuple[str, ...], chamber: Chamber) -> Address:
    street, town = chamber.postal_lines
    return Address(who, (chamber.name, street, town), (f"{chamber.name}, {street}", town))


def _phrase(opening: str, names: Sequence[str]) -> tuple[str, ...]:
    """`opening` and the names, one to a line: `Aan de … X,` / `de … Y en` / `de … Z`."""
    marks = ["," for _ in names[:-2]] + [" en" for _ in names[-2:-1]] + [""]
    lines = [f"{name}{mark}" for name, mark in zip(names, marks, strict=True)]
    return opening + lines[0], *lines[1:]


def _to_committees(
    committees: Sequence[tuple[Committee, Chamber]], role: Role, subject: str, formal: bool
) -> str:
    """Greet the members: `Geachte leden van de Commissie Defensie,`.

    The formal form has the full name: `Geachte leden van de vaste commissie voor Defensie,`;
    several with plain names are greeted together: `Geachte leden van de commissies Defensie en
    Buitenlandse Zaken,`. Source: reference 000 (WO=MEN's own letter).
    """
    if role in ("voorzitter", "griffier") or subject:
        return f"Geachte {_whom(role, subject)},"
    if len({chamber.key for _committee, chamber in committees}) > 1:
        return f"Geachte {role},"  # with all their names it would take lines
    found = [committee for committee, _chamber in committees]
    if formal:
        return f"Geachte {role} van {enumeration([one.definite for one in found])},"
    short = [one.short_name for one in found]
    bare = [name.removeprefix("Commissie ") for name in short]
    plain = not any(name in short or ", " in name or " en " in name for name in bare)
    if len(bare) > 1 and plain:
        return f"Geachte {role} van de commissies {enumeration(bare)},"
    named = [f"{one.article} {one.short_name}" for one in found]
    return f"Geachte {role} van {enumeration(named)},"


def _committee_words(committees: Sequence[Committee], role: Role) -> tuple[str, str]:
    """How the text speaks of the committee, and of its members."""
    if len(committees) > 1:
        return "uw commissies", "u"
    (committee,) = committees
    named = "commissie" if "commissie" in committee.official_name else ""
    yours, its = f"uw {named}", f"de {named}"
    if not named:  # het Presidium
        yours = its = committee.definite
    words: dict[Role, tuple[str, str]] = {
        "voorzitter": (yours, f"de leden van {yours}"),
        "griffier": (its, f"de leden van {its}"),
    }
    return words.get(role, (yours, "u"))


# ── Government ────────────────────────────────────────────────────────────────


def to_offices(offices: Sequence[Office], where: tuple[str, ...] = ()) -> Addressed:
    """Address one or more members of government jointly, in the order given.

    `where` is the address, when it is not that of the first one's ministry. The salutation
    has the function: Taalunie, taaladvies.net "aanhef-voor-een-non-binaire-persoon".
    "Excellentie" left official use around 1970 (Montesquieu Instituut, "Excellentie of
    meneer en mevrouw?").
    """
    at = where or (offices[0].address if len({one.ministry for one in offices}) == 1 else ())
    lines = _phrase("Aan ", [office.definite for office in offices])
    ministries = {office.ministry or office.official_name for office in offices}
    body = "uw ministeries" if len(ministries) > 1 else "uw ministerie"
    return Addressed("office", (Address(lines, at, at),), _to_titles(offices), body, "u")


def _to_titles(offices: Sequence[Office]) -> str:
    """`Geachte minister,`, `Geachte ministers, geachte staatssecretaris,`."""
    titles = [office.title for office in offices]
    greeted = (plural(title, titles.count(title)) for title in dict.fromkeys(titles))
    return joined_salutations([f"Geachte {title}," for title in greeted])


# ── Persons and organisations ─────────────────────────────────────────────────


def to_person(
    person: Person,
    *,
    function: str = "",
    organisation: str = "",
    where: tuple[str, ...] = (),
    chamber: Chamber | None = None,
) -> Addressed:
    """Address a person, or with a chamber a member of it: at the chamber's address."""
    rest: tuple[str, ...] = (function, organisation)
    if chamber is not None:
        of_chamber = chamber.name if function else ""
        rest = (function or f"lid van de {chamber.name}", organisation, of_chamber)
        where = chamber.postal_lines
    who = (address_line(person), *(line for line in rest if line))
    return Addressed(
        "person" if chamber is None else "member",
        (Address(who, where, where),),
        person_salutation(person),
        "u",
        "u",
    )


def person_salutation(person: Person) -> str:
    """Greet a person: `Geachte mevrouw Van der Berg,` or, with `geen`, `Geachte A. van der Berg,`.

    Source: Taalunie, taaladvies.net "taal-en-gender-brieven-en-e-mails-algemeen" and
    "aanhef-voor-een-non-binaire-persoon".
    """
    if person.preference == "geen":
        return f"Geachte {full_name(person)},"
    return f"Geachte {person.preference} {name_after_title(person)},"


def to_organisation(name: str, attention: str = "", where: tuple[str, ...] = ()) -> Addressed:
    """Address an organisation, for the attention of somebody in it.

    The salutation names no gender: `Geachte Kim Verbeek,` or, without a name, `Geachte lezer,`.
    """
    who = (name, f"t.a.v. {attention}") if attention else (name,)
    salutation = f"Geachte {attention or 'lezer'},"
    return Addressed("organisation", (Address(who, where, where),), salutation, "u", "u")


def to_lines(lines: tuple[str, ...], salutation: str) -> Addressed:
    """Address whoever the lines name, with a salutation of the writer's own."""
    return Addressed("free", (Address(lines, (), ()),), salutation, "u", "u")


# ── Several in one letter ─────────────────────────────────────────────────────


def address_block(addresses: Sequence[Address]) -> tuple[str, ...]:
    """The lines of the address, at most six where that is possible.

    Whoever is at the same place shares it. Where that is too long, a chamber and its postbus
    share a line, a town that is everybody's comes once, and a list of names runs on. Source
    of the six: PostNL, tips for addressing.
    """
    shared = _at_one_place(addresses)
    lines = tuple(line for one in shared for line in (*one.who, *one.where))
    if len(lines) <= WINDOW:
        return lines
    towns = {one.compact[-1:] for one in shared}
    town = towns.pop() if len(shared) > 1 and len(towns) == 1 else ()
    wheres = [one.compact[:-1] if town else one.compact for one in shared]
    whos = [one.who for one in shared]
    if sum(map(len, (*whos, *wheres, town))) > WINDOW:
        whos = [_run_on(who) for who in whos]
    pairs = zip(whos, wheres, strict=True)
    return (*(line for who, where in pairs for line in (*who, *where)), *town)


def _at_one_place(addresses: Sequence[Address]) -> list[Address]:
    """Neighbours at the same place as one."""
    shared: list[Address] = []
    for one in addresses:
        if shared and shared[-1].where == one.where and one.where:
            shared[-1] = shared[-1]._replace(who=(*shared[-1].who, *one.who))
        else:
            shared.append(one)
    return shared


def _run_on(who: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of one phrase as one; it goes on after a comma or "en"."""
    lines: list[str] = []
    for line in who:
        if lines and lines[-1].endswith((",", " en")):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return tuple(lines)


def joined_salutations(salutations: Sequence[str]) -> str:
    """Several greetings as one: `Geachte leden van …, geachte minister,`."""
    first, *others = (greeting.rstrip(", ") for greeting in salutations)
    return f"{', '.join([first, *map(continued, others)])},"


def continued(greeting: str) -> str:
    """A greeting that follows another one: its own word in lower case, names as they are."""
    if greeting.startswith(_GREETINGS):
        return greeting[:1].lower() + greeting[1:]
    return greeting
