"""Files in memory that a block of code sees before those on disk, or instead of them.

A rehearsal goes on top of the disk: what is written inside it is read back, and gone at its end. A parcel
is all that its block sees, on whichever machine; what is written there is kept for ``files.replay``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple


class Change(NamedTuple):
    """Something that was written: over whatever stood there, over ``old`` alone, or at the end."""

    kind: Literal["write", "replace", "append"]
    file: str
    content: bytes
    old: bytes | None = None


@dataclass(slots=True)
class Overlay:
    """Contents by full path; None for a file that is not there."""

    contents: dict[str, bytes | None] = field(default_factory=dict)
    closed: bool = False  # whether there are no other files
    changes: list[Change] = field(default_factory=list)


_HERE: ContextVar[Overlay | None] = ContextVar("here", default=None)


def key(root: Path, file: str) -> str:
    """The full path of a file, as overlays have it."""
    return os.path.normpath(os.path.join(root, file))


def here() -> Overlay | None:
    """The overlay of the block that runs."""
    return _HERE.get()


@contextmanager
def rehearsal(only: bool = True) -> Iterator[None]:
    """Inside the block nothing is written; what would be is read back as if it were."""
    if not only or _HERE.get() is not None:
        yield
        return
    with _laid(Overlay()):
        yield


@contextmanager
def parcel(root: Path, contents: Mapping[str, bytes | None]) -> Iterator[Overlay]:
    """Inside the block there are these files below ``root``, and no others."""
    known = {key(root, file): content for file, content in contents.items()}
    with _laid(Overlay(known, closed=True)) as overlay:
        yield overlay


@contextmanager
def _laid(overlay: Overlay) -> Iterator[Overlay]:
    token = _HERE.set(overlay)
    try:
        yield overlay
    finally:
        _HERE.reset(token)
