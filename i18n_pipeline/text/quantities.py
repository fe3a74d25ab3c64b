"""The numbers in a text, whichever way Chinese or English writes them.

Every number has one or more *readings*: sets of plain values that say the same. ``3 万`` reads as
30000, ``10-20 万`` as 100000 and 200000, ``80,443`` as 80443 or as 80 and 443, ``20 世纪 90 年代`` as
20 and 90 or as 1990. Two texts agree on a number when the other text has all values of one reading.

Numbers in digits are *stated*: the other text must have them. Numbers in words (``三``, ``third``,
``half``, ``May``) are only *implied*: they answer a stated number but ask for none, since languages
use such words freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from i18n_pipeline.text.numerals import implied, plain, scale_of

#: The values of one way to read a number, as plain decimal text.
Reading = frozenset[str]

_ONE_FORM = str.maketrans("０１２３４５６７８９．％，：～－／＋萬億兩餘", "0123456789.%,:~-/+万亿两余")
_OTHER_FORM = re.compile(f"[{''.join(map(chr, _ONE_FORM))}]")
_NUMBER = re.compile(
    r"""
      (?P<chain>\d+(?:\.\d+){2,})                             # 1.2.3, an address, 2006.05.08
    | (?P<time>\d{1,2}:[0-5]\d)(?::[0-5]\d)?(?![:\d])
    | (?<![\d,])(?P<grouped>\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?!,?\d)
    | (?P<plain>\d+(?:\.\d+)?)
    """,
    re.VERBOSE | re.ASCII,
)
_SCALE = re.compile(
    r"""
      \s{0,2}[多余来几]?(?:个(?=[万亿]))?\s{0,2}(?P<chinese>[十百千万亿]{1,8})
        (?P<measure>[米克瓦兆帕卡赫焦伏])?                           # 千米: a kilometre
    | [\s\u00a0-]{0,2}(?P<words>(?:hundred[\s-])?(?:hundred|thousand|million|billion|trillion))s?\b
    | \s?(?P<letters>k|mn|mln|m|bn|b|w)(?![A-Za-z²])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_MORE_THAN_DIGITS = re.compile(  # a point, a comma, a colon, a scale, square metres
    r"\d(?:[.,:]\d|[\s-]{0,2}(?:k|mn|mln|m|bn|b|w)(?![a-z])|[\s-]{0,2}(?:hundred|thousand|\w{1,4}illion))|m[23]\b",
    re.IGNORECASE,
)
_SQUARE = re.compile(r"(?<![A-Za-z])([ckm]?m)[23]\b")  # metres
_LETTERS = {"k": 10**3, "w": 10**4, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9}
_RANGE = re.compile(r"\s{0,2}[%+]?\s{0,2}(?:[-~–—/、,]|至|到|和|或|to|and|or)\s{0,2}", re.IGNORECASE)
_AFTER = re.compile(
    r"""
    \s*(?:
      世纪\s*(?P<decade>\d0)\s*年代 | (?P<short>年代|后) | (?P<tenth>成) | (?P<off>折) | (?P<times>倍)
    | (?P<hour>点|时) | 个?[\u4e00-\u9fff]{0,2}(?P<half>半) | (?P<year>年)
    )
    """,
    re.VERBOSE,
)


