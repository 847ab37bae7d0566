"""The command for documents that came back; it prints, as those of `cli` do."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from drafter.terminal import done

if TYPE_CHECKING:
    from drafter.findings import Findings
    from drafter.rounds import Round

_INPUT = click.Path(path_type=Path)


@click.command(
    help=_(
        "Show what colleagues changed in Word in a document of INPUT, field by field. "
        "Nothing is changed by this: neither the input nor the documents. What is still open, "
        "drafter remembers: 'render --final' asks about it."
    )
)
@click.argument("path", type=_INPUT, metavar=_("INPUT"))
@click.argument("files", type=_INPUT, nargs=-1, required=True, metavar=_("EDITED.docx..."))
@click.option(
    "--author", metavar=_("NAME"), help=_("only the changes and comments in which NAME had a hand")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=_("text for people, json for programs"),
)
@click.option(
    "--report",
    "file",
    type=_INPUT,
    metavar=_("FILE"),
    help=_("also make a report to decide on in a meeting: a .docx or an .html file"),
)
@click.option("--overwrite", is_flag=True, help=_("overwrite a report that was changed"))
def review(
    path: Path,
    files: tuple[Path, ...],
    author: str | None,
    form: Literal["text", "json"],
    file: Path | None,
    overwrite: bool,
) -> None:
    """Show what was changed."""
    from drafter import review_findings, review_memory, rounds

    _require_report(file, files)
    found = rounds.reviewed(path, list(dict.fromkeys(files)), author)
    told = review_findings.findings(found)
    if file:
        from drafter import review_file

        review_file.save(told, path, file, overwrite=overwrite)
    _show(found, told, form, file)
    review_memory.remember(found)


def _show(found: Round, told: Findings, form: Literal["text", "json"], file: Path | None) -> None:
    from functools import partial

    from drafter import review_json, review_report

    if form == "json":
        click.echo(review_json.as_json(found))
        return
    marks = review_report.Marks(
        heading=partial(click.style, bold=True),
        deleted=partial(click.style, fg="red"),
        inserted=partial(click.style, fg="green"),
        doubt=partial(click.style, fg="yellow"),
    )
    click.echo(review_report.as_text(told, marks))
    if file:
        click.echo()
        done(_("made: {path}"), file)


def _require_report(file: Path | None, files: Sequence[Path]) -> None:
    """Refuse what --report cannot make, and a place where a reviewed document stands."""
    if file is None:
        return
    if file.suffix.lower() not in (".docx", ".html"):
        raise click.UsageError(_("after --report comes a file that ends with .docx or .html"))
    if file.resolve() in (one.resolve() for one in files):
        raise click.UsageError(
            _("{file} is what came back; give the report another name").format(file=file)
        )


COMMANDS = (review,)
