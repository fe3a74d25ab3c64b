"""Dates, hours and years, as digits give them: 2006.05.08, 20:30, 90 年代, 下午 3 点, '23."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_AFTER = re.compile(
    r"\s?(?:世纪\s*(?P<decade>\d0)\s*年代|(?P<short>年代|后)|(?P<hour>点|时)|(?P<year>年))|(?P<plural>'?s\b)"
)
#: A date in eight digits, in three groups.
COMPACT_DATE = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])")


def plain_parts(parts: Sequence[str]) -> list[str]:
    """Digits without the zeros in front: 05 is 5."""
    return [part.lstrip("0") or "0" for part in parts]


def with_what_follows(value: int, text: str, match: re.Match[str]) -> Iterator[str]:
    """What a number may be besides as part of a year, a decade or an hour."""
    if value < 100 and text[match.start() - 1 : match.start()] == "'":  # '23
        yield str(1900 + value)
        yield str(2000 + value)
    after = _AFTER.match(text, match.end())
    if after is None:
        return
    if after["decade"]:
        yield str(100 * (value - 1) + int(after["decade"]))
    elif (after["short"] or after["year"] or after["plural"]) and value < 100:
        yield str(1900 + value)
        yield str(2000 + value)
    elif after["hour"]:
        yield from map(str, hours(value))


def hours(hour: int) -> Iterator[int]:
    """An hour, and the same on a clock of twelve or of twenty-four."""
    yield hour
    if 0 < hour < 24:
        yield hour + 12 if hour <= 12 else hour - 12
