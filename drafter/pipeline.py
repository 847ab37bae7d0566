"""The stages in order: from a file to a document, and from a document to a file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter import addressing, checks, government, markup, outputs, registers, source, versions
from drafter.checks.subject import Subject
from drafter.document import Baseline, Document
from drafter.dutch.occasions import in_short
from drafter.dutch.typography import enumeration
from drafter.elements import MarkupError
from drafter.fields import Fields, fields_of
from drafter.model import MODELS, Campaign, Letter, Organisation, PositionPaper
from drafter.placed import Mapping as Group
from drafter.placed import Node, Source, Typed
from drafter.placed import Sequence as Items
from drafter.problems import DrafterError, Place, Problem, in_order, nearest
from drafter.resolve import Complete, Registers, Sender, apart, complete_letter, complete_paper
from drafter.template import Templates
from drafter.validate import Reuse, kind_of, validate
from drafter.values import Context, slug
from drafter.versions import Demanded, Version
from drafter.word.contents import printable
from drafter.word.proof import prove, prove_accepted
from drafter.word.style import HouseStyle
from drafter.word.write import write
from drafter.workspace import Workspace

if TYPE_CHECKING:
    from drafter.enclosures import Enclosed, Enclosures
    from drafter.library import Library
    from drafter.mail import Message

REPEATED_NOTE = "Zie noot {}."
_ROOM = 40  # characters in the name of a file; folders come before it, and a path has its limit
_OF_LIBRARY = ("use", "demand", "file")  # the fields that need more than the letter's own file


class Draft(NamedTuple):
    """A document ready to be written, with what was noticed on the way and its checked input.

    `values` are those that its template got, `demands` the texts of those that it uses as the
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


class Versions(NamedTuple):
    """A campaign that was read: its versions, and what is wrong with it but for their letters.

    `path` is its file.
    """

    id: str
    path: Path
    versions: tuple[Version, ...]
    problems: tuple[Problem, ...]


class Rendered(NamedTuple):
    """A file that was made; `changed` is False when it already stood there as it is."""

    path: Path
    changed: bool
    warnings: tuple[Problem, ...]


