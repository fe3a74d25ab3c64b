"""Pulling and pushing, against a bare repository and whoever else works with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from moments import until

from i18n_pipeline.errors import ConfigError, PipelineError, RemoteError
from i18n_pipeline.project import git, remote

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
LINES = "".join(f"{number}\n" for number in range(20))


class Clone:
    """A checkout of the remote."""

    def __init__(self, root: Path, bare: Path) -> None:
        self.root = root
        subprocess.run(["git", "clone", "-q", bare, root], check=True, capture_output=True)
        (root / ".i18n-cache").mkdir()
        (root / ".i18n-cache/.gitignore").write_text("*\n")

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        ).stdout.strip()

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_text(text)

    def commit(self, file: str, text: str) -> None:
        self.write(file, text)
        self.git("add", file)
        self.git("commit", "-qm", f"{file}: {text[:9]}", "--", file)

    def push(self, file: str, text: str) -> None:
        self.commit(file, text)
        self.git("push", "-q", "origin", "HEAD:main")

    def state(self) -> tuple[str, str, str, dict[str, str]]:
        """All that a pull could change."""
        kept = [path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts]
        contents = {str(path.relative_to(self.root)): path.read_text() for path in kept}
        return (
            self.git("rev-parse", "HEAD"),
            self.git("status", "--porcelain", "-b"),
            self.git("stash", "list"),
            contents,
        )


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.com")
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", bare], check=True)
    other = Clone(tmp_path / "other", bare)
    other.git("checkout", "-q", "-B", "main")
    other.push("page", LINES)
    return bare


@pytest.fixture
def other(bare: Path, tmp_path: Path) -> Clone:
    return Clone(tmp_path / "another", bare)


@pytest.fixture
def here(bare: Path, tmp_path: Path) -> Clone:
    return Clone(tmp_path / "here", bare)


def log(bare: Path) -> list[str]:
    command = ["git", "log", "--format=%s", "main"]
    return subprocess.run(command, cwd=bare, check=True, capture_output=True, text=True).stdout.splitlines()


def test_what_others_pushed_is_pulled_and_what_is_here_is_pushed(
    bare: Path, here: Clone, other: Clone
) -> None:
    other.push("page2", "b")
    remote.pull(here.root)
    assert here.git("log", "--format=%s", "-1") == "page2: b"
    here.commit("po", "x")
    remote.push(here.root)
    assert log(bare)[0] == "po: x"
    other.git("pull", "-q")
    other.push("page3", "c")
    here.commit("po", "y")
    remote.pull(here.root)
    assert log(bare)[0] == "page3: c", "nothing is pushed by it"
    remote.push(here.root)
    assert log(bare)[:3] == ["po: y", "page3: c", "po: x"]
    assert here.git("status", "--porcelain", "-b") == "## main...origin/main"


def test_where_nothing_is_to_be_pushed_nobody_is_asked(bare: Path, here: Clone) -> None:
    bare.rename(bare.with_name("away"))
    remote.push(here.root)
    with pytest.raises(RemoteError, match="git does not get through to origin: .*does not appear to be"):
        remote.pull(here.root)
    here.commit("po", "x")
    with pytest.raises(RemoteError, match="git does not get through to origin: "):
        remote.push(here.root)


def test_somebody_pushes_between_pull_and_push(bare: Path, here: Clone, other: Clone) -> None:
    remote.pull(here.root)
    other.push("page2", "b")
    here.commit("po", "x")
    remote.push(here.root)
    assert log(bare)[:2] == ["po: x", "page2: b"]


def test_somebody_pushes_all_the_time(bare: Path, here: Clone, other: Clone) -> None:
    """As a hook of the push, which comes before the remote is looked at."""
    here.commit("po", "x")
    hook = here.root / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\nunset $(git rev-parse --local-env-vars)\ncd {other.root} && date +%N > page2 && git add . && git commit -qm more && git push -q\n"
    )
    hook.chmod(0o755)
    with pytest.raises(RemoteError, match="others are pushing to origin as well; run again"):
        remote.push(here.root)
    assert log(bare)[:2] == ["more", "more"]
    hook.unlink()
    remote.pull(here.root)
    remote.push(here.root)
    assert log(bare)[:2] == ["po: x", "more"]


def test_what_the_remote_refuses_is_told(bare: Path, here: Clone) -> None:
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'this branch is for merge requests' >&2\nexit 1\n")
    hook.chmod(0o755)
    here.commit("po", "x")
    with pytest.raises(
        PipelineError, match="origin refused what was pushed: .*this branch is for merge"
    ) as told:
        remote.push(here.root)
    assert not isinstance(told.value, RemoteError)


@pytest.mark.parametrize("pushing", [False, True])
def test_what_git_cannot_join_stays_as_it_was(bare: Path, here: Clone, other: Clone, pushing: bool) -> None:
    here.commit("po", "x")
    here.commit("page", LINES.replace("5\n", "here\n"))
    here.write("begun", "a person's")
    other.push("page", LINES.replace("5\n", "there\n"))
    before = here.state()
    with pytest.raises(
        PipelineError, match="git cannot join what was committed here .* in page; run git pull"
    ):
        (remote.push if pushing else remote.pull)(here.root)
    after = here.state()
    assert (after[0], after[2:]) == (before[0], before[2:])
    assert not (here.root / ".git/rebase-merge").exists()
    git.require_ready(here.root)


@pytest.mark.parametrize("diverged", [False, True])
def test_what_people_have_begun_stays_as_it_is(here: Clone, other: Clone, diverged: bool) -> None:
    here.commit("notes", "old")
    here.git("push", "-q")
    other.git("pull", "-q")
    other.push("page", "theirs")
    if diverged:
        here.commit("po", "x")
    here.write("notes", "begun")
    here.write("new", "begun as well")
    remote.pull(here.root)
    assert (here.root / "notes").read_text() == "begun"
    assert (here.root / "page").read_text() == "theirs"
    assert here.git("status", "--porcelain").split() == ["M", "notes", "??", "new"]
    assert here.git("stash", "list") == ""


@pytest.mark.parametrize("diverged", [False, True])
@pytest.mark.parametrize("how", ["changed", "new", "staged"])
def test_what_people_have_begun_may_be_in_the_way(
    here: Clone, other: Clone, how: str, diverged: bool
) -> None:
    other.push("page2" if how == "new" else "page", "theirs")
    if diverged:
        here.commit("po", "x")
    file = "page2" if how == "new" else "page"
    here.write(file, "begun")
    if how == "staged":
        here.git("add", file)
    before = here.state()
    with pytest.raises(PipelineError, match=f"commit or undo them: {file}$"):
        remote.pull(here.root)
    after = here.state()
    assert (after[0], after[2:]) == (before[0], before[2:])


def test_a_branch_that_is_nowhere_yet_is_pushed(bare: Path, here: Clone) -> None:
    here.git("checkout", "-q", "-b", "nightly")
    for call in (remote.pull, remote.push):
        with pytest.raises(ConfigError, match="no branch to pull from and push to; set one with git push"):
            call(here.root)
    here.git("config", "branch.nightly.remote", "origin")
    here.git("config", "branch.nightly.merge", "refs/heads/translations")
    here.commit("po", "x")
    remote.pull(here.root)
    remote.push(here.root)
    assert subprocess.run(
        ["git", "log", "--format=%s", "translations"], cwd=bare, check=True, capture_output=True, text=True
    ).stdout.startswith("po: x\n")


def test_without_a_branch(here: Clone) -> None:
    here.git("checkout", "-q", "--detach")
    with pytest.raises(ConfigError, match="no branch to pull from"):
        remote.pull(here.root)


def test_a_rebase_that_was_killed_is_undone_and_a_person_s_is_not(here: Clone, other: Clone) -> None:
    here.commit("page", "here")
    other.push("page", "there")
    head = here.git("rev-parse", "HEAD")
    here.git("fetch", "-q")
    subprocess.run(["git", "rebase", "origin/main"], cwd=here.root, check=False, capture_output=True)
    remote.mend(here.root)
    with pytest.raises(ConfigError, match="in the middle of a rebase"):
        git.require_ready(here.root)
    (here.root / ".i18n-cache/rebase").write_text(head)
    remote.mend(here.root)
    git.require_ready(here.root)
    assert here.git("rev-parse", "HEAD") == head
    assert here.git("symbolic-ref", "HEAD") == "refs/heads/main"
    assert not (here.root / ".i18n-cache/rebase").exists()


PULL = """
import sys
from pathlib import Path
from i18n_pipeline import signals
from i18n_pipeline.project import remote
with signals.noted():
    try:
        with signals.heard():
            remote.pull(Path(sys.argv[1]))
    except KeyboardInterrupt:
        print("stopped")
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("at", ["fetch", "rebase"])
def test_stopped_while_it_waits(here: Clone, other: Clone, tmp_path: Path, at: str) -> None:
    begun = tmp_path / "begun"
    waits = f"#!/bin/sh\ntrap '' TERM INT\ntouch {begun}\nsleep 300\n"
    here.commit("po", "x")
    other.push("page", "there")
    if at == "fetch":
        script = tmp_path / "ssh"
        here.git("remote", "set-url", "origin", "nobody@example.org:site.git")
        here.git("config", "core.sshCommand", str(script))
    else:
        script = here.root / ".git/hooks/pre-rebase"
        script.parent.mkdir(exist_ok=True)
    script.write_text(waits)
    script.chmod(0o755)
    before = here.state()
    with subprocess.Popen(
        [sys.executable, "-c", PULL, str(here.root)], stdout=-1, stderr=-1, text=True
    ) as running:
        until(begun.exists)
        running.send_signal(signal.SIGTERM)
        assert running.communicate() == ("stopped\n", "")
    after = here.state()
    assert (after[0], after[2:]) == (before[0], before[2:])
    git.require_ready(here.root)


