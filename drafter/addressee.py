"""To whom a letter goes: the groups of fields by which an input says so."""

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import Annotated, Any, get_args

from pydantic import Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from drafter.dutch.address import Role
from drafter.dutch.names import Preference
from drafter.values import (
    CommitteeName,
    OfficeName,
    Strict,
    Text,
    YesNo,
    fault,
    one_of,
    slug,
)

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`

CHAMBERS = {"tweede-kamer": "tk", "eerste-kamer": "ek"}  # as typed → its key in the register
_ROLES: tuple[str, ...] = get_args(Role)
_OF_COMMITTEE = ("leden", "voorzitter", "griffier", "woordvoerders")


_PREFERENCES = get_args(Preference)


def _choice(words: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"enum": list(words)})


ChamberName = Annotated[str, one_of(*CHAMBERS), _choice(CHAMBERS)]
RoleName = Annotated[str, one_of(*_ROLES), _choice(_ROLES)]
Clerk = Annotated[str, one_of("griffier"), _choice(["griffier"])]
PreferenceName = Annotated[str, one_of(*_PREFERENCES), _choice(_PREFERENCES)]


class Person(Strict):
    """A person: the name in parts, as the person writes it."""

    initials: Text | None = Field(None, description=N_("the initials: 'A.B.'"))
    first_name: Text | None = Field(
        None, description=N_("the first name, instead of initials or beside them")
    )
    particle: Text | None = Field(None, description=N_("what goes before the surname: 'van der'"))
    surname: Text = Field(description=N_("the surname, without its particle"))
    second_particle: Text | None = Field(
        None, description=N_("what goes before the second surname")
    )
    second_surname: Text | None = Field(
        None, description=N_("the second half of a double name; the hyphen comes by itself")
    )
    titles: Text | None = Field(None, description=N_("academic titles before the name: 'dr.'"))
    noble_title: Text | None = Field(
        None, description=N_("a title right before the surname: 'baron'")
    )
    preference: PreferenceName = Field(
        "geen",
        description=N_("how the person wants to be addressed: mevrouw, heer or geen"),
    )
    fixed_spelling: YesNo = Field(
        False,
        description=N_("ja for a name whose capitals never change, such as a Belgian one"),
    )
    function: Text | None = Field(None, description=N_("the function of that person"))
    organisation: Text | None = Field(None, description=N_("where the person works"))

    @model_validator(mode="after")
    def _double(self) -> "Person":
        if self.second_particle is not None and self.second_surname is None:
            raise _fault(
                _("a second particle needs a second surname"),
                _("add 'second_surname:', or leave out 'second_particle:'"),
            )
        return self


class Addressee(Strict):
    """To whom: a body of parliament, members of government, a person, or lines of one's own."""

    committee: CommitteeName | None = Field(
        None, description=N_("a committee of parliament: its short name, code or full name")
    )
    committees: list[CommitteeName] | None = Field(
        None, description=N_("several committees together, also of both chambers"), min_length=1
    )
    chamber: ChamberName | None = Field(
        None, description=N_("a whole chamber, or the chamber that a person is a member of")
    )
    role: RoleName | None = Field(
        None, description=N_("who in the committee or the chamber, if not its members")
    )
    subject: Text | None = Field(
        None, description=N_("what the woordvoerders speak about: 'Defensie'")
    )
    via: Clerk | None = Field(
        None, description=N_("griffier, for a letter that goes through the clerk")
    )
    formal: YesNo = Field(
        False, description=N_("ja for the full name of the committee, and for 'Hoogachtend'")
    )
    office: OfficeName | None = Field(
        None, description=N_("a member of government: 'minister van Defensie'")
    )
    offices: list[OfficeName] | None = Field(
        None, description=N_("several members of government, in your order"), min_length=1
    )
    person: Person | None = Field(None, description=N_("a person, by name"))
    organisation: Text | None = Field(None, description=N_("an organisation"))
    attention: Text | None = Field(
        None, description=N_("who in the organisation: the name after 't.a.v.'")
    )
    lines: list[Text] | None = Field(
        None,
        description=N_("the lines of the address; on their own, with a salutation of your own"),
        min_length=1,
    )
    salutation: Text | None = Field(
        None, description=N_("the salutation, if not the one that comes by itself")
    )

    @property
    def id(self) -> str:
        """A name for this addressee, from what was typed; it stays when the group moves."""
        named = (
            self.committee,
            *(self.committees or ()),
            self.chamber if self.person is None else None,
            self.role,
            self.subject,
            self.office,
            *(self.offices or ()),
            self.organisation,
            *(_name_of(self.person) if self.person else ()),
        )
        typed = [text for text in named if text]
        return slug(" ".join(typed or self.lines or ()))[:48].strip("-") or "adres"

    @property
    def all_committees(self) -> list[str]:
        """The committees, as typed."""
        return [self.committee] if self.committee else self.committees or []

    @property
    def kind(self) -> str:
        """The field that says to whom; empty when there is none, or more than one."""
        kinds = [name for name in _KINDS if getattr(self, name) is not None]
        if "chamber" in kinds and "person" in kinds:
            kinds.remove("chamber")  # a member of that chamber
        if not kinds and self.lines is not None:
            return "lines"
        return kinds[0] if len(kinds) == 1 else ""

    @model_validator(mode="after")
    def _one_way(self) -> "Addressee":
        for problem in (*self._wrong_kind(), *self._wrong_in_parliament()):
            raise problem
        return self

    def _wrong_kind(self) -> Iterator[PydanticCustomError]:
        if not self.kind:
            yield _fault(
                _("an addressee is one of: {kinds}").format(kinds=", ".join((*_KINDS, "lines"))),
                _("write 'committee: defensie', or 'lines:' with 'salutation:'"),
            )
        if self.kind == "lines" and self.salutation is None:
            yield _fault(
                _("an address of your own needs its own salutation"),
                _("add 'salutation: Geachte …,'"),
            )
        if self.attention is not None and self.kind != "organisation":
            yield _fault(
                _("'attention' belongs to an organisation"),
                _("add 'organisation:', or leave it out"),
            )
        if self.lines is not None and (self.in_parliament or self.chamber is not None):
            yield _fault(
                _("the address of parliament comes by itself"),
                _("leave out 'lines:', or keep only 'lines:' and 'salutation:'"),
            )

    def _wrong_in_parliament(self) -> Iterator[PydanticCustomError]:
        if (self.role or self.via) and not self.in_parliament:
            yield _fault(
                _("'role' and 'via' belong to a committee or a chamber"),
                _("add 'committee:' or 'chamber:', or leave them out"),
            )
        if self.role not in (None, *_roles(self.kind)):
            yield _fault(
                _("'role: {role}' does not go with this addressee").format(role=self.role),
                _("known are: {types}").format(types=", ".join(_roles(self.kind))),
            )
        if self.via is not None and self.role == "griffier":
            yield _fault(_("this letter goes to the clerk already"), _("leave out 'via:'"))
        if self.subject is not None and self.role != "woordvoerders":
            yield _fault(
                _("only woordvoerders have a subject here"),
                _("add 'role: woordvoerders', or leave out 'subject:'"),
            )
        if self.kind == "chamber" and self.role == "woordvoerders" and self.subject is None:
            yield _fault(
                _("woordvoerders of a chamber need a subject"), _("add 'subject: Defensie', say")
            )

    @property
    def in_parliament(self) -> bool:
        """Whether it is a body of parliament, or somebody in it."""
        return self.kind in ("committee", "committees", "chamber")


def _fault(message: str, hint: str) -> PydanticCustomError:
    return fault("addressee", message, hint)


_KINDS = ("committee", "committees", "chamber", "office", "offices", "person", "organisation")


def _roles(kind: str) -> tuple[str, ...]:
    """Who can be addressed in a body of this kind."""
    of_each = {"committee": _OF_COMMITTEE, "committees": ("leden", "woordvoerders")}
    return of_each.get(kind, _ROLES)


def _name_of(person: Person) -> tuple[str | None, ...]:
    return (person.initials or person.first_name, person.particle, person.surname)


# Which of the two a value is; pydantic puts these into the places of its errors.
GROUP, LIST = "<group>", "<list>"


def _tag(value: Any) -> str:
    return LIST if isinstance(value, list | tuple) else GROUP


OneOrMore = Annotated[
    Annotated[Addressee, Tag(GROUP)] | Annotated[list[Addressee], Tag(LIST)], Discriminator(_tag)
]
