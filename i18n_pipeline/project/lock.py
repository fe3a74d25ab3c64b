"""One run at a time in a project: a lock of the operating system, which frees it however a run ends.

The lock file stays: whoever deletes one can leave two runs with a lock each, on two files of one name.
Who holds it stands in a file beside it, which is believed only while the lock is held.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from i18n_pipeline.disk import files, scratch
from i18n_pipeline.errors import BusyError, PipelineError
from i18n_pipeline.messages import NOTHING, Notice, reason, say
from i18n_pipeline.project import layout

_RUN = re.compile("[0-9a-f]{16}")
_PATIENCE = 0.3  # seconds: for a run that is just ending, or that has not yet said who it is


@contextmanager
def held(root: Path, verb: str) -> Iterator[None]:
    """Hold the project at ``root`` for a run of ``verb``.

    Raises BusyError where another run holds it, PipelineError where the project cannot be written to.
    """
    file = root.resolve() / layout.LOCK
    try:
        scratch.make(file.parent)
        lock = _acquired(file)
    except Timeout as error:
        holder = _holder(file)
        if holder:
            what = say("another run holds this project: {holder}; try again when it is done", holder=holder)
        else:
            what = say("another run holds this project; try again when it is done")
        raise BusyError(what) from error
    except OSError as error:
        what = say("the project cannot be written to ({file}: {why})", file=layout.LOCK, why=reason(error))
        raise PipelineError(what) from error
    try:
        _sweep(root.resolve(), _read_card(file).get("run"))
        _tell(file, verb)
        yield
    finally:
        with suppress(OSError):
            scratch.drop(_card(file))
        lock.release()


def _acquired(file: Path) -> BaseFileLock:
    """The lock, held: the system's, or where it has none (ENOSYS) one by a file that goes with the run.

    Raises OSError and Timeout.
    """
    scratch.require(file)
    lock: BaseFileLock = FileLock(file, timeout=_PATIENCE, fallback_to_soft=False)
    try:
        lock.acquire()
    except OSError as error:
        if error.errno != errno.ENOSYS:
            raise
        from filelock import SoftFileLock

        lock = SoftFileLock(file.with_suffix(".held"), timeout=_PATIENCE)  # the lock file would seem held
        lock.acquire()
    return lock


def _sweep(root: Path, run: object) -> None:
    """Delete the temporary files of a run that was killed; its card tells what they are known by."""
    if not isinstance(run, str) or not _RUN.fullmatch(run):
        return
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if files.is_temporary(name, run):
                with suppress(OSError):
                    os.unlink(os.path.join(folder, name))


def _card(file: Path) -> Path:
    return file.with_suffix(".json")


def _tell(file: Path, verb: str) -> None:
    """Write who holds the lock; a disk that has no room for it is not worth a run."""
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    facts = {"verb": verb, "process": os.getpid(), "host": platform.node(), "since": since, "run": files.RUN}
    with suppress(OSError):
        scratch.put(_card(file), json.dumps(facts).encode())


def _read_card(file: Path) -> dict[str, object]:
    """What whoever holds the lock, or held it last and was killed, has written."""
    try:
        facts = json.loads(scratch.get(_card(file)) or b"")
    except (OSError, ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _holder(file: Path) -> Notice:
    """ "sync, process 123 on host, since 03:00:12"; nothing where that is not known for sure."""
    facts = _read_card(file)
    try:
        verb, process, host = facts["verb"], int(str(facts["process"])), facts["host"]
        since = datetime.fromisoformat(str(facts["since"])).astimezone()
    except (ValueError, OverflowError, KeyError):
        return NOTHING
    if host == platform.node() and not _is_alive(process):
        return NOTHING  # it was killed, and the holder has not told yet
    today = since.date() == datetime.now().astimezone().date()
    return say(
        "{verb}, process {process} on {host}, since {time}",
        verb=str(verb),
        process=process,
        host=str(host),
        time=since.strftime("%H:%M:%S" if today else "%Y-%m-%d %H:%M:%S"),
    )


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True  # where signal 0 is no question
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
