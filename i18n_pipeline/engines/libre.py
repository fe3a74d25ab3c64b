"""A LibreTranslate server, one's own or a public one, through deep-translator.

Key: ``LIBRE_API_KEY``, where the server asks for one. Options: ``url`` (the server), ``timeout`` (seconds).
"""

from __future__ import annotations

from i18n_pipeline.engines.base import Engine, Limits, Settings
from i18n_pipeline.engines.remote.deep import Deep, connected
from i18n_pipeline.engines.remote.languages import code
from i18n_pipeline.engines.remote.options import Options, key
from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say

_NAME = "libre"
_KEY = "LIBRE_API_KEY"
_CODES = {"zh-Hans": "zh"}
_LIMITS = Limits(texts=1, workers=2)
_SIZE = 5000


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for wrong options and languages it does not know."""
    from deep_translator import LibreTranslator
    from deep_translator.constants import BASE_URLS, LIBRE_LANGUAGES_TO_CODES

    options = Options(_NAME, settings)
    url, timeout = options.address("url"), options.timeout()
    options.done()
    codes = [tag for tag in LIBRE_LANGUAGES_TO_CODES.values() if tag != "zh"]
    source, target = (code(_NAME, locale, codes, _CODES) for locale in (settings.source, settings.target))
    server = url or BASE_URLS["LIBRE"]
    secret = key(_NAME, _KEY, server, ["libretranslate.com"], needed=False)
    if not url and not secret:
        raise ConfigError(
            say(
                'the engine {name} needs a server: url = "http://localhost:5000/" under [engines.{name}] '
                "in i18n.toml, or a key for libretranslate.com in {key}",
                name=_NAME,
                key=_KEY,
            )
        )
    session = Session(_NAME, timeout, key_from=_KEY, secrets=(secret,))
    translator = connected(LibreTranslator, session)(
        source=source,
        target=target,
        api_key=secret or "none",  # the library insists on one
        custom_url=f"{server.removesuffix('/')}/",
    )
    translator.api_key = secret
    return Deep(_NAME, _LIMITS, settings, _SIZE, translator)
