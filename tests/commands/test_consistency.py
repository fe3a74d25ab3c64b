"""One text in several pages: what people made of it, and what settles which is right."""

from __future__ import annotations

from collections import Counter

import pytest
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.config import Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Severity
from i18n_pipeline.steps.consistency import Wording, disagreements

PAGES = ("a", "b", "c", "d")
TEXTS = ("Private", "Private cloud", "private", "Hybrid")


@pytest.fixture
def site(project: Project) -> Project:
    for name, text in zip(PAGES, TEXTS, strict=True):
        project.page(f"{name}.md", f"title: 页面 {name}\nkind: 私有云\n")
        project.ok("extract")
        project.translate(name, {f"页面 {name}": f"Page {name}", "私有云": text})
    project.ok("merge")
    return project


def found(site: Project, *arguments: str) -> list[tuple[str, str]]:
    said = site.json("check", *arguments)["findings"]
    return [(f["page"], f["message"]) for f in said if f["rule"] == "inconsistent"]


def glossary(site: Project, target: str) -> None:
    site.write("locale/en/glossary.csv", f"source,target,note\n私有云,{target},\n")


def test_one_finding_a_text_with_counts_and_places(site: Project) -> None:
    file = "locale/en/LC_MESSAGES"
    said = f'"Private" ×2 ({file}/a.po:22); "Private cloud" ×1 ({file}/b.po:22); "Hybrid" ×1 ({file}/d.po:22)'
    assert found(site) == [("b.md", f"私有云 is translated in 3 ways: {said}")]
    assert found(site, "--jobs", "2") == found(site)
    (finding,) = site.json("check")["findings"]
    where = ("locale/en/LC_MESSAGES/b.po", 22, "kind")
    assert (finding["file"], finding["line"], finding["path"]) == where
    assert finding["severity"] == "warning"


def test_only_what_people_reviewed_counts(site: Project) -> None:
    site.translate("d", {"私有云": "Hybrid"}, fuzzy=True)
    site.translate("b", {"私有云": ""})
    site.ok("merge")
    assert found(site) == []


def test_pages_are_held_against_those_that_are_checked(site: Project) -> None:
    assert found(site, "a.md") == []
    assert found(site, "a.md", "c.md") == []
    assert [page for page, _ in found(site, "a.md", "d.md")] == ["d.md"]


@pytest.mark.parametrize(
    ("target", "odd"),
    [
        ("private cloud", "d.md"),
        ("private cloud | hybrid cloud", ""),
        ("hybrid cloud", "a.md"),
        ("closed cloud", "a.md"),
        ("", "a.md"),
    ],
)
def test_a_glossary_row_settles_what_is_right(site: Project, target: str, odd: str) -> None:
    glossary(site, target)
    assert [page for page, _ in found(site)] == ([odd] if odd else [])
    if odd:
        assert found(site)[0][1].endswith(f"; the glossary has {target or '私有云'}")


def test_a_context_tells_two_apart(site: Project) -> None:
    glossary(site, "private cloud")
    site.write("i18n.toml", '[[rule]]\npath = "kind"\npages = "d.md"\ncontext = "of d"\n')
    site.ok("extract")
    site.ok("merge")
    assert site.entry("d", "私有云").msgctxt == "of d"
    assert found(site) == []


def test_a_waiver_and_a_setting_take_a_translation_out(site: Project) -> None:
    glossary(site, "private cloud")
    settings = '[[rule]]\npath = "kind"\npages = "d.md"\nchecks = { inconsistent = "off" }\n'
    site.write("i18n.toml", settings)
    assert found(site) == []
    site.write("i18n.toml", settings.replace('"off"', '"error"'))
    assert site.run("check").exit_code == 1
    site.write("i18n.toml", "")
    po = site.po("d")
    for entry in po:
        entry.tcomment = "ok: inconsistent"
    po.save(newline="\n")
    assert site.json("check")["findings"] == []


def test_targets_have_nothing_to_do_with_each_other(site: Project) -> None:
    glossary(site, "private cloud | hybrid cloud")
    site.write("i18n.toml", "[targets.en]\n[targets.ja]\n")
    site.ok("extract")
    for name in PAGES:
        site.translate(name, {f"页面 {name}": f"ページ {name}", "私有云": "プライベート"}, "ja")
    site.ok("merge")
    assert found(site) == []


@given(st.lists(st.sampled_from(["Cloud", "cloud", "Cloud!", "Clouds", "Sky", "…", "·"]), max_size=8))
def test_the_odd_one_is_told_once(texts: list[str]) -> None:
    said = [
        Wording((None, "云"), text, Severity.WARNING, f"{at}.md", f"{at}.po", 1, "a")
        for at, text in enumerate(texts)
    ]
    findings = list(disagreements(said, Language("en", "en"), Glossary()))
    ways = Counter(text.lower().removesuffix("!") for text in texts)
    assert len(findings) == (len(ways) > 1)
    for finding in findings:
        odd = texts[int(finding.page.removesuffix(".md"))]
        usual = ways.most_common(1)[0][0]
        assert odd.lower().removesuffix("!") != usual
        assert f"in {len(ways)} ways" in finding.message
