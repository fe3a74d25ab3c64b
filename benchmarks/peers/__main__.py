"""Speed and fidelity beside the peers: ``python -m benchmarks.peers [--pages 400] [--runs 3]``."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bodies
from benchmarks.measure import (
    REPOSITORY,
    Command,
    Job,
    Row,
    interleaved,
    machine,
    markdown,
    put,
    run,
    table,
)
from benchmarks.pages import Maker, like, page, write_project
from benchmarks.peers.tools import CHANGED, Tool, of_markdown, shown, tools

_FLOOR = (sys.executable, str(REPOSITORY / "benchmarks/floor.py"))
_WALK = (sys.executable, str(REPOSITORY / "benchmarks/walk.py"))
_START = (sys.executable, "-m", "i18n_pipeline", "--version")
_KINDS = ("cold extract", "cold merge", "nothing changed", "one page changed")
_SENTENCE = re.compile(r"(content: |\n\n)([\u4e00-\u9fff])")


@dataclass(frozen=True)
class Site:
    """The projects of one tool: ``done`` is translated and merged, ``changed`` a copy to be edited."""

    tool: Tool
    root: Path

    @property
    def done(self) -> Path:
        return self.root / "done"

    @property
    def changed(self) -> Path:
        return self.root / "changed"


def job(tool: Tool, root: Path, commands: Sequence[Command], removed: Sequence[str] = ()) -> Job:
    """Commands of a tool as something to be run; folders are emptied before."""
    return Job(tool.name, tuple(commands), root, tuple(root / folder for folder in removed))


def translate(tool: Tool, root: Path, how: str) -> None:
    """Translate all that the tool extracted, in a process of its own."""
    command = (sys.executable, "-m", "benchmarks.peers.texts", str(root), how, *tool.catalogs)
    subprocess.run(command, cwd=REPOSITORY, check=True)


def made(tool: Tool, root: Path, how: str) -> None:
    """Extract, translate and merge a project whose pages are there. Whatever it says of that, it may."""
    tool.set_up(root)
    run(job(tool, root, tool.extract, tool.made))
    translate(tool, root, how)
    run(job(tool, root, tool.merge, tool.written), allowed=range(256))


def site(tool: Tool, root: Path, pages: int, make: Maker) -> Site:
    """A project of so many pages in which all is done."""
    print(f"setting up {tool.name}", file=sys.stderr)
    found = Site(tool, root)
    write_project(found.done, pages, make=make)
    made(tool, found.done, "english")
    if make is bodies.page:
        return found
    run(job(tool, found.done, tool.changed or tool.sync))  # which finds out that nothing is to be done
    return found


def change(found: Site) -> None:
    """Make ``changed`` anew from ``done``; let the tool see it as it is, then edit a sentence of a page."""
    shutil.rmtree(found.changed, ignore_errors=True)
    shutil.copytree(found.done, found.changed)
    tool = found.tool
    run(job(tool, found.changed, tool.changed or tool.sync))
    file = found.changed / CHANGED
    text = file.read_text("utf-8")
    file.write_text(_SENTENCE.sub(r"\1后来，\2", text, count=1), "utf-8")


def speed(sites: Sequence[Site], pages: int, rounds: int, warmup: int, order: Sequence[str]) -> list[str]:
    """The tables ``order``, a kind of run each."""
    first = sites[0]
    extracting = [job(one.tool, one.done, one.tool.extract, one.tool.made) for one in sites]
    merging = [job(one.tool, one.done, one.tool.merge, one.tool.written) for one in sites]
    unchanged = [job(one.tool, one.done, one.tool.sync) for one in sites]
    changing = [
        Job(
            one.tool.name,
            one.tool.changed or one.tool.sync,
            one.changed,
            before=lambda one=one: change(one),  # type: ignore[misc]
        )
        for one in sites
    ]
    floor = "floor"
    root = str(first.done)
    walk = Job(floor, ((*_WALK, root),))
    kinds = [
        ("nothing changed", [walk, Job("ours, --version", (_START,)), *unchanged]),
        ("one page changed", [walk, *changing]),
        ("cold merge", [*_floors(floor, "merge", root), *merging]),
        ("cold extract", [*_floors(floor, "extract", root), *extracting]),
    ]
    parts = {}
    against = ((floor, "cpu"), (first.tool.name, "cpu"), (first.tool.name, "wall"))
    for title, jobs in (
        kind for kind in kinds if kind[0] in order
    ):  # extract last: it leaves catalogs without translations
        print(title, file=sys.stderr)
        before = _snapshot(first.done)
        costs = interleaved(jobs, rounds, warmup)
        if title == "nothing changed" and _snapshot(first.done) != before:
            raise SystemExit("a run of ours that had nothing to do wrote a file")
        parts[title] = table(title, costs, pages, against)
    return [markdown(parts[title]) for title in order]


def _floors(name: str, verb: str, root: str) -> list[Job]:
    """The least that can be done, in one process and in two that have nothing to tell each other."""
    command = (*_FLOOR, verb, root)
    return [Job(name, (command,)), Job(f"{name}, 2 processes", ((*command, "--processes", "2"),))]


def _snapshot(root: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and its time of change; not those of the machine alone."""
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for folder in ("content", "locale")
        for path in (root / folder).rglob("*")
    }


