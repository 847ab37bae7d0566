"""A position paper to be filled in by writers, in Word or in its input file.

What is not written yet is a prompt that says what belongs there. Prompts are Dutch, like
everything that stands in a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from drafter import outputs, source
from drafter.paper import PositionPaper
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError
from drafter.scaffold import header, input_path, workspace_root, write_schema
from drafter.values import slug
from drafter.workspace import Workspace

PROMPTS: Mapping[str, str] = {
    "lead": "in twee zinnen: wat is er aan de hand en wat moet er gebeuren",
    "introduction": "de aanleiding, wat al is bereikt en waarom nu de volgende stap nodig is",
    "heading": "de aanbeveling in één regel, in de gebiedende wijs",
    "analysis": "wat er nu misgaat en voor wie, met feiten en bronnen; sluit af met wat nodig is",
    "action_point": "één concrete stap; begin met een werkwoord in de gebiedende wijs",
    "closing": "wat u de lezer vraagt te doen, en wat uw organisatie daaraan bijdraagt",
    "contact": "bij wie de lezer terechtkan",
    "title": "de titel",
    "section": "de tekst onder deze tussenkop",
    "caption": "wat de tabel laat zien",
    "note": "de tekst van deze noot",
    "period": "de jaren waarvoor dit paper geldt, zoals 2026–2027",
}
_ACTION_POINTS = 3
_RECOMMENDATIONS = 6


class Skeleton(NamedTuple):
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
    data = _data(title or str(have.get("title") or ""), count, have)
    path = _path(root, data, filled)
    pipeline = Pipeline(Workspace(root))
    text = header(kind) + source.dump(data)
    draft = pipeline.draft_source(source.parse(text, path))
    write_schema(root, kind)
    document = pipeline.save(draft).path  # first: unlike the input it can be made again
    outputs.write_new(path, text)
    return Skeleton(document, path)


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


def _data(title: str, sections: int, have: Mapping[str, Any]) -> dict[str, Any]:
    """A position paper's data with a prompt wherever nothing is filled in yet."""
    known = list(have.get("recommendations") or [])
    known += [{}] * (sections - len(known))
    made: dict[str, Any] = {
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
    if have:  # a document of its own, beside that of the input
        merged["id"] = f"{have.get('id') or made['id']}-skelet"
    if isinstance(begun := have.get("introduction"), Mapping):
        merged["introduction"] = _over(made["introduction"], begun)
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
        {"id": f"{id}-{letter}", "text": prompt("action_point")}
        for letter in "abc"[:_ACTION_POINTS]
    ]
    made = {"id": id, "heading": prompt("heading"), "analysis": prompt("analysis")}
    return {
        **_over(made, have),
        "action_points": [_action_point(id, i, p) for i, p in enumerate(points)],
    }


def _action_point(recommendation: str, position: int, have: Any) -> Any:
    made = {"id": f"{recommendation}-{position + 1}", "text": prompt("action_point")}
    return _over(made, have or {}) if isinstance(have, Mapping | None) else have


def _over(made: Mapping[str, Any], have: Mapping[str, Any]) -> dict[str, Any]:
    """`made` with everything that is filled in in its place."""
    return {**made, **{name: value for name, value in have.items() if value not in (None, "")}}


def _path(root: Path, data: Mapping[str, Any], filled: Path | None) -> Path:
    """Where the skeleton's input goes: a new file, beside the one it continues."""
    if filled is None:
        return input_path(root, "position-paper", str(data["id"]))
    path = filled.with_name(f"{filled.stem}-skelet.yaml")
    if path.exists():
        raise DrafterError([outputs.occupied(path)])
    return path