@dataclass
class Pipeline:
    """The stages for the inputs of one workspace; what they share is loaded once."""

    workspace: Workspace

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
        if kind_of(read, tuple(MODELS)) == "campaign":
            return self.drafts_of(self.campaign(read), final=final)
        return self._drafts(read, final)

    def drafts_alone(self, path: Path, *, final: bool = False) -> list[Draft]:
        """As `drafts`, but a campaign is refused: its letters are made together."""
        read = source.read(path)
        if kind_of(read, tuple(MODELS)) == "campaign":
            raise DrafterError([_is_campaign(read)])
        return self._drafts(read, final)

    def version(self, version: Version, *, final: bool = False) -> list[Draft]:
        """The documents of one version of a campaign. Raises as `drafts` does."""
        return [
            draft._replace(key=version.key, file_name=_version_name(draft, version.key, final))
            for draft in self._drafts(version.letter, final, self._reuse)
        ]

    def campaign(self, read: Source) -> Versions:
        """The versions of a campaign. Raises `DrafterError` when none can be made out."""
        parts = versions.parts(read)
        head = validate(parts.head, Campaign, self._context())
        base = self._base(parts.base, read)
        filled = self.library.expand(base).source
        asked = versions.demanded(filled.root.get("asks"))
        described, wrong = _described(parts.versions, read.path)
        tagged = len(filled.problems) == len(base.problems)  # else some papers were not found
        base_letter = versions.Base(base.root, asked, tagged=tagged)
        made = versions.merged(head.id, read.path, base_letter, described, self._watches)
        made = versions.with_cells(made, wrong)
        return Versions(head.id, read.path, made.versions, (*base.problems, *made.problems))

    def _watches(self, committees: Iterable[str], on: datetime.date, ask: Demanded) -> bool | None:
        return government.watches(self.registers.parliament(on), committees, ask.to, ask.tags)

    def _base(self, base: Node | None, read: Source) -> Source:
        if isinstance(base, Group):
            return read._replace(root=base, problems=())
        assert isinstance(base, Typed), "the model has checked that there is one"
        found = source.read(read.path.parent / base.strip())
        kind_of(found, ("letter",))
        return found

    def drafts_of(self, campaign: Versions, *, final: bool = False) -> list[Draft]:
        """The documents of all versions of a campaign. Raises as `drafts` does."""
        made: list[tuple[Version, Draft]] = []
        wrong: list[tuple[Version, tuple[Problem, ...]]] = []
        for version in campaign.versions:
            problems: tuple[Problem, ...] = ()
            try:
                made += [(version, draft) for draft in self.version(version, final=final)]
            except DrafterError as error:
                problems = error.problems
            wrong.append((version, problems))
        found = [*campaign.problems, *chain.from_iterable(versions.attributed(wrong))]
        if found:
            raise DrafterError(in_order(found))
        warnings = versions.attributed((version, draft.warnings) for version, draft in made)
        return [
            draft._replace(warnings=told)
            for (_version, draft), told in zip(made, warnings, strict=True)
        ]

    def _drafts(self, read: Source, final: bool, reuse: Reuse | None = None) -> list[Draft]:
        """What one letter or paper makes."""
        kind = kind_of(read, tuple(_COMPLETE))
        demands: Mapping[str, str] = {}
        if not read.text or any(word in read.text for word in _OF_LIBRARY):
            read, demands = self.library.expand(read)
            read = self.enclosures.expand(read)
        groups = tuple(group.id for group in self.sender.organisation.working_groups)
        context = self._context(groups)
        model = validate(read, MODELS[kind], context, reuse)
        made: list[Draft] = []
        problems: list[Problem] = []
        for one, fields in _each(model, fields_of(model)):
            try:
                draft = self._draft(kind, one, fields, read, context, final)
                made.append(draft._replace(demands=demands))
            except DrafterError as error:
                problems += error.problems
        if problems:
            raise DrafterError(in_order(problems))
        return made

    def _draft(
        self,
        kind: str,
        model: Any,
        fields: Fields,
        read: Source,
        context: Context,
        final: bool,
    ) -> Draft:
        complete, fields = _COMPLETE[kind](self, model, fields, read)
        document = self._document(kind, str(model.id), complete, fields, read, final)
        subject = Subject(document, fields.values, fields.paths, read, model, context)
        problems = checks.run(subject)
        if any(problem.severity == "error" for problem in problems):
            raise DrafterError(problems)
        name = _file_name(complete.file_stem, final)
        return Draft(read.path, document, name, tuple(problems), model, complete.values, {})

    def save(
        self, draft: Draft, target: Path | None = None, *, overwrite: bool = False
    ) -> Rendered:
        """Make the Word file of a draft.

        `target` is a folder or a .docx file. Raises `DrafterError`; then nothing was written.
        """
        file = self.target(draft, target)
        if found := obstacles([(file, draft)], overwrite=overwrite):
            raise DrafterError(found)
        staged = self.stage(draft, file)
        outputs.commit(staged)
        return Rendered(file, staged.changed, draft.warnings)

    def stage(self, draft: Draft, file: Path) -> outputs.Staged:
        """Make the Word file of a draft beside its place. Raises `DrafterError`."""
        return outputs.stage(file, self.word(draft.document), _record(draft))

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
        data = write(document, self.house_style)
        prove(document, data)
        return data

    def redline(
        self, old: Draft, new: Draft, author: str, target: Path | None, *, overwrite: bool = False
    ) -> Rendered:
        """Make a Word file that shows what changed between two drafts, as `author`'s changes.

        `target` is as for `save`. Raises `DrafterError`; then nothing was written.
        """
        from drafter.word.redline import redline  # a letter alone need not wait for it

        file_name = new.file_name.replace(".docx", "-WIJZIGINGEN.docx")
        named = new._replace(file_name=file_name)
        file = self.target(named, target)
        if found := obstacles([(file, named)], overwrite=overwrite):
            raise DrafterError(found)
        now = datetime.datetime.now().replace(microsecond=0)
        data = redline(old.document, new.document, self.house_style, author, now)
        prove_accepted(new.document, data)
        staged = outputs.stage(file, data, _record(new))
        outputs.commit(staged)
        return Rendered(file, staged.changed, new.warnings)

    def _document(
        self, kind: str, id: str, complete: Complete, fields: Fields, read: Source, final: bool
    ) -> Document:
        return Document(
            layout="letter" if kind == "letter" else "paper",
            title=complete.title,
            author=complete.author,
            subject=complete.subject,
            date=complete.date,
            blocks=self._blocks(complete, fields, read),
            running=complete.running,
            baseline=Baseline(id, _of_document(fields)),
            draft=not final,
            keywords=complete.keywords,
        )

    def _blocks(self, complete: Complete, fields: Fields, read: Source) -> tuple[Any, ...]:
        if read.root.get("template") is not None:
            self._require_template(complete.template, read)
        text = self.templates.render(complete.template, complete.values)
        try:
            return markup.parse(text, markup.Notes(fields.notes, REPEATED_NOTE, fields.mentions))
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


