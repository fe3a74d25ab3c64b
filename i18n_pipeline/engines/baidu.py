"""Baidu's general translation service, through deep-translator.

Keys: ``BAIDU_APPID`` and ``BAIDU_APPKEY``. Options: ``url``, ``timeout`` (seconds).
"""

from __future__ import annotations

from collections.abc import Mapping

from i18n_pipeline.engines.base import Engine, Limits, Settings
from i18n_pipeline.engines.remote.deep import Deep, connected
from i18n_pipeline.engines.remote.languages import code
from i18n_pipeline.engines.remote.options import Options, key
from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.errors import ConfigError, EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import put, say

_NAME = "baidu"
_ID, _KEY = "BAIDU_APPID", "BAIDU_APPKEY"
_CODES = {
    "zh-Hans": "zh",
    "zh-Hant": "cht",
    "ja": "jp",
    "ko": "kor",
    "fr": "fra",
    "es": "spa",
    "ar": "ara",
    "bg": "bul",
    "da": "dan",
    "et": "est",
    "fi": "fin",
    "sl": "slo",
    "sv": "swe",
    "vi": "vie",
}
_LIMITS = Limits(texts=1, workers=1)  # the free plan allows one request a second
_SIZE = 5400  # the service takes 6,000 bytes
_FIRM = {
    "52003": say("baidu does not know the id in {name}", name=_ID),
    "54001": say("baidu refuses the key in {name}", name=_KEY),
    "58000": say("baidu does not serve this network address; allow it in its console"),
    "58001": say("baidu does not know this pair of languages"),
    "58002": say("the service is switched off in baidu's console"),
    "90107": say("baidu has not approved this account yet"),
}
_PASSING = {
    "52001": (say("baidu timed out"), None),
    "52002": (say("baidu is out of order"), None),
    "54003": (say("baidu has had too many requests"), 1.0),
    "54004": (say("the quota of baidu is used up"), None),
    "54005": (say("baidu has had too many long requests"), 3.0),
}


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for missing keys, wrong options and unknown languages."""
    from deep_translator import BaiduTranslator
    from deep_translator.constants import BAIDU_LANGUAGE_TO_CODE, BASE_URLS

    options = Options(_NAME, settings)
    url, timeout = options.address("url", BASE_URLS["BAIDU"]), options.timeout()
    options.done()
    codes = BAIDU_LANGUAGE_TO_CODE.values()
    source, target = (code(_NAME, locale, codes, _CODES) for locale in (settings.source, settings.target))
    app, secret = (key(_NAME, name, url, ["fanyi-api.baidu.com"]) for name in (_ID, _KEY))
    session = Session(_NAME, timeout, key_from=f"{_ID} and {_KEY}", secrets=(app, secret), judge=_judge)
    translator = connected(BaiduTranslator, session)(
        source=source,
        target=target,
        appid=app,
        appkey=secret,
    )
    translator._base_url = url
    return Deep(_NAME, _LIMITS, settings, _SIZE, translator)


def _judge(body: object) -> PipelineError | None:
    """Baidu tells errors by number, always with HTTP status 200."""
    number = str(body.get("error_code", "")) if isinstance(body, Mapping) else ""
    if number in {"", "0", "52000"}:
        return None
    if number in _FIRM:
        return ConfigError(put("{what} ({number})", what=_FIRM[number], number=number))
    if number in _PASSING:
        what, wait = _PASSING[number]
        return TemporaryEngineError(put("{what} ({number})", what=what, number=number), retry_after=wait)
    return EngineError(say("baidu does not take the text ({number})", number=number[:12]))
