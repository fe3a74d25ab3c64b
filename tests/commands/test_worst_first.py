"""Worst first: status has the pages that need most work at the top, and counts drafts by how far to trust them."""

from __future__ import annotations

from tests.conftest import Project

GOOD = "list:\n  - 数据备份\n  - 负载均衡\n  - 技术支持\n"
POOR = (
    "list:\n"
    "  - 把复杂的流程留给自己，把简单的结果留给每一位客户，这是团队多年以来一直坚持的做法。\n"
    "  - 从下单到出库再到签收，平均用时由四小时缩短到五十分钟，客户对此十分满意。\n"
)
LIKE = "监控数据每十五秒采集一次，全部保留九十天以上。"


def classes(project: Project, page: str = "") -> dict[str, int]:
    target = project.json("status")["targets"]["en"]
    found: dict[str, int] = (target["pages"][page] if page else target).get("confidence", {})
    return found


def site(project: Project) -> Project:
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a-good.md", GOOD)
    project.page("b-poor.md", POOR)
    project.page("c-none.md", "title: Latin\n")
    project.page("d-missing.md", "list:\n  - 第一项\n  - 第二项\n  - 第三项\n")
    project.ok("extract")
    project.ok("draft", "a-good.md", "b-poor.md")
    return project


def test_the_page_that_needs_most_work_is_first_and_the_classes_are_counted(project: Project) -> None:
    site(project)
    before = project.snapshot()
    target = project.json("status")["targets"]["en"]
    assert list(target["pages"]) == ["d-missing.md", "b-poor.md", "a-good.md", "c-none.md"]
    assert target["pages"]["b-poor.md"]["confidence"] == {"good": 0, "fair": 0, "poor": 2}
    assert target["pages"]["a-good.md"]["confidence"] == {"good": 3, "fair": 0, "poor": 0}
    assert target["confidence"] == {"good": 3, "fair": 0, "poor": 2}
    assert "confidence" not in target["pages"]["d-missing.md"]
    rows = [line.split() for line in project.ok("status").stdout.splitlines()]
    assert rows[0] == ["en", "total", "reviewed", "draft", "poor", "stale", "missing"]
    assert [row[0] for row in rows[1:5]] == list(target["pages"])
    assert rows[2] == ["b-poor.md", "2", "0", "2", "2", "0", "0"]
    assert project.snapshot() == before


def test_what_people_wrote_or_approved_is_in_no_class(project: Project) -> None:
    site(project)
    project.translate("a-good", {"数据备份": "Backup of data"}, fuzzy=True)
    project.translate("a-good", {"负载均衡": project.entry("a-good", "负载均衡").msgstr})
    assert classes(project, "a-good.md") == {"good": 1, "fair": 0, "poor": 0}


def test_what_a_rule_objects_to_is_not_good(project: Project) -> None:
    site(project)
    project.write("i18n.toml", 'engine = "gloss"\n[[rule]]\npath = "list[*]"\nmax_length = 11\n')
    project.ok("extract")
    assert len(project.entry("a-good", "数据备份").msgstr) <= 11
    assert classes(project, "a-good.md") == {"good": 1, "fair": 2, "poor": 0}


def test_a_like_text_that_people_reviewed_speaks_for_a_draft_and_another_against_it(project: Project) -> None:
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a.md", f"title: {LIKE}\n")
    project.page("b.md", f"title: {LIKE.replace('九十', '三十')}\n")
    project.ok("extract")
    project.ok("draft", "a.md")
    alone = classes(project)
    draft = project.entry("a", LIKE).msgstr
    project.translate("b", {LIKE.replace("九十", "三十"): draft.replace("90", "30")})
    assert (alone, classes(project)) == (
        {"good": 0, "fair": 0, "poor": 1},
        {"good": 0, "fair": 1, "poor": 0},
    )


def test_what_another_engine_said_counts_as_long_as_the_cache_has_it(project: Project) -> None:
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a.md", "title: 数据备份\n")
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    project.ok("draft", "--engine", "gloss", "--again")
    assert classes(project) == {"good": 0, "fair": 1, "poor": 0}  # fake's words are made up
    (project.root / ".i18n-cache/drafts.sqlite").write_bytes(b"no database")
    assert classes(project) == {"good": 1, "fair": 0, "poor": 0}
    (project.root / ".i18n-cache/drafts.sqlite").unlink()
    assert classes(project) == {"good": 1, "fair": 0, "poor": 0}


def test_a_glossary_that_cannot_be_read_is_one_line(project: Project) -> None:
    site(project)
    project.write("locale/en/glossary.csv", b"\xff\xfe")
    result = project.run("status")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: locale/en/glossary.csv:1: ")
    assert result.stderr.count("\n") == 1
