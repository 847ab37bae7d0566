"""The commands. They print and nothing else; what is to be done stands elsewhere."""

from __future__ import annotations

import contextlib
import datetime
import gc
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from drafter import messages, report
from drafter.kinds import KINDS
from drafter.problems import DrafterError, Place, Problem

if TYPE_CHECKING:
    from drafter.batch import Batch, Finished, Row
    from drafter.demands import Listed, Made
    from drafter.pipeline import Draft, Pipeline

_INPUT = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, file_okay=False)
_Item = TypeVar("_Item")
_WIDEST = 100  # cells of a table: a wider one is hard to follow


@click.group(
    help=_("Letters to parliament and position papers in house style, from structured inputs."),
    epilog=_("Start with: drafter init my-letters"),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
)
@click.option(
    "--lang",
    type=click.Choice(messages.LANGUAGES),
    expose_value=False,
    help=_("language of the messages; letters are always Dutch"),
)
@click.version_option(package_name="drafter", message="%(prog)s %(version)s")
def drafter() -> None:
    """All commands."""


@drafter.command(help=_("Make a workspace in FOLDER: inputs, templates, outputs and an example."))
@click.argument("folder", type=_INPUT, metavar=_("FOLDER"))
def init(folder: Path) -> None:
    """Make a workspace."""
    from drafter import scaffold

    scaffold.init(folder)
    example = folder / "inputs" / "letters" / "minusma-voortgang.yaml"
    _done(_("made: {path}"), folder)
    click.echo(_("Now try: drafter render {path}").format(path=report.shown_path(example)))


@drafter.command(help=_("Make a commented input to fill in, called NAME."))
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", metavar=_("NAME"))
def new(kind: str, name: str) -> None:
    """Make an input."""
    from drafter import scaffold

    path = scaffold.new(kind, name, scaffold.workspace_root(), datetime.date.today())
    _done(_("made: {path}"), path)


@drafter.command(help=_("Make Word documents of one or more inputs."))
@click.argument("inputs", type=_INPUT, nargs=-1, required=True, metavar=_("INPUT..."))
@click.option(
    "--out",
    type=_INPUT,
    metavar=_("PATH"),
    help=_("where the document goes: a folder, or a .docx file for a single input"),
)
@click.option("--pdf", is_flag=True, help=_("make a PDF beside it (needs LibreOffice)"))
@click.option("--final", is_flag=True, help=_("without the word CONCEPT, ready to be sent"))
@click.option("--watch", is_flag=True, help=_("make it again whenever the input changes"))
@click.option("--overwrite", is_flag=True, help=_("overwrite a document that was changed in Word"))
def render(
    inputs: tuple[Path, ...], out: Path | None, pdf: bool, final: bool, watch: bool, overwrite: bool
) -> None:
    """Make documents."""
    _require_place(inputs, out)
    if watch:
        _watch(inputs, lambda: _render(inputs, out, pdf, final, overwrite))
    else:
        _render(inputs, out, pdf, final, overwrite)


def _require_place(inputs: Sequence[Path], out: Path | None) -> None:
    """Refuse what --out cannot be: a file for several inputs, or a file that is no .docx."""
    kind = out.suffix.lower() if out is not None else ""
    if kind == ".docx" and len(inputs) > 1:
        raise click.UsageError(_("several inputs need a folder after --out, not a file"))
    if kind in (".doc", ".odt", ".pdf", ".rtf", ".txt"):
        raise click.UsageError(_("after --out comes a folder or a .docx file; for a PDF add --pdf"))


@drafter.command(help=_("Make all letters of a campaign."))
@click.argument("campaign", type=_INPUT, metavar=_("CAMPAIGN"))
@click.option(
    "--only", metavar=_("KEY,..."), help=_("only these versions; all else is left as it is")
)
@click.option("--final", is_flag=True, help=_("without the word CONCEPT, ready to be sent"))
@click.option("--pdf", is_flag=True, help=_("make a PDF beside each letter (needs LibreOffice)"))
@click.option("--email", is_flag=True, help=_("make an e-mail of each letter, ready to be sent"))
@click.option("--zip", "zipped", is_flag=True, help=_("pack all of it in one .zip"))
@click.option("--out", type=_FOLDER, metavar=_("FOLDER"), help=_("where the letters go"))
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar=_("NUMBER"),
    help=_("how many processes share the work; without it, as many as pay"),
)
def batch(
    campaign: Path,
    only: str | None,
    final: bool,
    pdf: bool,
    email: bool,
    zipped: bool,
    out: Path | None,
    jobs: int | None,
) -> None:
    """Make a campaign."""
    from drafter import batch as batches

    work = batches.open_campaign(
        _pipeline(campaign), campaign, out, final=final, email=email, with_pdf=pdf or email
    )
    versions = work.chosen([key.strip() for key in (only or "").split(",") if key.strip()])
    finished = work.finish(list(_progress(work.stage(versions, jobs), len(versions))))
    for made in finished.made:
        show(made.row.problems)
    rows = _dispatch(work, finished, pdf=pdf or email, email=email, zipped=zipped)
    click.echo(_table(rows))
    _done(_("the letters are in {path}"), work.folder)
    if any(row.status == "edited" for row in rows):
        sys.exit(1)


