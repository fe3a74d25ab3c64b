"""The files of a project's translators: catalogs and glossaries."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError, ConfigError, PageError
from i18n_pipeline.glossary import Glossary, parse_glossary
from i18n_pipeline.messages import say
from i18n_pipeline.project import layout

if TYPE_CHECKING:
    from i18n_pipeline.project.sources import Loaded

_TRIES = 5


def read_catalog(config: Config, file: str) -> Catalog | None:
    """A PO or POT file; None where there is none. Raises CatalogError."""
    raw = config.disk.read_if_there(file, CatalogError)
    return None if raw is None else store.parse(raw, file)


def catalog_of(config: Config, loaded: Loaded, target: Language) -> Catalog | None:
    """The PO file of a page; None for a page that needs none. Raises PageError where it is missing."""
    file = loaded.source.catalog_file(target)
    catalog = read_catalog(config, file)
    if catalog is None and loaded.messages:
        what = say("has no catalog {file} yet; run i18n-pipeline extract", file=file)
        raise PageError(what, file=loaded.source.file, line=1)
    return catalog


def read_glossary(config: Config, target: Language) -> Glossary:
    """The terms for a target; none where it has no glossary. Raises ConfigError."""
    file = layout.glossary_file(target)
    raw = config.disk.read_if_there(file, ConfigError)
    return Glossary() if raw is None else parse_glossary(raw, file)


def edit_catalog(
    config: Config, file: str, change: Callable[[Catalog | None], Catalog | None]
) -> Catalog | None:
    """Change a PO or POT file: ``change`` makes the new catalog of the one on disk, None to leave it.

    A file that an editor saved meanwhile is read again, so ``change`` may be called more than once.
    Returns what was written. Raises CatalogError.
    """
    for _ in range(_TRIES):
        old = read_catalog(config, file)
        new = change(old)
        if new is None:
            return None
        raw = old.read_from if old else None
        if config.disk.replace(file, raw, store.render(new), CatalogError):
            return new
    raise CatalogError(say("is being changed all the time, and is left as it is; run again"), file=file)


def now() -> str:
    """The time as gettext headers have it; SOURCE_DATE_EPOCH (seconds) fixes it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        what = say("SOURCE_DATE_EPOCH={value} is not a time in seconds", value=fixed or "")
        raise ConfigError(what) from error
    return moment.strftime("%Y-%m-%d %H:%M%z")
