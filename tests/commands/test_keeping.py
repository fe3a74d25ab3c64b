"""The source language never comes back to a target page, whatever becomes of a translation."""

from __future__ import annotations

import pytest
from conftest import Project

PAGE = "title: 案例\nlist:\n  - name: 公司简介\n  - name: 背景\n"
ENGLISH = "content/en/a.md"
TEXTS = {"案例": "Case", "公司简介": "About us", "背景": "Background"}


@pytest.fixture
def site(project: Project) -> Project:
    project.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 0\n')
    project.page("a.md", PAGE)
    project.ok("extract")
    project.translate("a", TEXTS)
    project.ok("merge")
    return project


def in_step(site: Project) -> None:
    """Nothing is left to do."""
    before = site.snapshot()
    site.ok("merge")
    assert site.snapshot() == before
    assert not [f for f in site.json("check")["findings"] if f["rule"] in ("page-behind", "page-by-hand")]


@pytest.mark.parametrize("text", ["", "Somebody is at work"])
def test_what_is_no_longer_fit_to_publish_stays_until_something_is(site: Project, text: str) -> None:
    before = site.read(ENGLISH)
    site.translate("a", {"背景": text}, fuzzy=bool(text))
    site.ok("merge")
    assert site.read(ENGLISH) == before
    in_step(site)
    site.page("a.md", PAGE.replace("  - name: 公司", "  - name: 新的一项\n  - name: 公司"))
    site.ok("extract")
    site.ok("merge")
    assert site.read(ENGLISH) == before.replace("  - name: About", "  - name: 新的一项\n  - name: About")
    in_step(site)
    site.translate("a", {"背景": "The background"})
    site.ok("merge")
    assert "The background" in site.read(ENGLISH)


def test_drafts_stay_on_the_page_when_only_what_is_reviewed_is_to_be_published(project: Project) -> None:
    project.page("a.md", PAGE)
    project.ok("sync", "--engine", "fake")
    before = project.read(ENGLISH)
    project.write("i18n.toml", 'engine = "fake"\npublish = "reviewed"\nmin_reviewed = 0\n')
    project.ok("sync")
    assert project.read(ENGLISH) == before
    in_step(project)
    assert " ~" not in project.read("locale/en/written/a.txt")
    project.write(ENGLISH, before.replace("title: fake", "title: Not fake"))
    project.ok("sync")
    assert {entry.msgid for entry in project.po("a") if not entry.fuzzy} == {"案例"}, "drafts stay drafts"


def test_a_page_that_would_lose_a_text_is_held_back_whole_and_named(site: Project) -> None:
    before = site.read(ENGLISH)
    site.page("a.md", PAGE.replace("背景", "解决方案").replace("案例", "客户案例"))
    site.ok("extract")
    result = site.ok("merge")
    place = "list[1].name"
    what = f"held back: the source says something new at {place}, and no translation of it is fit to publish"
    assert f"a.md: en: {what}" in result.stdout
    assert site.read(ENGLISH) == before
    (finding,) = [f for f in site.json("check")["findings"] if f["rule"] == "held-back"]
    assert (finding["file"], finding["message"], finding["severity"]) == (ENGLISH, what, "warning")
    site.translate("a", {"解决方案": "Solution"})
    site.ok("merge")
    assert site.read(ENGLISH) == before.replace("Background", "Solution")
    in_step(site)


def test_an_item_that_goes_takes_its_text_along(site: Project) -> None:
    site.page("a.md", PAGE.replace("  - name: 背景\n", ""))
    site.ok("extract")
    site.ok("merge")
    assert site.read(ENGLISH) == "---\ntitle: Case\nlist:\n  - name: About us\n---\n"


def test_a_translation_that_a_tool_dropped_stays_on_the_page(site: Project) -> None:
    """The obsolete entry, which says that it was reviewed, is gone."""
    before = site.read(ENGLISH)
    site.page("a.md", PAGE.replace("背景", "客户背景"))
    site.ok("extract")
    po = site.po("a")
    for entry in po.obsolete_entries():
        po.remove(entry)
    po.save(newline="\n")
    site.ok("merge")
    assert site.read(ENGLISH) == before
    in_step(site)


RULE = '[[rule]]\npath = "list[*].name"\n'


@pytest.mark.parametrize("rule", ['context = "menu"', 'note = "Short."', "max_length = 20"])
def test_a_rule_that_comes_later_carries_reviewed_texts_over(site: Project, rule: str) -> None:
    before = site.read(ENGLISH)
    site.translate("a", {"公司简介": "About us"}, fuzzy=True)
    for rules in (RULE + rule, RULE + 'context = "other"', ""):
        site.write("i18n.toml", f'publish = "reviewed"\nmin_reviewed = 0\n{rules}\n')
        site.ok("sync", "--engine", "fake")
        assert site.read(ENGLISH) == before
        assert {e.msgid: (e.msgstr, e.fuzzy) for e in site.po("a")} == {
            "案例": ("Case", False), "公司简介": ("About us", True), "背景": ("Background", False)
        }  # fmt: skip
        in_step(site)


