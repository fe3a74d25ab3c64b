"""What extract and merge cost: ``python -m benchmarks.spine [--pages 400] [--runs 3] [--big 2000]``."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Cost, Job, aligned, interleaved, run, table
from benchmarks.pages import write_project

_PACKAGE = ("-m", "i18n_pipeline")
_FLOOR = str(Path(__file__).with_name("floor.py"))
_FLOOR_EXTRACT = "floor: parse, write unwrapped"
_FLOOR_WRAPPED = "floor: parse, write wrapped"
_FLOOR_REREAD = "floor: parse, read POT and PO"
_FLOOR_MERGE = "floor: parse, read PO"


def jobs(fresh: Path, drafted: Path) -> list[Job]:
    """What is measured, in the order of a round; ``fresh`` is extracted anew in every round."""
    return [
        Job(
            "extract",
            verb("extract", fresh),
            removed=(fresh / "locale",),
            floors=(_FLOOR_EXTRACT, _FLOOR_WRAPPED),
        ),
        Job(_FLOOR_EXTRACT, (_FLOOR, "extract", str(fresh)), removed=(fresh / "floor",)),
        Job(_FLOOR_WRAPPED, (_FLOOR, "extract", str(fresh), "--wrap", "78"), removed=(fresh / "floor",)),
        Job("extract, nothing to do", verb("extract", fresh), floors=(_FLOOR_REREAD,)),
        Job(_FLOOR_REREAD, (_FLOOR, "reread", str(fresh))),
        Job(
            "merge",
            verb("merge", drafted),
            removed=(drafted / "content/en", drafted / "locale/en/written"),
            floors=(_FLOOR_MERGE,),
        ),
        Job(_FLOOR_MERGE, (_FLOOR, "merge", str(drafted))),
        Job("merge, nothing to do", verb("merge", drafted), floors=(_FLOOR_MERGE,)),
    ]


def verb(name: str, root: Path, *options: str) -> tuple[str, ...]:
    """The arguments of one command of the package."""
    return (*_PACKAGE, name, *options, "--root", str(root), "--quiet")


def drafted_project(fresh: Path, drafted: Path) -> None:
    """A copy of the project, extracted and with a draft of every message."""
    shutil.copytree(fresh, drafted)
    run(Job("extract", verb("extract", drafted)))
    run(Job("draft", verb("draft", drafted, "--engine", "fake")))


def memory(root: Path, pages: int, big: int, small: Cost) -> str:
    """The peak of extract with few and with many pages."""
    write_project(root, big)
    large = run(Job("extract", verb("extract", root)))
    rows = [
        ("peak memory of extract", f"{pages} pages", f"{small.peak:.0f} MB"),
        ("", f"{big} pages", f"{large.peak:.0f} MB"),
    ]
    return aligned(rows)


def fidelity(root: Path) -> str:
    """How many pages come back to the byte where every translation is its source text."""
    translate_by_source(root)
    run(Job("merge", verb("merge", root), removed=(root / "content/en", root / "locale/en/written")))
    pages = sorted((root / "content/zh").rglob("*.md"))
    same = sum(page.read_bytes() == target(page, root).read_bytes() for page in pages)
    return f"fidelity: {same} of {len(pages)} pages byte-identical where every msgstr is its msgid"


def translate_by_source(root: Path) -> None:
    """Set every msgstr to its msgid."""
    import polib  # here, because a child's peak memory counts from its parent's

    for file in (root / "locale/en/LC_MESSAGES").rglob("*.po"):
        catalog = polib.pofile(str(file), encoding="utf-8", wrapwidth=0)
        for entry in catalog:
            entry.msgstr = entry.msgid
            entry.flags = []
        catalog.save()


def target(page: Path, root: Path) -> Path:
    """The English page of a Chinese one."""
    return root / "content/en" / page.relative_to(root / "content/zh")


def report(root: Path, pages: int, rounds: int, big: int) -> None:
    """Measure in ``root`` and print."""
    fresh, drafted = root / "fresh", root / "drafted"
    write_project(fresh, pages)
    drafted_project(fresh, drafted)
    measured = jobs(fresh, drafted)
    costs = interleaved(measured, rounds)
    print(f"{pages} pages, {rounds} rounds, Python {sys.version.split()[0]} on {sys.platform}\n")
    print(table(measured, costs, pages), end="\n\n")
    if big:
        highest = max(costs["extract"], key=lambda cost: cost.peak)
        print(memory(root / "big", pages, big, highest), end="\n\n")
    print(fidelity(fresh))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spine")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3, help="rounds after the warm-up [default: 3]")
    parser.add_argument("--big", type=int, default=0, metavar="N", help="also the peak memory of N pages")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="i18n-bench-") as folder:
        report(Path(folder), asked.pages, asked.runs, asked.big)


if __name__ == "__main__":
    main()
