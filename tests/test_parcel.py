"""The zip of a run: what was put in, in order, the same bytes for the same files."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from drafter import parcel


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {"b.docx": b"PK" * 5000, "Reünie één.pdf": b"%PDF", "a.docx": b""}
    for name, data in texts.items():
        (tmp_path / name).write_bytes(data)
    return {name: tmp_path / name for name in texts}


def packed(files: dict[str, Path]) -> bytes:
    target = io.BytesIO()
    parcel.write(target, files)
    return target.getvalue()


def test_a_zip_holds_the_files_under_their_names_in_order(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(files))) as read:
        assert read.testzip() is None
        assert read.namelist() == ["Reünie één.pdf", "a.docx", "b.docx"]
        assert {name: read.read(name) for name in files} == {
            name: path.read_bytes() for name, path in files.items()
        }


def test_a_name_says_that_it_is_utf_8(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(files))) as read:
        assert read.getinfo("Reünie één.pdf").flag_bits & 0x800


def test_the_same_files_are_the_same_bytes(files: dict[str, Path]) -> None:
    first = packed(files)
    for path in files.values():
        os.utime(path, (1, 1))
        path.chmod(0o600)
    assert packed(dict(reversed(files.items()))) == first


def test_a_zip_is_smaller_than_what_it_holds(files: dict[str, Path]) -> None:
    assert len(packed(files)) < 1000
