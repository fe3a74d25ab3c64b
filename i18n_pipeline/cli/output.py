"""Reports, in the language of whoever reads it, and leaving with the right exit code."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from i18n_pipeline.cli.options import Asked
from i18n_pipeline.cli.terminal import echo, echo_json
from i18n_pipeline.messages import Notice, put, say
from i18n_pipeline.reports import findings, machine, rendering, standing

if TYPE_CHECKING:
    from i18n_pipeline.model import Failure
    from i18n_pipeline.project.report import Report

CLEAN, FINDINGS, USAGE, POSTPONED = 0, 1, 2, 75


def finish(
    asked: Asked,
    report: Report,
    line: Callable[[Mapping[str, Any]], Notice],
    *,
    dry_run: bool,
    only_check: bool = False,
) -> NoReturn:
    """Print the report of a verb that writes, and exit."""
    if asked.as_json:
        facts: dict[str, object] = {"pages": report.pages, "written": report.written}
        if report.plan:
            facts["plan"] = report.plan
        if report.spent:
            facts["spent"] = report.spent
        facts["warnings"] = machine.findings_json(report.warnings)
        if report.postponed:
            facts["postponed"] = report.postponed
        print_json(facts, report.failed)
    else:
        if not asked.quiet:
            shown = ((name, line(facts)) for name, facts in report.pages.items())
            print_lines(put("{name}: {what}", name=name, what=what) for name, what in shown if what)
            echo(rendering.written(report, really=not (dry_run or only_check)))
            print_lines(standing.published_lines(standing.drafts_on(report.pages)))
            print_lines(rendering.plan_lines(report.plan))
            print_lines(rendering.spent_lines(report.spent))
            print_lines(filter(None, [report.offer]))
        print_lines(findings.finding_lines(report.warnings), err=True)
    tell_postponed(report.postponed)
    leave(report.failed, only_check and bool(report.written), bool(report.postponed), only_check=only_check)


def tell_postponed(why: Notice) -> None:
    """Say that an engine failed for now, and why, if one did."""
    if why:
        echo(say("postponed: {why}; what was drafted is saved, run again to go on", why=why), err=True)


def leave(
    failed: Sequence[Failure],
    findings_too: bool = False,
    postponed: bool = False,
    *,
    only_check: bool = False,
) -> NoReturn:
    """Say what failed; exit with the highest code that applies.

    A check in a hook of sync's own commit refuses nothing: sync tells itself what it found, in other pages.
    """
    print_lines(findings.failure_lines(failed), err=True)
    refuses = not (only_check and os.environ.get("I18N_PIPELINE_IN_SYNC"))
    sys.exit(exit_code(failed, findings_too, postponed) if refuses else CLEAN)


def exit_code(failed: Sequence[Failure], findings_too: bool, postponed: bool) -> int:
    """The highest that applies."""
    return POSTPONED if postponed else FINDINGS if failed or findings_too else CLEAN


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """To stdout, or to stderr."""
    for text in lines:
        echo(text, err=err)


def print_json(facts: Mapping[str, object], failed: Sequence[Failure]) -> None:
    """The one object of ``--json``."""
    whole = {**facts, "failed": machine.failures_json(failed)}
    echo_json(json.dumps(whole, ensure_ascii=False, indent=2))
