"""Keeping in step with the branch that the checkout's own pushes to."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

from i18n_pipeline.disk import scratch
from i18n_pipeline.errors import ConfigError, PipelineError, RemoteError
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.project import git, layout
from i18n_pipeline.signals import undisturbed

_REBASE = f"{layout.SCRATCH}rebase"  # holds the commit that is rebased, as long as it is
_NAMED = 3  # files
_UPSTREAM = "%(upstream:remotename)%00%(upstream:remoteref)%00%(upstream)"


class Upstream(NamedTuple):
    """The branch that is pulled from and pushed to."""

    remote: str  # "origin"
    branch: str  # there: "refs/heads/main"
    known: str  # and here: "refs/remotes/origin/main"


def upstream(root: Path) -> Upstream:
    """That of the branch that is checked out. Raises ConfigError where it has none."""
    head = git.run(root, "symbolic-ref", "--quiet", "HEAD").stdout.decode().strip()
    found = git.query(root, "for-each-ref", f"--format={_UPSTREAM}", head).decode() if head else ""
    for line in found.splitlines():
        if line.split("\0")[0]:
            return Upstream(*line.split("\0"))
    what = say("this checkout has no branch to pull from and push to; set one with git push --set-upstream")
    raise ConfigError(what)


def mend(root: Path) -> None:
    """Undo the rebase of a run that was killed in it. Raises PipelineError."""
    begun = scratch.get(root / _REBASE)
    if begun:
        head = git.query(root, "rev-parse", "--git-path", "rebase-merge/orig-head").decode().strip()
        with suppress(OSError):
            if (root / head).read_bytes().strip() == begun:
                git.run(root, "rebase", "--abort")
        scratch.drop(root / _REBASE)


def pull(root: Path) -> None:
    """Get what others pushed, and put what was committed here on top of that.

    Raises RemoteError where the remote does not answer, and PipelineError where the two cannot be joined:
    nothing is changed then.
    """
    other = upstream(root)
    _fetch(root, other)
    _catch_up(root, other)


def push(root: Path) -> None:
    """Push what was committed here, on top of what others pushed meanwhile. Raises as ``pull``, and where
    the remote refuses it.
    """
    other = upstream(root)
    for _ in range(2):
        if not _apart(root, other)[0]:
            return
        made = git.run(root, "push", "--porcelain", other.remote, f"HEAD:{other.branch}", network=True)
        if not made.returncode:
            return
        if b"\n!\t" not in made.stdout:
            raise RemoteError(_away(other, made))
        _fetch(root, other)
        if not _apart(root, other)[1]:
            what = say("{remote} refused what was pushed: {why}", remote=other.remote, why=git.why(made))
            raise PipelineError(what)
        _catch_up(root, other)
    raise RemoteError(say("others are pushing to {remote} as well; run again", remote=other.remote))


def _fetch(root: Path, other: Upstream) -> None:
    made = git.run(root, "fetch", "--quiet", "--no-recurse-submodules", other.remote, network=True)
    if made.returncode:
        raise RemoteError(_away(other, made))


def _away(other: Upstream, made: CompletedProcess[bytes]) -> Notice:
    return say("git does not get through to {remote}: {why}", remote=other.remote, why=git.why(made))


def _apart(root: Path, other: Upstream) -> tuple[int, int]:
    """How many commits are here alone, and how many there."""
    made = git.run(root, "rev-list", "--left-right", "--count", f"HEAD...{other.known}")
    here, there = made.stdout.split() or (b"1", b"0")  # nothing was ever pushed
    return int(here), int(there)


def _catch_up(root: Path, other: Upstream) -> None:
    here, there = _apart(root, other)
    if there:
        dirty = _require_out_of_the_way(root, other, rebases=bool(here))
        made = _rebase(root, other, dirty=dirty) if here else git.run(root, "merge", "--ff-only", other.known)
        if made.returncode:
            raise PipelineError(say("git did not pull: {why}", why=git.why(made)))


def _require_out_of_the_way(root: Path, other: Upstream, *, rebases: bool) -> bool:
    """Whether something tracked is not committed. Raises PipelineError where it would not stay as it is."""
    top = Path(os.fsdecode(git.query(root, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    states = git.snapshot(top).states
    theirs = os.fsdecode(git.query(top, "diff", "--name-only", "-z", f"HEAD...{other.known}")).split("\0")
    staged = {file for file, letters in states.items() if rebases and letters[0] not in " ?"}
    in_the_way = sorted(staged | (set(theirs) & states.keys()))
    if in_the_way:
        what = say(
            "git does not pull over changes that are not committed; commit or undo them: {files}",
            files=listed(in_the_way[:_NAMED]),
        )
        raise PipelineError(what)
    return any(letters != "??" for letters in states.values())


def _rebase(root: Path, other: Upstream, *, dirty: bool) -> CompletedProcess[bytes]:
    """Raises PipelineError where git cannot join the two; it has given up then."""
    scratch.put(root / _REBASE, git.query(root, "rev-parse", "HEAD").strip())
    stash = "--autostash" if dirty else "--no-autostash"
    try:
        made = git.run(root, "rebase", "--quiet", stash, other.known)
        torn = git.query(root, "diff", "--name-only", "-z", "--diff-filter=U")
    finally:
        with undisturbed():
            mend(root)
    if torn:
        files = os.fsdecode(torn).split("\0")[:-1]
        what = say(
            "git cannot join what was committed here with what others pushed, in {files}; "
            "run git pull --rebase, resolve that, and run again",
            files=listed(files[:_NAMED]),
        )
        raise PipelineError(what)
    return made