def _table(rows: Sequence[Row]) -> str:
    header = (_("addressee"), _("meeting"), _("asks"), _("pages"), "")
    status = {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
        "edited": _("edited in Word, left as it is"),
    }
    cells = [
        (
            report.shortened(row.addressee, 34),
            row.meeting,
            str(len(row.asks)),
            str(row.pages or "–"),
            status[row.status],
        )
        for row in rows
    ]
    return report.table(header, cells, [row.file for row in rows], to_the_right=(2, 3))


def _dispatch(
    work: Batch, finished: Finished, *, pdf: bool, email: bool, zipped: bool
) -> list[Row]:
    """Make what is wanted beside the letters; their rows, now with the numbers of pages."""
    from drafter import dispatch
    from drafter.batch import write_manifest

    letters = [work.folder / made.row.file for made in finished.made]
    if pdf:
        dispatch.make_pdfs([*letters, *finished.papers.values()])
    if email:
        for made in _progress(finished.made, len(finished.made)):
            dispatch.write_email(work.folder, finished, made)
    pages = map(dispatch.pages, letters)
    rows = [made.row._replace(pages=n) for made, n in zip(finished.made, pages, strict=True)]
    names = write_manifest(work, rows)
    if zipped:
        everything = [work.folder / name for name in names]
        path = work.folder / f"{work.campaign.id}.zip"
        _done(_("made: {path}"), dispatch.write_zip(path, everything, finished))
    return rows


@drafter.command(help=_("Look for problems without making anything."))
@click.argument("inputs", type=_INPUT, nargs=-1, required=True, metavar=_("INPUT..."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=_("text for people, json for programs"),
)
@click.option("--fix", is_flag=True, help=_("mend in the input what needs no judgement"))
def check(inputs: tuple[Path, ...], form: Literal["text", "json"], fix: bool) -> None:
    """Look for problems."""
    if fix and form == "json":
        raise click.UsageError(_("--fix shows its changes as text; leave out --format json"))
    problems = _problems(inputs)
    if fix and _fix(problems):
        problems = _problems(inputs)
    if form == "json":
        click.echo(report.as_json(problems))
    else:
        show(problems)
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)
    if form == "text":
        count = len(inputs)
        click.echo(
            ngettext("{count} input is in order", "{count} inputs are in order", count).format(
                count=count
            )
        )


