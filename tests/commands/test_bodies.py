"""What stands below front matter, translated as the values above it are."""

from __future__ import annotations

import re

import pytest
from conftest import Project

from i18n_pipeline.project import sources
from i18n_pipeline.project import unchanged as unchanged_pages

ENGLISH = "content/en/a.md"
MANIFEST = "locale/en/written/a.txt"
SYNC = ("sync", "--engine", "fake")
BODY = """
# 快速开始

这是第一段，
介绍产品。

- 列表一
- 列表二

```sh
# 注释
ls
```

运行 `make` 命令。
"""
SAID = {
    "页面": "Page",
    "快速开始": "Quick start",
    "这是第一段，\n介绍产品。": "The first paragraph.",
    "列表一": "One",
    "列表二": "Two",
    "运行 `make` 命令。": "Run `make`.",
}


@pytest.fixture
def site(project: Project) -> Project:
    project.page("a.md", "title: 页面\nweight: 3\n", BODY)
    return project


@pytest.fixture
def translated(site: Project) -> Project:
    site.ok("extract")
    site.translate("a", SAID)
    site.ok(*SYNC)
    return site


def in_english(body: str = BODY) -> str:
    text = f"---\ntitle: 页面\nweight: 3\n---\n{body}"
    for source, said in SAID.items():
        text = text.replace(source, said)
    return text


def unchanged(site: Project) -> None:
    before = site.snapshot()
    assert site.run(*SYNC).exit_code == 0
    assert site.snapshot() == before


def edit(site: Project, old: str, new: str, file: str = ENGLISH) -> None:
    text = site.read(file)
    assert old in text
    site.write(file, text.replace(old, new, 1))


def test_the_texts_change_and_nothing_else(translated: Project) -> None:
    assert translated.read(ENGLISH) == in_english()
    assert translated.json("check")["findings"] == []
    unchanged(translated)


def test_a_paragraph_more_is_the_only_news(translated: Project) -> None:
    before = translated.read("locale/en/LC_MESSAGES/a.po")
    translated.page(
        "a.md", "title: 页面\nweight: 3\n", BODY.replace("\n- 列表一", "\n新的一段。\n\n- 列表一")
    )
    translated.ok(*SYNC)
    after = translated.read("locale/en/LC_MESSAGES/a.po")
    head = "POT-Creation-Date|PO-Revision-Date"
    gone = [
        line for line in before.splitlines() if line not in after.splitlines() and not re.search(head, line)
    ]
    assert gone == []
    assert len(after.splitlines()) == len(before.splitlines()) + 8
    fresh = translated.entry("a", "新的一段。").msgstr
    assert translated.read(ENGLISH) == in_english(BODY.replace("\n- 列表一", f"\n{fresh}\n\n- 列表一"))


def test_a_changed_sentence_keeps_its_translation_as_stale(translated: Project) -> None:
    translated.page("a.md", "title: 页面\nweight: 3\n", BODY.replace("介绍产品", "介绍新产品"))
    translated.ok(*SYNC)
    entry = translated.entry("a", "这是第一段，\n介绍新产品。")
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (
        "The first paragraph.",
        True,
        "这是第一段，\n介绍产品。",
    )


def test_an_edit_of_a_person_becomes_reviewed(site: Project) -> None:
    site.ok(*SYNC)
    draft = site.entry("a", "列表二").msgstr
    edit(site, f"- {draft}", "- The second")
    assert site.json(*SYNC)["harvested"][0]["text"] == "The second"
    entry = site.entry("a", "列表二")
    assert (entry.msgstr, entry.fuzzy) == ("The second", False)
    assert "- The second\n" in site.read(ENGLISH)
    unchanged(site)


@pytest.mark.parametrize(
    "change",
    [
        ("- One\n", "- One\n- One and a half\n"),
        ("Run `make`.", "Run `make`.\n\nMore of it."),
        ("ls\n", "ls -l\n"),
        ("# Quick", "## Quick"),
    ],
)
def test_what_is_more_than_a_text_is_told_and_left_alone(
    translated: Project, change: tuple[str, str]
) -> None:
    edit(translated, *change)
    page = translated.read(ENGLISH)
    result = translated.run(*SYNC)
    assert result.exit_code == 1
    assert f"{ENGLISH}:" in result.stderr
    assert translated.read(ENGLISH) == page
    translated.ok(*SYNC, "--theirs", "po")
    assert translated.read(ENGLISH) == in_english()


