"""Who may import whom: the direction of the work, read from the code itself.

Every import counts, also those within a function or for types only. A rule names a module or
a package of drafter, and what of drafter it may import; within a package the same rule holds
for each module.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "drafter"

# module or package → what of drafter it may import
MAY_IMPORT = {
    # They know nothing of the rest.
    "problems": "",
    "remembered": "",
    "document": "remembered",
    "redline": "",
    "syntax": "",
    "received": "",
    "wording": "",
    "merging": "wording",
    "aligning": "wording",
    "printed": "document",
    "traced": "aligning printed received",
    "marking": "document elements markup received richtext",
    "as_markdown": "marking received",
    "review_rows": "problems received",
    "traced_text": "aligning received traced review_rows",
    "changed_text": "aligning received traced traced_text wording review_rows",
    "changed_paragraphs": "aligning received traced traced_text review_rows",
    "notes_and_comments": "aligning printed received traced traced_text review_rows",
    "review": "printed received traced traced_text changed_text changed_paragraphs "
    "notes_and_comments review_rows",
    "threads": "aligning printed received review traced",
    "richtext": "",
    "messages": "",
    "workspace": "",
    "dutch": "dutch",
    "locale": "",
    # From a file to values.
    "placed": "problems",
    "source": "problems syntax placed",
    "yaml_layout": "",
    "splice": "yaml_layout",
    "yaml_hand": "yaml_layout",
    "restructure": "yaml_layout yaml_hand",
    "spreadsheet": "spreadsheet",
    "sheet": "problems placed source values model spreadsheet",
    "values": "problems dutch",
    "addressee": "dutch values",
    "occasion": "dutch values",
    "sources": "dutch values",
    "sending": "problems dutch values",
    "model": "problems dutch values addressee occasion sending sources",
    "paper": "values sources model",
    "campaign": "values",
    "kinds": "values model paper campaign",
    "validate": "remembered problems dutch placed values model addressee sending",
    "choosing": "problems placed values",
    "versions": "problems dutch placed values choosing",
    "library": "problems placed source",
    # From values to markup.
    "citing": "dutch sources",
    "fields": "remembered dutch values model richtext sending sources citing",
    "asks": "dutch model fields remembered",
    "addressing": "dutch addressee fields",
    "government": "problems dutch values model addressee fields addressing richtext",
    "resolve": "dutch document values model paper fields asks addressing government",
    "sandbox": "dutch richtext remembered",
    "compiled": "",
    "template": "problems sandbox compiled",
    # From markup to a document, and what is looked at in it.
    "elements": "remembered",
    "markup": "remembered problems document elements",
    "checks": "problems document dutch placed splice values addressee model paper citing checks",
    # From a document to a file.
    "word": "remembered problems document received redline threads word",
    "outputs": "problems",
    "pdf": "problems outputs",
    "enclosures": "problems placed model sending library",
    "filenames": "",
    "mail": "document markup addressee fields model resolve template",
    "parcel": "",
    # What chains the stages, and nothing else does.
    "registers": "problems dutch placed source workspace resolve",
    "pipeline": "problems document dutch placed source values model paper campaign kinds "
    "validate versions fields resolve registers addressing government template elements markup "
    "checks word outputs pdf workspace library enclosures mail sheet choosing naming obstacles "
    "received report threads",
    "naming": "values model",
    "obstacles": "problems outputs",
    "workers": "",
    "batch": "obstacles problems dutch source model versions outputs pipeline workers enclosures "
    "mail final",
    "dispatch": "outputs pdf filenames batch pipeline mail parcel",
    "demands": "problems placed source library outputs workspace",
    "compare": "problems document",
    "backups": "outputs workspace",
    "earlier": "placed problems",
    "carrying": "wording",
    "outstanding": "merging notes_and_comments printed received traced traced_text wording "
    "review_rows",
    "origins": "addressee addressing dutch pipeline model printed problems template workspace "
    "yaml_layout review_rows",
    "rounds": "origins source aligning fields kinds merging pipeline placed printed problems "
    "received review validate values word traced backups earlier outstanding review_rows",
    # From what came back to the input.
    "proposals": "merging notes_and_comments outstanding printed problems received rounds traced "
    "traced_text review_rows",
    "listings": "outstanding printed proposals rounds traced values review_rows",
    "rewording": "as_markdown carrying dutch listings marking proposals received review_rows",
    "proving": "listings outstanding printed proposals received traced_text",
    "outcomes": "problems",
    "apply_notes": "source placed restructure proposals rewording values",
    "proved_source": "source placed problems splice rounds proving apply_notes",
    "apply_texts": "dutch splice restructure outstanding traced proposals rewording proving "
    "outcomes proved_source apply_notes",
    "apply_lists": "restructure rounds listings rewording proving outcomes proved_source",
    "outside_fields": "outcomes proposals rounds traced",
    "apply": "rounds proposals listings outcomes proved_source apply_texts apply_lists "
    "outside_fields",
    "resent": "document outputs pipeline printed problems received rounds threads",
    # What people use.
    "report": "problems",
    "findings": "",
    "field_names": "",
    "review_words": "findings problems received report rounds wording review_rows",
    "review_findings": "field_names findings merging report review_words rounds review_rows",
    "review_report": "findings",
    "review_json": "problems report rounds review_rows",
    "apply_report": "findings outcomes problems report review_words rounds",
    "open_points": "outputs",
    "review_memory": "apply_report open_points outputs proposals review_rows review_words rounds "
    "workspace",
    "final": "document field_names open_points outputs pipeline problems report versions workspace",
    "review_document": "document dutch findings model resolve",
    "page": "document",
    "review_file": "document findings obstacles outputs page pipeline problems review_document",
    "taking_over": "apply apply_report backups outcomes outputs problems rounds",
    "review_cli": "adopt apply_report findings options outcomes review_file review_findings "
    "review_json review_memory review_report rounds taking_over terminal",
    "side_by_side": "compare values",
    "schema": "kinds",
    "mend": "problems splice outputs",
    "scaffold": "problems values model source outputs schema workspace pipeline",
    "chapters": "received",
    "filled": "as_markdown chapters dutch marking received richtext values",
    "composing": "filled richtext source",
    "adopt": "composing filled outputs pipeline placed problems received resolve scaffold skeleton "
    "source values word workspace",
    "skeleton": "problems values paper source outputs schema workspace pipeline scaffold",
    "options": "",
    "terminal": "problems report dutch",
    "campaign_cli": "options problems report terminal source model campaign workspace pipeline "
    "batch dispatch compare side_by_side demands",
    "workspace_cli": "dutch options kinds pipeline report scaffold skeleton terminal",
    "cli": "final options obstacles outputs problems messages report terminal citing pipeline "
    "mend campaign_cli review_cli workspace_cli resent threads",
    "__main__": "problems messages terminal cli",
}

# dependency → the modules it is at home in
HOMES = {
    "yaml": "source yaml_layout",
    "pydantic": "model paper campaign values validate fields addressee occasion sources sheet "
    "sending",
    "pydantic_core": "values validate addressee occasion",
    "jinja2": "template sandbox compiled",
    "markdown_it": "richtext",
    "click": "cli campaign_cli options review_cli workspace_cli terminal",
    "babel": "locale.update",
}

KNOWN = {
    *(
        "apply",
        "apply_lists",
        "apply_notes",
        "apply_report",
        "apply_texts",
        "backups",
        "carrying",
        "earlier",
        "listings",
        "outcomes",
        "outside_fields",
        "outstanding",
        "proposals",
        "proved_source",
        "proving",
        "rewording",
        "taking_over",
        "__main__",
        "asks",
        "batch",
        "dispatch",
        "compare",
        "side_by_side",
        "versions",
        "workers",
        "addressee",
        "addressing",
        "occasion",
        "campaign_cli",
        "cli",
        "demands",
        "redline",
        "word.redline",
        "document",
        "elements",
        "fields",
        "government",
        "library",
        "markup",
        "messages",
        "model",
        "paper",
        "campaign",
        "kinds",
        "outputs",
        "pdf",
        "received",
        "review",
        "traced_text",
        "changed_text",
        "changed_paragraphs",
        "notes_and_comments",
        "field_names",
        "final",
        "findings",
        "open_points",
        "review_cli",
        "review_rows",
        "page",
        "review_document",
        "review_file",
        "review_findings",
        "review_json",
        "review_memory",
        "review_report",
        "review_words",
        "resent",
        "rounds",
        "threads",
        "word.comments",
        "word.rewritten",
        "word.tokens",
        "merging",
        "marking",
        "as_markdown",
        "adopt",
        "chapters",
        "composing",
        "filled",
        "registers",
        "terminal",
    ),
    *("pipeline", "problems", "report", "resolve", "richtext", "scaffold", "schema", "source"),
    *(
        "placed",
        "sandbox",
        "splice",
        "restructure",
        "yaml_hand",
        "yaml_layout",
        "syntax",
        "template",
        "validate",
        "values",
        "workspace",
    ),
    *("sheet", "spreadsheet.delimited", "spreadsheet.ods", "spreadsheet.table", "spreadsheet.xlsx"),
    *("checks", "checks.nothing_lost", "checks.prompts", "checks.subject", "checks.traits"),
    *("checks.third_person", "dutch.articles", "word.signature"),
    *(
        "checks.audience",
        "checks.no_address",
        "checks.dates_in_text",
        "checks.meeting_day",
        "checks.occasion_subject",
    ),
    *("checks.citations", "checks.resolutions", "checks.sources", "citing", "sources"),
    *("dutch.calendar", "dutch.occasions", "dutch.offices", "dutch.placeholder"),
    *("checks.quotes", "checks.spaces", "checks.lists", "mend", "dutch.proofreading"),
    *("dutch.address", "dutch.committees", "dutch.dates", "dutch.meetings", "dutch.names"),
    *("dutch.citations", "dutch.mending", "dutch.near_misses", "dutch.references"),
    *("word.blocks", "word.package", "word.proof", "word.read", "word.style", "word.write"),
    *("word.events", "word.looks", "word.numbering", "word.receive", "word.spans", "word.story"),
}


@dataclass(frozen=True)
class Import:
    """A module that is imported; `typing` when only for types."""

    name: str
    typing: bool = False


def modules() -> dict[str, ast.Module]:
    """Every module of drafter, without `drafter.` before it, as a tree."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"), str(path))
    return found


