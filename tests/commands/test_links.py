"""Links that lead into a target's own section, and headings that keep their anchors."""

from __future__ import annotations

import pytest
from conftest import Project

ENGLISH = "content/en/a.md"
SYNC = ("sync", "--engine", "fake")
MAP = '[targets.en]\nlinks = { "/zh/" = "/en/" }\n'
FRONT = (
    "title: 页面\nurl: /zh/a/\nimage: /zh-tw/a.png\nmore: 见[价格](/zh/price/)\nplain: 'Try [it](/zh/try/)'\n"
)
BODY = """
# 快速开始

见[文档](/zh/docs/)、![图](</zh/图 一.png>)与[别站](https://example.com/zh/)，不是 `[x](/zh/x)`。

<p><a href="/zh/about/">关于</a></p>

- [繁体](/zh-tw/)与[首页][home]

```md
[文档](/zh/docs/)
```

[home]: /zh/#top "首页"
"""
TEXTS = {
    "页面": "Page",
    "见[价格](/zh/price/)": "See [prices](/zh/price/)",
    "快速开始": "Quick start",
    "见[文档](/zh/docs/)、![图](</zh/图 一.png>)与[别站](https://example.com/zh/)，不是 `[x](/zh/x)`。": (
        "See the [docs](/zh/docs/), ![one](</zh/图 一.png>), [others](https://example.com/zh/), not `[x](/zh/x)`."
    ),
    '<a href="/zh/about/">关于</a>': '<a href="/zh/about/">About</a>',
    "[繁体](/zh-tw/)与[首页][home]": "[Traditional](/zh-tw/) and [home][home]",
}
LED = ("url: /zh/", "(/zh/price/)", "(/zh/try/)", "See the [docs](/zh/", "](</zh/", 'href="/zh/', "]: /zh/")


@pytest.fixture
def site(project: Project) -> Project:
    project.page("a.md", FRONT, BODY)
    project.ok("extract")
    project.translate("a", TEXTS)
    project.ok(*SYNC)
    return project


def led(page: str) -> str:
    for place in LED:
        assert place in page
        page = page.replace(place, place.replace("/zh/", "/en/"))
    return page


def unchanged(site: Project) -> None:
    before = site.snapshot()
    site.ok(*SYNC)
    assert site.snapshot() == before
    assert site.json("check")["findings"] == []


def test_every_link_under_a_prefix_leads_elsewhere_and_back_again(site: Project) -> None:
    before, catalog = site.read(ENGLISH), site.read("locale/en/LC_MESSAGES/a.po")
    site.write("i18n.toml", MAP)
    site.ok(*SYNC)
    assert site.read(ENGLISH) == led(before)
    unchanged(site)
    site.write("i18n.toml", "")
    site.ok(*SYNC)
    assert site.read(ENGLISH) == before
    assert site.read("locale/en/LC_MESSAGES/a.po") == catalog
    unchanged(site)


def test_a_translation_may_have_either_link_and_a_draft_has_the_targets(site: Project) -> None:
    site.write("i18n.toml", MAP)
    site.translate("a", {"见[价格](/zh/price/)": "See [prices](/en/price/)"})
    site.ok(*SYNC)
    assert site.read(ENGLISH).count("(/en/price/)") == 1
    unchanged(site)
    site.page("a.md", FRONT, BODY + "\n新的[一段](/zh/new/)。\n")
    site.ok(*SYNC)
    assert "(/en/new/)" in site.entry("a", "新的[一段](/zh/new/)。").msgstr
    unchanged(site)
    site.translate("a", {"见[价格](/zh/price/)": "See [prices](/en/other/)"})
    assert [f["rule"] for f in site.json("check")["findings"]] == ["markdown", "page-behind"]


