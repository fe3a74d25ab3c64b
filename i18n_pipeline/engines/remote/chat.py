"""Calls to a language model, of which every failure is one of ours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.errors import EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import say

_OF_THE_WIRE = {
    "accept-encoding",
    "connection",
    "content-length",
    "host",
}  # headers that a sender adds itself


class Transport:
    """What the openai package sends with: ours has a deadline, and an end to what it reads."""

    def __init__(self, session: Session, response: Any) -> None:
        self._session = session
        self._response = response

    def handle_request(self, request: Any) -> Any:
        """As httpx has it."""
        headers = {name: value for name, value in request.headers.items() if name not in _OF_THE_WIRE}
        reply = self._session.request(request.method, str(request.url), headers=headers, data=request.read())
        kind = {"Content-Type": reply.headers.get("Content-Type", "")}
        return self._response(reply.status_code, headers=kind, content=reply.content, request=request)

    def close(self) -> None:
        """As httpx has it."""
        self._session.close()


@dataclass
class Chat:
    """A model on a server, and what is known of the parameters that not every server takes."""

    client: Any
    model: str
    more: dict[str, float]  # parameters that a person asked for
    limit: str  # what the server calls the most tokens of an answer
    optional: tuple[str, ...] = ("response_format", "limit")  # those that it takes, as far as is known
    is_tried: bool = False

    def ask(self, task: str, material: str, keys: Collection[str], tokens: int) -> object:
        """The answer to instructions and material. Raises EngineError, also where it was cut off.

        The first question tells what the server takes: it is put again without what may not be known there.
        """
        offered = {"response_format": _schema(keys), "limit": tokens}
        refusal: EngineError | None = None
        for left_out in range(1 if self.is_tried else len(self.optional) + 1):
            names = self.optional[left_out:]
            sent = {self.limit if name == "limit" else name: offered[name] for name in names}
            try:
                answer, finish = _asked(self.client, self.model, task, material, {**self.more, **sent})
            except TemporaryEngineError:
                raise
            except EngineError as error:
                refusal = refusal or error
                continue
            self.optional, self.is_tried = names, True
            if finish == "length":
                raise EngineError(say("openai was cut off in its answer; raise max_tokens in i18n.toml"))
            return answer
        assert refusal
        raise refusal


def _schema(keys: Collection[str]) -> dict[str, object]:
    """An object with these keys and no others, and a text at each."""
    texts = {key: {"type": "string"} for key in keys}
    schema = {"type": "object", "properties": texts, "required": list(keys), "additionalProperties": False}
    return {
        "type": "json_schema",
        "json_schema": {"name": "translations", "strict": True, "schema": schema},
    }


def _asked(client: Any, model: str, task: str, material: str, more: dict[str, Any]) -> tuple[object, object]:
    """What one call gives, and why it ended.

    Failures are raised outside the handlers, whose errors hold the request.
    """
    import openai

    messages = [{"role": "system", "content": task}, {"role": "user", "content": material}]
    failure: BaseException | None
    try:
        reply = client.chat.completions.create(model=model, messages=messages, **more)
        choices = [(choice.message.content, choice.finish_reason) for choice in reply.choices or ()]
        return choices[0] if choices else (None, None)
    except PipelineError as error:
        failure = error
    except openai.OpenAIError as error:
        failure = error.__cause__
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError):
        failure = None
    if isinstance(failure, PipelineError):
        raise failure.with_traceback(None) from None
    raise TemporaryEngineError(say("openai answered, but not in its own format"))
