"""Compare drafter with docxtpl and python-docx making the same letter:  make bench

Two measurements, each of every way in turn (A B C A B C …) so that whatever else the machine
does strikes all alike, after a round that is not counted. Every letter and every batch is
made by a process of its own; what is shown are medians. Python keeps compiled code between
the processes, as it does for installed programs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
LETTER = PROJECT / "inputs" / "letters" / "minusma-voortgang.yaml"
HOUSE_STYLE = PROJECT / "templates" / "house-style" / "house-style.docx"
PEERS = {"docxtpl": "docxtpl_letter.py", "python-docx": "python_docx_letter.py"}
COUNT = 100  # letters in a batch
COLD = 3  # cold starts in each round: they are short


@dataclass(frozen=True, slots=True)
class Sample:
    """One process: what it took, and for a batch its own clock's milliseconds a letter."""

    wall: float
    cpu: float
    peak: float  # megabytes
    letter: float | None = None


@dataclass(slots=True)
class Measured:
    """All samples, by way."""

    cold: dict[str, list[Sample]] = field(default_factory=dict)
    batch: dict[str, list[Sample]] = field(default_factory=dict)


# ── What is run ───────────────────────────────────────────────────────────────


class Work:
    """A folder with the inputs and the templates, and the commands that make letters in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outputs = folder / "outputs"
        self.letter = folder / "inputs" / "letters" / LETTER.name
        self.letter.parent.mkdir(parents=True)
        shutil.copy(LETTER, self.letter)
        shutil.copy(LETTER.parents[1] / "organisation.yaml", folder / "inputs")
        self.letters = list(_variants(self.letter))
        self.empty()
        run([str(HERE / "peers" / "templates.py"), str(HOUSE_STYLE), str(folder)], folder)
        run(self.cold("drafter"), folder)
        shutil.copy(self.made("drafter"), folder / "floor.docx")

    def empty(self) -> None:
        """Let every process start with an empty folder for its letters."""
        shutil.rmtree(self.outputs, ignore_errors=True)
        self.outputs.mkdir()

    def cold(self, way: str) -> list[str]:
        """How to make one letter."""
        if way == "drafter":
            return ["-m", "drafter", "render", str(self.letter), "--out", str(self.outputs)]
        script = str(HERE / "peers" / PEERS[way])
        return [script, self._template(way), str(self.outputs), str(self.letter)]

    def batch(self, way: str) -> list[str]:
        """How to make many letters."""
        script = str(HERE / "batch.py")
        return [script, way, self._template(way), str(self.outputs), *map(str, self.letters)]

    def made(self, way: str) -> Path:
        """The letter that `cold` made."""
        (path,) = self.outputs.glob("*.docx")
        return path

    def _template(self, way: str) -> str:
        return str(self.folder / f"{way}.docx")


def _variants(letter: Path) -> Iterable[Path]:
    """The letter many times, each time with an id, a date and a subject of its own."""
    text = letter.read_text("utf-8")
    for number in range(1, COUNT + 1):
        day = date(2026, 1, 1) + timedelta(number)
        own = re.sub(r"(?m)^id: .*", f"id: minusma-{number}", text)
        own = re.sub(r"(?m)^date: .*", f"date: {day}", own)
        own = re.sub(r"(?m)^subject: (.*)", rf"subject: \1 ({number})", own)
        path = letter.with_name(f"minusma-{number}.yaml")
        path.write_text(own, "utf-8")
        yield path


def run(arguments: Sequence[str], folder: Path) -> tuple[Sample, str]:
    """Run Python in a process of its own and measure the whole of it."""
    command = [sys.executable, *arguments]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        output = child.stdout.read()
        _pid, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"this failed: {' '.join(arguments)[:300]}")
    cpu = usage.ru_utime + usage.ru_stime
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Sample(wall * 1000, cpu * 1000, usage.ru_maxrss / unit), output


# ── Measuring ─────────────────────────────────────────────────────────────────


def measure(work: Work, rounds: int) -> Measured:
    """Rounds of everything, the first of them only to warm up."""
    measured = Measured()
    for number in range(rounds + 1):
        _show(number, rounds)
        one = _round(work)
        if number:
            for kind in ("cold", "batch"):
                for way, samples in getattr(one, kind).items():
                    getattr(measured, kind).setdefault(way, []).extend(samples)
    _show(rounds + 1, rounds)
    return measured


def _round(work: Work) -> Measured:
    one = Measured({way: [] for way in ("drafter", *PEERS)}, {})
    for _time in range(COLD):
        for way, samples in one.cold.items():
            work.empty()
            samples.append(run(work.cold(way), work.folder)[0])
    for way in ("drafter", *PEERS, "floor"):
        work.empty()
        sample, output = run(work.batch(way), work.folder)
        letter = json.loads(output)["seconds"] * 1000 / COUNT
        one.batch[way] = [Sample(sample.wall, sample.cpu, sample.peak, letter)]
    return one


def _show(number: int, rounds: int) -> None:
    if sys.stderr.isatty():
        text = f"\rround {number} of {rounds}" if number <= rounds else f"\r{'':24}\r"
        print(text, end="", file=sys.stderr, flush=True)


# ── Showing ───────────────────────────────────────────────────────────────────


def machine() -> str:
    """What this was measured on, in one line."""
    try:
        names = re.findall(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    except OSError:
        names = []
    peers = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return (
        f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}, {peers}"
    )


def tables(measured: Measured) -> str:
    """Both measurements, to read."""
    cold = {way: _medians(samples) for way, samples in measured.cold.items()}
    batch = {way: _medians(samples) for way, samples in measured.batch.items()}
    lines = [
        f"One letter from a cold start, the whole process (median of {_count(measured.cold)})",
        _row("", "wall ms", "of docxtpl", "CPU ms", "of docxtpl", "peak MB"),
    ]
    for way, one in cold.items():
        wall, cpu = (_ratio(cold, way, "docxtpl", key) for key in ("wall", "cpu"))
        lines.append(_row(way, f"{one['wall']:.0f}", wall, f"{one['cpu']:.0f}", cpu, _peak(one)))
    lines += [
        "",
        f"{COUNT} letters in one process, after imports (median of {_count(measured.batch)})",
        _row("", "ms a letter", "of docxtpl", "of the floor", "", "peak MB"),
    ]
    for way, one in batch.items():
        docxtpl, floor = (_ratio(batch, way, base, "letter") for base in ("docxtpl", "floor"))
        lines.append(_row(way, f"{one['letter']:.2f}", docxtpl, floor, "", _peak(one)))
    return "\n".join([*lines, "", machine()])


def _medians(samples: Sequence[Sample]) -> dict[str, float]:
    rows = [asdict(sample) for sample in samples]
    return {
        key: statistics.median(row[key] for row in rows)
        for key, value in rows[0].items()
        if value is not None
    }


def _count(samples: Mapping[str, Sequence[Sample]]) -> int:
    return len(samples["drafter"])


def _ratio(medians: Mapping[str, Mapping[str, float]], way: str, base: str, key: str) -> str:
    return f"{medians[way][key] / medians[base][key]:.2f} ×"


def _peak(medians: Mapping[str, float]) -> str:
    return f"{medians['peak']:.0f}"


def _row(way: str, *cells: str) -> str:
    return f"  {way:<14}" + "".join(f"{cell:>14}" for cell in cells)


def as_json(measured: Measured) -> str:
    """Every sample, with the medians and the machine."""
    data = {
        kind: {
            way: {"median": _medians(samples), "samples": [asdict(sample) for sample in samples]}
            for way, samples in getattr(measured, kind).items()
        }
        for kind in ("cold", "batch")
    }
    return json.dumps({"machine": machine(), "letters": COUNT, **data}, indent=1) + "\n"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Compare drafter with docxtpl and python-docx.")
    options.add_argument("--runs", type=int, default=7, help="rounds that are counted (7)")
    options.add_argument("--json", type=Path, metavar="FILE", help="also write every sample")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="drafter-bench-") as folder:
        measured = measure(Work(Path(folder)), max(1, asked.runs))
    print(tables(measured))
    if asked.json:
        asked.json.write_text(as_json(measured), "utf-8")


if __name__ == "__main__":
    main()
