"""The responsible member of government: who that is in a letter, and where it is printed.

A text may leave it open with `[bewindspersoon]`. It is then the one whom the ask goes to,
else the letter's own `minister`, else the one whom the addressed committee watches on the
day of the letter. The input keeps what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.addressee import Addressee
from drafter.addressing import Parliament
from drafter.dutch.articles import article, together, without_article
from drafter.dutch.committees import UnknownCommittee
from drafter.dutch.meetings import MeetingTypes
from drafter.dutch.placeholder import filled, has_placeholder
from drafter.fields import FieldNote, FieldRich, Fields, FieldText, Path, View
from drafter.model import Letter
from drafter.problems import DrafterError, Place, Problem
from drafter.values import slug

if TYPE_CHECKING:
    from drafter.dutch.offices import Office, Title

# Fields that go on within a sentence, or in a list where nothing has a capital.
_WITHIN = (("occasion", "subject"), ("copies",))
_SIGN = r"([\\*_\[\]<>`])"


class Government(NamedTuple):
    """Who of the government a letter is about."""

    letter: Letter
    parliament: Parliament

    def addressed(self) -> list[str]:
        """The members of government to whom the letter itself goes."""
        offices = (self.parliament.offices_of(one) for one in self.letter.addressed)
        return [office.definite for found in offices for office in found]

    def responsible(self, to: str | None) -> list[str]:
        """Who is meant, with article; none or more than one when the letter does not tell."""
        if to:
            return [together([without_article(to)])]  # the ask itself says which one
        if self.letter.minister:
            return [self._named(self.letter.minister)]
        watched = (self._watched(one) for one in self.letter.addressed)
        found = (office.definite for offices in watched for office in offices)
        return list(dict.fromkeys([*found, *self.addressed()]))

    def word(self, meetings: MeetingTypes) -> str:
        """How a letter speaks of those to whom its asks go: `de minister`, `het kabinet`.

        Empty where no member of government is there to answer. Source: see `dutch.offices`;
        "bewindspersonen" is the word for ministers and staatssecretarissen together.
        """
        occasion = self.letter.occasion
        to = list(dict.fromkeys(str(ask.to) for ask in self.letter.asks if ask.to))
        if not to and occasion and occasion.with_whom:
            to = [str(occasion.with_whom)]
        if to:
            return together([without_article(one) for one in to])
        if occasion and not occasion.kind(meetings, self.letter.date).questions:
            return ""
        return f"de {self._title()}"

    def _title(self) -> Title:
        """The title of the one who is responsible when no ask says so."""
        if self.letter.minister:
            return self.parliament.offices().find(self.letter.minister, self.parliament.on).title
        offices = [office for one in self.letter.addressed for office in self._not_of_ministry(one)]
        return offices[0].title if len(offices) == 1 else "minister"

    def _named(self, text: str) -> str:
        from drafter.dutch.offices import UnknownOffice  # only who needs them waits for them

        try:
            return self.parliament.offices().find(text, self.parliament.on).definite
        except UnknownOffice:
            return f"{article(text)} {text}"

    def _watched(self, one: Addressee) -> list[Office]:
        offices, on = self.parliament.offices(), self.parliament.on
        found = (
            offices.overseen_by(committee, on)
            for committee, _chamber in self.parliament.committees_of(one)
        )
        return [office for office in found if office is not None]

    def _not_of_ministry(self, one: Addressee) -> list[Office]:
        """As `_watched`, for a committee that does not simply watch the minister of a ministry.

        All others watch a minister: no need to read the offices for them.
        """
        special = any(known.office for known, _chamber in self.parliament.committees_of(one))
        return self._watched(one) if special else []


def watches(
    parliament: Parliament, committees: Iterable[str], to: str, tags: Collection[str]
) -> bool | None:
    """Whether one of the committees watches the member of government that `to` names.

    Where `to` is empty, the name of the ministry among the tags says the same:
    `buitenlandse-zaken`. An office that the registers do not know is watched by nobody. None
    when none does as far as is known, but there is no committee of one of the names.
    """
    from drafter.dutch.offices import UnknownOffice  # likewise

    offices, on = parliament.offices(), parliament.on
    verdict: bool | None = False
    for name in committees:
        try:
            watched = offices.overseen_by(parliament.committees.find(name, on), on)
            if watched and (watched == offices.find(to, on) if to else slug(watched.name) in tags):
                return True
        except UnknownCommittee:
            verdict = None
        except UnknownOffice:
            continue
    return verdict


def fill(
    fields: Fields, letter: Letter, parliament: Parliament, place: Callable[[Path], Place]
) -> Fields:
    """The fields with the responsible member of government for the placeholder.

    The values keep what was typed. Raises `DrafterError` for every place where nobody can be
    named, or where the letter would speak to its addressee as to another.
    """
    open_ones = [id for id, text in fields.values.items() if has_placeholder(text)]
    if not open_ones:
        return fields
    government = Government(letter, parliament)
    problems = []
    for id in open_ones:
        path = fields.paths[id]
        names = government.responsible(_asked(letter, path))
        if problem := _problem(names, government.addressed(), path):
            problems.append(Problem(place(path), "bewindspersoon", *problem))
        else:
            fields = _filled(fields, id, names[0])
    if problems:
        raise DrafterError(problems)
    return fields


def _asked(letter: Letter, path: Path) -> str | None:
    """To whom the ask goes that the field is in."""
    node: Any = letter
    to = None
    for step in path:
        node = node[step] if hasattr(node, "__getitem__") else getattr(node, str(step))
        to = getattr(node, "to", None) or to
    return to


def _problem(names: Sequence[str], addressed: Sequence[str], path: Path) -> tuple[str, str] | None:
    """What is wrong with this placeholder, and what to do about it."""
    if path[-1] == "to" or path[0] in ("addressee", "addressees"):
        message = _("[bewindspersoon] cannot stand here: this field says who that is")
        return message, _("write 'minister van Defensie', say")
    if set(names) & set(addressed):
        message = _("this letter goes to {office} itself")
        return message.format(office=names[0]), _("write 'u' instead of [bewindspersoon]")
    if not names:
        return (
            _("it is not known which member of government is responsible here"),
            _("add 'minister: minister van …' to the letter, or 'to:' to the ask"),
        )
    if len(names) > 1:
        return (
            _("more than one member of government can be meant: {offices}").format(
                offices=", ".join(names)
            ),
            _("choose one with 'minister:' in the letter, or with 'to:' in the ask"),
        )
    return None


def _filled(fields: Fields, id: str, definite: str) -> Fields:
    path = fields.paths[id]
    text = fields.values[id]
    if path[0] == "notes":
        note = FieldNote(filled(text, _escaped(definite)), id)
        return fields._replace(notes={**fields.notes, str(path[1]): note.__html__()})
    old = _at(fields.view, path)
    name = _escaped(definite) if isinstance(old, FieldRich) else definite
    within = any(path[: len(fixed)] == fixed for fixed in _WITHIN)
    new = type(old)(filled(text, name, opens_sentence=not within), id)
    return fields._replace(view=_with(fields.view, path, new))


def _escaped(name: str) -> str:
    """The name for a text in which Markdown counts."""
    return re.sub(_SIGN, r"\\\1", name)


def _at(view: View, path: Path) -> FieldText:
    node: Any = view
    for step in path:
        node = getattr(node, str(step)) if isinstance(node, View) else node[step]
    assert isinstance(node, FieldText)
    return node


def _with(node: Any, path: Path, value: FieldText) -> Any:
    """The view with another value at a path; the view itself stays as it is."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, View):
        name = str(step)
        return View({**vars(node), name: _with(getattr(node, name), rest, value)})
    copy = node.copy()
    copy[step] = _with(node[step], rest, value)
    return copy
