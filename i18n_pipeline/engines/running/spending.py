"""What this machine sent to engines, and what that cost: one SQLite file, which is no cache.

It only grows: drafts that are made anew are paid for anew. Who deletes it begins to count from then.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

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
_FILE = "spent.sqlite"
_PATIENCE = 30.0  # seconds to wait for another thread or process that is writing


class Spent(NamedTuple):
    """What one engine was sent for one target. ``cost`` is at the prices of the time, in their currency."""

    since: str  # the day of the first, in UTC: 2026-01-31
    texts: int
    characters: int
    cost: float


def spend(folder: Path, target: str, engine: str, texts: Sequence[str], price: float) -> None:
    """Note that an engine answered these texts, at this price for a million characters. Raises CacheError."""
    characters, today = sum(map(len, texts)), datetime.now(UTC).date().isoformat()
    with _open(folder / _FILE, make=True) as database:
        row = (target, engine, today, len(texts), characters, price * characters / 1e6)
        database.execute(_ADD, row)


def spent(folder: Path, target: str) -> dict[str, Spent]:
    """What each engine was sent for a target. Raises CacheError."""
    if not (folder / _FILE).exists():
        return {}
    query = "SELECT engine, since, texts, characters, cost FROM spent WHERE target = ?"
    with _open(folder / _FILE, make=False) as database:
        rows = database.execute(query, (target,)).fetchall()
    return {engine: Spent(*facts) for engine, *facts in rows if _is_sound(*facts)}


def _is_sound(*facts: object) -> bool:
    """Whether SQLite, which keeps what it is given, has what ``spend`` gives."""
    kinds = (str, int, int, float)
    return all(map(isinstance, facts, kinds)) and all(map(math.isfinite, facts[1:]))  # type: ignore[arg-type]


@contextmanager
def _open(file: Path, *, make: bool) -> Iterator[sqlite3.Connection]:
    try:
        with closing(connect(file, _SCHEMA, make=make, timeout=_PATIENCE)) as database, database:
            yield database
    except (OSError, sqlite3.Error) as error:
        what = say(
            "what was spent cannot be read or noted ({error}); delete it, to count anew", error=str(error)
        )
        raise CacheError(what, file=f"{file.parent.name}/{file.name}") from error
