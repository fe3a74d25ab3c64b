"""Fill missing entries with drafts: exact memory → exact glossary term → engines, each guarded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial

from i18n_pipeline.catalog.drafted import Draft, fill
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.catalog.memory import Memory, reviewed
from i18n_pipeline.catalog.update import is_spare, wants_draft
from i18n_pipeline.config import FILE, Config, EngineOptions, Language
from i18n_pipeline.disk import overlay
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Context, Settings
from i18n_pipeline.engines.running import chain
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.runner import Pace
from i18n_pipeline.engines.running.shared import Shared, open_cache
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import NOTHING, Said, say
from i18n_pipeline.model import Failure, Finding, Key, Message, Severity, show_path
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import catalog_of, edit_catalog, now, read_glossary
from i18n_pipeline.project.chosen import Chosen, choose
from i18n_pipeline.project.judge import objection
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.progress import steps, tell
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.settled import Settled, read_settled
from i18n_pipeline.project.sources import Loaded, load
from i18n_pipeline.project.suggestions import read_memory, suggestions

#: The rule of a warning that a shared cache could not be used.
CACHE_AWAY = "cache-away"
_DRAFTING = say("drafting")


def run(
    config: Config,
    names: Sequence[str] | Chosen = (),
    *,
    targets: Sequence[Language] = (),
    engines: Sequence[str] = (),
    dry_run: bool = False,
    max_chars: int | None = None,
    settled: Settled | None = None,
) -> Report:
    """Draft what the catalogs of the pages lack. Nothing that a person wrote is changed.

    A text no engine can draft stays missing and is reported. When the last engine fails for now,
    what it answered before is saved and ``postponed`` says why it stopped. ``max_chars`` caps what
    is sent to engines. In a dry run no engine is asked; ``plan`` tells what it would take. What was
    reviewed on ``settled`` pages is known without reading their catalogs; if not given, they are looked for.
    """
    chosen = choose(config, names)
    problems = Problems(list(chosen.failures))
    report = Report({}, chosen.failures)
    for name in (*config.engine_options, *(engines or config.engines)):
        registry.require(name)
    budget = chain.Budget(max_chars)
    cache = open_cache(config.root / layout.CACHE, config.cache)
    refusals: list[ConfigError] = []

    @lru_cache(maxsize=1)
    def settled_pages() -> Settled:
        return settled or read_settled(config, config.targets, chosen.everything)

    try:
        for target in targets or config.targets:
            drafter = _Drafter(config, target, engines or config.engines, cache, problems, settled_pages)
            drafter.collect(chosen.sources)
            if not dry_run:
                drafter.share()
            try:
                drafter.ask(budget, dry_run=dry_run)
            except ConfigError as error:
                refusals.append(error)
                where = error.file or layout.catalog_folder(target)
                problems.failures.append(Failure("", where, error.line or 1, error.message))
            with overlay.rehearsal(dry_run):
                report = drafter.fill(report)
            if report.postponed == chain.INTERRUPTED:
                break
        if isinstance(cache, Shared) and not dry_run:
            cache.hand_over()
    finally:
        cache.close()
    if len(refusals) == len(targets or config.targets) and not (report.written or report.postponed):
        raise refusals[0]  # else what was done is to be told, and that it may go on later
    warnings = [*report.warnings, *([_away(cache.away)] if cache.away else [])]
    return replace(report, failed=tuple(problems.failures), warnings=tuple(warnings))


class _Drafter:
    """Drafts into one target: collects what is missing everywhere, asks once, fills page by page."""

    def __init__(
        self,
        config: Config,
        target: Language,
        engines: Sequence[str],
        cache: Cache,
        problems: Problems,
        settled: Callable[[], Settled],
    ) -> None:
        self.config = config
        self.target = target
        self.cache = cache
        self.problems = problems
        self.glossary = read_glossary(config, target)
        self.links = [_link(config, target, name, self.glossary) for name in engines]
        self.settled = settled
        self.reviewed: dict[str, str] = {}
        self.missing: dict[Source, list[Message]] = {}
        self.drafts: dict[tuple[str, Key], Draft] = {}
        self.wanted: list[chain.Wanted] = []
        self.outcome = chain.Outcome()
        self.plan: dict[str, float] = {}

    def collect(self, sources: Sequence[Source]) -> None:
        """Find what is missing, and what others may draw on; take what memory and glossary have."""
        for source in steps(say("looking for what is missing"), sources, len(sources)):
            with self.problems.of(source.name):
                loaded = load(self.config, source)
                catalog = catalog_of(self.config, loaded, self.target)
                entries = catalog.by_key() if catalog else {}
                for text, translation, _ in reviewed([(source.name, catalog)] if catalog else []):
                    self.reviewed.setdefault(text, translation)
                missing = []
                for message in loaded.messages:
                    entry = entries.get(message.key)
                    if catalog and entry and wants_draft(entry, catalog):
                        missing.append(message)
                    elif catalog and entry and is_spare(entry, catalog) and self.known(message):
                        missing.append(message)  # there is a better text than the one carried over
                self.missing[source] = missing
                if missing:
                    self.suggest(loaded, missing)

    @cached_property
    def memory(self) -> Memory:
        """What people translated, read when first needed."""
        locales = self.config.source.locale, self.target.locale
        shared = self.cache.reviewed(*locales) if isinstance(self.cache, Shared) else ()
        return read_memory(self.config, self.target, shared, self.settled().reviewed(self.target))

    def share(self) -> None:
        """Let the others who share the cache draw on what people reviewed on these pages."""
        if isinstance(self.cache, Shared):
            self.cache.remember(self.config.source.locale, self.target.locale, self.reviewed)

    def suggest(self, loaded: Loaded, missing: Sequence[Message]) -> None:
        """Draft what is known; list the rest for the engines."""
        texts = [message.msgid for message in loaded.messages]
        for message in missing:
            known = self.known(message)
            if known:
                self.drafts[loaded.source.name, message.key] = known
            else:
                context = _context(message, texts, self.memory)
                self.wanted.append(chain.Wanted(message.msgid, context, partial(self.against, message)))

    def known(self, message: Message) -> Draft | None:
        """The best text that memory or glossary has and no rule objects to."""
        for known in suggestions(message.msgid, self.memory, self.glossary):
            if not objection(message, known.text, self.target):
                return Draft(known.text, known.kind, known.by, known.hint)
        return None

    def ask(self, budget: chain.Budget, *, dry_run: bool) -> None:
        """Ask the engines for what is left; in a dry run, only reckon what that takes."""
        if not self.wanted:
            return
        if dry_run:
            plan = chain.plan(self.wanted, self.links[0], self.cache)
            cost = self.cost({self.links[0].name: plan.characters})
            self.plan = {
                "texts": plan.texts, "characters": plan.characters, "requests": plan.requests, "cost": cost,
            }  # fmt: skip
            return
        total, outcome = len({item.text for item in self.wanted}), self.outcome

        def told() -> None:
            doing = say("drafting, {n} failed", n=len(outcome.refused)) if outcome.refused else _DRAFTING
            tell(doing, len(outcome.drafts) + len(outcome.refused), total)

        chain.ask(self.wanted, self.links, self.cache, budget, outcome, told)

    def cost(self, characters: Mapping[str, int]) -> float:
        """What so many characters cost, by engine, at the prices in i18n.toml."""
        options = self.config.engine_options
        return (
            sum(count * options.get(name, EngineOptions()).price for name, count in characters.items()) / 1e6
        )

    def fill(self, report: Report) -> Report:
        """Put the drafts into the catalogs, which are read again for it."""
        pages = {name: dict(facts) for name, facts in report.pages.items()}
        warnings, written = list(report.warnings), list(report.written)
        for source, missing in self.missing.items():
            found = {m.key: draft for m in missing if (draft := self.draft_of(source, m))}
            tally = {"missing": len(missing), "memory": 0, "glossary": 0, "engine": 0, "failed": 0}
            for draft in found.values():
                tally[draft.kind] += 1
            for message in missing:
                if message.key not in found and message.msgid in self.outcome.refused:
                    tally["failed"] += 1
                    warnings.append(self.finding(source, message))
            pages.setdefault(source.name, {})[self.target.locale] = tally
            with self.problems.of(source.name):
                if found and self.write(source, found):
                    written.append(source.catalog_file(self.target))
        sent = self.outcome.sent
        spent = {"texts": self.outcome.asked, "characters": sum(sent.values()), "cost": self.cost(sent)}
        return replace(
            report,
            pages=pages,
            warnings=tuple(warnings),
            written=tuple(written),
            postponed=self.outcome.postponed or report.postponed,
            plan={**report.plan, **({self.target.locale: self.plan} if self.plan else {})},
            spent={**report.spent, **({self.target.locale: spent} if self.outcome.asked else {})},
        )

    def against(self, message: Message, text: str) -> Said:
        """Why an engine's text cannot be a draft of the message; nothing where it can."""
        found = objection(message, text, self.target, glossary=self.glossary, is_draft=True)
        return found.told if found else NOTHING

    def draft_of(self, source: Source, message: Message) -> Draft | None:
        """The draft of one message, if there is one and nothing speaks against it here."""
        known = self.drafts.get((source.name, message.key))
        if known:
            return known
        text, by = self.outcome.drafts.get(message.msgid, ("", ""))
        why = self.against(message, text) if text else NOTHING
        if why:
            self.outcome.refused[message.msgid] = why
        return None if why or not text else Draft(text, "engine", by)

    def write(self, source: Source, found: Mapping[Key, Draft]) -> bool:
        """Fill one catalog; returns whether it changed."""

        def filled(catalog: Catalog | None) -> Catalog | None:
            changed = catalog and fill(catalog, found)
            return with_field(changed, "PO-Revision-Date", now()) if changed and changed != catalog else None

        return bool(edit_catalog(self.config, source.catalog_file(self.target), filled))

    def finding(self, source: Source, message: Message) -> Finding:
        """Why a message stays without a draft."""
        place = message.places[0]
        what = say("stays untranslated: {why}", why=self.outcome.refused[message.msgid])
        return Finding(
            source.name, source.file, place.line, "not-drafted", Severity.WARNING, what,
            self.target.locale, show_path(place.path),
        )  # fmt: skip


def _link(config: Config, target: Language, name: str, glossary: Glossary) -> chain.Link:
    options = config.engine_options.get(name, EngineOptions())
    settings = Settings(config.source.locale, target.locale, glossary, options.own)
    pace = Pace(options.workers, options.per_second)
    return chain.Link(name, settings, pace, partial(registry.create, name, settings), options.price)


def _away(why: Said) -> Finding:
    """What is told where a shared cache could not be used."""
    what = say(
        "the shared cache is away ({why}); until it is back, answers are kept in {file}, "
        "and engines with a price are not asked",
        why=why,
        file=layout.CACHE,
    )
    return Finding("", FILE, 1, CACHE_AWAY, Severity.WARNING, what)


def _context(message: Message, texts: Sequence[str], memory: Memory) -> Context:
    at = texts.index(message.msgid)
    place = message.places[0]
    return Context(
        title=place.title,
        heading=place.heading,
        before=texts[at - 1] if at else "",
        after=texts[at + 1] if at + 1 < len(texts) else "",
        note=" ".join(place.notes),
        similar=partial(memory.like, message.msgid),
    )
