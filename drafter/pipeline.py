"""The stages in order: from a file to a document, and from a document to a file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from gettext import gettext as _
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter import (
    addressing,
    checks,
    government,
    markup,
    naming,
    obstacles,
    outputs,
    registers,
    source,
)
from drafter.checks.subject import Subject
from drafter.document import Baseline, Document
from drafter.dutch.occasions import in_short
from drafter.dutch.typography import enumeration
from drafter.elements import MarkupError
from drafter.fields import Fields, fields_of
from drafter.kinds import KINDS, model_of
from drafter.model import Letter, Organisation
from drafter.placed import Mapping as Group
from drafter.placed import Node, Source, Typed
from drafter.placed import Sequence as Items
from drafter.problems import DrafterError, Problem, in_order, nearest
from drafter.resolve import Complete, Registers, Sender, apart, complete_letter, complete_paper
from drafter.template import Templates
from drafter.validate import Reuse, kind_of, validate
from drafter.values import Context
from drafter.word.contents import printable
from drafter.word.proof import prove, prove_accepted, prove_rejected
from drafter.word.style import HouseStyle
from drafter.word.write import write
from drafter.workspace import Workspace

if TYPE_CHECKING:
    from drafter.choosing import Demanded
    from drafter.enclosures import Enclosed, Enclosures
    from drafter.library import Library
    from drafter.mail import Message
    from drafter.paper import PositionPaper
    from drafter.received import Received
    from drafter.threads import Thread
    from drafter.versions import Version

REPEATED_NOTE = "Zie noot {}."
_OF_LIBRARY = ("use", "demand", "file")  # the fields that need more than the letter's own file


class Draft(NamedTuple):
    """A document ready to be written, with what was noticed on the way and its checked input.

    `values` are those that `template` got, `demands` the texts of those that it uses as the
    papers have them. `key` names the version of a campaign; it is empty for a document of its
    own.
    """

    source: Path
    document: Document
    file_name: str
    warnings: tuple[Problem, ...]
    model: Letter | PositionPaper
    values: Mapping[str, Any]
    demands: Mapping[str, str]
    key: str = ""
    template: str = ""


class Versions(NamedTuple):
    """A campaign that was read: its versions, and what is wrong with it but for their letters.

    `path` is its file.
    """

    id: str
    path: Path
    versions: tuple[Version, ...]
    problems: tuple[Problem, ...]


class _Part:
    """A document that is being made of an input, with what each stage adds."""

    complete: Complete
    markup: str
    document: Document
    noticed: tuple[Problem, ...]
    failed = False

    def __init__(self, model: Any, fields: Fields) -> None:
        self.model, self.fields = model, fields


class _Work:
    """An input on its way through the stages."""

    kind: str
    context: Context

    def __init__(self, read: Source, final: bool, reuse: Reuse | None = None) -> None:
        self.read, self.final, self.reuse = read, final, reuse
        self.demands: Mapping[str, str] = {}
        self.parts: list[_Part] = []
        self.problems: tuple[Problem, ...] = ()

    def drafts(self) -> list[Draft]:
        """The documents. Raises `DrafterError` when there is a problem that forbids them."""
        if self.problems:
            raise DrafterError(in_order(self.problems))
        return [
            Draft(
                self.read.path,
                part.document,
                naming.of_document(part.complete.file_stem, final=self.final),
                part.noticed,
                part.model,
                part.complete.values,
                self.demands,
                template=part.complete.template,
            )
            for part in self.parts
        ]


class Rendered(NamedTuple):
    """A file that was made; `changed` is False when it already stood there as it is."""

    path: Path
    changed: bool
    warnings: tuple[Problem, ...]


class Pipeline:
    """The stages for the inputs of one workspace; what they share is loaded once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @classmethod
    def around(cls, file: Path) -> Pipeline:
        """The stages for the workspace that a file stands in."""
        return cls(Workspace.around(file))

    # What all inputs share

    @cached_property
    def registers(self) -> Registers:
        """Committees, chambers, meeting types and offices."""
        return registers.load(self.workspace.register)

    @cached_property
    def sender(self) -> Sender:
        """Who writes."""
        read = source.read(self.workspace.organisation)
        kind_of(read, ("organisation",))
        return Sender.of(validate(read, Organisation, self._context()))

    @cached_property
    def templates(self) -> Templates:
        """The workspace's templates, then drafter's."""
        return Templates(self.workspace.template_folders)

    @cached_property
    def house_style(self) -> HouseStyle:
        """How documents look."""
        return HouseStyle.open(self.workspace.house_style)

    @cached_property
    def _reuse(self) -> Reuse:
        return Reuse()

    @cached_property
    def library(self) -> Library:
        """The demands of the workspace's position papers."""
        from drafter.library import Library  # only a letter that uses one waits for it

        return Library(self.workspace.papers)

    @cached_property
    def enclosures(self) -> Enclosures:
        """The papers and files that go with letters."""
        from drafter.enclosures import Enclosures  # likewise

        return Enclosures(self.library)

    def _context(self, working_groups: tuple[str, ...] = ()) -> Context:
        today = datetime.date.today()  # only until the letter's own date is known
        return Context(*self.registers, today, working_groups=working_groups)

    # The stages

    def draft(self, path: Path, *, final: bool = False) -> Draft:
        """As `drafts`, for an input that makes one document."""
        (draft,) = self.drafts(path, final=final)
        return draft

    def draft_source(self, read: Source, *, final: bool = False) -> Draft:
        """As `draft`, for an input that has been read."""
        (draft,) = self.drafts_source(read, final=final)
        return draft

    def drafts(self, path: Path, *, final: bool = False) -> list[Draft]:
        """Read, validate, complete, fill in and check one input; a document for each addressee.

        Of a campaign, the documents of all its versions. Raises `DrafterError` with every
        problem, when there is one that forbids a document.
        """
        return self.drafts_source(source.read(path), final=final)

    def drafts_source(self, read: Source, *, final: bool = False) -> list[Draft]:
        """As `drafts`, for an input that has been read."""
        if kind_of(read, KINDS) == "campaign":
            return self.drafts_of(self.campaign(read), final=final)
        return self._drafts(read, final)

    def drafts_alone(self, path: Path, *, final: bool = False) -> list[Draft]:
        """As `drafts`, but a campaign is refused: its letters are made together."""
        read = source.read(path)
        if kind_of(read, KINDS) == "campaign":
            raise DrafterError([_is_campaign(read)])
        return self._drafts(read, final)

    def versions(
        self, versions: Sequence[Version], *, final: bool = False
    ) -> Iterator[list[Draft] | DrafterError]:
        """The documents of each version of a campaign, or all that forbids them."""
        works = [_Work(version.letter, final, self._reuse) for version in versions]
        for version, work in zip(versions, self._through(works), strict=True):
            try:
                yield [
                    draft._replace(
                        key=version.key,
                        file_name=naming.of_version(draft.model, version.key, final=final),
                    )
                    for draft in work.drafts()
                    if isinstance(draft.model, Letter)
                ]
            except DrafterError as error:
                yield error

    def campaign(self, read: Source) -> Versions:
        """The versions of a campaign. Raises `DrafterError` when none can be made out."""
        from drafter import choosing, versions  # a letter of its own need not wait for them
        from drafter.campaign import Campaign

        kind = kind_of(read, KINDS)
        if kind != "campaign":
            raise DrafterError([_is_no_campaign(read, kind)])
        parts = versions.parts(read)
        head = validate(parts.head, Campaign, self._context())
        base = self._base(parts.base, read)
        filled = self.library.expand(base).source
        asked = choosing.demanded(filled.root.get("asks"))
        described, wrong = _described(parts.versions, read.path)
        tagged = len(filled.problems) == len(base.problems)  # else some papers were not found
        base_letter = versions.Base(base.root, asked, tagged=tagged)
        made = versions.merged(head.id, read.path, base_letter, described, self._watches)
        made = versions.with_cells(made, wrong)
        return Versions(head.id, read.path, made.versions, (*filled.problems, *made.problems))

    def _watches(self, committees: Iterable[str], on: datetime.date, ask: Demanded) -> bool | None:
        return government.watches(self.registers.parliament(on), committees, ask.to, ask.tags)

    def _base(self, base: Node | None, read: Source) -> Source:
        if isinstance(base, Group):
            return read._replace(root=base, problems=())
        assert isinstance(base, Typed), "the model has checked that there is one"
        found = source.read(read.path.parent / base.strip())
        if kind_of(found, KINDS) != "letter":
            raise DrafterError([_is_no_base(base)])
        return found

    def drafts_of(self, campaign: Versions, *, final: bool = False) -> list[Draft]:
        """The documents of all versions of a campaign. Raises as `drafts` does."""
        from drafter import versions

        made: list[tuple[Version, Draft]] = []
        wrong: list[tuple[Version, tuple[Problem, ...]]] = []
        outcomes = self.versions(campaign.versions, final=final)
        for version, outcome in zip(campaign.versions, outcomes, strict=True):
            if isinstance(outcome, DrafterError):
                wrong.append((version, outcome.problems))
            else:
                wrong.append((version, ()))
                made += [(version, draft) for draft in outcome]
        found = [
            *campaign.problems,
            *chain.from_iterable(versions.attributed(wrong, campaign.problems)),
        ]
        if found:
            raise DrafterError(in_order(found))
        warnings = versions.attributed((version, draft.warnings) for version, draft in made)
        return [
            draft._replace(warnings=told)
            for (_version, draft), told in zip(made, warnings, strict=True)
        ]

    def _drafts(self, read: Source, final: bool) -> list[Draft]:
        """What one letter or paper makes."""
        (work,) = self._through([_Work(read, final)])
        return work.drafts()

    def _through(self, works: Sequence[_Work]) -> Sequence[_Work]:
        """Take inputs through the stages, all of them through one before the next.

        That is quicker than one input after the other: the processor has a stage's code and
        tables at hand. An input with a problem goes no further.
        """
        for work in works:
            try:
                self._validate(work)
            except DrafterError as error:
                work.problems += error.problems
        for stage in (self._complete, self._fill_in, self._check):
            for work in works:
                for part in work.parts:
                    if not part.failed:
                        try:
                            stage(work, part)
                        except DrafterError as error:
                            part.failed = True
                            work.problems += error.problems
        return works

    def _validate(self, work: _Work) -> None:
        work.kind = kind_of(work.read, tuple(_COMPLETE))
        if not work.read.text or any(word in work.read.text for word in _OF_LIBRARY):
            work.read, work.demands = self.library.expand(work.read)
            work.read = self.enclosures.expand(work.read)
        groups = tuple(group.id for group in self.sender.organisation.working_groups)
        work.context = self._context(groups)
        model = validate(work.read, model_of(work.kind), work.context, work.reuse)
        work.parts = [_Part(*part) for part in _each(model, fields_of(model))]

    def _complete(self, work: _Work, part: _Part) -> None:
        complete = _COMPLETE[work.kind]
        part.complete, part.fields = complete(self, part.model, part.fields, work.read)

    def _fill_in(self, work: _Work, part: _Part) -> None:
        if work.read.root.get("template") is not None:
            self._require_template(part.complete.template, work.read)
        part.markup = self.templates.render(part.complete.template, part.complete.values)

    def _check(self, work: _Work, part: _Part) -> None:
        part.document = self._document(work, part)
        values, paths = part.fields.values, part.fields.paths
        subject = Subject(part.document, values, paths, work.read, part.model, work.context)
        part.noticed = tuple(checks.run(subject))
        if any(problem.severity == "error" for problem in part.noticed):
            raise DrafterError(part.noticed)

    def save(
        self, draft: Draft, target: Path | None = None, *, overwrite: bool = False
    ) -> Rendered:
        """Make the Word file of a draft.

        `target` is a folder or a .docx file. Raises `DrafterError`; then nothing was written.
        """
        file = self.target(draft, target)
        if found := obstacles.before([(file, draft.source)], overwrite=overwrite):
            raise DrafterError(found)
        staged = self.stage(draft, self.word(draft.document), file)
        outputs.commit(staged)
        return Rendered(file, staged.changed, draft.warnings)

    def stage(self, draft: Draft, word: bytes, file: Path) -> outputs.Staged:
        """Put the Word file of a draft beside its place. Raises `DrafterError`."""
        return outputs.stage(file, word, _record(draft))

    def enclosed(self, draft: Draft) -> list[Enclosed]:
        """What goes with a document: papers of which a document is made, and finished files."""
        return self.enclosures.of(draft.model) if isinstance(draft.model, Letter) else []

    def message(self, draft: Draft, *, with_pdf: bool = False) -> Message:
        """The e-mail for a letter, still without its files. Raises `DrafterError`."""
        from drafter import mail  # a letter without an e-mail need not wait for it

        assert isinstance(draft.model, Letter), "only letters are sent"
        return mail.message(
            draft.model,
            draft.values,
            self.sender.organisation,
            self.registers,
            self.templates,
            with_pdf=with_pdf,
            enclosed=[one.name for one in self.enclosed(draft)],
        )

    def described(self, letter: Letter) -> tuple[str, str]:
        """To whom a letter goes, and what it is about and when, as a list would say it."""
        parliament = self.registers.parliament(letter.date)
        occasion = letter.occasion
        return (
            enumeration([addressing.called(one, parliament) for one in letter.addressed]),
            in_short(occasion.kind(self.registers.meetings, letter.date), occasion.moment)
            if occasion
            else "",
        )

    def target(self, draft: Draft, target: Path | None) -> Path:
        """The file that a draft goes to."""
        if target is None:
            return self.workspace.outputs / draft.file_name
        return target if target.suffix.lower() == ".docx" else target / draft.file_name

    def word(self, document: Document) -> bytes:
        """The Word file of a document, read back and compared before anybody sees it."""
        (word,) = self.words([document])
        if isinstance(word, DrafterError):
            raise word
        return word

    def words(self, documents: Sequence[Document]) -> list[bytes | DrafterError]:
        """As `word`, for several documents; all are written before the first is read."""
        made: list[bytes | DrafterError] = []
        for document in documents:
            try:
                made.append(write(document, self.house_style))
            except DrafterError as error:
                made.append(error)
        for document, word in zip(documents, made, strict=True):
            if isinstance(word, bytes):
                prove(document, word)
        return made

    def redline(
        self,
        old: Document | Received,
        new: Draft,
        author: str,
        moment: datetime.datetime,
        target: Path | None,
        threads: Sequence[Thread] = (),
        *,
        overwrite: bool = False,
    ) -> Rendered:
        """Make a Word file that shows what changed, as `author`'s changes of that moment.

        `old` is a document, or the text of a copy without changes; `threads` are the comments to
        keep; `target` is as for `save`. Raises `DrafterError`; then nothing was written.
        """
        from drafter.word.redline import redline  # a letter alone need not wait for it

        file_name = new.file_name.replace(".docx", "-WIJZIGINGEN.docx")
        file = self.target(new._replace(file_name=file_name), target)
        if found := obstacles.before([(file, new.source)], overwrite=overwrite):
            raise DrafterError(found)
        data = redline(old, new.document, self.house_style, author, moment, threads)
        prove_accepted(new.document, data)
        if not isinstance(old, Document):
            prove_rejected(old, data)
        staged = outputs.stage(file, data, _record(new))
        outputs.commit(staged)
        return Rendered(file, staged.changed, new.warnings)

    def _document(self, work: _Work, part: _Part) -> Document:
        complete, fields = part.complete, part.fields
        return Document(
            layout="letter" if work.kind == "letter" else "paper",
            title=complete.title,
            author=complete.author,
            subject=complete.subject,
            date=complete.date,
            blocks=self._blocks(part),
            running=complete.running,
            baseline=Baseline(str(part.model.id), _of_document(fields)),
            draft=not work.final,
            keywords=complete.keywords,
        )

    def _blocks(self, part: _Part) -> tuple[Any, ...]:
        fields, complete = part.fields, part.complete
        notes = markup.Notes(fields.notes, REPEATED_NOTE, fields.mentions)
        try:
            return markup.parse(part.markup, notes)
        except MarkupError as error:
            place = self.templates.place(
                complete.template, complete.values, error.line, error.column
            )
            raise DrafterError([Problem(place, "markup", error.message, error.hint)]) from None

    def _require_template(self, template: str, read: Source) -> None:
        folder, _slash, file = template.partition("/")
        name = file.removesuffix(".html")
        known = self.templates.names(folder)
        if name not in known:
            near = nearest(name, known)
            raise DrafterError(
                [
                    Problem(
                        read.place(("template",)),
                        "unknown-template",
                        _("there is no template '{name}'").format(name=name),
                        _("did you mean '{near}'?").format(near=near)
                        if near
                        else _("known are: {types}").format(types=", ".join(known)),
                    )
                ]
            )


