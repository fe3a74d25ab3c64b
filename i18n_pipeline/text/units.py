"""What a number says together with its unit: percent, times, a time span, a discount.

A *value* is a plain decimal (``30``) or one with a kind: ``30%``, ``3x``, ``18mo``, ``5400s``, ``20off``;
``3~`` is a number that has a unit, ``-12`` one below zero. What asks for ``3`` is content with ``3~``, what
asks for ``3mo`` with a bare ``3``, but never with three years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from i18n_pipeline.text.numerals import plain

_DAY, _MONTH, _YEAR = 86_400, 30 * 86_400, 365 * 86_400  # seconds
# Of each unit its kind, and how much of it one is.
_UNITS = {
    "%": ("%", 1), "percent": ("%", 1), "per cent": ("%", 1), "pct": ("%", 1), "percentage point": ("%", 1),
    "pp": ("%", 1), "百分点": ("%", 1), "成": ("%", 10), "折": ("off", 1),
    "倍": ("x", 1), "time": ("x", 1), "fold": ("x", 1), "x": ("x", 1), "×": ("x", 1),
    "秒": ("s", 1), "second": ("s", 1), "sec": ("s", 1),
    "分钟": ("s", 60), "minute": ("s", 60), "min": ("s", 60), "刻钟": ("s", 900),
    "小时": ("s", 3600), "钟头": ("s", 3600), "hour": ("s", 3600), "hr": ("s", 3600),
    "天": ("s", _DAY), "昼夜": ("s", _DAY), "day": ("s", _DAY),
    "周": ("s", 7 * _DAY), "星期": ("s", 7 * _DAY), "礼拜": ("s", 7 * _DAY), "week": ("s", 7 * _DAY),
    "fortnight": ("s", 14 * _DAY),
    "月": ("mo", 1), "month": ("mo", 1), "季度": ("mo", 3), "quarter": ("mo", 3),
    "年": ("mo", 12), "周年": ("mo", 12), "year": ("mo", 12), "yr": ("mo", 12),
    "decade": ("mo", 120), "centurie": ("mo", 1200), "century": ("mo", 1200),
}  # fmt: skip
_HAN_UNITS = (
    r"百分点|成(?![员为功本立熟果绩长交分就都品群型语像对倍]|人(?![力员工]))|折(?![叠线返旧射磨断腾中合])|倍|秒|分钟|刻钟|小时|钟头"
    r"|天(?![线气空然使猫堂平津下际])|昼夜|周年|周(?![年末报边知围期遭刊一二三四五六日])|星期(?![一二三四五六日天])|礼拜|季度"
    r"|(?<=个)月|年(?![代级份糕货轻龄])"
)
_WORD_UNITS = (
    r"percentage\spoint|percent|per\scent|pct|pp|time|fold|second|sec|minute|min|hour|hr|day|fortnight|week|month"
    "|quarter|year|yr|decade|centurie|century"
)
_UNIT = re.compile(
    rf"""
      \s{{0,2}}[+多余来几]?\s?(?:个(?P<first>半)?|(?P<early>半))?(?P<han>{_HAN_UNITS})
        (?P<half>半(?![导径透成自结价数球途夜场衰]))?
    | \+?[\s\u00a0]?(?P<percent>%)(?P<less>\s(?:off\b|discount|cheaper|less\b|lower\b|reduction))?
    | \+?[\s\u00a0-]{{0,2}}(?P<some>and\sa\shalf[\s-])?(?:an?[\s-])?(?P<word>{_WORD_UNITS})s?(?![a-z])
        (?P<more>\sand\sa\shalf(?![a-z]))?
    | \s?(?P<x>[x×])(?![\w×]|\s?\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HALF = re.compile(
    r"[点斤米里]?个?半(?![导径透成自结价数球途夜场衰])|\s?½|\sand\sa\shalf(?![a-z])", re.IGNORECASE
)
_GROWS = re.compile(r"[增涨升][加长幅了至]{0,2}(?!到|至)\s?$|(?:提高|扩大|多)了?\s?$")
_LITERAL = re.compile(r"\s?(?P<han>[米瓦兆吨]|字节|比特|分钟|分|公尺)")
_LETTERS = {
    "米": "m",
    "公尺": "m",
    "瓦": "w",
    "兆": "m",
    "吨": "t",
    "字节": "b",
    "比特": "b",
    "分": "m",
    "分钟": "m",
}

#: What stands for a part of a text that is read already.
HIDDEN = "\ufffc"
#: The values of one way to read a number.
Reading = frozenset[str]


class Number(NamedTuple):
    """A number as the text shows it: what the other text must have of it, and what it may stand for."""

    shown: str
    readings: tuple[Reading, ...]
    values: frozenset[str]
    is_weak: bool = False  # "three": to be had only where the other text has another in its place


class Meaning(NamedTuple):
    """What the other text must have, one of ``readings`` whole, and what this one has."""

    readings: tuple[Reading, ...]
    values: frozenset[str]
    end: int  # of the unit

    def __or__(self, other: object) -> Meaning:
        if not isinstance(other, Meaning):
            return NotImplemented
        return Meaning(self.readings + other.readings, self.values | other.values, max(self.end, other.end))


def nothing_but(*values: str, end: int = 0) -> Meaning:
    """A meaning that is these values together."""
    return Meaning((frozenset(values),), frozenset(values), end)


def meaning(value: Decimal, written: str, text: str, start: int, end: int) -> Meaning:
    """Of a number that stands in ``text`` from ``start`` to ``end``, with the unit behind it."""
    unit = _UNIT.match(text, end)
    if unit is None:
        return _without_unit(value, written, text, end)
    name = (unit["han"] or unit["percent"] or unit["word"] or unit["x"]).lower().replace("\n", " ")
    if any(unit[half] for half in ("first", "early", "half", "some", "more")):
        value, written = value + Decimal("0.5"), plain(value + Decimal("0.5"))
    kind, factor = _UNITS[name]
    if (name in ("年", "year") and value >= 1000) or (kind in ("s", "mo") and value < 0):
        return _without_unit(value, written, text, end)
    typed = list(_typed(value * factor, kind, name, bool(unit["less"]), text[max(0, start - 6) : start]))
    same = [*typed, *_rates(value * factor, kind)]
    if name == "分钟":
        typed.append(f"{written}m")
    readings = [frozenset((one,)) for one in (same if name == "倍" else typed)]
    if kind in ("%", "off"):  # a share is no count
        return Meaning(tuple(readings), frozenset(same), unit.end())
    return Meaning((*readings, frozenset((written,))), frozenset((*typed, *same, f"{written}~")), unit.end())


def _without_unit(value: Decimal, written: str, text: str, end: int) -> Meaning:
    own = [written] if len(written) > 2 else list(dict.fromkeys((written, plain(value))))
    half = _HALF.match(text, end)
    if half:
        is_hour = half.group().startswith("点")
        own = [*(own if is_hour else ()), plain(value + Decimal("0.5"))]
        end = end if is_hour else half.end()
    readings = [frozenset((one,)) for one in own] + [frozenset((f"{one}~",)) for one in own]
    literal = _LITERAL.match(text, end)
    if literal:
        own.append(f"{written}{_LETTERS[literal['han']]}")
        readings.append(frozenset((own[-1],)))
    return Meaning(tuple(readings), frozenset(own), end)


def _typed(value: Decimal, kind: str, name: str, is_less: bool, before: str) -> Iterator[str]:
    if kind == "off":
        left = value if value > 10 else 10 * value  # 85 折, 八五折, 8.5 折
        yield f"{plain(left)}of"
        yield f"{plain(100 - left)}off"
        return
    yield f"{plain(value)}{kind}"
    if kind == "%":
        yield f"{plain(value)}off"
        if not is_less:
            yield f"{plain(value)}of"
    elif name == "倍" and _GROWS.search(before):
        yield f"{plain(value + 1)}x"
    elif kind == "mo":
        yield f"{plain(value * _MONTH)}s"
        if value % 12 == 0:
            yield f"{plain(value / 12 * _YEAR)}s"


def _rates(value: Decimal, kind: str) -> Iterator[str]:
    """Times as percent, and percent as times: of what there was, or on top of it."""
    if kind == "x":
        yield f"{plain(100 * value)}%"
        yield f"{plain(100 * (value - 1))}%"
    elif kind == "%" and value >= 100:
        yield f"{plain(value / 100)}x"
        yield f"{plain(value / 100 + 1)}x"


def fraction(part: Decimal, whole: Decimal) -> Iterator[str]:
    """A part of a whole as values: ``2/3``, and as percent in the ways that one rounds."""
    yield f"{plain(part)}/{plain(whole)}"
    if not whole:
        return
    share = 100 * part / whole
    for digits in ("1", "0.1", "0.01"):
        for rounding in (ROUND_HALF_UP, ROUND_DOWN):
            if share < 10**12:
                yield f"{plain(share.quantize(Decimal(digits), rounding))}%"
    yield f"{plain(share)}%"
