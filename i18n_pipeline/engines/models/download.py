"""Get one file of a known size and hash: resumed where it broke off, looked through before it is used."""

from __future__ import annotations

import gzip
import http.client
import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

import certifi

from i18n_pipeline.engines.models.pinned import Packed, is_intact, megabytes
from i18n_pipeline.errors import ConfigError, EngineError, TemporaryEngineError
from i18n_pipeline.messages import say

_WAIT = 20.0  # seconds without a byte
_PATIENCE, _SLOWEST = 60.0, 2_000.0  # seconds to begin with; bytes a second that it may then take
_STEP = 2**16  # bytes
_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


def get(file: Packed, address: str, folder: Path, tell: Callable[[int], None]) -> None:
    """Put the unpacked file into a folder; ``tell`` is told the bytes of the download that are there.

    Raises TemporaryEngineError where another try may do, with what came kept; EngineError where what came is
    not the file; ConfigError where there is none at the address; OSError.
    """
    part = folder / f"{file.name}.{file.packed_sha256[:12]}.part"
    with open(part, "ab") as stream:
        if stream.tell() < file.packed_size:
            _fetch(file, address, stream, tell)
    if not is_intact(part, file.packed_size, file.packed_sha256):
        part.unlink()
        what = say(
            "{address} is not the file that is expected (its size or SHA-256 differs), and was deleted; "
            "try again, or another --url",
            address=address,
        )
        raise EngineError(what)
    unpacked = part.with_suffix(".new")
    with gzip.open(part) as packed, open(unpacked, "wb") as stream:
        while piece := packed.read(_STEP):
            stream.write(piece)
    os.replace(unpacked, folder / file.name)
    part.unlink()


def _fetch(file: Packed, address: str, stream: BinaryIO, tell: Callable[[int], None]) -> None:
    """Add what is missing; one byte too many tells that it is another file."""
    try:
        with closing(_opened(address, stream.tell())) as reply:
            resumed = reply.headers.get("Content-Range", "").startswith(f"bytes {stream.tell()}-")
            if reply.status != HTTPStatus.PARTIAL_CONTENT or not resumed:
                stream.truncate(0)
            got = begun = stream.tell()
            start = time.monotonic()
            while got <= file.packed_size and (piece := reply.read1(_STEP)):
                got += stream.write(piece)
                tell(got)
                if time.monotonic() - start > _PATIENCE + (got - begun) / _SLOWEST:
                    raise TimeoutError
    except urllib.error.HTTPError as error:
        error.close()
        raise _refused(address, error.code) from None
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        if isinstance(error, OSError) and error.filename:
            raise  # of the disk
        cause = getattr(error, "reason", error)
        why = type(cause if isinstance(cause, BaseException) else error).__name__
        raise _broken(address, stream.tell(), file, why) from None
    if got < file.packed_size:
        raise _broken(address, got, file, "EOF")


def _opened(address: str, begun: int) -> Any:
    # as it lies there: some servers unpack for whoever does not say so
    headers = {"Accept-Encoding": "gzip", "User-Agent": "i18n-pipeline"}
    if begun:
        headers["Range"] = f"bytes={begun}-"
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    request = urllib.request.Request(address, headers=headers)
    return urllib.request.urlopen(request, timeout=_WAIT, context=context)


def _broken(address: str, got: int, file: Packed, why: str) -> TemporaryEngineError:
    if not got:
        what = say(
            "{address} cannot be reached ({why}); run again, or name a mirror as --url",
            address=address,
            why=why,
        )
        return TemporaryEngineError(what)
    return TemporaryEngineError(
        say(
            "{address} broke off at {got} of {size} ({why}); run again to go on",
            address=address,
            got=megabytes(got),
            size=megabytes(file.packed_size),
            why=why,
        )
    )


def _refused(address: str, status: int) -> EngineError | ConfigError:
    what = say("{address} cannot be got (HTTP {status})", address=address, status=status)
    return TemporaryEngineError(what) if status in _LATER or status >= 500 else ConfigError(what)
