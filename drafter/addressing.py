"""The addressee as a template sees it: lines, salutation, and how the text speaks to them.

The words come from `dutch.address`, as plain text; what somebody typed in them is found back
here, so that it still knows which field it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from drafter.addressee import CHAMBERS, Addressee, Person
from drafter.dutch import address, names
from drafter.dutch.address import Addressed, Role
from drafter.dutch.committees import Chamber, Committee, Register
from drafter.dutch.typography import capitalised, enumeration
from drafter.fields import FieldText, Known, View

if TYPE_CHECKING:
    from drafter.dutch.offices import Office, Offices


class Parliament(NamedTuple):
    """Who can be addressed, on the day of the letter."""

    committees: Register
    offices: Callable[[], Offices]
    on: datetime.date

    def committees_of(self, one: Addressee) -> list[tuple[Committee, Chamber]]:
        """The committees that a letter goes to, each with its chamber."""
        found = [self.committees.find(text, self.on) for text in one.all_committees]
        return [(committee, self.committees.chamber(committee.chamber)) for committee in found]

    def offices_of(self, one: Addressee) -> list[Office]:
        """The members of government that a letter goes to."""
        typed = [one.office] if one.office else one.offices or []
        return [self.offices().find(text, self.on) for text in typed]

    def found(self, one: Addressee) -> tuple[Any, ...]:
        """Everything that is known of an addressee on this day."""
        return (*self.committees_of(one), *self.offices_of(one), self.chamber_of(one))

    def chamber_of(self, one: Addressee) -> Chamber | None:
        """The chamber that was typed."""
        return self.committees.chamber(CHAMBERS[one.chamber]) if one.chamber else None


class Composed(Known):
    """A text of ours with typed texts in it, each of which knows its field."""

    __slots__ = ("parts",)
    parts: tuple[Known | FieldText, ...]

    def __new__(cls, parts: Iterable[Known | FieldText]) -> Composed:
        """The parts as one text."""
        known = tuple(parts)
        made = super().__new__(cls, "".join(known))
        made.parts = known
        return made

    def __html__(self) -> str:
        """The text as markup."""
        return "".join(part.__html__() for part in self.parts if part)


def view_of(addressees: Sequence[Addressee], typed: Sequence[Any], known: Parliament) -> View:
    """What templates get as `addressee`, for everybody to whom the letter goes.

    `typed` holds the same addressees with their fields. `lines` and `salutation` are printed
    as they are. `you` is how the text speaks to them ("u"), `body` of what they belong to ("uw
    commissie"), `members` of those in it who can put a question to the government. `kind`
    says what they are, see `dutch.address.Kind`; `closing` is the closing formula.
    """
    key = (*map(id, typed), *map(known.found, addressees))
    found = _seen.get(key)
    if found is None or found.addressees != addressees:
        if len(_seen) >= _MOST:
            _seen.clear()
        found = _seen[key] = _Seen(typed, addressees, _composed(addressees, typed, known))
    return found.view


def _composed(addressees: Sequence[Addressee], typed: Sequence[Any], known: Parliament) -> View:
    each = [_addressed(one, view, known) for one, view in zip(addressees, typed, strict=True)]
    formal = any(one.formal for one in addressees)
    return View(
        {
            "lines": address.address_block([a for one in each for a in one.addresses]),
            "salutation": _salutation(each),
            "kind": _common([one.kind for one in each], "several"),
            "you": "u",
            "body": _common([one.body for one in each], "u"),
            "members": _common([one.members for one in each], "u"),
            "closing": address.FORMAL_CLOSING if formal else address.CLOSING,
        }
    )


class _Seen(NamedTuple):
    """What was composed, and of what; `typed` is kept so that nothing else gets its identity."""

    typed: Sequence[Any]
    addressees: Sequence[Addressee]
    view: View


_MOST = 256  # addressees to remember: the letters of a campaign go to the same committees
_seen: dict[tuple[Any, ...], _Seen] = {}


def called(one: Addressee, known: Parliament) -> str:
    """What a list calls an addressee: a committee by its name alone, `Defensie`."""
    committees = [committee.name for committee, _chamber in known.committees_of(one)]
    offices = [office.official_name for office in known.offices_of(one)]
    chamber = known.chamber_of(one)
    person = [names.full_name(_name(one.person))] if one.person else []
    body = [chamber.short_name] if chamber else []
    organisation = [str(one.organisation)] if one.organisation else []
    first_line = [str(line) for line in (one.lines or ())[:1]]
    return enumeration(person or committees or offices or body or organisation or first_line)


def _common(words: Sequence[str], otherwise: str) -> str:
    return words[0] if len(set(words)) == 1 else otherwise


def _salutation(each: Sequence[Addressed]) -> str:
    if len(each) == 1:
        return each[0].salutation
    joined = address.joined_salutations([one.salutation for one in each])
    texts = [text for one in each for text in _within(one.salutation)]
    return marked(joined, texts)


def _within(salutation: str) -> tuple[FieldText, ...]:
    """The typed texts in a salutation, as they are when it is one of several."""
    if isinstance(salutation, FieldText):
        return (FieldText(address.continued(salutation.rstrip(", ")), salutation.id),)
    parts = salutation.parts if isinstance(salutation, Composed) else ()
    return tuple(part for part in parts if isinstance(part, FieldText))


def _addressed(one: Addressee, typed: Any, known: Parliament) -> Addressed:
    """One addressee in words that know their fields."""
    words, texts = _WORDS[one.kind](one, typed, known)
    of_register = one.in_parliament and not texts
    known_words = _of_register(words) if of_register else _by_field(words, texts)
    if typed.salutation:
        return known_words._replace(salutation=typed.salutation)
    return known_words


@lru_cache(maxsize=256)  # the letters of a campaign go to the same committees
def _of_register(words: Addressed) -> Addressed:
    return _by_field(words, ())


def _by_field(words: Addressed, texts: Sequence[FieldText]) -> Addressed:
    return words._replace(
        addresses=tuple(
            part._replace(
                who=_printed(part.who, texts),
                where=_printed(part.where, texts),
                compact=_printed(part.compact, texts),
            )
            for part in words.addresses
        ),
        salutation=marked(words.salutation, texts),
    )


def _printed(lines: tuple[str, ...], texts: Sequence[FieldText]) -> tuple[str, ...]:
    return tuple(line if isinstance(line, FieldText) else marked(line, texts) for line in lines)


def marked(line: str, texts: Sequence[FieldText]) -> Known:
    """The line with the typed texts in it, which come in this order, made known as fields.

    A text may have got a capital on the way. What is not in the line is passed over.
    """
    parts: list[Known | FieldText] = []
    end = len(line)
    for text in reversed(texts):
        forms = (text, capitalised(text))
        start, length = max((line.rfind(form, 0, end), len(form)) for form in forms)
        if start >= 0:
            after = start + length
            parts += [Known(line[after:end]), FieldText(line[start:after], text.id)]
            end = start
    return Composed(reversed([*parts, Known(line[:end])])) if parts else Known(line)


_Words = tuple[Addressed, Sequence[FieldText]]


def _committees(one: Addressee, typed: Any, known: Parliament) -> _Words:
    words = address.to_committees(
        known.committees_of(one),
        cast(Role, one.role or "leden"),
        subject=one.subject or "",
        via_clerk=one.via is not None,
        formal=one.formal,
    )
    return words, _present(typed.subject)


def _chamber(one: Addressee, typed: Any, known: Parliament) -> _Words:
    chamber = known.chamber_of(one)
    assert chamber is not None
    words = address.to_chamber(
        chamber,
        cast(Role, one.role or "leden"),
        subject=one.subject or "",
        via_clerk=one.via is not None,
    )
    return words, _present(typed.subject)


def _offices(one: Addressee, typed: Any, known: Parliament) -> _Words:
    return address.to_offices(known.offices_of(one), tuple(typed.lines or ())), ()


def _person(one: Addressee, typed: Any, known: Parliament) -> _Words:
    assert one.person is not None
    person = typed.person
    words = address.to_person(
        _name(one.person),
        function=person.function or "",
        organisation=person.organisation or "",
        where=tuple(typed.lines or ()),
        chamber=known.chamber_of(one),
    )
    return words, _present(
        person.titles,
        person.initials,
        person.first_name,
        person.noble_title,
        person.particle,
        person.surname,
        person.second_particle,
        person.second_surname,
    )


def _organisation(_one: Addressee, typed: Any, _known: Parliament) -> _Words:
    where = tuple(typed.lines or ())
    words = address.to_organisation(typed.organisation, typed.attention or "", where)
    return words, _present(typed.organisation, typed.attention)


def _lines(_one: Addressee, typed: Any, _known: Parliament) -> _Words:
    return address.to_lines(tuple(typed.lines), typed.salutation), ()


_WORDS: dict[str, Callable[[Addressee, Any, Parliament], _Words]] = {
    "committee": _committees,
    "committees": _committees,
    "chamber": _chamber,
    "office": _offices,
    "offices": _offices,
    "person": _person,
    "organisation": _organisation,
    "lines": _lines,
}


def _present(*texts: FieldText | None) -> tuple[FieldText, ...]:
    return tuple(text for text in texts if text)


def _name(person: Person) -> names.Person:
    return names.Person(
        surname=person.surname,
        particle=person.particle or "",
        initials=person.initials or "",
        first_name=person.first_name or "",
        second_particle=person.second_particle or "",
        second_surname=person.second_surname or "",
        titles=person.titles or "",
        noble_title=person.noble_title or "",
        preference=cast(names.Preference, person.preference),
        fixed_spelling=person.fixed_spelling,
    )
