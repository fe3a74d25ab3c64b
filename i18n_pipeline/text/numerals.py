"""Number words: what the Chinese run 三十五 and the English words "thirty-five" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
#: A run of Chinese number words; of bounded length, as every repetition that may fail.
HAN = f"[{''.join(_DIGITS)}{''.join(_POWERS)}]{{1,32}}"
_NEXT = {f"{one}{other}" for one, other in zip("一二三四五六七八", "二三四五六七八九", strict=True)} | {
    "两三",
    "三五",
}

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_TENS_FROM_TWENTY.split(), 2)}
_COUNTS = {word: value for value, word in enumerate(_UP_TO_NINETEEN.split())} | _TENS
_ORDINALS = (
    {f"{word}th": value for word, value in _COUNTS.items() if value < 20}
    | {f"{word[:-1]}ieth": value for word, value in _TENS.items()}
    | {"first": 1, "second": 2, "third": 3, "quarter": 4, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
)
_LARGE = {
    "ten": 10, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "score": 20, "gross": 144, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_NAMES = ("score", "gross")  # but for digits before them: the three score highest
_LETTERS = {
    "k": 10**3, "w": 10**4, "m": 10**6, "mm": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6,
    "b": 10**9, "bn": 10**9, "bln": 10**9, "t": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
#: Words and letters that multiply the number in front of them, the longest first.
SCALES, LETTERS = (
    "|".join(sorted(names, key=len, reverse=True)) for names in (_LARGE.keys() - {"ten"}, _LETTERS)
)
_WORDS = "|".join(sorted({*_COUNTS, *_ORDINALS, *_LARGE, "half"}, key=len, reverse=True))
_WORD = re.compile(
    rf"(?<![a-z'])(?:({_WORDS})|(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ie)(s?)(?:(?=fold)|(?![a-z']))"
)
#: The words that a text with such a number has at least one of.
ANY = frozenset(
    f"{word}{end}" for word in (*_COUNTS, *_ORDINALS, *_LARGE, "half") for end in ("", "s", "fold")
) | frozenset(f"{word[:-1]}ies" for word in _TENS)
_MOST = 10**30  # no number is larger, whatever words go on
_LINK = re.compile(r"[\s-]{1,3}(?:(and|of)[\s-]{1,3})?(?:(an?)[\s-]{1,3})?")
_ARTICLE = re.compile(r"\ban?[\s-]{1,3}$")


class Spelt(NamedTuple):
    """A number in English words: its value is ``total`` and ``current``.

    Its kind is "count", "ordinal" (third), "vague" (hundreds), "half", "decade" (the nineties), or for
    a fraction its denominator.
    """

    start: int
    end: int
    total: Decimal
    current: Decimal
    below: int  # a number smaller than this may still be added
    kind: str = "count"

    @property
    def value(self) -> Decimal:
        """What the words read so far make."""
        return self.total + self.current


def plain(value: Decimal | int) -> str:
    """A value as decimal text without a trailing fraction of zeros."""
    return format(Decimal(value).normalize(), "f")


def scale_of(written: str) -> int:
    """What ``万``, ``千万``, ``k``, ``million`` or ``hundred thousand`` multiply by."""
    scale = 1
    for step in written if written[:1] in _POWERS else written.lower().replace("-", " ").split():
        scale *= _POWERS.get(step) or _LETTERS.get(step) or _LARGE.get(step.removesuffix("s"), 1)
    return scale


def han(run: str) -> Iterator[Decimal]:
    """What a run of Chinese number words may stand for: 三十五, 二〇一九, 一万二, 七八十."""
    digits = [_DIGITS[char] for char in run if char in _DIGITS]
    if len(digits) == len(run):
        yield Decimal("".join(map(str, digits)))
        if 1 < len(run) < 4:  # 三五 days, items 一二三
            yield from map(Decimal, digits)
        return
    yield _value(run)
    if len(run) > 1 and run[-1] in _DIGITS and _POWERS.get(run[-2], 0) > 10:  # 一万二
        yield _value(run) + _DIGITS[run[-1]] * (_POWERS[run[-2]] // 10 - 1)
    for at in range(len(run) - 1):
        if run[at : at + 2] in _NEXT:  # 七八十
            yield _value(run[:at] + run[at + 1 :])
            yield _value(run[: at + 1] + run[at + 2 :])
            break


def _value(run: str) -> Decimal:
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
    return Decimal(total + section + digit)


def english(text: str) -> Iterator[Spelt]:
    """The numbers in words of a text in small letters, from left to right."""
    run: Spelt | None = None
    for match in _WORD.finditer(text):
        link = _LINK.fullmatch(text, run.end, match.start()) if run else None
        longer = _extended(run, match, link) if run and link else None
        if run and not longer:
            yield run
        run = longer or _begun(text, match)
    if run:
        yield run


def _begun(text: str, match: re.Match[str]) -> Spelt | None:
    word, tens, plural = match.groups()
    start, end = match.span()
    if tens:
        return Spelt(start, end, Decimal(0), Decimal(_TENS[f"{tens}y"]), 0, "decade")
    if word in _NAMES:
        return None
    if word in _LARGE and (word != "ten" or plural):
        has_article = not plural and _ARTICLE.search(text, max(0, start - 5), start)
        return _times(
            Spelt(start, end, Decimal(0), Decimal(1), 0, "count" if has_article else "vague"), word, end
        )
    if word == "half":
        return Spelt(start, end, Decimal(0), Decimal("0.5"), 0, "half")
    if word in _COUNTS:
        return Spelt(start, end, Decimal(0), Decimal(_COUNTS[word]), 10 if word in _TENS else 0)
    return Spelt(start, end, Decimal(0), Decimal(_ORDINALS[word]), 0, "ordinal")


def _extended(run: Spelt, match: re.Match[str], link: re.Match[str]) -> Spelt | None:
    """The number with another word; None where the word begins a number of its own."""
    word, tens, plural = match.groups()
    joint, article = link.groups()
    end = match.end()
    if tens or run.kind not in ("count", "vague", "half") or run.value > _MOST:
        return None
    if word == "half":
        is_added = joint == "and" and article and run.kind == "count"
        return run._replace(current=run.current + Decimal("0.5"), below=0, end=end) if is_added else None
    if word in _LARGE and word != "ten":
        if word in _NAMES:
            return None
        if joint == "of":
            return _times(run, word, end) if run.kind == "vague" else None
        if joint or (article and run.kind != "half"):
            return None
        return _times(run, word, end)._replace(kind="count" if run.kind == "half" else run.kind)
    if article or joint == "of" or (joint == "and" and run.below < 100):
        return None
    if word in _ORDINALS and run.kind == "count" and not joint and (plural or run.value == 1):
        return run._replace(end=end, kind=str(_ORDINALS[word]))
    value = _COUNTS.get(word, _ORDINALS.get(word, 0))
    if plural or not 0 < value < run.below:
        return None
    kind = run.kind if word in _COUNTS else "ordinal"
    return run._replace(current=run.current + value, below=10 if word in _TENS else 0, end=end, kind=kind)


def _times(run: Spelt, word: str, end: int) -> Spelt:
    scale = _LARGE[word]
    if scale == 100 and run.current:
        return run._replace(current=run.current * scale, below=100, end=end)
    if run.current:
        return run._replace(total=run.total + run.current * scale, current=Decimal(0), below=1000, end=end)
    return run._replace(total=run.total * scale, end=end)
