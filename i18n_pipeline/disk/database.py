"""SQLite files in ``.i18n-cache``. One that a stranger committed is not obeyed.

A view or a trigger in it would be followed (and may have no end), and a journal that names another one:
SQLite reads that, and may delete it. So a file counts only with exactly the tables that are expected.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path

from i18n_pipeline.disk import scratch

_BESIDE = ("", "-journal", "-wal", "-shm")
_NAMES_ANOTHER = bytes.fromhex("d9d505f920a163d7")  # at the end of a journal
_TABLES = "SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name"


def connect(
    file: Path,
    tables: str,
    *,
    make: bool = True,
    timeout: float = 5.0,
    isolation_level: str | None = "",
    same_thread: bool = True,
) -> sqlite3.Connection:
    """The file, open; ``make``: with these tables, where it has none.

    Raises OSError, of links and pipes as well, and sqlite3.Error.
    """
    if make:
        scratch.make(file.parent)
    for beside in _BESIDE:
        scratch.require(file.with_name(f"{file.name}{beside}"))
    if scratch.get(file.with_name(f"{file.name}-journal"), last=8) == _NAMES_ANOTHER:
        raise sqlite3.DatabaseError("its journal names another")
    database = sqlite3.connect(
        f"{file.as_uri()}?mode={'rwc' if make else 'rw'}",
        uri=True,
        timeout=timeout,
        isolation_level=isolation_level,  # type: ignore[arg-type]
        check_same_thread=same_thread,
    )
    try:
        found = _columns(database)
        if make and not found:
            database.executescript(tables)
        elif found != _wanted(tables):
            raise sqlite3.DatabaseError("it has other tables")
    except BaseException:
        database.close()
        raise
    return database


def drop(file: Path) -> None:
    """Delete the file and what SQLite keeps beside it. Raises OSError."""
    for beside in _BESIDE:
        scratch.drop(file.with_name(f"{file.name}{beside}"))


@cache
def _wanted(tables: str) -> list[tuple[str, ...]]:
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(tables)
        return _columns(database)
    finally:
        database.close()


def _columns(database: sqlite3.Connection) -> list[tuple[str, ...]]:
    return [(kind, name, " ".join(sql.split())) for kind, name, sql in database.execute(_TABLES)]
