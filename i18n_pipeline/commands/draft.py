"""Fill missing entries with drafts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from i18n_pipeline.config import Config, Language
from i18n_pipeline.messages import NOTHING, say
from i18n_pipeline.model import Failure
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.runner import ALONE, Runner
from i18n_pipeline.project.selection import Selection, select_pages
from i18n_pipeline.project.unchanged import Unchanged, read_unchanged
from i18n_pipeline.runs.drafting import Drafting
from i18n_pipeline.runs.links import offered
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.each import each
from i18n_pipeline.steps.fill import fill


def run(
    config: Config,
    names: Sequence[str] | Selection = (),
    *,
    targets: Sequence[Language] = (),
    engines: Sequence[str] = (),
    dry_run: bool = False,
    max_chars: int | None = None,
    again: bool = False,
    runner: Runner = ALONE,
) -> Report:
    """Draft what the catalogs of the pages lack. Nothing that a person wrote is changed.

    Drafts that nobody touched are made anew where their terms or engines changed; ``again``: all of them.
    A text no engine can draft stays missing and is reported. When the last engine fails for now,
    what it answered before is saved and ``postponed`` says why it stopped. ``max_chars`` caps what
    is sent to engines. In a dry run no engine is asked; ``plan`` tells what that would take.
    """
    selection = select_pages(config, names)
    targets = targets or config.targets
    problems = Problems(list(selection.failures))
    is_first = not engines and not (config.root / layout.CACHE).exists()
    offer = offered(config, targets) if is_first else NOTHING

    @lru_cache(maxsize=1)
    def unchanged() -> Unchanged:
        return read_unchanged(config, config.targets, selection.everything)

    with Drafting(config, targets, engines, unchanged, again=again) as drafting:
        looking = say("looking for what is missing")
        for source in runner.steps(looking, selection.sources, len(selection.sources)):
            drafting.collect(Bundle(config, source), problems)
        drafting.ask(max_chars, problems, runner.tell, dry_run=dry_run)

        def made(source: Source) -> Bundle:
            return Bundle(config, source, {}, drafting.drafts(source))

        sources = [source for source in selection.sources if any(drafting.drafts(source).values())]
        work = partial(_fill, targets)
        for _, failed in each(ALONE, say("filling"), sources, made, work, config, targets):
            problems.failures += failed
        if not dry_run:
            drafting.settle()
        return Report(
            {source.name: drafting.facts(source) for source in drafting.sources},
            tuple(problems.failures),
            tuple(drafting.warnings),
            tuple(config.disk.written),
            drafting.postponed,
            offer=offer,
            **{"plan" if dry_run else "spent": drafting.costs},
        )


def _fill(targets: Sequence[Language], bundle: Bundle) -> list[Failure]:
    problems = Problems()
    for target in targets:
        with problems.of(bundle.source.name):
            fill(bundle, target)
    return problems.failures
