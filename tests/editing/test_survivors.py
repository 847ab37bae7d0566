"""What is left of bookmarks, tracked changes and comments after LibreOffice saved.

`survivors.txt` tells it, in the signs of `markings.py`: each edit, and the paragraphs that are
other than in the letter that nobody edited. What was done with a file then is left out where it
made no difference.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import judges
import pytest
from edits import EDITED, Edited
from markings import marked

from drafter.pipeline import Draft, Pipeline

TABLE = Path(__file__).with_name("survivors.txt")


def differences(before: list[str], after: list[str]) -> list[str]:
    """The paragraphs that went, each after a `<`, and those that came, each after a `>`."""
    lines = []
    for _tag, *old, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if before[slice(*old)] != after[start:end]:
            lines += [f"  < {line}" for line in before[slice(*old)]]
            lines += [f"  > {line}" for line in after[start:end]]
    return lines


def test_the_table_is_true(
    pipeline: Pipeline, printed: Draft, edited: Mapping[Edited, bytes], accept: bool
) -> None:
    letter = marked(pipeline.word(printed.document))
    lines = [judges.office_version()]
    found: list[str] = []
    for one in EDITED:
        untouched = marked(edited[one._replace(edit="nothing")])
        before, found = found, differences(untouched, marked(edited[one]))
        if one.edit == "nothing":
            found = differences(letter, untouched)
        if found and (one.way == "saved" or found != before):
            lines += ["", str(one), *found]
    if accept:
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    told = TABLE.read_text("utf-8").splitlines()
    if told[0] != lines[0] and not os.environ.get("CI"):
        pytest.skip(f"the table is of {told[0]}")
    assert told == lines


def test_only_a_file_that_stayed_docx_keeps_the_baseline(edited: Mapping[Edited, bytes]) -> None:
    kept = {one for one, data in edited.items() if "customXml/item1.xml" in names(data)}
    assert kept == {one for one in EDITED if one.way in ("saved", "accepted", "rejected")}


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()
