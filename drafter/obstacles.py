"""What stands in the way before a document is written."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from drafter import outputs
from drafter.problems import Place, Problem


def before(planned: Sequence[tuple[Path, Path]], *, overwrite: bool = False) -> list[Problem]:
    """What stands in the way of writing each file from its input, which comes second.

    Two inputs that would make the same file, a file that another input made, and, unless
    they may be overwritten, changes that somebody made in Word.
    """
    makers: dict[Path, Path] = {}
    found = []
    for file, source in planned:
        maker = makers.setdefault(file, source)
        if maker == source:
            if not file.exists():
                continue
            maker = outputs.maker(file) or source
        if maker.resolve() != source.resolve() and maker.is_file():
            found.append(_taken(file, source, maker))
        elif not overwrite and outputs.edited(file):
            found.append(_edited(file))
    return found


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
