"""Findings and failures as a person reads them: by page, the worst first, a line each. Prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from i18n_pipeline.messages import Notice, counted, joined, put, say
from i18n_pipeline.model import REVIEW, Counts, Failure, Finding, Severity

#: What a line is of.
Item = Finding | Failure

_FEW = 10
_SEVERAL = 3  # lines of a page
_SEVERITIES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}
_WARNING = 4  # the last rank
_HELD = {"held-back", "awaits-review", "nothing-translated"}
#: What somebody has to decide; the shape is that of a page that is left alone.
_QUESTIONS = {"page-by-hand", "shape", "override", "no-source", "stale", "body-behind"}


def by_page(found: Iterable[Finding], failed: Iterable[Failure] = ()) -> dict[str, list[Item]]:
    """By page, the pages with the worst first, the worst of each first; what is of no page has no name."""
    pages: dict[str, list[Item]] = {}
    items: list[Item] = [*failed, *found]
    for item in sorted(items, key=_rank):
        pages.setdefault(item.page, []).append(item)
    return pages


def _rank(item: Item) -> int:
    """How soon it is to be read: what failed, errors, what is held back, questions, other warnings."""
    if isinstance(item, Failure):
        return 0
    if item.rule in _QUESTIONS:
        return 3
    return 1 if item.severity is Severity.ERROR else 2 if item.rule in _HELD else _WARNING


def heading(page: str, items: Sequence[Item]) -> list[Notice]:
    """``case/a.md: 2 errors, held back, 1 warning``; none over a line or two."""
    if not page or len(items) < _SEVERAL:
        return []
    kinds = Counter(_kind(item) for item in items)
    parts = [say("not checked")] if kinds["failed"] else []
    parts += [counted("{n} error", "{n} errors", kinds["error"])] if kinds["error"] else []
    parts += [say("held back")] if kinds["held"] else []
    parts += [counted("{n} warning", "{n} warnings", kinds["warning"])] if kinds["warning"] else []
    return [put("{page}: {what}", page=page, what=joined(parts))]


def _kind(item: Item) -> str:
    if isinstance(item, Failure):
        return "failed"
    return "held" if item.rule in _HELD else item.severity.value


def next_step(
    pages: Mapping[str, Sequence[Item]], known: Sequence[Finding], targets: Mapping[str, Counts], verb: str
) -> list[Notice]:
    """What helps with the worst of all; what is left to review comes before mere warnings.

    What helps where a page failed is told by what else is ``known`` of its file.
    """
    left = any(row.total > row.reviewed for row in targets.values())
    for item in chain.from_iterable(pages.values()):
        if left and _rank(item) == _WARNING:
            break
        of_file = (one.next for one in known if one.file == item.file)
        command = next(of_file, "") if isinstance(item, Failure) else item.next
        if command:
            return [to_run(command)]
        if item.file:
            place, command = f"{item.file}:{item.line}", f"i18n-pipeline {verb}"
            return [say("next: see to {place}, then {command}", place=place, command=command)]
    return [to_run(REVIEW)] if left else []


def to_run(command: str) -> Notice:
    """``next: i18n-pipeline sync``."""
    return say("next: {command}", command=command)


def item_lines(items: Iterable[Item]) -> Iterator[Notice]:
    """Those of findings and of failures."""
    for item in items:
        yield from failure_lines([item]) if isinstance(item, Failure) else finding_lines([item])


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
