"""How far the translation of each page has come, those first that need most work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from i18n_pipeline.config import Config, Language
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure, Finding
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.confidence import confidence
from i18n_pipeline.project.progress import Tell, silent, steps
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import select_pages
from i18n_pipeline.runs.scoring import DraftsOf, ScoresOf, scoring, second_drafts
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.holding import holds, is_left_alone


@dataclass(frozen=True, slots=True)
class Status:
    """Messages by target locale, page and state, and the pages that are held back."""

    targets: Mapping[str, Mapping[str, Counts]]
    held: tuple[Finding, ...]
    failed: tuple[Failure, ...]


def run(
    config: Config, names: Sequence[str] = (), *, targets: Sequence[Language] = (), tell: Tell = silent
) -> Status:
    """Count the messages of the pages. Reads only. Raises ConfigError."""
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    wanted = targets or config.targets
    counted: dict[str, dict[str, Counts]] = {target.locale: {} for target in wanted}
    held: list[Finding] = []
    with ExitStack() as stack:
        scored: dict[Language, tuple[ScoresOf, DraftsOf]] = {}
        for target in wanted:
            glossary = read_glossary(config, target)
            drafts_of = stack.enter_context(second_drafts(config, target, glossary))
            scored[target] = scoring(config, target, glossary), drafts_of
        for source in steps(tell, say("counting"), selection.sources, len(selection.sources)):
            bundle = Bundle(config, source)
            for target in wanted:
                with problems.of(source.name):
                    chosen = bundle.chosen(target, config.publish)
                    left = bundle.drafts_on(target) if config.publish == "reviewed" else ()
                    counts = chosen.counts.with_drafts(len(left))
                    counted[target.locale][source.name] = _classed(counts, bundle, target, *scored[target])
                    held += () if is_left_alone(bundle, target) else holds(bundle, target, chosen)
    failed = tuple(dict.fromkeys(problems.failures))
    worst_first = {
        target: dict(sorted(pages.items(), key=lambda page: page[1].work, reverse=True))
        for target, pages in counted.items()
    }
    return Status(worst_first, tuple(held), failed)


def _classed(
    counts: Counts, bundle: Bundle, target: Language, scores_of: ScoresOf, drafts_of: DraftsOf
) -> Counts:
    catalog = bundle.catalog(bundle.source.catalog_file(target))
    messages = bundle.loaded_for(target).messages
    scores = scores_of(drafts_of(messages), messages, catalog)
    return replace(counts, **Counter(confidence(score).value for score in scores.values()))
