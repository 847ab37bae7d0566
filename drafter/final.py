"""What forbids a final document: what colleagues left open in copies that were reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter import open_points, outputs
from drafter.document import runs
from drafter.field_names import FieldNames
from drafter.open_points import Copy, Open, OpenComment, OpenConflict, Side
from drafter.pipeline import Draft, Pipeline
from drafter.problems import DrafterError, Place, Problem
from drafter.report import argument, shortened, shown_path
from drafter.workspace import Workspace

if TYPE_CHECKING:
    from drafter.versions import Version

_SHOWN: Final = 100  # signs of a comment, or of what it is about


def unsettled(workspace: Workspace, drafts: Iterable[Draft]) -> list[Problem]:
    """All that is known to be open of these letters and papers of a workspace."""
    folder = outputs.reviews(workspace.root)
    known = open_points.letters(folder)
    # Letters to several addressees have one id.
    by_id = {draft.document.baseline.input_id: draft for draft in drafts}
    mine = (one for one in by_id.items() if one[0] in known)
    return [problem for id, draft in mine for problem in _problems(folder, id, draft)]


def unsettled_versions(pipeline: Pipeline, versions: Iterable[Version]) -> list[Problem]:
    """As `unsettled`, for versions of a campaign. What else is wrong with them others tell."""
    known = open_points.letters(outputs.reviews(pipeline.workspace.root))
    mine = [version for version in versions if str(version.letter.root.get("id")) in known]
    made = (one for one in pipeline.versions(mine) if not isinstance(one, DrafterError))
    return unsettled(pipeline.workspace, chain.from_iterable(made))


def _problems(folder: Path, id: str, draft: Draft) -> Iterator[Problem]:
    try:
        known = open_points.read(folder, id)
    except open_points.Damaged:
        yield _damaged(draft, folder / f"{id}.json")
        return
    values = draft.document.baseline.values
    for conflict in known.conflicts:
        if values.get(conflict.field, "") == conflict.value:
            yield _conflict(conflict, known, draft)
    for copy in known.copies:
        for comment in copy.comments:
            yield _comment(comment, copy)


def _conflict(conflict: OpenConflict, known: Open, draft: Draft) -> Problem:
    files = {copy.fingerprint: copy.file for copy in known.copies}
    printed = dict.fromkeys(run.field for run in runs(draft.document.blocks) if run.field)
    said = [_said(shown_path(files[side.copy]), side) for side in conflict.sides]
    told = _("copies contradict each other in ‘{field}’: {versions}")
    remedy = _("choose one with: drafter review {input} {copy} --accept {field} --apply")
    if len(said) == 1:
        told = _("a copy contradicts what the input says by now in ‘{field}’: {versions}")
        remedy = _(
            "take it over with: drafter review {input} {copy} --accept {field} --apply; or keep "
            "what the input says with: drafter review {input} {copy} --accept none --apply"
        )
    field = FieldNames(printed).of(conflict.field)
    return Problem(
        Place(str(draft.source)),
        "open-conflict",
        told.format(field=field, versions="; ".join(said)),
        _or(
            remedy.format(
                input=argument(draft.source),
                copy=argument(files[conflict.sides[0].copy]),
                field=conflict.field,
            )
        ),
    )


def _said(file: str, side: Side) -> str:
    """What a copy says, with the names of those who wrote it."""
    words = shortened(side.words, _SHOWN) or _("(nothing)")
    return f"{file} ({side.author}): ‘{words}’" if side.author else f"{file}: ‘{words}’"


def _comment(comment: OpenComment, copy: Copy) -> Problem:
    author = comment.author or _("unknown")
    text = shortened(comment.text, _SHOWN)
    told = _("nobody answered the comment of {author}: ‘{text}’").format(author=author, text=text)
    if comment.quote:
        told = _("nobody answered the comment of {author} on ‘{quote}’: ‘{text}’").format(
            author=author, quote=shortened(comment.quote, _SHOWN), text=text
        )
    return Problem(
        Place(str(copy.file)),
        "open-comment",
        told,
        _or(_("reply to it or mark it as resolved in Word, then use 'drafter review' again")),
    )


def _damaged(draft: Draft, path: Path) -> Problem:
    return Problem(
        Place(str(path)),
        "damaged-review",
        _("what colleagues left open in copies of {input} cannot be read any more").format(
            input=shown_path(draft.source)
        ),
        _or(_("use 'drafter review' on their copies again")),
    )


def _or(remedy: str) -> str:
    """The remedy, and the way without it."""
    return f"{remedy}; {_('with --despite-review it is made all the same')}"
