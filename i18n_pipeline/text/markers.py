"""The list marker that a line begins with: ``1.``, ``2、``, ``（3）``, ``④``, ``-``."""

from __future__ import annotations

import re
from typing import NamedTuple

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKER = re.compile(
    rf"""
    [ \t\u3000]*(?:
      (?P<number>\d{{1,3}})(?:[.．](?![\da-z])|[)）、](?!\d))   # not 1.5, 3.x, 1、2 节点
    | [(（](?P<inside>(?!0)\d{{1,3}})[)）](?!\s?\d{{3,4}}[ .-]\d{{4}})   # no area code
    | (?P<circled>[{_CIRCLED}])
    | (?P<bullet>[-*+·](?=[ \t])|[•●])
    )[ \t]*
    """,
    re.VERBOSE,
)
_IN_WORDS = re.compile(r"[ \t\u3000]*[(（]?(?:第?[一二三四五六七八九十]{1,3})(?:[、.．)）]|是?[,，:：])")

#: What a bullet of any shape is shown as.
BULLET = "-"


class Line(NamedTuple):
    """A line: its marker (a number, BULLET or ""), and the text behind it."""

    marker: str
    text: str


def lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not empty."""
    return [_line(line) for line in text.split("\n") if line.strip()]


def is_numbered_in_words(text: str) -> bool:
    """Whether a Chinese line begins with ``一、`` or ``第一，``, which other languages number freely."""
    return _IN_WORDS.match(text) is not None


def without_markers(text: str) -> str:
    """``text`` without the markers of its lines."""
    return "\n".join(line.text for line in lines(text))


def _line(line: str) -> Line:
    match = _MARKER.match(line)
    if match is None:
        return Line("", line)
    circled = match["circled"]
    number = match["number"] or match["inside"] or (str(_CIRCLED.index(circled) + 1) if circled else "")
    return Line(str(int(number)) if number else BULLET, line[match.end() :])