def pdfs(documents: Sequence[Path]) -> list[Path]:
    """A PDF beside each .docx. Raises `DrafterError` when LibreOffice cannot make it."""
    from drafter import pdf  # a letter without a PDF need not wait for it

    return pdf.convert({path: printable(path.read_bytes()) for path in documents})


def _of_document(fields: Fields) -> Mapping[str, str]:
    """The values that a document is made of: not the e-mail that it goes with."""
    if vars(fields.view).get("email") is None:
        return fields.values
    return {id: text for id, text in fields.values.items() if not id.startswith("email.")}


def _each(model: Any, fields: Fields) -> Iterable[tuple[Any, Fields]]:
    """What one input makes: a letter for each of its addressees, or one document."""
    return apart(model, fields) if isinstance(model, Letter) else [(model, fields)]


def _letter(
    pipeline: Pipeline, model: Any, fields: Fields, read: Source
) -> tuple[Complete, Fields]:
    registers = pipeline.registers
    fields = government.fill(fields, model, registers.parliament(model.date), read.place)
    return complete_letter(model, fields, pipeline.sender, registers), fields


def _paper(
    pipeline: Pipeline, model: Any, fields: Fields, _read: Source
) -> tuple[Complete, Fields]:
    return complete_paper(model, fields, pipeline.sender), fields