class Number(NamedTuple):
    """A number in digits, as the text shows it, and what it may mean."""

    shown: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a text, and every value that they may stand for."""

    stated: tuple[Number, ...]
    values: frozenset[str]
    text: str
    has_scales: bool  # 万, million

    def missing_in(self, other: Quantities) -> Iterator[str]:
        """The stated numbers, each once, that the other text does not have."""
        shown = (
            number.shown
            for number in self.stated
            if not any(reading <= other.values for reading in number.readings)
            and not any(reading <= other.values | implied(other.text) for reading in number.readings)
        )
        yield from dict.fromkeys(shown)


@lru_cache(maxsize=512)  # align asks, then the rules
def quantities(text: str) -> Quantities:
    """The numbers of ``text``."""
    if text.isascii() and not _MORE_THAN_DIGITS.search(text):
        return _in_digits(text)
    if _OTHER_FORM.search(text):
        text = text.translate(_ONE_FORM)
    if "m2" in text or "m3" in text:
        text = _SQUARE.sub(r"\1²", text)
    found = list(_numbers(text))
    values = {value for _, number in found for reading in number.readings for value in reading}
    stated = tuple(number for match, number in found if not _is_inside_a_name(text, match))
    has_scales = any(number.shown != match.group() for match, number in found)
    return Quantities(stated, frozenset(values), text, has_scales)


def _in_digits(text: str) -> Quantities:
    """Of a text in which every number is nothing but its digits."""
    stated = []
    values: set[str] = set()
    for match in _DIGITS.finditer(text):
        written = match.group()
        readings = dict.fromkeys((written, str(int(written))) if len(written) <= 2 else (written,))
        values |= readings.keys()
        if not _is_inside_a_name(text, match):
            stated.append(Number(written, tuple(frozenset((reading,)) for reading in readings)))
    return Quantities(tuple(stated), frozenset(values), text, False)


def _numbers(text: str) -> Iterator[tuple[re.Match[str], Number]]:
    matches = list(_NUMBER.finditer(text))
    scales = [_SCALE.match(text, match.end()) for match in matches]
    shared = _shared_scales(text, matches, scales)
    for index, match in enumerate(matches):
        scale = scales[index]
        ways = list(_scaled(match, scale) if scale else _unscaled(text, match))
        if shared[index]:
            ways += _scaled(match, shared[index])
        for first in (index - 1, index) if scale else ():  # 3 亿 5000 万 is one number in two parts
            if 0 <= first < len(matches) - 1:
                ways += _sum(text, matches[first : first + 2], scales[first : first + 2])
        shown = text[match.start() : scale.end()] if scale else match.group()
        yield match, Number(shown, tuple(map(frozenset, ways)))


def _is_inside_a_name(text: str, match: re.Match[str]) -> bool:
    """K8s, B2B, i18n: translated freely (Kubernetes, business-to-business)."""
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return len(match.group()) <= 2 and len(around) == 2 and around.isascii() and around.isalpha()


def _shared_scales(
    text: str, matches: Sequence[re.Match[str]], scales: Sequence[re.Match[str] | None]
) -> list[re.Match[str] | None]:
    """The scale that a number without one has from the end of its range: 10-20 万."""
    shared: list[re.Match[str] | None] = [None] * len(matches)
    if not any(scales):
        return shared
    for index in range(len(matches) - 2, -1, -1):
        following = scales[index + 1] or shared[index + 1]
        between = text[matches[index].end() : matches[index + 1].start()]
        if following and scales[index] is None and _RANGE.fullmatch(between):
            shared[index] = following
    return shared


def _value(match: re.Match[str]) -> Decimal | None:
    written = match["grouped"] or match["plain"]
    return Decimal(written.replace(",", "")) if written else None


def _scaled(match: re.Match[str], scale: re.Match[str] | None) -> Iterator[set[str]]:
    value = _value(match)
    if value is None or scale is None:
        yield {match.group()}
        return
    letters = scale["letters"]
    factor = _LETTERS[letters.lower()] if letters else scale_of(scale["chinese"] or scale["words"])
    yield {plain(value * factor)}
    if letters or scale["measure"]:  # 30k may be thirty thousand or the name of a thing, 10 m metres
        yield {match.group()}


def _sum(
    text: str, pair: Sequence[re.Match[str]], scales: Sequence[re.Match[str] | None]
) -> Iterator[set[str]]:
    high, low = scales
    if not (high and low and high["chinese"] and low["chinese"]):
        return
    values = [_value(match) for match in pair]
    if None in values:
        return
    if not text[high.end() : pair[1].start()].strip():
        parts = zip(values, (scale_of(high["chinese"]), scale_of(low["chinese"])), strict=True)
        yield {plain(sum(((value or 0) * scale for value, scale in parts), Decimal(0)))}


def _unscaled(text: str, match: re.Match[str]) -> Iterator[set[str]]:
    written = match.group()
    if match["chain"]:
        yield {written}
        parts = written.split(".")
        if len(parts) == 3 and re.fullmatch("19..|20..", parts[0]):
            yield {plain(int(part)) for part in parts}
    elif match["time"]:
        hour, minute = (int(part) for part in match["time"].split(":"))
        for same in _hours(hour):
            yield {str(same), *([str(minute)] if minute else [])}
    elif match["grouped"]:
        yield {written.replace(",", "")}
        if "." not in written:
            yield set(written.split(","))  # 80,443 may be two numbers
    else:
        yield {written}
        if len(written) <= 2:
            yield {str(int(written))}
        if "." not in written and len(written) < 10:  # no year, and Python reads no endless ones
            yield from _with_what_follows(int(written), text, match)
        before = text[max(0, match.start() - 8) : match.start()].rstrip()
        if before.endswith("千分之"):
            yield {plain(Decimal(written) / 10)}
        elif before.endswith("万分之"):
            yield {plain(Decimal(written) / 100)}


def _with_what_follows(value: int, text: str, match: re.Match[str]) -> Iterator[set[str]]:
    after = _AFTER.match(text, match.end())
    if after is None:
        return
    kind = after.lastgroup
    if kind == "decade":
        yield {str(100 * (value - 1) + int(after["decade"]))}
    elif kind in ("short", "year") and value < 100:
        yield {str(1900 + value)}
        yield {str(2000 + value)}
    elif kind == "tenth":
        yield {str(10 * value)}
    elif kind == "off":
        percent = value if value > 10 else 10 * value
        yield {str(percent)}
        yield {str(100 - percent)}
    elif kind == "times":
        yield {str(100 * value)}
        yield {str(100 * (value - 1))}
    elif kind == "hour":
        yield from ({str(hour)} for hour in _hours(value))
    elif kind == "half":
        yield {f"{value}.5"}


def _hours(hour: int) -> Iterator[int]:
    """An hour, and the same on a clock of twelve or of twenty-four."""
    yield hour
    if 0 < hour < 24:
        yield hour + 12 if hour <= 12 else hour - 12
