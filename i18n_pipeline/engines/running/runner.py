"""Run an engine over many texts: batches, workers, a pace, retries, and knowing when to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_random_exponential

from i18n_pipeline.engines.base import Engine, Limits, Request
from i18n_pipeline.errors import EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import say

Answer = str | EngineError
#: Called with each call's requests and answers as soon as they are there, in a worker's thread.
Keep = Callable[[Sequence[Request], Sequence[Answer]], None]


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
    create: Callable[[], Engine], requests: Sequence[Request], pace: Pace, keep: Keep
) -> Iterator[tuple[Request, Answer]]:
    """Yield each request with its answer, in the order they come.

    Raises TemporaryEngineError when the engine fails for now, after all answers that did come.
    """
    first = create()
    runner = _Runner(create, first, pace, keep)
    waiting = batches(requests, first.limits)
    failure: TemporaryEngineError | None = None
    workers = pace.workers or first.limits.workers
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="engine")
    try:
        running = {pool.submit(runner.call, batch) for batch in islice(waiting, workers * 2)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    yield from future.result()
                except TemporaryEngineError as error:
                    failure = runner.reason or error
                    runner.stopped.set()
            if not failure:
                running |= {pool.submit(runner.call, batch) for batch in islice(waiting, len(done))}
    finally:
        runner.stopped.set()
        pool.shutdown(wait=True, cancel_futures=True)
    if failure:
        raise failure


class _Runner:
    """What the workers share: the pace, the strikes, and the word to stop."""

    def __init__(self, create: Callable[[], Engine], first: Engine, pace: Pace, keep: Keep) -> None:
        self.create = create
        self.spare = [first]
        self.pace = pace
        self.keep = keep
        self.local = threading.local()
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.next_call = 0.0
        self.strikes = 0
        self.reason: TemporaryEngineError | None = None

    def call(self, batch: Sequence[Request]) -> list[tuple[Request, Answer]]:
        """One batch, retried. Raises TemporaryEngineError."""
        retrying = Retrying(
            retry=retry_if_exception(self.is_worth_another_try),
            stop=stop_after_attempt(self.pace.attempts),
            wait=self.wait_for,
            sleep=self.sleep,
            reraise=True,
        )
        answers = retrying(self.attempt, batch)
        self.keep(batch, answers)
        return list(zip(batch, answers, strict=True))

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
        except Exception as error:  # a bug of the engine, or of its library: no reason to lose the others
            if len(batch) > 1:
                return [answer for request in batch for answer in self.attempt([request])]
            return [EngineError(say("the engine broke on this text ({name})", name=type(error).__name__))]
        if len(answers) != len(batch):
            raise TemporaryEngineError(
                say("the engine gave {given} answers to {asked} texts", given=len(answers), asked=len(batch))
            )
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
            with self.lock:
                self.local.engine = self.spare.pop() if self.spare else None
            self.local.engine = self.local.engine or self.create()
        found: Engine = self.local.engine
        return found

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
