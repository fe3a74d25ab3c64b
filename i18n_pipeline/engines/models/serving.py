"""The one thread that loads models, translates with them, and drops them: no other may touch a Translator.

fxtranslate panics where another does, and on some damaged files: with a ``PanicException``, which is no
``Exception``, and with lines of its own on stderr.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any

from i18n_pipeline.errors import ConfigError, EngineError, PipelineError
from i18n_pipeline.messages import say

#: Loads the models of a route: each is given a text in turn. Raises ConfigError.
Load = Callable[[], Sequence[Any]]
_Task = tuple[str, "Future[str | PipelineError]"]


class Models:
    """The models of a route, for any thread; loaded for the first text, dropped with this object."""

    def __init__(self, load: Load) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        threading.Thread(target=_live, args=(load, self._tasks), name="models", daemon=True).start()
        weakref.finalize(self, self._tasks.put, None)

    def translate(self, text: str) -> str | EngineError:
        """The text in the target language. Raises ConfigError where a model cannot be loaded."""
        answer: Future[str | PipelineError] = Future()
        self._tasks.put((text, answer))
        given = answer.result()
        if isinstance(given, ConfigError):
            raise given
        return given if isinstance(given, str | EngineError) else EngineError(given.message)


_open: weakref.WeakValueDictionary[object, Models] = weakref.WeakValueDictionary()
_lock = threading.Lock()


def models(key: object, load: Load) -> Models:
    """Those that are loaded already under a key, else to be loaded: many engines share them."""
    with _lock:
        found = _open.get(key)
        if found is None:
            found = _open[key] = Models(load)
        return found


def quietly(work: Callable[..., Any], *arguments: object) -> Any:
    """What ``work``, a call of the library, gives, without what it says on stderr.

    It holds up all other threads of Python meanwhile, so none of them is silenced.
    """
    with _silence():
        return work(*arguments)


def _live(load: Load, tasks: SimpleQueue[_Task | None]) -> None:
    loaded: Sequence[Any] = ()
    while (task := tasks.get()) is not None:
        text, answer = task
        given: str | PipelineError = text
        try:
            loaded = loaded or load()
            for model in loaded:
                given = str(quietly(model.translate_long, given))
        except ConfigError as error:
            given = ConfigError(error.message)  # without the frames, which hold models
        except BaseException as error:
            what = say("firefox could not translate the text ({name})", name=type(error).__name__)
            given = EngineError(what)
        answer.set_result(given)


@contextmanager
def _silence() -> Iterator[None]:
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
