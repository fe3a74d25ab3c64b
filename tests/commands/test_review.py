"""``review``: one file, the same bytes when nothing changed, and what changed when something did."""

from __future__ import annotations

import json
import os
import re
from typing import Any

import pytest
from conftest import Project


@pytest.fixture
def project(project: Project) -> Project:
    project.write("i18n.toml", "[targets.en]\n[targets.ja]\n")
    project.page("a.md", "title: 标题\ntext: 正文\n")
    project.page("b.md", "title: 另一页\n")
    project.ok("extract")
    return project


def review(project: Project, *arguments: str) -> Any:
    project.ok("review", *arguments, "--output", str(project.root / "out" / "sheet.html"))
    found = re.search(r'id="data">(.*?)</script>', project.read("out/sheet.html"), re.DOTALL)
    assert found
    return json.loads(found[1])


def changes(project: Project, target: str = "en") -> dict[str, str]:
    """By string: what became of it since the last sheet."""
    sheet = review(project)
    return {
        string["id"]: sheet["since"]["changes"].get(page["name"], {}).get(target, {}).get(string["key"], "")
        for page in sheet["pages"]
        for string in page["strings"]
    }


def test_it_reads_only_and_writes_the_same_bytes_again(project: Project) -> None:
    before = project.snapshot()
    review(project)
    first = project.snapshot()
    assert {file for file in first if first[file] != before.get(file)} == {"out/sheet.html"}
    result = project.ok("review", "--output", str(project.root / "out/sheet.html"))
    assert "is as it was" in result.output
    assert project.snapshot() == first
    assert str(project.root) not in project.read("out/sheet.html")


def test_what_changed_since_the_last_sheet(project: Project) -> None:
    assert "since" not in review(project) or review(project)["since"] is None
    project.translate("a", {"标题": "Title", "正文": "Text"}, fuzzy=True)
    assert changes(project) == {"标题": "draft", "正文": "draft", "另一页": ""}
    project.translate("a", {"标题": "Title"})
    project.translate("a", {"正文": "The text"}, fuzzy=True)
    project.page("b.md", "title: 另一页\nnew: 新的\n")
    project.ok("extract")
    assert changes(project) == {"标题": "reviewed", "正文": "reworded", "另一页": "", "新的": "new"}
    assert changes(project) == {"标题": "reviewed", "正文": "reworded", "另一页": "", "新的": "new"}
    project.page("a.md", "title: 标题\n")
    project.page("b.md", "title: 另一页\nnew: 新的啊\n")
    project.ok("extract")
    assert changes(project) == {"标题": "", "另一页": "", "新的啊": "new"}
    assert review(project)["since"]["gone"] == {"en": 2, "ja": 2}
    assert changes(project, "ja") == {"标题": "", "另一页": "", "新的啊": "new"}


def test_a_changed_source_makes_a_stale_string_and_no_new_one(project: Project) -> None:
    project.page("a.md", "title: 下次上课自动还原到离开时的样子\n")
    project.ok("extract")
    project.translate("a", {"下次上课自动还原到离开时的样子": "Restored"})
    review(project, "--target", "en")
    review(project)
    project.page("a.md", "title: 下次上课时自动还原到离开时的样子\n")
    project.ok("extract")
    assert changes(project)["下次上课时自动还原到离开时的样子"] == "stale"
    assert review(project)["since"]["gone"] == {"ja": 1}


def test_a_sheet_of_some_pages_is_not_what_the_next_is_compared_with(project: Project) -> None:
    review(project)
    project.translate("b", {"另一页": "Another"})
    assert [page["name"] for page in review(project, "a.md")["pages"]] == ["a.md"]
    assert [target["locale"] for target in review(project, "--target", "ja")["targets"]] == ["ja"]
    assert changes(project)["另一页"] == "reviewed"


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"digest":"","made":"","known":{"a":1}}', b"\xff"])
def test_a_note_that_cannot_be_read_is_none(project: Project, note: bytes) -> None:
    project.write(".i18n-cache/review.json", note)
    assert review(project)["since"] is None


def test_no_other_file_is_overwritten(project: Project) -> None:
    project.write("page.html", "<p>mine</p>")
    result = project.run("review", "--output", str(project.root / "page.html"))
    assert result.exit_code == 2
    assert "is no review sheet; name another" in result.output
    assert project.read("page.html") == "<p>mine</p>"
    project.write("other.toml", "")  # an empty i18n.toml is one
    result = project.run("review", "--output", str(project.root / "other.toml"))
    assert (result.exit_code, project.read("other.toml")) == (2, "")
    assert project.run("review").exit_code == 2
    assert project.run("review", "--output", str(project.root)).exit_code == 2


def test_what_cannot_be_written_is_named_as_it_is(project: Project) -> None:
    result = project.run("review", "--output", os.devnull)
    assert result.exit_code == 2
    assert result.stderr == f"error: {os.devnull}:1: cannot be read: it is not a regular file\n"
    link = project.root / "sheet.html"
    link.symlink_to(project.root.parent / "outside.html")
    assert f"{link}:1: cannot be read: a symbolic link leads out" in (
        project.run("review", "--output", str(link)).stderr
    )


def test_json_and_text(project: Project) -> None:
    out = str(project.root / "x.html")
    made = json.loads(project.ok("review", "--json", "--output", out).stdout)
    row = {"total": 2, "reviewed": 0, "draft": 0, "stale": 0, "missing": 2}
    assert made["pages"]["a.md"] == {"en": row, "ja": row}
    assert made["written"] == [out]
    assert json.loads(project.ok("review", "--json", "--output", out).stdout)["written"] == []
    assert project.ok("review", "--quiet", "--output", out).output == ""
