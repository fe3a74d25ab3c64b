"""Chinese punctuation has no place in a language that has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import is_written_in_han
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import prose

SEVERITY = Severity.WARNING
EXPLANATION = "Use the punctuation of your language: , . : ; ? ! ( ) in place of ，。：；？！（）."
GOOD = (
    Subject("你好，世界。", "Hello, world."),
    Subject("“云原生”——新一代", "“Cloud native” — the next generation…"),
    Subject("见 `，` 号", "See the sign `，`"),
    Subject("公司（上海）", "会社（上海）、", language="ja"),
)
BAD = (
    Subject("你好，世界。", "Hello， world."),
    Subject("公司（上海）", "Company（Shanghai）"),
    Subject("《公司法》", "《Company Law》"),
    Subject("日志、监控", "Logging、monitoring"),
    Subject("提升 30％", "Up 30％"),
)
_MARKS = re.compile("[，。：；！？（）【】「」『』《》〈〉、～％＋－／＆＃＠\u3000]")


def check(subject: Subject) -> Iterator[Notice]:
    """Look for the marks outside protected pieces."""
    if is_written_in_han(subject.language) or subject.language.startswith("ko") or subject.is_untouched:
        return
    found = dict.fromkeys(_MARKS.findall(prose(subject.target)))
    if found:
        yield say("Chinese punctuation: {marks}", marks=" ".join(found))
