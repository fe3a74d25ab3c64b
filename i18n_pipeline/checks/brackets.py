"""Brackets and quotes come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markers import without_markers
from i18n_pipeline.text.markup import prose

SEVERITY = Severity.WARNING
EXPLANATION = "Close every bracket and quotation mark that you open."
GOOD = (
    Subject("数据中心（上海）", "Data center (Shanghai)"),
    Subject("1) 降低成本", "1) Lower costs"),
    Subject("“云原生”平台", '"Cloud native" platform'),
    Subject("它的优势", "It’s the platform’s strength"),
    Subject('屏幕 15"', '15" screen'),
    Subject("半开区间 [0, 1)", "Half-open range [0, 1)"),
    Subject("“云”", "„Wolke“", language="de"),
)
BAD = (
    Subject("数据中心（上海）", "Data center (Shanghai"),
    Subject("数据中心", "Data center)"),
    Subject("数据（a [b]）", "Data (a [b)]"),
    Subject("“云原生”平台", '"Cloud native platform'),
    Subject("“云原生”平台", "“Cloud native platform"),
)
_CLOSES = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "》": "《", "」": "「", "』": "『", "”": "“"}
_BRACKET = re.compile(r"[()\[\]{}（）【】《》「」『』“”]")
_NOT_ENGLISH_QUOTES = re.compile("[“”]")


def check(subject: Subject) -> Iterator[Notice]:
    """Where the source is in order, so should the translation be."""
    wrong = _unpaired(subject.target, subject.language)
    if wrong and not _unpaired(subject.source, subject.language):
        yield say("unpaired: {mark}", mark=wrong)


def _unpaired(text: str, language: str) -> str:
    text = without_markers(prose(text))
    if not language.startswith("en"):
        text = _NOT_ENGLISH_QUOTES.sub("", text)  # “ closes in German
    still_open: list[str] = []
    for mark in _BRACKET.findall(text):
        if mark not in _CLOSES:
            still_open.append(mark)
        elif not still_open or still_open.pop() != _CLOSES[mark]:
            return str(mark)
    if still_open:
        return still_open[-1]
    return '"' if text.count('"') % 2 else ""
