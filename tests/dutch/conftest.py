from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter.dutch.committees import Register
from drafter.dutch.meetings import MeetingTypes
from drafter.dutch.offices import Offices

DATA = Path(__file__).parents[2] / "drafter" / "dutch" / "data"


def load(name: str) -> list[dict[str, Any]]:
    """A data file as drafter reads it: every scalar is text."""
    rows = yaml.load((DATA / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(rows, list)
    return rows


@pytest.fixture(scope="session")
def committee_rows() -> list[dict[str, Any]]:
    return load("committees.yaml")


@pytest.fixture(scope="session")
def chamber_rows() -> list[dict[str, Any]]:
    return load("chambers.yaml")


@pytest.fixture(scope="session")
def meeting_rows() -> list[dict[str, Any]]:
    return load("meetings.yaml")


@pytest.fixture(scope="session")
def recess_rows() -> list[dict[str, Any]]:
    return load("recesses.yaml")


@pytest.fixture(scope="session")
def register(committee_rows: Any, chamber_rows: Any) -> Register:
    return Register.from_rows(committee_rows, chamber_rows)


@pytest.fixture(scope="session")
def meetings(meeting_rows: Any) -> MeetingTypes:
    return MeetingTypes.from_rows(meeting_rows)


@pytest.fixture(scope="session")
def office_rows() -> list[dict[str, Any]]:
    return load("offices.yaml")


@pytest.fixture(scope="session")
def offices(office_rows: Any) -> Offices:
    return Offices.from_rows(office_rows)
