"""List items keep their numbers and bullets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markers import BULLET, Line, is_numbered_in_words, lines

SEVERITY = Severity.ERROR
EXPLANATION = "Begin a list item with the number or bullet of the source: 1、 becomes 1. and - stays -."
GOOD = (
    Subject("1、提高效率", "1. Improve efficiency"),
    Subject("（2）降低成本", "(2) Lower costs"),
    Subject("③ 观察", "3) Observe"),
    Subject("- 日志\n- 监控", "* Logging\n* Monitoring"),
    Subject("•日志\n●监控", "• Logging\n- Monitoring"),
    Subject("一、背景", "1. Background"),
    Subject("一、背景", "Background"),
    Subject("3.x 版本，1.5 倍", "1.5 times version 3.x"),
    Subject("2019 年。", "2019."),
)
BAD = (
    Subject("1. 提高效率", "Improve efficiency"),
    Subject("2. 提高效率", "3. Improve efficiency"),
    Subject("提高效率", "1. Improve efficiency"),
    Subject("- 提高效率", "Improve efficiency"),
    Subject("1. 日志\n2. 监控", "1. Logging\n1. Monitoring"),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Compare the markers of all lines, in order."""
    ours, theirs = lines(subject.source), lines(subject.target)
    if any(is_numbered_in_words(line.text) for line in ours):
        return
    for source, target in zip_longest(_marked(ours), _marked(theirs)):
        if source is None or target is None or source.marker != target.marker:
            yield say(
                "{marker} in the source, {other} in the translation",
                marker=_shown(source),
                other=_shown(target),
            )
            return


def _marked(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.marker]


def _shown(line: Line | None) -> Notice:
    if line is None:
        return say("no list marker")
    if line.marker == BULLET:
        return say("a bullet")
    return say("list number {marker}", marker=line.marker)
