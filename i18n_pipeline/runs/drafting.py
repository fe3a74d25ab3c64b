"""Drafts for what pages lack, in all targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType, TracebackType

from i18n_pipeline.config import FILE, Config, Language
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.running import chain, spending
from i18n_pipeline.engines.running.shared import Shared, open_cache
from i18n_pipeline.engines.running.task import Budget
from i18n_pipeline.errors import ConfigError, LanguagesError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Failure, Finding, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.progress import Tell
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.suggestions import Catalogs
from i18n_pipeline.project.unchanged import Unchanged
from i18n_pipeline.runs.target_drafts import TargetDrafts
from i18n_pipeline.steps.bundle import Bundle, Drafts

#: The rule of a warning that a shared cache could not be used.
CACHE_AWAY = "cache-away"
#: That of one that an engine of the chain cannot work.
UNUSABLE = "engine-unusable"
#: That of one that it is not counted what engines are sent.
UNNOTED = "spent-unnoted"


class Drafting(AbstractContextManager["Drafting"]):
    """Drafts for many pages: what they lack is collected, asked for once, and handed out page by page.

    ``engines`` are asked instead of those in i18n.toml, if any are given. ``unchanged`` tells what is known
    of pages that are not read, ``held`` has catalogs that are read already. ``again``: what has a draft that
    nobody touched is drafted anew.
    """

    def __init__(
        self,
        config: Config,
        targets: Sequence[Language],
        engines: Sequence[str],
        unchanged: Callable[[], Unchanged],
        held: Catalogs = MappingProxyType({}),
        *,
        again: bool = False,
    ) -> None:
        own = (name for target in targets for name in target.engines)
        for name in (*config.engine_options, *engines, *own):
            _require(config, name)
        self.config = config
        self.cache = open_cache(config.root / layout.CACHE, config.cache)
        try:
            self.targets = [
                TargetDrafts(config, target, engines, self.cache, unchanged, held, again)
                for target in targets
            ]
        except ConfigError:
            self.cache.close()
            raise
        self.refusals: list[ConfigError] = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cache.close()

    def collect(self, bundle: Bundle, problems: Problems) -> None:
        """Find what a page lacks, and what others may draw on; take what memory and glossary have."""
        name = bundle.source.name
        with problems.of(name):
            for target in self.targets:
                with problems.of(name):
                    target.collect(bundle, bundle.loaded_for(target.target))

    def ask(self, max_chars: int | None, problems: Problems, tell: Tell, *, dry_run: bool) -> None:
        """Ask the engines for what is left, and for no more characters; in a dry run reckon what that takes.

        Where the last engine fails for now, what it answered before is had, and ``postponed`` says why.
        Raises ConfigError where no target can be drafted into.
        """
        budget = Budget(max_chars)
        for target in self.targets:
            try:
                target.ask(budget, tell, dry_run=dry_run)
            except ConfigError as error:
                self.refusals.append(error)
                where = error.file or layout.catalog_folder(target.target)
                problems.failures.append(Failure("", where, error.line or 1, error.message))
            if target.outcome.interrupted:
                break
        if isinstance(self.cache, Shared) and not dry_run:
            self.cache.hand_over()
        has_any = any(target.drafts or target.outcome.drafts for target in self.targets)
        if len(self.refusals) == len(self.targets) and not (has_any or self.postponed):
            raise self.refusals[0]  # else what is there is to be written, and told

    def settle(self) -> None:
        """All drafts are in the catalogs: what was asked anew may be asked anew once more.

        Not where the limit on characters left another target out: the next run would spend it on this one.
        """
        is_cut_off = any(target.outcome.unasked for target in self.targets)
        for target in () if is_cut_off else self.targets:
            if target.outcome.receipts and target.is_complete:
                self.cache.settle(target.outcome.receipts)

    @property
    def sources(self) -> list[Source]:
        """The pages that were collected from."""
        return list(dict.fromkeys(source for target in self.targets for source in target.missing))

    @property
    def postponed(self) -> Notice:
        """Why engines are to be asked again: they failed for now, or somebody stopped it."""
        return chain.postponement([target.outcome for target in self.targets])

    @property
    def is_interrupted(self) -> bool:
        """Whether a person stopped it."""
        return self.postponed == chain.INTERRUPTED

    def drafts(self, source: Source) -> Drafts:
        """Those of a page, by target locale."""
        return {target.target.locale: target.usable(source) for target in self.targets}

    def facts(self, source: Source) -> dict[str, dict[str, int]]:
        """What was missing, what the drafts were made of, and how many failed, by target locale."""
        return {target.target.locale: target.tally(source) for target in self.targets}

    @property
    def warnings(self) -> list[Finding]:
        """Of texts that stay untranslated, engines that cannot work, and a shared cache that is away."""
        findings = [one for target in self.targets for one in target.warnings()]
        unusable = {name: why for target in self.targets for name, why in target.outcome.unusable.items()}
        findings += [
            _unusable(self.config, name, error)
            for name, error in unusable.items()
            if error not in self.refusals and not isinstance(error, LanguagesError)
        ]
        unnoted = dict.fromkeys(target.outcome.unnoted for target in self.targets if target.outcome.unnoted)
        findings += [_unnoted(why) for why in unnoted]
        return [*findings, *([_away(self.cache.away)] if self.cache.away else [])]

    @property
    def costs(self) -> dict[str, Mapping[str, float]]:
        """What asking took, or would take in a dry run, by target locale."""
        return {target.target.locale: target.spent() for target in self.targets if target.outcome.asked}

    def without_planned(self, source: Source, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings but for those of texts that stand for drafts, in a dry run."""
        places = {target.target.locale: target.planned(source) for target in self.targets}
        return tuple(found for found in findings if found.path not in places.get(found.target, ()))


def _unusable(config: Config, name: str, error: ConfigError) -> Finding:
    """What is told of an engine that a person has to mend before it can work."""
    what = say("{why}; drafting goes on without it", why=error.located)
    return Finding("", FILE, config.line_of(name), UNUSABLE, Severity.WARNING, what)


def _unnoted(why: Notice) -> Finding:
    """What is told where it cannot be noted what engines without a price are sent."""
    what = say("{why}; drafting goes on", why=why)
    return Finding("", f"{layout.SCRATCH}{spending.FILE}", 1, UNNOTED, Severity.WARNING, what)


def _away(why: Notice) -> Finding:
    """What is told where a shared cache could not be used."""
    what = say(
        "the shared cache is away ({why}); until it is back, answers are kept in {file}, "
        "and engines with a price are not asked",
        why=why,
        file=layout.CACHE,
    )
    return Finding("", FILE, 1, CACHE_AWAY, Severity.WARNING, what)


def _require(config: Config, name: str) -> None:
    """Raise ConfigError, with the line of i18n.toml that says so, where there is no such engine."""
    try:
        registry.require(name)
    except ConfigError as error:
        if f'"{name}"' not in config.text and name not in config.engine_options:
            raise
        written = (at for at, line in enumerate(config.text.splitlines(), 1) if name in line)
        raise ConfigError(error.message, file=FILE, line=next(written, 1)) from error
