"""What stands around every run: the hold on the project, the bar, those who work on pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from i18n_pipeline.cli import progress

if TYPE_CHECKING:
    from i18n_pipeline.cli.options import Asked, Hire
    from i18n_pipeline.config import Config
    from i18n_pipeline.project.runner import Runner


@contextmanager
def running(asked: Asked, verb: str = "", hire: Hire | None = None) -> Iterator[tuple[Config, Runner]]:
    """The project and the runner for a verb, which holds the project; one without a name writes nothing.

    Raises BusyError where another run holds it, and ConfigError where options contradict each other.
    """
    from i18n_pipeline.project import lock
    from i18n_pipeline.project.runner import Runner

    with ExitStack() as stack:
        if verb:
            stack.enter_context(lock.held(asked.config.root, verb))
        tell = stack.enter_context(progress.shown(asked))
        runner = stack.enter_context(hire(tell)) if hire else Runner(tell)
        yield asked.config if verb else asked.config.rehearsed(), runner
