"""The way from a root to a file, from one open folder to the next: it never leads out of the root.

No link is followed by the system. One that stays in the project is read here, and followed for reading
alone; what is written stands behind none. Where the system opens nothing from an open folder (Windows),
each step is looked at before it is taken.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from i18n_pipeline.messages import Notice, say

_FROM_OPEN = {os.open, os.stat, os.mkdir, os.unlink, os.rename, os.readlink} <= os.supports_dir_fd
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_CLOSED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_DIRECTORY", 0)
_PASSED = getattr(os, "O_PATH", os.O_RDONLY) | _CLOSED  # a folder that is passed through need not be readable
#: How a file is opened, whatever stands there: no link is followed, and nothing waited for.
_SAFELY = _NO_LINK | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))
_LINKS = 40  # on one way, as many as systems allow
_LONGEST = 4095  # bytes of a full path; a longer one no other tool could open
_GIT = {".git", "git~1"}  # whose files hold keys, and name programs

_OUTSIDE = say("a symbolic link leads out of the project")
_HIDDEN = say("a symbolic link leads to hidden files")
_LINKED = say("a symbolic link stands here or on the way; put a real file or folder in its place")
_NOT_BELOW = say("its name leads out of the project")
_GITS_OWN = say("it is a file of git's own")
_NO_NAME = say("no file can be called that")
_NO_FILE = say("it is not a regular file")


class OutOfBoundsError(OSError):
    """What is asked for is not the project's, or is no file."""

    def __init__(self, why: Notice) -> None:
        super().__init__(why)
        self.why = why


class Place(NamedTuple):
    """Where a file stands, or would: in a folder that is open, if the system can work from there."""

    folder: int | None
    path: str  # of the folder
    name: str
    found: os.stat_result | None = None  # what stands there; None for nothing

    def at(self, name: str) -> str:
        """A name in the folder, as calls with ``dir_fd=folder`` take it."""
        return os.path.join(self.path, name) if self.folder is None else name

    @property
    def here(self) -> str:
        """Likewise the file."""
        return self.at(self.name)

    @property
    def is_link(self) -> bool:
        """Whether a link stands there."""
        return self.found is not None and stat.S_ISLNK(self.found.st_mode)

    def require_file(self) -> None:
        """Raise OutOfBoundsError where something else than a file stands there."""
        if self.found is not None and not stat.S_ISREG(self.found.st_mode):
            raise OutOfBoundsError(_NO_FILE)

    def open(self, flags: int, name: str = "") -> int:
        """The file, or another of the folder, open. Raises OSError."""
        opened = os.open(self.at(name or self.name), flags | _SAFELY, 0o666, dir_fd=self.folder)
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            os.close(opened)
            raise OutOfBoundsError(_NO_FILE)
        return opened


@contextmanager
def place(root: Path | str, file: str, *, make: bool = False, follow: bool = False) -> Iterator[Place]:
    """Where ``file`` stands below ``root``, which a person named, and which may be behind links.

    ``make``: folders on the way are made; ``follow``: links that stay inside are followed. Raises OSError:
    OutOfBoundsError, and FileNotFoundError or NotADirectoryError where something on the way is no folder.
    """
    base, links = os.fspath(root), 0
    left, done = _steps(base, file), list[str]()
    if make and not os.path.isdir(base):
        os.makedirs(base, exist_ok=True)
    at = _start(base)
    try:
        while True:
            at = at._replace(name=left.pop(0), found=None)
            inner = _into(at, make=make) if left else None
            if inner:
                done.append(at.name)
                passed, at = at, inner
                _close(passed)
                continue
            at = at._replace(found=_look(at))
            if not left and not at.is_link:
                yield at
                return
            links += 1
            if not follow:
                raise OutOfBoundsError(_LINKED)
            if links > _LINKS:
                raise OutOfBoundsError(say("Too many levels of symbolic links"))
            left, done = [*_followed(base, done, at), *left], []
            passed, at = at, _start(base)
            _close(passed)
    finally:
        _close(at)


def require(root: Path | str, file: str, *, follow: bool = False) -> None:
    """Raise OutOfBoundsError where the file is out of reach; whether it is there does not matter."""
    with suppress(FileNotFoundError, NotADirectoryError), place(root, file, follow=follow):
        pass


@contextmanager
def listing(root: Path | str, folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What stands in a folder, links that stay inside followed. Raises OSError."""
    with place(root, f"{folder}/." if folder else ".", follow=True) as at:
        opened = None if at.folder is None else os.open(".", os.O_RDONLY | _CLOSED, dir_fd=at.folder)
        try:
            with os.scandir(at.path if opened is None else opened) as entries:
                yield entries
        finally:
            if opened is not None:
                os.close(opened)


def _steps(base: str, file: str) -> list[str]:
    """The names on the way. A full path, as commands are given them, may lead into the root."""
    file = file.removeprefix(os.path.join(base, "")) if os.path.isabs(file) else file
    steps = [step for step in file.split("/") if step]
    try:
        length = len(os.fsencode(base)) + 1 + len(os.fsencode(file))
    except UnicodeError as error:
        raise OutOfBoundsError(_NO_NAME) from error
    if "\0" in file:
        raise OutOfBoundsError(_NO_NAME)
    if os.path.isabs(file) or os.path.splitdrive(file)[0] or ".." in steps or not steps:
        raise OutOfBoundsError(_NOT_BELOW)
    if os.sep != "/" and os.sep in file:
        raise OutOfBoundsError(_NOT_BELOW)
    if not _GIT.isdisjoint(step.casefold().rstrip(". ") for step in steps):
        raise OutOfBoundsError(_GITS_OWN)
    if length > _LONGEST:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
    return steps


def _start(base: str) -> Place:
    return Place(os.open(base, _PASSED) if _FROM_OPEN else None, base, "")


def _close(at: Place) -> None:
    if at.folder is not None:
        os.close(at.folder)


def _look(at: Place) -> os.stat_result | None:
    try:
        return os.stat(at.here, dir_fd=at.folder, follow_symlinks=False)
    except FileNotFoundError:
        return None


def _into(at: Place, *, make: bool) -> Place | None:
    """The folder of that name, open; None for a link. Raises OSError where it is neither."""
    path = os.path.join(at.path, at.name)
    for making in (make, False):
        try:
            if at.folder is not None:
                return Place(os.open(at.name, _PASSED | _NO_LINK, dir_fd=at.folder), path, "")
            if stat.S_ISDIR(os.lstat(path).st_mode):
                return Place(None, path, "")
            raise NotADirectoryError
        except FileNotFoundError:
            if not making:
                raise
            with suppress(FileExistsError):
                os.mkdir(at.here, dir_fd=at.folder)
        except OSError:
            if at._replace(found=_look(at)).is_link:
                return None
            raise
    raise AssertionError


def _followed(base: str, done: Sequence[str], at: Place) -> list[str]:
    """The way that a link leads, from the root; ``done`` is the way to it."""
    aim = os.path.realpath(os.path.join(base, *done, os.readlink(at.here, dir_fd=at.folder)))
    steps = os.path.relpath(aim, os.path.realpath(base)).replace(os.sep, "/").split("/")
    if steps[0] == ".." or os.path.isabs(steps[0]):
        raise OutOfBoundsError(_OUTSIDE)
    if steps != ["."] and any(step[0] == "." for step in steps):
        raise OutOfBoundsError(_HIDDEN)
    return steps
