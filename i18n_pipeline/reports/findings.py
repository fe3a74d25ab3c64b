"""Findings and failures as a person reads them, a line each. Prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from i18n_pipeline.messages import Notice, put, say
from i18n_pipeline.model import Failure, Finding, Severity

_FEW = 10
_SEVERITIES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}


def finding_lines(findings: Iterable[Finding]) -> Iterator[Notice]:
    """``file:line: severity: what [rule]``; what is of no file has no place."""
    for finding in findings:
        line = say(
            "{severity}: {message} [{rule}]",
            severity=_SEVERITIES[finding.severity],
            message=finding.message,
            rule=finding.rule,
        )
        place = f"{finding.file}:{finding.line}"
        yield put("{place}: {line}", place=place, line=line) if finding.file else line


def few_finding_lines(findings: Iterable[Finding]) -> Iterator[Notice]:
    """The same, but of one rule and file no more than a person reads."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        kind = (finding.file, finding.rule)
        seen[kind] += 1
        if seen[kind] <= _FEW:
            yield from finding_lines([finding])
    for (file, rule), count in seen.items():
        if count > _FEW:
            yield say(
                "{file}:1: {n} more of these, see --json [{rule}]", file=file, n=count - _FEW, rule=rule
            )


def failure_lines(failures: Iterable[Failure]) -> Iterator[Notice]:
    """``file:line: what, and what to do``."""
    for failure in failures:
        file = failure.file or failure.page
        yield put("{file}:{line}: {message}", file=file, line=failure.line, message=failure.message)
