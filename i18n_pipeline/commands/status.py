"""How far the translation of each page has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n_pipeline.catalog.lookup import states
from i18n_pipeline.config import Config, Language
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure
from i18n_pipeline.project.catalogs import read_catalog
from i18n_pipeline.project.progress import Tell, silent, steps
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import select_pages
from i18n_pipeline.project.sources import load


@dataclass(frozen=True, slots=True)
class Status:
    """Messages by target locale, page and state."""

    targets: Mapping[str, Mapping[str, Counts]]
    failed: tuple[Failure, ...]


def run(
    config: Config, names: Sequence[str] = (), *, targets: Sequence[Language] = (), tell: Tell = silent
) -> Status:
    """Count the messages of the pages. Reads only."""
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    counted: dict[str, dict[str, Counts]] = {target.locale: {} for target in targets or config.targets}
    for source in steps(tell, say("counting"), selection.sources, len(selection.sources)):
        with problems.of(source.name):
            keys = [message.key for message in load(config, source).messages]
            for target in targets or config.targets:
                with problems.of(source.name):
                    catalog = read_catalog(config, source.catalog_file(target))
                    entries = catalog.by_key() if catalog else {}
                    counted[target.locale][source.name] = states(entries, keys)
    return Status(counted, tuple(problems.failures))
