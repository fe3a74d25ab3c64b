"""Processes on this machine.

Each has a pipe of its own and a thread here that waits for it. The pool of the standard library has one
pipe for the answers of all, and waits forever where a process is killed in the middle of an answer.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from pickle import PickleError
from queue import SimpleQueue
from typing import Any, TypeVar

_Answer = TypeVar("_Answer")


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
    context: Any = multiprocessing.get_context(method)
    pipes, processes = [], []
    for _ in range(count):
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()  # before the next is started: where it dies, its pipe is at an end
        pipes.append(ours)
        processes.append(process)
    executor = _Processes(pipes)
    try:
        yield executor, count
    finally:
        for process in processes:
            process.kill()  # they have nothing to lose: what is written is written here
        executor.shutdown(cancel_futures=True)
        for process in processes:
            process.join()


class _Processes(Executor):
    """Gives each task to a process that is idle."""

    def __init__(self, pipes: list[Connection]) -> None:
        self.alive = len(pipes)
        self.idle: SimpleQueue[Connection | None] = SimpleQueue()  # None: there will be no more
        self.threads = ThreadPoolExecutor(len(pipes))
        for pipe in pipes:
            self.idle.put(pipe)

    def submit(self, fn: Callable[..., _Answer], /, *arguments: Any, **named: Any) -> Future[_Answer]:
        """Raises BrokenExecutor, in the future, where the process dies."""
        return self.threads.submit(self._ask, fn, arguments, named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As the standard library has it."""
        self.threads.shutdown(wait, cancel_futures=cancel_futures)

    def _ask(self, *task: Any) -> Any:
        pipe = self.idle.get()
        if pipe is None:
            self.idle.put(None)
            raise BrokenExecutor("all processes are gone")
        try:
            pipe.send(task)
            answer, error = pipe.recv()
        except (EOFError, OSError) as cause:
            self.alive -= 1
            if not self.alive:
                self.idle.put(None)
            raise BrokenExecutor("a process is gone") from cause
        self.idle.put(pipe)
        if error is not None:
            raise error
        return answer


def _work(pipe: Connection) -> None:
    """The life of a process. It leaves Ctrl-C to the one that asked, and ends when that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            function, arguments, named = pipe.recv()
            answer = error = None
            try:
                answer = function(*arguments, **named)
            except Exception as raised:
                error = raised
            try:
                pipe.send((answer, error))
            except (TypeError, AttributeError, PickleError) as unsent:
                pipe.send((None, RuntimeError(str(error or unsent))))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
