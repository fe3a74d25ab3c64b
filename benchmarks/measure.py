"""Run whole processes and tell what they cost."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# ru_maxrss is in KiB, on macOS in bytes.
_RSS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    """Of one process."""

    cpu: float  # seconds, user and system
    wall: float  # seconds
    peak: float  # MB


@dataclass(frozen=True)
class Job:
    """A command of Python, what is removed before it runs, and the jobs it is held against."""

    name: str
    arguments: tuple[str, ...]
    removed: tuple[Path, ...] = ()
    floors: tuple[str, ...] = ()


def run(job: Job) -> Cost:
    """Run the job once. Exits where it fails: the time of a failure says nothing."""
    for folder in job.removed:
        shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, *job.arguments]
    start = time.perf_counter()
    process = os.posix_spawn(sys.executable, command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{job.name} failed: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / _RSS_PER_MB)


def interleaved(jobs: Sequence[Job], rounds: int) -> dict[str, list[Cost]]:
    """The costs by job: A B C A B C …, so that a busy machine is busy for all; a first round is dropped."""
    costs: dict[str, list[Cost]] = {job.name: [] for job in jobs}
    for number in range(rounds + 1):
        print(f"round {number} of {rounds}" if number else "warm-up", file=sys.stderr)
        for job in jobs:
            cost = run(job)
            if number:
                costs[job.name].append(cost)
    return costs


def table(jobs: Iterable[Job], costs: Mapping[str, Sequence[Cost]], pages: int) -> str:
    """One line a job, and one more for each further floor it is held against."""
    rows: list[tuple[str, ...]] = [
        ("", "pages/s", "pages/s", "CPU s", "wall s", "peak", "", "CPU to floor", "wall to floor"),
        ("", "by CPU", "by wall", "median", "median", "MB", "its floor", "median (min–max)", ""),
    ]
    for job in jobs:
        head = (job.name, *_numbers(costs[job.name], pages))
        for floor in job.floors or ("",):
            rows.append((*head, floor, *_ratios(costs[job.name], costs.get(floor, ()))))
            head = ("",) * len(head)
    return aligned(rows)


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as columns; what starts with a digit goes to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(_padded, row, widths)).rstrip() for row in rows)
    return "\n".join(lines)


def _padded(cell: str, width: int) -> str:
    return cell.rjust(width) if cell[:1].isdigit() else cell.ljust(width)


def _numbers(costs: Sequence[Cost], pages: int) -> tuple[str, ...]:
    cpu = median(cost.cpu for cost in costs)
    wall = median(cost.wall for cost in costs)
    peak = max(cost.peak for cost in costs)
    return (f"{pages / cpu:.0f}", f"{pages / wall:.0f}", f"{cpu:.2f}", f"{wall:.2f}", f"{peak:.0f}")


def _ratios(costs: Sequence[Cost], floor: Sequence[Cost]) -> tuple[str, str]:
    """The ratio of each round, since both ran in it side by side."""
    if not floor:
        return ("", "")
    return (_spread(costs, floor, lambda cost: cost.cpu), _spread(costs, floor, lambda cost: cost.wall))


def _spread(costs: Sequence[Cost], floor: Sequence[Cost], of: Callable[[Cost], float]) -> str:
    ratios = [of(one) / of(other) for one, other in zip(costs, floor, strict=True)]
    return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
