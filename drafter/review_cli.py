"""The command for documents that came back; it prints, as those of `cli` do."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from drafter.apply import Choice
    from drafter.apply_report import Done
    from drafter.rounds import Round

_INPUT = click.Path(path_type=Path)


@click.command(
    help=_(
        "Show what colleagues changed in Word in a document of INPUT, field by field. "
        "With --apply it is written into INPUT; without it, nothing is changed anywhere."
    )
)
@click.argument("path", type=_INPUT, metavar=_("INPUT"))
@click.argument("files", type=_INPUT, nargs=-1, required=True, metavar=_("EDITED.docx..."))
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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=_("text for people, json for programs"),
)
def review(
    path: Path,
    files: tuple[Path, ...],
    accept: str | None,
    author: str | None,
    is_applied: bool,
    form: Literal["text", "json"],
) -> None:
    """Show what was changed, and write it into the input."""
    from drafter import rounds, taking_over

    round = rounds.reviewed(path, list(dict.fromkeys(files)), author)
    choice = taking_over.choice(accept)
    done = taking_over.take_over(round, choice, is_written=is_applied)
    _show(round, done, form)
    if is_applied and _is_missed(done, choice):
        raise SystemExit(1)


def _show(round: Round, done: Done, form: Literal["text", "json"]) -> None:
    from functools import partial

    from drafter import apply_report, review_report

    if form == "json":
        click.echo(review_report.as_json(round, apply_report.as_data(done)))
        return
    marks = review_report.Marks(
        heading=partial(click.style, bold=True),
        deleted=partial(click.style, fg="red"),
        inserted=partial(click.style, fg="green"),
        doubt=partial(click.style, fg="yellow"),
    )
    told = (review_report.as_text(round, marks), apply_report.as_text(done, marks))
    click.echo("\n\n".join(text for text in told if text))


def _is_missed(done: Done, choice: Choice) -> bool:
    """Whether something that was asked for by name was not written."""
    open = (*done.of("refused"), *done.of("conflict"))
    return any(choice.by_name(one.id) for one in open)


COMMANDS = (review,)
