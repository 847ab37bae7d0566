"""The JSON Schema of an input, by which editors complete and explain fields."""

from __future__ import annotations

import json
from gettext import gettext as _
from typing import Any

from drafter.model import MODELS


def as_json(kind: str) -> str:
    """The schema of a kind of input, its descriptions in the language of the user."""
    schema = MODELS[kind].model_json_schema()
    return json.dumps(_translated(schema), ensure_ascii=False, indent=2)


def _translated(value: Any) -> Any:
    """The schema with descriptions in the user's language and without pydantic's titles."""
    if isinstance(value, list):
        return [_translated(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _(item) if key == "description" and isinstance(item, str) else _translated(item)
        for key, item in value.items()
        if not (key == "title" and isinstance(item, str))
    }
