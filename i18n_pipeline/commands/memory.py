"""What people reviewed, as a TMX file."""

from __future__ import annotations

from pathlib import Path

from i18n_pipeline.catalog.memory import reviewed
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.project.suggestions import catalogs
from i18n_pipeline.tmx import fits, render_tmx


def run(config: Config, target: Language, file: Path) -> int:
    """Write the file, which may stand anywhere; returns how many pairs it holds.

    Raises ConfigError, also where there is something else than a TMX file in its place.
    """
    folder = file.absolute().parent.resolve()
    before = files.read_if_there(folder, file.name, ConfigError)
    if before and b"<tmx" not in before[:4096]:
        raise ConfigError(say("is there already and is no TMX file; name another"), file=str(file))
    units = reviewed(catalogs(config, target))
    pairs = list(filter(fits, dict.fromkeys((source, text) for source, text, _ in units)))
    content = render_tmx(pairs, config.source.locale, target.locale)
    files.write(folder, file.name, content, ConfigError)
    return len(pairs)
