"""The file system: exact reads, atomic writes."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from i18n_pipeline.errors import PipelineError
from i18n_pipeline.model import Failure
from i18n_pipeline.signals import undisturbed
from i18n_pipeline.swap import swap

_SEEN: ContextVar[dict[str, str] | None] = ContextVar("seen", default=None)
_TOUCHED: ContextVar[set[str] | None] = ContextVar("touched", default=None)
_PLANNED: ContextVar[dict[str, bytes | None] | None] = ContextVar("planned", default=None)


def find_files(root: Path, folder: str, suffix: str) -> list[str]:
    """The files below ``folder`` that end in ``suffix``, relative to ``root``, sorted."""
    return sorted(file for file in walk(root, folder, []) if file.endswith(suffix))


def other_case(root: Path, file: str, listings: dict[str, dict[str, str]]) -> str:
    """The first file that is there and differs from ``file`` only in the case of its name; "" for none.

    ``listings`` is filled with the folders looked at, for the next call.
    """
    folder, _, name = file.rpartition("/")
    if folder not in listings:
        try:
            names = sorted(os.listdir(root / folder), reverse=True)
            listings[folder] = {found.casefold(): found for found in names}
        except OSError:
            listings[folder] = {}  # not there yet, or it will be reported when it is written to
    found = listings[folder].get(name.casefold(), name)
    return "" if found == name else f"{folder}/{found}"


def is_linked(root: Path, file: str) -> bool:
    """Whether a symbolic link stands anywhere on the way to the file, or is it."""
    return os.path.realpath(root / file) != os.path.normpath(root / file)


def read(root: Path, file: str, error: type[PipelineError]) -> bytes:
    """The exact content. Raises ``error`` with the file where it cannot be had."""
    content = read_if_there(root, file, error)
    if content is None:
        raise error("cannot be read: No such file or directory", file=file)
    return content


def read_if_there(root: Path, file: str, error: type[PipelineError]) -> bytes | None:
    """As ``read``; None where there is no such file."""
    content = _read(root, file, error)
    seen = _SEEN.get()
    if seen is not None:
        seen[file] = fingerprint(content)
    return content


def fingerprint(content: bytes | None) -> str:
    """A digest of a file as it is; "" where there is none."""
    return "" if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


@contextmanager
def observing() -> Iterator[dict[str, str]]:
    """Note in the mapping given the fingerprint of every file that is read inside the block."""
    seen: dict[str, str] = {}
    token = _SEEN.set(seen)
    try:
        yield seen
    finally:
        _SEEN.reset(token)


@contextmanager
def noting() -> Iterator[set[str]]:
    """Note in the set given every file that is written, moved or deleted inside the block."""
    touched: set[str] = set()
    token = _TOUCHED.set(touched)
    try:
        yield touched
    finally:
        _TOUCHED.reset(token)


def _note(*names: str) -> None:
    touched = _TOUCHED.get()
    if touched is not None:
        touched.update(names)


def _read(root: Path, file: str, error: type[PipelineError]) -> bytes | None:
    planned = _planned()
    if planned and (key := _key(root, file)) in planned:
        return planned[key]
    path = os.path.join(root, file)  # an unchanged project is little else than this
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise error("cannot be read: it is not a regular file", file=file)
        with open(path, "rb", buffering=0) as stream:
            return stream.readall()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as cause:
        raise error(f"cannot be read: {cause.strerror}", file=file) from cause


def write(root: Path, file: str, content: bytes, error: type[PipelineError]) -> None:
    """Replace the file in one step: a reader, or a run after a crash, sees the old or the new.

    The permissions of an existing file are kept. Raises ``error`` with the file on failure, and
    where a symbolic link leads out of the project.
    """
    _put(root, file, content, error)


def replace(root: Path, file: str, old: bytes | None, new: bytes, error: type[PipelineError]) -> bool:
    """As ``write``, but False, and nothing done, where the file does not hold ``old`` any more.

    The look at the file comes right before the step that replaces it, and where the system can swap
    two files, once more after it, at what was replaced.
    """
    return _put(root, file, new, error, lambda found: found == old)


def _put(
    root: Path,
    file: str,
    content: bytes,
    error: type[PipelineError],
    may: Callable[[bytes | None], bool] | None = None,
) -> bool:
    _require_inside(root, file, error)
    planned = _planned()
    if planned is not None:
        if may and not may(read_if_there(root, file, error)):
            return False
        planned[_key(root, file)] = content
        _note(file)
        return True
    path = os.path.realpath(root / file)
    folder, name = os.path.split(path)
    # A long name leaves no room for an ending. project/lock.py knows the form, and sweeps up after a kill.
    temporary = os.path.join(folder, f".{hashlib.sha256(name.encode()).hexdigest()[:12]}.tmp")
    try:
        with undisturbed():
            os.makedirs(folder, exist_ok=True)
            with open(temporary, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            if os.path.exists(path):
                shutil.copymode(path, temporary)
            if may and not may(read_if_there(root, file, error)):
                return False
            if may and swap(temporary, path):
                if not may(Path(temporary).read_bytes()):  # saved by an editor at that very moment
                    swap(temporary, path)
                    return False
            else:
                os.replace(temporary, path)
            _note(file)
    except OSError as cause:
        raise error(f"cannot be written: {cause.strerror}", file=file) from cause
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    return True


def append(root: Path, file: str, line: str, error: type[PipelineError]) -> None:
    """Add a line to the file, at once and whole. Raises ``error`` with the file on failure."""
    _require_inside(root, file, error)
    if _planned() is not None:
        write(root, file, (read_if_there(root, file, error) or b"") + f"{line}\n".encode(), error)
        return
    try:
        with undisturbed():
            os.makedirs(os.path.dirname(root / file), exist_ok=True)
            with open(root / file, "ab", buffering=0) as stream:
                stream.write(f"{line}\n".encode())
            _note(file)
    except OSError as cause:
        raise error(f"cannot be written: {cause.strerror}", file=file) from cause


def move(root: Path, file: str, to: str, error: type[PipelineError]) -> bool:
    """Give the file another place; False, and nothing done, where it is not there or the place is taken.

    Raises ``error`` with the file on failure.
    """
    content = read_if_there(root, file, error)
    if content is None or os.path.lexists(root / to):
        return False
    for name in (file, to):
        _require_inside(root, name, error)
    _note(file, to)
    planned = _planned()
    if planned is not None:
        planned.update({_key(root, file): None, _key(root, to): content})
        return True
    try:
        os.makedirs(os.path.dirname(root / to), exist_ok=True)
        os.rename(root / file, root / to)
    except OSError as cause:
        raise error(f"cannot be moved to {to}: {cause.strerror}", file=file) from cause
    return True


def remove(root: Path, file: str, error: type[PipelineError]) -> None:
    """Delete the file if it is there. Raises ``error`` with the file on failure."""
    _note(file)
    planned = _planned()
    if planned is not None:
        planned[_key(root, file)] = None
        return
    try:
        (root / file).unlink(missing_ok=True)
    except OSError as cause:
        raise error(f"cannot be deleted: {cause.strerror}", file=file) from cause


@contextmanager
def rehearsal(only: bool = True) -> Iterator[None]:
    """Inside the block nothing is written; what would be is read back as if it were."""
    if not only or _planned() is not None:
        yield
        return
    token = _PLANNED.set({})
    try:
        yield
    finally:
        _PLANNED.reset(token)


def _planned() -> dict[str, bytes | None] | None:
    """The files of a rehearsal, by full path; None for one that is deleted. None outside of one."""
    return _PLANNED.get()


def _key(root: Path, file: str) -> str:
    return os.path.normpath(root / file)


def digest(content: bytes) -> str:
    """SHA-256 of a page, in hex, blind to a change of its line ends (git may make one)."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def walk(root: Path, folder: str, failures: list[Failure]) -> Iterator[str]:
    """Every file below a folder, hidden ones left out; ``failures`` takes folders that are shut."""

    def shut(error: OSError) -> None:
        where = os.path.relpath(error.filename, root).replace(os.sep, "/")
        if not isinstance(error, FileNotFoundError):
            failures.append(Failure(where, where, 1, f"cannot be read: {error.strerror}"))

    planned = dict(_planned() or {})
    for where, folders, names in os.walk(root / folder, onerror=shut):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        base = os.path.relpath(where, root).replace(os.sep, "/")
        for name in sorted(names):
            file = name if base == "." else f"{base}/{name}"
            if name.startswith(".") or (planned and planned.pop(_key(root, file), b"") is None):
                continue
            yield file
    for path, content in planned.items():
        if content is not None and path.startswith(os.path.join(root / folder, "")):
            yield os.path.relpath(path, root).replace(os.sep, "/")


def is_inside(root: Path, file: str) -> bool:
    """Whether the file, links followed, is in the project."""
    return os.path.commonpath([os.path.realpath(os.path.join(root, file)), root]) == str(root)


def is_same(root: Path, file: str, other: str) -> bool:
    """Whether the two names are one file's, as where case makes no difference."""
    with suppress(OSError):
        return file == other or os.path.samefile(root / file, root / other)
    return False


def is_link(root: Path, file: str) -> bool:
    """Whether the file itself is a symbolic link."""
    return os.path.islink(os.path.join(root, file))


def _require_inside(root: Path, file: str, error: type[PipelineError]) -> None:
    if not is_inside(root, file):
        raise error("not written: a symbolic link leads out of the project", file=file)
