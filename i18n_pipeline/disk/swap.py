"""Let two files change places in one step, where the system can: Linux, on most file systems."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache

_HERE = -100  # AT_FDCWD: relative to the current folder
_EXCHANGE = 2


def swap(one: str, other: str, folder: int | None) -> bool:
    """Swap two files of an open folder; False, and nothing done, where that cannot be."""
    call, at = _renameat2(), _HERE if folder is None else folder
    return call is not None and call(at, os.fsencode(one), at, os.fsencode(other), _EXCHANGE) == 0


@cache
def _renameat2() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    try:
        call: Callable[..., int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None  # an older or a smaller C library
    return call
