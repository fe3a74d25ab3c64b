"""Chinese numbers and dates in English: 1.5 亿 → 150 million, 三百 → 300, 2006 年 5 月 8 日 → May 8, 2006."""

from __future__ import annotations

import calendar
from decimal import Decimal

from i18n_pipeline.engines.glossing import inflect

MEASURES = "个家台项种套款名位条张件只座支批份块所门辆部本篇棵间枚颗场轮组类次倍层大"
NUMERAL = r"[零〇一二两三四五六七八九十百千万亿]+"
_DIGITS = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WORDS = (Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million")
_UNITS = {
    "次": "time",
    "倍": "time",
    "层": "layer",
    "类": "type of",
    "组": "group of",
    "年": "year",
    "天": "day",
}
_CARDINALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = dict(enumerate(_RANKS.split(), 1))


def value(numeral: str) -> int | None:
    """The value of a numeral like 三百二十 or 二〇二〇; None for what is no number."""
    if all(han in _DIGITS for han in numeral):
        return int("".join(str(_DIGITS[han]) for han in numeral)) if numeral else None
    total = section = digit = 0
    for han in numeral:
        if han in _DIGITS:
            digit = _DIGITS[han]
        elif han in _TENS:
            section += (digit or 1) * _TENS[han]
            digit = 0
        elif han in _SCALES:
            total = (total + section + digit or 1) * _SCALES[han]
            section = digit = 0
        else:
            return None
    return total + section + digit


def scaled(digits: str, scale: str) -> str:
    """Digits and a scale as English writes them: ``3``, 万 → ``30,000``; ``1.5``, 亿 → ``150 million``."""
    if not scale:
        return digits
    number = Decimal(digits.replace(",", ""))
    for han in scale:
        number *= _SCALES[han]
    for size, word in _WORDS:
        if number >= size:
            return f"{(number / size).normalize():f} {word}"
    return f"{number.normalize():,f}"


def counted(digits: str, more: str, measure: str) -> str:
    """A number in front of a thing: ``300``, 多, 家 → ``more than 300``; ``3``, "", 次 → ``3 times``."""
    unit = _UNITS.get(measure, "")
    text = f"{'more than ' if more else ''}{digits}"
    if unit:
        first, _, rest = unit.partition(" ")
        single = digits in {"1", "a", "one"}
        return f"{text} {first if single else inflect.plural(first)} {rest}".strip()
    return text


def cardinal(number: int) -> str:
    """``one`` to ``ten`` as a word, the others in digits."""
    return _CARDINALS[number] if number < len(_CARDINALS) else f"{number:,}"


def ordinal(number: int) -> str:
    """``first`` to ``tenth``, then ``11th``, ``22nd``, …"""
    if number in _ORDINALS:
        return _ORDINALS[number]
    last = "th" if number % 100 // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def date(year: str, month: str, day: str) -> str:
    """A date as American English writes it; any part but one may be empty.

    A month that is none is left as a number.
    """
    number = int(month) if month else 0
    name = calendar.month_name[number] if number <= 12 else month
    before_year = f"{name} {int(day)}," if day else name
    return f"{before_year} {year}".strip(" ,")
