"""Being asked to stop, by Ctrl-C or SIGTERM: never in the middle of a file, and never later than soon.

Python runs its signal handlers in the main thread, whichever thread the system gave the signal to;
so a mask of signals would not hold them back where there are other threads. The handler itself does.
A program that has been asked ends by itself, mostly at once. Where something holds it up (a pipe that nobody
reads, a disk, a library that cleans up), it is ended from a thread, as a kill would: that loses nothing.
"""

from __future__ import annotations

import _thread
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TypeVar

_Item = TypeVar("_Item")

_ASKING = (signal.SIGINT, signal.SIGTERM)
_LOOK = 0.25  # seconds of a wait that is not interrupted
_GRACE = 1.5  # seconds to come to an end by itself
_LAST = 0.2  # seconds for the last words, which may be for a pipe that nobody reads
POSTPONED = 75  # the exit code: run again


@dataclass(slots=True)
class _State:
    listening: bool = False  # whether a run is on that can be interrupted
    depth: int = 0  # of undisturbed blocks
    asked: bool = False  # to stop, and not yet told
    ending: bool = False  # whether it is ended where it does not end
    last_words: Callable[[], bytes] = bytes
    spoke: bool = False  # whether they were said
    settled: bool = False  # whether the program is at its end


_state = _State()


@contextmanager
def noted(last_words: Callable[[], bytes] = bytes) -> Iterator[None]:
    """A whole program: Ctrl-C and SIGTERM are noted, and raise KeyboardInterrupt inside ``heard`` only.

    Where it has not come to its end two seconds later, it says ``last_words`` on stderr and exits with 75.
    When it is over they are ignored, as the exit code is settled. One that the caller has the process
    ignore is ignored throughout. Only in the main thread can this be done; elsewhere it does nothing.
    """
    in_main = threading.current_thread() is threading.main_thread()
    _state.last_words = last_words
    ours = [number for number in _ASKING if in_main and signal.getsignal(number) is not signal.SIG_IGN]
    for number in ours:
        signal.signal(number, _note)
        sys.unraisablehook = _unraisable
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_IGN)
        # An interrupt that passed through exec(), which dataclasses are made with, counts as not dealt
        # with, and python -m would die of it in the end; the next exec() clears that.
        exec("")


@contextmanager
def heard() -> Iterator[None]:
    """A block that being asked to stop interrupts, also where that came before it.

    Raises KeyboardInterrupt.
    """
    _state.listening = True
    try:
        _tell()
        yield
    finally:
        _state.listening = False


@contextmanager
def undisturbed() -> Iterator[None]:
    """A block that goes through to its end; being asked to stop is told after it.

    Raises KeyboardInterrupt. In a thread beside the main one, which no signal disturbs, it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _state.depth += 1
    try:
        yield
    finally:
        _state.depth -= 1
        _tell()


def waited(look: Callable[[float], bool], seconds: float = math.inf) -> bool:
    """Whether ``look`` comes true, which waits as many seconds for it as it is told.

    The main thread waits for no lock in one go: a signal that comes right before is not heard in there.
    """
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if look(min(left, _LOOK)):
            return True
    return look(0)


def taken(queue: SimpleQueue[_Item], seconds: float = math.inf) -> _Item:
    """The next of a queue. Raises Empty where there is none in time."""
    items: list[_Item] = []

    def look(most: float) -> bool:
        with suppress(Empty):
            items.append(queue.get(timeout=most))
        return bool(items)

    if not waited(look, seconds):
        raise Empty
    return items[0]


def _note(number: int, frame: FrameType | None) -> None:
    _state.asked = True
    if not _state.ending:
        _state.ending = True
        _thread.start_new_thread(_end, ())  # threading has locks that the main thread may hold right now
    _tell()


def _end() -> None:
    time.sleep(_GRACE)
    if not _state.settled:
        _state.spoke = True
        _thread.start_new_thread(_say, ())
        time.sleep(_LAST)
    os._exit(POSTPONED)


def _say() -> None:
    os.write(2, _state.last_words())


def settled() -> bool:
    """Say that the exit code is settled, and nothing more is to be said; False where last words were."""
    _state.settled = True
    return not _state.spoke


def _unraisable(failure: sys.UnraisableHookArgs) -> None:
    """Told inside a destructor, where it is lost, it is told again after the file."""
    if issubclass(failure.exc_type, KeyboardInterrupt):
        _state.asked = True
    else:
        sys.__unraisablehook__(failure)


def _tell() -> None:
    if _state.asked and _state.listening and not _state.depth:
        _state.asked = False
        raise KeyboardInterrupt