def test_drafts_and_their_marks_are_carried_over_as_well(project: Project) -> None:
    project.page("a.md", PAGE)
    project.ok("sync", "--engine", "fake")
    before = project.read(ENGLISH)
    project.write("i18n.toml", f'engine = "fake"\n{RULE}context = "menu"\n')
    result = project.ok("sync")
    assert (project.read(ENGLISH), "drafted" in result.stdout) == (before, False)
    assert len([e for e in project.po("a") if e.msgctxt == "menu" and e.fuzzy]) == 2
    project.page("a.md", PAGE.replace("背景", "客户背景"))
    project.ok("sync")
    assert "drafted by fake" in project.entry("a", "客户背景").tcomment, "nobody touched it"


def test_places_that_do_not_agree_make_a_text_fuzzy(project: Project) -> None:
    project.page("a.md", "title: 背景\nname: 背景\n")
    project.write("i18n.toml", '[[rule]]\npath = "name"\ncontext = "menu"\n')
    project.ok("extract")
    po = project.po("a")
    for entry in po:
        entry.msgstr = "Background" if entry.msgctxt is None else "Backdrop"
    po.save(newline="\n")
    project.write(
        "i18n.toml", "".join(f'[[rule]]\npath = "{key}"\ncontext = "both"\n' for key in ("title", "name"))
    )
    project.ok("extract")
    found = [e for e in project.po("a") if e.msgctxt == "both"]
    assert [(e.fuzzy, e.msgstr in ("Background", "Backdrop")) for e in found] == [(True, True)]


def test_a_value_that_a_rule_makes_text_of_keeps_what_people_said_for_it(project: Project) -> None:
    project.page("a.md", "title: 案例\nimage: Zhongguo\n")
    project.write("locale/en/overrides.csv", "page,path,source,target\na.md,image,Zhongguo,China\n")
    project.ok("sync", "--engine", "fake")
    project.write("i18n.toml", 'engine = "fake"\n[[rule]]\npath = "image"\ntranslate = true\n')
    project.run("sync")
    assert (project.entry("a", "Zhongguo").msgstr, project.entry("a", "Zhongguo").fuzzy) == ("China", False)
    assert "image: China\n" in project.read(ENGLISH)


@pytest.mark.parametrize("verb", ["extract", "draft", "merge", "sync", "check", "status", "align"])
def test_a_target_whose_locale_has_changed_says_where_its_catalogs_are(site: Project, verb: str) -> None:
    """Else all would be empty there, and so the pages."""
    site.write("i18n.toml", '[targets.ja]\n[targets.en]\n# British\nlocale = "en_GB"\n')
    before = site.snapshot()
    result = site.run(verb)
    told = "the catalogs of [targets.en] lie under locale/en; rename that folder to locale/en_GB"
    assert (result.exit_code, result.stderr) == (2, f"error: i18n.toml:4: {told}\n")
    assert site.snapshot() == before
    (site.root / "locale/en").rename(site.root / "locale/en_GB")
    assert "targets.en" not in site.run(verb).stderr


def test_a_second_region_of_a_language_is_no_changed_locale(site: Project) -> None:
    site.write("i18n.toml", '[targets.en]\n[targets.en-gb]\nlocale = "en_GB"\n')
    before = site.read(ENGLISH)
    site.ok("extract")
    assert "a.md: en_GB: held back: nothing translated yet" in site.ok("merge").stdout
    assert (site.read(ENGLISH), (site.root / "content/en-gb/a.md").exists()) == (before, False)


def test_one_item_for_another_further_down_may_be_its_version(site: Project) -> None:
    """Where nobody can tell, the page is held back; a text that goes without a new one is not missed."""
    before = site.read(ENGLISH)
    site.page("a.md", PAGE.replace("  - name: 公司简介\n", "") + "  - name: 一句完全不同的话\n")
    site.ok("extract")
    assert "held back: the source says something new at list[1].name" in site.ok("merge").stdout
    assert site.read(ENGLISH) == before


def test_another_target_is_no_second_site_in_chinese(site: Project) -> None:
    site.write("i18n.toml", "[targets.en]\n[targets.ja]\n")
    site.ok("extract")
    site.ok("merge")
    assert not (site.root / "content/ja").exists()


def test_a_text_that_was_approved_for_a_new_source_is_mended_on_the_page_as_one_of_that(
    site: Project,
) -> None:
    site.page("a.md", PAGE.replace("背景", "客户背景"))
    site.ok("sync", "--engine", "fake")
    site.translate("a", {"客户背景": "Background"})
    site.ok("sync", "--engine", "fake")
    site.write(ENGLISH, site.read(ENGLISH).replace("Background", "The customer"))
    site.ok("sync", "--engine", "fake")
    assert "The customer" in site.read(ENGLISH)
    assert (site.entry("a", "客户背景").msgstr, site.entry("a", "客户背景").fuzzy) == ("The customer", False)
