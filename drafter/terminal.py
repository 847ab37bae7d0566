"""What commands print: problems, what was made, and how far the work is."""

from __future__ import annotations

import codecs
import gc
import io
import sys
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import TypeVar

import click

from drafter import report
from drafter.dutch.lookup import plain_letters
from drafter.problems import Problem

_Item = TypeVar("_Item")
_LIKE = {"→": "->", "●": "*", "≠": "#", "…": "...", "–": "-", "·": "."}


def fit(*streams: object) -> None:
    """Let each stream give what is nearest for a sign that its encoding does not have.

    Windows gives a file or another program the signs of one language only.
    """
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            codecs.register_error("nearest", _nearest)
            stream.reconfigure(errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Signs as plain as possible, and where the text goes on."""
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    plain = (
        _LIKE.get(sign) or plain_letters(sign).encode("ascii", "ignore").decode() for sign in signs
    )
    return "".join(sign or "?" for sign in plain), error.end


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


def done(text: str, path: Path) -> None:
    """Print a text with the path of what was made in it."""
    click.echo(text.format(path=click.style(report.shown_path(path), bold=True)))


def progress(work: Iterable[_Item], count: int) -> Iterator[_Item]:
    """The work, with a bar on the screen, if that is one, for more than one piece of it."""
    if count > 1:
        collect_garbage()
    if count < 2 or not sys.stderr.isatty():
        yield from work
        return
    with click.progressbar(work, length=count, label=_("making"), file=sys.stderr) as bar:
        yield from bar


def collect_garbage() -> None:
    """For work that goes on: a short run leaves it off, see `__main__`.

    Seldom: a letter leaves little, and with Python's own threshold collecting takes a tenth of
    the time of a campaign.
    """
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()
