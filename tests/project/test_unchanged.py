"""What is kept of pages that need no work: a cache, that may be damaged or gone at any time."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import Project

from i18n_pipeline.disk import stamps

SYNC = ("sync", "--engine", "fake")


@pytest.fixture
def site(project: Project) -> Project:
    for name in "abc":
        project.page(f"case/{name}.md", f"title: 案例 {name}\nlist: [一二三四五]\n")
    project.ok(*SYNC)
    return project


def kept(site: Project) -> Path:
    return site.root / ".i18n-cache/unchanged.sqlite"


def rows(site: Project) -> dict[str, tuple[bytes, ...]]:
    with closing(sqlite3.connect(kept(site))) as database, database:
        found = database.execute(
            "SELECT *, details.rowid FROM fingerprints JOIN details USING (page)"
        ).fetchall()
    return {page: tuple(rest) for page, *rest in found}


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def of_others(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE fingerprints (page TEXT)")


def of_no_bytes(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE fingerprints SET facts = x'c1'")


@pytest.mark.parametrize(
    "damage",
    [lambda file: file.write_bytes(b"no database"), cut_off, of_others, of_no_bytes, Path.unlink],
)
def test_whatever_becomes_of_it_a_run_finds_the_same(site: Project, damage: Callable[[Path], object]) -> None:
    before = site.json(*SYNC)
    assert before["pages"] == {}
    damage(kept(site))
    anew = site.json(*SYNC)
    assert {**anew, "pages": {}} == before
    assert site.json(*SYNC) == before
    assert set(rows(site)) == {"case/a.md", "case/b.md", "case/c.md"}


def test_a_run_writes_what_is_new_in_it(site: Project) -> None:
    site.ok(*SYNC)
    before = rows(site)
    site.page("case/b.md", "title: 案例 B\n")
    (site.root / "content/zh/case/c.md").unlink()
    site.run(*SYNC, "--prune")
    site.ok(*SYNC)
    after = rows(site)
    assert set(after) == {"case/a.md", "case/b.md"}
    assert after["case/b.md"] != before["case/b.md"]
    assert after["case/a.md"][-1] == before["case/a.md"][-1]  # the row itself: a new one has a new number


def test_findings_stand_in_one_order_whatever_was_left_out(site: Project) -> None:
    site.write("i18n.toml", "body = false\n")
    for name in "abc":
        site.page(f"case/{name}.md", f"title: 案例 {name}\n", body="正文\n")
    site.ok(*SYNC)
    site.page("case/b.md", "title: 案例 b\nmore: 更多\n", body="正文\n")
    found = site.json(*SYNC)["findings"]
    shutil.rmtree(site.root / ".i18n-cache")
    assert site.json(*SYNC)["findings"] == found
    assert len({finding["page"] for finding in found}) == 3


@pytest.mark.parametrize(
    ("rules", "line"),
    [
        ('rule = [{path = "title"}, {path = "nowhere"}]\n', 1),
        ('rule = [{path = "nowhere"}, {path = "title"}]\n', 1),
        ("rule = [\n  {path = \"title\"},\n  {path = 'nowhere'},\n]\n", 3),
        ('[[rule]]\npath = "title"\n[[rule]]\npath = "nowhere"\n', 3),
    ],
)
def test_a_rule_that_matches_nothing_is_told_in_every_run(project: Project, rules: str, line: int) -> None:
    project.write("i18n.toml", rules)
    project.page("a.md", "title: 标题\n")
    for _ in range(3):
        found = project.json(*SYNC)["findings"]
        assert [(f["rule"], f["line"]) for f in found] == [("unmatched-rule", line)]
        assert "nowhere" in found[0]["message"]


def test_a_dry_run_writes_none_of_it(project: Project) -> None:
    project.page("case/a.md", "title: 案例\n")
    found = project.json(*SYNC, "--dry-run")
    assert found["pages"]
    assert not kept(project).exists()


def test_overrides_that_go_back_to_what_they_were_are_noticed(project: Project) -> None:
    project.page("a.md", "title: 标题\nimage: /a.png\n")
    project.ok(*SYNC)
    project.write("content/en/a.md", project.read("content/en/a.md").replace("/a.png", "/en.png"))
    project.ok(*SYNC)
    (project.root / "locale/en/overrides.csv").unlink()
    project.ok(*SYNC)
    assert "/a.png" in project.read("content/en/a.md")


def test_a_name_that_another_file_takes_over_is_another_page(project: Project) -> None:
    project.write("i18n.toml", 'pages = ["content/{lang}/**/*.md", "content/*.{lang}.md"]\n[targets.en]\n')
    project.write("content/a.zh.md", "---\ntitle: 标题\n---\n")
    project.ok(*SYNC)
    project.page("a.md", "title: 别的标题\n")
    project.run(*SYNC)
    assert project.entry("a", "别的标题")


def test_a_page_beside_its_namesake_in_another_case_is_noticed(project: Project) -> None:
    project.page("ZTO.md", "title: 标题\n")
    project.ok(*SYNC)
    (project.root / "content/en/ZTO.md").rename(project.root / "content/en/zto.md")
    if (project.root / "content/en/ZTO.md").exists():
        pytest.skip("case makes no difference here")
    shutil.rmtree(project.root / "locale/en/written")
    project.run("merge", "--force")
    project.run(*SYNC)
    text = project.read("content/en/zto.md")
    project.write("content/en/ZTO.md", text.replace("title: ", "title: By hand, "))
    project.run(*SYNC)
    assert project.entry("ZTO", "标题").msgstr.startswith("By hand, ")


def test_a_record_that_is_lost_is_written_again(site: Project) -> None:
    record = site.root / "locale/en/written/case/a.txt"
    before = record.read_bytes()
    record.unlink()
    site.ok(*SYNC)
    assert record.read_bytes() == before


def test_a_page_is_not_pruned_that_another_has_taken_over(project: Project) -> None:
    project.page("p0.md", "title: 标题\n")
    project.page("p1.md", "title: 其他\n")
    project.ok(*SYNC)
    (project.root / "content/zh/p0.md").unlink()
    project.page("q0.md", "title: 全新的一页\n")
    project.ok(*SYNC)
    records = project.root / "locale/en/written"
    shutil.copy(records / "q0.txt", records / "p0.txt")
    project.run(*SYNC, "--prune")
    assert (project.root / "content/en/q0.md").exists()


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_cache_that_cannot_be_written_costs_a_warning(site: Project, options: tuple[str, ...]) -> None:
    kept(site).unlink()
    kept(site).mkdir()
    site.page("case/a.md", "title: 全新\n")
    done = site.run(*SYNC, *options)
    assert done.exit_code == 0
    assert "the cache cannot be used" in done.output
    assert site.entry("case/a", "全新").msgstr


def test_a_time_that_nobody_can_keep_tells_nothing() -> None:
    odd: Any = SimpleNamespace(st_size=1, st_mtime_ns=-(10**20), st_ctime_ns=1, st_ino=1)
    assert stamps.stamp(b"a", odd, time.time_ns()).look == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE fingerprints SET fingerprint = x'94a16190a090'",  # of another page
        "UPDATE fingerprints SET fingerprint = x'94b6' || CAST('content/zh/case/a.md' AS BLOB) || x'0061' || x'90a090'",
        "UPDATE fingerprints SET fingerprint = 'text'",
        "UPDATE details SET findings = 'text'",
        "UPDATE details SET reviewed = 'text'",
        "DELETE FROM details",
        "DROP TABLE details",
    ],
)
def test_it_heals(site: Project, damage: str) -> None:
    before = site.json(*SYNC)
    with closing(sqlite3.connect(kept(site))) as database, database:
        database.execute(damage)
    found = site.json(*SYNC)
    assert (found["findings"], found["targets"]) == (before["findings"], before["targets"])
    site.ok(*SYNC)


@pytest.mark.parametrize(
    "damage", ["UPDATE details SET reviewed = 'text'", "DELETE FROM details", "DROP TABLE details"]
)
def test_what_was_reviewed_is_found_without_it(site: Project, damage: str) -> None:
    site.translate("case/a", {"案例 a": "Case A"})
    site.ok(*SYNC)
    site.ok(*SYNC)
    with closing(sqlite3.connect(kept(site))) as database, database:
        database.execute(damage)
    site.page("case/new.md", "title: 案例 a\n")
    site.ok(*SYNC)
    assert site.entry("case/new", "案例 a").msgstr == "Case A"


def test_files_look_the_same_from_their_open_folder(site: Project) -> None:
    names = ["content/zh/case/a.md", "locale/pot/case/a.pot", "content/zh", "no/such.md"]
    with stamps.near(site.root) as folder:
        assert folder is not None or sys.platform == "win32"
        assert stamps.looks(site.root, names, folder) == stamps.looks(site.root, names)
    with stamps.near(site.root / "no") as folder:
        assert folder is None


def test_a_run_for_one_target_leaves_what_is_known_for_all(project: Project) -> None:
    project.write("i18n.toml", "[targets.en]\n[targets.de]\n")
    for number in range(3):
        project.page(f"p{number}.md", f"title: 标题{'一二三'[number]}\n")
    project.ok(*SYNC)
    project.ok(*SYNC)

    def worked_on(*arguments: str) -> int:
        return len(project.json(*SYNC, *arguments)["pages"])

    assert worked_on("--target", "de") == 0, "what holds for all holds for one"
    project.page("p0.md", "title: 另外的标题\n")
    assert worked_on("--target", "de") == 1
    assert worked_on("--target", "de") == 0, "and is known from then on"
    assert worked_on() == 1, "the other target is behind"
    assert worked_on() == 0
    assert worked_on("--target", "en") == 0
