"""How far the translation of each page has come, those first that need most work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from i18n_pipeline.catalog.provenance import drafters
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.running.spending import Spent, spent
from i18n_pipeline.errors import CacheError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure, Finding
from i18n_pipeline.project import layout
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
    """Messages by target locale, page and state, and the pages that are held back.

    ``drafters``: how many of a page's drafts are whose; ``spent``: what this machine sent to each engine.
    """

    targets: Mapping[str, Mapping[str, Counts]]
    held: tuple[Finding, ...]
    failed: tuple[Failure, ...]
    drafters: Mapping[str, Mapping[str, Counter[str]]]
    spent: Mapping[str, Mapping[str, Spent]]


def run(
    config: Config, names: Sequence[str] = (), *, targets: Sequence[Language] = (), tell: Tell = silent
) -> Status:
    """Count the messages of the pages. Reads only. Raises ConfigError."""
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    wanted = targets or config.targets
    counted: dict[str, dict[str, Counts]] = {target.locale: {} for target in wanted}
    made: dict[str, dict[str, Counter[str]]] = {locale: {} for locale in counted}
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
                    made[target.locale][source.name] = _drafters(bundle, target)
                    held += () if is_left_alone(bundle, target) else holds(bundle, target, chosen)
    worst_first = {
        target: dict(sorted(pages.items(), key=lambda page: page[1].work, reverse=True))
        for target, pages in counted.items()
    }
    spending: dict[str, Mapping[str, Spent]] = {}
    for locale in counted:
        try:
            spending[locale] = spent((config.root / layout.CACHE).parent, locale)
        except CacheError as error:
            spending[locale] = {}
            problems.failures.append(Failure("", error.file, 1, error.message))
    return Status(worst_first, tuple(held), tuple(dict.fromkeys(problems.failures)), made, spending)


def _classed(
    counts: Counts, bundle: Bundle, target: Language, scores_of: ScoresOf, drafts_of: DraftsOf
) -> Counts:
    catalog = bundle.catalog(bundle.source.catalog_file(target))
    messages = bundle.loaded_for(target).messages
    scores = scores_of(drafts_of(messages), messages, catalog)
    return replace(counts, **Counter(confidence(score).value for score in scores.values()))


def _drafters(bundle: Bundle, target: Language) -> Counter[str]:
    catalog = bundle.catalog(bundle.source.catalog_file(target))
    entries = catalog.by_key() if catalog else {}
    keys = (message.key for message in bundle.loaded_for(target).messages)
    return drafters(entries[key] for key in keys if key in entries)
