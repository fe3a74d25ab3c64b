"""The tables of a PostgreSQL server that is shared, their keys and the locks on them.

Texts are kept as bytes: a text of PostgreSQL has no NUL and no lone surrogate. Keys are digests, since
an index takes no long values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Column, DateTime, LargeBinary, MetaData, String, Table, func, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

_TABLES = MetaData()
ANSWERS = Table(
    "i18n_pipeline_answers",
    _TABLES,
    Column("key", LargeBinary, primary_key=True),
    Column("answer", LargeBinary, nullable=False),
    Column("stored", DateTime(timezone=True), server_default=func.now()),  # to tell what may be deleted
)
REVIEWED = Table(
    "i18n_pipeline_reviewed",
    _TABLES,
    Column("key", LargeBinary, primary_key=True),
    Column("source", String, nullable=False),  # locale
    Column("target", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("translation", LargeBinary, nullable=False),
    Column("stored", DateTime(timezone=True), server_default=func.now()),
)
LOCK = sql("SELECT n, pg_try_advisory_lock(n) FROM unnest(CAST(:numbers AS bigint[])) AS n")
UNLOCK = sql("SELECT pg_advisory_unlock(n) FROM unnest(CAST(:numbers AS bigint[])) AS n")
_CREATING = 0x6931386E  # the lock that a process holds which creates the tables


def key_of(*texts: str) -> bytes:
    """What rows are found by."""
    return hashlib.sha256(b"\0".join(hashlib.sha256(to_bytes(text)).digest() for text in texts)).digest()


def create_tables(connection: Connection) -> None:
    """Make those that are not there."""
    connection.execute(select(func.pg_advisory_lock(_CREATING)))  # two may be the first at once
    try:
        _TABLES.create_all(connection)
    finally:
        connection.execute(UNLOCK, {"numbers": [_CREATING]})


def lock_numbers(scope: str, texts: Iterable[str]) -> list[int]:
    """What the server knows locks by."""
    return [int.from_bytes(key_of(scope, text)[:8], "big", signed=True) for text in texts]


def to_bytes(text: str) -> bytes:
    """A text as a column has it."""
    return text.encode("utf-8", "surrogatepass")


def from_bytes(raw: bytes) -> str | None:
    """The text in a column; None for what somebody else put there."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
