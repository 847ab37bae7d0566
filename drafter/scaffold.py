"""What is there before anything is written: a workspace, a new input, a skeleton."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from string import Template
from typing import Any

from drafter import outputs, schema, source
from drafter.model import PositionPaper, slug
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Place, Problem
from drafter.workspace import PACKAGED_INPUTS, PACKAGED_TEMPLATES, Workspace

FOLDERS = {"letter": "letters", "position-paper": "papers"}
_SCHEMAS = "schemas"

# ── A workspace ───────────────────────────────────────────────────────────────


def init(folder: Path) -> None:
    """Make a workspace: examples, the house style, room for templates and outputs.

    Raises `DrafterError` when the folder is a workspace already; nothing is overwritten.
    """
    if (folder / "inputs").exists():
        raise DrafterError([outputs.occupied(folder / "inputs")])
    shutil.copytree(PACKAGED_INPUTS, folder / "inputs")
    for name in ("letters", "papers", "house-style"):
        (folder / "templates" / name).mkdir(parents=True, exist_ok=True)
    _copy("house-style/house-style.docx", folder)
    _copy("new/eigen-brief.html", folder, "letters/eigen-brief.html")
    _copy("new/LEESMIJ.md", folder, "LEESMIJ.md")
    (folder / "outputs").mkdir(exist_ok=True)
    for kind in FOLDERS:
        _write_schema(folder, kind)


def _copy(name: str, folder: Path, target: str = "") -> None:
    shutil.copyfile(PACKAGED_TEMPLATES / name, folder / "templates" / (target or name))


def _write_schema(root: Path, kind: str) -> Path:
    path = root / "inputs" / _SCHEMAS / f"{kind}.json"
    outputs.replace(path, (schema.as_json(kind) + "\n").encode())
    return path


# ── A new input ───────────────────────────────────────────────────────────────


def new(kind: str, name: str, root: Path, today: datetime.date) -> Path:
    """A commented input to fill in, at `inputs/letters/NAME.yaml`. Raises `DrafterError`."""
    id = _id(name)
    path = _input_path(root, kind, id)
    text = (PACKAGED_TEMPLATES / "new" / f"{kind}.yaml").read_text("utf-8")
    _write_schema(root, kind)
    outputs.write_new(path, _header(kind) + Template(text).substitute(id=id, today=today.isoformat()))
    return path


def _id(name: str) -> str:
    if id := slug(name.removesuffix(".yaml")):
        return id
    problem = Problem(Place(name), "bad-id", _("a name needs letters or digits"))
    raise DrafterError([problem])


def _input_path(root: Path, kind: str, id: str) -> Path:
    path = root / "inputs" / FOLDERS[kind] / f"{id}.yaml"
    if path.exists():
        raise DrafterError([outputs.occupied(path)])
    return path


def _header(kind: str) -> str:
    """The line by which editors know the fields."""
    return f"# yaml-language-server: $schema=../{_SCHEMAS}/{kind}.json\n"


# ── A skeleton ────────────────────────────────────────────────────────────────

PROMPTS: Mapping[str, str] = {
    "lead": "in twee zinnen: wat is er aan de hand en wat moet er gebeuren",
    "introduction": "de aanleiding, wat al is bereikt, en waarom het nu tijd is voor de volgende stap",
    "heading": "de aanbeveling in één regel, in de gebiedende wijs",
    "analysis": "wat er nu misgaat en voor wie, met feiten en bronnen; sluit af met wat nodig is",
    "action_point": "één concrete stap; begin met een werkwoord in de gebiedende wijs",
    "closing": "wat u de lezer vraagt te doen, en wat uw organisatie daaraan bijdraagt",
    "contact": "bij wie de lezer terechtkan",
    "period": "de jaren waarvoor dit paper geldt, zoals 2026–2027",
}
_ACTION_POINTS = 3
_RECOMMENDATIONS = 6


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The two files of a skeleton: one to write in with Word, one for drafter."""

    document: Path
    input: Path


