"""Find an engine by the name of its file, and import it only then."""

from __future__ import annotations

import pkgutil
from difflib import get_close_matches
from importlib import import_module, resources

from i18n_pipeline.engines.base import Engine, Settings
from i18n_pipeline.errors import ConfigError, LanguagesError
from i18n_pipeline.messages import listed, say

_NOT_ENGINES = {"base", "registry"}
_FOR_TESTS = "fake"
#: What engines need beside the tool itself, as pip is asked for it: the name of the tool is nobody's there.
_NEEDED = {"deepl": "deepl>=1.22", "openai": "openai>=1.60", "firefox": "fxtranslate>=0.5"}
_REFUSED = {
    "chatgpt": say(
        'the engine "chatgpt" is deep-translator\'s, which calls what the openai package no longer has; '
        "use openai"
    ),
    "linguee": say(
        'the engine "linguee" is a dictionary of single words, and has no Chinese to English; use gloss'
    ),
    "microsoft": say(
        'the engine "microsoft" is deep-translator\'s, which goes on without a reply when the network fails; '
        "use deepl"
    ),
    "papago": say('the engine "papago" stands for a service that Naver has ended; use deepl or google'),
    "pons": say('the engine "pons" is a dictionary of single words, not a translator; use gloss'),
    "qcri": say('the engine "qcri" knows Arabic, English and Spanish only; use google or libre'),
    "yandex": say('the engine "yandex" stands for an interface that Yandex has closed; use deepl or google'),
}


def names() -> list[str]:
    """The engines there are, by name."""
    folder = str(resources.files("i18n_pipeline.engines"))
    return sorted(
        m.name for m in pkgutil.iter_modules([folder]) if not m.ispkg and m.name not in _NOT_ENGINES
    )


def offered() -> list[str]:
    """Those of use to people."""
    return [name for name in names() if name != _FOR_TESTS]


def create(name: str, settings: Settings) -> Engine:
    """A new instance of the engine ``name``.

    Raises ConfigError when there is no such engine or it cannot be set up.
    """
    require(name)
    try:
        engine: Engine = import_module(f"i18n_pipeline.engines.{name}").create(settings)
    except ModuleNotFoundError as error:
        raise ConfigError(
            say(
                "the engine \"{name}\" needs pip install '{wanted}' ({missing})",
                name=name,
                wanted=_NEEDED.get(name, "deep-translator>=1.11.4"),
                missing=error.name or "",
            )
        ) from None
    return engine


def knows(name: str, source: str, target: str) -> bool:
    """Whether an engine drafts from one locale into another, as far as it tells without being asked."""
    try:
        create(name, Settings(source, target))
    except LanguagesError:
        return False
    except ConfigError:
        return True  # as soon as it has what it lacks
    return True


def able(source: str, target: str) -> list[str]:
    """The engines that draft from one locale into another."""
    return [name for name in offered() if knows(name, source, target)]


def require(name: str) -> None:
    """Raise ConfigError when there is no such engine, or none that is of use."""
    if name in _REFUSED:
        raise ConfigError(_REFUSED[name])
    near = get_close_matches(name, offered(), 1)
    if name not in names() and near:
        raise ConfigError(say('there is no engine "{name}"; did you mean {near}?', name=name, near=near[0]))
    if name not in names():
        raise ConfigError(
            say('there is no engine "{name}"; choose one of: {names}', name=name, names=listed(offered()))
        )
