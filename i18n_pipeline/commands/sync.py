"""The nightly run: which pages need it, the steps over them, and how things stand then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from i18n_pipeline.config import Config, Language
from i18n_pipeline.messages import NOTHING, Notice, counted
from i18n_pipeline.model import Counts, Failure, Finding, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.fingerprints import is_urgent
from i18n_pipeline.project.known import NOWHERE, Identity, Looked, looked_at, read_known, settle
from i18n_pipeline.project.orphans import stems_without_source
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.runner import ALONE, Runner
from i18n_pipeline.project.selection import select_pages, unmatched_rules
from i18n_pipeline.project.unchanged import Unchanged, read_unchanged

if TYPE_CHECKING:
    from i18n_pipeline.project.conflicts import Theirs
    from i18n_pipeline.runs.syncing import Run
    from i18n_pipeline.steps.harvested import Edit

#: Rules whose findings a person should know of once, when a run has come upon them.
_NEWS = {"body-behind", "held-back"}


@dataclass(frozen=True, slots=True)
class Synced:
    """What a run did, and how things stand after it."""

    counts: Mapping[str, Counts]  # by target locale
    unchanged: Unchanged  # pages that are as they were
    pages: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # what the steps did to them
    edits: tuple[Edit, ...] = ()
    new: tuple[Finding, ...] = ()  # findings but for those of unchanged pages
    failed: tuple[Failure, ...] = ()
    written: tuple[str, ...] = ()  # files, deleted and moved ones included
    pruned: tuple[str, ...] = ()
    postponed: Notice = NOTHING
    plan: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # what drafting would take
    spent: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # and what it took
    known: Mapping[Identity, str] = field(default_factory=dict)  # findings that people let stand
    looked: Looked = NOWHERE

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that a person should look at, by page; of pages that were left out, if it was asked for."""
        return tuple(sorted((*self.new, *self.unchanged.findings), key=lambda finding: finding.page))

    @property
    def urgent(self) -> list[Finding]:
        """What of it a person should know at once."""
        new = [f for f in self.new if is_urgent(f.severity.value, f.rule) or f.rule in _NEWS]
        return [*new, *_offer([f for f in self.new if f.rule == "own-body"]), *self.unchanged.urgent]

    @property
    def warnings(self) -> int:
        """How many there are."""
        new = sum(finding.severity is Severity.WARNING for finding in self.new)
        return new + self.unchanged.warnings


def _offer(own: Sequence[Finding]) -> Sequence[Finding]:
    """In one line that bodies of their own can be taken over, where there are many."""
    if len(own) < 2:
        return own
    what = counted(
        "the text below the front matter is the page's own and stays as it is, here and on {n} more page; "
        "i18n-pipeline align takes both over, so that they follow their source (check lists them)",
        "the text below the front matter is the page's own and stays as it is, here and on {n} more pages; "
        "i18n-pipeline align takes all of it over, so that it follows its source (check lists them)",
        len(own) - 1,
    )
    return [own[0]._replace(message=what)]


def run(
    config: Config,
    names: Sequence[str] = (),
    *,
    targets: Sequence[Language] = (),
    engines: Sequence[str] = (),
    theirs: Theirs | None = None,
    prune: bool = False,
    max_chars: int | None = None,
    dry_run: bool = False,
    listing: bool = False,
    runner: Runner = ALONE,
) -> Synced:
    """Bring the whole project in step, losing nothing that a person wrote.

    Pages whose files are all as they were when check last saw them in order are left out. In a dry
    run no engine is asked. ``listing``: what was found in them is told as well.
    """
    targets = targets or config.targets
    known = read_known(config)
    listing = listing or bool(known)
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    unchanged = read_unchanged(config, targets, selection.sources, listing=listing, tell=runner.tell)
    gone = any(stems_without_source(config, selection, target) for target in targets)
    selection = replace(selection, tidy=not gone)
    sources = tuple(source for source in selection.sources if source.name not in unchanged.pages)
    rest = replace(selection, sources=sources, failures=())
    done: Run | None = None
    overall: list[Finding] = []
    used = {rule for rule in config.rules if rule.number in unchanged.rules}
    if rest.sources or not selection.tidy:
        from i18n_pipeline.commands import check  # takes most of the time to start
        from i18n_pipeline.runs import syncing

        plan = syncing.plan_of(
            config, targets, theirs, max_chars, prune=prune, dry_run=dry_run, engines=engines
        )
        done = syncing.take(config, selection, rest, plan, problems, unchanged, runner)
        used.update(*(page.rules_used for page in done.pages.values()))
        overall = list(check.overall(config, selection, targets, used, problems)) if selection.whole else []
    elif selection.whole:
        overall = unmatched_rules(config, used)
    failed = [*problems.failures, *(done.failed if done else ())]
    if selection.whole and not dry_run and (done or unchanged.is_news):
        news = done.news({failure.page for failure in failed}) if done else ()
        overall += filter(None, [unchanged.keep(config, news)])
    pages = done.pages if done else {}
    counts = [page.checked.counts for page in pages.values() if page.checked]
    new = tuple(dict.fromkeys([*(done.findings if done else ()), *overall]))
    done_with = tuple(s for s in rest.sources if s.name in pages and pages[s.name].checked)
    seen = replace(rest, sources=done_with, whole=rest.whole and done is not None)
    looked = looked_at(seen, failed, targets)._replace(compared=False)
    if not dry_run:
        known = settle(config, new, looked)
    return Synced(
        counts={
            target.locale: sum((row.get(target.locale, Counts()) for row in counts), unchanged.counts(target))
            for target in targets
        },
        unchanged=unchanged,
        new=new,
        failed=tuple(dict.fromkeys(failed)),
        written=tuple(sorted(file for file in config.disk.written if not file.startswith(layout.SCRATCH))),
        known=known,
        looked=looked,
        **(done.report() if done else {}),
    )
