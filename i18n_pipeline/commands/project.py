"""What every verb shares: the pages it is asked for, one page read whole, and the report."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from difflib import get_close_matches

from i18n_pipeline import files
from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.config import FILE, Config, Language
from i18n_pipeline.errors import CatalogError, ConfigError, PageError
from i18n_pipeline.files import Source
from i18n_pipeline.glossary import Glossary, parse_glossary
from i18n_pipeline.model import Failure, Finding, Message, Page, Rule, Severity
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import Unit, body_warnings, messages, select
from i18n_pipeline.pages.verify import require_agreement


@dataclass(frozen=True, slots=True)
class Report:
    """What a verb did. ``pages`` holds its facts by page name, ready for JSON."""

    pages: Mapping[str, Mapping[str, object]]
    failed: tuple[Failure, ...] = ()
    warnings: tuple[Finding, ...] = ()
    written: tuple[str, ...] = ()  # files; in a dry run those that would be
    postponed: str = ""  # why an engine stopped for now; run again to resume
    plan: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # by target: what a dry run saw


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source page, read, with what is selected in it."""

    source: Source
    page: Page
    units: tuple[Unit, ...]
    messages: tuple[Message, ...]
    rules_used: frozenset[Rule]
    warnings: tuple[Finding, ...]


@dataclass(slots=True)
class Problems:
    """Collects what went wrong, so that one bad page never stops the rest."""

    failures: list[Failure] = field(default_factory=list)

    @contextmanager
    def of(self, page: str) -> Iterator[None]:
        """Turn a PageError or CatalogError inside the block into a failure of ``page``."""
        try:
            yield
        except (PageError, CatalogError) as error:
            self.failures.append(Failure(page, error.file, error.line or 1, error.message))


def choose(config: Config, names: Sequence[str]) -> tuple[list[Source], list[Failure]]:
    """The source pages that ``names`` speak of (pages, files or folders; none: all).

    Raises ConfigError for a name that is none.
    """
    sources, failures = files.find_pages(config)
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


def read_catalog(config: Config, file: str) -> Catalog | None:
    """A PO or POT file; None where there is none. Raises CatalogError."""
    raw = files.read_if_there(config.root, file, CatalogError)
    return None if raw is None else store.parse(raw, file)


def catalog_of(config: Config, loaded: Loaded, target: Language) -> Catalog | None:
    """The PO file of a page; None for a page that needs none. Raises PageError where it is missing."""
    file = loaded.source.catalog_file(target)
    catalog = read_catalog(config, file)
    if catalog is None and loaded.messages:
        what = f"has no catalog {file} yet; run i18n-pipeline extract"
        raise PageError(what, file=loaded.source.file, line=1)
    return catalog


def read_glossary(config: Config, target: Language) -> Glossary:
    """The terms for a target; none where it has no glossary. Raises ConfigError."""
    file = files.glossary_file(target)
    raw = files.read_if_there(config.root, file, ConfigError)
    return Glossary() if raw is None else parse_glossary(raw, file)


def write_catalog(config: Config, file: str, catalog: Catalog, *, dry_run: bool) -> str:
    """Write a PO or POT file with the line ends it has; returns its name.

    Raises CatalogError, also where the file is no longer what the catalog was read from.
    """
    if not dry_run:
        if files.read_if_there(config.root, file, CatalogError) != catalog.read_from:
            raise CatalogError("was changed while this ran, and is left as it is; run again", file=file)
        newline = store.newline_of(catalog.read_from or b"")
        files.write(config.root, file, store.render(catalog, newline), CatalogError)
    return file


def now() -> str:
    """The time as gettext headers have it; SOURCE_DATE_EPOCH (seconds) fixes it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(fixed), timezone.utc) if fixed else datetime.now(timezone.utc)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH={fixed} is not a time in seconds") from error
    return moment.strftime("%Y-%m-%d %H:%M%z")


def unmatched_rules(config: Config, used: set[Rule]) -> list[Finding]:
    """A finding for each rule of i18n.toml that no value of any page matched."""
    what = "the rule for path {!r} on pages {!r} matches nothing; correct or delete it"
    return [
        Finding("", FILE, rule.line, "unmatched-rule", Severity.WARNING, what.format(rule.path, rule.pages))
        for rule in config.rules
        if rule not in used
    ]
