"""Numbers and dates in English: 近亿 → nearly 100 million, 两三天 → two or three days."""

from __future__ import annotations

import calendar
import re
from decimal import Decimal

from i18n_pipeline.engines.glossing import inflect, tables
from i18n_pipeline.engines.glossing.piece import Piece, PieceKind

MEASURES = "个家台项种套款名位条张件只座支批份块所门辆部本篇棵间枚颗场轮组类次倍层大年天"
START = "第百千万亿十零〇一二两三四五六七八九数几好上近约超过逾破"  # what numbers in characters begin with

_DIGITS = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}  # the greatest first
_D, _N = "一二两三四五六七八九", "[零〇一二两三四五六七八九十百千万亿]"
_SIZES = (Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million")
_ORDINAL = re.compile(rf"第({_N}+)[{MEASURES}]?")
_YEAR = re.compile("[一二][零〇一二三四五六七八九]{3}年")
_PART = re.compile(rf"({_N}+)分之({_N}+)")
_SEVERAL = re.compile(rf"(?:好几|[数几上])([十百千万亿]+)([{MEASURES}]?)")
_RANGE = re.compile(rf"(?=([{_D}])([{_D}]))..([十百千万亿]*)([{MEASURES}]?)")
_COUNT = re.compile(rf"(超过|[近约超过逾破]?)({_N}+?)([多余几]?)([十百千万亿]*)([多余]?)([{MEASURES}]?)")


def value(numeral: str, *, bare: bool = False) -> int | None:
    """The value of 三百二十, 二〇二〇 or 百万; None for 万一, 一一, 六一, and 百 unless ``bare``."""
    for han, size in _SCALES.items():
        head, found, tail = numeral.rpartition(han)
        if found:
            high = value(head, bare=True) if head else 1 if bare or size == 10 else None
            low = value(tail.lstrip("零〇")) if tail else 0
            if low is not None and tail in _DIGITS and size > 10:
                low *= size // 10  # 三百五: 350
            return high * size + low if high and low is not None and low < size else None
    if len(numeral) in {0, 2}:
        return None
    return int("".join(str(_DIGITS[han]) for han in numeral))


def piece(word: str) -> Piece | None:
    """The whole word as a count, a share, an ordinal or a year; None where it is none."""
    if _YEAR.fullmatch(word):
        return Piece("".join(str(_DIGITS[han]) for han in word[:4]), PieceKind.DATE, source=word)
    match = _ORDINAL.fullmatch(word)
    number = value(match[1]) if match else None
    if number is not None:
        return Piece(ordinal(number), PieceKind.ADJECTIVE, source=word)
    for pattern, read in ((_PART, _part), (_SEVERAL, _several), (_RANGE, _range), (_COUNT, _count)):
        match = pattern.fullmatch(word)
        text = read(*match.groups()) if match else ""
        if text:
            return Piece(text, PieceKind.COUNT, source=word)
    return None


def _part(whole: str, part: str) -> str:
    """百分之五十 → 50%; 三分之二 → two thirds."""
    of, number = value(whole, bare=True), value(part, bare=True)
    if not of or number is None or of == 100:
        return f"{number}%" if of and number is not None else ""
    name = {2: "half", 4: "quarter"}.get(of, ordinal(of))
    return f"{cardinal(number)} {name if number == 1 else inflect.plural(name)}"


def _several(scale: str, measure: str) -> str:
    """数万, 几百个 → tens of thousands of, hundreds of."""
    many = tables.small("several", scale)
    return f"{many} of {measured('', '', measure)}".rstrip() if many else ""


def _range(first: str, last: str, scale: str, measure: str) -> str:
    """两三天 → two or three days; 三五个 → three to five."""
    low, high = _DIGITS[first], _DIGITS[last]
    if high - low != 1 and first + last != "三五":
        return ""
    suffix, joined = tables.small("scale", scale), "or" if high - low == 1 else "to"
    ends = (tables.small("tens", str(end)) if suffix[:1] == "0" else cardinal(end) for end in (low, high))
    return measured(f"{f' {joined} '.join(ends)} {suffix.lstrip('0 ')}".strip(), "", measure)


def _count(about: str, numeral: str, more: str, scale: str, later: str, measure: str) -> str:
    """三百二十, 近亿, 三千多万 → 320, nearly 100 million, more than 30 million."""
    if scale and not more:
        numeral, scale = numeral + scale, ""
    rounded = bool(about or more or later)
    number = value(numeral, bare=rounded)
    single = not rounded and not measure and (len(numeral) == 1 or (number or 0) < 10)
    after = about == "过" and numeral[0] not in _SCALES  # 经过三年: after three years
    once = bool(about) and measure == "倍" and number == 1  # 近一倍: nearly double
    if number is None or single or after or once:
        return ""
    number *= _size(scale)
    if about == "近" and measure in {"年", "天"}:
        return f"the past {measured(cardinal(number), '', measure)}"
    one = number == 1 and measure not in {"年", "天"} and not about
    digits = "a" if one else "10" if rounded and number == 10 else cardinal(number)
    return f"{tables.small('about', about)} {measured(digits, more or later, measure)}".strip()


def _size(scale: str) -> int:
    return value(scale, bare=True) or 1


def scaled(digits: str, scale: str) -> str:
    """Digits and a scale as English writes them: ``3``, 万 → ``30,000``; ``1.5``, 亿 → ``150 million``."""
    return _written(Decimal(digits.replace(",", "")) * _size(scale)) if scale else digits


def _written(number: Decimal) -> str:
    for size, word in _SIZES:
        if number >= size and number % (size / 1000) == 0:
            return f"{(number / size).normalize():f} {word}"
    return f"{number.normalize():,f}"


def measured(digits: str, more: str, measure: str) -> str:
    """A number in front of a thing: ``300``, 多, 家 → ``more than 300``; ``3``, "", 次 → ``3 times``."""
    if measure == "次" and digits in {"a", "one", "two"}:
        return "twice" if digits == "two" else "once"
    first, _, rest = tables.small("unit", measure).partition(" ")
    unit = first if digits in {"1", "a", "one"} or not first else inflect.plural(first)
    return f"{'more than ' if more else ''}{digits} {unit} {rest}".strip()


def cardinal(number: int) -> str:
    """``one`` to ``ten`` as a word, the others in digits: ``320``, ``30,000``, ``10 million``."""
    return tables.small("cardinal", str(number)) or _written(Decimal(number))


def ordinal(number: int) -> str:
    """``first`` to ``tenth``, then ``11th``, ``22nd``, …"""
    last = "th" if number % 100 // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return tables.small("ordinal", str(number)) or f"{number}{last}"


def date(year: str, month: str, day: str) -> str:
    """A date as American English writes it; any part but one may be empty."""
    name = calendar.month_name[int(month)] if month else ""
    before_year = f"{name} {int(day)}," if day else name
    return f"{before_year} {year}".strip(" ,")
