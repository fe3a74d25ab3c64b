"""The file system: exact reads, atomic writes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import count
from pathlib import Path

from i18n_pipeline.disk.inside import OutOfBoundsError, Place, place, require
from i18n_pipeline.disk.swap import swap
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.messages import NOT_THERE, reason, say
from i18n_pipeline.signals import undisturbed

#: By which this run's temporary files are known: project/lock.py sweeps up after one that was killed.
RUN = os.urandom(8).hex()
_NUMBERS = count()
_MADE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_APPENDED = os.O_WRONLY | os.O_CREAT | os.O_APPEND


def is_temporary(name: str, run: str) -> bool:
    """Whether a file is a temporary one of a run."""
    return name.startswith(f".{run}.") and name.endswith(".tmp")


def read(root: Path, file: str, error: type[PipelineError]) -> bytes:
    """The exact content. Raises ``error`` with the file where it cannot be had."""
    content = read_if_there(root, file, error)
    if content is None:
        raise error(say("cannot be read: {why}", why=NOT_THERE), file=file)
    return content


def read_if_there(root: Path, file: str, error: type[PipelineError]) -> bytes | None:
    """As ``read``; None where there is no such file."""
    return look(root, file, error)[0]


def look(root: Path, file: str, error: type[PipelineError]) -> tuple[bytes | None, os.stat_result | None]:
    """As ``read_if_there``, and what the system said of the file before it was read."""
    try:
        with place(root, file, follow=True) as at:
            if at.found is None:
                return None, None
            at.require_file()
            with open(at.open(os.O_RDONLY), "rb", buffering=0) as stream:
                return stream.readall(), at.found
    except (FileNotFoundError, NotADirectoryError):
        return None, None
    except OSError as cause:
        raise error(say("cannot be read: {why}", why=reason(cause)), file=file) from cause


def write(root: Path, file: str, content: bytes, error: type[PipelineError]) -> None:
    """Replace the file in one step: a reader, or a run after a crash, sees the old or the new.

    The permissions of an existing file are kept. Raises ``error`` with the file on failure, and
    where a symbolic link stands here or on the way.
    """
    _put(root, file, content, error)


def replace(root: Path, file: str, old: bytes | None, new: bytes, error: type[PipelineError]) -> bool:
    """As ``write``, but False, and nothing done, where the file does not hold ``old`` any more.

    The look at the file comes right before the step that replaces it, and where the system can swap
    two files, once more after it, at what was replaced.
    """
    return _put(root, file, new, error, lambda found: found == old)


def append(root: Path, file: str, line: str, error: type[PipelineError]) -> None:
    """Add a line to the file, at once and whole. Raises ``error`` with the file on failure."""
    with _written(root, file, error) as at, open(at.open(_APPENDED), "ab", buffering=0) as stream:
        stream.write(f"{line}\n".encode())


def _put(
    root: Path,
    file: str,
    content: bytes,
    error: type[PipelineError],
    may: Callable[[bytes | None], bool] | None = None,
) -> bool:
    with _written(root, file, error) as at:
        temporary = f".{RUN}.{next(_NUMBERS)}.tmp"  # a long name leaves no room for an ending
        try:
            with open(at.open(_MADE, temporary), "wb") as stream:
                stream.write(content)
                stream.flush()
                if at.found is not None:
                    _allow(stream.fileno(), at.found)
                os.fsync(stream.fileno())
            if may and not may(read_if_there(root, file, error)):
                return False
            if may and swap(at.at(temporary), at.here, at.folder):
                with open(at.open(os.O_RDONLY, temporary), "rb", buffering=0) as stream:
                    replaced = stream.readall()
                if not may(replaced):  # saved by an editor at that very moment
                    swap(at.at(temporary), at.here, at.folder)
                    return False
            else:
                os.replace(at.at(temporary), at.here, src_dir_fd=at.folder, dst_dir_fd=at.folder)
                temporary = ""
        finally:
            if temporary:
                with suppress(OSError):
                    os.unlink(at.at(temporary), dir_fd=at.folder)
    return True


@contextmanager
def _written(root: Path, file: str, error: type[PipelineError]) -> Iterator[Place]:
    """Where a file is to be written; the block goes through to its end. Raises ``error`` with the file."""
    try:
        with undisturbed(), place(root, file, make=True) as at:
            at.require_file()
            yield at
    except OutOfBoundsError as cause:
        raise error(say("not written: {why}", why=cause.why), file=file) from cause
    except OSError as cause:
        raise error(say("cannot be written: {why}", why=reason(cause)), file=file) from cause


def move(root: Path, file: str, to: str, error: type[PipelineError]) -> bool:
    """Give the file another place; False, and nothing done, where it is not there or the place is taken.

    Raises ``error`` with the file on failure.
    """
    if read_if_there(root, file, error) is None:
        return False
    try:
        with place(root, file) as old, place(root, to, make=True) as new:
            if new.found is not None:
                return False
            os.rename(old.here, new.here, src_dir_fd=old.folder, dst_dir_fd=new.folder)
    except OSError as cause:
        raise error(say("cannot be moved to {to}: {why}", to=to, why=reason(cause)), file=file) from cause
    return True


def remove(root: Path, file: str, error: type[PipelineError]) -> None:
    """Delete the file if it is there. Raises ``error`` with the file on failure."""
    try:
        with suppress(FileNotFoundError, NotADirectoryError), place(root, file) as at:
            at.require_file()
            os.unlink(at.here, dir_fd=at.folder)
    except OSError as cause:
        raise error(say("cannot be deleted: {why}", why=reason(cause)), file=file) from cause


@lru_cache(maxsize=8)  # of one page several times
def digest(content: bytes) -> str:
    """SHA-256 of a page, in hex, blind to a change of its line ends (git may make one)."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _allow(opened: int, like: os.stat_result) -> None:
    """Give a new file the permissions of the one that it replaces."""
    if os.chmod in os.supports_fd:
        os.chmod(opened, stat.S_IMODE(like.st_mode))


def require_removable(root: Path, file: str, error: type[PipelineError]) -> None:
    """Raise ``error`` where a file of this name would not be deleted."""
    try:
        require(root, file)
    except OSError as cause:
        raise error(say("cannot be deleted: {why}", why=reason(cause)), file=file) from cause


def require_writable(root: Path, file: str, error: type[PipelineError]) -> None:
    """Raise ``error`` where no file of the project can be written under this name."""
    try:
        require(root, file)
    except OutOfBoundsError as cause:
        raise error(say("not written: {why}", why=cause.why), file=file) from cause
    except OSError as cause:
        raise error(say("cannot be written: {why}", why=reason(cause)), file=file) from cause
