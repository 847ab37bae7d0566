"""What is there before anything is written: a workspace, and a new input."""

from __future__ import annotations

import datetime
import shutil
from gettext import gettext as _
from pathlib import Path
from string import Template

from drafter import outputs, schema
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Place, Problem
from drafter.values import slug
from drafter.workspace import PACKAGED_INPUTS, PACKAGED_TEMPLATES, Workspace

FOLDERS = {"letter": "letters", "position-paper": "papers", "campaign": "campaigns"}
_SCHEMAS = "schemas"

# ── A workspace ───────────────────────────────────────────────────────────────


def init(folder: Path) -> None:
    """Make a workspace: examples, the house style, room for templates and outputs.

    Raises `DrafterError` when the folder is a workspace already; nothing is overwritten.
    """
    if (folder / "inputs").exists():
        problem = Problem(
            Place(str(folder)),
            "exists",
            _("this folder is a workspace already, and nothing in it is overwritten"),
            _("choose another folder"),
        )
        raise DrafterError([problem])
    templates = folder / "templates"
    for name in ("letters", "papers", "house-style"):
        (templates / name).mkdir(parents=True, exist_ok=True)
    new = PACKAGED_TEMPLATES / "new"
    house_style = "house-style/house-style.docx"
    _copy(PACKAGED_TEMPLATES / house_style, templates / house_style)
    _copy(new / "eigen-brief.html", templates / "letters/eigen-brief.html")
    _copy(new / "LEESMIJ.md", templates / "LEESMIJ.md")
    (folder / "outputs").mkdir(exist_ok=True)
    for example in filter(Path.is_file, PACKAGED_INPUTS.rglob("*")):
        _copy(example, folder / "inputs" / example.relative_to(PACKAGED_INPUTS))
    for kind in FOLDERS:
        write_schema(folder, kind)


def _copy(packaged: Path, own: Path) -> None:
    """Copy a file, not its rights: an installation may be read-only. What is there stays."""
    if not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packaged, own)


def write_schema(root: Path, kind: str) -> None:
    """Put the schema where the first line of an input points to."""
    text = schema_of(kind, Pipeline(Workspace(root)))
    outputs.replace(root / "inputs" / _SCHEMAS / f"{kind}.json", f"{text}\n".encode())


def schema_of(kind: str, pipeline: Pipeline) -> str:
    """The JSON Schema of a kind of input, with the names of today."""
    registers = pipeline.registers
    today = datetime.date.today()
    offered = {
        "committee": [committee.key for committee in registers.committees.on(today)],
        "meeting": [kind.key for kind in registers.meetings.all()],
        "office": [office.official_name for office in registers.offices().on(today)],
    }
    return schema.as_json(kind, offered)


# ── A new input ───────────────────────────────────────────────────────────────


def new(kind: str, name: str, root: Path, today: datetime.date) -> Path:
    """A commented input to fill in, at `inputs/letters/NAME.yaml`. Raises `DrafterError`."""
    id = _id(name)
    path = input_path(root, kind, id)
    text = (PACKAGED_TEMPLATES / "new" / f"{kind}.yaml").read_text("utf-8")
    write_schema(root, kind)
    outputs.write_new(
        path, header(kind) + Template(text).substitute(id=id, today=today.isoformat())
    )
    return path


def _id(name: str) -> str:
    if id := slug(name.removesuffix(".yaml")):
        return id
    problem = Problem(Place(name), "bad-id", _("a name needs letters or digits"))
    raise DrafterError([problem])


def input_path(root: Path, kind: str, id: str) -> Path:
    """Where a new input goes. Raises `DrafterError` when there is one already."""
    path = root / "inputs" / FOLDERS[kind] / f"{id}.yaml"
    if path.exists():
        raise DrafterError([outputs.occupied(path)])
    return path


def header(kind: str) -> str:
    """The line by which editors know the fields."""
    return f"# yaml-language-server: $schema=../{_SCHEMAS}/{kind}.json\n"


def workspace_root() -> Path:
    """The workspace that the current folder is in, or the folder itself."""
    return Workspace.around(Path.cwd() / "here").root
