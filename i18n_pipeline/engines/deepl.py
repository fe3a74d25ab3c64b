"""DeepL, through its official package: context of the page, and the project's terms as a glossary.

Key: ``DEEPL_API_KEY``. Options: ``server_url``, ``glossary`` (false: keep none at DeepL), ``timeout``
(seconds).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.remote.languages import code
from i18n_pipeline.engines.remote.options import Options, key
from i18n_pipeline.engines.remote.replies import usable
from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.errors import EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import say

_NAME = "deepl"
_KEY = "DEEPL_API_KEY"
_SERVER = "https://api.deepl.com/"  # or that of the free plan, as the key tells
_SOURCES = {"zh-Hans": "zh", "zh-Hant": "zh"}
_TARGETS = {"en": "en-US", "pt": "pt-BR", "zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant"}
_SOURCES_ONLY = {"en", "pt", "zh"}
_LIMITS = Limits(texts=20, workers=2)
_CONTEXT = 2000  # characters
_ODD = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
)  # what the library raises for odd replies


@dataclass
class DeepL:
    """Asks for a batch in one call, so that a call that fails loses no answer."""

    settings: Settings
    source: str
    target: str
    client: Any = field(repr=False)
    keeps_glossary: bool
    name: str = _NAME
    version: str = field(default_factory=lambda: version("deepl"))
    limits: Limits = _LIMITS
    _glossary: str | None = None

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """One answer a request."""
        if not requests:
            return []
        try:
            translations = self.client.translate_text(
                [request.text for request in requests],
                source_lang=self.source,
                target_lang=self.target,
                context=_context(requests) or None,
                glossary=self._glossary_id() or None,
            )
        except TemporaryEngineError:
            raise
        except EngineError as error:
            return [error] * len(requests)
        except _ODD:
            translations = []
        if len(translations) != len(requests):  # which answer belongs to which text is not known
            return [EngineError(say("deepl answered with another number of texts"))] * len(requests)
        return [
            usable(_NAME, result.text, request.text, self.settings)
            for request, result in zip(requests, translations, strict=True)
        ]

    def _glossary_id(self) -> str:
        """The glossary with the project's terms; made once, used again; "" where there can be none."""
        if self._glossary is None:
            terms = {term.source: term.target or term.source for term in self.settings.glossary}
            self._glossary = self._kept(terms) if terms and self.keeps_glossary else ""
        return self._glossary

    def _kept(self, terms: Mapping[str, str]) -> str:
        digest = hashlib.blake2b(repr((self.source, self.target, terms)).encode(), digest_size=6).hexdigest()
        name = f"i18n-pipeline {digest}"
        try:
            for glossary in self.client.list_glossaries():
                if glossary.name == name and glossary.ready:
                    return str(glossary.glossary_id)
            made = self.client.create_glossary(name, self.source, self.target, dict(terms))
        except (PipelineError, *_ODD):
            return ""  # no such pair, no room, not in the plan: translating goes on without
        return str(made.glossary_id)


class _Http:
    """What the library sends with: ours has a timeout, does not retry, and keeps Retry-After."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def request_with_backoff(self, method: str, url: str, **options: Any) -> tuple[int, str]:
        options.pop("stream", None)
        reply = self._session.request(method, url, **options)
        try:
            body = reply.json()
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            raise TemporaryEngineError(say("deepl answered, but not in its own format"))
        for item in body.get("translations") or ():
            if isinstance(item, dict):
                item.setdefault("billed_characters", 0)  # the library needs it, other servers lack it
        return reply.status_code, json.dumps(body)

    def close(self) -> None:
        self._session.close()


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for a missing key, wrong options and unknown languages."""
    import deepl

    options = Options(_NAME, settings)
    server, timeout, keeps = options.address("server_url"), options.timeout(), options.flag("glossary", True)
    options.done()
    codes = [value for name, value in vars(deepl.Language).items() if name.isupper()]
    targets = [value for value in codes if value not in _SOURCES_ONLY]
    source = code(_NAME, settings.source, codes, _SOURCES).upper()
    target = code(_NAME, settings.target, targets, _TARGETS).upper()
    secret = key(_NAME, _KEY, server or _SERVER, ["deepl.com"])
    client = deepl.DeepLClient(secret, server_url=f"{server.removesuffix('/')}/" if server else None)
    client._client = _Http(Session(_NAME, timeout, key_from=_KEY, secrets=(secret,)))  # type: ignore[assignment]
    return DeepL(settings, source, target, client, keeps)


def _context(requests: Sequence[Request]) -> str:
    """The passage that the batch stands in, which DeepL reads along and does not translate."""
    places = [request.context for request in requests]
    lines = [place.title for place in places] + [place.heading for place in places]
    lines += [places[0].before, *(request.text for request in requests), places[-1].after]
    return "\n".join(dict.fromkeys(filter(None, lines)))[:_CONTEXT]
