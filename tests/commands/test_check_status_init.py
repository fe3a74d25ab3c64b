"""The verbs that tell where things stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner
from conftest import Project

from i18n_pipeline.cli import cli

PAGE = "title: 案例\nlist: [公司简介, 背景]\nlevel: 3\n"
ENGLISH = "content/en/case/a.md"


@pytest.fixture
def site(project: Project) -> Project:
    project.page("case/a.md", PAGE)
    project.ok("extract")
    project.translate("case/a", {"案例": "Case", "公司简介": "About us", "背景": "Background"})
    project.ok("merge")
    return project


def findings(site: Project) -> list[tuple[str, str, int, str]]:
    return [(f["rule"], f["file"], f["line"], f["severity"]) for f in site.json("check")["findings"]]


def test_all_in_step_is_clean(site: Project) -> None:
    assert site.ok("check").stdout == "0 errors, 0 warnings.\n"
    assert findings(site) == []


def test_catalog_behind_its_page(site: Project) -> None:
    site.page("case/a.md", PAGE + "new: 新\n")
    assert ("catalog-behind", "locale/en/LC_MESSAGES/case/a.po", 1, "error") in findings(site)
    assert site.run("check").exit_code == 1


def test_page_behind_its_catalog_or_not_there(site: Project) -> None:
    site.translate("case/a", {"案例": "Changed"})
    assert findings(site) == [("page-behind", ENGLISH, 1, "error")]
    (site.root / ENGLISH).unlink()
    assert findings(site) == [("page-behind", ENGLISH, 1, "error")]


def test_no_catalog(site: Project) -> None:
    site.page("b.md", "title: 新\n")
    assert findings(site) == [("catalog-behind", "locale/en/LC_MESSAGES/b.po", 1, "error")]


@pytest.mark.parametrize(
    ("page", "line", "path", "what"),
    [
        ("title: A\nlist: [B]\nlevel: 3\n", 3, "list[1]", "is missing"),
        ("title: A\nlist: [B, C]\nlevel: 3\nmore: x\n", 5, "more", "not in the source"),
        ("title: A\nlist: [B, C]\nlevel: '3'\n", 4, "level", "is a string but not a string in the source"),
        ("title: A\nlist: [B, C]\nlevel:\n", 4, "level", "is empty"),
        ("list: [B, C]\ntitle: A\nlevel: 3\n", 1, "", "another order"),
        ("title: A: B\n", 2, "", "not valid YAML"),
    ],
)
def test_the_shape_of_a_page_written_by_hand(
    site: Project, page: str, line: int, path: str, what: str
) -> None:
    site.write(ENGLISH, f"---\n{page}---\n")
    first, second = site.json("check")["findings"][:2]
    assert (first["rule"], first["severity"]) == ("page-by-hand", "warning")
    assert (second["rule"], second["line"], second["path"], second["severity"]) == (
        "shape",
        line,
        path,
        "error",
    )
    assert what in second["message"]
    assert (second["page"], second["target"]) == ("case/a.md", "en")


def test_a_page_by_hand_of_the_same_shape_is_a_warning(site: Project) -> None:
    site.write(ENGLISH, site.read(ENGLISH).replace("Case", "By hand"))
    assert findings(site) == [("page-by-hand", ENGLISH, 1, "warning")]
    assert site.run("check").exit_code == 0


def test_translations_are_held_against_the_rules(site: Project) -> None:
    site.translate("case/a", {"案例": "Case https://evil.example", "背景": "Back 背 ground"})
    site.ok("merge")
    found = site.json("check")["findings"]
    assert [(f["rule"], f["path"], f["severity"]) for f in found] == [
        ("urls", "title", "error"),
        ("leftover-han", "list[1]", "warning"),
    ]
    lines = site.read("locale/en/LC_MESSAGES/case/a.po").split("\n")
    for finding, msgid in zip(found, ("案例", "背景"), strict=True):
        assert f'msgid "{msgid}"' in lines[finding["line"] - 1 : finding["line"] + 4]


def test_status_counts_are_disjoint_and_sum_up(site: Project) -> None:
    site.page("case/a.md", PAGE.replace("背景", "背景介绍") + "x: 新的\ny: 草稿\n")
    site.page("b.md", "title: 新\n")
    site.ok("extract")
    site.translate("case/a", {"草稿": "Draft"}, fuzzy=True)
    five = {"total": 5, "reviewed": 2, "draft": 1, "stale": 1, "missing": 1}
    status = site.json("status")
    assert [(f["page"], f["rule"]) for f in status.pop("findings")] == [("b.md", "nothing-translated")]
    assert status == {
        "targets": {
            "en": {
                **five, "total": 6, "missing": 2,
                "pages": {"b.md": {"total": 1, "reviewed": 0, "draft": 0, "stale": 0, "missing": 1}, "case/a.md": five},
            }
        },
        "failed": [],
    }  # fmt: skip
    table = site.ok("status").stdout.split("\n")
    assert table[0].split() == ["en", "total", "reviewed", "draft", "poor", "stale", "missing"]
    assert table[-3].split() == ["all", "pages", "6", "2", "1", "0", "1", "2"]
    assert table[-2] == "en: held back: nothing translated yet: b.md"


def test_init_looks_at_the_tree(project: Project) -> None:
    project.write("content/zh-cn/a.md", "---\ntitle: 标题\nimage: /a.png\n---\n")
    project.write("content/pt-br/a.md", "---\ntitle: x\n---\n")
    project.write("content/en/a.md", "---\ntitle: x\n---\n")
    project.write("content/assets/a.md", "---\ntitle: x\n---\n")
    project.write("i18n/zh-cn.yaml", "k: 词\n")
    result = project.ok("init")
    assert "a.md: 1 message, 1 value skipped\n  + title: 标题\n  - image: /a.png\n" in result.stdout
    written = project.read("i18n.toml")
    assert '  "i18n/{lang}.yaml",\n' in written
    assert '[targets.pt-br]\nlocale = "pt_BR"\n' in written
    assert "[targets.assets]" not in written
    assert set(project.json("extract")["pages"]) == {"a.md", "i18n.yaml"}
    again = project.ok("init")
    first, *rest = again.stdout.splitlines()
    assert "is there already" in first
    assert "nothing is drafted for pt-br" in rest[0]
    assert len(rest) == 2  # and the next step
    assert project.read("i18n.toml") == written


def test_a_second_init_tells_what_came_since(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.ok("init")
    project.ok("sync", "--engine", "fake")
    project.write("data/zh/b.yaml", "title: 标题\n")
    project.write("content/ja/a.md", "---\ntitle: x\n---\n")
    assert project.ok("init").stdout.splitlines()[1:] == [
        '  + pages: "data/{lang}/**/*.yaml" would add 1 page',
        "  + a table [targets.ja] would take its pages in",
        "next: i18n-pipeline sync.",
    ]


def test_init_dry_run_and_empty_tree(project: Project) -> None:
    assert project.run("init").exit_code == 2
    project.write("content/zh/a.md", "---\ntitle: 标题\n---\n")
    project.ok("init", "--dry-run")
    assert not (project.root / "i18n.toml").exists()
    assert project.json("init")["pages"]["a.md"]["messages"] == 1


def test_init_offers_the_starter_glossary_where_there_is_none(project: Project) -> None:
    project.write("content/zh/a.md", "---\ntitle: 容器\n---\n")
    project.write("content/de/a.md", "---\ntitle: x\n---\n")
    project.write("content/en/a.md", "---\ntitle: x\n---\n")
    glossary = project.root / "locale/en/glossary.csv"
    assert "locale/en/glossary.csv would be written" in project.ok("init", "--dry-run").stdout
    assert not glossary.exists()
    assert "glossary.csv" not in project.ok("init", "--no-glossary").stdout
    assert not glossary.exists()
    assert project.json("init")["glossaries"] == ["locale/en/glossary.csv"]
    assert "容器,container,\n" in glossary.read_text(encoding="utf-8")
    assert not (project.root / "locale/de").exists()
    glossary.write_text("source,target,note\n容器,vessel,\n", encoding="utf-8")
    assert "glossary.csv" not in project.ok("init").stdout
    assert "vessel" in glossary.read_text(encoding="utf-8")
    project.ok("extract")
    project.ok("draft", "--target", "en")
    assert project.entry("a", "容器").msgstr.lower() == "vessel"


def test_init_has_no_glossary_for_traditional_chinese(project: Project) -> None:
    project.write("content/zh-tw/a.md", "---\ntitle: 容器\n---\n")
    project.write("content/en/a.md", "---\ntitle: x\n---\n")
    assert project.json("init")["glossaries"] == []


def test_init_writes_no_glossary_outside_of_the_project(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project.write("content/zh/a.md", "---\ntitle: 容器\n---\n")
    outside = tmp_path_factory.mktemp("outside")
    (project.root / "locale").symlink_to(outside)
    assert project.run("init").exit_code == 2
    assert not list(outside.iterdir())


def test_every_verb_works_from_the_project_s_own_folder(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("content/zh/a.md", "---\ntitle: 标题\n---\n")
    monkeypatch.chdir(project.root)
    for verb in ("init", "extract", "draft", "merge", "check", "status"):
        result = CliRunner().invoke(cli, [verb])
        assert result.exit_code == 0, result.output
    assert (project.root / "content/en/a.md").exists()


def test_rules_know_the_language_and_the_glossary(site: Project) -> None:
    site.write("locale/en/glossary.csv", "source,target,note\n案例,showcase | use case,\n")
    site.page("case/a.md", PAGE + "n: 这是我们的第一个案例。\nm: 这也是我们的一个案例。\n")
    site.ok("extract")
    site.translate("case/a", {"案例": "Case"})  # a label
    site.translate("case/a", {"这是我们的第一个案例。": "This is the very first example."})
    site.translate("case/a", {"这也是我们的一个案例。": "This is one more of our use-cases."})
    site.ok("merge")
    found = [f["message"] for f in site.json("check")["findings"] if f["rule"] == "glossary"]
    assert found == [
        "not as in the glossary: 案例 → showcase | use case, in: This is the very first example."
    ]


def comment(site: Project, text: str, fuzzy: bool = False, msgid: str = "有 3 个节点") -> None:
    po = site.po("case/a")
    for entry in po:
        if entry.msgid == msgid:
            entry.tcomment = text
            entry.flags = ["fuzzy"] if fuzzy else []
    po.save(newline="\n")


@pytest.fixture
def waived(site: Project) -> Project:
    site.page("case/a.md", PAGE + "n: 有 3 个节点\n")
    site.ok("extract")
    site.translate("case/a", {"有 3 个节点": "With <b> some nodes"})
    site.ok("merge")
    return site


def rules_found(site: Project) -> list[str]:
    return [rule for rule, *_ in findings(site)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ["html", "numbers"]),
        ("ok: numbers", ["html"]),
        ("Thanks!\nok: numbers , html", []),
        ("OK: html\nok:numbers", []),
        ("ok:", ["html", "numbers"]),
        ("it is ok: numbers", ["html", "numbers"]),
        ("ok: number, html", ["waiver", "numbers"]),
        ("ok: ignore-numbers", ["waiver", "html", "numbers"]),
        ("ok: numbers, looks good", ["waiver", "html"]),
        ("OK: any words", ["html", "numbers"]),
        ("ok: thanks", ["html", "numbers"]),
        ("Ok: 已与客户确认, 可以发布\nok: html", ["numbers"]),
        ("OK: looks good, I counted the numbers", ["html", "numbers"]),
    ],
)
def test_a_translator_may_waive_rules(waived: Project, text: str, left: list[str]) -> None:
    comment(waived, text)
    assert rules_found(waived) == left
    waived.ok("extract")
    assert rules_found(waived) == left, "it survives"


def test_a_waiver_of_no_rule_says_which_there_are(waived: Project) -> None:
    comment(waived, "ok: number")
    result = waived.run("check")
    assert '"# ok: number" names no rule; there are: anchors, brackets, ' in result.stdout + result.stderr


def test_no_waiver_holds_for_what_no_person_stands_for(waived: Project) -> None:
    comment(waived, "ok: numbers, html", fuzzy=True)
    waived.ok("merge")
    assert rules_found(waived) == ["html", "numbers"]


def test_a_waiver_lets_no_draft_through(project: Project) -> None:
    project.page("a.md", "n: 有 3 个节点\n")
    project.ok("extract")
    po = project.po("a")
    po[0].tcomment = "ok: numbers"
    po.save(newline="\n")
    project.write("locale/en/glossary.csv", "source,target,note\n有 3 个节点,Some nodes,\n")
    project.ok("draft", "--engine", "fake")
    assert project.entry("a", "有 3 个节点").msgstr.startswith("fake ")
    assert project.entry("a", "有 3 个节点").tcomment.startswith("ok: numbers\ndrafted by fake")


def test_init_names_what_it_leaves_out(project: Project) -> None:
    project.page("a.md", 'title: 标题\nslug: 关于\nlist:\n- {x: 1, icon: /图.png}\n- {icon: "#\\a联系"}\n')
    listed = "# translate = true takes it in:\n#   slug: 关于\n#   list[*].icon: /图.png\n"
    result = project.ok("init", "--dry-run")
    assert listed in result.stdout
    assert "\n  - slug: 关于\n" in result.stdout
    project.ok("init")
    assert project.read("i18n.toml").endswith(listed)
    project.write("i18n.toml", project.read("i18n.toml") + '[[rule]]\npath = "slug"\ntranslate = true\n')
    project.ok("extract")
    assert {entry.msgid for entry in project.po("a")} == {"标题", "关于"}


def test_status_for_a_pull_request_and_as_a_badge(project: Project) -> None:
    project.page("a|b.md", "title: 标题\nlist: [甲乙, 丙丁]\n")
    project.page("中文.md", "title: 标题\n")
    project.ok("extract")
    project.translate("a|b", {"标题": "Title"})
    found = project.ok("status", "--format", "markdown").stdout
    assert "| en | reviewed | total | reviewed | draft | poor | stale | missing |\n|---|---|--:|" in found
    assert "| `a\\|b.md` | `███░░░░░░░` 33 % | 3 | 1 | 0 | 0 | 0 | 2 |\n" in found
    assert "| **all pages** | `██░░░░░░░░` 25 % | 4 | 1 | 0 | 0 | 0 | 3 |\n" in found
    badge = project.ok("status", "--format", "badge").stdout
    assert fromstring(badge).attrib["aria-label"] == "translations: en 25 %"
    *lines, _ = project.ok("status").stdout.splitlines()
    assert {sum(2 if char > "\u2e80" else 1 for char in line) for line in lines} == {len(lines[0])}


def test_too_little_reviewed_is_a_failure(project: Project) -> None:
    project.page("a.md", "title: 标题\nlist: [甲乙, 丙丁]\n")
    project.ok("extract")
    project.translate("a", {"标题": "Title"})
    project.ok("status", "--min-reviewed", "33")
    result = project.run("status", "--min-reviewed", "34")
    assert result.exit_code == 1
    assert result.stderr == "en: 33 % reviewed, 34 % are asked for\n"


def test_a_name_is_nothing_but_a_name(project: Project) -> None:
    project.page("a`b``[c](d).md", "title: 标题\n")
    project.page("a\u202edm.md", "title: 标题\n")
    project.page("e\u2067.md", "title: 标题\n")
    result = project.run("status", "--format", "markdown")
    assert "\n| ``` a`b``[c](d).md ``` | " in result.stdout
    assert not {"\u202e", "\u2067"} & set(result.output)
    told = "its name holds a line break or another control character; rename it"
    assert [line.endswith(told) for line in result.stderr.splitlines()] == [True, True]


@pytest.mark.skipif(os.name != "posix", reason="terminals are another thing there")
@pytest.mark.parametrize("columns", ["0", "20", "66", "72", "100"])
def test_names_and_counts_show_on_every_terminal(project: Project, columns: str) -> None:
    project.page("case/a.md", "title: 标题\n")
    command = [sys.executable, "-m", "i18n_pipeline", "status", "--root", str(project.root)]
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    environment = {**os.environ, "COLUMNS": columns, "TERM": "xterm", "NO_COLOR": "1"}
    try:
        subprocess.run(command, stdout=theirs, env=environment, check=True)
        shown = os.read(ours, 65536).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "missing" in shown
    assert re.search(r"case/a\.md .*1.*1", shown)
