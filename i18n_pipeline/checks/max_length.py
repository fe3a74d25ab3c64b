"""A translation must fit where it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity

SEVERITY = Severity.ERROR
EXPLANATION = "Keep within the length that the comment of the string gives."
GOOD = (Subject("行业", "Industry", 10), Subject("行业", "Line of business"))
BAD = (Subject("行业", "Line of business", 10),)


def check(subject: Subject) -> Iterator[Notice]:
    """Count characters where i18n.toml sets a limit."""
    if subject.max_length and len(subject.target) > subject.max_length:
        yield say("{n} characters, {most} allowed", n=len(subject.target), most=subject.max_length)
