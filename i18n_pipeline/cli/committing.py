"""Sync and git: what is pulled before it, what is committed of it, what is pushed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from i18n_pipeline.cli import problems
from i18n_pipeline.cli.output import CLEAN
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.reports.sync import commit_message

if TYPE_CHECKING:
    from i18n_pipeline.cli.options import Asked
    from i18n_pipeline.commands.sync import Synced


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit holds, and what was not committed."""

    commit: str = ""  # its hash; "" where there is none
    files: int = 0
    begun: tuple[str, ...] = ()  # with changes of people, for which others stay out
    refused: PipelineError | None = None


def prepare(asked: Asked, *, shares: bool) -> None:
    """Make sure of git, and of what an earlier run left. Raises ConfigError where it cannot be done."""
    from i18n_pipeline.project import git, pending, remote

    remote.mend(asked.config.root)
    git.require_ready(asked.config.root)
    if shares:
        remote.upstream(asked.config.root)
    pending.begin(asked.config)


def is_behind(asked: Asked) -> bool:
    """Whether an earlier run has not committed what it wrote. Raises PipelineError."""
    from i18n_pipeline.project.pending import pending

    return bool(pending(asked.config).files)


def pull(asked: Asked) -> None:
    """Get what others pushed. Raises PipelineError."""
    from i18n_pipeline.project import remote

    remote.pull(asked.config.root)


def commit(asked: Asked, report: Synced) -> Committed:
    """Commit what this run wrote, and, if it was one over the whole project, what earlier ones wrote."""
    from i18n_pipeline.project.commit import commit as make
    from i18n_pipeline.project.pending import pending

    try:
        found = pending(asked.config)
        stems = set(found.files.values())
        written = set(report.written)
        if asked.names or asked.targets != asked.config.targets:
            stems = {stem for file, stem in found.files.items() if file in written}
        files = {file: stem for file, stem in found.files.items() if stem in stems}
    except PipelineError as error:
        return Committed(refused=error)
    message = commit_message(_of_commit(report, files))
    try:
        return Committed(make(asked.config.root, files, message), len(files), found.begun)
    except PipelineError as error:
        return Committed("", 0, found.begun, error)


def _of_commit(report: Synced, files: Mapping[str, str]) -> Synced:
    """What the report says of the files that are committed, and of their pages."""
    from i18n_pipeline.project.layout import stem_of

    stems = set(files.values())
    return replace(
        report,
        pages={name: facts for name, facts in report.pages.items() if stem_of(name).casefold() in stems},
        edits=tuple(edit for edit in report.edits if stem_of(edit.page).casefold() in stems),
        written=tuple(file for file in report.written if file in files),
        pruned=tuple(file for file in report.pruned if file in files),
    )


def push(asked: Asked) -> int:
    """Push; what came of it as an exit code, as a report has been printed already."""
    from i18n_pipeline.project import remote

    try:
        remote.push(asked.config.root)
    except PipelineError as error:
        return problems.tell(error)
    return CLEAN
