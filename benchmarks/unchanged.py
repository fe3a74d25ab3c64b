"""What sync costs where nothing changed: ``python -m benchmarks.unchanged [--pages 10000] [--runs 5]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Job, interleaved, run, table
from benchmarks.pages import write_project

_FLOOR = "floor: read and hash the same files"
_SYNC = "sync, nothing to do"
# An engine that fails as soon as it is asked, and the run with it: nothing listens on this port.
_SHUT = '[engines.libre]\nurl = "http://127.0.0.1:9/"\n'


def sync(root: Path, engine: str) -> Job:
    """A run of sync in a process of its own."""
    options = ("sync", "--engine", engine, "--root", str(root), "--quiet")
    return Job(_SYNC, ("-m", "i18n_pipeline", *options), floors=(_FLOOR,))


def snapshot(root: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and its time of change; not those of the machine alone."""
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for folder in ("content", "locale")
        for path in (root / folder).rglob("*")
    }


def report(root: Path, pages: int, rounds: int) -> None:
    """Measure in ``root`` and print. Exits where a run wrote a file or asked an engine."""
    write_project(root, pages)
    (root / "i18n.toml").write_text(_SHUT, "utf-8")
    run(sync(root, "fake"))
    before = snapshot(root)
    floor = str(Path(__file__).with_name("rehash.py"))
    jobs = [sync(root, "libre"), Job(_FLOOR, (floor, str(root)))]
    costs = interleaved(jobs, rounds)
    if snapshot(root) != before:
        raise SystemExit("a run that had nothing to do wrote a file")
    print(f"{pages} pages, {rounds} rounds, Python {sys.version.split()[0]} on {sys.platform}\n")
    print(table(jobs, costs, pages), end="\n\n")
    print("no byte was written, and no engine asked")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unchanged")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5, help="rounds after the warm-up [default: 5]")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="i18n-bench-") as folder:
        report(Path(folder), asked.pages, asked.runs)


if __name__ == "__main__":
    main()
