"""By what a file is known again without being read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

_RESOLUTION = 2 * 10**9  # nanoseconds, of the coarsest clock (FAT); the finest are of some milliseconds


#: What the system says of a file: its size, when its content and when anything of it changed, its inode.
Look = tuple[int, int, int, int]

_ODD = 2**63  # numbers from which on nobody can keep them: a time that is centuries off
_ABSENT: Look = (-1, 0, 0, 0)
_UNSURE: Look = (0, 0, 0, 0)  # it was just changed, and may be again within the resolution of its clock


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
    numbers: list[int] = []
    before = f"{root}/" if folder is None else ""
    for file in files:
        try:
            status = os.stat(before + file, dir_fd=folder)
        except OSError:
            numbers += _ABSENT
        else:
            numbers += (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return numbers


def digest_of(content: bytes | None) -> str:
    """A digest of a file as it is; "" where there is none."""
    return "" if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


def stamp(content: bytes | None, status: os.stat_result | None, now: int) -> Stamp:
    """The stamp of a file that was read at a time, in nanoseconds; ``status`` is from before."""
    if content is None:
        return Stamp("", _ABSENT)
    if status is None or now - max(status.st_mtime_ns, status.st_ctime_ns) < _RESOLUTION:
        return Stamp(digest_of(content), _UNSURE)
    seen = status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    return Stamp(digest_of(content), seen if max(map(abs, seen)) < _ODD else _UNSURE)
