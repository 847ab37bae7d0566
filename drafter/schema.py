"""The JSON Schema of an input, by which editors complete and explain fields."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import Any

from drafter.kinds import model_of

N_ = str  # marks a text for translation where it is used: see `_readable`


def as_json(kind: str, offered: Mapping[str, Sequence[str]]) -> str:
    """The schema of a kind of input, its descriptions in the language of the user.

    The names of each format (`committee`, `meeting`, `office`) are offered as completions;
    other names stay allowed.
    """
    schema = model_of(kind).model_json_schema()
    if kind == "campaign":
        schema = _with_fields_of_letters(schema)
    schema = _readable(schema, offered)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2)


def _readable(value: Any, offered: Mapping[str, Sequence[str]]) -> Any:
    """The schema with translated descriptions, names to choose from, and nothing of the classes."""
    if isinstance(value, list):
        return [_readable(item, offered) for item in value]
    if not isinstance(value, dict):
        return value
    if names := offered.get(str(value.get("format"))):
        kept = {"description": _(value["description"])} if "description" in value else {}
        return {**kept, "anyOf": [{"enum": list(names)}, {"type": "string"}]}
    return {
        key: _(item) if key == "description" and isinstance(item, str) else _readable(item, offered)
        for key, item in value.items()
        if not (key == "title" and isinstance(item, str))
        and not (key == "description" and "properties" in value)  # a class's docstring
    }


def _with_fields_of_letters(campaign: dict[str, Any]) -> dict[str, Any]:
    """The schema of a campaign, with what its base letter and its versions can hold.

    Nothing is required there: what the one leaves out, the other gives.
    """
    letter = _optional(model_of("letter").model_json_schema())
    fields = {name: field for name, field in letter["properties"].items() if name != "kind"}
    described = campaign["properties"]
    properties = described | {
        "letter": {"$ref": "#/$defs/Base", "description": described["letter"]["description"]},
        "versions": {
            "anyOf": [
                {"type": "array", "items": {"$ref": "#/$defs/Version"}},
                {"type": "string"},
            ],
            "description": described["versions"]["description"],
        },
    }
    parts = {"Base": _group(fields), "Version": _group(fields | _of_a_version())}
    return campaign | {"properties": properties, "$defs": letter["$defs"] | parts}


def _of_a_version() -> dict[str, Any]:
    """The fields that a version has beside those of a letter, or in another form."""
    texts = {"type": "array", "items": {"type": "string"}}
    chosen = {
        "tags": texts | {"description": N_("the asks with one of these tags")},
        "ministry": {
            "enum": ["ja", "nee"],
            "description": N_("ja for the asks to the minister whom the committee watches"),
        },
        "first": texts | {"description": N_("the ids of the asks that go first")},
    }
    either = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Ask"}]}
    return {
        "id": {
            "type": "string",
            "description": N_("a short name of this version, also in the name of its file"),
        },
        "without": texts
        | {"description": N_("the fields of the base letter that this version leaves out")},
        "asks": {
            "anyOf": [{"type": "array", "items": either}, _group(chosen)],
            "description": N_(
                "the ids of the base letter's asks and asks of its own, or by what to choose them"
            ),
        },
    }


def _group(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _optional(value: Any) -> Any:
    """The schema without a word on what is required."""
    if isinstance(value, list):
        return [_optional(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _optional(item) for key, item in value.items() if key != "required"}