_COMPLETE: dict[str, Callable[[Pipeline, Any, Fields, Source], tuple[Complete, Fields]]] = {
    "letter": _letter,
    "position-paper": _paper,
}


def _described(node: Node | None, campaign: Path) -> tuple[Items, tuple[Problem, ...]]:
    """The versions as they are described, and what is wrong with the cells that they stand in."""
    if isinstance(node, Typed):
        from drafter import sheet  # only who has a spreadsheet waits for it

        return sheet.read(campaign.parent / node.strip())
    assert isinstance(node, Items), "the model has checked that"
    if not node.items:
        hint = _("write each version below it; its first line starts with '- '")
        problem = Problem(node.place, "no-versions", _("there are no versions here"), hint)
        raise DrafterError([problem])
    return node, ()


def _record(draft: Draft) -> dict[str, Any]:
    """What the sidecar keeps: the input, and its values to compare edits with."""
    baseline = draft.document.baseline
    made = {"input": baseline.input_id, "values": dict(baseline.values), "source": draft.source}
    return {**made, "demands": dict(draft.demands)} if draft.demands else made


def _is_no_campaign(read: Source, kind: str) -> Problem:
    from drafter.report import argument  # only who mistakes the command waits for it

    known = {"letter": _("this is a letter, and no campaign")}
    return Problem(
        read.place(("kind",)),
        "no-campaign",
        known.get(kind, _("this is a position paper, and no campaign")),
        _("make it with: drafter render {file}").format(file=argument(read.path)),
    )


def _is_no_base(base: Typed) -> Problem:
    return Problem(
        base.place,
        "no-base",
        _("the base of a campaign is a letter, and this file is not"),
        _("name the file of a letter after 'base:', or write its fields under 'letter:'"),
    )


def _is_campaign(read: Source) -> Problem:
    from drafter.report import argument

    return Problem(
        read.place(("kind",)),
        "is-campaign",
        _("this is a campaign, and 'drafter render' makes single documents"),
        _("make its letters with: drafter batch {file}").format(file=argument(read.path)),
    )
