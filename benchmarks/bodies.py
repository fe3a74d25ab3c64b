"""Made-up pages of some 8 KB of Markdown, in the shape of a site's documentation.

About 55 messages each: headings, paragraphs, lists, a nested one, a task list, tables, quotes, links, code,
shortcodes. No two pages share one; the same seed gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.pages import LABELS, Author

_CODE = """\
```yaml
# 第 {0} 号示例
apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-{0}
spec:
  replicas: 3
```"""


def page(number: int, seed: int = 0) -> str:
    """The text of one page."""
    author = Author(seed, number)
    lines = [
        *("---", f"title: {author.label(LABELS)}", f"description: {author.sentence(1)}"),
        *("weight: 10", f"slug: page-{number}", "---", ""),
        *(author.sentence(2), ""),
    ]
    for section in (_steps, _table, _quote, _items, _shortcode, _steps, _table, _items):
        lines += [f"## {author.label(LABELS)}", "", author.sentence(3), "", *section(author), ""]
    return "\n".join(lines)


def _steps(author: Author) -> Iterator[str]:
    for step in (1, 2):
        yield f"{step}. {author.sentence(1)}"
    yield f"   运行 `make deploy-{next(author.serials)}`，结果见[日志](/zh/docs/logs.md#p)。"
    yield ""
    yield _CODE.format(next(author.serials))


def _items(author: Author) -> Iterator[str]:
    for mark in ("-", "-", "  -", "  -", "- [x]", "- [ ]"):
        yield f"{mark} {author.sentence(1)}"
    yield ""
    yield f"### {author.label(LABELS)}"
    yield ""
    yield f"**{author.label(LABELS)}**：{author.clause()}，\n{author.sentence(1)}"


def _table(author: Author) -> Iterator[str]:
    yield f"| {author.label(['名称'])} | {author.label(['说明'])} |"
    yield "|------|:-----|"
    for _ in range(3):
        yield f"| `key-{next(author.serials)}` | {author.clause()} |"


def _quote(author: Author) -> Iterator[str]:
    yield f"> {author.sentence(1)}"
    yield f"> {author.sentence(1)}"
    yield ">"
    yield f"> {author.sentence(1)}"


def _shortcode(author: Author) -> Iterator[str]:
    yield "{{< note >}}"
    yield author.sentence(2)
    yield "{{< /note >}}"
    yield ""
    yield f"![{author.label(['示意图'])}](/images/figure.png)"
