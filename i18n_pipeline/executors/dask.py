"""The workers of a Dask cluster that is there already."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say

_PATIENCE = 5  # seconds for the scheduler to answer
_RETRIES = 3  # where a worker dies with a page in hand


@contextmanager
def opened(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """The cluster at an address like ``tcp://host:8786``, and how many tasks it takes at a time.

    Raises ConfigError where Dask is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        what = say("--executor dask needs Dask; pip install 'distributed>=2024.1'")
        raise ConfigError(what) from error
    try:
        client = Client(scheduler, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise ConfigError(
            say("no Dask scheduler answers at {scheduler} ({error})", scheduler=scheduler, error=str(error))
        ) from error
    with client:
        width = sum(client.nthreads().values())
        if not width:
            raise ConfigError(
                say("the Dask cluster at {scheduler} has no workers; start some", scheduler=scheduler)
            )
        yield client.get_executor(pure=False, retries=_RETRIES), width