def test_waiting_for_a_remote_has_an_end(
    here: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "ssh"
    script.write_text("#!/bin/sh\nsleep 300\n")
    script.chmod(0o755)
    here.git("remote", "set-url", "origin", "nobody@example.org:site.git")
    monkeypatch.setenv("GIT_SSH_COMMAND", str(script))
    monkeypatch.setattr(git, "_ANSWER", 1)
    with pytest.raises(RemoteError, match="git waited 0 minutes for the remote; run again when it answers"):
        remote.pull(here.root)


@pytest.mark.parametrize("how", ["path", "variable", "setting"])
def test_ssh_asks_for_nothing(here: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    ssh = folder / "ssh"
    ssh.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n(: < /dev/tty) 2>/dev/null && echo terminal >> {tmp_path}/asked\nexit 1\n'
    )
    ssh.chmod(0o755)
    here.git("remote", "set-url", "origin", "nobody@example.org:site.git")
    if how == "path":
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    elif how == "variable":
        monkeypatch.setenv("GIT_SSH_COMMAND", f"{ssh} -i key")
    else:
        here.git("config", "core.sshCommand", f"{ssh} -i key")
    with pytest.raises(RemoteError):
        remote.pull(here.root)
    asked = (tmp_path / "asked").read_text()
    assert "-o BatchMode=yes" in asked
    assert ("-i key" in asked, "terminal" in asked) == (how != "path", False)
