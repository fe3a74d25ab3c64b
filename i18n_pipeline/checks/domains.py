"""No address comes in that the source does not have, in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import Severity, Term
from i18n_pipeline.text.hosts import hosts, may_have_hosts, plain
from i18n_pipeline.text.markup import prose

SEVERITY = Severity.WARNING
EXPLANATION = (
    "Add no domain, e-mail address or link of any kind that the source does not have, however it is spelt."
)
GOOD = (
    Subject("例如 example.com", "For example example.com"),
    Subject("例如Example.com/文档", "For example, example.com."),
    Subject("修改values.yaml文件", "Edit the file values.yaml."),
    Subject("前端使用 Vue", "The front end uses Vue.js and ASP.NET, i.e. a U.S. stack.And more"),
    Subject("1.部署 2.5 版", "1.Deploy version 2.5, e.g. v2.5.rc"),
    Subject("京东的平台", "The platform of JD.com", glossary=(Term("京东", "JD.com"),)),
    Subject("数据：3 TB", "Data:3 TB; file: one, tel: 110"),
    Subject("见 https://a.example/文档", "See https://a.example/文档"),
)
BAD = (
    Subject("了解更多", "Learn more at evil.com"),
    Subject("了解更多", "Learn more: t.me/x"),
    Subject("了解更多", "Learn more at EVIL.Com"),
    Subject("了解更多", "Learn more at xn--e1awd7f.xn--p1ai"),
    Subject("了解更多", "Learn more at зло.рф"),
    Subject("了解更多", "Learn more at ｅｖｉｌ．ｃｏｍ"),
    Subject("了解更多", "Learn more at evil。com"),
    Subject("了解更多", "Learn more at evil[.]com"),
    Subject("了解更多", "Learn more at https：//evil"),
    Subject("了解更多", "Learn more at hxxp:／／evil"),
    Subject("点击", "Click javascript:alert(1)"),
    Subject("点击", "Click data:text/html,x"),
    Subject("点击", "Call tel:+15"),
    Subject("联系我们", "Contact me@evil"),
    Subject("例如 notevil.com", "For example evil.com"),
    Subject("例如 evil.com", "For example evil.com.ru"),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Look for what neither the source nor a term of the glossary has."""
    found = hosts(prose(subject.target)) if may_have_hosts(subject.target) else ()
    if not found:
        return
    terms = Glossary.of(subject.glossary).found_in(subject.source)
    allowed = "\n".join([plain(subject.source), *(plain(text) for term in terms for text in term.allowed)])
    added = [address for address in found if not _has(allowed, address)]
    if added:
        yield say("not in the source: {pieces}", pieces=listed(added))


def keeps_out(subject: Subject) -> bool:
    """A person may know the address of what the source names; an engine does not."""
    return True


def _has(text: str, address: str) -> bool:
    """Whether the address stands there as such, no part of a longer one."""
    return bool(re.search(rf"(?<![a-z0-9.@_-]){re.escape(address)}(?![a-z0-9@_-]|\.[a-z0-9])", text))
