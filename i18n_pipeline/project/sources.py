"""A source page, read whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.lookup import by_people
from i18n_pipeline.config import Config
from i18n_pipeline.errors import CatalogError, PageError
from i18n_pipeline.model import Finding, Message, Page, Rule
from i18n_pipeline.pages.body import body_of, code_path, with_body, without_body
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import Unit, key_warnings, messages, select
from i18n_pipeline.pages.verify import require_agreement
from i18n_pipeline.project.catalogs import read_catalog
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


def is_translatable(loaded: Loaded, script: re.Pattern[str]) -> bool:
    """Whether anything of the page is in the source language, below its front matter as well."""
    return bool(loaded.messages) or script.search(body_of(loaded.page)) is not None


def without_its_body(loaded: Loaded) -> Loaded:
    """The page as those see it whose own body follows no other."""
    units = tuple(unit for unit in loaded.units if not unit.scalar.in_body)
    return replace(loaded, page=without_body(loaded.page), units=units, messages=messages(units))


def load(config: Config, source: Source) -> Loaded:
    """Read one source page. Raises PageError."""
    return selected(config, source, read_page(config, source), partial(read_catalog, config))


def read_page(config: Config, source: Source) -> Page:
    """Its values, and the texts of its body, if it may have any to translate. Raises PageError."""
    raw = config.disk.read(source.file, PageError)
    page = parse_page(raw, name=source.name, file=source.file)
    require_agreement(page)
    asking = [rule for rule in config.rules if rule.translate and rule.covers(source.name)]
    if not (config.body and (asking or config.script.search(body_of(page)))):
        return page
    return with_body(page, lambda language: any(rule.matches(code_path(language)) for rule in asking))


def selected(config: Config, source: Source, page: Page, read: Callable[[str], Catalog | None]) -> Loaded:
    """The page with what is selected in it; ``read`` reads its catalogs, if they are asked for."""
    translated = partial(_translated, config, source, read)
    units, used = select(page, config.rules, config.script, translated, config.checks)
    if not any(unit.scalar.in_body for unit in units):
        page = without_body(page)
    warnings = (*page.warnings, *key_warnings(page, config.script))
    return Loaded(source, page, units, messages(units), used, warnings)


def _translated(config: Config, source: Source, read: Callable[[str], Catalog | None]) -> set[str]:
    """What people translated of the page, whatever the target."""
    found: set[str] = set()
    for target in config.targets:
        with suppress(CatalogError):  # who works on that target reports it
            catalog = read(source.catalog_file(target))
            found |= by_people(catalog) if catalog else set()
    return found
