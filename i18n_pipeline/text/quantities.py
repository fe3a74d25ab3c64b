"""The numbers in a text, whichever way Chinese or English writes them.

Every number has one or more *readings*: sets of values (see ``units``) that say the same. ``3 万`` reads
as 30000, ``10-20 万`` as 100000 and 200000, ``80,443`` as 80443 or as 80 and 443, ``20 世纪 90 年代`` as
20 and 90 or as 1990. Two texts agree on a number when the other text has all values of one reading.

Numbers in digits are *stated*: the other text must have them. So must it those in English words that no
translator adds freely ("twenty years", "doubled"). All other words (``三``, ``third``, ``half``) answer a
stated number but ask for none, since languages use them freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from i18n_pipeline.text import words
from i18n_pipeline.text.dates import COMPACT_DATE, hours, plain_parts, with_what_follows
from i18n_pipeline.text.digits import one_form, phone_numbers, signs
from i18n_pipeline.text.idioms import without_idioms
from i18n_pipeline.text.numerals import LETTERS, SCALES, plain, scale_of
from i18n_pipeline.text.units import HIDDEN, Meaning, Number, fraction, meaning, nothing_but

_NUMBER = re.compile(
    r"""
      (?P<foreign>[0-9]*[^\D0-9]\d*)                                   # ٣, beside ours or alone
    | (?P<chain>[0-9]+(?:\.[0-9]+){2,})                                   # 1.2.3, an address, 2006.05.08
    | (?P<time>[0-9]{1,2}:[0-5][0-9])(?::[0-5][0-9])?(?![:0-9])
    | (?<![0-9,])(?P<grouped>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)(?!,?[0-9])
    | (?P<plain>[0-9]+(?:\.[0-9]+)?)
    """,
    re.VERBOSE,
)
_SCALE = re.compile(
    rf"""
      \s{{0,2}}[多余来几]?(?:个(?=[万亿]))?\s{{0,2}}(?P<chinese>(?!十(?![万亿]))[十百千万亿]{{1,8}})
        (?P<measure>[米克瓦兆帕卡赫焦伏])?                           # 千米: a kilometre
    | (?:\s?(?P<letters>{LETTERS})(?![A-Za-z²/]))?
      (?P<words>(?:[\s-]{{1,2}}(?:{SCALES})(?![a-z]{{2}})s?){{0,8}})(?P<of>(?<=s)\sof\s(?:{SCALES})s)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"\s{0,2}[%+]?\s{0,2}(?:[-~–—/、,]|至|到|和|或|to|and|or)\s{0,2}", re.IGNORECASE)
