"""What engines answered, kept so that no text is asked twice: one SQLite file.

``shared`` has the one that many machines share, on a PostgreSQL server.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from i18n_pipeline.disk.database import connect
from i18n_pipeline.errors import CacheError
from i18n_pipeline.messages import NOTHING, Notice, say

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS answers (
        scope TEXT NOT NULL, text TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (scope, text)
    ) WITHOUT ROWID
"""
#: What stands before the scope of answers that a run had anew, until all of them are in the catalogs; and in
#: place of the scope of those that others have replaced.
_ANEW, _FORMER = "anew ", "former "
_T = TypeVar("_T")
_PATIENCE = 30.0  # seconds to wait for another process that is writing
_LOOK = 0.5  # seconds of it in SQLite, which does not hear Ctrl-C

#: Waits for some seconds, no longer than the run goes on; whether it has ended.
Pause = Callable[[float], bool]
#: Scope, text, answer.
CachedAnswer = tuple[str, str, str]


class Cache:
    """Answers by scope and text. A scope is everything else that an answer depends on.

    Safe under several threads and processes. Raises CacheError where the file cannot be used. ``make``:
    where there is none, the first answer makes it.
    """

    #: Why answers of others cannot be had for now; "" where they can, or where there are none.
    away: Notice = NOTHING

    def __init__(self, file: Path, *, make: bool = True) -> None:
        self.folder = file.parent
        self._file = file
        self._make = make
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._closed = False

    def get(self, scope: str, texts: Iterable[str]) -> dict[str, str]:
        """The answers that are there, by text."""
        if not self._file.exists():
            return {}
        query = "SELECT answer FROM answers WHERE scope = ? AND text = ?"
        asked = list(texts)

        def look(database: sqlite3.Connection) -> dict[str, str]:
            rows = {text: database.execute(query, (scope, text)).fetchone() for text in asked}
            # SQLite keeps what it is given
            return {text: row[0] for text, row in rows.items() if row and isinstance(row[0], str)}

        return self._do(look)

    def put(self, scope: str, answers: Mapping[str, str], *, anew: bool = False) -> None:
        """Keep answers, at once; ``anew``: with receipts. What they replace stays known as a machine's."""
        rows = [(scope, text, answer) for text, answer in answers.items()]
        receipts = [(_ANEW + scope, text, answer) for _, text, answer in rows if anew]
        former = (
            "UPDATE OR REPLACE answers SET scope = ? || answer WHERE (scope, text) = (?, ?) AND answer <> ?"
        )

        def work(database: sqlite3.Connection) -> None:
            database.executemany(former, ((_FORMER, *row) for row in rows))
            database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows + receipts)

        self._do(work)

    def refuse(self, scope: str, texts: Iterable[str]) -> None:
        """Keep receipts of what was asked anew and got no text."""
        rows = [(_ANEW + scope, text) for text in texts]
        query = "INSERT OR REPLACE INTO answers VALUES (?, ?, '')"
        self._do(lambda database: database.executemany(query, rows))

    def receipts(self, scope: str, texts: Iterable[str]) -> dict[str, str]:
        """The answers that a run had anew which did not come to its end; "" for none."""
        return Cache.get(self, _ANEW + scope, texts)

    def settle(self, receipts: Iterable[tuple[str, str]]) -> None:
        """Such a run, of these scopes and texts, has come to its end."""
        rows = [(_ANEW + scope, text) for scope, text in receipts]
        self._do(
            lambda database: database.executemany("DELETE FROM answers WHERE (scope, text) = (?, ?)", rows)
        )

    def asking(
        self, scope: str, texts: Sequence[str], pause: Pause
    ) -> AbstractContextManager[Mapping[str, str]]:
        """Hold texts while an engine is asked for them; gives the answers that came meanwhile.

        A file is one project's, which has one run at a time, so there are none.
        """
        return nullcontext({})

    def asked_for(self, answer: str) -> set[str]:
        """The texts that were answered so."""
        if not self._file.exists():
            return set()
        query = "SELECT text FROM answers WHERE answer = ?"
        return self._do(lambda database: {text for (text,) in database.execute(query, (answer,))})

    def some(self, count: int) -> list[CachedAnswer]:
        """So many of the answers in the file, or as many as there are."""
        if not self._file.exists():
            return []
        return self._do(
            lambda database: database.execute(
                "SELECT * FROM answers WHERE scope NOT LIKE ? LIMIT ?", (f"{_ANEW}%", count)
            ).fetchall()
        )

    def has(self, scope: str) -> bool:
        """Whether there is any answer of a scope."""
        query = "SELECT 1 FROM answers WHERE scope = ? LIMIT 1"
        return self._file.exists() and self._do(lambda it: it.execute(query, (scope,)).fetchone()) is not None

    def has_several(self) -> bool:
        """Whether there are answers that depend on more than one thing, as those of two engines do."""
        query = "SELECT DISTINCT scope FROM answers WHERE scope NOT LIKE ? AND scope NOT LIKE ? LIMIT 2"
        kinds = (f"{_ANEW}%", f"{_FORMER}%")
        return self._file.exists() and len(self._do(lambda it: it.execute(query, kinds).fetchall())) > 1

    def forget(self, rows: Iterable[CachedAnswer]) -> None:
        """Take answers out of the file."""
        listed = list(rows)
        query = "DELETE FROM answers WHERE (scope, text, answer) = (?, ?, ?)"
        self._do(lambda database: database.executemany(query, listed))

    def close(self) -> None:
        """Release the file, for good: an engine that was not waited for may still answer."""
        with self._lock:
            self._closed = True
            if self._database:
                self._database.close()
                self._database = None

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        end = time.monotonic() + _PATIENCE
        with self._lock, self._errors():
            while True:
                try:
                    with self._connect() as transaction:
                        return work(transaction)
                except sqlite3.OperationalError as error:
                    if "locked" not in str(error) or time.monotonic() > end:
                        raise

    def _connect(self) -> sqlite3.Connection:
        if self._closed:
            raise sqlite3.ProgrammingError("closed")
        if self._database is None:
            # Not in WAL mode: switching to it does not wait for another process.
            self._database = connect(
                self._file,
                _SCHEMA,
                make=self._make,
                timeout=_LOOK,
                isolation_level="IMMEDIATE",
                same_thread=False,
            )
        return self._database

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            what = say("the cache cannot be used ({error}); delete it, it is only a cache", error=str(error))
            raise CacheError(what, file=f"{self._file.parent.name}/{self._file.name}") from error


def asked_for(file: Path, answer: str) -> set[str]:
    """The texts for which an engine gave this answer, as the cache in a file has it."""
    cache = Cache(file)
    try:
        return cache.asked_for(answer)
    finally:
        cache.close()
