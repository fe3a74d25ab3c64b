"""The file system: exact reads, atomic writes."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from i18n_pipeline.disk import overlay, traces
from i18n_pipeline.disk.folders import is_linked
from i18n_pipeline.disk.overlay import Change
from i18n_pipeline.disk.swap import swap
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.messages import NOT_THERE, reason, say
from i18n_pipeline.signals import undisturbed


def read(root: Path, file: str, error: type[PipelineError]) -> bytes:
    """The exact content. Raises ``error`` with the file where it cannot be had."""
    content = read_if_there(root, file, error)
    if content is None:
        raise error(say("cannot be read: {why}", why=NOT_THERE), file=file)
    return content


def read_if_there(root: Path, file: str, error: type[PipelineError]) -> bytes | None:
    """As ``read``; None where there is no such file."""
    laid = overlay.here()
    if laid is not None:
        path = overlay.key(root, file)
        if laid.closed or path in laid.contents:
            content = laid.contents.get(path)
            traces.saw(file, content, None)
            return content
    content, found = _read(os.path.join(root, file), file, error)
    traces.saw(file, content, found)
    return content


def _read(path: str, file: str, error: type[PipelineError]) -> tuple[bytes | None, os.stat_result | None]:
    """The content, and what the system said of the file before it was read."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise error(say("cannot be read: it is not a regular file"), file=file)
        with open(path, "rb", buffering=0) as stream:
            return stream.readall(), found
    except (FileNotFoundError, NotADirectoryError):
        return None, None
    except OSError as cause:
        raise error(say("cannot be read: {why}", why=reason(cause)), file=file) from cause


def write(root: Path, file: str, content: bytes, error: type[PipelineError]) -> None:
    """Replace the file in one step: a reader, or a run after a crash, sees the old or the new.

    The permissions of an existing file are kept. Raises ``error`` with the file on failure, and
    where a symbolic link leads out of the project.
    """
    if not _into_overlay(root, Change("write", file, content), error):
        _put(root, file, content, error)


def replace(root: Path, file: str, old: bytes | None, new: bytes, error: type[PipelineError]) -> bool:
    """As ``write``, but False, and nothing done, where the file does not hold ``old`` any more.

    The look at the file comes right before the step that replaces it, and where the system can swap
    two files, once more after it, at what was replaced.
    """
    if overlay.here() is None:
        return _put(root, file, new, error, lambda found: found == old)
    change = Change("replace", file, new, old)
    return read_if_there(root, file, error) == old and _into_overlay(root, change, error)


def append(root: Path, file: str, line: str, error: type[PipelineError]) -> None:
    """Add a line to the file, at once and whole. Raises ``error`` with the file on failure."""
    added = f"{line}\n".encode()
    if _into_overlay(root, Change("append", file, added), error):
        return
    path = _require_inside(root, file, error)
    try:
        with undisturbed():
            _make(os.path.dirname(path))
            with open(path, "ab", buffering=0) as stream:
                stream.write(added)
            traces.touched(file)
    except OSError as cause:
        raise error(say("cannot be written: {why}", why=reason(cause)), file=file) from cause


def replay(root: Path, changes: Iterable[Change]) -> bool:
    """Write what was written inside a parcel; False where a file is not as it was there any more.

    Then, as where PipelineError is raised, what comes after it is not written.
    """
    for change in changes:
        if change.kind == "append":
            append(root, change.file, change.content.decode().removesuffix("\n"), PipelineError)
        elif change.kind == "write":
            write(root, change.file, change.content, PipelineError)
        elif not replace(root, change.file, change.old, change.content, PipelineError):
            return False
    return True


def _into_overlay(root: Path, change: Change, error: type[PipelineError]) -> bool:
    laid = overlay.here()
    if laid is None:
        return False
    if not laid.closed:
        _require_inside(root, change.file, error)
    path = overlay.key(root, change.file)
    before = (read_if_there(root, change.file, error) or b"") if change.kind == "append" else b""
    laid.contents[path] = before + change.content
    laid.changes.append(change)
    if not laid.closed:
        traces.touched(change.file)
    return True


def _put(
    root: Path,
    file: str,
    content: bytes,
    error: type[PipelineError],
    may: Callable[[bytes | None], bool] | None = None,
) -> bool:
    path = _require_inside(root, file, error)
    folder, name = os.path.split(path)
    # A long name leaves no room for an ending. project/lock.py knows the form, and sweeps up after a kill.
    temporary = os.path.join(folder, f".{hashlib.sha256(name.encode()).hexdigest()[:12]}.tmp")
    try:
        with undisturbed():
            _make(folder)
            with open(temporary, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            with suppress(FileNotFoundError):
                os.chmod(temporary, stat.S_IMODE(os.stat(path).st_mode))
            if may and not may(read_if_there(root, file, error)):
                return False
            if may and os.path.lexists(path) and swap(temporary, path):
                if not may(Path(temporary).read_bytes()):  # saved by an editor at that very moment
                    swap(temporary, path)
                    return False
            else:
                os.replace(temporary, path)
                temporary = ""
            traces.touched(file)
    except OSError as cause:
        raise error(say("cannot be written: {why}", why=reason(cause)), file=file) from cause
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)
    return True


def move(root: Path, file: str, to: str, error: type[PipelineError]) -> bool:
    """Give the file another place; False, and nothing done, where it is not there or the place is taken.

    Raises ``error`` with the file on failure.
    """
    content = read_if_there(root, file, error)
    if content is None or os.path.lexists(root / to):
        return False
    for name in (file, to):
        _require_inside(root, name, error)
    traces.touched(file, to)
    laid = overlay.here()
    if laid is not None:
        laid.contents.update({overlay.key(root, file): None, overlay.key(root, to): content})
        return True
    try:
        _make(os.path.dirname(root / to))
        os.rename(root / file, root / to)
    except OSError as cause:
        raise error(say("cannot be moved to {to}: {why}", to=to, why=reason(cause)), file=file) from cause
    return True


def remove(root: Path, file: str, error: type[PipelineError]) -> None:
    """Delete the file if it is there. Raises ``error`` with the file on failure."""
    traces.touched(file)
    laid = overlay.here()
    if laid is not None:
        laid.contents[overlay.key(root, file)] = None
        return
    try:
        (root / file).unlink(missing_ok=True)
    except OSError as cause:
        raise error(say("cannot be deleted: {why}", why=reason(cause)), file=file) from cause


@lru_cache(maxsize=8)  # of one page several times
def digest(content: bytes) -> str:
    """SHA-256 of a page, in hex, blind to a change of its line ends (git may make one)."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _make(folder: str) -> None:
    """Raises OSError, of folders in more folders than Python goes down as well."""
    if os.path.isdir(folder):
        return
    try:
        os.makedirs(folder, exist_ok=True)
    except RecursionError as error:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG)) from error


def _require_inside(root: Path, file: str, error: type[PipelineError]) -> str:
    """The full path, links followed."""
    path = os.path.join(root, file)
    if not (".." in file or os.path.isabs(file) or is_linked(root, file)):
        return path
    path = os.path.realpath(path)
    if not path.startswith(os.path.join(root, "")):
        raise error(say("not written: a symbolic link leads out of the project"), file=file)
    return path
