"""An end to waiting for what cannot be told to stop: a name server, TLS, a trickle, a frozen server."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import TypeVar

from i18n_pipeline.signals import waited

_T = TypeVar("_T")


class LateError(Exception):
    """It has taken longer than it may."""


def within(seconds: float, work: Callable[[], _T]) -> _T:
    """What ``work`` gives, or raises, in a thread of its own. Raises LateError after so many seconds.

    Ctrl-C and SIGTERM end the waiting at once. The thread is then left behind, and holds no exit up.
    """
    outcome: Future[_T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    if not waited(lambda most: bool(wait([outcome], most).done), seconds):
        raise LateError
    return outcome.result()


def cut(fileno: Callable[[], int]) -> None:
    """End a connection that a thread left behind waits for, and so the thread; without a word of TLS."""
    with suppress(Exception), socket.socket(fileno=os.dup(fileno())) as wire:  # it may be at an end by itself
        wire.shutdown(socket.SHUT_RDWR)
