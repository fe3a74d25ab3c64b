"""What a run has read, and what it means to write, before the disk."""

from __future__ import annotations

import os
import posixpath
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from i18n_pipeline.disk import files
from i18n_pipeline.disk.disk import Disk, Error, Looked
from i18n_pipeline.disk.stamps import Stamp, stamp
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure


class Write(NamedTuple):
    """Something to write: over whatever stands there, over ``old`` alone, or at the end; or to delete."""

    kind: Literal["write", "replace", "append", "remove"]
    file: str
    content: bytes
    old: bytes | None = None


class Layer(Disk):
    """What is to be written to the disk ``below``, kept until ``flush``; None: there are no other files.

    ``keeping``: what is read is kept as well, and read once. ``through``: what is written goes on at once.
    """

    def __init__(
        self,
        root: Path,
        below: Disk | None,
        contents: Mapping[str, bytes | None] = MappingProxyType({}),
        *,
        keeping: bool = False,
        through: bool = False,
    ) -> None:
        super().__init__(root)
        self.below = below
        self.keeping = keeping
        self.through = through
        self.contents = {_key(file): content for file, content in contents.items()}
        self.changes: list[Write] = []
        self._seen: dict[str, tuple[bytes | None, os.stat_result | None, int]] = {}

    @property
    def stamps(self) -> dict[str, Stamp]:
        """Of each file that was read: as it was then, or as it was written since."""
        return {file: stamp(*seen) for file, seen in self._seen.items()}

    def look(self, file: str, error: Error) -> Looked:
        key = _key(file)
        if key in self.contents or self.below is None:
            return self.contents.get(key), None
        content, status = self.below.look(file, error)
        if self.keeping:
            self.contents[key] = content
            self._seen[file] = content, status, time.time_ns()
        return content, status

    def forget(self, file: str) -> None:
        """Have the file read again."""
        self.contents.pop(_key(file), None)

    def missed(self, file: str) -> None:
        self._seen[file] = None, None, 0

    def write(self, file: str, content: bytes, error: Error) -> None:
        self._put(Write("write", file, content), content, error)

    def replace(self, file: str, old: bytes | None, new: bytes, error: Error) -> bool:
        if self.read_if_there(file, error) != old:
            return False
        return self._put(Write("replace", file, new, old), new, error)

    def append(self, file: str, line: str, error: Error) -> None:
        added = f"{line}\n".encode()
        before = self.read_if_there(file, error) or b""
        self._put(Write("append", file, added), before + added, error)

    def _put(self, change: Write, content: bytes | None, error: Error) -> bool:
        if self.through and self.below is not None:
            if not self._done(self.below, change, error):
                return False
        else:
            if self.below is not None:
                require = files.require_removable if change.kind == "remove" else files.require_writable
                require(self.root, change.file, error)
            self._plan(change)
        self.contents[_key(change.file)] = content
        self.written[change.file] = ""
        if self.through:
            self._settle(change.file)
        return True

    def _settle(self, file: str) -> None:
        """Have the stamp of a file, if it was read, tell what was written."""
        if file in self._seen:
            self._seen[file] = self.contents[_key(file)], None, 0

    def _plan(self, change: Write) -> None:
        """Add a change, or put two of a file that are one edit together."""
        for at, before in enumerate(self.changes if change.kind == "replace" else ()):
            if (before.kind, before.file) == ("replace", change.file):
                self.changes[at] = change._replace(old=before.old)
                return
        self.changes.append(change)

    def _done(self, below: Disk, change: Write, error: Error) -> bool:
        """Whether it was written: nobody changed the file meanwhile."""
        kind, file, content, old = change
        if kind == "remove":
            if below.read_if_there(file, error) != old:
                return False
            below.remove(file, error)
        elif kind == "append":
            below.append(file, content.decode().removesuffix("\n"), error)
        elif kind == "write":
            below.write(file, content, error)
        else:
            return below.replace(file, old, content, error)
        return True

    def plan(self, changes: Iterable[Write]) -> None:
        """Have these written as well, which somebody who saw the same files made."""
        for change in changes:
            before = (self.contents.get(_key(change.file)) or b"") if change.kind == "append" else b""
            self.contents[_key(change.file)] = None if change.kind == "remove" else before + change.content
            self.changes.append(change)

    def flush(self) -> bool:
        """Write it all; False where a file is not as it was any more: what comes after it is not written.

        Raises PipelineError, likewise.
        """
        changes, self.changes = self.changes, []
        for change in changes:
            if self.below is None or not self._done(self.below, change, PipelineError):
                return False
            self._settle(change.file)
        return True

    def move(self, file: str, to: str, error: Error) -> bool:
        content = self.read_if_there(file, error)
        if content is None:
            return False
        files.require_writable(self.root, file, error)
        if self.read_if_there(to, error) is not None:
            return False
        self.contents.update({_key(file): None, _key(to): content})
        self.written.update({file: "", to: ""})
        return True

    def remove(self, file: str, error: Error) -> None:
        if not self._put(Write("remove", file, b"", self.read_if_there(file, error)), None, error):
            raise error(say("was changed while this ran, and is left as it is; run again"), file=file)

    def exists(self, file: str) -> bool:
        key = _key(file)
        if key in self.contents or self.below is None:
            return self.contents.get(key) is not None
        return self.below.exists(file)

    def walk(self, folder: str, failures: list[Failure], links: set[str] | None = None) -> list[str]:
        files = self.below.walk(folder, failures, links) if self.below else []
        inside = "" if _key(folder) == "." else f"{_key(folder)}/"
        planned = {file: raw for file, raw in self.contents.items() if file.startswith(inside)}
        kept = [file for file in files if planned.pop(_key(file), b"") is not None]
        return kept + [file for file, content in planned.items() if content is not None]

    def names(self, folder: str) -> list[str]:
        if self.below:
            return self.below.names(folder)
        found = (posixpath.split(file) for file, content in self.contents.items() if content is not None)
        return [name for parent, name in found if parent == _key(folder)]

    def is_linked(self, file: str) -> bool:
        return bool(self.below and self.below.is_linked(file))

    def other_case(self, file: str) -> str:
        return self.below.other_case(file) if self.below else super().other_case(file)


def _key(file: str) -> str:
    """One name for a file, however it is written."""
    return posixpath.normpath(file)
