"""One run at a time in a project: a lock of the operating system, which frees it however a run ends.

The lock file stays: whoever deletes one can leave two runs with a lock each, on two files of one name.
Who holds it stands in a file beside it, which is believed only while the lock is held.
"""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from i18n_pipeline.disk import scratch
from i18n_pipeline.errors import BusyError, PipelineError
from i18n_pipeline.messages import NOTHING, Said, reason, say
from i18n_pipeline.project import layout

_TEMPORARY = re.compile(r"\.[0-9a-f]{12}\.tmp")  # as files.py names them
_PATIENCE = 0.3  # seconds: for a run that is just ending, or that has not yet said who it is


@contextmanager
def held(root: Path, verb: str) -> Iterator[None]:
    """Hold the project at ``root`` for a run of ``verb``.

    Raises BusyError where another run holds it, PipelineError where the project cannot be written to.
    """
    file = root.resolve() / layout.LOCK
    try:
        scratch.make(file.parent)
        lock = FileLock(file, timeout=_PATIENCE)
        lock.acquire()
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
        if _card(file).exists():  # whoever held it last was killed
            _sweep(root.resolve())
        _tell(file, verb)
        yield
    finally:
        with suppress(OSError):
            _card(file).unlink(missing_ok=True)
        lock.release()


def _sweep(root: Path) -> None:
    """Delete the temporary files that it left."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in filter(_TEMPORARY.fullmatch, names):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


def _card(file: Path) -> Path:
    return file.with_suffix(".json")


def _tell(file: Path, verb: str) -> None:
    """Write who holds the lock; a disk that has no room for it is not worth a run."""
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    facts = {"verb": verb, "process": os.getpid(), "host": platform.node(), "since": since}
    temporary = file.with_suffix(".tmp")  # of the holder alone, so one name does
    with suppress(OSError):
        temporary.write_text(json.dumps(facts), "utf-8")
        temporary.replace(_card(file))


def _holder(file: Path) -> Said:
    """ "sync, process 123 on host, since 03:00:12"; nothing where that is not known for sure."""
    try:
        facts = json.loads(_card(file).read_text("utf-8"))
        verb, process, host = facts["verb"], int(facts["process"]), facts["host"]
        since = datetime.fromisoformat(facts["since"]).astimezone()
    except (OSError, ValueError, TypeError, KeyError):
        return NOTHING
    if host == platform.node() and not _is_alive(process):
        return NOTHING  # it was killed, and the holder has not told yet
    today = since.date() == datetime.now().astimezone().date()
    return say(
        "{verb}, process {process} on {host}, since {time}",
        verb=str(verb),
        process=process,
        host=host,
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
