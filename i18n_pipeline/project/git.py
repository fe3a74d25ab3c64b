"""Committing what a run wrote, and nothing else; what was written before. The only place that calls git.

Repositories are found from the project's folder alone: what a calling hook has set (``GIT_DIR``, the
``GIT_INDEX_FILE`` of a commit that is being made) speaks of the hook's repository, and is left out.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from i18n_pipeline.errors import ConfigError, PipelineError
from i18n_pipeline.messages import say
from i18n_pipeline.signals import undisturbed

#: Which repository, and how paths are read; settings (GIT_CONFIG_…) and identities stay.
_FOREIGN = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GLOB_PATHSPECS", "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
}  # fmt: skip
#: A folder that looks like a repository without a work tree can be committed, and its settings name programs.
_SAFE = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
_BARE = ("HEAD", "objects", "refs")  # what such a folder has, for versions of git without that setting
_NO_WORK_TREE = say("the project is in no git work tree; run git init, or do not ask for a commit")
#: Nobody is there to answer: neither git nor ssh asks for a password.
_SILENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS_REQUIRE": "never"}
_DEADLINE = 600  # seconds; hooks may take long
_GRACE = 0.5  # seconds for git to tidy up when it is ended
#: What git leaves in its folder while it waits for a person, and what that is; the first found counts.
_UNDERWAY = {
    "MERGE_HEAD": say("a merge"),
    "rebase-merge": say("a rebase"),
    "rebase-apply/applying": say("git am"),
    "rebase-apply": say("a rebase"),
    "CHERRY_PICK_HEAD": say("a cherry-pick"),
    "REVERT_HEAD": say("a revert"),
    "sequencer": say("a cherry-pick or revert"),
    "BISECT_LOG": say("a bisect"),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is not as committed: of each such file the two letters that git status has for it."""

    states: Mapping[str, str]  # by file, relative to the project's root

    def touches(self, file: str) -> bool:
        """Whether the file, or a repository of its own that it is in, is not as committed."""
        return any(str(path) in self.states for path in (PurePosixPath(file), *PurePosixPath(file).parents))

    def is_free(self, file: str) -> bool:
        """Whether nothing of the file is staged, and this repository is where it belongs."""
        return self.states.get(file, "-")[0] in (" ", "?")


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit holds, and which files were not for it, as a person had begun with them."""

    commit: str  # its hash; "" where there was nothing to commit
    files: tuple[str, ...]
    left_out: tuple[str, ...]


def require_ready(root: Path) -> None:
    """Raise ConfigError where no commit can be made: without git or a repository, or in mid-merge."""
    made = _run(root, "rev-parse", "--show-toplevel")
    if made.returncode:
        if b"not a git repository" in made.stderr or b"must be run in a work tree" in made.stderr:
            raise ConfigError(_NO_WORK_TREE)
        raise ConfigError(say("git cannot be used here: {why}", why=_why(made)))
    top = Path(os.fsdecode(made.stdout.removesuffix(b"\n")))
    asked = [argument for name in _UNDERWAY for argument in ("--git-path", name)]
    paths = os.fsdecode(_query(root, "rev-parse", *asked)).split("\n")
    for path, work in zip(paths, _UNDERWAY.values(), strict=False):
        if (root / path).exists():
            raise ConfigError(
                say("git is in the middle of {work}; finish or abort it, and run again", work=work)
            )
    if _query(top, "ls-files", "--unmerged", "-z"):
        raise ConfigError(say("git has conflicts that are not resolved; resolve them, and run again"))
    for identity in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if _run(root, "var", identity).returncode:
            what = say("git does not know who commits; set user.name and user.email with git config")
            raise ConfigError(what)


def snapshot(root: Path) -> Snapshot:
    """What is staged, changed or untracked below ``root``. Raises PipelineError."""
    prefix = os.fsdecode(_query(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    # No letters of renames: their entries name two files.
    options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    entries = os.fsdecode(_query(root, "status", *options)).split("\0")
    return Snapshot({entry[3:].removeprefix(prefix).rstrip("/"): entry[:2] for entry in entries if entry})


def lines_ever(root: Path, files: Iterable[str]) -> bytes:
    """Every line that the files have, or had in any commit that is known here; none without a repository."""
    options = ("--all", "--format=", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
    try:
        made = _run(root, "log", *options, "--", *files)
    except ConfigError:
        return b""
    return b"".join(line[1:] for line in made.stdout.splitlines(keepends=True) if line.startswith(b"+"))


def commit(root: Path, files: Iterable[str], message: str, before: Snapshot) -> Committed:
    """Commit exactly those of ``files``, relative to ``root``, that the run wrote or deleted.

    Files that were staged, changed or untracked ``before`` it, or that somebody staged since, are left
    out, and so are those that git ignores. All else that is staged stays staged. Raises PipelineError
    where git refuses (a hook, no identity); the files and the index then are as they were. So they are
    where Ctrl-C or SIGTERM ends it.
    """
    require_ready(root)
    now = snapshot(root)
    changed = [file for file in dict.fromkeys(_real(root, file) for file in files) if now.touches(file)]
    theirs = {file for file in changed if before.touches(file) or not now.is_free(file)}
    ours = [file for file in changed if file not in theirs]
    left_out = tuple(file for file in changed if file in theirs)
    if not ours:
        return Committed("", (), left_out)
    new = [file for file in ours if now.states[file] == "??"]
    try:
        _change(root, "add", "--intent-to-add", files=new)  # so that a commit can name them
        options = ("--only", "--quiet", "--cleanup=whitespace", f"--message={message}")
        _change(root, "-c", "i18n.commitEncoding=UTF-8", "commit", *options, files=ours)
    except BaseException:
        with suppress(PipelineError), undisturbed():
            _change(root, "reset", "--quiet", files=new)
        raise
    return Committed(_query(root, "rev-parse", "HEAD").decode().strip(), tuple(ours), left_out)


def _real(root: Path, file: str) -> str:
    """The file, links followed, as git has it."""
    return os.path.relpath(os.path.realpath(root / file), os.path.realpath(root)).replace(os.sep, "/")


def _query(root: Path, *arguments: str) -> bytes:
    """What git answers. Raises PipelineError."""
    made = _run(root, *arguments)
    if made.returncode:
        raise PipelineError(say("git cannot be used here: {why}", why=_why(made)))
    return made.stdout


def _change(root: Path, *arguments: str, files: Sequence[str]) -> None:
    """Have git do something to files, if there are any. Raises PipelineError."""
    if files:
        listed = b"".join(os.fsencode(file) + b"\0" for file in files)  # too many for arguments
        made = _run(root, *arguments, "--pathspec-from-file=-", "--pathspec-file-nul", listed=listed)
        if made.returncode:
            what = say("git did not commit: {why}; what was written is there, uncommitted", why=_why(made))
            raise PipelineError(what)


def _run(root: Path, *arguments: str, listed: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN} | _SILENT
    if listed is None:
        environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}  # it only reads, and its words are read
    _require_work_tree(root)
    command = ["git", *_SAFE, "--literal-pathspecs", *arguments]
    # Not pipes: what a hook leaves running would hold them open.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(listed or b"")
        given.seek(0)
        running = None
        try:
            with undisturbed():
                running = subprocess.Popen(
                    command, cwd=root, env=environment,
                    stdin=given, stdout=out, stderr=err, start_new_session=True,
                )  # fmt: skip
            running.wait(_DEADLINE)
        except FileNotFoundError as error:
            raise ConfigError(say("git is not installed, and a commit is asked for")) from error
        except BaseException as error:
            if running:
                _end(running)
            if isinstance(error, subprocess.TimeoutExpired):
                what = say(
                    "git was not done after {n} minutes, and was ended; see whether one of its hooks hangs",
                    n=_DEADLINE // 60,
                )
                raise PipelineError(what) from None
            raise
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, running.returncode, out.read(), err.read())


def _end(running: subprocess.Popen[bytes]) -> None:
    """End git, and with it its hooks and whatever they wait for."""
    if os.name != "posix":
        running.kill()
    else:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(OSError):
                os.killpg(running.pid, number)
            with suppress(subprocess.TimeoutExpired):
                running.wait(_GRACE)


def _require_work_tree(root: Path) -> None:
    """Raise ConfigError where git would take a folder of the project for a repository."""
    for folder in (root, *root.parents):
        if os.path.lexists(folder / ".git"):
            return
        if all(os.path.lexists(folder / name) for name in _BARE):
            raise ConfigError(_NO_WORK_TREE)


def _why(made: subprocess.CompletedProcess[bytes]) -> str:
    """The line that tells most of what git, or a hook, said."""
    output = made.stderr.decode("utf-8", "replace") or made.stdout.decode("utf-8", "replace")
    lines = [line.strip() for line in output.splitlines() if not line.startswith(("warning: ", "hint: "))]
    plain = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    last = next(filter(None, reversed(lines)), say("exit code {n}, and no reason given", n=made.returncode))
    return (plain[0].partition(": ")[2] if plain else last).rstrip(".")
