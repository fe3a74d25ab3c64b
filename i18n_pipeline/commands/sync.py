"""The nightly run: which pages need it, the steps over them, and how things stand then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import overlay, traces
from i18n_pipeline.messages import NOTHING, Said
from i18n_pipeline.model import Counts, Failure, Finding, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.chosen import choose, unmatched_rules
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.seals import is_told
from i18n_pipeline.project.settled import Settled, read_settled
from i18n_pipeline.project.strays import strays
from i18n_pipeline.project.workers import ALONE, Workers
from i18n_pipeline.schema import Publish

if TYPE_CHECKING:
    from i18n_pipeline.commands.check import CheckedPage
    from i18n_pipeline.commands.harvest import Edit
    from i18n_pipeline.project.verdicts import Theirs


@dataclass(frozen=True, slots=True)
class Synced:
    """What a run did, and how things stand after it."""

    counts: Mapping[str, Counts]  # by target locale
    settled: Settled  # pages that are as they were
    pages: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # what the steps did to them
    edits: tuple[Edit, ...] = ()
    new: tuple[Finding, ...] = ()  # findings but for those of settled pages
    failed: tuple[Failure, ...] = ()
    written: tuple[str, ...] = ()  # files, deleted and moved ones included
    pruned: tuple[str, ...] = ()
    postponed: Said = NOTHING
    plan: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # what drafting would take
    spent: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # and what it took

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that a person should look at, by page; of pages that were left out, if it was asked for."""
        return tuple(sorted((*self.new, *self.settled.findings), key=lambda finding: finding.page))

    @property
    def told(self) -> list[Finding]:
        """What of it a person should know at once."""
        new = [finding for finding in self.new if is_told(finding.severity.value, finding.rule)]
        return [*new, *self.settled.told]

    @property
    def warnings(self) -> int:
        """How many there are."""
        new = sum(finding.severity is Severity.WARNING for finding in self.new)
        return new + self.settled.warnings


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
    listing: bool = False,
    workers: Workers = ALONE,
) -> Synced:
    """Bring the whole project in step, losing nothing that a person wrote.

    Pages whose files are all as they were when check last saw them in order are left out. In a dry
    run nothing is written and no engine asked. ``listing``: what was found in them is told as well.
    """
    config = replace(config, publish=publish or config.publish, engines=tuple(engines) or config.engines)
    targets = targets or config.targets
    chosen = choose(config, names)
    problems = Problems(list(chosen.failures))
    with overlay.rehearsal(dry_run), traces.noting() as touched:
        known = read_settled(config, targets, chosen.sources, listing=listing)
        chosen = replace(chosen, tidy=not any(strays(config, chosen, target) for target in targets))
        sources = tuple(source for source in chosen.sources if source.name not in known.pages)
        rest = replace(chosen, sources=sources, failures=())
        taken = None
        fresh: Mapping[str, CheckedPage] = {}
        overall: list[Finding] = []
        if rest.sources or not chosen.tidy:
            from i18n_pipeline.commands import check, steps  # takes most of the time to start

            taken = steps.take(
                config,
                chosen,
                rest,
                targets,
                problems,
                known,
                theirs=theirs,
                prune_leftovers=prune_leftovers,
                max_chars=max_chars,
                dry_run=dry_run,
                workers=workers,
            )
            fresh = taken.checked.pages
        used = {rule for rule in config.rules if rule.number in known.rules}
        used = used.union(*(page.used for page in fresh.values()))
        if chosen.whole and taken:
            overall = list(check.overall(config, chosen, targets, used, problems))
        elif chosen.whole:
            overall = unmatched_rules(config, used)
        failed = [*problems.failures, *(taken.failed if taken else ())]
        if chosen.whole and not dry_run and (taken or known.is_news):
            new = taken.known(taken.done({failure.page for failure in failed})) if taken else ()
            overall += filter(None, [known.keep(config, targets, new)])
    done = Synced(
        counts=_counts(targets, known, fresh),
        settled=known,
        new=tuple(dict.fromkeys(overall)),
        failed=tuple(dict.fromkeys(failed)),
        written=tuple(sorted(file for file in touched if not file.startswith(layout.SCRATCH))),
    )
    if taken is None:
        return done
    found = [*taken.harvested.findings, *taken.drafted.warnings, *taken.checked.findings, *overall]
    return replace(
        done,
        pages=taken.pages,
        edits=taken.harvested.edits,
        new=tuple(dict.fromkeys(found)),
        pruned=tuple(taken.pruned),
        postponed=taken.drafted.postponed,
        plan=taken.drafted.plan,
        spent=taken.drafted.spent,
    )


def _counts(
    targets: Sequence[Language], settled: Settled, fresh: Mapping[str, CheckedPage]
) -> dict[str, Counts]:
    return {
        target.locale: sum((page.counts[target.locale] for page in fresh.values()), settled.counts(target))
        for target in targets
    }
