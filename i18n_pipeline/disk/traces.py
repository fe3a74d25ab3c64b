"""Which files a block of code reads, and which it writes."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

_RESOLUTION = 2 * 10**9  # nanoseconds, of the coarsest clock (FAT); the finest are of some milliseconds


#: What the system says of a file: its size, when its content and when anything of it changed, its inode.
Look = tuple[int, int, int, int]

_ODD = 2**63  # numbers from which on nobody can keep them: a time that is centuries off
_ABSENT = (-1, 0, 0, 0)
_UNSURE = (0, 0, 0, 0)  # it was just changed, and may be again within the resolution of its clock


class Stamp(NamedTuple):
    """By what a file is known again: a digest of its content ("" for none), and how the system sees it."""

    digest: str
    look: Look


@contextmanager
def near(root: Path) -> Iterator[int | None]:
    """The folder, open, where it can be and the system looks at files from an open one: that is faster."""
    folder = None
    with suppress(OSError):
        folder = os.open(root, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    try:
        yield folder
    finally:
        if folder is not None:
            os.close(folder)


def looks(root: Path, files: Iterable[str], folder: int | None = None) -> list[int]:
    """What the system says of files now, four numbers of each; times are in nanoseconds.

    ``folder`` is the root if it is open.
    """
    found: list[int] = []
    before = f"{root}/" if folder is None else ""
    for file in files:
        try:
            told = os.stat(before + file, dir_fd=folder)
        except OSError:
            found += _ABSENT
        else:
            found += (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
    return found


_SEEN: ContextVar[dict[str, Stamp] | None] = ContextVar("seen", default=None)
_TOUCHED: ContextVar[dict[str, None] | None] = ContextVar("touched", default=None)


def fingerprint(content: bytes | None) -> str:
    """A digest of a file as it is; "" where there is none."""
    return "" if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


def stamp(content: bytes | None, found: os.stat_result | None) -> Stamp:
    """The stamp of a file that was just read."""
    if content is None:
        return Stamp("", _ABSENT)
    if found is None or time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < _RESOLUTION:
        return Stamp(fingerprint(content), _UNSURE)
    seen = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
    return Stamp(fingerprint(content), seen if max(map(abs, seen)) < _ODD else _UNSURE)


@contextmanager
def observing(really: bool = True) -> Iterator[dict[str, Stamp]]:
    """Note in the mapping given the stamp of every file that is read inside the block."""
    seen: dict[str, Stamp] = {}
    if not really:
        yield seen
        return
    token = _SEEN.set(seen)
    try:
        yield seen
    finally:
        _SEEN.reset(token)


@contextmanager
def noting() -> Iterator[dict[str, None]]:
    """Note in the mapping given, in order, every file that is written, moved or deleted inside the block."""
    touched: dict[str, None] = {}
    token = _TOUCHED.set(touched)
    try:
        yield touched
    finally:
        _TOUCHED.reset(token)


def saw(file: str, content: bytes | None, found: os.stat_result | None) -> None:
    """A file was read; ``found`` is what the system said of it before."""
    seen = _SEEN.get()
    if seen is not None:
        seen[file] = stamp(content, found)


def touched(*files: str) -> None:
    """Files were written, moved or deleted."""
    noted = _TOUCHED.get()
    if noted is not None:
        noted.update(dict.fromkeys(files))
