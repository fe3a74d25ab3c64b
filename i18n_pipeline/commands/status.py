"""How far the translation of each page has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n_pipeline.catalog.provenance import drafters
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.running.spending import Spent, spent
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure, Finding
from i18n_pipeline.project import layout
from i18n_pipeline.project.progress import Tell, silent, steps
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import select_pages
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
    """Count the messages of the pages. Reads only. Raises CacheError where what was spent cannot be read."""
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    counted: dict[str, dict[str, Counts]] = {target.locale: {} for target in targets or config.targets}
    made: dict[str, dict[str, Counter[str]]] = {locale: {} for locale in counted}
    held: list[Finding] = []
    for source in steps(tell, say("counting"), selection.sources, len(selection.sources)):
        bundle = Bundle(config, source)
        for target in targets or config.targets:
            with problems.of(source.name):
                chosen = bundle.chosen(target, config.publish)
                left = bundle.drafts_on(target) if config.publish == "reviewed" else ()
                counted[target.locale][source.name] = chosen.counts.with_drafts(len(left))
                catalog = bundle.catalog(source.catalog_file(target))
                entries = catalog.by_key() if catalog else {}
                keys = (message.key for message in bundle.loaded_for(target).messages)
                made[target.locale][source.name] = drafters(entries[key] for key in keys if key in entries)
                held += () if is_left_alone(bundle, target) else holds(bundle, target, chosen)
    folder = (config.root / layout.CACHE).parent
    spending = {locale: spent(folder, locale) for locale in counted}
    return Status(counted, tuple(held), tuple(dict.fromkeys(problems.failures)), made, spending)
