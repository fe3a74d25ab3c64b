"""Put new literals into a text, touching nothing between them."""

from __future__ import annotations

from collections.abc import Mapping

from i18n_pipeline.regions import Span


def splice(text: str, literals: Mapping[Span, str]) -> str:
    """``text`` with each span replaced by its literal. The spans must not overlap."""
    parts: list[str] = []
    position = 0
    for span in sorted(literals, key=lambda span: span.start):
        parts += (text[position : span.start], literals[span])
        position = span.end
    return "".join([*parts, text[position:]])
