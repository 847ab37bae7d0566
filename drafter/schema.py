"""The JSON Schema of an input, by which editors complete and explain fields."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import Any

from drafter.model import MODELS


def as_json(kind: str, offered: Mapping[str, Sequence[str]]) -> str:
    """The schema of a kind of input, its descriptions in the language of the user.

    The names of each format (`committee`, `meeting`, `office`) are offered as completions;
    other names stay allowed.
    """
    schema = _readable(MODELS[kind].model_json_schema(), offered)
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