def test_a_draft_made_with_the_map_is_made_anew_without_it(project: Project) -> None:
    project.page("a.md", FRONT, BODY)
    project.write("i18n.toml", MAP + 'engine = "fake"\n')
    project.ok("sync")
    assert "(/en/docs/)" in project.read(ENGLISH)
    project.write("i18n.toml", 'engine = "fake"\n')
    project.ok("sync")
    for place in LED:
        assert place.replace("See the [docs]", "") in project.read(ENGLISH)
    before = project.snapshot()
    project.ok("sync")
    assert project.snapshot() == before
    assert project.json("check")["findings"] == []


def test_an_edit_beside_a_link_is_taken_over_and_the_link_is_none(site: Project) -> None:
    site.write("i18n.toml", MAP)
    site.ok(*SYNC)
    site.write(ENGLISH, site.read(ENGLISH).replace("See the [docs]", "Look at the [docs]"))
    said = site.json(*SYNC)["harvested"]
    assert [one["text"].partition("]")[0] for one in said] == ["Look at the [docs"]
    assert "Look at the [docs](/en/docs/)" in site.read(ENGLISH)
    unchanged(site)


def test_what_a_person_says_of_one_value_stands(site: Project) -> None:
    site.write("i18n.toml", MAP)
    site.ok(*SYNC)
    site.write(ENGLISH, site.read(ENGLISH).replace("url: /en/a/", "url: /en/page-a/"))
    site.ok(*SYNC)
    assert "a.md,url,/zh/a/,/en/page-a/" in site.read("locale/en/overrides.csv")
    assert "url: /en/page-a/" in site.read(ENGLISH)
    unchanged(site)
    site.write(ENGLISH, site.read(ENGLISH).replace("url: /en/page-a/", "url: /en/a/"))
    site.ok(*SYNC)
    unchanged(site)


def test_a_text_without_a_translation_is_still_the_sources(project: Project) -> None:
    rest = 'publish = "reviewed"\nmin_reviewed = 0\n'
    project.write("i18n.toml", rest)
    project.page("a.md", FRONT, BODY)
    project.ok("extract")
    project.translate("a", {"页面": "Page"})
    project.ok("merge")
    before = project.read(ENGLISH)
    project.write("i18n.toml", rest + MAP)
    project.ok("merge")
    assert "见[文档](/en/docs/)" in project.read(ENGLISH)
    project.page("a.md", FRONT, BODY.replace("见[文档]", "看[文档]"))
    project.ok("extract")
    project.ok("merge")
    assert "看[文档](/en/docs/)" in project.read(ENGLISH)
    project.page("a.md", FRONT, BODY)
    project.ok("extract")
    project.write("i18n.toml", rest)
    project.ok("merge")
    assert project.read(ENGLISH) == before


def test_a_body_that_has_no_text_follows_with_its_links(project: Project) -> None:
    project.page("a.md", "title: 页面\n", "\nSee the [docs](/zh/docs/).\n")
    project.ok(*SYNC)
    project.write("i18n.toml", MAP)
    project.ok(*SYNC)
    assert "[docs](/en/docs/)" in project.read(ENGLISH)
    project.page("a.md", "title: 页面\n", "\nSee our [docs](/zh/docs/).\n")
    project.ok(*SYNC)
    assert "See our [docs](/en/docs/)" in project.read(ENGLISH)
    project.write("i18n.toml", "")
    project.ok(*SYNC)
    assert "See our [docs](/zh/docs/)" in project.read(ENGLISH)


def test_align_takes_no_link_of_the_map_for_a_value_of_its_own(site: Project) -> None:
    site.write("i18n.toml", MAP)
    page = led(site.read(ENGLISH))
    for file in ("locale/en/LC_MESSAGES/a.po", "locale/en/written/a.txt"):
        (site.root / file).unlink()
    site.write(ENGLISH, page)
    (done,) = site.json("align")["pages"].values()
    assert done["en"]["overrides"] == []
    site.ok("merge")
    assert site.read(ENGLISH) == page


