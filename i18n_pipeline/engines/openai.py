"""Language models behind OpenAI's interface, at OpenAI or on a server of one's own.

Key: ``OPENAI_API_KEY``; a server of one's own may need none. Options: ``base_url``, ``model``,
``temperature``, ``style`` (notes for the translator), ``batch`` (texts in one call), ``timeout`` (seconds),
``key_env`` (the name of another variable for the key).
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.remote import prompt
from i18n_pipeline.engines.remote.options import Options, key
from i18n_pipeline.engines.remote.replies import usable
from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.errors import ConfigError, EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import say

_NAME = "openai"
_MODEL = "gpt-5.4-mini"
_SERVER = "https://api.openai.com/v1"
_OF_THE_WIRE = {
    "accept-encoding",
    "connection",
    "content-length",
    "host",
}  # headers that a sender adds itself


@dataclass(frozen=True)
class OpenAI:
    """Asks for a batch of texts as keyed JSON, and once more for those that came back unfit.

    One by one where none of a batch came back.
    """

    version: str
    limits: Limits
    settings: Settings
    task: str
    ask: Any = field(repr=False)  # instructions and material → the model's reply
    name: str = _NAME

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """One answer a request."""
        keyed = {str(number): request for number, request in enumerate(requests, 1)}
        answers = self._answers(keyed)
        unfit = {
            key: request
            for key, request in keyed.items()
            if not (isinstance(answer := answers[key], str) and prompt.same_tokens(request.text, answer))
        }
        together = any(isinstance(answer, str) for answer in answers.values())
        for batch in [unfit] if together and unfit else [{one: unfit[one]} for one in unfit]:
            answers |= self._again(batch)
        return [_whole(request, answers[key]) for key, request in keyed.items()]

    def _again(self, keyed: Mapping[str, Request]) -> Mapping[str, str | EngineError]:
        try:
            return self._answers(keyed)
        except TemporaryEngineError as error:
            # The other answers of the batch are not to be lost.
            return dict.fromkeys(keyed, EngineError(error.message))

    def _answers(self, keyed: Mapping[str, Request]) -> dict[str, str | EngineError]:
        try:
            reply = self.ask(self.task, prompt.material(keyed, self.settings.glossary))
        except TemporaryEngineError:
            raise
        except EngineError as error:  # refused for one text of the batch, perhaps
            return dict.fromkeys(keyed, error)
        answers = prompt.read(reply, keyed)
        return {
            key: usable(_NAME, answers.get(key), request.text, self.settings)
            for key, request in keyed.items()
        }


def _whole(request: Request, answer: str | EngineError) -> str | EngineError:
    """The answer, if it has the tokens of its text: one that lost some twice is not asked for in pieces."""
    if isinstance(answer, str) and not prompt.same_tokens(request.text, answer):
        return EngineError(say("the engine lost or repeated a protected piece (code, URL, placeholder)"))
    return answer


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
        http_client=DefaultHttpxClient(transport=_Transport(session, http.Response)),  # type: ignore[arg-type]
    )
    if base != trusted:  # what the environment says of OpenAI is for no server that i18n.toml names
        client.organization = client.project = None
        client._custom_headers = {}
    # some models refuse the parameter, so it is sent only when it is asked for
    more = {"temperature": temperature} if "temperature" in settings.options else {}
    task = prompt.task(settings, style)
    digest = hashlib.blake2b(f"{task}{more}".encode(), digest_size=3).hexdigest()
    return OpenAI(
        version=f"{' '.join(model.split())} {digest}",
        limits=Limits(texts=batch, workers=4),
        settings=settings,
        task=task,
        ask=lambda task, material: _ask(client, model, task, material, more),
    )


class _Transport:
    """What the library sends with: ours has a deadline, and an end to what it reads."""

    def __init__(self, session: Session, response: Any) -> None:
        self._session = session
        self._response = response

    def handle_request(self, request: Any) -> Any:
        headers = {name: value for name, value in request.headers.items() if name not in _OF_THE_WIRE}
        reply = self._session.request(request.method, str(request.url), headers=headers, data=request.read())
        kind = {"Content-Type": reply.headers.get("Content-Type", "")}
        return self._response(reply.status_code, headers=kind, content=reply.content, request=request)

    def close(self) -> None:
        self._session.close()


def _ask(client: Any, model: str, task: str, material: str, more: dict[str, float]) -> object:
    """One call; every failure is one of ours, raised outside the handlers, whose errors hold the request."""
    import openai

    messages = [{"role": "system", "content": task}, {"role": "user", "content": material}]
    failure: BaseException | None
    try:
        reply = client.chat.completions.create(model=model, messages=messages, **more)
        return reply.choices[0].message.content if reply.choices else None
    except PipelineError as error:
        failure = error
    except openai.OpenAIError as error:
        failure = error.__cause__
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError):
        failure = None
    if isinstance(failure, PipelineError):
        raise failure.with_traceback(None) from None
    raise TemporaryEngineError(say("openai answered, but not in its own format"))
