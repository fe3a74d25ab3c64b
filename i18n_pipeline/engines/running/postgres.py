"""A PostgreSQL server with answers of engines, and what people reviewed. Needs the extra ``postgresql``.

Texts are kept as bytes: a text of PostgreSQL has no NUL and no lone surrogate. Keys are digests, since
an index takes no long values.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Column, DateTime, LargeBinary, MetaData, String, Table, create_engine, func, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from i18n_pipeline.engines.remote.deadline import LateError, cut, within
from i18n_pipeline.engines.running.connecting import NoTableError, ServerError, failure_of, parameters
from i18n_pipeline.engines.running.named import objection
from i18n_pipeline.messages import NOTHING, quoted, say

_T = TypeVar("_T")
_TABLES = MetaData()
_ANSWERS = Table(
    "i18n_pipeline_answers",
    _TABLES,
    Column("key", LargeBinary, primary_key=True),
    Column("answer", LargeBinary, nullable=False),
    Column("stored", DateTime(timezone=True), server_default=func.now()),  # to tell what may be deleted
)
_REVIEWED = Table(
    "i18n_pipeline_reviewed",
    _TABLES,
    Column("key", LargeBinary, primary_key=True),
    Column("source", String, nullable=False),  # locale
    Column("target", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("translation", LargeBinary, nullable=False),
    Column("stored", DateTime(timezone=True), server_default=func.now()),
)
_HOLD = sql("SELECT n, pg_try_advisory_lock(n) FROM unnest(CAST(:numbers AS bigint[])) AS n")
_LET_GO = sql("SELECT pg_advisory_unlock(n) FROM unnest(CAST(:numbers AS bigint[])) AS n")
_ROWS = 500  # in one statement
_CREATING = 0x6931386E  # the lock that a process holds which creates the tables
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
        found = {}
        for some in _parted(texts):
            keys = {_key(scope, text): text for text in some}
            query = select(_ANSWERS.c.key, _ANSWERS.c.answer).where(_ANSWERS.c.key.in_(keys))
            found.update({keys[key]: _text(answer) for key, answer in self._rows(query)})
        return {text: answer for text, answer in found.items() if answer is not None}

    def keep(self, answers: Iterable[tuple[str, str, str]]) -> bool:
        """Keep answers, at once, by scope and text; True."""
        for some in _parted(answers):
            self._write(
                _ANSWERS, {_key(scope, text): {"answer": _bytes(answer)} for scope, text, answer in some}
            )
        return True

    def reviewed(self, source: str, target: str) -> list[tuple[str, str]]:
        """(text, translation) of two locales, always in one order."""
        table = _REVIEWED.c
        query = select(table.text, table.translation).where(table.source == source, table.target == target)
        pairs = ((_text(text), _text(to)) for text, to in self._rows(query.order_by(table.key)))
        return [(text, to) for text, to in pairs if text and to]

    def remember(self, source: str, target: str, pairs: Mapping[str, str]) -> None:
        """Keep reviewed translations; of each text the last that was given. What is there is not written."""
        table = _REVIEWED.c
        for some in _parted(pairs):
            keys = {_key(source, target, text): text for text in some}
            query = select(table.key, table.translation).where(table.key.in_(keys))
            known = {key: _text(translation) for key, translation in self._rows(query)}
            rows = {
                key: {
                    "source": source, "target": target,
                    "text": _bytes(text), "translation": _bytes(pairs[text]),
                }
                for key, text in keys.items()
                if known.get(key) != pairs[text]
            }  # fmt: skip
            if rows:
                self._write(_REVIEWED, rows)

    def hold(self, scope: str, texts: Iterable[str]) -> bool:
        """Hold texts until they are let go or this process ends; False, where another holds one of them."""

        def work(connection: Connection) -> bool:
            tried = connection.execute(_HOLD, {"numbers": numbers}).all()
            held = [number for number, is_held in tried if is_held]
            if len(held) < len(tried):
                connection.execute(_LET_GO, {"numbers": held})
            return len(held) == len(tried)

        numbers = _numbers(scope, texts)
        return self._do(work)

    def let_go(self, scope: str, texts: Iterable[str]) -> None:
        """End ``hold``."""
        numbers = _numbers(scope, texts)
        self._do(lambda connection: connection.execute(_LET_GO, {"numbers": numbers}))

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
            self._do(_create)
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


def _key(*texts: str) -> bytes:
    """What rows are found by."""
    return hashlib.sha256(b"\0".join(hashlib.sha256(_bytes(text)).digest() for text in texts)).digest()


def _create(connection: Connection) -> None:
    connection.execute(select(func.pg_advisory_lock(_CREATING)))  # two may be the first at once
    try:
        _TABLES.create_all(connection)
    finally:
        connection.execute(_LET_GO, {"numbers": [_CREATING]})


def _numbers(scope: str, texts: Iterable[str]) -> list[int]:
    """What the server knows locks by."""
    return [int.from_bytes(_key(scope, text)[:8], "big", signed=True) for text in texts]


def _parted(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while some := list(islice(rest, _ROWS)):
        yield some


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str | None:
    """None for what somebody else put there."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