@pytest.mark.parametrize(
    "front", ["---\ntitle: Page\nweight: 3\n---\n", "---\nweight: 3\ntitle: Page\n---\n"]
)
def test_a_body_of_its_own_stays_and_one_line_offers_align(site: Project, front: str) -> None:
    site.write(ENGLISH, f"{front}\nWords of our own.\n")
    site.ok("align")
    result = site.ok(*SYNC)
    assert "Words of our own." in site.read(ENGLISH)
    assert [line for line in result.stderr.splitlines() if "align a.md" in line] != []
    assert [entry.msgid for entry in site.po("a")] == ["页面"], "nothing of it is drafted"
    assert site.json("status")["targets"]["en"]["total"] == 1
    site.page("a.md", "title: 新页面\nweight: 3\n", BODY)
    site.ok(*SYNC)
    assert site.read(ENGLISH).endswith("---\n\nWords of our own.\n")
    unchanged(site)


@pytest.mark.parametrize("own", [True, False])
def test_a_site_of_years_keeps_its_bodies(site: Project, own: bool) -> None:
    site.write("i18n.toml", "body = false\n")
    site.ok(*SYNC)
    if own:
        edit(site, BODY, "\nWords of our own.\n")
        site.ok(*SYNC)
    site.write(MANIFEST, re.sub(r"body .*\n", "", site.read(MANIFEST)) if not own else site.read(MANIFEST))
    page = site.read(ENGLISH)
    site.write("i18n.toml", "")
    site.ok(*SYNC)
    if own:
        assert site.read(ENGLISH) == page
    else:
        assert "快速开始" in page
        assert "快速开始" not in site.read(ENGLISH)
    unchanged(site)


def test_bodies_that_are_left_out_again_stay(translated: Project) -> None:
    translated.write("i18n.toml", "body = false\n")
    translated.page("a.md", "title: 页面\nweight: 4\n", BODY.replace("列表一", "另外"))
    translated.ok(*SYNC)
    assert translated.read(ENGLISH) == in_english().replace("weight: 3", "weight: 4")


def test_a_rule_leaves_the_bodies_of_some_pages_out(site: Project) -> None:
    site.write("i18n.toml", '[[rule]]\npath = "$body.**"\npages = "a.md"\nskip = true\n')
    site.page("b.md", "title: 另一页\n", "正文。\n")
    site.ok(*SYNC)
    assert site.read(ENGLISH).endswith(BODY)
    assert "正文" not in site.read("content/en/b.md")


def test_a_rule_speaks_of_a_kind_of_text(site: Project) -> None:
    site.write("i18n.toml", '[[rule]]\npath = "$body.item"\nnote = "Short."\ncontext = "list"\n')
    site.ok(*SYNC)
    assert [entry.msgid for entry in site.po("a") if entry.msgctxt == "list"] == ["列表一", "列表二"]
    assert "note: Short." in site.entry("a", "列表一").comment


def test_a_rule_that_comes_later_loses_no_translation(translated: Project) -> None:
    translated.write("i18n.toml", '[[rule]]\npath = "$body.*"\ncontext = "body"\n')
    translated.ok(*SYNC)
    assert translated.read(ENGLISH) == in_english()
    assert not any(entry.fuzzy for entry in translated.po("a"))


def test_a_source_without_text_takes_its_translation_along(translated: Project) -> None:
    translated.page("a.md", "title: 页面\nweight: 3\n", "\n{{< cases >}}\n")
    translated.ok(*SYNC)
    assert translated.read(ENGLISH) == "---\ntitle: Page\nweight: 3\n---\n\n{{< cases >}}\n"
    unchanged(translated)