_PARTS_OF = re.compile(r"([百千万亿]{1,2})分之\s?$")


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a text."""

    stated: tuple[Number, ...]  # in digits
    values: frozenset[str]  # that those in digits may stand for
    text: str  # without them
    has_scales: bool  # 万, million

    def missing_in(self, other: Quantities) -> Iterator[str]:
        """The numbers, each once, that the other text should have and does not."""
        have: frozenset[str] | None = None
        missing: list[Number] = []
        for number in (*self.stated, *_asked(self.text)):
            if any(reading <= other.values for reading in number.readings):
                continue
            have = have or other.everything
            if not any(reading <= have for reading in number.readings):
                missing.append(number)
        if any(number.is_weak for number in missing):
            own = self.everything
            if not any(values.isdisjoint(own) for values in words.counts(other.text)):
                missing = [number for number in missing if not number.is_weak]
        yield from dict.fromkeys(number.shown for number in missing)

    @property
    def everything(self) -> frozenset[str]:
        """What its digits and its words may stand for."""
        return self.values | _offered(self.text)


_asked = lru_cache(maxsize=512)(lambda text: tuple(words.asked(text)))
_offered = lru_cache(maxsize=512)(words.offered)


@lru_cache(maxsize=512)  # align asks, then the rules
def quantities(text: str) -> Quantities:
    """The numbers of ``text``."""
    if not _DIGIT.search(text):
        return Quantities((), frozenset(), text, False)
    whole = one_form(text)
    text = without_idioms(whole)
    matches = list(_NUMBER.finditer(text))
    scales = [_SCALE.match(text, match.end()) if _value(match) is not None else None for match in matches]
    scales = [scale if scale and scale.group() else None for scale in scales]
    found = list(_numbers(text, matches, scales)) if matches else []
    stated: list[Number] = []
    rest: list[str] = []
    at = 0
    for match, number, end in found:
        rest += whole[at : match.start()], HIDDEN
        at = max(end, match.end())
        if not _is_inside_a_name(text, match):
            stated.append(number)
    values = frozenset[str]().union(*(number.values for _, number, _ in found))
    return Quantities(tuple(stated), values, "".join((*rest, whole[at:])), any(scales))


def _numbers(
    text: str, matches: Sequence[re.Match[str]], scales: Sequence[re.Match[str] | None]
) -> Iterator[tuple[re.Match[str], Number, int]]:
    spans = [match.span() for match in matches]
    phones = phone_numbers(text, spans)
    shared = _shared_ends(text, matches, scales)
    for index, match in enumerate(matches):
        scale = scales[index]
        what = _scaled(text, match, scale) if scale else _unscaled(text, match)
        last = shared[index]
        if last is not None:
            what |= _scaled(text, match, scales[last], matches[last].end())
        if index and not scale:
            what |= _short_end(text, matches[index - 1], match)
        for first in (index - 1, index):
            if 0 <= first < len(matches) - 1:
                what |= _pair(text, matches[first : first + 2], scales[first : first + 2])
        for key in phones.get(index, ()):
            what |= nothing_but(key)
        shown = text[match.start() : scale.end()] if scale else match.group()
        yield match, Number(shown, what.readings, what.values), max(what.end, scale.end() if scale else 0)


def _is_inside_a_name(text: str, match: re.Match[str]) -> bool:
    """K8s, B2B, i18n: translated freely (Kubernetes, business-to-business)."""
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return len(match.group()) <= 2 and len(around) == 2 and around.isascii() and around.isalpha()


def _shared_ends(
    text: str, matches: Sequence[re.Match[str]], scales: Sequence[re.Match[str] | None]
) -> list[int | None]:
    """For a number without a scale or unit, the end of its range, which may have them: 10-20 万, 10–12%."""
    shared: list[int | None] = [None] * len(matches)
    for index in range(len(matches) - 2, -1, -1):
        if scales[index] is None and _RANGE.fullmatch(text, matches[index].end(), matches[index + 1].start()):
            following = shared[index + 1]
            shared[index] = index + 1 if following is None else following
    return shared


def _value(match: re.Match[str]) -> Decimal | None:
    written = match["grouped"] or match["plain"]
    return Decimal(written.replace(",", "")) if written else None


def _scaled(text: str, match: re.Match[str], scale: re.Match[str] | None, behind: int = 0) -> Meaning:
    """Of a number with a scale, its own or that of the end of its range."""
    value = _value(match)
    if value is None:
        return nothing_but(match.group())
    end = scale.end() if scale else behind
    if scale is None:
        return _with_sign(value, match.group().replace(",", ""), text, match, end)
    for written in (scale["chinese"], scale["letters"], scale["words"], scale["of"] and scale["of"][4:]):
        value *= scale_of(written.strip()) if written else 1
    what = _with_sign(value, plain(value), text, match, end)
    if scale["letters"] and not scale["words"]:  # 30k may be the name of a thing, 10 m metres
        what |= nothing_but(f"{match.group()}{scale['letters'].lower()}")
    if scale["measure"]:
        what |= nothing_but(match.group())
    return what


def _with_sign(value: Decimal, written: str, text: str, match: re.Match[str], end: int) -> Meaning:
    what = Meaning((), frozenset(), end)
    for sign in signs(text, match.start(), match.end()):
        what |= meaning(sign * value, f"{'-' if sign < 0 else ''}{written}", text, match.start(), end)
    return what


def _pair(text: str, pair: Sequence[re.Match[str]], scales: Sequence[re.Match[str] | None]) -> Meaning:
    """Of two numbers that are one: 3 亿 5000 万, 3 万 5000, 1/3."""
    high, low = scales
    values = [_value(match) for match in pair]
    if values[0] is None or values[1] is None:
        return _NOTHING
    between = text[pair[0].end() : pair[1].start()]
    if between == "/" and not (high or low) and values[0] < 100 and values[1] < 1000:
        return nothing_but(next(fraction(values[0], values[1])))
    if high and high["chinese"] and not text[high.end() : pair[1].start()].strip():
        large, small = scale_of(high["chinese"]), scale_of(low["chinese"]) if low and low["chinese"] else 1
        if values[1] * small < large:
            return nothing_but(plain(values[0] * large + values[1] * small))
    return _NOTHING


def _short_end(text: str, first: re.Match[str], match: re.Match[str]) -> Meaning:
    """Of the end of a range that leaves out what it has in common with the start: 2023–24."""
    start, end = first.group(), match.group()
    if not (start.isdigit() and end.isdigit() and len(end) < len(start) <= 6):
        return _NOTHING
    if text[first.end() : match.start()].strip() not in ("-", "–", "—", "/", "~"):
        return _NOTHING
    whole = start[: -len(end)] + end
    return nothing_but(whole) if int(whole) > int(start) else _NOTHING


_NOTHING = Meaning((), frozenset(), 0)


def _unscaled(text: str, match: re.Match[str]) -> Meaning:
    written = match.group()
    if match["foreign"]:
        return nothing_but(written)
    if match["chain"]:
        parts = written.split(".")
        is_date = len(parts) == 3 and re.fullmatch("(?:19|20)..", parts[0]) and len(written) < 11
        return nothing_but(written) | (nothing_but(*plain_parts(parts)) if is_date else _NOTHING)
    if match["time"]:
        hour, minute = plain_parts(match["time"].split(":"))
        what = _NOTHING
        for same in hours(int(hour)):
            what |= nothing_but(str(same), *([minute] if minute != "0" else []))
        return what
    if match["grouped"]:
        bare = written.replace(",", "")
        what = _with_sign(Decimal(bare), bare, text, match, match.end())
        return (
            what if "." in written else what | nothing_but(*written.split(","))
        )  # 80,443 may be two numbers
    share = _PARTS_OF.search(text, max(0, match.start() - 5), match.start())
    if share:
        return nothing_but(f"{plain(100 * Decimal(written) / scale_of(share[1]))}%")
    what = _with_sign(Decimal(written), written, text, match, match.end())
    if written.isdigit() and len(written) < 10:
        date = COMPACT_DATE.fullmatch(written)
        what |= nothing_but(*plain_parts(date.groups())) if date else _NOTHING
        for value in with_what_follows(int(written), text, match):
            what |= nothing_but(value)
    return what
