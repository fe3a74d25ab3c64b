"""What readers see of a shortcode or a tag may be translated, and is told where it was not."""

from __future__ import annotations

import pytest

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject


def rules(source: str, target: str) -> set[str]:
    return {rule for rule, _, _ in checks.run(Subject(source, target))}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('见 {{< fig src="a.png" caption="架构图" >}}', "架构图"),
        ('见图 <img src="a.png" alt="架构图">', "架构图"),
        ('悬停 <b title="提示文字">此处</b>', "提示文字"),
        ('悬停 <span aria-label="提示文字">此处</span>', "提示文字"),
        ('见[文档](/a.md "说明文字")', "说明文字"),
    ],
)
def test_what_is_shown_may_be_translated_and_nothing_else(source: str, said: str) -> None:
    rest = (
        source.replace("见图", "See").replace("见", "See ").replace("悬停", "Hover").replace("此处", "here")
    )
    rest = rest.replace("文档", "docs")
    assert rules(source, rest.replace(said, "In English")) == set()
    assert "leftover-han" in rules(source, rest)
    assert (
        rules(source, rest.replace(said, "In English").replace("a.", "b.", 1)) != set() or "a." not in source
    )


def test_footnotes_are_repeated() -> None:
    assert rules("产量有限[^1]。", "Few are made[^1].") == set()
    assert "markdown" in rules("产量有限[^1]。", "Few are made.")
