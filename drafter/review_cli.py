"""The command for documents that came back; it prints, as those of `cli` do."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path
from typing import Literal

import click

from drafter.terminal import done, show

_INPUT = click.Path(path_type=Path)


@click.command(
    help=_(
        "Show what colleagues changed in Word in a document of INPUT, field by field. "
        "Nothing is changed by this: neither the input nor the documents."
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
def review(
    path: Path, files: tuple[Path, ...], author: str | None, form: Literal["text", "json"]
) -> None:
    """Show what was changed."""
    from functools import partial

    from drafter import review_report, rounds

    found = rounds.reviewed(path, list(dict.fromkeys(files)), author)
    if form == "json":
        click.echo(review_report.as_json(found))
        return
    marks = review_report.Marks(
        heading=partial(click.style, bold=True),
        deleted=partial(click.style, fg="red"),
        inserted=partial(click.style, fg="green"),
        doubt=partial(click.style, fg="yellow"),
    )
    click.echo(review_report.as_text(found, marks))


@click.command(
    help=_(
        "Make an input of a position paper that was filled in in Word. "
        "The document stays as it is, and no input is written over."
    )
)
@click.argument("file", type=_INPUT, metavar=_("FILLED.docx"))
@click.option(
    "--out",
    type=_INPUT,
    metavar=_("INPUT"),
    help=_("the new input; without it, among the papers of the workspace"),
)
def adopt(file: Path, out: Path | None) -> None:
    """Make an input of a document."""
    from drafter import adopt as adopting

    if out is not None and out.suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(_("after --out comes the name of an input, which ends in .yaml"))
    made = adopting.adopt(file, out)
    show(made.problems)
    done(_("made: {path}"), made.path)
    if any(problem.severity == "error" for problem in made.problems):
        sys.exit(1)


COMMANDS = (review, adopt)
