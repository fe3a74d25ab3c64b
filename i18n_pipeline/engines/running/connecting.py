"""How a PostgreSQL server is addressed, and what its failures mean to a person."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

import psycopg
from sqlalchemy.exc import DBAPIError

from i18n_pipeline.messages import Notice, quoted, say

_NO_TABLE = "42P01"
_DEFAULTS = {
    "application_name": "i18n-pipeline", "client_encoding": "utf8",
    "connect_timeout": "5", "tcp_user_timeout": "15000",
}  # fmt: skip
# What a server says that will be right again by itself; all else that it refuses is for a person to mend.
_PASSING = re.compile("database system|too many|connection slots|terminating")
_LASTING = re.compile("FATAL|password|authentication|certificate|does not support SSL")


class ServerError(Exception):
    """The server cannot be used; ``lasting`` where only a person can mend that. It tells no password."""

    def __init__(self, reason: Notice, *, lasting: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting


class NoTableError(ServerError):
    """Nothing was kept there yet."""


def parameters(address: str, defaults: Mapping[str, str] = _DEFAULTS) -> dict[str, str]:
    """What libpq reads in an address. Raises ServerError, which tells nothing of the address."""
    try:
        named = {name: str(value) for name, value in psycopg.conninfo.conninfo_to_dict(address).items()}
        # an @, : or / in a password, written as it is, cuts it in two
        port, names = named.get("port", ""), named.get("host", "") + named.get("dbname", "")
        if re.search("[^0-9,]", port) or "@" in names:
            raise ValueError
    except (psycopg.Error, ValueError):
        what = say(
            "its address cannot be read; in a password or name write {characters} as {codes}",
            characters="@ : / ? # %",
            codes="%40 %3A %2F %3F %23 %25",
        )
        raise ServerError(what, lasting=True) from None
    chosen = {"connect_timeout": "PGCONNECT_TIMEOUT", "application_name": "PGAPPNAME"}
    defaults = {name: value for name, value in defaults.items() if chosen.get(name, "") not in os.environ}
    return {**defaults, **named}


def failure_of(error: DBAPIError, secrets: Iterable[str]) -> ServerError:
    """What to make of what the driver raised; the secrets are not told."""
    cause = error.orig
    state = getattr(cause, "sqlstate", None)
    reason = next((line.strip() for line in str(cause).splitlines() if line.strip()), type(cause).__name__)
    reason = re.sub(r"^connection (failed|is bad): ", "", reason)
    for secret in filter(None, secrets):
        reason = reason.replace(secret, "…")
    if state == _NO_TABLE:
        return NoTableError(quoted(reason), lasting=True)
    if isinstance(cause, (psycopg.OperationalError, psycopg.InterfaceError)):
        lasting = not state and bool(_LASTING.search(reason)) and not _PASSING.search(reason)
        return ServerError(quoted(reason), lasting=lasting)
    return ServerError(quoted(reason), lasting=True)