def test_what_a_person_wrote_there_is_asked_about_when_the_source_goes(translated: Project) -> None:
    edit(translated, "The first paragraph.", "A paragraph of mine.")
    translated.page("a.md", "title: 页面\nweight: 3\n", "\n{{< cases >}}\n")
    translated.run(*SYNC)
    texts = translated.read(ENGLISH) + translated.read("locale/en/LC_MESSAGES/a.po")
    assert "A paragraph of mine." in texts


def test_only_what_is_reviewed_is_published(translated: Project) -> None:
    translated.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 50\n')
    page = translated.read(ENGLISH)
    translated.page("a.md", "title: 页面\nweight: 3\n", BODY.replace("列表二", "完全不同的东西"))
    translated.run(*SYNC)
    assert translated.read(ENGLISH) == page
    assert "held back" in translated.run("check").output


def test_markup_of_a_block_is_escaped_and_no_edit(translated: Project) -> None:
    translated.translate(
        "a", {"列表一": "# not a heading", "这是第一段，\n介绍产品。": "1. no list\n- nor this"}
    )
    translated.run(*SYNC)
    page = translated.read(ENGLISH)
    assert "- \\# not a heading\n" in page
    assert "\n1\\. no list\n\\- nor this\n" in page
    assert translated.json(*SYNC)["harvested"] == []
    edit(translated, "Two", "Number two")
    assert [edit["text"] for edit in translated.json(*SYNC)["harvested"]] == ["Number two"]
    assert "\\# not a heading" in translated.read(ENGLISH)


def test_what_no_block_can_say_is_told_with_its_line(translated: Project) -> None:
    translated.translate("a", {"列表一": "One\n\nand more"})
    page = translated.read(ENGLISH)
    result = translated.run(*SYNC)
    assert result.exit_code == 1
    assert "content/zh/a.md:11: " in result.stderr
    assert translated.read(ENGLISH) == page


def test_pages_that_begin_with_their_text(project: Project) -> None:
    project.write("content/zh/b.md", "# 标题\r\n\r\n正文")
    project.ok("extract")
    project.translate("b", {"标题": "Title", "正文": "Text"})
    project.ok(*SYNC)
    assert project.read("content/en/b.md") == "# Title\r\n\r\nText"
    unchanged(project)


def test_soft_line_breaks_are_not_sent(site: Project) -> None:
    site.ok("sync", "--engine", "fake")
    assert "\n" not in site.entry("a", "这是第一段，\n介绍产品。").msgstr


OURS = "\n## 快速开始\n\n第一段有 3 句。\n\n- 列表一\n- 列表二\n\n```sh\nls\n```\n"
THEIRS = (
    "\n## Quick start\n\nThe first paragraph has 3 sentences.\n\n- List one\n- List two\n\n```sh\nls\n```\n"
)


@pytest.mark.parametrize("first", ["align", "sync"])
def test_align_takes_over_a_body_that_pairs(project: Project, first: str) -> None:
    project.page("a.md", "title: 页面\n", OURS)
    project.write(ENGLISH, f"---\ntitle: Page\n---\n{THEIRS}")
    if first == "sync":  # a site of years: merge wrote the page, people the body
        project.write("i18n.toml", "body = false\n")
        project.ok("align")
        project.ok(*SYNC)
        project.write("i18n.toml", "")
        project.ok(*SYNC)
    page = project.read(ENGLISH)
    project.ok("align")
    project.ok(*SYNC)
    assert project.read(ENGLISH) == page
    assert not any(entry.fuzzy for entry in project.po("a"))
    assert project.entry("a", "第一段有 3 句。").msgstr == "The first paragraph has 3 sentences."
    project.page("a.md", "title: 页面\n", OURS.replace("- 列表二\n", "- 列表二\n- 列表三\n"))
    project.ok(*SYNC)
    assert f"- List two\n- {project.entry('a', '列表三').msgstr}\n" in project.read(ENGLISH)
    unchanged(project)


