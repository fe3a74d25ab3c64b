"""Engines through deep-translator, which is given what it lacks: timeouts, and errors one can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from types import FunctionType
from typing import Any, TypeVar

from i18n_pipeline.engines.base import Limits, Request, Settings
from i18n_pipeline.engines.remote.replies import usable
from i18n_pipeline.engines.remote.session import Session
from i18n_pipeline.engines.remote.split import in_pieces
from i18n_pipeline.errors import EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.messages import say

_T = TypeVar("_T")


@dataclass(frozen=True)
class Deep:
    """Asks one backend of deep-translator, text by text."""

    name: str
    limits: Limits
    settings: Settings
    size: int  # of one request, in bytes: addresses are limited in bytes, and some services count them
    translator: Any = field(repr=False)
    version: str = field(default_factory=lambda: version("deep-translator"))

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """One answer a request."""
        return [in_pieces(request.text, self.size, self.settings.target, self._ask) for request in requests]

    def _ask(self, text: str) -> str | EngineError:
        try:
            answer = self.translator.translate(text.strip())
        except TemporaryEngineError:
            raise
        except EngineError as error:
            return error
        except PipelineError:
            raise
        except ValueError:  # what should be JSON is a web page, or ends too early
            failure: EngineError = TemporaryEngineError(
                say("{name} answered, but not with JSON", name=self.name)
            )
        except Exception as error:  # the library raises some fifteen kinds, StopIteration among them
            failure = EngineError(
                say(
                    "{name} answered without a translation ({error})",
                    name=self.name,
                    error=type(error).__name__,
                )
            )
        else:
            return usable(self.name, answer, text, self.settings)
        if isinstance(failure, TemporaryEngineError):
            raise failure
        return failure


def connected(kind: type[_T], session: Session) -> type[_T]:
    """The library's class, with ``session`` where its code says ``requests``.

    Only this copy is changed, so instances for several threads keep apart.
    """
    translate = kind.translate  # type: ignore[attr-defined]
    names = {**translate.__globals__, "requests": session}
    own = FunctionType(translate.__code__, names, "translate", translate.__defaults__, translate.__closure__)
    return type(kind.__name__, (kind,), {"translate": own})
