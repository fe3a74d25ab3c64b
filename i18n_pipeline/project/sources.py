"""The source pages of a project: those a verb is asked for, and one of them read whole."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from i18n_pipeline import files
from i18n_pipeline.config import FILE, Config
from i18n_pipeline.errors import ConfigError, PageError
from i18n_pipeline.model import Failure, Finding, Message, Page, Rule, Severity
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import Unit, body_warnings, messages, select
from i18n_pipeline.pages.verify import require_agreement
from i18n_pipeline.project import layout
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


def choose(config: Config, names: Sequence[str]) -> tuple[list[Source], list[Failure]]:
    """The source pages that ``names`` speak of (pages, files or folders; none: all).

    Raises ConfigError for a name that is none.
    """
    sources, failures = layout.find_pages(config)
    if not sources and not failures:
        raise ConfigError(f"no page matches a pattern in {FILE}: {', '.join(config.pages)}")
    if not names:
        return sources, failures
    chosen: dict[str, Source] = {}
    for given in names:
        name = os.path.normpath(given).replace(os.sep, "/")
        absolute = {os.path.abspath(given), os.path.realpath(given)}
        wanted = {name} | {os.path.relpath(path, config.root).replace(os.sep, "/") for path in absolute}
        found = [
            source
            for source in sources
            if {source.name, source.stem, source.file, "."} & wanted
            or {source.name.split("/")[-1], source.stem.split("/")[-1]} & wanted
            or any(path.startswith(f"{folder}/") for folder in wanted for path in (source.file, source.name))
        ]
        failed = [failure for failure in failures if {failure.page, failure.file} & wanted]
        if not found and not failed:
            close = get_close_matches(name, [source.name for source in sources], 1)
            hint = f"; did you mean {close[0]}?" if close else f"; see the page patterns in {FILE}"
            raise ConfigError(f"{given} is not a source page{hint}")
        chosen.update((source.name, source) for source in found)
    kept = [failure for failure in failures if any(failure.page in given for given in names)]
    return list(chosen.values()), kept


def load(config: Config, source: Source) -> Loaded:
    """Read one source page. Raises PageError."""
    raw = files.read(config.root, source.file, PageError)
    page = parse_page(raw, name=source.name, file=source.file)
    require_agreement(page)
    units, used = select(page, config.rules, config.script)
    warnings = (*page.warnings, *body_warnings(page, config.script))
    return Loaded(source, page, units, messages(units), used, warnings)


def unmatched_rules(config: Config, used: set[Rule]) -> list[Finding]:
    """A finding for each rule of i18n.toml that no value of any page matched."""
    what = "the rule for path {!r} on pages {!r} matches nothing; correct or delete it"
    return [
        Finding("", FILE, rule.line, "unmatched-rule", Severity.WARNING, what.format(rule.path, rule.pages))
        for rule in config.rules
        if rule not in used
    ]
