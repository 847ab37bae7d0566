"""Compare drafter with docxtpl and python-docx making the same letters:  make bench

All ways take turns (A B C A B C …) so that whatever else the machine does strikes all alike,
after a round that is not counted. Every sample is a process of its own, measured from its start
to its end; what is shown are medians. Python keeps compiled code between the processes, as it
does for installed programs.
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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import product
from pathlib import Path

import material

HERE = Path(__file__).resolve().parent
PEERS = {"docxtpl": "docxtpl_letter.py", "python-docx": "python_docx_letter.py"}
ONE_PROCESS = "drafter --jobs 1"
FIRST = "drafter, the first time"
WAYS = ("drafter", ONE_PROCESS, *PEERS, "floor")
COUNTS = (1, 10, 100, 1000)
PAPERS = {"short": 1, "long": 10}  # how many times the example's recommendations

COLD, PAPER = "cold", "paper"
CASES: Mapping[str, tuple[str, ...]] = {  # what is measured, and the ways to do it
    COLD: ("drafter", FIRST, *PEERS),
    **{str(count): WAYS for count in COUNTS},
    PAPER: tuple(PAPERS),
}
OFTEN = (COLD, "1")  # short enough to be measured three times in each round
SELDOM = ("1000",)  # and so long that every third round will do


@dataclass(frozen=True, slots=True)
class Sample:
    """One process; `own` is what it took by its own clock, after its start."""

    wall: float  # milliseconds
    cpu: float  # of the process and those that it started
    peak: float  # megabytes, of the largest process
    own: float | None = None


Measured = dict[str, dict[str, list[Sample]]]  # by case and way


# ── What is run ───────────────────────────────────────────────────────────────


class Work:
    """A folder with inputs and templates, and the commands that make letters of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._runs = 0
        self.letter = material.workspace(folder)
        for count in COUNTS:
            material.campaign(self.letter, count)
        for number, (name, parts) in enumerate({**PAPERS, "warm-up": 1}.items(), 1):
            material.paper(folder, name, range(number * 100, number * 100 + parts))
        self.empty()
        run([str(HERE / "peers" / "templates.py"), str(material.HOUSE_STYLE), str(folder)], folder)
        run(self.command(COLD, FIRST), folder)
        (letter,) = self.outputs.glob("*.docx")
        shutil.copy(letter, folder / "floor.docx")

    def empty(self) -> None:
        """Let every process start with an empty folder for its letters, and delete none before.

        Where files were deleted, ext4 takes up to ten times as long to make one in the minute
        after (it passes over each), and the next process would pay for it.
        """
        self._runs += 1
        self.outputs = self.folder / "outputs" / str(self._runs)
        self.outputs.mkdir(parents=True)

    def command(self, case: str, way: str) -> list[str]:
        """How to do it, as arguments of Python."""
        out = str(self.outputs)
        template = str(self.folder / f"{way}.docx")
        if case == PAPER:
            return ["-m", "drafter", "render", str(self._paper(way)), "--out", out]
        if way == "floor":
            return [str(HERE / "floor.py"), template, out, case]
        path = str(self.letter if case == COLD else self._campaign(case))
        if way in PEERS:
            return [str(HERE / "peers" / PEERS[way]), template, out, path]
        if case == COLD:
            return ["-m", "drafter", "render", path, "--out", out]
        jobs = ["--jobs", "1"] if way == ONE_PROCESS else []
        return ["-m", "drafter", "batch", path, "--out", out, *jobs]

    def own(self, way: str) -> list[str]:
        """How to make a paper and time it without the start of the process."""
        papers = (str(self._paper(name)) for name in ("warm-up", way))
        return [str(HERE / "paper.py"), str(self.outputs), *papers]

    def _campaign(self, case: str) -> Path:
        return self.folder / "inputs" / "campaigns" / f"minusma-{case}.yaml"

    def _paper(self, name: str) -> Path:
        return self.folder / "inputs" / "papers" / f"{name}.yaml"


