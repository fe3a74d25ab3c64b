"""A translation into a language without Han characters should have none left."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import HAN
from i18n_pipeline.model import Severity
from i18n_pipeline.protect import mask

SEVERITY = Severity.WARNING
EXPLANATION = "Translate all of it; where Chinese characters are meant (a name, a title), keep them."
GOOD = (Subject("公有云", "Public cloud"), Subject("见 `数据` 表", "See table `数据`"))
BAD = (Subject("公有云和私有云", "Public cloud 和 private cloud"),)


def check(subject: Subject) -> Iterator[str]:
    """Look for Han characters outside protected pieces."""
    left = "".join(HAN.findall(mask(subject.target)[0]))
    if left:
        yield f"still in Chinese: {left[:20]}"
