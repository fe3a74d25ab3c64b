"""Pages → POT templates, and PO catalogs brought in step with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from i18n_pipeline.config import Config, Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure, Finding, Rule
from i18n_pipeline.project.catalogs import now, read_glossary
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.renames import follow
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.runner import ALONE, Runner
from i18n_pipeline.project.selection import Selection, select_pages, unmatched_rules
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.each import each
from i18n_pipeline.steps.extract import Former, extract
from i18n_pipeline.steps.former import take_back


def run(
    config: Config,
    names: Sequence[str] | Selection = (),
    *,
    targets: Sequence[Language] = (),
    runner: Runner = ALONE,
) -> Report:
    """Extract the pages; ``written`` tells which files changed.

    A page without text in the source language gets no catalog. One that was renamed takes along
    what there is of it, and where another page has got its name since, a copy of that.
    """
    selection = select_pages(config, names)
    targets = targets or config.targets
    problems = Problems(list(selection.failures))
    pages: dict[str, Mapping[str, object]] = {}
    warnings: list[Finding] = []
    used: set[Rule] = set()
    returned: dict[Former, list[Source]] = {"another": [], "none": []}
    renamed, selection = follow(config, selection, targets, problems)
    work = partial(_extract, {target: read_glossary(config, target) for target in targets}, now())
    made = partial(Bundle, config)
    for bundle, done in each(runner, say("extracting"), selection.sources, made, work, config, targets):
        source = bundle.source
        problems.failures += done.failed
        warnings += done.warnings
        used |= done.rules_used
        returned.get(done.former, []).append(source)
        if done.facts:
            old = {"renamed from": renamed[source.name]} if source.name in renamed else {}
            pages[source.name] = {**done.facts, **old}
    if returned["another"]:
        for target in targets:
            with problems.of(""):
                take_back(config, selection, [*returned["another"], *returned["none"]], target)
    if selection.whole:
        warnings += unmatched_rules(config, used)
    catalogs = (file for file in config.disk.written if file.endswith((".po", ".pot")))
    return Report(pages, tuple(problems.failures), tuple(warnings), tuple(catalogs))


class _Extracted(NamedTuple):
    """What became of one page; no facts of one that cannot be read."""

    facts: Mapping[str, object]
    failed: Sequence[Failure]
    warnings: Sequence[Finding] = ()
    rules_used: Set[Rule] = frozenset()
    former: Former = "this"


def _extract(terms: Mapping[Language, Glossary], date: str, bundle: Bundle) -> _Extracted:
    problems = Problems()
    with problems.of(bundle.source.name):
        facts, former = extract(bundle, terms, date, problems)
        loaded = bundle.loaded
        return _Extracted(facts, problems.failures, loaded.warnings, loaded.rules_used, former)
    return _Extracted({}, problems.failures)
