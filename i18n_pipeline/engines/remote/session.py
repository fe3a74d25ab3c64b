"""HTTP with a deadline, where every failure is one of ours and no message holds a key."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from i18n_pipeline.engines.remote.deadline import LateError, cut, within
from i18n_pipeline.engines.remote.replies import problem, retry_after
from i18n_pipeline.errors import PipelineError, SlowEngineError, TemporaryEngineError
from i18n_pipeline.messages import say

_CONNECT = 5.0  # seconds; a server that is there takes far less
_LINE = 2**16  # bytes
_MOST = 8 * 2**20  # bytes of a reply, unpacked; texts and their translations are far smaller


class Session(requests.Session):
    """A session that raises for what failed and returns what may be an answer.

    ``judge`` sees the JSON of a reply first: some services tell errors in there only.
    """

    def __init__(
        self,
        who: str,
        timeout: float,
        *,
        key_from: str = "",
        secrets: tuple[str, ...] = (),
        judge: Callable[[object], PipelineError | None] = lambda body: None,
    ) -> None:
        super().__init__()
        self._who, self._timeout, self._judge = who, timeout, judge
        self._key_from, self._secrets = key_from, secrets
        self._wire = _Wire()
        self.mount("http://", self._wire)
        self.mount("https://", self._wire)
        self.auth = lambda request: request  # else a .netrc would put its password in the place of our key

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> requests.Response:
        """Send as ``requests`` does; the whole of it, up to the last byte, is over within the timeout.

        What would be posted in the address is posted in the body: it may be long, and hold a key.
        """
        if method.upper() == "POST" and "params" in options:
            options["data"] = options.pop("params")
        options["stream"] = True
        options["timeout"] = (min(_CONNECT, self._timeout), self._timeout)
        send = super().request

        def exchange() -> requests.Response:
            reply = send(method, url, *args, **options)
            _load(reply)
            return reply

        try:
            reply = within(self._timeout, exchange)
        except (requests.Timeout, LateError):
            self._wire.cut()
            failure: PipelineError | None = SlowEngineError(
                say("{who} did not answer in {seconds:g} s", who=self._who, seconds=self._timeout)
            )
        except requests.RequestException as error:
            failure = TemporaryEngineError(
                say("{who} cannot be reached ({error})", who=self._who, error=type(error).__name__)
            )
        else:
            failure = self.failure(reply)
        if failure:  # outside the handlers: a library's error quotes the address and what is in it
            raise failure
        return reply

    def get_redirect_target(self, resp: requests.Response) -> None:
        """No redirect is followed: it would carry texts, and a key in the body, to whoever it names."""

    def failure(self, reply: requests.Response) -> PipelineError | None:
        """What is wrong with a reply."""
        try:
            body: object = reply.json()
        except (ValueError, RecursionError):
            body = None
        failure = self._judge(body) or problem(
            self._who, reply.status_code, reply.headers, body, key_from=self._key_from, secrets=self._secrets
        )
        if isinstance(failure, TemporaryEngineError) and failure.retry_after is None:
            failure.retry_after = retry_after(reply.headers.get("Retry-After", ""))
        return failure


class _Wire(HTTPAdapter):
    """Knows the socket of the connection that was made last: one thread at a time uses a session."""

    def __init__(self) -> None:
        super().__init__()
        self._socket: socket.socket | None = None

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:
        """As ``requests`` has it."""
        pool: Any = super().get_connection_with_tls_context(*args, **options)
        if "ConnectionCls" not in vars(pool):
            wire = self

            class Noted(pool.ConnectionCls):  # type: ignore[misc]
                def connect(self) -> None:
                    super().connect()
                    wire._socket = self.sock

                def getresponse(self) -> Any:
                    reply = super().getresponse()
                    if reply._fp.fp is not None:
                        reply._fp.fp = _Lines(reply._fp.fp)
                    return reply

            pool.ConnectionCls = Noted
        return pool

    def cut(self) -> None:
        """End the connection, and with it the thread that waits for it."""
        if self._socket is not None:
            cut(self._socket.fileno)


class _Lines:
    """A reply with an end to its lines: the extension of a chunk may have none, and would fill the memory."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._stream.readline(_LINE if size < 0 else size)
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _load(reply: requests.Response) -> None:
    """Read a reply that may have no end. Raises requests' own errors."""
    with reply:
        content = b""
        for chunk in reply.iter_content(2**16):
            content += chunk
            if len(content) > _MOST:
                raise requests.exceptions.ContentDecodingError("too long")
        reply._content = content
