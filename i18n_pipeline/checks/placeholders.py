"""Placeholders, variables and template code must come through unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Said
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import changes, open_templates
from i18n_pipeline.text.protect import pieces

SEVERITY = Severity.ERROR
EXPLANATION = "Repeat placeholders, variables and shortcodes exactly as the source has them, and add none."
GOOD = (
    Subject("共 {count} 个，${USER} 的", "{count} in all, of ${USER}"),
    Subject('{{< ref "a.md" >}} 与 %s', '%s and {{< ref "a.md" >}}'),
    Subject("提高 50% 的效率", "50% better"),
    Subject("用 `{name}` 表示", "Written as `{name}`"),
)
BAD = (
    Subject("共 {count} 个", "{count} {count}"),
    Subject("共 {count} 个", "{total} in all"),
    Subject("目录 ${HOME}", "Folder $HOME"),
    Subject("点击播放", "Play {{< youtube x >}}"),
    Subject("点击播放", "Play {{< youtube x"),
)
_KINDS = frozenset(("token", "template", "variable", "printf", "name"))


def check(subject: Subject) -> Iterator[Said]:
    """Compare the pieces of both texts, in any order."""
    if not (_may_have_some(subject.source) or _may_have_some(subject.target)):
        return
    yield from changes(_pieces(subject.source), _pieces(subject.target))


def _may_have_some(text: str) -> bool:
    return bool(pieces(text)) or "{" in text or "}" in text


def _pieces(text: str) -> Counter[str]:
    """The placeholders, and the halves of templates."""
    return open_templates(text) + Counter(piece.text for piece in pieces(text) if piece.kind in _KINDS)
