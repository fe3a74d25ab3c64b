"""The digits of a text: where its figures stand, their signs, and which of them are one telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_ONE_FORM = str.maketrans(
    "０１２３４５６７８９．％，：～－−／＋（）’\u00a0\u2009\u202f萬億兩餘個點週鐘鍾後間時來壹贰貳叁參肆伍陆陸柒捌玖拾佰仟",
    "0123456789.%,:~--/+()'   万亿两余个点周钟钟后间时来一二二三三四五六六七八九十百千",
) | {0x1D7CE + n: str(n % 10) for n in range(50)}  # bold, sans-serif, … as in 𝟏𝟐
_OTHER_FORM = re.compile(f"[{''.join(map(chr, _ONE_FORM))}]")
_SQUARE = re.compile(r"(?<![A-Za-z])([ckm]?m)[23]\b")  # metres
_SIGN = re.compile(r"(?:^|(?<=[\s(\[{:,=<>~/'\"]))-$")
_BELOW = re.compile(r"(?:(?<![正胜欺抱背])负|零下|\b(?:minus|negative)) {0,2}$", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"[\s°℃CF度degrees]{0,12}below zero", re.IGNORECASE)
_LESS = re.compile(
    r"(?:[降减跌低少亏缩](?!到|至|为)\D{0,4}|\b(?:down|f[ae]ll|drop|decreas|declin|reduc|lower|less|cut|loss|lost|los|dip|slip"
    r"|sav|shr[iu]nk)[a-z]{0,6}\W{1,3}(?:[a-z]{1,9} ){0,2})$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\)?[\s.·/–-]{0,2}\(?")
_PHONE = re.compile(
    r"电话|热线|手机|传真|客服|拨打|致电|微信|帐号|账号|卡号|QQ|\b(?:tel|phone|fax|mobile|call|hotline|account|dial)",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?:0{0,2}86)?1[3-9]\d{9}|[48]00\d{7}|(?:0{0,2}86)?0\d{9,11}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d)+")


def one_form(text: str) -> str:
    """A text of the same length in which digits and marks have their usual form: １２％ is 12%."""
    if _OTHER_FORM.search(text):
        text = text.translate(_ONE_FORM)
    return _SQUARE.sub(r"\1²", text) if "m2" in text or "m3" in text else text


def signs(text: str, start: int, end: int) -> Sequence[int]:
    """Whether the number there is above (1) or below (-1) zero, or may be either."""
    before = text[max(0, start - 30) : start]
    if _SIGN.search(before[-2:]) and not re.search(r"\d\s{1,3}-$", before):
        return (-1,)
    if _BELOW.search(before) or _BELOW_ZERO.match(text, end):
        return (-1,)
    is_unclear = (before[-1:] == "-" and not before[-2:-1].isascii()) or (
        before[-1:] == "–" and before[-2:-1].isspace()
    )
    return (1, -1) if is_unclear or _LESS.search(before) else (1,)


def phone_numbers(text: str, spans: Sequence[tuple[int, int]]) -> Mapping[int, tuple[str, ...]]:
    """Of each span of digits that is part of a telephone number or the like, what the whole of it reads.

    The same number reads the same however its digits are grouped, with its country code or without.
    """
    found: dict[int, tuple[str, ...]] = {}
    has_word = bool(_PHONE.search(text))
    for group in _groups(text, spans):
        start, end = spans[group.start][0], spans[group.stop - 1][1]
        digits = re.sub(r"\D", "", text[start:end])
        if not 7 <= len(digits) <= 24:
            continue
        is_called = text[max(0, start - 1) : start] in ("+", "(") and len(digits) > 8
        if is_called or has_word or _MOBILE.fullmatch(digits) or _is_card(text, spans, group):
            keys = {digits.lstrip("0")}
            keys |= {key[2:].lstrip("0") for key in keys if key.startswith("86") and len(key) > 10}
            found.update((index, tuple(f"#{key}" for key in sorted(keys))) for index in group)
    return found


def _groups(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[range]:
    """The spans that nothing but brackets, blanks and hyphens stands between."""
    first = 0
    for index in range(1, len(spans) + 1):
        if index < len(spans) and _BESIDE.fullmatch(text, spans[index - 1][1], spans[index][0]):
            continue
        yield range(first, index)
        first = index


def _is_card(text: str, spans: Sequence[tuple[int, int]], group: range) -> bool:
    """Four groups of four digits and the like; 2019 2020 2021 are years."""
    parts = [text[slice(*spans[index])] for index in group]
    return (
        len(parts) > 2 and all(len(part) == 4 for part in parts[:-1]) and not _YEARS.fullmatch("".join(parts))
    )
