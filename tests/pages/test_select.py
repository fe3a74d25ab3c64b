"""What is translated without configuration, and what rules change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from i18n_pipeline import config
from i18n_pipeline.locales import script
from i18n_pipeline.model import Message, show_path
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import key_warnings, messages, select

PAGE = """\
title: 案例
css: scss/case.scss
section:
  - title: 背景
    type: 1
    image: https://example.com/图.png
    list:
      - content: 云
      - content: Latin
      - content: 云
"""


def extract(text: str, rules: str = "", name: str = "case/a.yaml") -> dict[str, Message]:
    page = parse_page(text.encode(), name=name, file=name)
    units, _ = select(page, config.parse(rules, Path()).rules, script("zh"))
    return {message.msgid: message for message in messages(units)}


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("a: 中", True), ("a: '中'", True), ("a: 〇", True), ("a: 𠀀", True), ("a: a中", True), ("a: !!str 中", True),
        ("a: ，。", False), ("a: https://example.com/a", False), ("a: 1", False), ("a: ''", False), ("a:", False),
        ("中: a", False), ("a: !!binary 中", False), ("a: !t 中", False), ("a: &x 中", True), ("a: ! 中", True), ("a: ! '中'", True), ("a: ! |\n  中", True), ("a: ひらがな", False),
    ],
)  # fmt: skip
def test_strings_with_a_han_character_are_selected(text: str, selected: bool) -> None:
    assert bool(extract(text)) is selected


def test_places_and_what_a_translator_is_told() -> None:
    found = extract(PAGE)
    assert list(found) == ["案例", "背景", "云"]
    assert [show_path(place.path) for place in found["云"].places] == [
        "section[0].list[0].content",
        "section[0].list[2].content",
    ]
    assert [(p.title, p.heading, p.line) for p in found["云"].places] == [
        ("案例", "背景", 8),
        ("案例", "背景", 10),
    ]
    assert (found["背景"].places[0].title, found["背景"].places[0].heading) == ("案例", "")
    assert (found["案例"].places[0].title, found["案例"].places[0].heading) == ("", "")


@pytest.mark.parametrize(
    ("rule", "gone", "added"),
    [
        ('path = "**.title"\nskip = true', {"案例", "背景"}, set()),
        ('path = "**.image"\ntranslate = true', set(), {"https://example.com/图.png"}),
        ('path = "**.image"\nnote = "a picture"', set(), set()),
        ('path = "section[*].list[*].content"\ntranslate = true', set(), {"Latin"}),
        ('path = "section[0].list[1].content"\ntranslate = true', set(), {"Latin"}),
        ('path = "section[*].type"\ntranslate = true', set(), set()),
        ('path = "*"\nskip = true', {"案例"}, set()),
        ('path = "**"\nskip = true', {"案例", "背景", "云"}, set()),
        ('path = "**"\nskip = true\npages = "other/*"', set(), set()),
        ('path = "**"\nskip = true\npages = "case/*.yaml"\n[[rule]]\npath = "title"\ntranslate = true',
         {"背景", "云"}, set()),
    ],
)  # fmt: skip
def test_skip_and_translate(rule: str, gone: set[str], added: set[str]) -> None:
    plain, ruled = set(extract(PAGE)), set(extract(PAGE, f"[[rule]]\n{rule}\n"))
    assert (plain - ruled, ruled - plain) == (gone, added)


NAMES = """
    /images/微信二维码.png /images/架构图（新）.png images/图.png 公司logo.png 报告（2023）.pdf 说明.md 第1章.html k8s安装.md
    docs/指南/安装.md docs/指南/ ./文档/说明.md ../指南/#安装 ~/文档 /关于我们 /关于/ /docs/指南 安装.md#步骤 C:\\图\\a.png
    https://example.com/图.png https://wiki.example/云计算 https://例子.中国 http://a@例子.com:8080/a?b=云#云 //例子.com/图
    #联系我们 #1-简介 ?q=云原生 search?q=云 /a?b=云 mailto:张三@例子.中国 张三@例子.中国 联系@example.com 例子.中国
    www.例子.com 例子.com:8080 例子.中国/路径 10.0.0.1:80/路径 localhost:1313/文档 weixin://dl/扫码
