"""`drafter redline`: a document that is sent round again, with what changed since the last time.

The last time is an input as it was then, or a document that was sent: then its text with all
changes rejected, for that is what was sent. Comments that are still open go along.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from drafter import outputs
from drafter.document import Document
from drafter.pipeline import Draft, Pipeline
from drafter.printed import laid_out
from drafter.problems import DrafterError, Place, Problem
from drafter.received import Received, rejected
from drafter.rounds import Copy, copies
from drafter.threads import Thread, open_threads


class Resent(NamedTuple):
    """The document that was made, and the comments that are kept in it.

    `untracked` when the old one has no tracked changes, and may have been edited all the same.
    """

    path: Path
    threads: tuple[Thread, ...]
    untracked: bool


def is_document(path: Path) -> bool:
    """Whether it is a Word document, and no input."""
    return path.suffix.lower() == ".docx"


def resend(
    old: Path,
    new: Path,
    comments: Sequence[Path] = (),
    author: str | None = None,
    out: Path | None = None,
    *,
    overwrite: bool = False,
) -> Resent:
    """Make the document of an input with what changed since an older one, another input or a copy.

    The open comments of the copies stay in it. Raises `DrafterError`; then nothing was written.
    """
    if is_document(new):
        raise _refusal(
            new,
            "no-input",
            _("this is a document; the new version is an input"),
            _("name the document first, and then its input"),
        )
    files = list(dict.fromkeys([*([old] if is_document(old) else []), *comments]))
    found = copies(new, files) if files else []
    for copy in found:
        _require_few(copy)
    of_old, of_new = () if is_document(old) else (old,), () if found else (new,)
    drafts = _drafts((*of_old, *of_new))
    draft = _common(found, new) if found else drafts[-1]
    before: Document | Received = _text(found[0].received) if not of_old else drafts[0].document
    untracked = not of_old and not found[0].received.tracked and outputs.edited(old)
    threads = open_threads(laid_out(draft.document), [copy.received for copy in found])
    made = Pipeline.around(new).redline(
        before,
        draft,
        author or draft.document.author,
        datetime.datetime.now().replace(microsecond=0),
        out,
        threads,
        overwrite=overwrite,
    )
    return Resent(made.path, tuple(threads), untracked)


_MOST_COMMENTS = 5_000  # in a copy: more than many people make


def _require_few(copy: Copy) -> None:
    if len(copy.received.comments) > _MOST_COMMENTS:
        raise _refusal(
            copy.file,
            "not-docx",
            _("this document is far larger than a letter or a paper"),
            _("copy its text into a new document, save that and try again"),
        )


def _text(received: Received) -> Received:
    """The file with all changes rejected."""
    notes = {id: rejected(note) for id, note in received.notes.items()}
    return received._replace(paragraphs=rejected(received.paragraphs), notes=notes, tracked=False)


def _common(found: Sequence[Copy], new: Path) -> Draft:
    """The document of the input that all copies are copies of."""
    first = found[0]
    for copy in found[1:]:
        if copy.letter is not first.letter:
            raise _refusal(
                copy.file,
                "other-letter",
                _("this is a copy of another letter of {input} than {file}").format(
                    input=new, file=first.file
                ),
                _("make a document for each letter, each with its own copies"),
            )
    return first.letter.draft


def _drafts(inputs: Sequence[Path]) -> list[Draft]:
    """The document of each input. Raises `DrafterError` with the problems of all of them."""
    drafts, problems = [], list[Problem]()
    for path in inputs:
        try:
            drafts.append(_only(path))
        except DrafterError as error:
            problems += error.problems
    if problems:
        raise DrafterError(problems)
    return drafts


def _only(path: Path) -> Draft:
    drafts = Pipeline.around(path).drafts_alone(path)
    if len(drafts) > 1:
        raise _refusal(
            path,
            "several-letters",
            _("an input with several letters cannot be compared with another"),
            _("compare it with a document of one of them that was sent round: a .docx"),
        )
    return drafts[0]


def _refusal(file: Path, code: str, message: str, hint: str = "") -> DrafterError:
    return DrafterError([Problem(Place(str(file)), code, message, hint)])
