"""What pages lack in one target: exact memory → exact glossary term → engines, each guarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

from i18n_pipeline.catalog.drafted import Draft, standing_in
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.memory import Memory, reviewed
from i18n_pipeline.catalog.update import is_spare, wants_draft, wants_suggestion
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.base import Brief
from i18n_pipeline.engines.running import chain
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.shared import Shared
from i18n_pipeline.engines.running.task import Budget, Outcome, Planned, Wanted
from i18n_pipeline.errors import LanguagesError
from i18n_pipeline.messages import NOTHING, say
from i18n_pipeline.model import Finding, Key, Message, Severity, show_path
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.judge import objection
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.progress import Tell
from i18n_pipeline.project.redraft import Standing, basis_of, engines_for
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.project.suggestions import Catalogs, read_memory, suggestions
from i18n_pipeline.project.unchanged import Unchanged
from i18n_pipeline.runs import naming
from i18n_pipeline.runs.links import against, as_sent, asked_of, brief_of, context_of, links_of, nobody
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.text.links import mapped_value

_DRAFTING = say("drafting")


class TargetDrafts:
    """What pages lack in one target, and the drafts for it."""

    def __init__(
        self,
        config: Config,
        target: Language,
        engines: Sequence[str],
        cache: Cache,
        unchanged: Callable[[], Unchanged],
        held: Catalogs,
        again: bool,
    ) -> None:
        self.config = config
        self.target = target
        self.cache = cache
        self.glossary = read_glossary(config, target)
        self.links = links_of(config, target, self.glossary, engines or asked_of(config, target))
        names = list(dict.fromkeys(engines or target.engines))
        self.betters = partial(engines_for, glossary=self.glossary, target=target, asked=names, again=again)
        self.against = partial(against, target, self.glossary)
        self.unchanged = unchanged
        self.held = held
        self.again = again
        self.reviewed: dict[str, str] = {}
        self.missing: dict[Source, list[Message]] = {}
        self.beside: set[tuple[str, Key]] = set()  # what has a person's text, of an older source
        self.standing: dict[tuple[str, Key], Standing] = {}
        self.drafts: dict[tuple[str, Key], Draft] = {}
        self.handed: dict[Source, dict[Key, Draft]] = {}
        self.wanted: list[Wanted] = []
        self.outcome = Outcome()

    def collect(self, bundle: Bundle, loaded: Loaded) -> None:
        """What one page lacks. Raises PageError and CatalogError."""
        catalog = bundle.catalog_of(self.target)
        entries = catalog.by_key() if catalog else {}
        rows = reviewed([(loaded.source.name, catalog)] if catalog else [])
        people = {text: said for text, said, _ in rows}
        for text, said in people.items():
            self.reviewed.setdefault(text, said)
        missing = []
        for message in loaded.messages:
            entry = entries.get(message.key)
            if not (catalog and entry):
                continue
            known = self.known(message) if is_spare(entry, catalog) else None  # better than what it has
            if wants_draft(entry) or known:
                missing.append(message)
            elif wants_suggestion(entry):
                missing.append(message)
                self.beside.add((loaded.source.name, message.key))
            elif (engines := self.betters(entry)) is not None:
                missing.append(message)
                here = tuple(link.name for link in self.links if link.name in engines)
                self.standing[loaded.source.name, message.key] = Standing(entry, here)
        self.missing[loaded.source] = missing
        if missing:
            self.suggest(loaded, missing, entries, brief_of(loaded.messages, people.items()))

    @cached_property
    def memory(self) -> Memory:
        """What people translated, read when first needed."""
        locales = self.config.source.locale, self.target.locale
        shared = self.cache.reviewed(*locales) if isinstance(self.cache, Shared) else ()
        digests = self.unchanged().reviewed(self.target)
        return read_memory(self.config, self.target, shared, digests, self.held)

    def suggest(
        self, loaded: Loaded, missing: Sequence[Message], entries: Mapping[Key, Entry], brief: Brief
    ) -> None:
        """Draft what is known; list the rest for the engines."""
        texts = [message.msgid for message in loaded.messages]
        kept = naming.kept(self.config, self.target, loaded.messages, self.glossary)
        for message in missing:
            known, place = self.known(message), (loaded.source.name, message.key)
            standing = self.standing.get(place)
            if known and not (standing and standing.is_of(known)):
                self.drafts[place] = known
            elif not known and (standing is None or standing.engines):
                context = context_of(message, texts, self.memory, entries[message.key], brief)
                guard, names = partial(self.against, message), kept.get(message.msgid, ())
                engines, anew = (standing.engines, self.again) if standing else (None, False)
                self.wanted.append(Wanted(as_sent(message), context, guard, engines, anew, names))

    def known(self, message: Message) -> Draft | None:
        """The best text that memory or glossary has and no rule objects to."""
        for known in suggestions(message.msgid, self.memory, self.glossary):
            if not objection(message, known.text, self.target):
                text = mapped_value(known.text, self.target.links)
                return Draft(text, known.kind, known.by, known.hint)
        return None

    def ask(self, budget: Budget, tell: Tell, *, dry_run: bool) -> None:
        """Ask the engines for what is left; in a dry run, reckon what that takes. Raises ConfigError."""
        if isinstance(self.cache, Shared) and not dry_run:
            self.cache.remember(self.config.source.locale, self.target.locale, self.reviewed)
        if not self.wanted:
            return
        total, outcome = len({item.text for item in self.wanted}), self.outcome

        def report() -> None:
            doing = say("drafting, {n} failed", n=len(outcome.refused)) if outcome.refused else _DRAFTING
            tell(doing, len(outcome.drafts) + len(outcome.refused), total)

        try:
            chain.ask(self.wanted, self.links, self.cache, budget, outcome, report, dry_run=dry_run)
        except LanguagesError as error:
            raise nobody(self.config, self.target, error) from None

    def usable(self, source: Source) -> dict[Key, Draft]:
        """The drafts of one page that nothing speaks against, once the engines were asked."""
        if source not in self.handed:
            drafts = ((message, self.draft_of(source, message)) for message in self.missing.get(source, ()))
            self.handed[source] = {message.key: draft for message, draft in drafts if draft}
        return self.handed[source]

    def tally(self, source: Source) -> dict[str, int]:
        """What its drafts were made of."""
        missing, drafts = self.missing.get(source, ()), self.usable(source)
        kinds = ("missing", "memory", "glossary", "engine", "suggested", "again", "failed")
        tally = Counter(dict.fromkeys(kinds, 0))
        for message in missing:
            draft, there = drafts.get(message.key), self.has_text(source, message)
            tally["missing"] += not there
            tally["failed"] += self.is_refused(source, message, drafts)
            if draft and draft.kind != "kept":
                tally[there or draft.kind] += 1
        return dict(tally)

    def has_text(self, source: Source, message: Message) -> str:
        """What a draft of a message is that has a text; "" for one that has none."""
        place = source.name, message.key
        return "suggested" if place in self.beside else "again" if place in self.standing else ""

    def is_refused(self, source: Source, message: Message, drafts: Mapping[Key, Draft]) -> bool:
        """Whether no engine could draft it, and it has no text."""
        there = message.key in drafts or self.has_text(source, message)
        return not there and as_sent(message) in self.outcome.refused

    def planned(self, source: Source) -> set[str]:
        """The places of one page where an engine's draft would stand, in a dry run."""
        drafts = self.usable(source)
        return {
            show_path(message.places[0].path)
            for message in self.missing.get(source, ())
            if message.key in drafts and isinstance(drafts[message.key].text, Planned)
        }

    def warnings(self) -> list[Finding]:
        """Of texts that stay untranslated."""
        return [
            self.finding(source, message)
            for source, missing in self.missing.items()
            for drafts in [self.usable(source)]
            for message in missing
            if self.is_refused(source, message, drafts)
        ]

    def spent(self) -> dict[str, float]:
        """What asking took; in a dry run, what it would take, and in how many requests."""
        sent, requests = self.outcome.sent, self.outcome.requests
        cost = sum(link.price * sent.get(link.name, 0) for link in self.links) / 1e6
        facts = {"texts": self.outcome.asked, "characters": sum(sent.values()), "cost": cost}
        return {**facts, "requests": requests} if requests else facts

    def draft_of(self, source: Source, message: Message) -> Draft | None:
        """The draft of one message, if there is one and nothing speaks against it here."""
        known = self.drafts.get((source.name, message.key))
        if known:
            return known
        outcome, asked = self.outcome, as_sent(message)
        standing = self.standing.get((source.name, message.key))
        text, by = outcome.drafts.get(asked, ("", ""))
        why = self.against(message, text) if text and not isinstance(text, Planned) else NOTHING
        if why:
            outcome.refused[asked] = why
        basis = basis_of(message.msgid, self.glossary, self.target)
        if text and not why and (standing is None or outcome.engines[asked] in standing.engines):
            away = outcome.waiting.get(asked)
            text = text if isinstance(text, Planned) else mapped_value(text, self.target.links)
            return Draft(text, "engine", standing_in(by, away) if away else by, basis=basis)
        answered = asked in outcome.drafts or asked in outcome.refused
        waits = asked in outcome.unasked or asked in outcome.waiting
        return standing.kept(basis) if standing and answered and not waits else None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left that an engine is to be asked for."""
        outcome = self.outcome
        answered = outcome.drafts.keys() | outcome.refused.keys()
        left = outcome.unasked | outcome.waiting.keys() | ({item.text for item in self.wanted} - answered)
        return not (left or outcome.interrupted)

    def finding(self, source: Source, message: Message) -> Finding:
        """Why a message stays without a draft."""
        place = message.places[0]
        what = say("stays untranslated: {why}", why=self.outcome.refused[as_sent(message)])
        return Finding(
            source.name, source.file, place.line, "not-drafted", Severity.WARNING, what,
            self.target.locale, show_path(place.path),
        )  # fmt: skip
