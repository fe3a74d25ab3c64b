"""HTML tags must be those of the source, opened and closed in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import changes, is_well_nested, tags

SEVERITY = Severity.ERROR
EXPLANATION = "Repeat HTML tags and their attributes as the source has them, close each, and add none."
GOOD = (
    Subject("<b>云</b>和<i>端</i>", "The <i>edge</i> and the <b>cloud</b>"),
    Subject("第一行<br>第二行", "First line<br/>Second line"),
    Subject('<img src="a.png" alt="架构">', '<img src="a.png" alt="Architecture">'),
    Subject("a < b，c > d", "a < b and c > d"),
    Subject("见 <https://example.com>", "See <https://example.com>"),
)
BAD = (
    Subject("<b>云</b>", "Cloud"),
    Subject("<b>云</b>", "<b>Cloud<b>"),
    Subject("<b><i>云</i></b>", "<b><i>Cloud</b></i>"),
    Subject("点击", '<a href="javascript:x">click</a>'),
    Subject("<b>云</b>", '<b onclick="x()">Cloud</b>'),
    Subject('<a title="云">云</a>', '<a title="Cloud>" onclick=x()>Cloud</a>'),
    Subject("点击", "click <img src=x onerror=x()"),
    Subject("点击", "click<!-- note -->"),
    Subject("点击", "<javascript:alert(1)>"),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Compare tags in any order, then how they nest."""
    wanted, found = tags(subject.source), tags(subject.target)
    if not (wanted or found):
        return
    if Counter(wanted) != Counter(found):
        yield from changes(Counter(wanted), Counter(found))
    elif is_well_nested(wanted) and not is_well_nested(found):
        yield say("closed in another order: {tags}", tags=" ".join(found))
