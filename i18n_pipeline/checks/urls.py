"""Web and e-mail addresses must come through unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import addresses, bare_addresses, changes
from i18n_pipeline.text.protect import pieces

SEVERITY = Severity.ERROR
EXPLANATION = "Repeat web and e-mail addresses exactly as the source has them, and add none."
GOOD = (
    Subject("见 https://example.com/a。", "See https://example.com/a."),
    Subject("见 https://example.com/文档", "See https://example.com/文档"),
    Subject("（https://example.com/）写信至 a@example.com", "Write to a@example.com (https://example.com/)"),
    Subject("[文档](https://example.com/a)", "[Docs](https://example.com/a)"),
    Subject("例如 example.com", "For example example.com"),
)
BAD = (
    Subject("见 https://example.com/a", "See https://example.com/b"),
    Subject("见 https://example.com/a", "See the site"),
    Subject("了解更多", "Learn more at https://evil.example"),
    Subject("了解更多", "Learn more at www.evil.example"),
    Subject("了解更多", "Learn more at HTTPS://evil.example"),
    Subject("了解更多", "Learn more at WWW.evil.example"),
    Subject("了解更多", "Learn more at file:///etc/passwd"),
    Subject("了解更多", "Learn more at hxxps://evil"),
    Subject("写信至 a@example.com", "Write to b@example.com"),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Compare addresses outside of links; one that became or was a link is the rule markdown's."""
    if not (pieces(subject.source) or pieces(subject.target)):
        return
    missing = bare_addresses(subject.source) - addresses(subject.target)
    added = bare_addresses(subject.target) - addresses(subject.source)
    yield from changes(missing, added)
