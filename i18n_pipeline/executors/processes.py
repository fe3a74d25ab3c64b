"""Processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait


def cores() -> int:
    """How many this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def opened(count: int) -> Iterator[tuple[Executor, int]]:
    """So many processes, and their number; they end with the block, or with this process."""
    # A copy of this process is there at once, but must not be made while other threads may hold locks.
    method = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    executor = ProcessPoolExecutor(count, multiprocessing.get_context(method), initializer=_settle)
    try:
        yield executor, count
    finally:
        executor.shutdown(cancel_futures=True)


def _settle() -> None:
    """Leave Ctrl-C to the process that asked, and end when it does, however that was."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
