"""The commands that start something, and those that tell what can stand in an input."""

from __future__ import annotations

import datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter import report
from drafter.kinds import KINDS
from drafter.options import INPUT
from drafter.terminal import done

if TYPE_CHECKING:
    from drafter.pipeline import Pipeline


@click.command(help=_("Make a workspace in FOLDER: inputs, templates, outputs and an example."))
@click.argument("folder", type=INPUT, metavar=_("FOLDER"))
def init(folder: Path) -> None:
    """Make a workspace."""
    from drafter import scaffold

    scaffold.init(folder)
    example = folder / "inputs" / "letters" / "minusma-voortgang.yaml"
    done(_("made: {path}"), folder)
    click.echo(_("Now try: drafter render {path}").format(path=report.argument(example)))


@click.command(help=_("Make a commented input to fill in, called NAME."))
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", metavar=_("NAME"))
def new(kind: str, name: str) -> None:
    """Make an input."""
    from drafter import scaffold

    path = scaffold.new(kind, name, scaffold.workspace_root(), datetime.date.today())
    done(_("made: {path}"), path)


@click.command(help=_("Make an empty position paper in house style, with prompts for writers."))
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
    type=INPUT,
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
        done(_("made: {path}"), path)


@click.command(help=_("Print the JSON Schema by which editors complete and explain fields."))
@click.argument("kind", type=click.Choice(KINDS))
def schema(kind: str) -> None:
    """Print a schema."""
    from drafter import scaffold

    click.echo(scaffold.schema_of(kind, _here()))


_on = click.option(
    "--on",
    callback=lambda _context, _option, text: _day(text),
    metavar=_("DATE"),
    help=_("the names of that day, such as 2019-05-01; without it, of today"),
)


@click.command(help=_("List the committees of parliament, all or those that match TEXT."))
@click.argument("text", required=False, metavar=_("[TEXT]"))
@_on
def committees(text: str | None, on: datetime.date) -> None:
    """List committees."""
    register = _here().registers.committees
    found = register.search(text, on) if text else register.on(on)
    if not found:
        raise click.UsageError(_("no committee matches '{text}'").format(text=text))
    width = max(len(committee.key) for committee in found)
    for committee in found:
        chamber = register.chamber(committee.chamber).short_name
        key = click.style(committee.key.ljust(width), bold=True)
        click.echo(f"{key}  {chamber}  {committee.official_name}{_doubt(committee.confirmed)}")


@click.command(help=_("List the members of government, all or those that match TEXT."))
@click.argument("text", required=False, metavar=_("[TEXT]"))
@_on
def offices(text: str | None, on: datetime.date) -> None:
    """List offices."""
    register = _here().registers.offices()
    found = register.search(text, on) if text else register.on(on)
    if not found:
        raise click.UsageError(_("no office matches '{text}'").format(text=text))
    width = max(len(office.official_name) for office in found)
    for office in found:
        name = office.official_name
        beside = f"{office.holder}{_doubt(office.confirmed)}"
        space = " " * (width - len(name) + 2) if beside else ""
        click.echo(f"{click.style(name, bold=True)}{space}{beside}")


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


def _here() -> Pipeline:
    """That of the workspace one stands in."""
    from drafter.pipeline import Pipeline

    return Pipeline.around(Path.cwd() / "here")


COMMANDS = (init, new, skeleton, schema, committees, offices)
