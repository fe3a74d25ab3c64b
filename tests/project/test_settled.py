"""What is kept of pages that need no work: a cache, that may be damaged or gone at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Project

SYNC = ("sync", "--engine", "fake")


@pytest.fixture
def site(project: Project) -> Project:
    for name in "abc":
        project.page(f"case/{name}.md", f"title: 案例 {name}\nlist: [一二三四五]\n")
    project.ok(*SYNC)
    return project


def kept(site: Project) -> Path:
    return site.root / ".i18n-cache/seals.sqlite"


def rows(site: Project) -> dict[str, tuple[bytes, ...]]:
    with sqlite3.connect(kept(site)) as database:
        found = database.execute("SELECT * FROM seals JOIN details USING (page)").fetchall()
    return {page: tuple(rest) for page, *rest in found}


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def of_others(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE seals (page TEXT)")


def of_no_bytes(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE seals SET facts = x'c1'")


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
    assert after["case/a.md"][2:] == before["case/a.md"][2:]


def test_a_dry_run_writes_none_of_it(project: Project) -> None:
    project.page("case/a.md", "title: 案例\n")
    found = project.json(*SYNC, "--dry-run")
    assert found["pages"]
    assert not kept(project).exists()
