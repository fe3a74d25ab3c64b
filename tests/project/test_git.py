"""Commits of exactly what a run wrote, by real git in temporary folders."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from moments import until

from i18n_pipeline.errors import ConfigError, PipelineError
from i18n_pipeline.project import git
from i18n_pipeline.project.commit import commit

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
PAGE, PO = "content/en/a.md", "locale/en/LC_MESSAGES/a.po"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Git as on a new machine, where somebody has said who they are."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    file = tmp_path / "gitconfig"
    file.write_text(
        "[user]\nname = Test\nemail = test@example.com\n[init]\ndefaultBranch = main\n"
        '[protocol "file"]\nallow = always\n[core]\nautocrlf = false\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(file))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return file


class Site:
    """A project in a repository."""

    def __init__(self, root: Path, *, made: bool = False) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        if not made:
            self.git("init", "-q")

    def git(self, *arguments: str) -> str:
        command = ["git", "--literal-pathspecs", *arguments]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout

    def write(self, file: str, content: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(content)

    def commit_all(self) -> None:
        self.git("add", "--all")
        self.git("commit", "-qm", "begin")

    def status(self) -> set[str]:
        found = self.git("status", "--porcelain", "-z", "-uall", "--no-renames").split("\0")
        return {entry for entry in found if entry}

    def committed(self) -> set[str]:
        """The files of the last commit, with what became of them."""
        found = self.git("show", "-z", "--format=", "--name-status", "--no-renames", "--relative").split("\0")
        return {f"{state} {file}" for state, file in zip(found[::2], found[1::2], strict=False)}

    def index(self) -> tuple[str, set[str]]:
        return self.git("ls-files", "--stage", "-z"), self.status()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    for file in (PAGE, PO, "other.md", "gone.po"):
        made.write(file, "".join(f"{number}\n" for number in range(20)))
    made.write(".gitignore", "ignored/\n")
    made.commit_all()
    return made


def test_exactly_the_files_it_is_given(site: Site) -> None:
    git.require_ready(site.root)
    site.write(PAGE, "new\n")
    site.write("other.md", "a person's, meanwhile\n")
    site.write("locale/en/LC_MESSAGES/new.po", "new\n")
    site.write("ignored/x.po", "new\n")
    (site.root / "gone.po").unlink()
    files = [PAGE, PO, PAGE, "locale/en/LC_MESSAGES/new.po", "gone.po", "never.po", "ignored/x.po"]
    assert commit(site.root, files, "-m: 翻译\n\n# not a comment\n") == site.git("rev-parse", "HEAD").strip()
    assert site.committed() == {f"M {PAGE}", "A locale/en/LC_MESSAGES/new.po", "D gone.po"}
    assert site.git("log", "-1", "--format=%B").strip() == "-m: 翻译\n\n# not a comment"
    assert site.status() == {" M other.md"}


def test_nothing_to_commit_is_no_commit_and_no_write(site: Site) -> None:
    held = (site.root / ".git/index").stat().st_mtime_ns
    os.utime(site.root / PAGE)
    head = site.git("rev-parse", "HEAD")
    assert commit(site.root, [PAGE, PO], "none") == ""
    assert commit(site.root, [], "none") == ""
    assert (site.root / ".git/index").stat().st_mtime_ns == held
    assert site.git("rev-parse", "HEAD") == head


def test_what_was_staged_stays_so(site: Site) -> None:
    site.write("other.md", "staged\n")
    site.write("added.md", "staged\n")
    site.git("add", "other.md", "added.md")
    site.write(PO, "dirty\n")
    site.write("content/en/untracked.md", "a person's\n")
    site.git("rm", "-q", "--cached", "gone.po")
    for file in (PAGE, "other.md"):
        site.write(file, "by the run\n")
    assert commit(site.root, [PAGE, "other.md", "gone.po"], "run")
    assert site.committed() == {f"M {PAGE}"}
    assert site.status() == {
        "MM other.md", "A  added.md", f" M {PO}", "?? content/en/untracked.md", "D  gone.po", "?? gone.po",
    }  # fmt: skip
    assert site.git("show", ":other.md") == "staged\n"


def test_a_partially_staged_file_keeps_both_its_halves(site: Site) -> None:
    lines = (site.root / PAGE).read_text()
    site.write(PAGE, "first\n" + lines)
    site.git("add", PAGE)
    site.write(PAGE, "first\n" + lines + "last\n")
    site.write(PO, "by the run\n")
    commit(site.root, [PAGE, PO], "run")
    assert site.committed() == {f"M {PO}"}
    assert site.git("show", f":{PAGE}") == "first\n" + lines
    assert (site.root / PAGE).read_text() == "first\n" + lines + "last\n"
    assert site.status() == {f"MM {PAGE}"}


NAMES = [
    "with blank.md",
    "'quoted' \"twice\".md",
    "案例/中文.md",
    "-rf",
    "--all",
    ":(glob)*.md",
    ":!x",
    "*.md",
    "[a].md",
    "back\\slash",
    "tab\tin.md",
    "é.md",
]


@pytest.mark.parametrize("inside", ["", "sites/中 文"])
def test_any_name_and_a_project_below_the_top(tmp_path: Path, inside: str) -> None:
    top = Site(tmp_path / "top")
    site = Site(top.root / inside, made=True)
    for name in (*NAMES, "plain.md"):
        site.write(name, "old\n")
    top.write("outside.md", "old\n")
    top.commit_all()
    top.write("outside.md", "dirty\n")
    assert set(git.snapshot(site.root).states) == (set() if inside else {"outside.md"})
    for name in (*NAMES, "plain.md"):
        site.write(name, "new\n")
        site.write(f"new/{name}", "new\n")
    (site.root / "--all").unlink()
    wanted = [*NAMES, *(f"new/{name}" for name in NAMES)]
    commit(site.root, wanted, "names")
    states = {f"{'D' if name == '--all' else 'M'} {name}" for name in NAMES}
    assert site.committed() == states | {f"A new/{name}" for name in NAMES}
    prefix = f"{inside}/" if inside else ""
    assert top.status() == {" M outside.md", f" M {prefix}plain.md", f"?? {prefix}new/plain.md"}


def test_thousands_of_files(site: Site) -> None:
    files = [f"locale/en/LC_MESSAGES/{'a-long-name' * 15}-{number}.po" for number in range(3000)]
    for file in files:
        site.write(file, "new\n")
    assert commit(site.root, files, "many")
    assert len(site.committed()) == 3000
    assert site.status() == set()


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
@pytest.mark.parametrize("says", ["echo 'too long' >&2; ", ""])
def test_a_hook_that_refuses_leaves_everything_as_it_was(site: Site, name: str, says: str) -> None:
    hook = site.root / ".git/hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{says}exit 1\n")
    hook.chmod(0o755)
    site.write("other.md", "staged\n")
    site.git("add", "other.md")
    site.write(PAGE, "new\n")
    site.write("new.po", "new\n")
    index = site.index()
    with pytest.raises(PipelineError) as caught:
        commit(site.root, [PAGE, "new.po"], "run")
    why = "too long" if says else "exit code 1, and no reason given"
    assert str(caught.value) == f"git did not commit: {why}; what was written is there, uncommitted"
    assert site.index() == index
    hook.unlink()
    assert commit(site.root, [PAGE, "new.po"], "run")
    assert site.status() == {"M  other.md"}


def test_a_locked_index_is_told(site: Site) -> None:
    site.write("new.po", "new\n")
    (site.root / ".git/index.lock").touch()
    with pytest.raises(PipelineError, match="git did not commit: .*index.lock.*; "):
        commit(site.root, ["new.po"], "run")
    (site.root / ".git/index.lock").unlink()
    assert site.status() == {"?? new.po"}


def test_nobody_to_commit_as(site: Site, settings: Path) -> None:
    site.write("new.po", "new\n")
    settings.write_text("[user]\nuseConfigOnly = true\n")
    for call in (
        lambda: git.require_ready(site.root),
        lambda: commit(site.root, ["new.po"], "run"),
    ):
        with pytest.raises(
            PipelineError, match="git does not know who commits; set user.name and user.email"
        ):
            call()
    assert site.status() == {"?? new.po"}


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write("other.md", "staged\n")
    site.git("add", "other.md")
    git.require_ready(site.root)
    site.write(PO, "new\n")
    assert commit(site.root, [PO], "first")
    assert site.git("ls-tree", "-r", "--name-only", "HEAD") == f"{PO}\n"
    assert site.status() == {"A  other.md"}


def test_no_work_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "plain").mkdir()
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "bare"], check=True)
    for folder in ("plain", "bare"):
        with pytest.raises(ConfigError, match="the project is in no git work tree; run git init"):
            git.require_ready(tmp_path / folder)


def test_a_repository_that_git_cannot_read(site: Site) -> None:
    site.write(".git/config", "[core\n")
    for call in (git.require_ready, git.snapshot):
        with pytest.raises(PipelineError, match="git cannot be used here: .*\\.git/config"):
            call(site.root)


def test_no_git(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(site.root))
    with pytest.raises(ConfigError, match="git is not installed"):
        git.require_ready(site.root)


def fails(site: Site, *arguments: str) -> None:
    command = ["git", *arguments]
    assert subprocess.run(command, cwd=site.root, check=False, capture_output=True).returncode


def begin(site: Site, what: str) -> None:
    """Bring the repository into the middle of something: two branches that changed the same line."""
    if what == "a bisect":
        site.git("bisect", "start")
        return
    site.git("checkout", "-q", "-b", "theirs")
    site.write(PAGE, "theirs\n")
    site.git("commit", "-qam", "theirs")
    patch = site.git("format-patch", "-1", "--stdout")
    site.git("checkout", "-q", "main")
    site.write(PAGE, "ours\n")
    site.git("commit", "-qam", "ours")
    if what == "a merge":
        fails(site, "merge", "theirs")
    elif what == "a merge, resolved":
        fails(site, "merge", "theirs")
        site.git("add", PAGE)
    elif what == "a rebase":
        fails(site, "rebase", "theirs")
    elif what == "a rebase, by patches":
        fails(site, "rebase", "--apply", "theirs")
    elif what == "a cherry-pick":
        fails(site, "cherry-pick", "theirs")
    elif what == "git am":
        site.write("patch", patch)
        fails(site, "am", "patch")
    elif what == "conflicts":
        site.write(PAGE, "stashed\n")
        site.git("stash")
        site.write(PAGE, "again\n")
        site.git("commit", "-qam", "again")
        fails(site, "stash", "pop")


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(
    "what",
    ["a merge", "a merge, resolved", "a rebase", "a rebase, by patches", "a cherry-pick", "git am", "a bisect",
     "conflicts"],
)  # fmt: skip
def test_in_the_middle_of_something(site: Site, what: str, linked: bool) -> None:
    if linked:
        site.git("checkout", "-q", "--detach")
        site.git("worktree", "add", "-q", "../linked", "main")
        site, main = Site(site.root.parent / "linked", made=True), site
    begin(site, what)
    site.write("below/new.po", "new\n")
    index = site.index()
    for root in (site.root, site.root / "below"):
        with pytest.raises(ConfigError, match="in the middle of|conflicts that are not resolved") as caught:
            git.require_ready(root)
        assert what.partition(",")[0] in str(caught.value)
    with pytest.raises(ConfigError):
        commit(site.root, ["below/new.po"], "run")
    assert site.index() == index
    if linked:
        git.require_ready(main.root)


def test_in_the_middle_of_a_revert(site: Site) -> None:
    site.write(PAGE, "one\n")
    site.git("commit", "-qam", "one")
    site.write(PAGE, "two\n")
    site.git("commit", "-qam", "two")
    fails(site, "revert", "--no-edit", "HEAD~1")
    with pytest.raises(ConfigError, match="git is in the middle of a revert; finish or abort it"):
        git.require_ready(site.root)
    site.git("revert", "--abort")
    git.require_ready(site.root)


def test_a_linked_worktree(site: Site) -> None:
    site.git("worktree", "add", "-q", "../linked", "-b", "nightly")
    linked = Site(site.root.parent / "linked", made=True)
    git.require_ready(linked.root)
    linked.write(PAGE, "new\n")
    linked.write("new.po", "new\n")
    assert commit(linked.root, [PAGE, "new.po"], "run")
    assert linked.committed() == {f"M {PAGE}", "A new.po"}
    assert site.status() == set()
    assert site.git("log", "--format=%s") == "begin\n"


def test_a_submodule_and_what_is_around_it(site: Site, tmp_path: Path) -> None:
    around = Site(tmp_path / "around")
    around.git("submodule", "--quiet", "add", str(site.root), "inner")
    around.git("commit", "-qm", "begin")
    inner = Site(around.root / "inner", made=True)
    git.require_ready(inner.root)
    inner.write(PAGE, "new\n")
    assert commit(around.root, [f"inner/{PAGE}"], "run") == "", "of another repository"
    assert commit(inner.root, [PAGE], "run")
    assert inner.status() == set()
    assert around.status() == {" M inner"}
    assert around.git("log", "--format=%s") == "begin\n"


def test_what_a_calling_hook_has_set_is_the_hooks(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Site(tmp_path / "other")
    other.write("x", "x\n")
    other.commit_all()
    index = other.index()
    site.write(PAGE, "new\n")
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", str(other.root / ".git"))
        hook.setenv("GIT_WORK_TREE", str(other.root))
        hook.setenv("GIT_INDEX_FILE", str(tmp_path / "index.of.hook"))
        hook.setenv("GIT_PREFIX", "elsewhere/")
        hook.setenv("GIT_GLOB_PATHSPECS", "1")
        hook.setenv("GIT_AUTHOR_NAME", "Author")
        git.require_ready(site.root)
        assert commit(site.root, [PAGE], "run")
    assert site.git("log", "-1", "--format=%an %cn").strip() == "Author Test"
    assert not (tmp_path / "index.of.hook").exists()
    assert other.index() == index


COMMIT = """
import sys
from pathlib import Path
from i18n_pipeline import signals
from i18n_pipeline.project.commit import commit
root = Path(sys.argv[1])
with signals.noted():
    try:
        with signals.heard():
            (root / "new.po").write_text("new")
            commit(root, ["new.po"], "run")
            print("after it")
    except KeyboardInterrupt:
        print("stopped")
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("everyone", [False, True])
def test_stopped_in_the_middle_of_a_commit(site: Site, everyone: bool) -> None:
    """Git is ended, which tidies up, whoever it was that was asked; not only the hook is."""
    hook = site.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntrap '' TERM INT\ntouch .git/begun\nsleep 300\n")
    hook.chmod(0o755)
    command = [sys.executable, "-c", COMMIT, str(site.root)]
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True, start_new_session=True) as running:
        until((site.root / ".git/begun").exists)
        if everyone:
            os.killpg(running.pid, signal.SIGINT)
        else:
            running.send_signal(signal.SIGTERM)
        assert running.communicate() == ("stopped\n", "")
    assert not (site.root / ".git/index.lock").exists()
    assert site.status() == {"?? new.po"}


