"""Files on disk: the old one or the new one, and never somebody's changes lost."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from drafter import outputs
from drafter.problems import DrafterError, Problem

RECORD = {"source": "inputs/minusma.yaml", "input": "minusma", "values": {"subject": "Mali"}}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return tmp_path / "outputs" / "brief-CONCEPT.docx"


def visible(path: Path) -> list[str]:
    """What a person sees in the folder of a document."""
    return sorted(found.name for found in path.parent.iterdir() if not found.name.startswith("."))


def hidden(path: Path) -> list[str]:
    return sorted(found.name for found in (path.parent / outputs.RECORDS).iterdir())


def refused(action: Callable[[], object]) -> Problem:
    with pytest.raises(DrafterError) as caught:
        action()
    (problem,) = caught.value.problems
    return problem


# ── Saving ────────────────────────────────────────────────────────────────────


def test_a_document_is_saved_with_its_record(document: Path) -> None:
    assert outputs.save(document, b"een", RECORD)
    assert document.read_bytes() == b"een"
    record = outputs.record_path(document).read_text("utf-8")
    assert '"subject": "Mali"' in record
    assert '"file": "brief-CONCEPT.docx"' in record
    assert json.loads(record)["values"] == RECORD["values"]
    assert (visible(document), hidden(document)) == ([document.name], [f"{document.name}.json"])


def test_saving_the_same_again_says_so_and_leaves_the_file_alone(document: Path) -> None:
    outputs.save(document, b"een", RECORD)
    before = document.stat()
    assert not outputs.save(document, b"een", RECORD)
    assert document.stat().st_mtime_ns == before.st_mtime_ns
    assert outputs.save(document, b"twee", RECORD)


def test_a_new_text_file_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "inputs" / "brief.yaml"
    outputs.write_new(file, "kind: letter\n")
    problem = refused(lambda: outputs.write_new(file, "anders"))
    assert (problem.code, file.read_text()) == ("exists", "kind: letter\n")
    assert problem.hint


@pytest.mark.parametrize("text", ["", 'a "b" \\ \n\t\x01', "é😀\u2028", "{}[],: null"])
def test_a_record_is_json_that_holds_what_it_was_given(document: Path, text: str) -> None:
    given = {text: {text: text}, "list": [text, None, True], "number": 1.5, "none": {}}
    outputs.save(document, b"een", {**given, "source": f"{text}.yaml"})
    record = json.loads(outputs.record_path(document).read_text("utf-8"))
    assert {key: record[key] for key in given} == given


# ── Edited or not ─────────────────────────────────────────────────────────────


def test_a_document_is_edited_when_a_byte_of_it_is_not_drafters(document: Path) -> None:
    assert not outputs.edited(document)
    outputs.save(document, b"een", RECORD)
    assert not outputs.edited(document)
    document.write_bytes(b"Een")
    assert outputs.edited(document)
    outputs.save(document, b"twee", RECORD)
    assert not outputs.edited(document)


def test_a_document_without_a_record_counts_as_edited(document: Path) -> None:
    outputs.save(document, b"een", RECORD)
    outputs.record_path(document).unlink()
    assert outputs.edited(document)


@pytest.mark.parametrize("record", ["", "{", "[]", "{}", '{"fingerprints": 3}', "null"])
def test_a_document_with_a_broken_record_counts_as_edited(document: Path, record: str) -> None:
    outputs.save(document, b"een", RECORD)
    outputs.record_path(document).write_text(record)
    assert outputs.edited(document)


# ── Halfway ───────────────────────────────────────────────────────────────────


class FullDisk:
    """Makes the n-th write fail as a full disk does, after half of the data."""

    def __init__(self, nth: int) -> None:
        self.left = nth
        self.write = os.write

    def __call__(self, file: int, data: memoryview) -> int:
        self.left -= 1
        if self.left == 0:
            self.write(file, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.write(file, data)


def test_a_system_that_takes_a_file_in_pieces_gets_them_all(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda file, data: write(file, data[:7]))
        outputs.save(document, bytes(range(256)), RECORD)
    assert document.read_bytes() == bytes(range(256))
    assert not outputs.edited(document)


@pytest.mark.parametrize("nth", [1, 2], ids=["the record", "the document"])
@pytest.mark.parametrize("old", [None, b"oud"], ids=["new", "old"])
def test_a_full_disk_leaves_the_old_file_and_no_rubbish(
    document: Path, monkeypatch: pytest.MonkeyPatch, nth: int, old: bytes | None
) -> None:
    if old is not None:
        outputs.save(document, old, RECORD)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", FullDisk(nth))
        problem = refused(lambda: outputs.save(document, b"nieuw", RECORD))
    assert (problem.code, problem.place.file) == ("not-written", str(document))
    assert "No space left" in problem.message
    assert problem.hint
    assert (document.read_bytes() if document.exists() else None) == old
    assert visible(document) == ([document.name] if old else [])
    assert [name for name in hidden(document) if not name.endswith(".json")] == []
    assert not outputs.edited(document)
    assert outputs.save(document, b"nieuw", RECORD)
    assert (document.read_bytes(), outputs.edited(document)) == (b"nieuw", False)


@pytest.mark.parametrize("nth", [1, 2], ids=["the record", "the document"])
def test_a_rename_that_fails_leaves_the_old_file(
    document: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    outputs.save(document, b"oud", RECORD)
    rename, calls = os.replace, iter(range(1, 9))

    def fail(file: str, target: str) -> None:
        if next(calls) == nth:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        rename(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        problem = refused(lambda: outputs.save(document, b"nieuw", RECORD))
    assert "Word" in problem.hint
    assert (document.read_bytes(), outputs.edited(document)) == (b"oud", False)
    assert hidden(document) == [f"{document.name}.json"]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from drafter import outputs

    moment, nth, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    left = nth

    write = os.write

    def halfway(file, data):
        write(file, data[: len(data) // 2])

    def killing(original, first=lambda *arguments: None):
        def act(*arguments):
            global left
            left -= 1
            if left == 0:
                first(*arguments)
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments)
        return act

    if moment == "before the rename":
        os.replace = killing(os.replace)
    else:
        os.write = killing(os.write, halfway)
    outputs.save(path, b"nieuw" * 100_000, {"source": "minusma.yaml", "values": {}})
"""


