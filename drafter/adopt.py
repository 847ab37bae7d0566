"""A position paper that was filled in in Word → a new input; none is ever written over."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from drafter import outputs, source
from drafter.composing import composed
from drafter.filled import Filled, Known, filled, was_written
from drafter.pipeline import Pipeline
from drafter.placed import Source
from drafter.problems import DrafterError, Place, Problem
from drafter.received import Received
from drafter.resolve import paper_author
from drafter.scaffold import FOLDERS, header, workspace_root, write_schema
from drafter.skeleton import prompt
from drafter.values import slug
from drafter.word.receive import receive
from drafter.workspace import Workspace

_KIND = "position-paper"


class Adopted(NamedTuple):
    """The input that was made, and what has to be looked at in it."""

    path: Path
    problems: tuple[Problem, ...]


def adopt(file: Path, target: Path | None) -> Adopted:
    """Make an input of a document, at `target` or else among the workspace's papers.

    Raises `DrafterError` when the document cannot be read or is no position paper, and when
    the input exists; then nothing is written.
    """
    received = receive(source.read_bytes(file, "*.docx"), str(file))
    root = Workspace.around(target).root if target else workspace_root()
    pipeline = Pipeline(Workspace(root))
    known = Known(_authors(pipeline), prompt)
    path = target or _free(root, _id(received, file))
    found = filled(received, slug(path.stem) or _KIND, known)
    if found is None:
        raise _no_paper(received, file)
    text = composed(found, file.name)
    in_place = path.resolve().parent == (root / "inputs" / FOLDERS[_KIND]).resolve()
    if in_place:
        write_schema(root, _KIND)
    outputs.write_new(path, (header(_KIND) if in_place else "") + text)
    read = source.read(path)
    problems = [*_made_of(received, file), *_remarks(found, read), *_wrong(pipeline, read)]
    return Adopted(path, tuple(problems))


def _authors(pipeline: Pipeline) -> dict[str, str]:
    """The lines that a template writes below the title, with the working group of each."""
    organisation = pipeline.sender.organisation
    groups = (None, *organisation.working_groups)
    return {paper_author(organisation, one): one.id if one else "" for one in groups}


def _id(received: Received, file: Path) -> str:
    """What the input is called: as the skeleton's, or as the file."""
    of_record = received.baseline.input_id if received.baseline else ""
    return slug(of_record) or slug(file.stem) or _KIND


def _free(root: Path, id: str) -> Path:
    """A new file among the papers; the skeleton has an input of its own, which stays."""
    folder = root / "inputs" / FOLDERS[_KIND]
    path = folder / f"{id}.yaml"
    return folder / f"{id}-ingevuld.yaml" if path.exists() else path


def _no_paper(received: Received, file: Path) -> DrafterError:
    fields = received.baseline.fields if received.baseline else ()
    is_letter = any(field.id == "subject" for field in fields)
    message = _("this is a letter, and only a position paper can become an input")
    hint = _("use 'drafter review' with the input of the letter")
    if not is_letter:
        message = _("no chapter of a position paper is in this document")
        hint = _("a chapter begins with a heading in the style “Genummerde kop”")
    return DrafterError([Problem(Place(str(file)), "no-paper", message, hint)])


def _made_of(received: Received, file: Path) -> list[Problem]:
    """What a document does not hold of the input that it was made of."""
    if received.baseline is None or not was_written(received):
        return []
    message = _("the input that this was made of, '{id}', has more: tags and sources").format(
        id=slug(received.baseline.input_id)
    )
    hint = _("'drafter review' brings changes back into that input, and keeps them")
    return [Problem(Place(str(file)), "has-input", message, hint, "warning")]


def _remarks(found: Filled, read: Source) -> list[Problem]:
    return [
        Problem(read.place(path), told.code, told.message, told.hint, "warning")
        for path, told in found.remarks
    ]


def _wrong(pipeline: Pipeline, read: Source) -> tuple[Problem, ...]:
    """What is still to be filled in, and whatever else a render would say."""
    try:
        return tuple(pipeline.draft_source(read).warnings)
    except DrafterError as error:
        return tuple(error.problems)
