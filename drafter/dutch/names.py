"""People's names by the Dutch rules for particles (tussenvoegsels) and capitals.

A particle is low after initials, a first name or a noble title, and has a capital when
nothing but mevrouw, heer, a function or an academic title goes before it: `A. van der Berg`,
`mevrouw Van der Berg`. Sources: Onze Taal, "hoofdletters in namen (Nederland)"; Taalunie,
taaladvies.net "j-van-den-berg" and "mevrouw-van-der-ven-van-dijk"; the BRP's specification
of names in letters (BRP-API/Haal-Centraal-BRP-bevragen, features/aanhef.feature).
"""

import re
from typing import Literal, NamedTuple

from drafter.dutch.typography import NBSP, capitalised

Preference = Literal["mevrouw", "heer", "geen"]

_NEVER_CAPITAL = "['’]|[dD]['’]"  # 't Hart, d'Ancona


class Person(NamedTuple):
    """A person's name in parts, as the person writes it, and how the person is addressed.

    In a double name `particle` and `surname` come first; which name comes first is the
    person's choice. `titles` are academic titles before the name (`dr. mr.`), `noble_title`
    one that stands right before the surname (`baron`). `preference` is never guessed from
    anything: `geen` means that no gendered word appears anywhere. `fixed_spelling` is for
    Belgian names and names registered with particular capitals: they are never changed.
    """

    surname: str
    particle: str = ""
    initials: str = ""
    first_name: str = ""
    second_particle: str = ""
    second_surname: str = ""
    titles: str = ""
    noble_title: str = ""
    preference: Preference = "geen"
    fixed_spelling: bool = False


def full_name(person: Person) -> str:
    """Write the name without academic titles: `A. van der Berg`, `Anne van der Berg`.

    Of initials and a first name the initials are taken; they stay on one line with what
    follows (U+00A0). With neither, the surname stands first and gets its capital:
    `Van der Berg`.
    """
    if person.initials:
        return f"{person.initials}{NBSP}{_surname(person)}"
    if person.first_name:
        return f"{person.first_name} {_surname(person)}"
    return _surname(person) if person.noble_title else name_after_title(person)


def name_after_title(person: Person) -> str:
    """Write the name as it stands after mevrouw, heer, minister or dr.: `Van der Berg`.

    Only the first letter goes up (`In het Veld`), the second name's particle stays low
    (`Van Velzen-in het Veld`), `'t` and `d'` never change (`'t Hart`, `d'Ancona`). A noble
    title is left out. Source: Onze Taal and the BRP, as named in the module.
    """
    name = _family(person)
    if person.fixed_spelling or not person.particle or re.match(_NEVER_CAPITAL, name):
        return name
    return capitalised(name)


def address_line(person: Person) -> str:
    """Write the first line of an address: `Mevrouw dr. A. van der Berg`, `De heer O. Yilmaz`.

    Academic titles go between mevrouw or de heer and the initials; with `geen` there is no
    word for gender here either: `K. Verbeek`. Source: Taalunie, taaladvies.net
    "taal-en-gender-brieven-en-e-mails-algemeen".
    """
    word = {"mevrouw": "Mevrouw", "heer": "De heer", "geen": ""}[person.preference]
    if not word:
        return f"{capitalised(person.titles)} {_told_apart(person)}".strip()
    given = person.initials or person.first_name or person.noble_title
    name = _told_apart(person) if given else name_after_title(person)
    return " ".join(part for part in (word, person.titles, name) if part)


def _told_apart(person: Person) -> str:
    """Both initials and first name, for who has a namesake: `A. (Aukje) de Vries`.

    Source: the open data of the Tweede Kamer.
    """
    name = full_name(person)
    if not (person.initials and person.first_name):
        return name
    return name.replace(NBSP, f" ({person.first_name}) ", 1)


def _surname(person: Person) -> str:
    """The surname as it stands after a given name: every particle low, a noble title before."""
    return f"{person.noble_title} {_family(person)}".strip()


def _family(person: Person) -> str:
    first = _joined(person.particle, person.surname)
    second = _joined(person.second_particle, person.second_surname)
    return f"{first}-{second}" if second else first


def _joined(particle: str, surname: str) -> str:
    """Particle and surname: `van der Berg`, but `d'Ancona` without a space."""
    elided = particle.endswith(("'", "’"))
    return particle + surname if elided else f"{particle} {surname}".strip()
