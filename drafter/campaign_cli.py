"""The commands for campaigns, and for the demands of position papers; they print, as `cli` does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from drafter import report
from drafter.options import INPUT, despite_review, text_or_json
from drafter.problems import Place
from drafter.terminal import done, progress, show

if TYPE_CHECKING:
    from drafter.batch import Batch, Finished, Row, Status
    from drafter.demands import Listed, Made

_FOLDER = click.Path(path_type=Path, file_okay=False)
_WIDEST = 100  # cells of a table: a wider one is hard to follow


@click.command(help=_("Make all letters of a campaign."))
@click.argument("campaign", type=INPUT, metavar=_("CAMPAIGN"))
@click.option(
    "--only", metavar=_("KEY,..."), help=_("only these versions; all else is left as it is")
)
@click.option("--final", is_flag=True, help=_("without the word CONCEPT, ready to be sent"))
@despite_review
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
    despite_review: bool,
    pdf: bool,
    email: bool,
    zipped: bool,
    out: Path | None,
    jobs: int | None,
) -> None:
    """Make a campaign."""
    from drafter import batch as batches
    from drafter import dispatch
    from drafter.pipeline import Pipeline

    keys = _keys(only)
    _require_folder(out)
    if pdf:
        dispatch.require_pdfs()  # before anything is made
    with_pdf = pdf or (email and dispatch.can_make_pdfs())
    work = batches.open_campaign(
        Pipeline.around(campaign),
        campaign,
        out,
        final=final,
        email=email,
        with_pdf=with_pdf,
        settled=final and not despite_review,
    )
    versions = work.chosen(keys)
    staged = list(progress(work.stage(versions, jobs), len(versions)))
    finished = work.finish(versions, staged)
    show(finished.noticed)
    rows = _dispatch(work, finished, pdf=with_pdf, email=email, zipped=zipped)
    _tell(work, finished, rows, zipped=zipped)
    _tell_outdated(dispatch.outdated([row.file for row in rows], work.folder))
    papers = finished.papers.values()
    if "edited" in {*(row.status for row in rows), *(paper.status for paper in papers)}:
        sys.exit(1)


def _tell(work: Batch, finished: Finished, rows: Sequence[Row], *, zipped: bool) -> None:
    """What became of the letters and of what goes along."""
    click.echo(_table(rows))
    done(_("the letters are in {path}"), work.folder)
    for paper in finished.papers.values():
        done(f"{_words_for(paper.status)}: {{path}}", paper.file)
    if zipped:
        done(_("made: {path}"), work.parcel)
    if work.email and not work.with_pdf:
        click.echo(_("the e-mails hold no PDF: for that, drafter needs LibreOffice"))


def _tell_outdated(names: Sequence[str]) -> None:
    """Which files of an earlier run must not go out any more."""
    if names:
        text = ngettext(
            "{count} file is older than its letter; make it again with --pdf or --email:",
            "{count} files are older than their letters; make them again with --pdf or --email:",
            len(names),
        )
        click.secho(text.format(count=len(names)), fg="yellow")
        click.echo("\n".join(f"  {name}" for name in names))


def _keys(only: str | None) -> list[str]:
    """The versions that are named after --only; none for all of them."""
    keys = [key.strip() for key in (only or "").split(",") if key.strip()]
    if only is not None and not keys:
        raise click.UsageError(_("after --only come ids of versions, such as defensie,financien"))
    return keys


def _require_folder(out: Path | None) -> None:
    """Refuse a name after --out that is one of a file: it would be that of a new folder."""
    if out is not None and out.suffix.lower() in (".doc", ".docx", ".odt", ".pdf", ".zip", ".eml"):
        raise click.UsageError(_("after --out comes a folder, in which all letters go"))


def _table(rows: Sequence[Row]) -> str:
    header = (_("addressee"), _("meeting"), _("asks"), _("pages"))
    cells = [
        (
            report.shortened(row.addressee, 34),
            row.meeting,
            str(len(row.asks)),
            str(row.pages or "–"),
        )
        for row in rows
    ]
    files = [f"{_words_for(row.status)}: {row.file}" for row in rows]
    return report.table(header, cells, files, to_the_right=(2, 3))


def _words_for(status: Status) -> str:
    return {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
        "edited": _("edited in Word, left as it is"),
    }[status]


def _dispatch(
    work: Batch, finished: Finished, *, pdf: bool, email: bool, zipped: bool
) -> list[Row]:
    """Make what is wanted beside the letters; their rows, now with the numbers of pages."""
    from drafter import dispatch
    from drafter.batch import write_manifest

    letters = [made.row.file for made in finished.made]
    if pdf:
        papers = [paper.file for paper in finished.papers.values()]
        dispatch.make_pdfs([*(work.folder / name for name in letters), *papers])
    if email:
        for made in progress(finished.made, len(finished.made)):
            dispatch.write_email(work.folder, finished, made)
    pages = dispatch.pages(letters, work.folder)
    rows = [made.row._replace(pages=n) for made, n in zip(finished.made, pages, strict=True)]
    files = write_manifest(work, finished, rows)
    if zipped:
        dispatch.write_zip(work.parcel, files)
    return rows


@click.command(help=_("Show how much the letters of a campaign differ."))
@click.argument("campaign", type=INPUT, metavar=_("CAMPAIGN"))
@text_or_json
def compare(campaign: Path, form: Literal["text", "json"]) -> None:
    """Compare versions."""
    from drafter import compare, side_by_side, source
    from drafter.model import Letter
    from drafter.pipeline import Pipeline

    pipeline = Pipeline.around(campaign)
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
    import shutil  # only a table waits for it

    text = side_by_side.as_text(compared, min(shutil.get_terminal_size().columns, _WIDEST))
    click.echo(text.replace(side_by_side.OTHER, click.style(side_by_side.OTHER, fg="yellow")))
    show(warnings)


@click.command(
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


COMMANDS = (batch, compare, asks)
