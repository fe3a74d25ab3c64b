"""Whether an answer is likelier another text's: by names, numbers, and what a dictionary makes of the texts.

docs/engines.md has how often it is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from i18n_pipeline.engines import gloss
from i18n_pipeline.engines.base import Request, Settings
from i18n_pipeline.errors import ConfigError

Words = frozenset[str]
_WORD = re.compile(r"\[X\d+X\]|[A-Za-z]+|\d+(?:[.,]\d+)*")
_STEM = 5  # letters
_COMMON = {
    "a", "all", "also", "an", "and", "are", "as", "at", "be", "by", "can", "for", "from", "has", "have",
    "in", "is", "it", "its", "more", "not", "of", "on", "or", "our", "that", "the", "their", "this", "to",
    "was", "we", "which", "will", "with",
}  # fmt: skip
_LIKELY, _LIKELIER = 0.4, 2.0  # a share of the words in common; how many times that of its own text


def reader(settings: Settings) -> Callable[[str], Words]:
    """What tells the words that a translation of a text is likely to have."""
    try:
        dictionary = gloss.create(settings)
    except ConfigError:  # for Chinese to English alone
        return _words

    def read(text: str) -> Words:
        answer = dictionary.translate([Request(text)])[0]
        return _words(text) | (_words(answer) if isinstance(answer, str) else frozenset())

    return read


def elsewhere(text: str, answer: str, words: Mapping[str, Words]) -> str:
    """Which of the other texts the answer is likelier the translation of; "" where it is of none.

    ``words`` has those that are likely of each text, its own included.
    """
    said = _words(answer) & frozenset[str]().union(*words.values())
    own = _share(words[text], said)
    others = {other: _share(likely, said) for other, likely in words.items() if other != text}
    best = max(others, key=lambda other: others[other], default="")
    return best if best and others[best] >= _LIKELY and others[best] > _LIKELIER * own else ""


def _words(text: str) -> Words:
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in found if word not in _COMMON)


def _share(likely: Words, said: Words) -> float:
    """Dice's coefficient."""
    return 2 * len(likely & said) / (len(likely) + len(said)) if said else 0.0
