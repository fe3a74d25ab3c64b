"""Driving engines: nothing asked twice, nothing paired wrongly, no hang, the right end."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from multiprocessing import get_context
from pathlib import Path

import pytest

from i18n_pipeline.engines.base import Context, Engine, Limits, Request, Settings
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.chain import ask, postponement
from i18n_pipeline.engines.running.runner import Pace, _Runner, run
from i18n_pipeline.engines.running.task import Budget, Link, Outcome, Wanted
from i18n_pipeline.errors import ConfigError, EngineError, TemporaryEngineError

QUICK = Pace(workers=4, attempts=3, backoff=0.001, patience=0.2, strikes=4)
ONE = Limits(texts=1)
Answer = str | EngineError


class Counting:
    """An engine whose instances count what they are asked, and check that one thread uses each."""

    name, version = "counting", "1"

    def __init__(self, log: list[str], answer: Callable[[str], Answer], limits: Limits) -> None:
        self.log, self.answer, self.limits = log, answer, limits
        self.thread: int | None = None

    def translate(self, requests: Sequence[Request]) -> list[Answer]:
        self.thread = self.thread or threading.get_ident()
        assert self.thread == threading.get_ident(), "an instance is one thread's"
        self.log += [request.text for request in requests]
        return [self.answer(request.text) for request in requests]


def engine(
    answer: Callable[[str], Answer] = str.upper, limits: Limits = ONE
) -> tuple[list[str], Callable[[], Engine]]:
    log: list[str] = []
    return log, lambda: Counting(log, answer, limits)


def requests(*texts: str) -> list[Request]:
    return [Request(text) for text in texts]


def asked(create: Callable[[], Engine], texts: Sequence[str], pace: Pace = QUICK) -> dict[str, Answer]:
    return {r.text: answer for r, answer in run(create, requests(*texts), pace, lambda *_: None)}


@pytest.mark.parametrize("limits", [Limits(), Limits(texts=7), Limits(texts=50, characters=5)])
def test_every_text_has_its_own_answer(limits: Limits) -> None:
    texts = [f"t{number}" for number in range(100)]
    log, create = engine(limits=limits)
    assert asked(create, texts) == {text: text.upper() for text in texts}
    assert sorted(log) == sorted(texts)


def test_batches_keep_to_the_limits() -> None:
    sizes: list[tuple[int, int]] = []

    class Measuring(Counting):
        def translate(self, requests: Sequence[Request]) -> list[Answer]:
            sizes.append((len(requests), sum(len(request.text) for request in requests)))
            return super().translate(requests)

    texts = ["a" * n for n in (1, 9, 3, 3, 3, 3, 12, 1)]
    asked(lambda: Measuring([], str.upper, Limits(texts=3, characters=10)), texts)
    assert all(count <= 3 and (size <= 10 or count == 1) for count, size in sizes)


def test_a_call_that_fails_for_now_is_tried_again() -> None:
    failures = iter([TemporaryEngineError("busy"), TemporaryEngineError("busy")])

    def answer(text: str) -> str:
        for failure in failures:
            raise failure
        return text.upper()

    assert asked(engine(answer)[1], ["a", "b"]) == {"a": "A", "b": "B"}


def test_what_was_answered_before_the_end_is_handed_over() -> None:
    def answer(text: str) -> str:
        if text > "c":
            raise TemporaryEngineError("quota used up")
        return text.upper()

    found: dict[str, Answer] = {}
    log, create = engine(answer)
    with pytest.raises(TemporaryEngineError, match="quota used up"):  # noqa: PT012
        for request, text in run(
            create, requests(*"abcdefghijklmnop"), Pace(1, 0, 2, 0.001), lambda *_: None
        ):
            found[request.text] = text
    assert found == {"a": "A", "b": "B", "c": "C"}
    assert len(log) < 10, "the rest was not asked"


def test_too_many_strikes_stop_the_run() -> None:
    def answer(text: str) -> str:
        raise TemporaryEngineError("refused")

    log, create = engine(answer)
    with pytest.raises(TemporaryEngineError, match="refused"):
        asked(create, [str(number) for number in range(500)])
    assert len(log) <= QUICK.strikes + (QUICK.workers or 0)


def test_an_engine_that_asks_for_a_longer_wait_than_our_patience_stops_the_run() -> None:
    def answer(text: str) -> str:
        raise TemporaryEngineError("come back tomorrow", retry_after=86_400)

    with pytest.raises(TemporaryEngineError, match="tomorrow"):
        asked(engine(answer)[1], ["a", "b", "c"])


def test_retry_after_is_waited_for() -> None:
    times: list[float] = []

    def answer(text: str) -> str:
        times.append(time.monotonic())
        if len(times) == 1:
            raise TemporaryEngineError("slow down", retry_after=0.1)
        return text

    asked(engine(answer)[1], ["a"])
    assert times[1] - times[0] >= 0.1


def test_the_pace_is_kept() -> None:
    times: list[float] = []

    def answer(text: str) -> str:
        times.append(time.monotonic())
        return text

    asked(engine(answer)[1], list("abcdef"), Pace(workers=4, per_second=50))
    assert max(times) - min(times) >= 5 * 0.02 * 0.9


def test_an_engine_that_gives_too_few_answers_is_not_believed() -> None:
    class Short(Counting):
        def translate(self, requests: Sequence[Request]) -> list[Answer]:
            return super().translate(requests)[1:]

    with pytest.raises(TemporaryEngineError, match="answers to"):
        asked(lambda: Short([], str.upper, Limits(texts=5)), list("abc"))


def test_an_error_that_is_nobody_s_fault_but_the_configuration_s_comes_through() -> None:
    def answer(text: str) -> str:
        raise ConfigError("no key")

    with pytest.raises(ConfigError, match="no key"):
        asked(engine(answer)[1], ["a"])


def test_a_text_that_breaks_an_engine_is_no_reason_to_lose_the_others() -> None:
    def answer(text: str) -> str:
        if text == "b":
            raise IndexError("a bug")
        return text.upper()

    found = asked(engine(answer, Limits(texts=5))[1], list("abc"))
    assert (found["a"], found["c"]) == ("A", "C")
    assert "the engine broke on this text (IndexError)" in str(found["b"])


def test_a_wait_longer_than_clocks_go_ends_with_the_run() -> None:
    create = engine()[1]
    runner = _Runner(create, QUICK, lambda *_: None, lambda *_: nullcontext({}))
    threading.Timer(0.05, runner.stopped.set).start()
    runner.sleep(1e300)
    assert runner.stopped.is_set()


def wanted(*texts: str, guard: Callable[[str], str] = lambda draft: "") -> list[Wanted]:
    return [Wanted(text, Context(), guard) for text in texts]


def link(
    create: Callable[[], Engine], name: str = "counting", options: dict[str, object] | None = None
) -> Link:
    return Link(name, Settings("zh_CN", "en", (), options or {}), QUICK, create)


def outcome_of(
    items: Sequence[Wanted], links: Sequence[Link], cache: Cache, budget: int | None = None
) -> Outcome:
    outcome = Outcome()
    ask(items, links, cache, Budget(budget), outcome, lambda: None)
    return outcome


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with closing(Cache(tmp_path / ".i18n-cache" / "drafts.sqlite")) as made:
        yield made


def test_nothing_is_asked_twice(cache: Cache) -> None:
    log, create = engine()
    first = outcome_of(wanted("a", "b", "a"), [link(create)], cache)
    second = outcome_of(wanted("a", "b", "c"), [link(create)], cache)
    assert sorted(log) == ["a", "b", "c"]
    assert (first.asked, second.asked, second.cached) == (2, 1, 2)
    assert second.drafts == {text: (text.upper(), "counting 1") for text in "abc"}


def test_other_options_are_another_scope(cache: Cache) -> None:
    log, create = engine()
    for options in ({}, {"model": "x"}, {"model": "y"}):
        outcome_of(wanted("a"), [link(create, options=dict(options))], cache)
    assert log == ["a", "a", "a"]


def test_failures_are_not_cached(cache: Cache) -> None:
    log, create = engine(lambda text: EngineError("no idea"))
    for _ in range(2):
        found = outcome_of(wanted("a"), [link(create)], cache)
        assert found.refused == {"a": "counting: no idea"}
    assert log == ["a", "a"]


def test_a_draft_that_one_place_refuses_is_one_for_another(cache: Cache) -> None:
    strict = wanted("a", guard=lambda draft: "max-length: too long")
    for items in (wanted("a") + strict, strict + wanted("a")):
        found = outcome_of(items, [link(engine()[1])], cache)
        assert found.drafts == {"a": ("A", "counting 1")}
    assert outcome_of(strict, [link(engine()[1])], cache).drafts == {}


def test_an_answer_that_is_no_text_in_the_cache_is_asked_again(cache: Cache, tmp_path: Path) -> None:
    log, create = engine()
    outcome_of(wanted("a"), [link(create)], cache)
    with closing(sqlite3.connect(tmp_path / ".i18n-cache" / "drafts.sqlite")) as database:
        database.execute("UPDATE answers SET answer = x'ff'")
        database.commit()
    assert outcome_of(wanted("a"), [link(create)], cache).drafts == {"a": ("A", "counting 1")}
    assert log == ["a", "a"]


def test_the_next_engine_of_the_chain_gets_what_the_first_could_not(cache: Cache) -> None:
    def guard(draft: str) -> str:
        return "numbers: 3 is missing" if draft == "B" else ""

    picky = engine(lambda text: EngineError("no idea") if text == "a" else text.upper())[1]
    plain = engine(lambda text: f"plain {text}")[1]
    found = outcome_of(wanted(*"abc", guard=guard), [link(picky, "picky"), link(plain, "plain")], cache)
    assert {text: draft for text, (draft, _) in found.drafts.items()} == {
        "a": "plain a",
        "b": "plain b",
        "c": "C",
    }
    assert found.refused == {}


class Mending(Counting):
    """An engine that heeds an objection, but to "b"."""

    def translate(self, requests: Sequence[Request]) -> list[Answer]:
        self.log += [f"{request.text} {request.refused} {request.objection}".strip() for request in requests]
        return [
            request.text.upper() + "3" * (bool(request.objection) and request.text != "b")
            for request in requests
        ]


def test_what_a_guard_refuses_is_sent_back_once_and_then_is_the_next_engine_s(cache: Cache) -> None:
    def guard(draft: str) -> str:
        return "" if "3" in draft or draft == "C" else "numbers: 3 is missing"

    log: list[str] = []
    links = [
        link(lambda: Mending(log, str.upper, Limits(texts=9, mends=True)), "mending"),
        link(engine(lambda text: f"{text} 3")[1], "next"),
    ]
    items = wanted(*"abc", guard=guard)
    for _ in range(2):  # the second time all is in the cache
        found = outcome_of(items, links, cache)
        assert found.engines == {"a": "mending", "b": "next", "c": "mending"}
        assert {text: draft for text, (draft, _) in found.drafts.items()} == {"a": "A3", "b": "b 3", "c": "C"}
        assert log == ["a", "b", "c", "a A numbers: 3 is missing", "b B numbers: 3 is missing"]
    outcome = Outcome()
    ask(items, links, cache, Budget(None), outcome, lambda: None, dry_run=True)
    assert (outcome.requests, len(log)) == (0, 5)


def test_the_next_engine_steps_in_where_the_first_fails_for_now(cache: Cache) -> None:
    def down(text: str) -> str:
        raise TemporaryEngineError("down")

    both = [link(engine(down)[1], "down"), link(engine()[1], "up")]
    found = outcome_of(wanted("a", "b"), both, cache)
    assert set(found.drafts) == {"a", "b"}
    assert postponement([found]) == "down; 2 texts wait for it (2 drafted by the next for now)"
    alone = outcome_of(wanted("x"), both[:1], cache)
    assert postponement([alone]) == "down; 1 text waits for it"


def test_a_budget_is_a_hard_cap(cache: Cache) -> None:
    log, create = engine()
    found = outcome_of(wanted("aaaa", "bbbb", "cc"), [link(create)], cache, budget=6)
    assert sorted(log) == ["aaaa", "cc"]
    assert "limit on characters" in found.refused["bbbb"]


def test_a_dry_run_asks_nobody_and_takes_the_same_way(cache: Cache) -> None:
    log, create = engine()
    outcome_of(wanted("aaaa"), [link(create)], cache)
    planned, done = Outcome(), Outcome()
    items = wanted("aaaa", "bbbb", "cc", "ccccc")
    ask(items, [link(create)], cache, Budget(6), planned, lambda: None, dry_run=True)
    assert (log, planned.requests) == (["aaaa"], 2)
    ask(items, [link(create)], cache, Budget(6), done, lambda: None)
    assert (planned.asked, planned.cached, planned.sent) == (done.asked, done.cached, done.sent)
    assert (planned.refused, list(planned.drafts)) == (done.refused, list(done.drafts))


def _write(file: Path, number: int) -> None:
    with closing(Cache(file)) as cache:
        for at in range(50):
            cache.put("scope", {f"{number}-{at}": "x"})


def test_two_processes_share_a_cache(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "drafts.sqlite"
    processes = [get_context("spawn").Process(target=_write, args=(file, number)) for number in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    with closing(Cache(file)) as cache:
        found = cache.get("scope", [f"{number}-{at}" for number in range(2) for at in range(50)])
    assert len(found) == 100


def test_a_broken_cache_says_what_to_do(cache: Cache, tmp_path: Path) -> None:
    (tmp_path / ".i18n-cache").mkdir()
    (tmp_path / ".i18n-cache" / "drafts.sqlite").write_bytes(b"rubbish" * 1000)
    with pytest.raises(ConfigError, match="delete it, it is only a cache"):
        cache.get("scope", ["a"])
