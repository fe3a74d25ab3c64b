"""Drafts that stand on pages since before only what is reviewed was published: they stay until somebody asks."""

from __future__ import annotations

import pytest
from conftest import Project

PAGE = "title: 案例\nlist:\n  - name: 公司简介\n  - name: 背景\n"
ENGLISH = "content/en/a.md"
MANIFEST = "locale/en/written/a.txt"


def reviewed(minimum: int) -> str:
    return f'engine = "fake"\npublish = "reviewed"\nmin_reviewed = {minimum}\n'


@pytest.fixture
def site(project: Project) -> Project:
    """A page of drafts, of which a person has reviewed one; then only what is reviewed is to be published."""
    project.page("a.md", PAGE)
    project.ok("sync", "--engine", "fake")
    project.translate("a", {"案例": "Case"})
    project.ok("sync", "--engine", "fake")
    project.write("i18n.toml", reviewed(0))
    return project


def test_it_is_asked_for_where_drafts_are_published(project: Project) -> None:
    project.page("a.md", PAGE)
    result = project.run("merge", "--unpublish-drafts")
    assert result.exit_code == 2
    assert '--unpublish-drafts goes with publish = "reviewed"' in result.stderr


def test_drafts_stay_until_they_are_taken_off_and_what_is_reviewed_stays(site: Project) -> None:
    before = site.read(ENGLISH)
    site.ok("merge")
    assert site.read(ENGLISH) == before
    site.ok("merge", "--unpublish-drafts")
    assert site.read(ENGLISH) == f"---\n{PAGE}---\n".replace("案例", "Case")
    snapshot = site.snapshot()
    site.ok("sync")
    site.ok("merge", "--unpublish-drafts")
    assert site.snapshot() == snapshot


def test_a_draft_gives_way_to_what_was_reviewed_for_an_older_source(site: Project) -> None:
    site.page("a.md", PAGE.replace("案例", "客户案例"))
    site.ok("extract")
    site.ok("merge", "--unpublish-drafts")
    assert site.read(ENGLISH) == f"---\n{PAGE}---\n".replace("案例", "Case")


@pytest.mark.parametrize("minimum", [0, 50, 100])
def test_a_page_of_nothing_but_drafts_goes_and_is_as_if_it_had_never_been_written(
    project: Project, minimum: int
) -> None:
    project.page("a.md", PAGE, "正文\n")
    project.ok("sync", "--engine", "fake")
    project.write("i18n.toml", reviewed(minimum))
    catalog = project.read("locale/en/LC_MESSAGES/a.po")
    snapshot = project.snapshot()
    dry = project.ok("merge", "--unpublish-drafts", "--dry-run")
    assert "would be unpublished" in dry.stdout
    assert project.snapshot() == snapshot
    assert project.run("merge", "--unpublish-drafts", "--check").exit_code == 1
    assert "a.md: en: unpublished" in project.ok("merge", "--unpublish-drafts").stdout
    assert not (project.root / ENGLISH).exists()
    assert not (project.root / MANIFEST).exists()
    assert project.read("locale/en/LC_MESSAGES/a.po") == catalog
    project.ok("sync")
    assert not (project.root / ENGLISH).exists()
    project.translate("a", {"案例": "Case", "公司简介": "About us", "背景": "Background", "正文": "Text"})
    project.ok("sync")
    assert "About us" in project.read(ENGLISH)


def test_a_page_that_came_to_be_below_and_says_something_reviewed_is_held_back_and_named(
    site: Project,
) -> None:
    site.write("i18n.toml", reviewed(100))
    before = site.snapshot()
    result = site.ok("merge", "--unpublish-drafts")
    assert site.snapshot() == before
    what = "held back: 2 drafts stand here beside what people wrote (title); review them, or delete the page"
    assert f"{ENGLISH}:1: warning: {what} [held-back]" in result.stderr


def with_an_override(site: Project) -> str:
    site.page("a.md", f"{PAGE}image: a.png\n")
    site.ok("sync", "--engine", "fake")
    site.write(ENGLISH, site.read(ENGLISH).replace("a.png", "b.png"))
    site.ok("sync", "--engine", "fake")
    return "locale/en/overrides.csv"


