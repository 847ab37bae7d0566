"""The independent judges of what drafter makes, each as one function.

They come from elsewhere: Microsoft's Open XML SDK (`judges/package.json`), ooxml-integrity,
LibreOffice, poppler, ripMIME and outloud. Where one is not installed a test that needs it is
skipped on a laptop and fails where `CI` is set.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest

_MODULES = Path(__file__).parent / "judges" / "node_modules" / "@xarsh"
_SYSTEMS = {"linux": "linux", "darwin": "darwin", "win32": "win32"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "arm64": "arm64", "aarch64": "arm64"}
_HOW = {
    "sdk": "in tests/judges: npm ci --ignore-scripts",
    "soffice": "sudo apt install libreoffice-writer",
    "calc": "sudo apt install libreoffice-calc",
    "uno": "sudo apt install python3-uno",
    "pdfinfo": "sudo apt install poppler-utils",
    "pdftotext": "sudo apt install poppler-utils",
    "ooxml-integrity": "pip install ooxml-integrity",
    "ripmime": "sudo apt install ripmime",
    "outloud": "pip install outloud",
    "Carlito": "sudo apt install fonts-crosextra-carlito",
}


def need(*judges: str) -> None:
    """Skip the test when a judge is absent; fail it where all of them must be there."""
    absent = [judge for judge in judges if not is_there(judge)]
    if not absent:
        return
    text = "; ".join(f"{judge} is not installed ({_HOW[judge]})" for judge in absent)
    if os.environ.get("CI"):
        pytest.fail(text)
    pytest.skip(text)


@cache
def is_there(judge: str) -> bool:
    """Whether a judge is installed; `_HOW` names them."""
    if judge == "sdk":
        return _sdk().is_file()
    if judge == "Carlito":
        listed = shutil.which("fc-list") and _run(["fc-list", ":", "family"]).stdout
        return "Carlito" in (listed or "")
    if judge == "calc":
        return _program("soffice") is not None and _calculates()
    if judge == "uno":
        return uno_python() is not None
    return _program(judge) is not None


@cache
def uno_python() -> str | None:
    """The Python that can talk to LibreOffice: the system's, seldom that of the tests."""
    pythons = ["/usr/bin/python3", shutil.which("python3") or "", sys.executable]
    can = (python for python in pythons if Path(python).is_file())
    return next(
        (python for python in can if _run([python, "-c", "import uno"]).returncode == 0), None
    )


def _program(name: str) -> str | None:
    """Beside this Python first: tests run without the environment being activated."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return shutil.which(name, path=beside)


def _run(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=300, **options
    )


# ── The .docx ─────────────────────────────────────────────────────────────────


def _sdk() -> Path:
    system = _SYSTEMS.get(sys.platform, sys.platform)
    machine = _MACHINES.get(platform.machine().lower(), platform.machine())
    suffix = ".exe" if system == "win32" else ""
    return _MODULES / f"ooxml-validator-{system}-{machine}" / f"ooxml-validator{suffix}"


def sdk_program() -> str:
    """Where the validator stands, or would stand."""
    return str(_sdk())


def sdk_validate(docx: Path) -> list[str]:
    """What the Open XML SDK finds against the schema of Word."""
    done = _run([str(_sdk()), str(docx)])
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return [f"no verdict: {done.stdout} {done.stderr}"]
    found = [f"{e['path']} {e['xPath']}: {e['description']}" for e in report["errors"]]
    return found if found or report["ok"] else ["refused, without a reason"]


def sdk_validate_all(documents: Sequence[Path]) -> dict[Path, list[str]]:
    """`sdk_validate` for many, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(documents, pool.map(sdk_validate, documents), strict=True))


def integrity(docx: Path) -> list[str]:
    """What ooxml-integrity finds, warnings and remarks included."""
    from ooxml_integrity import check

    return [str(finding) for finding in check(docx)]


# ── LibreOffice and the PDF ───────────────────────────────────────────────────


_AT_ONCE = 100  # LibreOffice 7.4 leaves off in silence after some 247 files


def to_pdf(documents: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Each .docx as LibreOffice opens it; one that it cannot open is not in the answer.

    LibreOffice starts once for many, with a profile of its own. Files of one name would
    overwrite each other, so each is opened under a number.
    """
    with tempfile.TemporaryDirectory() as temporary:
        copies = [
            shutil.copyfile(document, Path(temporary) / f"{number:04}.docx")
            for number, document in enumerate(documents)
        ]
        profile = (Path(temporary) / "profile").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}"]
        command += ["--convert-to", "pdf", "--outdir", str(folder)]
        for start in range(0, len(copies), _AT_ONCE):
            _run([*command, *map(str, copies[start : start + _AT_ONCE])])
    made = {
        document: folder / f"{copy.stem}.pdf"
        for document, copy in zip(documents, copies, strict=True)
    }
    return {document: pdf for document, pdf in made.items() if pdf.is_file()}


_IN_DUTCH = "CSV:59,34,76,1,,1043,false,true,false,false,false,0,true"  # and works out formulas


def to_spreadsheets(csvs: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Each .csv as Calc saves it, its cells as it reads them in Dutch; `kind` is xlsx or ods."""
    with tempfile.TemporaryDirectory() as temporary:
        profile = (Path(temporary) / "profile").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}"]
        command += [f"--infilter={_IN_DUTCH}", "--convert-to", kind, "--outdir", str(folder)]
        _run([*command, *map(str, csvs)])
    return [folder / f"{csv.stem}.{kind}" for csv in csvs]


def _calculates() -> bool:
    """Whether LibreOffice has Calc, which it does not say otherwise."""
    with tempfile.TemporaryDirectory() as temporary:
        csv = Path(temporary) / "a.csv"
        csv.write_text("a;b\n", "utf-8")
        return to_spreadsheets([csv], "ods", csv.parent)[0].is_file()


def office_version() -> str:
    """LibreOffice and the two numbers that tell what it can."""
    name, version = _run(["soffice", "--version"]).stdout.split()[:2]
    return f"{name} {'.'.join(version.split('.')[:2])}"


def page_count(pdf: Path) -> int:
    """How many pages a PDF has."""
    return int(pdf_information(pdf)["Pages"])


def pdf_information(pdf: Path) -> dict[str, str]:
    """Title, Tagged, Page size and whatever else pdfinfo tells."""
    lines = _run(["pdfinfo", str(pdf)]).stdout.splitlines()
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in lines)}


def pdf_text(pdf: Path) -> str:
    """The text on the pages, a form feed after each."""
    return _run(["pdftotext", "-layout", str(pdf), "-"]).stdout


def accessibility(pdf: Path) -> list[dict[str, Any]]:
    """The findings of outloud: rule, severity, message and page."""
    program = _program("outloud")
    assert program is not None, "call need('outloud') first"
    report = json.loads(_run([program, str(pdf), "--json", "-", "-q"]).stdout)
    (result,) = report["results"]
    assert result["error"] is None, result["error"]
    return list(result["findings"])


# ── The .eml ──────────────────────────────────────────────────────────────────


def taken_apart(mail: Path, folder: Path) -> dict[str, bytes]:
    """What ripMIME takes out of an e-mail: its texts and its attachments, by their names."""
    folder.mkdir()
    done = _run(["ripmime", "-i", str(mail), "-d", str(folder)])
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in folder.iterdir()}