@pytest.mark.parametrize("least", [0, 60])
def test_what_align_doubts_stays_on_the_page_until_somebody_approves(project: Project, least: int) -> None:
    """Also where what ``min_reviewed`` asks for is lowered later: no Chinese takes the place of it."""
    project.write("i18n.toml", 'publish = "reviewed"\n')
    lead, body = "平台每天处理三百万条消息。", BODY.replace("运行 `make` 命令。", "每年有四百二十名客户。")
    project.page("a.md", f"title: 页面\nlead: {lead}\n", body)
    english = in_english(body).replace("每年有四百二十名客户。", "Some 17 customers in 8 years.")
    english = english.replace("weight: 3", "lead: Lunch is at noon, 44 times.")
    project.write(ENGLISH, english)
    project.run("align")
    doubted = {entry.msgid for entry in project.po("a") if entry.fuzzy}
    assert doubted == {lead, "每年有四百二十名客户。"}
    project.run("sync")
    assert project.read(ENGLISH) == english
    project.write("i18n.toml", f'publish = "reviewed"\nmin_reviewed = {least}\n')
    project.run("sync")
    assert project.read(ENGLISH) == english
    assert project.run("merge").exit_code == 0
    assert project.read(ENGLISH) == english
    project.translate("a", {lead: "Three million messages a day."})
    project.run("sync")
    assert "lead: Three million messages a day.\n" in project.read(ENGLISH)
    assert "Some 17 customers in 8 years." in project.read(ENGLISH)


@pytest.mark.parametrize(
    "more",
    [
        ("\n```sh", "\nMore of it.\n\n```sh"),
        ("ls\n", "ls -l\n"),
        ("\n## Quick", "\n{{< toc >}}\n\n## Quick"),
        ("Quick start\n", "Quick start {#start}\n"),
        ("\n```sh", "\n[ref]: /x\n\n```sh"),
        ("\n```sh", "\n<!-- note -->\n\n```sh"),
    ],
)
def test_a_body_that_has_more_than_its_source_stays(project: Project, more: tuple[str, str]) -> None:
    project.page("a.md", "title: 页面\n", OURS)
    page = f"---\ntitle: Page\n---\n{THEIRS.replace(*more)}"
    project.write(ENGLISH, page)
    assert "--accept a.md" in project.ok("align").stderr
    project.ok(*SYNC)
    assert project.read(ENGLISH) == page
    project.ok("align", "--accept", "a.md")
    project.ok(*SYNC)
    assert project.read(ENGLISH) == f"---\ntitle: Page\n---\n{THEIRS}"


def test_a_body_that_is_edited_after_align_is_its_own_again(project: Project) -> None:
    project.page("a.md", "title: 页面\n", OURS)
    project.write(ENGLISH, f"---\ntitle: Page\n---\n{THEIRS}")
    project.ok("align")
    edit(project, "List two", "List 2")
    page = project.read(ENGLISH)
    project.run(*SYNC)
    assert project.read(ENGLISH) == page


def test_only_sure_translations_are_taken_where_only_those_are_published(project: Project) -> None:
    project.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 0\n')
    project.page("a.md", "title: 页面\n", OURS)
    page = f"---\ntitle: Page\n---\n{THEIRS.replace('The first paragraph has 3 sentences.', 'No')}"
    project.write(ENGLISH, page)
    project.ok("align")
    project.run(*SYNC)
    assert project.read(ENGLISH) == page


def test_mdx_keeps_its_imports_and_components(project: Project) -> None:
    project.write("i18n.toml", 'pages = ["docs/{lang}/**/*.mdx"]\n')
    page = (
        "---\ntitle: 页面\n---\nimport Tabs from '@theme/Tabs'\nexport const 名 = '值'\n\n"
        "<Tabs values={[{label: '甲'}]}>\n\n正文一。\n\n</Tabs>\n\n{/* 注释 */}\n\n<Note title=\"提示\" />\n"
    )
    project.write("docs/zh/b.mdx", page)
    project.ok(*SYNC)
    merged = project.read("docs/en/b.mdx")
    said = {entry.msgid: entry.msgstr for entry in project.po("docs/b.mdx")}
    assert said.keys() == {"页面", "正文一。", "提示"}
    for source, text in said.items():
        page = page.replace(source, text)
    assert merged == page


