"""Blanks at the edges should be those of the source."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity

SEVERITY = Severity.WARNING
EXPLANATION = "Begin and end with a blank where the source does, and only there."
GOOD = (
    Subject("公司简介", "About us"),
    Subject(" 公司简介 ", " About us "),
    Subject("    代码", "    Code"),
    Subject("第一行 \n第二行", "First line\nSecond line"),
    Subject("\u3000\u3000公司简介", "About us"),
)
BAD = (
    Subject("公司简介", "About us "),
    Subject("公司简介", " About us"),
    Subject("公司简介 ", "About us"),
    Subject("    代码", "Code"),
)
_BLANKS = " \t"


def check(subject: Subject) -> Iterator[Notice]:
    """Compare whether there are blanks; in front, where Markdown counts them, how many."""
    source, target = subject.source.strip("\n"), subject.target.strip("\n")
    if len(source) - len(source.lstrip(_BLANKS)) != len(target) - len(target.lstrip(_BLANKS)):
        yield say("begins with other blanks than the source")
    if source.endswith(tuple(_BLANKS)) != target.endswith(tuple(_BLANKS)):
        yield say("only one of source and translation ends with a blank")
