"""What all tests share: `--accept`, and a copy of every document that any of them makes."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import judges
import pytest
from made import JUDGED, Made

from drafter.pipeline import Pipeline
from drafter.word import write
from drafter.workspace import Workspace


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="renew the expected files in tests/cases"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than ten seconds")
    if judges.is_there("sdk"):
        os.environ.setdefault("OOXML_VALIDATOR", judges.sdk_program())
    # Who starts the tests in the background has Ctrl-C ignored, and so would every process that
    # a test stops with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The test of every document comes last, when all have been made."""
    items.sort(key=lambda item: item.path.name == "test_every_document.py")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if text := terminalreporter.config.stash.get(JUDGED, ""):
        terminalreporter.write_line(text)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected texts are to be renewed."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages as they stand in the code; the catalogues have tests of their own."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests, and the processes that they start, keep nothing in the cache of who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """The stages with everything that comes with drafter and nothing of anybody's own."""
    return Pipeline(Workspace(tmp_path_factory.mktemp("workspace")))


@pytest.fixture(scope="session", autouse=True)
def made() -> Iterator[Made]:
    """All documents are packed in one place, and from there they come in here."""
    documents = Made()
    pack = write.pack

    def keep(parts: Any) -> bytes:
        data = pack(parts)
        documents.keep(data)
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "pack", keep)
        yield documents