def skeleton(kind: str, title: str | None, sections: int | None, filled: Path | None) -> Skeleton:
    """A skeleton in `inputs/` and `outputs/`. Raises `DrafterError`; then nothing is written.

    `filled` is an input, finished or not, of which everything is kept; `sections` is the
    number of recommendations, six when nothing says otherwise.
    """
    have = _kept(filled) if filled else {}
    root = Workspace.around(filled).root if filled else workspace_root()
    count = sections or len(have.get("recommendations") or []) or _RECOMMENDATIONS
    data = skeleton_data(title or str(have.get("title") or ""), count, have)
    path = skeleton_path(root, data, filled)
    pipeline = Pipeline(Workspace(root))
    text = _header(kind) + source.dump(data)
    draft = pipeline.draft_source(source.parse(text, path))
    _write_schema(root, kind)
    outputs.write_new(path, text)
    return Skeleton(pipeline.save(draft).path, path)


def _kept(path: Path) -> dict[str, Any]:
    """What an input holds; only what is not filled in yet may be wrong with it."""
    read = source.read(path)
    unfinished = ("missing-field", "empty", "empty-list", "no-group")
    try:
        Pipeline(Workspace.around(path)).draft_source(read)
    except DrafterError as error:
        if wrong := [problem for problem in error.problems if problem.code not in unfinished]:
            raise DrafterError(wrong) from None
    return read.plain


def skeleton_data(title: str, sections: int, have: Mapping[str, Any]) -> dict[str, Any]:
    """A position paper's data with a prompt wherever nothing is filled in yet."""
    known = list(have.get("recommendations") or [])
    known += [{}] * (sections - len(known))
    made = {
        "kind": "position-paper",
        "id": slug(title) or "position-paper",
        "title": title,
        **({} if have.get("date") else {"period": prompt("period")}),
        "lead": prompt("lead"),
        "introduction": {"text": prompt("introduction")},
        "closing": prompt("closing"),
        "contact": prompt("contact"),
    }
    merged = _over(made, have)
    merged["recommendations"] = [
        _recommendation(number, item or {}) for number, item in enumerate(known, start=1)
    ]
    return {name: merged[name] for name in PositionPaper.model_fields if name in merged}


def prompt(name: str) -> str:
    """The prompt for a field, in the form that `richtext.PROMPT` recognises."""
    return f"[invullen: {PROMPTS[name]}]"


def _recommendation(number: int, have: Mapping[str, Any]) -> dict[str, Any]:
    id = have.get("id") or f"aanbeveling-{number}"
    points = have.get("action_points") or [
        {"id": f"{id}-{letter}", "text": prompt("action_point")} for letter in "abc"[:_ACTION_POINTS]
    ]
    made = {"id": id, "heading": prompt("heading"), "analysis": prompt("analysis")}
    return {**_over(made, have), "action_points": [_action_point(id, i, p) for i, p in enumerate(points)]}


def _action_point(recommendation: str, position: int, have: Any) -> Any:
    made = {"id": f"{recommendation}-{position + 1}", "text": prompt("action_point")}
    return _over(made, have or {}) if isinstance(have, Mapping | None) else have


def _over(made: Mapping[str, Any], have: Mapping[str, Any]) -> dict[str, Any]:
    """`made` with everything that is filled in in its place."""
    return {**made, **{name: value for name, value in have.items() if value not in (None, "")}}


def skeleton_path(root: Path, data: Mapping[str, Any], filled: Path | None) -> Path:
    """Where the skeleton's input goes: a new file, beside the one it continues."""
    if filled is None:
        return _input_path(root, "position-paper", str(data["id"]))
    path = filled.with_name(f"{filled.stem}-skelet.yaml")
    if path.exists():
        raise DrafterError([outputs.occupied(path)])
    return path


def workspace_root() -> Path:
    """The workspace that the current folder is in, or the folder itself."""
    return Workspace.around(Path.cwd() / "here").root
