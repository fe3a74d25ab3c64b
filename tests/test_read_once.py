"""Data flows once: a run that follows one edit opens each file of the page once, and reads nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Project

from i18n_pipeline.disk import stamps

_COUNTING = """
import collections, json, os, sys
from i18n_pipeline.catalog import store
from i18n_pipeline.pages import parse

root, counted = sys.argv.pop(1), collections.Counter()

def counting(kind, function):
    def called(raw, *given, **named):
        counted[f"{kind} {named.get('file') or given[-1]}"] += 1
        return function(raw, *given, **named)
    return called

parse.parse_page = counting("parse", parse.parse_page)
store.parse = counting("parse", store.parse)
opened = os.open

def noted(path, flags, *given, **named):
    found = opened(path, flags, *given, **named)
    if flags & os.O_ACCMODE == os.O_RDONLY and not flags & os.O_DIRECTORY:
        file = os.readlink(f"/proc/self/fd/{found}")
        if file.startswith(root) and "/." not in file:
            counted[f"open {os.path.relpath(file, root)}"] += 1
    return found

os.open = noted
from i18n_pipeline.__main__ import main
try:
    main()
finally:
    print(json.dumps(counted), file=sys.stderr)
"""
PAGE = "title: 混合云\nintro: 我们在云上重新梳理了分散在各处的配置。\nmore: 另外一句完整的话，讲数据库。\n"


def counted(project: Project, *arguments: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", _COUNTING, project.root, *arguments, "--root", project.root],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, int] = json.loads(done.stderr.splitlines()[-1])
    return found


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(
        stamps, "_RESOLUTION", 0
    )  # what is as it was is known by its times, though just written
    for name in ("a", "b", "c"):
        project.page(f"{name}.md", PAGE.replace("数据库", f"数据库{name}"))
    project.ok("sync")
    for name in ("a", "b", "c"):
        project.translate(name, {entry.msgid: f"Text {name}" for entry in project.po(name)})
    project.ok("sync")
    project.ok("sync")
    return project


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no /proc")
@pytest.mark.parametrize(
    ("new", "written"),
    [("我们在云上重新梳理了分散在各处的所有配置。", 1), ("其他", 2)],
    ids=["sentence", "another"],
)
def test_after_one_edit_each_file_is_read_once(site: Project, new: str, written: int) -> None:
    site.page(
        "a.md", PAGE.replace("数据库", "数据库a").replace("我们在云上重新梳理了分散在各处的配置。", new)
    )
    found = counted(site, "sync", "--engine", "fake")
    catalog, page = "locale/en/LC_MESSAGES/a.po", "content/en/a.md"
    of_page = {file: count for file, count in found.items() if file.rpartition("/")[2].startswith("a.")}
    assert of_page == {
        "open content/zh/a.md": 1,
        "parse content/zh/a.md": 1,
        "open locale/pot/a.pot": 1,
        "parse locale/pot/a.pot": 1,
        f"open {catalog}": 3,  # once more right before it is written: again once it has its draft
        f"parse {catalog}": 1,
        f"open {page}": written,
        "open locale/en/written/a.txt": 1,
    }
    others = {file: count for file, count in found.items() if file not in of_page}
    assert set(others.values()) <= {1}
    assert not [file for file in others if file.startswith("parse") and not file.endswith(".po")]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no /proc")
def test_a_run_in_which_nothing_changed_opens_no_page(site: Project) -> None:
    assert not [file for file in counted(site, "sync") if "a." in file]
