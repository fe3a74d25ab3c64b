"""A translation far shorter or longer than its source has lost or gained something."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import han_in, is_written_in_han
from i18n_pipeline.messages import Said, say
from i18n_pipeline.model import Severity

SEVERITY = Severity.WARNING
EXPLANATION = "Check that nothing was left out and nothing was added: the length is unusual for this source."
_LONG = "我们选择了容器平台来管理全部的业务系统，并且把日志和监控接入了同一个控制台。"
GOOD = (
    Subject(_LONG, "We chose a container platform to run all systems, with logs and metrics in one console."),
    Subject(_LONG, "All systems now run on a container platform; one console has logs and metrics."),
    Subject("公司简介", "About us"),
    Subject("行业", "The line of business that the company is in"),
    Subject(_LONG, "コンテナ基盤を選び、ログと監視を一つの画面にまとめました。", language="ja"),
)
BAD = (
    Subject(_LONG, "We chose a platform."),
    Subject(_LONG, "Container platform"),
    Subject(_LONG, "We chose it. " * 30),
)
_PER_HAN = 3.0  # letters that a Han character takes in an alphabet, about
_FROM = 60  # letters expected; below, the ratio says little
_LEAST, _MOST = 0.35, 2.2


def check(subject: Subject) -> Iterator[Said]:
    """Compare the length with what is usual."""
    if is_written_in_han(subject.language) or subject.is_untouched:
        return
    han = len(han_in(subject.source))
    expected = len(subject.source) - han + _PER_HAN * han
    ratio = len(subject.target) / expected if expected >= _FROM else 1
    if not _LEAST <= ratio <= _MOST:
        yield say(
            "{n} characters where about {usual:.0f} would be usual", n=len(subject.target), usual=expected
        )
