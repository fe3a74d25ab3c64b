"""Noticing that people have edited pages, catalogs or settings: ``--watch``."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from i18n_pipeline.cli.timing import not_installed
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.messages import say

_NOBODYS = re.compile(r"\.|4913$|#.*#$|.*(~|\.tmp|\.temp|\.bak|\.sw[a-z]|\.part|___jb_\w+___)$", re.DOTALL)
_QUIET = 200  # milliseconds without a change that end a batch
_BATCH = 2_000  # milliseconds that a batch takes at most
_LOOK = 500  # milliseconds between two looks at the clock


def is_edit(path: str, roots: Iterable[Path]) -> bool:
    """Whether a file is one that people write: no dotfile, nothing in a dot folder, no editor's own."""
    for root in roots:
        if path == str(root):
            return True
        if path.startswith(f"{root}{os.sep}"):
            return not any(map(_NOBODYS.match, path[len(str(root)) + 1 :].split(os.sep)))
    return False


class Edits:
    """Changes below some paths, since it was made; ``close`` ends the watch.

    A path need not be there yet, and may be replaced: by an editor, or by git changing branches.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        try:
            import watchfiles  # noqa: F401
        except ImportError:
            raise not_installed("--watch") from None
        self._roots = [path.resolve() for path in paths]
        self._seen: dict[str, str] = {}  # file → what it held when it was last looked at
        self.written: Mapping[str, str] = {}  # file → a digest of what a run wrote there last
        self._changes: Generator[set[tuple[Any, str]], None, None] | None = None
        self._places: list[object] = []
        self._first = self._open()

    def wait(self, seconds: float) -> bool:
        """Wait for an edit, no longer than so many seconds; whether there was one."""
        end = time.monotonic() + seconds
        while True:
            changed = self._next(end - time.monotonic())
            # Neither what a run wrote counts, nor what is written again with what it holds.
            edited = [path for path in sorted(changed) if is_edit(path, self._roots) and self._is_new(path)]
            if edited or time.monotonic() >= end:
                return bool(edited)

    def close(self) -> None:
        """Stop watching."""
        if self._changes is not None:
            self._changes.close()
            self._changes = None

    def _next(self, seconds: float) -> set[str]:
        """The files of one batch; of none, after a while."""
        if self._first:
            first, self._first = self._first, set()
            return first
        places = self._look()
        if places != self._places:  # the watch hangs on the folder or file that was there before
            before = self._places
            changed = self._open()
            for root, old, new in zip(self._roots, before, self._places, strict=True):
                if new is not None and old != new:
                    self._seen.pop(str(root), None)  # what changed below it meanwhile, nobody has told
                    changed.add(str(root))
            return changed
        if self._changes is None:
            time.sleep(max(0.0, min(seconds, _LOOK / 1000)))
            return set()
        try:
            return {path for _, path in next(self._changes)}
        except (OSError, RuntimeError, StopIteration):
            self._places = [None] * len(self._roots)
            return set()

    def _open(self) -> set[str]:
        """Watch what is there; the changes of the first moment."""
        from watchfiles import watch

        self.close()
        self._places = self._look()
        there = [root for root, place in zip(self._roots, self._places, strict=True) if place is not None]
        if not there:
            return set()
        self._changes = watch(
            *there, watch_filter=None, debounce=_BATCH, step=_QUIET, rust_timeout=_LOOK, yield_on_timeout=True
        )
        try:
            return {path for _, path in next(self._changes)}  # the watch begins here
        except FileNotFoundError:  # gone since it was looked for
            self._changes, self._places = None, [None] * len(self._roots)
            return set()
        except (OSError, RuntimeError) as error:
            raise PipelineError(
                say("cannot watch for edits: {error}; run without --watch", error=str(error))
            ) from None

    def _look(self) -> list[object]:
        """Which folder or file stands at each path."""
        found: list[object] = []
        for root in self._roots:
            try:
                facts = root.stat()
                found.append((facts.st_dev, facts.st_ino))
            except OSError:
                found.append(None)
        return found

    def _is_new(self, file: str) -> bool:
        path = Path(file)
        own = self.written.get(file)
        try:
            if path.is_symlink():  # it may lead anywhere; inside the project, what it leads to is watched
                return False
            # Only files are read: a pipe would wait for a writer.
            content = path.read_bytes() if path.is_file() else None
            now = hashlib.sha256(content).hexdigest() if content is not None else str(path.exists())
            if own == (
                "-" if content is None else hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
            ):
                self._seen[file] = now
        except OSError:
            now = "unreadable"
        was = self._seen.get(file)
        self._seen[file] = now
        return now != was
