"""The folder ``.i18n-cache``: what is kept beside a project and is not for git.

A stranger may have committed one all the same, so nothing in it is opened that is a link or a pipe.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from i18n_pipeline.disk.inside import place

_MOST = 2**16  # bytes of a small file


def make(folder: Path) -> None:
    """Create the folder where it is missing, ignored by git as a whole. Raises OSError."""
    with place(folder.parent, f"{folder.name}/.gitignore", make=True) as at:
        at.require_file()
        if at.found is None or not at.found.st_size:  # a full disk can leave it empty
            with open(at.open(os.O_WRONLY | os.O_CREAT), "wb") as stream:
                stream.write(b"*\n")


def put(file: Path, content: bytes) -> None:
    """Write a small file of the run that holds the project; others may see half of it. Raises OSError."""
    drop(file)
    with place(file.parent.parent, f"{file.parent.name}/{file.name}") as at:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with open(at.open(flags), "wb") as stream:
            stream.write(content)


def require(file: Path) -> None:
    """Raise OSError where a link, or something else than a file, stands in its place."""
    with suppress(FileNotFoundError), place(file.parent.parent, f"{file.parent.name}/{file.name}") as at:
        at.require_file()


def get(file: Path, last: int = 0) -> bytes | None:
    """A small file, or its ``last`` bytes; None where there is none. Raises OSError."""
    with (
        suppress(FileNotFoundError, NotADirectoryError),
        place(file.parent.parent, f"{file.parent.name}/{file.name}") as at,
    ):
        if at.found is None:
            return None
        at.require_file()
        with open(at.open(os.O_RDONLY), "rb") as stream:
            if last:
                stream.seek(max(0, at.found.st_size - last))
            return stream.read(_MOST)
    return None


def drop(file: Path) -> None:
    """Delete a file, or a link itself, if it is there. Raises OSError."""
    with (
        suppress(FileNotFoundError, NotADirectoryError),
        place(file.parent.parent, f"{file.parent.name}/.") as at,
    ):
        os.unlink(at.at(file.name), dir_fd=at.folder)
