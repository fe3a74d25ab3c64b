"""Quality rules: one small file each, found by its folder.

A rule is a module of this folder with ``SEVERITY``, ``EXPLANATION`` (for translators), ``GOOD`` and
``BAD`` examples, and ``check(subject) -> Iterator[Notice]``, which yields what is wrong. It may have
``keeps_out(subject) -> bool``: whether what it finds is an error in a draft. The rule is called by its
file's name.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from typing import cast

from i18n_pipeline.checks.base import Guard, Rule, Subject
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Severity

_TORN = "placeholders"  # the rule that speaks of broken templates


@cache
def rules() -> dict[str, Rule]:
    """All rules by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name != "base")
    return {name.replace("_", "-"): cast(Rule, import_module(f"{__name__}.{name}")) for name in names}


def run(
    subject: Subject, *, only: Severity | None = None, silent: Collection[str] = ()
) -> Iterator[tuple[str, Severity, Notice]]:
    """What every rule, or those of one severity, finds in a translation: rule, severity, message.

    The rules in ``silent`` are left out.
    """
    torn = subject.is_torn and _TORN not in silent
    for name, rule in _of(only, subject.is_draft).items():
        if name not in silent and (not torn or name == _TORN):
            for message in rule.check(subject):
                severity = _severity(rule, subject)
                if only in (None, severity):
                    yield name, severity, message


def _severity(rule: Rule, subject: Subject) -> Severity:
    out = subject.is_draft and is_guard(rule) and cast(Guard, rule).keeps_out(subject)
    return Severity.ERROR if out else rule.SEVERITY


def is_guard(rule: Rule) -> bool:
    """Whether a rule judges drafts harder than what a person wrote."""
    return hasattr(rule, "keeps_out")


@cache
def _of(severity: Severity | None, drafts: bool) -> dict[str, Rule]:
    """The rules that may find something of this severity."""
    return {
        name: rule
        for name, rule in rules().items()
        if severity in (None, rule.SEVERITY) or (drafts and is_guard(rule))
    }
