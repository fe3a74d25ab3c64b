"""What opens and is never closed: hidden before patterns look for pairs, each of which would read on in vain.

A pattern such as ``{{.*?}}`` tries every ``{{`` up to the end of the line; a text of nothing else makes
that quadratic. Here all that closes is found once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

_HIDDEN = "\ufffc"
_BREAK = re.compile("\n")
_TICKS = re.compile("`+")
#: What opens, what closes it, and how many characters may stand between them.
Pair = tuple[re.Pattern[str], re.Pattern[str], int]


def pair(opens: str, closes: str, most: int) -> Pair:
    """Of two patterns; each of ``closes`` is found though it overlaps with another."""
    return re.compile(opens), re.compile(f"(?={closes})"), most


def without_open(text: str, pairs: Iterable[Pair], *, code: bool = False) -> str:
    """A text of the same length in which the first character of all that is never closed is neutral.

    ``code``: also of runs of backticks that no run as long follows in their line.
    """
    breaks = [match.start() for match in _BREAK.finditer(text)]
    hidden: set[int] = set()
    for opens, closes, most in pairs:
        opening = [match.span() for match in opens.finditer(text)]
        closing = [match.start() for match in closes.finditer(text)] if opening else []
        closing_too = set(closing)  # what may close another stays
        hidden.update(
            start
            for start, end in opening
            if start not in closing_too and not 0 <= _next(closing, end, breaks) - end <= most
        )
    if code and "`" in text:
        by_length: dict[int, list[int]] = defaultdict(list)
        runs = [match.span() for match in _TICKS.finditer(text)]
        for start, end in runs:
            by_length[end - start].append(start)
        for start, end in runs:
            alike = by_length[end - start]
            before = bisect_left(alike, start) - 1
            is_first = before < 0 or _line(breaks, alike[before]) != _line(breaks, start)
            if is_first and _next(alike, end, breaks) < 0:
                hidden.update(range(start, end))
    if not hidden:
        return text
    chars = list(text)
    for at in hidden:
        chars[at] = _HIDDEN
    return "".join(chars)


def _next(places: list[int], at: int, breaks: list[int]) -> int:
    """The first of the places from ``at`` on in its line, or -1."""
    index = bisect_left(places, at)
    if index == len(places) or _line(breaks, places[index]) != _line(breaks, at):
        return -1
    return places[index]


def _line(breaks: list[int], at: int) -> int:
    return bisect_left(breaks, at)
