"""How far a run has come, for whoever shows it: what is being done, how many are done, of how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from i18n_pipeline.messages import Said

Observer = Callable[[Said, int, int], None]

_Item = TypeVar("_Item")
_OBSERVER: ContextVar[Observer | None] = ContextVar("observer", default=None)


@contextmanager
def observed(observer: Observer) -> Iterator[None]:
    """Tell ``observer`` how far the work inside the block has come."""
    token = _OBSERVER.set(observer)
    try:
        yield
    finally:
        _OBSERVER.reset(token)


def tell(doing: Said, done: int, total: int) -> None:
    """Tell the observer, if there is one."""
    observer = _OBSERVER.get()
    if observer:
        observer(doing, done, total)


def steps(doing: Said, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """The items, one after the other; the observer is told at each."""
    observer = _OBSERVER.get()
    if observer is None:
        yield from items
        return
    for done, item in enumerate(items):
        observer(doing, done, total)
        yield item
