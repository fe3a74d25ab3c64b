"""What engines answered before is had again from the cache, as a draft is; nobody is asked, nothing written."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from i18n_pipeline import config as configuration
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.selection import select_pages
from i18n_pipeline.runs.cached_drafts import cached_drafts
from i18n_pipeline.steps.bundle import Bundle
from tests.conftest import Project

TEXT = "容器平台见 `kubectl` 和 {count}"


def found(project: Project, text: str = TEXT, *, of_several: bool = False) -> list[tuple[str, str]]:
    config = configuration.load(project.root)
    (source,) = select_pages(config).sources
    (target,) = config.targets
    with cached_drafts(config, target, read_glossary(config, target), of_several=of_several) as drafts_of:
        drafts = drafts_of(Bundle(config, source).loaded.messages)
    return list(drafts.get((None, text), ()))


@pytest.fixture
def drafted(project: Project) -> Project:
    """A page that gloss drafted, and fake before it."""
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a.md", f'title: "{TEXT}"\nlist:\n  - 第一项\n')
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    project.ok("draft", "--engine", "gloss", "--again")
    return project


def alter(project: Project, query: str, *values: str) -> None:
    with closing(sqlite3.connect(project.root / ".i18n-cache/drafts.sqlite")) as cache, cache:
        assert cache.execute(query, values).rowcount > 0


def test_what_each_engine_said_with_its_masked_pieces_the_chain_first(drafted: Project) -> None:
    drafts = found(drafted)
    assert [engine for engine, _ in drafts] == ["gloss", "fake"]
    assert drafts[0][1] == drafted.entry("a", TEXT).msgstr
    assert all("`kubectl`" in draft and "{count}" in draft for _, draft in drafts)
    assert drafts[0][1] != drafts[1][1]


def test_where_only_one_engine_has_any_there_is_nothing_to_compare(drafted: Project) -> None:
    assert len(found(drafted, of_several=True)) == 2
    drafted.write("locale/en/glossary.csv", "source,target,note\n平台,stage,\n")
    drafted.ok("draft", "--engine", "gloss")
    assert len(found(drafted)) == 1
    assert found(drafted, of_several=True) == []


def test_a_draft_that_a_guard_refuses_is_none(drafted: Project) -> None:
    alter(
        drafted, "UPDATE answers SET answer = 'See [X0X] and [X1X] 7 times' WHERE answer LIKE 'fake%[X0X]%'"
    )
    assert [engine for engine, _ in found(drafted)] == ["gloss"]


def test_drafts_of_other_terms_are_none(drafted: Project) -> None:
    drafted.write("locale/en/glossary.csv", "source,target,note\n平台,stage,\n")
    assert found(drafted) == []


def test_one_answer_to_texts_that_have_nothing_in_common_is_none(drafted: Project) -> None:
    drafted.page("a.md", "list:\n  - 客户在上海有仓库\n  - 数据库每夜备份一回\n")
    drafted.ok("extract")
    drafted.ok("draft", "--engine", "fake")
    assert found(drafted, "客户在上海有仓库")
    alter(
        drafted, "UPDATE answers SET answer = 'Same' WHERE text IN ('客户在上海有仓库', '数据库每夜备份一回')"
    )
    assert found(drafted, "客户在上海有仓库") == []


def test_nothing_is_asked_or_written(drafted: Project) -> None:
    cache = drafted.root / ".i18n-cache/drafts.sqlite"
    drafted.page("a.md", "title: 从来没有人问过的话\n")
    before = cache.read_bytes()
    assert found(drafted, "从来没有人问过的话") == []
    assert cache.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"no database at all"])
def test_a_cache_that_is_not_there_or_damaged_has_none(drafted: Project, content: bytes | None) -> None:
    cache = drafted.root / ".i18n-cache/drafts.sqlite"
    cache.unlink()
    if content is not None:
        cache.write_bytes(content)
    assert found(drafted) == []
    assert (cache.read_bytes() if cache.exists() else None) == content
