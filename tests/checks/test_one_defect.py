"""One defect is told by one rule, once."""

from __future__ import annotations

import pytest

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Severity, Term


def errors(source: str, target: str) -> list[str]:
    return [rule for rule, _, _ in checks.run(Subject(source, target), only=Severity.ERROR)]


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("第 3 名", "4th place", "numbers"),
        ("1. 登录", "2. Log in", "list-marker"),
        ("[文](https://a.example/c)", "[x](https://a.example/d)", "markdown"),
        ("[文](https://a.example/c)", "https://a.example/c", "markdown"),
        ("见 https://a.example/c", "See [x](https://a.example/c)", "markdown"),
        ("见 https://a.example/1", "See https://a.example/2", "urls"),
        ("[文](/b)", "![x](/b)", "markdown"),
        ("[文](/b)", '[x](/b "t" onclick)', "markdown"),
        ("点击", "[a][b]\n\n[b]: javascript:x", "markdown"),
        ("点击", "[a](java&#115;cript:x)", "markdown"),
        ("点击", "[a](//evil.example)", "markdown"),
        ("点击", "<https://evil.example>", "urls"),
        ("点击", "<svg/onload=x>", "html"),
        ("点击", "<scr\nipt>", "html"),
        ("点击", "<!-- x\n y -->", "html"),
        ("点击", "{{% x %}}", "placeholders"),
        ("`ls -1`", "`ls -2`", "markdown"),
        ("<b>云</b>", "Cloud", "html"),
    ],
)
def test_one_error(source: str, target: str, rule: str) -> None:
    assert errors(source, target) == [rule]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('[文]({{< ref "a.md" >}})', '[x]({{< ref "a.md" >}})'),
        ("[文](mailto:a@b.example)", "[x](mailto:a@b.example)"),
        ("**登录：**用", "**Log in:** use"),
        ("a <b 时", "when a <b"),
        ("2.0 版本，99.99%", "Version 2.0, 99.99%"),
        ("a_b_c 与 2*3*4", "2*3*4 and a_b_c"),
    ],
)
def test_no_finding(source: str, target: str) -> None:
    assert list(checks.run(Subject(source, target))) == []


def test_terms_that_cross_are_not_told() -> None:
    terms = Glossary(
        (Term("行业", "industry"), Term("业务", "business"), Term("云", "cloud"), Term("云端", ""))
    )
    assert [term.source for term in terms.found_in("进行业务，云端行业")] == ["云端", "行业"]
    assert Glossary.of(terms) is terms


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("点击播放", "Play {{< youtube x"),
        ("点击播放", "Play {{<youtube 3"),
        (
            '图 {{< figure src="https://a.example/1.png" >}}',
            'Figure {{< figure src="https://a.example/1.png"',
        ),
        ("用 {{< a >}} 与 {{< b >}}", "Use {{< a and {{< b >}}"),
        ("共 {{ count }} 个", "{{ count of 5 in <all"),
        ("播放", "Play }}"),
        ("见 {% raw %}", "See {% raw"),
    ],
)
def test_a_template_that_is_left_open_is_one_finding(source: str, target: str) -> None:
    assert [rule for rule, _, _ in checks.run(Subject(source, target))] == ["placeholders"]


def test_what_the_source_leaves_open_hides_nothing() -> None:
    assert errors("{{< x 播放 3 次", "{{< x play 4 times") == ["numbers"]


def test_a_rule_that_is_silent_speaks_for_no_other() -> None:
    subject = Subject("播放", "Play }} <script>")
    found = [rule for rule, _, _ in checks.run(subject, silent={"placeholders", "brackets"})]
    assert found == ["html"]
