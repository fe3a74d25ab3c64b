"""A page that is held back is named by check and by status, with what it waits for, whatever that is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Project

PAGE = "title: 案例\nlist:\n  - name: 公司简介\n  - name: 背景\n"
ENGLISH = "content/en/a.md"
TEXTS = {"案例": "Case", "公司简介": "About us", "背景": "Background"}
BELOW_60 = 'engine = "fake"\npublish = "reviewed"\nmin_reviewed = 60\n'
REVIEWED = 'engine = "fake"\npublish = "reviewed"\nmin_reviewed = 0\n'


def extracted(site: Project) -> None:
    site.page("a.md", PAGE)
    site.ok("extract")


def below(site: Project) -> None:
    site.write("i18n.toml", BELOW_60)
    extracted(site)
    site.translate("a", {"案例": "Case"})


def below_and_there(site: Project) -> None:
    merged(site)
    site.write("i18n.toml", BELOW_60)
    site.translate("a", {"案例": "Case", "背景": "Background", "公司简介": "About us"}, fuzzy=True)


def merged(site: Project) -> None:
    extracted(site)
    site.translate("a", TEXTS)
    site.ok("merge")


def nothing_drafted(site: Project) -> None:
    extracted(site)


def nothing_reviewed(site: Project) -> None:
    site.write("i18n.toml", REVIEWED)
    extracted(site)
    site.ok("draft")


def lost(site: Project) -> None:
    site.write("i18n.toml", REVIEWED)
    merged(site)
    site.page("a.md", PAGE.replace("背景", "解决方案"))
    site.ok("extract")


def values_of_its_own(site: Project) -> None:
    site.page("a.md", PAGE)
    site.write(
        ENGLISH, "---\ntitle: Case\nlist:\n  - name: About us\n  - name: Background\nmore: Ours alone\n---\n"
    )
    site.ok("align")


@pytest.mark.parametrize(
    ("kind", "rule", "message", "command"),
    [
        (below, "awaits-review", "held back below 60 % reviewed; 1 text to review", "review"),
        (below_and_there, "awaits-review", "held back below 60 % reviewed; 2 texts to review", "review"),
        (nothing_drafted, "nothing-translated", "held back: nothing translated yet; run i18n-pipeline sync", "sync"),
        (nothing_reviewed, "awaits-review", "held back: nothing translated yet; 3 texts to review", "review"),
        (lost, "held-back", "held back: the source says something new at list[1].name", "review"),
        (values_of_its_own, "held-back", "held back until somebody says yes: 1 value stands on this page alone", "align --dry-run a.md"),
    ],
)  # fmt: skip
def test_each_kind(
    project: Project, kind: Callable[[Project], None], rule: str, message: str, command: str
) -> None:
    kind(project)
    before = project.snapshot()
    assert "held back" in project.ok("merge").stdout
    assert {file for file in project.snapshot() if file.startswith("content")} == {
        file for file in before if file.startswith("content")
    }
    for verb in ("check", "status"):
        (found,) = [f for f in project.json(verb)["findings"] if f["message"].startswith("held back")]
        assert (found["page"], found["target"], found["rule"], found["file"]) == ("a.md", "en", rule, ENGLISH)
        assert found["message"].startswith(message)
        assert found["next"].startswith(f"i18n-pipeline {command}")
    assert f"{ENGLISH}:{found['line']}: warning: {found['message']} [{rule}]" in project.run("check").stdout
    lines = [
        line for line in project.run("status").stdout.splitlines() if "a.md" in line and "held back" in line
    ]
    assert len(lines) == 1, "in a line"


def test_a_page_that_others_wrote_is_left_alone_and_not_held_back(project: Project) -> None:
    project.write("i18n.toml", BELOW_60)
    project.page("a.md", PAGE)
    project.write(ENGLISH, "---\ntitle: Case\nlist:\n  - name: About us\n  - name: Background\n---\n")
    project.ok("extract")
    result = project.run("merge")
    assert result.exit_code == 1
    assert f"{ENGLISH}:1: was not written by merge and is left alone" in result.stderr
    (found,) = project.json("check")["findings"]
    assert (found["rule"], found["next"]) == ("page-by-hand", "i18n-pipeline align --dry-run a.md")
    assert not project.json("status")["findings"]


def test_what_comes_first_is_the_worst_and_the_next_step_is_about_it(project: Project) -> None:
    project.write("i18n.toml", BELOW_60)
    for name in ("b", "c"):
        project.page(f"{name}.md", PAGE)
    project.ok("sync")
    project.translate("c", {**TEXTS, "公司简介": "About us 简", "背景": "Back 背 ground"})
    project.page("d.md", "title: '不完\n")
    lines = project.run("check").output.splitlines()
    assert [line.partition(" ")[0] for line in lines if line.startswith(("content", "c.md"))] == [
        "content/zh/d.md:2:", "c.md:", "content/en/c.md:1:", "content/en/b.md:1:"
    ]  # fmt: skip
    assert "c.md: 1 error, 2 warnings" in lines
    assert lines[-1] == "next: see to content/zh/d.md:2, then i18n-pipeline check"
    lines = project.run("sync").output.splitlines()
    assert (lines[0][:18], lines[-1]) == (
        "content/zh/d.md:2:", "next: see to content/zh/d.md:2, then i18n-pipeline sync"
    )  # fmt: skip
    (project.root / "content/zh/d.md").unlink()
    assert project.run("check").output.splitlines()[-1] == "next: i18n-pipeline review --output review.html"
    project.translate("b", TEXTS)
    project.translate("c", TEXTS)
    assert project.run("check").output.splitlines()[-1] == "next: i18n-pipeline sync"
    assert not any(line.startswith("next:") for line in project.ok("sync").output.splitlines())
    assert "next:" not in project.ok("check", "--quiet").output
