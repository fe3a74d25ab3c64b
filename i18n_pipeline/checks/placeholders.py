"""Placeholders, variables and template code must come through unchanged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import changes, entities, open_templates, with_params_of
from i18n_pipeline.text.protect import damaged_masks, pieces

SEVERITY = Severity.ERROR
EXPLANATION = (
    "Repeat placeholders, variables, shortcodes, `&nbsp;`, `:smile:` exactly as they are, and add none."
)
GOOD = (
    Subject("共 {count} 个，${USER} 的", "{count} in all, of ${USER}"),
    Subject('{{< ref "a.md" >}} 与 %s', '%s and {{< ref "a.md" >}}'),
    Subject("提高 50% 的效率", "50% better"),
    Subject("用 `{name}` 表示", "Written as `{name}`"),
    Subject("%{count} 个，%1$s，%<n>.2f，%(a)s", "%(a)s, %<n>.2f, %1$s, %{count}"),
    Subject("完成:tada:，见 @:key 与 $t(key)", "Done :tada:, see @:key and $t(key)"),
    Subject("5% 的 100% 稳定", "5% d 100 % stable, 100% secure, 20% faster"),
    Subject("时间 12:30:45，端口 :80:", "At 12:30:45, port :80:"),
    Subject("类型:string:必填", "Type: string: required"),
    Subject("{n, plural, other {# 个}}", "{n, plural, one {# item} other {# items}}"),
    Subject("%Y年%m月%d日", "%b %e, %Y"),
    Subject("研发&nbsp;平台\\n第二行", "R&D&nbsp;platform\\nSecond line"),
    Subject(
        '见 {{< fig src="a.png" caption="架构图" >}}', 'See {{< fig src="a.png" caption="Architecture" >}}'
    ),
)
BAD = (
    Subject("共 {count} 个", "{count} {count}"),
    Subject("共 {count} 个", "{total} in all"),
    Subject("目录 ${HOME}", "Folder $HOME"),
    Subject("点击播放", "Play {{< youtube x >}}"),
    Subject(
        '见 {{< fig src="a.png" caption="架构图" >}}', 'See {{< fig src="b.png" caption="Architecture" >}}'
    ),
    Subject(
        '见 {{< fig src="a.png" caption="架构图" >}}', 'See {{< fig src="a.png" title="Architecture" >}}'
    ),
    Subject('见 {{< ref "/文档/a.md" >}}', 'See {{< ref "/docs/a.md" >}}'),
    Subject("点击播放", "Play {{< youtube x"),
    Subject("共 %{count} 个", "% {count} in all"),
    Subject("共 %1$s 个", "%1 $s in all"),
    Subject("共 %<n>s 个", "%<n> s in all"),
    Subject("共 %ld 个", "% ld in all"),
    Subject("共 %@ 个", "% @ in all"),
    Subject("好的:smile:", "Good : smile:"),
    Subject("研发&nbsp;平台", "R&D & nbsp; platform"),
    Subject("研发平台", "R&#68;"),
    Subject("见 @:key", "See @: key"),
    Subject("见 @.lower:key", "See @.lower: key"),
    Subject("见 @:{key}", "See @: {key}"),
    Subject("见 $t(key)", "See $t (key)"),
    Subject("第一行\\n第二行", "First line\\ nsecond line"),
    Subject("值 #{x}", "Value # {x}"),
    Subject("值 {user.name}", "Value {user. name}"),
    Subject("{n, plural, other {# 个}}", "{m, plural, other {# items}}"),
    Subject("{n, number, percent} 的", "Of {n, number, per cent}"),
    Subject("值 [[_X_]]", "Value [[ _X_ ]]"),
    Subject("值 __NAME__", "Value __ NAME __"),
    Subject("公有云", "Public 【X0X】 cloud"),
    Subject("公有云", "Public [x0x] cloud"),
    Subject("公有云", "Public X0X cloud"),
    Subject("公有云", "Public [X0] cloud"),
    Subject("公有云", "Public ［Ｘ０Ｘ］ cloud"),
)
_KINDS = frozenset(("token", "template", "variable", "printf", "name", "icu", "emoji", "escape", "constant"))
_DATE = re.compile(r"%[-_^]?[YmHMSBbAay](?![A-Za-z])", re.ASCII)


def check(subject: Subject) -> Iterator[Notice]:
    """Compare the pieces of both texts, in any order; then look for damaged masks."""
    source, target = subject.source, subject.target
    if _may_have_some(source) or _may_have_some(target):
        dates = bool(_DATE.search(source))  # their parts have another order and other names elsewhere
        yield from changes(_pieces(source, dates), _pieces(with_params_of(source, target), dates))
    damaged = damaged_masks(target, source)
    if damaged:
        yield say("looks like a damaged mask of a protected piece: {masks}", masks=listed(damaged))


def _may_have_some(text: str) -> bool:
    return bool(pieces(text)) or "{" in text or "}" in text


def _pieces(text: str, dates: bool) -> Counter[str]:
    """The placeholders, and the halves of templates."""
    kinds = _KINDS - {"printf"} if dates else _KINDS
    found = Counter(piece.text for piece in pieces(text) if piece.kind in kinds)
    return open_templates(text) + entities(text) + found
