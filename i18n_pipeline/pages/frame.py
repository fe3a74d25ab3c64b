"""What stands around the values of a page: keys, comments, punctuation, the body."""

from __future__ import annotations

import re

from i18n_pipeline.model import Page

_HEADER = re.compile(r"[|>]([-+\d]*)([ \t]+#[^\r\n]*)?")
_TRAILING = re.compile(r"[ \t]+(?=[\r\n])")
_VALUE = "\0"  # stands in no page


def frame(page: Page, *, kept: bool = True) -> str:
    """The text of the page without its values; line ends, and what ends the file, do not count.

    Two pages of one frame and the same paths differ in values alone, however these are quoted. Blank lines
    that a block keeps (``|+``) are both: its value, and what stands around it, unless not ``kept`` there.
    """
    parts = []
    at = page.yaml.start
    for scalar in page.scalars:
        before = page.text[at : scalar.span.start]
        at = scalar.span.end
        literal = page.text[scalar.span.start : at]
        parts += [before, " " if not literal and before.endswith((":", "-")) else "", _VALUE]
        if scalar.style in ("|", ">"):  # both stay where a value moves out of its block
            header = _HEADER.match(literal)
            signs, comment = header.groups("") if header else ("", "")
            blanks = literal[len(literal.rstrip(" \t\r\n")) :]
            parts += [comment.rstrip(), blanks if kept or "+" not in signs else "\n"]
    parts.append(page.text[at : page.yaml.end])
    yaml = _TRAILING.sub("", "".join(parts))
    whole = "".join([page.text[: page.yaml.start], yaml, page.text[page.yaml.end :]])
    return whole.replace("\r\n", "\n").rstrip("\n")
