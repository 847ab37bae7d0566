"""Templates compiled before: only this user's own, whole, and of the text that is there now."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest

from drafter import compiled, sandbox
from drafter.compiled import CompiledTemplates
from drafter.sandbox import Sandbox
from drafter.template import Templates

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")

VALUES: Mapping[str, object] = MappingProxyType({"letter": SimpleNamespace(subject="Mali")})


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's programs keep what they can make again."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "one.html").write_text("<p>{{ letter.subject }}</p>")
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | None]]:
    """The templates that had to be parsed."""
    names: list[str | None] = []
    parse = Sandbox._parse

    def noted(self: Sandbox, source: str, name: str | None, file: str | None) -> object:
        names.append(name)
        return parse(self, source, name, file)

    monkeypatch.setattr(Sandbox, "_parse", noted)
    return names


def render(templates: Path) -> str:
    """What a process that has just begun makes of the template."""
    return Templates([templates]).render("one.html", VALUES)


def kept(cache: Path) -> Path:
    (file,) = (file for file in cache.rglob("*") if file.is_file())
    return file


def test_a_template_is_compiled_once(templates: Path, cache: Path, parsed: list[str]) -> None:
    assert render(templates) == render(templates) == "<p>Mali</p>"
    assert parsed == ["one.html"]
    folder = cache / "drafter"
    assert all(not file.stat().st_mode & 0o077 for file in (folder, kept(cache).parent))


def test_a_changed_template_is_compiled_anew(
    templates: Path, cache: Path, parsed: list[str]
) -> None:
    render(templates)
    file = templates / "one.html"
    before = file.stat()
    file.write_text("<b>{{ letter.subject }}</b>")  # as long as it was, and as old
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert render(templates) == render(templates) == "<b>Mali</b>"
    assert parsed == ["one.html", "one.html"]
    kept(cache)  # in the place of the old one


def test_equal_templates_of_two_workspaces_are_kept_apart(
    templates: Path, tmp_path: Path, parsed: list[str]
) -> None:
    render(templates)
    other = templates.rename(tmp_path / "other")
    render(other)
    assert len(parsed) == 2  # their code names their files


def test_other_code_of_the_sandbox_makes_other_code_of_a_template(
    templates: Path, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    render(templates)
    changed = tmp_path / "sandbox.py"
    changed.write_text("")
    monkeypatch.setattr(sandbox, "__file__", str(changed))
    render(templates)
    monkeypatch.setattr("jinja2.__version__", "4.0")
    render(templates)
    assert len(parsed) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:20],
        lambda data: data[:300] + bytes([data[300] ^ 1]) + data[301:],
        lambda data: data[32:],
        lambda data: bytes(len(data)),
    ],
)
def test_a_damaged_file_is_as_if_it_were_not_there(
    templates: Path, cache: Path, parsed: list[str], damage: Callable[[bytes], bytes]
) -> None:
    render(templates)
    file = kept(cache)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert render(templates) == "<p>Mali</p>"
    assert len(parsed) == 2
    assert file.read_bytes() == whole  # and it is mended


def poisoned(templates: Path, cache: Path) -> Path:
    """A cache with code that the template never was: of another template, but for all marks."""
    render(templates)
    other = templates / "one.html"
    text = other.read_text()
    known = kept(cache)
    other.write_text("<p>poison</p>")
    environment = Sandbox([templates])
    code = environment.compile("<p>poison</p>", "one.html", str(other))
    other.write_text(text)
    store = CompiledTemplates(known.parent)
    bucket = store.get_bucket(environment, "one.html", str(other), text)
    bucket.code = code
    store.dump_bytecode(bucket)
    return cache / "drafter"


def test_what_lies_in_the_users_own_folder_is_used(templates: Path, cache: Path) -> None:
    """Else the tests below would show nothing."""
    poisoned(templates, cache)
    assert render(templates) == "<p>poison</p>"


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755, 0o1777])
def test_a_folder_that_others_can_enter_is_not_used(
    templates: Path, cache: Path, mode: int
) -> None:
    poisoned(templates, cache).chmod(mode)
    assert render(templates) == "<p>Mali</p>"


def test_nor_one_that_others_can_put_another_in_the_place_of(templates: Path, cache: Path) -> None:
    poisoned(templates, cache)
    cache.chmod(0o777)
    assert render(templates) == "<p>Mali</p>"
    cache.chmod(0o1777)  # as /tmp: others can add, but not replace
    assert render(templates) == "<p>poison</p>"


def test_nor_one_that_leads_elsewhere(templates: Path, cache: Path, tmp_path: Path) -> None:
    folder = poisoned(templates, cache)
    folder.symlink_to(folder.rename(tmp_path / "elsewhere"))
    assert render(templates) == "<p>Mali</p>"


def test_nor_one_of_somebody_else(
    templates: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned(templates, cache)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert render(templates) == "<p>Mali</p>"


def test_nothing_is_kept_in_a_workspace(templates: Path, tmp_path: Path) -> None:
    before = sorted(templates.parent.iterdir())
    render(templates)
    assert sorted(templates.iterdir()) == [templates / "one.html"]
    assert set(templates.parent.iterdir()) - set(before) == {tmp_path / "cache"}


def test_where_nothing_can_be_kept_all_works(
    templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert render(templates) == "<p>Mali</p>"


def test_a_cache_that_cannot_be_written_any_more_can_be_read(
    templates: Path, cache: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    render(templates)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert render(templates) == "<p>Mali</p>"
    assert len(parsed) == 1
    kept(cache).unlink()
    assert render(templates) == "<p>Mali</p>"
    assert not list(cache.rglob("*.*"))


def test_who_wants_no_compiled_python_has_no_compiled_templates(
    templates: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    render(templates)
    assert not cache.exists()


def test_an_error_is_still_told_at_its_line(templates: Path) -> None:
    from drafter.problems import DrafterError

    (templates / "one.html").write_text("<p>\n{{ letter.subjct }}</p>")
    for _time in range(2):
        with pytest.raises(DrafterError) as caught:
            render(templates)
        (problem,) = caught.value.problems
        assert (problem.place.file, problem.place.line) == (str(templates / "one.html"), 2)


def test_marked_templates_are_not_kept(templates: Path, cache: Path) -> None:
    """They are for one error; see `Templates.place`."""
    Templates([templates]).place("one.html", VALUES, 1, 1)
    assert not [file for file in cache.rglob("*") if file.is_file()]


def test_without_a_home_nothing_is_kept(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # which the specification forbids
    monkeypatch.setattr(Path, "home", homeless)
    assert compiled.of_user(sandbox) is None
    assert render(templates) == "<p>Mali</p>"
