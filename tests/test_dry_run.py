"""A dry run tells the numbers of the run that follows it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from conftest import Project

TEXTS = [
    "案例", "背景", "公有云", "私有云", "混合云", "日志接入同一个控制台，不再分散。", "我们选择了容器平台来管理系统。",
    "执行 `ls` 命令以后再看。", "共有 3 万个节点。", "部署在自建的数据中心里。", "研发团队每天都要用到它。",
]  # fmt: skip


def page(project: Project, name: str, luck: random.Random) -> None:
    texts = luck.sample(TEXTS, luck.randrange(2, 7))
    project.page(name, "title: 案例\nlist:\n" + "".join(f"  - text: {text}\n" for text in texts))


def lived(project: Project, luck: random.Random) -> None:
    """A few days of a project: translators, edits on pages, changed, renamed and deleted sources."""
    engines = '[targets.en]\nengine = "gloss"\n[targets.fr]\nengine = "fake"\n[engines.fake]\nprice = 5\n'
    project.write("i18n.toml", engines)
    project.write("locale/en/glossary.csv", "source,target,note\n背景,background,\n容器平台,platform,\n")
    names = [f"{letter}.md" for letter in "abcdef"]
    for name in names[:5]:
        page(project, name, luck)
    project.write(
        "content/en/a.md", "---\ntitle: Case\nlist:\n  - text: By hand\n  - text: Alone here\n---\n"
    )
    project.run("align")
    project.run("sync", "--max-chars", str(luck.choice([20, 60, 5000])))
    for name in luck.sample(["b", "c", "d"], 2):
        drafted = [entry for entry in project.po(name) if entry.msgstr]
        reviewed = {entry.msgid: f"Said of {len(entry.msgid)}" for entry in drafted[:3]}
        project.translate(name, reviewed)
    project.run("sync", "--max-chars", "30")
    for name in names[:4]:
        old = project.read(f"content/zh/{name}")
        project.write(
            f"content/zh/{name}", old.replace("来管理系统", "来管理所有系统").replace("公有云", "专有云")
        )
    file = project.root / "content/en/c.md"
    if file.exists():
        file.write_bytes(file.read_bytes().replace(b"title: ", b"title: Mended ", 1))
    (project.root / "content/zh/d.md").rename(project.root / "content/zh/moved.md")
    (project.root / "content/zh/e.md").unlink()
    glossary = "source,target,note\n背景,scene,\n控制台,console,\n团队,team,\n数据中心,data center,\n"
    project.write("locale/en/glossary.csv", glossary)
    page(project, names[5], luck)


def numbers(report: dict[str, Any]) -> dict[str, Any]:
    costs = report.get("plan") or report.get("spent") or {}
    spent = {target: {**asked, "requests": None} for target, asked in costs.items()}
    return {"spent": spent} | {name: report.get(name) for name in ("pages", "written", "targets", "pruned")}


@pytest.mark.parametrize("seed", range(6))
def test_a_dry_run_tells_the_numbers_of_the_run_that_follows(project: Project, seed: int) -> None:
    luck = random.Random(seed)
    lived(project, luck)
    verb = [
        *luck.choice([["draft"], ["sync"], ["sync", "--prune"]]),
        "--max-chars",
        str(luck.choice([40, 9000])),
    ]
    if verb[0] == "draft":
        project.run("extract")
    before = project.snapshot()
    planned = project.json(*verb, "--dry-run")
    assert project.snapshot() == before
    done = project.json(*verb)
    assert numbers(planned) == numbers(done)


def test_what_is_told_to_people_is_the_same_but_for_what_is_not_done_yet(project: Project) -> None:
    for name in ("a", "b"):
        project.page(f"{name}.md", "title: 案例\nb: 公有云\n")
    planned = project.ok("sync", "--engine", "fake", "--dry-run").stdout.splitlines()
    done = project.ok("sync", "--engine", "fake").stdout
    then = done.replace("characters sent to engines", "characters in 1 request to the engine")
    assert planned[:-1] == then.replace("written", "would be written").splitlines()[:-1]
    assert planned[-1] == "next: i18n-pipeline sync"
    assert "a.md: en: 2 new, 2 drafted, written" in done
