"""A translation far shorter or longer than its source has lost or gained something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_pipeline.checks.base import LONGEST_LABEL, Subject
from i18n_pipeline.locales import han_in, is_dense, is_written_in_han
from i18n_pipeline.messages import Notice, counted, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import prose

SEVERITY = Severity.WARNING
EXPLANATION = "Check that nothing was left out and nothing was added: the length is unusual for this source."
_LONG = "我们选择了容器平台来管理全部的业务系统，并且把日志和监控接入了同一个控制台。"
GOOD = (
    Subject(_LONG, "We chose a container platform to run all systems, with logs and metrics in one console."),
    Subject(_LONG, "All systems now run on a container platform; one console has logs and metrics."),
    Subject("公司简介", "About us"),
    Subject(f"| 选项{' ' * 60}| 说明{' ' * 60}|", "| Option | Description |", is_draft=True),
    Subject("行业", "The line of business that the company is in"),
    Subject(_LONG, "コンテナ基盤を選び、ログと監視を一つの画面にまとめました。", language="ja"),
)
BAD = (
    Subject(_LONG, "We chose a platform."),
    Subject(_LONG, "Container platform"),
    Subject(_LONG, "We chose it. " * 30),
    Subject("行业", "The line of business that the company is in, " * 4),
    Subject("行业", "業界に" * 50, language="ja"),
    Subject("公有云", "…!", is_draft=True),
    Subject("执行 `ls` 命令", "`ls`", is_draft=True),
)
PER_HAN = 3.0  # letters that a Han character takes in an alphabet, about
_FROM = 60  # letters expected; below, the ratio says little
_FILLING = re.compile(r"([ \t=-])\1+")
_LEAST, _MOST = 0.35, 2.2
_PER_HAN_AMONG_HAN = 1.3  # in a language that is written in Han or Hangul
# What no translation is: five times as long or short, but for labels, which may be explained or made short.
_GROSS, _SHORTEST_SENTENCE = 5, 30


def check(subject: Subject) -> Iterator[Notice]:
    """Compare the length with what is usual."""
    if subject.is_untouched:
        return
    if subject.is_draft and _words(subject.source) > 1 and not _words(subject.target):
        yield say("no word of the source is left")
        return
    expected = usual_length(subject)
    ratio = length(subject.target) / expected if expected >= _FROM else 1
    is_unusual = not (is_written_in_han(subject.language) or _LEAST <= ratio <= _MOST)
    if is_unusual or _is_gross(subject):
        yield counted(
            "{n} character where about {usual:.0f} would be usual",
            "{n} characters where about {usual:.0f} would be usual",
            length(subject.target),
            usual=expected,
        )


def keeps_out(subject: Subject) -> bool:
    """Whether the length is beyond all that is usual, or no word is there."""
    return not _words(subject.target) or _is_gross(subject)


def _is_gross(subject: Subject) -> bool:
    expected, found = usual_length(subject), length(subject.target)
    too_short = expected >= _SHORTEST_SENTENCE and found * _GROSS < expected
    return too_short or found > _GROSS * max(expected, LONGEST_LABEL)


def usual_length(subject: Subject) -> float:
    """Of a translation of this source, about, in characters."""
    han = len(han_in(subject.source))
    per_han = _PER_HAN_AMONG_HAN if is_dense(subject.language) else PER_HAN
    return length(subject.source) - han + han * per_han


def length(text: str) -> int:
    """In characters, but for those that fill the columns of tables."""
    return len(_FILLING.sub(r"\1", text))


def _words(text: str) -> int:
    """How many letters and digits there are to read."""
    return sum(map(str.isalnum, prose(text)))