CODE = """
```sh
# 安装依赖
npm i
```

> ```mermaid
>     A[开始] --> B[end]
> ```

    缩进 的代码
"""


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("$body.code.sh", {"安装依赖"}),
        ("$body.code.mermaid", {"A[开始] --> B[end]"}),
        ("$body.code.*", {"安装依赖", "A[开始] --> B[end]", "缩进 的代码"}),
        ("$body.paragraph", set()),
    ],
)
def test_code_stays_unless_a_rule_takes_it(project: Project, path: str, texts: set[str]) -> None:
    project.page("a.md", "title: 页面\n", CODE)
    project.ok(*SYNC)
    assert project.read(ENGLISH).endswith(CODE)
    project.write("i18n.toml", f"[[rule]]\npath = '{path}'\ntranslate = true\n")
    project.ok("extract")
    assert {entry.msgid for entry in project.po("a")} == {"页面", *texts}
    project.translate("a", {text: f"Words: {text[:2]}" for text in texts})
    project.ok("merge")
    expected = CODE
    for text in texts:
        expected = expected.replace(text, f"Words: {text[:2]}")
    assert project.read(ENGLISH).endswith(expected)
    project.ok(*SYNC)
    unchanged(project)


def test_an_edit_in_code_that_is_text_becomes_reviewed(project: Project) -> None:
    project.write("i18n.toml", '[[rule]]\npath = "$body.code.sh"\ntranslate = true\n')
    project.page("a.md", "title: 页面\n", CODE)
    project.ok(*SYNC)
    edit(project, project.entry("a", "安装依赖").msgstr, "Install what is needed")
    project.ok(*SYNC)
    assert project.entry("a", "安装依赖").msgstr == "Install what is needed"
    assert not project.entry("a", "安装依赖").fuzzy
    edit(project, "npm i", "npm ci")
    project.ok(*SYNC)
    assert "npm ci" in project.read(ENGLISH)
    assert "npm ci" in project.read("locale/en/overrides.csv")


SAYING = {
    "shortcode": ('看图 {{< figure src="a.png" caption="架构图" >}}。', "架构图"),
    "tag": ('看图 <img src="图.png" alt="架构图"> 这里。', "架构图"),
    "link": ('看 [链接](/a "提示") 这里。', "提示"),
    "component": ('看 <Badge text="新的" type="tip" /> 这里。', "新的"),
}


@pytest.mark.parametrize("kind", SAYING)
def test_what_stands_in_quotes_within_a_message_is_drafted_and_its_names_stay(
    project: Project, kind: str
) -> None:
    text, said = SAYING[kind]
    project.page("a.md", "title: 页面\n", f"\n{text}\n")
    project.ok("extract")
    project.translate("a", {text: text.replace("看", "See").replace("这里。", "here.").replace("图 ", "it ")})
    assert [f["rule"] for f in project.json("check")["findings"] if f["page"] == "a.md"]
    english = (
        text.replace(said, "Words").replace("看", "See").replace("这里。", "here.").replace("图 ", "it ")
    )
    english = english.replace("链接", "link").replace("。", ".")
    project.translate("a", {text: english})
    project.ok("merge")
    assert project.read(ENGLISH).endswith(f"\n{english}\n")
    assert project.json("check")["findings"] == []
    project.translate("a", {text: english.replace("Words", 'Wor"ds')})
    assert project.run("check").exit_code == 1


def test_the_first_run_of_a_tool_that_reads_bodies_looks_at_pages_that_did_not_change(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(unchanged_pages, "_READING", "values")
        older.setattr(sources, "with_body", lambda page, code: page)
        site.ok(*SYNC)
        assert site.read(ENGLISH).endswith(BODY)
    site.ok(*SYNC)
    assert "快速开始" not in site.read(ENGLISH)
    unchanged(site)


def test_what_people_said_in_front_matter_is_known_in_bodies_and_the_other_way(translated: Project) -> None:
    translated.page("b.md", "title: 快速开始\n", "\n这里讲\n\n# 页面\n\n- 列表一\n")
    translated.ok("extract")
    translated.run("draft", "--engine", "fake")
    said = {entry.msgid: (entry.msgstr, "memory" in entry.tcomment) for entry in translated.po("b")}
    assert said["快速开始"] == ("Quick start", True)
    assert said["页面"] == ("Page", True)
    assert said["列表一"] == ("One", True)
