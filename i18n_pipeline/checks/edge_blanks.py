"""Line breaks at the edges must be those of the source; ``msgfmt -c`` asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity

SEVERITY = Severity.ERROR
EXPLANATION = "Begin and end with a line break where the source does, and only there."
GOOD = (Subject("公司简介", "About us"), Subject("第一行\n第二行\n", "First line\nSecond line\n"))
BAD = (
    Subject("公司简介\n", "About us"),
    Subject("公司简介", "About us\n"),
    Subject("公司简介", "\nAbout us"),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Compare the edges, as ``msgfmt -c`` does."""
    if subject.source.startswith("\n") != subject.target.startswith("\n"):
        yield say("only one of source and translation begins with a line break")
    if subject.source.endswith("\n") != subject.target.endswith("\n"):
        yield say("only one of source and translation ends with a line break")
