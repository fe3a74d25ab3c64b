"""An engine that lost its way says the same again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
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
    Subject("请备份！请备份！", "Please back up all your data! Please back up all your data!"),
    Subject(
        "版本 2.0 发布了，版本 2.0 发布了", "Version 2.0 has been released, version 2.0 has been released"
    ),
    Subject(
        "我们选择了这个在全国各地都能用的平台，很好。" * 3,
        "We chose this platform, which is good all over the country. " * 3,
    ),
)
BAD = (
    Subject("云平台", "cloud cloud cloud platform"),
    Subject("提升效率", "Improve efficiency, improve efficiency, improve efficiency"),
    Subject("我们选择了它。", "We chose it for our platform. We chose it for our platform."),
    Subject("研究研究我们的平台。", "Let us study the platform we have. Let us study the platform we have."),
    Subject("请备份！请备份！", "Please back up all your data! " * 3),
    Subject("平台", "platformplatformplatformplatformplatform"),
    Subject("平台", "基盤の基盤の基盤の基盤の基盤の基盤の", language="ja"),
)
_LONG_PHRASE = 5  # words; two in a row are enough to tell
_WORD = re.compile(r"[^\s.,:;!?()\"'“”‘’]+")
_IN_ONE_WORD = re.compile(r"([^\W\d_]{2,12}?)\1{3,}")
_LONG_WORD, _SAME = 8, 6  # letters of the shortest of such words, and how many of them stand in it before
_BETWEEN = re.compile(r"[\W_]+")
_STEPS = 500_000  # words looked at for the distances at which words come again, whatever the text
_IN_CHINESE = re.compile(r"([^\W\d_]{1,20}?)(?:\W*\1){2,}")


def check(subject: Subject) -> Iterator[Notice]:
    """Look for a phrase in a row: three times, twice for a long one."""
    found, times = _loop(subject.target)
    most = most_in_a_row(subject.source) if times else None
    if most is not None and times > most:
        yield say("again and again: {text}", text=found[:40])


def most_in_a_row(source: str) -> int | None:
    """How often a translation may say the same in a row; None where any number is right."""
    return None if _IN_CHINESE.search(source) or _loop(source)[1] else _times_in_chinese(source)


def _times_in_chinese(text: str) -> int:
    """How often a clause, or four characters and more, stand there in a row; 1 where none does."""
    clauses = list(filter(None, _BETWEEN.split(text)))
    equal, most = 1, 1
    for one, other in pairwise(clauses):
        equal = equal + 1 if one == other and len(one) > 1 else 1
        most = max(most, equal)
    return max(most, _loop_of("".join(clauses), 4)[1])


def _loop(text: str) -> tuple[str, int]:
    """What stands there again and again, and how often; nothing and 0 where all is well."""
    words = _WORD.findall(text.lower())
    if len(set(words)) < len(words):
        pairs = list(pairwise(words))  # whatever stands twice in a row has two words that do
        phrase, times = _loop_of(words, _LONG_PHRASE) if len(set(pairs)) < len(pairs) else ((), 0)
        if times:
            return " ".join(phrase), times
    if len(set(text)) * 3 > len(text):  # too varied for a part of it to stand four times in a row
        return "", 0
    for word in words:
        if len(word) < _LONG_WORD or len(word) - len(set(word)) < _SAME:
            continue
        match = _IN_ONE_WORD.search(text)
        return (match[1], len(match[0]) // len(match[1])) if match else ("", 0)
    return "", 0


def _loop_of(words: Sequence[str], long: int) -> tuple[Sequence[str], int]:
    """The first phrase of words in a row, three times, or twice where it is ``long``, and how often."""
    last: dict[str, int] = {}
    distances: Counter[int] = Counter()
    for at, word in enumerate(words):
        if word in last:
            distances[at - last[word]] += 1
        last[word] = at
    likely = distances.most_common(max(30, _STEPS // max(len(words), 1)))
    for distance in sorted(found for found, times in likely if times > 1):
        needed = distance * (1 if distance >= long else 2)
        same = 0
        for at in range(distance, len(words) + 1):
            if at < len(words) and words[at] == words[at - distance]:
                same += 1
                continue
            if same >= needed:
                phrase = words[at - distance : at]
                if any(char.isalpha() for char in "".join(phrase)):
                    return phrase, 1 + same // distance
            same = 0
    return (), 0
