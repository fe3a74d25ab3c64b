"""Put new literals into a text, touching nothing between them; and what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from i18n_pipeline.regions import Span


def splice(text: str, literals: Mapping[Span, str]) -> str:
    """``text`` with each span replaced by its literal. The spans must not overlap."""
    parts: list[str] = []
    position = 0
    for span in sorted(literals, key=lambda span: span.start):
        parts += (text[position : span.start], literals[span])
        position = span.end
    return "".join([*parts, text[position:]])


def around(text: str, spans: Iterable[Span]) -> list[str]:
    """What stands in front of each span, and behind the last. They are in order, and do not overlap."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return [*pieces, text[at:]]
