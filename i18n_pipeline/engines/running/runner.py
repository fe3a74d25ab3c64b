"""Run an engine over many texts: batches, workers, a pace, retries, and knowing when to stop."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from itertools import islice
from queue import Empty, SimpleQueue

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_random_exponential

from i18n_pipeline.engines.base import Engine, Limits, Request
from i18n_pipeline.errors import EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import counted, say
from i18n_pipeline.signals import taken

Answer = str | EngineError
_GRACE = 0.5  # seconds for calls on their way when somebody asks to stop
#: Called with each call's requests and answers as soon as they are there, in a worker's thread.
Keep = Callable[[Sequence[Request], Sequence[Answer]], None]
#: Entered before a call with its texts, and with what waits a while and tells whether the run is over;
#: gives answers that are there by now, which need no call.
Asking = Callable[[Sequence[str], Callable[[float], bool]], AbstractContextManager[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard an engine may be driven."""

    workers: int | None = None  # calls at once; None: as the engine's limits say
    per_second: float = 0.0  # calls; 0 means no limit
    attempts: int = 4  # a call, before the run stops
    backoff: float = 1.0  # seconds, doubled at each attempt, jittered
    patience: float = 60.0  # seconds; an engine that asks for a longer wait stops the run
    strikes: int = 8  # failed calls in a row, over all workers, before the run stops


def run(
    create: Callable[[], Engine],
    requests: Sequence[Request],
    pace: Pace,
    keep: Keep,
    asking: Asking = lambda texts, pause: nullcontext({}),
) -> Iterator[tuple[Request, Answer]]:
    """Yield each request with its answer, in the order they come.

    Raises TemporaryEngineError when the engine fails for now, after all answers that did come. Ctrl-C and
    SIGTERM end it whatever the engine does: its threads, if need be, are left behind.
    """
    first = create()
    runner = _Runner(create, pace, keep, asking)
    waiting = batches(requests, first.limits)
    failure: TemporaryEngineError | None = None
    workers = pace.workers or first.limits.workers
    for _ in range(workers):
        threading.Thread(target=runner.work, name="engine", daemon=True).start()
    patience: float | None = None
    on_way = 0
    try:
        for batch in islice(waiting, workers * 2):
            runner.tasks.put(batch)
            on_way += 1
        while on_way:
            answered, error = taken(runner.done)
            on_way -= 1
            if isinstance(error, TemporaryEngineError):
                failure = runner.reason or error
                runner.stopped.set()
            elif error:
                raise error
            yield from answered
            for batch in () if failure else islice(waiting, 1):
                runner.tasks.put(batch)
                on_way += 1
    except (KeyboardInterrupt, GeneratorExit):
        patience = _GRACE
        raise
    finally:
        runner.end(workers, on_way, patience)
    if failure:
        raise failure


class _Runner:
    """What the workers share: the pace, the strikes, and the word to stop."""

    def __init__(self, create: Callable[[], Engine], pace: Pace, keep: Keep, asking: Asking) -> None:
        self.create = create
        self.pace = pace
        self.keep = keep
        self.asking = asking
        self.local = threading.local()
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.tasks: SimpleQueue[Sequence[Request] | None] = SimpleQueue()  # None: there will be no more
        self.done: SimpleQueue[tuple[list[tuple[Request, Answer]], BaseException | None]] = SimpleQueue()
        self.next_call = 0.0
        self.strikes = 0
        self.reason: TemporaryEngineError | None = None

    def work(self) -> None:
        """The life of a worker."""
        while (batch := self.tasks.get()) is not None:
            try:
                self.done.put((self.call(batch), None))
            except BaseException as error:  # told to the main thread, which waits for it
                self.done.put(([], error))

    def end(self, workers: int, on_way: int, patience: float | None) -> None:
        """Let the workers go, and wait for what is on its way; no longer than ``patience``, if any."""
        self.stopped.set()
        until = time.monotonic() + (patience or 0)
        with suppress(Empty):
            for _ in range(on_way):
                taken(self.done, math.inf if patience is None else max(0.0, until - time.monotonic()))
        for _ in range(workers):
            self.tasks.put(None)

    def call(self, batch: Sequence[Request]) -> list[tuple[Request, Answer]]:
        """One batch, retried. Raises TemporaryEngineError."""
        if self.stopped.is_set():
            raise TemporaryEngineError(say("stopped"))
        retrying = Retrying(
            retry=retry_if_exception(self.is_worth_another_try),
            stop=stop_after_attempt(self.pace.attempts),
            wait=self.wait_for,
            sleep=self.sleep,
            reraise=True,
        )
        with self.asking([request.text for request in batch], self.stopped.wait) as known:
            rest = [request for request in batch if request.text not in known]
            answers = retrying(self.attempt, rest) if rest else []
            self.keep(rest, answers)
        answered = [(request, known[request.text]) for request in batch if request.text in known]
        return [*answered, *zip(rest, answers, strict=True)]

    def attempt(self, batch: Sequence[Request]) -> Sequence[Answer]:
        self.sleep(self.turn())
        if self.stopped.is_set():
            raise TemporaryEngineError(say("stopped"))
        try:
            answers = self.engine().translate(batch)
        except TemporaryEngineError as error:
            self.strike(error)
            raise
        except PipelineError:
            raise
        except BaseException as error:  # a bug of the engine, or of its library: no reason to lose the others
            if len(batch) > 1:
                return [answer for request in batch for answer in self.attempt([request])]
            return [EngineError(say("the engine broke on this text ({name})", name=type(error).__name__))]
        if len(answers) != len(batch):
            asked = counted("{n} text", "{n} texts", len(batch))
            gave = counted(
                "the engine gave {n} answer to {texts}",
                "the engine gave {n} answers to {texts}",
                len(answers),
                texts=asked,
            )
            raise TemporaryEngineError(gave)
        self.strikes = 0
        return answers

    def is_worth_another_try(self, error: BaseException) -> bool:
        return isinstance(error, TemporaryEngineError) and not self.stopped.is_set()

    def sleep(self, seconds: float) -> None:
        """Wait, but not beyond the end of the run."""
        self.stopped.wait(min(seconds, threading.TIMEOUT_MAX))

    def engine(self) -> Engine:
        """This thread's own instance."""
        if not hasattr(self.local, "engine"):
            self.local.engine = self.create()
        engine: Engine = self.local.engine
        return engine

    def turn(self) -> float:
        """Seconds until this call may start (a token bucket of one token)."""
        if not self.pace.per_second:
            return 0.0
        with self.lock:
            now = time.monotonic()
            self.next_call = max(now, self.next_call)
            delay = self.next_call - now
            self.next_call += 1 / self.pace.per_second
            return delay

    def strike(self, error: TemporaryEngineError) -> None:
        """Count a failure; stop everything where waiting is no use."""
        with self.lock:
            self.strikes += 1
            self.reason = error
            too_many = self.strikes >= self.pace.strikes
        if too_many or (error.retry_after or 0) > self.pace.patience:
            self.stopped.set()

    def wait_for(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = getattr(error, "retry_after", None) or 0.0
        jittered: float = wait_random_exponential(multiplier=self.pace.backoff, max=self.pace.patience)(state)
        return max(asked, jittered)


def batches(requests: Sequence[Request], limits: Limits) -> Iterator[list[Request]]:
    """Consecutive requests, as many as one call takes; a text over the limit goes alone."""
    batch: list[Request] = []
    size = 0
    for request in requests:
        if batch and (len(batch) >= limits.texts or size + len(request.text) > limits.characters):
            yield batch
            batch, size = [], 0
        batch.append(request)
        size += len(request.text)
    if batch:
        yield batch