@drafter.command(help=_("Show how much the letters of a campaign differ."))
@click.argument("campaign", type=_INPUT, metavar=_("CAMPAIGN"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=_("text for people, json for programs"),
)
def compare(campaign: Path, form: Literal["text", "json"]) -> None:
    """Compare versions."""
    from drafter import compare, side_by_side, source
    from drafter.model import Letter

    pipeline = _pipeline(campaign)
    read = pipeline.campaign(source.read(campaign))
    letters: dict[str, compare.Letter] = {}
    for draft in pipeline.drafts_of(read):  # of one version to several addressees, the first
        assert isinstance(draft.model, Letter)
        addressee, _meeting = pipeline.described(draft.model)
        letters.setdefault(draft.key, compare.Letter(draft.key, addressee, draft.document))
    compared = compare.compare(list(letters.values()))
    places = {version.key: version.letter.root.place for version in read.versions}
    warnings = list(compare.warnings(compared, places))
    if form == "json":
        click.echo(side_by_side.as_json(compared, report.as_json(warnings)))
        return
    text = side_by_side.as_text(compared, min(shutil.get_terminal_size().columns, _WIDEST))
    click.echo(text.replace(side_by_side.OTHER, click.style(side_by_side.OTHER, fg="yellow")))
    show(warnings)


@drafter.command(help=_("List the sources that inputs cite."))
@click.argument("inputs", type=_INPUT, nargs=-1, required=True, metavar=_("INPUT..."))
def sources(inputs: tuple[Path, ...]) -> None:
    """List sources."""
    from drafter import citing

    drafts, problems = _drafts(inputs, final=False)
    if problems:
        raise DrafterError(problems)
    for _pipeline_of, draft in drafts:
        for key, source in draft.model.sources.items():
            click.echo(f"{click.style(key, bold=True)}  {citing.in_full(source)}")
            if address := citing.candidate_url(source):
                click.echo("    " + _("probably {address} (look first)").format(address=address))


@drafter.command(help=_("Make an empty position paper in house style, with prompts for writers."))
@click.argument("kind", type=click.Choice(["position-paper"]))
@click.option("--title", metavar=_("TEXT"), help=_("the title of the paper"))
@click.option(
    "--sections",
    type=click.IntRange(1, 30),
    metavar=_("NUMBER"),
    help=_("how many recommendations"),
)
@click.option(
    "--from",
    "filled",
    type=_INPUT,
    metavar=_("INPUT"),
    help=_("keep what this input already holds"),
)
def skeleton(kind: str, title: str | None, sections: int | None, filled: Path | None) -> None:
    """Make a skeleton."""
    from drafter import skeleton as skeletons

    if title is None and filled is None:
        raise click.UsageError(_("give --title, or --from with an input that has one"))
    made = skeletons.skeleton(kind, title, sections, filled)
    for path in (made.document, made.input):
        _done(_("made: {path}"), path)


@drafter.command(help=_("Print the JSON Schema by which editors complete and explain fields."))
@click.argument("kind", type=click.Choice(KINDS))
def schema(kind: str) -> None:
    """Print a schema."""
    from drafter import scaffold

    click.echo(scaffold.schema_of(kind, _pipeline(Path.cwd() / "here")))


_on = click.option(
    "--on",
    callback=lambda _context, _option, text: _day(text),
    metavar=_("DATE"),
    help=_("the names of that day, such as 2019-05-01; without it, of today"),
)


@drafter.command(help=_("List the committees of parliament, all or those that match TEXT."))
@click.argument("text", required=False, metavar=_("[TEXT]"))
@_on
def committees(text: str | None, on: datetime.date) -> None:
    """List committees."""
    register = _pipeline(Path.cwd() / "here").registers.committees
    found = register.search(text, on) if text else register.on(on)
    if not found:
        raise click.UsageError(_("no committee matches '{text}'").format(text=text))
    width = max(len(committee.key) for committee in found)
    for committee in found:
        chamber = register.chamber(committee.chamber).short_name
        key = click.style(committee.key.ljust(width), bold=True)
        click.echo(f"{key}  {chamber}  {committee.official_name}{_doubt(committee.confirmed)}")


@drafter.command(help=_("List the members of government, all or those that match TEXT."))
@click.argument("text", required=False, metavar=_("[TEXT]"))
@_on
def offices(text: str | None, on: datetime.date) -> None:
    """List offices."""
    register = _pipeline(Path.cwd() / "here").registers.offices()
    found = register.search(text, on) if text else register.on(on)
    if not found:
        raise click.UsageError(_("no office matches '{text}'").format(text=text))
    width = max(len(office.official_name) for office in found)
    for office in found:
        name = office.official_name
        beside = f"{office.holder}{_doubt(office.confirmed)}"
        space = " " * (width - len(name) + 2) if beside else ""
        click.echo(f"{click.style(name, bold=True)}{space}{beside}")


@drafter.command(
    help=_("List the demands of position papers and where each is used, all or those with TEXT.")
)
@click.argument("text", required=False, metavar=_("[TEXT]"))
@click.option("--tag", metavar=_("TAG"), help=_("only demands with this tag"))
@click.option(
    "--stale",
    "only_stale",
    is_flag=True,
    help=_("only documents made with a demand that has changed since, or is gone"),
)
def asks(text: str | None, tag: str | None, only_stale: bool) -> None:
    """List demands."""
    from drafter import demands
    from drafter.workspace import Workspace

    overview = demands.overview(Workspace.around(Path.cwd() / "here"))
    try:
        found = demands.chosen(overview.demands, text, tag)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if only_stale:
        _show_stale(demands.stale(found))
        return
    for demand in found:
        _show_demand(demand)
    show(overview.problems)
    if overview.problems:
        sys.exit(1)


def _show_demand(demand: Listed) -> None:
    """A demand, the letters that use it, and the documents that were made of these."""
    from drafter.demands import in_short

    gone = click.style(_("no paper has this any more"), fg="red")
    words = ", ".join(demand.tags) if demand.text is not None else gone
    click.echo(f"{click.style(demand.name, bold=True)}  {words}".rstrip())
    if demand.text is not None:
        click.echo(f"    {in_short(demand.text, 90)}")
    left = list(demand.made)
    for use in demand.uses:
        own = _("own wording: {text}").format(text=use.wording)
        click.echo(f"    {_line(use.place)}  {own if use.wording else _('wording of the paper')}")
        here = Path(use.place.file).resolve()
        for made in [one for one in left if one.maker and one.maker.resolve() == here]:
            left.remove(made)
            click.echo(f"        {report.shown_path(made.document)}{_age(demand, made)}")
    for made in left:
        click.echo(f"    {_document(made)}{_age(demand, made)}")


def _age(demand: Listed, made: Made) -> str:
    return f"  {click.style(_('stale'), fg='yellow')}" if demand.is_stale(made) else ""


def _line(place: Place) -> str:
    """The file and the line, as far as it is one."""
    return report.position(place).rpartition(":")[0] or report.position(place)


def _document(made: Made) -> str:
    """A document and the input that it was made of."""
    maker = f" ({report.shown_path(made.maker)})" if made.maker else ""
    return f"{report.shown_path(made.document)}{maker}"


def _show_stale(documents: Mapping[Path, Sequence[tuple[Listed, Made]]]) -> None:
    """The documents, and per demand what it was and what it is now."""
    from drafter.demands import differences

    for pairs in documents.values():
        click.secho(_document(pairs[0][1]), bold=True)
        for demand, made in pairs:
            click.echo(f"    {demand.name}")
            before, after = differences(made.text, demand.text or "")
            click.echo("      " + _("then: {text}").format(text=_marked(before, "red")))
            now = _marked(after, "green") if after else _("no paper has this any more")
            click.echo("      " + _("now:  {text}").format(text=now))
    if documents:
        count = len(documents)
        counted = ngettext("{count} document is stale", "{count} documents are stale", count)
        remedy = _("see what differs, then use 'drafter render' or 'drafter batch' again")
        click.echo(f"{counted.format(count=count)}; {remedy}")
    else:
        click.echo(_("every document has the demands as the papers have them now"))


def _marked(pieces: Iterable[tuple[str, bool]], colour: str) -> str:
    """The text, with a colour for what is different."""
    return " ".join(click.style(text, fg=colour) if new else text for text, new in pieces)


def _day(text: str | None) -> datetime.date:
    if text is None:
        return datetime.date.today()
    from drafter.dutch.dates import parse_date

    try:
        return parse_date(text)
    except ValueError:
        raise click.BadParameter(_("write 2026-06-09, 9-6-2026 or 9 juni 2026")) from None


def _doubt(confirmed: bool) -> str:
    return "" if confirmed else f"  ({_('to be confirmed')})"


for _command in drafter.commands.values():
    _command.options_metavar = _("[OPTIONS]")  # the one word that click does not translate


def _problems(inputs: Sequence[Path]) -> list[Problem]:
    """Everything that is wrong with the inputs, warnings included."""
    drafts, problems = _drafts(inputs, final=False)
    return problems + [warning for _pipeline, draft in drafts for warning in draft.warnings]


def _fix(problems: Sequence[Problem]) -> bool:
    """Mend the inputs and show what was changed; whether anything was."""
    from drafter.mend import mend

    changes = mend(problems)
    for change in changes:
        click.echo(f"{report.position(change.place)}: {change.before} → {change.after}")
    count = len(changes)
    if changes:
        mended = ngettext("{count} change was made", "{count} changes were made", count)
        click.echo(mended.format(count=count))
    else:
        click.echo(_("there is nothing that can be mended without you"))
    return bool(changes)


# ── Printing ──────────────────────────────────────────────────────────────────


def show(problems: Iterable[Problem]) -> None:
    """Print problems, each with its place and remedy, and how many errors there are."""
    known = list(dict.fromkeys(problems))
    for problem in known:
        first, newline, rest = report.as_text(problem).partition("\n")
        colour = "red" if problem.severity == "error" else "yellow"
        click.echo(click.style(first, fg=colour, bold=True) + newline + rest + "\n", err=True)
    if any(problem.severity == "error" for problem in known):
        click.echo(report.summary(known), err=True)


def confess() -> None:
    """Say that drafter itself failed, and where the details are."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="drafter-", suffix=".txt", delete=False, encoding="utf-8"
    ) as log:
        log.write(traceback.format_exc())
    click.secho(_("drafter itself failed; this is not your mistake."), fg="red", err=True)
    click.echo(_("The details are in {file}.").format(file=log.name), err=True)
    click.echo(_("Send that file to whoever looks after drafter (see CONTRIBUTING.md)."), err=True)


def _done(text: str, path: Path) -> None:
    click.echo(text.format(path=click.style(report.shown_path(path), bold=True)))


# ── Rendering ─────────────────────────────────────────────────────────────────


def _pipeline(path: Path) -> Pipeline:
    from drafter.pipeline import Pipeline
    from drafter.workspace import Workspace

    return Pipeline(Workspace.around(path))


def _drafts(
    inputs: Sequence[Path], *, final: bool
) -> tuple[list[tuple[Pipeline, Draft]], list[Problem]]:
    """Every input as a draft, and the problems of those that cannot be one."""
    pipelines: dict[Path, Pipeline] = {}
    drafts: list[tuple[Pipeline, Draft]] = []
    problems: list[Problem] = []
    for path in inputs:
        pipeline = _pipeline(path)
        pipeline = pipelines.setdefault(pipeline.workspace.root, pipeline)
        try:
            drafts += [(pipeline, draft) for draft in pipeline.drafts(path, final=final)]
        except DrafterError as error:
            problems += error.problems
    return drafts, problems


def _render(
    inputs: Sequence[Path], out: Path | None, pdf: bool, final: bool, overwrite: bool
) -> None:
    """Nothing is written until every input is in order."""
    drafts, problems = _drafts(inputs, final=final)
    if problems:
        raise DrafterError(problems)
    if out is not None and out.suffix.lower() == ".docx" and len(drafts) > 1:
        raise click.UsageError(_("an input with several letters needs a folder after --out"))
    from drafter.pipeline import obstacles

    planned = [(pipeline.target(draft, out), draft) for pipeline, draft in drafts]
    if found := obstacles(planned, overwrite=overwrite):
        raise DrafterError(found)
    made = []
    for pipeline, draft in _progress(drafts, len(drafts)):
        made.append(pipeline.save(draft, out, overwrite=overwrite))
    for rendered in made:
        show(rendered.warnings)
        _done(_("made: {path}") if rendered.changed else _("unchanged: {path}"), rendered.path)
    if pdf:
        from drafter.pipeline import pdfs

        for path in pdfs([rendered.path for rendered in made]):
            _done(_("made: {path}"), path)


def _progress(work: Iterable[_Item], count: int) -> Iterator[_Item]:
    """The work, with a bar on the screen while there is more than one piece of it."""
    if count < 2:
        yield from work
        return
    collect_garbage()
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        work, length=count, label=_("making"), file=sys.stderr, hidden=hidden
    ) as bar:
        yield from bar


def collect_garbage() -> None:
    """For work that goes on: a short run leaves it off, see `__main__`."""
    gc.freeze()
    gc.enable()


def _watch(inputs: Sequence[Path], work: Any) -> None:
    """Work now and after each change of an input or a template, until Ctrl-C."""
    seen: dict[Path, float] = {}
    click.echo(_("Watching for changes; stop with Ctrl-C."))
    collect_garbage()
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            if (now := _stamps(inputs)) != seen:
                seen = now
                try:
                    work()
                except DrafterError as error:
                    show(error.problems)
            time.sleep(0.3)


def _stamps(inputs: Sequence[Path]) -> dict[Path, float]:
    """When each file that counts was last changed."""
    files = list(inputs)
    for path in inputs:
        workspace = _pipeline(path).workspace
        files += [workspace.organisation, *workspace.register.glob("*.yaml")]
        files += workspace.papers.rglob("*.y*ml")  # letters use their demands
        files += [file for folder in workspace.template_folders for file in folder.rglob("*.*")]
    return {file: file.stat().st_mtime for file in files if file.is_file()}
