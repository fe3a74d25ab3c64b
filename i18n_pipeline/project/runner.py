"""The edge of a run, as those below it know it: who works on pages, and who is told how far the work is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from i18n_pipeline.messages import Notice
from i18n_pipeline.project import progress
from i18n_pipeline.project.progress import Tell, silent

if TYPE_CHECKING:
    from concurrent.futures import Executor

_Item = TypeVar("_Item")
Opened = Callable[[], AbstractContextManager["tuple[Executor, int]"]]

_WORTH_IT = 48  # pages; fewer are done before other processes are up


@dataclass(slots=True)
class Runner:
    """The edge of a run: who works on pages (none: this process alone), and who is told how far it is."""

    tell: Tell = silent
    open: Opened | None = None
    stack: ExitStack = field(default_factory=ExitStack)
    opened: tuple[Executor, int] | None = None

    def steps(self, doing: Notice, items: Iterable[_Item], total: int) -> Iterator[_Item]:
        """The items, one after the other; each is told."""
        return progress.steps(self.tell, doing, items, total)

    def for_pages(self, count: int) -> tuple[Executor, int] | None:
        """The executor, opened when it is first worth it, and how many tasks it takes at a time."""
        if self.open is None or count < _WORTH_IT:
            return None
        if self.opened is None:
            self.opened = self.stack.enter_context(self.open())
        return self.opened


ALONE = Runner()


@contextmanager
def hired(opened: Opened, tell: Tell = silent) -> Iterator[Runner]:
    """A runner with workers, for the length of a block."""
    with ExitStack() as stack:
        yield Runner(tell, opened, stack)