def run(
    arguments: Sequence[str],
    folder: Path,
    watch: Callable[[int], None] = lambda _pid: None,
    home: Path | None = None,
) -> tuple[Sample, str]:
    """Run Python in a process of its own and measure the whole of it.

    `watch` gets the number of the process; `home` is the user's, if not that of the other runs.
    """
    command = [sys.executable, *arguments]
    user = dict.fromkeys(("HOME", "LOCALAPPDATA"), str(home or folder / "home"))
    environment = {**os.environ, **user, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    for name in ("PYTHONDONTWRITEBYTECODE", "XDG_CACHE_HOME"):
        environment.pop(name, None)
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        watch(child.pid)
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


def measure(work: Work, rounds: int, cases: Sequence[str]) -> Measured:
    """Rounds of everything, the first of them only to warm up."""
    measured: Measured = {case: {way: [] for way in CASES[case]} for case in cases}
    for number in range(rounds + 1):
        _show(f"round {number} of {rounds}")
        for case in cases:
            if case in SELDOM and number % 3 != 1:
                continue
            for _time, way in product(range(3 if case in OFTEN else 1), CASES[case]):
                sample = _sample(work, case, way)
                if number:
                    measured[case][way].append(sample)
    _show("")
    return measured


def _sample(work: Work, case: str, way: str) -> Sample:
    work.empty()
    home = work.outputs / "home" if way == FIRST else None
    sample, _output = run(work.command(case, way), work.folder, home=home)
    if case != PAPER:
        return sample
    work.empty()
    _sample, seconds = run(work.own(way), work.folder)
    return Sample(sample.wall, sample.cpu, sample.peak, float(seconds) * 1000)


def together(work: Work, cases: Iterable[str]) -> dict[str, dict[str, float]]:
    """The memory of all processes of drafter's ways at once, by case and way, in megabytes.

    Looked at every five milliseconds in a run of its own: the sum of what each has for itself,
    and what they share, which is counted once. Nothing where the system does not tell (it is
    Linux that does).
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return {}
    return {case: {way: _watched(work, case, way) for way in WAYS[:2]} for case in cases}


def _watched(work: Work, case: str, way: str) -> float:
    import threading

    most = 0.0
    ended = threading.Event()

    def look(pid: int) -> None:
        nonlocal most
        while not ended.wait(0.005):
            most = max(most, _held(_family(pid)))

    def watch(pid: int) -> None:
        threading.Thread(target=look, args=(pid,), daemon=True).start()

    work.empty()
    run(work.command(case, way), work.folder, watch)
    ended.set()
    return most


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _held(family: Iterable[int]) -> float:
    """What processes hold in megabytes: the pages of each, and once the most that one shares."""
    own, shared = 0, 0
    for pid in family:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue  # it has ended
        sizes = {name: int(size) for name, size in re.findall(r"(?m)^(\w+):\s+(\d+) kB", rollup)}
        private = sizes["Private_Clean"] + sizes["Private_Dirty"]
        own, shared = own + private, max(shared, sizes["Rss"] - private)
    return (own + shared) / 1024


def _show(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text:24}\r", end="", file=sys.stderr, flush=True)


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


Medians = Mapping[str, Mapping[str, float]]  # by way and by what was measured
Cell = Callable[[str, str], str]  # of a way and a column


def tables(measured: Measured, shared: Mapping[str, Mapping[str, float]]) -> str:
    """All that was measured, to read."""
    medians = {case: _by_way(ways) for case, ways in measured.items()}
    counts = [str(count) for count in COUNTS if str(count) in measured]
    blocks = []
    if COLD in measured:
        blocks.append(_cold(medians[COLD], len(measured[COLD]["drafter"])))
    if counts:
        blocks.append(_letters(medians, counts, measured))
        blocks.append(_memory(medians, counts, shared))
    if PAPER in measured:
        blocks.append(_paper(medians[PAPER], len(measured[PAPER]["short"])))
    return "\n\n".join([*blocks, machine()])


def _by_way(ways: Mapping[str, Sequence[Sample]]) -> Medians:
    return {way: _medians(samples) for way, samples in ways.items()}


def _medians(samples: Sequence[Sample]) -> dict[str, float]:
    rows = [asdict(sample) for sample in samples]
    return {
        key: statistics.median(row[key] for row in rows)
        for key, value in rows[0].items()
        if value is not None
    }


def _cold(cold: Medians, runs: int) -> str:
    cells: dict[str, Callable[[str], str]] = {
        "wall ms": lambda way: f"{cold[way]['wall']:.0f}",
        "of docxtpl": lambda way: _times(cold[way]["wall"], cold["docxtpl"]["wall"]),
        "CPU ms": lambda way: f"{cold[way]['cpu']:.0f}",
        "of docxtpl ": lambda way: _times(cold[way]["cpu"], cold["docxtpl"]["cpu"]),
        "peak MB": lambda way: f"{cold[way]['peak']:.0f}",
    }
    title = f"One letter from a cold start, the whole process (median of {runs})"
    table = _table("", tuple(cells), CASES[COLD], lambda way, column: cells[column](way))
    return "\n".join((title, table))


def _letters(medians: Mapping[str, Medians], counts: Sequence[str], measured: Measured) -> str:
    def each(kind: str, way: str, count: str) -> float:
        return medians[count][way][kind] / int(count)

    def further(way: str, count: str) -> str:
        at = counts.index(count)
        if at == 0:
            return ""
        fewer = counts[at - 1]
        more = medians[count][way]["wall"] - medians[fewer][way]["wall"]
        return _digits(more / (int(count) - int(fewer)))

    def of(base: str) -> Cell:
        return lambda way, count: _times(each("wall", way, count), each("wall", base, count))

    runs = ", ".join(str(len(measured[count]["drafter"])) for count in counts)
    parts: dict[str, Cell] = {
        "wall ms a letter": lambda way, count: _digits(each("wall", way, count)),
        "wall ms for each more": further,
        "CPU ms a letter": lambda way, count: _digits(each("cpu", way, count)),
        "wall, of docxtpl": of("docxtpl"),
        "wall, of the floor": of("floor"),
    }
    title = f"Letters of a campaign, the whole process divided by them (medians of {runs})"
    return "\n".join([title, *(_table(part, counts, WAYS, cell) for part, cell in parts.items())])


def _memory(
    medians: Mapping[str, Medians],
    counts: Sequence[str],
    shared: Mapping[str, Mapping[str, float]],
) -> str:
    largest = _table(
        "the largest process", counts, WAYS, lambda way, count: f"{medians[count][way]['peak']:.0f}"
    )
    known = [count for count in counts if count in shared]
    if not known:
        return "\n".join(("Peak memory in MB", largest))
    all_of_them = _table(
        "all its processes together",
        known,
        WAYS[:2],
        lambda way, count: f"{shared[count][way]:.0f}",
    )
    return "\n".join(("Peak memory in MB", largest, all_of_them))


def _paper(papers: Medians, runs: int) -> str:
    def cell(row: str, column: str) -> str:
        kind = {"the whole process, ms": "wall", "after its start, ms": "own"}.get(row, "peak")
        if column == "ratio":
            return _times(papers["long"][kind], papers["short"][kind])
        return f"{papers[column][kind]:.0f}"

    title = f"A position paper and one with ten times its chapters, by drafter (median of {runs})"
    rows = ("the whole process, ms", "after its start, ms", "peak MB")
    return "\n".join((title, _table("", (*PAPERS, "ratio"), rows, cell)))


def _times(value: float, base: float) -> str:
    return f"{value / base:.2f} ×"


def _digits(value: float) -> str:
    return f"{value:.2f}" if value < 20 else f"{value:.0f}"


def _table(title: str, columns: Sequence[str], rows: Sequence[str], cell: Cell) -> str:
    lines = ["".join([f"  {row:<24}", *(f"{cell(row, c):>12}" for c in columns)]) for row in rows]
    return "\n".join(["".join([f"{title:<26}", *(f"{c:>12}" for c in columns)]), *lines])


def as_json(measured: Measured, shared: Mapping[str, Mapping[str, float]]) -> str:
    """Every sample, with the medians and the machine."""
    cases = {
        case: {
            way: {"median": _medians(samples), "samples": [asdict(sample) for sample in samples]}
            for way, samples in ways.items()
        }
        for case, ways in measured.items()
    }
    return json.dumps({"machine": machine(), **cases, "together": shared}, indent=1) + "\n"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Compare drafter with docxtpl and python-docx.")
    options.add_argument("--runs", type=int, default=7, help="rounds that are counted (7)")
    options.add_argument("--json", type=Path, metavar="FILE", help="also write every sample")
    options.add_argument(
        "--only", choices=CASES, nargs="+", default=tuple(CASES), help="measure only this"
    )
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="drafter-bench-") as folder:
        work = Work(Path(folder))
        measured = measure(work, max(1, asked.runs), asked.only)
        shared = together(work, [case for case in asked.only if case in ("100", "1000")])
    print(tables(measured, shared))
    if asked.json:
        asked.json.write_text(as_json(measured, shared), "utf-8")


if __name__ == "__main__":
    main()
