"""Pages do not depend on each other: one after the other here, or wherever an executor takes them.

What a page needs goes there as bytes, and what is to be written comes back and is written here: there is
one writer, in one order. A page that is lost or was changed meanwhile is done once more, here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from i18n_pipeline import __version__
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk.layer import Write
from i18n_pipeline.errors import ConfigError, PageError, PipelineError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.runner import Runner
from i18n_pipeline.signals import waited
from i18n_pipeline.steps.bundle import Bundle, Contents, Drafts, Rows

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_Outcome = TypeVar("_Outcome")
#: What is done to a page. It can be pickled, and touches no files but those of its bundle.
Work = Callable[[Bundle], _Outcome]

_AT_A_TIME = 12  # pages in a task: few enough to keep all busy at the end
_PATIENCE = 600  # seconds for a task; workers that take longer are not waited for again
_AHEAD = 3  # tasks for each worker that are on their way: enough to keep it busy, few enough for memory


def each(
    runner: Runner,
    doing: Notice,
    sources: Sequence[Source],
    made: Callable[[Source], Bundle],
    work: Work[_Outcome],
    config: Config,
    targets: Sequence[Language],
    is_local: Callable[[Bundle], bool] = lambda bundle: False,
) -> Iterator[tuple[Bundle, _Outcome]]:
    """What ``work`` makes of each page, in the order of the pages, once it is written.

    ``made`` makes its bundle; one that ``is_local`` is worked on here. What ``work`` raises is raised.
    """
    hired = runner.for_pages(len(sources))
    done = (
        (_here(made(source), work) for source in sources)
        if hired is None
        else _elsewhere(runner, hired, sources, made, work, config, targets, is_local)
    )
    return runner.steps(doing, done, len(sources))


def _here(bundle: Bundle, work: Work[_Outcome]) -> tuple[Bundle, _Outcome]:
    outcome = work(bundle)
    if not _written(bundle):
        bundle = bundle.anew(through=True)  # each step meets what is in its way, and tells it
        outcome = work(bundle)
    return bundle, outcome


def _written(bundle: Bundle) -> bool:
    try:
        return bundle.write()
    except PipelineError:
        return False


class _Parcel(NamedTuple):
    """What a worker gets of a page."""

    source: Source
    contents: Contents
    rows: Rows
    drafts: Drafts


_Answers = list[tuple[Any, list[Write]]]


def _elsewhere(
    runner: Runner,
    hired: tuple[Executor, int],
    sources: Sequence[Source],
    made: Callable[[Source], Bundle],
    work: Work[_Outcome],
    config: Config,
    targets: Sequence[Language],
    is_local: Callable[[Bundle], bool],
) -> Iterator[tuple[Bundle, _Outcome]]:
    import pickle

    executor, width = hired
    task = partial(_done, __version__, pickle.dumps((config, work)))
    pending: deque[tuple[list[tuple[Bundle, _Parcel | None]], Future[_Answers] | None]] = deque()
    for start in range(0, len(sources), _AT_A_TIME):
        bundles = [made(source) for source in sources[start : start + _AT_A_TIME]]
        packed = [(bundle, _packed(bundle, targets, is_local)) for bundle in bundles]
        parcels = [parcel for _, parcel in packed if parcel]
        pending.append((packed, _submit(executor, task, parcels) if runner.open else None))
        if len(pending) > _AHEAD * width:
            yield from _received(runner, work, *pending.popleft())
    while pending:
        yield from _received(runner, work, *pending.popleft())


def _packed(
    bundle: Bundle, targets: Sequence[Language], is_local: Callable[[Bundle], bool]
) -> _Parcel | None:
    """All files of a page; None for one that is better done here."""
    source, disk = bundle.source, bundle.files
    try:
        catalogs = (source.catalog_file(target) for target in bundle.config.targets)
        names = [source.file, source.template_file, *catalogs]
        contents = {name: disk.read_if_there(name, PageError) for name in names}
        for target in targets:
            page = bundle.target_file(target)
            if disk.is_linked(page):
                return None
            for name in (page, layout.manifest_file(target, source.stem)):
                contents[name] = disk.read_if_there(name, PageError)
        if is_local(bundle):
            return None
    except PageError:
        return None
    return _Parcel(source, contents, bundle.rows, bundle.drafts)


def _submit(
    executor: Executor, task: Callable[[Sequence[_Parcel]], _Answers], parcels: Sequence[_Parcel]
) -> Future[_Answers] | None:
    try:
        return executor.submit(task, parcels)
    except RuntimeError:
        return None  # it has lost its workers


def _done(version: str, pickled: bytes, parcels: Sequence[_Parcel]) -> _Answers:
    """Done by a worker: the outcome of each page, and what is to be written."""
    if version != __version__:
        raise ConfigError(
            say(
                "a worker has i18n-pipeline {version}, and this is {own}; install the same",
                version=__version__,
                own=version,
            )
        )
    config, work = _loaded(pickled)
    done = []
    for source, contents, rows, drafts in parcels:
        bundle = Bundle(config, source, rows, drafts, contents=contents)
        done.append((work(bundle), bundle.files.changes))
    return done


@lru_cache(maxsize=8)
def _loaded(pickled: bytes) -> tuple[Config, Work[Any]]:
    import pickle

    return cast("tuple[Config, Work[Any]]", pickle.loads(pickled))


def _received(
    runner: Runner,
    work: Work[_Outcome],
    packed: Sequence[tuple[Bundle, _Parcel | None]],
    future: Future[_Answers] | None,
) -> Iterator[tuple[Bundle, _Outcome]]:
    from concurrent.futures import BrokenExecutor, CancelledError, wait
    from concurrent.futures import TimeoutError as LateError

    try:
        patience = _PATIENCE if runner.open else 0
        if future and not waited(lambda most: bool(wait([future], most).done), patience):
            raise LateError
        answers = iter(future.result() if future else ())
    except LateError:
        answers, runner.open = iter(()), None
    except (BrokenExecutor, CancelledError):
        answers = iter(())  # a worker was killed, and all of its kind end with it
    for bundle, parcel in packed:
        outcome, changes = next(answers, (None, None)) if parcel else (None, None)
        if changes is None:
            yield _here(bundle, work)
            continue
        bundle.files.plan(changes)
        if _written(bundle):
            yield bundle, cast(_Outcome, outcome)
        else:
            yield _here(bundle.anew(), work)
