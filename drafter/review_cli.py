"""The command for documents that came back; it prints, as those of `cli` do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from drafter import terminal
from drafter.options import INPUT, text_or_json

if TYPE_CHECKING:
    from drafter.apply_report import Done
    from drafter.findings import Findings
    from drafter.outcomes import Choice


@click.command(
    help=_(
        "Show what colleagues changed in Word in a document of INPUT, field by field. "
        "With --apply it is written into INPUT; without it, neither the input nor a document is "
        "changed. What is still open, drafter remembers: 'render --final' asks about it."
    )
)
@click.argument("path", type=INPUT, metavar=_("INPUT"))
@click.argument("files", type=INPUT, nargs=-1, required=True, metavar=_("EDITED.docx..."))
@click.option(
    "--accept",
    metavar=_("all|none|FIELD,..."),
    help=_("which changes to take over: all, none, or those of these fields, lists or items"),
)
@click.option(
    "--author", metavar=_("NAME"), help=_("only the changes and comments in which NAME had a hand")
)
@click.option(
    "--apply", "is_applied", is_flag=True, help=_("write the accepted changes into INPUT")
)
@text_or_json
@click.option(
    "--report",
    "file",
    type=INPUT,
    metavar=_("FILE"),
    help=_("also make a report to decide on in a meeting: a .docx or an .html file"),
)
@click.option("--overwrite", is_flag=True, help=_("overwrite a report that was changed"))
def review(
    path: Path,
    files: tuple[Path, ...],
    accept: str | None,
    author: str | None,
    is_applied: bool,
    form: Literal["text", "json"],
    file: Path | None,
    overwrite: bool,
) -> None:
    """Show what was changed, and write it into the input."""
    from drafter import (
        apply_report,
        review_file,
        review_findings,
        review_json,
        review_memory,
        rounds,
        taking_over,
    )

    if file:
        _require_report(file, files)
        review_file.require(file, path, overwrite=overwrite)
    round = rounds.reviewed(path, list(dict.fromkeys(files)), author)
    choice = taking_over.choice(accept)
    done = taking_over.take_over(round, choice, is_written=is_applied)
    told = apply_report.with_results(review_findings.findings(round), done)
    if form == "json":
        click.echo(review_json.as_json(round, apply_report.as_data(done)))
    else:
        _show(told)
    if file:
        review_file.save(told, path, file)
        if form == "text":
            click.echo()
            terminal.done(_("made: {path}"), file)
    review_memory.remember(done)
    if is_applied and _is_missed(done, choice):
        raise SystemExit(1)


def _show(told: Findings) -> None:
    from functools import partial

    from drafter import review_report

    marks = review_report.Marks(
        heading=partial(click.style, bold=True),
        deleted=partial(click.style, fg="red"),
        inserted=partial(click.style, fg="green"),
        doubt=partial(click.style, fg="yellow"),
    )
    click.echo(review_report.as_text(told, marks))


def _is_missed(done: Done, choice: Choice) -> bool:
    """Whether something that was asked for by name was not written."""
    open = (*done.of("refused"), *done.of("conflict"))
    return any(choice.by_name(one.id) for one in open)


def _require_report(file: Path, files: Sequence[Path]) -> None:
    """Refuse what --report cannot make, and a place where a reviewed document stands."""
    if file.suffix.lower() not in (".docx", ".html"):
        raise click.UsageError(_("after --report comes a file that ends with .docx or .html"))
    if file.resolve() in (one.resolve() for one in files):
        raise click.UsageError(
            _("{file} is what came back; give the report another name").format(file=file)
        )


@click.command(
    help=_(
        "Make an input of a position paper that was filled in in Word. "
        "The document stays as it is, and no input is written over."
    )
)
@click.argument("file", type=INPUT, metavar=_("FILLED.docx"))
@click.option(
    "--out",
    type=INPUT,
    metavar=_("INPUT"),
    help=_("the new input; without it, among the papers of the workspace"),
)
def adopt(file: Path, out: Path | None) -> None:
    """Make an input of a document."""
    from drafter import adopt as adopting

    if out is not None and out.suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(_("after --out comes the name of an input, which ends in .yaml"))
    made = adopting.adopt(file, out)
    terminal.show(made.problems)
    terminal.done(_("made: {path}"), made.path)
    if any(problem.severity == "error" for problem in made.problems):
        sys.exit(1)


COMMANDS = (review, adopt)