@pytest.mark.parametrize(
    ("links", "line", "what"),
    [
        ('{ "zh" = "/en/" }', 2, '"zh" can be no prefix'),
        ('{ "/zh/" = "/en /" }', 2, '"/en /" can be no prefix'),
        ('{ "/zh/" = "/en/", "/en/" = "/fr/" }', 2, "would lead on"),
        ("3", 2, "links has to be a table"),
    ],
)
def test_what_can_be_no_map_is_told_with_its_line(project: Project, links: str, line: int, what: str) -> None:
    project.write("i18n.toml", f"[targets.en]\nlinks = {links}\n")
    result = project.run("extract")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: i18n.toml:{line}: ")
    assert what in result.stderr


KEEP = 'anchors = "keep"\n'


def test_translated_headings_keep_their_anchors_as_long_as_that_is_asked(site: Project) -> None:
    before = site.read(ENGLISH)
    site.write("i18n.toml", KEEP)
    site.ok(*SYNC)
    assert site.read(ENGLISH) == before.replace("# Quick start", "# Quick start {#快速开始}")
    unchanged(site)
    site.translate("a", {"快速开始": "Start at once"})
    site.ok(*SYNC)
    assert "# Start at once {#快速开始}\n" in site.read(ENGLISH)
    site.write(ENGLISH, site.read(ENGLISH).replace("# Start at once", "# Begin"))
    assert [one["text"] for one in site.json(*SYNC)["harvested"]] == ["Begin"]
    assert "# Begin {#快速开始}\n" in site.read(ENGLISH)
    unchanged(site)
    site.write("i18n.toml", "")
    site.ok(*SYNC)
    assert site.read(ENGLISH) == before.replace("Quick start", "Begin")
    unchanged(site)


def test_only_headings_that_would_have_another_anchor_get_one(project: Project) -> None:
    project.write("i18n.toml", "[targets.en]\n" + KEEP)
    body = "\n# 安装\n\n## 安装 ##\n\n## 说明 {#notes}\n\n## FAQ\n\n标题\n----\n\n> ## 引用\n"
    project.page("a.md", "title: 页面\n", body)
    project.ok("extract")
    said = {"页面": "Page", "安装": "Install", "说明": "Notes", "标题": "标 题", "引用": "引用"}
    project.translate("a", said)
    project.ok("merge")
    assert project.read(ENGLISH).partition("---\n\n")[2] == (
        "# Install {#安装}\n\n## Install ## {#安装-1}\n\n## Notes {#notes}\n\n## FAQ\n\n"
        "标 题 {#标题}\n----\n\n> ## 引用\n"
    )


POINTING = """
# 安装

见[安装](#安装)、[参数](b.md#参数)与[无](#没有)。

<a href="#安装">上面</a>

[参数]: ../a/#安装
"""
OTHER = "\n## 参数\n\n## FAQ\n\n见[安装](a.md#%E5%AE%89%E8%A3%85)、[FAQ](#faq)与[锚](a.md#hand)。\n"
SAYS = {
    "安装": "Set up",
    "见[安装](#安装)、[参数](b.md#参数)与[无](#没有)。": "See [set up](#安装), [options](b.md#参数), [none](#没有).",
    '<a href="#安装">上面</a>': '<a href="#安装">Above</a>',
}


@pytest.fixture
def pointing(project: Project) -> Project:
    project.page("a.md", "title: 页面\nmore: /zh/b/#参数\n", POINTING)
    project.page("b.md", "title: 另一页\n", OTHER)
    project.ok("extract")
    project.translate("a", {"页面": "Page", **SAYS})
    said = {
        "另一页": "Other",
        "参数": "Options",
        OTHER.splitlines()[-1]: "See [set up](a.md#%E5%AE%89%E8%A3%85), [FAQ](#faq), [hand](a.md#hand).",
    }
    project.translate("b", said)
    project.ok("merge")
    return project


