"""Pages → catalogs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from conftest import Project

LONG = "我们选择了容器平台来管理全部的业务系统"
PAGE = f"title: 案例\nlist:\n  - content: 公司简介\n  - content: {LONG}\n  - content: 监控体系由三个开源组件构成\nimage: /a.png\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.page("case/a.md", PAGE)
    project.ok("extract")
    return project


def test_a_catalog_and_a_template_a_page(site: Project) -> None:
    assert [entry.msgid for entry in site.po("case/a")] == [
        "案例",
        "公司简介",
        LONG,
        "监控体系由三个开源组件构成",
    ]
    entry = site.entry("case/a", LONG)
    assert entry.comment == "path: list[1].content\nin: 案例"
    assert entry.occurrences == [("content/zh/case/a.md", "")]
    metadata = site.po("case/a").metadata
    assert metadata["Language"] == "en"
    assert metadata["Plural-Forms"] == get_plural("en").plural_forms
    assert metadata["X-Source-Language"] == "zh_CN"
    assert 'msgstr ""' in site.read("locale/pot/case/a.pot")


@pytest.mark.parametrize(
    "command", [["extract"], ["draft", "--engine", "fake"], ["merge"], ["check"], ["status"], ["init"]]
)
def test_the_second_run_of_a_command_writes_nothing(site: Project, command: list[str]) -> None:
    for first in (["init"], ["extract"], ["draft", "--engine", "fake"], ["merge"]):
        site.ok(*first)
    before = site.snapshot()
    site.ok(*command)
    assert site.snapshot() == before


@pytest.mark.parametrize("option", ["--dry-run", "--check"])
def test_extract_that_writes_nothing_says_what_it_would(site: Project, option: str) -> None:
    site.page("case/a.md", PAGE.replace("公司简介", "公司介绍"))
    before = site.snapshot()
    result = site.run("extract", option)
    assert result.exit_code == (1 if option == "--check" else 0)
    assert "2 files would be written" in result.stdout
    assert site.snapshot() == before
    site.ok("extract")
    assert site.run("extract", option).exit_code == 0


def test_edit_insert_restore(site: Project) -> None:
    site.translate("case/a", {LONG: "We chose a container platform.", "公司简介": "About us", "案例": "Case"})
    edited = PAGE.replace("我们选择了", "我们最终选择了").replace(
        "list:\n", "list:\n  - content: 新增的一项\n"
    )
    site.page("case/a.md", edited)
    site.ok("extract")
    entry = site.entry("case/a", LONG.replace("我们", "我们最终"))
    assert (entry.msgstr, entry.flags, entry.previous_msgid) == (
        "We chose a container platform.",
        ["fuzzy"],
        LONG,
    )
    assert [e.msgid for e in site.po("case/a") if e.fuzzy] == [entry.msgid]
    site.page("case/a.md", PAGE)
    site.ok("extract")
    entry = site.entry("case/a", LONG)
    assert (entry.msgstr, entry.fuzzy, entry.obsolete) == ("We chose a container platform.", False, 0)
    assert not site.po("case/a").obsolete_entries()


def test_creation_date_moves_only_with_content(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    date = site.po("case/a").metadata["POT-Creation-Date"]
    site.page("case/a.md", PAGE + "note: # a comment\n")
    site.ok("extract")
    assert site.po("case/a").metadata["POT-Creation-Date"] == date
    site.page("case/a.md", PAGE + "note: 新\n")
    site.ok("extract")
    assert site.po("case/a").metadata["POT-Creation-Date"] == "2033-05-18 03:33+0000"


def test_a_renamed_page_takes_its_catalog_along(site: Project) -> None:
    site.translate("case/a", {LONG: "By hand"})
    shutil.move(site.root / "content/zh/case/a.md", site.root / "content/zh/case/b.md")
    site.page("case/b.md", PAGE.replace("公司简介", "公司介绍"))
    site.page("case/c.md", "title: 另一页\n")
    site.ok("extract")
    assert site.entry("case/b", LONG).msgstr == "By hand"
    assert not (site.root / "locale/en/LC_MESSAGES/case/a.po").exists()
    assert not (site.root / "locale/pot/case/a.pot").exists()
    before = site.snapshot()
    site.ok("extract")
    assert site.snapshot() == before


def test_the_catalog_of_a_deleted_page_stays(site: Project) -> None:
    site.translate("case/a", {LONG: "By hand"})
    (site.root / "content/zh/case/a.md").unlink()
    site.page("case/b.md", "title: 与它无关\n")
    site.ok("extract")
    assert site.entry("case/a", LONG).msgstr == "By hand"


def test_a_page_that_is_not_in_chinese_has_no_catalog(project: Project) -> None:
    project.page("a.md", "title: English\n")
    project.ok("extract")
    assert not (project.root / "locale").exists()


def test_targets_and_page_patterns(project: Project) -> None:
    project.write(
        "i18n.toml",
        """
        pages = ["content/{lang}/**/*.md", "i18n/{lang}.yaml", "data/{lang}/**/*.yaml", "posts/**/*.{lang}.md"]
        exclude = ["**/draft-*"]
        [source]
        folder = "zh-cn"
        locale = "zh_CN"
        [targets.en]
        [targets.pt-br]
        locale = "pt_BR"
        """,
    )
    for file in (
        "content/zh-cn/a.md",
        "posts/2024/b.zh-cn.md",
        "content/zh-cn/draft-x.md",
        "content/en/a.md",
    ):
        project.write(file, "---\ntitle: 标题\n---\n")
    for file in ("i18n/zh-cn.yaml", "data/zh-cn/c/d.yaml"):
        project.write(file, "title: 标题\n")
    assert set(project.json("extract")["pages"]) == {"a.md", "i18n.yaml", "data/c/d.yaml", "posts/2024/b.md"}
    assert project.po("i18n.yaml", "pt_BR").metadata["Plural-Forms"] == get_plural("pt_BR").plural_forms
    project.translate("posts/2024/b", {"标题": "Título"}, "pt_BR")
    project.translate("i18n.yaml", {"标题": "Título"}, "pt_BR")
    assert project.run("merge", "--target", "pt-br").exit_code == 0
    assert project.read("posts/2024/b.pt-br.md") == "---\ntitle: Título\n---\n"
    assert project.read("i18n/pt-br.yaml") == "title: Título\n"
    assert not (project.root / "i18n/en.yaml").exists()
    assert project.run("merge", "--target", "fr").exit_code == 2


def test_context_splits_a_message(project: Project) -> None:
    project.write("i18n.toml", '[[rule]]\npath = "b"\ncontext = "menu"\nnote = "short"\nmax_length = 9\n')
    project.page("a.md", "a: 首页\nb: 首页\n")
    project.ok("extract")
    po = project.po("a")
    assert [(e.msgctxt, e.msgid) for e in po] == [(None, "首页"), ("menu", "首页")]
    assert po[1].comment == "path: b\nnote: short\nmax length: 9"
    for entry, text in zip(po, ("Home", "Start"), strict=True):
        entry.msgstr = text
    po.save()
    project.ok("merge")
    assert project.read("content/en/a.md") == "---\na: Home\nb: Start\n---\n"


def test_a_rule_that_matches_nothing_is_reported(project: Project) -> None:
    project.write("i18n.toml", '[[rule]]\npath = "nowhere.**"\n')
    project.page("a.md", "a: 首页\n")
    assert [w["rule"] for w in project.json("extract")["warnings"]] == ["unmatched-rule"]
    assert project.json("extract", "a.md")["warnings"] == []


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="the gettext tools are not installed")
def test_msgfmt_accepts_every_file_after_every_command(site: Project) -> None:
    for command in (["extract"], ["draft", "--engine", "fake"], ["merge"], ["extract"], ["draft"]):
        site.page("case/a.md", PAGE + f'x: "第{len(command)}行\\n"\n')
        site.run(*command)
        for file in Path(site.root, "locale").rglob("*.po*"):
            found = subprocess.run(
                ["msgfmt", "-c", "-o", "/dev/null", file], capture_output=True, text=True, check=False
            )
            assert found.returncode == 0, found.stderr


def test_what_is_gone_is_told_as_it_is(site: Project) -> None:
    site.page("case/b.md", "a: 云平台\nb: 案例\nc: 云平台\nd: 公司简介\n")
    site.ok("extract")
    site.translate("case/b", {"云平台": "Cloud platform", "公司简介": "About us"})
    site.page(
        "case/b.md", "a: 新平台\nb: 案例\nc: 云平台\n"
    )  # one of two places changed; another text is gone
    assert "case/b.md: 3 messages; en: 1 changed, 1 gone" in site.ok("extract").stdout
    site.page("case/b.md", "a: 新平台\nb: 案例\nc: 新平台\n")
    assert "case/b.md: 2 messages; en: 1 gone" in site.ok("extract").stdout


def test_a_dry_run_goes_on_where_one_catalog_is_a_link_out_of_the_project(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in "ab":
        project.page(f"case/{name}.md", "title: 案例\n")
    outside = tmp_path_factory.mktemp("outside") / "a.pot"
    link = project.root / "locale/pot/case/a.pot"
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    result = project.run("extract", "--dry-run")
    assert result.exit_code == 1
    assert "locale/pot/case/a.pot:1: not written: a symbolic link stands here" in result.stderr
    assert "case/b.md: 1 message; en: 1 new" in result.stdout