""".split()  # noqa: SIM905
TEXTS = """
    云/边/端 研发/测试 3.5倍 价格? A/B测试 /月 /用户/月 研发/ 读/写 是/否 元/月 50%/月 2024/01/02发布 CI/CD、日志、监控 5G/物联网
    https://a.example/c，点击查看 https://example.com点击查看 https://a.example/c（官网） 见https://a.example/c //注释 注：见/a/b.md
    访问example.com 联系a@example.com 邮箱:a@example.com 端口:8080 主机:8080 15:30开始 大于3:1的图 @所有人 客服@公司
    修改values.yaml 使用Vue.js 前端/Vue.js 微软.NET 支持.jpg/.png 1.1概述 等... C#开发 #1选择 #云#
    [图](/图.png) <b>/图.png</b> {{图}}
""".split()  # noqa: SIM905


@pytest.mark.parametrize("value", [*NAMES, "/images/微信 二维码.png", " /图.png\n"])
def test_what_leads_somewhere_is_no_text(value: str) -> None:
    assert not extract(json.dumps({"a": value}))
    assert extract(json.dumps({"a": value}), '[[rule]]\npath = "a"\ntranslate = true\n')


@pytest.mark.parametrize(
    "value",
    [*TEXTS, "A/B 测试", "见 https://a.example/c", "a.b 中文", "# 标题", "/etc/hosts 与 conf/main.yaml", "/images/图.png\n和文字"],
)  # fmt: skip
def test_what_says_something_is_text(value: str) -> None:
    assert extract(json.dumps({"a": value}))


IDENTIFIERS = """\
slug: 一
url: 二
aliases: [三]
Layout: 四
type: 五
translationKey: 六
resources: [{src: "图*", name: 文, title: 文字, params: {type: 文本}}]
menus:
  main: {identifier: 七, parent: 八, name: 名字, title: 标题, weight: 1}
cascade:
  - {type: 九, linkTitle: 链接, _target: {path: 十}, menu: 十一}
params: {type: 类型, slug: 参数}
"""


def test_what_hugo_takes_for_identifiers_is_no_text() -> None:
    texts = {"文", "文字", "文本", "名字", "标题", "链接", "类型", "参数"}
    assert set(extract(f"---\n{IDENTIFIERS}---\n", name="a.md")) == texts
    assert len(extract(IDENTIFIERS)) == len(texts) + 12, "a data file is no page of Hugo's"
    for menu in ("主菜单", "[主菜单, 页脚]"):
        assert not extract(f"---\nmenu: {menu}\n---\n", name="a.md")
    rule = '[[rule]]\npath = "type"\ntranslate = true\n'
    assert "五" in extract(f"---\n{IDENTIFIERS}---\n", rule, "a.md")


def test_note_max_length_and_context() -> None:
    rules = """
        [[rule]]
        path = "section[*].**.content"
        note = "a label"
        max_length = 20
        context = "menu"
        [[rule]]
        path = "**.content"
        max_length = 30
    """
    message = extract(PAGE, rules)["云"]
    assert message.msgctxt == "menu"
    assert {(place.notes, place.max_length) for place in message.places} == {(("a label",), 20)}


def test_a_path_pattern_matches_the_repetitions_of_a_key() -> None:
    assert extract("image: 图一\nimage: 图二\n", '[[rule]]\npath = "image"\nskip = true\n') == {}


def test_rules_that_matched_are_told() -> None:
    page = parse_page(PAGE.encode(), name="a.yaml", file="a.yaml")
    rules = config.parse('[[rule]]\npath = "title"\n[[rule]]\npath = "nowhere"\n', Path()).rules
    assert select(page, rules, script("zh"))[1] == {rules[0]}


def test_a_text_that_is_a_key_elsewhere_is_not_selected_and_told() -> None:
    text = "a: &k 标题\nb: 正文\n*k : 值\nc: &l latin\n*l : 值\n"
    page = parse_page(text.encode(), name="a.yaml", file="a.yaml")
    assert [unit.scalar.value for unit in select(page, (), script("zh"))[0]] == ["正文", "值", "值"]
    assert [(found.line, found.rule) for found in key_warnings(page, script("zh"))] == [
        (1, "untranslated-key")
    ]


def test_message_counts_of_the_two_pages_that_began_it(corpus: Path) -> None:
    def count(name: str) -> tuple[int, int]:
        path = corpus / "zh" / "case" / name
        units, _ = select(parse_page(path.read_bytes(), name=name, file=name), (), script("zh"))
        found = messages(units)
        assert not any(m.msgid.startswith(("http", "/")) or m.msgid.isnumeric() for m in found)
        return len(units), len(found)

    assert count("maxnerva.md") == (55, 55)
    # 73 values, 72 messages: the company's short name is a section's title and a quotation's author.
    assert count("excelsecu.md") == (73, 72)