def lost(project: Project, *arguments: str) -> list[tuple[str, str, str]]:
    said = project.json(*(arguments or ("check",)))["findings"]
    return [(f["file"], f["path"], f["message"].split(" ")[0]) for f in said if f["rule"] == "anchors"]


def test_a_link_to_a_heading_that_has_another_anchor_now_is_told(pointing: Project) -> None:
    a, b = ("locale/en/LC_MESSAGES/a.po", "locale/en/LC_MESSAGES/b.po")
    here = [(a, "$body.paragraph~2", "#安装"), (a, "$body.paragraph~1", "#安装"), (ENGLISH, "", "../a/#安装")]
    there = [
        (ENGLISH, "more", "/zh/b/#参数"),
        (a, "$body.paragraph~1", "b.md#参数"),
        (b, "$body.paragraph~1", "a.md#%E5%AE%89%E8%A3%85"),
    ]
    assert sorted(lost(pointing)) == sorted(here + there)
    assert sorted(lost(pointing, "check", "a.md")) == sorted(here)
    assert sorted(lost(pointing, "check", "--jobs", "2")) == sorted(here + there)
    (said,) = [f for f in pointing.json("check")["findings"] if f["message"].startswith("b.md#")]
    assert said["message"].endswith("its anchor is #options there")
    assert said["severity"] == "warning"
    pointing.write("i18n.toml", KEEP)
    pointing.ok("merge")
    assert lost(pointing) == []


def test_a_translation_may_follow_the_heading(pointing: Project) -> None:
    text = "见[安装](#安装)、[参数](b.md#参数)与[无](#没有)。"
    said = SAYS[text].replace("(#安装", "(#set-up").replace("#参数", "#options")
    pointing.translate("a", {text: said})
    pointing.ok("merge")
    assert "$body.paragraph~1" not in [path for file, path, _ in lost(pointing) if "/a.po" in file]
    assert not [f for f in pointing.json("check")["findings"] if f["rule"] == "markdown"]
    pointing.translate("a", {text: said.replace("#set-up", "#else")})
    pointing.ok("merge")
    assert (lost(pointing)[0][1:]) == ("$body.paragraph~1", "#else")


def test_how_bad_a_lost_anchor_is_can_be_said(pointing: Project) -> None:
    pointing.write("i18n.toml", '[checks]\nanchors = "error"\n')
    assert {f["severity"] for f in pointing.json("check")["findings"] if f["rule"] == "anchors"} == {"error"}
    pointing.write("i18n.toml", '[[rule]]\npath = "**.paragraph"\nchecks = { anchors = "off" }\n')
    assert "$body.paragraph~1" not in {path for _, path, _ in lost(pointing)}
    pointing.write("i18n.toml", '[checks]\nanchors = "off"\n')
    assert lost(pointing) == []


def test_a_draft_that_is_approved_is_none_on_a_page_with_other_links(project: Project) -> None:
    project.page("a.md", "title: 见[文档](/zh/docs/)\n")
    project.ok(*SYNC)
    project.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 0\n' + MAP)
    project.ok("sync", "--engine", "fake")
    assert "(/en/docs/)" in project.read(ENGLISH)
    assert project.json("status")["targets"]["en"]["drafts on pages"] == 1
    po = project.po("a")
    po[0].flags, po[0].tcomment = [], ""
    po.save(newline="\n")
    assert "drafts on pages" not in project.json("status")["targets"]["en"]


def test_pages_of_mdx_keep_anchors_too(project: Project) -> None:
    project.write("i18n.toml", 'pages = ["content/{lang}/**/*.mdx"]\n' + KEEP)
    project.page(
        "a.mdx", "title: 页面\n", "\nimport A from './a'\n\n## 安装\n\n<A href=\"/zh/\">{/* 注 */}文字</A>\n"
    )
    project.ok(*SYNC)
    assert "{#安装}\n" in project.read("content/en/a.mdx")
    unchanged(project)
