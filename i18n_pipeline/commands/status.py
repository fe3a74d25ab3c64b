"""How far the translation of each page has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n_pipeline.config import Config, Language
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure, Finding
from i18n_pipeline.project.progress import Tell, silent, steps
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import select_pages
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
    """Count the messages of the pages. Reads only."""
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    counted: dict[str, dict[str, Counts]] = {target.locale: {} for target in targets or config.targets}
    held: list[Finding] = []
    for source in steps(tell, say("counting"), selection.sources, len(selection.sources)):
        bundle = Bundle(config, source)
        for target in targets or config.targets:
            with problems.of(source.name):
                chosen = bundle.chosen(target, config.publish)
                left = bundle.drafts_on(target) if config.publish == "reviewed" else ()
                counted[target.locale][source.name] = chosen.counts.with_drafts(len(left))
                held += () if is_left_alone(bundle, target) else holds(bundle, target, chosen)
    return Status(counted, tuple(held), tuple(dict.fromkeys(problems.failures)))
