"""Is everything in step, and is every translation sound? Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError, ConfigError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure, Finding, Rule, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.known import (
    ACROSS,
    Identity,
    Looked,
    identity,
    looked_at,
    read_known,
    settle,
)
from i18n_pipeline.project.manifest import read_manifest
from i18n_pipeline.project.renames import living_pages, orphans, page_of_orphan
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.revision import commit_of, project_at
from i18n_pipeline.project.runner import ALONE, Runner
from i18n_pipeline.project.selection import Selection, select_pages, unmatched_excludes, unmatched_rules
from i18n_pipeline.steps.anchoring import Anchored, anchored, lost
from i18n_pipeline.steps.bundle import Bundle, bundles
from i18n_pipeline.steps.check import Checked as CheckedPage
from i18n_pipeline.steps.check import check
from i18n_pipeline.steps.consistency import Wording, disagreements, wordings
from i18n_pipeline.steps.each import each


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in page order, and how far each target has come, by locale."""

    findings: tuple[Finding, ...]
    failed: tuple[Failure, ...]
    counts: Mapping[str, Counts]
    known: Mapping[Identity, str]  # findings that people let stand, each with the reason
    looked: Looked


def run(
    config: Config,
    names: Sequence[str] | Selection = (),
    *,
    targets: Sequence[Language] = (),
    runner: Runner = ALONE,
) -> Checked:
    """Check the pages, their catalogs and their target pages."""
    known = read_known(config)
    selection = select_pages(config, names)
    targets = targets or config.targets
    problems = Problems(list(selection.failures))
    findings: list[Finding] = []
    used: set[Rule] = set()
    counts = {target.locale: Counts() for target in targets}
    made = bundles(config, targets)
    terms = {target: read_glossary(config, target) for target in targets}
    said: dict[Language, list[Wording]] = {target: [] for target in targets}
    led: dict[Language, list[Anchored | None]] = {target: [] for target in targets}
    work = partial(_check, terms)
    for _, done in each(runner, say("checking"), selection.sources, made, work, config, targets):
        problems.failures += done.failed
        findings += done.page.findings if done.page else ()
        used |= done.rules_used if not done.failed else frozenset()
        for locale, row in done.page.counts.items() if done.page else ():
            counts[locale] += row
        for target, some in done.said.items():
            said[target] += some
        for target, page in done.led.items():
            led[target].append(page)
    for target, glossary in terms.items():
        findings += disagreements(said[target], target, glossary)
        findings += lost(led[target], config.source, target, across=True)
    if selection.whole:
        findings += overall(config, selection, targets, used, problems)
    looked = looked_at(selection, problems.failures, targets)
    return Checked(tuple(findings), tuple(problems.failures), counts, known, looked)


def accept(config: Config, checked: Checked, reason: str) -> Checked:
    """Have all that was found known from now on. Raises ConfigError."""
    known = settle(config, checked.findings, checked.looked, reason)
    return replace(checked, known=known)


def stood(
    config: Config, found: Sequence[Finding], revision: str, targets: Sequence[Language], runner: Runner
) -> set[Identity]:
    """What was there in a commit as well, of the pages of what is ``found`` now.

    Raises ConfigError where there is no such commit. What could not be checked then was not there.
    """
    commit = commit_of(config, revision)
    if not (commit and found):
        return set()
    with suppress(ConfigError):
        then = project_at(config, commit)
        selection = select_pages(then)
        if all(finding.page and finding.rule not in ACROSS for finding in found):
            pages = {finding.page for finding in found}
            sources = tuple(source for source in selection.sources if source.name in pages)
            selection = replace(selection, sources=sources, failures=(), whole=False)
        wanted = {target.locale for target in targets}
        same = [target for target in then.targets if target.locale in wanted]
        before = run(then, selection, targets=same, runner=runner) if same else None
        return set(map(identity, before.findings if before else ()))
    return set()


class _Done(NamedTuple):
    page: CheckedPage | None
    failed: Sequence[Failure]
    rules_used: Set[Rule] = frozenset()
    said: Mapping[Language, Sequence[Wording]] = {}
    led: Mapping[Language, Anchored | None] = {}


def _check(terms: Mapping[Language, Glossary], bundle: Bundle) -> _Done:
    problems = Problems()
    with problems.of(bundle.source.name):
        checked = check(bundle, terms, problems)
        said: dict[Language, Sequence[Wording]] = {}
        led: dict[Language, Anchored | None] = {}
        for target in terms:
            with suppress(CatalogError):  # told above
                said[target] = list(wordings(bundle, target))
                led[target] = anchored(bundle, target)
        return _Done(checked, problems.failures, bundle.loaded.rules_used, said, led)
    return _Done(None, problems.failures)


def overall(
    config: Config, selection: Selection, targets: Sequence[Language], used: Set[Rule], problems: Problems
) -> Iterator[Finding]:
    """What is amiss with no page in particular: rules that match nothing, files of pages that are gone."""
    yield from unmatched_rules(config, used)
    if config.exclude:
        yield from unmatched_excludes(config, layout.find_pages(replace(config, exclude={}))[0])
    what = say("has no source page any more; sync --prune deletes it, or bring the page back")
    for target in targets:
        with problems.of(""):
            gone = orphans(config, selection, target)
            living = living_pages(selection, target) if gone else set()
            for stem in gone:
                page = page_of_orphan(read_manifest(config, target, stem), living)
                for file in (layout.catalog_file(target, stem), page):
                    if file and config.disk.exists(file):
                        place = ("", file, 1, "no-source", Severity.WARNING)
                        yield Finding(*place, what, target.locale, next="i18n-pipeline sync --prune")