def with_a_body(site: Project) -> str:
    site.page("a.md", PAGE, "Text.\n")
    site.ok("sync", "--engine", "fake")
    site.write(ENGLISH, site.read(ENGLISH).replace("Text.", "The body"))
    site.ok("sync", "--engine", "fake")
    return "the text around its front matter"


@pytest.mark.parametrize("theirs", [with_an_override, with_a_body])
def test_nor_does_a_page_go_that_holds_something_else_of_a_persons(project: Project, theirs: object) -> None:
    place = theirs(project)  # type: ignore[operator]
    project.write("i18n.toml", reviewed(100))
    before = project.snapshot()
    result = project.ok("merge", "--unpublish-drafts")
    assert f"beside what people wrote ({place})" in result.stderr
    assert project.snapshot() == before


def test_a_page_that_was_changed_by_hand_is_left_alone(project: Project) -> None:
    project.page("a.md", PAGE)
    project.ok("sync", "--engine", "fake")
    project.write("i18n.toml", reviewed(100))
    project.write(ENGLISH, project.read(ENGLISH).replace("title: fake", "title: Not fake"))
    before = project.snapshot()
    result = project.run("merge", "--unpublish-drafts")
    assert result.exit_code == 1
    assert "was changed by hand and is left alone" in result.stderr
    assert project.snapshot() == before


def test_a_draft_that_was_approved_as_it_was_is_a_persons_also_under_a_later_source(project: Project) -> None:
    project.page("a.md", PAGE)
    project.ok("sync", "--engine", "fake")
    draft = project.entry("a", "背景").msgstr
    project.translate("a", {"背景": draft})
    project.ok("sync", "--engine", "fake")
    project.page("a.md", PAGE.replace("背景", "客户背景"))
    project.ok("extract")
    project.write("i18n.toml", reviewed(0))
    project.ok("merge", "--unpublish-drafts")
    assert draft in project.read(ENGLISH)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_pages_are_done_side_by_side_likewise(project: Project, jobs: str) -> None:
    for n in range(60):
        project.page(f"p{n}.md", PAGE)
    project.ok("sync", "--engine", "fake", "--jobs", jobs)
    project.write("i18n.toml", reviewed(100))
    project.ok("merge", "--unpublish-drafts", "--jobs", jobs)
    assert not list(project.root.glob("content/en/*.md"))
    assert not list(project.root.glob("locale/en/written/*.txt"))


def test_sync_check_status_and_merge_say_how_many_there_are_also_of_pages_that_are_as_they_were(
    project: Project,
) -> None:
    for name in ("a", "b", "c"):
        project.page(f"{name}.md", f"{PAGE}again: 背景\n")
    project.ok("sync", "--engine", "fake")
    project.translate("c", {"案例": "Case", "公司简介": "About us", "背景": "Background"})
    project.ok("sync", "--engine", "fake")
    stands = 'en: 6 drafts stand on 2 pages since before publish was "reviewed"; '
    verbs = ("sync", "check", "status", "merge")
    assert not any(stands in project.ok(verb).stdout for verb in verbs)
    project.write("i18n.toml", reviewed(100))
    for verb in ("sync", *verbs):
        assert f"{stands}i18n-pipeline merge --unpublish-drafts takes them off" in project.ok(verb).stdout
    for verb in ("sync", "check", "status"):
        assert project.json(verb)["targets"]["en"]["drafts on pages"] == 6
    project.ok("merge", "--unpublish-drafts")
    assert not any("drafts stand on" in project.ok(verb).stdout for verb in verbs)


def test_a_draft_that_somebody_has_mended_on_the_page_is_none(project: Project) -> None:
    project.page("a.md", PAGE)
    project.ok("sync", "--engine", "fake")
    project.write("i18n.toml", reviewed(0))
    project.write(ENGLISH, project.read(ENGLISH).replace("title: fake", "title: Not fake"))
    project.ok("sync")
    project.ok("merge", "--unpublish-drafts")
    assert "title: Not fake" in project.read(ENGLISH)
    assert "公司简介" in project.read(ENGLISH)
