"""Code, URLs, placeholders and tags must come through unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.model import Severity
from i18n_pipeline.protect import protected

SEVERITY = Severity.ERROR
EXPLANATION = "Repeat code, URLs, e-mail addresses, tags and placeholders exactly as the source has them."
GOOD = (
    Subject("执行 `kubectl get pods`。", "Run `kubectl get pods`."),
    Subject("见 https://example.com/文档", "See https://example.com/文档"),
    Subject("共 {count} 个，${USER} 的", "{count} in all, of ${USER}"),
)
BAD = (
    Subject("执行 `kubectl get pods`。", "Run kubectl get pods."),
    Subject("见 https://example.com/a", "See https://example.com/b"),
    Subject("共 {count} 个", "{count} {count}"),
    Subject("点击", '<a href="javascript:x">click</a>'),
)


def check(subject: Subject) -> Iterator[str]:
    """Compare the protected pieces of both texts, in any order."""
    wanted, found = Counter(protected(subject.source)), Counter(protected(subject.target))
    for piece in wanted - found:
        yield f"{piece} is missing"
    for piece in found - wanted:
        yield f"{piece} is not in the source"
