"""What git knows of a project, and the only place that calls it.

Repositories are found from the project's folder alone: what a calling hook has set (``GIT_DIR``, the
``GIT_INDEX_FILE`` of a commit that is being made) speaks of the hook's repository, and is left out.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from i18n_pipeline.errors import ConfigError, PipelineError, RemoteError
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
#: Nobody is there to answer: neither git nor ssh asks for a password. Hooks are told who commits.
_SILENT = {
    "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS_REQUIRE": "never", "GIT_EDITOR": "true",
    "I18N_PIPELINE_IN_SYNC": "1",
}  # fmt: skip
_DEADLINE = 600  # seconds; hooks may take long
_ANSWER = 300  # seconds, for a remote
_SAID = 1000  # characters of what a hook says
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

    def is_free(self, file: str) -> bool:
        """Whether nothing of the file is staged, and this repository is where it belongs."""
        return self.states.get(file, "-")[0] in (" ", "?")


def require_ready(root: Path) -> None:
    """Raise ConfigError where no commit can be made: without git or a repository, or in mid-merge."""
    made = run(root, "rev-parse", "--show-toplevel")
    if made.returncode:
        if b"not a git repository" in made.stderr or b"must be run in a work tree" in made.stderr:
            raise ConfigError(_NO_WORK_TREE)
        raise ConfigError(say("git cannot be used here: {why}", why=why(made)))
    top = Path(os.fsdecode(made.stdout.removesuffix(b"\n")))
    asked = [argument for name in _UNDERWAY for argument in ("--git-path", name)]
    paths = os.fsdecode(query(root, "rev-parse", *asked)).split("\n")
    for path, work in zip(paths, _UNDERWAY.values(), strict=False):
        if (root / path).exists():
            raise ConfigError(
                say("git is in the middle of {work}; finish or abort it, and run again", work=work)
            )
    if query(top, "ls-files", "--unmerged", "-z"):
        raise ConfigError(say("git has conflicts that are not resolved; resolve them, and run again"))
    for identity in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if run(root, "var", identity).returncode:
            what = say("git does not know who commits; set user.name and user.email with git config")
            raise ConfigError(what)


def snapshot(root: Path) -> Snapshot:
    """What is staged, changed or untracked below ``root``. Raises PipelineError."""
    prefix = os.fsdecode(query(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    # No letters of renames: their entries name two files.
    options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    entries = os.fsdecode(query(root, "status", *options)).split("\0")
    states: dict[str, str] = {}
    for entry in filter(None, entries):  # one that is no longer tracked, and there, has two
        states.setdefault(entry[3:].removeprefix(prefix).rstrip("/"), entry[:2])
    return Snapshot(states)


def lines_ever(root: Path, files: Iterable[str]) -> bytes:
    """Every line that the files have, or had in any commit that is known here; none without a repository."""
    options = ("--all", "--format=", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
    try:
        made = run(root, "log", *options, "--", *files)
    except ConfigError:
        return b""
    return b"".join(line[1:] for line in made.stdout.splitlines(keepends=True) if line.startswith(b"+"))


def committed(root: Path, files: Sequence[str]) -> dict[str, bytes | None]:
    """What the last commit has of each file; None where it has no such file. Raises PipelineError."""
    return dict(zip(files, contents(root, [f"HEAD:./{file}" for file in files]), strict=True))


def contents(root: Path, names: Sequence[str]) -> list[bytes | None]:
    """What git keeps under each name; None where there is nothing. Raises PipelineError."""
    asked = "".join(f"{name}\n" for name in names)
    answer = io.BytesIO(run(root, "cat-file", "--batch", given=os.fsencode(asked)).stdout)
    found: list[bytes | None] = []
    for _ in names:
        head = answer.readline().split()
        found.append(None if head[-1:] in ([b"missing"], []) else answer.read(int(head[-1]) + 1)[:-1])
    return found


def query(root: Path, *arguments: str) -> bytes:
    """What git answers. Raises PipelineError."""
    made = run(root, *arguments)
    if made.returncode:
        raise PipelineError(say("git cannot be used here: {why}", why=why(made)))
    return made.stdout


def run(
    root: Path, *arguments: str, given: bytes = b"", commits: bool = False, network: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Call git, with what it is ``given`` to read.

    Raises ConfigError, PipelineError where it comes to no end, and RemoteError where a remote lets it wait.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN} | _SILENT
    if not commits:
        environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}  # its words are read
    if network and (ssh := _ssh(root)):
        environment["GIT_SSH_COMMAND"] = ssh
    _require_work_tree(root)
    command = ["git", *_SAFE, "--literal-pathspecs", *arguments]
    # Not pipes: what a hook leaves running would hold them open.
    with tempfile.TemporaryFile() as read, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        read.write(given)
        read.seek(0)
        running = None
        try:
            with undisturbed():
                running = subprocess.Popen(
                    command, cwd=root, env=environment,
                    stdin=read, stdout=out, stderr=err, start_new_session=True,
                )  # fmt: skip
            running.wait(_ANSWER if network else _DEADLINE)
        except FileNotFoundError as error:
            raise ConfigError(say("git is not installed, and a commit is asked for")) from error
        except BaseException as error:
            if running:
                _end(running)
            if isinstance(error, subprocess.TimeoutExpired):
                raise _unfinished(network=network) from None
            raise
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, running.returncode, out.read(), err.read())


def _ssh(root: Path) -> str:
    """The ssh that git is to call, and that asks nobody for anything; "" where it is another program."""
    said = os.environ.get("GIT_SSH_COMMAND") or os.fsdecode(run(root, "config", "core.sshCommand").stdout)
    command = said.strip() or ("" if os.environ.get("GIT_SSH") else "ssh")
    return f"{command} -o BatchMode=yes" if command.partition(" ")[0].endswith("ssh") else ""


def _unfinished(*, network: bool) -> PipelineError:
    if network:
        what = say("git waited {n} minutes for the remote; run again when it answers", n=_ANSWER // 60)
        return RemoteError(what)
    return PipelineError(
        say(
            "git was not done after {n} minutes, and was ended; see whether one of its hooks hangs",
            n=_DEADLINE // 60,
        )
    )


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


def why(made: subprocess.CompletedProcess[bytes]) -> str:
    """What git, or a hook, said, in one line; what git says after its last word is advice."""
    output = (made.stderr or made.stdout).decode("utf-8", "replace")
    lines = []
    for line in filter(None, map(str.strip, output.splitlines())):
        lines += [] if line.startswith(("warning: ", "hint: ")) else [line.removeprefix("fatal: ")]
        if line.startswith("fatal: "):
            break
    said = "; ".join(line.removeprefix("error: ") for line in lines)
    said = said if len(said) <= _SAID else f"… {said[-_SAID:]}"
    return said.rstrip(".") or say("exit code {n}, and no reason given", n=made.returncode)
