"""Divide a paragraph that stands for several of the source, between its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from i18n_pipeline.locales import han_in

_BETWEEN = re.compile(r"(?<=[.!?。！？])[\"'”’)]*(?:\s+|(?<=[。！？]))")
_PER_HAN = 3.0  # letters that a Han character takes in an alphabet, about


def divide(text: str, sources: Sequence[str]) -> list[str]:
    """As many parts as there are sources, in order, of about the share of each; "" for those too many.

    The parts on end are the text, but for the blanks between them. Lengths decide (Gale and Church, 1993):
    each cut is made at the end of the sentence that comes nearest.
    """
    shares = [_length(source) for source in sources]
    ends = [found.end() for found in _BETWEEN.finditer(text) if found.end() < len(text)]
    parts: list[str] = []
    start, done = 0, 0.0
    for share in shares[:-1]:
        done += share
        wanted = len(text) * done / sum(shares)
        end = min((end for end in ends if end > start), key=lambda at: abs(at - wanted), default=len(text))
        parts.append(text[start:end].strip())
        start = end
    return [*parts, text[start:].strip()]


def _length(text: str) -> float:
    han = len(han_in(text))
    return len(text) - han + _PER_HAN * han + 1.0
