"""Every rule holds to its own examples."""

from __future__ import annotations

import pytest

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Rule, Subject
from i18n_pipeline.model import Severity


@pytest.mark.parametrize(
    ("name", "rule", "subject"), [(n, r, s) for n, r in checks.rules().items() for s in r.GOOD]
)
def test_good_examples_pass(name: str, rule: Rule, subject: Subject) -> None:
    assert list(rule.check(subject)) == []
    assert [found for found in checks.run(subject) if found[0] == name] == []


@pytest.mark.parametrize(
    ("name", "rule", "subject"), [(n, r, s) for n, r in checks.rules().items() for s in r.BAD]
)
def test_bad_examples_are_found(name: str, rule: Rule, subject: Subject) -> None:
    assert list(rule.check(subject))
    found = {rule_name: severity for rule_name, severity, _ in checks.run(subject)}
    assert found[name] is (Severity.ERROR if subject.is_draft else rule.SEVERITY)


def test_rules_are_found_by_their_files_and_explain_themselves() -> None:
    assert {"placeholders", "edge-blanks", "max-length", "leftover-han"} <= set(checks.rules())
    for rule in checks.rules().values():
        assert rule.EXPLANATION.endswith(".")
        assert isinstance(rule.SEVERITY, Severity)
        assert rule.GOOD
        assert rule.BAD
