"""What stands around the values of a page: keys, comments, punctuation."""

from __future__ import annotations

import re

from i18n_pipeline.model import Page
from i18n_pipeline.pages.body import outline
from i18n_pipeline.pages.parts import parts

_HEADER = re.compile(r"[|>]([-+\d]*)([ \t]+#[^\r\n]*)?")
_TRAILING = re.compile(r"[ \t]+(?=[\r\n])")
_VALUE = "\0"  # stands in no page


def frame(page: Page, *, kept: bool = True, whole: bool = False) -> str:
    """The page without its values; line ends, and what ends the front matter, do not count.

    Two pages of one frame and the same paths differ in values alone, however these are quoted.
    Blank lines that a block keeps (``|+``) are both: its value, and what stands around it, unless not
    ``kept`` there. ``whole``: with what stands before and behind, as older manifests have it. A body counts
    where it was read.
    """
    texts = []
    at = page.yaml.start
    for scalar in (scalar for scalar in page.scalars if not scalar.in_body):
        before = page.text[at : scalar.span.start]
        at = scalar.span.end
        literal = page.text[scalar.span.start : at]
        texts += [before, " " if not literal and before.endswith((":", "-")) else "", _VALUE]
        if scalar.style in ("|", ">"):  # both stay where a value moves out of its block
            header = _HEADER.match(literal)
            signs, comment = header.groups("") if header else ("", "")
            blanks = literal[len(literal.rstrip(" \t\r\n")) :]
            texts += [comment.rstrip(), blanks if kept or "+" not in signs else "\n"]
    texts.append(page.text[at : page.yaml.end])
    yaml = _TRAILING.sub("", "".join(texts))
    lead, _, body = ("", "", "") if whole else parts(page.text, page.yaml)
    before = page.text[len(lead) : page.yaml.start]
    behind = page.text[page.yaml.end : len(page.text) - len(body)]
    closing = behind if whole else behind.rstrip()
    return "".join([before, yaml, closing]).replace("\r\n", "\n").rstrip("\n") + outline(page)
