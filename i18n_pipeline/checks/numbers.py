"""The numbers of a text must be those of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import is_written_in_han
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markers import lines, without_markers
from i18n_pipeline.text.markup import prose
from i18n_pipeline.text.quantities import quantities

SEVERITY = Severity.ERROR
EXPLANATION = "Give every number that the source has, and no other; 3 万 is 30,000 and 1.5 亿 is 150 million."
GOOD = (
    Subject("覆盖 3 万台设备，存储 1.5 亿条", "30,000 devices, 150 million records"),
    Subject("近 30 万用户", "Nearly 300k users"),
    Subject("注册资本 40 亿元", "A registered capital of RMB 4 billion"),
    Subject("成立于 2006 年 5 月 8 日", "Founded on May 8, 2006"),
    Subject("2006 年 5 月", "2006-05"),
    Subject("节省 7 成人力，提升 3 倍", "70% less labor, a threefold gain"),
    Subject("1. 在 3 个可用区部署", "1. Deployed in three zones"),
    Subject("管理数千个微服务，近百个集群", "Thousands of microservices, nearly 100 clusters"),
    Subject("10-20 万次，第 3 名", "100,000 to 200,000 times, third place"),
    Subject("7×24 小时，K8s", "Around the clock, Kubernetes"),
    Subject("20 世纪 90 年代，晚上 20:30", "The 1990s, 8:30 p.m."),
    Subject("见[第 2 步](/docs/v3/)", "See [step 2](/docs/v4/)"),  # the link is another rule's
    Subject("存储 3 万条", "30.000 Einträge", language="de"),
    Subject("存储 3 万条", "3 万件を保存", language="ja"),
)
BAD = (
    Subject("沧耀（HK.1037）", "Canglight (HK.0103)"),
    Subject("3 万台设备", "3,000 devices"),
    Subject("1.5 亿条", "15 million records"),
    Subject("降低 30%", "Reduced by 40%"),
    Subject("升级到 v1.20", "Upgraded to v1.2"),
    Subject("2006 年 5 月", "June 2006"),
    Subject("有 3 个节点", "Has some nodes"),
    Subject("有一些节点", "Has 5 nodes"),
    Subject("端口 8080", "Port 8081", language="fr"),
)
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


def check(subject: Subject) -> Iterator[Notice]:
    """Compare all numbers outside of protected pieces; those of list markers are another rule's."""
    source, target = prose(subject.source), prose(subject.target)
    if not (subject.language.startswith("en") or is_written_in_han(subject.language)):
        yield from _roughly(source, target)
        return
    wanted, found = quantities(without_markers(source)), quantities(without_markers(target))
    ours, theirs = ({line.marker for line in lines(text)} for text in (source, target))
    markers = ours ^ theirs
    missing = [number for number in wanted.missing_in(found) if number not in markers]
    added = [number for number in found.missing_in(wanted) if number not in markers]
    yield from _said(missing, added)


def _roughly(source: str, target: str) -> Iterator[Notice]:
    """For languages whose number words are not known here: numbers of three digits and more.

    Separators are ignored. What the source counts in 万 or 亿 is not compared.
    """
    if quantities(source).has_scales:
        return
    wanted, found = _long_numbers(source), _long_numbers(target)
    yield from _said(
        [number for digits, number in wanted.items() if digits not in found],
        [number for digits, number in found.items() if digits not in wanted],
    )


def _long_numbers(text: str) -> dict[str, str]:
    """Bare digits → the number as written."""
    found = {re.sub(r"\D", "", number): number for number in _DIGITS.findall(text)}
    return {digits: number for digits, number in found.items() if len(digits) > 2}


def _said(missing: Sequence[str], added: Sequence[str]) -> Iterator[Notice]:
    """One message, since a wrong number is mostly both: one is missing, another is there."""
    parts = [say("{numbers} missing", numbers=listed(missing))] if missing else []
    parts += [say("{numbers} not in the source", numbers=listed(added))] if added else []
    if parts:
        yield listed(parts, "; ")
