"""What stands in the folders of a project."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from i18n_pipeline.disk import overlay
from i18n_pipeline.disk.inside import OutOfBoundsError, listing, place, require
from i18n_pipeline.messages import NOTHING, Said, reason, say
from i18n_pipeline.model import Failure


def find_files(root: Path, folder: str, suffix: str) -> list[str]:
    """The files below ``folder`` that end in ``suffix``, relative to ``root``, sorted."""
    return sorted(file for file in walk(root, folder, []) if file.endswith(suffix))


def other_case(root: Path, file: str, listings: dict[str, dict[str, str]]) -> str:
    """The first file that is there and differs from ``file`` only in the case of its name; "" for none.

    ``listings`` is filled with the folders looked at, for the next call.
    """
    folder, _, name = file.rpartition("/")
    if folder not in listings:
        names = sorted(_names(root, folder), reverse=True)
        listings[folder] = {found.casefold(): found for found in names}
    found = listings[folder].get(name.casefold(), name)
    return "" if found == name else f"{folder}/{found}"


def exists(root: Path, file: str) -> bool:
    """Whether something stands there, in the project."""
    laid = overlay.here()
    if laid is not None:
        path = overlay.key(root, file)
        if laid.closed or path in laid.contents:
            return laid.contents.get(path) is not None
    try:
        with place(root, file, follow=True) as at:
            return at.found is not None
    except OSError:
        return False


def _names(root: Path, folder: str) -> list[str]:
    laid = overlay.here()
    if laid is not None and laid.closed:
        full = overlay.key(root, folder)
        found = (os.path.split(path) for path, content in laid.contents.items() if content is not None)
        return [name for parent, name in found if parent == full]
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
    found: list[str] = []
    left = [folder.strip("/")]
    while left:
        files, folders = _listed(root, left.pop(), failures, set() if links is None else links)
        found += files
        left += folders
    laid = overlay.here()
    if laid and laid.contents:
        below = os.path.join(root / folder, "")
        planned = {path: content for path, content in laid.contents.items() if path.startswith(below)}
        found = [file for file in found if planned.pop(overlay.key(root, file), b"") is not None]
        there = (path for path, content in planned.items() if content is not None)
        found += [os.path.relpath(path, root).replace(os.sep, "/") for path in there]
    return found


def _listed(root: Path, folder: str, failures: list[Failure], links: set[str]) -> tuple[list[str], list[str]]:
    """The files of a folder on disk, and the folders."""
    base = f"{folder}/" if folder else ""
    files: list[str] = []
    folders: list[str] = []
    try:
        with listing(root, folder) as found:
            for entry in found:
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


def astray(root: Path, file: str) -> Said:
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
            found = os.lstat(path)
        except OSError:
            return False  # nothing stands behind it
        if stat.S_ISLNK(found.st_mode):
            return True
    return False
