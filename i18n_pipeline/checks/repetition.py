"""An engine that lost its way says the same again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Said, say
from i18n_pipeline.model import Severity

SEVERITY = Severity.ERROR
EXPLANATION = "Say it once: words are repeated in a row that the source does not repeat."
GOOD = (
    Subject("他们曾经有过的平台", "The platform that they had had"),
    Subject("从小到大，从无到有", "From small to big, from nothing to something"),
    Subject("地址 0.0.0.0，密码 ******", "Address 0.0.0.0, password ******"),
    Subject("哈哈哈哈哈", "Ha ha ha ha ha"),
    Subject("越来越快，越来越好，越来越省", "Faster and faster, better and better, cheaper and cheaper"),
    Subject("是，是，是", "Yes, yes, yes"),
    Subject("1 1 1 的矩阵", "A 1 1 1 matrix"),
)
BAD = (
    Subject("云平台", "cloud cloud cloud platform"),
    Subject("提升效率", "Improve efficiency, improve efficiency, improve efficiency"),
    Subject("我们选择了它。", "We chose it for our platform. We chose it for our platform."),
    Subject("平台", "platformplatformplatformplatformplatform"),
    Subject("平台", "基盤の基盤の基盤の基盤の基盤の基盤の", language="ja"),
)
_LONG_PHRASE = 5  # words; two in a row are enough to tell
_WORD = re.compile(r"[^\s.,:;!?()\"'“”‘’]+")
_IN_ONE_WORD = re.compile(r"([^\W\d_]{2,12}?)\1{3,}")
_LONG_WORD, _SAME = 8, 6  # letters of the shortest of such words, and how many of them stand in it before
_IN_CHINESE = re.compile(r"([^\W\d_]{1,20}?)(?:\W*\1){2,}")


def check(subject: Subject) -> Iterator[Said]:
    """Look for a phrase in a row: three times, twice for a long one."""
    found = _loop(subject.target)
    if found and not _IN_CHINESE.search(subject.source) and not _loop(subject.source):
        yield say("again and again: {text}", text=found[:40])


def _loop(text: str) -> str:
    words = _WORD.findall(text.lower())
    if len(set(words)) < len(words):
        pairs = list(pairwise(words))  # whatever stands twice in a row has two words that do
        found = _loop_of_words(words) if len(set(pairs)) < len(pairs) else ""
        if found:
            return found
    if len(set(text)) * 3 > len(text):  # too varied for a part of it to stand four times in a row
        return ""
    for word in words:
        if len(word) < _LONG_WORD or len(word) - len(set(word)) < _SAME:
            continue
        match = _IN_ONE_WORD.search(text)
        return match.group(1) if match else ""
    return ""


def _loop_of_words(words: Sequence[str]) -> str:
    last: dict[str, int] = {}
    distances: Counter[int] = Counter()
    for at, word in enumerate(words):
        if word in last:
            distances[at - last[word]] += 1
        last[word] = at
    for distance in sorted(found for found, times in distances.items() if times > 1):
        needed = distance * (1 if distance >= _LONG_PHRASE else 2)
        same = 0
        for at in range(distance, len(words)):
            same = same + 1 if words[at] == words[at - distance] else 0
            if same >= needed:
                phrase = " ".join(words[at - distance + 1 : at + 1])
                if any(char.isalpha() for char in phrase):
                    return phrase
    return ""
