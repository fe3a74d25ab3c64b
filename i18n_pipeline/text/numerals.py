"""Number words: what 三十, "thirty", "third", "half" or "May" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_CHINESE = re.compile(f"[{''.join(_DIGITS)}{''.join(_POWERS)}]{{1,32}}")
_FRACTION = re.compile(f"({_CHINESE.pattern})分之({_CHINESE.pattern})")
_AND_A_HALF = re.compile(f"({_CHINESE.pattern})个?[\u4e00-\u9fff]{{0,2}}半")  # 三年半
_CHINESE_PHRASES = {
    "半": ("0.5", "50", "6", "30"),  # of one, percent, months, minutes
    "倍": ("2", "100", "200"),
    "翻": ("2", "100", "200"),
    "单": ("1",),
    "首": ("1",),
    "每": ("1",),
    "某": ("1",),
    "双": ("2",),
    "俩": ("2",),
    "无": ("0",),
    "上半年": ("1", "6"),  # H1, six months
    "下半年": ("2", "6"),
    "十二五": ("12",),  # five-year plans
    "十三五": ("13",),
    "十四五": ("14",),
    "十五五": ("15",),
    "百兆": ("100",),
    "千兆": ("1", "1000"),
    "万兆": ("10",),
    "全天候": ("7", "24"),
    "不间断": ("7", "24"),
}
_CHINESE_PHRASE = re.compile("|".join(sorted(_CHINESE_PHRASES, key=len, reverse=True)))

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(_UP_TO_NINETEEN.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TENS_FROM_TWENTY.split(), 2)}
_ORDINALS = {f"{word}th": value for word, value in _UNITS.items()} | {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_TENTH = {f"{word[:-1]}ieth": value for word, value in _TENS.items()}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ALSO = {
    "no": ("0",), "none": ("0",), "without": ("0",),
    "a": ("1",), "an": ("1",), "single": ("1",), "once": ("1",), "each": ("1",), "every": ("1",),
    "per": ("1",), "another": ("1",), "individual": ("1",),
    "twice": ("2",), "both": ("2",), "dual": ("2",), "pair": ("2",), "couple": ("2",),
    "double": ("2", "100", "200"), "doubled": ("2", "100", "200"), "doubling": ("2", "100", "200"),
    "triple": ("3", "200", "300"), "tripled": ("3", "200", "300"), "tripling": ("3", "200", "300"),
    "quadruple": ("4", "300", "400"), "quadrupled": ("4", "300", "400"),
    "half": ("0.5", "50", "6", "30"), "halved": ("2", "50"),
    "quarter": ("4", "25", "15", "3"), "century": ("100",), "noon": ("12",), "midnight": ("0", "12", "24"),
    "fully": ("100",), "entirely": ("100",), "completely": ("100",), "wholly": ("100",),
}  # fmt: skip
_SPANS = {"dozen": 12, "decade": 10, "week": 7}  # two decades: 2 or 20
_WORD = re.compile(r"[a-z]+")
_SCALED_CHINESE = re.compile(r"\d\s*[十百千万亿]+")
_SCALED = re.compile(
    r"\d[\s\u00a0-]{0,2}(?:hundred|thousand|million|billion|trillion)s?\b"
)  # "10 thousand" is no 1,000
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH = re.compile(  # in capitals, so that "may" and "march" are no months
    r"\b(?:(Jan)(?:uary)?|(Feb)(?:ruary)?|(Mar)(?:ch)?|(Apr)(?:il)?|(May)|(Jun)e?|(Jul)y?|(Aug)(?:ust)?"
    r"|(Sep)(?:t(?:ember)?)?|(Oct)(?:ober)?|(Nov)(?:ember)?|(Dec)(?:ember)?)\b"
)
_PHRASES = (
    ("round the clock", ("7", "24")),
    ("round-the-clock", ("7", "24")),
    ("singles' day", ("11",)),
    ("hour and a half", ("1.5", "90")),
    ("year and a half", ("1.5", "18")),
)
_CIRCLED = {char: str(value) for value, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}


def plain(value: Decimal | int) -> str:
    """A value as decimal text without a trailing fraction of zeros."""
    return format(Decimal(value).normalize(), "f")


def scale_of(written: str) -> int:
    """What ``万``, ``千万``, ``million`` or ``hundred thousand`` multiply by."""
    scale = 1
    for step in (_CHINESE.match(written) and written) or written.lower().replace("-", " ").split():
        scale *= _POWERS.get(step) or _SCALES.get(step, 1)
    return scale


def implied(text: str) -> set[str]:
    """The values that the number words of ``text``, Chinese and English, may stand for."""
    values = set(_chinese(_SCALED_CHINESE.sub(" ", text)))
    lowered = text.lower().replace("’", "'")
    values.update(_english(_WORD.findall(_SCALED.sub(" ", lowered))))
    values.update(str(_MONTHS.index(month.group()[:3]) + 1) for month in _MONTH.finditer(text))
    values.update(_CIRCLED[char] for char in _CIRCLED.keys() & set(text))
    values.update(value for phrase, found in _PHRASES if phrase in lowered for value in found)
    return values


def _chinese(text: str) -> Iterator[str]:
    for phrase in _CHINESE_PHRASE.findall(text):
        yield from _CHINESE_PHRASES[phrase]
    for match in _CHINESE.finditer(text):
        run = match.group()
        digits = [_DIGITS[char] for char in run if char in _DIGITS]
        yield from map(str, digits)
        if len(digits) == len(run):
            yield "".join(map(str, digits))  # 二〇一九
        value = _chinese_value(run)
        yield plain(value)
        if text.startswith(("成", "折"), match.end()):
            yield plain(10 * value)
            yield plain(abs(100 - 10 * value))  # off
    for match in _FRACTION.finditer(text):
        parts, some = _chinese_value(match[1]), _chinese_value(match[2])
        if parts:
            yield plain(Decimal(100 * some) / parts)
    for match in _AND_A_HALF.finditer(text):
        yield f"{_chinese_value(match[1])}.5"


def _chinese_value(run: str) -> int:
    total = section = digit = 0
    for char in run:
        power = _POWERS.get(char)
        if power is None:
            digit = _DIGITS[char]
        elif power < 10**4:
            section += (digit or 1) * power
            digit = 0
        else:
            total = (total + section + digit or 1) * power
            section = digit = 0
    return total + section + digit


def _english(words: list[str]) -> Iterator[str]:
    total, current, open_to = Decimal(0), Decimal(0), 0  # open_to: a smaller number may still be added
    running = False
    for index, word in enumerate([*words, ""]):
        word = word.removesuffix("fold") or word
        singular = word.removesuffix("s") if len(word) > 4 else word
        yield from _ALSO.get(word, _ALSO.get(singular, ()))
        value = _UNITS.get(word, _TENS.get(word, _ORDINALS.get(singular, _TENTH.get(singular))))
        if value is not None and running and value < open_to:
            current += value
            open_to = 10 if value >= 20 else 0
        elif value is not None:
            if running:
                yield plain(total + current)
            total, current, running = Decimal(0), Decimal(value), True
            open_to = 10 if value >= 20 else 0
        elif singular in _SCALES:
            scale = _SCALES[singular]
            current = (current if running and current else Decimal(1)) * scale
            if scale > 100:
                total, current = total + current, Decimal(0)
            running, open_to = True, 100 if scale == 100 else 1000
        elif singular in _SPANS:
            counted = total + current if running else Decimal(1)
            yield from (plain(counted), plain(counted * _SPANS[singular]))
            total, current, running = Decimal(0), Decimal(0), False
        elif running and word == "half" and words[index - 1] in ("and", "a"):
            current += Decimal("0.5")
        elif running and not (word in ("and", "a") and _goes_on(words[index + 1 : index + 3], open_to)):
            yield plain(total + current)
            total, current, running = Decimal(0), Decimal(0), False


def _goes_on(following: list[str], open_to: int) -> bool:
    """Whether an "and" inside a number is part of it: "a hundred and five", "two and a half"."""
    if "half" in following:
        return True
    return bool(following) and open_to >= 100 and (following[0] in _UNITS or following[0] in _TENS)