def _version_name(draft: Draft, key: str, final: bool) -> str:
    """A name that sorts by date and says to whom and about what: all small letters and hyphens."""
    letter = draft.model
    assert isinstance(letter, Letter)
    each = f"-{letter.addressed[0].id}" if letter.addressees else ""
    return _file_name(
        "-".join([f"{letter.date}-{key}{each}", *_first_words(letter.subject)]), final
    )


def _first_words(text: str) -> list[str]:
    """The words of a subject, as far as a name has room for them; at least the first.

    It does not break off at a word that only announces the next one.
    """
    words = slug(text).split("-")
    kept = [n for n in range(1, len(words) + 1) if len("-".join(words[:n])) <= _ROOM]
    count = kept[-1] if kept else 1
    while 1 < count < len(words) and words[count - 1] in _ANNOUNCING:
        count -= 1
    return words[:count]


# The articles and conjunctions, and the prepositions that subjects of letters have most.
_ANNOUNCING = {
    *("de", "het", "een", "en", "of", "aan", "bij", "door", "in", "met", "naar", "om", "onder"),
    *("op", "over", "te", "tegen", "ten", "ter", "tot", "tussen", "uit", "van", "voor"),
}


def _file_name(stem: str, final: bool) -> str:
    return f"{stem}.docx" if final else f"{stem}-CONCEPT.docx"


def obstacles(planned: Sequence[tuple[Path, Draft]], *, overwrite: bool = False) -> list[Problem]:
    """What stands in the way of writing each draft to its file.

    Two inputs that would make the same file, a file that another input made, and, unless
    they may be overwritten, changes that somebody made in Word.
    """
    makers: dict[Path, Path] = {}
    found = []
    for file, draft in planned:
        maker = makers.setdefault(file, draft.source)
        if maker == draft.source:
            if not file.exists():
                continue
            maker = outputs.maker(file) or draft.source
        if maker.resolve() != draft.source.resolve() and maker.is_file():
            found.append(_taken(file, draft.source, maker))
        elif not overwrite and outputs.edited(file):
            found.append(_edited(file))
    return found


def _described(node: Node | None, campaign: Path) -> tuple[Items, tuple[Problem, ...]]:
    """The versions as they are described, and what is wrong with the cells that they stand in."""
    if isinstance(node, Typed):
        from drafter import sheet  # only who has a spreadsheet waits for it

        return sheet.read(campaign.parent / node.strip())
    assert isinstance(node, Items), "the model has checked that"
    return node, ()


def _record(draft: Draft) -> dict[str, Any]:
    """What the sidecar keeps: the input, and its values to compare edits with."""
    baseline = draft.document.baseline
    made = {"input": baseline.input_id, "values": dict(baseline.values), "source": draft.source}
    return {**made, "demands": dict(draft.demands)} if draft.demands else made


def _is_campaign(read: Source) -> Problem:
    return Problem(
        read.place(("kind",)),
        "is-campaign",
        _("this is a campaign, and 'drafter render' makes single documents"),
        _("make its letters with: drafter batch {file}").format(file=read.path),
    )


def _edited(path: Path) -> Problem:
    return Problem(
        Place(str(path)),
        "edited",
        _("this document was changed after drafter made it, and is not overwritten"),
        _("rename it to keep it, or use --overwrite to lose those changes"),
    )


def _taken(file: Path, source: Path, maker: Path) -> Problem:
    return Problem(
        Place(str(source)),
        "same-file",
        _("this input makes the same document as {other}: {file}").format(
            other=maker.name, file=file.name
        ),
        _("give it an id of its own"),
    )
