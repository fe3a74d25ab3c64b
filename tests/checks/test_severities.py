"""A rule is as bad as i18n.toml says, and drafts are held against all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Project

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Rule, Subject
from i18n_pipeline.model import Severity
from i18n_pipeline.severities import FIXED

ALL_OFF = tuple((name, None) for name in checks.rules() if name not in FIXED)
PAGE = "title: 案例\nn: 有 3 个节点\nlist: [有 5 个节点]\n"


@pytest.fixture
def site(project: Project) -> Project:
    for name in "ab":
        project.page(f"{name}.md", PAGE)
    project.ok("extract")
    for name in "ab":
        texts = {"案例": "Case", "有 3 个节点": "With nodes", "有 5 个节点": "With more nodes"}
        project.translate(name, texts)
    project.ok("merge")
    return project


def found(site: Project, settings: str) -> list[tuple[str, str, str]]:
    site.write("i18n.toml", settings)
    said = site.json("check")["findings"]
    return [(f["page"].removesuffix(".md"), f["path"], f["severity"]) for f in said if f["rule"] == "numbers"]


def test_severities_are_set_for_all_and_for_some(site: Project) -> None:
    every = [(page, path) for page in "ab" for path in ("n", "list[0]")]
    assert found(site, "") == [(*place, "error") for place in every]
    assert found(site, '[checks]\nnumbers = "warning"\n') == [(*place, "warning") for place in every]
    assert site.run("check").exit_code == 0
    assert found(site, '[checks]\nnumbers = "off"\n') == []
    page = '[[rule]]\npath = "**"\npages = "a.md"\nchecks = { numbers = "off" }\n'
    assert found(site, page) == [("b", "n", "error"), ("b", "list[0]", "error")]
    values = '[[rule]]\npath = "list[*]"\nchecks.numbers = "error"\n'
    assert found(site, f'[checks]\nnumbers = "off"\n{values}') == [
        ("a", "list[0]", "error"),
        ("b", "list[0]", "error"),
    ]
    assert [place[2] for place in found(site, f"{page}{values}")] == ["error"] * 3, "the last one counts"


def test_a_text_that_stands_twice_is_held_to_the_stricter(site: Project) -> None:
    site.page("a.md", f"{PAGE}m: 有 3 个节点\n")
    site.ok("extract")
    site.ok("merge")
    assert ("a", "n", "error") in found(site, '[[rule]]\npath = "m"\nchecks = { numbers = "off" }\n')
    assert ("a", "n", "error") in found(site, '[[rule]]\npath = "n"\nchecks = { numbers = "off" }\n')
    both = '[[rule]]\npath = "*"\nchecks = { numbers = "off" }\n'
    assert [place for place in found(site, both) if place[0] == "a"] == [("a", "list[0]", "error")]


def test_a_warning_is_no_reason_to_refuse_a_person(site: Project) -> None:
    change = {"page": "a.md", "target": "en", "id": "有 3 个节点", "old": "With nodes", "text": "Has 4 nodes"}
    changes = f'{{"format": "i18n-pipeline review 1", "changes": [{change}]}}'.replace("'", '"')
    file = str(site.write("down.json", changes))
    assert site.run("apply", file).exit_code == 1
    site.write("i18n.toml", '[checks]\nnumbers = "warning"\n')
    site.ok("apply", file)
    assert site.entry("a", "有 3 个节点").msgstr == "Has 4 nodes"


def test_a_rule_that_is_an_error_keeps_drafts_out(project: Project) -> None:
    project.page("a.md", "title: 我们选择了容器平台来管理全部的业务系统。\n")
    project.write("locale/en/glossary.csv", "source,target,note\n容器平台,container platform,\n")
    project.write("i18n.toml", 'engine = "fake"\n[checks]\nglossary = "error"\n')
    (finding,) = (f for f in project.json("sync")["findings"] if f["rule"] == "not-drafted")
    assert "glossary: not as in the glossary: 容器平台 → container platform" in finding["message"]
    project.write("i18n.toml", 'engine = "fake"\n')
    project.ok("sync")
    assert project.entry("a", "我们选择了容器平台来管理全部的业务系统。").msgstr


@pytest.mark.parametrize("subject", [bad for rule in checks.rules().values() for bad in rule.BAD])
def test_no_setting_lets_a_draft_in(subject: Subject) -> None:
    draft = replace(subject, is_draft=True)
    kept_out = list(checks.run(draft, only=Severity.ERROR))
    assert list(checks.run(replace(draft, severities=ALL_OFF), only=Severity.ERROR)) == kept_out
    assert {name for name, *_ in checks.run(replace(subject, severities=ALL_OFF, is_draft=False))} <= FIXED


@pytest.mark.parametrize("rule", [checks.rules()[name] for name in sorted(FIXED)])
def test_what_cannot_be_set_is_an_error(rule: Rule) -> None:
    assert rule.SEVERITY is Severity.ERROR


@pytest.mark.parametrize(
    ("settings", "line", "said"),
    [
        ('[checks]\nnumbers = "error"\nglossry = "off"\n', 3, '"glossry" names no rule; there are: anchors, brackets, '),
        ('[checks]\nglossry = "off"\n', 2, "; did you mean glossary?"),
        ('checks = { nonesuch = "off" }\n', 1, "same-as-source, urls\n"),
        ('# numbers = "of"\n[checks]\nnumbers = "of"\n', 3, "error, warning, off; did you mean off?"),
        ("[checks]\n'numbers' = 'warn'\n", 2, "did you mean warning?"),
        ("[checks]\nnumbers = false\n", 2, '"false" is no severity of numbers; there are: error, warning, off\n'),
        ("[checks.numbers]\na = 1\n", 1, "is no severity of numbers"),
        ('[checks]\nhtml = "off"\n', 2, "html stays an error"),
        ('[checks]\nhtml = "error"\n[[rule]]\npath = "a"\nchecks.html = "off"\n', 5, "say so there with # ok: html"),
        (
            '[[rule]]\npath = "a"\n[[rule]]\npath = "b"\nchecks = {numbers = "off", urls = "no"}\n',
            5,
            '"no" is no severity of urls',
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(project: Project, settings: str, line: int, said: str) -> None:
    project.page("a.md", PAGE)
    project.write("i18n.toml", settings)
    result = project.run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: i18n.toml:{line}: ")
    assert said in result.stderr
