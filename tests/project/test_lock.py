"""One run at a time in a project, among real processes."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Project
from moments import until

from i18n_pipeline.errors import BusyError, PipelineError
from i18n_pipeline.project import lock

CARD = ".i18n-cache/lock.json"
HOLD = """
import sys, time
from pathlib import Path
from i18n_pipeline.project.lock import held
with held(Path(sys.argv[1]), "sync"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_run(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the project until its input ends."""
    command = [sys.executable, "-c", HOLD, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stdout.readline() == "held\n"
        yield running


@pytest.fixture
def site(project: Project) -> Project:
    project.page("a.md", "title: 标题\n")
    project.ok("extract")
    return project


@pytest.mark.parametrize("verb", ["extract", "draft", "merge"])
def test_what_writes_waits_for_no_other_run_and_says_who_that_is(site: Project, verb: str) -> None:
    with other_run(site.root) as running:
        result = site.run(verb)
        assert (result.exit_code, result.stdout) == (75, "")
        assert re.fullmatch(
            rf"error: another run holds this project: sync, process {running.pid} on "
            rf"{re.escape(socket.gethostname())}, since \d\d:\d\d:\d\d; try again when it is done\n",
            result.stderr,
        )
    site.ok(verb)
    assert not (site.root / CARD).exists()


@pytest.mark.parametrize(
    "command",
    [["extract", "--dry-run"], ["extract", "--check"], ["draft", "--dry-run"], ["merge", "--dry-run"], ["check"],
     ["status"], ["glossary", "suggest"], ["init"]],
)  # fmt: skip
def test_what_only_reads_needs_no_hold(
    site: Project, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("i18n.toml", "")
    site.ok("merge")
    monkeypatch.chdir(site.root)
    with other_run(site.root):
        from click.testing import CliRunner

        from i18n_pipeline.cli import cli

        assert CliRunner().invoke(cli, command).exit_code == 0


def test_a_dry_run_leaves_no_trace(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.ok("extract", "--dry-run")
    assert not (project.root / ".i18n-cache").exists()


def test_a_link_to_the_project_is_the_same_project(
    site: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("links") / "link"
    link.symlink_to(site.root)
    with other_run(link):
        assert site.run("merge").exit_code == 75
    with other_run(site.root), pytest.raises(BusyError, match="another run"), lock.held(link, "merge"):
        pass


def test_a_killed_run_frees_the_project_and_what_it_told_misleads_nobody(site: Project) -> None:
    with other_run(site.root) as running:
        running.send_signal(signal.SIGKILL)
        running.wait()
        stale = site.read(CARD)
        assert json.loads(stale)["process"] == running.pid
        site.ok("extract")
    with other_run(site.root):
        for content in (
            stale,
            stale[:20],
            "",
            "[]",
            '{"verb": 1}',
            stale.replace(str(running.pid), "9" * 30),
        ):
            site.write(CARD, content)
            assert site.run("merge").stderr == (
                "error: another run holds this project; try again when it is done\n"
            )
        far = stale.replace(socket.gethostname(), "elsewhere").replace('"since": "20', '"since": "19')
        site.write(CARD, far)
        assert re.search(
            rf"sync, process {running.pid} on elsewhere, since 19\d\d-\d\d-\d\d \d", site.run("merge").stderr
        )


AT_ONCE = """
import sys, time
from pathlib import Path
from i18n_pipeline.errors import BusyError
from i18n_pipeline.project.lock import held
root = Path(sys.argv[1])
print("ready", flush=True)
while not (root / "go").exists():
    time.sleep(0.001)
try:
    with held(root, "sync"):
        with open(root / "alone", "x"):
            while sys.argv[2] == "long" and not (root / "enough").exists():
                time.sleep(0.01)
        (root / "alone").unlink()
    print("won")
except BusyError as error:
    print(error)
"""


@pytest.mark.parametrize("held", ["long", "a moment"])
def test_twenty_starts_at_once(tmp_path: Path, held: str) -> None:
    command = [sys.executable, "-c", AT_ONCE, str(tmp_path), held]
    running = [subprocess.Popen(command, stdout=-1, stderr=-1, text=True) for _ in range(20)]
    assert all(process.stdout and process.stdout.readline() == "ready\n" for process in running)
    (tmp_path / "go").touch()
    if held == "long":
        until(lambda: sum(process.poll() is not None for process in running) == 19)
        (tmp_path / "enough").touch()
    ended = [process.communicate() for process in running]
    assert {stderr for _, stderr in ended} == {""}, "two at a time"
    won = [stdout for stdout, _ in ended if stdout == "won\n"]
    assert len(won) >= 1
    assert all("another run holds this project" in stdout for stdout, _ in ended if stdout != "won\n")
    if held == "long":
        assert len(won) == 1
        assert sum(": sync, process " in stdout for stdout, _ in ended) == 19


def test_the_lock_file_stays_one_and_the_same_and_git_never_sees_it(site: Project) -> None:
    file = site.root / ".i18n-cache/lock"
    made = file.stat().st_ino
    site.ok("merge")
    assert (file.stat().st_ino, file.stat().st_size) == (made, 0)
    assert site.read(".i18n-cache/.gitignore") == "*\n"
    assert {path.name for path in file.parent.iterdir()} == {".gitignore", "ledger", "lock"}


def test_a_project_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / ".i18n-cache").write_text("in the way")
    with (
        pytest.raises(PipelineError, match="the project cannot be written to ") as caught,
        lock.held(tmp_path, "sync"),
    ):
        pass
    assert "\n" not in str(caught.value)


def test_no_room_to_tell_who_holds_it_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / CARD).mkdir(parents=True)
    with lock.held(tmp_path, "sync"):
        assert (tmp_path / CARD).is_dir()
        with pytest.raises(BusyError), lock.held(tmp_path, "merge"):
            pass


def test_an_error_in_the_run_frees_it(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), lock.held(tmp_path, "sync"):
        raise RuntimeError
    with lock.held(tmp_path, "sync"):
        pass
