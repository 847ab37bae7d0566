"""References filled in: what a template needs beside the input itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter import addressing
from drafter.addressing import Parliament
from drafter.asks import arranged
from drafter.document import Running
from drafter.dutch.calendar import Recess
from drafter.dutch.committees import Register
from drafter.dutch.dates import format_date
from drafter.dutch.meetings import MeetingTypes
from drafter.dutch.occasions import Details, Meets, OccasionWords, Reader, occasion_words
from drafter.fields import Fields, FieldText, Known, View, Worded, plain_view
from drafter.government import Government
from drafter.model import Letter, Organisation, WorkingGroup

if TYPE_CHECKING:
    from drafter.dutch.offices import Offices
    from drafter.paper import PositionPaper


class Registers(NamedTuple):
    """What is known of parliament and government; the callables read it when it is needed."""

    committees: Register
    meetings: MeetingTypes
    offices: Callable[[], Offices]
    recesses: Callable[[], tuple[Recess, ...]]

    def parliament(self, on: datetime.date) -> Parliament:
        """Who can be addressed on a day."""
        return Parliament(self.committees, self.offices, on)


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
    parliament = registers.parliament(letter.date)
    addressee = _addressee(letter, _view(fields), parliament)
    minister = Government(letter, parliament).word(registers.meetings)
    occasion = _occasion(letter, _view(fields), addressee, registers, minister)
    subject = str(_view(fields).subject)
    return Complete(
        template=f"letters/{letter.template or _default_template(addressee, occasion)}.html",
        values={
            "letter": fields.view,
            "organisation": sender.view,
            "addressee": addressee,
            "minister": minister,
            "occasion": _occasion_view(occasion),
            "asks": arranged(letter, _view(fields)),
            "place": _view(fields).place or Known(organisation.place),
            "signatories": _signatories(letter, _view(fields), sender, group),
        },
        file_stem=f"{letter.date.isoformat()}-{letter.id}{_suffix(letter)}",
        title=subject,
        subject=str((letter.occasion and _view(fields).occasion.subject) or subject),
        author=author_of(organisation),
        date=letter.date,
        running=running_of(organisation, subject, format_date(letter.date)),
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
            "author": paper_author(organisation, group),
        },
        file_stem=f"{paper.date.isoformat()}-{paper.id}" if paper.date else paper.id,
        title=str(paper.title),
        subject=when,
        author=author_of(organisation),
        date=paper.date,
        running=running_of(organisation, str(paper.title), when),
        keywords=tuple(
            sorted({t for r in paper.recommendations for p in r.action_points for t in p.tags})
        ),
    )


def _view(fields: Fields) -> Any:
    """The view, whose attributes are only known when it is there."""
    return fields.view


def apart(letter: Letter, fields: Fields) -> Iterator[tuple[Letter, Fields]]:
    """The letter to each of its `addressees` with the fields of that one, or the letter itself."""
    if not letter.addressees:
        yield letter, fields
    for number, one in enumerate(letter.addressees):
        own = [
            id for id, path in fields.paths.items() if path[0] != "addressees" or path[1] == number
        ]
        view = {**vars(fields.view), "addressee": _view(fields).addressees[number]}
        yield (
            letter.model_copy(update={"addressee": one}),
            fields._replace(
                view=View(view),
                values={id: fields.values[id] for id in own},
                paths={id: fields.paths[id] for id in own},
            ),
        )


def _suffix(letter: Letter) -> str:
    """What tells the letter to one of several apart in the name of the document."""
    return f"-{letter.addressed[0].id}" if letter.addressees else ""


def _default_template(addressee: Any, occasion: OccasionWords | None) -> str:
    """The template for this addressee and this occasion, where the letter names none."""
    if addressee.kind in ("office", "several"):
        return "minister"
    if addressee.kind not in _IN_PARLIAMENT:
        return "plain"
    if occasion is None or (occasion.audience == "geen" and occasion.noun not in _TEMPLATE_OF):
        return "committee"
    return _TEMPLATE_OF.get(occasion.noun) or ("after-debate" if occasion.past else "before-debate")


_IN_PARLIAMENT = ("committee", "chamber", "member")
_TEMPLATE_OF = {
    "wetsvoorstel": "bill",
    "begroting": "budget",
    "begrotingsbehandeling": "budget",
}


def _addressee(letter: Letter, view: Any, parliament: Parliament) -> View:
    typed = view.addressee if isinstance(view.addressee, list) else [view.addressee]
    return addressing.view_of(letter.addressed, typed, parliament)


def _occasion(
    letter: Letter,
    view: Any,
    addressee: Any,
    registers: Registers,
    minister: str,
) -> OccasionWords | None:
    """What the letter is about, in words; None when nothing is said of it."""
    occasion = letter.occasion
    if occasion is None or occasion.subject is None:
        return None
    typed = view.occasion
    parliament = registers.parliament(letter.date)
    reader, meets = _reader(letter, addressee, registers.committees)
    with_whom: Any = typed.with_whom or ""
    if reader == "government" and with_whom in Government(letter, parliament).addressed():
        with_whom = FieldText("u", with_whom.id)
    return occasion_words(
        occasion.kind(registers.meetings, letter.date),
        occasion.moment,
        letter.date,
        Details(
            typed.subject,
            with_whom,
            typed.dossier or "",
            typed.chapter or "",
            typed.year or "",
        ),
        reader=reader,
        meets=meets,
        company=minister,
    )


def _reader(letter: Letter, addressee: Any, register: Register) -> tuple[Reader, Meets]:
    """Whether the letter goes to those who meet, and who these are to somebody else."""
    named = letter.occasion and letter.occasion.committee
    meets = register.find(named, letter.date) if named else None
    addressed = [
        register.find(name, letter.date) for one in letter.addressed for name in one.all_committees
    ]
    kind: str = addressee.kind
    if kind == "office":
        return "government", Meets(meets.definite) if meets else Meets()
    if kind not in _IN_PARLIAMENT:
        known = meets or (addressed[0] if len(addressed) == 1 else None)
        chamber = register.chamber(known.chamber if known else "tk").short_name
        theirs = Meets(known.definite) if known else Meets()
        return "other", theirs._replace(chamber=f"de {chamber}")
    if kind == "chamber":
        own = Meets(meets.definite if meets else "een commissie van uw Kamer", "uw Kamer")
        return ("participant" if addressee.body == "u" else "other"), own
    if meets and meets not in addressed:
        return "other", Meets(meets.definite)
    if addressee.members == "u":
        return "participant", Meets()
    return "other", Meets(addressee.body)


def _occasion_view(words: OccasionWords | None) -> View | None:
    """The words as a template prints them, around `letter.occasion.subject`."""
    if words is None:
        return None
    texts = {"before": Worded(words.before), "after": Worded(words.after)}
    return View({**words._asdict(), **texts})


def _signatories(letter: Letter, view: Any, sender: Sender, group: WorkingGroup | None) -> Any:
    """Who signs: those of the letter, else of the working group, else of the organisation."""
    if letter.signatories:
        return view.signatories
    if group is None or not group.signatories:
        return sender.view.signatories
    return next(known.signatories for known in sender.view.working_groups if known.id == group.id)


def _group(organisation: Organisation, id: str | None) -> WorkingGroup | None:
    return next((group for group in organisation.working_groups if group.id == id), None)


def author_of(organisation: Organisation) -> str:
    """Who writes, in the properties of a document."""
    return f"{organisation.name} {organisation.tagline}"


def paper_author(organisation: Organisation, group: WorkingGroup | None) -> str:
    """Who wrote a position paper, as the line below its title says."""
    if group is None:
        return author_of(organisation)
    return f"{group.name[:1].upper()}{group.name[1:]} van {author_of(organisation)}"


def running_of(organisation: Organisation, title: str, date: str) -> Running:
    """What stands at the top and the bottom of the pages."""
    return Running(
        name=str(organisation.name),
        tagline=str(organisation.tagline),
        contact=" · ".join(organisation.contact),
        title=title,
        date=date,
    )
