"""Headings, lists, quotes and the side panel, read off the paths of a page."""

from i18n_pipeline.locales import script
from i18n_pipeline.pages.body import with_body
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import messages, select
from i18n_pipeline.review.structure import SheetRow, rows


def structure(yaml: str) -> list[SheetRow]:
    page = parse_page(yaml.encode(), name="a.yaml", file="a.yaml")
    units, _ = select(page, (), script("zh_CN"))
    return list(rows(page, units, messages(units)))


PAGE = """\
title: Quaydeck
section1:
  title: 萤阶学堂
  content: 教师超过四十万
section2:
  listLeft:
    - title: 公司简介
      contentList:
        - content: 第一段
        - content: 第二段
    - title: Background
      contentList:
        - content: 只有一段
    - type: 2
      content: 记住一个网址
      author: 萤阶学堂
  rightPart:
    list:
      - title: 行业
        content: 教育
      - title: 地点
        content: 中国
"""


def test_a_case_study() -> None:
    assert [(row.kind, row.level, row.path or row.text) for row in structure(PAGE)] == [
        ("heading", 0, "section1.title"),
        ("text", 1, "section1.content"),
        ("heading", 0, "section2.listLeft[0].title"),
        ("item", 1, "section2.listLeft[0].contentList[0].content"),
        ("item", 1, "section2.listLeft[0].contentList[1].content"),
        ("context", 0, "Background"),
        ("text", 1, "section2.listLeft[1].contentList[0].content"),
        ("quote", 0, "section2.listLeft[2].content"),
        ("author", 0, "section2.listLeft[2].author"),
        ("label", 0, "section2.rightPart.list[0].title"),
        ("fact", 0, "section2.rightPart.list[0].content"),
        ("label", 0, "section2.rightPart.list[1].title"),
        ("fact", 0, "section2.rightPart.list[1].content"),
    ]


def test_the_side_panel_and_what_stood_above_are_marked() -> None:
    found = {row.path: row for row in structure(PAGE)}
    assert [path for path, row in found.items() if row.aside] == [
        path for path in found if path.startswith("section2.rightPart")
    ]
    assert [path for path, row in found.items() if row.again] == ["section2.listLeft[2].author"]
    assert found["section2.listLeft[2].author"].string == found["section1.title"].string


def test_pages_of_any_shape() -> None:
    assert [row.kind for row in structure("- 一\n- 二\n")] == ["item", "item"]
    assert [row.kind for row in structure("- [一, 二]\n- [三]\n")] == ["item", "item", "text"]
    assert [row.kind for row in structure("一句话\n")] == ["text"]
    assert [row.kind for row in structure("a: {b: {quote: 好, cite: 某人}}\n")] == ["quote", "author"]
    deep = structure("".join("  " * n + f"s{n}:\n" + "  " * (n + 1) + f"title: 第{n}\n" for n in range(9)))
    assert [row.level for row in deep] == list(range(9))
    assert not any(row.aside for row in structure("copyright: 版权\nrights: 权利\nbright: 亮\n"))


def test_a_body() -> None:
    body = "## 概览\n\n一段话。\n\n> 引用的话，\n> 有两行。\n\n> 只有一行。\n\n- 第一项\n\n| 名称 | 说明 |\n| - | - |\n| 网关 | 转发 |\n"
    page = with_body(parse_page(f"---\ntitle: 产品\n---\n{body}".encode(), name="a.md", file="a.md"))
    units, _ = select(page, (), script("zh_CN"))
    kinds = [row.kind for row in rows(page, units, messages(units))]
    assert kinds == ["heading", "heading", "text", "quote", "quote", "item", "cell", "cell", "cell", "cell"]
