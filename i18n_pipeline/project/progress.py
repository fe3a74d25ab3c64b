"""How far a run has come, for whoever shows it: what is being done, how many are done, of how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from i18n_pipeline.messages import Notice

Tell = Callable[[Notice, int, int], None]

_Item = TypeVar("_Item")


def silent(doing: Notice, done: int, total: int) -> None:
    """Tell nobody."""


def steps(tell: Tell, doing: Notice, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """The items, one after the other; each is told."""
    for done, item in enumerate(items):
        tell(doing, done, total)
        yield item
