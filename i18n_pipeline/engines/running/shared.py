"""A cache that many machines share, and what people reviewed on any of them.

While its server is away, answers are kept in the project's own file, and handed over when it is back.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from i18n_pipeline.engines.running.cache import Cache, Pause
from i18n_pipeline.errors import CacheError
from i18n_pipeline.messages import say

if TYPE_CHECKING:
    from i18n_pipeline.engines.running.postgres import Server

_T = TypeVar("_T")
_VARIABLE = "env:"
_OURS = "I18N_"  # how a variable begins that i18n.toml may name: others hold addresses for others
_PATIENCE = 120.0  # seconds to wait for texts that another process is asking
_ROWS = 100  # answers, at a time
_LOOK = 0.2  # seconds, about, between two looks whether it is done


def open_cache(file: Path, where: str) -> Cache:
    """The cache that i18n.toml names: the file, or a server, ``postgresql://…`` or ``env:NAME``."""
    return Shared(file, where) if where else Cache(file)


class Shared(Cache):
    """A cache on a PostgreSQL server, which is connected to when it is first needed.

    A server that is away, or goes away, ends nothing: ``away`` says why. Raises CacheError where only
    a person can help: a wrong address or password, a package that is not installed.
    """

    def __init__(self, file: Path, where: str) -> None:
        super().__init__(file)
        self._where = where
        self._server: Server | None = None

    def get(self, scope: str, texts: Iterable[str]) -> dict[str, str]:
        """The answers that are there, by text."""
        asked = list(texts)
        there: dict[str, str] = self._try(lambda server: server.answers(scope, asked), {})
        return there | super().get(scope, [text for text in asked if text not in there])

    def put(self, scope: str, answers: Mapping[str, str], *, anew: bool = False) -> None:
        """Keep answers, at once: on the server, else in the file, where receipts always are."""
        rows = [(scope, text, answer) for text, answer in answers.items()]
        kept = False
        try:
            kept = self._try(lambda server: server.keep(rows), False)
        finally:
            if anew or not kept:
                super().put(scope, answers, anew=anew)

    @contextmanager
    def asking(self, scope: str, texts: Sequence[str], pause: Pause) -> Iterator[Mapping[str, str]]:
        """Hold texts while an engine is asked for them; gives the answers that came meanwhile.

        Where another process holds one of them, wait for it; not for long, it may be stuck.
        """
        end = time.monotonic() + _PATIENCE
        held = False
        while not held and not self.away and time.monotonic() < end:
            held = self._try(lambda server: server.hold(scope, texts), False)
            if not held and pause(random.uniform(0.5, 1.5) * _LOOK):
                break
        try:
            yield self.get(scope, texts)
        finally:
            if held:
                self._try(lambda server: server.let_go(scope, texts), None)

    def reviewed(self, source: str, target: str) -> list[tuple[str, str]]:
        """(text, translation) of two locales, as last reviewed on any machine."""
        return self._try(lambda server: server.reviewed(source, target), [])

    def remember(self, source: str, target: str, pairs: Mapping[str, str]) -> None:
        """Tell the others what was reviewed here."""
        if pairs:
            self._try(lambda server: server.remember(source, target, pairs), None)

    def hand_over(self) -> None:
        """Bring what the file has to the server, if that was needed in this run and is there."""
        if not (self._server and self._server.connected):
            return
        while rows := self.some(_ROWS):
            sound = [row for row in rows if isinstance(row[2], str)]  # SQLite keeps what it is given
            if not self._try(lambda server, sound=sound: server.keep(sound), False):  # type: ignore[misc]
                break
            self.forget(rows)

    def close(self) -> None:
        """End the connection, and release the file."""
        super().close()
        if self._server:
            self._server.close()

    def _try(self, work: Callable[[Server], _T], otherwise: _T) -> _T:
        """What the server gives; ``otherwise`` while it is away."""
        if self.away:
            return otherwise
        try:
            from i18n_pipeline.engines.running.connecting import ServerError
            from i18n_pipeline.engines.running.postgres import Server
        except ModuleNotFoundError as error:
            what = say(
                "the cache in i18n.toml needs pip install {wanted} ({module})",
                wanted="'psycopg[binary]>=3.1.8' 'SQLAlchemy>=2.0'",
                module=error.name or "",
            )
            raise CacheError(what) from None
        try:
            named = not self._where.startswith(_VARIABLE)
            self._server = self._server or Server(_address(self._where), named=named)
            return work(self._server)
        except ServerError as error:
            failure = error
        if failure.lasting:
            raise CacheError(say("the shared cache cannot be used: {why}", why=failure.reason))
        self.away = failure.reason
        return otherwise


def _address(where: str) -> str:
    if not where.startswith(_VARIABLE):
        return where
    name = where.removeprefix(_VARIABLE)
    if not name.startswith(_OURS):
        raise CacheError(
            say(
                '"cache" may name no variable but one that begins with {ours}, as i18n.toml may be '
                "anybody's; put the address into {ours}CACHE",
                ours=_OURS,
            )
        )
    address = os.environ.get(name, "").strip()
    if not address.startswith(("postgresql://", "postgres://")):
        raise CacheError(
            say(
                "the environment variable {variable}, which i18n.toml names for the cache, "
                "must hold an address, postgresql://…",
                variable=name,
            )
        )
    return address
