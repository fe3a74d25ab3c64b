"""The files of a project's translators: catalogs and glossaries."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError, ConfigError
from i18n_pipeline.glossary import Glossary, parse_glossary
from i18n_pipeline.messages import say
from i18n_pipeline.project import layout


def read_catalog(config: Config, file: str) -> Catalog | None:
    """A PO or POT file; None where there is none. Raises CatalogError."""
    raw = config.disk.read_if_there(file, CatalogError)
    return None if raw is None else store.parse(raw, file)


def read_glossary(config: Config, target: Language) -> Glossary:
    """The terms for a target; none where it has no glossary. Raises ConfigError."""
    file = layout.glossary_file(target)
    raw = config.disk.read_if_there(file, ConfigError)
    return Glossary() if raw is None else parse_glossary(raw, file)


def now() -> str:
    """The time as gettext headers have it; SOURCE_DATE_EPOCH (seconds) fixes it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        what = say("SOURCE_DATE_EPOCH={value} is not a time in seconds", value=fixed or "")
        raise ConfigError(what) from error
    return moment.strftime("%Y-%m-%d %H:%M%z")
