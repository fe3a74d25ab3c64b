"""Web and e-mail addresses, and paths with Chinese in them, must come through unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import addresses, bare_addresses, changes
from i18n_pipeline.text.protect import pieces
from i18n_pipeline.text.references import is_reference

SEVERITY = Severity.ERROR
EXPLANATION = (
    "Repeat web and e-mail addresses, and paths with Chinese in them, exactly as the source has them, "
    "and add none."
)
GOOD = (
    Subject("见 https://example.com/a。", "See https://example.com/a."),
    Subject("见 https://example.com/文档", "See https://example.com/文档"),
    Subject("（https://example.com/）写信至 a@example.com", "Write to a@example.com (https://example.com/)"),
    Subject("[文档](https://example.com/a)", "[Docs](https://example.com/a)"),
    Subject("例如 example.com", "For example example.com"),
    Subject("访问例子.中国查看 docs/指南/安装.md", "See docs/指南/安装.md at 例子.中国"),
    Subject("研发/测试 99 元/月", "R&D/test, 99 yuan/month"),
    Subject("/images/二维码.png", "/images/qr-code.png"),  # all of it, by a person who knows why
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
    Subject("见 https://例子.中国", "See https://example.com"),
    Subject("请见例子.中国。", "See example.com."),
    Subject("见 https://example.com/文档，然后", "See https://example.com/docs, then"),
    Subject("图 /images/图.png 在此", "Picture /images/picture.png"),
    Subject("编辑docs/指南/安装.md文件", "Edit docs/guide/install.md"),
    Subject("/images/二维码.png", "/images/qr-code.png", is_draft=True),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Compare addresses outside of links; one that became or was a link is the rule markdown's."""
    source, target = subject.source, subject.target
    if not (pieces(source) or pieces(target)):
        return
    if not (subject.is_draft or source.isascii()) and is_reference(source):
        return
    missing = bare_addresses(source) - addresses(target)
    added = bare_addresses(target) - addresses(source)
    yield from changes(*_without_prose(missing, added))


def _without_prose(missing: Counter[str], added: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Without those that differ in Chinese words before a domain alone: nothing parts 访问例子.中国 there."""
    same = {
        longer: shorter
        for longer in missing
        for shorter in added
        if longer.endswith(shorter) and longer.removesuffix(shorter).isalpha()
    }
    return missing - Counter(same.keys()), added - Counter(same.values())
