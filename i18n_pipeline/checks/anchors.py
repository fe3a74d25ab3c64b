"""A link to a heading leads to it on the translated page as well."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity

SEVERITY = Severity.WARNING
EXPLANATION = (
    "Let a link to a heading (`#安装`) follow the heading's translation (`#installation`), "
    'or have `anchors = "keep"` in i18n.toml.'
)
GOOD = (
    Subject("见[安装](#安装)", "See [Installation](#安装)"),
    Subject("见[安装](#安装)", "See [Installation](#installation)"),
)
BAD = (
    Subject("见[安装](#安装)", "See [Installation](#安装)", lost=(("#安装", "installation"),)),
    Subject("见[安装](a.md#安装)", "See [Installation](a.md#setup)", lost=(("a.md#setup", ""),)),
)


def check(subject: Subject) -> Iterator[Notice]:
    """One message for each link whose heading has another anchor now."""
    for link, anchor in subject.lost:
        what = say("{link} leads to no heading in this language", link=link)
        yield say("{what}; its anchor is #{anchor} there", what=what, anchor=anchor) if anchor else what
