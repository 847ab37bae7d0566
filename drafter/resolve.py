"""References filled in: what a template needs beside the input itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from drafter.document import Running
from drafter.dutch.address import members_address, members_salutation
from drafter.dutch.committees import Register
from drafter.dutch.dates import format_date
from drafter.dutch.meetings import MeetingTypes, MeetingWords, meeting_words
from drafter.fields import Fields, Known, View, plain_view
from drafter.model import Letter, Organisation, PositionPaper, WorkingGroup


class Registers(NamedTuple):
    """What is known of parliament, as data."""

    committees: Register
    meetings: MeetingTypes


class Sender(NamedTuple):
    """Who writes, and the same as templates get it."""

    organisation: Organisation
    view: Any

    @classmethod
    def of(cls, organisation: Organisation) -> Sender:
        """The organisation with its view."""
        return cls(organisation, plain_view(organisation))


class Complete(NamedTuple):
    """An input with everything that it refers to: `values` go to the template `template`."""

    template: str
    values: Mapping[str, Any]
    file_stem: str
    title: str
    subject: str
    author: str
    date: datetime.date | None
    running: Running
    keywords: tuple[str, ...] = ()


def complete_letter(
    letter: Letter, fields: Fields, sender: Sender, registers: Registers
) -> Complete:
    """A letter with its addressee, its meeting in words and its signatories."""
    organisation = sender.organisation
    group = _group(organisation, letter.sender.working_group if letter.sender else None)
    return Complete(
        template=f"letters/{letter.template or _default_template(letter)}.html",
        values={
            "letter": fields.view,
            "organisation": sender.view,
            "addressee": _addressee(letter, _view(fields), registers.committees),
            "meeting": _meeting(letter, registers.meetings),
            "place": _view(fields).place or Known(organisation.place),
            "signatories": _signatories(letter, _view(fields), organisation, group),
        },
        file_stem=f"{letter.date.isoformat()}-{letter.id}",
        title=str(letter.subject),
        subject=str(letter.occasion.subject) if letter.occasion else str(letter.subject),
        author=_author(organisation),
        date=letter.date,
        running=_running(organisation, str(letter.subject), format_date(letter.date)),
    )


def complete_paper(paper: PositionPaper, fields: Fields, sender: Sender) -> Complete:
    """A position paper with its working group's name."""
    organisation = sender.organisation
    group = _group(organisation, paper.working_group)
    when = str(paper.period) if paper.period else format_date(paper.date) if paper.date else ""
    return Complete(
        template=f"papers/{paper.template or 'position-paper'}.html",
        values={
            "paper": fields.view,
            "organisation": sender.view,
            "author": _paper_author(organisation, group),
        },
        file_stem=f"{paper.date.isoformat()}-{paper.id}" if paper.date else paper.id,
        title=str(paper.title),
        subject=when,
        author=_author(organisation),
        date=paper.date,
        running=_running(organisation, str(paper.title), when),
        keywords=tuple(
            sorted({t for r in paper.recommendations for p in r.action_points for t in p.tags})
        ),
    )


def _view(fields: Fields) -> Any:
    """The view, whose attributes are only known when it is there."""
    return fields.view


def _default_template(letter: Letter) -> str:
    return "committee" if letter.addressee.committee else "plain"


def _addressee(letter: Letter, view: Any, register: Register) -> View:
    typed = view.addressee
    if letter.addressee.committee is None:
        return View({"lines": typed.lines, "salutation": typed.salutation})
    committee = register.find(letter.addressee.committee, letter.date)
    lines = members_address(committee, register.chamber(committee.chamber))
    return View(
        {
            "lines": [Known(line) for line in lines],
            "salutation": typed.salutation or members_salutation(committee),
        }
    )


def _meeting(letter: Letter, meetings: MeetingTypes) -> MeetingWords | None:
    occasion = letter.occasion
    if occasion is None:
        return None
    kind = meetings.find(occasion.type, occasion.date or letter.date)
    return meeting_words(kind, letter_date=letter.date, day=occasion.date, at=occasion.time)


def _signatories(
    letter: Letter, view: Any, organisation: Organisation, group: WorkingGroup | None
) -> Any:
    """Who signs: those of the letter, else of the working group, else of the organisation."""
    if letter.signatories:
        return view.signatories
    return plain_view((group.signatories if group else []) or organisation.signatories)


def _group(organisation: Organisation, id: str | None) -> WorkingGroup | None:
    return next((group for group in organisation.working_groups if group.id == id), None)


def _author(organisation: Organisation) -> str:
    return f"{organisation.name} {organisation.tagline}"


def _paper_author(organisation: Organisation, group: WorkingGroup | None) -> str:
    if group is None:
        return _author(organisation)
    return f"{group.name[:1].upper()}{group.name[1:]} van {_author(organisation)}"


def _running(organisation: Organisation, title: str, date: str) -> Running:
    return Running(
        name=str(organisation.name),
        tagline=str(organisation.tagline),
        contact=" · ".join(organisation.contact),
        title=title,
        date=date,
    )
