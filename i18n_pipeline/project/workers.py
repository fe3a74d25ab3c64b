"""Pages do not depend on each other: they are worked on here, or wherever an executor does it.

What a page needs goes there as bytes, and what would be written comes back and is written here: there
is one writer, in one order. A page that is lost or was changed meanwhile is done once more, here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from i18n_pipeline import __version__
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files, folders, overlay, traces
from i18n_pipeline.disk.overlay import Change
from i18n_pipeline.disk.traces import Stamp
from i18n_pipeline.errors import ConfigError, PageError, PipelineError
from i18n_pipeline.messages import say
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import Source

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_Outcome = TypeVar("_Outcome")
Work = Callable[[Source], _Outcome]
Opened = Callable[[], AbstractContextManager["tuple[Executor, int]"]]

_WORTH_IT = 48  # pages; fewer are done before other processes are up
_AT_A_TIME = 12  # pages in a task: few enough to keep all busy at the end
_PATIENCE = 600  # seconds for a task; workers that take longer are not waited for again
_AHEAD = 3  # tasks for each worker that are on their way: enough to keep it busy, few enough for memory


@dataclass(slots=True)
class Workers:
    """Who works on pages; none: this process alone."""

    open: Opened | None = None
    stack: ExitStack = field(default_factory=ExitStack)
    opened: tuple[Executor, int] | None = None

    def for_pages(self, count: int) -> tuple[Executor, int] | None:
        """The executor, opened when it is first worth it, and how many tasks it takes at a time."""
        if self.open is None or count < _WORTH_IT:
            return None
        if self.opened is None:
            self.opened = self.stack.enter_context(self.open())
        return self.opened


ALONE = Workers()


@contextmanager
def hired(opened: Opened) -> Iterator[Workers]:
    """Workers for the length of a block."""
    with ExitStack() as stack:
        yield Workers(opened, stack)


class _Packed(NamedTuple):
    """A page and its files; None for one that is better done here."""

    source: Source
    contents: Mapping[str, bytes | None] | None
    read: Mapping[str, Stamp]


def each(
    workers: Workers,
    config: Config,
    sources: Sequence[Source],
    targets: Sequence[Language],
    work: Work[_Outcome],
    *,
    observing: bool = False,
) -> Iterator[tuple[Source, _Outcome, Mapping[str, Stamp]]]:
    """What ``work`` makes of each page, in the order of the pages; ``observing``: and the files it read.

    ``work`` can be pickled, and reads and writes no files but those of its page. What it raises is raised.
    """
    found = workers.for_pages(len(sources))
    if found is None:
        for source in sources:
            yield _here(source, work, observing)
        return
    import pickle

    executor, width = found
    task = partial(_done, __version__, config.root, pickle.dumps(work))
    listings: dict[str, dict[str, str]] = {}
    pending: deque[tuple[list[_Packed], Future[list[tuple[_Outcome, list[Change]]]] | None]] = deque()
    for start in range(0, len(sources), _AT_A_TIME):
        packed = [_pack(config, s, targets, listings, observing) for s in sources[start : start + _AT_A_TIME]]
        pending.append((packed, _submit(executor, task, packed) if workers.open else None))
        if len(pending) > _AHEAD * width:
            yield from _take(workers, config.root, work, *pending.popleft(), observing)
    while pending:
        yield from _take(workers, config.root, work, *pending.popleft(), observing)


def _here(
    source: Source, work: Work[_Outcome], observing: bool
) -> tuple[Source, _Outcome, Mapping[str, Stamp]]:
    with traces.observing(observing) as read:
        outcome = work(source)
    return source, outcome, read


def _pack(
    config: Config,
    source: Source,
    targets: Sequence[Language],
    listings: dict[str, dict[str, str]],
    observing: bool,
) -> _Packed:
    try:
        with traces.observing(observing) as read:
            names = [source.file, source.template_file]
            contents = {name: files.read_if_there(config.root, name, PageError) for name in names}
            for target in targets:
                page = layout.target_page(config.root, source, target, listings)
                if folders.is_linked(config.root, page):
                    return _Packed(source, None, {})
                for name in (page, source.catalog_file(target), layout.record_file(target, source.stem)):
                    contents[name] = files.read_if_there(config.root, name, PageError)
    except PageError:
        return _Packed(source, None, {})
    return _Packed(source, contents, read)


def _submit(
    executor: Executor, task: Callable[..., list[tuple[_Outcome, list[Change]]]], packed: Sequence[_Packed]
) -> Future[list[tuple[_Outcome, list[Change]]]] | None:
    try:
        return executor.submit(task, [(one.source, one.contents) for one in packed if one.contents])
    except RuntimeError:
        return None  # it has lost its workers


def _done(
    version: str, root: Path, work: bytes, pages: Sequence[tuple[Source, Mapping[str, bytes | None]]]
) -> list[tuple[_Outcome, list[Change]]]:
    """Done by a worker: the outcome of each page, and what is to be written."""
    if version != __version__:
        raise ConfigError(
            say(
                "a worker has i18n-pipeline {version}, and this is {own}; install the same",
                version=__version__,
                own=version,
            )
        )
    done = []
    for source, contents in pages:
        with overlay.parcel(root, contents) as laid:
            done.append((_loaded(work)(source), laid.changes))
    return done


@lru_cache(maxsize=8)
def _loaded(work: bytes) -> Work[Any]:
    import pickle

    return cast(Work[Any], pickle.loads(work))


def _take(
    workers: Workers,
    root: Path,
    work: Work[_Outcome],
    packed: Sequence[_Packed],
    future: Future[list[tuple[_Outcome, list[Change]]]] | None,
    observing: bool,
) -> Iterator[tuple[Source, _Outcome, Mapping[str, Stamp]]]:
    from concurrent.futures import BrokenExecutor, CancelledError
    from concurrent.futures import TimeoutError as LateError

    try:
        done = iter(future.result(_PATIENCE if workers.open else 0) if future else ())
    except LateError:
        done, workers.open = iter(()), None
    except (BrokenExecutor, CancelledError):
        done = iter(())  # a worker was killed, and all of its kind end with it
    for one in packed:
        outcome, changes = next(done, (None, None)) if one.contents else (None, None)
        if changes is not None and _written(root, changes):
            yield one.source, cast(_Outcome, outcome), one.read
        else:
            yield _here(one.source, work, observing)


def _written(root: Path, changes: Sequence[Change]) -> bool:
    try:
        return files.replay(root, changes)
    except PipelineError:
        return False  # the page says so when it is done here
