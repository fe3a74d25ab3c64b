"""A source page, read whole."""

from __future__ import annotations

from dataclasses import dataclass

from i18n_pipeline.config import Config
from i18n_pipeline.errors import PageError
from i18n_pipeline.model import Finding, Message, Page, Rule
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import Unit, body_warnings, key_warnings, messages, select
from i18n_pipeline.pages.verify import require_agreement
from i18n_pipeline.project.layout import Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source page, read, with what is selected in it."""

    source: Source
    page: Page
    units: tuple[Unit, ...]
    messages: tuple[Message, ...]
    rules_used: frozenset[Rule]
    warnings: tuple[Finding, ...]


def load(config: Config, source: Source) -> Loaded:
    """Read one source page. Raises PageError."""
    raw = config.disk.read(source.file, PageError)
    page = parse_page(raw, name=source.name, file=source.file)
    require_agreement(page)
    units, used = select(page, config.rules, config.script)
    warnings = (*page.warnings, *key_warnings(page, config.script), *body_warnings(page, config.script))
    return Loaded(source, page, units, messages(units), used, warnings)
