"""Is everything in step, and is every translation sound? Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure, Finding, Rule, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.manifest import read_manifest
from i18n_pipeline.project.renames import living_pages, orphans, page_of_orphan
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.runner import ALONE, Runner
from i18n_pipeline.project.selection import Selection, select_pages, unmatched_excludes, unmatched_rules
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


def run(
    config: Config,
    names: Sequence[str] | Selection = (),
    *,
    targets: Sequence[Language] = (),
    runner: Runner = ALONE,
) -> Checked:
    """Check the pages, their catalogs and their target pages."""
    selection = select_pages(config, names)
    targets = targets or config.targets
    problems = Problems(list(selection.failures))
    findings: list[Finding] = []
    used: set[Rule] = set()
    counts = {target.locale: Counts() for target in targets}
    made = bundles(config, targets)
    terms = {target: read_glossary(config, target) for target in targets}
    said: dict[Language, list[Wording]] = {target: [] for target in targets}
    work = partial(_check, terms)
    for _, done in each(runner, say("checking"), selection.sources, made, work, config, targets):
        problems.failures += done.failed
        findings += done.page.findings if done.page else ()
        used |= done.rules_used if not done.failed else frozenset()
        for locale, row in done.page.counts.items() if done.page else ():
            counts[locale] += row
        for target, some in done.said.items():
            said[target] += some
    for target, glossary in terms.items():
        findings += disagreements(said[target], target, glossary)
    if selection.whole:
        findings += overall(config, selection, targets, used, problems)
    return Checked(tuple(findings), tuple(problems.failures), counts)


class _Done(NamedTuple):
    page: CheckedPage | None
    failed: Sequence[Failure]
    rules_used: Set[Rule] = frozenset()
    said: Mapping[Language, Sequence[Wording]] = {}


def _check(terms: Mapping[Language, Glossary], bundle: Bundle) -> _Done:
    problems = Problems()
    with problems.of(bundle.source.name):
        checked = check(bundle, terms, problems)
        said: dict[Language, Sequence[Wording]] = {}
        for target in terms:
            with suppress(CatalogError):  # told above
                said[target] = list(wordings(bundle, target))
        return _Done(checked, problems.failures, bundle.loaded.rules_used, said)
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
