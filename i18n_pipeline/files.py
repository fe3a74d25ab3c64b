"""The file system: exact reads, atomic writes."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from i18n_pipeline.errors import PipelineError
from i18n_pipeline.model import Failure


def find_files(root: Path, folder: str, suffix: str) -> list[str]:
    """The files below ``folder`` that end in ``suffix``, relative to ``root``, sorted."""
    return sorted(file for file in walk(root, folder, []) if file.endswith(suffix))


def other_case(root: Path, file: str, listings: dict[str, dict[str, str]]) -> str:
    """A file that is there and differs from ``file`` only in the case of its name; "" for none.

    ``listings`` is filled with the folders looked at, for the next call.
    """
    folder, _, name = file.rpartition("/")
    if folder not in listings:
        try:
            listings[folder] = {found.casefold(): found for found in os.listdir(root / folder)}
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
    try:
        if not stat.S_ISREG(os.stat(root / file).st_mode):
            raise error("cannot be read: it is not a regular file", file=file)
        return (root / file).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as cause:
        raise error(f"cannot be read: {cause.strerror}", file=file) from cause


def write(root: Path, file: str, content: bytes, error: type[PipelineError]) -> None:
    """Replace the file in one step: a reader, or a run after a crash, sees the old or the new.

    The permissions of an existing file are kept. Raises ``error`` with the file on failure, and
    where a symbolic link leads out of the project.
    """
    if not is_inside(root, file):
        raise error("not written: a symbolic link leads out of the project", file=file)
    path = os.path.realpath(root / file)
    folder, name = os.path.split(path)
    short = hashlib.sha256(name.encode()).hexdigest()[:12]  # a long name leaves no room for an ending
    temporary = os.path.join(folder, f".{short}.{os.getpid()}.tmp")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(temporary, "wb") as stream:
            stream.write(content)
        if os.path.exists(path):
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except OSError as cause:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise error(f"cannot be written: {cause.strerror}", file=file) from cause


def append(root: Path, file: str, line: str, error: type[PipelineError]) -> None:
    """Add a line to the file, at once and whole. Raises ``error`` with the file on failure."""
    if not is_inside(root, file):
        raise error("not written: a symbolic link leads out of the project", file=file)
    try:
        os.makedirs(os.path.dirname(root / file), exist_ok=True)
        with open(root / file, "ab", buffering=0) as stream:
            stream.write(f"{line}\n".encode())
    except OSError as cause:
        raise error(f"cannot be written: {cause.strerror}", file=file) from cause


def remove(root: Path, file: str, error: type[PipelineError]) -> None:
    """Delete the file if it is there. Raises ``error`` with the file on failure."""
    try:
        (root / file).unlink(missing_ok=True)
    except OSError as cause:
        raise error(f"cannot be deleted: {cause.strerror}", file=file) from cause


def digest(content: bytes) -> str:
    """SHA-256 of a page, in hex, blind to a change of its line ends (git may make one)."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def walk(root: Path, folder: str, failures: list[Failure]) -> Iterator[str]:
    """Every file below a folder, hidden ones left out; ``failures`` takes folders that are shut."""

    def shut(error: OSError) -> None:
        where = os.path.relpath(error.filename, root).replace(os.sep, "/")
        if not isinstance(error, FileNotFoundError):
            failures.append(Failure(where, where, 1, f"cannot be read: {error.strerror}"))

    for where, folders, names in os.walk(root / folder, onerror=shut):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        base = Path(where).relative_to(root).as_posix()
        for name in sorted(names):
            if not name.startswith("."):
                yield name if base == "." else f"{base}/{name}"


def is_inside(root: Path, file: str) -> bool:
    """Whether the file, links followed, is in the project."""
    return os.path.commonpath([os.path.realpath(root / file), root]) == str(root)
