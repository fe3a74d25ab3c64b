"""What a language model or a service says beside a translation, or in place of one."""

from __future__ import annotations

import re
from functools import cache

from i18n_pipeline.text.remarks import REMARKS

#: What opens and closes around a text.
_QUOTES = {
    '"': '"', "'": "'", "“": "”", "‘": "’", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』",
    "`": "'",
}  # fmt: skip
_BRACKETS = {
    "《": "》", "〈": "〉", "【": "】", "［": "］", "(": ")", "（": "）", "[": "]", "{": "}", "<": ">",
}  # fmt: skip
_OPENING = {**_QUOTES, **_BRACKETS}
_ANY_QUOTE = frozenset("".join([*_QUOTES, *_QUOTES.values(), "《》"])) - {"'", "’"}


def remark(source: str, target: str) -> str:
    """The first thing in a translation that models and services say and its source does not; or ""."""
    in_step = _lines(target) <= _lines(source)  # then no line was added behind it
    for pattern, unless in _patterns():
        match = pattern.search(target)
        if match and not (in_step and "\n" in match.group()) and not unless.search(source):
            return match.group().strip()
    return ""


def _lines(text: str) -> int:
    return sum(not line.isspace() for line in text.split("\n") if line)


def wrapping(source: str, target: str) -> str:
    """The quotes or brackets that stand around all of the translation, and not of its source; or ""."""
    source, target = source.strip(), target.strip()
    if len(target) < 3 or _is_wrapped(source) or not _is_wrapped(target):
        return ""
    opens, inside, closes = target[0], target[1:-1], target[-1]
    several = opens in inside or closes in inside  # "A" and "B", (a) or (b)
    if several and (opens in _BRACKETS or not _ANY_QUOTE.isdisjoint(source)):
        return ""
    return f"{opens}…{closes}"


def _is_wrapped(text: str) -> bool:
    return len(text) > 1 and text[-1] in _OPENING.get(text[0], "")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(pattern, re.IGNORECASE), re.compile(unless, re.IGNORECASE)) for pattern, unless in REMARKS
    )
