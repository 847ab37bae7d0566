"""Forms of address: the first lines of a letter, on the envelope and above the text.

A salutation ends in a comma and the sentence after it starts with a capital. Source:
Taalunie, taaladvies.net "geachte-mevrouw" (example letter of NEN 3162).
"""

from __future__ import annotations

from typing import Literal

from drafter.dutch.committees import Chamber, Committee
from drafter.dutch.names import Person, full_name, name_after_title

Function = Literal["Kamervoorzitter", "commissievoorzitter", "minister", "staatssecretaris"]

# The chair of the Kamer has a capital: reference 003, and "Voorzitter" in the Kamer's rules of
# procedure. A committee's chair has none in the reports of committees (Kamerstukken). The
# function salutation for members of government: Taalunie, taaladvies.net
# "aanhef-voor-een-non-binaire-persoon". "Excellentie" left official use around 1970
# (Montesquieu Instituut, "Excellentie of meneer en mevrouw?").
FUNCTION_SALUTATIONS: dict[Function, str] = {
    "Kamervoorzitter": "Geachte Voorzitter,",
    "commissievoorzitter": "Geachte voorzitter,",
    "minister": "Geachte minister,",
    "staatssecretaris": "Geachte staatssecretaris,",
}


def members_salutation(committee: Committee, *, formal: bool = False) -> str:
    """Greet the members: `Geachte leden van de Commissie Defensie,`.

    The formal form has the full name: `Geachte leden van de vaste commissie voor Defensie,`.
    Source: reference 000 (WO=MEN's own letter).
    """
    short = f"{committee.article} {committee.short_name}"
    return f"Geachte leden van {committee.definite if formal else short},"


def person_salutation(person: Person) -> str:
    """Greet a person: `Geachte mevrouw Van der Berg,` or, with `geen`, `Geachte A. van der Berg,`.

    Source: Taalunie, taaladvies.net "taal-en-gender-brieven-en-e-mails-algemeen" and
    "aanhef-voor-een-non-binaire-persoon".
    """
    if person.preference == "geen":
        return name_salutation(full_name(person))
    return f"Geachte {person.preference} {name_after_title(person)},"


def name_salutation(name: str) -> str:
    """Greet by a name that is already in form: `Geachte K. Verbeek,`."""
    return f"Geachte {name},"


def members_address(committee: Committee, chamber: Chamber) -> tuple[str, ...]:
    """Address the members of a committee: four lines, the town in capitals.

    The composition is inferred from letters to the chair (references 002 and 003); the last
    line is PostNL's, see `town_line`.
    """
    return f"Aan de leden van {committee.definite}", chamber.name, *chamber.postal_lines


def committee_chair_address(committee: Committee, chamber: Chamber) -> tuple[str, ...]:
    """Address the chair of a committee: `Aan de voorzitter van de vaste commissie voor …`.

    Source: reports of committees in the Kamerstukken (lower case "voorzitter").
    """
    return f"Aan de voorzitter van {committee.definite}", chamber.name, *chamber.postal_lines


def chamber_chair_address(chamber: Chamber) -> tuple[str, ...]:
    """Address the chair of a chamber: `Aan de Voorzitter van de`, and the chamber below it.

    Source: reference 003.
    """
    return "Aan de Voorzitter van de", chamber.name, *chamber.postal_lines