MODULES = modules()


def imports(tree: ast.AST, typing: bool = False) -> Iterator[Import]:
    """What a module imports: `drafter.source` for both ways to import that."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, typing) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole module"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                is_module = whole.removeprefix("drafter.") in MODULES
                yield Import(whole if is_module else str(node.module), typing)
        else:
            for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            yield from imports(node, typing or for_types)


def of_drafter(name: str, *, typing: bool = True) -> set[str]:
    """The modules of drafter that a module imports, those for types only included or not."""
    return {
        found.name.removeprefix("drafter.")
        for found in imports(MODULES[name])
        if found.name.startswith("drafter.") and (typing or not found.typing)
    }


def rule_for(name: str) -> str:
    """The rule that a module comes under: its own, or that of its package."""
    return name if name in MAY_IMPORT else name.partition(".")[0]


def top(name: str) -> str:
    return name.partition(".")[0]


# ── First: is there anything to test? ─────────────────────────────────────────


def test_the_modules_are_found() -> None:
    assert len(MODULES) > 35
    assert set(MODULES) >= KNOWN
    assert sum(len(of_drafter(name)) for name in MODULES) > 80


def test_every_module_comes_under_a_rule_and_every_rule_is_about_a_module() -> None:
    assert {rule_for(name) for name in MODULES if name} == set(MAY_IMPORT)
    assert {word for rule in MAY_IMPORT.values() for word in rule.split()} <= set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import yaml", [Import("yaml")]),
        ("import yaml.nodes as n, re", [Import("yaml.nodes"), Import("re")]),
        ("from drafter import source", [Import("drafter.source")]),
        ("from drafter.source import read", [Import("drafter.source")]),
        ("from drafter.dutch import dates", [Import("drafter.dutch.dates")]),
        ("def f():\n  if x:\n    import yaml", [Import("yaml")]),
        ("class C:\n  def f(self):\n    from drafter import cli", [Import("drafter.cli")]),
        ("try:\n  import yaml\nexcept ImportError:\n  import re", [Import("yaml"), Import("re")]),
        ("if TYPE_CHECKING:\n  from drafter import cli", [Import("drafter.cli", typing=True)]),
    ],
)
def test_an_import_is_seen_wherever_it_stands(code: str, expected: list[Import]) -> None:
    assert list(imports(ast.parse(code))) == expected


def test_nothing_is_imported_by_a_name_that_cannot_be_read() -> None:
    called = {
        (name, ast.unparse(node.func).rpartition(".")[2])
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    assert [name for name, function in called if function in ("import_module", "__import__")] == []


# ── The rules ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_imports_only_what_it_may(name: str) -> None:
    may = MAY_IMPORT.get(rule_for(name), "").split()
    assert {found for found in of_drafter(name) if top(found) not in may} == set()


def test_reading_word_knows_nothing_of_writing_it() -> None:
    assert "word.write" not in reached("word.read")
    assert {"word.package", "word.xml"} <= reached("word.read")
    assert "word.write" not in reached("word.receive")
    assert {"received", "word.story"} <= reached("word.receive")


def test_nobody_imports_the_command_line_but_the_program() -> None:
    assert [name for name in MODULES if "cli" in of_drafter(name)] == ["__main__"]
    assert [name for name in MODULES if "campaign_cli" in of_drafter(name)] == ["cli"]
    assert [name for name in MODULES if "review_cli" in of_drafter(name)] == ["cli"]
    assert [name for name in MODULES if "workspace_cli" in of_drafter(name)] == ["cli"]


def test_no_module_imports_itself_by_a_detour() -> None:
    assert [name for name in MODULES if name in reached(name)] == []


def reached(name: str) -> set[str]:
    """All that a module brings with it when it runs."""
    seen: set[str] = set()
    ahead = of_drafter(name, typing=False)
    while ahead:
        seen |= ahead
        ahead = {found for known in ahead for found in of_drafter(known, typing=False)} - seen
    return seen


# ── Dependencies ──────────────────────────────────────────────────────────────


def outside(name: str) -> set[str]:
    """The dependencies that a module imports."""
    found = {top(found.name) for found in imports(MODULES[name])}
    return found - set(sys.stdlib_module_names) - {"drafter"}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_dependency_stays_at_home(name: str) -> None:
    assert {used for used in outside(name) if name not in HOMES.get(used, "").split()} == set()


def test_every_home_has_its_dependency() -> None:
    assert {used for name in MODULES for used in outside(name)} == set(HOMES)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("drafter.cli", "pydantic jinja2 yaml markdown_it babel docx lxml drafter.pipeline"),
        ("drafter.pipeline", "markdown_it babel docx lxml click drafter.pdf"),
    ],
)
def test_what_is_not_needed_yet_is_not_loaded(module: str, unwanted: str) -> None:
    code = f"import sys, {module}; print(*[m for m in {unwanted.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
