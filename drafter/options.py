"""Options and kinds of arguments that commands of several modules have."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

INPUT = click.Path(path_type=Path)

despite_review = click.option(
    "--despite-review",
    is_flag=True,
    help=_("with --final: also while colleagues' comments or contradictions are open"),
)
text_or_json = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=_("text for people, json for programs"),
)
