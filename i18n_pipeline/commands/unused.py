"""Glossary rows that stand in no page."""

from __future__ import annotations

from collections.abc import Sequence

from i18n_pipeline.commands.suggest import Suggested
from i18n_pipeline.config import Config, Language
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import select_pages
from i18n_pipeline.project.sources import load


def run(config: Config, *, targets: Sequence[Language] = ()) -> Suggested:
    """The rows by target locale, in glossary order."""
    selection = select_pages(config)
    problems = Problems(list(selection.failures))
    texts = []
    for source in selection.sources:
        with problems.of(source.name):
            texts += [message.msgid for message in load(config, source).messages]
    text = "\n".join(texts)
    return Suggested(
        {
            target.locale: [term for term in read_glossary(config, target) if term.source not in text]
            for target in targets or config.targets
        },
        tuple(problems.failures),
    )
