"""A bar on stderr for what takes longer than a moment, where a person is looking."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from i18n_pipeline.cli.terminal import console, is_watched, safe
from i18n_pipeline.messages import Notice
from i18n_pipeline.project.progress import Tell, silent

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds without a bar
_PAUSE = 0.1  # seconds between two looks at it


@contextmanager
def shown(quiet: bool) -> Iterator[Tell]:
    """Show how far the work inside the block has come, as it is told."""
    if quiet or not is_watched(err=True):
        yield silent
        return
    bar = _Bar()
    try:
        yield bar.step
    finally:
        bar.close()


class _Bar:
    def __init__(self) -> None:
        self._due = time.monotonic() + _PATIENCE
        self._bar: Progress | None = None

    def step(self, doing: Notice, done: int, total: int) -> None:
        """Called for every page, so nearly always for nothing."""
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + _PAUSE
        facts: dict[str, Any] = {"description": safe(doing), "completed": done, "total": total}
        if self._bar:
            self._bar.update(self._bar.task_ids[0], refresh=True, **facts)
        else:
            self._bar = _opened(facts)

    def close(self) -> None:
        if self._bar:
            self._bar.stop()


def _opened(facts: dict[str, Any]) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # No thread of its own: processes are forked only where there is none.
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    bar = Progress(
        *columns, TimeRemainingColumn(), console=console(err=True), transient=True, auto_refresh=False
    )
    bar.add_task(**facts)
    bar.start()
    return bar
