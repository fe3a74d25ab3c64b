"""A PostgreSQL server with answers of engines, and what people reviewed. Needs the extra ``postgresql``."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Table, create_engine, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from i18n_pipeline.engines.remote.deadline import LateError, cut, within
from i18n_pipeline.engines.running.connecting import NoTableError, ServerError, failure_of, parameters
from i18n_pipeline.engines.running.named import objection
from i18n_pipeline.engines.running.postgres_schema import (
    ANSWERS,
    LOCK,
    REVIEWED,
    UNLOCK,
    create_tables,
    from_bytes,
    key_of,
    lock_numbers,
    to_bytes,
)
from i18n_pipeline.messages import NOTHING, quoted, say

_T = TypeVar("_T")
_ROWS = 500  # in one statement
_PATIENCE = 60  # seconds for one statement, which the server keeps to
_DEADLINE = 75.0  # seconds for connecting and a statement, whatever the server does


class Server:
    """One connection, made when it is first needed, and once more where it broke. Safe under threads."""

    def __init__(self, address: str, *, named: bool = False) -> None:
        """``address`` is libpq's, ``postgresql://…``; what it leaves out is in the PG* variables.

        ``named``: by i18n.toml, which may be anybody's. Raises ServerError where it says too much.
        """
        self._parameters = parameters(address)
        why = objection(parameters(address, {})) if named else NOTHING
        if why:
            raise ServerError(why, lasting=True)
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._closed = False

    @property
    def connected(self) -> bool:
        """Whether there is a connection."""
        return self._connection is not None

    def answers(self, scope: str, texts: Iterable[str]) -> dict[str, str]:
        """The answers that are there, by text. Raises ServerError, as all methods do."""
        stored = {}
        for some in _parted(texts):
            keys = {key_of(scope, text): text for text in some}
            query = select(ANSWERS.c.key, ANSWERS.c.answer).where(ANSWERS.c.key.in_(keys))
            stored.update({keys[key]: from_bytes(answer) for key, answer in self._rows(query)})
        return {text: answer for text, answer in stored.items() if answer is not None}

    def keep(self, answers: Iterable[tuple[str, str, str]]) -> bool:
        """Keep answers, at once, by scope and text; True."""
        for some in _parted(answers):
            self._write(
                ANSWERS, {key_of(scope, text): {"answer": to_bytes(answer)} for scope, text, answer in some}
            )
        return True

    def reviewed(self, source: str, target: str) -> list[tuple[str, str]]:
        """(text, translation) of two locales, always in one order."""
        table = REVIEWED.c
        query = select(table.text, table.translation).where(table.source == source, table.target == target)
        pairs = ((from_bytes(text), from_bytes(to)) for text, to in self._rows(query.order_by(table.key)))
        return [(text, to) for text, to in pairs if text and to]

    def remember(self, source: str, target: str, pairs: Mapping[str, str]) -> None:
        """Keep reviewed translations; of each text the last that was given. What is there is not written."""
        table = REVIEWED.c
        for some in _parted(pairs):
            keys = {key_of(source, target, text): text for text in some}
            query = select(table.key, table.translation).where(table.key.in_(keys))
            known = {key: from_bytes(translation) for key, translation in self._rows(query)}
            rows = {
                key: {
                    "source": source, "target": target,
                    "text": to_bytes(text), "translation": to_bytes(pairs[text]),
                }
                for key, text in keys.items()
                if known.get(key) != pairs[text]
            }  # fmt: skip
            if rows:
                self._write(REVIEWED, rows)

    def hold(self, scope: str, texts: Iterable[str]) -> bool:
        """Hold texts until they are let go or this process ends; False, where another holds one of them."""

        def work(connection: Connection) -> bool:
            tried = connection.execute(LOCK, {"numbers": numbers}).all()
            held = [number for number, is_held in tried if is_held]
            if len(held) < len(tried):
                connection.execute(UNLOCK, {"numbers": held})
            return len(held) == len(tried)

        numbers = lock_numbers(scope, texts)
        return self._do(work)

    def let_go(self, scope: str, texts: Iterable[str]) -> None:
        """End ``hold``."""
        numbers = lock_numbers(scope, texts)
        self._do(lambda connection: connection.execute(UNLOCK, {"numbers": numbers}))

    def close(self) -> None:
        """End the connection, for good: an engine that was not waited for may still answer."""
        self._closed = True
        if self._lock.acquire(timeout=0.2):
            self._disconnect()
            self._lock.release()
        else:
            self._cut()

    def _disconnect(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                connection.close()
            except DBAPIError:
                connection.invalidate()

    def _cut(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            cut(lambda: connection.connection.dbapi_connection.fileno())  # type: ignore[union-attr]  # noqa: PLW0108

    def _rows(self, query: Any) -> list[Any]:
        try:
            return self._do(lambda connection: list(connection.execute(query)))
        except NoTableError:
            return []

    def _write(self, table: Table, rows: Mapping[bytes, Mapping[str, object]]) -> None:
        """Add rows by their keys, or change those there; in order, so that two writers never lock up."""
        adding = insert(table).values([{"key": key, **rows[key]} for key in sorted(rows)])
        names = next(iter(rows.values()))
        change = {name: adding.excluded[name] for name in names} | {"stored": func.now()}
        query = adding.on_conflict_do_update(index_elements=["key"], set_=change)
        try:
            self._do(lambda connection: connection.execute(query))
        except NoTableError:
            self._do(create_tables)
            self._do(lambda connection: connection.execute(query))

    def _do(self, work: Callable[[Connection], _T]) -> _T:
        with self._lock:
            fresh = not self.connected
            try:
                return within(_DEADLINE, lambda: work(self._connect()))
            except KeyboardInterrupt:
                self._cut()
                raise
            except LateError:
                self._cut()
                what = say("it did not answer in {seconds:g} s", seconds=_DEADLINE)
                raise ServerError(what, lasting=False) from None
            except DBAPIError as error:
                failure = failure_of(error, self._secrets())
                if not isinstance(failure, NoTableError):
                    self._disconnect()
            if fresh or failure.lasting:
                raise failure
            return self._do(work)  # a server that was started again, or a connection that lay idle too long

    def _connect(self) -> Connection:
        if self._closed:
            raise ServerError(quoted("closed"), lasting=False)
        if self._connection is None:
            address = psycopg.conninfo.make_conninfo(**self._parameters)
            engine = create_engine(
                "postgresql+psycopg://",
                creator=lambda: psycopg.connect(address, prepare_threshold=None),
                poolclass=NullPool,
                isolation_level="AUTOCOMMIT",
                hide_parameters=True,
                use_native_hstore=False,
            )
            self._connection = engine.connect()
            self._connection.exec_driver_sql(f"SET statement_timeout = '{_PATIENCE}s'")
        return self._connection

    def _secrets(self) -> list[str]:
        names = ("password", "sslpassword")
        return [*filter(None, map(self._parameters.get, names)), os.environ.get("PGPASSWORD", "")]


def _parted(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while some := list(islice(rest, _ROWS)):
        yield some
