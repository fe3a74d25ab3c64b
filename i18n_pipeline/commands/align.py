"""Target pages that people wrote by hand → PO, overrides, texts without a place; then merge owns them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from i18n_pipeline.align.gathering import gather
from i18n_pipeline.align.taking_over import TakingOver
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import folders
from i18n_pipeline.engines.glossing.tables import common
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure, Finding, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.runner import ALONE, Runner
from i18n_pipeline.project.selection import Selection, select_pages


@dataclass(frozen=True, slots=True)
class Aligned:
    """What was taken over; ``pages`` has the facts of each page and target that was read."""

    pages: Mapping[str, Mapping[str, Mapping[str, object]]]
    findings: tuple[Finding, ...]  # doubts, differences of shape, what else a person may want to look at
    failed: tuple[Failure, ...]
    written: tuple[str, ...]  # files; in a dry run those that would be


def run(
    config: Config,
    names: Sequence[str] | Selection = (),
    *,
    targets: Sequence[Language] = (),
    salvage: bool = False,
    accept: bool = False,
    showing: bool = False,
    runner: Runner = ALONE,
) -> Aligned:
    """Take over what people wrote in target pages that merge did not write.

    Sure translations become reviewed, doubtful ones fuzzy; values that are no text become overrides; the
    rest is written beside the catalog. Nothing that the catalog or the overrides say already is changed.
    Then merge may replace the page, unless it has values of its own that would go; ``accept`` says that
    these may. ``salvage`` takes what the lines of a page show that is no YAML,
    ``showing`` tells how merging will change the pages.
    """
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    pages: dict[str, dict[str, Mapping[str, object]]] = {}
    findings: list[Finding] = []
    for target in targets or config.targets:
        work = TakingOver(config, target, salvage, accept, showing)
        sources = [source for source in selection.sources if work.is_to_do(source, problems)]
        work.lexicon = gather(config, sources, target, common(config.source.locale, target.locale))
        for source in runner.steps(say("aligning"), sources, len(sources)):
            with problems.of(source.name):
                facts = work.page(source)
                pages.setdefault(source.name, {})[target.locale] = facts
        with problems.of(""):
            work.close()
        findings += work.findings
        if selection.whole:
            findings += _without_source(config, selection, target)
    written = tuple(sorted(file for file in config.disk.written if not file.startswith(layout.SCRATCH)))
    return Aligned(pages, tuple(findings), tuple(problems.failures), written)


def _without_source(config: Config, selection: Selection, target: Language) -> Iterator[Finding]:
    """Target pages that no source page belongs to."""
    owned = [layout.target_page(config.disk, source, target) for source in selection.everything]
    by_case = {file.casefold(): file for file in owned}
    for file in layout.find_target_pages(config, target):
        twin = by_case.get(file.casefold())
        if twin is None:
            rule = "no-source"
            what = say("has no source page, and stays as it is; write one, move the page, or leave it so")
        elif not folders.is_same(config.root, file, twin):
            rule = "other-case"
            what = say("stays as it is, since {twin} is the page; rename it, or delete it", twin=twin)
        else:
            continue
        yield Finding("", file, 1, rule, Severity.WARNING, what, target.locale)
