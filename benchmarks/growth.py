"""What grows with the number of pages, and how: ``python -m benchmarks.growth [--sizes 100 1000 10000]``.

A project of each size is made, extracted, translated, merged and brought in step; what is said below is
timed on the way; above 10,000 pages that is the cold extract and the run in which nothing changed alone.
Making the projects takes far longer than the runs that are timed; --folder says where.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import (
    REPOSITORY,
    Cost,
    Job,
    Row,
    has_jobs,
    machine,
    markdown,
    package,
    put,
    run,
)
from benchmarks.pages import page, write_project
from benchmarks.peers.__main__ import translate
from benchmarks.peers.tools import CHANGED, ours

_ALL = 10_000  # pages up to which everything is measured
_MEMORY = ("1 new page, from memory", "9 new pages, from memory")
_STRINGS = 64  # about, of a page
_SENTENCE = re.compile(r"(?<=content: )(?=\w)")
Measured = tuple[str, int, Cost]  # what, pages, medians over the runs


def measure(root: Path, pages: int, runs: int, jobs: int) -> Iterator[Measured]:
    """All that is timed at one size, in the order in which the project comes to be."""

    def of(
        name: str,
        *verb: str,
        emptied: tuple[str, ...] = (),
        before: Callable[[], object] = int,
        jobs: int = jobs,
    ) -> Job:
        command = package(*verb, jobs=jobs)
        return Job(name, (command,), root, tuple(root / folder for folder in emptied), before)

    def timed(job: Job) -> Measured:
        costs = [run(job) for _ in range(runs)]
        found = Cost(
            median(cost.cpu for cost in costs),
            median(cost.wall for cost in costs),
            max(c.peak for c in costs),
        )
        print(f"{pages:,} pages, {job.name}: {found.wall:.1f} s", file=sys.stderr)
        return job.name, pages, found

    tool = ours(jobs)
    write_project(root, pages)
    tool.set_up(root)
    yield timed(of("cold extract", "extract", emptied=("locale",)))
    translate(tool, root, "english")
    if pages <= _ALL:
        yield timed(of("cold merge", "merge", emptied=tool.written))
    settle = of("sync", "sync", "--engine", "fake", jobs=os.cpu_count() or 1)  # nobody times it
    run(settle)
    yield timed(of("nothing changed", "sync", "--engine", "libre"))
    walk = (sys.executable, str(REPOSITORY / "benchmarks/walk.py"), str(root))
    yield timed(Job("floor: walk over its files", (walk,), root))
    if pages > _ALL:
        return
    changed = root / CHANGED
    text = changed.read_text("utf-8")

    def edited() -> None:
        changed.write_text(text, "utf-8")
        run(settle)
        changed.write_text(_SENTENCE.sub("后来，", text, count=1), "utf-8")

    yield timed(of("one page changed", "sync", "--engine", "fake", before=edited))
    for name in _MEMORY:
        new = [f"case/new{number}.md" for number in range(int(name.split()[0]))]
        for number, file in enumerate(new):
            (root / "content/zh" / file).write_text(page(pages + number), "utf-8")

        def without_drafts(new: list[str] = new) -> None:
            for file in new:
                (root / "locale/en/LC_MESSAGES" / file).with_suffix(".po").unlink(missing_ok=True)
            run(of("extract", "extract", *new))

        yield timed(of(name, "draft", *new, "--engine", "fake", before=without_drafts))


def grown(found: list[Measured]) -> list[Row]:
    """A row a kind and size, with ratios to the size before."""
    rows: list[Row] = [
        (
            "",
            "pages",
            "wall s",
            "CPU s",
            "peak MB",
            "CPU ms a page",
            "CPU a page, to before",
            "peak, to before",
        )
    ]
    for kind in dict.fromkeys(name for name, _, _ in found):
        before: tuple[float, float] | None = None
        for _, pages, cost in (one for one in found if one[0] == kind):
            each = cost.cpu / pages * 1000
            ratios = (f"{each / before[0]:.2f}", f"{cost.peak / before[1]:.2f}") if before else ("", "")
            numbers = (f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}", f"{each:.2f}")
            rows.append((kind, f"{pages:,}", *numbers, *ratios))
            before = each, cost.peak
    return rows


def lookups(found: list[Measured]) -> list[Row]:
    """What one text more to be drafted costs, by how much is remembered: eight pages are between two runs."""
    rows: list[Row] = [("memory", "pages", "CPU ms a text", "to before")]
    costs = {(name, pages): cost.cpu for name, pages, cost in found}
    before = 0.0
    for pages in sorted(pages for name, pages in costs if name == _MEMORY[1]):
        each = (costs[_MEMORY[1], pages] - costs[_MEMORY[0], pages]) / (8 * _STRINGS) * 1000
        rows.append(
            ("one text looked up", f"{pages:,}", f"{each:.2f}", f"{each / before:.2f}" if before > 0 else "")
        )
        before = each
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="of each, where N is 1,000 or less; else one")
    parser.add_argument("--jobs", type=int, default=1, help="processes, where the verbs have a choice")
    parser.add_argument("--folder", type=Path, help="where the projects are made [default: TMPDIR]")
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE", help="also put the tables into this document"
    )
    asked = parser.parse_args()
    found: list[Measured] = []
    for pages in sorted(asked.sizes):
        with tempfile.TemporaryDirectory(prefix="i18n-bench-", dir=asked.folder) as folder:
            found += measure(Path(folder), pages, asked.runs if pages <= 1000 else 1, asked.jobs)
    processes = (
        f"{asked.jobs} process{'es' if asked.jobs > 1 else ''}" if has_jobs("extract") else "1 process"
    )
    runs = f"{asked.runs} run{'s' if asked.runs > 1 else ''} of each up to 1,000 pages, one above"
    text = "\n\n".join(
        [f"{processes}, {runs}; {machine()}.", markdown(grown(found)), markdown(lookups(found))]
    )
    print(text)
    if asked.markdown:
        put(asked.markdown, "growth", text)


if __name__ == "__main__":
    main()
