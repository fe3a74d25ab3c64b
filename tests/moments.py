"""Runs that a signal comes to at a moment told in events, not in seconds: the same on a busy machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

#: An event is one that Python's audit hooks tell: an import, a file opened, a file renamed, a lock taken.
_PROGRAM = """
import itertools, os, runpy, sys
number, since, only, moment, told = int(sys.argv[1]), *sys.argv[2:4], int(sys.argv[4]), sys.argv[5]
own, events, begun = os.getpid(), itertools.count(), not since

def happens(event, given):
    global begun
    said = f"{event} {given}"
    begun = begun or since in said
    if begun and only in said and os.getpid() == own and next(events) == moment:
        os.kill(own, number)

sys.argv[:6] = ["i18n_pipeline"]
sys.addaudithook(happens)
try:
    runpy.run_module("i18n_pipeline", run_name="__main__", alter_sys=True)
finally:
    if told:
        open(told, "w").write(str(next(events)))
"""
LOCKED = "fcntl.flock"


def start(
    *arguments: str | Path,
    number: int = 0,
    since: str = "",
    only: str | Path = "",
    moment: int = -1,
    told: str | Path = "",
) -> subprocess.Popen[str]:
    """The command line in a process that sends itself a signal.

    It does so at the ``moment``-th event of those that have ``only`` in them, from the first one on that has
    ``since``. How many there were is written to the file ``told``. Dates are fixed.
    """
    given = (str(int(number)), since, str(only), str(moment), str(told), *map(str, arguments))
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *given],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def spread(random: Random, events: int, count: int) -> list[int]:
    """Moments over all of a run that has so many events."""
    return [int(events * (part + random.random()) / count) for part in range(count)]


@contextmanager
def standing(
    *arguments: str | Path, since: str, only: str | Path = "", moment: int = 0
) -> Iterator[subprocess.Popen[str]]:
    """A run that stands still from that moment on, until the block is left."""
    running = start(*arguments, number=signal.SIGSTOP, since=since, only=only, moment=moment)
    try:
        seen = []
        until(lambda: seen.append(os.waitpid(running.pid, os.WUNTRACED | os.WNOHANG)) or seen[-1][0])
        assert os.WIFSTOPPED(seen[-1][1]), "it ended before"
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGCONT)


def until(what: Callable[[], object], looks: int = 20_000) -> None:
    """Wait for something; fails where it does not come in so many looks: on a busy machine they take longer."""
    for _ in range(looks):
        if what():
            return
        time.sleep(0.01)
    raise AssertionError("it does not come")
