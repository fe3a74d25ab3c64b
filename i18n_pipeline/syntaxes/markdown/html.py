"""The texts of an HTML block: between its tags, and in their attributes that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from i18n_pipeline.text.protect import READ

_TOKEN = re.compile(
    r"""(?P<opaque><!--.*?(?:-->|\Z)|<[!?][^>]*>?
        |<(?P<raw>script|style|pre|textarea|svg)\b.*?(?:</(?P=raw)\s*>|\Z))
      |(?P<tag></?(?P<name>[A-Za-z][\w.:-]*)(?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^"'>{])*>)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""\s([\w:.@-]+)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
#: Tags that stand inside of a sentence.
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong"
    "|sub|sup|time|tt|u|var|wbr",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A text of an HTML block; ``name`` and ``quote`` are those of an attribute."""

    start: int
    end: int
    name: str = ""
    quote: str = ""


def texts(html: str) -> Iterator[Found]:
    """Where the texts stand: a run of words and inline tags is one."""
    at = 0
    run: list[tuple[int, int, bool]] = []  # of text and of tags
    for token in _TOKEN.finditer(html):
        if at < token.start():
            run.append((at, token.start(), True))
        at = token.end()
        if token["name"] and _INLINE.fullmatch(token["name"]):
            run.append((token.start(), at, False))
            continue
        yield from _ended(html, run)
        run = []
        if token["tag"]:
            yield from _attributes(html, token.start(), at)
    if at < len(html):
        run.append((at, len(html), True))
    yield from _ended(html, run)


def _ended(html: str, run: list[tuple[int, int, bool]]) -> Iterator[Found]:
    worded = [bool(is_text and html[start:end].strip()) for start, end, is_text in run]
    if not any(worded):
        for start, end, is_text in run:
            if not is_text:
                yield from _attributes(html, start, end)
        return
    first, last = worded.index(True), len(worded) - 1 - worded[::-1].index(True)
    for start, end, is_text in run[:first] + run[last + 1 :]:
        if not is_text:
            yield from _attributes(html, start, end)
    # Tags that open in front of the first word and close behind the last are around all of it.
    start, end = run[first][0], run[last][1]
    text = html[start:end]
    yield Found(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def _attributes(html: str, start: int, end: int) -> Iterator[Found]:
    for found in _ATTRIBUTE.finditer(html, start, end):
        if found[1].lower() in READ:
            yield Found(*found.span(3), found[1], found[2])
