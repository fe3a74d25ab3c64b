"""Keep running in the foreground: at intervals, at the times of a crontab, at people's edits.

The loop is its own, in the main thread, and APScheduler tells it the times: its schedulers wait on a
clock that stands still while a laptop sleeps, know nothing of edits, and swallow a Ctrl-C in a job.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, MappingProxyType

import click

from i18n_pipeline.cli import problems, timing
from i18n_pipeline.cli.output import CLEAN, FINDINGS, POSTPONED
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.cli.watching import Edits
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import Notice, say

_LOOK = 30.0  # seconds between two looks at the clock, which may have been set, or have slept
_RETRY = 300.0  # seconds after which a postponed run is tried again where only edits start one
_KILLED = 128  # exit codes from here on are those of a program that a signal ended
_NEVER = float("inf")


def keep_running(
    run: Callable[[], int],
    *,
    every: str = "",
    cron: str = "",
    watch: Sequence[Path] = (),
    written: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Run again and again until SIGTERM or Ctrl-C; 0 once stopped. Raises ConfigError.

    ``run`` does one run in this thread, prints its own report and returns its exit code, or leaves by
    ``sys.exit``; whatever it returns or raises, the loop goes on. It is run at once and then at each
    due time, but with ``cron`` only at those; with ``watch`` also when a file below one of the paths
    is edited: ``written`` has a digest of what runs wrote last, by file, which is no edit. There is one
    run at a time, and what fell due during it makes one run more. Where only edits start a run, one that
    was postponed (75) is tried again a little later.

    A signal while nothing runs ends the loop at once. During a run it raises KeyboardInterrupt in it
    (a handler that was there before is left in place), and the loop ends with the run. A run that was
    interrupted under a handler of its own lets the KeyboardInterrupt out, or returns 128 or more.
    """
    if every and cron:
        raise ConfigError(say("--every and --cron exclude each other; give one of them"))
    if not (every or cron or watch):
        raise ConfigError(say("say when to run: --every 30m, --cron '0 3 * * *' or --watch"))
    times = timing.trigger(every, cron) if every or cron else None
    with _leave_when_asked() as asked, _waiting(watch, written) as wait:
        started = _clock()
        due = _after(times, started) if cron else started
        if cron:
            _say(_next_run(due, bool(watch)))
        while not asked:
            while _clock() < due and not wait(min(due - _clock(), _LOOK)):
                due = min(due, _after(times, _clock()))  # sooner, if the clock was set back
            started = _clock()
            code = _run(run)
            if asked or code >= _KILLED:
                break
            # Counted from the run's start: what was missed meanwhile is one run, at once.
            due = _after(times, min(started, _clock()))
            if due == _NEVER and code == POSTPONED:
                due = _clock() + _RETRY
            next_run = _next_run(due, bool(watch))
            _say(say("finished with exit code {code}; {next}", code=code, next=next_run))
    return CLEAN


def _run(run: Callable[[], int]) -> int:
    try:
        return run()
    except SystemExit as end:  # the verbs print their report and leave
        return end.code if isinstance(end.code, int) else FINDINGS if end.code else CLEAN
    except click.exceptions.Exit as end:
        return end.exit_code
    except Exception as error:
        with suppress(OSError, ValueError):  # from here on, printing is all that can fail
            return problems.tell(error)
        return FINDINGS


@contextmanager
def _leave_when_asked() -> Iterator[list[int]]:
    """Both signals raise KeyboardInterrupt, which ends the block; which of them came is in the list."""
    asked: list[int] = []

    def leave(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    changed = {}
    if threading.current_thread() is threading.main_thread():
        for number, usual in ((signal.SIGTERM, signal.SIG_DFL), (signal.SIGINT, signal.default_int_handler)):
            if signal.getsignal(number) == usual:
                changed[number] = signal.signal(number, leave)
    try:
        with suppress(KeyboardInterrupt):
            yield asked
    finally:
        for number, handler in changed.items():
            signal.signal(number, handler)


@contextmanager
def _waiting(watch: Sequence[Path], written: Mapping[str, str]) -> Iterator[Callable[[float], bool]]:
    """What waits so many seconds, and tells whether an edit ended it."""
    if not watch:
        yield _sleep
        return
    edits = Edits(watch)
    edits.written = written
    try:
        yield edits.wait
    finally:
        edits.close()


def _sleep(seconds: float) -> bool:
    time.sleep(max(0.0, seconds))
    return False


def _clock() -> float:
    return time.time()


def _after(times: timing.Trigger | None, moment: float) -> float:
    return timing.after(times, moment) if times else _NEVER


def _next_run(due: float, watched: bool) -> Notice:
    if due == _NEVER:
        return say("next run at the next edit")
    if watched:
        return say("next run {time} or at the next edit", time=timing.local(due))
    return say("next run {time}", time=timing.local(due))


def _say(text: Notice) -> None:
    with suppress(OSError, ValueError):  # nobody reads it any more; that must not end the loop
        echo(text, err=True)
