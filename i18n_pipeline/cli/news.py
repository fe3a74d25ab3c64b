"""What a run of sync found that nobody knows of yet; the rest is counted."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Failure, Finding, Severity
from i18n_pipeline.reports import rendering
from i18n_pipeline.reports.sync import as_before, held, synced

if TYPE_CHECKING:
    from i18n_pipeline.commands.sync import Synced
    from i18n_pipeline.project.known import Identity


class News(NamedTuple):
    """What is listed, and what is not."""

    listed: Sequence[Finding]
    failed: Sequence[Failure]  # but for pages left alone, if that is known
    known: Set[Finding]
    warnings: int  # that are neither known nor were told before
    more: Sequence[Notice]  # what is said of the known
    waiting: Set[str]  # pages of which nothing is to be told but that they are held back, as before
    told: Set[Identity]  # by this run and those before it, and not gone


def of(report: Synced, told: Set[Identity], *, strict: bool) -> News:
    """Hold what was found against what people let stand, and against what was ``told`` before.

    A page that is left alone fails in merge, and is a question to people in check: that is a finding.
    """
    from i18n_pipeline.project import known

    # Shapes are those of pages that are left alone.
    urgent = [finding for finding in report.urgent if strict or finding.rule != "shape"]
    refused = {(failure.file, failure.message) for failure in report.failed}
    alone = {one: (one.file, one.message) for one in report.new if one.rule == "page-by-hand"}
    asked = [finding for finding, failure in alone.items() if failure in refused]
    wanted, _ = known.split([*urgent, *asked], report.known)
    _, before = known.split(wanted, told)
    lines = {name: line for name, facts in report.pages.items() if (line := held(name, facts))}
    as_held = {name: known.Identity(name, "", "", "", "", line) for name, line in lines.items()}
    now = {*map(known.identity, wanted), *as_held.values()}
    still = now.union(known.standing(told, now, report.looked))
    _, accepted = known.split(report.findings, report.known)
    passed = {*accepted, *before}
    if strict:
        return News(urgent, report.failed, passed, report.warnings, (), set(), still)
    answered = {failure for finding, failure in alone.items() if finding in passed}
    failed = [failure for failure in report.failed if (failure.file, failure.message) not in answered]
    warnings = report.warnings - sum(finding.severity is Severity.WARNING for finding in passed)
    more = [*rendering.known(len(accepted), known.FILE), *as_before(len(set(before)))]
    new = [finding for finding in urgent if finding not in passed]
    waiting = {name for name, line in lines.items() if as_held[name] in told}
    waiting = {name for name in waiting if synced(name, report.pages[name]) == lines[name]}
    return News(new, failed, passed, warnings, more, waiting, still)
