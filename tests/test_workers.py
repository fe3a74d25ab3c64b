"""Pages worked on elsewhere: the same bytes, the same report, whoever dies on the way."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from conftest import Project
from moments import standing, until

from i18n_pipeline import config
from i18n_pipeline.commands import extract
from i18n_pipeline.project.runner import hired

PAGES = 80
WRITTEN = ".tmp', 'p1"  # some templates are there by then
FIXED = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}


def site(root: Path, pages: int = PAGES) -> Project:
    project = Project(root)
    (root / "i18n.toml").touch()
    for number in range(pages):
        texts = "".join(f"  - name: 第 {number} 家公司的第 {line} 段文字\n" for line in range(8))
        project.page(f"case/p{number:03}.md", f"title: 案例 {number}\nlist:\n{texts}", "body\n")
    project.page("case/p000-broken.md", "title: [\n")
    return project


def run(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = start(project, *arguments)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def all_of_it(project: Project, *options: str) -> tuple[list[str], dict[str, bytes]]:
    """What extract, merge and check print, and every file."""
    said = []
    for verb in ("extract", "merge", "check"):
        result = run(project, verb, "--json", *options)
        assert "Traceback" not in result.stderr
        said.append(result.stdout)
        if verb == "extract":
            fill(project)
    files = {path.relative_to(project.root).as_posix(): path for path in project.root.rglob("*")}
    own = {name: path for name, path in files.items() if not name.startswith(".i18n-cache")}
    return said, {name: path.read_bytes() for name, path in own.items() if path.is_file()}


def fill(project: Project) -> None:
    """Translate every entry, one of them badly."""
    for path in (project.root / "locale/en/LC_MESSAGES").rglob("*.po"):
        text = path.read_text("utf-8")
        head, rest = text.split("\n\n", 1)
        rest = re.sub(
            r'msgid "(.*)"\nmsgstr ""', lambda found: found[0][:-1] + translated(found[1]) + '"', rest
        )
        path.write_text(f"{head}\n\n{rest}", "utf-8")


def translated(text: str) -> str:
    numbers = " and ".join(re.findall(r"\d+", text))
    return f"Company text of {numbers}" if "7" not in text else "A text without its numbers"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, bytes]]:
    return all_of_it(site(tmp_path_factory.mktemp("alone")), "--jobs", "1")


def test_processes_give_the_same_bytes_and_the_same_report(
    tmp_path: Path, alone: tuple[list[str], dict[str, bytes]]
) -> None:
    said, files = all_of_it(site(tmp_path), "--jobs", "3")
    assert files == alone[1]
    assert said == alone[0]
    assert json.loads(said[2])["findings"], "a bad translation is told"
    assert "p000-broken.md" in said[0]


def test_a_page_that_an_editor_saves_meanwhile_keeps_what_was_saved(tmp_path: Path) -> None:
    """The catalogs are read before the pages are worked on, and written after: a save in between stands."""
    project = site(tmp_path, 240)
    run(project, "extract", "--jobs", "2")
    for path in (project.root / "content/zh").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("案例", "案例集"), "utf-8")
    last = project.root / "locale/en/LC_MESSAGES/case/p239.po"
    saved = last.read_text("utf-8").replace(
        'msgid "第 239 家公司的第 3 段文字"\nmsgstr ""', 'msgid "第 239 家公司的第 3 段文字"\nmsgstr "saved"'
    )
    before = project.read("locale/pot/case/p170.pot")
    process = start(project, "extract", "--jobs", "2")
    while process.poll() is None and project.read("locale/pot/case/p170.pot") == before:
        time.sleep(0.002)
    last.write_text(saved, "utf-8")
    process.communicate()
    run(project, "extract", "--jobs", "2")  # where the save came last, and was of a catalog of before
    assert project.entry("case/p239", "第 239 家公司的第 3 段文字").msgstr == "saved"
    assert project.entry("case/p239", "案例集 239")


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "i18n_pipeline",
        arguments[0],
        "--root",
        str(project.root),
        *arguments[1:],
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=FIXED)


def children(process: subprocess.Popen[str]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in found.read_text().split()] if found.exists() else []


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_killed_worker_costs_nothing_but_time(
    tmp_path: Path, alone: tuple[list[str], dict[str, bytes]]
) -> None:
    project = site(tmp_path, 400)
    with standing("extract", "--root", project.root, "--json", "--jobs", "2", since=WRITTEN) as process:
        pids = children(process)
        assert pids, "there are no workers"
        os.kill(pids[0], signal.SIGKILL)
    out, _ = process.communicate()
    assert json.loads(out)["failed"][0]["file"] == "content/zh/case/p000-broken.md"
    assert len(list(project.root.glob("locale/pot/case/*.pot"))) == 400
    for name, content in alone[1].items():
        if name.endswith(".pot"):
            assert (project.root / name).read_bytes() == content


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_workers_end_with_the_run_that_is_killed(tmp_path: Path) -> None:
    project = site(tmp_path, 400)
    with standing("extract", "--root", project.root, "--jobs", "2", since=WRITTEN) as process:
        pids = children(process)
        process.kill()
    process.communicate()
    assert pids
    until(lambda: not [pid for pid in pids if is_running(pid)])
    assert run(project, "extract", "--jobs", "2").returncode == 1, "the lock is free; one page is broken"


def is_running(pid: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize(
    "options",
    [
        ("--jobs", "0"),
        ("--executor", "dask"),
        ("--scheduler", "tcp://127.0.0.1:1"),
        ("--executor", "threads"),
    ],
)
def test_options_that_make_no_sense_are_told(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run(site(tmp_path, 1), "extract", *options)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


@contextmanager
def dask(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A part of a Dask cluster in a process of its own, and the first address that it says."""
    command = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=FIXED)
    try:
        said = ""
        assert process.stderr
        for line in process.stderr:
            said += line
            found = re.search(r"(?:Scheduler at|Start worker at):\s*(tcp://\S+)", line)
            if found:
                break
        else:
            raise AssertionError(said)
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_dies(
    tmp_path: Path, alone: tuple[list[str], dict[str, bytes]]
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    local = ("--host", "127.0.0.1", "--no-dashboard")
    with dask("distributed.cli.dask_scheduler", *local, "--port", "0") as (_, address):
        worker = ("distributed.cli.dask_worker", address, *local, "--no-nanny", "--nthreads", "1")
        with dask(*worker) as (doomed, _), dask(*worker):
            project = site(tmp_path, 400)
            options = ("--executor", "dask", "--scheduler", address)
            process = start(project, "extract", "--json", *options)
            while process.poll() is None and not list(project.root.glob("locale/pot/case/*.pot")):
                time.sleep(0.002)
            doomed.kill()
            out, err = process.communicate()
            assert process.returncode == 1, err
            assert "Traceback" not in err
            assert len(json.loads(out)["pages"]) == 400
            for name, content in alone[1].items():
                if name.endswith(".pot"):
                    assert (project.root / name).read_bytes() == content
            whole = Project(tmp_path / "whole")
            whole.root.mkdir()
            said, files = all_of_it(site(whole.root), *options)
    assert files == alone[1]
    assert said == alone[0]


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    result = run(site(tmp_path), "extract", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert result.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in result.stderr
    assert "Traceback" not in result.stderr


class Frozen(Executor):
    """Takes tasks, and is never done with one."""

    taken = 0

    def submit(self, fn: object, /, *arguments: object, **named: object) -> Future[object]:  # type: ignore[override]
        self.taken += 1
        return Future()


def test_workers_that_never_answer_are_not_waited_for_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(120):
        project.page(f"p{number}.md", "title: 标题\n")
    frozen = Frozen()
    monkeypatch.setattr("i18n_pipeline.steps.each._PATIENCE", 0.05)
    loaded = config.load(project.root)
    with hired(lambda: nullcontext((frozen, 2))) as workers:
        report = extract.run(loaded, (), targets=loaded.targets, runner=workers)
        assert workers.for_pages(1000) is None
    assert (len(report.pages), len(report.failed)) == (120, 0)
    assert 0 < frozen.taken < 10