def test_what_a_hook_leaves_running_is_not_waited_for(site: Site) -> None:
    hook = site.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nsleep 300 &\necho $! > .git/begun\n")
    hook.chmod(0o755)
    site.write(PAGE, "new\n")
    assert commit(site.root, [PAGE], "run")
    os.kill(int((site.root / ".git/begun").read_text()), signal.SIGKILL)  # it is there still


def test_a_hook_that_hangs_has_an_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = site.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho $$ > .git/begun\nsleep 300\n")
    hook.chmod(0o755)
    index = site.index()
    site.write("new.po", "new\n")
    monkeypatch.setattr(git, "_DEADLINE", 3)
    with pytest.raises(PipelineError, match="git was not done"):
        commit(site.root, ["new.po"], "run")
    assert site.index() == (index[0], {"?? new.po"})
    hook_s = (site.root / ".git/begun").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", hook_s], capture_output=True, text=True, check=False)
    assert state.stdout.strip()[:1] in ("", "Z"), "it was ended, at most it is not yet buried"


def test_a_person_s_own_intent_to_add_stays(site: Site) -> None:
    site.write("theirs.md", "theirs\n")
    site.git("add", "--intent-to-add", "theirs.md")
    site.write(PAGE, "new\n")
    assert commit(site.root, [PAGE], "run")
    assert site.status() == {" A theirs.md"}


def test_nobody_is_asked_for_a_password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook that fetches is refused, where it would wait for an answer; it has no terminal to ask on."""
    hook = site.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\nprintf 'protocol=https\\nhost=127.0.0.1\\n' | git credential fill 2>&1 >/dev/null | head -1 >&2\n"
        "(: < /dev/tty) 2>/dev/null && echo 'there is a terminal' >&2\nexit 1\n"
    )
    hook.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(site.root / "window"))
    monkeypatch.setenv("SSH_ASKPASS", str(site.root / "window"))
    (site.root / "window").write_text("#!/bin/sh\nsleep 300\n")
    (site.root / "window").chmod(0o755)
    site.write(PAGE, "new\n")
    with pytest.raises(PipelineError, match="terminal prompts disabled"):
        commit(site.root, [PAGE], "run")
