"""What sync does to the pages that need it: harvest → extract → draft → merge → check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from i18n_pipeline.commands import check, draft, extract, harvest, merge
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.running.chain import INTERRUPTED
from i18n_pipeline.model import Failure
from i18n_pipeline.project.chosen import Chosen
from i18n_pipeline.project.renames import follow, prune
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.seals import Known, sealed
from i18n_pipeline.project.settled import Settled
from i18n_pipeline.project.verdicts import Theirs
from i18n_pipeline.project.workers import Workers

#: Findings that the steps before check would mend: a page that has one is not done with.
_UNSETTLED = {"catalog-behind", "page-behind", "page-by-hand"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What each step did."""

    renamed: Mapping[str, str]
    pruned: Sequence[str]
    harvested: harvest.Harvested
    drafted: Report
    checked: check.Checked
    pages: Mapping[str, Mapping[str, object]]
    failed: Sequence[Failure]

    def known(self, names: Iterable[str]) -> Iterator[tuple[str, Known]]:
        """What check found in these pages, to be kept."""
        for name in names:
            page = self.checked.pages[name]
            yield name, sealed(page.findings, page.used, page.counts, page.reviewed, page.read)

    def done(self, failed: Set[str]) -> list[str]:
        """The pages that the next run may leave out: in step, no step failed, and nothing left to draft.

        Nor may what was reviewed be left to tell to those who share a cache.
        """
        if any(finding.rule == draft.CACHE_AWAY for finding in self.drafted.warnings):
            return []
        return [
            name
            for name, page in self.checked.pages.items()
            if name not in failed
            and not any(finding.rule in _UNSETTLED for finding in page.findings)
            and not any(row.missing or row.stale for row in page.counts.values())
        ]


def take(
    config: Config,
    chosen: Chosen,
    rest: Chosen,
    targets: Sequence[Language],
    problems: Problems,
    settled: Settled,
    *,
    theirs: Theirs | None,
    prune_leftovers: bool,
    max_chars: int | None,
    dry_run: bool,
    workers: Workers,
) -> Taken:
    """All steps, over the pages of ``rest``; those that are ``settled`` are memory.

    Raises KeyboardInterrupt where drafting was stopped.
    """
    renamed, work = follow(config, rest, targets, problems)
    pruned = [
        file for target in targets if prune_leftovers for file in prune(config, chosen, target, problems)
    ]
    harvested = harvest.run(config, work, targets=targets, theirs=theirs)
    extracted = extract.run(config, work, targets=targets, workers=workers)
    drafted = draft.run(
        config,
        work,
        targets=targets,
        max_chars=max_chars,
        dry_run=dry_run,
        settled=settled,
    )
    if drafted.postponed == INTERRUPTED:
        raise KeyboardInterrupt
    merged = merge.run(config, work, targets=targets, workers=workers)
    checked = check.run(config, replace(work, whole=False), targets=targets, workers=workers)
    steps = (extracted, drafted, merged)
    doubted = {finding.file for finding in harvested.findings}  # harvest said what can be done
    failed = [
        failure
        for step in (harvested, *steps, checked)
        for failure in step.failed
        if not (failure.message == merge.CHANGED and failure.file in doubted)
    ]
    return Taken(renamed, pruned, harvested, drafted, checked, _facts(steps, renamed), failed)


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
