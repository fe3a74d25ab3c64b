"""Language models behind OpenAI's interface, at OpenAI or on a server of one's own.

Key: ``OPENAI_API_KEY``; a server of one's own may need none. Options: ``base_url``, ``model``,
``temperature``, ``style`` (notes for the translator), ``max_tokens`` (of an answer, if not by its texts),
``batch`` (texts in one call), ``timeout`` (seconds), ``key_env`` (the name of another variable for the key).
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from importlib import import_module

from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.remote import prompt
from i18n_pipeline.engines.remote.chat import Chat, Transport
from i18n_pipeline.engines.remote.model import Model
from i18n_pipeline.engines.remote.options import Options, is_on_this_machine, key
from i18n_pipeline.engines.remote.pairing import reader
from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say

_NAME = "openai"
_MODEL = "gpt-5.4-mini"
_SERVER = "https://api.openai.com/v1"
_TOKENS, _TOKENS_A_CHARACTER = 4096, 4  # as long as an answer may be: more than any translation needs


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for a missing key and wrong options."""
    from openai import DefaultHttpxClient
    from openai import OpenAI as Client

    http = import_module("httpx2" if "httpx2" in sys.modules else "httpx")  # as the library has it

    options = Options(_NAME, settings)
    model, style = options.text("model", _MODEL), options.text("style")
    temperature = options.number("temperature", 0.0)
    trusted = os.environ.get("OPENAI_BASE_URL", "").strip() or _SERVER
    base = options.address("base_url", trusted)
    tokens = int(options.number("max_tokens", 0))
    batch, timeout = int(options.number("batch", 20, least=1)), options.number("timeout", 60, least=0.05)
    variable = options.text("key_env", "OPENAI_API_KEY")
    options.done()
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", variable):
        raise ConfigError(
            say('the option "key_env" of the engine openai is the name of a variable, not a key')
        )
    secret = key(_NAME, variable, base, ["api.openai.com"], trusted=trusted, needed=base == _SERVER)
    session = Session(_NAME, timeout, key_from=variable, secrets=(secret,))
    client = Client(
        api_key=secret or "none",  # the library insists on one
        base_url=base,
        max_retries=0,  # when to ask again is the caller's affair
        http_client=DefaultHttpxClient(transport=Transport(session, http.Response)),  # type: ignore[arg-type]
    )
    if base != trusted:  # what the environment says of OpenAI is for no server that i18n.toml names
        client.organization = client.project = None
        client._custom_headers = {}
    # some models refuse the parameter, so it is sent only when it is asked for
    more = {"temperature": temperature} if "temperature" in settings.options else {}
    task = prompt.task(settings, style)
    digest = hashlib.blake2b(f"{task}{more}".encode(), digest_size=3).hexdigest()
    chat = Chat(client, model, more, "max_completion_tokens" if base == _SERVER else "max_tokens")

    def ask(task: str, material: str, keyed: Mapping[str, Request]) -> object:
        size = sum(len(request.text) for request in keyed.values())
        return chat.ask(task, material, keyed, tokens or _TOKENS + _TOKENS_A_CHARACTER * size)

    return Model(
        name=_NAME,
        version=f"{' '.join(model.split())} {digest}",
        limits=Limits(texts=batch, workers=1 if is_on_this_machine(base) else 4, mends=True),
        settings=settings,
        task=task,
        ask=ask,
        words=reader(settings),
    )