def fidelity(found: Sequence[Tool], root: Path, pages: int, make: Maker) -> str:
    """What is left of a page that is translated by itself, and of translations that are hard to write."""
    from benchmarks.peers import texts  # here, because a child's peak memory counts from its parent's

    head = ("fidelity", "same to the byte", "same values and blocks", "hostile texts kept")
    rows: list[Row] = [head]
    losses = []
    for number, tool in enumerate(found):
        print(f"fidelity of {tool.name}", file=sys.stderr)
        same, hostile = root / f"same{number}", root / f"hostile{number}"
        write_project(same, pages, make=make)
        made(tool, same, "same")
        targets = same / tool.written[0]
        bytes_, values = texts.same_bytes(same, targets), texts.same_values(same, targets)
        kept = "see below" if make is bodies.page else "takes no single value"
        if tool.takes_values and make is not bodies.page:
            texts.write_hostile_pages(hostile)
            made(tool, hostile, "hostile")
            lost = texts.broken(hostile, hostile / tool.written[0])
            count = len(texts.HOSTILE)
            kept = f"{count - len(lost)} of {count} ({1 - len(lost) / count:.0%})"
            if lost:
                losses.append(f"- {tool.name} loses: {', '.join(map(_code, lost))}")
        rows.append((tool.name, _share(bytes_, pages), _share(values, pages), kept))
        shutil.rmtree(same)
        shutil.rmtree(hostile, ignore_errors=True)
    return "\n\n".join(filter(None, (markdown(rows), "\n".join(losses))))


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.0%})"


def _code(text: str) -> str:
    plain = text.replace("\n", "⏎").replace("\t", "⇥").replace("\u00a0", "⍽")
    plain = plain if len(plain) <= 40 else f"{plain[:30]}…"
    return f"`` {plain} ``" if "`" in plain else f"`{plain}`"


def calls(found: Sequence[Tool]) -> str:
    """How each was called, word for word but for the folders of this machine."""
    lines = []
    for tool in found:
        lines.append(f"- {tool.name}{f': {tool.note}' if tool.note else ''}")
        kinds = {"extract": tool.extract, "merge": tool.merge, "sync": tool.sync, "changed": tool.changed}
        lines += [
            f"  - {kind}: {', then '.join(f'`{shown(command)}`' for command in commands)}"
            for kind, commands in kinds.items()
            if commands
        ]
    return "\n".join(lines)


def report(
    root: Path, chosen: Sequence[Tool], pages: int, rounds: int, warmup: int = 1, make: Maker = page
) -> str:
    """Measure in ``root``, with the pages that ``make`` makes; all as Markdown."""
    here = [tool for tool in chosen if not tool.missing]
    missing = [f"- {tool.name}: {tool.missing}" for tool in chosen if tool.missing]
    sites = [site(tool, root / str(number), pages, make) for number, tool in enumerate(here)]
    tables = speed(sites, pages, rounds, warmup, _KINDS[:2] if make is bodies.page else _KINDS)
    for one in sites:
        shutil.rmtree(one.root)
    runs = f"{pages:,} pages, {rounds} runs each in turns; {machine()}."
    kept = fidelity(here, root, min(pages, 50) if make is bodies.page else pages, make)
    parts = [runs, *tables, kept, calls(here), "\n".join(missing)]
    return "\n\n".join(filter(None, parts))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3, help="rounds after the warm-up [default: 3]")
    parser.add_argument(
        "--like",
        type=Path,
        metavar="FOLDER",
        help="take the four largest pages of a real site, their texts made unique",
    )
    parser.add_argument("--bodies", action="store_true", help="take pages of Markdown")
    parser.add_argument("--tools", nargs="+", metavar="NAME", help="those whose names begin so, and ours")
    parser.add_argument("--folder", type=Path, help="where the projects are made [default: TMPDIR]")
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE", help="also put the tables into this document"
    )
    asked = parser.parse_args()
    names = ("ours", *asked.tools) if asked.tools else ("",)
    make = bodies.page if asked.bodies else like(asked.like) if asked.like else page
    known = [*tools(), *(of_markdown() if asked.bodies else ())]
    chosen = [tool for tool in known if tool.name.startswith(names)]
    with tempfile.TemporaryDirectory(prefix="i18n-bench-", dir=asked.folder) as folder:
        text = report(Path(folder), chosen, asked.pages, asked.runs, make=make)
    print(text)
    if asked.markdown:
        put(asked.markdown, "bodies" if asked.bodies else "peers", text)


if __name__ == "__main__":
    main()
