"""Committing what the tool wrote, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from i18n_pipeline.disk import files as disk
from i18n_pipeline.disk import ledger
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.messages import listed, say
from i18n_pipeline.project import git
from i18n_pipeline.signals import undisturbed


def commit(root: Path, files: Iterable[str], message: str) -> str:
    """Commit exactly these files; returns the commit, "" where there is nothing to commit.

    One of which something is staged is a person's, and stays out; all else that is staged stays staged.
    Where hooks refuse and have changed other files, it is tried once more. Raises PipelineError where git or
    a hook refuses; the index then is as it was, and so it is where Ctrl-C or SIGTERM ends it.
    """
    git.require_ready(root)
    before = git.snapshot(root)
    ours = [file for file in files if file in before.states and before.is_free(file)]
    new = [file for file in ours if before.states[file] == "??"]
    if not ours:
        return ""
    written = _states(root, ours)
    try:
        _commit(root, ours, new, message)
    except PipelineError:
        _require_unchanged(root, written)
        if git.snapshot(root) == before:
            raise
        _commit(root, ours, new, message)
    return git.query(root, "rev-parse", "HEAD").decode().strip()


def _commit(root: Path, ours: Sequence[str], new: Sequence[str], message: str) -> None:
    try:
        _change(root, "add", "--intent-to-add", files=new)  # so that a commit can name them
        options = ("--only", "--quiet", "--cleanup=whitespace", f"--message={message}")
        _change(root, "-c", "i18n.commitEncoding=UTF-8", "commit", *options, files=ours)
    except BaseException:
        with suppress(PipelineError), undisturbed():
            _change(root, "reset", "--quiet", files=new)
        raise


def _change(root: Path, *arguments: str, files: Sequence[str]) -> None:
    """Have git do something to files, if there are any. Raises PipelineError."""
    if files:
        listing = ("--pathspec-from-file=-", "--pathspec-file-nul")  # too many for arguments
        given = b"".join(os.fsencode(file) + b"\0" for file in files)
        made = git.run(root, *arguments, *listing, given=given, commits=True)
        if made.returncode:
            why = git.why(made)
            what = say("git did not commit: {why}; what was written is there, uncommitted", why=why)
            raise PipelineError(what)


def _states(root: Path, files: Sequence[str]) -> dict[str, str]:
    return {file: ledger.state(file, disk.read_if_there(root, file, PipelineError)) for file in files}


def _require_unchanged(root: Path, written: dict[str, str]) -> None:
    """Raise PipelineError where a hook has changed what the tool wrote; no person did that."""
    now = _states(root, list(written))
    changed = [file for file in written if now[file] != written[file]]
    for file in changed:
        ledger.note(root, now[file], written[file])
    if changed:
        what = say(
            "git did not commit: a hook changed {files}; exclude what sync writes from that hook",
            files=listed(changed[:3]),
        )
        raise PipelineError(what)
