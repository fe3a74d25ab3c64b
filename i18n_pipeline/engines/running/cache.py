"""What engines answered, kept so that no text is asked twice: one SQLite file.

``shared`` has the one that many machines share, on a PostgreSQL server.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from i18n_pipeline.disk.database import connect
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import NOTHING, Said, say

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS answers (
        scope TEXT NOT NULL, text TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (scope, text)
    ) WITHOUT ROWID
"""
_PATIENCE = 30.0  # seconds to wait for another process that is writing

#: Waits for some seconds, no longer than the run goes on; whether it has ended.
Pause = Callable[[float], bool]
#: Scope, text, answer.
Row = tuple[str, str, str]


class Cache:
    """Answers by scope and text. A scope is everything else that an answer depends on.

    Safe under several threads and processes. Raises ConfigError where the file cannot be used.
    """

    #: Why answers of others cannot be had for now; "" where they can, or where there are none.
    away: Said = NOTHING

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None

    def get(self, scope: str, texts: Iterable[str]) -> dict[str, str]:
        """The answers that are there, by text."""
        if not self._file.exists():
            return {}
        found = {}
        query = "SELECT answer FROM answers WHERE scope = ? AND text = ?"
        with self._lock, self._errors():
            for text in texts:
                row = self._connect().execute(query, (scope, text)).fetchone()
                if row and isinstance(row[0], str):  # SQLite keeps what it is given
                    found[text] = row[0]
        return found

    def put(self, scope: str, answers: Mapping[str, str]) -> None:
        """Keep answers, at once."""
        rows = [(scope, text, answer) for text, answer in answers.items()]
        with self._lock, self._errors(), self._connect() as transaction:
            transaction.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)

    def asking(
        self, scope: str, texts: Sequence[str], pause: Pause
    ) -> AbstractContextManager[Mapping[str, str]]:
        """Hold texts while an engine is asked for them; gives the answers that came meanwhile.

        A file is one project's, which has one run at a time, so there are none.
        """
        return nullcontext({})

    def asked_for(self, answers: Iterable[str]) -> set[tuple[str, str]]:
        """The texts that were answered so, each with its answer."""
        if not self._file.exists():
            return set()
        query = "SELECT text FROM answers WHERE answer = ?"
        with self._lock, self._errors():
            rows = [(row, answer) for answer in answers for row in self._connect().execute(query, (answer,))]
        return {(row[0], answer) for row, answer in rows}

    def some(self, count: int) -> list[Row]:
        """So many of the answers in the file, or as many as there are."""
        if not self._file.exists():
            return []
        with self._lock, self._errors():
            return self._connect().execute("SELECT * FROM answers LIMIT ?", (count,)).fetchall()

    def forget(self, rows: Iterable[Row]) -> None:
        """Take answers out of the file."""
        with self._lock, self._errors(), self._connect() as transaction:
            transaction.executemany("DELETE FROM answers WHERE (scope, text, answer) = (?, ?, ?)", rows)

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            if self._database:
                self._database.close()
                self._database = None

    def _connect(self) -> sqlite3.Connection:
        if self._database is None:
            # Not in WAL mode: switching to it does not wait for another process.
            self._database = connect(
                self._file, _SCHEMA, timeout=_PATIENCE, isolation_level="IMMEDIATE", same_thread=False
            )
        return self._database

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            what = say("the cache cannot be used ({error}); delete it, it is only a cache", error=str(error))
            raise ConfigError(what, file=f"{self._file.parent.name}/{self._file.name}") from error
