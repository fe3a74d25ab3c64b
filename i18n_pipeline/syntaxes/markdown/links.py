"""A body → the same with its links leading into a target's section, code as it was."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.regions import Body, Span
from i18n_pipeline.text.links import Link, Links, leads, links
from i18n_pipeline.text.splice import splice


def linked(body: Body, map_: Links) -> str:
    """The body whose links lead into the target's section."""
    return splice(body.text, {link.span: leads(link.to, map_) for link in found(body)})


def found(body: Body) -> Iterator[Link]:
    """The links of a body, text by text and between them, in order."""
    for piece in _pieces(body):
        for (start, end), to in links(body.text[piece.start : piece.end]):
            yield Link(Span(piece.start + start, piece.start + end), to)


def _pieces(body: Body) -> Iterator[Span]:
    """All of the body but its code: the texts, and what stands between them."""
    at = 0
    for span, is_text in sorted(
        [(slot.span, True) for slot in body.slots] + [(span, False) for span in body.opaque]
    ):
        if span.start < at:
            continue  # code in which a text stands
        yield Span(at, span.start)
        if is_text:
            yield span
        at = span.end
    yield Span(at, len(body.text))
