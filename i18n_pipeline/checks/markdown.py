"""Links, images, code, emphasis and headings must be those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import changes, code, links, styles

SEVERITY = Severity.ERROR
EXPLANATION = "Keep links, images, `code`, **bold**, *italics* and headings as in the source, and add none."
GOOD = (
    Subject("执行 `kubectl get pods`。", "Run `kubectl get pods`."),
    Subject("参见[文档](/docs/a)和**说明**", "See **the notes** and the [documentation](/docs/a)"),
    Subject('参见[文档](https://a.example/x "标题")', 'See the [docs](https://a.example/x "Title")'),
    Subject("## 背景\n\n使用**云原生**技术", "## Background\n\nUses **cloud native** technology"),
    Subject("匹配 *.md，共 2 * 3 个", "Matches *.md, 2 * 3 in all"),
    Subject("变量 snake_case_name", "The variable snake_case_name"),
)
BAD = (
    Subject("执行 `kubectl get pods`。", "Run kubectl get pods."),
    Subject("参见[文档](/docs/a)", "See the documentation"),
    Subject("参见[文档](/docs/a)", "See the [documentation](/docs/b)"),
    Subject("参见文档", "See the [documentation](/docs/a)"),
    Subject("架构图", "![Architecture](https://evil.example/x.png)"),
    Subject("点击", "[Click](javascript:alert(1))"),
    Subject("点击", "[Click]( <javascript:alert(1)>\n)"),
    Subject("使用**云原生**技术", "Uses cloud native technology"),
    Subject("## 背景", "Background"),
)
_MAY_BE_MARKUP = re.compile(r"[]*_~`#>]")


def check(subject: Subject) -> Iterator[Notice]:
    """Compare each kind of markup by itself."""
    if not (_MAY_BE_MARKUP.search(subject.source) or _MAY_BE_MARKUP.search(subject.target)):
        return
    for parts in (code, links, styles):
        yield from changes(parts(subject.source), parts(subject.target))
