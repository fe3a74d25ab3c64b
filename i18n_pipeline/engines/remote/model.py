"""A language model that is asked for batches of texts, and told what is wrong with its answers."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from i18n_pipeline.engines.base import Limits, Request, Settings
from i18n_pipeline.engines.remote import prompt
from i18n_pipeline.engines.remote.pairing import Words, elsewhere
from i18n_pipeline.engines.remote.replies import usable
from i18n_pipeline.errors import EngineError, SlowEngineError, TemporaryEngineError
from i18n_pipeline.messages import say

_SLOW = 2  # texts in a row without an answer in time, each asked alone: there will be none


class _Unfit(NamedTuple):
    """An answer that is to be asked for once more."""

    answer: str | EngineError  # what it counts for
    said: str
    why: str


_Answers = Mapping[str, str | EngineError | _Unfit]


@dataclass
class Model:
    """Asks for a batch of texts as keyed JSON, and once more for those that came back unfit."""

    name: str
    version: str
    limits: Limits
    settings: Settings
    task: str
    ask: Callable[[str, str, Mapping[str, Request]], object] = field(repr=False)  # gives a model's reply
    words: Callable[[str], Words] = field(repr=False)
    size: int = sys.maxsize  # texts in a call; fewer once the model was too slow for more

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """One answer a request. Raises TemporaryEngineError where there is none for now."""
        keyed = {str(number): request for number, request in enumerate(requests, 1)}
        answers = self._answers(keyed, [list(keyed)], {})
        again = {
            key: replace(keyed[key], refused=answer.said, objection=answer.why)
            for key, answer in answers.items()
            if isinstance(answer, _Unfit)
        }
        answers = {**answers, **self._answers(again, [list(again)] if again else [], answers)}
        return [_settled(answers[key]) for key in keyed]

    def _answers(self, keyed: Mapping[str, Request], parts: Sequence[list[str]], known: _Answers) -> _Answers:
        """The answers to each part; to its halves where the model is too slow, or its answer is broken.

        Where one text has another's answer, each is asked alone: who knows of the others.

        One that fails for now is asked no more, and what came before, and is ``known``, is not lost.
        """
        answers: dict[str, str | EngineError | _Unfit] = {}
        failure: EngineError | None = None
        slow: list[SlowEngineError] = []  # of texts in a row that were asked alone
        left = list(reversed(parts))
        while left:
            keys = left.pop()
            half = (len(keys) + 1) // 2
            if len(keys) <= self.size:
                found = failure or self._asked({key: keyed[key] for key in keys})
                if found is None:
                    left += [[key] for key in reversed(keys)]
                    continue
                if isinstance(found, Mapping):
                    answers |= found
                    slow = []
                    continue
                if isinstance(found, SlowEngineError):
                    self.size = half
                    slow += [found] if len(keys) == 1 else []
                    if len(slow) == _SLOW:
                        failure = found
                        failure.retry_after = math.inf  # all of this was trying again
                elif isinstance(found, TemporaryEngineError):
                    failure = found
                if len(keys) == 1 or failure:
                    answers |= dict.fromkeys(keys, found)
                    continue
            left += [keys[half:], keys[:half]]
        late = failure or next(iter(slow), None)
        if late and not any(isinstance(answer, str) for answer in (*known.values(), *answers.values())):
            raise late
        return answers

    def _asked(self, keyed: Mapping[str, Request]) -> _Answers | EngineError | None:
        """What one call gives; why that is nothing; None where it has mixed texts up."""
        try:
            reply = self.ask(self.task, prompt.material(keyed, self.settings.glossary), keyed)
        except EngineError as error:
            return error
        found = prompt.read(reply, keyed)
        judged = {key: self._judged(request, found.get(key)) for key, request in keyed.items()}
        strays = self._strays(keyed, found)
        if strays and len(keyed) > 1:
            return None
        if not found and len(keyed) > 1:
            return EngineError(say("{who} answered, but not with texts by key", who=self.name))
        return {**judged, **strays}

    def _judged(self, request: Request, said: object) -> str | _Unfit:
        answer = usable(self.name, said, request.text, self.settings)
        if isinstance(answer, EngineError):
            return _Unfit(answer, said if isinstance(said, str) else "", answer.message)
        if not prompt.same_tokens(request.text, answer):
            why = say("the engine lost or repeated a protected piece (code, URL, placeholder)")
            return _Unfit(
                EngineError(why), answer, "each [X0X] of the text must stand in the answer exactly once"
            )
        return answer

    def _strays(self, keyed: Mapping[str, Request], answers: Mapping[str, object]) -> Mapping[str, _Unfit]:
        """The answers that are likelier other texts', be these neighbours or in the same call."""
        contexts = [request.context for request in keyed.values()]
        around = (text for context in contexts for text in (context.before, context.after) if text)
        words = {text: self.words(text) for text in (*(one.text for one in keyed.values()), *around)}
        strays = {}
        for key, answer in answers.items():
            other = isinstance(answer, str) and elsewhere(keyed[key].text, answer, words)
            if other:
                why = say("{who} answered another text: {text}", who=self.name, text=other[:40])
                strays[key] = _Unfit(EngineError(why), str(answer), why)
        return strays


def _settled(answer: str | EngineError | _Unfit) -> str | EngineError:
    """What an answer counts for; nobody is to try again for one where there are others."""
    if isinstance(answer, _Unfit):
        return answer.answer
    return EngineError(answer.message) if isinstance(answer, TemporaryEngineError) else answer
