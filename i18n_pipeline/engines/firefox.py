"""Firefox Translations on this machine: a small neural model, no key, nothing leaves the machine.

Option: ``models`` (the folder with the models; the cache of fxtranslate when left out). Models are got once
with ``fxtranslate models add zh en``; the engine itself never downloads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.remote.options import Options
from i18n_pipeline.engines.remote.replies import usable
from i18n_pipeline.engines.remote.split import in_pieces
from i18n_pipeline.errors import ConfigError, EngineError
from i18n_pipeline.locales import language_tags
from i18n_pipeline.messages import say

_NAME = "firefox"
_LIMITS = Limits(texts=10)
_SIZE = 1000  # bytes: the library may hold Python up, and with it Ctrl-C, while it translates
_PIVOT = "en"  # where there is no model for a pair, two are chained


@dataclass(frozen=True)
class Firefox:
    """Translates line by line through one model, or two in a chain."""

    settings: Settings
    models: tuple[Any, ...] = field(repr=False)
    version: str
    name: str = _NAME
    limits: Limits = _LIMITS

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """One answer a request."""
        return [in_pieces(request.text, _SIZE, self.settings.target, self._ask) for request in requests]

    def _ask(self, text: str) -> str | EngineError:
        answer: object = text.strip()
        try:
            for model in self.models:
                answer = model.translate_long(answer)
        except Exception as error:
            return EngineError(
                say("firefox could not translate the text ({name})", name=type(error).__name__)
            )
        return usable(_NAME, answer, text, self.settings)


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for wrong options and models that are not there."""
    from fxtranslate import Cache, Translator

    options = Options(_NAME, settings)
    folder = options.text("models")
    options.done()
    if folder and not Path(folder).expanduser().is_dir():
        raise ConfigError(say('the option "models" of the engine firefox is not a folder'))
    cache = Cache(str(Path(folder).expanduser()) if folder else None)
    pairs = {str(pair["name"]) for pair in cache.list_cached()}
    models = tuple(_load(cache, pair, Translator) for pair in _route(settings, pairs, chosen=bool(folder)))
    return Firefox(settings, models, version("fxtranslate"))


def _route(settings: Settings, pairs: set[str], *, chosen: bool) -> list[str]:
    """The models that lead from the source to the target."""
    sources, targets = language_tags(settings.source), language_tags(settings.target)
    direct = [f"{source}-{target}" for source in sources for target in targets]
    first = [f"{source}-{_PIVOT}" for source in sources]
    second = [f"{_PIVOT}-{target}" for target in targets]
    for chain in ((direct,), (first, second)):
        found = [next((pair for pair in step if pair in pairs), "") for step in chain]
        if all(found):
            return found
    source, target = (locale.partition("_")[0] for locale in (settings.source, settings.target))
    raise ConfigError(
        say(
            "the engine {name} finds no model for {source} to {target}; get it once with: {command}",
            name=_NAME,
            source=source,
            target=target,
            command=f"fxtranslate models add {source} {target}{' --cache-dir FOLDER' if chosen else ''}",
        )
    )


def _load(cache: Any, pair: str, translator: Any) -> Any:
    """A model from its files: ``model….bin``, one vocabulary or two, and perhaps ``lex….bin``."""
    files = {name: Path(path) for name, _, path in cache.pair_files(pair)}

    def content(*kinds: str) -> bytes | None:
        names = [name for kind in kinds for name in sorted(files) if name.startswith(kind)]
        return files[names[0]].read_bytes() if names else None

    model = content("model")
    source, target = content("srcvocab", "vocab"), content("trgvocab", "vocab")
    if not model or not source or not target:
        raise ConfigError(
            say("the model {pair} of the engine {name} lacks a file; get it again", pair=pair, name=_NAME)
        )
    try:
        return translator(model, source, target, content("lex"))
    except ValueError:
        raise ConfigError(
            say("the model {pair} of the engine {name} cannot be read; get it again", pair=pair, name=_NAME)
        ) from None
