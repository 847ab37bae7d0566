"""The data files themselves: they load, and every row says where it comes from."""

import re
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "drafter" / "dutch" / "data"


def sourced(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of the rows that carry a source of their own."""
    parts: list[dict[str, Any]] = []
    for row in rows:
        addresses = [row[key] for key in ("post", "visit") if key in row]
        parts += row.get("periods") or addresses or [row]
    return parts


@pytest.mark.parametrize(
    ("fixture", "count"),
    [
        ("committee_rows", 48),
        ("chamber_rows", 4),
        ("meeting_rows", 25),
        ("recess_rows", 13),
        ("office_rows", 35),
    ],
)
def test_every_row_has_a_source_and_says_whether_it_is_confirmed(
    request: pytest.FixtureRequest, fixture: str, count: int
) -> None:
    parts = sourced(request.getfixturevalue(fixture))
    assert len(parts) == count
    for part in parts:
        assert part["source"], part
        assert part["confirmed"] in {"yes", "no"}, part


@pytest.mark.parametrize(
    "fixture", ["committee_rows", "chamber_rows", "meeting_rows", "recess_rows", "office_rows"]
)
def test_keys_are_unique_slugs(request: pytest.FixtureRequest, fixture: str) -> None:
    keys = [row["key"] for row in request.getfixturevalue(fixture)]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*(-20[0-9]{2})?", key) for key in keys)


@pytest.mark.parametrize(
    "name",
    ["committees.yaml", "chambers.yaml", "meetings.yaml", "recesses.yaml", "offices.yaml"],
)
def test_every_source_is_explained_in_the_head_of_the_file(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    head = text[: text.index("\n- key:")]
    used = set(
        re.findall(r"[A-Z][A-Z0-9-]+", " ".join(re.findall(r"^ +source: (.*)$", text, re.M)))
    )
    assert used
    assert not {key for key in used if not re.search(rf"(?<![\w-]){key}(?![\w-])", head)}
