"""What this machine sent to engines, and what that cost: one SQLite file, which is no cache.

It only grows: drafts that are made anew are paid for anew. Who deletes it begins to count from then.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from i18n_pipeline.disk.database import connect
from i18n_pipeline.errors import CacheError
from i18n_pipeline.messages import say

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS spent (
        target TEXT NOT NULL, engine TEXT NOT NULL, since TEXT NOT NULL, texts INTEGER NOT NULL,
        characters INTEGER NOT NULL, cost REAL NOT NULL, PRIMARY KEY (target, engine)
    ) WITHOUT ROWID
"""
_ADD = """
    INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (target, engine) DO UPDATE SET
        texts = texts + excluded.texts, characters = characters + excluded.characters,
        cost = cost + excluded.cost
"""
#: Its name, beside the cache.
FILE = "spent.sqlite"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Spent(NamedTuple):
    """What one engine was sent for one target. ``cost`` is at the prices of the time, in their currency."""

    since: str  # the day of the first, in UTC: 2026-01-31
    texts: int
    characters: int
    cost: float


def spend(folder: Path, target: str, engine: str, texts: Sequence[str], price: float) -> None:
    """Note that an engine answered these texts, at this price for a million characters. Raises CacheError.

    Of no texts it is seen whether that can be noted.
    """
    characters, today = sum(map(len, texts)), datetime.now(UTC).date().isoformat()
    with _open(folder / FILE, make=True) as database:
        database.execute("BEGIN IMMEDIATE")
        row = (target, engine, today, len(texts), characters, price * characters / 1e6)
        database.executemany(_ADD, [row] if texts else ())


def spent(folder: Path, target: str) -> dict[str, Spent]:
    """What each engine was sent for a target. Raises CacheError."""
    if not (folder / FILE).exists():
        return {}
    query = "SELECT engine, since, texts, characters, cost FROM spent WHERE target = ?"
    with _open(folder / FILE, make=False) as database:
        rows = database.execute(query, (target,)).fetchall()
    return {engine: Spent(*facts) for engine, *facts in rows if _is_sound(engine, *facts)}


def _is_sound(*row: Any) -> bool:
    """Whether SQLite, which keeps what it is given, has what ``spend`` gives."""
    return (
        all(map(isinstance, row, (str, str, int, int, float)))
        and bool(_DAY.fullmatch(row[1]))
        and all(number >= 0 and math.isfinite(number) for number in row[2:])
    )


@contextmanager
def _open(file: Path, *, make: bool) -> Iterator[sqlite3.Connection]:
    try:
        with closing(connect(file, _SCHEMA, make=make)) as database, database:
            yield database
    except (OSError, sqlite3.Error) as error:
        what = say(
            "what was spent cannot be read or noted ({error}); delete it, to count anew", error=str(error)
        )
        raise CacheError(what, file=f"{file.parent.name}/{file.name}") from error
