"""What links may lead to on a page, and its links that lead to such a place, on it or elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from i18n_pipeline.model import Page, Path
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.body import body_of
from i18n_pipeline.regions import Body
from i18n_pipeline.text.links import links_of_value


class Pointer(NamedTuple):
    """A link with a fragment, its line, and the path of the text that it is part of; () for none."""

    to: str
    line: int
    path: Path


class Anchors(NamedTuple):
    """A page: the anchors of its headings in order, all that it has, and its links that have a fragment."""

    headings: tuple[str, ...]
    every: frozenset[str]
    pointers: tuple[Pointer, ...]


def anchors(page: Page) -> Anchors:
    """Those of a page, whether its body is translated or not."""
    from i18n_pipeline.syntaxes.markdown import anchors as markdown
    from i18n_pipeline.syntaxes.markdown.parse import parse

    body = page.body or parse(body_of(page), mdx=formats.is_mdx(page.name))
    headings = tuple(anchor for _, anchor in markdown.headings(body))
    return Anchors(headings, markdown.anchors(body), tuple(_pointers(page, body)) if "#" in page.text else ())


def _pointers(page: Page, body: Body) -> Iterator[Pointer]:
    from i18n_pipeline.syntaxes.markdown.links import found

    for scalar in page.scalars:
        if not scalar.in_body and "#" in scalar.value:
            for link in links_of_value(scalar.value):
                if link.fragment:
                    yield Pointer(link.to, scalar.line, scalar.path)
    start = len(page.text) - len(body.text)
    texts = [scalar for scalar in page.scalars if scalar.in_body]
    begins = [scalar.span.start for scalar in texts]
    for link in found(body):
        if link.fragment:
            at = start + link.span.start
            number = bisect_right(begins, at)  # of the texts that begin there or before
            path = texts[number - 1].path if number and at < texts[number - 1].span.end else ()
            yield Pointer(link.to, page.text.count("\n", 0, at) + 1, path)
