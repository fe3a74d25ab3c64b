"""Where links lead, and the anchors of headings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_documents import documents

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.syntaxes.markdown.anchors import anchor_of, anchors, headings, keep
from i18n_pipeline.syntaxes.markdown.links import linked
from i18n_pipeline.syntaxes.markdown.localize import localize
from i18n_pipeline.syntaxes.markdown.parse import parse
from i18n_pipeline.text.links import link_map, mapped, mapped_value, with_fragments_of

HAN = re.compile(r"[\u4e00-\u9fff]+")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('[a](/zh/b "/zh/c") ![d]( </zh/e f.png> )', '[a](/en/b "/zh/c") ![d]( </en/e f.png> )'),
        ("[a](/zh) [b](/zh#c) [d](/zh?e) [f](/zh/)", "[a](/en) [b](/en#c) [d](/en?e) [f](/en/)"),
        ("[a](/zh-tw/) [b](zh/) [c](//zh/d) [e](/x/zh/)", None),
        ("[a](https://a.example/zh/b) https://a.example/zh", None),
        ("`[a](/zh/b)` ``[c](/zh/d) ` `` <!-- [e](/zh/f) -->", None),
        ("``` `[a](/zh/b)", "``` `[a](/en/b)"),
        ("[a]: /zh/b\n> [c]: </zh/d>", "[a]: /en/b\n> [c]: </en/d>"),
        ("<a href=\"/zh/b\"><img src='/zh/c'><a href=/zh/d>", "<a href=\"/en/b\"><img src='/en/c'><a href=/en/d>"),
        ('<a data-x="/zh/b" title="/zh/c">', None),
        ('{{< ref "/zh/a.md#b" >}} {{< card link="/zh/c" >}}', '{{< ref "/en/a.md#b" >}} {{< card link="/en/c" >}}'),
        ("[a](../zh/b.md)", None),
    ],
)  # fmt: skip
def test_links_under_a_prefix_lead_elsewhere(text: str, after: str | None) -> None:
    map_ = link_map({"/zh/": "/en/"})
    assert mapped(text, map_) == (text if after is None else after)
    assert mapped(mapped(text, map_), map_) == mapped(text, map_)


@pytest.mark.parametrize(
    ("map_", "text", "after"),
    [
        ({"/": "/en/"}, "[a](/b) [c](/) [d](/en/e) [f](//g/h) [i](j) [k](#l)",
         "[a](/en/b) [c](/en/) [d](/en/e) [f](//g/h) [i](j) [k](#l)"),
        ({"/zh/": "/"}, "[a](/zh/b) [c](/zh) [d](/zh#e)", "[a](/b) [c](/) [d](/#e)"),
        ({"/zh": "/en", "/zh/blog": "/news"}, "[a](/zh/blog/b) [c](/zh/d)", "[a](/news/b) [c](/en/d)"),
        ({"../zh/": "../en/"}, "[a](../zh/b.md)", "[a](../en/b.md)"),
        ({"https://a.example/zh/": "https://a.example/en/"},
         "[a](https://a.example/zh/b), <https://a.example/zh/>, https://a.example/zhx",
         "[a](https://a.example/en/b), <https://a.example/en/>, https://a.example/zhx"),
    ],
)  # fmt: skip
def test_the_longest_prefix_of_whole_steps_decides(map_: dict[str, str], text: str, after: str) -> None:
    assert mapped(text, link_map(map_)) == after


@pytest.mark.parametrize("bad", ["", "zh", "zh/", "/zh x/", '/"', "/a)", "/a#b", "http"])
def test_what_is_no_prefix_is_refused(bad: str) -> None:
    with pytest.raises(ConfigError, match="can be no prefix"):
        link_map({bad: "/en/"})
    with pytest.raises(ConfigError, match="can be no prefix"):
        link_map({"/zh/": bad})


def test_a_value_that_is_a_link_as_a_whole_is_one() -> None:
    map_ = link_map({"/zh/": "/en/"})
    for value, after in (
        (" /zh/图.png", " /en/图.png"),
        ("/zh/", "/en/"),
        ("/zh/中 文", "/zh/中 文"),
        ("zh", "zh"),
        ("", ""),
    ):
        assert mapped_value(value, map_) == after
        assert mapped(value, map_) == value


@given(st.text(alphabet="[]()`<>/zh:#=\"' \n\\a!-", max_size=60))
def test_nothing_but_prefixes_changes(text: str) -> None:
    map_ = link_map({"/zh/": "/ZH/"})
    after = mapped_value(text, map_)
    assert after.lower() == text
    assert mapped_value(after, map_) == after


@given(documents())
@settings(max_examples=60)
def test_links_of_a_document_change_and_nothing_else(text: str) -> None:
    assert linked(parse(text), link_map({"/a": "/en/a"})) == text.replace("](/a)", "](/en/a)")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("快速开始", "快速开始"),
        ("API 参考（v2.0）", "api-参考v20"),
        ("1. 安装 `go build`", "1-安装-go-build"),
        ("**重点**：[链接](/x)", "重点链接"),
        ("a_b - c", "a_b---c"),
        ("安装 {{< badge new >}}", "安装"),
        ("！", ""),
    ],
)
def test_anchors_are_those_of_hugo(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


def test_equal_headings_are_numbered_and_tags_have_anchors_too() -> None:
    body = parse(
        "# 甲\n\n## 甲\n\n乙\n---\n\n# 丙 {#甲-2}\n\n# 甲\n\n# ！\n\n<a id=\"x\"></a><b name='y'>字</b>\n"
    )
    assert [anchor for _, anchor in headings(body)] == ["甲", "甲-1", "乙", "甲-2", "甲-3", "heading"]
    assert {"x", "y"} <= anchors(body)


@given(documents())
@settings(max_examples=60)
def test_a_translated_document_keeps_the_anchors_and_gets_nothing_else(text: str) -> None:
    body = parse(text)
    merged = localize(body, {slot: HAN.sub("word", slot.value) for slot in body.slots})
    kept = keep(body, merged)
    assert [anchor for _, anchor in headings(parse(kept))] == [anchor for _, anchor in headings(body)]
    assert re.sub(r" \{#(?!anchor)[^{}]*\}", "", kept) == merged
    assert [slot.value for slot in parse(kept).slots] == [slot.value for slot in parse(merged).slots]
    assert keep(body, text) == text


def test_a_translation_may_lead_to_the_heading_as_it_is_called_now() -> None:
    source = "[甲](#安装)[乙](a.md#参数)[丙](#faq)"
    for text in ("[c](#faq)[a](#set-up)[b](a.md#x)", "[c](#faq)[a](#安装)[b](a.md#%E5%8F%82)"):
        assert with_fragments_of(source, text) == "[c](#faq)[a](#安装)[b](a.md#参数)"
    for text in ("[a](b.md#安装)", "[a](#)", "[a](x)"):
        assert with_fragments_of(source, text) == text
