"""Run whole processes and tell what they cost."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).parents[1]
# ru_maxrss is in KiB, on macOS in bytes.
_RSS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
_EVERY = 0.1  # seconds between two looks at the processes
Command = tuple[str, ...]
Row = tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """Of one job."""

    cpu: float  # seconds, user and system, of all its processes
    wall: float  # seconds
    peak: float  # MB, of all its processes together


@dataclass(frozen=True)
class Job:
    """Commands that are run one after another and counted as one."""

    name: str
    commands: tuple[Command, ...]
    folder: Path = REPOSITORY  # where they run
    emptied: tuple[Path, ...] = ()  # folders, before they run
    before: Callable[[], object] = lambda: None  # done before they run, and not counted


def package(verb: str, *options: str, jobs: int = 1) -> Command:
    """The command that runs a verb of the package, in so many processes where it has a choice."""
    chosen = ("--jobs", str(jobs)) if has_jobs(verb) else ()
    return (sys.executable, "-m", "i18n_pipeline", verb, *options, *chosen, "--quiet")


@cache
def has_jobs(verb: str) -> bool:
    """Whether a verb of the package can be told in how many processes to run."""
    command = (sys.executable, "-m", "i18n_pipeline", verb, "--help")
    return "--jobs" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def run(job: Job, allowed: Sequence[int] = (0,)) -> Cost:
    """Run the job once. Exits where it fails: the time of a failure says nothing."""
    job.before()
    for folder in job.emptied:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    costs = [_run(command, job, allowed) for command in job.commands]
    return Cost(
        sum(cost.cpu for cost in costs), sum(cost.wall for cost in costs), max(cost.peak for cost in costs)
    )


def _run(command: Command, job: Job, allowed: Sequence[int]) -> Cost:
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=job.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=_environment(),
        )
        try:
            with _Watched(process.pid) as watched:
                _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()
        if process.returncode not in allowed:
            output.seek(0)
            said = output.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{job.name} failed ({process.returncode}): {' '.join(command)}\n{said}")
    peak = max(usage.ru_maxrss / _RSS_PER_MB, watched.peak)
    return Cost(usage.ru_utime + usage.ru_stime, wall, peak)


def _environment() -> dict[str, str]:
    """Ours, but that Python may keep what it compiled, as it has for every installed package."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Watched:
    """The most memory that a process and its descendants had at once, as seen now and then; 0 without /proc.

    The system itself tells the peak of the largest process, which is enough where there is but one.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = 0.0  # MB
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._look)

    def __enter__(self) -> _Watched:
        if os.path.isdir("/proc/self"):
            self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        if self.thread.ident:
            self.thread.join()

    def _look(self) -> None:
        while not self.over.wait(_EVERY):
            pids = _family(self.pid)
            if len(pids) > 1:
                self.peak = max(self.peak, sum(map(_share, pids)))


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for one in found:
        try:
            with open(f"/proc/{one}/task/{one}/children") as stream:
                found += map(int, stream.read().split())
        except OSError:
            continue  # it has ended
    return found


def _share(pid: int) -> float:
    """The memory of a process in MB; what it shares with others is counted once among them."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as stream:
            known = re.search(rb"^Pss:\s+([0-9]+)", stream.read(), re.MULTILINE)
    except OSError:
        return 0.0
    return int(known[1]) / 1024 if known else 0.0


def interleaved(jobs: Sequence[Job], rounds: int, warmup: int = 1) -> dict[str, list[Cost]]:
    """The costs by job: A B C A B C …, so that a busy machine is busy for all; the warm-up is dropped."""
    costs: dict[str, list[Cost]] = {job.name: [] for job in jobs}
    for number in range(rounds + warmup):
        for job in jobs:
            cost = run(job)
            print(f"{job.name}: {cost.wall:.1f} s", file=sys.stderr)
            if number >= warmup:
                costs[job.name].append(cost)
    return costs


def table(
    title: str,
    costs: Mapping[str, Sequence[Cost]],
    pages: int,
    against: Sequence[tuple[str, str]],
) -> list[Row]:
    """A row a job, the medians over its runs; ``against`` names what it is held against, by cpu or wall."""
    ratios = [f"{'CPU' if of == 'cpu' else 'time'} to {name}" for name, of in against]
    rows: list[Row] = [(title, "pages/s", "CPU s", "wall s", "peak MB", *ratios)]
    for name, own in costs.items():
        held = (_spread(own, costs[base], of) if base in costs else "" for base, of in against)
        rows.append((name, *_numbers(own, pages), *held))
    return rows


def _numbers(costs: Sequence[Cost], pages: int) -> Row:
    cpu = median(cost.cpu for cost in costs)
    wall = median(cost.wall for cost in costs)
    peak = max(cost.peak for cost in costs)
    return (f"{pages / wall:,.0f}", f"{cpu:.2f}", f"{wall:.2f}", f"{peak:.0f}")


def _spread(costs: Sequence[Cost], base: Sequence[Cost], of: str) -> str:
    """Median, lowest and highest of the ratios round by round, since both ran in it side by side."""
    ratios = [getattr(one, of) / getattr(other, of) for one, other in zip(costs, base, strict=True)]
    return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table that is a table to the eye as well; the first is its head."""
    widths = [max(3, *map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        [cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(cells)]
        for cells in (list(zip(row, widths, strict=True)) for row in rows)
    ]
    lines.insert(1, ["-" * width if at == 0 else "-" * (width - 1) + ":" for at, width in enumerate(widths)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """What the figures were measured on, in a line."""
    try:
        info = Path("/proc/cpuinfo").read_text("utf-8")
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB of memory"
    except (OSError, ValueError):
        info = memory = ""
    model = re.search(r"^model name\s*:\s*(.+)$", info, re.MULTILINE)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("PyYAML", "polib"))
    return (
        f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}){memory}, {platform.system()}; "
        f"Python {platform.python_version()}, {libraries}"
    )


def put(file: Path, name: str, text: str) -> None:
    """Replace what stands in a document between the marks ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    old = file.read_text("utf-8")
    head, start, rest = old.partition(f"<!-- {name} -->\n")
    _, end, tail = rest.partition(f"<!-- /{name} -->")
    if not (start and end):
        raise SystemExit(f"{file} has no place for the table: <!-- {name} --> and <!-- /{name} -->")
    file.write_text(f"{head}{start}\n{text}\n\n{end}{tail}", "utf-8")
