"""One link of the chain: an engine behind its share of the cache, its drafts judged by their guards."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from i18n_pipeline.engines.base import Request, Settings
from i18n_pipeline.engines.running.cache import Cache, Pause
from i18n_pipeline.engines.running.runner import Answer, batches, run
from i18n_pipeline.engines.running.spending import spend
from i18n_pipeline.engines.running.task import (
    Budget,
    Link,
    NotAskedError,
    NotPaidTwiceError,
    Outcome,
    Planned,
    Wanted,
)
from i18n_pipeline.errors import CacheError, EngineError, TemporaryEngineError
from i18n_pipeline.messages import NOTHING, say
from i18n_pipeline.text.protect import MASK_VERSION, mask, restore

_TOKEN = re.compile(r"(\[X\d+X\])")
_NO_TEXT = say("the engine gave no text")


class Asker:
    """One engine of the chain, with its share of the cache."""

    def __init__(
        self, link: Link, cache: Cache, outcome: Outcome, budget: Budget, *, dry_run: bool = False
    ) -> None:
        self.link = link
        self.dry_run = dry_run
        self.budget = budget
        self.cache = cache
        self.outcome = outcome
        self.name = link.name
        engine = link.create()
        self.label = f"{engine.name} {engine.version}"
        self.limits = engine.limits
        self.kept = tuple(term.source for term in link.settings.glossary if not term.target)
        self.scope = _scope(f"{link.name} {self.label}", link.settings)
        self.mends = engine.limits.mends
        self.scope_of_mended = _scope(f"{link.name} {self.label} mended", link.settings)
        self.elsewhere: set[str] = set()  # texts that another process was asking at the same time
        self.anew = False

    def drafts(self, wanted: Sequence[Wanted], *, anew: bool = False) -> Iterator[tuple[Wanted, Answer]]:
        """A draft or a reason for each text. One whose protected pieces were lost is asked in pieces.

        What a guard refuses is sent back once with the objection, where the engine makes use of that.
        ``anew``: what was answered before is not meant, but for what a run had that did not come to its end.
        """
        self.anew = anew
        masks = {item.text: self.masked(item) for item in wanted}
        plain: list[tuple[Wanted, Request]] = []
        for item in wanted:
            masked, _ = masks[item.text]
            if item.names and not any(map(str.isalpha, _TOKEN.sub("", masked))):
                name = item.names[0]
                what = say("{name} is a name that glossary.csv does not have: add a row", name=name)
                yield item, EngineError(what)
            else:
                plain.append((item, Request(masked, item.context)))
        refused: list[tuple[Wanted, Request]] = []
        in_pieces: list[Wanted] = []
        for scope, asked in ((self.scope, plain), (self.scope_of_mended, refused)):
            for item, request, answer in self.answers_to(asked, scope):
                draft = _restored(item, answer, masks[item.text][1])
                judged = None if draft is None else self.guarded(item, draft)
                if judged is None:
                    in_pieces.append(item)
                elif self.mends and isinstance(draft, str) and judged is not draft and not request.objection:
                    refused.append((item, replace(request, refused=str(answer), objection=str(judged))))
                else:
                    yield item, judged
        if in_pieces:
            yield from self.drafts_in_pieces(in_pieces)

    def masked(self, item: Wanted) -> tuple[str, tuple[str, ...]]:
        """The text as the engine gets it, and what it does not get."""
        masked, pieces = mask(item.text, self.kept)
        for name in sorted(item.names, key=lambda name: (-len(name), name)):  # one text has one mask
            first, *rest = masked.split(name)
            masked = "".join((first, *(f"[X{at}X]{part}" for at, part in enumerate(rest, len(pieces)))))
            pieces += (name,) * len(rest)
        return masked, pieces

    def answers_to(
        self, asked: Sequence[tuple[Wanted, Request]], scope: str
    ) -> Iterator[tuple[Wanted, Request, Answer]]:
        """An answer for each item; those of one masked text share it."""
        by_masked: dict[str, list[tuple[Wanted, Request]]] = {}
        for item, request in asked:
            by_masked.setdefault(request.text, []).append((item, request))
        for masked, answer in self.answers([pairs[0][1] for pairs in by_masked.values()], scope):
            for item, request in by_masked[masked]:
                yield item, request, answer

    def drafts_in_pieces(self, wanted: Sequence[Wanted]) -> Iterator[tuple[Wanted, Answer]]:
        """Translate what stands between the protected pieces, each part on its own."""
        parts = {item.text: _TOKEN.split(self.masked(item)[0]) for item in wanted}
        requests = {
            part.strip(): Request(part.strip(), item.context)
            for item in wanted
            for part in parts[item.text][::2]
            if any(char.isalpha() for char in part)
        }
        answers = dict(self.answers(list(requests.values()), self.scope))
        for item in wanted:
            draft = _join(parts[item.text], answers)
            try:
                restored = restore(draft, self.masked(item)[1]) if isinstance(draft, str) else draft
            except EngineError as error:
                restored = error
            yield item, self.guarded(item, restored)

    def answers(self, asked: Sequence[Request], scope: str) -> Iterator[tuple[str, Answer]]:
        """An answer for each masked text: from the cache, else from the engine."""
        texts = [request.text for request in asked]
        if self.anew:
            self.outcome.receipts |= {(scope, text) for text in texts}
        kept = self.cache.receipts if self.anew else self.cache.get
        cached = kept(scope, texts) if texts else {}
        self.outcome.cached += len(cached)
        yield from ((text, answer or EngineError(_NO_TEXT)) for text, answer in cached.items())
        requests = []
        for request in asked:
            if request.text in cached:
                continue
            if self.budget.take(request.text):
                requests.append(request)
            else:
                yield request.text, NotAskedError(say("not asked, the limit on characters is reached"))
        if not requests:
            return
        self.require_accounts()
        answered: Iterable[tuple[Request, Answer]]
        if self.dry_run:
            self.outcome.requests += sum(1 for _ in batches(requests, self.limits))
            answered = ((request, Planned(request.text)) for request in requests)
        else:
            answered = run(
                self.link.create,
                requests,
                self.link.pace,
                partial(self.keep, scope),
                partial(self.asking, scope),
            )
        for request, answer in answered:
            if request.text in self.elsewhere:
                self.outcome.cached += 1
            else:
                self.outcome.asked += 1
                self.outcome.sent[self.name] = self.outcome.sent.get(self.name, 0) + len(request.text)
            yield request.text, answer

    def require_accounts(self) -> None:
        """Raise TemporaryEngineError where it has a price, and what is paid cannot be known or noted."""
        if self.link.price and self.cache.away:
            what = say("not asked, it has a price and the shared cache is away ({why})", why=self.cache.away)
            raise NotPaidTwiceError(what)
        if self.link.price and not self.dry_run:
            self.note(())

    @contextmanager
    def asking(self, scope: str, texts: Sequence[str], pause: Pause) -> Iterator[Mapping[str, str]]:
        """Hold texts while they are asked, and note those that another process had asked by then."""
        with self.cache.asking(scope, texts, pause) as known:
            known = {} if self.anew else known
            self.elsewhere |= known.keys()
            yield known

    def keep(self, scope: str, requests: Sequence[Request], answers: Sequence[Answer]) -> None:
        """Note what that took, and cache what came back, successes only."""
        texts = [request.text for request in requests]
        kept = {
            request.text: answer
            for request, answer in zip(requests, answers, strict=True)
            if isinstance(answer, str) and answer.strip()
        }
        try:
            self.note(texts)
        finally:
            if kept:
                self.cache.put(scope, kept, anew=self.anew)
            if self.anew:
                self.cache.refuse(scope, [text for text in texts if text not in kept])

    def note(self, texts: Sequence[str]) -> None:
        """Note what was sent. Raises TemporaryEngineError where that cannot be, and it has a price."""
        link = self.link
        if self.outcome.unnoted and not link.price:
            return
        try:
            spend(self.cache.folder, link.settings.target, link.name, texts, link.price)
        except CacheError as error:
            if link.price:
                raise TemporaryEngineError(error.located) from error
            self.outcome.unnoted = error.message

    def guarded(self, item: Wanted, draft: Answer) -> Answer:
        """The draft, unless its guard objects."""
        if isinstance(draft, EngineError):
            return draft
        objection = NOTHING if isinstance(draft, Planned) else item.guard(draft)
        return EngineError(objection) if objection else draft


def _restored(item: Wanted, answer: Answer, pieces: tuple[str, ...]) -> Answer | None:
    """The draft that an answer is; None where protected pieces were lost."""
    if isinstance(answer, EngineError):
        return answer
    if isinstance(answer, Planned):
        return Planned(f"… {item.text}")  # another text than any that stands there
    if not answer.strip():
        return EngineError(_NO_TEXT)
    try:
        return restore(answer, pieces)
    except EngineError:
        return None


def _join(parts: Sequence[str], answers: Mapping[str, Answer]) -> Answer:
    """Parts (texts and tokens in turn) with their answers in place, edge blanks kept."""
    joined: list[str] = []
    for part in parts:
        answer = answers.get(part.strip(), part.strip())
        if isinstance(answer, EngineError):
            return answer
        blank = " " if any(joined) and part.strip() and not part.startswith(("，", "。", ",", ".")) else ""
        joined.append(blank + answer.strip() if part.strip() else part)
    return "".join(joined)


def _scope(label: str, settings: Settings) -> str:
    """Everything but the text that an answer depends on, as a digest."""
    terms = sorted((term.source, term.target) for term in settings.glossary)
    options = sorted((key, repr(value)) for key, value in settings.options.items())
    parts = (label, MASK_VERSION, settings.source, settings.target, options, terms)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
