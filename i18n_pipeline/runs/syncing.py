"""All pages that need it, taken through the steps of sync; between the halves, engines are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.running.cache import asked_for
from i18n_pipeline.messages import NOTHING, Notice, say
from i18n_pipeline.model import Failure, Finding
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import now, read_glossary
from i18n_pipeline.project.conflicts import Theirs
from i18n_pipeline.project.fingerprints import PageState, page_state
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.manifest import merge_by_union, read_manifest
from i18n_pipeline.project.renames import follow, orphans, prune
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.runner import Runner
from i18n_pipeline.project.selection import Selection
from i18n_pipeline.project.unchanged import Unchanged
from i18n_pipeline.runs.drafting import CACHE_AWAY, Drafting
from i18n_pipeline.steps.bundle import Bundle, bundles
from i18n_pipeline.steps.each import each
from i18n_pipeline.steps.extract import Former
from i18n_pipeline.steps.former import take_back
from i18n_pipeline.steps.harvest import harvest, is_edited
from i18n_pipeline.steps.harvested import Harvest
from i18n_pipeline.steps.holding import CHANGED
from i18n_pipeline.steps.sync import PageResult, Plan, begin, fill_only, finish

#: Findings that the steps before check would mend: a page that has one is not done with.
_OUT_OF_STEP = {"catalog-behind", "page-behind", "page-by-hand"}
_HELD = 32  # pages that wait for engines in memory; the others are read anew


def plan_of(
    config: Config,
    targets: Sequence[Language],
    theirs: Theirs | None,
    max_chars: int | None,
    *,
    prune: bool,
    dry_run: bool,
    engines: Sequence[str] = (),
) -> Plan:
    """What a run that begins now is to do. Raises ConfigError."""
    terms = {target: read_glossary(config, target) for target in targets}
    asked = partial(asked_for, config.root / layout.CACHE)
    return Plan(terms, now(), asked, theirs, prune, max_chars, dry_run, engines, bool(config.cache))


@dataclass(slots=True)
class Run:
    """What was done to all pages."""

    renamed: Mapping[str, str]
    pages: dict[str, PageResult] = field(default_factory=dict)
    pruned: list[str] = field(default_factory=list)
    gone: list[Harvest] = field(default_factory=list)  # of pages that have no source any more
    warnings: list[Finding] = field(default_factory=list)  # of drafting
    postponed: Notice = NOTHING
    plan: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    spent: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def harvests(self) -> list[Harvest]:
        """What was taken over from each page."""
        return [*(page.harvest for page in self.pages.values()), *self.gone]

    @property
    def failed(self) -> Iterator[Failure]:
        """What went wrong with pages; harvest has said more of a page that was changed by hand."""
        doubted = {finding.file for harvest in self.harvests for finding in harvest.findings}
        for page in self.pages.values():
            for failure in page.failed:
                if not (failure.message == CHANGED and failure.file in doubted):
                    yield failure

    @property
    def findings(self) -> Iterator[Finding]:
        """What a person should look at."""
        yield from (finding for harvest in self.harvests for finding in harvest.findings)
        yield from self.warnings
        for page in self.pages.values():
            yield from page.checked.findings if page.checked else ()

    def news(self, failed: Set[str]) -> Iterator[tuple[str, PageState]]:
        """What is known of the pages that the next run may leave out: in step, and nothing left to draft.

        Nor may what was reviewed be left to tell to those who share a cache.
        """
        if any(finding.rule == CACHE_AWAY for finding in self.warnings):
            return
        for name, page in self.pages.items():
            checked = page.checked
            if (
                checked
                and name not in failed
                and not any(finding.rule in _OUT_OF_STEP for finding in checked.findings)
                and not page.waits
                and not any(row.missing or row.stale for row in checked.counts.values())
            ):
                facts = checked.findings, page.rules_used, checked.counts, checked.reviewed
                yield name, page_state(*facts, page.stamps)

    def report(self) -> dict[str, Any]:
        """What sync tells of it."""
        for name, old in self.renamed.items():
            if name in self.pages:
                self.pages[name].add({"renamed from": old})
        return {
            "pages": {name: page.facts for name, page in self.pages.items() if page.facts},
            "edits": tuple(edit for harvest in self.harvests for edit in harvest.edits),
            "pruned": tuple(self.pruned),
            "postponed": self.postponed,
            "plan": self.plan,
            "spent": self.spent,
        }


def take(
    config: Config,
    selection: Selection,
    rest: Selection,
    plan: Plan,
    problems: Problems,
    unchanged: Unchanged,
    runner: Runner,
) -> Run:
    """All steps, over the pages of ``rest``; those that are ``unchanged`` are memory.

    Raises KeyboardInterrupt where drafting was stopped.
    """
    targets = list(plan.terms)
    renamed, work = follow(config, rest, targets, problems)
    run = Run(renamed)
    for target in targets if plan.prune else ():
        run.pruned += prune(config, selection, target, problems)
    for target in targets:
        run.gone += _harvest_gone(config, work, target, plan, problems)
    waiting = _begin_all(config, work, plan, problems, run, runner)
    _finish_all(config, waiting, plan, problems, run, unchanged, runner)
    for target in targets:
        with problems.of(""):
            merge_by_union(config, target)
    return run


def _harvest_gone(
    config: Config, selection: Selection, target: Language, plan: Plan, problems: Problems
) -> Iterator[Harvest]:
    """Of target pages that have no source any more."""
    for stem in orphans(config, selection, target):
        with problems.of(stem):
            manifest = read_manifest(config, target, stem)
            if manifest and manifest.file:
                bundle = Bundle(config, Source(stem, "", ()), through=True)
                # Whoever is right elsewhere: nothing is decided of a page that is gone.
                yield harvest(bundle, target, manifest.file, None, plan.asked_for)


def _begin_all(
    config: Config, work: Selection, plan: Plan, problems: Problems, run: Run, runner: Runner
) -> dict[Source, Bundle | None]:
    """The first half, of every page; those that wait, some of them in memory."""
    targets, made = list(plan.terms), bundles(config, plan.terms)
    waiting: dict[Source, Bundle | None] = {}
    former: dict[Former, list[Source]] = {"another": [], "none": [], "this": []}

    def is_local(bundle: Bundle) -> bool:
        return any(is_edited(bundle, target, bundle.target_file(target)) for target in targets)

    doing = say("bringing pages in step")
    for bundle, result in each(
        runner, doing, work.sources, made, partial(begin, plan), config, targets, is_local
    ):
        source = bundle.source
        run.pages[source.name] = result
        result.stamps = bundle.stamps if result.checked else {}
        former[result.former].append(source)
        if result.waits:
            keeping = result.former == "this" and len(waiting) < _HELD
            waiting[source] = bundle if keeping else None
    for target in targets if former["another"] else ():
        with problems.of(""):
            take_back(config, work, [*former["another"], *former["none"]], target)
    return waiting


def _finish_all(
    config: Config,
    waiting: Mapping[Source, Bundle | None],
    plan: Plan,
    problems: Problems,
    run: Run,
    unchanged: Unchanged,
    runner: Runner,
) -> None:
    """Ask engines for what the pages lack; then the second half."""
    targets, made = list(plan.terms), bundles(config, plan.terms)
    held = {file: catalog for bundle in filter(None, waiting.values()) for file, catalog in bundle.catalogs}
    with Drafting(config, targets, plan.engines, lambda: unchanged, held) as drafting:
        for source in runner.steps(say("looking for what is missing"), waiting, len(waiting)):
            drafting.collect(waiting[source] or Bundle(config, source), problems)
        drafting.ask(plan.max_chars, problems, runner.tell, dry_run=plan.dry_run)

        def drafted(source: Source) -> Bundle:
            bundle = waiting[source] or made(source)
            bundle.drafts = drafting.drafts(source)
            return bundle

        half = partial(fill_only if drafting.is_interrupted else finish, plan)
        for bundle, done in each(runner, say("merging"), list(waiting), drafted, half, config, targets):
            result = run.pages[bundle.source.name]
            result.add(drafting.facts(bundle.source))
            result.add(done.facts)
            result.failed += done.failed
            result.waits = done.waits
            result.checked, result.stamps = done.checked, bundle.stamps if done.checked else {}
            if done.checked and plan.dry_run:
                known = drafting.without_planned(bundle.source, done.checked.findings)
                result.checked = done.checked._replace(findings=known)
        run.warnings, run.postponed = drafting.warnings, drafting.postponed
        run.plan, run.spent = (drafting.costs, {}) if plan.dry_run else ({}, drafting.costs)
        if drafting.is_interrupted:
            raise KeyboardInterrupt
