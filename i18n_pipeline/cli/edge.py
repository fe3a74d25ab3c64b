"""What stands around every run: the hold on the project, the bar, those who work on pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
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
    with holding(asked, verb), at_work(asked, hire) as runner:
        yield asked.config if verb else asked.config.rehearsed(), runner


@contextmanager
def holding(asked: Asked, verb: str) -> Iterator[None]:
    """Hold the project for a verb, if it has a name. Raises BusyError."""
    from i18n_pipeline.project import lock

    with lock.held(asked.config.root, verb) if verb else nullcontext():
        yield


@contextmanager
def at_work(asked: Asked, hire: Hire | None) -> Iterator[Runner]:
    """The bar, and those who work on pages. Raises ConfigError."""
    from i18n_pipeline.project.runner import Runner

    with progress.shown(asked.quiet) as tell, hire(tell) if hire else nullcontext(Runner(tell)) as runner:
        yield runner
