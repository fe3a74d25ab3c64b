"""A deterministic engine for tests: no network, no dictionary, no Chinese left."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.text.numerals import plain, scale_of

_LIMITS = Limits(texts=50)
_SCALED = re.compile(r"(\d+(?:\.\d+)?)\s*([十百千万亿]+)", re.ASCII)
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff5e\U00020000-\U0003ffff]+")
_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a name without digits, which rules would count


@dataclass(frozen=True, slots=True)
class Fake:
    """Answers with names for what is Chinese, everything else being kept."""

    name: str = "fake"
    version: str = "1"
    limits: Limits = _LIMITS

    def translate(self, requests: Sequence[Request]) -> Sequence[str]:
        """One answer a request: ``fake``, and a word in place of each 8 characters of Chinese."""
        return [self._answer(request.text) for request in requests]

    def _answer(self, text: str) -> str:
        numbers = _SCALED.sub(lambda m: f"{plain(Decimal(m[1]) * scale_of(m[2]))} ", text)
        first = _CHINESE.search(numbers)
        at = first.start() if first else 0
        return _CHINESE.sub(_name, f"{numbers[:at]}fake {numbers[at:]}").rstrip(" ")


def _name(match: re.Match[str]) -> str:
    chinese = match[0]  # once: each asking copies it
    return "".join(f"{_word(chinese[at : at + 8])} " for at in range(0, len(chinese), 8))


def _word(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest().translate(_LETTERS)


def create(settings: Settings) -> Engine:
    """The engine; it has no options."""
    return Fake()
