"""What stands in the folders of a project."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from i18n_pipeline.disk.inside import OutOfBoundsError, listing, place, require
from i18n_pipeline.messages import NOTHING, Notice, reason, say
from i18n_pipeline.model import Failure


def exists(root: Path, file: str) -> bool:
    """Whether something stands there, in the project."""
    try:
        with place(root, file, follow=True) as at:
            return at.found is not None
    except OSError:
        return False


def names(root: Path, folder: str) -> list[str]:
    """What stands in a folder."""
    try:
        with listing(root, folder) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []  # not there yet, or it will be reported when it is written to


def walk(root: Path, folder: str, failures: list[Failure], links: set[str] | None = None) -> list[str]:
    """Every file below a folder, in no order, hidden ones left out.

    ``failures`` takes folders that are shut or lead out of the project, ``links`` the files that are symbolic
    links. Folders below it that are links are not entered.
    """
    files: list[str] = []
    left = [folder.strip("/")]
    while left:
        here, folders = _listed(root, left.pop(), failures, set() if links is None else links)
        files += here
        left += folders
    return files


def _listed(root: Path, folder: str, failures: list[Failure], links: set[str]) -> tuple[list[str], list[str]]:
    """The files of a folder on disk, and the folders."""
    base = f"{folder}/" if folder else ""
    files: list[str] = []
    folders: list[str] = []
    try:
        with listing(root, folder) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(base + name)
                elif not entry.is_symlink():
                    files.append(base + name)
                elif not entry.is_dir():
                    files.append(base + name)
                    links.add(base + name)
    except FileNotFoundError:
        pass
    except OSError as error:
        where = folder or "."
        failures.append(Failure(where, where, 1, say("cannot be read: {why}", why=reason(error))))
    return files, folders


def astray(root: Path, file: str) -> Notice:
    """Why a link that stands there is not followed; "" where it is."""
    try:
        require(root, file, follow=True)
    except OutOfBoundsError as error:
        return error.why
    except OSError:
        pass  # told when it is read
    return NOTHING


def is_same(root: Path, file: str, other: str) -> bool:
    """Whether the two names are one file's, as where case makes no difference."""
    with suppress(OSError):
        return file == other or os.path.samefile(root / file, root / other)
    return False


def is_linked(root: Path, file: str) -> bool:
    """Whether a symbolic link stands on the way from ``root`` to the file, or is it."""
    path = str(root)
    for step in file.split("/"):
        path = f"{path}/{step}"
        try:
            status = os.lstat(path)
        except OSError:
            return False  # nothing stands behind it
        if stat.S_ISLNK(status.st_mode):
            return True
    return False
