"""The nightly run: harvest → extract → draft → merge → check, over the pages that need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from i18n_pipeline import overlay, traces
from i18n_pipeline.commands import check, draft, extract, harvest, merge
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.running.chain import INTERRUPTED
from i18n_pipeline.messages import NOTHING, Said, say
from i18n_pipeline.model import Counts, Failure, Finding, Rule
from i18n_pipeline.project import layout, progress
from i18n_pipeline.project.renames import follow, prune
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.seals import Seal, read_seals, sealed, write_seals
from i18n_pipeline.project.sources import choose
from i18n_pipeline.project.verdicts import Theirs
from i18n_pipeline.project.workers import ALONE, Workers
from i18n_pipeline.schema import Publish

_LOOKING = say("looking what has changed")
#: Findings that the steps before check would mend: a page that has one is not done with.
_UNSETTLED = {"catalog-behind", "page-behind", "page-by-hand"}


@dataclass(frozen=True, slots=True)
class Synced:
    """What a run did, and how things stand after it."""

    pages: Mapping[str, Mapping[str, object]]  # what each step did to it, for those that needed one
    counts: Mapping[str, Counts]  # by target locale
    edits: tuple[harvest.Edit, ...] = ()
    findings: tuple[Finding, ...] = ()
    failed: tuple[Failure, ...] = ()
    written: tuple[str, ...] = ()  # files, deleted and moved ones included
    pruned: tuple[str, ...] = ()
    postponed: Said = NOTHING
    plan: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # what drafting would take
    spent: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # and what it took


def run(
    config: Config,
    names: Sequence[str] = (),
    *,
    targets: Sequence[Language] = (),
    engines: Sequence[str] = (),
    publish: Publish | None = None,
    theirs: Theirs | None = None,
    prune_leftovers: bool = False,
    max_chars: int | None = None,
    dry_run: bool = False,
    workers: Workers = ALONE,
) -> Synced:
    """Bring the whole project in step, losing nothing that a person wrote.

    Pages whose files are all as they were when check last saw them in order are left out. In a dry
    run nothing is written and no engine asked.
    """
    config = replace(config, publish=publish or config.publish, engines=tuple(engines) or config.engines)
    targets = targets or config.targets
    chosen = choose(config, names)
    problems = Problems(list(chosen.failures))
    with overlay.rehearsal(dry_run), traces.noting() as touched:
        seals = read_seals(config, targets)
        settled = {
            source.name: known
            for source in progress.steps(_LOOKING, chosen.sources, len(chosen.sources))
            if (seal := seals.get(source.name)) and (known := seal.checked(config.root))
        }
        rest = tuple(source for source in chosen.sources if source.name not in settled)
        work = replace(chosen, sources=rest, failures=())
        renamed, work = follow(config, work, targets, problems)
        pruned = [
            file for target in targets if prune_leftovers for file in prune(config, chosen, target, problems)
        ]
        harvested = harvest.run(config, work, targets=targets, theirs=theirs)
        extracted = extract.run(config, work, targets=targets, workers=workers)
        drafted = draft.run(config, work, targets=targets, max_chars=max_chars, dry_run=dry_run)
        if drafted.postponed == INTERRUPTED:
            raise KeyboardInterrupt
        merged = merge.run(config, work, targets=targets, workers=workers)
        checked = check.run(config, replace(work, whole=False), targets=targets, workers=workers)
        fresh = _seals(checked)
        used = _rules(config, [*settled.values(), *fresh.values()])
        overall = list(check.overall(config, chosen, targets, used, problems)) if chosen.whole else []
        steps = (extracted, drafted, merged)
        failed = [*problems.failures, *(f for step in (harvested, *steps, checked) for f in step.failed)]
        if chosen.whole and not dry_run:
            done = _done(checked, {failure.page for failure in failed})
            write_seals(config, targets, {**settled, **{name: fresh[name] for name in done}})
    before = [finding for name, seal in settled.items() for finding in seal.found(name)]
    findings = dict.fromkeys([*harvested.findings, *drafted.warnings, *checked.findings, *overall])
    return Synced(
        pages=_facts(steps, renamed),
        counts=_counts(targets, [*settled.values(), *fresh.values()]),
        edits=harvested.edits,
        findings=(*findings, *before),
        failed=tuple(dict.fromkeys(failed)),
        written=tuple(sorted(file for file in touched if not file.startswith(layout.SCRATCH))),
        pruned=tuple(pruned),
        postponed=drafted.postponed,
        plan=drafted.plan,
        spent=drafted.spent,
    )


def _seals(checked: check.Checked) -> dict[str, Seal]:
    return {
        name: sealed(page.findings, {rule.line for rule in page.used}, page.counts, page.read)
        for name, page in checked.pages.items()
    }


def _done(checked: check.Checked, failed: Set[str]) -> list[str]:
    """The pages that the next run may leave out: in step, no step failed, and nothing left to draft."""
    return [
        name
        for name, page in checked.pages.items()
        if name not in failed
        and not any(finding.rule in _UNSETTLED for finding in page.findings)
        and not any(row.missing or row.stale for row in page.counts.values())
    ]


def _rules(config: Config, seals: Sequence[Seal]) -> set[Rule]:
    lines = {line for known in seals for line in known.rules}
    return {rule for rule in config.rules if rule.line in lines}


def _counts(targets: Sequence[Language], seals: Sequence[Seal]) -> dict[str, Counts]:
    return {
        target.locale: sum((known.counts_of(target.locale) for known in seals), Counts())
        for target in targets
    }


def _facts(steps: Sequence[Report], renamed: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """What the steps did to each page; the facts of a target are put together."""
    pages: dict[str, dict[str, object]] = {}
    for step in steps:
        for name, facts in step.pages.items():
            page = pages.setdefault(name, {})
            for key, value in facts.items():
                old = page.get(key)
                page[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    for name, old_name in renamed.items():
        pages.setdefault(name, {})["renamed from"] = old_name
    return pages