@pytest.fixture
def killed(document: Path) -> Callable[[str, int], None]:
    """A process that is killed while it saves."""

    def run(moment: str, nth: int) -> None:
        command = [sys.executable, "-c", textwrap.dedent(KILLED), moment, str(nth), str(document)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr

    return run


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("nth", [1, 2], ids=["the record", "the document"])
@pytest.mark.parametrize("moment", ["halfway", "before the rename"])
def test_a_process_that_is_killed_leaves_the_old_file(
    document: Path, killed: Any, moment: str, nth: int
) -> None:
    outputs.save(document, b"oud", RECORD)
    killed(moment, nth)
    assert document.read_bytes() == b"oud"
    assert visible(document) == [document.name]
    assert not outputs.edited(document)
    assert outputs.save(document, b"nieuw", RECORD)
    assert (document.read_bytes(), outputs.edited(document)) == (b"nieuw", False)
    assert hidden(document) == [f"{document.name}.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_between_record_and_document_somebodys_changes_are_still_seen(
    document: Path, killed: Any
) -> None:
    outputs.save(document, b"oud", RECORD)
    killed("before the rename", 2)
    document.write_bytes(b"veranderd")
    assert outputs.edited(document)


# ── Refusals ──────────────────────────────────────────────────────────────────


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_in_is_a_problem_with_a_remedy(document: Path) -> None:
    document.parent.mkdir()
    document.parent.chmod(0o500)
    problem = refused(lambda: outputs.save(document, b"een", RECORD))
    assert (problem.code, problem.place.file) == ("not-written", str(document))
    assert "rights" in problem.hint


def test_permission_denied_is_a_problem_with_a_remedy(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_arguments: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", deny)
    problem = refused(lambda: outputs.save(document, b"een", RECORD))
    assert (problem.code, problem.place.file) == ("not-written", str(document))
    assert "rights" in problem.hint


@pytest.mark.parametrize("action", ["save", "replace", "write_new", "edited"])
def test_a_file_where_a_folder_should_be_is_a_problem(tmp_path: Path, action: str) -> None:
    (tmp_path / "outputs").write_text("geen map")
    file = tmp_path / "outputs" / "brief.docx"
    actions: dict[str, Callable[[], object]] = {
        "save": lambda: outputs.save(file, b"een", RECORD),
        "replace": lambda: outputs.replace(file, b"een"),
        "write_new": lambda: outputs.write_new(file, "een"),
    }
    if action == "edited":
        assert not outputs.edited(file)
    else:
        assert refused(actions[action]).code == "not-written"


def test_a_folder_where_the_document_should_be_is_a_problem(document: Path) -> None:
    document.mkdir(parents=True)
    assert refused(lambda: outputs.save(document, b"een", RECORD)).code == "not-written"


# ── Large files ───────────────────────────────────────────────────────────────


def test_a_large_file_is_put_in_place_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "brieven.zip"
    outputs.replace_with(file, lambda target: target.write(b"een"))
    assert (file.read_bytes(), visible(file)) == (b"een", ["brieven.zip"])


def test_a_large_file_that_is_broken_off_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "brieven.zip"
    file.write_bytes(b"oud")

    def full(target: IO[bytes]) -> None:
        target.write(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def stopped(target: IO[bytes]) -> None:
        target.write(b"half")
        raise KeyboardInterrupt

    assert refused(lambda: outputs.replace_with(file, full)).code == "not-written"
    with pytest.raises(KeyboardInterrupt):
        outputs.replace_with(file, stopped)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"oud", [file])
