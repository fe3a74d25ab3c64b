"""MyMemory, through deep-translator: no key, some 5,000 characters a day (50,000 with an address).

Options: ``email`` (tells MyMemory who asks, for the larger quota), ``url``, ``timeout`` (seconds).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from i18n_pipeline.engines.base import Engine, Limits, Settings
from i18n_pipeline.engines.remote.deep import Deep, connected
from i18n_pipeline.engines.remote.languages import code
from i18n_pipeline.engines.remote.options import Options
from i18n_pipeline.engines.remote.replies import redacted
from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.errors import ConfigError, EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import say

_NAME = "mymemory"
_CODES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en-GB", "sr": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS"}
_LIMITS = Limits(texts=1, workers=1)
_SIZE = 480  # the service takes 500 bytes
_WAIT = re.compile(r"NEXT AVAILABLE IN\s+(\d+)\s+HOURS?\s+(\d+)\s+MINUTES?\s+(\d+)\s+SECONDS?")


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for wrong options and languages it does not know."""
    from deep_translator import MyMemoryTranslator
    from deep_translator.constants import BASE_URLS, MY_MEMORY_LANGUAGES_TO_CODES

    options = Options(_NAME, settings)
    address = BASE_URLS["MYMEMORY"].replace("http://", "https://")
    url, email = options.address("url", address), options.text("email")
    session = Session(_NAME, options.timeout(), judge=_judge)
    options.done()
    codes = MY_MEMORY_LANGUAGES_TO_CODES.values()
    translator = connected(MyMemoryTranslator, session)(
        source=code(_NAME, settings.source, codes, _CODES),
        target=code(_NAME, settings.target, codes, _CODES),
        email=email or None,
    )
    translator._base_url = url
    return Deep(_NAME, _LIMITS, settings, _SIZE, translator)


def _judge(body: object) -> PipelineError | None:
    """Find the errors that MyMemory sends as answers, quota warnings above all."""
    if not isinstance(body, Mapping):
        return None
    data = body.get("responseData")
    answer = data.get("translatedText") if isinstance(data, Mapping) else None
    status, details = str(body.get("responseStatus", 200)), f"{body.get('responseDetails') or ''} {answer}"
    if body.get("quotaFinished") is True or "MYMEMORY WARNING" in details.upper():
        return TemporaryEngineError(say("the daily quota of mymemory is used up"), retry_after=_wait(details))
    if "LANGUAGE PAIR" in details or "DISTINCT LANGUAGES" in details:
        return ConfigError(say("mymemory does not know this pair of languages"))
    if status == "200":
        return None
    why = redacted(str(body.get("responseDetails") or ""), ())
    if status == "429" or status.startswith("5"):
        return TemporaryEngineError(say("mymemory is out of order ({status} {why})", status=status, why=why))
    return EngineError(say("mymemory does not take the text ({status} {why})", status=status, why=why))


def _wait(details: str) -> float | None:
    match = _WAIT.search(details.upper())
    return float(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])) if match else None
