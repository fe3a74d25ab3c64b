"""Quality rules: one small file each, found by its folder.

A rule is a module of this folder with ``SEVERITY``, ``EXPLANATION`` (for translators), ``GOOD`` and
``BAD`` examples, and ``check(subject) -> Iterator[Notice]``, which yields what is wrong. It may have
``keeps_out(subject) -> bool``: whether what it finds is an error in a draft. The rule is called by its
file's name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from typing import cast

from i18n_pipeline.checks.base import Guard, Rule, Subject
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Severity
from i18n_pipeline.severities import rule_names

_TORN = "placeholders"  # the rule that speaks of broken templates


@cache
def rules() -> dict[str, Rule]:
    """All rules by name."""
    files = {name: f"{__name__}.{name.replace('-', '_')}" for name in rule_names()}
    return {name: cast(Rule, import_module(file)) for name, file in files.items()}


def run(
    subject: Subject, *, only: Severity | None = None, silent: Collection[str] = ()
) -> Iterator[tuple[str, Severity, Notice]]:
    """What every rule, or those of one severity, finds in a translation: rule, severity, message.

    The rules in ``silent`` are left out. What keeps drafts out does so, whatever severities are set.
    """
    said = dict(subject.severities)
    torn = subject.is_torn and _TORN not in silent
    for name, rule in rules().items():
        severity = said.get(name, rule.SEVERITY)
        guards = subject.is_draft and (rule.SEVERITY is Severity.ERROR or is_guard(rule))
        may_find = guards or (severity and only in (None, severity))
        if may_find and name not in silent and (not torn or name == _TORN):
            for message in rule.check(subject):
                found = Severity.ERROR if guards and _keeps_out(rule, subject) else severity
                if found and only in (None, found):
                    yield name, found, message


def is_guard(rule: Rule) -> bool:
    """Whether a rule judges drafts harder than what a person wrote."""
    return hasattr(rule, "keeps_out")


def _keeps_out(rule: Rule, subject: Subject) -> bool:
    return rule.SEVERITY is Severity.ERROR or cast(Guard, rule).keeps_out(subject)
