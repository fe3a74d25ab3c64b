"""What stands around the values of a page: keys, comments, punctuation, the body."""

from __future__ import annotations

import re

from i18n_pipeline.model import Page

_BLOCK_COMMENT = re.compile(r"[|>][-+\d]*[ \t]+(#[^\r\n]*)")


def frame(page: Page) -> str:
    """The text of the page without its values and without its blanks.

    Two pages of one frame and the same paths differ in values alone, however these are quoted.
    """
    parts = []
    at = 0
    for scalar in page.scalars:
        parts.append(page.text[at : scalar.span.start])
        at = scalar.span.end
        if scalar.style in ("|", ">"):  # stays as a comment where a value moves out of its block
            comment = _BLOCK_COMMENT.match(page.text, scalar.span.start, at)
            parts.append(comment[1] if comment else "")
    return "".join("".join([*parts, page.text[at:]]).split())
