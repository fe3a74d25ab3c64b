"""Google Translate's page for phones, through deep-translator: no key, drafts of fair quality.

Options: ``url`` (another address of the page), ``timeout`` (seconds).
"""

from __future__ import annotations

from i18n_pipeline.engines.base import Engine, Limits, Settings
from i18n_pipeline.engines.remote.deep import Deep, connected
from i18n_pipeline.engines.remote.languages import code
from i18n_pipeline.engines.remote.options import Options
from i18n_pipeline.engines.remote.session import Session

_NAME = "google"
_CODES = {
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "he": "iw",
    "jv": "jw",
    "nb": "no",
    "nn": "no",
    "fil": "tl",
}
_LIMITS = Limits(texts=1, workers=4)
_SIZE = 4000  # the text travels in the address, where a byte takes three characters


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for wrong options and languages it does not know."""
    from deep_translator import GoogleTranslator
    from deep_translator.constants import BASE_URLS, GOOGLE_LANGUAGES_TO_CODES

    options = Options(_NAME, settings)
    url = options.address("url", BASE_URLS["GOOGLE_TRANSLATE"])
    session = Session(_NAME, options.timeout())
    options.done()
    codes = GOOGLE_LANGUAGES_TO_CODES.values()
    translator = connected(GoogleTranslator, session)(
        source=code(_NAME, settings.source, codes, _CODES), target=code(_NAME, settings.target, codes, _CODES)
    )
    translator._base_url = url
    return Deep(_NAME, _LIMITS, settings, _SIZE, translator)
