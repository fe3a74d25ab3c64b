"""Find an engine by the name of its file, and import it only then."""

from __future__ import annotations

import pkgutil
from importlib import import_module, resources

from i18n_pipeline.engines.base import Engine, Settings
from i18n_pipeline.errors import ConfigError

_NOT_ENGINES = {"base", "registry"}


def names() -> list[str]:
    """The engines there are, by name."""
    folder = str(resources.files("i18n_pipeline.engines"))
    return sorted(
        m.name for m in pkgutil.iter_modules([folder]) if not m.ispkg and m.name not in _NOT_ENGINES
    )


def create(name: str, settings: Settings) -> Engine:
    """A new instance of the engine ``name``.

    Raises ConfigError when there is no such engine or it cannot be set up.
    """
    require(name)
    engine: Engine = import_module(f"i18n_pipeline.engines.{name}").create(settings)
    return engine


def require(name: str) -> None:
    """Raise ConfigError when there is no such engine."""
    if name not in names():
        raise ConfigError(f'there is no engine "{name}"; choose one of: {", ".join(names())}')
