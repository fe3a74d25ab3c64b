"""What a run that has nothing to do loads, and looks at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

from conftest import Project

#: Large or slow to import, and of no use to those who only ask for help, or whose project is as it was.
HEAVY = {
    "yaml",
    "ruamel",
    "polib",
    "requests",
    "tenacity",
    "rapidfuzz",
    "rich",
    "sqlalchemy",
    "asyncio",
    "multiprocessing",
    "distributed",
    "deep_translator",
    "ruamel.yaml",
    "i18n_pipeline.engines",
    "i18n_pipeline.checks",
    "i18n_pipeline.pages",
    "i18n_pipeline.align",
}
TELLING = """
import sys
from i18n_pipeline.__main__ import main
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=open(sys.argv[0] + ".modules", "w"))
    print(*opened, sep="\\n", file=open(sys.argv[0] + ".opened", "w"))
"""


def told(project: Project, *arguments: str) -> tuple[set[str], set[str]]:
    """The modules that a run loads, and the files of the project that it opens."""
    script = project.write(".i18n-cache/telling.py", TELLING)
    subprocess.run([sys.executable, str(script), *arguments], check=True, capture_output=True)
    loaded = set(script.with_name("telling.py.modules").read_text().split())
    opened = script.with_name("telling.py.opened").read_text().splitlines()
    root = f"{project.root}/"
    return loaded, {
        file.removeprefix(root) for file in opened if file.startswith(root) or not file.startswith("/")
    }


def modules_of(library: str) -> set[str]:
    """What a library loads by itself, as it is installed: some have loaded asyncio."""
    code = f"import sys, {library}; print(*sys.modules)"
    return set(
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        ).stdout.split()
    )


def synced(project: Project) -> tuple[set[str], set[str]]:
    return told(project, "sync", "--engine", "fake", "--root", str(project.root), "--quiet")


def test_help_loads_little(project: Project) -> None:
    loaded, _ = told(project, "--help")
    assert (
        sorted(
            loaded & (HEAVY | {"babel", "msgspec", "i18n_pipeline.config", "i18n_pipeline.project.layout"})
        )
        == []
    )


def test_a_project_as_it_was_costs_a_look_at_its_files(project: Project) -> None:
    for number in range(5):
        project.page(f"case/{number}.md", f"title: 案例 {number}\n")
    synced(project)
    time.sleep(2.1)  # until then the times of the files say nothing
    synced(project)
    loaded, opened = synced(project)
    assert sorted(loaded & (HEAVY | {"babel", "ctypes", "csv", "unicodedata"}) - modules_of("filelock")) == []
    assert not {file for file in opened if file.endswith(".md")}
    assert not {file for file in opened if file.endswith((".po", ".pot"))}


def test_a_draft_reads_the_catalogs_that_have_what_it_asks_for(project: Project) -> None:
    for number in range(5):
        project.page(f"case/{number}.md", f"title: 案例 {number}\n")
    synced(project)
    project.translate("case/3", {"案例 3": "Case three"})
    project.translate("case/4", {"案例 4": "Case four"})
    synced(project)
    time.sleep(2.1)
    synced(project)
    project.page("case/new.md", "title: 案例 3\nlist: [案例 6]\n")
    project.ok("extract")
    _, opened = told(project, "draft", "case/new.md", "--engine", "fake", "--root", str(project.root))
    catalogs = {file.rpartition("/")[2] for file in opened if file.endswith(".po")}
    assert catalogs == {"3.po", "new.po"}
    assert project.entry("case/new", "案例 3").msgstr == "Case three"
    project.translate("case/4", {"案例 4": "The fourth case"})
    project.page("case/newer.md", "title: 案例 4\n")
    project.ok("extract")
    project.ok("draft", "case/newer.md", "--engine", "fake")
    assert project.entry("case/newer", "案例 4").msgstr == "The fourth case"


def test_a_page_of_the_same_size_and_time_is_not_taken_for_the_same(project: Project) -> None:
    project.page("case/a.md", "title: 案例甲\n")
    page = project.root / "content/zh/case/a.md"
    for _ in range(2):
        project.ok("sync", "--engine", "fake")
    before = page.stat()
    project.page("case/a.md", "title: 案例乙\n")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size
    project.ok("sync", "--engine", "fake")
    assert project.entry("case/a", "案例乙").msgstr


def test_without_its_cache_a_run_finds_the_same(project: Project) -> None:
    project.page("case/a.md", "title: 案例甲\nlist: [一二三四五]\n")
    project.json("sync", "--engine", "fake")
    again = project.json("sync", "--engine", "fake")
    shutil.rmtree(project.root / ".i18n-cache")
    anew = project.json("sync", "--engine", "fake")
    assert again["pages"] == {}
    assert {**anew, "pages": {}} == again
